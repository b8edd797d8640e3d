//! Checkpoints, the timeline, recordings and snapshots. Bytes in, bytes out: no file is touched here.

#[cfg(test)]
extern crate self as enigma_replay;

mod checkpoints;
pub mod container;
#[cfg(test)]
mod damage;
mod error;
mod inputs;
pub mod literal;
mod outcome;
mod program;
mod recording;
mod snapshot;
mod timeline;

pub use container::{Header, Kind, read_header};
pub use enigma_vm::request::{Nothing, World};
pub use error::FileError;
pub use inputs::{Inputs, Noted};
pub use outcome::{Ending, LINE, ending, outcome, result, term_text};
pub use program::{Entry, Program, ProgramError};
pub use recording::{Divergence, OpenAt, Recording, Told, Verified, record, record_again, verify};
pub use snapshot::{Opened, open, save};
pub use timeline::{DENSE, GoOn, Moved, Search, TICK, Timeline};

//! The machine: terms, heaps, processes, scheduler, code and natives of the BEAM as one plain
//! value, without threads, clock, files or sockets.

pub mod atom;
pub mod bits;
pub mod compare;
pub mod copy;
pub mod gc;
pub mod hash;
pub mod heap;
pub mod number;
pub mod number_text;
pub mod process;
pub mod term;

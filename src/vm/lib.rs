//! The machine: terms, heaps, processes, scheduler, code and natives of the BEAM as one plain
//! value, without threads, clock, files or sockets.

pub mod atom;

pub mod bits;
mod boot;
mod calendar;
pub mod code;
pub mod compare;
pub mod console;
pub mod copy;
pub mod dictionary;
pub mod environment;
pub mod etf;
pub mod etf_encode;
pub mod ets;
pub mod event;
pub mod exec;
pub mod gc;
mod hash;
pub mod heap;
pub mod identifier;
pub mod iodata;
pub mod loading;
mod logger;
pub mod machine;
pub mod map;
pub mod matchspec;
pub mod native;
pub mod number;
pub mod number_text;
pub mod old_hash;
pub mod packet;
pub mod pattern;
pub mod port;
pub mod portable_hash;
pub mod pretty;
pub mod print;
pub mod process;
pub mod ram_file;
pub mod re;
pub mod record;
pub mod request;
pub mod resource;
mod scheduler;
pub mod settings;
pub mod shared;
pub mod signal;
pub mod state;
pub mod stream;
pub mod term;
pub mod terminal;
pub mod timer;
mod validate;
pub mod zone;

pub use machine::{Config, Limits, Machine, Stop, Until};
pub use validate::{Corrupt, Invariants};

//! What a machine asks of the world, and what it is told.
//!
//! A machine that has asked goes no further until [`crate::Machine::answer`] has told it; the answer
//! comes between two instructions, so that noting it with their number is enough to give it again.

pub mod file;
pub mod program;
pub mod terminal;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// What a machine wants from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// The bytes of the `.beam` file of a module that is called and not loaded.
    Module(String),
    /// Something of a file or folder.
    File(file::Request),
    /// Something of the terminal.
    Terminal(terminal::Request),
    /// Something to do: nothing can run until something comes from outside, or this time of the machine's clock.
    Wait {
        /// When the next timer fires, in nanoseconds since the start.
        until_ns: Option<u64>,
        /// Whether the standard input is wanted.
        input: bool,
    },
    /// Something of programs that run outside.
    Program(program::Request),
}

/// What it is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// The bytes of the file, where there is one.
    Module(Option<Arc<Vec<u8>>>),
    /// What came of it.
    File(file::Answer),
    /// What the terminal is.
    Terminal(terminal::Answer),
    /// The wait is over.
    Waited {
        /// The time since the start, in nanoseconds.
        now_ns: u64,
        /// What came meanwhile, in its order.
        came: Vec<Input>,
    },
    /// What came of it with programs.
    Program(program::Answer),
}

/// What comes from outside without having been asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Input {
    /// Bytes of the standard input; none at its end.
    Standard(Vec<u8>),
    /// The terminal has another size.
    Resized {
        /// The characters of a line.
        columns: u16,
        /// The lines.
        rows: u16,
    },
    /// A signal.
    Signal(terminal::Signal),
    /// What a program does.
    Program(program::Handle, program::Event),
    /// The process of that number is to be killed: whoever runs the system wants it.
    Kill(u32),
}

/// What lies outside of the machine.
pub trait World {
    /// Answers a machine's request; nothing where there never will be an answer.
    fn answer(&mut self, request: &Request) -> Option<Answer>;
}

/// A world in which there is nothing.
pub struct Nothing;

impl World for Nothing {
    fn answer(&mut self, request: &Request) -> Option<Answer> {
        match request {
            Request::Module(_) => Some(Answer::Module(None)),
            Request::File(_) => Some(Answer::File(file::Answer::failed("enoent"))),
            Request::Program(_) => Some(Answer::Program(program::Answer::Failed("enotsup".into()))),
            Request::Terminal(_) => Some(Answer::Terminal(terminal::Answer::Is(false))),
            Request::Wait { until_ns, .. } => until_ns.map(|now_ns| Answer::Waited { now_ns, came: Vec::new() }),
        }
    }
}

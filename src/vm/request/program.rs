//! What a machine asks of programs that run outside (OTP's `sys_drivers.c`), and what it is told of them.
//!
//! To start one is a question with an answer; what else it does is told by events, which come at a wait or when
//! something is told to a program. A program has two pipes at most, one to it and one from it.

use serde::{Deserialize, Serialize};

/// A program that has been started: a number that the world gives.
pub type Handle = u64;

/// What is to be run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// A line for the shell.
    Command(Vec<u8>),
    /// A file, with arguments of which the first is how it is called.
    File {
        /// Where it is.
        path: Vec<u8>,
        /// Its arguments.
        args: Vec<Vec<u8>>,
    },
}

/// How a program is started.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    /// What is to be run.
    pub what: What,
    /// The variables of its environment.
    pub environment: Vec<(Vec<u8>, Vec<u8>)>,
    /// The folder that it begins in, if that is another.
    pub folder: Option<Vec<u8>>,
    /// Whether the machine reads what it writes.
    pub reads: bool,
    /// Whether it reads what the machine writes.
    pub writes: bool,
    /// Whether it does so by its standard files (else by descriptors 4 and 3).
    pub standard: bool,
    /// Whether what it writes to its standard error goes the same way.
    pub joined: bool,
}

/// What is wanted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Start a program.
    Start(Box<Start>),
    /// Tell programs something, in this order.
    Tell(Vec<Order>),
    /// The number that the operating system has for the program that the machine runs in.
    OwnNumber,
}

/// What a program is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// Bytes for it to read. The world keeps them until it does.
    Write(Handle, Vec<u8>),
    /// Nobody reads what it writes any more, and nothing will be written to it after what has been.
    Close(Handle),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// It runs.
    Started {
        /// By what number it is told something.
        handle: Handle,
        /// By what number the operating system knows it.
        number: u32,
    },
    /// They have been told, and this came of it at once.
    Told(Vec<(Handle, Event)>),
    /// The number of the program that the machine runs in.
    OwnNumber(u32),
    /// It failed, for the reason that POSIX calls so (`enoent`).
    Failed(String),
}

/// What happened to a program.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// It has written this.
    Output(Vec<u8>),
    /// It will write nothing more.
    End,
    /// It has ended with this status; one that a signal ended, with 128 and the signal's number.
    Exited(u32),
    /// It has read all of what was written to it but so many bytes.
    Left(u64),
    /// It cannot be read from or written to any more, for the reason that POSIX calls so.
    Failed(String),
}

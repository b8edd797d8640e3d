//! What a face can ask of a session: the commands, forwards and backwards.

use serde::{Deserialize, Serialize};

/// The two ways through time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Direction {
    /// On.
    Forward,
    /// Back.
    Backward,
}

/// Happenings that one can go to.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum EventKind {
    /// A message is sent.
    Message,
    /// A process is started.
    Spawn,
    /// A process ends.
    Exit,
    /// An exception is raised.
    Exception,
    /// A garbage collection runs.
    Collection,
    /// The scheduler picks a process.
    Slice,
    /// A timer fires.
    Timer,
    /// The program prints.
    Output,
}

/// A movement through time.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Command {
    /// So many instructions, in whichever process runs.
    Step(Direction, u64),
    /// One instruction of the process shown; a call is one step with all it does.
    Over(Direction),
    /// Until the current function of the process shown returns (backward: to where it was called).
    Out(Direction),
    /// To the next breakpoint, or the end (backward: the start).
    Continue(Direction),
    /// To the next happening of that kind.
    ToEvent(Direction, EventKind),
    /// Until an instruction is about to execute (run to cursor).
    ToSlot(Direction, u32),
    /// To an instruction count.
    GoTo(u64),
    /// To the start of the program.
    Start,
    /// To the end of the program.
    End,
}

/// Where to stop.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Place {
    /// The first instruction of a function: module, function, arity (`None`: every arity).
    Function(String, String, Option<u32>),
    /// The first instruction of a source line: file or module name, line.
    Line(String, u32),
    /// An instruction.
    Slot(u32),
}

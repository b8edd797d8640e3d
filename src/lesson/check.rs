//! Checks: what must hold for a step of a lesson to be done. They look at the machine, never at a
//! screen.

use enigma_debug::Session;
use serde::Deserialize;

/// A condition on a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
pub enum Count {
    /// This number.
    Exactly(u64),
    /// This number or more.
    AtLeast(u64),
    /// This number or less.
    AtMost(u64),
}

impl Count {
    fn holds(self, number: u64) -> bool {
        match self {
            Count::Exactly(n) => number == n,
            Count::AtLeast(n) => number >= n,
            Count::AtMost(n) => number <= n,
        }
    }
}

/// A condition on the machine, or on what was answered.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub enum Check {
    /// An x register of the process shown holds this term.
    X(usize, String),
    /// The next instruction of the process shown is in this function.
    At(String, String, u32),
    /// The next instruction of the process shown has this name.
    Instruction {
        /// The name.
        op: String,
    },
    /// So many frames are on the stack of the process shown.
    Frames(Count),
    /// So many instructions have been executed.
    Executed(Count),
    /// A process waits for a message.
    Waiting {
        /// Its number.
        pid: u32,
    },
    /// A mailbox holds so many messages.
    Mailbox {
        /// The number of its process.
        pid: u32,
        /// How many.
        count: Count,
    },
    /// So many words of heap are in use by the process shown.
    HeapUsed(Count),
    /// A process has ended with this reason.
    Exited {
        /// Its number.
        pid: u32,
        /// The exit reason as a term.
        reason: String,
    },
    /// The entry function has returned this term.
    Result(String),
    /// The question was answered with this; spaces do not count.
    Answer(String, String),
    /// All of these hold.
    AllOf(Vec<Check>),
    /// One of these holds.
    AnyOf(Vec<Check>),
}

impl Check {
    /// Whether the condition holds.
    pub fn holds(&self, session: &Session, answer: Option<&str>) -> bool {
        match self {
            Check::X(n, term) => session.x(*n).as_deref() == Some(term),
            Check::At(module, function, arity) => session
                .current_function()
                .is_some_and(|(m, f, a)| (m.as_str(), f.as_str(), a) == (module, function, *arity)),
            Check::Instruction { op } => session.current_instruction() == Some(op),
            Check::Frames(count) => count.holds(session.frame_count() as u64),
            Check::Executed(count) => count.holds(session.machine().executed()),
            Check::Waiting { pid } => session.waits(*pid),
            Check::Mailbox { pid, count } => session.message_count(*pid).is_some_and(|n| count.holds(n as u64)),
            Check::HeapUsed(count) => count.holds(session.heap_words() as u64),
            Check::Exited { pid, reason } => session.exit_reason(*pid).as_ref() == Some(reason),
            Check::Result(term) => session.result().as_ref() == Some(term),
            Check::Answer(_, right) => answer.is_some_and(|answer| bare(answer) == bare(right)),
            Check::AllOf(checks) => checks.iter().all(|check| check.holds(session, answer)),
            Check::AnyOf(checks) => checks.iter().any(|check| check.holds(session, answer)),
        }
    }

    /// The question that is to be answered, if there is one.
    pub fn question(&self) -> Option<&str> {
        match self {
            Check::Answer(question, _) => Some(question),
            Check::AllOf(checks) | Check::AnyOf(checks) => checks.iter().find_map(Check::question),
            _ => None,
        }
    }
}

/// An answer without what does not count.
fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

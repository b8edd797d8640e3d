//! Views of the machine: plain data out of whatever the machine holds, damaged words among it.

pub(crate) mod code;
pub(crate) mod events;
pub(crate) mod heap;
pub(crate) mod processes;
pub(crate) mod registers;
pub(crate) mod stack;
pub(crate) mod tree;

use enigma_vm::machine::Machine;
use enigma_vm::process::Process;

use crate::frames::Frames;

/// What views are made from: the machine now and before the last command, and the process shown.
pub(crate) struct Scene<'a> {
    pub machine: &'a Machine,
    pub before: Option<&'a Machine>,
    pub process: &'a Process,
    pub frames: &'a Frames,
}

impl<'a> Scene<'a> {
    /// The process shown as it was before the last command, where there was one and it was there.
    pub fn process_before(&self) -> Option<&'a Process> {
        self.before.and_then(|machine| machine.process(self.process.pid))
    }

    /// Whether the process shown is the one that runs.
    pub fn runs(&self) -> bool {
        self.machine.running() == Some(self.process.pid)
    }

    /// Whether there is a state to compare with.
    pub fn compares(&self) -> bool {
        self.before.is_some()
    }
}

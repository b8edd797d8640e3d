//! The standard input, and who wants to be told of it.
//!
//! What comes is kept in order until it is read; its end stays.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use crate::console::Stream;
use crate::heap::{Allocate, Fragment};
use crate::machine::System;
use crate::process::Process;
use crate::term::{Pid, Term};

/// A terminal that a process has opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tty {
    /// Where what is written goes.
    pub stream: Stream,
    /// Who wants to be told when there is something to read, and the reference by which.
    pub selected: Option<(Pid, u128)>,
}

/// What came and has not been read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandardInput {
    bytes: VecDeque<u8>,
    ended: bool,
}

impl StandardInput {
    /// Takes what came; nothing is the end.
    pub fn push(&mut self, bytes: &[u8]) {
        self.ended |= bytes.is_empty();
        self.bytes.extend(bytes);
    }

    fn is_ready(&self) -> bool {
        self.ended || !self.bytes.is_empty()
    }
}

impl System {
    /// Whether somebody waits for the standard input.
    pub(crate) fn wants_input(&self) -> bool {
        self.has_reading_port() || self.ttys.values().any(|tty| tty.selected.is_some())
    }

    /// At most so many bytes of the input; nothing at its end.
    pub(crate) fn take_input(&mut self, most: usize) -> Option<Vec<u8>> {
        let input = &mut self.standard_input;
        if input.bytes.is_empty() && input.ended {
            return None;
        }
        let count = input.bytes.len().min(most);
        Some(input.bytes.drain(..count).collect())
    }

    /// Tells those who want to know that there is something to read: `{select, Tty, Reference, ready_input}`.
    pub(crate) fn tell_of_input(&mut self, mut running: Option<&mut Process>) {
        if !self.standard_input.is_ready() {
            return;
        }
        let (Some(select), Some(ready)) = (self.intern("select"), self.intern("ready_input")) else { return };
        let waiting: Vec<_> = self.ttys.iter_mut().filter_map(|(n, tty)| Some((*n, tty.selected.take()?))).collect();
        for (number, (pid, by)) in waiting {
            let mut fragment = Fragment::default();
            let message = fragment.reference(number).and_then(|tty| {
                let by = fragment.reference(by)?;
                fragment.tuple(&[Term::atom(select), tty, by, Term::atom(ready)])
            });
            let Ok(message) = message else { continue };
            match &mut running {
                // A process that has no room for it is killed when it next needs memory.
                Some(running) => drop(self.post(running, pid, (fragment.into(), message))),
                None => self.post_idle(pid, (fragment.into(), message)),
            }
        }
    }
}

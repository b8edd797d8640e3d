//! Signals between processes other than messages, and the ends of processes (OTP's
//! `erl_proc_sig_queue.c`, `erl_process.c`).
//!
//! Messages go straight to the mailbox; exit signals and 'DOWN' messages of an ending process wait
//! in the machine's queue and are delivered, in the order of sending, before the next instruction.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::atom::{Atom, am};
use crate::copy;
use crate::event::EventKind;
use crate::heap::{Allocate, Fragment, HeapLimit};
use crate::machine::{Machine, Outcome, System};
use crate::process::{Message, Monitor, Process, Status};
use crate::term::{Pid, Term};

/// A term in memory of its own.
pub type Parcel = (Arc<Fragment>, Term);

/// A signal on its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Signal {
    /// An exit signal.
    Exit {
        /// Who sends it.
        from: Pid,
        /// To whom.
        to: Pid,
        /// Why.
        reason: Parcel,
        /// Whether it comes through a link (else from `exit/2`).
        linked: bool,
    },
    /// The end of a monitored process.
    Down {
        /// The process that watched.
        to: Pid,
        /// The monitor's reference.
        reference: u128,
        /// The process that ended, and what the monitor calls it.
        from: (Pid, Option<Atom>),
        /// Why it ended.
        reason: Parcel,
    },
}

impl Machine {
    /// Delivers one signal.
    pub(crate) fn deliver(&mut self, signal: Signal) {
        match signal {
            Signal::Exit { from, to, reason, linked } => self.deliver_exit(from, to, reason, linked),
            Signal::Down { to, reference, from, reason } => self.deliver_down(to, reference, from, reason),
        }
    }

    fn deliver_exit(&mut self, from: Pid, to: Pid, reason: Parcel, linked: bool) {
        let Some(process) = self.process_mut(to) else { return };
        if linked && !process.links.remove(&from) {
            return;
        }
        if reason.1 == Term::atom(am::KILL) && !linked {
            return self.end(to, (Arc::default(), Term::atom(am::KILLED)));
        }
        if process.trap_exit {
            if let Ok(message) = self.sys.compose(&[Term::atom(am::EXIT_TAG), Term::pid(from)], &reason) {
                self.post(to, message);
            }
            return;
        }
        if reason.1 == Term::atom(am::NORMAL) && (linked || from != to) {
            return;
        }
        self.end(to, reason);
    }

    fn deliver_down(&mut self, to: Pid, reference: u128, from: (Pid, Option<Atom>), reason: Parcel) {
        let Some(process) = self.process_mut(to) else { return };
        if process.monitors.remove(&reference).is_none() {
            return;
        }
        if let Ok(message) = self.sys.down_message(reference, from, &reason) {
            self.post(to, message);
        }
    }

    /// Ends a process, whether it runs or not.
    fn end(&mut self, pid: Pid, reason: Parcel) {
        let taken = match &self.running {
            Some(running) if running.pid == pid => self.running.take(),
            _ => self.sys.processes.remove(&pid),
        };
        let Some(mut process) = taken else { return };
        let process = Arc::make_mut(&mut process);
        if process.status == Status::Running {
            self.sys.account(process);
        }
        self.sys.bury(process, reason);
    }

    fn post(&mut self, to: Pid, message: Parcel) {
        let System { words, queues, processes, .. } = &mut self.sys;
        *words += message.0.words.len();
        let process = match &mut self.running {
            Some(running) if running.pid == to => Some(running),
            _ => processes.get_mut(&to),
        };
        if let Some(process) = process {
            put(Arc::make_mut(process), message, queues);
        }
    }
}

/// Puts a message in a mailbox and wakes the process.
fn put(process: &mut Process, message: Parcel, queues: &mut [std::collections::VecDeque<Pid>; 4]) {
    process.mailbox.messages.push_back(Message::Outside(message.0, message.1));
    if process.status == Status::Waiting {
        process.status = Status::Runnable;
        queues[process.priority as usize].push_back(process.pid);
    }
}

impl System {
    /// Sends a message; `running` is the process that runs, which may be the receiver.
    pub(crate) fn post(&mut self, running: &mut Process, to: Pid, message: Parcel) -> Result<(), HeapLimit> {
        let size = message.0.words.len();
        if self.words.saturating_add(size) > self.limits.total_words {
            return Err(HeapLimit);
        }
        if to == running.pid {
            self.words += size;
            put(running, message, &mut self.queues);
        } else if let Some(process) = self.processes.get_mut(&to) {
            self.words += size;
            put(Arc::make_mut(process), message, &mut self.queues);
        }
        Ok(())
    }

    /// Sends a message to a process that does not run.
    pub(crate) fn post_waiting(&mut self, to: Pid, message: Parcel) {
        if let Some(process) = self.processes.get_mut(&to) {
            self.words += message.0.words.len();
            put(Arc::make_mut(process), message, &mut self.queues);
        }
    }

    /// A tuple of immediates and, last, a term in memory of its own.
    pub(crate) fn compose(&self, head: &[Term], last: &Parcel) -> Result<Parcel, HeapLimit> {
        let mut fragment = Fragment::default();
        let view = last.0.view(&self.code.literals.words);
        let last = copy::copy_term(view, last.1, &mut fragment, usize::MAX)?;
        let mut elements = head.to_vec();
        elements.push(last);
        let tuple = fragment.tuple(&elements)?;
        Ok((Arc::new(fragment), tuple))
    }

    /// `{'DOWN', Reference, process, Pid | {Name, Node}, Reason}`.
    pub(crate) fn down_message(
        &self,
        reference: u128,
        (pid, name): (Pid, Option<Atom>),
        reason: &Parcel,
    ) -> Result<Parcel, HeapLimit> {
        let mut fragment = Fragment::default();
        let view = reason.0.view(&self.code.literals.words);
        let reason = copy::copy_term(view, reason.1, &mut fragment, usize::MAX)?;
        let reference = fragment.reference(reference)?;
        let what = match name {
            Some(name) => fragment.tuple(&[Term::atom(name), Term::atom(am::NONODE)])?,
            None => Term::pid(pid),
        };
        let elements = [Term::atom(am::DOWN), reference, Term::atom(am::PROCESS), what, reason];
        let tuple = fragment.tuple(&elements)?;
        Ok((Arc::new(fragment), tuple))
    }

    /// What the end of a process means to the others. The process is out of all tables already.
    pub(crate) fn bury(&mut self, process: &mut Process, reason: Parcel) {
        let pid = process.pid;
        self.event(pid, EventKind::Exit { reason: reason.clone() });
        self.queues[process.priority as usize].retain(|p| *p != pid);
        self.words = self.words.saturating_sub(process.counted + process.message_words());
        if let Some(name) = process.name {
            self.registry.remove(&name);
        }
        if let Some(timer) = process.mailbox.timer {
            self.timers.cancel(timer);
        }
        for to in std::mem::take(&mut process.links) {
            self.signals.push_back(Signal::Exit { from: pid, to, reason: reason.clone(), linked: true });
        }
        for (reference, monitor) in std::mem::take(&mut process.monitors) {
            match monitor {
                Monitor::WatchedBy(to, name) => {
                    let reason = reason.clone();
                    self.signals.push_back(Signal::Down { to, reference, from: (pid, name), reason });
                }
                Monitor::Watching(other, _) => {
                    if let Some(other) = self.processes.get_mut(&other) {
                        Arc::make_mut(other).monitors.remove(&reference);
                    }
                }
            }
        }
        if self.entry == Some(pid) && self.outcome.is_none() {
            self.outcome = Some(Outcome::Exited(reason.0, reason.1));
        }
    }
}

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
use crate::request::{Answer, file, program};
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
    /// The end of a port.
    PortExit {
        /// The port.
        port: u64,
        /// To whom it was linked.
        to: Pid,
        /// Why.
        reason: Parcel,
    },
    /// The end of a monitored port.
    PortDown {
        /// The process that watched.
        to: Pid,
        /// The monitor's reference.
        reference: u128,
        /// The port, and what the monitor calls it.
        from: (u64, Option<Atom>),
        /// Why it ended.
        reason: Parcel,
    },
    /// The answer of a port, which comes behind its other signals.
    FromPort {
        /// The process that has told the port something.
        to: Pid,
        /// What it is told.
        message: Parcel,
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
            Signal::PortExit { port, to, reason } => self.deliver_port_exit(port, to, reason),
            Signal::PortDown { to, reference, from: (port, name), reason } => {
                self.deliver_down(to, reference, (am::PORT, Term::port(port), name), reason);
            }
            Signal::FromPort { to, message } => self.post(to, message),
            Signal::Down { to, reference, from: (pid, name), reason } => {
                self.deliver_down(to, reference, (am::PROCESS, Term::pid(pid), name), reason);
            }
        }
    }

    fn deliver_exit(&mut self, from: Pid, to: Pid, reason: Parcel, linked: bool) {
        let Some(process) = self.process_mut(to) else { return };
        if linked && !process.links.remove(&from) {
            return;
        }
        if reason.1 == Term::atom(am::KILL) && !linked {
            return self.end(to, killed());
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

    fn deliver_port_exit(&mut self, port: u64, to: Pid, reason: Parcel) {
        let Some(process) = self.process_mut(to) else { return };
        if process.trap_exit {
            if let Ok(message) = self.sys.compose(&[Term::atom(am::EXIT_TAG), Term::port(port)], &reason) {
                self.post(to, message);
            }
        } else if reason.1 != Term::atom(am::NORMAL) {
            self.end(to, reason);
        }
    }

    fn deliver_down(&mut self, to: Pid, reference: u128, from: Watched, reason: Parcel) {
        let Some(process) = self.process_mut(to) else { return };
        if process.monitors.remove(&reference).is_none() {
            return;
        }
        let tag = process.end_monitor(reference);
        if let Ok(message) = self.sys.down_message(reference, tag.as_ref(), from, &reason) {
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
        self.sys.bury(process, reason, self.running.as_mut().map(Arc::make_mut));
    }

    /// Puts a message in a mailbox that nobody who runs has sent.
    fn post(&mut self, to: Pid, message: Parcel) {
        let running = self.running.as_mut().map(Arc::make_mut);
        if self.sys.post_to(running, to, message).is_err() {
            let used = self.process(to).map_or(0, Process::used_words);
            self.sys.report_memory(to, used);
            self.end(to, killed());
        }
    }
}

/// What a monitor watches: the kind, who it is, and the name by which the monitor has found it.
type Watched = (Atom, Term, Option<Atom>);

/// The exit reason of a process that is killed.
fn killed() -> Parcel {
    (Arc::default(), Term::atom(am::KILLED))
}

impl System {
    /// Sends a message; `running` is the process that runs, which may be the receiver. Fails where the
    /// machine has no room for it.
    pub(crate) fn post(&mut self, running: &mut Process, to: Pid, message: Parcel) -> Result<(), HeapLimit> {
        if self.post_to(Some(running), to, message).is_err() {
            if to == running.pid {
                return Err(HeapLimit);
            }
            self.kill_waiting(to, Some(running));
        }
        if self.total_words() > self.limits.total_words { Err(HeapLimit) } else { Ok(()) }
    }

    /// Sends a message while no process runs.
    pub(crate) fn post_idle(&mut self, to: Pid, message: Parcel) {
        if self.post_to(None, to, message).is_err() {
            self.kill_waiting(to, None);
        }
    }

    /// Puts a message in the mailbox of a process, if it lives, and wakes it. Fails where it has more messages
    /// than it may have and is to be killed.
    pub(crate) fn post_to(&mut self, running: Option<&mut Process>, to: Pid, message: Parcel) -> Result<(), HeapLimit> {
        let process = match running {
            Some(running) if running.pid == to => running,
            _ => match self.processes.get_mut(&to) {
                Some(process) => Arc::make_mut(process),
                None => return Ok(()),
            },
        };
        self.words += process.mailbox.push(Message::Outside(message.0, message.1));
        if process.status == Status::Waiting {
            process.status = Status::Runnable;
            if process.is_ready() {
                self.queues[process.priority as usize].push_back(process.pid);
            }
        }
        if process.words_outside() > self.limits.process_words { Err(HeapLimit) } else { Ok(()) }
    }

    /// Kills a process that does not run and has more messages than it may have.
    fn kill_waiting(&mut self, pid: Pid, running: Option<&mut Process>) {
        let Some(mut process) = self.processes.remove(&pid) else { return };
        self.report_memory(pid, process.used_words());
        self.bury(Arc::make_mut(&mut process), killed(), running);
    }

    /// A tuple of immediates and, last, a term in memory of its own.
    pub(crate) fn compose(&self, head: &[Term], last: &Parcel) -> Result<Parcel, HeapLimit> {
        let mut fragment = Fragment::default();
        let view = last.0.view(&self.code.literals.words);
        let last = copy::copy_term(view, last.1, &mut fragment, self.limits.message_words)?;
        let mut elements = head.to_vec();
        elements.push(last);
        let tuple = fragment.tuple(&elements)?;
        Ok((Arc::new(fragment), tuple))
    }

    /// `{'DOWN', Reference, process | port, Identifier | {Name, Node}, Reason}`, or with a tag in place of `'DOWN'`.
    pub(crate) fn down_message(
        &self,
        reference: u128,
        tag: Option<&Parcel>,
        (kind, who, name): Watched,
        reason: &Parcel,
    ) -> Result<Parcel, HeapLimit> {
        let mut fragment = Fragment::default();
        let mut copied = |parcel: &Parcel| {
            let view = parcel.0.view(&self.code.literals.words);
            copy::copy_term(view, parcel.1, &mut fragment, self.limits.message_words)
        };
        let reason = copied(reason)?;
        let tag = tag.map_or(Ok(Term::atom(am::DOWN)), copied)?;
        let reference = fragment.reference(reference)?;
        let what = match name {
            Some(name) => fragment.tuple(&[Term::atom(name), Term::atom(am::NONODE)])?,
            None => who,
        };
        let elements = [tag, reference, Term::atom(kind), what, reason];
        let tuple = fragment.tuple(&elements)?;
        Ok((Arc::new(fragment), tuple))
    }

    /// Nobody waits for what a process has asked for, and nobody has what it has opened.
    fn abandon(&mut self, pid: Pid) {
        self.files.bury(pid);
        self.buffers.bury(pid);
        if self.asker == Some(pid) {
            self.asker = None;
            self.request = None;
            match self.answer.take() {
                Some(Answer::File(file::Answer::Opened(handle))) => self.files.orphans.push(handle),
                Some(Answer::Program(program::Answer::Started { handle, .. })) => {
                    self.ports.orders.push(program::Order::Close(handle));
                }
                _ => {}
            }
        }
    }

    /// What the end of a process means to the others. The process is out of all tables already; `running`
    /// is another one that goes on running.
    pub(crate) fn bury(&mut self, process: &mut Process, reason: Parcel, mut running: Option<&mut Process>) {
        let pid = process.pid;
        self.event(pid, EventKind::Exit { reason: reason.clone() });
        self.queues[process.priority as usize].retain(|p| *p != pid);
        self.words = self.words.saturating_sub(process.counted + process.mailbox.words);
        if let Some(name) = process.name {
            self.registry.remove(&name);
        }
        if let Some(timer) = process.mailbox.timer {
            self.timers.cancel(timer);
        }
        for suspended in std::mem::take(&mut process.suspending).into_keys() {
            self.resume(suspended);
        }
        self.settings.collections += process.minor_collections + process.major_collections;
        self.settings.reclaimed += process.reclaimed;
        self.settings.bury(pid);
        self.purge.waiting.remove(&pid);
        self.timers.bury(pid);
        self.shared.close_streams_of(pid);
        self.abandon(pid);
        self.bury_ports(pid, &reason);
        self.leave_terminal(pid);
        self.bury_tables(pid, running.as_deref_mut());
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
                    let other = match &mut running {
                        Some(running) if running.pid == other => Some(&mut **running),
                        _ => self.processes.get_mut(&other).map(Arc::make_mut),
                    };
                    if let Some(other) = other {
                        other.monitors.remove(&reference);
                    }
                }
                Monitor::WatchingPort(..) => {}
            }
        }
        if self.entry == Some(pid) && self.outcome.is_none() {
            self.outcome = Some(Outcome::Exited(reason.0, reason.1));
        }
    }
}

//! The terminal: the standard input, who wants to be told of it and of signals, and what is known of what is drawn.
//!
//! OTP 26 and later have it opened by `prim_tty` (`prim_tty_nif.c`), OTP 25 by the driver `tty_sl`. What comes is kept in
//! order until it is read; its end stays.

pub mod capability;
pub mod line;
pub mod parameters;
pub mod width;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::atom::am;
use crate::console::Stream;
use crate::heap::{Allocate, Fragment};
use crate::machine::System;
use crate::process::Process;
use crate::request::terminal::{Mode, Signal};
use crate::request::{Input, Request, terminal};
use crate::signal::Signal::Exit;
use crate::term::{Pid, Term};
use line::Line;

/// A terminal that a process has opened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tty {
    /// Where what is written goes.
    pub stream: Stream,
    /// Who wants to be told when there is something to read, and the reference by which.
    pub selected: Option<(Pid, u128)>,
    /// Who wants to be told of signals, and the reference by which (OTP 27).
    pub watcher: Option<(Pid, u128)>,
    /// The signals that came and have not been read.
    pub signals: VecDeque<Signal>,
    /// How it is to treat what is typed, once that is wanted.
    pub mode: Mode,
    /// Who has set its mode: it is taken back when that process ends.
    pub owner: Option<Pid>,
}

impl Tty {
    /// A terminal that nobody has set.
    pub fn new(stream: Stream) -> Tty {
        Tty { stream, selected: None, watcher: None, signals: VecDeque::new(), mode: Mode::ORIGINAL, owner: None }
    }
}

/// What is known of the terminal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terminal {
    /// Those that were opened, by reference.
    pub open: BTreeMap<u128, Tty>,
    /// What OTP 25's driver draws, while its port is open.
    pub line: Option<Line>,
    /// The signals that the process `erl_signal_server` is told of.
    pub handled: BTreeSet<Signal>,
    /// Whether it is to be as it was, since whoever set it has ended.
    pub is_left: bool,
}

impl Default for Terminal {
    fn default() -> Terminal {
        let handled = [Signal::Terminate, Signal::Quit].into();
        Terminal { open: BTreeMap::new(), line: None, handled, is_left: false }
    }
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
        self.has_reading_port() || self.terminal.open.values().any(|tty| tty.selected.is_some())
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

    /// Takes what came from outside, while no process runs.
    pub(crate) fn take(&mut self, came: Input) {
        match came {
            Input::Standard(bytes) => self.standard_input.push(&bytes),
            Input::Resized { columns, .. } => {
                if let Some(line) = &mut self.terminal.line {
                    line.resize(columns);
                }
                self.signal(Signal::Resized);
            }
            Input::Signal(signal) => self.signal(signal),
            Input::Program(handle, event) => self.program_event(handle, event),
            Input::Kill(number) => self.kill(Pid(number)),
        }
    }

    /// Kills a process, where it is there.
    fn kill(&mut self, pid: Pid) {
        if self.processes.contains_key(&pid) {
            let reason = (Arc::default(), Term::atom(am::KILL));
            self.signals.push_back(Exit { from: pid, to: pid, reason, linked: false });
        }
    }

    /// Tells of a signal whoever wants to know.
    fn signal(&mut self, signal: Signal) {
        if matches!(signal, Signal::Resized | Signal::Continued) {
            for tty in self.terminal.open.values_mut().filter(|tty| tty.watcher.is_some()) {
                tty.signals.push_back(signal);
            }
            self.tell_of_signals(None);
        }
        let server = self.intern("erl_signal_server").and_then(|name| self.registry.get(&name).copied());
        let (Some(to), true) = (server, self.terminal.handled.contains(&signal)) else { return };
        let (Some(notify), Some(name)) = (self.intern("notify"), self.intern(name(signal))) else { return };
        let mut fragment = Fragment::default();
        if let Ok(message) = fragment.tuple(&[Term::atom(notify), Term::atom(name)]) {
            self.post_idle(to, (fragment.into(), message));
        }
    }

    /// Tells those who want to know that there is something to read.
    pub(crate) fn tell_of_input(&mut self, running: Option<&mut Process>) {
        if self.standard_input.is_ready() {
            let waiting = self.terminal.open.iter_mut();
            let waiting = waiting.filter_map(|(n, tty)| Some((*n, tty.selected.take()?))).collect();
            self.tell_ready(waiting, running);
        }
    }

    /// Tells those who want to know that there is a signal to read.
    pub(crate) fn tell_of_signals(&mut self, running: Option<&mut Process>) {
        let waiting = self.terminal.open.iter_mut().filter(|(_, tty)| !tty.signals.is_empty());
        let waiting = waiting.filter_map(|(n, tty)| Some((*n, tty.watcher.take()?))).collect();
        self.tell_ready(waiting, running);
    }

    /// `{select, Tty, Reference, ready_input}`.
    fn tell_ready(&mut self, waiting: Vec<(u128, (Pid, u128))>, mut running: Option<&mut Process>) {
        let (Some(select), Some(ready)) = (self.intern("select"), self.intern("ready_input")) else { return };
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

    /// What a process that ends has of the terminal.
    pub(crate) fn leave_terminal(&mut self, pid: Pid) {
        for tty in self.terminal.open.values_mut() {
            if tty.owner == Some(pid) {
                tty.owner = None;
                self.terminal.is_left |= tty.mode != Mode::ORIGINAL;
            }
            tty.selected = tty.selected.filter(|(by, _)| *by != pid);
            tty.watcher = tty.watcher.filter(|(by, _)| *by != pid);
        }
    }

    /// Has the world make the terminal as it was, where nobody needs it otherwise any more.
    pub(crate) fn release_terminal(&mut self) {
        if self.request.is_none() && std::mem::take(&mut self.terminal.is_left) {
            self.request = Some(Request::Terminal(terminal::Request::Set(Mode::ORIGINAL)));
        }
    }
}

/// What OTP calls a signal.
pub(crate) fn name(signal: Signal) -> &'static str {
    match signal {
        Signal::Resized => "sigwinch",
        Signal::Continued => "sigcont",
        Signal::Terminate => "sigterm",
        Signal::Quit => "sigquit",
    }
}

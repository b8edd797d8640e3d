//! Ports: what a process has of the outside besides files (OTP's `io.c`, `erl_port_task.c`).
//!
//! A port belongs to a process and ends with it. Today the standard files can be ports; what comes on the standard input
//! goes to the port that reads it as messages, what a port is told to write goes to the console.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::atom::am;
use crate::console::Stream;
use crate::heap::{Allocate, Fragment, HeapLimit};
use crate::machine::System;
use crate::process::Process;
use crate::signal::{Parcel, Signal};
use crate::term::{Pid, Term};

/// A port.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Port {
    /// What `port_info/2` calls it.
    pub name: String,
    /// Whose it is.
    pub owner: Pid,
    /// The processes linked to it.
    pub links: BTreeSet<Pid>,
    /// Whether it reads the standard input.
    pub reads: bool,
    /// Where it writes.
    pub writes: Option<Stream>,
    /// Whether what it reads comes in binaries.
    pub binary: bool,
    /// Whether the end of what it reads is told and does not end it.
    pub eof: bool,
    /// What `port_set_data/2` keeps.
    pub data: Option<Parcel>,
    /// Bytes read and written.
    pub traffic: (u64, u64),
}

/// All ports by number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ports {
    /// Those that are open.
    pub open: std::collections::BTreeMap<u64, Port>,
    /// How many there have been.
    pub count: u64,
}

impl Ports {
    /// Opens one; its number.
    pub(crate) fn add(&mut self, port: Port) -> u64 {
        self.count += 1;
        self.open.insert(self.count - 1, port);
        self.count - 1
    }
}

impl System {
    /// Whether a port reads the standard input.
    pub(crate) fn has_reading_port(&self) -> bool {
        self.ports.open.values().any(|port| port.reads)
    }

    /// Gives what came on the standard input to the port that reads it: `{Port, {data, Data}}`, or `{Port, eof}`.
    pub(crate) fn feed_ports(&mut self) {
        let Some((number, port)) = self.ports.open.iter_mut().find(|(_, port)| port.reads) else { return };
        let (number, owner, binary, eof) = (*number, port.owner, port.binary, port.eof);
        let line = self.terminal.line.as_ref().is_some_and(|line| line.port == number);
        let Some(mut bytes) = self.take_input(usize::MAX) else {
            if let Some(port) = self.ports.open.get_mut(&number) {
                port.reads = false;
            }
            if !eof {
                return self.close_port(number, am::NORMAL);
            }
            let eof = self.intern("eof").map(Term::atom);
            let message = eof.map(|eof| parcel(number, |_| Ok(eof)));
            return if let Some(Ok(message)) = message {
                self.post_idle(owner, message)
            };
        };
        if let Some(line) = self.terminal.line.as_mut().filter(|_| line) {
            bytes = line.typed(bytes);
        }
        if bytes.is_empty() {
            return;
        }
        if let Some(port) = self.ports.open.get_mut(&number) {
            port.traffic.0 += bytes.len() as u64;
        }
        let Some(data) = self.intern("data") else { return };
        let message = parcel(number, |fragment| {
            let bytes = match binary {
                true => fragment.binary(&bytes)?,
                false => fragment.list(&bytes.iter().map(|byte| Term::size((*byte).into())).collect::<Vec<_>>())?,
            };
            fragment.tuple(&[Term::atom(data), bytes])
        });
        if let Ok(message) = message {
            self.post_idle(owner, message);
        }
    }

    /// Ends a port; the processes linked to it get an exit signal.
    pub(crate) fn close_port(&mut self, number: u64, reason: crate::atom::Atom) {
        let Some(port) = self.ports.open.remove(&number) else { return };
        self.ram_files.close(number);
        if self.terminal.line.take_if(|line| line.port == number).is_some() {
            self.terminal.is_left = true;
        }
        for to in port.links {
            self.signals.push_back(Signal::PortExit { port: number, to, reason });
        }
    }

    /// The ports of a process that has ended end with it.
    pub(crate) fn bury_ports(&mut self, pid: Pid) {
        let own = |(number, port): (&u64, &Port)| (port.owner == pid || port.links.contains(&pid)).then_some(*number);
        let numbers: Vec<u64> = self.ports.open.iter().filter_map(own).collect();
        for number in numbers {
            self.close_port(number, am::NORMAL);
        }
    }

    /// Has the driver of the terminal draw, where the port is its: whether it tells its owner that it has.
    pub(crate) fn draw(&mut self, number: u64, bytes: &[u8]) -> Option<bool> {
        let line = self.terminal.line.as_mut().filter(|line| line.port == number)?;
        let drawn = line.command(bytes);
        self.write_port(number, &drawn.bytes);
        Some(drawn.confirm)
    }

    /// Writes to a port; whether it can be written to.
    pub(crate) fn write_port(&mut self, number: u64, bytes: &[u8]) -> bool {
        let Some(port) = self.ports.open.get_mut(&number) else { return false };
        let Some(stream) = port.writes else { return false };
        port.traffic.1 += bytes.len() as u64;
        self.console.write(stream, bytes);
        self.events.raised = self.events.raised.with(crate::event::EventMask::OUTPUT);
        true
    }
}

/// `{Port, What}` in memory of its own.
fn parcel(number: u64, what: impl FnOnce(&mut Fragment) -> Result<Term, HeapLimit>) -> Result<Parcel, HeapLimit> {
    let mut fragment = Fragment::default();
    let what = what(&mut fragment)?;
    let pair = fragment.tuple(&[Term::port(number), what])?;
    Ok((fragment.into(), pair))
}

/// What a message to a port tells it.
pub(crate) enum Told {
    /// Write these bytes.
    Command(Vec<u8>),
    /// End.
    Close,
    /// Belong to another process.
    Connect(Pid),
}

impl System {
    /// Does what the owner has told a port; `{Port, closed}` and `{Port, connected}` are answers to messages.
    pub(crate) fn tell_port(
        &mut self,
        running: &mut Process,
        number: u64,
        told: Told,
        answers: bool,
    ) -> Result<(), HeapLimit> {
        let owner = running.pid;
        let answer = match told {
            Told::Command(bytes) => {
                return match self.draw(number, &bytes) {
                    Some(true) => self.post(running, owner, parcel(number, |_| Ok(Term::atom(am::OK)))?),
                    Some(false) => Ok(()),
                    None => {
                        if !self.command_ram_file(running, number, &bytes)? {
                            self.write_port(number, &bytes);
                        }
                        Ok(())
                    }
                };
            }
            Told::Close => {
                if let Some(port) = self.ports.open.get_mut(&number).filter(|_| answers) {
                    port.links.remove(&owner);
                }
                self.close_port(number, am::NORMAL);
                self.intern("closed")
            }
            Told::Connect(to) => {
                if let Some(port) = self.ports.open.get_mut(&number) {
                    port.owner = to;
                    port.links.insert(to);
                }
                self.intern("connected")
            }
        };
        match answer {
            Some(answer) if answers => self.post(running, owner, parcel(number, |_| Ok(Term::atom(answer)))?),
            _ => Ok(()),
        }
    }
}

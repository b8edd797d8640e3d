//! Ports: what a process has of the outside besides files (OTP's `io.c`, `erl_port_task.c`).
//!
//! A port belongs to a process and ends with those that are linked to it. The standard files can be ports: what comes on
//! the standard input goes to the port that reads it as messages, what a port is told to write goes to the console.
//! Programs can be (`program.rs`). What comes in is divided as the port's options say (`framing.rs`).

mod framing;
mod program;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::atom::{Atom, am};
use crate::console::Stream;
use crate::heap::{Allocate, Fragment, HeapLimit};
use crate::machine::System;
use crate::process::Process;
use crate::request::program::Order;
use crate::signal::{Parcel, Signal};
use crate::term::{Pid, Term};

pub use framing::{Framing, Piece, TooLarge};
pub use program::{BUSY_BYTES, Program};

/// A port.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Port {
    /// What `port_info/2` calls it.
    pub name: String,
    /// The name by which it is registered.
    pub registered: Option<Atom>,
    /// Whose it is.
    pub owner: Pid,
    /// The processes linked to it.
    pub links: BTreeSet<Pid>,
    /// The processes that watch it, by the monitor's reference, and what the monitor calls it if that is a name.
    pub monitors: BTreeMap<u128, (Pid, Option<Atom>)>,
    /// Whether it reads the standard input.
    pub reads: bool,
    /// Where it writes.
    pub writes: Option<Stream>,
    /// The program that it is connected to.
    pub program: Option<Program>,
    /// How what it reads is divided.
    pub framing: Framing,
    /// Whether what it reads comes in binaries.
    pub binary: bool,
    /// Whether the end of what it reads is told and does not end it.
    pub eof: bool,
    /// Whether it is to be scheduled beside others, which `port_info/2` tells.
    pub parallelism: bool,
    /// What `port_set_data/2` keeps; `undefined` until then.
    pub data: Option<Parcel>,
    /// Bytes read and written.
    pub traffic: (u64, u64),
}

impl Port {
    /// A port that is connected to nothing.
    pub(crate) fn new(name: String, owner: Pid, framing: Framing) -> Port {
        Port {
            name,
            registered: None,
            owner,
            links: [owner].into(),
            monitors: BTreeMap::new(),
            reads: false,
            writes: None,
            program: None,
            framing,
            binary: false,
            eof: false,
            parallelism: false,
            data: None,
            traffic: (0, 0),
        }
    }
}

/// All ports by number.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ports {
    /// Those that are open.
    pub open: BTreeMap<u64, Port>,
    /// How many there have been.
    pub count: u64,
    /// Those with registered names.
    pub names: BTreeMap<Atom, u64>,
    /// What the world has not been told yet for programs.
    pub orders: Vec<Order>,
    /// The reductions at which the world was asked last what has come.
    pub asked: u64,
}

impl Ports {
    /// Opens one; its number.
    pub(crate) fn add(&mut self, port: Port) -> u64 {
        self.count += 1;
        self.open.insert(self.count - 1, port);
        self.count - 1
    }

    /// Whether there are ports that programs are connected to.
    pub(crate) fn has_programs(&self) -> bool {
        self.open.values().any(|port| port.program.is_some())
    }
}

/// What came of writing to a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wrote {
    /// It is done, or has ended the port.
    Done,
    /// The port has too much to write already.
    Busy,
    /// It cannot be written to.
    Nowhere,
}

impl System {
    /// Whether a port reads the standard input.
    pub(crate) fn has_reading_port(&self) -> bool {
        self.ports.open.values().any(|port| port.reads)
    }

    /// Gives what came on the standard input to the port that reads it: `{Port, {data, Data}}`, or `{Port, eof}`.
    pub(crate) fn feed_ports(&mut self) {
        let Some((number, port)) = self.ports.open.iter_mut().find(|(_, port)| port.reads) else { return };
        let (number, owner, eof) = (*number, port.owner, port.eof);
        let Some(mut bytes) = self.take_input(usize::MAX) else {
            if let Some(port) = self.ports.open.get_mut(&number) {
                port.reads = false;
            }
            self.deliver_rest(number);
            return match parcel(number, |_| Ok(Term::atom(am::EOF))) {
                Ok(message) if eof => self.post_idle(owner, message),
                _ => self.close_port(number, &(Arc::default(), Term::atom(am::NORMAL))),
            };
        };
        if let Some(line) = self.terminal.line.as_mut().filter(|line| line.port == number) {
            bytes = line.typed(bytes);
        }
        if !bytes.is_empty() {
            self.deliver_bytes(number, bytes);
        }
    }

    /// Tells the owner of a port what has come.
    fn deliver_bytes(&mut self, number: u64, bytes: Vec<u8>) {
        let limit = self.limits.message_words.saturating_mul(8);
        let Some(port) = self.ports.open.get_mut(&number) else { return };
        match port.framing.feed(bytes, limit) {
            Ok(pieces) => pieces.into_iter().for_each(|piece| self.deliver(number, &piece)),
            Err(TooLarge) => self.fail_port(number, "enomem"),
        }
    }

    /// Tells the owner of a port what has come of a line that does not end any more.
    fn deliver_rest(&mut self, number: u64) {
        let rest = self.ports.open.get_mut(&number).map(|port| port.framing.end());
        rest.into_iter().flatten().for_each(|piece| self.deliver(number, &piece));
    }

    /// `{Port, {data, Data}}`.
    fn deliver(&mut self, number: u64, piece: &Piece) {
        let Some(port) = self.ports.open.get_mut(&number) else { return };
        port.traffic.0 += piece.bytes.len() as u64;
        let (owner, binary) = (port.owner, port.binary);
        let message = parcel(number, |fragment| {
            let bytes = &piece.bytes;
            let data = match binary {
                true => fragment.binary(bytes)?,
                false => fragment.list(&bytes.iter().map(|byte| Term::size((*byte).into())).collect::<Vec<_>>())?,
            };
            let data = match piece.eol {
                Some(eol) => fragment.tuple(&[Term::atom(if eol { am::EOL } else { am::NOEOL }), data])?,
                None => data,
            };
            fragment.tuple(&[Term::atom(am::DATA), data])
        });
        if let Ok(message) = message {
            self.post_idle(owner, message);
        }
    }

    /// Ends a port; the processes linked to it get an exit signal, those that watch it are told.
    pub(crate) fn close_port(&mut self, number: u64, reason: &Parcel) {
        let Some(port) = self.ports.open.remove(&number) else { return };
        self.ram_files.close(number);
        if self.terminal.line.take_if(|line| line.port == number).is_some() {
            self.terminal.is_left = true;
        }
        if let Some(name) = port.registered {
            self.ports.names.remove(&name);
        }
        if let Some(program) = port.program {
            self.ports.orders.push(Order::Close(program.handle));
            self.free(program.suspended);
        }
        for to in port.links {
            self.signals.push_back(Signal::PortExit { port: number, to, reason: reason.clone() });
        }
        for (reference, (to, name)) in port.monitors {
            let from = (number, name);
            self.signals.push_back(Signal::PortDown { to, reference, from, reason: reason.clone() });
        }
    }

    /// An exit signal to a port, through a link or not. What is normal ends it only if its owner has sent it.
    pub(crate) fn exit_port(&mut self, number: u64, from: Pid, reason: &Parcel) {
        let Some(port) = self.ports.open.get(&number) else { return };
        if reason.1 == Term::atom(am::NORMAL) && port.owner != from {
            return;
        }
        match reason.1 == Term::atom(am::KILL) {
            true => self.close_port(number, &(Arc::default(), Term::atom(am::KILLED))),
            false => self.close_port(number, reason),
        }
    }

    /// The ports that a process was linked to get to know of its end, and it watches none any more.
    pub(crate) fn bury_ports(&mut self, pid: Pid, reason: &Parcel) {
        let mut linked = Vec::new();
        for (number, port) in &mut self.ports.open {
            port.monitors.retain(|_, (watcher, _)| *watcher != pid);
            if port.links.remove(&pid) {
                linked.push(*number);
            }
        }
        linked.into_iter().for_each(|number| self.exit_port(number, pid, reason));
    }

    /// Reports that a port has been told to write what are no bytes.
    pub(crate) fn report_bad_value(&mut self, number: u64) {
        if let Some(port) = self.ports.open.get(&number) {
            let text = format!("Bad value on output port '{}'\n", port.name);
            self.report(&text);
        }
    }

    /// Has a port do what bytes say: the driver of the terminal draws, and tells so with `{Port, ok}` where that is
    /// wanted; a file in memory answers; others write them.
    pub(crate) fn command_port(
        &mut self,
        running: &mut Process,
        number: u64,
        bytes: Vec<u8>,
    ) -> Result<Wrote, HeapLimit> {
        let Some(line) = self.terminal.line.as_mut().filter(|line| line.port == number) else {
            let answers = self.command_ram_file(running, number, &bytes)?;
            return Ok(if answers { Wrote::Done } else { self.write_port(number, bytes) });
        };
        let drawn = line.command(&bytes);
        let wrote = self.write_port(number, drawn.bytes);
        if let Some(port) = self.ports.open.get(&number).filter(|_| drawn.confirm) {
            let owner = port.owner;
            self.post(running, owner, parcel(number, |_| Ok(Term::atom(am::OK)))?)?;
        }
        Ok(wrote)
    }

    /// Writes to a port.
    fn write_port(&mut self, number: u64, bytes: Vec<u8>) -> Wrote {
        let Some(port) = self.ports.open.get_mut(&number) else { return Wrote::Nowhere };
        if port.program.is_some() {
            return self.write_program(number, bytes);
        }
        let Some(stream) = port.writes else { return Wrote::Nowhere };
        let Some(header) = port.framing.header(bytes.len()) else {
            self.fail_port(number, "einval");
            return Wrote::Done;
        };
        port.traffic.1 += bytes.len() as u64;
        self.console.write(stream, &header);
        self.console.write(stream, &bytes);
        self.events.raised = self.events.raised.with(crate::event::EventMask::OUTPUT);
        Wrote::Done
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
    /// Does what the owner has told a port; `{Port, closed}` and `{Port, connected}` are answers to messages, the first
    /// of which comes behind what is told to all.
    pub(crate) fn tell_port(
        &mut self,
        running: &mut Process,
        number: u64,
        told: Told,
        answers: bool,
    ) -> Result<Wrote, HeapLimit> {
        let owner = running.pid;
        match told {
            Told::Command(bytes) => return self.command_port(running, number, bytes),
            Told::Close => {
                self.close_port(number, &(Arc::default(), Term::atom(am::NORMAL)));
                if answers {
                    let message = parcel(number, |_| Ok(Term::atom(am::CLOSED)))?;
                    self.signals.push_back(Signal::FromPort { to: owner, message });
                }
            }
            Told::Connect(to) => {
                if let Some(port) = self.ports.open.get_mut(&number) {
                    port.owner = to;
                    // Who is told so by a message is not linked.
                    port.links.extend((!answers).then_some(to));
                }
                if answers {
                    self.post(running, owner, parcel(number, |_| Ok(Term::atom(am::CONNECTED)))?)?;
                }
            }
        }
        Ok(Wrote::Done)
    }
}

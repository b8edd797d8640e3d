//! The driver of programs that run outside (OTP's `spawn_driver` in `sys_drivers.c`).
//!
//! A port tells its program something by an order, which the world is given before the next instruction; what the
//! program does comes back as events. The world keeps what a program has not read: the port is busy while that is
//! much, and who writes to it then waits.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Framing, Wrote, parcel};
use crate::atom::am;
use crate::heap::Allocate;
use crate::machine::System;
use crate::process::Status;
use crate::request::program::{Event, Handle, Order};
use crate::request::{self, Request};
use crate::term::{Pid, Term};

/// After so many reductions without a wait the world is asked what has come meanwhile.
const ASK_REDUCTIONS: u64 = 40_000;
/// A port is busy from so many bytes that wait on, and until there are less than half of them.
pub const BUSY_BYTES: u64 = 8192;

/// The program of a port.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// What the world calls it.
    pub handle: Handle,
    /// What the operating system calls it.
    pub number: u32,
    /// Whether the port reads what it writes, until there is nothing more.
    pub reads: bool,
    /// Whether the port writes to it.
    pub writes: bool,
    /// Whether its exit status is told.
    pub tells_status: bool,
    /// That status, once it has ended.
    pub status: Option<u32>,
    /// Whether it will write nothing more.
    pub ended: bool,
    /// The bytes that it has not read yet.
    pub left: u64,
    /// From how many of them on the port is busy, and below how many it is so no longer; nothing where it never is.
    pub limits: Option<(u64, u64)>,
    /// Whether it is.
    pub busy: bool,
    /// Who waits until it is so no longer.
    pub suspended: BTreeSet<Pid>,
}

impl System {
    /// Tells programs what ports have for them.
    pub(crate) fn give_orders(&mut self) {
        if self.request.is_none() && !self.ports.orders.is_empty() {
            let orders = std::mem::take(&mut self.ports.orders);
            self.request = Some(Request::Program(request::program::Request::Tell(orders)));
        }
    }

    /// Whether it is time to ask what has come from outside, though processes can run.
    pub(crate) fn asks_outside(&self) -> bool {
        let can_come = self.code.is_booted || self.ports.has_programs();
        can_come && self.reductions.saturating_sub(self.ports.asked) >= ASK_REDUCTIONS
    }

    /// Writes to the program of a port.
    pub(super) fn write_program(&mut self, number: u64, mut bytes: Vec<u8>) -> Wrote {
        let Some(port) = self.ports.open.get_mut(&number) else { return Wrote::Nowhere };
        let Some(program) = &port.program else { return Wrote::Nowhere };
        if program.busy {
            return Wrote::Busy;
        }
        let header = port.framing.header(bytes.len());
        let (Some(mut header), true) = (header, program.writes) else {
            let reason = if program.writes { "einval" } else { "ebadf" };
            self.fail_port(number, reason);
            return Wrote::Done;
        };
        port.traffic.1 += bytes.len() as u64;
        header.append(&mut bytes);
        if !header.is_empty() {
            self.ports.orders.push(Order::Write(program.handle, header));
        }
        Wrote::Done
    }

    /// A program has done something.
    pub(crate) fn program_event(&mut self, handle: Handle, event: Event) {
        let of = |port: &super::Port| port.program.as_ref().is_some_and(|program| program.handle == handle);
        let Some((number, port)) = self.ports.open.iter_mut().find(|(_, port)| of(port)) else { return };
        let (number, Some(program)) = (*number, &mut port.program) else { return };
        match event {
            Event::Output(bytes) if program.reads => return self.deliver_bytes(number, bytes),
            Event::Output(_) => return,
            Event::End => program.ended = true,
            Event::Exited(status) => program.status = Some(status),
            Event::Left(left) => return self.has_left(number, left),
            Event::Failed(reason) => return self.fail_port(number, &reason),
        }
        if program.ended && program.reads && (program.status.is_some() || !program.tells_status) {
            program.reads = false;
            let status = program.status.filter(|_| program.tells_status);
            self.end_of_program(number, status);
        }
    }

    /// There is nothing more to read, and the status, if it is wanted, is known.
    fn end_of_program(&mut self, number: u64, status: Option<u32>) {
        let Some(port) = self.ports.open.get_mut(&number) else { return };
        let (owner, told_end) = (port.owner, port.eof);
        if let Some(status) = status
            && let Ok(message) =
                parcel(number, |fragment| fragment.tuple(&[Term::atom(am::EXIT_STATUS), Term::size(status as usize)]))
        {
            self.post_idle(owner, message);
        }
        self.deliver_rest(number);
        match parcel(number, |_| Ok(Term::atom(am::EOF))) {
            Ok(message) if told_end => self.post_idle(owner, message),
            _ => self.close_port(number, &(Arc::default(), Term::atom(am::NORMAL))),
        }
    }

    /// So many bytes are left that a program has not read.
    fn has_left(&mut self, number: u64, left: u64) {
        let program = self.ports.open.get_mut(&number).and_then(|port| port.program.as_mut());
        let Some(program) = program else { return };
        program.left = left;
        let Some((low, high)) = program.limits else { return };
        if left >= high {
            program.busy = true;
        } else if program.busy && left < low {
            program.busy = false;
            let suspended = std::mem::take(&mut program.suspended);
            self.free(suspended);
        }
    }

    /// Has processes go on that have waited for a port.
    pub(super) fn free(&mut self, suspended: BTreeSet<Pid>) {
        for pid in suspended {
            let Some(process) = self.processes.get_mut(&pid).map(Arc::make_mut) else { continue };
            if process.status == Status::Waiting {
                process.status = Status::Runnable;
                if process.is_ready() {
                    self.queues[process.priority as usize].push_back(pid);
                }
            }
        }
    }

    /// Has a process wait until a port is not busy any longer.
    pub(crate) fn suspend_for(&mut self, port: u64, pid: Pid) {
        if let Some(program) = self.ports.open.get_mut(&port).and_then(|port| port.program.as_mut()) {
            program.suspended.insert(pid);
        }
    }

    /// Ends a port because of an error of the operating system.
    pub(super) fn fail_port(&mut self, number: u64, reason: &str) {
        let reason = self.intern(reason).unwrap_or(am::EINVAL);
        self.close_port(number, &(Arc::default(), Term::atom(reason)));
    }
}

impl super::Port {
    /// A port for a program that has been started.
    pub(crate) fn of_program(name: String, owner: Pid, program: Program, framing: Framing) -> super::Port {
        super::Port { program: Some(program), ..super::Port::new(name, owner, framing) }
    }
}

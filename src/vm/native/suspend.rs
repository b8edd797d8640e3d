//! Processes that others keep from running (OTP's `erl_process.c`). It happens at once: only the process that runs can
//! suspend, and never itself.

use std::sync::Arc;

use crate::atom::am;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::machine::System;
use crate::native::{Native, NativeResult};
use crate::process::{Process, Status};
use crate::term::{Pid, Term};

pub(super) const TABLE: &[Native] = &[Native::new("erlang", "resume_process", 1, resume, false)];

pub(super) const INTERNAL: &[Native] = &[Native::new("erts_internal", "suspend_process", 2, suspend, false)];

/// How a process is to be suspended.
#[derive(Default)]
struct Options {
    unless_suspending: bool,
    asynchronous: bool,
    /// The tag of the message that it is done.
    tag: Option<Term>,
}

fn options(c: &Ctx<'_>, list: Term) -> Option<Options> {
    let mut options = Options::default();
    for option in c.view().proper_list(list)? {
        let pair = c.view().tuple(option).map(|pair| pair.to_vec()).unwrap_or_default();
        let (name, tag) = match pair[..] {
            [name, tag] => (name, Some(tag)),
            _ => (option, None),
        };
        match (c.sys.atoms.name(name.as_atom()?), tag) {
            ("unless_suspending", None) => options.unless_suspending = true,
            ("asynchronous", tag) => (options.asynchronous, options.tag) = (true, tag),
            _ => return None,
        }
    }
    Some(options)
}

/// Whether the process is suspended once more; `badopt` or `badarg` where the caller is to raise it.
fn suspend(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let Some(pid) = a[0].as_pid().filter(|pid| *pid != c.p.pid) else { return Ok(Term::atom(am::BADARG)) };
    let Some(options) = options(c, a[1]) else { return Ok(Term::atom(am::BADOPT)) };
    let is_there = c.sys.processes.contains_key(&pid);
    if !is_there && !options.asynchronous {
        return Ok(Term::atom(am::BADARG));
    }
    let again = c.p.suspending.contains_key(&pid);
    let suspends = is_there && !(again && options.unless_suspending);
    if suspends {
        let times = c.p.suspending.entry(pid).or_default();
        *times = times.saturating_add(1);
        if !again {
            c.sys.suspend(pid);
        }
        c.sys.count(c.p)?;
    }
    if let Some(tag) = options.tag {
        let state = c.atom(if is_there { "suspended" } else { "exited" })?;
        let message = c.p.block.tuple(&[tag, state])?;
        c.send_message(Term::pid(c.p.pid), message)?;
    }
    Ok(Term::boolean(suspends || !is_there))
}

fn resume(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let pid = a[0].as_pid().filter(|pid| c.sys.processes.contains_key(pid)).ok_or(Fail::badarg())?;
    let times = c.p.suspending.get_mut(&pid).ok_or(Fail::badarg())?;
    *times = times.saturating_sub(1);
    if *times == 0 {
        c.p.suspending.remove(&pid);
        c.sys.resume(pid);
    }
    Ok(Term::boolean(true))
}

impl System {
    /// Keeps a process that does not run from running.
    fn suspend(&mut self, pid: Pid) {
        let Some(process) = self.processes.get_mut(&pid).map(Arc::make_mut) else { return };
        process.suspended = process.suspended.saturating_add(1);
        self.queues[process.priority as usize].retain(|queued| *queued != pid);
    }

    /// Takes back one suspension.
    pub(crate) fn resume(&mut self, pid: Pid) {
        let Some(process) = self.processes.get_mut(&pid).map(Arc::make_mut) else { return };
        process.suspended = process.suspended.saturating_sub(1);
        if process.is_ready() {
            self.queues[process.priority as usize].push_back(pid);
        }
    }
}

impl Process {
    /// Whether it belongs in a run queue.
    pub(crate) fn is_ready(&self) -> bool {
        self.status == Status::Runnable && self.suspended == 0
    }
}

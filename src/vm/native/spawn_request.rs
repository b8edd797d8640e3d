//! Requests to start a process, which answer with a message (OTP's `bif.c`, `dist.c`): `erts_internal:spawn_request/4`
//! and, for other nodes, none of which can be reached, `dist_spawn_request/4`.
//!
//! The answer is in the mailbox before the new process runs, so it comes before whatever that one causes.

use crate::atom::{Atom, am};
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::process::{self, Start};
use crate::native::spawn::{self, pair};
use crate::native::{Native, NativeResult};
use crate::term::Term;

pub(super) const TABLE: &[Native] = &[Native::new("erlang", "spawn_request_abandon", 1, abandon, false)];

pub(super) const INTERNAL: &[Native] = &[
    Native::new("erts_internal", "dist_spawn_request", 4, elsewhere, false),
    Native::new("erts_internal", "spawn_request", 4, here, false),
];

/// How a request is to be answered.
struct Reply {
    tag: Term,
    /// Whether there is to be an answer where the process is started, and where it is not.
    success: bool,
    error: bool,
}

impl Reply {
    fn new() -> Reply {
        Reply { tag: Term::atom(am::SPAWN_REPLY), success: true, error: true }
    }

    /// Takes `{reply, When}` and `{reply_tag, Tag}`. `None` for other options; whether it may be given.
    fn option(&mut self, c: &Ctx<'_>, option: Term) -> Option<bool> {
        let (name, value) = pair(c, option)?;
        match (name, value.as_atom().map(|value| c.sys.atoms.name(value))) {
            ("reply_tag", _) => self.tag = value,
            ("reply", Some("yes")) => (self.success, self.error) = (true, true),
            ("reply", Some("no")) => (self.success, self.error) = (false, false),
            ("reply", Some("success_only")) => (self.success, self.error) = (true, false),
            ("reply", Some("error_only")) => (self.success, self.error) = (false, true),
            ("reply", _) => return Some(false),
            _ => return None,
        }
        Some(true)
    }

    /// `{Tag, Reference, ok | error, Pid | Reason}`; the reference.
    fn send(&self, c: &mut Ctx<'_>, reference: u128, result: Result<Term, Atom>) -> NativeResult {
        let reference = c.p.block.reference(reference)?;
        let (wanted, kind, what) = match result {
            Ok(pid) => (self.success, am::OK, pid),
            Err(reason) => (self.error, am::ERROR, Term::atom(reason)),
        };
        if wanted {
            let message = c.p.block.tuple(&[self.tag, reference, Term::atom(kind), what])?;
            c.send_message(Term::pid(c.p.pid), message)?;
        }
        Ok(reference)
    }

    fn refuse(&self, c: &mut Ctx<'_>, reason: Atom) -> NativeResult {
        let reference = u128::from(c.sys.unique());
        self.send(c, reference, Err(reason))
    }
}

/// Whether a module, a function and a list of arguments are given.
fn is_call(c: &Ctx<'_>, call: &[Term]) -> bool {
    matches!(call, [module, function, args]
        if module.is_atom() && function.is_atom() && c.view().proper_list(*args).is_some())
}

/// The reference of the request; `badarg` or `badopt` where the caller is to raise it.
fn here(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if !is_call(c, &a[..3]) {
        return Ok(Term::atom(am::BADARG));
    }
    let Some(options) = c.view().proper_list(a[3]) else { return Ok(Term::atom(am::BADOPT)) };
    let (mut start, mut reply, mut known) = (Start::PLAIN, Reply::new(), true);
    for option in options {
        known &= match reply.option(c, option) {
            Some(known) => known,
            None => spawn::start_option(c, &mut start, option)?.is_some(),
        };
    }
    if !known || !start.is_possible() {
        return reply.refuse(c, am::BADOPT);
    }
    match process::begin(c, &a[..3], start) {
        Ok((child, reference)) => {
            let reference = reference.unwrap_or_else(|| u128::from(c.sys.unique()));
            reply.send(c, reference, Ok(Term::pid(child)))
        }
        Err(Fail::HeapLimit) => Err(Fail::HeapLimit),
        Err(_) => reply.refuse(c, am::SYSTEM_LIMIT),
    }
}

/// The reference of the request or, for `spawn_opt/5`, that with whether there is a monitor; `badarg` where the caller
/// is to raise it. Options of the process are for its node to judge.
fn elsewhere(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let call = c.view().tuple(a[1]).map(|call| call.to_vec()).unwrap_or_default();
    let is_request = a[3].as_atom().is_some_and(|kind| c.sys.atoms.name(kind) == "spawn_request");
    let (true, Some(options)) = (is_call(c, &call), c.view().proper_list(a[2])) else {
        return Ok(Term::atom(am::BADARG));
    };
    if !a[0].is_atom() || a[0] == Term::atom(c.sys.node()) {
        return Ok(Term::atom(am::BADARG));
    }
    let (mut reply, mut start) = (Reply::new(), Start::PLAIN);
    for option in options {
        let is_monitor = pair(c, option).is_some_and(|(name, _)| name == "monitor");
        let known = match reply.option(c, option) {
            Some(known) => known && is_request,
            None if is_monitor => spawn::start_option(c, &mut start, option)?.is_some(),
            None => {
                let plain = option == Term::atom(am::MONITOR);
                start.monitor = start.monitor.or_else(|| plain.then(Default::default));
                true
            }
        };
        match (known, is_request) {
            (false, true) => return reply.refuse(c, am::BADOPT),
            (false, false) => return Ok(Term::atom(am::BADARG)),
            _ => {}
        }
    }
    let monitored = start.monitor.is_some();
    let reference = reply.refuse(c, am::NOCONNECTION)?;
    if is_request { Ok(reference) } else { Ok(c.p.block.tuple(&[reference, Term::boolean(monitored)])?) }
}

/// Every request has been answered when it is back, so none can be given up.
fn abandon(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if c.view().is_reference(a[0]) { Ok(Term::boolean(false)) } else { Err(Fail::badarg()) }
}

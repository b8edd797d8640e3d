//! What OTP's own modules ask of an emulator, and what only an emulator built for its developers has (OTP's
//! `erl_bif_info.c`, `erl_process.c`, `dist.c`, `erl_lock_count.c`).

use crate::atom::am;
use crate::console::Stream;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::process::{self, because};
use crate::native::time::integer;
use crate::native::{Native, NativeResult, loading, process_info};
use crate::term::Term;

const fn internal(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erts_internal", name, arity, run, false)
}

const fn debug(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erts_debug", name, arity, run, false)
}

const fn code(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("code", name, arity, run, false)
}

pub(super) const INTERNAL: &[Native] = &[
    internal("abort_pending_connection", 2, refuse),
    internal("check_dirty_process_code", 2, |_, _| Err(notsup())),
    internal("check_process_code", 1, |c, a| loading::check_own_code(c, a[0])),
    internal("dirty_process_handle_signals", 1, |_, _| Err(notsup())),
    internal("get_creation", 0, |_, _| Ok(Term::atom(am::UNDEFINED))),
    internal("get_dflags", 0, distribution_flags),
    internal("is_process_alive", 2, is_process_alive),
    internal("is_process_executing_dirty", 1, |_, a| a[0].as_pid().map(|_| Term::boolean(false)).ok_or(Fail::badarg())),
    internal("new_connection", 1, refuse),
    internal("no_aux_work_threads", 0, |_, _| Ok(Term::size(1))),
    internal("process_display", 2, process_display),
    internal("process_flag", 3, process_flag),
    internal("system_check", 1, |c, a| match a[0].as_atom().map(|what| c.sys.atoms.name(what)) {
        Some("schedulers") => Ok(Term::atom(am::OK)),
        _ => Err(Fail::badarg()),
    }),
];

/// There are no locks to be counted.
pub(super) const DEBUG: &[Native] = &[
    debug("lcnt_clear", 0, |_, _| Ok(Term::atom(am::ERROR))),
    debug("lcnt_collect", 0, |_, _| Ok(Term::atom(am::ERROR))),
    debug("lcnt_control", 1, refuse),
    debug("lcnt_control", 2, refuse),
];

/// Lines are not counted natively, as in emulators that interpret.
pub(super) const COVERAGE: &[Native] = &[
    code("coverage_support", 0, |_, _| Ok(Term::boolean(false))),
    code("get_coverage", 2, refuse),
    code("get_coverage_mode", 0, |_, _| Ok(Term::atom(am::NONE))),
    code("get_coverage_mode", 1, |c, a| match a[0].as_atom() {
        Some(module) if c.code.module(module).is_some() => Ok(Term::atom(am::NONE)),
        _ => Err(Fail::badarg()),
    }),
    code("reset_coverage", 1, refuse),
    code("set_coverage_mode", 1, |_, a| if a[0] == Term::atom(am::NONE) { Ok(a[0]) } else { Err(Fail::badarg()) }),
];

pub(super) const ERLANG: &[Native] = &[
    Native::new("erlang", "exit", 3, exit_with, false),
    Native::new("erlang", "exit_signal", 2, process::exit, false),
    Native::new("erlang", "exit_signal", 3, exit_with, false),
    Native::new("erlang", "link", 2, link_with, false),
    // A node that has no distribution cannot be given a name.
    Native::new("erlang", "setnode", 2, refuse, false),
];

fn refuse(_: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    Err(Fail::badarg())
}

fn notsup() -> Fail {
    Fail::Refuse(Term::atom(am::NOTSUP))
}

/// The flags of the protocol between nodes: those that a node of the release has, could refuse, must have, and adds.
fn distribution_flags(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    let (all, mandatory) = match c.sys.release.otp {
        ..=25 => (55_966_662_588, 17_239_956),
        26..=27 => (55_966_662_588, 17_230_663_572),
        _ => (468_283_523_004, 17_230_663_572),
    };
    let mut parts = vec![c.atom("erts_dflags")?];
    for flags in [all, mandatory, all, 8_396_866, 8_192] {
        parts.push(integer(c, flags)?);
    }
    Ok(c.p.block.tuple(&parts)?)
}

/// Whether a process is alive, as the message `{Reference, Bool}`.
fn is_process_alive(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let alive = process::is_process_alive(c, a)?;
    if !c.view().is_reference(a[1]) {
        return Err(Fail::badarg());
    }
    let message = c.p.block.tuple(&[a[1], alive])?;
    c.send_message(Term::pid(c.p.pid), message)?;
    Ok(Term::atom(am::OK))
}

/// Prints where a process is; `badopt` or `badarg` where the caller is to raise it.
fn process_display(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let Some(pid) = a[0].as_pid().filter(|pid| c.living(*pid).is_some()) else { return Ok(Term::atom(am::BADARG)) };
    if a[1] != Term::atom(am::BACKTRACE) {
        return Ok(Term::atom(am::BADOPT));
    }
    let text = process_info::backtrace(c, pid);
    c.sys.console.write(Stream::Report, text.as_bytes());
    Ok(Term::boolean(true))
}

/// The most calls that can be kept.
const MOST_CALLS: usize = 10_000;

/// Sets a flag of another process, of which there is one; `badtype` or `badarg` where the caller is to raise it.
fn process_flag(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let Some(pid) = a[0].as_pid().filter(|pid| c.living(*pid).is_some()) else { return Ok(Term::atom(am::BADTYPE)) };
    let is_known = a[1].as_atom().is_some_and(|flag| c.sys.atoms.name(flag) == "save_calls");
    let (Some(flag), true) = (a[1].as_atom(), is_known && a[2].as_size().is_some_and(|calls| calls <= MOST_CALLS))
    else {
        return Ok(Term::atom(am::BADARG));
    };
    let before = c.living_mut(pid).and_then(|process| process.tuning.insert(flag, a[2]));
    Ok(before.unwrap_or(Term::size(0)))
}

/// Signals are all delivered before the next instruction, so none can overtake another.
fn is_priority(c: &Ctx<'_>, list: Term) -> bool {
    let known = |option: &Term| option.as_atom().is_some_and(|name| c.sys.atoms.name(name) == "priority");
    c.view().proper_list(list).is_some_and(|options| options.iter().all(known))
}

fn exit_with(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if is_priority(c, a[2]) { process::exit(c, &a[..2]) } else { Err(because(c, "badopt")) }
}

fn link_with(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if is_priority(c, a[1]) { process::link(c, &a[..1]) } else { Err(because(c, "badopt")) }
}

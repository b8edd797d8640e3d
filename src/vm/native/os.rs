//! The module `os`: an environment without variables, and clocks (OTP's `erl_bif_os.c`, `erl_time_sup.c`): those of `erlang`, which nobody sets.

use crate::atom::am;
use crate::exec::{Ctx, Fail};
use crate::native::{Native, NativeResult, time};
use crate::request::terminal::Signal;
use crate::term::Term;
use crate::terminal;

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("os", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("env", 0, |_, _| Ok(Term::NIL)),
    effect("getenv", 1, |_, _| Ok(Term::boolean(false))),
    effect("perf_counter", 0, |c, _| time::integer(c, c.sys.now_ns())),
    effect("set_signal", 2, set_signal),
    effect("system_time", 0, |c, _| time::integer(c, c.sys.system_time_ns())),
    effect("system_time", 1, |c, a| time::in_unit(c, c.sys.system_time_ns(), a[0])),
    effect("timestamp", 0, time::timestamp),
];

/// The signals that `os:set_signal/2` knows.
const SIGNALS: &[&str] = &[
    "sighup", "sigquit", "sigabrt", "sigalrm", "sigterm", "sigusr1", "sigusr2", "sigchld", "sigstop", "sigtstp",
    "sigcont", "sigwinch", "siginfo",
];

/// What is to be done at a signal. Those of the terminal come from outside, and what ends the system.
fn set_signal(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let name = |term: Term| term.as_atom().map(|atom| c.sys.atoms.name(atom));
    let (Some(name), Some(how @ ("ignore" | "default" | "handle"))) = (name(a[0]), name(a[1])) else {
        return Err(Fail::badarg());
    };
    if !SIGNALS.contains(&name) {
        return Err(Fail::badarg());
    }
    let all = [Signal::Resized, Signal::Continued, Signal::Terminate, Signal::Quit];
    let (signal, handle) = (all.into_iter().find(|signal| terminal::name(*signal) == name), how == "handle");
    let handled = &mut c.sys.terminal.handled;
    match signal {
        Some(signal) if handle => drop(handled.insert(signal)),
        Some(signal) => drop(handled.remove(&signal)),
        None => {}
    }
    Ok(Term::atom(am::OK))
}

/// How the names of files are written.
pub(super) const FILE: &[Native] = &[Native::new("file", "native_name_encoding", 0, |c, _| c.atom("utf8"), false)];

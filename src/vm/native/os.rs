//! The module `os`: an environment without variables, and clocks (OTP's `erl_bif_os.c`, `erl_time_sup.c`): those of `erlang`, which nobody sets.

use crate::atom::am;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::{Native, NativeResult, time};
use crate::request::{Answer, Request, program};
use crate::term::Term;

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("os", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("env", 0, |_, _| Ok(Term::NIL)),
    effect("getenv", 1, |_, _| Ok(Term::boolean(false))),
    effect("getpid", 0, getpid),
    effect("perf_counter", 0, |c, _| time::integer(c, c.sys.now_ns())),
    effect("set_signal", 2, set_signal),
    effect("system_time", 0, |c, _| time::integer(c, c.sys.system_time_ns())),
    effect("system_time", 1, |c, a| time::in_unit(c, c.sys.system_time_ns(), a[0])),
    effect("timestamp", 0, time::timestamp),
];

/// The number that the operating system has for what the machine runs in, as a string.
fn getpid(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let names = c.sys.intern("os").zip(c.sys.intern("getpid")).ok_or(Fail::system_limit())?;
    let answer = c.ask(names, a, || Request::Program(program::Request::OwnNumber))?;
    let Answer::Program(program::Answer::OwnNumber(number)) = answer else {
        return Err(Fail::Refuse(Term::atom(am::NOTSUP)));
    };
    let digits: Vec<Term> = number.to_string().bytes().map(|digit| Term::size(digit.into())).collect();
    Ok(c.p.block.list(&digits)?)
}

/// The signals that `os:set_signal/2` knows.
const SIGNALS: &[&str] = &[
    "sighup", "sigquit", "sigabrt", "sigalrm", "sigterm", "sigusr1", "sigusr2", "sigchld", "sigstop", "sigtstp",
    "sigcont", "sigwinch", "siginfo",
];

/// What is to be done at a signal. None comes from outside.
fn set_signal(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let name = |term: Term| term.as_atom().map(|atom| c.sys.atoms.name(atom));
    match (name(a[0]), name(a[1])) {
        (Some(signal), Some("ignore" | "default" | "handle")) if SIGNALS.contains(&signal) => Ok(Term::atom(am::OK)),
        _ => Err(Fail::badarg()),
    }
}

/// How the names of files are written.
pub(super) const FILE: &[Native] = &[Native::new("file", "native_name_encoding", 0, |c, _| c.atom("utf8"), false)];

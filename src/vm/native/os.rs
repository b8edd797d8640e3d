//! The module `os`: the environment, and clocks (OTP's `erl_bif_os.c`, `erl_time_sup.c`): those of `erlang`, which
//! nobody sets.

use std::sync::Arc;

use crate::atom::am;
use crate::environment::is_name;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::file_name::{list_name, native_text};
use crate::native::{Native, NativeResult, time};
use crate::request::terminal::Signal;
use crate::request::{Answer, Request, program};
use crate::term::Term;
use crate::terminal;

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("os", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("env", 0, env),
    effect("getenv", 1, getenv),
    effect("getpid", 0, getpid),
    effect("perf_counter", 0, |c, _| time::integer(c, c.sys.now_ns())),
    effect("putenv", 2, putenv),
    effect("set_signal", 2, set_signal),
    effect("system_time", 0, |c, _| time::integer(c, c.sys.system_time_ns())),
    effect("system_time", 1, |c, a| time::in_unit(c, c.sys.system_time_ns(), a[0])),
    effect("timestamp", 0, time::timestamp),
    effect("unsetenv", 1, unsetenv),
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

/// The name of a variable, which is a list of characters.
fn variable(c: &Ctx<'_>, name: Term) -> Result<Vec<u8>, Fail> {
    list_name(c.view(), name).filter(|name| is_name(name)).ok_or(Fail::badarg())
}

fn env(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    let variables = c.sys.environment.clone();
    let mut pairs = Vec::new();
    for (name, value) in variables.iter() {
        let pair = [native_text(c, name)?, native_text(c, value)?];
        pairs.push(c.p.block.tuple(&pair)?);
    }
    Ok(c.p.block.list(&pairs)?)
}

fn getenv(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let name = variable(c, a[0])?;
    let environment = c.sys.environment.clone();
    environment.get(&name).map_or(Ok(Term::boolean(false)), |value| native_text(c, value))
}

fn putenv(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let name = variable(c, a[0])?;
    let value = list_name(c.view(), a[1]).filter(|value| !value.contains(&0)).ok_or(Fail::badarg())?;
    let fits = Arc::make_mut(&mut c.sys.environment).put(name, value);
    if fits { Ok(Term::boolean(true)) } else { Err(Fail::system_limit()) }
}

fn unsetenv(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let name = variable(c, a[0])?;
    Arc::make_mut(&mut c.sys.environment).remove(&name);
    Ok(Term::boolean(true))
}

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

//! The module `os`: an environment without variables, and clocks (OTP's `erl_bif_os.c`, `erl_time_sup.c`): those of `erlang`, which nobody sets.

use crate::native::{Native, time};
use crate::term::Term;

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("os", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("env", 0, |_, _| Ok(Term::NIL)),
    effect("getenv", 1, |_, _| Ok(Term::boolean(false))),
    effect("perf_counter", 0, |c, _| time::integer(c, c.sys.now_ns())),
    effect("system_time", 0, |c, _| time::integer(c, c.sys.system_time_ns())),
    effect("system_time", 1, |c, a| time::in_unit(c, c.sys.system_time_ns(), a[0])),
    effect("timestamp", 0, time::timestamp),
];

/// How the names of files are written.
pub(super) const FILE: &[Native] = &[Native::new("file", "native_name_encoding", 0, |c, _| c.atom("utf8"), false)];

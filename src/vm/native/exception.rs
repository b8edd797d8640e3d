//! Exceptions raised by programs (OTP's `bif.c`).

use crate::atom::{Atom, am};
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::{Native, NativeResult};
use crate::process::Raised;
use crate::term::Term;

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("error", 1, |_, a| Err(Fail::error(a[0]))),
    effect("error", 2, error),
    effect("error", 3, error),
    effect("exit", 1, |_, a| raise_class(am::EXIT_CLASS, a[0])),
    effect("nif_error", 1, |_, a| Err(Fail::error(a[0]))),
    effect("nif_error", 2, error),
    effect("raise", 3, raise),
    effect("throw", 1, |_, a| raise_class(am::THROW, a[0])),
];

fn raise_class(class: Atom, reason: Term) -> NativeResult {
    Err(Fail::Raise { class, reason, args: Term::NONE })
}

/// The arguments that the trace is to show may be a list or `none`.
fn error(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let args = match a[1].as_atom() {
        Some(am::NONE) => Term::NONE,
        _ if c.view().proper_list(a[1]).is_some() => a[1],
        _ => Term::NONE,
    };
    Err(Fail::Raise { class: am::ERROR, reason: a[0], args })
}

/// `raise/3` gives `badarg` back, as a value, for what is no class or no stack trace.
fn raise(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let class = a[0].as_atom().filter(|class| [am::ERROR, am::EXIT_CLASS, am::THROW].contains(class));
    let trace = c.view().proper_list(a[2]).filter(|entries| entries.iter().all(|e| is_entry(c, *e)));
    match (class, trace) {
        (Some(class), Some(_)) => {
            // Wrapped as a raw trace, which can hold the class; an empty list stays one.
            let trace = if a[2].is_nil() { Term::NIL } else { c.p.block.tuple(&[Term::NIL, a[2]])? };
            Err(Fail::Reraise(Raised { class, reason: a[1], trace }))
        }
        _ => Ok(Term::atom(am::BADARG)),
    }
}

/// `{M, F, ArityOrArgs}`, `{M, F, ArityOrArgs, Location}`, `{Fun, Args}` or `{Fun, Args, Location}`.
fn is_entry(c: &Ctx<'_>, entry: Term) -> bool {
    let view = c.view();
    let Some(elements) = view.tuple(entry) else { return false };
    let is_list = |t: Term| t.is_nil() || t.is_list();
    match elements.to_vec()[..] {
        [m, f, a] if m.is_atom() => f.is_atom() && (is_list(a) || a.as_size().is_some()),
        [m, f, a, info] => m.is_atom() && f.is_atom() && (is_list(a) || a.as_size().is_some()) && is_list(info),
        [fun, args] => c.fun_arity(fun).is_some() && is_list(args),
        [fun, args, info] => c.fun_arity(fun).is_some() && is_list(args) && is_list(info),
        _ => false,
    }
}

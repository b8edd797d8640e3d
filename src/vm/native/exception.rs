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
    effect("error", 3, error_with_options),
    effect("exit", 1, |_, a| raise_class(am::EXIT_CLASS, a[0])),
    effect("nif_error", 1, |_, a| Err(Fail::Refuse(a[0]))),
    effect("nif_error", 2, |_, a| Err(Fail::Refuse(a[0]))),
    effect("raise", 3, raise),
    effect("throw", 1, |_, a| raise_class(am::THROW, a[0])),
];

fn raise_class(class: Atom, reason: Term) -> NativeResult {
    Err(Fail::Raise { class, reason, args: Term::NONE })
}

/// The arguments that the trace is to show: a list, which nobody looks into, or nothing.
fn shown(args: Term) -> Option<Term> {
    (args.is_list() || args.is_nil()).then_some(args)
}

fn error(_: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    Err(Fail::Raise { class: am::ERROR, reason: a[0], args: shown(a[1]).unwrap_or(Term::NONE) })
}

/// The only option is `{error_info, Map}`, of several the last counts; beside anything else none does.
fn error_with_options(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let view = c.view();
    let info = |option: Term| match view.tuple(option)?.to_vec()[..] {
        [key, map] if key == Term::atom(am::ERROR_INFO) && view.is_map(map) => Some(map),
        _ => None,
    };
    let infos: Option<Vec<Term>> = view.proper_list(a[2]).and_then(|options| options.into_iter().map(info).collect());
    let Some(info) = infos.and_then(|infos| infos.last().copied()) else { return error(c, a) };
    let trace = c.explained_trace(shown(a[1]), info)?;
    Err(Fail::Reraise(Raised { class: am::ERROR, reason: a[0], trace }))
}

/// `raise/3` gives `badarg` back, as a value, for what is no class or no stack trace.
fn raise(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let class = a[0].as_atom().filter(|class| [am::ERROR, am::EXIT_CLASS, am::THROW].contains(class));
    let (Some(class), Some(entries)) = (class, c.view().proper_list(a[2])) else {
        return Ok(Term::atom(am::BADARG));
    };
    let mut whole = Vec::with_capacity(entries.len());
    for entry in &entries {
        match with_location(c, *entry)? {
            Some(entry) => whole.push(entry),
            None => return Ok(Term::atom(am::BADARG)),
        }
    }
    let list = if whole == entries { a[2] } else { c.p.block.list(&whole)? };
    // Wrapped as a raw trace, which can hold the class: the compiler makes `raise(throw, Reason, [])` of throws.
    let trace = c.p.block.tuple(&[Term::NIL, list])?;
    Err(Fail::Reraise(Raised { class, reason: a[1], trace }))
}

/// An entry of a stack trace, `{M, F, ArityOrArgs, Location}` or `{Fun, Args, Location}`, whose location may
/// have been left out; `None` for what is no entry.
fn with_location(c: &mut Ctx<'_>, entry: Term) -> Result<Option<Term>, Fail> {
    let Some(mut elements) = c.view().tuple(entry).map(|t| t.to_vec()) else { return Ok(None) };
    let is_list = |t: Term| t.is_nil() || t.is_list();
    let is_fun = elements.first().is_some_and(|first| c.fun_arity(*first).is_some());
    match elements[..] {
        [_, _, location] if is_fun => return Ok(is_list(location).then_some(entry)),
        [m, f, _, location] => return Ok((m.is_atom() && f.is_atom() && is_list(location)).then_some(entry)),
        [_, _] if is_fun => {}
        [m, f, _] if m.is_atom() && f.is_atom() => {}
        _ => return Ok(None),
    }
    elements.push(Term::NIL);
    Ok(Some(c.p.block.tuple(&elements)?))
}

//! Type tests as functions (OTP's `erl_bif_op.c`).

use crate::compare;
use crate::exec::{Ctx, Fail};
use crate::native::{Native, NativeResult};
use crate::record::Record;
use crate::term::{Kind, Term};

const fn pure(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, true)
}

pub(super) const TABLE: &[Native] = &[
    pure("is_atom", 1, |_, a| yes(a[0].is_atom())),
    pure("is_binary", 1, |c, a| yes(c.view().bits(a[0]).is_some_and(|b| b.size % 8 == 0))),
    pure("is_bitstring", 1, |c, a| yes(c.view().bits(a[0]).is_some())),
    pure("is_boolean", 1, |_, a| yes(a[0].as_bool().is_some())),
    pure("is_float", 1, |c, a| yes(kind(c, a) == Some(Kind::Float))),
    pure("is_function", 1, |c, a| yes(matches!(kind(c, a), Some(Kind::Fun | Kind::Export)))),
    pure("is_function", 2, is_function2),
    pure("is_integer", 1, |c, a| yes(c.view().is_integer(a[0]))),
    pure("is_integer", 3, is_integer3),
    pure("is_list", 1, |_, a| yes(a[0].is_list() || a[0].is_nil())),
    pure("is_map", 1, |c, a| yes(c.view().is_map(a[0]))),
    pure("is_number", 1, |c, a| yes(c.view().is_integer(a[0]) || kind(c, a) == Some(Kind::Float))),
    pure("is_pid", 1, |c, a| yes(c.view().is_pid(a[0]))),
    pure("is_port", 1, |c, a| yes(c.view().is_port(a[0]))),
    pure("is_record", 1, |c, a| yes(kind(c, a) == Some(Kind::Record))),
    pure("is_record", 2, is_record2),
    pure("is_record", 3, is_record3),
    pure("is_reference", 1, |c, a| yes(c.view().is_reference(a[0]))),
    pure("is_tuple", 1, |c, a| yes(kind(c, a) == Some(Kind::Tuple))),
];

fn yes(holds: bool) -> NativeResult {
    Ok(Term::boolean(holds))
}

fn kind(c: &Ctx<'_>, a: &[Term]) -> Option<Kind> {
    c.view().kind(a[0])
}

fn is_function2(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let arity = match (a[1].as_small(), kind(c, &a[1..])) {
        (Some(n), _) if n >= 0 => Some(n as usize),
        (None, Some(Kind::PositiveBig)) => None,
        _ => return Err(Fail::badarg()),
    };
    yes(c.fun_arity(a[0]).is_some_and(|n| Some(n) == arity))
}

/// An integer that is neither below the one nor above the other bound, which are integers.
fn is_integer3(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let view = c.view();
    if !view.is_integer(a[1]) || !view.is_integer(a[2]) {
        return Err(Fail::badarg());
    }
    let order = |x, y| compare::compare(view, x, view, y, &c.sys.atoms, false);
    yes(view.is_integer(a[0]) && order(a[1], a[0]).is_le() && order(a[0], a[2]).is_le())
}

/// A tuple that begins with that atom, or a native record of that name.
fn is_record2(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let name = a[1].as_atom().ok_or(Fail::badarg())?;
    match Record::of(c.view(), a[0]) {
        Some(record) => yes(record.definition.name == name),
        None => yes(c.view().tuple(a[0]).and_then(|tuple| tuple.get(0)) == Some(a[1])),
    }
}

/// A tuple of that size that begins with that atom, or a native record of that module and name.
fn is_record3(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let tag = a[1].as_atom().ok_or(Fail::badarg())?;
    if let Some(name) = a[2].as_atom() {
        let record = Record::of(c.view(), a[0]).map(|record| record.definition);
        return yes(record.is_some_and(|definition| (definition.module, definition.name) == (tag, name)));
    }
    if !a[2].is_small() {
        return Err(Fail::badarg());
    }
    let tuple = c.view().tuple(a[0]).filter(|tuple| Some(tuple.len()) == a[2].as_size());
    yes(tuple.and_then(|tuple| tuple.get(0)) == Some(a[1]))
}

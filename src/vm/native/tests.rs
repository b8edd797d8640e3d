//! Type tests as functions (OTP's `erl_bif_op.c`).

use crate::exec::Ctx;
use crate::native::{Native, NativeResult};
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
    pure("is_list", 1, |_, a| yes(a[0].is_list() || a[0].is_nil())),
    pure("is_map", 1, |c, a| yes(c.view().is_map(a[0]))),
    pure("is_number", 1, |c, a| yes(c.view().is_integer(a[0]) || kind(c, a) == Some(Kind::Float))),
    pure("is_pid", 1, |_, a| yes(a[0].is_pid())),
    pure("is_port", 1, |_, _| yes(false)),
    pure("is_reference", 1, |c, a| yes(kind(c, a) == Some(Kind::Reference))),
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
        _ => return Err(crate::exec::Fail::badarg()),
    };
    yes(c.fun_arity(a[0]).is_some_and(|n| Some(n) == arity))
}

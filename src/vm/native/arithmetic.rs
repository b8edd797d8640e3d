//! Operators on numbers and truth values (OTP's `erl_arith.c`, `erl_bif_op.c`).

use crate::atom::am;
use crate::compare;
use crate::exec::{Ctx, Fail};
use crate::heap::View;
use crate::native::{Native, NativeResult};
use crate::number::{self, ArithError, Number};
use crate::term::Term;
use std::cmp::Ordering;

const fn pure(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, true)
}

pub(super) const TABLE: &[Native] = &[
    pure("*", 2, |c, a| binary(c, a, number::mul)),
    pure("+", 1, plus),
    pure("+", 2, add),
    pure("-", 1, |c, a| unary(c, a, number::neg)),
    pure("-", 2, subtract),
    pure("/", 2, |c, a| binary(c, a, number::fdiv)),
    pure("/=", 2, |c, a| Ok(Term::boolean(!equal(c, a)))),
    pure("<", 2, |c, a| Ok(Term::boolean(order(c, a) == Ordering::Less))),
    pure("=/=", 2, |c, a| Ok(Term::boolean(!identical(c, a)))),
    pure("=:=", 2, |c, a| Ok(Term::boolean(identical(c, a)))),
    pure("=<", 2, |c, a| Ok(Term::boolean(order(c, a) != Ordering::Greater))),
    pure("==", 2, |c, a| Ok(Term::boolean(equal(c, a)))),
    pure(">", 2, |c, a| Ok(Term::boolean(order(c, a) == Ordering::Greater))),
    pure(">=", 2, |c, a| Ok(Term::boolean(order(c, a) != Ordering::Less))),
    pure("abs", 1, |c, a| {
        let old = c.sys.atoms.otp() < 27;
        unary_badarg(c, a, if old { number::abs_but_zero } else { number::abs })
    }),
    pure("and", 2, |_, a| logic(a, |x, y| x && y)),
    pure("band", 2, |c, a| binary(c, a, number::band)),
    pure("bnot", 1, |c, a| unary(c, a, number::bnot)),
    pure("bor", 2, |c, a| binary(c, a, number::bor)),
    pure("bsl", 2, |c, a| binary(c, a, number::bsl)),
    pure("bsr", 2, |c, a| binary(c, a, number::bsr)),
    pure("bxor", 2, |c, a| binary(c, a, number::bxor)),
    pure("ceil", 1, |c, a| unary_badarg(c, a, number::ceil)),
    pure("div", 2, |c, a| binary(c, a, number::idiv)),
    pure("float", 1, |c, a| unary_badarg(c, a, number::to_float)),
    pure("floor", 1, |c, a| unary_badarg(c, a, number::floor)),
    pure("max", 2, |c, a| Ok(if order(c, a) == Ordering::Less { a[1] } else { a[0] })),
    pure("min", 2, |c, a| Ok(if order(c, a) == Ordering::Greater { a[1] } else { a[0] })),
    pure("not", 1, |_, a| a[0].as_bool().map(|b| Term::boolean(!b)).ok_or(Fail::badarg())),
    pure("or", 2, |_, a| logic(a, |x, y| x || y)),
    pure("rem", 2, |c, a| binary(c, a, number::rem)),
    pure("round", 1, |c, a| unary_badarg(c, a, number::round)),
    pure("trunc", 1, |c, a| unary_badarg(c, a, number::trunc)),
    pure("xor", 2, |_, a| logic(a, |x, y| x != y)),
];

type Operation = fn(View<'_>, Term, Term) -> Result<Number, ArithError>;

pub(super) fn refuse(error: ArithError) -> Fail {
    Fail::Refuse(Term::atom(match error {
        ArithError::BadArith => am::BADARITH,
        ArithError::SystemLimit => am::SYSTEM_LIMIT,
    }))
}

fn add(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if let (Some(x), Some(y)) = (a[0].as_small(), a[1].as_small())
        && let Some(sum) = Term::small(x + y)
    {
        return Ok(sum);
    }
    binary(c, a, number::add)
}

fn subtract(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if let (Some(x), Some(y)) = (a[0].as_small(), a[1].as_small())
        && let Some(difference) = Term::small(x - y)
    {
        return Ok(difference);
    }
    binary(c, a, number::sub)
}

fn binary(c: &mut Ctx<'_>, a: &[Term], operation: Operation) -> NativeResult {
    let result = operation(c.view(), a[0], a[1]).map_err(refuse)?;
    Ok(number::put(&result, &mut c.p.block)?)
}

fn unary(c: &mut Ctx<'_>, a: &[Term], operation: fn(View<'_>, Term) -> Result<Number, ArithError>) -> NativeResult {
    let result = operation(c.view(), a[0]).map_err(refuse)?;
    Ok(number::put(&result, &mut c.p.block)?)
}

/// The functions (unlike the operators) call a bad argument `badarg`.
fn unary_badarg(
    c: &mut Ctx<'_>,
    a: &[Term],
    operation: fn(View<'_>, Term) -> Result<Number, ArithError>,
) -> NativeResult {
    unary(c, a, operation).map_err(|fail| match fail {
        Fail::Refuse(reason) if reason == Term::atom(am::BADARITH) => Fail::badarg(),
        other => other,
    })
}

/// The number itself.
fn plus(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if number::number(c.view(), a[0]).is_some() { Ok(a[0]) } else { Err(Fail::Refuse(Term::atom(am::BADARITH))) }
}

fn order(c: &Ctx<'_>, a: &[Term]) -> Ordering {
    compare::compare(c.view(), a[0], c.view(), a[1], &c.sys.atoms, false)
}

fn equal(c: &Ctx<'_>, a: &[Term]) -> bool {
    compare::equal(c.view(), a[0], c.view(), a[1], &c.sys.atoms)
}

fn identical(c: &Ctx<'_>, a: &[Term]) -> bool {
    compare::identical(c.view(), a[0], c.view(), a[1], &c.sys.atoms)
}

fn logic(a: &[Term], operation: fn(bool, bool) -> bool) -> NativeResult {
    match (a[0].as_bool(), a[1].as_bool()) {
        (Some(x), Some(y)) => Ok(Term::boolean(operation(x, y))),
        _ => Err(Fail::badarg()),
    }
}

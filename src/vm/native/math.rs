//! The native functions of `math` (OTP's `erl_math.c`).
//!
//! OTP takes what the C library of its machine computes. Here it is a library in Rust that asks for no features of
//! the processor, so that a run is the same on every computer; what cannot be exact may differ from OTP's in the
//! last bits.

use crate::exec::{Ctx, Fail};
use crate::native::arithmetic::refuse;
use crate::native::{Native, NativeResult};
use crate::number::{self, ArithError, Number};
use crate::term::Term;

const fn pure(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("math", name, arity, run, true)
}

pub(super) const TABLE: &[Native] = &[
    pure("acos", 1, |c, a| unary(c, a, libm::acos)),
    pure("acosh", 1, |c, a| unary(c, a, acosh)),
    pure("asin", 1, |c, a| unary(c, a, libm::asin)),
    pure("asinh", 1, |c, a| unary(c, a, libm::asinh)),
    pure("atan", 1, |c, a| unary(c, a, libm::atan)),
    pure("atan2", 2, |c, a| binary(c, a, libm::atan2)),
    pure("atanh", 1, |c, a| unary(c, a, libm::atanh)),
    pure("ceil", 1, |c, a| unary(c, a, f64::ceil)),
    pure("cos", 1, |c, a| unary(c, a, libm::cos)),
    pure("cosh", 1, |c, a| unary(c, a, libm::cosh)),
    pure("erf", 1, |c, a| unary(c, a, libm::erf)),
    pure("erfc", 1, |c, a| unary(c, a, libm::erfc)),
    pure("exp", 1, |c, a| unary(c, a, libm::exp)),
    pure("floor", 1, |c, a| unary(c, a, f64::floor)),
    pure("fmod", 2, |c, a| binary(c, a, |x, y| x % y)),
    pure("log", 1, |c, a| unary(c, a, libm::log)),
    pure("log10", 1, |c, a| unary(c, a, libm::log10)),
    pure("log2", 1, |c, a| unary(c, a, libm::log2)),
    pure("pow", 2, |c, a| binary(c, a, libm::pow)),
    pure("sin", 1, |c, a| unary(c, a, libm::sin)),
    pure("sinh", 1, |c, a| unary(c, a, libm::sinh)),
    pure("sqrt", 1, |c, a| unary(c, a, f64::sqrt)),
    pure("tan", 1, |c, a| unary(c, a, libm::tan)),
    pure("tanh", 1, |c, a| unary(c, a, libm::tanh)),
];

fn unary(c: &mut Ctx<'_>, a: &[Term], function: fn(f64) -> f64) -> NativeResult {
    let x = argument(c, a[0])?;
    finite(c, function(x))
}

fn binary(c: &mut Ctx<'_>, a: &[Term], function: fn(f64, f64) -> f64) -> NativeResult {
    let (x, y) = (argument(c, a[0])?, argument(c, a[1])?);
    finite(c, function(x, y))
}

fn argument(c: &Ctx<'_>, term: Term) -> Result<f64, Fail> {
    number::number(c.view(), term).ok_or(Fail::badarg())?.to_float().map_err(refuse)
}

/// The library's own gives numbers for some arguments below -1, which cancel to something positive on the way.
fn acosh(x: f64) -> f64 {
    if x < 1.0 { f64::NAN } else { libm::acosh(x) }
}

/// There are no infinities and no NaNs among Erlang's floats.
fn finite(c: &mut Ctx<'_>, result: f64) -> Result<Term, Fail> {
    if !result.is_finite() {
        return Err(refuse(ArithError::BadArith));
    }
    Ok(number::put(&Number::Float(result), &mut c.p.block)?)
}

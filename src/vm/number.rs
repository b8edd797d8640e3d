//! Numbers: integers of any size and floats, with OTP's arithmetic (`erts/emulator/beam/big.c`,
//! `erl_arith.c`). Smalls take the fast path; everything else goes through [`Number`].
//!
//! Invariants:
//! - [`Number::Big`] holds only what does not fit an `i64`, a bignum on a heap only what does not
//!   fit a small, so that equal integers are equal words;
//! - a float is finite: what would be infinite or no number is `badarith`;
//! - no integer has a magnitude of more than [`MAX_INTEGER_BITS`] bits, and what would need more is
//!   refused before it is computed.
//!
//! How numbers are written and parsed is in `number_text.rs`.

use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{FromPrimitive, Signed, ToPrimitive, Zero};

use crate::heap::{Allocate, HeapLimit, View};
use crate::term::{Kind, Term};

/// The most bits that the magnitude of an integer may have: 65,535 digits of 64 bits, the limit of
/// OTP 27 and later (`1 bsl 4194239` is the greatest power of two; OTP 25 allows 2^33554367).
pub const MAX_INTEGER_BITS: u64 = 65_535 * 64;

/// A number outside any heap.
#[derive(Clone, Debug, PartialEq)]
pub enum Number {
    /// An integer that fits 64 bits.
    Small(i64),
    /// Any other integer.
    Big(BigInt),
    /// A float, always finite.
    Float(f64),
}

/// Why an operation has no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArithError {
    /// An operand of the wrong type, a division by zero, or a float out of range.
    BadArith,
    /// An integer beyond [`MAX_INTEGER_BITS`].
    SystemLimit,
}

use ArithError::{BadArith, SystemLimit};

/// What an operation gives.
pub type Arith = Result<Number, ArithError>;

impl From<i64> for Number {
    fn from(value: i64) -> Number {
        Number::Small(value)
    }
}

impl From<BigInt> for Number {
    fn from(value: BigInt) -> Number {
        match value.to_i64() {
            Some(small) => Number::Small(small),
            None => Number::Big(value),
        }
    }
}

impl Number {
    /// The integer, whatever its size; `None` for a float.
    pub fn into_bigint(self) -> Option<BigInt> {
        match self {
            Number::Small(n) => Some(BigInt::from(n)),
            Number::Big(n) => Some(n),
            Number::Float(_) => None,
        }
    }

    /// The float that OTP makes of this number; `BadArith` where it has none.
    pub fn to_float(&self) -> Result<f64, ArithError> {
        match self {
            Number::Small(n) => Ok(*n as f64),
            Number::Big(n) => big_to_float(n),
            Number::Float(f) => Ok(*f),
        }
    }

    fn is_zero(&self) -> bool {
        matches!(self, Number::Small(0))
    }
}

/// A bignum as a float, digit by digit as OTP's `big_to_double` does it; the nearest float can be
/// another one.
fn big_to_float(n: &BigInt) -> Result<f64, ArithError> {
    let base = 2f64.powi(64);
    let magnitude = n.iter_u64_digits().rev().try_fold(0f64, |sum, digit| finite(sum * base + digit as f64))?;
    Ok(if n.is_negative() { -magnitude } else { magnitude })
}

/// A float that a term may hold.
fn finite(value: f64) -> Result<f64, ArithError> {
    if value.is_finite() { Ok(value) } else { Err(BadArith) }
}

fn float(value: f64) -> Arith {
    finite(value).map(Number::Float)
}

fn integer(value: BigInt) -> Arith {
    if value.bits() > MAX_INTEGER_BITS { Err(SystemLimit) } else { Ok(value.into()) }
}

/// The number that a term is.
pub fn number(view: View<'_>, term: Term) -> Option<Number> {
    if let Some(small) = term.as_small() {
        return Some(Number::Small(small));
    }
    match view.kind(term)? {
        Kind::Float => Some(Number::Float(view.float(term)?)),
        Kind::PositiveBig => Some(big(view, term, Sign::Plus)),
        Kind::NegativeBig => Some(big(view, term, Sign::Minus)),
        _ => None,
    }
}

fn big(view: View<'_>, term: Term, sign: Sign) -> Number {
    let digits = view.words(term, 1, view.word(term, 0).header_arity());
    let halves = digits.iter().flat_map(|d| [*d as u32, (*d >> 32) as u32]).collect();
    BigInt::from_biguint(sign, BigUint::new(halves)).into()
}

fn operand(view: View<'_>, term: Term) -> Result<Number, ArithError> {
    number(view, term).ok_or(BadArith)
}

fn integer_operand(view: View<'_>, term: Term) -> Result<Number, ArithError> {
    match operand(view, term)? {
        Number::Float(_) => Err(BadArith),
        integer => Ok(integer),
    }
}

/// The integer that a term is.
pub fn to_bigint(view: View<'_>, term: Term) -> Option<BigInt> {
    number(view, term)?.into_bigint()
}

/// The integer that a term is, where it fits 64 bits with a sign.
pub fn as_i64(view: View<'_>, term: Term) -> Option<i64> {
    match number(view, term)? {
        Number::Small(n) => Some(n),
        _ => None,
    }
}

/// The integer that a term is, where it fits 64 bits without a sign.
pub fn as_u64(view: View<'_>, term: Term) -> Option<u64> {
    match number(view, term)? {
        Number::Small(n) => u64::try_from(n).ok(),
        Number::Big(n) => n.to_u64(),
        Number::Float(_) => None,
    }
}

/// The float that OTP makes of a number; `BadArith` for other terms and integers out of range.
pub fn as_float(view: View<'_>, term: Term) -> Result<f64, ArithError> {
    operand(view, term)?.to_float()
}

/// The term of an integer.
pub fn make_integer(target: &mut impl Allocate, value: i64) -> Result<Term, HeapLimit> {
    match Term::small(value) {
        Some(small) => Ok(small),
        None => target.object(big_kind(value < 0), &[value.unsigned_abs()]),
    }
}

/// The term of an integer of any size: a small where it fits.
pub fn make_big(target: &mut impl Allocate, value: &BigInt) -> Result<Term, HeapLimit> {
    match value.to_i64() {
        Some(small) => make_integer(target, small),
        None => target.object(big_kind(value.is_negative()), &value.iter_u64_digits().collect::<Vec<u64>>()),
    }
}

fn big_kind(negative: bool) -> Kind {
    if negative { Kind::NegativeBig } else { Kind::PositiveBig }
}

/// The term of a number.
pub fn put(number: &Number, target: &mut impl Allocate) -> Result<Term, HeapLimit> {
    match number {
        Number::Small(n) => make_integer(target, *n),
        Number::Big(n) => make_big(target, n),
        Number::Float(f) => target.float(*f),
    }
}

/// An operation on two numbers: in 64 bits where that works out, else on integers of any size,
/// or on floats where one of them is one.
fn arithmetic(
    a: Number,
    b: Number,
    small: impl Fn(i64, i64) -> Option<i64>,
    big: impl Fn(BigInt, BigInt) -> Arith,
    floats: impl Fn(f64, f64) -> f64,
) -> Arith {
    if let (Number::Small(a), Number::Small(b)) = (&a, &b)
        && let Some(result) = small(*a, *b)
    {
        return Ok(Number::Small(result));
    }
    if matches!(a, Number::Float(_)) || matches!(b, Number::Float(_)) {
        return float(floats(a.to_float()?, b.to_float()?));
    }
    match (a.into_bigint(), b.into_bigint()) {
        (Some(a), Some(b)) => big(a, b),
        _ => Err(BadArith),
    }
}

/// `A + B`.
#[inline]
pub fn add(view: View<'_>, a: Term, b: Term) -> Arith {
    if let (Some(a), Some(b)) = (a.as_small(), b.as_small()) {
        return Ok(Number::Small(a + b));
    }
    arithmetic(operand(view, a)?, operand(view, b)?, i64::checked_add, |a, b| integer(a + b), |a, b| a + b)
}

/// `A - B`.
#[inline]
pub fn sub(view: View<'_>, a: Term, b: Term) -> Arith {
    if let (Some(a), Some(b)) = (a.as_small(), b.as_small()) {
        return Ok(Number::Small(a - b));
    }
    arithmetic(operand(view, a)?, operand(view, b)?, i64::checked_sub, |a, b| integer(a - b), |a, b| a - b)
}

/// `A * B`.
pub fn mul(view: View<'_>, a: Term, b: Term) -> Arith {
    let product = |a: BigInt, b: BigInt| {
        // The product of two magnitudes of m and n bits has m + n or m + n - 1 bits.
        if !a.is_zero() && !b.is_zero() && a.bits() + b.bits() > MAX_INTEGER_BITS + 1 {
            return Err(SystemLimit);
        }
        integer(a * b)
    };
    arithmetic(operand(view, a)?, operand(view, b)?, i64::checked_mul, product, |a, b| a * b)
}

/// `A / B`.
pub fn fdiv(view: View<'_>, a: Term, b: Term) -> Arith {
    float_div(as_float(view, a)?, as_float(view, b)?).map(Number::Float)
}

/// `A div B`.
pub fn idiv(view: View<'_>, a: Term, b: Term) -> Arith {
    divide(view, a, b, i64::checked_div, |a, b| a / b)
}

/// `A rem B`: the sign is that of `A`.
pub fn rem(view: View<'_>, a: Term, b: Term) -> Arith {
    divide(view, a, b, i64::checked_rem, |a, b| a % b)
}

fn divide(
    view: View<'_>,
    a: Term,
    b: Term,
    small: impl Fn(i64, i64) -> Option<i64>,
    big: impl Fn(BigInt, BigInt) -> BigInt,
) -> Arith {
    let (a, b) = (integer_operand(view, a)?, integer_operand(view, b)?);
    if b.is_zero() {
        return Err(BadArith);
    }
    arithmetic(a, b, small, |a, b| integer(big(a, b)), |_, _| f64::NAN)
}

/// `-A`.
pub fn neg(view: View<'_>, a: Term) -> Arith {
    Ok(match operand(view, a)? {
        Number::Small(n) => n.checked_neg().map_or_else(|| Number::from(-BigInt::from(n)), Number::Small),
        Number::Big(n) => (-n).into(),
        Number::Float(f) => Number::Float(-f),
    })
}

/// `abs(A)` of OTP 25, to which -0.0 is not less than zero.
pub fn abs_but_zero(view: View<'_>, a: Term) -> Arith {
    match operand(view, a)? {
        Number::Float(0.0) => operand(view, a),
        _ => abs(view, a),
    }
}

/// `abs(A)`.
pub fn abs(view: View<'_>, a: Term) -> Arith {
    let a_number = operand(view, a)?;
    match &a_number {
        Number::Small(n) if *n < 0 => neg(view, a),
        Number::Big(n) if n.is_negative() => neg(view, a),
        Number::Float(f) => Ok(Number::Float(f.abs())),
        _ => Ok(a_number),
    }
}

fn bitwise(
    view: View<'_>,
    a: Term,
    b: Term,
    small: impl Fn(i64, i64) -> i64,
    big: impl Fn(BigInt, BigInt) -> BigInt,
) -> Arith {
    let (a, b) = (integer_operand(view, a)?, integer_operand(view, b)?);
    arithmetic(a, b, |a, b| Some(small(a, b)), |a, b| integer(big(a, b)), |_, _| f64::NAN)
}

/// `A band B`.
pub fn band(view: View<'_>, a: Term, b: Term) -> Arith {
    bitwise(view, a, b, |a, b| a & b, |a, b| a & b)
}

/// `A bor B`.
pub fn bor(view: View<'_>, a: Term, b: Term) -> Arith {
    bitwise(view, a, b, |a, b| a | b, |a, b| a | b)
}

/// `A bxor B`.
pub fn bxor(view: View<'_>, a: Term, b: Term) -> Arith {
    bitwise(view, a, b, |a, b| a ^ b, |a, b| a ^ b)
}

/// `bnot A`.
pub fn bnot(view: View<'_>, a: Term) -> Arith {
    match integer_operand(view, a)? {
        Number::Small(n) => Ok(Number::Small(!n)),
        other => other.into_bigint().map_or(Err(BadArith), |n| integer(!n)),
    }
}

/// `A bsl B`.
pub fn bsl(view: View<'_>, a: Term, b: Term) -> Arith {
    shift(integer_operand(view, a)?, integer_operand(view, b)?, false)
}

/// `A bsr B`.
pub fn bsr(view: View<'_>, a: Term, b: Term) -> Arith {
    shift(integer_operand(view, a)?, integer_operand(view, b)?, true)
}

/// A shift by any distance, to the left unless `right` or (not both) the distance is negative.
fn shift(a: Number, distance: Number, right: bool) -> Arith {
    if a.is_zero() {
        return Ok(a);
    }
    let (negative, distance) = match distance {
        Number::Small(n) => (n < 0, n.unsigned_abs()),
        // As far as any integer has bits is far enough.
        Number::Big(n) => (n.is_negative(), u64::MAX),
        Number::Float(_) => return Err(BadArith),
    };
    if negative != right { shift_right(a, distance) } else { shift_left(a, distance) }
}

fn shift_left(a: Number, distance: u64) -> Arith {
    if let Number::Small(n) = a
        && distance < u64::from(n.unsigned_abs().leading_zeros())
    {
        return Ok(Number::Small(n << distance));
    }
    let Some(n) = a.into_bigint() else { return Err(BadArith) };
    if n.bits().saturating_add(distance) > MAX_INTEGER_BITS {
        return Err(SystemLimit);
    }
    integer(n << distance)
}

fn shift_right(a: Number, distance: u64) -> Arith {
    match a {
        Number::Small(n) => Ok(Number::Small(n >> distance.min(63))),
        Number::Big(n) if distance >= n.bits() => Ok(Number::Small(if n.is_negative() { -1 } else { 0 })),
        Number::Big(n) => Ok((n >> distance).into()),
        Number::Float(_) => Err(BadArith),
    }
}

/// `A + B` on floats.
#[inline]
pub fn float_add(a: f64, b: f64) -> Result<f64, ArithError> {
    finite(a + b)
}

/// `A - B` on floats.
#[inline]
pub fn float_sub(a: f64, b: f64) -> Result<f64, ArithError> {
    finite(a - b)
}

/// `A * B` on floats.
#[inline]
pub fn float_mul(a: f64, b: f64) -> Result<f64, ArithError> {
    finite(a * b)
}

/// `A / B` on floats.
#[inline]
pub fn float_div(a: f64, b: f64) -> Result<f64, ArithError> {
    finite(a / b)
}

/// An integer of a number: of a float by way of `whole`, which drops its fraction.
fn to_integer(view: View<'_>, a: Term, whole: impl Fn(f64) -> f64) -> Arith {
    match operand(view, a)? {
        Number::Float(f) => BigInt::from_f64(whole(f)).map(Number::from).ok_or(BadArith),
        integer => Ok(integer),
    }
}

/// `trunc(A)`. (The natives raise `badarg` where this is `BadArith`; so for the next four.)
pub fn trunc(view: View<'_>, a: Term) -> Arith {
    to_integer(view, a, f64::trunc)
}

/// `round(A)`: halves away from zero.
pub fn round(view: View<'_>, a: Term) -> Arith {
    to_integer(view, a, f64::round)
}

/// `floor(A)`.
pub fn floor(view: View<'_>, a: Term) -> Arith {
    to_integer(view, a, f64::floor)
}

/// `ceil(A)`.
pub fn ceil(view: View<'_>, a: Term) -> Arith {
    to_integer(view, a, f64::ceil)
}

/// `float(A)`.
pub fn to_float(view: View<'_>, a: Term) -> Arith {
    as_float(view, a).map(Number::Float)
}

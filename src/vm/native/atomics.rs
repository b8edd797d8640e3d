//! Arrays of numbers that processes share: `atomics` (OTP's `erl_bif_atomics.c`) and what `counters` is made of
//! (`erl_bif_counters.c`).

use crate::atom::am;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::{Native, NativeResult};
use crate::number;
use crate::shared::{Array, Numbers, Shared};
use crate::term::{Kind, Term};

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("atomics", name, arity, run, false)
}

const fn internal(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erts_internal", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("add", 3, |c, a| {
        add(c, a, ATOMICS)?;
        Ok(Term::atom(am::OK))
    }),
    effect("add_get", 3, |c, a| {
        let (numbers, sum) = add(c, a, ATOMICS)?;
        term(c, numbers, sum)
    }),
    effect("compare_exchange", 4, compare_exchange),
    effect("exchange", 3, |c, a| {
        let (numbers, before) = put(c, a, ATOMICS)?;
        term(c, numbers, before)
    }),
    effect("get", 2, |c, a| get(c, a, ATOMICS)),
    effect("info", 1, atomics_info),
    effect("put", 3, |c, a| {
        put(c, a, ATOMICS)?;
        Ok(Term::atom(am::OK))
    }),
];

pub(super) const INTERNAL: &[Native] = &[
    internal("atomics_new", 2, |c, a| {
        let (count, options) = (count(c, a[0]), a[1].as_size().ok_or(Fail::badarg())?);
        let signed = options & SIGNED != 0;
        new(c, count?, if signed { Numbers::Signed } else { Numbers::Unsigned })
    }),
    internal("counters_add", 3, |c, a| {
        add(c, a, COUNTERS)?;
        Ok(Term::atom(am::OK))
    }),
    internal("counters_get", 2, |c, a| get(c, a, COUNTERS)),
    internal("counters_info", 1, counters_info),
    internal("counters_new", 1, |c, a| {
        let count = count(c, a[0])?;
        new(c, count, Numbers::Counters)
    }),
    internal("counters_put", 3, |c, a| {
        put(c, a, COUNTERS)?;
        Ok(Term::atom(am::OK))
    }),
];

/// What functions of one kind work on.
type Wanted = &'static [Numbers];
const ATOMICS: Wanted = &[Numbers::Signed, Numbers::Unsigned];
const COUNTERS: Wanted = &[Numbers::Counters];

/// The option of `atomics:new/2` as `atomics.erl` encodes it.
const SIGNED: usize = 1;
/// The most numbers of an array, beyond which OTP says that it is a limit.
const MOST: usize = 1 << 58;
/// The bytes that OTP tells of an array beyond its numbers, and those of the lines that counters share, on one
/// scheduler.
const ARRAY_BYTES: usize = 40;
const COUNTERS_BYTES: usize = 32;
const LINE: usize = 8;

/// How many numbers a new array is to have.
fn count(c: &Ctx<'_>, term: Term) -> Result<usize, Fail> {
    match term.as_size() {
        Some(count @ 1..MOST) => Ok(count),
        Some(MOST..) => Err(Fail::system_limit()),
        None if c.view().kind(term) == Some(Kind::PositiveBig) => Err(Fail::system_limit()),
        _ => Err(Fail::badarg()),
    }
}

fn new(c: &mut Ctx<'_>, count: usize, numbers: Numbers) -> NativeResult {
    let room = c.sys.shared.room(c.sys.limits.total_words, c.sys.total_words());
    if Shared::array_words(count) > room {
        return Err(Fail::HeapLimit);
    }
    let reference = u128::from(c.sys.unique());
    c.sys.shared.add_array(reference, numbers, count);
    Ok(c.p.block.reference(reference)?)
}

fn array<'a>(c: &'a Ctx<'_>, reference: Term, wanted: Wanted) -> Result<(u128, &'a Array), Fail> {
    let number = c.view().reference(reference).ok_or(Fail::badarg())?;
    let array = c.sys.shared.array(number).filter(|array| wanted.contains(&array.numbers));
    array.map(|array| (number, array)).ok_or(Fail::badarg())
}

/// Where a number is: the reference, the index from 0, and what it is.
fn place(c: &Ctx<'_>, a: &[Term], wanted: Wanted) -> Result<(u128, usize, Numbers), Fail> {
    let (reference, array) = array(c, a[0], wanted)?;
    let index = a[1].as_size().filter(|index| (1..=array.values.len()).contains(index)).ok_or(Fail::badarg())?;
    Ok((reference, index - 1, array.numbers))
}

/// The bits of a number that may be put.
fn bits(c: &Ctx<'_>, term: Term, numbers: Numbers) -> Result<u64, Fail> {
    let value = integer(c, term)?;
    let bits = match numbers {
        Numbers::Signed | Numbers::Counters => i64::try_from(value).ok().map(i64::cast_unsigned),
        Numbers::Unsigned => u64::try_from(value).ok(),
    };
    bits.ok_or(Fail::badarg())
}

/// An integer of no more than 128 bits.
fn integer(c: &Ctx<'_>, term: Term) -> Result<i128, Fail> {
    match number::number(c.view(), term) {
        Some(number::Number::Small(n)) => Ok(i128::from(n)),
        Some(number::Number::Big(n)) => i128::try_from(&n).map_err(|_| Fail::badarg()),
        _ => Err(Fail::badarg()),
    }
}

fn term(c: &mut Ctx<'_>, numbers: Numbers, bits: u64) -> NativeResult {
    let value = match numbers {
        Numbers::Signed | Numbers::Counters => i128::from(bits.cast_signed()),
        Numbers::Unsigned => i128::from(bits),
    };
    match i64::try_from(value) {
        Ok(value) => Ok(number::make_integer(&mut c.p.block, value)?),
        Err(_) => Ok(number::make_big(&mut c.p.block, &value.into())?),
    }
}

fn get(c: &mut Ctx<'_>, a: &[Term], wanted: Wanted) -> NativeResult {
    let (reference, index, numbers) = place(c, a, wanted)?;
    let value = c.sys.shared.array(reference).and_then(|array| array.values.get(index)).copied();
    term(c, numbers, value.unwrap_or(0))
}

/// Puts a number; the one before.
fn put(c: &mut Ctx<'_>, a: &[Term], wanted: Wanted) -> Result<(Numbers, u64), Fail> {
    let (reference, index, numbers) = place(c, a, wanted)?;
    let new = bits(c, a[2], numbers)?;
    let value = c.sys.shared.number(reference, index).ok_or(Fail::badarg())?;
    Ok((numbers, std::mem::replace(value, new)))
}

/// Adds to a number, beyond the greatest from the least on; the sum. What is added may be of 64 bits with a sign
/// or without.
fn add(c: &mut Ctx<'_>, a: &[Term], wanted: Wanted) -> Result<(Numbers, u64), Fail> {
    let (reference, index, numbers) = place(c, a, wanted)?;
    let more = integer(c, a[2])?;
    let more = u64::try_from(more).or_else(|_| i64::try_from(more).map(i64::cast_unsigned));
    let more = more.map_err(|_| Fail::badarg())?;
    let value = c.sys.shared.number(reference, index).ok_or(Fail::badarg())?;
    *value = value.wrapping_add(more);
    Ok((numbers, *value))
}

/// `ok`, or the number that was there instead of the one expected.
fn compare_exchange(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let (reference, index, numbers) = place(c, a, ATOMICS)?;
    let (expected, new) = (bits(c, a[2], numbers)?, bits(c, a[3], numbers)?);
    let value = c.sys.shared.number(reference, index).ok_or(Fail::badarg())?;
    let before = *value;
    if before == expected {
        *value = new;
        return Ok(Term::atom(am::OK));
    }
    term(c, numbers, before)
}

fn atomics_info(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let (_, array) = array(c, a[0], ATOMICS)?;
    let (numbers, size) = (array.numbers, array.values.len());
    let (least, most) = match numbers {
        Numbers::Unsigned => (0, u64::MAX),
        Numbers::Signed | Numbers::Counters => (1 << 63, u64::MAX >> 1),
    };
    let (least, most) = (term(c, numbers, least)?, term(c, numbers, most)?);
    let memory = Term::size(size.saturating_mul(8).saturating_add(ARRAY_BYTES));
    map_of(c, &[("max", most), ("memory", memory), ("min", least), ("size", Term::size(size))])
}

fn counters_info(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let (_, array) = array(c, a[0], COUNTERS)?;
    let size = array.values.len();
    let lines = size.div_ceil(LINE).saturating_mul(2 * 8 * LINE);
    let memory = Term::size(lines.saturating_add(COUNTERS_BYTES));
    map_of(c, &[("memory", memory), ("size", Term::size(size))])
}

/// A map whose keys are atoms.
pub(super) fn map_of(c: &mut Ctx<'_>, entries: &[(&str, Term)]) -> NativeResult {
    let mut pairs = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        pairs.push((c.atom(key)?, *value));
    }
    Ok(c.maps().from_entries(pairs)?)
}

//! The native functions of `binary` (OTP's `erl_bif_binary.c`).

use num_bigint::{BigInt, Sign};
use num_traits::Signed;

use crate::atom::am;
use crate::bits::MAX_BINARY_BITS;
use crate::exec::{Ctx, Fail};
use crate::heap::{Allocate, Bits};
use crate::iodata;
use crate::native::data::{binary_part, binary_part2, sub_binary};
use crate::native::{Native, NativeResult, charge_pieces};
use crate::number::{self, MAX_INTEGER_BITS};
use crate::pattern::Patterns;
use crate::term::{Kind, Term};

const fn pure(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("binary", name, arity, run, true)
}

pub(super) const TABLE: &[Native] = &[
    pure("at", 2, at),
    Native::new("binary", "compile_pattern", 1, compile_pattern, false),
    pure("copy", 1, |c, a| copy(c, a[0], 1)),
    pure("copy", 2, |c, a| copy(c, a[0], a[1].as_size().ok_or(Fail::badarg())?)),
    pure("decode_unsigned", 1, |c, a| decode_unsigned(c, a[0], false)),
    pure("decode_unsigned", 2, |c, a| decode_unsigned(c, a[0], is_little(a[1])?)),
    pure("encode_unsigned", 1, |c, a| encode_unsigned(c, a[0], false)),
    pure("encode_unsigned", 2, |c, a| encode_unsigned(c, a[0], is_little(a[1])?)),
    pure("first", 1, |c, a| byte(c, a[0], |_| Some(0))),
    pure("last", 1, |c, a| byte(c, a[0], |size| size.checked_sub(1))),
    pure("list_to_bin", 1, list_to_bin),
    pure("longest_common_prefix", 1, |c, a| common(c, a[0], |_, i| Some(i))),
    pure("longest_common_suffix", 1, |c, a| common(c, a[0], |size, i| size.checked_sub(i + 1))),
    pure("match", 2, |c, a| first_match(c, a, Term::NIL)),
    pure("match", 3, |c, a| first_match(c, a, a[2])),
    pure("matches", 2, |c, a| matches(c, a, Term::NIL)),
    pure("matches", 3, |c, a| matches(c, a, a[2])),
    pure("part", 2, binary_part2),
    pure("part", 3, binary_part),
    pure("referenced_byte_size", 1, referenced_byte_size),
    pure("split", 2, |c, a| split(c, a, Term::NIL)),
    pure("split", 3, |c, a| split(c, a, a[2])),
];

/// The bits of a binary, which are whole bytes.
fn whole<'a>(c: &'a Ctx<'_>, term: Term) -> Result<Bits<'a>, Fail> {
    c.view().bits(term).filter(|bits| bits.size % 8 == 0).ok_or(Fail::badarg())
}

/// The bytes of a binary, where they lie or copied out.
fn bytes<'a>(c: &'a Ctx<'_>, term: Term) -> Result<std::borrow::Cow<'a, [u8]>, Fail> {
    Ok(whole(c, term)?.contiguous())
}

fn at(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let index = a[1].as_size();
    byte(c, a[0], |size| index.filter(|index| *index < size))
}

/// The byte at an index that depends on the size.
fn byte(c: &Ctx<'_>, binary: Term, index: impl Fn(usize) -> Option<usize>) -> NativeResult {
    let bits = whole(c, binary)?;
    let size = bits.size / 8;
    let index = index(size).filter(|index| *index < size).ok_or(Fail::badarg())?;
    Ok(Term::size(usize::from(bits.byte(index))))
}

fn copy(c: &mut Ctx<'_>, binary: Term, times: usize) -> NativeResult {
    let bits = whole(c, binary)?;
    let size = bits.size.checked_mul(times).filter(|size| *size <= MAX_BINARY_BITS);
    let size = size.ok_or(Fail::system_limit())?;
    let copied = bits.to_bytes().repeat(if size == 0 { 0 } else { times });
    charge_pieces(c, copied.len(), COPIED);
    Ok(c.p.block.binary(&copied)?)
}

fn is_little(order: Term) -> Result<bool, Fail> {
    match order.as_atom() {
        Some(am::BIG) => Ok(false),
        // As on the computers that OTP runs on most.
        Some(am::LITTLE | am::NATIVE) => Ok(true),
        _ => Err(Fail::badarg()),
    }
}

fn decode_unsigned(c: &mut Ctx<'_>, binary: Term, little: bool) -> NativeResult {
    let bytes = bytes(c, binary)?;
    let value = match little {
        true => BigInt::from_bytes_le(Sign::Plus, &bytes),
        false => BigInt::from_bytes_be(Sign::Plus, &bytes),
    };
    if value.bits() > MAX_INTEGER_BITS {
        return Err(Fail::system_limit());
    }
    Ok(number::make_big(&mut c.p.block, &value)?)
}

fn encode_unsigned(c: &mut Ctx<'_>, integer: Term, little: bool) -> NativeResult {
    let value = number::to_bigint(c.view(), integer).filter(|n| !n.is_negative()).ok_or(Fail::badarg())?;
    let bytes = if little { value.to_bytes_le().1 } else { value.to_bytes_be().1 };
    Ok(c.p.block.binary(&bytes)?)
}

fn list_to_bin(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if !a[0].is_list() && !a[0].is_nil() {
        return Err(Fail::badarg());
    }
    let bytes = iodata::bytes(c.view(), a[0])?;
    Ok(c.p.block.binary(&bytes)?)
}

/// How many bytes all binaries of a list have in common, where `index` gives the place of the n-th that is
/// compared in a binary of some size.
fn common(c: &mut Ctx<'_>, list: Term, index: impl Fn(usize, usize) -> Option<usize>) -> NativeResult {
    let list = c.view().proper_list(list).ok_or(Fail::badarg())?;
    let all = list.into_iter().map(|binary| whole(c, binary)).collect::<Result<Vec<_>, Fail>>()?;
    let (first, others) = all.split_first().ok_or(Fail::badarg())?;
    let byte = |bits: &Bits<'_>, n| {
        let size = bits.size / 8;
        index(size, n).filter(|at| *at < size).map(|at| bits.byte(at))
    };
    let end = |n: &usize| others.iter().any(|other| byte(other, *n) != byte(first, *n));
    let length = first.size / 8;
    Ok(Term::size((0..length).find(end).unwrap_or(length)))
}

fn referenced_byte_size(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let view = c.view();
    let referenced = match view.kind(a[0]) {
        Some(Kind::SubBinary) => view.word(a[0], 3),
        _ => a[0],
    };
    view.bits(referenced).map(|bits| Term::size(bits.size.div_ceil(8))).ok_or(Fail::badarg())
}

/// A pattern to be used again and again; compiled ones are no patterns to compile.
fn compile_pattern(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if c.view().tuple_arity(a[0]).is_some() {
        return Err(Fail::badarg());
    }
    let patterns = Patterns::of(c.view(), a[0])?;
    let tag = c.sys.intern(if patterns.is_single() { "bm" } else { "ac" }).ok_or(Fail::system_limit())?;
    let words = patterns.words(c.sys.unique());
    let reference = c.p.block.object(Kind::Reference, &words)?;
    Ok(c.p.block.tuple(&[Term::atom(tag), reference])?)
}

/// How `match`, `matches` and `split` search.
#[derive(Default)]
struct Options {
    scope: Option<(Term, Term)>,
    global: bool,
    trim: bool,
    trim_all: bool,
}

/// Reads options; those of `split` only where it is that. What follows an improper list does not matter,
/// as in OTP, for all but `split`.
fn options(c: &Ctx<'_>, list: Term, split: bool) -> Result<Options, Fail> {
    let view = c.view();
    let mut options = Options::default();
    if !list.is_list() && !list.is_nil() {
        return Err(Fail::badarg());
    }
    for option in view.list(list) {
        if let Some(atom) = option.as_atom().filter(|_| split) {
            match c.sys.atoms.name(atom) {
                "global" => options.global = true,
                "trim" => options.trim = true,
                "trim_all" => options.trim_all = true,
                _ => return Err(Fail::badarg()),
            }
            continue;
        }
        let pair = |term: Term| match view.tuple(term)?.to_vec()[..] {
            [first, second] => Some((first, second)),
            _ => None,
        };
        let (name, scope) = pair(option).ok_or(Fail::badarg())?;
        let name = name.as_atom().map(|name| c.sys.atoms.name(name));
        options.scope = Some(pair(scope).filter(|_| name == Some("scope")).ok_or(Fail::badarg())?);
    }
    Ok(options)
}

/// The bytes that a scope means, as start and end.
fn scope(scope: Option<(Term, Term)>, size: usize) -> Result<(usize, usize), Fail> {
    let Some((start, length)) = scope else { return Ok((0, size)) };
    let (Some(start), Some(length)) = (start.as_small(), length.as_small()) else { return Err(Fail::badarg()) };
    let (from, to) = if length < 0 { (start + length, start) } else { (start, start + length) };
    match (usize::try_from(from), usize::try_from(to)) {
        (Ok(from), Ok(to)) if to <= size => Ok((from, to)),
        _ => Err(Fail::badarg()),
    }
}

/// As many parts of so many words as a process can hold, and one more.
fn most(c: &Ctx<'_>, words: usize) -> usize {
    c.sys.limits.process_words / words + 1
}

/// How many bytes a reduction searches (OTP's `BM_LOOP_FACTOR`) and copies (`BINARY_COPY_LOOP_FACTOR`).
const SEARCHED: usize = 10;
const COPIED: usize = 100;

/// The matches in a binary, as start and length.
fn find(c: &mut Ctx<'_>, a: &[Term], options: &Options, most: usize) -> Result<Vec<(usize, usize)>, Fail> {
    let haystack = bytes(c, a[0])?;
    let patterns = Patterns::of(c.view(), a[1])?;
    let (from, to) = scope(options.scope, haystack.len())?;
    let found = patterns.searcher()?.find(haystack.get(from..to).ok_or(Fail::badarg())?, most);
    let searched = match found.last() {
        Some((start, length)) if found.len() == most => start + length,
        _ => to - from,
    };
    charge_pieces(c, searched, SEARCHED);
    Ok(found.into_iter().map(|(start, length)| (from + start, length)).collect())
}

fn first_match(c: &mut Ctx<'_>, a: &[Term], list: Term) -> NativeResult {
    let options = options(c, list, false)?;
    match find(c, a, &options, 1)?.first() {
        Some((start, length)) => Ok(c.p.block.tuple(&[Term::size(*start), Term::size(*length)])?),
        None => c.atom("nomatch"),
    }
}

fn matches(c: &mut Ctx<'_>, a: &[Term], list: Term) -> NativeResult {
    let options = options(c, list, false)?;
    let found = find(c, a, &options, most(c, 5))?;
    c.p.block.grow(found.len() * 5)?;
    let block = &mut c.p.block;
    let pairs = found.iter().map(|(start, length)| block.tuple(&[Term::size(*start), Term::size(*length)]));
    let pairs = pairs.collect::<Result<Vec<Term>, _>>()?;
    Ok(c.p.block.list(&pairs)?)
}

fn split(c: &mut Ctx<'_>, a: &[Term], list: Term) -> NativeResult {
    let options = options(c, list, true)?;
    let found = find(c, a, &options, if options.global { most(c, 6) } else { 1 })?;
    let size = whole(c, a[0])?.size / 8;
    let mut start = 0;
    let mut parts = Vec::with_capacity(found.len() + 1);
    for (at, length) in found {
        parts.push((start, at));
        start = at + length;
    }
    parts.push((start, size));
    if options.trim_all {
        parts.retain(|(from, to)| from < to);
    } else if options.trim {
        let kept = parts.iter().rposition(|(from, to)| from < to).map_or(0, |last| last + 1);
        parts.truncate(kept);
    }
    c.p.block.grow(parts.len() * 6)?;
    let parts = parts.iter().map(|(from, to)| sub_binary(c, a[0], from * 8, (to - from) * 8));
    let parts = parts.collect::<Result<Vec<Term>, Fail>>()?;
    Ok(c.p.block.list(&parts)?)
}

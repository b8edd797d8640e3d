//! What `erts_internal` and `erts_debug` tell of terms as they lie in memory, and helpers of functions written in
//! Erlang (OTP's `erl_bif_info.c`, `erl_map.c`, `erl_debug.c`, `bif.c`).

use std::cmp::Ordering;

use crate::atom::am;
use crate::compare;
use crate::exec::{Ctx, Fail};
use crate::heap::{Allocate, ON_HEAP_BINARY_LIMIT};
use crate::map;
use crate::native::data::bad_map;
use crate::native::text::byte_text;
use crate::native::{Native, NativeFn, NativeResult, sizes};
use crate::number;
use crate::number_text::{self, ParseError};
use crate::term::{Kind, Term};

const fn internal(name: &'static str, arity: u32, run: NativeFn, pure: bool) -> Native {
    Native::new("erts_internal", name, arity, run, pure)
}

const fn debug(name: &'static str, arity: u32, run: NativeFn) -> Native {
    Native::new("erts_debug", name, arity, run, false)
}

pub(super) const INTERNAL: &[Native] = &[
    internal("binary_to_integer", 2, binary_to_integer, true),
    internal("cmp_term", 2, cmp_term, true),
    internal("list_to_integer", 2, list_to_integer, true),
    internal("map_hashmap_children", 1, map_hashmap_children, true),
    internal("map_to_tuple_keys", 1, map_to_tuple_keys, true),
    internal("perf_counter_unit", 0, |_, _| Ok(Term::size(NANOSECONDS)), true),
    internal("term_to_string", 2, term_to_string, false),
    internal("term_type", 1, term_type, true),
    internal("time_unit", 0, |_, _| Ok(Term::size(NANOSECONDS)), true),
];

pub(super) const DEBUG: &[Native] = &[
    debug("copy_shared", 2, copy_shared),
    debug("flat_size", 1, |c, a| {
        let otp = c.sys.atoms.otp();
        words(c, sizes::flat_size(c.view(), a[0], |view, object| sizes::words_in_otp(view, object, otp)))
    }),
    debug("map_info", 1, map_info),
    debug("same", 2, |_, a| Ok(Term::boolean(a[0] == a[1]))),
    debug("size_shared", 1, |c, a| words(c, sizes::size_shared(c.view(), a[0], c.sys.atoms.otp()))),
    debug("unaligned_bitstring", 2, unaligned_bitstring),
];

/// The native unit of time: how many there are in a second.
const NANOSECONDS: usize = 1_000_000_000;

fn cmp_term(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let view = c.view();
    Ok(Term::small_wrapping(match compare::compare(view, a[0], view, a[1], &c.sys.atoms, true) {
        Ordering::Less => -1,
        Ordering::Equal => 0,
        Ordering::Greater => 1,
    }))
}

/// The first release with one kind of bitstring beside those on a heap.
const FIRST_WITH_ONE_BITSTRING: u32 = 27;

/// How a term lies in memory.
fn term_type(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let (term, view, otp) = (a[0], c.view(), c.sys.atoms.otp());
    let immediate = match term {
        _ if term.is_small() => Some("fixnum"),
        _ if term.is_atom() => Some("atom"),
        _ if term.is_nil() => Some("nil"),
        _ if term.is_list() => Some("list"),
        _ if term.is_pid() => Some("pid"),
        _ if term.is_port() => Some("port"),
        _ => None,
    };
    let boxed = || {
        Some(match view.kind(term)? {
            Kind::Tuple => "tuple",
            Kind::PositiveBig | Kind::NegativeBig => "bignum",
            Kind::Reference => "reference",
            Kind::Fun => "fun",
            Kind::Float => "hfloat",
            Kind::Export => "export",
            Kind::HeapBinary => "heap_binary",
            Kind::RefcBinary if otp < FIRST_WITH_ONE_BITSTRING => "refc_binary",
            Kind::SubBinary if otp < FIRST_WITH_ONE_BITSTRING => "sub_binary",
            // A part that would do on a heap is on one in OTP.
            Kind::SubBinary if view.bits(term)?.size.div_ceil(8) <= ON_HEAP_BINARY_LIMIT => "heap_binary",
            Kind::RefcBinary | Kind::SubBinary => "sub_binary",
            Kind::Record => "record",
            Kind::Map => "flatmap",
            Kind::MapNode => "hashmap_node",
            Kind::MapArray | Kind::MapBitmap => "hashmap",
            Kind::ExternalPid => "external_pid",
            Kind::ExternalPort => "external_port",
            Kind::ExternalReference => "external_reference",
            Kind::MatchContext => return None,
        })
    };
    let found = immediate.or_else(boxed).ok_or(Fail::badarg())?;
    c.atom(found)
}

/// What `erlang:display/1` prints, as a list of bytes.
fn term_to_string(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let terms = match a[1].as_size() {
        Some(terms @ 2..) if terms < i32::MAX as usize => Some(terms),
        None if a[1] == Term::atom(am::UNDEFINED) => None,
        _ => return Err(Fail::badarg()),
    };
    let text = c.emulator_bytes(a[0], terms).ok_or(Fail::HeapLimit)?;
    let bytes: Vec<Term> = text.chars().map(|byte| Term::size(byte as usize)).collect();
    Ok(c.p.block.list(&bytes)?)
}

/// The tuple of the keys of a map of few.
fn map_to_tuple_keys(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match c.view().kind(a[0]) {
        Some(Kind::Map) => Ok(c.view().word(a[0], 2)),
        Some(Kind::MapArray | Kind::MapBitmap) => Err(Fail::badarg()),
        _ => Err(bad_map(c, a[0])),
    }
}

/// The children of a node of a map of many keys, the last one first.
fn map_hashmap_children(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match c.view().kind(a[0]) {
        Some(Kind::MapArray | Kind::MapBitmap | Kind::MapNode) => {}
        Some(Kind::Map) => return Err(Fail::badarg()),
        _ => return Err(bad_map(c, a[0])),
    }
    let children: Vec<Term> = map::children(c.view(), a[0]).iter().rev().map(|word| Term(*word)).collect();
    Ok(c.p.block.list(&children)?)
}

/// Up to so many digits a number is made at once; more are left to the caller.
fn at_once(digits: usize, base: u32) -> bool {
    let most = u32::try_from(digits).ok().and_then(|digits| u128::from(base).checked_pow(digits));
    most.is_some_and(|most| most <= 1 << 59)
}

fn base(term: Term) -> Result<u32, Fail> {
    term.as_small().and_then(|n| u32::try_from(n).ok()).filter(|base| (2..=36).contains(base)).ok_or(Fail::badarg())
}

/// The digits of a number without a sign and zeros before them.
fn significant(text: &[u8]) -> usize {
    let digits = text.strip_prefix(b"-").or(text.strip_prefix(b"+")).unwrap_or(text);
    digits.iter().skip_while(|digit| **digit == b'0').count()
}

/// The integer that a text is; `None` where it has more digits than are to be read at once.
fn parse(c: &mut Ctx<'_>, text: &[u8], base: u32) -> Result<Option<Term>, ParseError> {
    if !at_once(significant(text), base) {
        return Ok(None);
    }
    let number = number_text::parse_integer(text, base)?;
    number::put(&number, &mut c.p.block).map(Some).map_err(|_| ParseError::SystemLimit)
}

/// The integer, or `badarg`, or `big` where Erlang code is to make it of its parts.
fn binary_to_integer(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let (Some(text), Ok(base)) = (byte_text(c.view(), a[0]), base(a[1])) else { return c.atom("badarg") };
    match parse(c, &text, base) {
        Ok(Some(number)) => Ok(number),
        Ok(None) => c.atom("big"),
        Err(_) => c.atom("badarg"),
    }
}

/// `{Integer, Rest}`, or why there is none.
fn list_to_integer(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if !a[0].is_list() {
        return c.atom(if a[0].is_nil() { "no_integer" } else { "not_a_list" });
    }
    let Ok(base) = base(a[1]) else { return c.atom("badarg") };
    let bytes = |term: Term| u8::try_from(term.as_small()?).ok();
    let text: Vec<u8> = c.view().list(a[0]).map_while(bytes).collect();
    let size = number_text::integer_prefix(&text, base);
    let text = text.get(..size).unwrap_or_default();
    let mut rest = c.view().list(a[0]);
    rest.by_ref().take(size).for_each(drop);
    let rest = rest.rest;
    match parse(c, text, base) {
        Ok(Some(number)) => Ok(c.p.block.tuple(&[number, rest])?),
        Ok(None) => c.atom("big"),
        Err(_) => c.atom("no_integer"),
    }
}

fn words(c: &mut Ctx<'_>, count: u64) -> NativeResult {
    Ok(number::make_integer(&mut c.p.block, i64::try_from(count).unwrap_or(i64::MAX))?)
}

/// What `map_info/1` tells of a trie: how deep it is, its topmost nodes of 16 children, other nodes by the number of
/// their children, and entries by how deep they lie.
fn map_info(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let view = c.view();
    match view.kind(a[0]) {
        Some(Kind::MapArray | Kind::MapBitmap) => {}
        Some(Kind::Map) => return Err(Fail::badarg()),
        _ => return Err(bad_map(c, a[0])),
    }
    let (mut depth, mut arrays, mut collisions) = (0, 0, [0usize; 16]);
    let (mut bitmaps, mut leaves) = ([0usize; 16], [0usize; LEAF_LEVELS]);
    let mut open = vec![(a[0], 0)];
    while let Some((node, level)) = open.pop() {
        depth = depth.max(level);
        let children = map::children(view, node);
        let count = |table: &mut [usize], index: usize| table.iter_mut().skip(index).take(1).for_each(|n| *n += 1);
        match view.kind(node) {
            None => {
                count(&mut leaves, level);
                continue;
            }
            Some(Kind::Tuple) => count(&mut collisions, children.len().saturating_sub(1)),
            Some(Kind::MapArray) => arrays += 1,
            _ => count(&mut bitmaps, children.len().saturating_sub(1)),
        }
        open.extend(children.iter().map(|child| (Term(*child), level + 1)));
    }
    let size = map::size(view, a[0]).unwrap_or(0);
    let collided = collisions.iter().sum();
    let tables = [("collisions", collided, &collisions[..]), ("bitmaps", bitmaps.iter().sum(), &bitmaps[..])];
    let tables: Vec<_> = tables.into_iter().chain([("leafs", size, &leaves[..])]).collect();
    let mut info = vec![info_pair(c, "depth", Term::size(depth))?];
    let tag = c.atom("arrays")?;
    info.push(c.p.block.tuple(&[tag, Term::size(arrays), Term::NIL])?);
    for (tag, sum, counts) in tables {
        let counts: Vec<Term> = counts.iter().map(|count| Term::size(*count)).collect();
        let (tag, counts) = (c.atom(tag)?, c.p.block.tuple(&counts)?);
        info.push(c.p.block.tuple(&[tag, Term::size(sum), counts])?);
    }
    Ok(c.p.block.list(&info)?)
}

/// How many levels entries can lie on.
const LEAF_LEVELS: usize = 18;

fn info_pair(c: &mut Ctx<'_>, tag: &str, value: Term) -> NativeResult {
    let tag = c.atom(tag)?;
    Ok(c.p.block.tuple(&[tag, value])?)
}

/// A term is never changed, so it is its own copy.
fn copy_shared(_: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    a[1].as_bool().map(|_| a[0]).ok_or(Fail::badarg())
}

/// The same bits, behind so many others of a byte.
fn unaligned_bitstring(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let offset = a[1].as_size().filter(|offset| (1..8).contains(offset)).ok_or(Fail::badarg())?;
    let bits = c.view().bits(a[0]).ok_or(Fail::badarg())?;
    let mut writer = crate::bits::BitWriter::new();
    let size = bits.size;
    writer.put_word(0, offset).and_then(|()| writer.put_bits(bits)).map_err(|_| Fail::HeapLimit)?;
    let (bytes, _) = writer.finish();
    let whole = c.p.block.binary(&bytes)?;
    Ok(c.p.block.sub_binary(whole, offset, size)?)
}

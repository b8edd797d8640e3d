//! Lists of bytes, binaries and such lists, and what is made of them (OTP's `erl_io_queue.c`, `binary.c`,
//! `utils.c`).

use crate::bits::{BitWriter, PutError};
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::iodata::{self, Leaf, Walk, byte};
use crate::native::data::sub_binary;
use crate::native::{Native, NativeFn, NativeResult};
use crate::term::Term;

const fn pure(name: &'static str, arity: u32, run: NativeFn) -> Native {
    Native::new("erlang", name, arity, run, true)
}

pub(super) const TABLE: &[Native] = &[
    pure("binary_to_list", 1, binary_to_list),
    pure("binary_to_list", 3, part_to_list),
    pure("bitstring_to_list", 1, bitstring_to_list),
    pure("iolist_size", 1, iolist_size),
    pure("iolist_to_binary", 1, |c, a| if is_binary(c, a[0]) { Ok(a[0]) } else { joined(c, a[0]) }),
    pure("iolist_to_iovec", 1, iolist_to_iovec),
    pure("list_to_binary", 1, |c, a| list(a[0]).and_then(|list| joined(c, list))),
    pure("list_to_bitstring", 1, list_to_bitstring),
];

/// The longest binary that `iolist_to_iovec` puts together with its neighbours, in bits.
const MAX_COPIED: usize = 512 * 8;
/// What tells of a list that is no list of bytes to `iolist_to_iovec`.
const CONTINUED: (&str, &str) = ("erts_internal", "iolist_to_iovec_continue");

fn list(term: Term) -> NativeResult {
    if term.is_list() || term.is_nil() { Ok(term) } else { Err(Fail::badarg()) }
}

fn is_binary(c: &Ctx<'_>, term: Term) -> bool {
    c.view().bits(term).is_some_and(|bits| bits.size.is_multiple_of(8))
}

fn put_error(error: PutError) -> Fail {
    if error == PutError::SystemLimit { Fail::system_limit() } else { Fail::badarg() }
}

fn put(writer: &mut BitWriter, leaf: Leaf<'_>, whole: bool) -> Result<(), Fail> {
    match leaf {
        Leaf::Integer(integer) => writer.put_word(u64::from(byte(integer)?), 8).map_err(put_error),
        Leaf::Bits(bits) if whole && !bits.size.is_multiple_of(8) => Err(Fail::badarg()),
        Leaf::Bits(bits) => writer.put_bits(bits).map_err(put_error),
    }
}

/// All of a list as one binary.
fn joined(c: &mut Ctx<'_>, data: Term) -> NativeResult {
    let bytes = iodata::bytes(c.view(), data)?;
    Ok(c.p.block.binary(&bytes)?)
}

/// All of a list as one bitstring.
fn list_to_bitstring(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let mut writer = BitWriter::new();
    let mut walk = Walk::new(c.view(), list(a[0])?);
    while let Some(leaf) = walk.leaf()? {
        put(&mut writer, leaf, false)?;
    }
    let (bytes, size) = writer.finish();
    Ok(c.p.block.bitstring(&bytes, size)?)
}

fn iolist_size(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let mut size = 0;
    let mut walk = Walk::new(c.view(), a[0]);
    while let Some(leaf) = walk.leaf()? {
        size += match leaf {
            Leaf::Integer(integer) => byte(integer).map(|_| 1)?,
            Leaf::Bits(bits) if bits.size.is_multiple_of(8) => bits.size / 8,
            Leaf::Bits(_) => return Err(Fail::badarg()),
        };
    }
    Ok(Term::size(size))
}

/// Binaries that are the list when put together: long ones as they are, what is between them as one.
fn iolist_to_iovec(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if let Some(bits) = c.view().bits(a[0]).filter(|bits| bits.size.is_multiple_of(8)) {
        return Ok(c.p.block.list(if bits.size == 0 { &[] } else { a })?);
    }
    let refused = match io_vector(c, a[0]) {
        Err(Fail::Refuse(reason)) => reason,
        vector => return vector,
    };
    // OTP has a function of its own for the list; but not for one binary in a list.
    let single = c.view().cons(a[0]).is_none_or(|(head, tail)| tail.is_nil() && c.view().bits(head).is_some());
    Err(if single { Fail::Refuse(refused) } else { Fail::RefuseWithin(refused, CONTINUED) })
}

fn io_vector(c: &mut Ctx<'_>, data: Term) -> NativeResult {
    enum Part {
        Copied(Vec<u8>),
        Referred(Term),
    }
    let mut parts = Vec::new();
    let mut writer = BitWriter::new();
    let mut walk = Walk::new(c.view(), data);
    while let Some(leaf) = walk.leaf()? {
        match leaf {
            Leaf::Bits(bits) if bits.size > MAX_COPIED && bits.size.is_multiple_of(8) => {
                parts.push(Part::Copied(std::mem::take(&mut writer).finish().0));
                parts.push(Part::Referred(c.view().cons(walk.here).map_or(walk.here, |cell| cell.0)));
            }
            leaf => put(&mut writer, leaf, true)?,
        }
    }
    parts.push(Part::Copied(writer.finish().0));
    let mut vector = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            Part::Copied(bytes) if bytes.is_empty() => {}
            Part::Copied(bytes) => vector.push(c.p.block.binary(&bytes)?),
            Part::Referred(binary) => vector.push(binary),
        }
    }
    Ok(c.p.block.list(&vector)?)
}

/// The bytes of a part of a bitstring, both in bytes, as a list with a tail.
fn bytes_to_list(c: &mut Ctx<'_>, binary: Term, from: usize, count: usize, tail: Term) -> NativeResult {
    c.p.block.grow(count.saturating_mul(2))?;
    let bits = c.view().bits(binary).ok_or(Fail::badarg())?;
    let bytes: Vec<Term> = (from..from + count).map(|i| Term::size(usize::from(bits.byte(i)))).collect();
    Ok(c.p.block.list_with_tail(&bytes, tail)?)
}

/// The number of bytes of a binary.
fn whole_bytes(c: &Ctx<'_>, binary: Term) -> Result<usize, Fail> {
    let bits = c.view().bits(binary).filter(|bits| bits.size.is_multiple_of(8));
    bits.map(|bits| bits.size / 8).ok_or(Fail::badarg())
}

fn binary_to_list(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let size = whole_bytes(c, a[0])?;
    bytes_to_list(c, a[0], 0, size, Term::NIL)
}

/// The bytes from one place to another, both counted from 1.
fn part_to_list(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let size = whole_bytes(c, a[0])?;
    match (a[1].as_size(), a[2].as_size()) {
        (Some(first @ 1..), Some(last)) if first <= last && last <= size => {
            bytes_to_list(c, a[0], first - 1, last - first + 1, Term::NIL)
        }
        _ => Err(Fail::badarg()),
    }
}

/// The bytes, and the bits behind the last whole one as a bitstring.
fn bitstring_to_list(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let size = c.view().bits(a[0]).ok_or(Fail::badarg())?.size;
    let (whole, rest) = (size / 8, size % 8);
    let tail = match rest {
        0 => Term::NIL,
        _ => {
            let rest = sub_binary(c, a[0], whole * 8, rest)?;
            c.p.block.list(&[rest])?
        }
    };
    bytes_to_list(c, a[0], 0, whole, tail)
}

//! Lists of bytes, binaries and such lists, and what is made of them (OTP's `erl_io_queue.c`, `binary.c`,
//! `utils.c`).

use crate::bits::{BitWriter, MAX_BINARY_BITS, PutError};
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::iodata::{self, Leaf, Walk, byte};
use crate::native::data::sub_binary;
use crate::native::{Native, NativeFn, NativeResult, charge_pieces, pieces_left, state};
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
    pure("list_to_bitstring", 1, |c, a| list(a[0]).and_then(|list| begin(c, list, false))),
];

/// How many cells of a list a reduction looks at (OTP's `ERTS_IOLIST_SIZE_YIELDS_COUNT_PER_RED`).
const CELLS: usize = 8;
/// How many bytes a reduction makes a list of (OTP's `ERTS_B2L_BYTES_PER_REDUCTION`).
const LISTED: usize = 256;
/// What goes on for those that make binaries of lists, for `iolist_size` and for those that make lists of binaries.
const JOINED: (&str, &str) = ("erts_internal", "list_to_bitstring_continue");
/// The same before OTP 26 for binaries.
const JOINED_BYTES: (&str, &str) = ("erts_internal", "list_to_binary_continue");
const SIZED: (&str, &str) = ("erts_internal", "iolist_size_continue");
const SPREAD: (&str, &str) = ("erts_internal", "binary_to_list_continue");

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
    begin(c, data, true)
}

/// All of a list as one bitstring; one of whole bytes if `whole`.
fn begin(c: &mut Ctx<'_>, data: Term, whole: bool) -> NativeResult {
    let left = c.p.block.list(&[data])?;
    join(c, left, Term::NIL, 0, whole)
}

/// Goes on with what is left of a list, one behind the other; what there is already is in pieces, the last first, of so
/// many bits together.
fn join(c: &mut Ctx<'_>, left: Term, pieces: Term, size: usize, whole: bool) -> NativeResult {
    let most = pieces_left(c, CELLS);
    let mut walk = Walk::pausing(c.view(), left, most);
    let mut writer = BitWriter::new();
    if whole {
        let mut bytes = Vec::new();
        iodata::put_bytes(&mut walk, &mut bytes)?;
        let bits = bytes.len() * 8;
        writer = BitWriter::resume(bytes, bits);
    } else {
        while let Some(leaf) = walk.leaf()? {
            if let Leaf::Bits(bits) = leaf {
                walk.spend(bits.size / 8 / iodata::COPIED);
            }
            put(&mut writer, leaf, false)?;
        }
    }
    let cells = most.saturating_sub(walk.left());
    let paused = walk.paused();
    charge_pieces(c, cells, CELLS);
    let total = size.checked_add(writer.size()).filter(|size| *size <= MAX_BINARY_BITS);
    let total = total.ok_or(Fail::system_limit())?;
    if let Some(paused) = paused {
        let (bytes, bits) = writer.finish();
        let piece = c.p.block.bitstring(&bytes, bits)?;
        let pieces = c.p.block.cons(piece, pieces)?;
        let left = c.p.block.list_with_tail(&paused.next, paused.below)?;
        let state = c.p.block.tuple(&[left, pieces, Term::size(total), Term::boolean(whole)])?;
        let by = if whole && c.sys.atoms.otp() < 26 { JOINED_BYTES } else { JOINED };
        return Err(Fail::goes_on(c, by, &[state]));
    }
    let (bytes, bits) = if pieces.is_nil() { writer } else { put_together(c, pieces, writer, total)? }.finish();
    Ok(c.p.block.bitstring(&bytes, bits)?)
}

/// Pieces, the last first, and what comes behind them, of so many bits together.
fn put_together(c: &mut Ctx<'_>, pieces: Term, last: BitWriter, total: usize) -> Result<BitWriter, Fail> {
    let view = c.view();
    let mut all = BitWriter::new();
    for piece in view.proper_list(pieces).ok_or(Fail::badarg())?.into_iter().rev() {
        all.put_bits(view.bits(piece).ok_or(Fail::badarg())?).map_err(put_error)?;
    }
    all.put_bits(last.bits()).map_err(put_error)?;
    charge_pieces(c, total / 8 / iodata::COPIED, CELLS);
    Ok(all)
}

/// Goes on for what makes binaries of lists.
pub(super) fn go_on_joining(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let [left, pieces, size, whole] = state(c, a[0])?;
    let size = size.as_size().ok_or(Fail::badarg())?;
    join(c, left, pieces, size, whole == Term::boolean(true))
}

fn iolist_size(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let left = c.p.block.list(a)?;
    add_size(c, left, 0)
}

/// Goes on for `iolist_size`.
pub(super) fn go_on_with_size(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let [left, size] = state(c, a[0])?;
    let size = size.as_size().ok_or(Fail::badarg())?;
    add_size(c, left, size)
}

/// Adds the sizes of what is left of a list.
fn add_size(c: &mut Ctx<'_>, left: Term, before: usize) -> NativeResult {
    let most = pieces_left(c, CELLS);
    let mut size = before;
    let mut walk = Walk::pausing(c.view(), left, most);
    while let Some(leaf) = walk.leaf()? {
        size = size.saturating_add(match leaf {
            Leaf::Integer(integer) => byte(integer).map(|_| 1)?,
            Leaf::Bits(bits) if bits.size.is_multiple_of(8) => bits.size / 8,
            Leaf::Bits(_) => return Err(Fail::badarg()),
        });
    }
    let cells = most.saturating_sub(walk.left());
    let paused = walk.paused();
    charge_pieces(c, cells, CELLS);
    let Some(paused) = paused else { return Ok(Term::size(size)) };
    let left = c.p.block.list_with_tail(&paused.next, paused.below)?;
    let state = c.p.block.tuple(&[left, Term::size(size)])?;
    Err(Fail::goes_on(c, SIZED, &[state]))
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
    let cells = walk.looked();
    charge_pieces(c, cells, CELLS);
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

/// The bytes of a part of a bitstring, both in bytes, as a list with a tail; the last ones first.
fn bytes_to_list(c: &mut Ctx<'_>, binary: Term, from: usize, count: usize, tail: Term) -> NativeResult {
    let listed = count.min(pieces_left(c, LISTED));
    c.p.block.grow(listed.saturating_mul(2))?;
    let bits = c.view().bits(binary).ok_or(Fail::badarg())?;
    let left = count - listed;
    let end = from.saturating_add(count);
    let bytes: Vec<Term> = (from.saturating_add(left)..end).map(|i| Term::size(usize::from(bits.byte(i)))).collect();
    let list = c.p.block.list_with_tail(&bytes, tail)?;
    charge_pieces(c, listed, LISTED);
    if left == 0 {
        return Ok(list);
    }
    let state = c.p.block.tuple(&[binary, Term::size(from), Term::size(left), list])?;
    Err(Fail::goes_on(c, SPREAD, &[state]))
}

/// Goes on for what makes lists of binaries.
pub(super) fn go_on_listing(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let [binary, from, count, tail] = state(c, a[0])?;
    let bytes = c.view().bits(binary).ok_or(Fail::badarg())?.size / 8;
    match (from.as_size(), count.as_size()) {
        (Some(from), Some(count)) if from <= bytes && count <= bytes - from => {
            bytes_to_list(c, binary, from, count, tail)
        }
        _ => Err(Fail::badarg()),
    }
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

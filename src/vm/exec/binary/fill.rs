//! The older way of building a bitstring (until OTP 24): an instruction makes it, full of zeros, and
//! sets its register; those that follow put one segment each.
//!
//! What is being filled stays with the process between these instructions ([`Filling`]).

use std::sync::Arc;

use crate::atom::{Atom, am};
use crate::bits::{self, BitWriter, MAX_BINARY_BITS, PutError};
use crate::code::Arg;
use crate::exec::{Ctx, Done, Fail, operands, uint};
use crate::heap::{Allocate, Bits};
use crate::process::Filling;
use crate::term::{Kind, Term};

use super::{BadSize, building_words};

pub(super) fn init2(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    make(c, args, 8)
}

pub(super) fn init_bits(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    make(c, args, 1)
}

fn make(c: &mut Ctx<'_>, args: &[Arg], unit: usize) -> Done {
    let [label, size, heap, live, _flags, dst] = operands(args)?;
    let size = c.get(size)?;
    let bits = match c.segment_bits(size, unit) {
        Ok(bits) => bits,
        Err(BadSize(reason)) => return c.jump_or_raise(label, reason),
    };
    c.need(building_words(heap)?, uint(live)?)?;
    c.p.block.could_hold(bits / 8)?;
    let made = c.place_bits(vec![0; bits.div_ceil(8)], bits)?;
    c.p.filling = Some(Filling { bitstring: made, at: 0 });
    c.set(dst, made)
}

pub(super) fn append(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, size, heap, live, unit, src, _flags, dst] = operands(args)?;
    let (size, term, unit) = (c.get(size)?, c.get(src)?, uint(unit)?);
    let words = building_words(heap)?;
    let term = c.need_keeping(words, uint(live)?, term)?;
    extend(c, label, size, unit, term, false, dst)
}

pub(super) fn private_append(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, size, unit, src, _flags, dst] = operands(args)?;
    let (size, term, unit) = (c.get(size)?, c.get(src)?, uint(unit)?);
    extend(c, label, size, unit, term, true, dst)
}

/// Sets `dst` to the bitstring with `size` more bits, which are to be filled.
fn extend(c: &mut Ctx<'_>, label: Arg, size: Term, unit: usize, term: Term, private: bool, dst: Arg) -> Done {
    let more = match c.segment_bits(size, 1) {
        Ok(bits) => bits,
        Err(BadSize(reason)) => return c.jump_or_raise(label, reason),
    };
    let whole_units = |bits: &Bits<'_>| unit < 2 || bits.size.is_multiple_of(unit);
    let Some(bits) = c.view().bits(term).filter(whole_units) else { return c.jump_or_raise(label, am::BADARG) };
    let before = bits.size;
    if before + more > MAX_BINARY_BITS {
        return c.jump_or_raise(label, am::SYSTEM_LIMIT);
    }
    c.p.block.could_hold((before + more) / 8)?;
    let mut extended = term;
    if more != 0 {
        let base = c.extendable(term, private);
        let too_much = |_: PutError| Fail::atom(am::SYSTEM_LIMIT);
        let mut writer = c.begin_append(bits, base).map_err(too_much)?;
        writer.put_small(0, more, bits::Endian::Big).map_err(too_much)?;
        extended = c.finish_append(writer, base)?;
    }
    c.p.filling = Some(Filling { bitstring: extended, at: before });
    c.set(dst, extended)
}

pub(super) fn put_integer(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, size, unit, flags, src] = operands(args)?;
    let (value, flags) = (c.get(src)?, c.flags(flags)?);
    sized(c, label, size, unit, |c, bits, writer| c.put_integer(value, bits, flags, writer))
}

pub(super) fn put_float(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, size, unit, flags, src] = operands(args)?;
    let (value, flags) = (c.get(src)?, c.flags(flags)?);
    sized(c, label, size, unit, |c, bits, writer| c.put_float(value, bits, flags, writer))
}

pub(super) fn put_binary(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, size, unit, _flags, src] = operands(args)?;
    let value = c.get(src)?;
    if c.get(size)? != Term::atom(am::ALL) {
        return sized(c, label, size, unit, |c, bits, writer| {
            writer.put_bits(c.view().bits(value).and_then(|b| b.part(0, bits)).ok_or(PutError::Type)?)
        });
    }
    let unit = uint(unit)?;
    put(c, label, |c, writer| {
        let bits = c.view().bits(value).filter(|b| unit < 2 || b.size.is_multiple_of(unit));
        writer.put_bits(bits.ok_or(PutError::Type)?)
    })
}

pub(super) fn put_string(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [length, offset] = operands(args)?;
    let bytes = c.strings(uint(offset)?, uint(length)?)?;
    put(c, Arg::Label(0), |_, writer| writer.put_bytes(bytes))
}

pub(super) fn put_utf8(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    put_utf(c, args, am::UTF8)
}

pub(super) fn put_utf16(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    put_utf(c, args, am::UTF16)
}

pub(super) fn put_utf32(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    put_utf(c, args, am::UTF32)
}

fn put_utf(c: &mut Ctx<'_>, args: &[Arg], kind: Atom) -> Done {
    let [label, flags, src] = operands(args)?;
    let (value, flags) = (c.get(src)?, c.flags(flags)?);
    put(c, label, |c, writer| c.put_utf(value, kind, flags, writer))
}

/// Puts a segment of a size that an operand says.
fn sized(
    c: &mut Ctx<'_>,
    label: Arg,
    size: Arg,
    unit: Arg,
    write: impl FnOnce(&Ctx<'_>, usize, &mut BitWriter) -> Result<(), PutError>,
) -> Done {
    let (size, unit) = (c.get(size)?, uint(unit)?);
    match c.segment_bits(size, unit) {
        Ok(bits) => put(c, label, |c, writer| write(c, bits, writer)),
        Err(BadSize(reason)) => c.jump_or_raise(label, reason),
    }
}

/// Puts a segment where the bitstring that is being filled has not been filled yet.
fn put(c: &mut Ctx<'_>, label: Arg, write: impl FnOnce(&Ctx<'_>, &mut BitWriter) -> Result<(), PutError>) -> Done {
    let mut writer = BitWriter::new();
    match write(c, &mut writer) {
        Ok(()) => c.fill(writer.bits()).ok_or(Fail::BadCode("a segment put where there is no room for it")),
        Err(PutError::SystemLimit) => c.jump_or_raise(label, am::SYSTEM_LIMIT),
        Err(_) => c.jump_or_raise(label, am::BADARG),
    }
}

impl Ctx<'_> {
    fn fill(&mut self, segment: Bits<'_>) -> Option<()> {
        if segment.size == 0 {
            return Some(());
        }
        let Filling { bitstring, at } = self.p.filling?;
        let view = self.view();
        let room = view.bits(bitstring)?;
        room.part(at, segment.size)?;
        let at_bit = room.offset + at;
        let whole = if view.kind(bitstring) == Some(Kind::SubBinary) { view.word(bitstring, 3) } else { bitstring };
        if whole.is_literal() {
            return None;
        }
        let (kind, words) = (view.kind(whole)?, view.word(whole, 0).header_arity());
        let index = view.word(whole, 2).0 as usize;
        let block = &mut self.p.block;
        let bytes: &mut [u8] = match kind {
            Kind::RefcBinary => {
                let binary: &mut Vec<u8> = Arc::make_mut(block.off_heap.get_mut(index)?);
                binary
            }
            _ => {
                let first = whole.offset() + 2;
                bytemuck::cast_slice_mut(block.memory().get_mut(first..first + words.checked_sub(1)?)?)
            }
        };
        bits::overwrite(bytes, at_bit, segment);
        self.p.filling = Some(Filling { bitstring, at: at + segment.size });
        Some(())
    }
}

/// `bs_add Label A B Unit Dst`: A + B * Unit, where neither is negative.
pub(super) fn add(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, a, b, unit, dst] = operands(args)?;
    let (a, b, unit) = (c.get(a)?, c.get(b)?, uint(unit)?);
    let (a, b) = match (c.segment_bits(a, 1), c.segment_bits(b, unit)) {
        (Ok(a), Ok(b)) => (a, b),
        (Err(BadSize(reason)), _) | (_, Err(BadSize(reason))) => return c.jump_or_raise(label, reason),
    };
    c.set(dst, Term::size(a + b))
}

/// The bytes of a character; what is no character is refused when it is put.
pub(super) fn utf8_size(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    utf_size(c, args, bits::utf8_bits)
}

pub(super) fn utf16_size(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    utf_size(c, args, bits::utf16_bits)
}

fn utf_size(c: &mut Ctx<'_>, args: &[Arg], size: impl Fn(u32) -> usize) -> Done {
    let [_label, src, dst] = operands(args)?;
    let value = c.get(src)?;
    let bytes = c.code_point(value).map_or(4, |code| size(code) / 8);
    c.set(dst, Term::size(bytes))
}

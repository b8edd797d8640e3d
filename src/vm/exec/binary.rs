//! The instructions of the bit syntax (OTP's `bs_instrs.tab`): matching, building, and the older way
//! of building, in which a binary is made first and its segments are put in one by one.
//!
//! A match context and a sub-binary refer to a whole binary, never to a part of one. What is matched
//! out of a binary is always a sub-binary, as in OTP 25.

mod build;
mod fill;
mod matching;

use std::sync::Arc;

use enigma_beam::op;

use crate::atom::{Atom, am};
use crate::bits::{BitWriter, Endian, Flags, MAX_BINARY_BITS, PutError};
use crate::code::Arg;
use crate::exec::data::{MAX_NEED, words};
use crate::exec::{Ctx, Done, Fail, Handler};
use crate::heap::{Allocate, Bits, ON_HEAP_BINARY_LIMIT};
use crate::number;
use crate::term::{Kind, Term};

/// Opcodes and their handlers.
pub(super) const TABLE: &[(u8, Handler)] = &[
    (op::BS_START_MATCH3, matching::start_match3),
    (op::BS_START_MATCH4, matching::start_match4),
    (op::BS_MATCH, matching::bs_match),
    (op::BS_GET_INTEGER2, matching::get_integer2),
    (op::BS_GET_FLOAT2, matching::get_float2),
    (op::BS_GET_BINARY2, matching::get_binary2),
    (op::BS_SKIP_BITS2, matching::skip_bits2),
    (op::BS_TEST_TAIL2, matching::test_tail2),
    (op::BS_TEST_UNIT, matching::test_unit),
    (op::BS_MATCH_STRING, matching::match_string),
    (op::BS_GET_TAIL, matching::get_tail),
    (op::BS_GET_POSITION, matching::get_position),
    (op::BS_SET_POSITION, matching::set_position),
    (op::BS_GET_UTF8, matching::get_utf8),
    (op::BS_GET_UTF16, matching::get_utf16),
    (op::BS_GET_UTF32, matching::get_utf32),
    (op::BS_SKIP_UTF8, matching::skip_utf8),
    (op::BS_SKIP_UTF16, matching::skip_utf16),
    (op::BS_SKIP_UTF32, matching::skip_utf32),
    (op::BS_CREATE_BIN, build::create_bin),
    (op::BS_INIT_WRITABLE, build::init_writable),
    (op::BS_INIT2, fill::init2),
    (op::BS_INIT_BITS, fill::init_bits),
    (op::BS_APPEND, fill::append),
    (op::BS_PRIVATE_APPEND, fill::private_append),
    (op::BS_ADD, fill::add),
    (op::BS_UTF8_SIZE, fill::utf8_size),
    (op::BS_UTF16_SIZE, fill::utf16_size),
    (op::BS_PUT_INTEGER, fill::put_integer),
    (op::BS_PUT_FLOAT, fill::put_float),
    (op::BS_PUT_BINARY, fill::put_binary),
    (op::BS_PUT_STRING, fill::put_string),
    (op::BS_PUT_UTF8, fill::put_utf8),
    (op::BS_PUT_UTF16, fill::put_utf16),
    (op::BS_PUT_UTF32, fill::put_utf32),
];

/// The words that a binary of [`ON_HEAP_BINARY_LIMIT`] bytes takes, and a sub-binary of it.
const BINARY_WORDS: usize = 2 + ON_HEAP_BINARY_LIMIT / 8 + 4;

/// The words that an instruction asks for with its operand, and those of what it builds.
fn building_words(heap: Arg) -> Result<usize, Fail> {
    Ok(words(heap)? + BINARY_WORDS)
}

/// A size that no segment can have: the reason, `badarg` or `system_limit`.
struct BadSize(Atom);

/// A binary outside the heap that can be extended where it is: its index, and the bits to keep.
#[derive(Clone, Copy)]
struct Extendable {
    index: usize,
    size: usize,
}

impl<'b> Ctx<'b> {
    /// Makes sure of `words` free words, keeping `live` x registers and a term; gives the term.
    fn need_keeping(&mut self, words: usize, live: usize, term: Term) -> Result<Term, Fail> {
        if words > MAX_NEED + BINARY_WORDS {
            return Err(Fail::BadCode("an instruction that needs more memory than any does"));
        }
        if words <= self.p.block.free() && !self.p.block.overgrown() {
            return Ok(term);
        }
        let mut kept = [term];
        self.collect_keeping(words, live, &mut kept)?;
        Ok(kept[0])
    }

    /// Goes to a label where the instruction has one, else raises.
    fn jump_or_raise(&mut self, label: Arg, reason: Atom) -> Done {
        match label {
            Arg::Label(slot) if slot != 0 => self.jump(label),
            _ => Err(Fail::atom(reason)),
        }
    }

    /// The flags of a segment: a number, or a list of atoms.
    fn flags(&self, arg: Arg) -> Result<Flags, Fail> {
        let list = match arg {
            Arg::Uint(word) => return Ok(Flags::from_word(word)),
            Arg::Const(list) => list,
            _ => return Err(Fail::BadCode("flags of a segment that are none")),
        };
        let mut flags = Flags::PLAIN;
        for flag in self.view().list(list) {
            match flag.as_atom() {
                Some(am::SIGNED) => flags.signed = true,
                Some(am::LITTLE | am::NATIVE) => flags.endian = Endian::Little,
                _ => {}
            }
        }
        Ok(flags)
    }

    /// The bits of a segment of `size` units, where that is a size.
    fn segment_bits(&self, size: Term, unit: usize) -> Result<usize, BadSize> {
        if let Some(n) = size.as_size() {
            let bits = n.checked_mul(unit).filter(|bits| *bits <= MAX_BINARY_BITS);
            return bits.ok_or(BadSize(am::SYSTEM_LIMIT));
        }
        let huge = self.view().kind(size) == Some(Kind::PositiveBig);
        Err(BadSize(if huge { am::SYSTEM_LIMIT } else { am::BADARG }))
    }

    /// Bytes of the string table of the module at hand.
    fn strings(&self, offset: usize, length: usize) -> Result<&'b [u8], Fail> {
        let module = self.code.module_at(self.at);
        let end = offset.checked_add(length);
        let bytes = module.zip(end).and_then(|(module, end)| module.beam.strings.get(offset..end));
        bytes.ok_or(Fail::BadCode("bytes that the string table does not have"))
    }

    /// A code point, where the term is one that UTF can encode.
    fn code_point(&self, term: Term) -> Option<u32> {
        term.as_size().and_then(|n| u32::try_from(n).ok()).filter(|code| crate::bits::is_code_point(*code))
    }

    /// Puts an integer.
    fn put_integer(&self, value: Term, bits: usize, flags: Flags, writer: &mut BitWriter) -> Result<(), PutError> {
        match value.as_small() {
            Some(small) => writer.put_small(small, bits, flags.endian),
            None => {
                let number = number::number(self.view(), value).ok_or(PutError::Type)?;
                writer.put_integer(&number, bits, flags.endian)
            }
        }
    }

    /// Puts a float.
    fn put_float(&self, value: Term, bits: usize, flags: Flags, writer: &mut BitWriter) -> Result<(), PutError> {
        if !matches!(bits, 16 | 32 | 64) {
            return Err(PutError::Invalid);
        }
        let number = number::number(self.view(), value).ok_or(PutError::Type)?;
        writer.put_float(&number, bits, flags.endian)
    }

    /// Puts a code point in the encoding that an atom names.
    fn put_utf(&self, value: Term, kind: Atom, flags: Flags, writer: &mut BitWriter) -> Result<(), PutError> {
        let code = self.code_point(value).ok_or(PutError::Type)?;
        match kind {
            am::UTF8 => writer.put_utf8(code),
            am::UTF16 => writer.put_utf16(code, flags.endian),
            _ => writer.put_utf32(code, flags.endian),
        }
    }

    /// The bitstring of these bits: on the heap where it is short.
    fn place_bits(&mut self, bytes: Vec<u8>, size: usize) -> Result<Term, Fail> {
        let block = &mut self.p.block;
        let unused = bytes.len() * 8 - size;
        let whole = match bytes.len() > ON_HEAP_BINARY_LIMIT {
            true => block.off_heap_binary(Arc::new(bytes))?,
            false => block.heap_binary(&bytes)?,
        };
        Ok(if unused == 0 { whole } else { block.sub_binary(whole, 0, size)? })
    }

    /// Whether a bitstring can be extended where it is: it is the last that was made of a binary
    /// outside the heap, so that nobody sees what comes behind it. Within a byte only the private
    /// accumulator of a comprehension can be.
    fn extendable(&self, term: Term, private: bool) -> Option<Extendable> {
        let view = self.view();
        let whole = match view.kind(term)? {
            Kind::RefcBinary => term,
            Kind::SubBinary if view.word(term, 1).as_size() == Some(0) => view.word(term, 3),
            _ => return None,
        };
        if view.kind(whole) != Some(Kind::RefcBinary) {
            return None;
        }
        let size = view.bits(term)?.size;
        let index = view.word(whole, 2).0 as usize;
        let last = view.off_heap.get(index)?.len() == size.div_ceil(8);
        (last && (private || size.is_multiple_of(8))).then_some(Extendable { index, size })
    }

    /// What an appended bitstring begins with: what is to be put before the new segments, unless it
    /// stays where it is.
    fn begin_append(&self, bits: Bits<'_>, base: Option<Extendable>) -> Result<BitWriter, PutError> {
        let mut writer = BitWriter::new();
        match base {
            Some(base) => writer.put_bits(bits.part(base.size / 8 * 8, base.size % 8).ok_or(PutError::Type)?)?,
            None => writer.put_bits(bits)?,
        }
        Ok(writer)
    }

    /// The bitstring in the writer, behind the one that is extended.
    fn finish_append(&mut self, writer: BitWriter, base: Option<Extendable>) -> Result<Term, Fail> {
        let (bytes, size) = writer.finish();
        let Some(Extendable { index, size: before }) = base else { return self.place_bits(bytes, size) };
        let block = &mut self.p.block;
        let Some(new) = block.extend_off_heap(index, before / 8, &bytes) else {
            return Err(Fail::BadCode("a binary that is not there"));
        };
        let whole = block.object(Kind::RefcBinary, &[new as u64, index as u64])?;
        let size = before / 8 * 8 + size;
        Ok(if size.is_multiple_of(8) { whole } else { block.sub_binary(whole, 0, size)? })
    }
}

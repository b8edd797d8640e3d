//! Building a bitstring in one instruction, and where a comprehension's accumulator begins.
//!
//! First all sizes are computed, then what is appended to is looked at, then the segments are put:
//! of several things that are wrong, the exception names the one that OTP 27 names.

use std::sync::Arc;

use crate::atom::{Atom, am};
use crate::bits::{BitWriter, Flags, MAX_BINARY_BITS, PutError, utf8_bits};
use crate::code::Arg;
use crate::exec::{Ctx, Done, Fail, operands, uint};
use crate::heap::Allocate;
use crate::native::charge;
use crate::process::Raised;
use crate::term::Term;

use super::{BadSize, Extendable, building_words};

/// A segment of `bs_create_bin`.
struct Segment {
    /// Its place in the source, from 1 on; 0 for what the compiler has put together.
    number: usize,
    kind: Atom,
    unit: usize,
    flags: Flags,
    value: Arg,
    size: Arg,
}

impl Segment {
    fn is_append(&self) -> bool {
        matches!(self.kind, am::APPEND | am::PRIVATE_APPEND)
    }

    /// The type that an exception names.
    fn shown_kind(&self) -> Atom {
        if self.is_append() { am::BINARY } else { self.kind }
    }
}

/// Why a segment cannot be built: the exception's reason, what is wrong, and the wrong value.
struct Wrong {
    segment: usize,
    kind: Atom,
    reason: Atom,
    what: Atom,
    value: Term,
}

/// The bits of other bitstrings that are copied for a reduction (OTP's `erl_bits.c`).
const BITS_PER_REDUCTION: usize = 8 * 1024;

enum Stop {
    Wrong(Wrong),
    Fail(Fail),
}

impl From<Fail> for Stop {
    fn from(fail: Fail) -> Stop {
        Stop::Fail(fail)
    }
}

impl Segment {
    fn wrong(&self, what: Atom, value: Term) -> Stop {
        self.wrong_because(am::BADARG, what, value)
    }

    fn wrong_because(&self, reason: Atom, what: Atom, value: Term) -> Stop {
        Stop::Wrong(Wrong { segment: self.number, kind: self.shown_kind(), reason, what, value })
    }

    /// What an exception says of a value that could not be put.
    fn unputtable(&self, error: PutError, value: Term, bits: usize) -> Stop {
        match error {
            PutError::Type => self.wrong(am::TYPE, value),
            PutError::NoFloat => self.wrong(am::NO_FLOAT, value),
            PutError::Invalid => self.wrong(am::INVALID, Term::size(bits)),
            PutError::SystemLimit => self.wrong_because(am::SYSTEM_LIMIT, am::SIZE, Term::size(bits)),
        }
    }
}

pub(super) fn create_bin(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, heap, live, _unit, dst, list] = operands(args)?;
    // Whatever the sources are in is live, so they are read after the collection.
    c.need(building_words(heap)?, uint(live)?)?;
    match c.create(c.code.list(list)) {
        Ok(built) => c.set(dst, built),
        Err(Stop::Fail(fail)) => Err(fail),
        Err(Stop::Wrong(_)) if matches!(label, Arg::Label(slot) if slot != 0) => c.jump(label),
        Err(Stop::Wrong(wrong)) => Err(c.construction_failed(&wrong)?),
    }
}

/// The accumulator of a comprehension: an empty binary that can be extended. OTP reserves the bytes
/// that x0 asks for; here they are taken as they are needed.
pub(super) fn init_writable(c: &mut Ctx<'_>, _: &[Arg]) -> Done {
    c.need(3, 0)?;
    c.sys.x[0] = c.p.block.off_heap_binary(Arc::new(Vec::new()))?;
    Ok(())
}

impl Ctx<'_> {
    fn create(&mut self, list: &[Arg]) -> Result<Term, Stop> {
        let (lists, _) = list.as_chunks::<6>();
        let segments = lists.iter().map(|s| self.segment(s)).collect::<Result<Vec<Segment>, Fail>>()?;
        let mut sizes = Vec::with_capacity(segments.len());
        let mut total = 0usize;
        for segment in &segments {
            let bits = self.measure(segment)?;
            total = total.saturating_add(bits);
            if total > MAX_BINARY_BITS {
                let size = self.get(segment.size).unwrap_or(Term::NIL);
                return Err(segment.wrong_because(am::SYSTEM_LIMIT, am::SIZE, size));
            }
            sizes.push(bits);
        }
        let (mut writer, base) = self.begin(segments.first())?;
        if base.is_some_and(|base| base.size.saturating_add(total) > MAX_BINARY_BITS) {
            return Err(Fail::atom(am::SYSTEM_LIMIT).into());
        }
        let bits = total.saturating_add(base.map_or(0, |base| base.size));
        self.p.block.could_hold(bits / 8).map_err(Fail::from)?;
        writer.reserve(total).map_err(|_| Fail::atom(am::SYSTEM_LIMIT))?;
        let mut copied = if base.is_some() { 0 } else { writer.size() / BITS_PER_REDUCTION };
        for (segment, bits) in segments.iter().zip(sizes) {
            self.put_segment(segment, bits, &mut writer)?;
            copied += if segment.kind == am::BINARY { bits / BITS_PER_REDUCTION } else { 0 };
        }
        charge(self, copied as i64);
        match segments.first() {
            Some(first) if first.is_append() && total == 0 => Ok(self.get(first.value)?),
            _ => Ok(self.finish_append(writer, base)?),
        }
    }

    fn segment(&self, operands: &[Arg; 6]) -> Result<Segment, Fail> {
        let [kind, number, unit, flags, value, size] = *operands;
        let Arg::Const(kind) = kind else { return Err(Fail::BadCode("a segment without a type")) };
        let kind = kind.as_atom().ok_or(Fail::BadCode("a segment without a type"))?;
        let flags = self.flags(flags)?;
        Ok(Segment { number: uint(number)?, kind, unit: uint(unit)?, flags, value, size })
    }

    /// The bits that a segment takes; nothing for what is appended to. In UTF-16 it can be less.
    fn measure(&self, segment: &Segment) -> Result<usize, Stop> {
        match segment.kind {
            am::APPEND | am::PRIVATE_APPEND => return Ok(0),
            am::STRING => return Ok(uint(segment.size)?.saturating_mul(8)),
            am::UTF16 => return Ok(32),
            am::UTF8 | am::UTF32 => {
                let value = self.get(segment.value)?;
                let code = self.code_point(value).ok_or_else(|| segment.wrong(am::TYPE, value))?;
                return Ok(if segment.kind == am::UTF8 { utf8_bits(code) } else { 32 });
            }
            _ => {}
        }
        let size = self.get(segment.size)?;
        if segment.kind == am::BINARY && size == Term::atom(am::ALL) {
            let value = self.get(segment.value)?;
            let bits = self.view().bits(value).ok_or_else(|| segment.wrong(am::TYPE, value))?;
            return Ok(bits.size);
        }
        let bits = self.segment_bits(size, segment.unit);
        bits.map_err(|BadSize(reason)| segment.wrong_because(reason, am::SIZE, size))
    }

    /// What the bitstring begins with, where the first segment is one that is appended to.
    fn begin(&self, first: Option<&Segment>) -> Result<(BitWriter, Option<Extendable>), Stop> {
        let Some(segment) = first.filter(|s| s.is_append()) else { return Ok((BitWriter::new(), None)) };
        let value = self.get(segment.value)?;
        let bits = self.view().bits(value).ok_or_else(|| segment.wrong(am::TYPE, value))?;
        if segment.unit > 1 && !bits.size.is_multiple_of(segment.unit) {
            return Err(segment.wrong(am::UNIT, value));
        }
        let base = self.extendable(value, segment.kind == am::PRIVATE_APPEND);
        let writer = self.begin_append(bits, base).map_err(|e| segment.unputtable(e, value, bits.size))?;
        Ok((writer, base))
    }

    fn put_segment(&self, segment: &Segment, bits: usize, writer: &mut BitWriter) -> Result<(), Stop> {
        if segment.is_append() {
            return Ok(());
        }
        if segment.kind == am::STRING {
            let bytes = self.strings(uint(segment.value)?, bits / 8)?;
            return writer.put_bytes(bytes).map_err(|e| segment.unputtable(e, Term::NIL, bits));
        }
        let value = self.get(segment.value)?;
        let put = match segment.kind {
            am::BINARY => return self.put_part(segment, value, bits, writer),
            am::INTEGER => self.put_integer(value, bits, segment.flags, writer),
            am::FLOAT => self.put_float(value, bits, segment.flags, writer),
            am::UTF8 | am::UTF16 | am::UTF32 => self.put_utf(value, segment.kind, segment.flags, writer),
            _ => return Err(Fail::BadCode("a segment of an unknown type").into()),
        };
        put.map_err(|error| segment.unputtable(error, value, bits))
    }

    fn put_part(&self, segment: &Segment, value: Term, size: usize, writer: &mut BitWriter) -> Result<(), Stop> {
        let bits = self.view().bits(value).ok_or_else(|| segment.wrong(am::TYPE, value))?;
        let all = self.get(segment.size)? == Term::atom(am::ALL);
        if all && segment.unit > 1 && !size.is_multiple_of(segment.unit) {
            return Err(segment.wrong(am::UNIT, value));
        }
        let part = bits.part(0, size).ok_or_else(|| segment.wrong(am::SHORT, value))?;
        writer.put_bits(part).map_err(|error| segment.unputtable(error, value, size))
    }

    /// The exception of a segment that cannot be built. What was wrong is in the first entry of its
    /// trace, for `erl_erts_errors:format_bs_fail` to explain.
    fn construction_failed(&mut self, wrong: &Wrong) -> Result<Fail, Fail> {
        let cause = [Term::size(wrong.segment), Term::atom(wrong.kind), Term::atom(wrong.what), wrong.value];
        let cause = self.p.block.tuple(&cause)?;
        let keys = [am::CAUSE, am::FUNCTION, am::MODULE].map(Term::atom);
        let values = [cause, Term::atom(am::FORMAT_BS_FAIL), Term::atom(am::ERL_ERTS_ERRORS)];
        let info = self.maps().from_entries(keys.into_iter().zip(values).collect())?;
        let (class, reason) = (am::ERROR, Term::atom(wrong.reason));
        let trace = self.explained_trace(None, info)?;
        Ok(Fail::Reraise(Raised { class, reason, trace }))
    }
}

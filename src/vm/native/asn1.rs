//! The natives of OTP's module `asn1rt_nif` (`asn1_erl_nif.c`): tags, lengths and values of BER (X.690), and the last
//! step of encoding PER (X.691), which is in `asn1/per.rs`.
//!
//! - `{Tag, Value}` stands for a piece of BER: `Tag` is the class, times 65,536, and the number; `Value` is a binary,
//!   or a list of such pieces.
//! - Nothing recurses: pieces that are open lie on a stack, when they are read on one of limited depth.

mod per;

use crate::bits::MAX_BINARY_BITS;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::iodata;
use crate::native::{Native, NativeFn, NativeResult};
use crate::number;
use crate::term::Term;
use per::PerError;

const fn pure(name: &'static str, arity: u32, run: NativeFn) -> Native {
    Native::new("asn1rt_nif", name, arity, run, true)
}

pub(super) const TABLE: &[Native] = &[
    pure("decode_ber_tlv_raw", 1, decode_ber_tlv_raw),
    pure("encode_ber_tlv", 1, encode_ber_tlv),
    pure("encode_per_complete", 1, encode_per_complete),
];

/// The bit of the first byte of a piece that has pieces inside.
const CONSTRUCTED: u8 = 0x20;
/// The bits of that byte that are the tag's number, all set where it follows.
const SHORT_TAG: u8 = 0x1f;
/// The byte that says that the length is told by an end.
const INDEFINITE: u8 = 0x80;

/// How deep pieces may lie in each other: as deep as OTP 29 has stack for. OTP 25 and 27 have it for 585.
const MOST_NESTED: usize = 512;

/// What is wrong with a piece of BER.
#[derive(Clone, Copy)]
enum BerError {
    Tag,
    Length,
    Value,
    Depth,
    Heap(Fail),
}

impl<E: Into<Fail>> From<E> for BerError {
    fn from(error: E) -> BerError {
        BerError::Heap(error.into())
    }
}

/// Where the pieces inside another one end.
enum End {
    /// There.
    At(usize),
    /// At two bytes that are 0.
    Marked,
}

/// A piece of which not all is read.
struct Open {
    tag: Term,
    inside: Vec<Term>,
    end: End,
    /// Where the piece that it is part of ends.
    limit: usize,
}

/// How the value of a piece is given.
enum Value {
    Bytes(usize),
    Inside(End),
}

struct Decoder<'a> {
    /// All up to the end of the piece of known length that is read.
    bytes: &'a [u8],
    all: &'a [u8],
    at: usize,
    open: Vec<Open>,
}

impl<'a> Decoder<'a> {
    fn byte(&self, at: usize, otherwise: BerError) -> Result<u8, BerError> {
        self.bytes.get(at).copied().ok_or(otherwise)
    }

    /// How many bytes there are from a place on.
    fn left(&self, at: usize) -> usize {
        self.bytes.len().saturating_sub(at)
    }

    /// The tag of a piece, and whether it has pieces inside.
    fn tag(&mut self) -> Result<(usize, bool), BerError> {
        if self.left(self.at) < 2 {
            return Err(BerError::Value);
        }
        let first = self.byte(self.at, BerError::Value)?;
        let (class, is_constructed) = (usize::from(first >> 6) << 16, first & CONSTRUCTED != 0);
        let mut number = usize::from(first & SHORT_TAG);
        if first & SHORT_TAG == SHORT_TAG {
            if self.left(self.at) < 3 {
                return Err(BerError::Value);
            }
            self.at += 1;
            let high = self.byte(self.at, BerError::Value)?;
            number = 0;
            if high >= 128 {
                number = usize::from(high & 127) << 7;
                self.at += 1;
            }
            // Numbers of more than two bytes are refused.
            let low = self.byte(self.at, BerError::Value)?;
            if low >= 128 {
                return Err(BerError::Tag);
            }
            number |= usize::from(low);
        }
        self.at += 1;
        if self.left(self.at) == 0 { Err(BerError::Tag) } else { Ok((class | number, is_constructed)) }
    }

    /// The length of a piece: what follows is its value.
    fn value(&mut self, is_constructed: bool) -> Result<Value, BerError> {
        if self.open.len() >= MOST_NESTED {
            return Err(BerError::Depth);
        }
        let first = self.byte(self.at, BerError::Tag)?;
        if first == INDEFINITE {
            self.at += 1;
            let fits = self.left(self.at) >= 2 && is_constructed;
            return if fits { Ok(Value::Inside(End::Marked)) } else { Err(BerError::Length) };
        }
        let mut length = usize::from(first);
        if first > INDEFINITE {
            let bytes = usize::from(first & 127);
            if bytes > self.left(self.at + 1) {
                return Err(BerError::Length);
            }
            length = 0;
            for _ in 0..bytes {
                self.at += 1;
                if length >= 1 << 24 {
                    return Err(BerError::Length);
                }
                length = length << 8 | usize::from(self.byte(self.at, BerError::Length)?);
            }
        }
        if length > self.left(self.at + 1) {
            return Err(BerError::Value);
        }
        self.at += 1;
        Ok(if is_constructed { Value::Inside(End::At(self.at + length)) } else { Value::Bytes(length) })
    }

    /// Whether all is read that is inside the piece opened last.
    fn is_full(&mut self) -> Result<bool, BerError> {
        match self.open.last() {
            Some(Open { end: End::At(end), .. }) => Ok(self.at >= *end),
            Some(Open { end: End::Marked, .. }) => match self.bytes.get(self.at..self.at.saturating_add(2)) {
                Some([0, 0]) => {
                    self.at += 2;
                    Ok(true)
                }
                Some(_) => Ok(false),
                None => Err(BerError::Length),
            },
            None => Ok(false),
        }
    }

    /// Opens a piece. What is inside ends before it does.
    fn enter(&mut self, tag: Term, end: End) {
        let limit = self.bytes.len();
        if let End::At(end) = end {
            self.bytes = self.bytes.get(..end).unwrap_or(self.bytes);
        }
        self.open.push(Open { tag, inside: Vec::new(), end, limit });
    }

    /// A piece with all that is inside.
    fn piece(&mut self, c: &mut Ctx<'_>) -> Result<Term, BerError> {
        loop {
            let (tag, is_constructed) = self.tag()?;
            let tag = Term::size(tag);
            let mut done = None;
            match self.value(is_constructed)? {
                Value::Inside(end) => self.enter(tag, end),
                Value::Bytes(length) => {
                    let bytes = self.bytes.get(self.at..self.at + length).unwrap_or_default();
                    let value = c.p.block.binary(bytes)?;
                    self.at += length;
                    done = Some(c.p.block.tuple(&[tag, value])?);
                }
            }
            loop {
                match (done, self.open.last_mut()) {
                    (Some(piece), None) => return Ok(piece),
                    (Some(piece), Some(open)) => open.inside.push(piece),
                    (None, _) => {}
                }
                if !self.is_full()? {
                    break;
                }
                let Some(open) = self.open.pop() else { break };
                self.bytes = self.all.get(..open.limit).unwrap_or(self.all);
                let inside = c.p.block.list(&open.inside)?;
                done = Some(c.p.block.tuple(&[open.tag, inside])?);
            }
        }
    }
}

/// `{Piece, Rest}`, or `{error, {Reason, Position}}`.
fn decode_ber_tlv_raw(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let bytes = iodata::bytes(c.view(), a[0])?;
    let mut decoder = Decoder { bytes: &bytes, all: &bytes, at: 0, open: Vec::new() };
    let reason = match decoder.piece(c) {
        Ok(piece) => {
            let rest = c.p.block.binary(bytes.get(decoder.at..).unwrap_or_default())?;
            return Ok(c.p.block.tuple(&[piece, rest])?);
        }
        Err(BerError::Heap(fail)) => return Err(fail),
        Err(BerError::Tag) => "invalid_tag",
        Err(BerError::Length) => "invalid_length",
        Err(BerError::Value) => "invalid_value",
        Err(BerError::Depth) => "unknown",
    };
    let reason = c.atom(reason)?;
    let reason = c.p.block.tuple(&[reason, Term::size(decoder.at)])?;
    error(c, reason)
}

fn error(c: &mut Ctx<'_>, reason: Term) -> NativeResult {
    Ok(c.p.block.tuple(&[Term::atom(crate::atom::am::ERROR), reason])?)
}

/// What is still to be encoded, last things first.
enum Step {
    Piece(Term),
    /// The length and the tag of a piece, whose value begins at that length of what is written.
    Head {
        tag: u32,
        constructed: u8,
        from: usize,
    },
}

/// BER from its end on, since lengths come before values.
fn encode(c: &Ctx<'_>, piece: Term) -> Result<Option<Vec<u8>>, Fail> {
    let (mut backwards, mut steps) = (Vec::new(), vec![Step::Piece(piece)]);
    while let Some(step) = steps.pop() {
        match step {
            Step::Piece(piece) => {
                let Some((tag, value)) = parts(c, piece) else { return Ok(None) };
                let from = backwards.len();
                if let Some(bits) = c.view().bits(value).filter(|bits| bits.size.is_multiple_of(8)) {
                    make_room(c, backwards.len().saturating_add(bits.size / 8))?;
                    steps.push(Step::Head { tag, constructed: 0, from });
                    backwards.extend(bits.to_bytes().iter().rev());
                } else {
                    let Some(inside) = c.view().proper_list(value) else { return Ok(None) };
                    steps.push(Step::Head { tag, constructed: CONSTRUCTED, from });
                    steps.extend(inside.into_iter().map(Step::Piece));
                }
            }
            Step::Head { tag, constructed, from } => {
                put_length(&mut backwards, from);
                put_tag(&mut backwards, tag, constructed);
                make_room(c, backwards.len())?;
            }
        }
    }
    backwards.reverse();
    Ok(Some(backwards))
}

fn make_room(c: &Ctx<'_>, bytes: usize) -> Result<(), Fail> {
    if bytes > MAX_BINARY_BITS / 8 {
        return Err(Fail::system_limit());
    }
    Ok(c.p.block.could_hold(bytes)?)
}

/// The tag and the value of a piece; what else it has does not matter.
fn parts(c: &Ctx<'_>, piece: Term) -> Option<(u32, Term)> {
    let elements = c.view().tuple(piece)?;
    let tag = number::as_u64(c.view(), elements.get(0)?)?;
    Some((u32::try_from(tag).ok()?, elements.get(1)?))
}

fn put_length(backwards: &mut Vec<u8>, from: usize) {
    let mut length = backwards.len() - from;
    if let Ok(short @ 0..128) = u8::try_from(length) {
        backwards.push(short);
        return;
    }
    let before = backwards.len();
    while length > 0 {
        backwards.push((length & 0xff) as u8);
        length >>= 8;
    }
    backwards.push(INDEFINITE | (backwards.len() - before) as u8);
}

fn put_tag(backwards: &mut Vec<u8>, tag: u32, constructed: u8) {
    let class = constructed | ((tag >> 16 & 3) << 6) as u8;
    let mut number = tag & 0xffff;
    if number <= 30 {
        backwards.push(class | number as u8);
        return;
    }
    let mut more = 0;
    while number > 0 {
        backwards.push(more | (number & 127) as u8);
        number >>= 7;
        more = 128;
    }
    backwards.push(class | SHORT_TAG);
}

/// The bytes, or `{error, -1}`.
fn encode_ber_tlv(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match encode(c, a[0])? {
        Some(bytes) => Ok(c.p.block.binary(&bytes)?),
        None => error(c, Term::small_wrapping(-1)),
    }
}

/// The bytes, or `{error, $1}`.
fn encode_per_complete(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let instructions = iodata::bytes(c.view(), a[0])?;
    match per::complete(&instructions, |bytes| make_room(c, bytes)) {
        Ok(bytes) => Ok(c.p.block.binary(&bytes)?),
        Err(PerError::Room(fail)) => Err(fail),
        Err(PerError::Instruction) => error(c, Term::size(usize::from(b'1'))),
    }
}

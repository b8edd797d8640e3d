//! Reading inside one chunk with the place always at hand for the error.
//!
//! Fixed-size fields go through nom; the compact numbers of the code, atom and
//! line chunks (`beam_asm:encode/2` in OTP) are read here by hand.
//!
//! Invariant: `rest` is a suffix of `bytes`, and `base` is where `bytes` starts
//! in the file, so `offset` is exact.

use nom::Parser;
use nom::bytes::complete::take;
use nom::number::complete::{be_u8, be_u16, be_u32, be_u64};
use num_bigint::{BigInt, BigUint, Sign};

use crate::error::{ChunkTag, LoadError};

/// The low three bits of a compact number's first byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum CompactTag {
    U,
    I,
    A,
    X,
    Y,
    F,
    H,
    Z,
}

impl CompactTag {
    fn of(byte: u8) -> CompactTag {
        match byte & 7 {
            0 => CompactTag::U,
            1 => CompactTag::I,
            2 => CompactTag::A,
            3 => CompactTag::X,
            4 => CompactTag::Y,
            5 => CompactTag::F,
            6 => CompactTag::H,
            _ => CompactTag::Z,
        }
    }
}

/// The value of a compact number: small, or big-endian bytes whose sign counts
/// only under the tag `i`.
#[derive(Debug, Clone, Copy)]
pub(crate) enum CompactValue<'a> {
    Small(u16),
    Bytes(&'a [u8]),
}

impl CompactValue<'_> {
    /// The unsigned value, if it fits.
    pub fn unsigned(self) -> Option<u64> {
        match self {
            CompactValue::Small(value) => Some(u64::from(value)),
            CompactValue::Bytes(bytes) => {
                let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
                let digits = bytes.get(zeros..)?;
                (digits.len() <= 8).then(|| digits.iter().fold(0, |acc, byte| acc << 8 | u64::from(*byte)))
            }
        }
    }

    /// The signed value, if it fits.
    pub fn signed(self) -> Option<i64> {
        match self {
            CompactValue::Small(value) => Some(i64::from(value)),
            CompactValue::Bytes(bytes) if bytes.len() <= 8 => {
                let negative = bytes.first().is_some_and(|byte| byte & 0x80 != 0);
                let start = if negative { -1 } else { 0 };
                Some(bytes.iter().fold(start, |acc: i64, byte| acc << 8 | i64::from(*byte)))
            }
            CompactValue::Bytes(bytes) => i64::try_from(BigInt::from_signed_bytes_be(bytes)).ok(),
        }
    }

    /// The value at any size, signed or not.
    pub fn big(self, signed: bool) -> BigInt {
        match self {
            CompactValue::Small(value) => BigInt::from(value),
            CompactValue::Bytes(bytes) if signed => BigInt::from_signed_bytes_be(bytes),
            CompactValue::Bytes(bytes) => BigInt::from_biguint(Sign::Plus, BigUint::from_bytes_be(bytes)),
        }
    }
}

/// A place in a chunk.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'a> {
    chunk: ChunkTag,
    base: usize,
    bytes: &'a [u8],
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    /// Starts at the first of `bytes`, which stand at `base` in the file.
    pub fn new(chunk: ChunkTag, base: usize, bytes: &'a [u8]) -> Cursor<'a> {
        Cursor { chunk, base, bytes, rest: bytes }
    }

    /// Where the next byte stands in the file.
    pub fn offset(&self) -> usize {
        self.base + (self.bytes.len() - self.rest.len())
    }

    /// The bytes not read yet.
    pub fn rest(&self) -> &'a [u8] {
        self.rest
    }

    /// An error at the next byte.
    pub fn error(&self, what: impl Into<String>) -> LoadError {
        self.error_at(self.offset(), what)
    }

    /// An error at a byte of the file.
    pub fn error_at(&self, offset: usize, what: impl Into<String>) -> LoadError {
        LoadError { chunk: self.chunk, offset, what: what.into() }
    }

    /// Runs a nom parser; what it was to read is named in the error.
    pub fn parse<O>(
        &mut self,
        what: &str,
        mut parser: impl Parser<&'a [u8], Output = O, Error = nom::error::Error<&'a [u8]>>,
    ) -> Result<O, LoadError> {
        match parser.parse(self.rest) {
            Ok((rest, output)) => {
                self.rest = rest;
                Ok(output)
            }
            Err(nom::Err::Error(error) | nom::Err::Failure(error)) => {
                let at = self.base + (self.bytes.len() - error.input.len());
                Err(self.error_at(at, format!("expected {what}, but the chunk ends too early")))
            }
            Err(nom::Err::Incomplete(_)) => Err(self.error(format!("expected {what}, but the chunk ends"))),
        }
    }

    pub fn u8(&mut self, what: &str) -> Result<u8, LoadError> {
        self.parse(what, be_u8)
    }

    pub fn u16(&mut self, what: &str) -> Result<u16, LoadError> {
        self.parse(what, be_u16)
    }

    pub fn u32(&mut self, what: &str) -> Result<u32, LoadError> {
        self.parse(what, be_u32)
    }

    pub fn u64(&mut self, what: &str) -> Result<u64, LoadError> {
        self.parse(what, be_u64)
    }

    pub fn take(&mut self, count: usize, what: &str) -> Result<&'a [u8], LoadError> {
        self.parse(what, take(count))
    }

    /// Fails unless everything has been read.
    pub fn finish(&self) -> Result<(), LoadError> {
        match self.rest.len() {
            0 => Ok(()),
            left => Err(self.error(format!("{left} bytes too many at the end of the chunk"))),
        }
    }

    /// Reads a number of entries, each of which takes at least `least` bytes of
    /// what is left.
    pub fn count(&mut self, least: usize, what: &str) -> Result<usize, LoadError> {
        let at = self.offset();
        let count = self.u32(what)? as usize;
        if count > self.rest.len() / least {
            let left = self.rest.len();
            return Err(self.error_at(at, format!("{what} is {count}, but only {left} bytes follow")));
        }
        Ok(count)
    }

    /// Reads a compact number.
    pub fn compact(&mut self, what: &str) -> Result<(CompactTag, CompactValue<'a>), LoadError> {
        let byte = self.u8(what)?;
        let tag = CompactTag::of(byte);
        if byte & 0x08 == 0 {
            return Ok((tag, CompactValue::Small(u16::from(byte >> 4))));
        }
        if byte & 0x10 == 0 {
            let low = self.u8(what)?;
            return Ok((tag, CompactValue::Small(u16::from(byte >> 5) << 8 | u16::from(low))));
        }
        let length = match byte >> 5 {
            7 => self.compact_length(what)?,
            short => usize::from(short) + 2,
        };
        Ok((tag, CompactValue::Bytes(self.take(length, what)?)))
    }

    /// The length of a number of nine bytes or more: a compact number itself,
    /// which may not be of that kind again.
    fn compact_length(&mut self, what: &str) -> Result<usize, LoadError> {
        let at = self.offset();
        let nested = self.rest.first().is_some_and(|byte| byte & 0xf8 == 0xf8);
        if nested {
            return Err(self.error_at(at, format!("the length of {what} is itself a long number")));
        }
        let (tag, value) = self.compact(what)?;
        let length = value.unsigned().filter(|_| tag == CompactTag::U).and_then(|n| usize::try_from(n).ok());
        length
            .and_then(|n| n.checked_add(9))
            .filter(|n| *n <= self.rest.len())
            .ok_or_else(|| self.error_at(at, format!("the length of {what} goes beyond the chunk")))
    }

    /// Reads a compact number under the tag `u` that fits 32 bits.
    pub fn compact_u32(&mut self, what: &str) -> Result<u32, LoadError> {
        let at = self.offset();
        match self.compact(what)? {
            (CompactTag::U, value) => self.narrow(at, value, what),
            (tag, _) => Err(self.error_at(at, format!("{what} has the tag {tag:?}, not U"))),
        }
    }

    /// The 32-bit value of a compact number that stood at `at`.
    pub fn narrow(&self, at: usize, value: CompactValue<'_>, what: &str) -> Result<u32, LoadError> {
        value
            .unsigned()
            .and_then(|wide| u32::try_from(wide).ok())
            .ok_or_else(|| self.error_at(at, format!("{what} does not fit 32 bits")))
    }
}

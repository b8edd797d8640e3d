//! Bits: reading the segments of a bitstring and building one segment by segment (OTP's
//! `erts/emulator/beam/erl_bits.c`). Knows bits and numbers, no terms.
//!
//! Bits are counted from the most significant bit of the first byte. A little-endian integer whose
//! size is not whole bytes has its least significant byte first, and the remaining most
//! significant bits last.
//!
//! Invariants:
//! - nothing is read beyond the run that it is read from;
//! - a [`BitWriter`] holds just the bytes that its bits take, the unused bits of the last are zero,
//!   and it never grows beyond [`MAX_BINARY_BITS`].

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};

use crate::heap::Bits;
use crate::number::{MAX_INTEGER_BITS, Number};
use crate::term::{MAX_SMALL, MIN_SMALL};

/// The most bits of a binary that can be built: 256 MiB. More is `system_limit`, as it is in OTP
/// for sizes that do not fit a word.
pub const MAX_BINARY_BITS: usize = 1 << 31;

/// The greatest Unicode code point.
const MAX_CODE_POINT: u32 = 0x10_ffff;

/// The order in which the bytes of a segment stand. `native` is little.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Endian {
    /// The most significant byte first.
    Big,
    /// The least significant byte first.
    Little,
}

/// How a segment is read or written: what the operand `Flags` of the binary instructions says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Flags {
    /// Whether an integer has a sign (matters to reading alone).
    pub signed: bool,
    /// The order of the bytes.
    pub endian: Endian,
}

impl Flags {
    /// Unsigned and big: what a segment is when it says nothing.
    pub const PLAIN: Flags = Flags { signed: false, endian: Endian::Big };

    /// The flags as bits of a number (`BSF_LITTLE` 2, `BSF_SIGNED` 4, `BSF_NATIVE` 16).
    pub const fn from_word(word: u64) -> Flags {
        let endian = if word & (2 | 16) != 0 { Endian::Little } else { Endian::Big };
        Flags { signed: word & 4 != 0, endian }
    }
}

/// Why a segment cannot be built.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PutError {
    /// The value is of the wrong type, or no code point.
    Type,
    /// An integer that is too great for a float.
    NoFloat,
    /// A float of a size that no float has.
    Invalid,
    /// More than [`MAX_BINARY_BITS`] bits.
    SystemLimit,
}

/// The lowest `count` bits set, `count` being 64 at most.
const fn mask(count: usize) -> u64 {
    if count >= 64 { u64::MAX } else { (1 << count) - 1 }
}

/// Between an integer of `size` bits (1 to 64) and the same bits in the order of the bitstring, for
/// little-endian segments.
fn little_to_raw(value: u64, size: usize) -> u64 {
    let (whole, rest) = (size / 8 * 8, size % 8);
    let low = if whole == 0 { 0 } else { value.swap_bytes() >> (64 - whole) };
    if rest == 0 { low } else { low << rest | (value >> whole & mask(rest)) }
}

fn raw_to_little(raw: u64, size: usize) -> u64 {
    let (whole, rest) = (size / 8 * 8, size % 8);
    let first = if rest == 0 { raw } else { raw >> rest };
    let low = if whole == 0 { 0 } else { (first << (64 - whole)).swap_bytes() };
    if rest == 0 { low } else { low | (raw & mask(rest)) << whole }
}

impl<'a> Bits<'a> {
    /// The `count` bits (64 at most) from bit `at` of the run on, as they stand; zeros where the
    /// binary has ended.
    #[inline]
    pub fn word(self, at: usize, count: usize) -> u64 {
        let bit = self.offset.saturating_add(at);
        let (byte, shift) = (bit / 8, bit % 8);
        if count == 0 {
            return 0;
        }
        let next = |i: usize| self.bytes.get(byte + i).copied().unwrap_or(0) as u64;
        let first = match self.bytes.get(byte..).and_then(|b| b.first_chunk::<8>()) {
            Some(chunk) => u64::from_be_bytes(*chunk),
            None => (0..8).fold(0, |word, i| word << 8 | next(i)),
        };
        let aligned = if shift == 0 { first } else { first << shift | next(8) >> (8 - shift) };
        aligned >> (64 - count.min(64))
    }

    /// Whether `count` more bits follow bit `at`.
    #[inline]
    fn has(self, at: usize, count: usize) -> bool {
        at.checked_add(count).is_some_and(|end| end <= self.size)
    }

    /// The integer of `size` bits at bit `at`; `None` where the run is too short, or the integer too
    /// great for the machine.
    pub fn integer(self, at: usize, size: usize, flags: Flags) -> Option<Number> {
        if size == 0 {
            return Some(Number::Small(0));
        }
        if !self.has(at, size) {
            return None;
        }
        if size > 64 {
            return self.big_integer(at, size, flags);
        }
        let raw = self.word(at, size);
        let value = match flags.endian {
            Endian::Big => raw,
            Endian::Little => raw_to_little(raw, size),
        };
        if flags.signed {
            let unused = 64 - size;
            return Some(Number::Small((value << unused) as i64 >> unused));
        }
        Some(i64::try_from(value).map_or_else(|_| Number::Big(BigInt::from(value)), Number::Small))
    }

    fn big_integer(self, at: usize, size: usize, flags: Flags) -> Option<Number> {
        let rest = size % 8;
        let mut bytes = match flags.endian {
            Endian::Little => self.part(at, size)?.to_bytes(),
            Endian::Big => {
                let mut bytes = self.part(at + rest, size - rest)?.to_bytes();
                bytes.reverse();
                if rest != 0 {
                    bytes.push(self.word(at, rest) as u8);
                }
                bytes
            }
        };
        if let Some(last) = bytes.last_mut().filter(|_| rest != 0) {
            if flags.endian == Endian::Little {
                *last >>= 8 - rest;
            }
            if flags.signed {
                *last = ((*last << (8 - rest)) as i8 >> (8 - rest)) as u8;
            }
        }
        let value = match flags.signed {
            true => BigInt::from_signed_bytes_le(&bytes),
            false => BigInt::from_bytes_le(Sign::Plus, &bytes),
        };
        (value.bits() <= MAX_INTEGER_BITS).then(|| Number::from(value))
    }

    /// The float of `size` bits at bit `at`; `None` where the run is too short, no float has that
    /// size, or the bits say infinity or no number. A float of no bits is 0.0.
    pub fn float(self, at: usize, size: usize, endian: Endian) -> Option<f64> {
        if size == 0 {
            return Some(0.0);
        }
        if !matches!(size, 16 | 32 | 64) || !self.has(at, size) {
            return None;
        }
        let raw = self.word(at, size);
        let bits = match endian {
            Endian::Big => raw,
            Endian::Little => raw_to_little(raw, size),
        };
        let value = match size {
            16 => half_to_double(bits as u16),
            32 => f32::from_bits(bits as u32) as f64,
            _ => f64::from_bits(bits),
        };
        value.is_finite().then_some(value)
    }

    /// The code point in UTF-8 at bit `at`, and how many bits it takes.
    pub fn utf8(self, at: usize) -> Option<(u32, usize)> {
        let byte = |i: usize| self.has(at, 8 * i + 8).then(|| self.word(at + 8 * i, 8) as u32);
        let lead = byte(0)?;
        let (bytes, least) = match lead {
            0..=0x7f => return Some((lead, 8)),
            0xc2..=0xdf => (2, 0x80),
            0xe0..=0xef => (3, 0x800),
            0xf0..=0xf4 => (4, 0x1_0000),
            _ => return None,
        };
        let mut code = lead & (0x7f >> bytes);
        for i in 1..bytes {
            let next = byte(i)?;
            if next & 0xc0 != 0x80 {
                return None;
            }
            code = code << 6 | next & 0x3f;
        }
        (code >= least && is_code_point(code)).then_some((code, 8 * bytes))
    }

    /// The code point in UTF-16 at bit `at`, and how many bits it takes.
    pub fn utf16(self, at: usize, endian: Endian) -> Option<(u32, usize)> {
        let unit = |at: usize| {
            let raw = self.has(at, 16).then(|| self.word(at, 16) as u16)?;
            Some(if endian == Endian::Little { raw.swap_bytes() } else { raw } as u32)
        };
        let first = unit(at)?;
        match first {
            0xd800..=0xdbff => {
                let second = unit(at + 16)?;
                let pair = 0x1_0000 + ((first & 0x3ff) << 10 | second & 0x3ff);
                (second & 0xfc00 == 0xdc00).then_some((pair, 32))
            }
            0xdc00..=0xdfff => None,
            code => Some((code, 16)),
        }
    }

    /// The code point in UTF-32 at bit `at`; it takes 32 bits.
    pub fn utf32(self, at: usize, endian: Endian) -> Option<(u32, usize)> {
        let raw = self.has(at, 32).then(|| self.word(at, 32) as u32)?;
        let code = if endian == Endian::Little { raw.swap_bytes() } else { raw };
        is_code_point(code).then_some((code, 32))
    }

    /// Whether both runs have the same bits.
    pub fn same(self, other: Bits<'_>) -> bool {
        self.size == other.size && self.compare(other).is_eq()
    }

    /// The order of bitstrings: by the first bit that differs, else the shorter first.
    pub fn compare(self, other: Bits<'_>) -> Ordering {
        if let (Some(a), Some(b)) = (self.aligned(), other.aligned()) {
            return a.cmp(b);
        }
        let common = self.size.min(other.size);
        for at in (0..common).step_by(64) {
            let count = (common - at).min(64);
            match self.word(at, count).cmp(&other.word(at, count)) {
                Ordering::Equal => {}
                unequal => return unequal,
            }
        }
        self.size.cmp(&other.size)
    }

    /// Whether the bits from bit `at` on are those of `other`.
    pub fn has_at(self, at: usize, other: Bits<'_>) -> bool {
        self.part(at, other.size).is_some_and(|part| part.same(other))
    }
}

/// Whether a number is a Unicode code point that UTF may encode.
pub fn is_code_point(code: u32) -> bool {
    code <= MAX_CODE_POINT && !(0xd800..=0xdfff).contains(&code)
}

/// How many bits a code point takes in UTF-8.
pub fn utf8_bits(code: u32) -> usize {
    match code {
        0..=0x7f => 8,
        0x80..=0x7ff => 16,
        0x800..=0xffff => 24,
        _ => 32,
    }
}

/// How many bits a code point takes in UTF-16.
pub fn utf16_bits(code: u32) -> usize {
    if code <= 0xffff { 16 } else { 32 }
}

fn half_to_double(half: u16) -> f64 {
    let sign = if half & 0x8000 == 0 { 1.0 } else { -1.0 };
    let fraction = (half & 0x3ff) as f64;
    sign * match half >> 10 & 0x1f {
        0 => fraction * 2f64.powi(-24),
        0x1f => f64::INFINITY,
        exponent => (1024.0 + fraction) * 2f64.powi(exponent as i32 - 25),
    }
}

/// Rounds to nearest, ties to even; infinity where the number is too great.
fn double_to_half(value: f64) -> u16 {
    let sign = if value.is_sign_negative() { 0x8000 } else { 0 };
    let magnitude = value.abs();
    if magnitude >= 65520.0 {
        return sign | 0x7c00;
    }
    // Below 2^-14 halves are as far apart as there: 2^-24. Multiplying by a power of two is exact.
    let exponent = ((magnitude.to_bits() >> 52) as i32 - 1023).max(-14);
    let steps = (magnitude * 2f64.powi(10 - exponent)).round_ties_even() as u16;
    // A fraction that rounds up to the next power of two carries into the exponent.
    sign | ((((exponent + 14) as u16) << 10) + steps)
}

/// Puts bits into the place of others, from bit `at` of the bytes on; what lies beyond them is lost.
pub fn overwrite(bytes: &mut [u8], at: usize, bits: Bits<'_>) {
    let mut done = 0;
    while done < bits.size {
        let to = at.saturating_add(done);
        let count = (8 - to % 8).min(bits.size - done);
        let Some(byte) = bytes.get_mut(to / 8) else { return };
        let unused = 8 - to % 8 - count;
        let changed = (mask(count) as u8) << unused;
        *byte = *byte & !changed | (bits.word(done, count) as u8) << unused;
        done += count;
    }
}

/// A bitstring in the making.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BitWriter {
    bytes: Vec<u8>,
    size: usize,
}

impl BitWriter {
    /// Nothing yet.
    pub fn new() -> BitWriter {
        BitWriter::default()
    }

    /// Goes on behind the first `size` bits of `bytes`, in the same memory.
    pub fn resume(mut bytes: Vec<u8>, size: usize) -> BitWriter {
        let size = size.min(bytes.len().saturating_mul(8));
        bytes.truncate(size.div_ceil(8));
        if let Some(last) = bytes.last_mut().filter(|_| !size.is_multiple_of(8)) {
            *last &= !(0xff >> (size % 8));
        }
        BitWriter { bytes, size }
    }

    /// How many bits there are.
    pub fn size(&self) -> usize {
        self.size
    }

    /// The bytes, the last filled up with zeros, and the number of bits.
    pub fn finish(self) -> (Vec<u8>, usize) {
        (self.bytes, self.size)
    }

    /// What there is so far.
    pub fn bits(&self) -> Bits<'_> {
        Bits { bytes: &self.bytes, offset: 0, size: self.size }
    }

    /// Takes memory for `count` more bits.
    pub fn reserve(&mut self, count: usize) -> Result<(), PutError> {
        let size = self.fits(count)?;
        self.bytes.reserve(size.div_ceil(8) - self.bytes.len());
        Ok(())
    }

    /// The size with `count` more bits.
    fn fits(&self, count: usize) -> Result<usize, PutError> {
        self.size.checked_add(count).filter(|size| *size <= MAX_BINARY_BITS).ok_or(PutError::SystemLimit)
    }

    /// Puts the lowest `count` bits (64 at most) of a word.
    pub fn put_word(&mut self, word: u64, count: usize) -> Result<(), PutError> {
        let count = count.min(64);
        let size = self.fits(count)?;
        if count == 0 {
            return Ok(());
        }
        let left = word << (64 - count);
        let used = self.size % 8;
        let rest = match self.bytes.last_mut().filter(|_| used != 0) {
            Some(last) => {
                *last |= (left >> (56 + used)) as u8;
                left << (8 - used)
            }
            None => left,
        };
        let new_bytes = size.div_ceil(8) - self.bytes.len();
        self.bytes.extend(rest.to_be_bytes().iter().take(new_bytes));
        self.size = size;
        Ok(())
    }

    /// Puts a bitstring. The first units of one are its [`Bits::part`].
    pub fn put_bits(&mut self, bits: Bits<'_>) -> Result<(), PutError> {
        self.reserve(bits.size)?;
        let mut at = 0;
        if self.size.is_multiple_of(8)
            && let Some(bytes) = bits.part(0, bits.size / 8 * 8).and_then(Bits::aligned)
        {
            self.bytes.extend_from_slice(bytes);
            at = bytes.len() * 8;
            self.size += at;
        }
        while at < bits.size {
            let count = (bits.size - at).min(64);
            self.put_word(bits.word(at, count), count)?;
            at += count;
        }
        Ok(())
    }

    /// Puts bytes.
    pub fn put_bytes(&mut self, bytes: &[u8]) -> Result<(), PutError> {
        self.put_bits(Bits { bytes, offset: 0, size: bytes.len() * 8 })
    }

    /// Puts the lowest `size` bits of an integer, which has as many sign bits as that takes.
    pub fn put_integer(&mut self, value: &Number, size: usize, endian: Endian) -> Result<(), PutError> {
        match value {
            Number::Small(value) => self.put_small(*value, size, endian),
            Number::Big(value) if size <= 64 => self.put_small(low_word(value), size, endian),
            Number::Big(value) => {
                let fill = if value.sign() == Sign::Minus { 0xff } else { 0 };
                self.put_digits(&value.to_signed_bytes_le(), fill, size, endian)
            }
            Number::Float(_) => Err(PutError::Type),
        }
    }

    /// Puts the lowest `size` bits of an integer of 64 bits.
    pub fn put_small(&mut self, value: i64, size: usize, endian: Endian) -> Result<(), PutError> {
        if size > 64 {
            let fill = if value < 0 { 0xff } else { 0 };
            return self.put_digits(&value.to_le_bytes(), fill, size, endian);
        }
        match endian {
            Endian::Little if size != 0 => self.put_word(little_to_raw(value as u64, size), size),
            _ => self.put_word(value as u64, size),
        }
    }

    /// Puts an integer given by its bytes, the least significant first, and what follows them.
    fn put_digits(&mut self, digits: &[u8], fill: u8, size: usize, endian: Endian) -> Result<(), PutError> {
        self.fits(size)?;
        let unused = (8 - size % 8) % 8;
        let mut bytes = digits.to_vec();
        bytes.resize(size.div_ceil(8), fill);
        let offset = match endian {
            Endian::Big => {
                bytes.reverse();
                unused
            }
            Endian::Little => {
                if let Some(last) = bytes.last_mut() {
                    *last <<= unused;
                }
                0
            }
        };
        self.put_bits(Bits { bytes: &bytes, offset, size })
    }

    /// Puts a number as a float of 16, 32 or 64 bits. What is too great for the size becomes
    /// infinity, as in OTP.
    pub fn put_float(&mut self, value: &Number, size: usize, endian: Endian) -> Result<(), PutError> {
        let double = || value.to_float().map_err(|_| PutError::NoFloat);
        let bits = match (size, value) {
            (16, _) => double_to_half(double()?) as u64,
            // Rounded once; a bignum and a float come by way of a double.
            (32, Number::Small(n @ MIN_SMALL..=MAX_SMALL)) => (*n as f32).to_bits() as u64,
            (32, _) => (double()? as f32).to_bits() as u64,
            (64, _) => double()?.to_bits(),
            _ => return Err(PutError::Invalid),
        };
        let raw = if endian == Endian::Little { little_to_raw(bits, size) } else { bits };
        self.put_word(raw, size)
    }

    /// Puts a code point in UTF-8.
    pub fn put_utf8(&mut self, code: u32) -> Result<(), PutError> {
        let code = char::from_u32(code).ok_or(PutError::Type)?;
        self.put_bytes(code.encode_utf8(&mut [0; 4]).as_bytes())
    }

    /// Puts a code point in UTF-16.
    pub fn put_utf16(&mut self, code: u32, endian: Endian) -> Result<(), PutError> {
        let code = char::from_u32(code).ok_or(PutError::Type)?;
        for unit in code.encode_utf16(&mut [0; 2]) {
            self.put_small(i64::from(*unit), 16, endian)?;
        }
        Ok(())
    }

    /// Puts a code point in UTF-32.
    pub fn put_utf32(&mut self, code: u32, endian: Endian) -> Result<(), PutError> {
        let code = char::from_u32(code).ok_or(PutError::Type)?;
        self.put_small(i64::from(u32::from(code)), 32, endian)
    }
}

/// The lowest 64 bits of an integer in two's complement.
fn low_word(value: &BigInt) -> i64 {
    let low = value.iter_u64_digits().next().unwrap_or(0) as i64;
    if value.sign() == Sign::Minus { low.wrapping_neg() } else { low }
}

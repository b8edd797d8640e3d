//! Checksums of bytes and hashes of terms (OTP's `erl_bif_chksum.c`; zlib's CRC-32 and Adler-32).
//!
//! The context of an MD5 sum under way is a binary laid out as that of OTP 27: the four words of the state,
//! the number of bits in two, the bytes not yet summed up in 64, and their number; all little-endian. OTP 25
//! has no number at the end, OTP 29 wider ones.

use crate::exec::{Ctx, Fail};
use crate::heap::{Allocate, Bits};
use crate::iodata;
use crate::native::{Native, NativeResult, charge_pieces};
use crate::number;
use crate::old_hash;
use crate::portable_hash;
use crate::term::Term;

const fn pure(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, true)
}

pub(super) const TABLE: &[Native] = &[
    pure("adler32", 1, |c, a| adler32(c, 1, a[0])),
    pure("adler32", 2, |c, a| adler32(c, word(c, a[0])?, a[1])),
    pure("adler32_combine", 3, |c, a| Ok(sum(adler32_combine(word(c, a[0])?, word(c, a[1])?, word(c, a[2])?)))),
    pure("crc32", 1, |c, a| crc32(c, 0, a[0])),
    pure("crc32", 2, |c, a| crc32(c, word(c, a[0])?, a[1])),
    pure("crc32_combine", 3, |c, a| Ok(sum(crc32_combine(word(c, a[0])?, word(c, a[1])?, word(c, a[2])?)))),
    pure("md5", 1, md5),
    pure("md5_final", 1, md5_final),
    pure("md5_init", 0, |c, _| Ok(c.p.block.binary(&Md5::new().to_bytes())?)),
    pure("md5_update", 2, md5_update),
    pure("phash", 2, phash),
    pure("phash2", 1, |c, a| Ok(Term::size((hash(c, a[0]) & ((1 << 27) - 1)) as usize))),
    pure("phash2", 2, phash2),
];

/// An argument of 32 bits.
fn word(c: &Ctx<'_>, term: Term) -> Result<u32, Fail> {
    let value = number::as_u64(c.view(), term);
    value.and_then(|value| u32::try_from(value).ok()).ok_or(Fail::badarg())
}

fn sum(value: u32) -> Term {
    Term::size(value as usize)
}

/// How many bytes a reduction sums up (OTP's `BYTES_PER_REDUCTION`).
const SUMMED: usize = 10;

/// The bytes to sum up, which are charged.
fn bytes(c: &mut Ctx<'_>, data: Term) -> Result<Vec<u8>, Fail> {
    let bytes = iodata::bytes(c.view(), data)?;
    charge_pieces(c, bytes.len(), SUMMED);
    Ok(bytes)
}

fn adler32(c: &mut Ctx<'_>, initial: u32, data: Term) -> NativeResult {
    let bytes = bytes(c, data)?;
    // A sum that no bytes have is made one by an empty binary, and left as it is by a list of nothing.
    if bytes.is_empty() && c.view().bits(data).is_none() {
        return Ok(sum(initial));
    }
    let mut adler = adler2::Adler32::from_checksum(initial);
    adler.write_slice(&bytes);
    Ok(sum(adler.checksum()))
}

fn crc32(c: &mut Ctx<'_>, initial: u32, data: Term) -> NativeResult {
    let bytes = bytes(c, data)?;
    let mut crc = crc32fast::Hasher::new_with_initial(initial);
    crc.update(&bytes);
    Ok(sum(crc.finalize()))
}

/// As zlib does it, also for sums that no bytes have.
fn adler32_combine(first: u32, second: u32, length: u32) -> u32 {
    const BASE: u32 = 65521;
    if length == 0 {
        return first;
    }
    let length = length % BASE;
    let mut low = first & 0xffff;
    let mut high = length.wrapping_mul(low) % BASE;
    low += (second & 0xffff) + BASE - 1;
    high += (first >> 16) + (second >> 16) + BASE - length;
    for _ in 0..2 {
        low -= if low >= BASE { BASE } else { 0 };
    }
    high -= if high >= 2 * BASE { 2 * BASE } else { 0 };
    high -= if high >= BASE { BASE } else { 0 };
    low | high << 16
}

/// A sum of no bytes need not be 0 here: zlib adds it all the same.
fn crc32_combine(first: u32, second: u32, length: u32) -> u32 {
    if length == 0 {
        return first ^ second;
    }
    let mut crc = crc32fast::Hasher::new_with_initial(first);
    crc.combine(&crc32fast::Hasher::new_with_initial_len(second, u64::from(length)));
    crc.finalize()
}

fn hash(c: &Ctx<'_>, term: Term) -> u32 {
    portable_hash::hash(c.view(), term, &c.sys.atoms, c.code)
}

/// Of how many numbers a hash is to be one.
fn range(term: Term) -> Result<usize, Fail> {
    term.as_size().filter(|range| (1..=1 << 32).contains(range)).ok_or(Fail::badarg())
}

/// Counts from 1.
fn phash(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let range = range(a[1])?;
    let hash = old_hash::hash(c.view(), a[0], &c.sys.atoms, c.code);
    Ok(Term::size(hash as usize % range + 1))
}

fn phash2(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let range = range(a[1])?;
    Ok(Term::size(hash(c, a[0]) as usize % range))
}

/// An MD5 sum under way.
struct Md5 {
    state: [u32; 4],
    bits: u64,
    block: [u8; 64],
    /// How many bytes of the block are there.
    filled: usize,
}

const STATE: usize = 16;
const BITS: usize = 8;
const BLOCK: usize = 64;
const CONTEXT: usize = STATE + BITS + BLOCK + 4;

impl Md5 {
    fn new() -> Md5 {
        let state = [0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476];
        Md5 { state, bits: 0, block: [0; BLOCK], filled: 0 }
    }

    fn from_bytes(bytes: &[u8]) -> Option<Md5> {
        let (state, rest) = bytes.split_first_chunk::<STATE>()?;
        let (bits, rest) = rest.split_first_chunk::<BITS>()?;
        let (block, rest) = rest.split_first_chunk::<BLOCK>()?;
        let filled = u32::from_le_bytes(rest.try_into().ok()?) as usize;
        let mut md5 = Md5 { state: [0; 4], bits: u64::from_le_bytes(*bits), block: *block, filled };
        for (word, bytes) in md5.state.iter_mut().zip(state.chunks_exact(4)) {
            *word = u32::from_le_bytes(bytes.try_into().ok()?);
        }
        (filled < BLOCK).then_some(md5)
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(CONTEXT);
        bytes.extend(self.state.iter().flat_map(|word| word.to_le_bytes()));
        bytes.extend(self.bits.to_le_bytes());
        bytes.extend(self.block);
        bytes.extend((self.filled as u32).to_le_bytes());
        bytes
    }

    fn update(&mut self, bytes: &[u8]) {
        self.bits = self.bits.wrapping_add((bytes.len() as u64) << 3);
        let mut rest = bytes;
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.len().min(BLOCK - self.filled));
            self.block[self.filled..self.filled + now.len()].copy_from_slice(now);
            self.filled += now.len();
            rest = later;
            if self.filled == BLOCK {
                md5::block_api::compress(&mut self.state, &[self.block]);
                (self.block, self.filled) = ([0; BLOCK], 0);
            }
        }
    }

    fn digest(mut self) -> Vec<u8> {
        let bits = self.bits;
        let zeros = (2 * BLOCK - 1 - BITS - self.filled) % BLOCK;
        let padding = [&[0x80], &[0; BLOCK][..zeros], &bits.to_le_bytes()].concat();
        self.update(&padding);
        self.state.iter().flat_map(|word| word.to_le_bytes()).collect()
    }
}

fn md5(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let mut md5 = Md5::new();
    let bytes = bytes(c, a[0])?;
    md5.update(&bytes);
    Ok(c.p.block.binary(&md5.digest())?)
}

fn context(c: &Ctx<'_>, term: Term) -> Result<Md5, Fail> {
    let bits = c.view().bits(term).filter(|bits| bits.size == 8 * CONTEXT);
    bits.and_then(|bits| Md5::from_bytes(&Bits::to_bytes(bits))).ok_or(Fail::badarg())
}

fn md5_update(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let mut md5 = context(c, a[0])?;
    let bytes = bytes(c, a[1])?;
    md5.update(&bytes);
    Ok(c.p.block.binary(&md5.to_bytes())?)
}

fn md5_final(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let digest = context(c, a[0])?.digest();
    Ok(c.p.block.binary(&digest)?)
}

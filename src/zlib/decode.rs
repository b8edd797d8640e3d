//! Huffman codes as they are read: a table for short codes, and counts for those that are longer (RFC 1951, 3.2.2).

use serde::{Deserialize, Serialize};

use crate::tables::{DISTANCES, FIXED_DISTANCE_LENGTH, FIXED_LITERAL_LENGTHS, LITERALS_AND_LENGTHS, MAX_BITS, reverse};

/// The bits that the table of short codes is looked up with.
const SHORT_BITS: usize = 9;
/// The symbol of what is no code.
pub(crate) const INVALID: u16 = 0xfff;

/// What bits stand for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Decoded {
    /// A symbol, and how many bits its code has.
    Symbol(u16, u8),
    /// More bits are needed.
    Short,
}

/// A code.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Decoder {
    /// By the next bits, the symbol of a short code above its length in four bits; 0 where the code is longer.
    short: Vec<u16>,
    /// How many codes there are of each length.
    counts: Vec<u16>,
    /// The symbols in order of their codes.
    symbols: Vec<u16>,
}

/// Which sets of lengths are no code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Gaps {
    /// Those that leave bits without a meaning, unless there are no codes at all.
    No,
    /// Those, but for a single code of one bit.
    One,
}

impl Decoder {
    /// The code with these lengths; `None` if there is none.
    pub(crate) fn new(lengths: &[u8], gaps: Gaps) -> Option<Decoder> {
        let mut counts = vec![0u16; MAX_BITS + 1];
        for length in lengths {
            *counts.get_mut(usize::from(*length))? += 1;
        }
        counts[0] = 0;
        let longest = counts.iter().rposition(|count| *count > 0).unwrap_or(0);
        let mut left = 1i32;
        for count in &counts[1..] {
            left = 2 * left - i32::from(*count);
            if left < 0 {
                return None;
            }
        }
        if left > 0 && longest > 0 && (gaps == Gaps::No || longest > 1) {
            return None;
        }
        let mut places = [0usize; MAX_BITS + 2];
        for bits in 1..=MAX_BITS {
            places[bits + 1] = places[bits] + usize::from(counts[bits]);
        }
        let mut symbols = vec![0; places[MAX_BITS + 1]];
        for (symbol, length) in lengths.iter().enumerate().filter(|(_, length)| **length > 0) {
            let place = &mut places[usize::from(*length)];
            symbols[*place] = symbol as u16;
            *place += 1;
        }
        let mut decoder = Decoder { short: Vec::new(), counts, symbols };
        decoder.tabulate();
        Some(decoder)
    }

    /// The fixed code for literals and lengths.
    pub(crate) fn fixed_literals() -> Decoder {
        Decoder::new(&FIXED_LITERAL_LENGTHS, Gaps::No).unwrap_or_default()
    }

    /// The fixed code for distances.
    pub(crate) fn fixed_distances() -> Decoder {
        Decoder::new(&[FIXED_DISTANCE_LENGTH; 32], Gaps::No).unwrap_or_default()
    }

    fn tabulate(&mut self) {
        // What is no code has one bit, as in zlib.
        let gap = if self.counts.iter().any(|count| *count > 0) && self.is_complete() { 0 } else { INVALID << 4 | 1 };
        self.short = vec![gap; 1 << SHORT_BITS];
        let (mut code, mut place) = (0u16, 0);
        for bits in 1..=SHORT_BITS {
            for _ in 0..self.counts[bits] {
                let entry = self.symbols[place] << 4 | bits as u16;
                for at in (usize::from(reverse(code, bits))..1 << SHORT_BITS).step_by(1 << bits) {
                    self.short[at] = entry;
                }
                code = code.wrapping_add(1);
                place += 1;
            }
            code = code.wrapping_shl(1);
        }
    }

    fn is_complete(&self) -> bool {
        self.counts.iter().skip(1).fold(1i32, |left, count| 2 * left - i32::from(*count)) == 0
    }

    /// Reads a symbol from the lowest of `count` bits.
    #[inline]
    pub(crate) fn decode(&self, bits: u64, count: u32) -> Decoded {
        let entry = self.short.get(bits as usize & ((1 << SHORT_BITS) - 1)).copied().unwrap_or(INVALID << 4 | 1);
        let length = entry & 15;
        if length == 0 {
            return self.decode_long(bits, count);
        }
        if u32::from(length) > count { Decoded::Short } else { Decoded::Symbol(entry >> 4, length as u8) }
    }

    /// Reads a symbol whose code is in no table, a bit at a time.
    fn decode_long(&self, bits: u64, count: u32) -> Decoded {
        let (mut code, mut first, mut place) = (0i32, 0i32, 0i32);
        for length in 1..=MAX_BITS {
            if length as u32 > count {
                return Decoded::Short;
            }
            code |= (bits >> (length - 1) & 1) as i32;
            let here = i32::from(self.counts.get(length).copied().unwrap_or(0));
            if code - first < here {
                let symbol = usize::try_from(place + code - first).ok().and_then(|at| self.symbols.get(at));
                return Decoded::Symbol(symbol.copied().unwrap_or(INVALID), length as u8);
            }
            place += here;
            first = (first + here) << 1;
            code <<= 1;
        }
        Decoded::Symbol(INVALID, MAX_BITS as u8)
    }
}

/// How many lengths a block may tell of each code, and how many it tells if it tells all that can be told.
pub(crate) const MOST_LENGTHS: usize = LITERALS_AND_LENGTHS + DISTANCES;

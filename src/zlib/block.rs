//! A block under way: literals and matches that were found, and how they are written when it ends (`trees.c`).

use serde::{Deserialize, Serialize};

use crate::params::Strategy;
use crate::pending::Pending;
use crate::tables::{
    CODE_LENGTH_ORDER, CODE_LENGTHS, DISTANCE_BASE, DISTANCE_EXTRA, DISTANCES, END_OF_BLOCK, FIRST_LENGTH,
    FIXED_DISTANCE_LENGTH, FIXED_LITERAL_CODES, FIXED_LITERAL_LENGTHS, LENGTH_BASE, LENGTH_EXTRA, LENGTH_SYMBOL,
    LITERALS_AND_LENGTHS, MIN_MATCH, distance_symbol, reverse,
};
use crate::tree::{Alphabet, Code};

/// The types of blocks.
const STORED: u16 = 0;
const FIXED: u16 = 1;
const DYNAMIC: u16 = 2;

/// Code lengths that stand for several.
const REPEAT: u8 = 16;
const ZEROS: u8 = 17;
const MANY_ZEROS: u8 = 18;

/// Literals and matches of a block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Block {
    /// A literal, or the length less 3 of a match, and above it the match's distance; that of a literal is 0.
    symbols: Vec<u32>,
    /// How many there may be.
    most: usize,
}

impl Block {
    /// A block that a stream with this level of memory has.
    pub(crate) fn new(memory: u8) -> Block {
        Block { symbols: Vec::new(), most: Block::most(memory) }
    }

    fn most(memory: u8) -> usize {
        (1 << (memory + 6)) - 1
    }

    /// Whether a stream with this level of memory can have it.
    pub(crate) fn is_consistent(&self, memory: u8) -> bool {
        self.most == Block::most(memory) && self.symbols.len() < self.most
    }

    /// Whether there is nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.symbols.is_empty()
    }

    /// Throws away what there is.
    pub(crate) fn clear(&mut self) {
        self.symbols.clear();
    }

    /// Adds a literal; whether the block must end now.
    #[inline]
    pub(crate) fn literal(&mut self, byte: u8) -> bool {
        self.symbols.push(byte.into());
        self.symbols.len() >= self.most
    }

    /// Adds a match; whether the block must end now.
    #[inline]
    pub(crate) fn repeat(&mut self, distance: usize, length: usize) -> bool {
        let length = length.saturating_sub(MIN_MATCH) as u8;
        self.symbols.push((distance as u16 as u32) << 8 | u32::from(length));
        self.symbols.len() >= self.most
    }

    /// Ends the block: writes it in the way that is shortest, and begins another. `bytes` is what it stands for, if
    /// that is still in the window.
    pub(crate) fn write(&mut self, out: &mut Pending, bytes: Option<&[u8]>, last: bool, strategy: Strategy) {
        let (literals, distances) = self.frequencies();
        let literals = Code::new(Alphabet::Literals, &literals);
        let distances = Code::new(Alphabet::Distances, &distances);
        let lengths = Lengths::new(&literals, &distances);
        let in_bytes = |bits: usize| (bits + 3 + 7) >> 3;
        let fixed = in_bytes(literals.fixed_bits + distances.fixed_bits);
        let dynamic = in_bytes(literals.bits + distances.bits + lengths.bits());
        let use_fixed = fixed <= dynamic || strategy == Strategy::Fixed;
        let best = if use_fixed { fixed } else { dynamic };
        match bytes {
            Some(bytes) if bytes.len() + 4 <= best => stored(out, bytes, last),
            _ if use_fixed => {
                kind(out, FIXED, last);
                self.symbols(out, &Written::fixed());
            }
            _ => {
                kind(out, DYNAMIC, last);
                lengths.write(out, literals.last, distances.last);
                self.symbols(out, &Written::dynamic(&literals, &distances));
            }
        }
        self.clear();
        if last {
            out.align();
        }
    }

    /// How often each symbol occurs.
    fn frequencies(&self) -> (Vec<u32>, Vec<u32>) {
        let (mut literals, mut distances) = (vec![0; LITERALS_AND_LENGTHS], vec![0; DISTANCES]);
        literals[END_OF_BLOCK] = 1;
        for symbol in &self.symbols {
            let (low, distance) = (*symbol as u8, (symbol >> 8) as u16);
            if distance == 0 {
                literals[usize::from(low)] += 1;
            } else {
                literals[FIRST_LENGTH + usize::from(LENGTH_SYMBOL[usize::from(low)])] += 1;
                distances[distance_symbol(distance)] += 1;
            }
        }
        (literals, distances)
    }

    fn symbols(&self, out: &mut Pending, codes: &Written<'_>) {
        for symbol in &self.symbols {
            let (low, distance) = (usize::from(*symbol as u8), (symbol >> 8) as u16);
            if distance == 0 {
                out.put_bits(codes.literals[low], codes.literal_lengths[low]);
                continue;
            }
            let length = usize::from(LENGTH_SYMBOL[low]);
            out.put_bits(codes.literals[FIRST_LENGTH + length], codes.literal_lengths[FIRST_LENGTH + length]);
            out.put_bits((low + MIN_MATCH) as u16 - LENGTH_BASE[length], LENGTH_EXTRA[length]);
            let symbol = distance_symbol(distance);
            out.put_bits(codes.distances[symbol], codes.distance_lengths[symbol]);
            out.put_bits(distance.wrapping_sub(DISTANCE_BASE[symbol]), DISTANCE_EXTRA[symbol]);
        }
        out.put_bits(codes.literals[END_OF_BLOCK], codes.literal_lengths[END_OF_BLOCK]);
    }
}

/// The codes that a block is written in.
struct Written<'a> {
    literals: &'a [u16],
    literal_lengths: &'a [u8],
    distances: std::borrow::Cow<'a, [u16]>,
    distance_lengths: std::borrow::Cow<'a, [u8]>,
}

impl<'a> Written<'a> {
    fn fixed() -> Written<'a> {
        let distances = (0..DISTANCES as u16).map(|code| reverse(code, FIXED_DISTANCE_LENGTH.into()));
        Written {
            literals: &FIXED_LITERAL_CODES,
            literal_lengths: &FIXED_LITERAL_LENGTHS,
            distances: distances.collect(),
            distance_lengths: vec![FIXED_DISTANCE_LENGTH; DISTANCES].into(),
        }
    }

    fn dynamic(literals: &'a Code, distances: &'a Code) -> Written<'a> {
        Written {
            literals: &literals.codes,
            literal_lengths: &literals.lengths,
            distances: distances.codes.as_slice().into(),
            distance_lengths: distances.lengths.as_slice().into(),
        }
    }
}

/// The lengths of a block's codes, as they are written before it.
struct Lengths {
    /// Lengths and repetitions, with the bits that follow.
    run: Vec<(u8, u16)>,
    code: Code,
    /// How many lengths of the code for them are written.
    count: usize,
}

impl Lengths {
    fn new(literals: &Code, distances: &Code) -> Lengths {
        let mut run = Vec::new();
        // Zlib writes each of the two on its own: no repetition goes from one into the other.
        for code in [literals, distances] {
            shortened(&code.lengths[..=code.last], &mut run);
        }
        let mut frequencies = [0; CODE_LENGTHS];
        for (symbol, _) in &run {
            frequencies[usize::from(*symbol)] += 1;
        }
        let code = Code::new(Alphabet::CodeLengths, &frequencies);
        let used = CODE_LENGTH_ORDER.iter().rposition(|symbol| code.lengths[*symbol] != 0).unwrap_or(0);
        Lengths { run, code, count: used.max(3) + 1 }
    }

    /// The bits that they take.
    fn bits(&self) -> usize {
        self.code.bits + 3 * self.count + 5 + 5 + 4
    }

    fn write(&self, out: &mut Pending, last_literal: usize, last_distance: usize) {
        out.put_bits((last_literal + 1 - FIRST_LENGTH) as u16, 5);
        out.put_bits(last_distance as u16, 5);
        out.put_bits((self.count - 4) as u16, 4);
        for symbol in &CODE_LENGTH_ORDER[..self.count] {
            out.put_bits(self.code.lengths[*symbol].into(), 3);
        }
        for (symbol, extra) in &self.run {
            let at = usize::from(*symbol);
            out.put_bits(self.code.codes[at], self.code.lengths[at]);
            let bits = match *symbol {
                REPEAT => 2,
                ZEROS => 3,
                MANY_ZEROS => 7,
                _ => continue,
            };
            out.put_bits(*extra, bits);
        }
    }
}

/// Code lengths with repetitions in place of several that are the same.
fn shortened(lengths: &[u8], run: &mut Vec<(u8, u16)>) {
    for same in lengths.chunk_by(|a, b| a == b) {
        let length = same[0];
        let mut left = same.len();
        let mut first = true;
        while left > 0 {
            // The first of those that are not zero stands for itself, and has six repetitions behind it at most.
            let most = match (length, first) {
                (0, _) => 138,
                (_, true) => 7,
                (_, false) => 6,
            };
            let now = left.min(most);
            left -= now;
            let least = if length == 0 || !first { 3 } else { 4 };
            if now < least {
                run.extend(std::iter::repeat_n((length, 0), now));
            } else if length != 0 {
                let repeated = if first { now - 1 } else { now };
                run.extend(first.then_some((length, 0)));
                run.push((REPEAT, (repeated - 3) as u16));
            } else if now <= 10 {
                run.push((ZEROS, (now - 3) as u16));
            } else {
                run.push((MANY_ZEROS, (now - 11) as u16));
            }
            first = false;
        }
    }
}

fn kind(out: &mut Pending, kind: u16, last: bool) {
    out.put_bits(kind << 1 | u16::from(last), 3);
}

/// The head of a stored block, behind which so many bytes come.
pub(crate) fn stored_head(out: &mut Pending, length: u16, last: bool) {
    kind(out, STORED, last);
    out.align();
    out.put_bytes(&length.to_le_bytes());
    out.put_bytes(&(!length).to_le_bytes());
}

/// A stored block.
pub(crate) fn stored(out: &mut Pending, bytes: &[u8], last: bool) {
    stored_head(out, bytes.len() as u16, last);
    out.put_bytes(bytes);
}

/// An empty block of fixed codes.
pub(crate) fn empty_fixed(out: &mut Pending) {
    kind(out, FIXED, false);
    out.put_bits(FIXED_LITERAL_CODES[END_OF_BLOCK], FIXED_LITERAL_LENGTHS[END_OF_BLOCK]);
}

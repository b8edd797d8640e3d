//! What was read last and what comes next, and where its strings of three bytes were seen before (`deflate.c`).
//!
//! Each string of three bytes has a hash, and a chain of the places with that hash from the last one back. Which
//! places are in the chains decides about the output, so they are put there when zlib does it.
//!
//! Invariant: `start + lookahead` is within the window, and where matches are looked for, 262 bytes more are.

use serde::{Deserialize, Serialize};

use crate::io::Io;
use crate::tables::{MAX_MATCH, MIN_MATCH};

/// What a search wants to have before it: the longest match and a string behind it.
pub(crate) const MIN_LOOKAHEAD: usize = MAX_MATCH + MIN_MATCH + 1;

/// How long a search may take.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    /// A match so long is followed by a shorter search.
    pub(crate) good: usize,
    /// After a match so long there is no search for a better one; where nothing is put off, the longest match whose
    /// strings are remembered.
    pub(crate) lazy: usize,
    /// A match so long is taken at once.
    pub(crate) nice: usize,
    /// How many places are tried.
    pub(crate) chain: usize,
}

/// The window and the chains of its strings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Window {
    bytes: Vec<u8>,
    /// The last place of each hash; 0 is none.
    heads: Vec<u16>,
    /// The place before each place, by the lower bits of it.
    previous: Vec<u16>,
    /// The hash of the bytes read last.
    hash: u32,
    shift: u32,
    /// Where the next string begins.
    pub(crate) start: usize,
    /// How many bytes there are from there on.
    pub(crate) lookahead: usize,
    /// How many strings before `start` are not in the chains yet.
    pub(crate) insert: usize,
    /// Where the block begins; negative when that is no longer in the window.
    pub(crate) block_start: i64,
    /// Where the last match was found. (This wraps around when it is no longer needed.)
    pub(crate) match_start: u32,
}

impl Window {
    /// The window of a stream.
    pub(crate) fn new(bits: u8, memory: u8) -> Window {
        let (size, hash_bits) = (1 << bits, u32::from(memory) + 7);
        Window {
            bytes: vec![0; 2 * size],
            heads: vec![0; 1 << hash_bits],
            previous: vec![0; size],
            hash: 0,
            shift: hash_bits.div_ceil(MIN_MATCH as u32),
            start: 0,
            lookahead: 0,
            insert: 0,
            block_start: 0,
            match_start: 0,
        }
    }

    /// Whether a stream can have it.
    pub(crate) fn is_consistent(&self, bits: u8, memory: u8) -> bool {
        let fresh = Window::new(bits, memory);
        let whole = fresh.bytes.len();
        self.bytes.len() == whole
            && self.heads.len() == fresh.heads.len()
            && self.previous.len() == fresh.previous.len()
            && self.shift == fresh.shift
            && (self.hash as usize) < self.heads.len()
            && self.start <= whole
            && self.lookahead <= whole - self.start
            && self.insert <= self.start
            && self.block_start <= self.start as i64
            && self.block_start > -(1 << 40)
    }

    /// Forgets everything but the bytes, as zlib does.
    pub(crate) fn reset(&mut self) {
        self.clear_chains();
        (self.start, self.lookahead, self.insert, self.block_start, self.hash) = (0, 0, 0, 0, 0);
    }

    /// Half of what it holds.
    pub(crate) fn size(&self) -> usize {
        self.previous.len()
    }

    /// How far back a match may be.
    pub(crate) fn max_distance(&self) -> usize {
        self.size() - MIN_LOOKAHEAD
    }

    /// A byte, by its place.
    #[inline]
    pub(crate) fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// The bytes of the block, if they are all there.
    pub(crate) fn block(&self) -> Option<&[u8]> {
        self.bytes.get(usize::try_from(self.block_start).ok()?..self.start)
    }

    /// How long the block is so far.
    pub(crate) fn block_len(&self) -> usize {
        usize::try_from(self.start as i64 - self.block_start).unwrap_or(0)
    }

    /// Forgets all strings.
    pub(crate) fn clear_chains(&mut self) {
        self.heads.fill(0);
    }

    /// Forgets the strings of the lower half, and moves the places of the others down.
    pub(crate) fn slide_chains(&mut self) {
        let size = self.size() as u16;
        for place in self.heads.iter_mut().chain(&mut self.previous) {
            *place = place.saturating_sub(size);
        }
    }

    #[inline]
    fn update_hash(&mut self, byte: u8) {
        self.hash = (self.hash << self.shift ^ u32::from(byte)) & (self.heads.len() - 1) as u32;
    }

    /// Begins the hash anew with the first two bytes of a string.
    pub(crate) fn restart_hash(&mut self, at: usize) {
        self.hash = self.byte(at).into();
        self.update_hash(self.byte(at + 1));
    }

    /// Puts the string at a place into its chain; the place before it, 0 for none.
    #[inline]
    pub(crate) fn insert(&mut self, at: usize) -> usize {
        self.update_hash(self.byte(at + MIN_MATCH - 1));
        let mask = self.size() - 1;
        let head = &mut self.heads[self.hash as usize];
        let before = std::mem::replace(head, at as u16);
        self.previous[at & mask] = before;
        before.into()
    }

    /// Moves the upper half down.
    fn slide(&mut self, used: usize) {
        let size = self.size();
        self.bytes.copy_within(size..used.clamp(size, 2 * size), 0);
        self.match_start = self.match_start.wrapping_sub(size as u32);
        self.start -= size;
        self.block_start -= size as i64;
        self.insert = self.insert.min(self.start);
        self.slide_chains();
    }

    /// Reads on, so that [`MIN_LOOKAHEAD`] bytes are there if the input has them. `read` takes what was read.
    pub(crate) fn fill(&mut self, io: &mut Io<'_>, mut read: impl FnMut(&[u8])) {
        loop {
            if self.start >= self.size() + self.max_distance() {
                self.slide(self.start + self.lookahead);
            }
            let end = self.start + self.lookahead;
            let input = io.take(self.bytes.len().saturating_sub(end));
            if input.is_empty() {
                return;
            }
            read(input);
            self.bytes[end..end + input.len()].copy_from_slice(input);
            self.lookahead += input.len();
            self.insert_waiting();
            if self.lookahead >= MIN_LOOKAHEAD || io.left() == 0 {
                return;
            }
        }
    }

    /// Puts strings into the chains that could not be before, as what follows was not known.
    fn insert_waiting(&mut self) {
        if self.lookahead + self.insert < MIN_MATCH {
            return;
        }
        let mut at = self.start - self.insert;
        self.restart_hash(at);
        while self.insert > 0 {
            self.insert(at);
            at += 1;
            self.insert -= 1;
            if self.lookahead + self.insert < MIN_MATCH {
                break;
            }
        }
    }

    /// Looks for the longest match in the chain that begins at `head`, longer than `best`; its length, which is
    /// `best` if there is none.
    pub(crate) fn longest_match(&mut self, head: usize, best: usize, patience: Patience) -> usize {
        let (start, mask) = (self.start, self.size() - 1);
        let limit = start.saturating_sub(self.max_distance());
        let mut chain = if best >= patience.good { patience.chain >> 2 } else { patience.chain };
        let nice = patience.nice.min(self.lookahead);
        let (mut best, mut place) = (best, head);
        let bytes = &self.bytes[..];
        let Some(scan) = bytes.get(start..start + MAX_MATCH) else { return best.min(self.lookahead) };
        // What ends the best match and the byte behind it; with no match at all, what is before the string.
        let ends = |at: usize, best: usize| {
            let end = at + best;
            bytes.get(end.checked_sub(1)?..=end).map(|two| u16::from_le_bytes([two[0], two[1]]))
        };
        let mut wanted = ends(start, best);
        while place < start {
            let Some(found) = bytes.get(place..place + MAX_MATCH) else { break };
            if ends(place, best) == wanted && found[..2] == scan[..2] {
                let length = common(found, scan);
                if length > best {
                    self.match_start = place as u32;
                    best = length;
                    if length >= nice {
                        break;
                    }
                    wanted = ends(start, best);
                }
            }
            place = self.previous[place & mask].into();
            chain = chain.saturating_sub(1);
            if place <= limit || chain == 0 {
                break;
            }
        }
        best.min(self.lookahead)
    }

    /// How often the byte before the next one is repeated, up to the longest match.
    pub(crate) fn run(&self) -> usize {
        let Some(before) = self.start.checked_sub(1).filter(|_| self.lookahead >= MIN_MATCH) else { return 0 };
        let byte = self.byte(before);
        let most = MAX_MATCH.min(self.lookahead);
        let ahead = self.bytes.get(self.start..self.start + most).unwrap_or_default();
        let length = ahead.iter().take_while(|next| **next == byte).count();
        if length >= MIN_MATCH { length } else { 0 }
    }

    /// How much can be put behind what there is.
    pub(crate) fn space(&self) -> usize {
        self.bytes.len().saturating_sub(self.start)
    }

    /// Moves the upper half down, and leaves the chains as they are.
    pub(crate) fn slide_bytes(&mut self) {
        let size = self.size();
        self.start = self.start.saturating_sub(size);
        self.bytes.copy_within(size..size + self.start, 0);
        self.insert = self.insert.min(self.start);
    }

    /// Puts bytes behind what there is, whose strings are in no chain yet.
    pub(crate) fn append(&mut self, bytes: &[u8]) {
        let size = self.size();
        let Some(place) = self.bytes.get_mut(self.start..self.start + bytes.len()) else { return };
        place.copy_from_slice(bytes);
        self.start += bytes.len();
        self.insert += bytes.len().min(size.saturating_sub(self.insert));
    }

    /// Replaces everything by as many bytes as half of it holds.
    pub(crate) fn replace(&mut self, bytes: &[u8]) {
        let size = bytes.len().min(self.size());
        self.bytes[..size].copy_from_slice(&bytes[bytes.len() - size..]);
        (self.start, self.insert) = (size, size);
    }
}

/// How many bytes two strings have in common at the begin.
fn common(a: &[u8], b: &[u8]) -> usize {
    let mut length = 0;
    for (a, b) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        let (Ok(a), Ok(b)) = (a.try_into(), b.try_into()) else { break };
        let differs = u64::from_le_bytes(a) ^ u64::from_le_bytes(b);
        if differs != 0 {
            return length + differs.trailing_zeros() as usize / 8;
        }
        length += 8;
    }
    length + a[length..].iter().zip(&b[length..]).take_while(|(a, b)| a == b).count()
}

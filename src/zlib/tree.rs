//! Huffman codes as zlib makes them (`trees.c`): which of several equally good ones is part of the format here.
//!
//! A heap orders the symbols by frequency and, where frequencies are equal, by the depth of their subtree; which of
//! two equal ones comes first follows from the order of the heap's operations, so that these are zlib's.

use crate::tables::{
    CODE_LENGTH_EXTRA, CODE_LENGTHS, DISTANCE_EXTRA, DISTANCES, FIRST_LENGTH, FIXED_DISTANCE_LENGTH,
    FIXED_LITERAL_LENGTHS, LENGTH_EXTRA, LITERALS_AND_LENGTHS, MAX_BITS, MAX_CODE_LENGTH_BITS, reverse,
};

/// What a code is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Alphabet {
    /// Literals, the end of a block, and lengths.
    Literals,
    /// Distances.
    Distances,
    /// Lengths of codes.
    CodeLengths,
}

impl Alphabet {
    /// How many symbols there are.
    pub(crate) fn size(self) -> usize {
        match self {
            Alphabet::Literals => LITERALS_AND_LENGTHS,
            Alphabet::Distances => DISTANCES,
            Alphabet::CodeLengths => CODE_LENGTHS,
        }
    }

    fn longest(self) -> usize {
        match self {
            Alphabet::CodeLengths => MAX_CODE_LENGTH_BITS,
            _ => MAX_BITS,
        }
    }

    /// The bits that follow a symbol.
    fn extra(self, symbol: usize) -> usize {
        let extra = match self {
            Alphabet::Literals => symbol.checked_sub(FIRST_LENGTH).and_then(|length| LENGTH_EXTRA.get(length)),
            Alphabet::Distances => DISTANCE_EXTRA.get(symbol),
            Alphabet::CodeLengths => CODE_LENGTH_EXTRA.get(symbol),
        };
        extra.copied().unwrap_or(0).into()
    }

    /// The bits of a symbol's fixed code; there is none for code lengths.
    fn fixed(self, symbol: usize) -> usize {
        match self {
            Alphabet::Literals => FIXED_LITERAL_LENGTHS.get(symbol).copied().unwrap_or(0).into(),
            Alphabet::Distances => FIXED_DISTANCE_LENGTH.into(),
            Alphabet::CodeLengths => 0,
        }
    }
}

/// A code, and what it comes to.
#[derive(Debug)]
pub(crate) struct Code {
    /// The bits of each symbol's code; 0 is for symbols that do not occur.
    pub(crate) lengths: Vec<u8>,
    /// The codes, in the order in which their bits are written.
    pub(crate) codes: Vec<u16>,
    /// The last symbol that has a code.
    pub(crate) last: usize,
    /// The bits of all symbols as often as they occur, with what follows them.
    pub(crate) bits: usize,
    /// The same with the fixed code.
    pub(crate) fixed_bits: usize,
}

/// A tree under construction: first the symbols, then the nodes above them.
struct Tree {
    frequency: Vec<u32>,
    depth: Vec<u8>,
    parent: Vec<u16>,
    /// The nodes not yet below another, the least frequent first; the first place is not used.
    heap: Vec<u16>,
    /// The nodes as they were taken off the heap.
    taken: Vec<u16>,
}

impl Tree {
    /// Whether `a` is to come before `b`, or may.
    fn before(&self, a: u16, b: u16) -> bool {
        let key = |node: u16| (self.frequency[usize::from(node)], self.depth[usize::from(node)]);
        key(a) <= key(b)
    }

    /// Moves a node down to where it belongs.
    fn sift(&mut self, place: usize) {
        let (mut place, node) = (place, self.heap[place]);
        loop {
            let mut below = 2 * place;
            if below >= self.heap.len() {
                break;
            }
            if below + 1 < self.heap.len() && self.before(self.heap[below + 1], self.heap[below]) {
                below += 1;
            }
            if self.before(node, self.heap[below]) {
                break;
            }
            self.heap[place] = self.heap[below];
            place = below;
        }
        self.heap[place] = node;
    }

    /// The least frequent two become one, until there is one alone.
    fn join(&mut self) {
        for place in (1..=(self.heap.len() - 1) / 2).rev() {
            self.sift(place);
        }
        while self.heap.len() > 2 {
            let first = self.heap.swap_remove(1);
            self.sift(1);
            let second = self.heap[1];
            self.taken.extend([first, second]);
            let (a, b) = (usize::from(first), usize::from(second));
            let node = self.frequency.len() as u16;
            self.frequency.push(self.frequency[a] + self.frequency[b]);
            self.depth.push(self.depth[a].max(self.depth[b]) + 1);
            self.parent.push(0);
            (self.parent[a], self.parent[b]) = (node, node);
            self.heap[1] = node;
            self.sift(1);
        }
        self.taken.push(self.heap[1]);
    }
}

impl Code {
    /// The code for symbols of these frequencies, which become those that the code is made for: it has two symbols
    /// at least.
    pub(crate) fn new(alphabet: Alphabet, frequencies: &[u32]) -> Code {
        let size = alphabet.size();
        let mut frequency = frequencies.to_vec();
        frequency.resize(size, 0);
        let mut heap = vec![0];
        heap.extend((0..size).filter(|symbol| frequency[*symbol] != 0).map(|symbol| symbol as u16));
        let mut last = if heap.len() > 1 { heap.last().copied().map(usize::from) } else { None };
        let mut forced = Vec::new();
        while heap.len() < 3 {
            let symbol = match last {
                None => 0,
                Some(before @ 0..2) => before + 1,
                Some(_) => 0,
            };
            last = Some(last.map_or(symbol, |last| last.max(symbol)));
            frequency[symbol] = 1;
            heap.push(symbol as u16);
            forced.push(symbol);
        }
        let (depth, parent) = (vec![0; size], vec![0; size]);
        let mut tree = Tree { frequency, depth, parent, heap, taken: Vec::with_capacity(2 * size) };
        tree.join();
        let mut code =
            Code { lengths: vec![0; size], codes: vec![0; size], last: last.unwrap_or(0), bits: 0, fixed_bits: 0 };
        let counts = code.measure(alphabet, &tree);
        code.assign(&counts);
        code.total(alphabet, &tree, &forced);
        code
    }

    /// Gives each symbol its length; how many there are of each.
    fn measure(&mut self, alphabet: Alphabet, tree: &Tree) -> [usize; MAX_BITS + 1] {
        let (size, longest) = (alphabet.size(), alphabet.longest());
        let mut counts = [0; MAX_BITS + 1];
        let mut lengths = vec![0; tree.frequency.len()];
        let mut overflow = 0;
        for node in tree.taken.iter().rev().skip(1).copied().map(usize::from) {
            let wanted = lengths[usize::from(tree.parent[node])] + 1;
            lengths[node] = wanted.min(longest);
            overflow += usize::from(wanted > longest);
            if node < size {
                counts[lengths[node]] += 1;
            }
        }
        if overflow > 0 {
            shorten(&mut counts, longest, overflow);
            // The least frequent get the longest.
            let mut leaves = tree.taken.iter().copied().map(usize::from).filter(|node| *node < size);
            for length in (1..=longest).rev() {
                for leaf in leaves.by_ref().take(counts[length]) {
                    lengths[leaf] = length;
                }
            }
        }
        for leaf in tree.taken.iter().copied().map(usize::from).filter(|node| *node < size) {
            self.lengths[leaf] = lengths[leaf] as u8;
        }
        counts
    }

    /// Gives each symbol its code, from how many there are of each length.
    fn assign(&mut self, counts: &[usize; MAX_BITS + 1]) {
        let mut next = [0u16; MAX_BITS + 1];
        for bits in 1..=MAX_BITS {
            next[bits] = next[bits - 1].wrapping_add(counts[bits - 1] as u16) << 1;
        }
        for (code, length) in self.codes.iter_mut().zip(&self.lengths) {
            let length = usize::from(*length);
            if length > 0 {
                *code = reverse(next[length], length);
                next[length] = next[length].wrapping_add(1);
            }
        }
    }

    /// Counts the bits. A symbol that does not occur and has a code all the same counts for nothing.
    fn total(&mut self, alphabet: Alphabet, tree: &Tree, forced: &[usize]) {
        for (symbol, length) in self.lengths.iter().enumerate() {
            if *length == 0 || forced.contains(&symbol) {
                continue;
            }
            let (times, extra) = (tree.frequency[symbol] as usize, alphabet.extra(symbol));
            self.bits += times * (usize::from(*length) + extra);
            self.fixed_bits += times * (alphabet.fixed(symbol) + extra);
        }
    }
}

/// Makes lengths of no more than `longest` bits of those of a tree in which so many nodes were too deep.
fn shorten(counts: &mut [usize; MAX_BITS + 1], longest: usize, overflow: usize) {
    let mut overflow = overflow;
    while overflow > 0 {
        // A leaf goes down a level and takes one of those that are too deep as its brother.
        let Some(bits) = (1..longest).rev().find(|bits| counts[*bits] > 0) else { break };
        counts[bits] -= 1;
        counts[bits + 1] += 2;
        counts[longest] -= 1;
        overflow = overflow.saturating_sub(2);
    }
}

//! The hash of a term that is the same in every release and on every computer, `erlang:phash2` (OTP's
//! `erl_term_hashing.c`, `make_hash2`; the mixing is Bob Jenkins's of 1996).
//!
//! OTP takes the values of a native record in the order of its keys' atom numbers, which no two machines need
//! share; here they come in the order in which the fields are defined.
//!
//! Invariant: nothing here recurses over a term.

use crate::atom::Atoms;
use crate::code::Code;
use crate::heap::{Bits, View};
use crate::identifier::Identifier;
use crate::map;
use crate::number::{self, Number};
use crate::record::Record;
use crate::term::{Kind, Term};

/// The golden ratio; each kind of term is mixed with a multiple of it.
const GOLDEN: u32 = 0x9e37_79b9;

pub(crate) const fn constant(multiple: u32) -> u32 {
    GOLDEN.wrapping_mul(multiple)
}

/// The hash of the empty list alone.
const NIL_HASH: u32 = 3_468_870_702;
/// What stands for the empty list behind something.
const NIL: u32 = 2;

/// What is still to be hashed.
enum Step {
    Term(Term),
    /// The pair of a map's key and value ends here.
    Pair,
    /// The map ends here: the hash before it, and the sum of the pairs of the map around it.
    MapEnd(u32, u32),
}

struct Hasher<'a> {
    view: View<'a>,
    atoms: &'a Atoms,
    code: &'a Code,
    steps: Vec<Step>,
    hash: u32,
    /// The pairs of the map at hand, in no order.
    pairs: u32,
}

/// The hash of a term, in 32 bits.
pub fn hash(view: View<'_>, term: Term, atoms: &Atoms, code: &Code) -> u32 {
    let mut hasher = Hasher { view, atoms, code, steps: vec![Step::Term(term)], hash: 0, pairs: 0 };
    while let Some(step) = hasher.steps.pop() {
        match step {
            Step::Term(term) => hasher.term(term),
            Step::Pair => {
                hasher.pairs ^= hasher.hash;
                hasher.hash = 0;
            }
            Step::MapEnd(hash, pairs) => {
                hasher.hash = hash;
                hasher.add(hasher.pairs, 19);
                hasher.pairs = pairs;
            }
        }
    }
    hasher.hash
}

/// Mixes three words; the last is the result, all three go into the next round.
fn mix(state: [u32; 3]) -> [u32; 3] {
    let [mut a, mut b, mut c] = state;
    for (x, y, z) in [(13, 8, 13), (12, 16, 5), (3, 10, 15)] {
        a = a.wrapping_sub(b).wrapping_sub(c) ^ c >> x;
        b = b.wrapping_sub(c).wrapping_sub(a) ^ a << y;
        c = c.wrapping_sub(a).wrapping_sub(b) ^ b >> z;
    }
    [a, b, c]
}

/// A hash with two words of a kind of term more.
pub(crate) fn add(hash: u32, first: u32, second: u32, multiple: u32) -> u32 {
    let constant = constant(multiple);
    mix([constant.wrapping_add(first), constant.wrapping_add(second), hash])[2]
}

/// The hash of bytes.
pub(crate) fn block(bytes: &[u8], initial: u32) -> u32 {
    let word = |part: &[u8]| part.iter().rev().fold(0u32, |word, byte| word << 8 | u32::from(*byte));
    let mut state = [GOLDEN, GOLDEN, initial];
    let chunks = bytes.chunks_exact(12);
    let rest = chunks.remainder();
    for chunk in chunks {
        for (sum, part) in state.iter_mut().zip(chunk.chunks(4)) {
            *sum = sum.wrapping_add(word(part));
        }
        state = mix(state);
    }
    // The lowest byte of the third word is the length.
    state[2] = state[2].wrapping_add(bytes.len() as u32);
    for (index, (sum, part)) in state.iter_mut().zip(rest.chunks(4)).enumerate() {
        *sum = sum.wrapping_add(if index == 2 { word(part) << 8 } else { word(part) });
    }
    mix(state)[2]
}

/// The hash by which OTP finds an atom: over Latin-1 where the name's characters are Latin-1.
pub(crate) fn atom_hash(name: &str) -> u32 {
    let mut hash = 0u32;
    let mut utf8 = [0; 4];
    for character in name.chars() {
        let latin1 = u8::try_from(u32::from(character));
        let bytes = match &latin1 {
            Ok(byte) => std::slice::from_ref(byte),
            Err(_) => character.encode_utf8(&mut utf8).as_bytes(),
        };
        for byte in bytes {
            hash = (hash << 4).wrapping_add(u32::from(*byte));
            let high = hash & 0xf000_0000;
            hash = (hash ^ high >> 24) & !high;
        }
    }
    hash
}

impl Hasher<'_> {
    fn add2(&mut self, first: u32, second: u32, multiple: u32) {
        self.hash = add(self.hash, first, second, multiple);
    }

    fn add(&mut self, value: u32, multiple: u32) {
        self.add2(value, 0, multiple);
    }

    fn push(&mut self, terms: impl DoubleEndedIterator<Item = Term>) {
        self.steps.extend(terms.rev().map(Step::Term));
    }

    fn term(&mut self, term: Term) {
        if term.is_list() {
            self.list(term);
        } else if let Some(n) = term.as_small() {
            self.small(n);
        } else if let Some(atom) = term.as_atom() {
            let atom = atom_hash(self.atoms.name(atom));
            if self.hash == 0 { self.hash = atom } else { self.add(atom, 3) }
        } else if let Some(identifier) = self.view.identifier(term) {
            self.identifier(identifier);
        } else if term.is_nil() {
            if self.hash == 0 { self.hash = NIL_HASH } else { self.add(NIL, 2) }
        } else {
            self.boxed(term);
        }
    }

    /// Integers of 28 bits are hashed as on computers where a small is no larger.
    fn small(&mut self, n: i64) {
        if (-(1 << 27)..1 << 27).contains(&n) {
            if n < 0 {
                self.add(n.unsigned_abs() as u32, 1);
            }
            self.add(n as u32, 1);
        } else {
            self.digit(n.unsigned_abs(), n < 0);
        }
    }

    fn digit(&mut self, digit: u64, negative: bool) {
        self.add2(digit as u32, (digit >> 32) as u32, if negative { 10 } else { 11 });
    }

    /// Bytes at the front of a list are hashed four at a time; then comes an element and the tail.
    fn list(&mut self, list: Term) {
        let (mut rest, mut word, mut count) = (list, 0u32, 0);
        while let Some((head, tail)) = self.view.cons(rest) {
            let Some(byte) = head.as_small().and_then(|n| u8::try_from(n).ok()) else { break };
            word = word << 8 | u32::from(byte);
            count += 1;
            if count == 4 {
                self.add(word, 4);
                (word, count) = (0, 0);
            }
            rest = tail;
        }
        if count > 0 {
            self.add(word, 4);
        }
        match self.view.cons(rest) {
            Some((head, tail)) => self.push([head, tail].into_iter()),
            None => self.steps.push(Step::Term(rest)),
        }
    }

    fn boxed(&mut self, term: Term) {
        match self.view.kind(term) {
            Some(Kind::Tuple) => {
                let Some(elements) = self.view.tuple(term) else { return };
                self.add(elements.len() as u32, 9);
                self.push(elements.iter());
            }
            Some(Kind::Record) => {
                let Some(record) = Record::of(self.view, term) else { return };
                self.add2(record.values.len() as u32, record.definition.hash(), 23);
                self.push(record.values.iter());
            }
            Some(Kind::Map | Kind::MapArray | Kind::MapBitmap) => self.map(term),
            Some(Kind::Float) => {
                let float = self.view.float(term).unwrap_or(0.0);
                // Both zeros are one.
                let bits = if float == 0.0 { 0 } else { float.to_bits() };
                self.add2((bits >> 32) as u32, bits as u32, 12);
            }
            Some(Kind::PositiveBig | Kind::NegativeBig) => match number::number(self.view, term) {
                Some(Number::Small(n)) => self.digit(n.unsigned_abs(), n < 0),
                Some(Number::Big(n)) => {
                    let negative = n.sign() == num_bigint::Sign::Minus;
                    n.iter_u64_digits().for_each(|digit| self.digit(digit, negative));
                }
                _ => {}
            },
            Some(Kind::Export) => self.export(term),
            Some(Kind::Fun) => self.fun(term),
            _ => self.binary(term),
        }
    }

    fn identifier(&mut self, identifier: Identifier) {
        let low = identifier.low();
        match identifier {
            Identifier::Pid(..) => self.add(low as u32, 5),
            Identifier::Port(..) => self.add2(low as u32, (low >> 32) as u32, 6),
            Identifier::Reference(..) => self.add(low as u32, 7),
        }
    }

    fn map(&mut self, term: Term) {
        let entries = map::entries(self.view, term).unwrap_or_default();
        self.add(entries.len() as u32, 16);
        if entries.is_empty() {
            return;
        }
        self.steps.push(Step::MapEnd(self.hash, self.pairs));
        for (key, value) in entries {
            self.steps.extend([Step::Pair, Step::Term(value), Step::Term(key)]);
        }
        (self.hash, self.pairs) = (0, 0);
    }

    fn export(&mut self, term: Term) {
        let index = self.view.word(term, 1).as_size().unwrap_or(usize::MAX);
        let Some(export) = self.code.exports.get(index) else { return };
        self.add2(export.arity, atom_hash(self.atoms.name(export.module)), 1);
        self.add(atom_hash(self.atoms.name(export.function)), 14);
    }

    fn fun(&mut self, term: Term) {
        let index = self.view.word(term, 1).as_size().unwrap_or(usize::MAX);
        let Some(fun) = self.code.funs.get(index) else { return };
        self.add2(fun.free, atom_hash(self.atoms.name(fun.module)), 1);
        self.add2(fun.index, fun.old.uniq, 1);
        let view = self.view;
        self.push((0..fun.free as usize).map(move |i| view.word(term, 4 + i)));
    }

    fn binary(&mut self, term: Term) {
        let Some(bits) = self.view.bits(term) else { return };
        let initial = constant(13).wrapping_add(self.hash);
        if bits.size == 0 {
            self.hash = initial;
            return;
        }
        let (whole, rest) = (bits.size / 8 * 8, bits.size % 8);
        let bytes = bits.part(0, whole);
        self.hash = match bytes.and_then(Bits::aligned) {
            Some(bytes) => block(bytes, initial),
            None => block(&bytes.map(Bits::to_bytes).unwrap_or_default(), initial),
        };
        if rest > 0 {
            self.add2(rest as u32, bits.word(whole, rest) as u32, 15);
        }
    }
}

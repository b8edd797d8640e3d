//! The hash of OTP up to release 26, `make_map_hash` in `erts/emulator/beam/utils.c`, after Bob Jenkins.
//!
//! It has 32 bits, which reach for eight levels of a trie; the levels below go by the hash with another salt.

use crate::heap::{Bits, View};
use crate::map::hash::MOST_TICKS;
use crate::map::{flat, iter};
use crate::portable_hash::{add, block, constant};
use crate::record::Definition;
use crate::term::{Kind, Term};

/// What keeps the hash from being that of `phash2`.
const SALT: u32 = 3_432_918_353;

/// The hash of a term: that of the upper eight levels in the lower half, that of the others above it.
pub fn hash(view: View<'_>, term: Term) -> u64 {
    let below = salted(view, term, add(0, 1, 1, 22));
    u64::from(salted(view, term, 0)) | u64::from(below) << 32
}

fn salted(view: View<'_>, term: Term, salt: u32) -> u32 {
    let mut hasher = Hasher { view, hash: salt ^ SALT, ticks: 0, open: Vec::new() };
    let mut next = Some(term);
    while let Some(term) = next {
        hasher.ticks += 1;
        next = hasher.term(term).or_else(|| hasher.pop());
    }
    hasher.hash
}

/// What is still to be hashed.
enum Open {
    Term(Term),
    /// The tail of an improper list.
    Tail(Term),
}

struct Hasher<'a> {
    view: View<'a>,
    hash: u32,
    ticks: u64,
    open: Vec<Open>,
}

impl Hasher<'_> {
    fn add(&mut self, first: u32, second: u32, multiple: u32) {
        self.hash = add(self.hash, first, second, multiple);
    }

    /// Both halves of a word, the lower first.
    fn word(&mut self, word: u64, multiple: u32) {
        self.add(word as u32, (word >> 32) as u32, multiple);
    }

    fn stir(&mut self, multiple: u32) {
        self.hash = (self.hash ^ constant(multiple)).rotate_left(17);
    }

    /// The next term that has been put off.
    fn pop(&mut self) -> Option<Term> {
        if self.ticks > MOST_TICKS {
            return None;
        }
        Some(match self.open.pop()? {
            Open::Term(term) => term,
            Open::Tail(term) => {
                self.stir(18);
                term
            }
        })
    }

    /// Puts words off; the first is hashed first.
    fn push(&mut self, words: impl DoubleEndedIterator<Item = u64>) {
        self.open.extend(words.rev().map(|word| Open::Term(Term(word))));
    }

    /// Takes a term in but for what is put off; gives the one that is to be hashed at once.
    fn term(&mut self, term: Term) -> Option<Term> {
        if term.is_list() {
            return Some(self.list(term));
        }
        let Some(kind) = self.view.kind(term) else {
            self.word(term.0, 1);
            return None;
        };
        let header = self.view.word(term, 0);
        let words = self.view.words(term, 1, header.header_arity());
        match kind {
            Kind::Tuple => {
                self.add(words.len() as u32, 0, 9);
                self.push(words.iter().copied());
            }
            Kind::Record => {
                let [definition, values @ ..] = words else { return None };
                let hash = Definition::of(self.view, Term(*definition)).map_or(0, |definition| definition.hash());
                self.add(hash, 0, 9);
                self.push(values.iter().copied());
            }
            Kind::Map => {
                let (keys, values) = flat::parts(self.view, term)?;
                self.add(keys.len() as u32, 0, 16);
                let entries: Vec<u64> = keys.iter().zip(values.iter()).flat_map(|(k, v)| [k.0, v.0]).collect();
                self.push(entries.into_iter());
            }
            Kind::MapArray | Kind::MapBitmap => {
                let [size, children @ ..] = words else { return None };
                self.add(Term(*size).as_size().unwrap_or(0) as u32, 0, 16);
                self.children(children);
            }
            Kind::MapNode => self.children(words),
            Kind::PositiveBig => words.iter().for_each(|digit| self.word(*digit, 11)),
            Kind::NegativeBig => words.iter().for_each(|digit| self.word(*digit, 10)),
            // Zeros of both signs are one, as they are one key.
            Kind::Float => {
                let word = words.first().copied().unwrap_or(0);
                self.word(if f64::from_bits(word) == 0.0 { 0 } else { word }, 12);
            }
            Kind::Reference => {
                let number = self.view.reference(term).unwrap_or(0);
                self.add(number as u32, 0, 7);
                self.word((number >> 32) as u64, 8);
                self.word((number >> 96) as u64, 8);
            }
            Kind::ExternalPid => words.iter().for_each(|word| self.word(*word, 5)),
            Kind::ExternalPort => words.iter().for_each(|word| self.word(*word, 6)),
            Kind::ExternalReference => {
                // Zeros at the end make no other reference.
                let zeros = words.iter().skip(1).rev().take_while(|word| **word == 0).count();
                words[..words.len() - zeros].iter().for_each(|word| self.word(*word, 7));
            }
            Kind::Export => words.iter().take(1).for_each(|word| self.word(*word, 14)),
            Kind::Fun => {
                let [index, _arity, _creator, free @ ..] = words else { return None };
                self.add(free.len() as u32, 0, 20);
                self.word(*index, 21);
                self.push(free.iter().copied().rev());
            }
            Kind::RefcBinary | Kind::HeapBinary | Kind::SubBinary | Kind::MatchContext => {
                if let Some(bits) = self.view.bits(term) {
                    self.bitstring(bits);
                }
            }
        }
        None
    }

    /// Bytes in a row are taken in four at a time; gives what comes behind them, or the first element.
    fn list(&mut self, mut term: Term) -> Term {
        let (mut value, mut bytes) = (0u32, 0u32);
        while let Some((head, tail)) = self.view.cons(term)
            && let Some(byte @ 0..=255) = head.as_small()
        {
            value = value << 8 | byte as u32;
            bytes += 1;
            self.ticks += 1;
            if bytes == 4 {
                self.add(value, 0, 4);
                (value, bytes) = (0, 0);
            }
            term = tail;
        }
        if bytes > 0 {
            self.add(value, bytes, 22);
        }
        let Some((head, tail)) = self.view.cons(term) else { return term };
        self.stir(17);
        self.open.push(if tail.is_list() { Open::Term(tail) } else { Open::Tail(tail) });
        head
    }

    /// The last child is hashed first.
    fn children(&mut self, children: &[u64]) {
        for child in children {
            match iter::leaf(self.view, Term(*child)) {
                Some((key, value)) => self.push([key.0, value.0].into_iter()),
                None => self.open.push(Open::Term(Term(*child))),
            }
        }
    }

    fn bitstring(&mut self, bits: Bits<'_>) {
        let initial = constant(13).wrapping_add(self.hash);
        let bytes = bits.contiguous();
        let (bytes, tail) = bytes.split_at((bits.size / 8).min(bytes.len()));
        self.hash = if bits.size == 0 { initial } else { block(bytes, initial) };
        let rest = bits.size % 8;
        if let [last, ..] = tail
            && rest > 0
        {
            self.add(rest as u32, u32::from(last >> (8 - rest)), 15);
        }
    }
}

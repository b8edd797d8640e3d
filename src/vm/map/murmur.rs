//! The hash of OTP since release 27, `erts_internal_hash` in `erts/emulator/beam/erl_term_hashing.c`, after
//! MurmurHash3.
//!
//! OTP 29 has native records, and counts the types that are hashed with terms otherwise.

use crate::heap::{Bits, View};
use crate::map::hash::MOST_TICKS;
use crate::map::{flat, iter};
use crate::record::Definition;
use crate::term::{Kind, Term};

/// What is hashed next to a term, numbered as in OTP.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Type {
    Immediate = 1,
    Element,
    Car,
    Cdr,
    String,
    Tuple,
    /// Since OTP 29; before that the types behind it have the numbers before theirs.
    Record,
    FlatMap,
    MapArray,
    MapBitmap,
    MapNode,
    Bitstring,
    LocalFun,
    ExternalFun,
    NegativeBig,
    PositiveBig,
    Reference,
    ExternalReference,
    ExternalPid,
    ExternalPort,
    Float,
}

const C1: u64 = 0x87c3_7b91_1142_53d5;
const C2: u64 = 0x4cf5_ad43_2745_937f;

/// The finalizer of MurmurHash3.
fn mix(mut hash: u64) -> u64 {
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash ^= hash >> 33;
    hash = hash.wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    hash ^ hash >> 33
}

/// The hash of a term.
pub fn hash(view: View<'_>, otp: u32, term: Term) -> u64 {
    if !term.is_pointer() {
        return mix(term.0);
    }
    let mut hasher = Hasher { view, has_records: otp >= 29, alpha: 0, beta: 0, ticks: 0, open: Vec::new() };
    let mut next = Some(term);
    while let Some(term) = next {
        next = hasher.term(term).or_else(|| hasher.pop());
    }
    hasher.finish()
}

/// What is still to be hashed.
enum Open {
    Term(Term),
    /// The tail of an improper list.
    Tail(Term),
}

struct Hasher<'a> {
    view: View<'a>,
    has_records: bool,
    alpha: u64,
    beta: u64,
    ticks: u64,
    open: Vec<Open>,
}

impl Hasher<'_> {
    fn alpha(&mut self, value: u64) {
        self.alpha ^= value.wrapping_mul(C1).rotate_left(31).wrapping_mul(C2);
        self.alpha = self.alpha.rotate_left(27).wrapping_add(self.beta);
        self.alpha = self.alpha.wrapping_mul(5).wrapping_add(0x52dc_e729);
        self.ticks += 1;
    }

    fn beta(&mut self, value: u64) {
        self.beta ^= value.wrapping_mul(C2).rotate_left(33).wrapping_mul(C1);
        self.beta = self.beta.rotate_left(31).wrapping_add(self.alpha);
        self.beta = self.beta.wrapping_mul(5).wrapping_add(0x3849_5ab5);
        self.ticks += 1;
    }

    /// The number of a type, with 32 bits more above it.
    fn number(&self, kind: Type, high: u64) -> u64 {
        let before = u64::from(kind > Type::Record && !self.has_records);
        (kind as u64 - before) | (high << 32)
    }

    fn both(&mut self, alpha: Type, beta: u64) {
        self.alpha(self.number(alpha, 0));
        self.beta(beta);
    }

    fn finish(mut self) -> u64 {
        self.alpha ^= self.ticks;
        self.beta ^= self.ticks;
        self.alpha = self.alpha.wrapping_add(self.beta);
        self.beta = self.beta.wrapping_add(self.alpha);
        self.alpha = mix(self.alpha);
        self.beta = mix(self.beta);
        self.alpha = self.alpha.wrapping_add(self.beta);
        self.alpha ^ self.beta.wrapping_add(self.alpha)
    }

    /// The next term that has been put off.
    fn pop(&mut self) -> Option<Term> {
        if self.ticks > MOST_TICKS {
            return None;
        }
        Some(match self.open.pop()? {
            Open::Term(term) => term,
            Open::Tail(term) => {
                self.beta(self.number(Type::Cdr, 0));
                term
            }
        })
    }

    /// Immediates are hashed at once; that others wait counts too, or their places would not.
    fn push(&mut self, term: Term) {
        if term.is_pointer() {
            self.alpha(self.number(Type::Element, 0));
            self.open.push(Open::Term(term));
        } else {
            self.both(Type::Immediate, term.0);
        }
    }

    /// Takes a term in but for what is put off; gives the one that is to be hashed at once.
    fn term(&mut self, term: Term) -> Option<Term> {
        if term.is_list() {
            return self.list(term);
        }
        let Some(kind) = self.view.kind(term) else {
            self.both(Type::Immediate, term.0);
            return None;
        };
        let header = self.view.word(term, 0);
        let words = self.view.words(term, 1, header.header_arity());
        match kind {
            Kind::Tuple => {
                self.both(Type::Tuple, words.len() as u64);
                return self.last_at_once(words.iter().copied());
            }
            Kind::Record => {
                let [definition, values @ ..] = words else { return None };
                let hash = Definition::of(self.view, Term(*definition)).map_or(0, |definition| definition.hash());
                self.both(Type::Record, u64::from(hash));
                return self.last_at_once(values.iter().copied());
            }
            Kind::Map => return self.flat_map(term),
            Kind::MapArray => self.map_node(Type::MapArray, words),
            Kind::MapBitmap => self.map_node(Type::MapBitmap, words),
            Kind::MapNode => {
                self.alpha(self.number(Type::MapNode, 0));
                self.children(words);
            }
            Kind::PositiveBig => self.big(Type::PositiveBig, words),
            Kind::NegativeBig => self.big(Type::NegativeBig, words),
            Kind::Float => self.both(Type::Float, words.first().copied().unwrap_or(0)),
            Kind::Reference => self.reference(self.view.reference(term).unwrap_or(0)),
            Kind::ExternalPid => self.identifier(Type::ExternalPid, words),
            Kind::ExternalPort => self.identifier(Type::ExternalPort, words),
            Kind::ExternalReference => {
                // Zeros at the end make no other reference.
                let zeros = words.iter().skip(1).rev().take_while(|word| **word == 0).count();
                self.identifier(Type::ExternalReference, &words[..words.len() - zeros]);
            }
            Kind::Export => self.both(Type::ExternalFun, words.first().copied().unwrap_or(0)),
            Kind::Fun => {
                let [index, _arity, _creator, free @ ..] = words else { return None };
                self.alpha(self.number(Type::LocalFun, free.len() as u64));
                self.beta(*index);
                return self.last_at_once(free.iter().copied());
            }
            Kind::RefcBinary | Kind::HeapBinary | Kind::SubBinary | Kind::MatchContext => {
                if let Some(bits) = self.view.bits(term) {
                    self.bitstring(bits);
                }
            }
        }
        None
    }

    /// Puts all but the last word off.
    fn last_at_once(&mut self, words: impl DoubleEndedIterator<Item = u64>) -> Option<Term> {
        let mut words = words;
        let last = words.next_back()?;
        words.for_each(|word| self.push(Term(word)));
        Some(Term(last))
    }

    /// Bytes in a row are taken in four at a time.
    fn list(&mut self, mut term: Term) -> Option<Term> {
        let (mut value, mut bytes) = (0u64, 0u64);
        while let Some((head, tail)) = self.view.cons(term)
            && let Some(byte @ 0..=255) = head.as_small()
        {
            value = value << 8 | byte as u64;
            bytes += 1;
            if bytes == 4 {
                self.alpha(self.number(Type::String, value) | bytes << 8);
                (value, bytes) = (0, 0);
            }
            term = tail;
        }
        if bytes > 0 {
            self.alpha(self.number(Type::String, value) | bytes << 8);
        }
        let Some((head, tail)) = self.view.cons(term) else { return Some(term) };
        if !head.is_pointer() {
            self.alpha(self.number(Type::Immediate, Type::Car as u64));
            self.beta(head.0);
            if !tail.is_list() {
                self.alpha(self.number(Type::Cdr, 0));
            }
            return if self.ticks > MOST_TICKS { None } else { Some(tail) };
        }
        self.open.push(if tail.is_list() { Open::Term(tail) } else { Open::Tail(tail) });
        self.alpha(self.number(Type::Car, 0));
        Some(head)
    }

    fn flat_map(&mut self, map: Term) -> Option<Term> {
        let (keys, values) = flat::parts(self.view, map)?;
        self.both(Type::FlatMap, keys.len() as u64);
        let entries = values.iter().zip(keys.iter());
        self.last_at_once(entries.flat_map(|(value, key)| [value.0, key.0]).collect::<Vec<_>>().into_iter())
    }

    fn map_node(&mut self, kind: Type, words: &[u64]) {
        let [size, children @ ..] = words else { return };
        self.both(kind, Term(*size).as_size().unwrap_or(0) as u64);
        self.children(children);
    }

    fn children(&mut self, children: &[u64]) {
        for child in children {
            match iter::leaf(self.view, Term(*child)) {
                Some((key, value)) => {
                    self.push(value);
                    self.push(key);
                }
                None => self.open.push(Open::Term(Term(*child))),
            }
        }
    }

    fn big(&mut self, sign: Type, digits: &[u64]) {
        self.alpha(self.number(sign, digits.len() as u64));
        let mut pairs = digits.chunks_exact(2);
        for pair in pairs.by_ref() {
            self.alpha(pair[0]);
            self.beta(pair[1]);
        }
        if let [last] = pairs.remainder() {
            self.beta(*last);
        }
    }

    fn reference(&mut self, number: u128) {
        self.alpha(self.number(Type::Reference, number as u64 & 0xffff_ffff));
        self.beta((number >> 32) as u64);
        if number >> 96 != 0 {
            self.alpha((number >> 96) as u64);
        }
    }

    fn identifier(&mut self, kind: Type, words: &[u64]) {
        self.alpha(self.number(kind, 0));
        words.iter().for_each(|word| self.beta(*word));
    }

    fn bitstring(&mut self, bits: Bits<'_>) {
        self.both(Type::Bitstring, bits.size as u64);
        let bytes = bits.contiguous();
        let (bytes, tail) = bytes.split_at((bits.size / 8).min(bytes.len()));
        let mut chunks = bytes.chunks_exact(16);
        for chunk in chunks.by_ref() {
            self.alpha(little(&chunk[..8]));
            self.beta(little(&chunk[8..]));
        }
        // What is left does not stir the other half, nor does it count.
        let (first, second) = chunks.remainder().split_at(chunks.remainder().len().min(8));
        self.beta ^= little(second).wrapping_mul(C2).rotate_left(33).wrapping_mul(C1);
        self.alpha ^= little(first).wrapping_mul(C1).rotate_left(31).wrapping_mul(C2);
        if let [last, ..] = tail {
            self.alpha(u64::from(last >> (8 - bits.size % 8)));
        }
    }
}

/// Eight bytes or fewer, the least significant first.
fn little(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |value, byte| value << 8 | u64::from(*byte))
}

//! The older hash of a term that is the same in every release, `erlang:phash` (OTP's `erl_term_hashing.c`,
//! `make_hash`): multiplications by primes above 2^28.
//!
//! Invariant: nothing here recurses over a term.

use crate::atom::{Atom, Atoms};
use crate::code::Code;
use crate::heap::{Bits, View};
use crate::identifier::Identifier;
use crate::number::{self, Number};
use crate::portable_hash::{self, atom_hash};
use crate::term::{Kind, Term};

/// The primes, by the numbers that OTP gives them.
const PRIMES: [u32; 15] = [
    0,
    268_440_163,
    268_439_161,
    268_435_459,
    268_436_141,
    268_438_633,
    268_437_017,
    268_438_039,
    268_437_511,
    268_439_627,
    268_440_479,
    268_440_577,
    268_440_581,
    268_440_593,
    268_440_611,
];

/// What is still to be hashed.
enum Step {
    Term(Term),
    /// What follows an element of a list.
    Rest(Term),
    /// The list ends here.
    ListEnd,
    /// The tuple of that many elements ends here.
    TupleEnd(u32),
}

struct Hasher<'a> {
    view: View<'a>,
    atoms: &'a Atoms,
    code: &'a Code,
    steps: Vec<Step>,
    hash: u32,
}

/// The hash of a term, in 32 bits.
pub fn hash(view: View<'_>, term: Term, atoms: &Atoms, code: &Code) -> u32 {
    let mut hasher = Hasher { view, atoms, code, steps: vec![Step::Term(term)], hash: 0 };
    while let Some(step) = hasher.steps.pop() {
        match step {
            Step::Term(term) => hasher.term(term),
            Step::Rest(rest) if rest.is_list() => hasher.list(rest),
            Step::Rest(rest) => hasher.steps.extend([Step::ListEnd, Step::Term(rest)]),
            Step::ListEnd => hasher.multiply(8),
            Step::TupleEnd(arity) => hasher.add(9, arity),
        }
    }
    hasher.hash
}

impl Hasher<'_> {
    fn multiply(&mut self, prime: usize) {
        self.hash = self.hash.wrapping_mul(PRIMES[prime]);
    }

    fn add(&mut self, prime: usize, value: u32) {
        self.multiply(prime);
        self.hash = self.hash.wrapping_add(value);
    }

    /// Adds bytes, the least significant first.
    fn bytes(&mut self, prime: usize, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.add(prime, u32::from(*byte)));
    }

    fn atom(&mut self, atom: Atom) {
        self.add(1, atom_hash(self.atoms.name(atom)));
    }

    fn term(&mut self, term: Term) {
        if term.is_list() {
            self.list(term);
        } else if let Some(atom) = term.as_atom() {
            self.atom(atom);
        } else if let Some(identifier) = self.view.identifier(term) {
            self.identifier(identifier);
        } else if term.is_nil() {
            self.add(3, 1);
        } else if let Some(number) = number::number(self.view, term) {
            self.number(&number);
        } else {
            self.boxed(term);
        }
    }

    fn identifier(&mut self, identifier: Identifier) {
        let low = identifier.low();
        let (prime, last) = if matches!(identifier, Identifier::Pid(..)) { (5, 6) } else { (9, 10) };
        let high = (low >> 32) as u32;
        if high != 0 {
            self.bytes(11, &high.to_le_bytes());
        }
        self.bytes(prime, &(low as u32).to_le_bytes());
        self.multiply(last);
    }

    /// Integers as their digits of 32 bits, the last of which is left out if it is zero.
    fn number(&mut self, number: &Number) {
        let negative = match number {
            Number::Float(float) => {
                let bits = if *float == 0.0 { 0 } else { float.to_bits() };
                return self.add(6, bits as u32 ^ (bits >> 32) as u32);
            }
            Number::Small(n) => {
                self.digits(n.unsigned_abs(), n.unsigned_abs() >> 32 == 0);
                *n < 0
            }
            Number::Big(n) => {
                let mut digits = n.iter_u64_digits().peekable();
                while let Some(digit) = digits.next() {
                    self.digits(digit, digits.peek().is_none() && digit >> 32 == 0);
                }
                n.sign() == num_bigint::Sign::Minus
            }
        };
        self.multiply(if negative { 4 } else { 3 });
    }

    fn digits(&mut self, digit: u64, half: bool) {
        let bytes = digit.to_le_bytes();
        self.bytes(2, &bytes[..if half { 4 } else { 8 }]);
    }

    /// Bytes are taken in at once; the first element that is none is hashed before what follows it.
    fn list(&mut self, mut list: Term) {
        while let Some((head, tail)) = self.view.cons(list) {
            let Some(byte) = head.as_small().and_then(|n| u8::try_from(n).ok()) else {
                return self.steps.extend([Step::Rest(tail), Step::Term(head)]);
            };
            self.add(2, u32::from(byte));
            list = tail;
        }
        self.steps.extend([Step::ListEnd, Step::Term(list)]);
    }

    fn boxed(&mut self, term: Term) {
        match self.view.kind(term) {
            Some(Kind::Tuple) => {
                let Some(elements) = self.view.tuple(term) else { return };
                self.steps.push(Step::TupleEnd(elements.len() as u32));
                self.steps.extend(elements.iter().rev().map(Step::Term));
            }
            Some(Kind::Map | Kind::MapArray | Kind::MapBitmap) => {
                let map = portable_hash::hash(self.view, term, self.atoms, self.code);
                self.add(13, PRIMES[14].wrapping_add(map));
            }
            Some(Kind::Export) => self.export(term),
            Some(Kind::Fun) => self.fun(term),
            _ => self.binary(term),
        }
    }

    fn export(&mut self, term: Term) {
        let index = self.view.word(term, 1).as_size().unwrap_or(usize::MAX);
        let Some(export) = self.code.exports.get(index) else { return };
        self.add(11, export.arity);
        self.atom(export.module);
        self.atom(export.function);
    }

    fn fun(&mut self, term: Term) {
        let index = self.view.word(term, 1).as_size().unwrap_or(usize::MAX);
        let Some(fun) = self.code.funs.get(index) else { return };
        self.add(10, fun.free);
        self.atom(fun.module);
        self.add(2, fun.index);
        self.add(2, fun.old.uniq);
        let view = self.view;
        self.steps.extend((0..fun.free as usize).rev().map(|i| Step::Term(view.word(term, 4 + i))));
    }

    fn binary(&mut self, term: Term) {
        let Some(bits) = self.view.bits(term) else { return };
        let (whole, rest) = (bits.size / 8 * 8, bits.size % 8);
        match bits.part(0, whole).and_then(Bits::aligned) {
            Some(bytes) => self.bytes(1, bytes),
            None => (0..whole / 8).for_each(|index| self.add(1, u32::from(bits.byte(index)))),
        }
        if rest > 0 {
            self.add(1, bits.word(whole, rest) as u32);
            self.add(12, rest as u32);
        }
        self.add(4, (whole / 8) as u32);
    }
}

//! Erlang's total order of terms and its two equalities (OTP's `erts_cmp_compound` and `eq` in
//! `erts/emulator/beam/utils.c`): number < atom < reference < fun < port < pid < tuple < map <
//! nil < list < bitstring.
//!
//! - Integers and floats compare by their exact values, however large. In the exact order, which
//!   the keys of maps have, every integer is less than every float.
//! - `0.0` and `-0.0` are equal (`==`), but not identical (`=:=`) and in the exact order `-0.0` is
//!   the lesser: as since OTP 27; in OTP 25 they are identical too.
//! - Maps compare by size, then by their keys in exact order, then by their values in key order.
//! - Funs compare by the index of their entry and then by their free variables, and after them come
//!   external funs by the index of their export entry: the indices stand for the names that OTP
//!   compares.
//!
//! Nothing here recurses: what is still to be compared lies on a stack of its own.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};

use crate::atom::Atoms;
use crate::heap::{Bits, View};
use crate::number::{self, Number};
use crate::term::{Kind, Term};

/// Where a term stands in the order of types.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Number,
    Atom,
    Reference,
    Fun,
    Export,
    Pid,
    Tuple,
    Map,
    Nil,
    List,
    Bitstring,
    /// No term that a program can hold.
    Other,
}

fn rank(view: View<'_>, term: Term) -> Rank {
    if term.is_small() {
        Rank::Number
    } else if term.is_atom() {
        Rank::Atom
    } else if term.is_list() {
        Rank::List
    } else if term.is_nil() {
        Rank::Nil
    } else if term.is_pid() {
        Rank::Pid
    } else {
        match view.kind(term) {
            Some(Kind::PositiveBig | Kind::NegativeBig | Kind::Float) => Rank::Number,
            Some(Kind::Reference) => Rank::Reference,
            Some(Kind::Fun) => Rank::Fun,
            Some(Kind::Export) => Rank::Export,
            Some(Kind::Tuple) => Rank::Tuple,
            Some(Kind::Map) => Rank::Map,
            Some(Kind::RefcBinary | Kind::HeapBinary | Kind::SubBinary) => Rank::Bitstring,
            Some(Kind::MatchContext) | None => Rank::Other,
        }
    }
}

/// The order of two terms; `exact` is the order of the keys of a map.
pub fn compare(a_view: View<'_>, a: Term, b_view: View<'_>, b: Term, atoms: &Atoms, exact: bool) -> Ordering {
    if let (Some(a), Some(b)) = (a.as_small(), b.as_small()) {
        return a.cmp(&b);
    }
    Comparison::new(a_view, b_view, Some(atoms)).run(a, b, exact)
}

/// `A == B`.
#[inline]
pub fn equal(a_view: View<'_>, a: Term, b_view: View<'_>, b: Term) -> bool {
    same(a_view, a, b_view, b, false)
}

/// `A =:= B`.
#[inline]
pub fn identical(a_view: View<'_>, a: Term, b_view: View<'_>, b: Term) -> bool {
    same(a_view, a, b_view, b, true)
}

#[inline]
fn same(a_view: View<'_>, a: Term, b_view: View<'_>, b: Term, exact: bool) -> bool {
    if !a.is_pointer() && !b.is_pointer() {
        return a == b;
    }
    if exact && a.is_pointer() != b.is_pointer() {
        return false;
    }
    Comparison::new(a_view, b_view, None).run(a, b, exact) == Ordering::Equal
}

/// What is still to be compared, when all before it has been found equal.
enum Rest<'a> {
    /// Words that are terms, side by side; the slices are of one length.
    Terms(&'a [u64], &'a [u64], bool),
    /// Two terms.
    Pair(Term, Term, bool),
}

/// One comparison at work.
struct Comparison<'a> {
    a: View<'a>,
    b: View<'a>,
    /// The names that atoms are ordered by; without them there is only equal or not.
    atoms: Option<&'a Atoms>,
    same_heap: bool,
    same_literals: bool,
    rest: Vec<Rest<'a>>,
}

impl<'a> Comparison<'a> {
    fn new(a: View<'a>, b: View<'a>, atoms: Option<&'a Atoms>) -> Comparison<'a> {
        let same_heap = std::ptr::eq(a.heap, b.heap);
        let same_literals = std::ptr::eq(a.literals, b.literals);
        Comparison { a, b, atoms, same_heap, same_literals, rest: Vec::new() }
    }

    fn run(mut self, a: Term, b: Term, exact: bool) -> Ordering {
        let (mut a, mut b, mut exact) = (a, b, exact);
        loop {
            let order = self.one(a, b, exact);
            if order != Ordering::Equal {
                return order;
            }
            match self.next() {
                Some(next) => (a, b, exact) = next,
                None => return Ordering::Equal,
            }
        }
    }

    /// The next pair of terms to compare.
    fn next(&mut self) -> Option<(Term, Term, bool)> {
        loop {
            match self.rest.pop()? {
                Rest::Pair(a, b, exact) => return Some((a, b, exact)),
                Rest::Terms([a, a_rest @ ..], [b, b_rest @ ..], exact) => {
                    if !a_rest.is_empty() {
                        self.rest.push(Rest::Terms(a_rest, b_rest, exact));
                    }
                    return Some((Term(*a), Term(*b), exact));
                }
                Rest::Terms(..) => {}
            }
        }
    }

    /// Whether two words are one object or the same immediate.
    fn is_same_word(&self, a: Term, b: Term) -> bool {
        a == b && (!a.is_pointer() || if a.is_literal() { self.same_literals } else { self.same_heap })
    }

    /// Compares two terms but for what they hold, which is left on the stack.
    fn one(&mut self, a: Term, b: Term, exact: bool) -> Ordering {
        if self.is_same_word(a, b) {
            return Ordering::Equal;
        }
        let kind = rank(self.a, a);
        let order = kind.cmp(&rank(self.b, b));
        if order != Ordering::Equal {
            return order;
        }
        match kind {
            Rank::Number => numbers(self.a, a, self.b, b, exact),
            Rank::Atom => self.atom_order(a, b),
            Rank::Reference => self.a.reference(a).cmp(&self.b.reference(b)),
            Rank::Pid => a.as_pid().cmp(&b.as_pid()),
            Rank::Fun => self.funs(a, b, exact),
            Rank::Export => self.a.word(a, 1).0.cmp(&self.b.word(b, 1).0),
            Rank::Tuple => self.tuples(a, b, exact),
            Rank::Map => self.maps(a, b, exact),
            Rank::List => self.lists(a, b, exact),
            Rank::Bitstring => bitstrings(self.a.bits(a), self.b.bits(b)),
            Rank::Nil | Rank::Other => a.0.cmp(&b.0),
        }
    }

    /// By name, code point for code point, which is the order of the bytes of UTF-8 too.
    fn atom_order(&self, a: Term, b: Term) -> Ordering {
        match (self.atoms, a.as_atom(), b.as_atom()) {
            (Some(atoms), Some(a), Some(b)) => atoms.name(a).cmp(atoms.name(b)),
            _ => a.0.cmp(&b.0),
        }
    }

    fn tuples(&mut self, a: Term, b: Term, exact: bool) -> Ordering {
        let (a_size, b_size) = (self.a.word(a, 0).header_arity(), self.b.word(b, 0).header_arity());
        if a_size == b_size {
            self.rest.push(Rest::Terms(self.a.words(a, 1, a_size), self.b.words(b, 1, b_size), exact));
        }
        a_size.cmp(&b_size)
    }

    fn funs(&mut self, a: Term, b: Term, exact: bool) -> Ordering {
        let (a_size, b_size) = (self.a.word(a, 0).header_arity(), self.b.word(b, 0).header_arity());
        let order = self.a.word(a, 1).as_small().cmp(&self.b.word(b, 1).as_small()).then(a_size.cmp(&b_size));
        if order == Ordering::Equal {
            // Behind the index are the arity and the creator, which the index stands for.
            let (a_free, b_free) = (self.a.words(a, 4, a_size), self.b.words(b, 4, b_size));
            let count = a_size.saturating_sub(3).min(a_free.len()).min(b_free.len());
            self.rest.push(Rest::Terms(&a_free[..count], &b_free[..count], exact));
        }
        order
    }

    fn maps(&mut self, a: Term, b: Term, exact: bool) -> Ordering {
        let (a_size, b_size) = (self.a.word(a, 1).as_size(), self.b.word(b, 1).as_size());
        if a_size != b_size {
            return a_size.cmp(&b_size);
        }
        let size = a_size.unwrap_or(0);
        self.rest.push(Rest::Terms(self.a.words(a, 3, size), self.b.words(b, 3, size), exact));
        let (a_keys, b_keys) = (self.a.word(a, 2), self.b.word(b, 2));
        if !self.is_same_word(a_keys, b_keys) {
            self.rest.push(Rest::Terms(self.a.words(a_keys, 1, size), self.b.words(b_keys, 1, size), true));
        }
        Ordering::Equal
    }

    /// Runs along two lists for as long as their heads can be told apart or equal at once.
    fn lists(&mut self, mut a: Term, mut b: Term, exact: bool) -> Ordering {
        loop {
            let (Some((a_head, a_tail)), Some((b_head, b_tail))) = (self.a.cons(a), self.b.cons(b)) else {
                self.rest.push(Rest::Pair(a, b, exact));
                return Ordering::Equal;
            };
            if !self.is_same_word(a_head, b_head) {
                self.rest.push(Rest::Pair(a_tail, b_tail, exact));
                self.rest.push(Rest::Pair(a_head, b_head, exact));
                return Ordering::Equal;
            }
            (a, b) = (a_tail, b_tail);
            if self.is_same_word(a, b) {
                return Ordering::Equal;
            }
        }
    }
}

fn numbers(a_view: View<'_>, a: Term, b_view: View<'_>, b: Term, exact: bool) -> Ordering {
    match (number::number(a_view, a), number::number(b_view, b)) {
        (Some(a), Some(b)) => compare_numbers(&a, &b, exact),
        (a, b) => a.is_some().cmp(&b.is_some()),
    }
}

/// The order of two numbers.
pub fn compare_numbers(a: &Number, b: &Number, exact: bool) -> Ordering {
    use Number::*;
    match (a, b) {
        (Small(a), Small(b)) => a.cmp(b),
        (Float(a), Float(b)) if exact => a.total_cmp(b),
        (Float(a), Float(b)) => a.partial_cmp(b).unwrap_or(Ordering::Equal),
        (Small(_) | Big(_), Float(_)) if exact => Ordering::Less,
        (Float(_), Small(_) | Big(_)) if exact => Ordering::Greater,
        (Small(a), Float(b)) => small_and_float(*a, *b),
        (Float(a), Small(b)) => small_and_float(*b, *a).reverse(),
        (Big(a), Float(b)) => big_and_float(a, *b),
        (Float(a), Big(b)) => big_and_float(b, *a).reverse(),
        (Big(a), Big(b)) => a.cmp(b),
        (Small(_), Big(b)) => {
            if b.sign() == num_bigint::Sign::Minus {
                Ordering::Greater
            } else {
                Ordering::Less
            }
        }
        (Big(_), Small(_)) => compare_numbers(b, a, exact).reverse(),
    }
}

fn small_and_float(a: i64, b: f64) -> Ordering {
    // Up to 2^53 every integer is a float; beyond that every float is an integer.
    if b.abs() < 2f64.powi(53) {
        return (a as f64).partial_cmp(&b).unwrap_or(Ordering::Equal);
    }
    match b.to_i64() {
        Some(b) => a.cmp(&b),
        None if b > 0.0 => Ordering::Less,
        None => Ordering::Greater,
    }
}

/// A bignum is beyond 2^53, where a float with a fraction is nearer to zero anyway.
fn big_and_float(a: &BigInt, b: f64) -> Ordering {
    BigInt::from_f64(b).map_or(Ordering::Equal, |b| a.cmp(&b))
}

/// Bit for bit; where one ends first it is the lesser.
fn bitstrings(a: Option<Bits<'_>>, b: Option<Bits<'_>>) -> Ordering {
    let (Some(a), Some(b)) = (a, b) else { return a.is_some().cmp(&b.is_some()) };
    a.compare(b)
}

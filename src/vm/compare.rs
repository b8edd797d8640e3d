//! Erlang's total order of terms and its two equalities (OTP's `erts_cmp_compound` and `eq` in
//! `erts/emulator/beam/utils.c`): number < atom < reference < fun < port < pid < tuple < native record
//! < map < nil < list < bitstring.
//!
//! - Integers and floats compare by their exact values, however large. In the exact order, which
//!   the keys of maps have, every integer is less than every float.
//! - `0.0` and `-0.0` are equal (`==`). Since OTP 27 they are not identical (`=:=`), and in the exact order
//!   `-0.0` is the lesser; before, they are one.
//! - Maps compare by size, then by their keys in exact order, then by their values in key order.
//! - Native records compare by module, name, whether they are exported, number of fields, the fields' names
//!   and then their values, field by field as they are defined.
//! - Funs compare by the index of their entry and then by their free variables, and after them come
//!   external funs by the index of their export entry: the indices stand for the names that OTP
//!   compares.
//!
//! Nothing here recurses: what is still to be compared lies on a stack of its own. So do the maps whose
//! keys are being put in order, which takes comparisons itself.

use std::cmp::Ordering;

use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};

use crate::atom::Atoms;
use crate::heap::{Bits, View};
use crate::map::{self, Both, Sort};
use crate::number::{self, Number};
use crate::record::{Definition, Record};
use crate::term::{Kind, Term};

/// The release from which on the zeros of both signs are two.
const FIRST_WITH_TWO_ZEROS: u32 = 27;

/// Where a term stands in the order of types.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Number,
    Atom,
    Reference,
    Fun,
    Export,
    Port,
    Pid,
    Tuple,
    Record,
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
    } else if term.is_port() {
        Rank::Port
    } else {
        match view.kind(term) {
            Some(Kind::PositiveBig | Kind::NegativeBig | Kind::Float) => Rank::Number,
            Some(Kind::Reference | Kind::ExternalReference) => Rank::Reference,
            Some(Kind::ExternalPid) => Rank::Pid,
            Some(Kind::ExternalPort) => Rank::Port,
            Some(Kind::Fun) => Rank::Fun,
            Some(Kind::Export) => Rank::Export,
            Some(Kind::Tuple) => Rank::Tuple,
            Some(Kind::Record) => Rank::Record,
            Some(Kind::Map | Kind::MapArray | Kind::MapBitmap) => Rank::Map,
            Some(Kind::RefcBinary | Kind::HeapBinary | Kind::SubBinary) => Rank::Bitstring,
            Some(Kind::MatchContext | Kind::MapNode) | None => Rank::Other,
        }
    }
}

/// The order of two terms; `exact` is the order of the keys of a map.
pub fn compare(a_view: View<'_>, a: Term, b_view: View<'_>, b: Term, atoms: &Atoms, exact: bool) -> Ordering {
    if let (Some(a), Some(b)) = (a.as_small(), b.as_small()) {
        return a.cmp(&b);
    }
    Comparison::new(a_view, b_view, Some(atoms), has_two_zeros(atoms)).run(a, b, exact)
}

fn has_two_zeros(atoms: &Atoms) -> bool {
    atoms.otp() >= FIRST_WITH_TWO_ZEROS
}

/// `A == B`.
#[inline]
pub fn equal(a_view: View<'_>, a: Term, b_view: View<'_>, b: Term, atoms: &Atoms) -> bool {
    same(a_view, a, b_view, b, atoms, false)
}

/// `A =:= B`; the atoms tell the release.
#[inline]
pub fn identical(a_view: View<'_>, a: Term, b_view: View<'_>, b: Term, atoms: &Atoms) -> bool {
    same(a_view, a, b_view, b, atoms, true)
}

#[inline]
fn same(a_view: View<'_>, a: Term, b_view: View<'_>, b: Term, atoms: &Atoms, exact: bool) -> bool {
    if !a.is_pointer() && !b.is_pointer() {
        return a == b;
    }
    if exact && a.is_pointer() != b.is_pointer() {
        return false;
    }
    Comparison::new(a_view, b_view, None, has_two_zeros(atoms)).run(a, b, exact) == Ordering::Equal
}

/// What is still to be compared, when all before it has been found equal.
enum Rest<'a> {
    /// Words that are terms, side by side; the slices are of one length.
    Terms(&'a [u64], &'a [u64], bool),
    /// Two terms.
    Pair(Term, Term, bool),
    /// Pairs of terms.
    Pairs(std::vec::IntoIter<(Term, Term)>, bool),
    /// Two tries of as many keys, of which it is asked only whether they are equal.
    Tries(Both<'a>, bool),
}

/// Two tries of as many keys whose keys are being put in order.
struct Tries<'a> {
    /// The views of one and the other, and the sorts of their entries.
    sides: [(View<'a>, Sort); 2],
    exact: bool,
    /// Which sort has asked for the comparison at hand.
    asking: Option<usize>,
    /// What was left to compare when these maps were met.
    base: usize,
}

/// One comparison at work.
struct Comparison<'a> {
    a: View<'a>,
    b: View<'a>,
    /// The names that atoms are ordered by; without them there is only equal or not.
    atoms: Option<&'a Atoms>,
    /// Whether `0.0` and `-0.0` differ when compared exactly.
    two_zeros: bool,
    same_heap: bool,
    same_literals: bool,
    rest: Vec<Rest<'a>>,
    /// The maps whose keys are being put in order: each is a key of the one before, or in it.
    tries: Vec<Tries<'a>>,
}

impl<'a> Comparison<'a> {
    fn new(a: View<'a>, b: View<'a>, atoms: Option<&'a Atoms>, two_zeros: bool) -> Comparison<'a> {
        let (rest, tries) = (Vec::new(), Vec::new());
        let mut new = Comparison { a, b, atoms, two_zeros, same_heap: false, same_literals: false, rest, tries };
        new.look_at(a, b);
        new
    }

    /// Sets what terms are read through.
    fn look_at(&mut self, a: View<'a>, b: View<'a>) {
        (self.a, self.b) = (a, b);
        self.same_heap = std::ptr::eq(a.heap, b.heap);
        self.same_literals = std::ptr::eq(a.literals, b.literals);
    }

    fn run(mut self, a: Term, b: Term, exact: bool) -> Ordering {
        let (mut a, mut b, mut exact) = (a, b, exact);
        loop {
            let mut order = self.one(a, b, exact);
            if order == Ordering::Equal {
                match self.next() {
                    Ok(Some(next)) => {
                        (a, b, exact) = next;
                        continue;
                    }
                    Ok(None) => {}
                    Err(unequal) => order = unequal,
                }
            }
            match self.decided(order) {
                Ok(next) => (a, b, exact) = next,
                Err(order) => return order,
            }
        }
    }

    /// The next pair of terms to compare, but for what is outside the maps at hand; `Err` where it is found
    /// that there is a difference.
    fn next(&mut self) -> Result<Option<(Term, Term, bool)>, Ordering> {
        let base = self.tries.last().map_or(0, |tries| tries.base);
        while self.rest.len() > base {
            match self.rest.pop() {
                Some(Rest::Pair(a, b, exact)) => return Ok(Some((a, b, exact))),
                Some(Rest::Terms([a, a_rest @ ..], [b, b_rest @ ..], exact)) => {
                    if !a_rest.is_empty() {
                        self.rest.push(Rest::Terms(a_rest, b_rest, exact));
                    }
                    return Ok(Some((Term(*a), Term(*b), exact)));
                }
                Some(Rest::Pairs(mut pairs, exact)) => {
                    if let Some((a, b)) = pairs.next() {
                        self.rest.push(Rest::Pairs(pairs, exact));
                        return Ok(Some((a, b, exact)));
                    }
                }
                Some(Rest::Tries(mut both, exact)) => {
                    if let Some((a, b)) = both.next(|a, b| self.is_same_word(a, b)).map_err(|()| Ordering::Less)? {
                        self.rest.extend([Rest::Tries(both, exact), Rest::Pair(a.1, b.1, exact)]);
                        return Ok(Some((a.0, b.0, true)));
                    }
                }
                Some(Rest::Terms(..)) | None => {}
            }
        }
        Ok(None)
    }

    /// What is to be compared when a comparison has come to its end; `Err` with its result if it was the last.
    fn decided(&mut self, mut order: Ordering) -> Result<(Term, Term, bool), Ordering> {
        loop {
            let Some(tries) = self.tries.last_mut() else { return Err(order) };
            self.rest.truncate(tries.base);
            if let Some((_, sort)) = tries.asking.take().and_then(|asking| tries.sides.get_mut(asking)) {
                sort.answer(order);
            }
            for (side, (view, sort)) in tries.sides.iter_mut().enumerate() {
                if let Some((a, b)) = sort.question() {
                    tries.asking = Some(side);
                    let view = *view;
                    self.look_at(view, view);
                    return Ok((a, b, true));
                }
            }
            let Some(Tries { sides: [(a, a_sort), (b, b_sort)], exact, .. }) = self.tries.pop() else { continue };
            self.look_at(a, b);
            let both = a_sort.finish().into_iter().zip(b_sort.finish());
            let (keys, values): (Vec<_>, Vec<_>) = both.map(|(a, b)| ((a.0, b.0), (a.1, b.1))).unzip();
            self.rest.extend([Rest::Pairs(values.into_iter(), exact), Rest::Pairs(keys.into_iter(), true)]);
            match self.next() {
                Ok(Some(next)) => return Ok(next),
                Ok(None) => order = Ordering::Equal,
                Err(unequal) => order = unequal,
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
            Rank::Number => self.numbers(a, b, exact),
            Rank::Atom => self.atom_order(a, b),
            Rank::Reference | Rank::Pid | Rank::Port => match (self.a.identifier(a), self.b.identifier(b)) {
                (Some(one), Some(other)) => one.order(other, self.atoms),
                _ => Ordering::Equal,
            },
            Rank::Fun => self.funs(a, b, exact),
            Rank::Export => self.a.word(a, 1).0.cmp(&self.b.word(b, 1).0),
            Rank::Tuple => self.tuples(a, b, exact),
            Rank::Record => self.records(a, b, exact),
            Rank::Map => self.maps(a, b, exact),
            Rank::List => self.lists(a, b, exact),
            Rank::Bitstring => bitstrings(self.a.bits(a), self.b.bits(b)),
            Rank::Nil | Rank::Other => a.0.cmp(&b.0),
        }
    }

    fn numbers(&self, a: Term, b: Term, exact: bool) -> Ordering {
        match (number::number(self.a, a), number::number(self.b, b)) {
            (Some(Number::Float(a)), Some(Number::Float(b))) if exact && self.two_zeros => a.total_cmp(&b),
            (Some(a), Some(b)) => compare_numbers(&a, &b, exact),
            (a, b) => a.is_some().cmp(&b.is_some()),
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

    fn records(&mut self, a: Term, b: Term, exact: bool) -> Ordering {
        let (Some(a), Some(b)) = (Record::of(self.a, a), Record::of(self.b, b)) else { return a.0.cmp(&b.0) };
        let (a_is, b_is) = (a.definition, b.definition);
        if !self.is_same_word(a_is.term, b_is.term) {
            let names = |d: Definition<'_>| [Term::atom(d.module), Term::atom(d.name), Term::boolean(d.is_exported)];
            let ids = names(a_is).into_iter().zip(names(b_is));
            let order = ids.fold(Ordering::Equal, |order, (a, b)| order.then_with(|| self.atom_order(a, b)));
            let order = order.then(a_is.keys.len().cmp(&b_is.keys.len()));
            let keys = a_is.keys.iter().zip(b_is.keys.iter());
            let order = keys.fold(order, |order, (a, b)| order.then_with(|| self.atom_order(a, b)));
            if order != Ordering::Equal {
                return order;
            }
        }
        self.rest.push(Rest::Terms(a.values.words(), b.values.words(), exact));
        Ordering::Equal
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
        let flat = |view: View<'_>, map| view.kind(map) == Some(Kind::Map);
        match (flat(self.a, a), flat(self.b, b)) {
            (true, true) => {}
            (false, false) => return self.tries(a, b, exact),
            (a_flat, b_flat) => return b_flat.cmp(&a_flat),
        }
        let size = a_size.unwrap_or(0);
        self.rest.push(Rest::Terms(self.a.words(a, 3, size), self.b.words(b, 3, size), exact));
        let (a_keys, b_keys) = (self.a.word(a, 2), self.b.word(b, 2));
        if !self.is_same_word(a_keys, b_keys) {
            self.rest.push(Rest::Terms(self.a.words(a_keys, 1, size), self.b.words(b_keys, 1, size), true));
        }
        Ordering::Equal
    }

    fn tries(&mut self, a: Term, b: Term, exact: bool) -> Ordering {
        if self.atoms.is_none() {
            self.rest.push(Rest::Tries(Both::new(self.a, a, self.b, b), exact));
        } else {
            let side = |view, map| (view, Sort::new(map::entries(view, map).unwrap_or_default()));
            let sides = [side(self.a, a), side(self.b, b)];
            self.tries.push(Tries { sides, exact, asking: None, base: self.rest.len() });
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

/// The order of two numbers, to which the zeros of both signs are one.
pub fn compare_numbers(a: &Number, b: &Number, exact: bool) -> Ordering {
    use Number::*;
    match (a, b) {
        (Small(a), Small(b)) => a.cmp(b),
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

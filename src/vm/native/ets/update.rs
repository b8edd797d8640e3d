//! Changing elements of objects, and adding to them.
//!
//! As in OTP all that is to be done is looked at before anything is done; with a default object, the object that is to
//! be changed is the default with the key that was sought.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::{key, writable};
use crate::atom::am;
use crate::compare;
use crate::copy;
use crate::ets::Table;
use crate::exec::{Ctx, Fail};
use crate::heap::{Allocate, Fragment, View};
use crate::native::NativeResult;
use crate::native::arithmetic::refuse;
use crate::number;
use crate::signal::Parcel;
use crate::term::Term;

/// The object that is to be changed.
struct Base {
    table: u128,
    keypos: usize,
    /// The object of the table; where there is none, the elements are those of a default.
    object: Option<Parcel>,
    elements: Vec<Term>,
}

impl Base {
    fn view<'a>(&'a self, c: &'a Ctx<'_>) -> View<'a> {
        match &self.object {
            Some(object) => object.0.view(&c.code.literals.words),
            None => c.view(),
        }
    }

    /// A position that a program gave: one that there is, or else that is said, and not the key's.
    fn position(&self, position: Term, otherwise: Fail) -> Result<usize, Fail> {
        let position = position.as_small().ok_or(Fail::badarg())?;
        match usize::try_from(position) {
            Ok(position) if position == self.keypos => Err(Fail::because(am::KEYPOS)),
            Ok(position) if (1..=self.elements.len()).contains(&position) => Ok(position),
            _ => Err(otherwise),
        }
    }

    /// Puts the object with other elements, which are terms of the process, in its place.
    fn put(self, c: &mut Ctx<'_>, changes: &BTreeMap<usize, Term>) -> Result<(), Fail> {
        let room = c.sys.shared.room(c.sys.limits.total_words, c.sys.total_words());
        let mut fragment = Fragment::default();
        let mut elements = Vec::with_capacity(self.elements.len());
        for (index, element) in self.elements.iter().enumerate() {
            let (view, term) = match changes.get(&(index + 1)) {
                Some(change) => (c.view(), *change),
                None => (self.view(c), *element),
            };
            elements.push(copy::copy_term(view, term, &mut fragment, room)?);
        }
        let tuple = fragment.tuple(&elements)?;
        if fragment.footprint() > room {
            return Err(Fail::HeapLimit);
        }
        let object = (Arc::new(fragment), tuple);
        let (atoms, literals) = (&c.sys.atoms, &c.code.literals.words);
        c.sys.shared.change_tables(|tables| tables.change(self.table, |table| table.insert(object, atoms, literals)));
        Ok(())
    }
}

/// The object of a key, or what is to become one.
fn base(c: &Ctx<'_>, table: &Table, sought: Term, default: Option<Term>) -> Option<Base> {
    let (number, keypos) = (table.number, table.keypos);
    let found = table.get(&key(c, sought)).first().map(|object| (*object).clone());
    if let Some(object) = found {
        let elements = object.0.view(&c.code.literals.words).tuple(object.1)?.to_vec();
        return Some(Base { table: number, keypos, object: Some(object), elements });
    }
    let mut elements = c.view().tuple(default?)?.to_vec();
    *elements.get_mut(keypos.checked_sub(1)?)? = sought;
    Some(Base { table: number, keypos, object: None, elements })
}

fn checked_default(c: &Ctx<'_>, default: Option<Term>) -> Result<(), Fail> {
    let is_tuple = |term| c.view().tuple_arity(term).is_some();
    if default.is_none_or(is_tuple) {
        return Ok(());
    }
    Err(if c.sys.atoms.otp() < 29 { Fail::badarg() } else { Fail::because(am::DEFAULT) })
}

pub(super) fn element(c: &mut Ctx<'_>, a: &[Term], default: Option<Term>) -> NativeResult {
    let table = writable(c, a[0])?;
    checked_default(c, default)?;
    if table.is_bag() {
        return Err(Fail::badarg());
    }
    let Some(base) = base(c, &table, a[1], default) else { return Ok(Term::boolean(false)) };
    drop(table);
    let mut changes = BTreeMap::new();
    for one in asked(c, a[2]) {
        let [position, value] = one?[..] else { return Err(Fail::badarg()) };
        // OTP 25 does not say that it is the position.
        let outside = if c.sys.atoms.otp() < 27 { Fail::badarg() } else { Fail::because(am::POSITION) };
        changes.insert(base.position(position, outside)?, value);
    }
    base.put(c, &changes)?;
    Ok(Term::boolean(true))
}

/// What is asked for, tuple by tuple, with what is wrong with the list where it comes.
fn asked(c: &Ctx<'_>, term: Term) -> Vec<Result<Vec<Term>, Fail>> {
    let view = c.view();
    if let Some(one) = view.tuple(term) {
        return vec![Ok(one.to_vec())];
    }
    let mut list = view.list(term);
    let tuple = |one| view.tuple(one).map(|one| one.to_vec()).ok_or(Fail::badarg());
    let mut all: Vec<Result<Vec<Term>, Fail>> = list.by_ref().map(tuple).collect();
    if !list.rest.is_nil() {
        all.push(Err(Fail::badarg()));
    }
    all
}

/// An operation on a counter: what is added where, and beyond which bound what is put instead.
struct Operation {
    position: usize,
    more: Term,
    bound: Option<(Term, Term)>,
}

fn operation(c: &Ctx<'_>, base: &Base, one: &[Term]) -> Result<Operation, Fail> {
    let view = c.view();
    let (position, more, bound) = match *one {
        [position, more] => (position, more, None),
        [position, more, bound, reset] if view.is_integer(bound) && view.is_integer(reset) => {
            (position, more, Some((bound, reset)))
        }
        _ => return Err(Fail::badarg()),
    };
    if !position.is_small() || !view.is_integer(more) {
        return Err(Fail::badarg());
    }
    let position = base.position(position, Fail::because(am::POSITION))?;
    let current = base.elements.get(position - 1).copied().unwrap_or(Term::NIL);
    if base.view(c).is_integer(current) { Ok(Operation { position, more, bound }) } else { Err(Fail::badarg()) }
}

pub(super) fn counter(c: &mut Ctx<'_>, a: &[Term], default: Option<Term>) -> NativeResult {
    let table = writable(c, a[0])?;
    checked_default(c, default)?;
    if table.is_bag() {
        return Err(Fail::because(am::TABLE_TYPE));
    }
    let base = base(c, &table, a[1], default).ok_or(Fail::because(am::BADKEY))?;
    drop(table);
    let is_list = !c.view().is_integer(a[2]) && c.view().tuple_arity(a[2]).is_none();
    let all = match c.view().is_integer(a[2]) {
        true => vec![Ok(vec![Term::size(base.keypos + 1), a[2]])],
        false => asked(c, a[2]),
    };
    let mut operations = Vec::with_capacity(all.len());
    for one in all {
        operations.push(operation(c, &base, &one?)?);
    }
    let mut changes = BTreeMap::new();
    let mut sums = Vec::with_capacity(operations.len());
    for operation in operations {
        let current = match changes.get(&operation.position) {
            Some(changed) => *changed,
            None => own_integer(c, &base, operation.position)?,
        };
        let sum = add(c, current, &operation)?;
        changes.insert(operation.position, sum);
        sums.push(sum);
    }
    base.put(c, &changes)?;
    if is_list { Ok(c.p.block.list(&sums)?) } else { sums.first().copied().ok_or(Fail::badarg()) }
}

/// An integer of the object, on the heap.
fn own_integer(c: &mut Ctx<'_>, base: &Base, position: usize) -> NativeResult {
    let term = base.elements.get(position - 1).copied().unwrap_or(Term::NIL);
    match &base.object {
        Some(object) => super::copied(c, object, term),
        None => Ok(term),
    }
}

fn add(c: &mut Ctx<'_>, current: Term, operation: &Operation) -> NativeResult {
    let sum = number::add(c.view(), current, operation.more).map_err(refuse)?;
    let sum = number::put(&sum, &mut c.p.block)?;
    let Some((bound, reset)) = operation.bound else { return Ok(sum) };
    let (view, atoms) = (c.view(), &c.sys.atoms);
    let zero = Term::size(0);
    let beyond = match compare::compare(view, operation.more, view, zero, atoms, false) {
        Ordering::Less => Ordering::Less,
        _ => Ordering::Greater,
    };
    let is_beyond = compare::compare(view, sum, view, bound, atoms, false) == beyond;
    Ok(if is_beyond { reset } else { sum })
}

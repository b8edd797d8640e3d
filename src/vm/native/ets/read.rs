//! Reading: objects and elements by key, walking the keys.

use super::{copied, key, listed, readable};
use crate::atom::am;
use crate::ets::Table;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::NativeResult;
use crate::signal::Parcel;
use crate::term::Term;

pub(super) fn lookup(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let table = readable(c, a[0])?;
    let objects = table.get(&key(c, a[1]));
    listed(c, &objects)
}

pub(super) fn member(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let table = readable(c, a[0])?;
    Ok(Term::boolean(table.has(&key(c, a[1]))))
}

/// An element of the object of a key, or a list of those of all objects; nothing where there is none.
pub(super) fn element(c: &mut Ctx<'_>, a: &[Term]) -> Result<Option<Term>, Fail> {
    let table = readable(c, a[0])?;
    let position = a[2].as_size().filter(|position| *position > 0).ok_or(Fail::badarg())?;
    let objects = table.get(&key(c, a[1]));
    let literals = &c.code.literals.words;
    let element = |object: &Parcel| object.0.view(literals).tuple(object.1)?.get(position - 1);
    let elements: Option<Vec<Term>> = objects.iter().map(|object| element(object)).collect();
    let elements = elements.ok_or(Fail::badarg())?;
    let mut terms = Vec::with_capacity(elements.len());
    for (object, element) in objects.iter().zip(elements) {
        terms.push(copied(c, object, element)?);
    }
    if table.is_bag() && !terms.is_empty() { Ok(Some(c.p.block.list(&terms)?)) } else { Ok(terms.first().copied()) }
}

/// The first key or the last one, with its objects where they are wanted.
pub(super) fn end(c: &mut Ctx<'_>, table: Term, last: bool, objects: bool) -> NativeResult {
    let table = readable(c, table)?;
    let found = table.first(last);
    told(c, &table, found, objects)
}

/// The key behind another, or before it, with its objects where they are wanted.
pub(super) fn next(c: &mut Ctx<'_>, a: &[Term], before: bool, objects: bool) -> NativeResult {
    let table = readable(c, a[0])?;
    let found = table.next(&key(c, a[1]), before).map_err(|_| Fail::badarg())?;
    told(c, &table, found, objects)
}

fn told(c: &mut Ctx<'_>, table: &Table, found: Option<&Parcel>, objects: bool) -> NativeResult {
    let Some(object) = found else { return Ok(Term::atom(am::END_OF_TABLE)) };
    let own = object.0.view(&c.code.literals.words).word(object.1, table.keypos);
    let found = copied(c, object, own)?;
    if !objects {
        return Ok(found);
    }
    let objects = table.get(&key(c, found));
    let list = listed(c, &objects)?;
    Ok(c.p.block.tuple(&[found, list])?)
}

pub(super) fn slot(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let table = readable(c, a[0])?;
    let slot = a[1].as_size().filter(|slot| *slot <= table.slots()).ok_or(Fail::badarg())?;
    if slot == table.slots() {
        return Ok(Term::atom(am::END_OF_TABLE));
    }
    listed(c, &table.slot(slot))
}

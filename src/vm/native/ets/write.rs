//! Writing: putting objects, deleting and taking them.

use super::{charge, kept, key, listed, writable};
use crate::ets::Table;
use crate::exec::{Ctx, Fail};
use crate::native::NativeResult;
use crate::term::Term;

/// The objects that a term is: a tuple, or a list of tuples, which all have the key of the table.
fn objects(c: &Ctx<'_>, table: &Table, term: Term) -> Result<Vec<Term>, Fail> {
    let view = c.view();
    let objects = match view.tuple_arity(term) {
        Some(_) => vec![term],
        None => view.proper_list(term).ok_or(Fail::badarg())?,
    };
    let has_key = |object: &Term| view.tuple_arity(*object).is_some_and(|arity| arity >= table.keypos);
    if objects.iter().all(has_key) { Ok(objects) } else { Err(Fail::badarg()) }
}

/// Puts an object that has a key.
pub(super) fn put(c: &mut Ctx<'_>, table: u128, object: Term) -> Result<(), Fail> {
    let object = kept(c, object)?;
    let (atoms, literals) = (&c.sys.atoms, &c.code.literals.words);
    c.sys.shared.change_tables(|tables| tables.change(table, |table| table.insert(object, atoms, literals)));
    Ok(())
}

fn put_all(c: &mut Ctx<'_>, table: u128, objects: &[Term]) -> NativeResult {
    charge(c, objects.len() as i64 / 8);
    objects.iter().try_for_each(|object| put(c, table, *object))?;
    Ok(Term::boolean(true))
}

pub(super) fn insert(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let table = writable(c, a[0])?;
    let (number, objects) = (table.number, objects(c, &table, a[1])?);
    drop(table);
    put_all(c, number, &objects)
}

/// Puts objects where there is none of any of their keys.
pub(super) fn insert_new(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let table = writable(c, a[0])?;
    let (number, objects) = (table.number, objects(c, &table, a[1])?);
    let is_there = |object: &Term| table.has(&key(c, c.view().word(*object, table.keypos)));
    if objects.iter().any(is_there) {
        return Ok(Term::boolean(false));
    }
    drop(table);
    put_all(c, number, &objects)
}

/// Deletes the objects of a key, or of them those that are equal to one.
fn remove(c: &mut Ctx<'_>, table: u128, sought: Term, equal: Option<Term>) {
    let view = c.p.block.view(&c.code.literals.words);
    let sought = crate::ets::Key { view, term: sought, atoms: &c.sys.atoms };
    let equal = equal.map(|object| (view, object));
    let shared = &mut c.sys.shared;
    let removed = shared.change_tables(|tables| tables.change(table, |table| table.delete(&sought, equal)));
    charge(c, removed.unwrap_or(0) as i64 / 8);
}

pub(super) fn delete(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let table = writable(c, a[0])?.number;
    remove(c, table, a[1], None);
    Ok(Term::boolean(true))
}

pub(super) fn delete_object(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let table = writable(c, a[0])?;
    let (number, keypos) = (table.number, table.keypos);
    drop(table);
    let view = c.view();
    view.tuple_arity(a[1]).filter(|arity| *arity >= keypos).ok_or(Fail::badarg())?;
    let sought = view.word(a[1], keypos);
    remove(c, number, sought, Some(a[1]));
    Ok(Term::boolean(true))
}

/// The objects of a key, which are no longer there then.
pub(super) fn take(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let table = writable(c, a[0])?;
    let number = table.number;
    let objects = table.get(&key(c, a[1]));
    let list = listed(c, &objects)?;
    drop(objects);
    drop(table);
    remove(c, number, a[1], None);
    Ok(list)
}

/// Deletes all objects; how many there were.
pub(super) fn delete_all(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let table = writable(c, a[0])?.number;
    let count = c.sys.shared.change_tables(|tables| tables.change(table, Table::clear)).unwrap_or(0);
    charge(c, count as i64 / 8);
    Ok(Term::size(count))
}

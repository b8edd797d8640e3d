//! The native functions of `maps` (OTP's `erl_map.c`).

use crate::atom::am;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::map;
use crate::native::data::{bad, bad_map};
use crate::native::{Native, NativeResult, charge_pieces};
use crate::term::Term;

const fn pure(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("maps", name, arity, run, true)
}

pub(super) const TABLE: &[Native] = &[
    pure("find", 2, find),
    pure("from_keys", 2, from_keys),
    pure("from_list", 1, from_list),
    pure("get", 2, get),
    pure("is_key", 2, |c, a| Ok(Term::boolean(value(c, a[0], a[1])?.is_some()))),
    pure("keys", 1, keys),
    pure("merge", 2, merge),
    pure("put", 3, |c, a| put(c, a[0], a[1], a[2])),
    pure("remove", 2, |c, a| Ok(without(c, a[0], a[1])?.map_or(a[1], |found| found.1))),
    pure("take", 2, take),
    pure("update", 3, update),
    pure("values", 1, values),
];

/// How many entries a reduction puts into a map, and how many it makes a list of.
const PUT: usize = 10;
const LISTED: usize = 40;

type Entries = Vec<(Term, Term)>;

fn entries(c: &mut Ctx<'_>, map: Term) -> Result<Entries, Fail> {
    match map::listed(c.view(), &c.sys.atoms, map) {
        Some(entries) => {
            charge_pieces(c, entries.len(), LISTED);
            Ok(entries)
        }
        None => Err(bad_map(c, map)),
    }
}

fn value(c: &mut Ctx<'_>, key: Term, map: Term) -> Result<Option<Term>, Fail> {
    if !c.view().is_map(map) {
        return Err(bad_map(c, map));
    }
    Ok(map::get(c.view(), &c.sys.atoms, map, key))
}

fn find(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match value(c, a[0], a[1])? {
        Some(value) => Ok(c.p.block.tuple(&[Term::atom(am::OK), value])?),
        None => Ok(Term::atom(am::ERROR)),
    }
}

fn get(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match value(c, a[0], a[1])? {
        Some(value) => Ok(value),
        None => Err(bad(c, am::BADKEY, a[0])),
    }
}

fn from_list(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let view = c.view();
    let list = view.proper_list(a[0]).ok_or(Fail::badarg())?;
    let pair = |t: &Term| match view.tuple(*t)?.to_vec()[..] {
        [key, value] => Some((key, value)),
        _ => None,
    };
    let entries = list.iter().map(pair).collect::<Option<Entries>>().ok_or(Fail::badarg())?;
    charge_pieces(c, entries.len(), PUT);
    Ok(c.maps().from_entries(entries)?)
}

fn from_keys(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let keys = c.view().proper_list(a[0]).ok_or(Fail::badarg())?;
    charge_pieces(c, keys.len(), PUT);
    Ok(c.maps().from_entries(keys.into_iter().map(|key| (key, a[1])).collect())?)
}

fn keys(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let keys: Vec<Term> = entries(c, a[0])?.into_iter().map(|e| e.0).collect();
    Ok(c.p.block.list(&keys)?)
}

fn values(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let values: Vec<Term> = entries(c, a[0])?.into_iter().map(|e| e.1).collect();
    Ok(c.p.block.list(&values)?)
}

fn merge(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match a.iter().find(|map| !c.view().is_map(**map)) {
        Some(other) => Err(bad_map(c, *other)),
        // With nothing, or with itself, a map stays the object that it is.
        None if a[0] == a[1] || map::size(c.view(), a[1]) == Some(0) => Ok(a[0]),
        None if map::size(c.view(), a[0]) == Some(0) => Ok(a[1]),
        None => {
            let sizes = a.iter().filter_map(|map| map::size(c.view(), *map)).sum();
            charge_pieces(c, sizes, PUT);
            Ok(c.maps().merge(a[0], a[1])?)
        }
    }
}

fn put(c: &mut Ctx<'_>, key: Term, value: Term, map: Term) -> NativeResult {
    if !c.view().is_map(map) {
        return Err(bad_map(c, map));
    }
    // With what it has already a map stays the object that it is.
    if map::get(c.view(), &c.sys.atoms, map, key) == Some(value) {
        return Ok(map);
    }
    Ok(c.maps().put(map, key, value)?)
}

fn update(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match value(c, a[0], a[2])? {
        Some(_) => put(c, a[0], a[1], a[2]),
        None => Err(bad(c, am::BADKEY, a[0])),
    }
}

/// The value of a key, and the map without it; `None` where the map does not have it.
fn without(c: &mut Ctx<'_>, key: Term, map: Term) -> Result<Option<(Term, Term)>, Fail> {
    if !c.view().is_map(map) {
        return Err(bad_map(c, map));
    }
    Ok(c.maps().remove(map, key)?)
}

fn take(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match without(c, a[0], a[1])? {
        Some((value, rest)) => Ok(c.p.block.tuple(&[value, rest])?),
        None => Ok(Term::atom(am::ERROR)),
    }
}

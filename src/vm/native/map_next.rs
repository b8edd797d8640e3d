//! `erts_internal:map_next/3`, which `maps` of the standard library makes iterators and lists of
//! (OTP's `erl_map.c`).
//!
//! Of a large map it gives some entries at a time and the path to the next (`Iter::path`). How many is no
//! part of what `maps` promises: the first time 32, as in OTP, and then as many as OTP does at the begin
//! of a time slice.

use num_bigint::BigInt;

use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::map::{self, Entry, FLAT_LIMIT, From, Iter};
use crate::native::{Native, NativeResult};
use crate::number;
use crate::term::{Kind, Term};

pub(super) const TABLE: &[Native] = &[Native::new("erts_internal", "map_next", 3, map_next, true)];

/// The most entries given when a walk goes on.
const MORE: usize = 1000;

/// `map_next(Path, Map, iterator)` is `{K, V, {K, V, … none | [Path | Map]}}`, `map_next(Path, Map, List)` the
/// entries, the last first, before `List`, and `Path` and `Map` before these if there are more. Since OTP 29 the
/// entries that it lists begin at the end, so that the whole list begins with the first.
fn map_next(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let (path, map) = (a[0], a[1]);
    let listing = a[2].is_list() || a[2].is_nil();
    let iterating = a[2].as_atom().is_some_and(|atom| c.sys.atoms.name(atom) == "iterator");
    if !c.view().is_map(map) || !(listing || iterating) {
        return Err(Fail::badarg());
    }
    let (entries, rest) = if c.view().kind(map) == Some(Kind::Map) && path.is_small() {
        let entries = map::entries(c.view(), map).unwrap_or_default();
        path.as_size().filter(|at| *at <= entries.len()).ok_or(Fail::badarg())?;
        if listing {
            return list(c, entries, None, map, a[2]);
        }
        (entries, None)
    } else if iterating && !path.is_small() && !c.view().is_integer(path) {
        (chosen(c, path, map)?, None)
    } else {
        let from = if listing && c.sys.atoms.otp() >= 29 { From::End } else { From::Begin };
        stretch(c, path, map, from)?
    };
    if listing {
        let entries = entries.into_iter().rev().collect();
        return list(c, entries, rest, map, a[2]);
    }
    let end = match rest {
        Some(path) => {
            let path = number::make_big(&mut c.p.block, &path)?;
            c.p.block.cons(path, map)?
        }
        None => c.atom("none")?,
    };
    let iterator = entries.iter().rev().try_fold(end, |next, (key, value)| c.p.block.tuple(&[*key, *value, next]))?;
    Ok(iterator)
}

/// Entries of a large map from a path on, and the path to the next.
fn stretch(c: &Ctx<'_>, path: Term, map: Term, from: From) -> Result<(Vec<Entry>, Option<BigInt>), Fail> {
    let path = number::to_bigint(c.view(), path).and_then(|path| u128::try_from(path).ok()).ok_or(Fail::badarg())?;
    let mut iter = Iter::from_path(c.view(), map, from, path).ok_or(Fail::badarg())?;
    let most = if path == 0 { FLAT_LIMIT } else { MORE };
    let entries = iter.by_ref().take(most).collect();
    Ok((entries, iter.path().map(BigInt::from)))
}

/// The entries of a list of keys, all of which the map has.
fn chosen(c: &Ctx<'_>, keys: Term, map: Term) -> Result<Vec<Entry>, Fail> {
    let view = c.view();
    let keys = view.proper_list(keys).ok_or(Fail::badarg())?;
    let entry = |key| Some((key, map::get(view, &c.sys.atoms, map, key)?));
    keys.into_iter().map(entry).collect::<Option<Vec<Entry>>>().ok_or(Fail::badarg())
}

fn list(c: &mut Ctx<'_>, entries: Vec<Entry>, rest: Option<BigInt>, map: Term, tail: Term) -> NativeResult {
    let block = &mut c.p.block;
    let mut elements = Vec::with_capacity(entries.len() + 2);
    if let Some(path) = rest {
        elements.extend([number::make_big(block, &path)?, map]);
    }
    for (key, value) in entries {
        elements.push(block.tuple(&[key, value])?);
    }
    Ok(block.list_with_tail(&elements, tail)?)
}

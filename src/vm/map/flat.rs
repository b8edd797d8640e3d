//! Flat maps: the keys in order in a tuple, the values in the same order behind it (OTP's `flatmap_t`).

use std::cmp::Ordering;

use crate::atom::Atoms;
use crate::heap::{Allocate, HeapLimit, Terms, View};
use crate::map::{Entry, order};
use crate::term::{Kind, Term};

/// Keys and values of a flat map.
pub(super) fn parts(view: View<'_>, map: Term) -> Option<(Terms<'_>, Terms<'_>)> {
    if view.kind(map)? != Kind::Map {
        return None;
    }
    let keys = view.tuple(view.word(map, 2))?;
    Some((keys, Terms::of(view.words(map, 3, keys.len()))))
}

/// The value of a key.
pub(super) fn get(view: View<'_>, atoms: &Atoms, map: Term, key: Term) -> Option<Term> {
    let (keys, values) = parts(view, map)?;
    // Immediate keys are equal only to themselves; most keys are atoms.
    if !key.is_pointer() {
        let index = keys.iter().position(|k| k == key)?;
        return values.get(index);
    }
    let (mut low, mut high) = (0, keys.len());
    while low < high {
        let middle = (low + high) / 2;
        match order(view, atoms, keys.get(middle)?, key) {
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle,
            Ordering::Equal => return values.get(middle),
        }
    }
    None
}

/// Orders entries and keeps the last of each key.
pub(super) fn sort_last_wins(view: View<'_>, atoms: &Atoms, entries: &mut Vec<Entry>) {
    entries.reverse();
    entries.sort_by(|a, b| order(view, atoms, a.0, b.0));
    entries.dedup_by(|later, kept| order(view, atoms, later.0, kept.0) == Ordering::Equal);
}

/// The entries of `base` and those of `changes`, both in order, in one.
pub(super) fn merge(view: View<'_>, atoms: &Atoms, base: Vec<Entry>, changes: Vec<Entry>, replace: bool) -> Vec<Entry> {
    let mut merged = Vec::with_capacity(base.len() + changes.len());
    let mut base = base.into_iter().peekable();
    for change in changes {
        while let Some(entry) = base.next_if(|e| order(view, atoms, e.0, change.0) == Ordering::Less) {
            merged.push(entry);
        }
        let same = base.next_if(|e| order(view, atoms, e.0, change.0) == Ordering::Equal);
        merged.push(same.filter(|_| !replace).unwrap_or(change));
    }
    merged.extend(base);
    merged
}

/// A map of entries whose keys are in order and differ.
pub(super) fn from_sorted(target: &mut impl Allocate, entries: &[Entry]) -> Result<Term, HeapLimit> {
    let (keys, values): (Vec<Term>, Vec<Term>) = entries.iter().copied().unzip();
    let keys = target.tuple(&keys)?;
    with_keys(target, keys, &values)
}

/// A map with a tuple of keys that it may share with another.
pub(super) fn with_keys(target: &mut impl Allocate, keys: Term, values: &[Term]) -> Result<Term, HeapLimit> {
    let mut words = Vec::with_capacity(values.len() + 2);
    words.extend([Term::size(values.len()).0, keys.0]);
    words.extend(values.iter().map(|value| value.0));
    target.object_of(Term::map_header(Kind::Map, values.len() as u16), &words)
}

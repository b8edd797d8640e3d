//! Maps: sorted keys in a tuple, values beside it (OTP's flat maps, `erl_map.c`).

use std::cmp::Ordering;

use crate::atom::Atoms;
use crate::compare;
use crate::heap::{Allocate, HeapLimit, Terms, View};
use crate::term::Term;

/// Orders entries by key, as a map holds them; `false` where a key occurs twice.
pub fn sort_entries(view: View<'_>, atoms: &Atoms, entries: &mut [(Term, Term)]) -> bool {
    entries.sort_by(|a, b| order(view, atoms, a.0, b.0));
    entries.windows(2).all(|pair| order(view, atoms, pair[0].0, pair[1].0) == Ordering::Less)
}

/// Keeps the last entry of each key and orders them, as a map comprehension or `maps:from_list/1` does.
pub fn sort_last_wins(view: View<'_>, atoms: &Atoms, entries: &mut Vec<(Term, Term)>) {
    entries.reverse();
    entries.sort_by(|a, b| order(view, atoms, a.0, b.0));
    entries.dedup_by(|later, kept| order(view, atoms, later.0, kept.0) == Ordering::Equal);
}

/// The order of keys: the exact term order, in which 1 and 1.0 differ.
pub fn order(view: View<'_>, atoms: &Atoms, a: Term, b: Term) -> Ordering {
    compare::compare(view, a, view, b, atoms, true)
}

/// Where a key is among a map's keys, or where it would go.
pub fn search(view: View<'_>, atoms: &Atoms, keys: Terms<'_>, key: Term) -> Result<usize, usize> {
    let (mut low, mut high) = (0, keys.len());
    while low < high {
        let middle = (low + high) / 2;
        match order(view, atoms, keys.get(middle).unwrap_or(Term::NIL), key) {
            Ordering::Less => low = middle + 1,
            Ordering::Greater => high = middle,
            Ordering::Equal => return Ok(middle),
        }
    }
    Err(low)
}

/// The value of a key; `None` where `map` is no map or does not have it.
pub fn get(view: View<'_>, atoms: &Atoms, map: Term, key: Term) -> Option<Term> {
    let (keys, values) = view.map(map)?;
    // Immediate keys are equal only to themselves; most keys are atoms.
    if !key.is_pointer() {
        let index = keys.iter().position(|k| k == key)?;
        return values.get(index);
    }
    values.get(search(view, atoms, keys, key).ok()?)
}

/// A map of entries whose keys are in order and differ.
pub fn from_sorted(target: &mut impl Allocate, entries: &[(Term, Term)]) -> Result<Term, HeapLimit> {
    let (keys, values): (Vec<Term>, Vec<Term>) = entries.iter().copied().unzip();
    target.map(&keys, &values)
}

/// The entries of a map in order.
pub fn entries(view: View<'_>, map: Term) -> Option<Vec<(Term, Term)>> {
    let (keys, values) = view.map(map)?;
    Some(keys.iter().zip(values.iter()).collect())
}

/// The entries of `base` with those of `changes` put in or replaced, in order. `changes` may be in
/// any order; of equal keys the last counts.
pub fn merge(
    view: View<'_>,
    atoms: &Atoms,
    base: Vec<(Term, Term)>,
    mut changes: Vec<(Term, Term)>,
) -> Vec<(Term, Term)> {
    sort_last_wins(view, atoms, &mut changes);
    let mut merged = Vec::with_capacity(base.len() + changes.len());
    let mut base = base.into_iter().peekable();
    for change in changes {
        while let Some(entry) = base.next_if(|e| order(view, atoms, e.0, change.0) == Ordering::Less) {
            merged.push(entry);
        }
        base.next_if(|e| order(view, atoms, e.0, change.0) == Ordering::Equal);
        merged.push(change);
    }
    merged.extend(base);
    merged
}

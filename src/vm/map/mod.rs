//! Maps (OTP's `erl_map.c`), and the one definition of what is in them.
//!
//! A map of [`FLAT_LIMIT`] keys at the most is flat: a tuple of its keys in order, its values beside it
//! (`flat.rs`). A larger one is a hash array mapped trie (`trie.rs`): its keys lie where their hash
//! (`hash.rs`) says, so that to look a key up or to put one takes a few nodes of at most 16 children.
//!
//! What a map looks like depends on its keys alone and not on how it was made: one that shrinks becomes
//! flat again, and in a trie no node has a single key below it. So equal maps are equal node by node.
//!
//! Entries come in the order of keys ([`order`]), in a trie in that of hashes. Both are those of the OTP that
//! the machine is like, as far as atoms have the same numbers. Where OTP 28 and earlier give a list of keys,
//! values or entries of a trie, that begins at the other end ([`listed`]).

mod check;
mod flat;
mod hash;
mod iter;
mod jenkins;
mod murmur;
mod sort;
#[cfg(test)]
mod tests;

mod trie;

use std::cmp::Ordering;

use crate::atom::Atoms;
use crate::compare;
use crate::heap::{Allocate, HeapLimit, View};
use crate::term::{Kind, Term};

pub(crate) use check::Checker;
pub use hash::hash;
pub use iter::Iter;
pub(crate) use iter::{Both, From, children};
pub(crate) use sort::Sort;

/// The most keys of a flat map (OTP's `MAP_SMALL_MAP_LIMIT`).
pub const FLAT_LIMIT: usize = 32;

/// A key and its value.
pub type Entry = (Term, Term);

/// The order of keys: the exact term order, in which 1 and 1.0 differ; but since OTP 26, atoms among each other
/// are in the order of their numbers.
pub fn order(view: View<'_>, atoms: &Atoms, a: Term, b: Term) -> Ordering {
    if let (Some(a), Some(b)) = (a.as_atom(), b.as_atom())
        && atoms.otp() >= 26
    {
        return a.cmp(&b);
    }
    compare::compare(view, a, view, b, atoms, true)
}

/// The number of keys; `None` where `map` is no map.
pub fn size(view: View<'_>, map: Term) -> Option<usize> {
    if view.is_map(map) { view.word(map, 1).as_size() } else { None }
}

/// The value of a key; `None` where `map` is no map or does not have it.
pub fn get(view: View<'_>, atoms: &Atoms, map: Term, key: Term) -> Option<Term> {
    match view.kind(map)? {
        Kind::Map => flat::get(view, atoms, map, key),
        Kind::MapArray | Kind::MapBitmap => trie::get(view, atoms, map, key, hash(view, atoms, key)),
        _ => None,
    }
}

/// The entries of a map in its order; `None` where `map` is no map.
pub fn iter(view: View<'_>, map: Term) -> Option<Iter<'_>> {
    Iter::new(view, map, From::Begin)
}

/// The entries of a map in its order.
pub fn entries(view: View<'_>, map: Term) -> Option<Vec<Entry>> {
    iter(view, map).map(Iterator::collect)
}

/// The entries of a map in the order in which lists of them have them: as [`entries`], but up to OTP 28 from the
/// other end of a trie.
pub fn listed(view: View<'_>, atoms: &Atoms, map: Term) -> Option<Vec<Entry>> {
    if atoms.otp() < 29 { encoded(view, map) } else { entries(view, map) }
}

/// The entries of a map in the order in which the external term format has them: as [`entries`], but from the
/// other end of a trie.
pub fn encoded(view: View<'_>, map: Term) -> Option<Vec<Entry>> {
    Iter::new(view, map, From::End).map(Iterator::collect)
}

/// Where maps are made: a memory, the literals that terms in it refer to, and the atoms.
pub struct Place<'a, A> {
    /// The memory.
    pub target: &'a mut A,
    /// The literals.
    pub literals: &'a [u64],
    /// The atoms.
    pub atoms: &'a Atoms,
}

impl<A: Allocate> Place<'_, A> {
    fn view(&self) -> View<'_> {
        self.target.own_view(self.literals)
    }

    /// A map of these entries; of equal keys the last counts.
    pub fn from_entries(&mut self, mut entries: Vec<Entry>) -> Result<Term, HeapLimit> {
        if entries.len() > FLAT_LIMIT {
            let hashed = trie::hashed(self.view(), self.atoms, &entries, hash);
            if hashed.len() > FLAT_LIMIT {
                return trie::build(self, &hashed, hash);
            }
            entries = hashed.into_iter().map(|entry| (entry.key, entry.value)).collect();
        }
        flat::sort_last_wins(self.view(), self.atoms, &mut entries);
        flat::from_sorted(self.target, &entries)
    }

    /// A map of these entries; `None` where a key occurs twice.
    pub fn from_distinct(&mut self, entries: Vec<Entry>) -> Result<Option<Term>, HeapLimit> {
        let count = entries.len();
        let map = self.from_entries(entries)?;
        Ok((size(self.view(), map) == Some(count)).then_some(map))
    }

    /// A map with these entries put in or replaced; of equal keys the last counts.
    pub fn put_all(&mut self, map: Term, entries: Vec<Entry>) -> Result<Term, HeapLimit> {
        self.join(map, entries, true)
    }

    /// A map with an entry put in or replaced.
    pub fn put(&mut self, map: Term, key: Term, value: Term) -> Result<Term, HeapLimit> {
        self.join(map, vec![(key, value)], true)
    }

    /// Both maps in one; where both have a key, the value is that of `over`.
    pub fn merge(&mut self, under: Term, over: Term) -> Result<Term, HeapLimit> {
        let view = self.view();
        let replace = size(view, over) <= size(view, under);
        let (into, from) = if replace { (under, over) } else { (over, under) };
        let entries = entries(view, from).unwrap_or_default();
        self.join(into, entries, replace)
    }

    /// A map with more entries; `replace` says whether they count where the map has their key.
    fn join(&mut self, map: Term, mut entries: Vec<Entry>, replace: bool) -> Result<Term, HeapLimit> {
        let view = self.view();
        if view.kind(map) != Some(Kind::Map) {
            let hashed = trie::hashed(view, self.atoms, &entries, hash);
            return trie::put_all(self, map, &hashed, replace, hash);
        }
        let base = self::entries(view, map).unwrap_or_default();
        if base.len() + entries.len() > FLAT_LIMIT {
            let all = if replace { [base, entries].concat() } else { [entries, base].concat() };
            return self.from_entries(all);
        }
        flat::sort_last_wins(view, self.atoms, &mut entries);
        let count = base.len();
        let merged = flat::merge(view, self.atoms, base, entries, replace);
        if merged.len() == count {
            let values: Vec<Term> = merged.iter().map(|entry| entry.1).collect();
            let keys = view.word(map, 2);
            return flat::with_keys(self.target, keys, &values);
        }
        flat::from_sorted(self.target, &merged)
    }

    /// The value of a key, and the map without it; `None` where the map does not have it.
    pub fn remove(&mut self, map: Term, key: Term) -> Result<Option<Entry>, HeapLimit> {
        let view = self.view();
        let Some(value) = get(view, self.atoms, map, key) else { return Ok(None) };
        let count = size(view, map).unwrap_or(0);
        if count > FLAT_LIMIT + 1 {
            let rest = trie::remove(self, map, key, hash(self.view(), self.atoms, key))?;
            return Ok(Some((value, rest)));
        }
        let mut left: Vec<Entry> = iter(view, map).into_iter().flatten().collect();
        left.retain(|entry| !compare::identical(view, entry.0, view, key, self.atoms));
        if count > FLAT_LIMIT {
            flat::sort_last_wins(view, self.atoms, &mut left);
        }
        Ok(Some((value, flat::from_sorted(self.target, &left)?)))
    }
}

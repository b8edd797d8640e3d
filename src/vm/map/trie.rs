//! Maps of many keys: hash array mapped tries (OTP's `erl_map.c`).
//!
//! A node has a child for each four bits that hashes of the keys below it go on with, the lowest bits of a
//! hash first; the header says which of the 16 there are. A child is a cons cell of key and value, or a
//! node. Below the 16th level, where hashes have no more bits, keys of one hash are in a tuple, in order.
//!
//! Invariant: below each node are two keys or more. Recursion here goes one level deeper each time and
//! so has an end whatever the input is.

use std::cmp::Ordering;

use crate::atom::Atoms;
use crate::compare;
use crate::heap::{Allocate, HeapLimit, View};
use crate::map::iter::{children, leaf};
use crate::map::{Entry, Place, order};
use crate::term::{Kind, Term};

/// The levels that the bits of a hash reach for.
pub(super) const LEVELS: u32 = 16;

/// How a key is hashed.
pub(super) type Hash = fn(View<'_>, &Atoms, Term) -> u64;

/// An entry with the hash of its key.
#[derive(Clone, Copy)]
pub(super) struct Hashed {
    /// The hash's digits of four bits, the first level's the most significant: the order of a trie.
    pub path: u64,
    pub key: Term,
    pub value: Term,
}

/// The hash as a path.
pub(super) fn path(hash: u64) -> u64 {
    let bytes = hash.swap_bytes();
    (bytes & 0x0f0f_0f0f_0f0f_0f0f) << 4 | bytes >> 4 & 0x0f0f_0f0f_0f0f_0f0f
}

/// The child that a path takes at a level.
pub(super) fn digit(path: u64, level: u32) -> u32 {
    (path >> (60u32.saturating_sub(4 * level)) & 0xf) as u32
}

/// Hashes entries and puts them in the order of a trie; of equal keys the last counts.
pub(super) fn hashed(view: View<'_>, atoms: &Atoms, entries: &[Entry], hash: Hash) -> Vec<Hashed> {
    let hashed = |(key, value): &Entry| Hashed { path: path(hash(view, atoms, *key)), key: *key, value: *value };
    let mut hashed: Vec<Hashed> = entries.iter().rev().map(hashed).collect();
    let compare = |a: &Hashed, b: &Hashed| a.path.cmp(&b.path).then_with(|| order(view, atoms, a.key, b.key));
    hashed.sort_by(compare);
    hashed.dedup_by(|later, kept| compare(later, kept) == Ordering::Equal);
    hashed
}

/// Which children a node has; `None` where there is no node.
fn bitmap(view: View<'_>, node: Term) -> Option<u16> {
    match view.kind(node)? {
        Kind::MapNode | Kind::MapArray | Kind::MapBitmap => Some(view.word(node, 0).map_value()),
        _ => None,
    }
}

/// Where the child of a digit is among a node's children, or where it would go.
fn position(bitmap: u16, digit: u32) -> usize {
    (bitmap & ((1u16 << digit) - 1)).count_ones() as usize
}

/// The value of a key with that hash.
pub(super) fn get(view: View<'_>, atoms: &Atoms, map: Term, key: Term, hash: u64) -> Option<Term> {
    let path = path(hash);
    let mut node = map;
    for level in 0..=LEVELS {
        if let Some((other, value)) = leaf(view, node) {
            return compare::identical(view, other, view, key, atoms).then_some(value);
        }
        let Some(bitmap) = bitmap(view, node) else { break };
        let digit = digit(path, level);
        if bitmap & 1 << digit == 0 {
            return None;
        }
        node = Term(*children(view, node).get(position(bitmap, digit))?);
    }
    if let Some((other, value)) = leaf(view, node) {
        return compare::identical(view, other, view, key, atoms).then_some(value);
    }
    let mut same_hash = children(view, node).iter().filter_map(|child| leaf(view, Term(*child)));
    same_hash.find(|(other, _)| compare::identical(view, *other, view, key, atoms)).map(|(_, value)| value)
}

/// A trie of entries that are hashed and in order.
pub(super) fn build<A: Allocate>(place: &mut Place<'_, A>, entries: &[Hashed], hash: Hash) -> Result<Term, HeapLimit> {
    let mut insert = Insert { place, hash, replace: true, count: 0 };
    let (bitmap, children) = insert.children(0, Vec::new(), 0, entries)?;
    let count = insert.count;
    head(place.target, bitmap, count, &children)
}

/// A trie with more entries, which are hashed and in order; `replace` says whether they count where the
/// trie has their key.
pub(super) fn put_all<A: Allocate>(
    place: &mut Place<'_, A>,
    map: Term,
    entries: &[Hashed],
    replace: bool,
    hash: Hash,
) -> Result<Term, HeapLimit> {
    let view = place.view();
    let count = view.word(map, 1).as_size().unwrap_or(0);
    let before = children(view, map).to_vec();
    let bits = bitmap(view, map).unwrap_or(0);
    let mut insert = Insert { place, hash, replace, count };
    let (bitmap, children) = insert.children(bits, before.clone(), 0, entries)?;
    let count = insert.count;
    if children == before { Ok(map) } else { head(place.target, bitmap, count, &children) }
}

fn head(target: &mut impl Allocate, bitmap: u16, count: usize, children: &[u64]) -> Result<Term, HeapLimit> {
    let kind = if bitmap == u16::MAX { Kind::MapArray } else { Kind::MapBitmap };
    target.object_of(Term::map_header(kind, bitmap), &[&[Term::size(count).0], children].concat())
}

fn node(target: &mut impl Allocate, bitmap: u16, children: &[u64]) -> Result<Term, HeapLimit> {
    target.object_of(Term::map_header(Kind::MapNode, bitmap), children)
}

/// A node of keys that have one hash, in order.
fn collision(target: &mut impl Allocate, entries: &[Entry]) -> Result<Term, HeapLimit> {
    let leaves: Result<Vec<Term>, HeapLimit> = entries.iter().map(|(key, value)| target.cons(*key, *value)).collect();
    target.tuple(&leaves?)
}

/// Entries being put into a trie.
struct Insert<'p, 'a, A> {
    place: &'p mut Place<'a, A>,
    hash: Hash,
    replace: bool,
    /// The keys of the trie.
    count: usize,
}

impl<A: Allocate> Insert<'_, '_, A> {
    /// A child with more entries, one at least, whose paths lead there.
    fn child(&mut self, child: Option<Term>, level: u32, entries: &[Hashed]) -> Result<Term, HeapLimit> {
        let Some(child) = child else { return self.fresh(level, entries) };
        let view = self.place.view();
        if let Some(entry) = leaf(view, child) {
            return self.at_leaf(child, entry, level, entries);
        }
        let Some(bits) = bitmap(view, child).filter(|_| level < LEVELS) else {
            return self.at_collision(child, entries);
        };
        let before = children(view, child).to_vec();
        let (bitmap, children) = self.children(bits, before.clone(), level, entries)?;
        if children == before { Ok(child) } else { node(self.place.target, bitmap, &children) }
    }

    /// A child of these entries alone.
    fn fresh(&mut self, level: u32, entries: &[Hashed]) -> Result<Term, HeapLimit> {
        if let [entry] = entries {
            self.count += 1;
            return self.place.target.cons(entry.key, entry.value);
        }
        if level == LEVELS {
            self.count += entries.len();
            let entries: Vec<Entry> = entries.iter().map(|entry| (entry.key, entry.value)).collect();
            return collision(self.place.target, &entries);
        }
        let (bitmap, children) = self.children(0, Vec::new(), level, entries)?;
        node(self.place.target, bitmap, &children)
    }

    /// The children of a node with more entries, and which they are.
    fn children(
        &mut self,
        mut bitmap: u16,
        mut children: Vec<u64>,
        level: u32,
        entries: &[Hashed],
    ) -> Result<(u16, Vec<u64>), HeapLimit> {
        for entries in entries.chunk_by(|a, b| digit(a.path, level) == digit(b.path, level)) {
            let digit = entries.first().map_or(0, |entry| digit(entry.path, level));
            let at = position(bitmap, digit);
            if bitmap & 1 << digit == 0 {
                let child = self.child(None, level + 1, entries)?;
                children.insert(at, child.0);
                bitmap |= 1 << digit;
            } else if let Some(before) = children.get(at).map(|child| Term(*child)) {
                let child = self.child(Some(before), level + 1, entries)?;
                children[at] = child.0;
            }
        }
        Ok((bitmap, children))
    }

    fn at_leaf(&mut self, child: Term, (key, value): Entry, level: u32, entries: &[Hashed]) -> Result<Term, HeapLimit> {
        let view = self.place.view();
        let same = entries.iter().position(|entry| compare::identical(view, entry.key, view, key, self.place.atoms));
        if let (Some(_), [entry]) = (same, entries) {
            let unchanged = !self.replace || entry.value == value;
            return if unchanged { Ok(child) } else { self.place.target.cons(entry.key, entry.value) };
        }
        let mut all = entries.to_vec();
        match same {
            Some(at) if !self.replace => all[at].value = value,
            Some(_) => {}
            None => {
                let path = path((self.hash)(view, self.place.atoms, key));
                let before = |entry: &Hashed| {
                    entry.path.cmp(&path).then_with(|| order(view, self.place.atoms, entry.key, key)) == Ordering::Less
                };
                let at = all.partition_point(before);
                all.insert(at, Hashed { path, key, value });
            }
        }
        // The leaf is among those that are counted now.
        self.count -= 1;
        self.fresh(level, &all)
    }

    fn at_collision(&mut self, child: Term, entries: &[Hashed]) -> Result<Term, HeapLimit> {
        let view = self.place.view();
        let mut all: Vec<Entry> = children(view, child).iter().filter_map(|word| leaf(view, Term(*word))).collect();
        for new in entries {
            match all.iter_mut().find(|entry| compare::identical(view, entry.0, view, new.key, self.place.atoms)) {
                Some(entry) if self.replace => *entry = (new.key, new.value),
                Some(_) => {}
                None => {
                    all.push((new.key, new.value));
                    self.count += 1;
                }
            }
        }
        all.sort_by(|a, b| order(view, self.place.atoms, a.0, b.0));
        collision(self.place.target, &all)
    }
}

/// A trie without a key that it has, and that leaves more keys than a flat map can have.
pub(super) fn remove<A: Allocate>(
    place: &mut Place<'_, A>,
    map: Term,
    key: Term,
    hash: u64,
) -> Result<Term, HeapLimit> {
    let (bitmap, children) = remove_child(place, map, 0, path(hash), key)?;
    let count = place.view().word(map, 1).as_size().unwrap_or(0).saturating_sub(1);
    head(place.target, bitmap, count, &children)
}

/// The children of a node without a key, and which they are.
fn remove_child<A: Allocate>(
    place: &mut Place<'_, A>,
    node: Term,
    level: u32,
    path: u64,
    key: Term,
) -> Result<(u16, Vec<u64>), HeapLimit> {
    let view = place.view();
    let digit = digit(path, level);
    let mut bits = bitmap(view, node).unwrap_or(0);
    let mut children = children(view, node).to_vec();
    let at = position(bits, digit);
    let Some(child) = children.get(at).map(|child| Term(*child)) else { return Ok((bits, children)) };
    match without(place, child, level + 1, path, key)? {
        Some(child) => children[at] = child.0,
        None => {
            children.remove(at);
            bits &= !(1 << digit);
        }
    }
    Ok((bits, children))
}

/// A child without a key; `None` where nothing is left of it.
fn without<A: Allocate>(
    place: &mut Place<'_, A>,
    child: Term,
    level: u32,
    path: u64,
    key: Term,
) -> Result<Option<Term>, HeapLimit> {
    let view = place.view();
    if leaf(view, child).is_some() {
        return Ok(None);
    }
    let (bits, left) = if level < LEVELS {
        remove_child(place, child, level, path, key)?
    } else {
        let is_same = |entry: Entry| compare::identical(view, entry.0, view, key, place.atoms);
        let is_other = |word: &u64| leaf(view, Term(*word)).is_some_and(|entry| !is_same(entry));
        (0, children(view, child).iter().copied().filter(is_other).collect())
    };
    // A single key takes the place of its node.
    if let [single] = left[..]
        && leaf(place.view(), Term(single)).is_some()
    {
        return Ok(Some(Term(single)));
    }
    if level < LEVELS {
        return node(place.target, bits, &left).map(Some);
    }
    let left: Vec<Term> = left.into_iter().map(Term).collect();
    place.target.tuple(&left).map(Some)
}

//! Whether the tries in a memory that came from outside are what this machine would have made: each key
//! where its hash says, as many keys as the topmost node says, no node with a single key.

use std::collections::BTreeMap;

use crate::atom::Atoms;
use crate::heap::View;
use crate::map::iter::{children, leaf};
use crate::map::trie::{self, LEVELS};
use crate::map::{FLAT_LIMIT, hash};
use crate::term::{Kind, Term};

/// Checks tries; what several of them share is looked at once.
pub(crate) struct Checker<'a> {
    view: View<'a>,
    atoms: &'a Atoms,
    /// Of nodes that are sound: the level, the path to them and the keys below.
    known: BTreeMap<Term, (u32, u64, usize)>,
}

/// What leads to a node: the level, and the path as far as that.
#[derive(Clone, Copy)]
struct Stretch(u32, u64);

impl Stretch {
    fn has(self, path: u64) -> bool {
        self.0 == 0 || (path ^ self.1) >> (64 - 4 * self.0) == 0
    }

    fn child(self, digit: u32) -> Stretch {
        Stretch(self.0 + 1, self.1 | u64::from(digit) << (60 - 4 * self.0))
    }
}

impl<'a> Checker<'a> {
    /// For memory in which every pointer is known to lead to an object.
    pub(crate) fn new(view: View<'a>, atoms: &'a Atoms) -> Checker<'a> {
        Checker { view, atoms, known: BTreeMap::new() }
    }

    /// Whether a topmost node is sound.
    pub(crate) fn is_sound(&mut self, map: Term) -> bool {
        let count = self.children(map, Stretch(0, 0));
        count.is_some_and(|count| count > FLAT_LIMIT && self.view.word(map, 1).as_size() == Some(count))
    }

    /// The keys below a child, if it is sound.
    fn child(&mut self, child: Term, stretch: Stretch) -> Option<usize> {
        if let Some((key, _)) = leaf(self.view, child) {
            return stretch.has(trie::path(hash(self.view, self.atoms, key))).then_some(1);
        }
        if let Some((level, path, count)) = self.known.get(&child) {
            return ((*level, *path) == (stretch.0, stretch.1)).then_some(*count);
        }
        let count = match self.view.kind(child)? {
            Kind::MapNode if stretch.0 < LEVELS => self.children(child, stretch)?,
            Kind::Tuple if stretch.0 == LEVELS => {
                let leaves = children(self.view, child);
                let leads_here = |word: &u64| match leaf(self.view, Term(*word)) {
                    Some((key, _)) => stretch.has(trie::path(hash(self.view, self.atoms, key))),
                    None => false,
                };
                leaves.iter().all(leads_here).then_some(leaves.len())?
            }
            _ => return None,
        };
        if count < 2 {
            return None;
        }
        self.known.insert(child, (stretch.0, stretch.1, count));
        Some(count)
    }

    /// The keys below a node, if it is sound.
    fn children(&mut self, node: Term, stretch: Stretch) -> Option<usize> {
        let bitmap = self.view.word(node, 0).map_value();
        let children = children(self.view, node);
        let digits = (0..16).filter(|digit| bitmap & 1 << digit != 0);
        let mut count = 0;
        for (digit, child) in digits.zip(children) {
            count += self.child(Term(*child), stretch.child(digit))?;
        }
        (children.len() == bitmap.count_ones() as usize).then_some(count)
    }
}

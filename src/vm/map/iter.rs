//! Along the entries of a map, or of two at once.

use crate::heap::View;
use crate::map::{Entry, flat};
use crate::term::{Kind, Term};

/// The entry that a child of a node is; `None` where it is a node itself.
pub(super) fn leaf(view: View<'_>, child: Term) -> Option<Entry> {
    view.cons(child)
}

/// The children of a node: of a tuple, which holds keys of one hash, all; none where there is no node.
pub(crate) fn children(view: View<'_>, node: Term) -> &[u64] {
    let header = view.word(node, 0);
    match view.kind(node) {
        Some(Kind::Tuple | Kind::MapNode) => view.words(node, 1, header.header_arity()),
        Some(Kind::MapArray | Kind::MapBitmap) => view.words(node, 2, header.header_arity().saturating_sub(1)),
        _ => &[],
    }
}

/// Which end of a trie a walk begins at.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum From {
    Begin,
    End,
}

impl From {
    /// A child of a node, counted from that end.
    fn child(self, children: &[u64], index: usize) -> Option<Term> {
        let index = match self {
            From::Begin => index,
            From::End => children.len().checked_sub(index + 1)?,
        };
        children.get(index).map(|word| Term(*word))
    }
}

/// The entries of a map.
#[derive(Clone)]
pub struct Iter<'a> {
    view: View<'a>,
    from: From,
    way: Way<'a>,
}

#[derive(Clone)]
enum Way<'a> {
    /// Keys and values that are left.
    Flat(&'a [u64], &'a [u64]),
    /// The nodes that are open, from the topmost on, with the index of the child that is next.
    Trie(Vec<(&'a [u64], usize)>),
}

impl<'a> Iter<'a> {
    /// The entries of a flat map in the order of its keys, those of a trie from an end on.
    pub(super) fn new(view: View<'a>, map: Term, from: From) -> Option<Iter<'a>> {
        let way = match flat::parts(view, map) {
            Some((keys, values)) => Way::Flat(keys.words(), values.words()),
            None if view.is_map(map) => Way::Trie(vec![(children(view, map), 0)]),
            None => return None,
        };
        Some(Iter { view, from, way })
    }

    /// The entries of a trie from a path on (see [`Iter::path`]), which is 0 at the end that the walk begins at;
    /// `None` where it leads nowhere.
    pub(crate) fn from_path(view: View<'a>, map: Term, from: From, mut path: u128) -> Option<Iter<'a>> {
        let mut open = Vec::new();
        let mut node = map;
        loop {
            let children = children(view, node);
            let index = (path & 0xf) as usize;
            path >>= 4;
            let child = from.child(children, index)?;
            if leaf(view, child).is_some() {
                open.push((children, index));
                return Some(Iter { view, from, way: Way::Trie(open) });
            }
            open.push((children, index + 1));
            node = child;
        }
    }

    /// The way to the next entry of a trie, four bits a node: the index of the child that is next or open,
    /// that of the topmost node in the lowest bits. `None` where there is no next.
    pub fn path(&mut self) -> Option<u128> {
        let Way::Trie(open) = &mut self.way else { return None };
        while open.pop_if(|(children, next)| *next >= children.len()).is_some() {}
        let (_, last) = open.last()?;
        let above = open.iter().take(open.len() - 1).map(|(_, next)| next.saturating_sub(1));
        let indices: Vec<usize> = above.chain([*last]).collect();
        Some(indices.iter().rev().fold(0, |path, index| path << 4 | *index as u128))
    }
}

impl Iterator for Iter<'_> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        let open = match &mut self.way {
            Way::Flat(keys, values) => {
                let (Some((key, rest)), Some((value, others))) = (keys.split_first(), values.split_first()) else {
                    return None;
                };
                (*keys, *values) = (rest, others);
                return Some((Term(*key), Term(*value)));
            }
            Way::Trie(open) => open,
        };
        loop {
            let (nodes, next) = open.last_mut()?;
            let Some(child) = self.from.child(nodes, *next) else {
                open.pop();
                continue;
            };
            *next += 1;
            match leaf(self.view, child) {
                Some(entry) => return Some(entry),
                None => open.push((children(self.view, child), 0)),
            }
        }
    }
}

/// The entries of two maps side by side. Two maps of the same keys have them in the same places; what both
/// share, where they lie in one memory, is passed over.
pub(crate) struct Both<'a> {
    a: View<'a>,
    b: View<'a>,
    open: Vec<(&'a [u64], &'a [u64])>,
}

impl<'a> Both<'a> {
    /// Both must be tries.
    pub(crate) fn new(a: View<'a>, a_map: Term, b: View<'a>, b_map: Term) -> Both<'a> {
        Both { a, b, open: vec![(children(a, a_map), children(b, b_map))] }
    }

    /// The next entry of each; `Err` where the maps have not the same keys.
    pub(crate) fn next(&mut self, same: impl Fn(Term, Term) -> bool) -> Result<Option<(Entry, Entry)>, ()> {
        loop {
            let Some((a_nodes, b_nodes)) = self.open.last_mut() else { return Ok(None) };
            let (Some((a, a_rest)), Some((b, b_rest))) = (a_nodes.split_first(), b_nodes.split_first()) else {
                if a_nodes.len() != b_nodes.len() {
                    return Err(());
                }
                self.open.pop();
                continue;
            };
            (*a_nodes, *b_nodes) = (a_rest, b_rest);
            let (a, b) = (Term(*a), Term(*b));
            if same(a, b) {
                continue;
            }
            match (leaf(self.a, a), leaf(self.b, b)) {
                (Some(a), Some(b)) => return Ok(Some((a, b))),
                (None, None) => self.open.push((children(self.a, a), children(self.b, b))),
                _ => return Err(()),
            }
        }
    }
}

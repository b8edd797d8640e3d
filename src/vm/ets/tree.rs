//! Objects in the order of their keys (OTP's `erl_db_tree.c`): an AVL tree whose nodes clones share. What changes is
//! copied from the root to where it changes.
//!
//! Every search is given the order of the key that is sought to an object's. Snapshots hold the objects in order; how
//! they lie in the tree is no part of a state.
//!
//! Invariant: the two sides of a node differ in height by 1 at the most, so that what goes down the tree by calling
//! itself goes no deeper than 1.44 times the logarithm of the number of objects.

use std::cmp::Ordering;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::signal::Parcel;

type Link = Option<Arc<Node>>;

#[derive(Clone, Debug)]
struct Node {
    object: Parcel,
    left: Link,
    right: Link,
    height: u8,
    /// The objects at and below it.
    size: usize,
}

/// The tree.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    root: Link,
}

fn height(link: &Link) -> u8 {
    link.as_ref().map_or(0, |node| node.height)
}

fn size(link: &Link) -> usize {
    link.as_ref().map_or(0, |node| node.size)
}

impl Node {
    fn update(&mut self) {
        self.height = 1 + height(&self.left).max(height(&self.right));
        self.size = 1 + size(&self.left) + size(&self.right);
    }
}

/// Makes a node the left child of its right child, or the other way round.
fn rotate(link: &mut Link, to_left: bool) {
    let Some(mut top) = link.take() else { return };
    let node = Arc::make_mut(&mut top);
    let child = if to_left { &mut node.right } else { &mut node.left };
    let Some(mut risen) = child.take() else {
        *link = Some(top);
        return;
    };
    let up = Arc::make_mut(&mut risen);
    let middle = if to_left { &mut up.left } else { &mut up.right };
    *child = middle.take();
    node.update();
    *middle = Some(top);
    up.update();
    *link = Some(risen);
}

/// Has the sides of a node differ by 1 at the most, where they differ by 2.
fn balance(link: &mut Link) {
    let Some(node) = link.as_mut().map(Arc::make_mut) else { return };
    node.update();
    let (left, right) = (height(&node.left), height(&node.right));
    if left > right + 1 {
        if node.left.as_ref().is_some_and(|l| height(&l.left) < height(&l.right)) {
            rotate(&mut node.left, true);
        }
        rotate(link, false);
    } else if right > left + 1 {
        if node.right.as_ref().is_some_and(|r| height(&r.right) < height(&r.left)) {
            rotate(&mut node.right, false);
        }
        rotate(link, true);
    }
}

fn insert(link: &mut Link, object: Parcel, order: &mut impl FnMut(&Parcel) -> Ordering) -> Option<Parcel> {
    let Some(node) = link.as_mut() else {
        *link = Some(Arc::new(Node { object, left: None, right: None, height: 1, size: 1 }));
        return None;
    };
    let node = Arc::make_mut(node);
    let replaced = match order(&node.object) {
        Ordering::Equal => return Some(std::mem::replace(&mut node.object, object)),
        Ordering::Less => insert(&mut node.left, object, order),
        Ordering::Greater => insert(&mut node.right, object, order),
    };
    balance(link);
    replaced
}

/// Takes the least object out.
fn remove_first(link: &mut Link) -> Option<Parcel> {
    let node = Arc::make_mut(link.as_mut()?);
    if node.left.is_none() {
        let object = node.object.clone();
        *link = node.right.take();
        return Some(object);
    }
    let first = remove_first(&mut node.left);
    balance(link);
    first
}

fn remove(link: &mut Link, order: &mut impl FnMut(&Parcel) -> Ordering) -> Option<Parcel> {
    let node = Arc::make_mut(link.as_mut()?);
    let removed = match order(&node.object) {
        Ordering::Less => remove(&mut node.left, order),
        Ordering::Greater => remove(&mut node.right, order),
        Ordering::Equal => match remove_first(&mut node.right) {
            Some(next) => Some(std::mem::replace(&mut node.object, next)),
            None => {
                let object = node.object.clone();
                *link = node.left.take();
                return Some(object);
            }
        },
    };
    balance(link);
    removed
}

impl Tree {
    /// How many objects there are.
    pub fn count(&self) -> usize {
        size(&self.root)
    }

    /// The object with that key.
    pub fn get(&self, mut order: impl FnMut(&Parcel) -> Ordering) -> Option<&Parcel> {
        let mut link = &self.root;
        while let Some(node) = link {
            link = match order(&node.object) {
                Ordering::Equal => return Some(&node.object),
                Ordering::Less => &node.left,
                Ordering::Greater => &node.right,
            };
        }
        None
    }

    /// Puts an object; the one of that key that was there.
    pub fn insert(&mut self, object: Parcel, mut order: impl FnMut(&Parcel) -> Ordering) -> Option<Parcel> {
        insert(&mut self.root, object, &mut order)
    }

    /// Takes an object away, if it is there.
    pub fn remove(&mut self, mut order: impl FnMut(&Parcel) -> Ordering) -> Option<Parcel> {
        self.get(&mut order)?;
        remove(&mut self.root, &mut order)
    }

    /// The object whose key is the next greater, or the next lesser.
    pub fn beside(&self, mut order: impl FnMut(&Parcel) -> Ordering, greater: bool) -> Option<&Parcel> {
        let (mut link, mut best) = (&self.root, None);
        let wanted = if greater { Ordering::Less } else { Ordering::Greater };
        while let Some(node) = link {
            let is_beyond = order(&node.object) == wanted;
            if is_beyond {
                best = Some(&node.object);
            }
            link = if is_beyond == greater { &node.left } else { &node.right };
        }
        best
    }

    /// How many objects come first of which something holds that does not of those behind them.
    pub fn count_while(&self, mut holds: impl FnMut(&Parcel) -> bool) -> usize {
        let (mut link, mut before) = (&self.root, 0);
        while let Some(node) = link {
            if holds(&node.object) {
                before += 1 + size(&node.left);
                link = &node.right;
            } else {
                link = &node.left;
            }
        }
        before
    }

    /// The object before which there are so many.
    pub fn nth(&self, mut index: usize) -> Option<&Parcel> {
        let mut link = &self.root;
        while let Some(node) = link {
            let before = size(&node.left);
            link = match index.cmp(&before) {
                Ordering::Equal => return Some(&node.object),
                Ordering::Less => &node.left,
                Ordering::Greater => {
                    index -= before + 1;
                    &node.right
                }
            };
        }
        None
    }

    /// All objects, in order.
    pub fn iter(&self) -> Iter<'_> {
        let mut iter = Iter { open: Vec::new() };
        iter.descend(&self.root);
        iter
    }

    /// Objects that are in order already.
    pub fn from_sorted(objects: Vec<Parcel>) -> Tree {
        let count = objects.len();
        Tree { root: build(&mut objects.into_iter(), count) }
    }
}

/// As many of the next objects as said, half of them on each side.
fn build(objects: &mut impl Iterator<Item = Parcel>, count: usize) -> Link {
    if count == 0 {
        return None;
    }
    let left = build(objects, count / 2);
    let object = objects.next()?;
    let right = build(objects, count - count / 2 - 1);
    let mut node = Node { object, left, right, height: 0, size: 0 };
    node.update();
    Some(Arc::new(node))
}

/// The objects of a tree, in order.
pub struct Iter<'a> {
    open: Vec<&'a Node>,
}

impl<'a> Iter<'a> {
    fn descend(&mut self, mut link: &'a Link) {
        while let Some(node) = link {
            self.open.push(node);
            link = &node.left;
        }
    }
}

impl<'a> Iterator for Iter<'a> {
    type Item = &'a Parcel;

    fn next(&mut self) -> Option<&'a Parcel> {
        let node = self.open.pop()?;
        self.descend(&node.right);
        Some(&node.object)
    }
}

impl PartialEq for Tree {
    fn eq(&self, other: &Tree) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Tree {}

impl Serialize for Tree {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let objects: Vec<&Parcel> = self.iter().collect();
        objects.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Tree, D::Error> {
        Ok(Tree::from_sorted(Vec::deserialize(deserializer)?))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::collections::BTreeSet;

    use super::*;
    use crate::term::Term;

    fn object(n: i64) -> Parcel {
        (Arc::default(), Term::small(n).unwrap())
    }

    fn to(n: i64) -> impl FnMut(&Parcel) -> Ordering {
        move |object| n.cmp(&object.1.as_small().unwrap())
    }

    /// Whether the heights are what they say and differ by no more than 1.
    fn sound(link: &Link) -> bool {
        link.as_ref().is_none_or(|node| {
            let (left, right) = (height(&node.left), height(&node.right));
            let told = node.height == 1 + left.max(right) && node.size == 1 + size(&node.left) + size(&node.right);
            told && left.abs_diff(right) <= 1 && sound(&node.left) && sound(&node.right)
        })
    }

    #[test]
    fn a_tree_does_as_a_set() {
        let (mut tree, mut set, mut random) = (Tree::default(), BTreeSet::new(), 1u64);
        for step in 0..20_000 {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let n = (random >> 40) as i64 % 500;
            if random >> 63 == 0 {
                assert_eq!(tree.insert(object(n), to(n)).is_none(), set.insert(n));
            } else {
                assert_eq!(tree.remove(to(n)).is_some(), set.remove(&n));
            }
            let number = |found: Option<&Parcel>| found.and_then(|object| object.1.as_small());
            assert_eq!(tree.count(), set.len());
            assert_eq!(number(tree.get(to(n))), set.get(&n).copied());
            assert_eq!(number(tree.beside(to(n), true)), set.range(n + 1..).next().copied());
            assert_eq!(number(tree.beside(to(n), false)), set.range(..n).next_back().copied());
            let mut to_n = to(n);
            assert_eq!(tree.count_while(|o| to_n(o) == Ordering::Greater), set.range(..n).count());
            assert_eq!(number(tree.nth(set.len() / 2)), set.iter().nth(set.len() / 2).copied());
            if step % 100 == 0 {
                assert!(sound(&tree.root));
                let all: Vec<Parcel> = tree.iter().cloned().collect();
                assert!(all.iter().map(|o| o.1.as_small().unwrap()).eq(set.iter().copied()));
                let again = Tree::from_sorted(all);
                assert!(sound(&again.root) && again == tree);
            }
        }
    }
}

//! Entries put in the order of their keys by whoever compares the keys.
//!
//! Keys may be maps themselves, so a comparison that sorts could be inside one that sorts, as deep as a
//! program likes. This sort is a value that asks for one comparison after the other, and calls nothing.

use std::cmp::Ordering;

use crate::map::Entry;
use crate::term::Term;

/// A merge sort at work.
pub(crate) struct Sort {
    /// Runs of `width` entries that are in order.
    entries: Vec<Entry>,
    /// Where runs of twice the width go.
    merged: Vec<Entry>,
    width: usize,
    /// The begin of the two runs at hand, and the first of each that is not merged yet.
    start: usize,
    left: usize,
    right: usize,
}

impl Sort {
    pub(crate) fn new(entries: Vec<Entry>) -> Sort {
        let merged = Vec::with_capacity(entries.len());
        Sort { entries, merged, width: 1, start: 0, left: 0, right: 1 }
    }

    /// The keys that are to be compared next; `None` at the end.
    pub(crate) fn question(&mut self) -> Option<(Term, Term)> {
        let count = self.entries.len();
        while self.width < count {
            let middle = (self.start + self.width).min(count);
            let end = (middle + self.width).min(count);
            let left = self.entries.get(self.left).filter(|_| self.left < middle).copied();
            let right = self.entries.get(self.right).filter(|_| self.right < end).copied();
            match (left, right) {
                (Some(left), Some(right)) => return Some((left.0, right.0)),
                (Some(_), None) => self.take_left(),
                (None, Some(_)) => self.take_right(),
                (None, None) if end == count => {
                    std::mem::swap(&mut self.entries, &mut self.merged);
                    self.merged.clear();
                    self.width *= 2;
                    self.begin(0);
                }
                (None, None) => self.begin(end),
            }
        }
        None
    }

    fn begin(&mut self, start: usize) {
        (self.start, self.left, self.right) = (start, start, start + self.width);
    }

    fn take_left(&mut self) {
        self.merged.extend(self.entries.get(self.left));
        self.left += 1;
    }

    fn take_right(&mut self) {
        self.merged.extend(self.entries.get(self.right));
        self.right += 1;
    }

    /// How the keys of the last question compare.
    pub(crate) fn answer(&mut self, order: Ordering) {
        if order == Ordering::Greater { self.take_right() } else { self.take_left() }
    }

    /// The entries in order.
    pub(crate) fn finish(self) -> Vec<Entry> {
        self.entries
    }
}

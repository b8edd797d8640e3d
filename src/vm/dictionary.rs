//! The process dictionary: entries in the order of their keys, however many there are.
//!
//! They lie in runs of bounded length, so that a new entry moves few others. How they are divided into runs is
//! nothing that shows: dictionaries are equal that have the same entries, and are written as one list.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use crate::term::Term;

/// The most entries of a run, which is divided in two beyond that.
const LONGEST: usize = 512;

/// A key and its value.
pub type Entry = (Term, Term);

/// Where an entry is, or would be.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    run: usize,
    at: usize,
}

/// The entries in order. No run is empty.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<Entry>", into = "Vec<Entry>")]
pub struct Dictionary {
    runs: Vec<Vec<Entry>>,
    len: usize,
}

impl Dictionary {
    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The entries in order.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.runs.iter().flatten()
    }

    /// The entries in order; their keys must stay in it.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Entry> {
        self.runs.iter_mut().flatten()
    }

    /// Where the key is that is equal by `order`, a key's order to the one looked for; otherwise where it would be.
    pub fn search(&self, mut order: impl FnMut(Term) -> Ordering) -> Result<Place, Place> {
        let begins_after = |run: &Vec<Entry>, order: &mut dyn FnMut(Term) -> Ordering| {
            run.first().is_none_or(|first| order(first.0) == Ordering::Greater)
        };
        let run = self.runs.partition_point(|run| !begins_after(run, &mut order)).saturating_sub(1);
        let Some(entries) = self.runs.get(run) else { return Err(Place { run, at: 0 }) };
        let found = entries.binary_search_by(|entry| order(entry.0));
        found.map(|at| Place { run, at }).map_err(|at| Place { run, at })
    }

    /// The value at a place.
    pub fn value(&self, place: Place) -> Option<Term> {
        Some(self.runs.get(place.run)?.get(place.at)?.1)
    }

    /// Puts another value at a place, and gives the one before.
    pub fn replace(&mut self, place: Place, value: Term) -> Option<Term> {
        let entry = self.runs.get_mut(place.run)?.get_mut(place.at)?;
        Some(std::mem::replace(&mut entry.1, value))
    }

    /// Puts a new entry where its key belongs.
    pub fn insert(&mut self, place: Place, entry: Entry) {
        self.len += 1;
        let Some(run) = self.runs.get_mut(place.run) else { return self.runs.push(vec![entry]) };
        run.insert(place.at.min(run.len()), entry);
        if run.len() > LONGEST {
            let rest = run.split_off(run.len() / 2);
            self.runs.insert(place.run + 1, rest);
        }
    }

    /// Takes an entry out, and gives its value.
    pub fn remove(&mut self, place: Place) -> Option<Term> {
        let run = self.runs.get_mut(place.run)?;
        let entry = (place.at < run.len()).then(|| run.remove(place.at))?;
        self.len -= 1;
        if run.is_empty() {
            self.runs.remove(place.run);
        }
        Some(entry.1)
    }

    /// Takes everything out.
    pub fn clear(&mut self) {
        *self = Dictionary::default();
    }
}

impl PartialEq for Dictionary {
    fn eq(&self, other: &Dictionary) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

impl Eq for Dictionary {}

impl From<Vec<Entry>> for Dictionary {
    fn from(entries: Vec<Entry>) -> Dictionary {
        let len = entries.len();
        Dictionary { runs: entries.chunks(LONGEST).map(<[Entry]>::to_vec).collect(), len }
    }
}

impl From<Dictionary> for Vec<Entry> {
    fn from(dictionary: Dictionary) -> Vec<Entry> {
        dictionary.runs.into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn place(dictionary: &Dictionary, key: u64) -> Result<Place, Place> {
        dictionary.search(|other| other.0.cmp(&key))
    }

    #[test]
    fn entries_are_found_in_whatever_order_they_come_and_go() {
        let mut dictionary = Dictionary::default();
        let keys: Vec<u64> = (0..5_000).map(|n| n * 1_999 % 5_003).collect();
        for key in &keys {
            let at = place(&dictionary, *key).unwrap_err();
            dictionary.insert(at, (Term(*key), Term(key + 1)));
        }
        assert_eq!(dictionary.len(), keys.len());
        assert!(dictionary.iter().is_sorted_by(|a, b| a.0.0 < b.0.0));
        let again: Dictionary = Vec::from(dictionary.clone()).into();
        assert_eq!(dictionary, again);
        for key in &keys {
            let at = place(&dictionary, *key).unwrap();
            assert_eq!(dictionary.value(at), Some(Term(key + 1)));
            assert_eq!(dictionary.replace(at, Term(7)), Some(Term(key + 1)));
            assert_eq!(dictionary.remove(at), Some(Term(7)));
            assert!(place(&dictionary, *key).is_err());
        }
        assert!(dictionary.is_empty() && dictionary.runs.is_empty());
        assert_ne!(dictionary, again);
    }
}

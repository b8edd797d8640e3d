//! What processes share without messages: persistent terms (OTP's `erl_bif_persistent.c`), arrays of 64-bit
//! numbers behind references, which are what `atomics` and `counters` are about (`erl_bif_atomics.c`,
//! `erl_bif_counters.c`), the streams of `zlib` and the tables of `ets`.
//!
//! An array lives as long as the machine, since a reference may come back from anywhere; a stream, which one process
//! alone may use, as long as that. Everything here counts
//! against the machine's total of words, of which it may have no more than half, so that who takes too much does
//! not take it from everybody. A clone shares all of it until one of the two changes something.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::atom::Atoms;
use crate::compare;
use crate::copy;
use crate::ets::Tables;
use crate::heap::{Allocate, Fragment, HeapLimit, View};
use crate::signal::Parcel;
use crate::stream::{Stream, Streams};
use crate::term::{Pid, Term};

/// Words that an array or a persistent term takes beyond what it holds.
const ENTRY_WORDS: usize = 8;

/// What the numbers of an array are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Numbers {
    /// Those of `atomics`, with a sign.
    Signed,
    /// Those of `atomics`, without.
    Unsigned,
    /// Those of `counters` with `write_concurrency`, which have a sign.
    Counters,
}

/// Numbers behind a reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Array {
    /// What they are.
    pub numbers: Numbers,
    /// Their bits.
    pub values: Arc<Vec<u64>>,
}

/// All that processes share.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// The arrays, by the numbers of their references.
    arrays: Arc<BTreeMap<u128, Array>>,
    /// The persistent terms, tuples of key and value, in order of the keys.
    terms: Arc<Vec<Parcel>>,
    /// The streams of `zlib`.
    streams: Arc<Streams>,
    /// The tables of `ets`.
    tables: Arc<Tables>,
    /// The words that all of it but the tables counts for: no state of its own, but a sum.
    #[serde(skip)]
    words: usize,
}

fn term_words(parcel: &Parcel) -> usize {
    parcel.0.footprint().saturating_add(ENTRY_WORDS)
}

/// Key and value of a persistent term, and the view that they are read through.
fn entry<'a>(parcel: &'a Parcel, literals: &'a [u64]) -> (View<'a>, Term, Term) {
    let view = parcel.0.view(literals);
    (view, view.word(parcel.1, 1), view.word(parcel.1, 2))
}

impl Shared {
    /// The words that it counts for.
    pub fn words(&self) -> usize {
        self.words.saturating_add(self.tables.words())
    }

    /// Counts the words anew.
    pub(crate) fn recount(&mut self) {
        let arrays = self.arrays.values().map(|array| array.values.len().saturating_add(ENTRY_WORDS));
        let words = arrays.chain(self.terms.iter().map(term_words)).fold(0, usize::saturating_add);
        self.words = words.saturating_add(self.streams.words());
        Arc::make_mut(&mut self.tables).recount();
    }

    /// The tables.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// Changes the tables.
    pub(crate) fn change_tables<T>(&mut self, change: impl FnOnce(&mut Tables) -> T) -> T {
        change(Arc::make_mut(&mut self.tables))
    }

    /// The streams.
    pub fn streams(&self) -> &Streams {
        &self.streams
    }

    /// Adds a stream.
    pub(crate) fn add_stream(&mut self, reference: u128, stream: Stream) {
        self.words = self.words.saturating_add(stream.words());
        Arc::make_mut(&mut self.streams).add(reference, stream);
    }

    /// Changes a stream, if there is one.
    pub(crate) fn change_stream<T>(&mut self, reference: u128, change: impl FnOnce(&mut Stream) -> T) -> Option<T> {
        let stream = Arc::make_mut(&mut self.streams).get_mut(reference)?;
        let before = stream.words();
        let result = change(stream);
        self.words = self.words.saturating_sub(before).saturating_add(stream.words());
        Some(result)
    }

    /// Closes a stream.
    pub(crate) fn close_stream(&mut self, reference: u128) {
        let (come, gone) = Arc::make_mut(&mut self.streams).close(reference);
        self.words = self.words.saturating_sub(gone).saturating_add(come);
    }

    /// Closes all streams of a process that has ended.
    pub(crate) fn close_streams_of(&mut self, owner: Pid) {
        for reference in self.streams.of(owner) {
            self.close_stream(reference);
        }
    }

    /// The arrays and the numbers of their references.
    pub fn arrays(&self) -> impl Iterator<Item = (u128, &Array)> {
        self.arrays.iter().map(|(reference, array)| (*reference, array))
    }

    /// The words that an array of so many numbers counts for.
    pub fn array_words(count: usize) -> usize {
        count.saturating_add(ENTRY_WORDS)
    }

    /// A new array of zeros.
    pub(crate) fn add_array(&mut self, reference: u128, numbers: Numbers, count: usize) {
        let values = Arc::new(vec![0; count]);
        Arc::make_mut(&mut self.arrays).insert(reference, Array { numbers, values });
        self.words = self.words.saturating_add(Shared::array_words(count));
    }

    /// The array behind a reference.
    pub fn array(&self, reference: u128) -> Option<&Array> {
        self.arrays.get(&reference)
    }

    /// A number of an array, to be changed.
    pub(crate) fn number(&mut self, reference: u128, index: usize) -> Option<&mut u64> {
        let array = Arc::make_mut(&mut self.arrays).get_mut(&reference)?;
        Arc::make_mut(&mut array.values).get_mut(index)
    }

    /// The persistent terms, tuples of key and value.
    pub fn terms(&self) -> &[Parcel] {
        &self.terms
    }

    /// Where the persistent term of a key is, or would be.
    fn place(&self, view: View<'_>, key: Term, atoms: &Atoms) -> Result<usize, usize> {
        self.terms.binary_search_by(|parcel| {
            let (own, own_key, _) = entry(parcel, view.literals);
            compare::compare(own, own_key, view, key, atoms, true)
        })
    }

    /// The value of a key, with the view that it is read through.
    pub fn term<'a>(
        &'a self,
        view: View<'_>,
        key: Term,
        atoms: &Atoms,
        literals: &'a [u64],
    ) -> Option<(View<'a>, Term)> {
        let at = self.place(view, key, atoms).ok()?;
        let (own, _, value) = entry(self.terms.get(at)?, literals);
        Some((own, value))
    }

    /// The words that may come to what there is, where the limit for all that a machine has is this, and it has so
    /// many now.
    pub(crate) fn room(&self, limit: usize, total: usize) -> usize {
        limit.saturating_sub(total).min((limit / 2).saturating_sub(self.words()))
    }

    /// Puts a persistent term, or replaces it; `room` words may come to what there is.
    pub(crate) fn put(
        &mut self,
        view: View<'_>,
        (key, value): (Term, Term),
        atoms: &Atoms,
        room: usize,
    ) -> Result<(), HeapLimit> {
        let mut fragment = Fragment::default();
        let key_here = copy::copy_term(view, key, &mut fragment, room)?;
        let value = copy::copy_term(view, value, &mut fragment, room)?;
        let pair = fragment.tuple(&[key_here, value])?;
        let parcel = (Arc::new(fragment), pair);
        let words = term_words(&parcel);
        if words > room {
            return Err(HeapLimit);
        }
        let place = self.place(view, key, atoms);
        let terms = Arc::make_mut(&mut self.terms);
        match place {
            Ok(at) => {
                if let Some(before) = terms.get_mut(at) {
                    self.words = self.words.saturating_sub(term_words(before));
                    *before = parcel;
                }
            }
            Err(at) => terms.insert(at, parcel),
        }
        self.words = self.words.saturating_add(words);
        Ok(())
    }

    /// Takes a persistent term away; whether there was one.
    pub(crate) fn erase(&mut self, view: View<'_>, key: Term, atoms: &Atoms) -> bool {
        let Ok(at) = self.place(view, key, atoms) else { return false };
        let gone = Arc::make_mut(&mut self.terms).remove(at);
        self.words = self.words.saturating_sub(term_words(&gone));
        true
    }

    /// Whether every persistent term is a tuple of two and the keys are in order; whether the words of each are
    /// sound has been asked before.
    pub(crate) fn is_consistent(&self, literals: &[u64], atoms: &Atoms) -> bool {
        let pairs = self.terms.iter().all(|(fragment, pair)| fragment.view(literals).tuple_arity(*pair) == Some(2));
        pairs
            && self.terms.windows(2).all(|two| {
                let ((a_view, a, _), (b_view, b, _)) = (entry(&two[0], literals), entry(&two[1], literals));
                compare::compare(a_view, a, b_view, b, atoms, true) == Ordering::Less
            })
    }
}

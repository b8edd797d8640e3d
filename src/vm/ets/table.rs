//! One table: what it is, who may use it, its objects.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::atom::{Atom, Atoms};
use crate::compare;
use crate::ets::hash::{Buckets, Likeness, NoSuchKey, Removed, Several};
use crate::ets::tree::Tree;
use crate::heap::View;
use crate::map;
use crate::portable_hash;
use crate::signal::Parcel;
use crate::term::{Pid, Term};

/// Words that a table takes beyond its objects.
const TABLE_WORDS: usize = 305;
/// Words that an object takes beyond what it holds.
const OBJECT_WORDS: usize = 12;
/// What OTP says that a table takes: without objects, and each object beyond its terms.
const OTP_TREE_WORDS: usize = 139;
const OTP_NODE_WORDS: usize = 5;
const OTP_BUCKETS_WORDS: usize = 305;
const OTP_ENTRY_WORDS: usize = 4;
/// Words that a fixation takes.
const FIXATION_WORDS: usize = 8;

/// What a table may hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum TableType {
    /// One object of a key.
    Set,
    /// One object of a key, in the order of keys.
    OrderedSet,
    /// Objects of one key that differ.
    Bag,
    /// Any objects of one key.
    DuplicateBag,
}

/// Who may use a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Protection {
    /// Only its owner.
    Private,
    /// Everybody may read it.
    Protected,
    /// Everybody may read and change it.
    Public,
}

/// How OTP is to lock a table; here it is only told again.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum WriteConcurrency {
    /// As a whole.
    Off,
    /// In parts.
    On,
    /// In parts whose number OTP finds out.
    Auto,
    /// In so many parts.
    Locks(u32),
}

/// The objects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Objects {
    /// Of an ordered set.
    Tree(Tree),
    /// Of any other table.
    Hash(Buckets),
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The number of its reference.
    pub number: u128,
    /// Its name.
    pub name: Atom,
    /// Whether it is known by its name.
    pub is_named: bool,
    /// What it may hold.
    pub table_type: TableType,
    /// Which element of an object is its key, from 1.
    pub keypos: usize,
    /// Who may use it.
    pub protection: Protection,
    /// Whose it is.
    pub owner: Pid,
    /// Whose it is to be after that, and what is said then.
    pub heir: Option<(Pid, Parcel)>,
    /// Whether OTP is to compress its objects.
    pub is_compressed: bool,
    /// Whether OTP is to expect much reading.
    pub read_concurrency: bool,
    /// How OTP is to lock it.
    pub write_concurrency: WriteConcurrency,
    /// Whether OTP is to count its objects in several places.
    pub decentralized_counters: bool,
    /// Which processes fix it, and how often.
    pub fixed_by: BTreeMap<Pid, u32>,
    /// Since when, in nanoseconds of virtual time.
    pub fixed_at: u64,
    /// The objects.
    pub objects: Objects,
    /// The words of the objects: no state of its own, but their sum.
    #[serde(skip)]
    words: usize,
}

/// A key that is sought.
#[derive(Clone, Copy)]
pub struct Key<'a> {
    /// The view that it is read through.
    pub view: View<'a>,
    /// The key.
    pub term: Term,
    /// The names of atoms.
    pub atoms: &'a Atoms,
}

impl Key<'_> {
    /// The hash of the key; since OTP 29 its lowest bit does not count.
    pub fn hash(&self) -> u32 {
        let hash = match self.term.as_atom() {
            Some(atom) => portable_hash::atom_hash(self.atoms.name(atom)).into(),
            None => map::hash(self.view, self.atoms, self.term),
        };
        (hash >> u32::from(self.atoms.otp() >= 29)) as u32
    }

    fn of(&self, object: &Parcel, keypos: usize) -> Term {
        object.0.view(self.view.literals).word(object.1, keypos)
    }

    /// Whether it is the key of an object, in a table that is no ordered set.
    fn is_of(&self, object: &Parcel, keypos: usize) -> bool {
        let view = object.0.view(self.view.literals);
        compare::identical(self.view, self.term, view, self.of(object, keypos), self.atoms)
    }

    /// Its order to that of an object, in an ordered set.
    pub fn order(&self, object: &Parcel, keypos: usize) -> Ordering {
        let view = object.0.view(self.view.literals);
        compare::compare(self.view, self.term, view, self.of(object, keypos), self.atoms, false)
    }
}

fn object_words(object: &Parcel) -> usize {
    object.0.footprint().saturating_add(OBJECT_WORDS)
}

fn sum<'a>(objects: impl Iterator<Item = &'a Parcel>) -> usize {
    objects.map(object_words).fold(0, usize::saturating_add)
}

impl Table {
    /// A table without objects.
    pub fn new(number: u128, name: Atom, table_type: TableType, owner: Pid) -> Table {
        let objects = match table_type {
            TableType::OrderedSet => Objects::Tree(Tree::default()),
            _ => Objects::Hash(Buckets::default()),
        };
        Table {
            number,
            name,
            is_named: false,
            table_type,
            keypos: 1,
            protection: Protection::Protected,
            owner,
            heir: None,
            is_compressed: false,
            read_concurrency: false,
            write_concurrency: WriteConcurrency::Off,
            decentralized_counters: false,
            fixed_by: BTreeMap::new(),
            fixed_at: 0,
            objects,
            words: 0,
        }
    }

    /// How many objects there are.
    pub fn count(&self) -> usize {
        match &self.objects {
            Objects::Tree(tree) => tree.count(),
            Objects::Hash(buckets) => buckets.count(),
        }
    }

    /// The words that it counts for.
    pub fn words(&self) -> usize {
        let heir = self.heir.as_ref().map_or(0, |(_, data)| data.0.footprint());
        let extra = match &self.objects {
            Objects::Tree(_) => 0,
            Objects::Hash(buckets) => buckets.extra_words(),
        };
        let fixations = self.fixed_by.len() * FIXATION_WORDS;
        self.words.saturating_add(TABLE_WORDS + heir + extra + fixations)
    }

    /// The words that a release says that it takes, where its objects' terms take so many. OTP 29 has a word more for a table
    /// and for the table of its segments.
    pub fn memory(&self, otp: u32, terms: usize) -> usize {
        let more = usize::from(otp >= 29);
        let table = match &self.objects {
            Objects::Tree(tree) => OTP_TREE_WORDS + more + tree.count() * OTP_NODE_WORDS,
            Objects::Hash(buckets) => {
                let extra = match buckets.extra_words() {
                    0 => 0,
                    extra => extra + more,
                };
                OTP_BUCKETS_WORDS + more + extra + (buckets.count() + buckets.marks()) * OTP_ENTRY_WORDS
            }
        };
        table.saturating_add(terms)
    }

    /// Whether it is fixed.
    pub fn is_fixed(&self) -> bool {
        !self.fixed_by.is_empty()
    }

    /// Whether there may be several objects of a key.
    pub fn is_bag(&self) -> bool {
        matches!(self.table_type, TableType::Bag | TableType::DuplicateBag)
    }

    /// The objects of a key, in the order of lists.
    pub fn get(&self, key: &Key<'_>) -> Vec<&Parcel> {
        match &self.objects {
            Objects::Tree(tree) => tree.get(|object| key.order(object, self.keypos)).into_iter().collect(),
            Objects::Hash(buckets) => {
                let entries = buckets.of_key(key.hash(), |object| key.is_of(object, self.keypos));
                entries.iter().filter(|entry| !entry.is_deleted).map(|entry| &entry.object).collect()
            }
        }
    }

    /// Whether there is an object of a key.
    pub fn has(&self, key: &Key<'_>) -> bool {
        match &self.objects {
            Objects::Tree(tree) => tree.get(|object| key.order(object, self.keypos)).is_some(),
            Objects::Hash(buckets) => buckets.has(key.hash(), |object| key.is_of(object, self.keypos)),
        }
    }

    fn gone<'a>(&mut self, objects: impl IntoIterator<Item = &'a Parcel>) {
        self.words = self.words.saturating_sub(sum(objects.into_iter()));
    }

    /// Puts an object, which must be a tuple that has a key.
    pub fn insert(&mut self, object: Parcel, atoms: &Atoms, literals: &[u64]) {
        let fragment = object.0.clone();
        let view = fragment.view(literals);
        let (keypos, words, whole) = (self.keypos, object_words(&object), object.1);
        let key = Key { view, term: view.word(whole, keypos), atoms };
        let is_fixed = self.is_fixed();
        let replaced = match &mut self.objects {
            Objects::Tree(tree) => Ok(tree.insert(object, |old| key.order(old, keypos))),
            Objects::Hash(buckets) => {
                let several = match self.table_type {
                    TableType::Bag => Several::Different,
                    TableType::DuplicateBag => Several::Any,
                    _ => Several::None,
                };
                let compares = several == Several::Different;
                let like = |old: &Parcel| {
                    let own = old.0.view(literals);
                    match key.is_of(old, keypos) {
                        true if compares && compare::identical(view, whole, own, old.1, key.atoms) => Likeness::Object,
                        true => Likeness::Key,
                        false => Likeness::None,
                    }
                };
                buckets.insert(key.hash(), object, several, is_fixed, like)
            }
        };
        if let Ok(replaced) = replaced {
            self.words = self.words.saturating_add(words);
            self.gone(&replaced);
        }
    }

    /// Deletes the objects of a key, or of them those that are equal to one (a view and a tuple). How many there were.
    pub fn delete(&mut self, key: &Key<'_>, equal: Option<(View<'_>, Term)>) -> usize {
        let (keypos, is_fixed) = (self.keypos, self.is_fixed());
        let is_equal = |old: &Parcel| {
            let own = old.0.view(key.view.literals);
            equal.is_none_or(|(view, object)| compare::identical(view, object, own, old.1, key.atoms))
        };
        let removed = match &mut self.objects {
            Objects::Tree(tree) => {
                let is_there = tree.get(|old| key.order(old, keypos)).is_some_and(is_equal);
                let gone = if is_there { tree.remove(|old| key.order(old, keypos)) } else { None };
                Removed { count: usize::from(gone.is_some()), gone: gone.into_iter().collect() }
            }
            Objects::Hash(buckets) => {
                let wanted = if equal.is_some() { Likeness::Object } else { Likeness::Key };
                buckets.remove(key.hash(), is_fixed, wanted, |old| match key.is_of(old, keypos) {
                    true if equal.is_some() && is_equal(old) => Likeness::Object,
                    true => Likeness::Key,
                    false => Likeness::None,
                })
            }
        };
        self.gone(&removed.gone);
        removed.count
    }

    /// Deletes the objects at those places: of a tree in one list, of buckets in theirs. How many there were.
    pub fn delete_at(&mut self, places: &[(usize, BTreeSet<usize>)], atoms: &Atoms, literals: &[u64]) -> usize {
        let (mut removed, keypos, is_fixed) = (Removed::default(), self.keypos, self.is_fixed());
        match &mut self.objects {
            Objects::Tree(tree) => {
                for place in places.iter().flat_map(|(_, places)| places.iter().rev()) {
                    let Some(object) = tree.nth(*place).cloned() else { continue };
                    let view = object.0.view(literals);
                    let key = Key { view, term: view.word(object.1, keypos), atoms };
                    removed.gone.extend(tree.remove(|old| key.order(old, keypos)));
                }
                removed.count = removed.gone.len();
            }
            Objects::Hash(buckets) => {
                for (bucket, places) in places {
                    let more = buckets.remove_at(*bucket, places, is_fixed);
                    removed.count += more.count;
                    removed.gone.extend(more.gone);
                }
                if removed.count > 0 {
                    buckets.shrink(is_fixed);
                }
            }
        }
        self.gone(&removed.gone);
        removed.count
    }

    /// Replaces the object at a place by one of the same key.
    pub fn replace_at(&mut self, bucket: usize, place: usize, object: Parcel, atoms: &Atoms, literals: &[u64]) {
        match &mut self.objects {
            Objects::Tree(_) => self.insert(object, atoms, literals),
            Objects::Hash(buckets) => {
                let words = object_words(&object);
                if let Some(before) = buckets.replace_at(bucket, place, object) {
                    self.words = self.words.saturating_add(words);
                    self.gone(&Some(before));
                }
            }
        }
    }

    /// The bucket of a key, in a table that is no ordered set.
    pub fn bucket_of(&self, key: &Key<'_>) -> Option<usize> {
        match &self.objects {
            Objects::Tree(_) => None,
            Objects::Hash(buckets) => Some(buckets.bucket_of(key.hash())),
        }
    }

    /// Deletes all objects; how many there were.
    pub fn clear(&mut self) -> usize {
        let (count, is_fixed) = (self.count(), self.is_fixed());
        match &mut self.objects {
            Objects::Tree(tree) => *tree = Tree::default(),
            Objects::Hash(buckets) => buckets.clear(is_fixed),
        }
        if !is_fixed || self.table_type == TableType::OrderedSet {
            self.words = 0;
        }
        count
    }

    /// The first object, or the last one: in a table that is no ordered set they are the same.
    pub fn first(&self, last: bool) -> Option<&Parcel> {
        match &self.objects {
            Objects::Tree(tree) if last => tree.nth(tree.count().checked_sub(1)?),
            Objects::Tree(tree) => tree.nth(0),
            Objects::Hash(buckets) => buckets.first_from(0),
        }
    }

    /// An object of the next key, or the one before, which are the same in a table that is no ordered set, where `Err`
    /// says that there is no such key.
    pub fn next(&self, key: &Key<'_>, before: bool) -> Result<Option<&Parcel>, NoSuchKey> {
        match &self.objects {
            Objects::Tree(tree) => Ok(tree.beside(|object| key.order(object, self.keypos), !before)),
            Objects::Hash(buckets) => buckets.next(key.hash(), |object| key.is_of(object, self.keypos)),
        }
    }

    /// How many slots there are.
    pub fn slots(&self) -> usize {
        match &self.objects {
            Objects::Tree(tree) => tree.count(),
            Objects::Hash(buckets) => buckets.buckets(),
        }
    }

    /// The objects of a slot, in the order of lists.
    pub fn slot(&self, slot: usize) -> Vec<&Parcel> {
        match &self.objects {
            Objects::Tree(tree) => tree.nth(slot).into_iter().collect(),
            Objects::Hash(buckets) => {
                let entries = buckets.bucket(slot).iter();
                entries.filter(|entry| !entry.is_deleted).map(|entry| &entry.object).collect()
            }
        }
    }

    /// A process fixes the table once more.
    pub(super) fn fix(&mut self, by: Pid, now_ns: u64) {
        if self.fixed_by.is_empty() {
            self.fixed_at = now_ns;
        }
        let count = self.fixed_by.entry(by).or_default();
        *count = count.saturating_add(1);
    }

    /// A process takes a fixation back, or all of its own; whether it has no more.
    pub(super) fn unfix(&mut self, by: Pid, all: bool) -> bool {
        if let Some(count) = self.fixed_by.get_mut(&by) {
            *count = count.saturating_sub(1);
            if *count > 0 && !all {
                return false;
            }
            self.fixed_by.remove(&by);
            if self.fixed_by.is_empty()
                && let Objects::Hash(buckets) = &mut self.objects
            {
                let gone = buckets.unfix();
                self.gone(&gone);
            }
        }
        true
    }

    pub(super) fn recount(&mut self) {
        self.words = sum(self.objects());
    }

    /// All objects, those among them of which only marks are left.
    pub(crate) fn objects(&self) -> impl Iterator<Item = &Parcel> {
        let (tree, buckets) = match &self.objects {
            Objects::Tree(tree) => (Some(tree.iter()), None),
            Objects::Hash(buckets) => (None, Some(buckets.entries())),
        };
        tree.into_iter().flatten().chain(buckets.into_iter().flatten().map(|entry| &entry.object))
    }

    /// The terms that it holds.
    pub(crate) fn parcels(&self) -> impl Iterator<Item = &Parcel> {
        self.objects().chain(self.heir.as_ref().map(|(_, data)| data))
    }

    /// Whether all objects are tuples with a key, and where their keys say; whether their words are sound has been asked
    /// before.
    pub(crate) fn is_consistent(&self, atoms: &Atoms, literals: &[u64]) -> bool {
        let has_key = |object: &Parcel| {
            let arity = object.0.view(literals).tuple_arity(object.1);
            arity.is_some_and(|arity| arity >= self.keypos)
        };
        let key = |object: &'_ Parcel| object.0.view(literals).word(object.1, self.keypos);
        self.keypos > 0
            && (self.table_type == TableType::OrderedSet) == matches!(self.objects, Objects::Tree(_))
            && self.fixed_by.values().all(|count| *count > 0)
            && self.objects().all(has_key)
            && match &self.objects {
                Objects::Tree(tree) => tree.iter().zip(tree.iter().skip(1)).all(|(a, b)| {
                    let sought = Key { view: a.0.view(literals), term: key(a), atoms };
                    sought.order(b, self.keypos) == Ordering::Less
                }),
                Objects::Hash(buckets) => {
                    let mut entries = buckets.entries();
                    buckets.is_consistent()
                        && entries.all(|entry| {
                            let view = entry.object.0.view(literals);
                            Key { view, term: key(&entry.object), atoms }.hash() == entry.hash
                        })
                }
            }
    }
}

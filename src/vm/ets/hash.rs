//! Objects in buckets by the hash of their keys (OTP's `erl_db_hash.c`): linear hashing, which splits or joins one
//! bucket at a time.
//!
//! The order is OTP's. Its buckets are chains; here they are vectors whose last item is the begin of the chain. Objects
//! of one key lie together, the newest at the begin; a key that is new comes to the end. What OTP gives as a list is the
//! chain from its end on, so the vector from its begin on.
//!
//! While a table is fixed, an object that is deleted stays as a mark, so that who walks the table finds the place again,
//! and buckets are neither split nor joined.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::ets::pages::Pages;
use crate::signal::Parcel;

/// The fewest buckets (OTP's `FIRST_SEGSZ`).
const FEWEST: usize = 256;
/// How many more OTP takes memory for at once (`EXT_SEGSZ`).
const SEGMENT: usize = 2048;
/// Words of OTP's table of segments, which a table of one has within itself.
const SEGMENT_TABLE: usize = 262;
/// How many buckets are split or joined at once.
const AT_ONCE: usize = 5;

/// An object or the mark of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The hash of its key.
    pub hash: u32,
    /// Whether it is the mark of an object that was deleted.
    pub is_deleted: bool,
    /// The object.
    pub object: Parcel,
}

type Bucket = Vec<Entry>;

/// The objects.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buckets {
    buckets: Pages<Bucket>,
    count: usize,
    /// The buckets in which there are marks.
    marked: BTreeSet<usize>,
}

/// What the table holds several of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Several {
    /// Nothing: an object replaces that of the same key.
    None,
    /// Objects of one key that differ.
    Different,
    /// Any objects of one key.
    Any,
}

/// What a new object is to an old one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Likeness {
    /// Its key is another.
    None,
    /// They have the same key.
    Key,
    /// They are equal.
    Object,
}

/// There is nothing of a key, not even a mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoSuchKey;

/// An equal object is in a bag already.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AlreadyThere;

impl Default for Buckets {
    fn default() -> Buckets {
        let buckets = (0..FEWEST).map(|_| Bucket::new()).collect();
        Buckets { buckets, count: 0, marked: BTreeSet::new() }
    }
}

impl Buckets {
    /// How many objects there are.
    pub fn count(&self) -> usize {
        self.count
    }

    /// How many buckets.
    pub fn buckets(&self) -> usize {
        self.buckets.count()
    }

    /// The words that OTP has for the buckets beyond the fewest.
    pub fn extra_words(&self) -> usize {
        match self.slots() - FEWEST {
            0 => 0,
            extra => extra + SEGMENT_TABLE,
        }
    }

    /// The buckets that OTP has memory for.
    fn slots(&self) -> usize {
        FEWEST + (self.buckets.count().saturating_sub(FEWEST)).next_multiple_of(SEGMENT)
    }

    /// With how many objects buckets are joined.
    fn fewest_objects(&self) -> usize {
        match self.slots() {
            slots if slots >= FEWEST + 2 * SEGMENT => (slots - SEGMENT) / 2,
            _ => 0,
        }
    }

    /// The bucket of a hash.
    pub fn bucket_of(&self, hash: u32) -> usize {
        let buckets = self.buckets.count();
        let mask = buckets.next_power_of_two() - 1;
        let index = hash as usize & mask;
        if index < buckets { index } else { index & (mask >> 1) }
    }

    /// The entries of a bucket, in the order of lists.
    pub fn bucket(&self, index: usize) -> &[Entry] {
        self.buckets.get(index).map_or(&[], Vec::as_slice)
    }

    /// All objects with their hashes, in the order in which OTP walks the table.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.buckets.iter().flat_map(|bucket| bucket.iter().rev()).filter(|entry| !entry.is_deleted)
    }

    /// The entries of a key, marks among them, in the order of lists.
    pub fn of_key(&self, hash: u32, same: impl Fn(&Parcel) -> bool) -> &[Entry] {
        let bucket = self.bucket(self.bucket_of(hash));
        let (begin, end) = group(bucket, hash, same);
        &bucket[begin..end]
    }

    /// Whether there is an object of a key.
    pub fn has(&self, hash: u32, same: impl Fn(&Parcel) -> bool) -> bool {
        let is_one = |entry: &Entry| entry.hash == hash && !entry.is_deleted && same(&entry.object);
        self.bucket(self.bucket_of(hash)).iter().rev().any(is_one)
    }

    /// The first object at or behind a bucket.
    pub fn first_from(&self, bucket: usize) -> Option<&Parcel> {
        let live = |index| self.bucket(index).iter().rev().find(|entry| !entry.is_deleted);
        (bucket..self.buckets.count()).find_map(live).map(|entry| &entry.object)
    }

    /// The object behind those of a key, or `Err` where there is nothing of that key, not even a mark.
    pub fn next(&self, hash: u32, same: impl Fn(&Parcel) -> bool) -> Result<Option<&Parcel>, NoSuchKey> {
        let index = self.bucket_of(hash);
        let bucket = self.bucket(index);
        let (begin, end) = group(bucket, hash, same);
        if begin == end {
            return Err(NoSuchKey);
        }
        let rest = bucket[..begin].iter().rev().find(|entry| !entry.is_deleted);
        Ok(rest.map(|entry| &entry.object).or_else(|| self.first_from(index + 1)))
    }

    /// Puts an object. Gives those that it takes the place of, or `Err` where it is one of a bag that is there already.
    pub fn insert(
        &mut self,
        hash: u32,
        object: Parcel,
        several: Several,
        is_fixed: bool,
        like: impl Fn(&Parcel) -> Likeness,
    ) -> Result<Option<Parcel>, AlreadyThere> {
        let index = self.bucket_of(hash);
        let Some(bucket) = self.buckets.get_mut(index) else { return Err(AlreadyThere) };
        // Only a bag looks at all objects of the key.
        let newest = bucket.iter().rposition(|old| old.hash == hash && like(&old.object) != Likeness::None);
        let end = newest.map_or(0, |newest| newest + 1);
        let entry = Entry { hash, is_deleted: false, object };
        if several == Several::None
            && let Some(newest) = newest
        {
            let before = std::mem::replace(&mut bucket[newest], entry);
            self.count += usize::from(before.is_deleted);
            return Ok(Some(before.object));
        }
        if several == Several::Different {
            let likes = bucket[..end].iter().rev().map(|old| match old.hash == hash {
                true => like(&old.object),
                false => Likeness::None,
            });
            let equal = likes.take_while(|like| *like != Likeness::None).position(|like| like == Likeness::Object);
            if let Some(at) = equal.map(|before| end - 1 - before) {
                if bucket[at].is_deleted {
                    // It is the newest of its key again.
                    bucket[at].is_deleted = false;
                    bucket[at..end].rotate_left(1);
                    self.count += 1;
                }
                return Err(AlreadyThere);
            }
        }
        bucket.insert(end, entry);
        self.count += 1;
        self.grow(is_fixed);
        Ok(None)
    }

    /// Deletes the objects of a key, or those among them that are equal to an object. The first of the key stays as a
    /// mark where the table is fixed. Gives those that are gone.
    pub fn remove(
        &mut self,
        hash: u32,
        is_fixed: bool,
        wanted: Likeness,
        like: impl Fn(&Parcel) -> Likeness,
    ) -> Removed {
        let index = self.bucket_of(hash);
        let likeness = |entry: &Entry| match entry.hash == hash && !entry.is_deleted {
            true => like(&entry.object),
            false => Likeness::None,
        };
        let bucket = self.bucket(index);
        let likes: Vec<Likeness> = bucket.iter().map(likeness).collect();
        let Some(first) = likes.iter().rposition(|like| *like != Likeness::None) else { return Removed::default() };
        let removed = self.strip(index, |at| match likes.get(at).copied().unwrap_or(Likeness::None) {
            Likeness::None => Fate::Stays,
            Likeness::Key if wanted == Likeness::Object => Fate::Stays,
            _ if is_fixed && at == first => Fate::Marked,
            _ => Fate::Goes,
        });
        self.shrink(is_fixed);
        removed
    }

    /// Deletes the objects at those places of a bucket, which all stay as marks where the table is fixed. Buckets are
    /// not joined.
    pub fn remove_at(&mut self, bucket: usize, places: &BTreeSet<usize>, is_fixed: bool) -> Removed {
        let fate = if is_fixed { Fate::Marked } else { Fate::Goes };
        self.strip(bucket, |at| if places.contains(&at) { fate } else { Fate::Stays })
    }

    /// Replaces the object at a place of a bucket by one of the same key; the one before.
    pub fn replace_at(&mut self, bucket: usize, place: usize, object: Parcel) -> Option<Parcel> {
        let entry = self.buckets.get_mut(bucket)?.get_mut(place)?;
        Some(std::mem::replace(&mut entry.object, object))
    }

    fn strip(&mut self, index: usize, fate: impl Fn(usize) -> Fate) -> Removed {
        let mut removed = Removed::default();
        let size = self.bucket(index).len();
        if (0..size).all(|at| fate(at) == Fate::Stays) {
            return removed;
        }
        let Some(bucket) = self.buckets.get_mut(index) else { return removed };
        let mut kept = Vec::with_capacity(size);
        for (at, mut entry) in std::mem::take(bucket).into_iter().enumerate() {
            let fate = fate(at);
            removed.count += usize::from(fate != Fate::Stays);
            if fate == Fate::Goes {
                removed.gone.push(entry.object);
                continue;
            }
            if fate == Fate::Marked {
                entry.is_deleted = true;
                self.marked.insert(index);
            }
            kept.push(entry);
        }
        *bucket = kept;
        self.count -= removed.count;
        removed
    }

    /// Deletes all objects; where the table is fixed, they stay as marks.
    pub fn clear(&mut self, is_fixed: bool) {
        if !is_fixed {
            *self = Buckets::default();
            return;
        }
        for index in 0..self.buckets.count() {
            if !self.bucket(index).is_empty()
                && let Some(bucket) = self.buckets.get_mut(index)
            {
                bucket.iter_mut().for_each(|entry| entry.is_deleted = true);
                self.marked.insert(index);
            }
        }
        self.count = 0;
    }

    /// Takes the marks away; what they were of.
    pub fn unfix(&mut self) -> Vec<Parcel> {
        let mut gone = Vec::new();
        for index in std::mem::take(&mut self.marked) {
            if let Some(bucket) = self.buckets.get_mut(index) {
                bucket.retain(|entry| {
                    if entry.is_deleted {
                        gone.push(entry.object.clone());
                    }
                    !entry.is_deleted
                });
            }
        }
        gone
    }

    /// How many marks there are.
    pub fn marks(&self) -> usize {
        let marks = |index: &usize| self.bucket(*index).iter().filter(|entry| entry.is_deleted).count();
        self.marked.iter().map(marks).sum()
    }

    fn grow(&mut self, is_fixed: bool) {
        for _ in 0..AT_ONCE {
            if is_fixed || self.count <= self.buckets.count() {
                return;
            }
            let to = self.buckets.count();
            let mask = (to + 1).next_power_of_two() - 1;
            let from = to & (mask >> 1);
            let Some(bucket) = self.buckets.get_mut(from) else { return };
            let (moved, kept) = std::mem::take(bucket).into_iter().partition(|e: &Entry| e.hash as usize & mask == to);
            *bucket = kept;
            self.buckets.push(moved);
        }
    }

    /// Joins buckets where there are too many.
    pub fn shrink(&mut self, is_fixed: bool) {
        for _ in 0..AT_ONCE {
            if is_fixed || self.count >= self.fewest_objects() || self.buckets.count() <= FEWEST {
                return;
            }
            let from = self.buckets.count() - 1;
            let to = from & ((from + 1).next_power_of_two() / 2 - 1);
            let Some(moved) = self.buckets.pop() else { return };
            if let Some(bucket) = self.buckets.get_mut(to) {
                // The chain of the bucket that goes comes before the other.
                bucket.extend(moved.into_iter().filter(|entry| !entry.is_deleted));
            }
        }
    }

    /// Whether objects are where they belong and counted; whether the hashes are theirs is not asked.
    pub(crate) fn is_consistent(&self) -> bool {
        let placed = |index: usize| self.bucket(index).iter().all(|entry| self.bucket_of(entry.hash) == index);
        let marked =
            |index: usize| self.bucket(index).iter().all(|entry| !entry.is_deleted) || self.marked.contains(&index);
        self.buckets.count() >= FEWEST
            && (0..self.buckets.count()).all(|index| placed(index) && marked(index))
            && self.count == self.iter().count()
    }

    /// All entries, marks among them.
    pub(crate) fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.buckets.iter().flatten()
    }
}

/// What becomes of an entry.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    Stays,
    Marked,
    Goes,
}

/// What came of a deletion.
#[derive(Default)]
pub struct Removed {
    /// How many objects were deleted.
    pub count: usize,
    /// Those that have not become marks.
    pub gone: Vec<Parcel>,
}

/// Where the entries of a key lie in a bucket.
fn group(bucket: &[Entry], hash: u32, same: impl Fn(&Parcel) -> bool) -> (usize, usize) {
    let is_one = |entry: &Entry| entry.hash == hash && same(&entry.object);
    let Some(last) = bucket.iter().rposition(is_one) else { return (0, 0) };
    let others = bucket[..last].iter().rev().take_while(|entry| is_one(entry)).count();
    (last - others, last + 1)
}

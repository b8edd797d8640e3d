//! Match specifications on tables, all at once and in parts.
//!
//! The continuation of a walk in parts is OTP's: of an ordered set `{Table, LastKey, [], Most, Program, [], Reverse, 0}`,
//! of others `{Table, Bucket, Most, Program, Rest, RestSize}`, where a bucket is walked to its end and what was found
//! beyond the wanted number waits in the rest.

use std::collections::BTreeSet;
use std::ops::Range;

use super::{charge, charge_pieces, range, readable, turns, writable};
use crate::atom::{Atom, am};
use crate::ets::Table;
use crate::ets::hash::Buckets;
use crate::ets::table::Objects;
use crate::ets::tree::Tree;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::matchspec::{Dialect, MatchSpec, Subject};
use crate::native::NativeResult;
use crate::native::matchspec;
use crate::signal::Parcel;
use crate::term::Term;

/// After how many objects OTP interrupts a walk, at the end of a bucket.
const AT_ONCE: usize = 1000;

/// The program of a specification, which may have no clause here.
pub(super) fn compiled(c: &Ctx<'_>, spec: Term) -> Result<MatchSpec, Fail> {
    if spec.is_nil() {
        return Ok(MatchSpec::of_nothing());
    }
    matchspec::compile(c, spec, Dialect::Table)?.map_err(|_| Fail::badarg())
}

/// What a specification makes of an object.
pub(super) fn tried(c: &mut Ctx<'_>, program: &MatchSpec, object: &Parcel) -> Result<Option<Term>, Fail> {
    let view = object.0.view(&c.code.literals.words);
    Ok(program.run(c, Subject::Other(view, object.1))?.map(|matched| matched.value))
}

/// Calls a function with all that a specification makes of objects, and where these are: of an ordered set the place,
/// else the bucket and the place there.
pub(super) fn each(
    c: &mut Ctx<'_>,
    table: &Table,
    program: &MatchSpec,
    found: impl FnMut(Place, Term) -> Result<(), Fail>,
) -> Result<(), Fail> {
    each_from(c, table, program, Stretch { from: From::Begin, backwards: false, most: usize::MAX }, found).map(|_| ())
}

/// Where a walk over a table begins or goes on.
#[derive(Clone, Copy)]
pub(super) enum From {
    Begin,
    /// With that bucket.
    Bucket(usize),
    /// Behind the object of that key, or before it.
    Key(Term),
}

/// Which objects of a table are tried, where not all are.
pub(super) struct Stretch {
    pub(super) from: From,
    /// Whether an ordered set is gone through from its end.
    pub(super) backwards: bool,
    /// How many are tried; of buckets as many more as there are in the last one.
    pub(super) most: usize,
}

/// As [`each`] for a part of a table; where the next part begins, if there is one.
pub(super) fn each_from(
    c: &mut Ctx<'_>,
    table: &Table,
    program: &MatchSpec,
    stretch: Stretch,
    mut found: impl FnMut(Place, Term) -> Result<(), Fail>,
) -> Result<Option<From>, Fail> {
    let Stretch { from, backwards, most } = stretch;
    let (mut tries, mut next) = (0, None);
    match &table.objects {
        Objects::Tree(tree) => {
            let mut range = range::of_tree(c, table, tree, program);
            if let From::Key(last) = from {
                range = beyond(c, table, tree, range, last, backwards);
            }
            while let Some(place) = if backwards { range.next_back() } else { range.next() } {
                let Some(object) = tree.nth(place) else { continue };
                tries += 1;
                if let Some(value) = tried(c, program, object)? {
                    found(Place { bucket: 0, place }, value)?;
                }
                if tries >= most && !range.is_empty() {
                    let key = object.0.view(&c.code.literals.words).word(object.1, table.keypos);
                    next = Some(From::Key(super::copied(c, object, key)?));
                    break;
                }
            }
        }
        Objects::Hash(buckets) => {
            let known = range::of_buckets(c, table, program);
            let begin = if let From::Bucket(bucket) = from { bucket } else { 0 };
            let count = known.as_ref().map_or(buckets.buckets(), Vec::len);
            for index in begin..count {
                if tries >= most && known.is_none() {
                    next = Some(From::Bucket(index));
                    break;
                }
                let bucket = known.as_ref().map_or(Some(index), |known| known.get(index).copied()).unwrap_or(0);
                tries += 1;
                for (place, entry) in buckets.bucket(bucket).iter().enumerate().rev() {
                    if entry.is_deleted {
                        continue;
                    }
                    tries += 1;
                    if let Some(value) = tried(c, program, &entry.object)? {
                        found(Place { bucket, place }, value)?;
                    }
                }
            }
        }
    }
    charge_pieces(c, tries, TRIED);
    Ok(next)
}

/// How many objects, or buckets, a reduction tries.
pub(super) const TRIED: usize = 8;

/// The places of an ordered set that are behind a key, or before it.
fn beyond(c: &Ctx<'_>, table: &Table, tree: &Tree, range: Range<usize>, last: Term, backwards: bool) -> Range<usize> {
    let last = super::key(c, last);
    let is_before = |object: &Parcel| {
        last.order(object, table.keypos).is_gt() || (!backwards && last.order(object, table.keypos).is_eq())
    };
    let at = tree.count_while(is_before);
    if backwards { range.start..range.end.min(at) } else { range.start.max(at)..range.end }
}

/// Where an object is.
pub(super) struct Place {
    /// The bucket, if it is in one.
    pub(super) bucket: usize,
    /// The place there, or in the tree.
    pub(super) place: usize,
}

/// The specification of a pattern.
fn pattern(c: &mut Ctx<'_>, pattern: Term, result: Atom) -> NativeResult {
    let block = &mut c.p.block;
    let body = block.list(&[Term::atom(result)])?;
    let clause = block.tuple(&[pattern, Term::NIL, body])?;
    Ok(block.list(&[clause])?)
}

pub(super) fn matching(c: &mut Ctx<'_>, table: Term, like: Term, result: Atom) -> NativeResult {
    readable(c, table)?;
    let spec = pattern(c, like, result)?;
    turns::all(c, table, spec, false)
}

pub(super) fn matching_some(c: &mut Ctx<'_>, a: &[Term], result: Atom) -> NativeResult {
    readable(c, a[0])?;
    let spec = pattern(c, a[1], result)?;
    some(c, &[a[0], spec, a[2]], false)
}

/// Deletes the objects that a specification says `true` of; how many there were.
pub(super) fn delete(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let table = writable(c, a[0])?;
    let program = compiled(c, a[1])?;
    let mut places: Vec<(usize, BTreeSet<usize>)> = Vec::new();
    each(c, &table, &program, |at, value| {
        if value == Term::boolean(true) {
            match places.last_mut() {
                Some((bucket, places)) if *bucket == at.bucket => {
                    places.insert(at.place);
                }
                _ => places.push((at.bucket, BTreeSet::from([at.place]))),
            }
        }
        Ok(())
    })?;
    let number = table.number;
    drop(table);
    let (atoms, literals) = (&c.sys.atoms, &c.code.literals.words);
    let shared = &mut c.sys.shared;
    let count = shared.change_tables(|tables| tables.change(number, |table| table.delete_at(&places, atoms, literals)));
    Ok(Term::size(count.unwrap_or(0)))
}

/// A walk in parts.
struct Walk {
    /// What names the table, for the continuation.
    table: Term,
    program: MatchSpec,
    /// The compiled specification, where there is one already.
    compiled: Option<Term>,
    /// The specification.
    spec: Term,
    /// How many results are wanted at once; with 0, all of them.
    most: usize,
}

impl Walk {
    fn reference(&self, c: &mut Ctx<'_>) -> NativeResult {
        match self.compiled {
            Some(compiled) => Ok(compiled),
            None => matchspec::reference(c, self.spec),
        }
    }
}

/// `{Results, Continuation}`, or that there is nothing more.
fn part(c: &mut Ctx<'_>, results: &[Term], continuation: Option<Term>) -> NativeResult {
    let end = Term::atom(am::END_OF_TABLE);
    if results.is_empty() && continuation.is_none() {
        return Ok(end);
    }
    let list = c.p.block.list(results)?;
    Ok(c.p.block.tuple(&[list, continuation.unwrap_or(end)])?)
}

/// Some of what a specification makes of a table.
pub(super) fn some(c: &mut Ctx<'_>, a: &[Term], reverse: bool) -> NativeResult {
    let table = readable(c, a[0])?;
    let most = a[2].as_size().filter(|most| *most > 0).ok_or(Fail::badarg())?;
    let mut walk = Walk { table: a[0], program: compiled(c, a[1])?, compiled: None, spec: a[1], most };
    match &table.objects {
        Objects::Tree(tree) => some_of_tree(c, &table, tree, &walk, None, reverse),
        Objects::Hash(buckets) => {
            if a[0].is_atom() {
                walk.table = c.p.block.reference(table.number)?;
            }
            match range::of_buckets(c, &table, &walk.program) {
                Some(known) => of_buckets(c, buckets, &walk, &known),
                None => some_of_buckets(c, buckets, &walk, Found { bucket: Some(0), list: Vec::new() }, false),
            }
        }
    }
}

fn some_of_tree(
    c: &mut Ctx<'_>,
    table: &Table,
    tree: &Tree,
    walk: &Walk,
    last: Option<Term>,
    reverse: bool,
) -> NativeResult {
    let mut range = range::of_tree(c, table, tree, &walk.program);
    if let Some(last) = last {
        range = beyond(c, table, tree, range, last, reverse);
    }
    let mut results = Vec::new();
    let mut places: Box<dyn Iterator<Item = usize>> = if reverse { Box::new(range.rev()) } else { Box::new(range) };
    let mut tries = 0;
    let stopped = loop {
        let Some(object) = places.next().and_then(|place| tree.nth(place)) else { break None };
        tries += 1;
        results.extend(tried(c, &walk.program, object)?);
        if results.len() == walk.most {
            break Some(object);
        }
    };
    charge(c, tries / 8);
    let stopped = stopped.filter(|_| last.is_some() || !range::is_one_key(c, table, &walk.program));
    let Some(object) = stopped else { return part(c, &results, None) };
    let last = object.0.view(&c.code.literals.words).word(object.1, table.keypos);
    let last = super::copied(c, object, last)?;
    let compiled = walk.reference(c)?;
    let (most, reverse) = (Term::size(walk.most), Term::size(usize::from(reverse)));
    let elements = [walk.table, last, Term::NIL, most, compiled, Term::NIL, reverse, Term::size(0)];
    let continuation = c.p.block.tuple(&elements)?;
    part(c, &results, Some(continuation))
}

/// What was found, the last one last, and the bucket to go on with.
struct Found {
    bucket: Option<usize>,
    list: Vec<Term>,
}

/// What known buckets come to.
fn of_buckets(c: &mut Ctx<'_>, buckets: &Buckets, walk: &Walk, known: &[usize]) -> NativeResult {
    let mut list = Vec::new();
    for bucket in known {
        try_bucket(c, buckets, walk, *bucket, &mut list)?;
    }
    ended(c, walk, Found { bucket: None, list }, false)
}

/// Tries the objects of a bucket; how many there are.
fn try_bucket(
    c: &mut Ctx<'_>,
    buckets: &Buckets,
    walk: &Walk,
    bucket: usize,
    list: &mut Vec<Term>,
) -> Result<usize, Fail> {
    let live = buckets.bucket(bucket).iter().rev().filter(|entry| !entry.is_deleted);
    let mut tries = 0;
    for entry in live {
        tries += 1;
        list.extend(tried(c, &walk.program, &entry.object)?);
    }
    Ok(tries)
}

fn some_of_buckets(
    c: &mut Ctx<'_>,
    buckets: &Buckets,
    walk: &Walk,
    mut found: Found,
    mut is_continued: bool,
) -> NativeResult {
    let (mut tries, mut all) = (0, 0);
    while let Some(bucket) = found.bucket
        && !(walk.most > 0 && found.list.len() >= walk.most)
    {
        // OTP is interrupted only where it goes on.
        is_continued |= tries >= AT_ONCE;
        tries = if tries >= AT_ONCE { 0 } else { tries };
        let more = try_bucket(c, buckets, walk, bucket, &mut found.list)?;
        (tries, all) = (tries + more, all + more + 1);
        found.bucket = Some(bucket + 1).filter(|next| *next < buckets.buckets());
    }
    charge(c, all as i64 / 8);
    ended(c, walk, found, is_continued)
}

/// What a part comes to; of what was found beyond it, the last one comes first the next time, unless the walk goes on.
fn ended(c: &mut Ctx<'_>, walk: &Walk, found: Found, is_continued: bool) -> NativeResult {
    let Found { bucket, mut list } = found;
    if walk.most == 0 {
        list.reverse();
        return Ok(c.p.block.list(&list)?);
    }
    let mut rest = list.split_off(walk.most.min(list.len()));
    list.reverse();
    if rest.is_empty() && bucket.is_none() {
        return part(c, &list, None);
    }
    if !is_continued {
        rest.reverse();
    }
    let size = rest.len();
    let rest = c.p.block.list(&rest)?;
    let compiled = walk.reference(c)?;
    let bucket = bucket.map_or(Term::small_wrapping(-1), Term::size);
    let elements = [walk.table, bucket, Term::size(walk.most), compiled, rest, Term::size(size)];
    let continuation = c.p.block.tuple(&elements)?;
    part(c, &list, Some(continuation))
}

/// Goes on with a walk in parts.
pub(super) fn go_on(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if a[0] == Term::atom(am::END_OF_TABLE) {
        return Ok(a[0]);
    }
    let elements = c.view().tuple(a[0]).ok_or(Fail::badarg())?.to_vec();
    let named = *elements.first().ok_or(Fail::badarg())?;
    let table = readable(c, named)?;
    match (&table.objects, &elements[..]) {
        (Objects::Tree(tree), [_, last, _, most, compiled, rest, reverse, got]) => {
            let most = most.as_size().filter(|most| *most > 0).ok_or(Fail::badarg())?;
            let is_list = rest.is_list() || rest.is_nil();
            if !is_list || !reverse.is_small() || !got.is_small() {
                return Err(Fail::badarg());
            }
            let walk = go_on_with(c, named, *compiled, most)?;
            some_of_tree(c, &table, tree, &walk, Some(*last), *reverse != Term::size(0))
        }
        (Objects::Hash(buckets), [_, bucket, most, compiled, rest, got]) => {
            let (most, bucket) = (most.as_size(), bucket.as_small());
            let (Some(most), Some(bucket), Some(_)) = (most, bucket, got.as_size()) else { return Err(Fail::badarg()) };
            let mut list = c.view().proper_list(*rest).ok_or(Fail::badarg())?;
            list.reverse();
            let walk = go_on_with(c, named, *compiled, most)?;
            let bucket = usize::try_from(bucket).ok();
            let is_enough = most > 0 && list.len() >= most;
            if !is_enough && bucket.is_some_and(|bucket| bucket >= buckets.buckets()) {
                return Err(Fail::badarg());
            }
            some_of_buckets(c, buckets, &walk, Found { bucket, list }, true)
        }
        _ => Err(Fail::badarg()),
    }
}

fn go_on_with(c: &mut Ctx<'_>, table: Term, compiled: Term, most: usize) -> Result<Walk, Fail> {
    let program = matchspec::program(c, compiled)?;
    Ok(Walk { table, program, compiled: Some(compiled), spec: Term::NIL, most })
}

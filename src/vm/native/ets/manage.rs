//! Tables as such: making, naming, giving away and deleting them, what they tell of themselves.

use std::sync::Arc;

use super::{Access, atom, charge, find, kept, named, readable, writable};
use crate::atom::{Atom, am};
use crate::ets::hash::Buckets;
use crate::ets::table::Objects;
use crate::ets::{self, Protection, Table, TableType, WriteConcurrency};
use crate::exec::{Ctx, Fail};
use crate::heap::{Allocate, View};
use crate::native::NativeResult;
use crate::native::sizes::{flat_size, words_in_otp};
use crate::signal::Parcel;
use crate::term::{Pid, Term};

/// The most parts that a program may ask a table to be locked in.
const MOST_LOCKS: i64 = 32768;

fn flag(term: Term) -> Result<bool, Fail> {
    term.as_bool().ok_or(Fail::badarg())
}

fn protection(term: Term) -> Result<Protection, Fail> {
    match atom(term)? {
        am::PRIVATE => Ok(Protection::Private),
        am::PROTECTED => Ok(Protection::Protected),
        am::PUBLIC => Ok(Protection::Public),
        _ => Err(Fail::badarg()),
    }
}

/// What a new table is to be.
struct Options {
    table_type: TableType,
    protection: Protection,
    keypos: usize,
    is_named: bool,
    is_compressed: bool,
    heir: Option<(Pid, Term)>,
    read_concurrency: bool,
    write_concurrency: WriteConcurrency,
    /// Whether objects are counted in several places: as it follows from the others, and as it is asked for.
    counters: (bool, Option<bool>),
}

impl Options {
    fn new() -> Options {
        Options {
            table_type: TableType::Set,
            protection: Protection::Protected,
            keypos: 1,
            is_named: false,
            is_compressed: false,
            heir: None,
            read_concurrency: false,
            write_concurrency: WriteConcurrency::Off,
            counters: (false, None),
        }
    }

    fn take(&mut self, c: &Ctx<'_>, option: Term) -> Result<(), Fail> {
        let Some(option) = option.as_atom() else { return self.take_tuple(c, option) };
        match option {
            am::BAG => self.table_type = TableType::Bag,
            am::DUPLICATE_BAG => self.table_type = TableType::DuplicateBag,
            am::ORDERED_SET => {
                self.counters.0 = true;
                self.table_type = TableType::OrderedSet;
            }
            am::PUBLIC => self.protection = Protection::Public,
            am::PRIVATE => self.protection = Protection::Private,
            am::NAMED_TABLE => self.is_named = true,
            am::COMPRESSED => self.is_compressed = true,
            // OTP takes these two for what a table is anyway, whatever was said before.
            am::SET | am::PROTECTED => {}
            _ => return Err(Fail::badarg()),
        }
        Ok(())
    }

    fn take_tuple(&mut self, c: &Ctx<'_>, option: Term) -> Result<(), Fail> {
        let elements = c.view().tuple(option).ok_or(Fail::badarg())?.to_vec();
        match elements[..] {
            [name, value] => match atom(name)? {
                am::KEYPOS => self.keypos = value.as_size().filter(|keypos| *keypos > 0).ok_or(Fail::badarg())?,
                am::READ_CONCURRENCY => self.read_concurrency = flag(value)?,
                am::WRITE_CONCURRENCY => self.take_write_concurrency(c, value)?,
                am::DECENTRALIZED_COUNTERS => self.counters.1 = Some(flag(value)?),
                am::HEIR if value == Term::atom(am::NONE) => self.heir = None,
                _ => return Err(Fail::badarg()),
            },
            [name, heir, data] if name == Term::atom(am::HEIR) => {
                self.heir = Some((heir.as_pid().ok_or(Fail::badarg())?, data));
            }
            _ => return Err(Fail::badarg()),
        }
        Ok(())
    }

    fn take_write_concurrency(&mut self, c: &Ctx<'_>, value: Term) -> Result<(), Fail> {
        self.write_concurrency = match value.as_atom() {
            Some(am::AUTO) => {
                self.counters.0 = true;
                WriteConcurrency::Auto
            }
            Some(am::TRUE) => {
                self.counters.0 &= self.table_type == TableType::OrderedSet;
                WriteConcurrency::On
            }
            Some(am::FALSE) => WriteConcurrency::Off,
            _ => {
                let elements = c.view().tuple(value).ok_or(Fail::badarg())?.to_vec();
                let [name, locks] = elements[..] else { return Err(Fail::badarg()) };
                let locks = locks.as_small().filter(|locks| (1..=MOST_LOCKS).contains(locks));
                if name != Term::atom(am::DEBUG_HASH_FIXED_NUMBER_OF_LOCKS) {
                    return Err(Fail::badarg());
                }
                self.counters.0 = true;
                WriteConcurrency::Locks(locks.ok_or(Fail::badarg())? as u32)
            }
        };
        Ok(())
    }

    /// What of it a table gets: a private one is never locked in parts.
    fn apply(&self, table: &mut Table) {
        let is_private = self.protection == Protection::Private;
        (table.keypos, table.protection, table.is_named) = (self.keypos, self.protection, self.is_named);
        table.is_compressed = self.is_compressed;
        table.read_concurrency = self.read_concurrency && !is_private;
        if !is_private {
            table.write_concurrency = self.write_concurrency;
        }
        let is_locked_in_parts = table.write_concurrency != WriteConcurrency::Off;
        table.decentralized_counters = is_locked_in_parts && self.counters.1.unwrap_or(self.counters.0);
    }
}

pub(super) fn new(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let name = atom(a[0])?;
    let mut options = Options::new();
    for option in c.view().proper_list(a[1]).ok_or(Fail::badarg())? {
        options.take(c, option)?;
    }
    let is_counted = matches!(options.write_concurrency, WriteConcurrency::Locks(_));
    if is_counted && options.table_type == TableType::OrderedSet {
        return Err(Fail::badarg());
    }
    if options.is_named && c.sys.shared.tables().named(name).is_some() {
        return Err(Fail::because(am::ALREADY_EXISTS));
    }
    let number = ets::marked(c.sys.unique());
    let mut table = Table::new(number, name, options.table_type, c.p.pid);
    options.apply(&mut table);
    if let Some((heir, data)) = options.heir
        && c.living(heir).is_some()
    {
        table.heir = Some((heir, kept(c, data)?));
    }
    if table.words() > c.sys.shared.room(c.sys.limits.total_words, c.sys.total_words()) {
        return Err(Fail::HeapLimit);
    }
    let term = named(c, &table)?;
    c.sys.shared.change_tables(|tables| tables.add(table));
    Ok(term)
}

pub(super) fn delete(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let number = writable(c, a[0])?.number;
    let table = c.sys.shared.change_tables(|tables| tables.remove(number));
    charge(c, table.map_or(0, |table| table.count()) as i64 / 8);
    Ok(Term::boolean(true))
}

pub(super) fn rename(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let table = writable(c, a[0])?;
    let name = atom(a[1])?;
    if table.is_named && c.sys.shared.tables().named(name).is_some() {
        return Err(Fail::badarg());
    }
    let (number, is_named) = (table.number, table.is_named);
    drop(table);
    c.sys.shared.change_tables(|tables| tables.rename(number, name));
    Ok(if is_named { a[1] } else { a[0] })
}

pub(super) fn whereis(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match c.sys.shared.tables().named(atom(a[0])?) {
        Some(number) => Ok(c.p.block.reference(number)?),
        None => Ok(Term::atom(am::UNDEFINED)),
    }
}

pub(super) fn give_away(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let table = writable(c, a[0])?;
    let to = a[1].as_pid().filter(|pid| c.living(*pid).is_some()).ok_or(Fail::badarg())?;
    if table.owner != c.p.pid {
        return Err(Fail::because(am::NOT_OWNER));
    }
    if to == c.p.pid {
        return Err(Fail::because(am::OWNER));
    }
    let data = kept(c, a[2])?;
    let message = c.sys.transfer_message(&table, c.p.pid, &data)?;
    let number = table.number;
    drop(table);
    c.sys.shared.change_tables(|tables| tables.give(number, to));
    c.sys.post(c.p, to, message)?;
    Ok(Term::boolean(true))
}

pub(super) fn setopts(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let table = writable(c, a[0])?;
    let (mut heir, mut access) = (None, None);
    let view = c.view();
    let options = match view.tuple_arity(a[1]) {
        Some(_) => vec![a[1]],
        None => view.proper_list(a[1]).ok_or(Fail::badarg())?,
    };
    for option in options {
        let elements = view.tuple(option).ok_or(Fail::badarg())?.to_vec();
        let name = elements.first().and_then(|name| name.as_atom());
        match (name, &elements[..]) {
            (Some(am::HEIR), [_, none]) if heir.is_none() && *none == Term::atom(am::NONE) => heir = Some(None),
            (Some(am::HEIR), [_, to, data]) if heir.is_none() => {
                heir = Some(Some((to.as_pid().ok_or(Fail::badarg())?, *data)));
            }
            (Some(am::PROTECTION), [_, value]) if access.is_none() => access = Some(protection(*value)?),
            _ => return Err(Fail::badarg()),
        }
    }
    if table.owner != c.p.pid {
        return Err(Fail::badarg());
    }
    let number = table.number;
    drop(table);
    let heir = match heir {
        Some(Some((to, data))) if c.living(to).is_some() => Some(Some((to, kept(c, data)?))),
        Some(_) => Some(None),
        None => None,
    };
    c.sys.shared.change_tables(|tables| {
        tables.change(number, |table| {
            table.heir = heir.unwrap_or(table.heir.take());
            table.protection = access.unwrap_or(table.protection);
        })
    });
    Ok(Term::boolean(true))
}

pub(super) fn safe_fixtable(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let number = readable(c, a[0])?.number;
    let (fixes, pid, now) = (flag(a[1])?, c.p.pid, c.sys.now_ns());
    c.sys.shared.change_tables(|tables| match fixes {
        true => tables.fix(number, pid, now),
        false => tables.unfix(number, pid, false),
    });
    Ok(Term::boolean(true))
}

/// Asks for the names of all tables, which come as a message, as from the only scheduler.
pub(super) fn request_all(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    let reference = u128::from(c.sys.unique());
    let tables: Vec<Arc<Table>> = c.sys.shared.tables().iter().cloned().collect();
    charge(c, tables.len() as i64 / 8);
    let mut fragment = crate::heap::Fragment::default();
    let mut terms = Vec::with_capacity(tables.len());
    for table in &tables {
        terms.push(if table.is_named { Term::atom(table.name) } else { fragment.reference(table.number)? });
    }
    let (list, term) = (fragment.list(&terms)?, fragment.reference(reference)?);
    let message = fragment.tuple(&[term, list])?;
    c.sys.post(c.p, c.p.pid, (Arc::new(fragment), message))?;
    Ok(c.p.block.reference(reference)?)
}

/// What `info/1` tells, in its order.
const ITEMS: [Atom; 15] = [
    am::ID,
    am::DECENTRALIZED_COUNTERS,
    am::READ_CONCURRENCY,
    am::WRITE_CONCURRENCY,
    am::COMPRESSED,
    am::MEMORY,
    am::OWNER,
    am::HEIR,
    am::NAME,
    am::SIZE,
    am::NODE,
    am::NAMED_TABLE,
    am::TYPE,
    am::KEYPOS,
    am::PROTECTION,
];

/// The table that is to tell of itself; none where it is there no more.
fn told(c: &Ctx<'_>, term: Term) -> Result<Option<Arc<Table>>, Fail> {
    match find(c, term, Access::Info) {
        Err(Fail::RefuseBecause(cause)) if cause == Term::atom(am::ID) => Ok(None),
        other => other.map(Some),
    }
}

pub(super) fn info_all(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let Some(table) = told(c, a[0])? else { return Ok(Term::atom(am::UNDEFINED)) };
    let mut pairs = Vec::with_capacity(ITEMS.len());
    for item in ITEMS {
        let value = item_of(c, &table, item)?;
        pairs.push(c.p.block.tuple(&[Term::atom(item), value])?);
    }
    Ok(c.p.block.list(&pairs)?)
}

pub(super) fn info(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let Some(table) = told(c, a[0])? else { return Ok(Term::atom(am::UNDEFINED)) };
    item_of(c, &table, atom(a[1])?)
}

fn item_of(c: &mut Ctx<'_>, table: &Table, item: Atom) -> NativeResult {
    let atom = match item {
        am::ID => return Ok(c.p.block.reference(table.number)?),
        am::MEMORY => return Ok(memory(c, table)),
        am::SIZE => return Ok(Term::size(table.count())),
        am::KEYPOS => return Ok(Term::size(table.keypos)),
        am::OWNER => return Ok(Term::pid(table.owner)),
        am::HEIR => return Ok(table.heir.as_ref().map_or(Term::atom(am::NONE), |(heir, _)| Term::pid(*heir))),
        am::DECENTRALIZED_COUNTERS => return Ok(Term::boolean(table.decentralized_counters)),
        am::READ_CONCURRENCY => return Ok(Term::boolean(table.read_concurrency)),
        am::WRITE_CONCURRENCY => return write_concurrency(c, table),
        am::COMPRESSED => return Ok(Term::boolean(table.is_compressed)),
        am::NAMED_TABLE => return Ok(Term::boolean(table.is_named)),
        am::FIXED => return Ok(Term::boolean(table.is_fixed())),
        am::SAFE_FIXED => return fixations(c, table, false),
        am::SAFE_FIXED_MONOTONIC_TIME => return fixations(c, table, true),
        am::STATS => return stats(c, table),
        am::NAME => table.name,
        am::NODE => c.sys.node(),
        am::TYPE => match table.table_type {
            TableType::Set => am::SET,
            TableType::OrderedSet => am::ORDERED_SET,
            TableType::Bag => am::BAG,
            TableType::DuplicateBag => am::DUPLICATE_BAG,
        },
        am::PROTECTION => match table.protection {
            Protection::Private => am::PRIVATE,
            Protection::Protected => am::PROTECTED,
            Protection::Public => am::PUBLIC,
        },
        _ => return Err(Fail::badarg()),
    };
    Ok(Term::atom(atom))
}

fn write_concurrency(c: &mut Ctx<'_>, table: &Table) -> NativeResult {
    Ok(match table.write_concurrency {
        WriteConcurrency::Off => Term::boolean(false),
        WriteConcurrency::On => Term::boolean(true),
        WriteConcurrency::Auto => Term::atom(am::AUTO),
        WriteConcurrency::Locks(locks) => {
            let name = Term::atom(am::DEBUG_HASH_FIXED_NUMBER_OF_LOCKS);
            c.p.block.tuple(&[name, Term::size(locks as usize)])?
        }
    })
}

/// More words than a table can take.
const MOST_WORDS: usize = 1 << 48;

/// The words that OTP says that a table takes, which are counted when they are asked for.
fn memory(c: &mut Ctx<'_>, table: &Table) -> Term {
    let literals = &c.code.literals.words;
    let otp = c.sys.atoms.otp();
    let words_of = |view: View<'_>, object: Term| words_in_otp(view, object, otp);
    let size = |object: &Parcel| flat_size(object.0.view(literals), object.1, words_of);
    let words = table.objects().map(size).fold(0, u64::saturating_add);
    charge(c, (words / 64).min(i64::MAX as u64) as i64);
    Term::size(table.memory(otp, usize::try_from(words).unwrap_or(usize::MAX).min(MOST_WORDS)))
}

/// Since when it is fixed, and how often by which processes.
fn fixations(c: &mut Ctx<'_>, table: &Table, monotonic: bool) -> NativeResult {
    if !table.is_fixed() {
        return Ok(Term::boolean(false));
    }
    let time = if monotonic {
        crate::number::make_integer(&mut c.p.block, table.fixed_at as i64)?
    } else {
        let micros = c.sys.time_origin_ns.saturating_add(table.fixed_at) / 1000;
        let parts = [micros / 1_000_000_000_000, micros / 1_000_000 % 1_000_000, micros % 1_000_000];
        let parts: Vec<Term> = parts.iter().map(|part| Term::size(*part as usize)).collect();
        c.p.block.tuple(&parts)?
    };
    let mut list = Vec::with_capacity(table.fixed_by.len());
    for (pid, count) in table.fixed_by.iter().rev() {
        list.push(c.p.block.tuple(&[Term::pid(*pid), Term::size(*count as usize)])?);
    }
    let list = c.p.block.list(&list)?;
    Ok(c.p.block.tuple(&[time, list])?)
}

/// How evenly objects lie in their buckets.
fn stats(c: &mut Ctx<'_>, table: &Table) -> NativeResult {
    let Objects::Hash(buckets) = &table.objects else { return tree_stats(c, table) };
    let lengths = lengths(buckets);
    // OTP computes with the precision of C's `float`, but for what is expected.
    let (count, objects) = (lengths.len() as f32, buckets.count() as f32);
    let squares = lengths.iter().map(|length| length * length).sum::<usize>() as f32;
    let average = objects / count;
    let deviation = f64::from((squares - average * objects) / count).max(0.0).sqrt() as f32;
    let expected = (f64::from(average) * (1.0 - 1.0 / f64::from(count))).sqrt() as f32;
    let locks = match table.write_concurrency {
        WriteConcurrency::Off => 1,
        WriteConcurrency::Locks(locks) => locks as usize,
        WriteConcurrency::On | WriteConcurrency::Auto => 64,
    };
    let (least, most) = (lengths.iter().min().copied(), lengths.iter().max().copied());
    let block = &mut c.p.block;
    let elements = [
        Term::size(lengths.len()),
        block.float(average.into())?,
        block.float(deviation.into())?,
        block.float(expected.into())?,
        Term::size(least.unwrap_or(0)),
        Term::size(most.unwrap_or(0)),
        Term::size(buckets.marks()),
        Term::size(locks),
    ];
    Ok(block.tuple(&elements)?)
}

fn lengths(buckets: &Buckets) -> Vec<usize> {
    let live = |index| buckets.bucket(index).iter().filter(|entry| !entry.is_deleted).count();
    (0..buckets.buckets()).map(live).collect()
}

/// Of an ordered set that is locked in parts there is one part here.
fn tree_stats(c: &mut Ctx<'_>, table: &Table) -> NativeResult {
    if table.write_concurrency == WriteConcurrency::Off {
        return Ok(Term::boolean(false));
    }
    Ok(c.p.block.tuple(&[Term::size(0), Term::size(1), Term::size(0)])?)
}

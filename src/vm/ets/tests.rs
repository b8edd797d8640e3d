//! Tables as data: what clones share, what snapshots hold, what is none.

#![allow(clippy::unwrap_used)]

use std::sync::Arc;

use super::*;
use crate::atom::{Atoms, am};
use crate::heap::{Allocate, Fragment};
use crate::term::Term;

const OWNER: Pid = Pid(1);

fn object(key: i64, value: i64) -> Parcel {
    let mut fragment = Fragment::default();
    let tuple = fragment.tuple(&[Term::small(key).unwrap(), Term::small(value).unwrap()]).unwrap();
    (Arc::new(fragment), tuple)
}

/// What is said of a key.
fn value(tables: &Tables, number: u128, key: i64, atoms: &Atoms) -> Vec<i64> {
    let fragment = Fragment::default();
    let key = Key { view: fragment.view(&[]), term: Term::small(key).unwrap(), atoms };
    let objects = tables.get(number).unwrap().get(&key);
    objects.iter().map(|object| object.0.view(&[]).word(object.1, 2).as_small().unwrap()).collect()
}

fn filled(table_type: TableType, atoms: &Atoms) -> (Tables, u128) {
    let number = marked(7);
    let mut table = Table::new(number, am::OK, table_type, OWNER);
    table.is_named = true;
    for key in 0..5000 {
        table.insert(object(key, key * 2), atoms, &[]);
    }
    let mut tables = Tables::default();
    tables.add(table);
    (tables, number)
}

const TYPES: [TableType; 4] = [TableType::Set, TableType::OrderedSet, TableType::Bag, TableType::DuplicateBag];

#[test]
fn a_clone_keeps_what_it_had() {
    let atoms = Atoms::new(1 << 20, 29);
    for table_type in TYPES {
        let (mut tables, number) = filled(table_type, &atoms);
        let before = tables.clone();
        tables.change(number, |table| table.insert(object(3, 0), &atoms, &[])).unwrap();
        tables.change(number, |table| table.insert(object(9999, 1), &atoms, &[])).unwrap();
        assert_eq!(value(&before, number, 3, &atoms), [6]);
        assert_eq!(value(&before, number, 9999, &atoms), Vec::<i64>::new());
        let changed = value(&tables, number, 3, &atoms);
        let is_bag = tables.get(number).unwrap().is_bag();
        assert_eq!(changed, if is_bag { vec![6, 0] } else { vec![0] });
        // Almost all objects are still the same.
        let shared = |object: &&Parcel| Arc::strong_count(&object.0) == 1;
        let count = tables.get(number).unwrap().objects().filter(shared).count();
        assert!(count > 4000, "{count}");
    }
}

#[test]
fn words_are_those_of_what_is_there() {
    let atoms = Atoms::new(1 << 20, 29);
    for table_type in TYPES {
        let (mut tables, number) = filled(table_type, &atoms);
        let empty = Table::new(number, am::OK, table_type, OWNER).words();
        tables.fix(number, OWNER, 1);
        tables.change(number, |table| table.clear());
        tables.change(number, |table| table.insert(object(1, 1), &atoms, &[]));
        tables.unfix(number, OWNER, false);
        let mut again = tables.clone();
        again.recount();
        assert_eq!(tables.words(), again.words(), "{table_type:?}");
        tables.change(number, |table| table.clear());
        assert_eq!(tables.words(), empty, "{table_type:?}");
        tables.remove(number).unwrap();
        assert_eq!(tables, Tables::default());
    }
}

#[test]
fn snapshots_hold_tables_and_nonsense_is_found() {
    let atoms = Atoms::new(1 << 20, 29);
    for table_type in TYPES {
        let (mut tables, number) = filled(table_type, &atoms);
        tables.fix(number, OWNER, 5);
        let bytes = postcard::to_allocvec(&tables).unwrap();
        let mut read: Tables = postcard::from_bytes(&bytes).unwrap();
        read.recount();
        assert_eq!(read, tables);
        let sound =
            |tables: &Tables| tables.is_consistent(100) && tables.iter().all(|table| table.is_consistent(&atoms, &[]));
        assert!(sound(&read));
        assert!(!read.is_consistent(7));
        let mut other = read.clone();
        other.change(number, |table| table.keypos = 2);
        assert_eq!(sound(&other), table_type == TableType::OrderedSet);
        other.change(number, |table| table.keypos = 3);
        assert!(!sound(&other));
        let mut other = read.clone();
        other.change(number, |table| table.name = am::ERROR);
        assert!(!sound(&other));
        let mut other = read;
        other.change(number, |table| table.owner = Pid(2));
        assert!(!sound(&other));
    }
}

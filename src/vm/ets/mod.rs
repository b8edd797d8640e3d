//! Tables of terms that processes share (OTP's ETS: `erl_db.c`, `erl_db_hash.c`, `erl_db_tree.c`).
//!
//! Tables are plain data behind references whose numbers have a mark that no others have. An object is a tuple in memory
//! of its own. A clone of a machine shares all tables; who changes one copies the way to what changes (`pages.rs`,
//! `tree.rs`). All of it counts against what the machine may use up, as what else is shared does (`shared.rs`).
//!
//! An ordered set walks by the order of terms, in which 1 and 1.0 are one key; the other types walk as OTP 27 does
//! without `write_concurrency` (`hash.rs`; atoms within other terms are hashed by their numbers, there as here).
//!
//! Invariants: every table is one of its owner's; a name belongs to a named table of that name; the table of a process
//! that has ended is gone, or its heir's.

pub mod hash;
mod owner;
pub mod pages;
pub mod table;
#[cfg(test)]
mod tests;
pub mod tree;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::atom::Atom;
use crate::signal::Parcel;
use crate::term::Pid;

pub use table::{Key, Protection, Table, TableType, WriteConcurrency};

/// The mark of the references of tables.
const MARK: u128 = 1 << 64;

/// Whether a reference is, or was, that of a table.
pub fn is_marked(number: u128) -> bool {
    number & MARK != 0
}

/// The number of a table's reference.
pub fn marked(unique: u64) -> u128 {
    u128::from(unique) | MARK
}

/// All tables.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tables {
    /// The tables by the numbers of their references, which grow.
    tables: BTreeMap<u128, Arc<Table>>,
    names: BTreeMap<Atom, u128>,
    /// The tables of each process, in the order in which they became its own.
    owned: BTreeMap<Pid, Vec<u128>>,
    /// Which processes fix which tables: said by the tables.
    #[serde(skip)]
    fixing: BTreeSet<(Pid, u128)>,
    /// The words that all of it counts for: no state of its own, but a sum.
    #[serde(skip)]
    words: usize,
}

impl Tables {
    /// The words that all tables count for.
    pub fn words(&self) -> usize {
        self.words
    }

    /// A table.
    pub fn get(&self, number: u128) -> Option<&Arc<Table>> {
        self.tables.get(&number)
    }

    /// The number of the table of that name.
    pub fn named(&self, name: Atom) -> Option<u128> {
        self.names.get(&name).copied()
    }

    /// All tables, in the order in which they were made.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Table>> {
        self.tables.values()
    }

    /// The tables of a process.
    pub fn of(&self, owner: Pid) -> &[u128] {
        self.owned.get(&owner).map_or(&[], Vec::as_slice)
    }

    /// Adds a table.
    pub(crate) fn add(&mut self, table: Table) {
        if table.is_named {
            self.names.insert(table.name, table.number);
        }
        self.owned.entry(table.owner).or_default().push(table.number);
        self.words = self.words.saturating_add(table.words());
        self.tables.insert(table.number, Arc::new(table));
    }

    /// Takes a table away.
    pub(crate) fn remove(&mut self, number: u128) -> Option<Arc<Table>> {
        let table = self.tables.remove(&number)?;
        if table.is_named {
            self.names.remove(&table.name);
        }
        self.disown(table.owner, number);
        for pid in table.fixed_by.keys() {
            self.fixing.remove(&(*pid, number));
        }
        self.words = self.words.saturating_sub(table.words());
        Some(table)
    }

    /// Changes the objects or the options of a table, but for its name and its owner and who fixes it.
    pub(crate) fn change<T>(&mut self, number: u128, change: impl FnOnce(&mut Table) -> T) -> Option<T> {
        let table = Arc::make_mut(self.tables.get_mut(&number)?);
        let before = table.words();
        let result = change(table);
        self.words = self.words.saturating_sub(before).saturating_add(table.words());
        Some(result)
    }

    /// Gives a table another name.
    pub(crate) fn rename(&mut self, number: u128, name: Atom) {
        let Some(table) = self.tables.get_mut(&number).map(Arc::make_mut) else { return };
        if table.is_named {
            self.names.remove(&table.name);
            self.names.insert(name, number);
        }
        table.name = name;
    }

    /// Gives a table another owner.
    pub(crate) fn give(&mut self, number: u128, to: Pid) {
        let Some(table) = self.tables.get_mut(&number).map(Arc::make_mut) else { return };
        let from = std::mem::replace(&mut table.owner, to);
        self.disown(from, number);
        self.owned.entry(to).or_default().push(number);
    }

    fn disown(&mut self, owner: Pid, number: u128) {
        if let Some(owned) = self.owned.get_mut(&owner) {
            owned.retain(|own| *own != number);
            if owned.is_empty() {
                self.owned.remove(&owner);
            }
        }
    }

    /// Fixes a table for a process once more, at that time.
    pub(crate) fn fix(&mut self, number: u128, by: Pid, now_ns: u64) {
        if self.change(number, |table| table.fix(by, now_ns)).is_some() {
            self.fixing.insert((by, number));
        }
    }

    /// Takes a fixation back, or all of a process.
    pub(crate) fn unfix(&mut self, number: u128, by: Pid, all: bool) {
        if self.change(number, |table| table.unfix(by, all)) == Some(true) {
            self.fixing.remove(&(by, number));
        }
    }

    /// Whether a process has or fixes tables.
    pub(crate) fn concerns(&self, pid: Pid) -> bool {
        self.owned.contains_key(&pid) || self.fixed_by(pid).next().is_some()
    }

    /// The tables that a process fixes.
    pub(crate) fn fixed_by(&self, pid: Pid) -> impl Iterator<Item = u128> + '_ {
        self.fixing.range((pid, 0)..=(pid, u128::MAX)).map(|(_, number)| *number)
    }

    /// Counts the words anew, and who fixes what.
    pub(crate) fn recount(&mut self) {
        self.words = 0;
        self.fixing.clear();
        for (number, table) in &mut self.tables {
            let table = Arc::make_mut(table);
            table.recount();
            self.words = self.words.saturating_add(table.words());
            self.fixing.extend(table.fixed_by.keys().map(|pid| (*pid, *number)));
        }
    }

    /// The terms that tables hold.
    pub(crate) fn parcels(&self) -> impl Iterator<Item = &Parcel> {
        self.tables.values().flat_map(|table| table.parcels())
    }

    /// Whether names, owners and tables fit each other; whether the tables do in themselves is asked of them.
    pub(crate) fn is_consistent(&self, next_unique: u64) -> bool {
        let numbers = self.tables.iter().all(|(number, table)| {
            let is_made = is_marked(*number) && number & !MARK < u128::from(next_unique);
            let is_named = self.names.get(&table.name) == Some(number);
            is_made && table.number == *number && table.is_named == is_named
        });
        let named = self.tables.values().filter(|table| table.is_named).count();
        let owned: BTreeSet<u128> = self.owned.values().flatten().copied().collect();
        let owners = self.owned.iter().all(|(owner, numbers)| {
            let is_own = |number: &u128| self.tables.get(number).is_some_and(|table| table.owner == *owner);
            !numbers.is_empty() && numbers.iter().all(is_own)
        });
        let count = self.owned.values().map(Vec::len).sum::<usize>();
        numbers && owners && named == self.names.len() && owned.len() == self.tables.len() && count == owned.len()
    }
}

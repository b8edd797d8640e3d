//! Native records (EEP 79, OTP 29): how they lie in memory (OTP's `erl_record.h`).
//!
//! A record is `[header | definition | value…]`. Its definition is a tuple that no program ever sees,
//! `{Hash, Module, Name, IsExported, Key…}`, whose hash is that of what follows it. Keys and values are in
//! the order in which the source defines them.
//!
//! The definitions of a module are literals, so its records share them, and copies of a record too. A
//! record of which no module tells brings its definition with it.
//!
//! OTP has the keys in the order of their atoms' numbers and a tuple that leads from the one order to the
//! other. What a program can see of that order, which depends on what has been loaded before, is which of
//! several wrong fields an error names, and what `erlang:display/1` prints.

use std::collections::BTreeMap;

use crate::atom::Atom;
use crate::code::{Code, RecordEntry};
use crate::heap::{Allocate, Fragment, HeapLimit, Terms, View};
use crate::term::{Kind, Term};
use crate::{atom::Atoms, portable_hash};

/// The elements of a definition before its keys.
const BEFORE_KEYS: usize = 4;
/// As many comparisons are made before an index of the fields is.
const FEW: usize = 1 << 12;

/// A definition as it lies in memory.
#[derive(Clone, Copy)]
pub struct Definition<'a> {
    /// The tuple itself.
    pub term: Term,
    /// The module that defines it.
    pub module: Atom,
    /// The name.
    pub name: Atom,
    /// Whether other modules may use the fields.
    pub is_exported: bool,
    /// The names of the fields.
    pub keys: Terms<'a>,
    hash: Term,
}

impl<'a> Definition<'a> {
    /// The definition that a tuple is; `None` if it is none.
    pub fn of(view: View<'a>, term: Term) -> Option<Definition<'a>> {
        let words = view.tuple(term)?;
        Some(Definition {
            term,
            module: words.get(1)?.as_atom()?,
            name: words.get(2)?.as_atom()?,
            is_exported: words.get(3)?.as_bool()?,
            keys: Terms::of(words.words().get(BEFORE_KEYS..)?),
            hash: words.get(0)?,
        })
    }

    /// Whether its hash is one, and its keys are atoms.
    pub fn is_sound(&self) -> bool {
        self.hash.as_size().is_some() && self.keys.iter().all(Term::is_atom)
    }

    /// Where the values of fields are; `None` if there is no field of one of the names.
    pub fn places(&self, names: &[Term]) -> Option<Vec<usize>> {
        if names.len().saturating_mul(self.keys.len()) <= FEW {
            return names.iter().map(|name| self.keys.iter().position(|key| key == *name)).collect();
        }
        let places: BTreeMap<Term, usize> = self.keys.iter().zip(0..).collect();
        names.iter().map(|name| places.get(name).copied()).collect()
    }

    /// For each field what is given for it, if anything is. `Err` is the first name of which there is no field.
    pub fn assign(&self, given: &[(Term, Term)]) -> Result<Vec<Option<Term>>, Term> {
        let mut left: BTreeMap<Term, Term> = given.iter().copied().collect();
        let assigned = self.keys.iter().map(|key| left.remove(&key)).collect();
        match given.iter().find(|(name, _)| left.contains_key(name)) {
            Some((name, _)) => Err(*name),
            None => Ok(assigned),
        }
    }

    /// The hash of all that it says.
    pub fn hash(&self) -> u32 {
        self.hash.as_size().unwrap_or(0) as u32
    }
}

/// A record as it lies in memory.
#[derive(Clone, Copy)]
pub struct Record<'a> {
    /// What it is a record of.
    pub definition: Definition<'a>,
    /// The values of its fields.
    pub values: Terms<'a>,
}

impl<'a> Record<'a> {
    /// The record that a term is, if it is one.
    pub fn of(view: View<'a>, term: Term) -> Option<Record<'a>> {
        if view.kind(term)? != Kind::Record {
            return None;
        }
        let definition = Definition::of(view, view.word(term, 1))?;
        let values = Terms::of(view.words(term, 2, view.word(term, 0).header_arity().saturating_sub(1)));
        (values.len() == definition.keys.len()).then_some(Record { definition, values })
    }

    /// The value of a field.
    pub fn get(&self, key: Term) -> Option<Term> {
        self.values.get(self.definition.keys.iter().position(|k| k == key)?)
    }

    /// Its values with some replaced. `Err` is the first name of which there is no field.
    pub fn with(&self, given: &[(Term, Term)]) -> Result<Vec<Term>, Term> {
        let assigned = self.definition.assign(given)?;
        Ok(assigned.into_iter().zip(self.values.iter()).map(|(new, old)| new.unwrap_or(old)).collect())
    }
}

/// What a definition is made of; no field twice.
pub struct Plan {
    /// The module that defines it.
    pub module: Atom,
    /// The name.
    pub name: Atom,
    /// Whether other modules may use the fields.
    pub is_exported: bool,
    /// The names of the fields.
    pub fields: Vec<Term>,
}

impl Plan {
    /// The definition in memory.
    pub fn build<A: Allocate>(&self, target: &mut A, atoms: &Atoms, code: &Code) -> Result<Term, HeapLimit> {
        let mut words = vec![Term::atom(self.module), Term::atom(self.name), Term::boolean(self.is_exported)];
        words.extend(&self.fields);
        let mut apart = Fragment::default();
        let hashed = apart.tuple(&words)?;
        let hash = portable_hash::hash(apart.view(&[]), hashed, atoms, code);
        words.insert(0, Term::size(hash as usize));
        target.tuple(&words)
    }

    /// The definition that the module itself has, if it says the same (OTP's `erts_canonical_record_def`).
    pub fn canonical(&self, code: &Code) -> Option<Term> {
        let RecordEntry { definition, .. } = code.record(self.module, self.name)?;
        let known = Definition::of(View { heap: &[], off_heap: &[], literals: &code.literals.words }, *definition)?;
        let same = known.is_exported == self.is_exported && known.keys.iter().eq(self.fields.iter().copied());
        same.then_some(*definition)
    }
}

/// A record in memory; as many values as its definition has keys.
pub fn build<A: Allocate>(target: &mut A, definition: Term, values: &[Term]) -> Result<Term, HeapLimit> {
    let words: Vec<u64> = std::iter::once(definition).chain(values.iter().copied()).map(|term| term.0).collect();
    target.object(Kind::Record, &words)
}

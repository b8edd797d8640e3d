//! Atoms: names interned to indices that only ever grow (OTP's `atom.c`).
//!
//! The atoms that the VM itself names have fixed indices ([`am`]), from one table.

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

/// An index in the atom table.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, Debug)]
pub struct Atom(pub u32);

/// The longest atom, in characters.
pub const MAX_ATOM_CHARACTERS: usize = 255;

macro_rules! atoms {
    ($($name:ident = $text:expr;)*) => {
        /// The atoms that the VM itself names.
        #[allow(missing_docs)]
        pub mod am {
            use super::Atom;
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            enum Index { $($name,)* }
            $(pub const $name: Atom = Atom(Index::$name as u32);)*
        }
        const PREDEFINED: &[&str] = &[$($text,)*];
    };
}

include!("atoms.in");

/// The atom table.
#[derive(Clone, Debug)]
pub struct Atoms {
    names: Vec<Box<str>>,
    index: HashMap<Box<str>, Atom, FxBuildHasher>,
    limit: usize,
    /// The release that the machine is like: whoever orders or hashes terms has the atoms at hand.
    otp: u32,
}

impl Atoms {
    /// A table that holds what the VM names, and `limit` atoms at most, of a machine that is like an OTP.
    pub fn new(limit: usize, otp: u32) -> Atoms {
        let mut atoms = Atoms { names: Vec::new(), index: HashMap::default(), limit, otp };
        for name in PREDEFINED {
            atoms.insert(name);
        }
        atoms
    }

    fn insert(&mut self, name: &str) -> Atom {
        let atom = Atom(self.names.len() as u32);
        self.names.push(name.into());
        self.index.insert(name.into(), atom);
        atom
    }

    /// The atom of that name, made where there is none; `None` where the table is full or the
    /// name longer than [`MAX_ATOM_CHARACTERS`].
    pub fn intern(&mut self, name: &str) -> Option<Atom> {
        if let Some(atom) = self.index.get(name) {
            return Some(*atom);
        }
        if self.names.len() >= self.limit || name.chars().count() > MAX_ATOM_CHARACTERS {
            return None;
        }
        Some(self.insert(name))
    }

    /// The atom of that name, where there is one.
    pub fn existing(&self, name: &str) -> Option<Atom> {
        self.index.get(name).copied()
    }

    /// The name of an atom.
    pub fn name(&self, atom: Atom) -> &str {
        self.names.get(atom.0 as usize).map_or("?", |n| n)
    }

    /// The OTP that the machine is like.
    pub fn otp(&self) -> u32 {
        self.otp
    }

    /// How many atoms there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none (there always are some).
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// The names in order of their indices.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|n| &**n)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn every_predefined_atom_is_there_once() {
        let mut atoms = Atoms::new(1 << 20, 29);
        assert_eq!(atoms.len(), PREDEFINED.len());
        assert_eq!(atoms.index.len(), PREDEFINED.len());
        assert_eq!(atoms.intern("true"), Some(am::TRUE));
        assert_eq!(atoms.name(am::BADMATCH), "badmatch");
    }

    #[test]
    fn the_table_has_a_limit() {
        let mut atoms = Atoms::new(PREDEFINED.len() + 1, 29);
        assert!(atoms.intern("one more").is_some());
        assert!(atoms.intern("too many").is_none());
        assert!(Atoms::new(1 << 20, 29).intern(&"x".repeat(256)).is_none());
    }
}

//! Loading code while the machine runs, as OTP's code server does it: a module is prepared, which checks its file, and
//! finished, which makes it callable (`erlang:prepare_loading/2`, `erlang:finish_loading/1`; OTP's
//! `beam_bif_load.c`).
//!
//! All code lies in one place that the running process looks at, so what changes it is a task for the machine:
//! done between the instruction that asks and the next one.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::atom::{Atom, am};
use crate::code::load;
use crate::machine::System;

/// A module that has been checked and is not loaded yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Prepared {
    /// The file.
    pub image: Arc<Vec<u8>>,
    /// What is in it, where that is still known.
    #[serde(skip)]
    beam: Option<Arc<enigma_beam::Module>>,
}

impl Prepared {
    /// Checks a file; nothing where it is no module of that name.
    pub fn new(image: Vec<u8>, name: &str) -> Option<Prepared> {
        let beam = enigma_beam::Module::parse(&image).ok().filter(|beam| beam.name == name && load::can_run(beam))?;
        Some(Prepared { image: Arc::new(image), beam: Some(Arc::new(beam)) })
    }

    /// What is in the file.
    pub fn beam(&self) -> Option<Arc<enigma_beam::Module>> {
        self.beam.clone().or_else(|| enigma_beam::Module::parse(&self.image).ok().map(Arc::new))
    }

    /// Whether one of its functions is to run when it is loaded.
    pub fn has_on_load(&self) -> bool {
        self.beam().is_some_and(|beam| beam.code.instructions.iter().any(|i| i.op == enigma_beam::op::ON_LOAD))
    }

    /// Words that it counts for.
    pub(crate) fn words(&self) -> usize {
        self.image.len() / 8 + 8
    }
}

/// The modules that have been checked and are not loaded yet.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PreparedModules {
    /// By the numbers of their references.
    table: BTreeMap<u128, Prepared>,
    /// The words that they count for: no state of its own, but a sum.
    #[serde(skip)]
    words: usize,
}

impl PreparedModules {
    /// The words that they count for.
    pub fn words(&self) -> usize {
        self.words
    }

    /// Counts the words anew.
    pub(crate) fn recount(&mut self) {
        self.words = self.table.values().map(Prepared::words).sum();
    }

    /// Those with the numbers of their references.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&u128, &Prepared)> {
        self.table.iter()
    }

    pub(crate) fn get(&self, reference: u128) -> Option<&Prepared> {
        self.table.get(&reference)
    }

    pub(crate) fn insert(&mut self, reference: u128, prepared: Prepared) {
        self.words = self.words.saturating_add(prepared.words());
        self.table.insert(reference, prepared);
    }

    fn remove(&mut self, reference: u128) -> Option<Prepared> {
        let prepared = self.table.remove(&reference)?;
        self.words = self.words.saturating_sub(prepared.words());
        Some(prepared)
    }
}

/// What the running process wants done with the code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    /// Load these prepared modules, all or none.
    Finish(Vec<u128>),
    /// Make the current code of a module old.
    Delete(Atom),
    /// Give up the old code of a module.
    Purge(Atom),
    /// Take, or give up, a module whose `-on_load` function has run.
    Settle(Atom, bool),
}

/// What came of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Done {
    /// It is done; whether there was anything to do.
    Yes(bool),
    /// It cannot be done, because of these modules.
    No(Atom, Vec<Atom>),
}

impl System {
    /// Does a task.
    pub(crate) fn perform(&mut self, task: &Task) -> Done {
        let code = Arc::make_mut(&mut self.code);
        match task {
            Task::Finish(references) => self.finish(references),
            Task::Delete(name) => Done::Yes(code.retire(*name, &self.atoms)),
            Task::Purge(name) => Done::Yes(code.purge(*name)),
            Task::Settle(name, true) => Done::Yes(code.install_pending(*name, &self.atoms)),
            Task::Settle(name, false) => {
                code.drop_pending(*name);
                Done::Yes(true)
            }
        }
    }

    fn finish(&mut self, references: &[u128]) -> Done {
        let prepared: Vec<Prepared> = references.iter().filter_map(|r| self.prepared.get(*r).cloned()).collect();
        let beams: Vec<_> = prepared.iter().filter_map(Prepared::beam).collect();
        let atoms = Arc::make_mut(&mut self.atoms);
        let names: Option<Vec<Atom>> = beams.iter().map(|beam| atoms.intern(&beam.name)).collect();
        let Some(names) = names else { return Done::No(am::SYSTEM_LIMIT, Vec::new()) };
        let code = Arc::make_mut(&mut self.code);
        let repeated = |(at, name): (usize, &Atom)| names[..at].contains(name).then_some(*name);
        let is_full = |name: &Atom| code.old_module(*name).is_some() && code.module(*name).is_some();
        // They are told with the last one first.
        let problems = [
            (am::DUPLICATED, names.iter().enumerate().filter_map(repeated).rev().collect::<Vec<Atom>>()),
            (am::NOT_PURGED, names.iter().copied().filter(is_full).rev().collect()),
        ];
        if let Some((why, which)) = problems.into_iter().find(|(_, which)| !which.is_empty()) {
            return Done::No(why, which);
        }
        for reference in references {
            self.prepared.remove(*reference);
        }
        let mut waiting = Vec::new();
        for (prepared, beam) in prepared.iter().zip(beams) {
            match load::load(code, atoms, prepared.image.clone(), beam) {
                Err(_) => return Done::No(am::BADFILE, Vec::new()),
                Ok(name) if code.pending_module(name).is_some_and(|module| module.on_load.is_some()) => {
                    waiting.push(name)
                }
                Ok(_) => code.install_last(atoms),
            }
        }
        if waiting.is_empty() { Done::Yes(true) } else { Done::No(am::ON_LOAD, waiting) }
    }
}

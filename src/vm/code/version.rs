//! Versions of a module: the current code, and old code that may still be run (OTP's `module.c`,
//! `beam_bif_load.c`). Slots are never given back, so whatever still stands in the code of a module that is gone
//! finds it there; nobody can call it any more.

use serde::{Deserialize, Serialize};

use crate::atom::{Atom, Atoms};
use crate::code::{Code, Entry, Export, FunCode, LoadedModule};

/// What a loaded module is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Version {
    /// Its `-on_load` function has not said yet whether it is to be had.
    Pending,
    /// Calls by name lead to it.
    Current,
    /// Another one took its place, or it was deleted.
    Old,
    /// It was purged.
    Gone,
}

impl Code {
    fn version(&self, name: Atom, version: Version) -> Option<usize> {
        self.modules.iter().rposition(|module| module.name == name && module.version == version)
    }

    /// The current module of that name.
    pub fn module(&self, name: Atom) -> Option<&LoadedModule> {
        self.modules.get(self.version(name, Version::Current)?)
    }

    /// The module of that name whose `-on_load` function is still to run.
    pub fn pending_module(&self, name: Atom) -> Option<&LoadedModule> {
        self.modules.get(self.version(name, Version::Pending)?)
    }

    /// The old code of that name.
    pub fn old_module(&self, name: Atom) -> Option<&LoadedModule> {
        self.modules.get(self.version(name, Version::Old)?)
    }

    /// Makes the last one that was loaded what calls by name lead to; what was current is old.
    pub(crate) fn install_last(&mut self, atoms: &Atoms) {
        let Some(index) = self.modules.len().checked_sub(1) else { return };
        let name = self.modules[index].name;
        if self.modules[index].version != Version::Current {
            self.retire(name, atoms);
            self.modules[index].version = Version::Current;
        }
        self.link(index);
    }

    /// Makes the pending module current; whether there is one.
    pub(crate) fn install_pending(&mut self, name: Atom, atoms: &Atoms) -> bool {
        let Some(index) = self.version(name, Version::Pending) else { return false };
        self.retire(name, atoms);
        self.modules[index].version = Version::Current;
        self.link(index);
        true
    }

    /// Gives up the pending module.
    pub(crate) fn drop_pending(&mut self, name: Atom) {
        if let Some(index) = self.version(name, Version::Pending) {
            self.modules[index].version = Version::Gone;
            self.unlink_funs(index);
        }
    }

    /// Makes the current module old; whether there was one.
    pub(crate) fn retire(&mut self, name: Atom, atoms: &Atoms) -> bool {
        let Some(index) = self.version(name, Version::Current) else { return false };
        self.modules[index].version = Version::Old;
        for export in 0..self.exports.len() {
            if self.exports[export].module == name && matches!(self.exports[export].entry, Entry::Code(_)) {
                let (function, arity) = (self.exports[export].function, self.exports[export].arity);
                let native = self.native(atoms, name, function, arity);
                self.exports[export].entry = native.map_or(Entry::Undefined, Entry::Native);
            }
        }
        true
    }

    /// Gives up the old module; whether there was one.
    pub(crate) fn purge(&mut self, name: Atom) -> bool {
        let Some(index) = self.version(name, Version::Old) else { return false };
        self.modules[index].version = Version::Gone;
        self.unlink_funs(index);
        true
    }

    /// Sets what the modules are, as a snapshot says it.
    pub(crate) fn set_versions(&mut self, versions: &[Version], atoms: &Atoms) {
        for (index, version) in versions.iter().enumerate() {
            let name = self.modules[index].name;
            if self.modules[index].version == Version::Current && *version != Version::Current {
                self.retire(name, atoms);
            }
            self.modules[index].version = *version;
            match version {
                Version::Current => self.link(index),
                Version::Gone => self.unlink_funs(index),
                Version::Pending | Version::Old => {}
            }
        }
    }

    /// Leads the exports of a module to its code, where no native has their name.
    fn link(&mut self, index: usize) {
        for (export, slot) in &self.modules[index].exports {
            if let Some(Export { entry, .. }) = self.exports.get_mut(*export as usize)
                && !matches!(entry, Entry::Native(_))
            {
                *entry = Entry::Code(*slot);
            }
        }
    }

    /// Takes the code of a module's funs away.
    fn unlink_funs(&mut self, index: usize) {
        let slots = self.modules[index].slots.clone();
        for fun in &mut self.funs {
            if fun.code.is_some_and(|FunCode { slot, .. }| slots.contains(&slot)) {
                fun.code = None;
            }
        }
    }
}

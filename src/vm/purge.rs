//! A purge that is under way (OTP's `purge_state` in `beam_bif_load.c`): who calls a fun of the code meanwhile waits in
//! `erts_code_purger:pending_purge_lambda/3` until it is decided, and calls it again then.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::atom::{Atom, am};
use crate::code::Entry;
use crate::exec::{Ctx, Fail};
use crate::machine::System;
use crate::term::Pid;

/// The purge under way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Purge {
    /// The module whose old code is to go.
    pub(crate) module: Option<Atom>,
    /// Who waits for it.
    pub(crate) waiting: BTreeSet<Pid>,
}

impl System {
    /// Notes that the purge of a module has been decided, if that is the one under way, and has go on who waits for it.
    pub(crate) fn end_purge(&mut self, module: Atom) {
        if self.purge.module == Some(module) {
            for pid in std::mem::take(&mut self.purge).waiting {
                self.resume(pid);
            }
        }
    }
}

impl Ctx<'_> {
    /// Where who calls a fun that begins at a slot has to wait; nowhere as long as nobody wants to purge its code.
    pub(crate) fn waits_for_purge(&self, module: Atom, slot: u32) -> Option<u32> {
        let is_purged = self.sys.purge.module == Some(module);
        self.code.old_module(module).filter(|old| is_purged && old.slots.contains(&slot))?;
        let export = self.code.find_export(am::ERTS_CODE_PURGER, am::PENDING_PURGE_LAMBDA, 3)?;
        match self.code.exports.get(export as usize)?.entry {
            Entry::Code(slot) => Some(slot),
            _ => None,
        }
    }

    /// Has the process, which has so many registers, wait until the purge is decided.
    pub(crate) fn wait_for_purge(&mut self, live: u32) -> Fail {
        self.sys.purge.waiting.insert(self.p.pid);
        self.p.suspended = self.p.suspended.saturating_add(1);
        Fail::Yield(live)
    }
}

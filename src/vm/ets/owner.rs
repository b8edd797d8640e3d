//! What becomes of the tables of a process that ends (OTP's `erts_db_process_exiting`).

use std::sync::Arc;

use crate::atom::am;
use crate::copy;
use crate::ets::Table;
use crate::heap::{Allocate, Fragment, HeapLimit};
use crate::machine::System;
use crate::process::Process;
use crate::signal::{Parcel, Signal};
use crate::term::{Pid, Term};

impl System {
    /// Gives the tables of a process that has ended to their heirs, or deletes them, and takes its fixations back.
    /// `running` is a process that runs, if one does.
    pub(crate) fn bury_tables(&mut self, pid: Pid, mut running: Option<&mut Process>) {
        if !self.shared.tables().concerns(pid) {
            return;
        }
        for number in self.shared.tables().of(pid).to_vec() {
            let Some(table) = self.shared.tables().get(number).cloned() else { continue };
            let is_alive = |heir: Pid| {
                running.as_ref().is_some_and(|running| running.pid == heir) || self.processes.contains_key(&heir)
            };
            match &table.heir {
                Some((heir, data)) if *heir != pid && is_alive(*heir) => {
                    self.shared.change_tables(|tables| tables.give(number, *heir));
                    let sent = self.transfer_message(&table, pid, data);
                    let sent = sent.and_then(|message| self.post_to(running.as_deref_mut(), *heir, message));
                    if sent.is_err() {
                        let reason = (Arc::default(), Term::atom(am::KILL));
                        self.signals.push_back(Signal::Exit { from: pid, to: *heir, reason, linked: false });
                    }
                }
                _ => {
                    self.shared.change_tables(|tables| tables.remove(number));
                }
            }
        }
        let fixed: Vec<u128> = self.shared.tables().fixed_by(pid).collect();
        for number in fixed {
            self.shared.change_tables(|tables| tables.unfix(number, pid, true));
        }
    }

    /// `{'ETS-TRANSFER', Table, FromPid, Data}`.
    pub(crate) fn transfer_message(&self, table: &Table, from: Pid, data: &Parcel) -> Result<Parcel, HeapLimit> {
        let mut fragment = Fragment::default();
        let view = data.0.view(&self.code.literals.words);
        let data = copy::copy_term(view, data.1, &mut fragment, self.limits.message_words)?;
        let table = match table.is_named {
            true => Term::atom(table.name),
            false => fragment.reference(table.number)?,
        };
        let tuple = fragment.tuple(&[Term::atom(am::ETS_TRANSFER), table, Term::pid(from), data])?;
        Ok((Arc::new(fragment), tuple))
    }
}

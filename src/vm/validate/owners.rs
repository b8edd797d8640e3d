//! How many owners there are of what is counted by reference: terms in memory of their own, and bytes outside heaps.
//! In a machine without a clone each of them has as many as are found in its parts: what has more is kept by nobody
//! knows whom, what has fewer is found twice in one place.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::event::EventKind;
use crate::heap::{Fragment, OffHeap};
use crate::machine::{Machine, Outcome};
use crate::process::{Message, Process};
use crate::signal::{Parcel, Signal};
use crate::timer::Fire;

use super::{Checked, Corrupt};

/// Owners found, and owners counted, by where a thing lies.
#[derive(Default)]
struct Owners {
    fragments: BTreeMap<usize, (usize, usize)>,
    binaries: BTreeMap<usize, (usize, usize)>,
}

impl Owners {
    fn binary(&mut self, binary: &OffHeap) {
        let place = Arc::as_ptr(binary) as usize;
        self.binaries.entry(place).or_insert((0, Arc::strong_count(binary))).0 += 1;
    }

    fn fragment(&mut self, fragment: &Arc<Fragment>) {
        let place = Arc::as_ptr(fragment) as usize;
        let entry = self.fragments.entry(place).or_insert((0, Arc::strong_count(fragment)));
        entry.0 += 1;
        if entry.0 == 1 {
            fragment.off_heap.iter().for_each(|binary| self.binary(binary));
        }
    }

    fn parcel(&mut self, parcel: &Parcel) {
        self.fragment(&parcel.0);
    }

    fn process(&mut self, process: &Process) {
        process.block.off_heap().iter().for_each(|binary| self.binary(binary));
        for message in &process.mailbox.messages {
            if let Message::Outside(fragment, _) = message {
                self.fragment(fragment);
            }
        }
        process.tags.values().for_each(|tag| self.parcel(tag));
    }

    fn elsewhere(&mut self, machine: &Machine) {
        let sys = &machine.sys;
        for (_, _, fire) in sys.timers.iter() {
            if let Fire::Message { message, .. } = fire {
                self.parcel(message);
            }
        }
        for event in sys.events.iter() {
            if let EventKind::Send { message: term, .. } | EventKind::Exit { reason: term } = &event.kind {
                self.parcel(term);
            }
        }
        for signal in &sys.signals {
            if let Signal::Exit { reason, .. } | Signal::Down { reason, .. } = signal {
                self.parcel(reason);
            }
        }
        let stashes = sys.shared.streams().open().filter_map(|(_, stream)| stream.stash.as_ref());
        let data = sys.ports.open.values().filter_map(|port| port.data.as_ref());
        sys.shared
            .terms()
            .iter()
            .chain(sys.shared.tables().parcels())
            .chain(stashes)
            .chain(data)
            .for_each(|p| self.parcel(p));
        if let Some(Outcome::Returned(fragment, _) | Outcome::Exited(fragment, _) | Outcome::Raised(_, fragment, _)) =
            &sys.outcome
        {
            self.fragment(fragment);
        }
        sys.shared.streams().inputs().for_each(|part| self.binary(part));
        sys.buffers.parts().for_each(|part| self.binary(part));
    }
}

/// Checks that everything has the owners that are found.
pub(super) fn check(machine: &Machine) -> Checked {
    let mut owners = Owners::default();
    for process in machine.sys.processes.values().chain(&machine.running) {
        if Arc::strong_count(process) != 1 {
            return Err(Corrupt::new("processes", "a machine of which there is a clone"));
        }
        owners.process(process);
    }
    owners.elsewhere(machine);
    for (part, all) in [("terms", owners.fragments), ("bytes outside heaps", owners.binaries)] {
        if let Some((found, counted)) = all.into_values().find(|(found, counted)| found != counted) {
            return Err(Corrupt::new(part, format!("{counted} owners, of which {found} are found")));
        }
    }
    Ok(())
}

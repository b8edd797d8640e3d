//! The code of a module, with its source where that is known.

use std::collections::BTreeMap;

use enigma_vm::code::internal;
use enigma_vm::machine::Machine;

use crate::listing::Listing;
use crate::text::{base_name, clean, function_at};
use crate::view::Code;

/// A module's code; `current` is the slot of the next instruction of the process shown.
pub(crate) fn code(
    machine: &Machine,
    listing: &Listing,
    current: Option<u32>,
    breakpoints: &[u32],
    sources: &BTreeMap<String, String>,
) -> Code {
    let mut lines = listing.lines.clone();
    for line in &mut lines {
        line.current = Some(line.slot) == current;
        line.breakpoint = breakpoints.binary_search(&line.slot).is_ok();
    }
    let here = current
        .map(|slot| (slot - listing.first.min(slot)) as usize)
        .filter(|index| lines.get(*index).is_some_and(|line| line.current));
    let location = current.filter(|_| here.is_some()).and_then(|slot| machine.system().code.location(slot));
    let files = machine.system().code.modules.iter().find(|m| m.slots.start == listing.first);
    let named = files.map(|module| module.beam.lines.files.as_slice()).unwrap_or_default();
    let file = match location {
        Some((file, _)) => Some(base_name(file)),
        None => named.iter().map(|file| base_name(file)).find(|file| sources.contains_key(*file)),
    };
    let file = file.or_else(|| named.first().map(|file| base_name(file)));
    let source = file.and_then(|file| sources.get(file)).map(|text| text.lines().map(source_line).collect());
    Code {
        module: clean(&listing.module),
        lines,
        current: here,
        source_name: file.map(clean),
        source: source.unwrap_or_default(),
        source_line: location.map(|(_, line)| line),
        help: current.filter(|_| here.is_some()).map(|slot| help(machine, slot)).unwrap_or_default(),
    }
}

/// A line of a source: tabs become spaces, the rest is cleaned.
fn source_line(line: &str) -> String {
    clean(&line.replace('\t', "        "))
}

/// The code of a place that is in no module: a process's begin and end.
pub(crate) fn nowhere(machine: &Machine, slot: u32) -> Code {
    Code { module: function_at(machine, slot), help: help(machine, slot), ..Code::default() }
}

/// What an instruction does.
pub(crate) fn help(machine: &Machine, slot: u32) -> String {
    let Some(slot) = machine.system().code.slots.get(slot as usize) else { return String::new() };
    match slot.op {
        internal::NORMAL_EXIT => "Ends the process: its first function has returned.".into(),
        internal::APPLY_START => {
            "Calls a function with the arguments in the list x2: the first one of a process, or a native that goes on."
                .into()
        }
        internal::NATIVE_BODY => {
            "Calls the function that the machine itself supplies, and returns its result in x0.".into()
        }
        op => enigma_beam::opcode(op).map_or("", |info| info.help).into(),
    }
}

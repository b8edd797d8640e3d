//! Breakpoints: places as the user names them, and the slots that they stand for.

use enigma_vm::machine::Machine;

use crate::command::Place;
use crate::listing::{Listing, Listings};
use crate::text::{base_name, clean, function_at, place};
use crate::view::BreakpointLine;

struct Breakpoint {
    id: u32,
    name: String,
    slots: Vec<u32>,
}

/// The breakpoints of a session.
#[derive(Default)]
pub(crate) struct Breakpoints {
    list: Vec<Breakpoint>,
    last_id: u32,
    /// The slots of all, in order.
    slots: Vec<u32>,
}

impl Breakpoints {
    /// Sets a breakpoint; its number. One that is there already keeps its number.
    pub fn set(&mut self, machine: &Machine, listings: &Listings, at: &Place) -> Result<u32, String> {
        let (name, mut slots) = match at {
            Place::Slot(slot) => one_slot(machine, listings, *slot)?,
            Place::Function(module, function, arity) => functions(machine, module, function, *arity)?,
            Place::Line(file, line) => source_line(machine, listings, file, *line)?,
        };
        slots.sort_unstable();
        slots.dedup();
        if let Some(there) = self.list.iter().find(|b| b.slots == slots) {
            return Ok(there.id);
        }
        self.last_id += 1;
        self.list.push(Breakpoint { id: self.last_id, name, slots });
        self.collect();
        Ok(self.last_id)
    }

    /// Removes a breakpoint; whether it was there.
    pub fn remove(&mut self, id: u32) -> bool {
        let count = self.list.len();
        self.list.retain(|b| b.id != id);
        self.collect();
        self.list.len() != count
    }

    /// Sets a breakpoint at a slot, or removes those that stand there; whether one stands there now.
    pub fn toggle(&mut self, machine: &Machine, listings: &Listings, slot: u32) -> Result<bool, String> {
        if self.slots.binary_search(&slot).is_ok() {
            self.list.retain(|b| b.slots.binary_search(&slot).is_err());
            self.collect();
            return Ok(false);
        }
        self.set(machine, listings, &Place::Slot(slot)).map(|_| true)
    }

    fn collect(&mut self) {
        self.slots = self.list.iter().flat_map(|b| b.slots.iter().copied()).collect();
        self.slots.sort_unstable();
        self.slots.dedup();
    }

    /// All slots with a breakpoint, in order.
    pub fn slots(&self) -> &[u32] {
        &self.slots
    }

    /// The breakpoints as lines.
    pub fn lines(&self) -> Vec<BreakpointLine> {
        let line = |b: &Breakpoint| BreakpointLine { id: b.id, place: b.name.clone(), enabled: true };
        self.list.iter().map(line).collect()
    }
}

type Found = Result<(String, Vec<u32>), String>;

fn one_slot(machine: &Machine, listings: &Listings, slot: u32) -> Found {
    match listings.at(slot) {
        Some(_) => Ok((format!("slot {slot} ({})", place(machine, slot)), vec![slot])),
        None => Err(format!("there is no instruction at slot {slot}")),
    }
}

/// The functions of that name among the loaded modules.
pub(crate) fn functions(machine: &Machine, module: &str, function: &str, arity: Option<u32>) -> Found {
    let system = machine.system();
    let name = |atom| system.atoms.name(atom);
    let wanted = system.code.functions.iter().filter(|f| system.code.module_at(f.slots.start).is_some());
    let wanted: Vec<_> = wanted
        .filter(|f| name(f.module) == module && name(f.name) == function)
        .filter(|f| arity.is_none_or(|arity| f.arity == arity))
        .collect();
    let text = match (wanted.as_slice(), arity) {
        ([one], _) => function_at(machine, one.entry()),
        (_, Some(arity)) => clean(&format!("{module}:{function}/{arity}")),
        (_, None) => clean(&format!("{module}:{function}")),
    };
    if wanted.is_empty() {
        return Err(format!("there is no function {text} among the loaded modules"));
    }
    Ok((text, wanted.iter().map(|f| f.entry()).collect()))
}

/// The first instructions of a source line, or of the next one that became code: one for each run of instructions of
/// that line.
fn source_line(machine: &Machine, listings: &Listings, file: &str, line: u32) -> Found {
    let code = &machine.system().code;
    let in_file = |slot: u32, listing: &Listing| {
        listing.module == file || code.location(slot).is_some_and(|(f, _)| f == file || base_name(f) == file)
    };
    let mut found: Vec<(u32, u32)> = Vec::new();
    for listing in listings.all() {
        let mut last = None;
        for at in &listing.lines {
            let begins = at.op != "func_info" && last != at.line;
            found.extend(at.line.filter(|l| begins && *l >= line && in_file(at.slot, listing)).map(|l| (l, at.slot)));
            last = if at.op == "func_info" { None } else { at.line };
        }
    }
    let Some(line) = found.iter().map(|(line, _)| *line).min() else {
        return Err(clean(&format!("there is no code for {file}:{line}, and none after it")));
    };
    let slots = found.iter().filter(|(l, _)| *l == line).map(|(_, slot)| *slot).collect();
    Ok((clean(&format!("{file}:{line}")), slots))
}

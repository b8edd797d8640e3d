//! Which instructions and natives programs have executed, and which functions one of their modules has called.

use std::collections::{BTreeMap, BTreeSet};

use enigma_beam::opcode::{OPCODES, op};
use enigma_replay::Inputs;
use enigma_vm::Machine;
use enigma_vm::code::{Arg, Code, Entry, Export, Slot};
use enigma_vm::machine::{EventMask, Stop, Until};
use enigma_vm::native::{NativeId, TABLES};
use enigma_vm::process::Process;

/// A native by module, name and arity.
pub type Mfa = (String, String, u32);

/// How often a program is stopped at a call of what its registers name.
const APPLICATIONS: usize = 3000;

/// What has been executed.
#[derive(Default)]
pub struct Coverage {
    opcodes: BTreeSet<u8>,
    natives: BTreeSet<Mfa>,
    /// How often the modules whose calls are counted have called functions of others that are there.
    pub calls: BTreeMap<Mfa, usize>,
}

impl Coverage {
    /// Runs a machine to its end or for so many instructions, and notes what it executes: it is stopped at
    /// instructions that are not known to be executed, and at all calls of a module whose calls are counted.
    pub fn run(&mut self, machine: &mut Machine, inputs: &mut Inputs, most: u64, counted: Option<&str>) -> Stop {
        let (mut applications, mut modules) = (APPLICATIONS, 0);
        let mut unseen = Vec::new();
        let mut calls = Calls::default();
        let stop = loop {
            let code = &machine.system().code;
            // The instruction at which a run begins is not stopped at.
            if self.note(machine, &mut applications) || modules != code.modules.len() {
                modules = code.modules.len();
                calls.find(machine, counted);
                unseen = self.unseen(code, applications > 0);
                unseen.extend(&calls.slots);
                unseen.sort_unstable();
                unseen.dedup();
            }
            let until = Until { instruction: most, events: EventMask::NONE, breakpoints: &unseen };
            match machine.run(&until) {
                // An instruction that asks is executed again, and is not stopped at again.
                Stop::Breakpoint => calls.note(machine),
                Stop::Asked => drop(inputs.step(machine)),
                stop => break stop,
            }
        };
        for (called, times) in calls.there(machine) {
            *self.calls.entry(called).or_default() += times;
        }
        stop
    }

    /// The instructions that would add something.
    fn unseen(&self, code: &Code, applications: bool) -> Vec<u32> {
        let new = |slot: &Slot| match called(code, slot) {
            _ if !self.opcodes.contains(&slot.op) => true,
            Some(Called::Native(id)) if mfa(id) == applied() => applications,
            Some(Called::Native(id)) => !self.natives.contains(&mfa(id)),
            Some(Called::Named(_)) => applications,
            None => false,
        };
        (0..).zip(&code.slots).filter(|(_, slot)| new(slot)).map(|(at, _)| at).collect()
    }

    /// Notes the next instruction; whether it was new or the last application that is looked at.
    fn note(&mut self, machine: &Machine, applications: &mut usize) -> bool {
        let Some(process) = machine.running().and_then(|pid| machine.process(pid)) else { return false };
        let code = &machine.system().code;
        let Some(slot) = code.slots.get(process.ip as usize) else { return false };
        let new = self.opcodes.insert(slot.op);
        match called(code, slot) {
            Some(Called::Native(id)) if mfa(id) != applied() => self.natives.insert(mfa(id)) || new,
            Some(called) => {
                self.natives.extend(matches!(called, Called::Native(_)).then(applied));
                self.natives.extend(named(machine, process, &called));
                *applications = applications.saturating_sub(1);
                new || *applications == 0
            }
            None => new,
        }
    }

    /// What the other has seen, too.
    pub fn add(&mut self, other: Coverage) {
        self.opcodes.extend(other.opcodes);
        self.natives.extend(other.natives);
    }

    /// The instructions of OTP 22 to 29 that were not executed.
    pub fn missing_opcodes(&self) -> Vec<&'static str> {
        let live = OPCODES.iter().filter(|info| (22..=29).any(|release| info.is_live_in(release)));
        live.filter(|info| !self.opcodes.contains(&info.number)).map(|info| info.name).collect()
    }

    /// The natives that were not called, but for those that are called elsewhere.
    pub fn missing_natives(&self, elsewhere: impl Fn(&str, &str, u32) -> bool) -> Vec<String> {
        let all = TABLES.iter().flat_map(|table| table.iter());
        let called = |m: &str, f: &str, a: u32| self.natives.contains(&(m.into(), f.into(), a)) || elsewhere(m, f, a);
        let missing = all.filter(|native| !called(native.module, native.name, native.arity));
        missing.map(|native| format!("{}:{}/{}", native.module, native.name, native.arity)).collect()
    }

    /// How many instructions and natives were executed.
    pub fn counts(&self) -> (usize, usize) {
        (self.opcodes.len(), self.natives.len())
    }
}

/// The calls of a module's own instructions to functions of others.
#[derive(Default)]
struct Calls {
    /// The calling instructions.
    slots: BTreeSet<u32>,
    made: BTreeMap<Mfa, usize>,
}

impl Calls {
    /// Finds the calling instructions, once the module is loaded.
    fn find(&mut self, machine: &Machine, module: Option<&str>) {
        let system = machine.system();
        let Some(module) = module.filter(|_| self.slots.is_empty()) else { return };
        let calls = |slot: &Slot| outside(&system.code, slot).is_some() || called(&system.code, slot).is_some();
        for function in system.code.functions.iter().filter(|f| system.atoms.name(f.module) == module) {
            let slots = function.slots.clone().filter(|at| system.code.slots.get(*at as usize).is_some_and(calls));
            self.slots.extend(slots);
        }
    }

    /// Notes what the next instruction calls, if it is one of them.
    fn note(&mut self, machine: &Machine) {
        let Some(process) = machine.running().and_then(|pid| machine.process(pid)) else { return };
        if !self.slots.contains(&process.ip) {
            return;
        }
        let code = &machine.system().code;
        let Some(slot) = code.slots.get(process.ip as usize) else { return };
        let target = match called(code, slot) {
            Some(Called::Native(id)) if mfa(id) != applied() => Some(mfa(id)),
            Some(called) => named(machine, process, &called),
            None => outside(code, slot).map(|export| {
                let name = |atom| machine.system().atoms.name(atom).to_string();
                (name(export.module), name(export.function), export.arity)
            }),
        };
        if let Some(target) = target {
            *self.made.entry(target).or_default() += 1;
        }
    }

    /// The calls of functions that are there after all of them.
    fn there(self, machine: &Machine) -> impl Iterator<Item = (Mfa, usize)> {
        let system = machine.system();
        let there = |export: &&Export| !matches!(export.entry, Entry::Undefined);
        let name = |atom| system.atoms.name(atom).to_string();
        let mfa = |export: &Export| (name(export.module), name(export.function), export.arity);
        let all: BTreeSet<Mfa> = system.code.exports.iter().filter(there).map(mfa).collect();
        self.made.into_iter().filter(move |(called, _)| all.contains(called))
    }
}

/// The function of another module that an instruction calls.
fn outside<'a>(code: &'a Code, slot: &Slot) -> Option<&'a Export> {
    code.args(slot).iter().find_map(|arg| match arg {
        Arg::Export(index) => code.exports.get(*index as usize),
        _ => None,
    })
}

/// What the registers name that an instruction calls by name.
fn named(machine: &Machine, process: &Process, called: &Called) -> Option<Mfa> {
    let x = &machine.system().x;
    let (at, arity) = match called {
        Called::Named(arity) => (*arity, *arity),
        Called::Native(_) => {
            let view = machine.view(process);
            (0, x.get(2).and_then(|args| view.proper_list(*args)).map_or(0, |args| args.len()))
        }
    };
    let name = |at: usize| x.get(at)?.as_atom().map(|atom| machine.system().atoms.name(atom).to_string());
    Some((name(at)?, name(at + 1)?, arity as u32))
}

/// What an instruction calls, if that may be a native.
enum Called {
    Native(NativeId),
    /// What the registers behind so many arguments name.
    Named(usize),
}

fn mfa(id: NativeId) -> Mfa {
    let native = id.get();
    (native.module.into(), native.name.into(), native.arity)
}

/// The native that calls what its arguments name.
fn applied() -> Mfa {
    ("erlang".into(), "apply".into(), 3)
}

fn called(code: &Code, slot: &Slot) -> Option<Called> {
    for arg in code.args(slot) {
        match arg {
            Arg::Native(id) => return Some(Called::Native(*id)),
            Arg::Export(index) => match code.exports.get(*index as usize)?.entry {
                Entry::Native(id) => return Some(Called::Native(id)),
                _ => return None,
            },
            _ => {}
        }
    }
    match (slot.op, code.args(slot)) {
        (op::APPLY | op::APPLY_LAST, [Arg::Uint(arity), ..]) => Some(Called::Named(*arity as usize)),
        _ => None,
    }
}

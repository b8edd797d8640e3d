//! Which instructions and natives programs have executed.

use std::collections::BTreeSet;

use enigma_beam::opcode::{OPCODES, op};
use enigma_replay::Inputs;
use enigma_vm::Machine;
use enigma_vm::code::{Arg, Code, Entry, Slot};
use enigma_vm::machine::{Stop, Until};
use enigma_vm::native::{NativeId, TABLES};
use enigma_vm::term::Term;

/// A native by module, name and arity.
pub type Mfa = (String, String, u32);

/// How many instructions of a program are looked at one by one.
const LOOKED_AT: u64 = 300_000;

/// What has been executed.
#[derive(Default)]
pub struct Coverage {
    opcodes: BTreeSet<u8>,
    natives: BTreeSet<Mfa>,
}

impl Coverage {
    /// Runs a machine to its end or for so many instructions, and notes what it executes.
    pub fn run(&mut self, machine: &mut Machine, inputs: &mut Inputs, most: u64) -> Stop {
        while machine.executed() < LOOKED_AT {
            self.note(machine);
            let stop = inputs.step(machine);
            if stop != Stop::Instruction {
                return stop;
            }
        }
        inputs.run(machine, &Until::instruction(most))
    }

    fn note(&mut self, machine: &Machine) {
        let Some(process) = machine.running().and_then(|pid| machine.process(pid)) else { return };
        let (code, x) = (&machine.system().code, &machine.system().x);
        let Some(slot) = code.slots.get(process.ip as usize) else { return };
        self.opcodes.insert(slot.op);
        if let Some((native, arity)) = called(code, slot, x) {
            let name = |term: Term| term.as_atom().map(|atom| machine.system().atoms.name(atom).to_string());
            match native {
                Called::Native(id) => {
                    let native = id.get();
                    self.natives.insert((native.module.into(), native.name.into(), native.arity));
                }
                Called::Named(module, function) => {
                    if let (Some(module), Some(function)) = (name(module), name(function)) {
                        self.natives.insert((module, function, arity));
                    }
                }
            }
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

enum Called {
    Native(NativeId),
    Named(Term, Term),
}

/// What an instruction calls, if that may be a native.
fn called(code: &Code, slot: &Slot, x: &[Term]) -> Option<(Called, u32)> {
    for arg in code.args(slot) {
        match arg {
            Arg::Native(id) => return Some((Called::Native(*id), 0)),
            Arg::Export(index) => match code.exports.get(*index as usize)?.entry {
                Entry::Native(id) => return Some((Called::Native(id), 0)),
                _ => return None,
            },
            _ => {}
        }
    }
    match (slot.op, code.args(slot)) {
        (op::APPLY | op::APPLY_LAST, [Arg::Uint(arity), ..]) => {
            let at = *arity as usize;
            Some((Called::Named(*x.get(at)?, *x.get(at + 1)?), *arity as u32))
        }
        _ => None,
    }
}

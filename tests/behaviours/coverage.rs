//! Which instructions and natives programs have executed.

use std::collections::BTreeSet;

use enigma_beam::opcode::{OPCODES, op};
use enigma_replay::Inputs;
use enigma_vm::Machine;
use enigma_vm::code::{Arg, Code, Entry, Slot};
use enigma_vm::machine::{EventMask, Stop, Until};
use enigma_vm::native::{NativeId, TABLES};

/// A native by module, name and arity.
pub type Mfa = (String, String, u32);

/// How often a program is stopped at a call of what its registers name.
const APPLICATIONS: usize = 3000;

/// What has been executed.
#[derive(Default)]
pub struct Coverage {
    opcodes: BTreeSet<u8>,
    natives: BTreeSet<Mfa>,
}

impl Coverage {
    /// Runs a machine to its end or for so many instructions, and notes what it executes: it is stopped at
    /// instructions that are not known to be executed.
    pub fn run(&mut self, machine: &mut Machine, inputs: &mut Inputs, most: u64) -> Stop {
        let (mut applications, mut modules) = (APPLICATIONS, 0);
        let mut unseen = Vec::new();
        loop {
            let code = &machine.system().code;
            // The instruction at which a run begins is not stopped at.
            if self.note(machine, &mut applications) || modules != code.modules.len() {
                modules = code.modules.len();
                unseen = self.unseen(code, applications > 0);
            }
            let until = Until { instruction: most, events: EventMask::NONE, breakpoints: &unseen };
            match machine.run(&until) {
                Stop::Breakpoint => {}
                Stop::Asked => drop(inputs.step(machine)),
                stop => return stop,
            }
        }
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
        let (code, x) = (&machine.system().code, &machine.system().x);
        let Some(slot) = code.slots.get(process.ip as usize) else { return false };
        let new = self.opcodes.insert(slot.op);
        match called(code, slot) {
            Some(Called::Native(id)) if mfa(id) != applied() => self.natives.insert(mfa(id)) || new,
            Some(called) => {
                let view = machine.view(process);
                let (at, arity) = match called {
                    Called::Named(arity) => (arity, arity),
                    Called::Native(_) => {
                        (0, x.get(2).and_then(|args| view.proper_list(*args)).map_or(0, |args| args.len()))
                    }
                };
                let name = |at: usize| x.get(at)?.as_atom().map(|atom| machine.system().atoms.name(atom).to_string());
                if let (Some(module), Some(function)) = (name(at), name(at + 1)) {
                    self.natives.insert((module, function, arity as u32));
                }
                self.natives.extend(matches!(called, Called::Native(_)).then(applied));
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

//! Which registers an instruction reads and writes, from the operand roles of the opcode table.

use enigma_beam::{Role, op, opcode};
use enigma_vm::code::{Arg, Code, Slot, internal};

/// The registers that an instruction reads or writes.
#[derive(Default, PartialEq, Eq, Debug)]
pub(crate) struct Registers {
    pub x: Vec<u32>,
    pub y: Vec<u32>,
    pub f: Vec<u32>,
}

impl Registers {
    fn add(&mut self, arg: Arg) {
        match arg {
            Arg::X(n) => self.x.push(n),
            Arg::Y(n) => self.y.push(n),
            Arg::F(n) => self.f.push(n),
            _ => {}
        }
    }
}

/// What an instruction reads and what it writes.
pub(crate) fn touched(code: &Code, slot: &Slot) -> (Registers, Registers) {
    let (mut reads, mut writes) = (Registers::default(), Registers::default());
    let roles = opcode(slot.op).map_or(&[][..], |info| info.roles);
    for (arg, role) in code.args(slot).iter().zip(roles) {
        match (arg, role) {
            (list @ Arg::List(..), _) => list_operands(slot.op, code.list(*list), &mut reads, &mut writes),
            (_, Role::Dst | Role::Dst2) => writes.add(*arg),
            (_, Role::Tag) => {
                let begins = matches!(slot.op, op::CATCH | op::TRY);
                if begins { writes.add(*arg) } else { reads.add(*arg) }
            }
            _ => reads.add(*arg),
        }
    }
    if slot.op == op::SWAP {
        code.args(slot).iter().for_each(|arg| reads.add(*arg));
    }
    implicit(code, slot, &mut reads.x, &mut writes.x);
    (reads, writes)
}

/// The registers in a list operand: sources, but for the lists that hold destinations.
fn list_operands(opcode: u8, list: &[Arg], reads: &mut Registers, writes: &mut Registers) {
    for (index, arg) in list.iter().enumerate() {
        let written = match opcode {
            op::INIT_YREGS | op::BS_MATCH => true,
            op::GET_MAP_ELEMENTS | op::GET_RECORD_ELEMENTS => index % 2 == 1,
            _ => false,
        };
        if written { writes.add(*arg) } else { reads.add(*arg) }
    }
}

/// The x registers that an instruction uses without naming them.
fn implicit(code: &Code, slot: &Slot, reads: &mut Vec<u32>, writes: &mut Vec<u32>) {
    let number = |index: usize| match code.args(slot).get(index) {
        Some(Arg::Uint(n)) => u32::try_from(*n).unwrap_or(0).min(255),
        _ => 0,
    };
    let arguments = match slot.op {
        op::CALL | op::CALL_LAST | op::CALL_ONLY | op::CALL_EXT | op::CALL_EXT_LAST | op::CALL_EXT_ONLY => number(0),
        op::CALL_FUN => number(0) + 1,
        op::CALL_FUN2 | internal::NATIVE_BODY => number(1),
        op::APPLY | op::APPLY_LAST => number(0) + 2,
        op::RETURN | op::BUILD_STACKTRACE | op::BS_INIT_WRITABLE | internal::NORMAL_EXIT => 1,
        op::SEND => 2,
        op::RAW_RAISE | internal::APPLY_START => 3,
        _ => 0,
    };
    reads.extend(0..arguments);
    match slot.op {
        op::SEND | op::BUILD_STACKTRACE | op::BS_INIT_WRITABLE | op::CATCH_END => writes.push(0),
        op::TRY_CASE => writes.extend(0..3),
        op::CALL_EXT | op::CALL_EXT_LAST | op::CALL_EXT_ONLY | internal::NATIVE_BODY if native(code, slot) => {
            writes.push(0);
        }
        _ => {}
    }
}

/// Whether a call leads to a native function, which leaves its result at once.
fn native(code: &Code, slot: &Slot) -> bool {
    use enigma_vm::code::Entry;
    code.args(slot).iter().any(|arg| match arg {
        Arg::Native(_) => true,
        Arg::Export(index) => {
            code.exports.get(*index as usize).is_some_and(|export| matches!(export.entry, Entry::Native(_)))
        }
        _ => false,
    })
}

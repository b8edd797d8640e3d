//! What an instruction's operands must be, beyond what the format says: the load-time checks that
//! execution relies on (OTP's `beam_load.c` finds the same by matching its transformations in `ops.tab`).
//!
//! All of it follows from the table of opcodes but the two lists whose elements depend on each other:
//! the segments of `bs_create_bin` and the commands of `bs_match`. Errors are sentences; who calls knows the place.

use crate::code::{Code, Limits, MAX_REGISTERS, Operand};
use crate::opcode::{OpcodeInfo, Role, op};
use crate::tables::MAX_ARITY;

/// The most bits in a unit (OTP's `erl_bits.erl`).
const MAX_UNIT: u64 = 256;
/// All flags of a segment (OTP's `erl_bits.h`).
const MAX_FLAGS: u64 = 31;

type Checked = Result<(), String>;

/// Checks one operand against its role.
pub(crate) fn operand(info: &OpcodeInfo, role: Role, operand: &Operand) -> Checked {
    let misplaced = matches!(operand, Operand::Fr(_)) && !takes_floats(info, role);
    if misplaced || !accepts(role, operand) {
        return Err(format!("the {role:?} of {} cannot be {operand:?}", info.name));
    }
    let &Operand::U(number) = operand else { return Ok(()) };
    let most = match role {
        Role::Live | Role::Slots | Role::Dealloc => u64::from(MAX_REGISTERS),
        Role::Unit => MAX_UNIT,
        Role::Flags => MAX_FLAGS,
        Role::Arity if matches!(info.number, op::CALL_FUN | op::CALL_FUN2 | op::APPLY | op::APPLY_LAST) => {
            u64::from(MAX_ARITY)
        }
        _ => return Ok(()),
    };
    if number > most {
        return Err(format!("the {role:?} of {} is {number}, where {most} is the limit", info.name));
    }
    Ok(())
}

/// Whether a float register can stand for this operand.
fn takes_floats(info: &OpcodeInfo, role: Role) -> bool {
    info.number == op::FMOVE || matches!(role, Role::FSrc | Role::FSrc2 | Role::FDst | Role::Any)
}

/// Whether an operand can be what its role says.
fn accepts(role: Role, operand: &Operand) -> bool {
    use Operand::{Alloc, Atom, Fr, Label, List, Typed, U, X, Y};
    match role {
        Role::Any => true,
        Role::Arity | Role::Bits | Role::Dealloc | Role::Flags | Role::Index | Role::Length | Role::Live => {
            matches!(operand, U(_))
        }
        Role::Offset | Role::Slots | Role::Unit | Role::Import | Role::Bif | Role::Lambda | Role::Line | Role::Lbl => {
            matches!(operand, U(_))
        }
        Role::Heap => matches!(operand, U(_) | Alloc { .. }),
        Role::Atom | Role::Hint => matches!(operand, Atom(_)),
        Role::Callee => matches!(operand, U(_) | Atom(_)),
        Role::Place => matches!(operand, U(_) | Atom(_)),
        Role::Ctx | Role::Mark => matches!(operand, X(_) | Y(_) | Typed { .. }),
        Role::Dst | Role::Dst2 => matches!(operand, X(_) | Y(_) | Fr(_)),
        Role::FSrc | Role::FSrc2 | Role::FDst => matches!(operand, Fr(_)),
        Role::Tag | Role::Y => matches!(operand, Y(_)),
        Role::Fail => matches!(operand, Label(_)),
        Role::SureFail => matches!(operand, Label(_) | Atom(_)),
        Role::Function | Role::Label => matches!(operand, Label(1..)),
        Role::List => matches!(operand, List(_)),
        Role::Src | Role::Src2 | Role::Src3 => !matches!(operand, U(_) | Alloc { .. } | Label(_) | List(_)),
        Role::Size => !matches!(operand, Alloc { .. } | Label(_) | List(_)),
        Role::Value => is_constant(operand),
    }
}

fn is_constant(operand: &Operand) -> bool {
    use Operand::{Atom, Big, Float, I, Literal, Nil};
    matches!(operand, I(_) | Big(_) | Nil | Atom(_) | Literal(_) | Float(_))
}

/// Checks the operands of an instruction together: its list, its function, its string.
pub(crate) fn instruction(info: &OpcodeInfo, args: &[Operand], code: &Code, limits: &Limits<'_>) -> Checked {
    import(info, args, limits)?;
    strings(info, args, limits)?;
    let Some(Operand::List(list)) = args.last() else { return Ok(()) };
    let elements = code.list(*list);
    if info.number == op::BS_MATCH {
        return commands(elements, limits);
    }
    groups(info, elements)?;
    match (info.number, args.first()) {
        (op::BS_CREATE_BIN, _) => segments(elements, limits),
        (op::MAKE_FUN3, Some(Operand::U(index))) => free_variables(*index, elements.len(), limits),
        (op::UPDATE_RECORD, _) => updates(args, elements),
        _ => Ok(()),
    }
}

/// The elements of a list against their roles.
fn groups(info: &OpcodeInfo, elements: &[Operand]) -> Checked {
    if info.list.is_empty() {
        return Ok(());
    }
    if !elements.len().is_multiple_of(info.list.len()) {
        let (name, each, number) = (info.name, info.list.len(), elements.len());
        return Err(format!("the list of {name} is of {number} operands, not of {each} each"));
    }
    elements.iter().zip(info.list.iter().cycle()).try_for_each(|(element, role)| operand(info, *role, element))
}

/// Checks that an imported function takes as many arguments as it is given.
fn import(info: &OpcodeInfo, args: &[Operand], limits: &Limits<'_>) -> Checked {
    let sources = info.roles.iter().filter(|role| matches!(role, Role::Src | Role::Src2 | Role::Src3)).count();
    for (role, operand) in info.roles.iter().zip(args) {
        let given = match (role, args.first()) {
            (Role::Bif, _) => sources as u64,
            (Role::Import, Some(Operand::U(arity))) => *arity,
            _ => continue,
        };
        let Operand::U(index) = operand else { continue };
        let import = usize::try_from(*index).ok().and_then(|index| limits.imports.get(index));
        if let Some(import) = import.filter(|import| u64::from(import.arity) != given) {
            let (name, wants) = (info.name, import.arity);
            return Err(format!("{name} gives {given} arguments to import {index}, which takes {wants}"));
        }
    }
    Ok(())
}

/// Checks that the bytes an instruction takes from the string table are there.
fn strings(info: &OpcodeInfo, args: &[Operand], limits: &Limits<'_>) -> Checked {
    let (mut offset, mut length) = (None, 0);
    for (role, operand) in info.roles.iter().zip(args) {
        match (role, operand) {
            (Role::Offset, Operand::U(value)) => offset = Some(*value),
            (Role::Length, Operand::U(value)) => length = *value,
            (Role::Bits, Operand::U(value)) => length = value.div_ceil(8),
            _ => {}
        }
    }
    offset.map_or(Ok(()), |offset| string(info.name, offset, length, limits))
}

fn string(name: &str, offset: u64, length: u64, limits: &Limits<'_>) -> Checked {
    let size = limits.strings.len() as u64;
    match offset.checked_add(length) {
        Some(end) if end <= size => Ok(()),
        _ => Err(format!("{name} wants {length} bytes at {offset} of the string table, which has {size}")),
    }
}

fn free_variables(index: u64, given: usize, limits: &Limits<'_>) -> Checked {
    let fun = usize::try_from(index).ok().and_then(|index| limits.lambdas.get(index));
    match fun {
        Some(fun) if fun.num_free as usize != given => {
            Err(format!("make_fun3 gives {given} free variables to fun {index}, which has {}", fun.num_free))
        }
        _ => Ok(()),
    }
}

/// The elements that `update_record` replaces are elements of a tuple of that size.
fn updates(args: &[Operand], elements: &[Operand]) -> Checked {
    let Some(Operand::U(size)) = args.get(1) else { return Ok(()) };
    for place in elements.iter().step_by(2) {
        if let Operand::U(place) = place
            && !(1..=*size).contains(place)
        {
            return Err(format!("update_record sets element {place} of {size}"));
        }
    }
    Ok(())
}

/// The segments of `bs_create_bin`: type, number, unit, flags, value, size. A `string` has its place in the string
/// table for a value and its length in bytes for a size.
fn segments(elements: &[Operand], limits: &Limits<'_>) -> Checked {
    for [kind, _, _, flags, value, size] in elements.as_chunks::<6>().0 {
        let kind = atom(kind, limits);
        match (kind, value, size) {
            ("string", Operand::U(offset), Operand::I(length)) => {
                let length = u64::try_from(*length).map_err(|_| "a string of negative length".to_owned())?;
                string("bs_create_bin", *offset, length, limits)?;
            }
            ("append" | "private_append" | "binary" | "integer" | "float" | "utf8" | "utf16" | "utf32", _, _) => {
                operand_of("bs_create_bin", Role::Src, value)?;
                operand_of("bs_create_bin", Role::Src, size)?;
            }
            _ => return Err(format!("bs_create_bin has a segment of the type {kind:?} from {value:?}, {size:?}")),
        }
        segment_flags("bs_create_bin", flags)?;
    }
    Ok(())
}

/// The commands of `bs_match`, each an atom and the operands that belong to it.
fn commands(mut elements: &[Operand], limits: &Limits<'_>) -> Checked {
    while let [name, rest @ ..] = elements {
        let name = atom(name, limits);
        let roles: &[Role] = match name {
            "ensure_at_least" => &[Role::Bits, Role::Unit],
            "ensure_exactly" | "skip" => &[Role::Bits],
            "=:=" => &[Role::Value, Role::Bits, Role::Any],
            "integer" | "binary" => &[Role::Live, Role::Any, Role::Bits, Role::Unit, Role::Dst],
            "get_tail" => &[Role::Live, Role::Unit, Role::Dst],
            _ => return Err(format!("bs_match has no command {name:?}")),
        };
        let Some((args, rest)) = rest.split_at_checked(roles.len()) else {
            return Err(format!("the list of bs_match ends within the command {name}"));
        };
        args.iter().zip(roles).try_for_each(|(arg, role)| operand_of(name, *role, arg))?;
        match (name, args) {
            ("integer" | "binary", [_, flags, ..]) => segment_flags(name, flags)?,
            ("=:=", [.., Operand::U(_) | Operand::I(_) | Operand::Big(_)]) => {}
            ("=:=", [.., value]) => return Err(format!("bs_match compares bits to {value:?}")),
            _ => {}
        }
        elements = rest;
    }
    Ok(())
}

/// Flags of a segment: none, or a literal list of atoms.
fn segment_flags(name: &str, flags: &Operand) -> Checked {
    match flags {
        Operand::Nil | Operand::Literal(_) => Ok(()),
        _ => Err(format!("the flags of {name} cannot be {flags:?}")),
    }
}

fn operand_of(name: &str, role: Role, operand: &Operand) -> Checked {
    if !accepts(role, operand) || matches!(operand, Operand::Fr(_)) {
        return Err(format!("the {role:?} of {name} cannot be {operand:?}"));
    }
    Ok(())
}

/// The name of an atom; nothing where the operand is none.
fn atom<'a>(operand: &Operand, limits: &Limits<'a>) -> &'a str {
    let &Operand::Atom(index) = operand else { return "" };
    (index as usize).checked_sub(1).and_then(|index| limits.atoms.get(index)).map_or("", String::as_str)
}

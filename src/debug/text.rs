//! Guest data as text that can be drawn anywhere.

use enigma_replay::term_text;
use enigma_vm::atom::Atom;
use enigma_vm::code::{APPLY_START, Code, op_name};
use enigma_vm::heap::View;
use enigma_vm::machine::Machine;
use enigma_vm::process::Process;
use enigma_vm::term::Term;

/// The most characters of a term in a view.
pub(crate) const TERM_LIMIT: usize = 400;

/// Text without characters that a terminal would act on, or that turn the direction of writing.
pub(crate) fn clean(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if steers_terminal(c) => out.push_str(&format!("\\x{{{:X}}}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// Whether a terminal would act on a character instead of drawing it: controls (C0, DEL, C1), and the invisible
/// ones that reorder, join or hide others.
pub fn steers_terminal(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// A term of a process.
pub(crate) fn process_term(machine: &Machine, process: &Process, term: Term, limit: usize) -> String {
    term_in(machine, machine.view(process), term, limit)
}

/// A term in some memory.
pub(crate) fn term_in(machine: &Machine, view: View<'_>, term: Term, limit: usize) -> String {
    clean(&term_text(machine, view, term, limit))
}

/// `M:F/A`.
pub(crate) fn mfa(machine: &Machine, module: Atom, function: Atom, arity: u32) -> String {
    let atoms = &machine.system().atoms;
    let name = |atom| clean(&enigma_beam::etf_write::AtomText(atoms.name(atom)).to_string());
    format!("{}:{}/{arity}", name(module), name(function))
}

/// The function that a slot belongs to, as `M:F/A`.
pub(crate) fn function_at(machine: &Machine, slot: u32) -> String {
    let code = &machine.system().code;
    match code.function_at(slot) {
        Some(_) if code.module_at(slot).is_none() => own_slot(code, slot),
        Some(f) => mfa(machine, f.module, f.name, f.arity),
        None => format!("no code (slot {slot})"),
    }
}

/// The function a process is in; of one that has yet to start, the function it will start with; of one whose native has
/// given way, the native that goes on.
pub(crate) fn function_of(machine: &Machine, process: &Process) -> String {
    let (module, function, arity) = machine.going_on(process).unwrap_or(process.initial);
    match process.ip {
        APPLY_START => mfa(machine, module, function, arity),
        at => function_at(machine, at),
    }
}

/// The slots that belong to no module.
fn own_slot(code: &Code, slot: u32) -> String {
    code.slots.get(slot as usize).map_or("?", |s| op_name(s.op)).to_string()
}

/// A place in the code: `M:F/A+N`, N being the instructions after the function's first.
pub(crate) fn place(machine: &Machine, slot: u32) -> String {
    let function = function_at(machine, slot);
    let entry = machine.system().code.function_at(slot).map_or(slot, |f| f.entry());
    match slot.checked_sub(entry) {
        Some(0) | None => function,
        Some(n) => format!("{function}+{n}"),
    }
}

/// `file:line`, where the line table knows it.
pub(crate) fn location(machine: &Machine, slot: u32) -> Option<String> {
    let (file, line) = machine.system().code.location(slot)?;
    Some(format!("{}:{line}", clean(base_name(file))))
}

/// A file's name without its folders.
pub(crate) fn base_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_text_can_move_the_cursor_or_turn_the_line() {
        assert_eq!(clean("a\x1b[2Jb\nc\u{202e}d"), "a\\x{1B}[2Jb\\nc\\x{202E}d");
        assert_eq!(clean("żółć 漢字"), "żółć 漢字");
    }
}

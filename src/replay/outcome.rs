//! Terms and ends of programs as text.

use enigma_vm::exec::Names;
use enigma_vm::heap::View;
use enigma_vm::machine::{Machine, Outcome};
use enigma_vm::print::{self, Style};
use enigma_vm::term::Term;

/// The most characters of a term in a line about an end.
const LIMIT: usize = 2000;

/// A term on one line, of `limit` characters at the most.
pub fn term_text(machine: &Machine, view: View<'_>, term: Term, limit: usize) -> String {
    let system = machine.system();
    let names = Names { code: &system.code, atoms: &system.atoms };
    print::format(view, term, &system.atoms, &names, Style::Pretty, limit)
}

/// The term that the entry function returned, where it has.
pub fn result(machine: &Machine) -> Option<String> {
    match &machine.system().outcome {
        Some(Outcome::Returned(fragment, term)) => {
            Some(term_text(machine, fragment.view(&machine.system().code.literals.words), *term, LIMIT))
        }
        _ => None,
    }
}

/// How the program ended, in one line; `None` while it goes on.
pub fn outcome(machine: &Machine) -> Option<String> {
    let literals = &machine.system().code.literals.words;
    match &machine.system().outcome {
        Some(Outcome::Returned(..)) => result(machine).map(|term| format!("returned {term}")),
        Some(Outcome::Exited(fragment, term)) => {
            Some(format!("exited: {}", term_text(machine, fragment.view(literals), *term, LIMIT)))
        }
        None if machine.running().is_none() => Some("deadlock: every process waits, and no timer will wake one".into()),
        None => None,
    }
}

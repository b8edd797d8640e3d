//! Terms and ends of programs as text.

use enigma_vm::exec::Names;
use enigma_vm::heap::View;
use enigma_vm::machine::{Halt, Machine, Outcome};
use enigma_vm::print::{self, Style};
use enigma_vm::term::Term;

/// The most characters of a term in a line about an end.
pub const LINE: usize = 2000;

/// A term on one line, of `limit` characters at the most.
pub fn term_text(machine: &Machine, view: View<'_>, term: Term, limit: usize) -> String {
    let system = machine.system();
    let names = Names { code: &system.code, atoms: &system.atoms };
    print::format(view, term, &system.atoms, &names, Style::Pretty, limit)
}

/// How a program ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Ending {
    /// `error`, `exit`, `throw` or `halt`; `None` where the entry function returned.
    pub class: Option<String>,
    /// What it returned, or the reason.
    pub value: String,
    /// The stack trace of an uncaught exception.
    pub stack_trace: Option<String>,
}

impl Ending {
    /// Whether the entry function returned.
    pub fn is_return(&self) -> bool {
        self.class.is_none()
    }

    /// The exit status of the program: 0 where the entry function returned, 1 where it did not, and what the program
    /// halted with.
    pub fn status(&self) -> u8 {
        match self.class.as_deref() {
            None => 0,
            Some(HALT) => self.value.parse::<u32>().map_or(1, |status| status as u8),
            Some(_) => 1,
        }
    }
}

/// The class of a program that halted.
const HALT: &str = "halt";

impl std::fmt::Display for Ending {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (&self.class, &self.stack_trace) {
            (None, _) => write!(f, "returned {}", self.value),
            (Some(class), None) => write!(f, "{class}: {}", self.value),
            (Some(class), Some(trace)) => write!(f, "{class}: {} {trace}", self.value),
        }
    }
}

/// How the entry function ended, its terms cut to so many characters; `None` while it goes on.
pub fn ending(machine: &Machine, limit: usize) -> Option<Ending> {
    let system = machine.system();
    let literals = &system.code.literals.words;
    let text = |view, term| term_text(machine, view, term, limit);
    Some(match system.outcome.as_ref()? {
        Outcome::Returned(fragment, term) => {
            Ending { class: None, value: text(fragment.view(literals), *term), stack_trace: None }
        }
        Outcome::Exited(fragment, term) => {
            Ending { class: Some("exit".into()), value: text(fragment.view(literals), *term), stack_trace: None }
        }
        Outcome::Raised(class, fragment, term) => {
            let view = fragment.view(literals);
            let part = |at| view.tuple(*term).and_then(|pair| pair.get(at)).map(|part| text(view, part));
            let class = Some(system.atoms.name(*class).to_string());
            Ending { class, value: part(0).unwrap_or_default(), stack_trace: part(1) }
        }
        Outcome::Halted(halt) => {
            let value = match halt {
                Halt::Status(status) => status.to_string(),
                Halt::Crash(slogan) => format!("{slogan:?}"),
                Halt::Abort => "abort".into(),
            };
            Ending { class: Some(HALT.into()), value, stack_trace: None }
        }
    })
}

/// The term that the entry function returned, where it has.
pub fn result(machine: &Machine) -> Option<String> {
    ending(machine, LINE).filter(Ending::is_return).map(|ending| ending.value)
}

/// How the program ended, in one line; `None` while it goes on.
pub fn outcome(machine: &Machine) -> Option<String> {
    match ending(machine, LINE) {
        Some(ending) => Some(ending.to_string()),
        None if machine.running().is_some() => None,
        None if machine.request().is_some() => Some("all processes wait for something from outside".into()),
        None => Some("deadlock: every process waits, and no timer will wake one".into()),
    }
}

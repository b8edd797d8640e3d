//! What happened lately, in words; the console.

use enigma_vm::machine::{Event, EventKind, EventMask, Machine};
use enigma_vm::process::Process;

use crate::text::{TERM_LIMIT, clean, mfa, term_in};
use crate::view::{Console, EventLine};

/// The most lines of the console that are shown.
const LINES: usize = 1000;

/// The events that are kept, the oldest first.
pub(crate) fn events(machine: &Machine) -> Vec<EventLine> {
    machine.system().events.iter().map(|event| event_line(machine, event)).collect()
}

/// An event as a line.
pub(crate) fn event_line(machine: &Machine, event: &Event) -> EventLine {
    EventLine {
        instruction: event.instruction,
        pid: Some(event.pid.0),
        kind: kind_name(&event.kind).into(),
        text: text(machine, event),
    }
}

/// The last event of one of these kinds, as a line.
pub(crate) fn last_of(machine: &Machine, mask: EventMask) -> Option<EventLine> {
    let events = &machine.system().events;
    let last = events.iter().rev().find(|event| mask.intersects(event.kind.mask()));
    last.map(|event| event_line(machine, event))
}

fn kind_name(kind: &EventKind) -> &'static str {
    match kind {
        EventKind::Send { .. } => "send",
        EventKind::Receive => "receive",
        EventKind::Spawn { .. } => "spawn",
        EventKind::Exit { .. } => "exit",
        EventKind::Exception { .. } => "exception",
        EventKind::Collection { .. } => "gc",
        EventKind::Slice => "slice",
        EventKind::Timer => "timer",
        EventKind::Output => "output",
    }
}

fn text(machine: &Machine, event: &Event) -> String {
    let system = machine.system();
    let literals = &system.code.literals.words;
    let pid = event.pid;
    match &event.kind {
        EventKind::Send { to, message: (fragment, term) } => {
            let message = term_in(machine, fragment.view(literals), *term, TERM_LIMIT);
            format!("{pid} sends {message} to {to}")
        }
        EventKind::Receive => format!("{pid} takes a message out of its mailbox"),
        EventKind::Spawn { child, initial: (module, function, arity) } => {
            format!("{pid} starts {child}: {}", mfa(machine, *module, *function, *arity))
        }
        EventKind::Exit { reason: (fragment, term) } => {
            format!("{pid} ends: {}", term_in(machine, fragment.view(literals), *term, TERM_LIMIT))
        }
        EventKind::Exception { class } => format!("{pid} raises an exception: {}", clean(system.atoms.name(*class))),
        EventKind::Collection { major: false } => format!("{pid}: minor collection"),
        EventKind::Collection { major: true } => format!("{pid}: full collection"),
        EventKind::Slice => match machine.process(pid).and_then(|p: &Process| p.name) {
            Some(name) => format!("{pid} ({}) is picked by the scheduler", clean(system.atoms.name(name))),
            None => format!("{pid} is picked by the scheduler"),
        },
        EventKind::Timer => format!("a timer of {pid} fires"),
        EventKind::Output => format!("{pid} prints"),
    }
}

/// The console's last lines.
pub(crate) fn console(machine: &Machine) -> Console {
    let console = &machine.system().console;
    let bytes: Vec<u8> = console.chunks().flat_map(|(_, chunk)| chunk.iter().copied()).collect();
    let text = String::from_utf8_lossy(&bytes);
    let mut lines: Vec<String> = text.lines().map(clean).collect();
    if lines.len() > LINES {
        lines.drain(..lines.len() - LINES);
    }
    Console { lines, written: console.written() }
}

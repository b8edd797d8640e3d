//! Processes, run queues, timers, mailboxes.

use enigma_vm::machine::Machine;
use enigma_vm::process::{Message, Monitor, Priority, Process, Status};
use enigma_vm::timer::{Destination, Fire};

use crate::inspect::Scene;
use crate::text::{TERM_LIMIT, clean, function_of, place, term_in};
use crate::view::{MessageLine, ProcessLine, Processes};

/// The most messages of a mailbox, and timers, that are shown.
const SHOWN: usize = 1000;

/// All processes of a machine.
pub fn lines(machine: &Machine) -> Vec<ProcessLine> {
    machine.processes().map(|process| process_line(machine, None, process)).collect()
}

/// All processes, the queues, the timers.
pub(crate) fn processes(machine: &Machine, before: Option<&Machine>) -> Processes {
    let line = |process: &Process| process_line(machine, before, process);
    let queue = |priority: Priority| {
        let pids = machine.system().queue(priority).map(|pid| pid.0).collect();
        (priority_name(priority).to_string(), pids)
    };
    Processes {
        processes: machine.processes().map(line).collect(),
        queues: Priority::ALL.into_iter().map(queue).collect(),
        timers: timers(machine),
    }
}

pub(crate) fn process_line(machine: &Machine, before: Option<&Machine>, process: &Process) -> ProcessLine {
    let then = before.and_then(|machine| machine.process(process.pid));
    let same = |p: &Process| {
        let key = |p: &Process| (p.status, p.ip, p.executed, p.mailbox.messages.len(), p.block.used());
        key(p) == key(process) && (&p.links, p.name, &p.monitors) == (&process.links, process.name, &process.monitors)
    };
    let atoms = &machine.system().atoms;
    let watching = process.monitors.values().filter_map(|monitor| match monitor {
        Monitor::Watching(pid, _) => Some(pid.0),
        Monitor::WatchingPort(..) | Monitor::WatchedBy(..) => None,
    });
    ProcessLine {
        pid: process.pid.0,
        name: process.name.map(|name| clean(atoms.name(name))),
        status: status_name(process.status).into(),
        priority: priority_name(process.priority).into(),
        function: function_of(machine, process),
        messages: process.mailbox.messages.len(),
        words: process.block.used() + process.message_words(),
        reductions: process.reductions,
        links: process.links.iter().map(|pid| pid.0).collect(),
        monitors: watching.collect(),
        changed: before.is_some() && !then.is_some_and(same),
    }
}

fn status_name(status: Status) -> &'static str {
    match status {
        Status::Runnable => "runnable",
        Status::Running => "running",
        Status::Waiting => "waiting",
    }
}

fn priority_name(priority: Priority) -> &'static str {
    match priority {
        Priority::Low => "low",
        Priority::Normal => "normal",
        Priority::High => "high",
        Priority::Max => "max",
    }
}

fn timers(machine: &Machine) -> Vec<(u64, String)> {
    let system = machine.system();
    let now = system.now_ns();
    let text = |fire: &Fire| match fire {
        Fire::Receive { pid, resume } => {
            format!("ends the receive of {pid}, which goes on at {}", place(machine, *resume))
        }
        Fire::Message { to, message: (fragment, term) } => {
            let to = match to {
                Destination::Process(pid) => pid.to_string(),
                Destination::Name(name) => clean(system.atoms.name(*name)),
            };
            let message = term_in(machine, fragment.view(&system.code.literals.words), *term, TERM_LIMIT);
            format!("sends {message} to {to}")
        }
    };
    let timers = system.timers.iter().take(SHOWN);
    timers.map(|(time, _, fire)| (time.saturating_sub(now), text(fire))).collect()
}

/// The mailbox of the process shown.
pub(crate) fn mailbox(scene: &Scene<'_>) -> Vec<MessageLine> {
    let literals = &scene.machine.system().code.literals.words;
    let mailbox = &scene.process.mailbox;
    let known = scene.process_before().map_or(0, |p| p.mailbox.messages.len());
    let new = mailbox.messages.len().saturating_sub(known);
    let first_new = if scene.compares() { mailbox.messages.len() - new } else { usize::MAX };
    let line = |(index, message): (usize, &Message)| {
        let term = match message {
            Message::Outside(fragment, term) => term_in(scene.machine, fragment.view(literals), *term, TERM_LIMIT),
            Message::Inside(term) => term_in(scene.machine, scene.machine.view(scene.process), *term, TERM_LIMIT),
        };
        MessageLine { term, next: index == mailbox.save, changed: index >= first_new }
    };
    mailbox.messages.iter().enumerate().take(SHOWN).map(line).collect()
}

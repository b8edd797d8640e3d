//! Checks a machine that runs: beside all that a state from outside is checked for, what its parts say of each other,
//! and every number that it keeps counted anew. For tests; a machine that runs as it should never needs it.
//!
//! To be asked between two instructions, when signals have been delivered.

use crate::code::Code;
use crate::machine::{Machine, System};
use crate::process::{Monitor, Process};
use crate::term::{Kind, Pid, Term};
use crate::timer::{Destination, Fire};

use super::{Area, Checked, Checker, Corrupt, Start, owners, state};

/// What is known of a machine from one check to the next: the literals, which only get more.
#[derive(Default)]
pub struct Invariants {
    literals: Vec<Start>,
}

impl Invariants {
    /// Checks one process: its heap, its stack, its messages and what it keeps elsewhere.
    pub fn process(&mut self, machine: &Machine, pid: Pid) -> Checked {
        let Some(process) = machine.process(pid) else { return Ok(()) };
        self.with_literals(&machine.sys.code, |literals| {
            let checker = Checker { code: &machine.sys.code, atoms: &machine.sys.atoms, literals };
            let area = checker.process(process, &machine.sys.limits)?;
            if machine.running() == Some(pid) {
                let used = machine.sys.code.x_registers.min(machine.sys.x.len());
                checker.registers(process, &machine.sys.x[..used], &area)?;
            }
            memory(process, &area)
        })
    }

    /// Checks all of a machine.
    pub fn machine(&mut self, machine: &Machine) -> Checked {
        state(machine, &machine.export())?;
        let sys = &machine.sys;
        if !sys.signals.is_empty() {
            return Err(Corrupt::new("signals", "some that wait although no instruction is being executed"));
        }
        for process in machine.processes() {
            self.process(machine, process.pid)?;
            ties(machine, process)?;
            place(sys, process)?;
        }
        names(machine)?;
        timers(machine)?;
        belongings(machine)?;
        counts(sys)
    }

    /// As [`Invariants::machine`], for a machine of which there is no clone: everything that is shared has as many
    /// owners as are found in it.
    pub fn only_machine(&mut self, machine: &Machine) -> Checked {
        self.machine(machine)?;
        owners::check(machine)
    }

    fn with_literals(&mut self, code: &Code, check: impl FnOnce(&Area<'_>) -> Checked) -> Checked {
        let words = &code.literals.words;
        let mut starts = std::mem::take(&mut self.literals);
        let known = starts.len();
        starts.resize(words.len(), Start::None);
        super::walk(words, (known, words.len()), "literals", &mut starts)?;
        let area = Area { words, starts };
        let checked = check(&area);
        self.literals = area.starts;
        checked
    }
}

fn fail(process: &Process, what: impl Into<String>) -> Checked {
    Err(Corrupt::new(format!("process {}", process.pid), what))
}

/// The parts of its block, and its binaries outside.
fn memory(process: &Process, area: &Area<'_>) -> Checked {
    let block = &process.block;
    let (old_top, young, high_water, top, stack) = block.layout();
    let places = [old_top, young, high_water, top, stack, block.words().len()];
    if !places.is_sorted() {
        return fail(process, "a heap whose parts overlap");
    }
    let mut kept = vec![false; block.off_heap().len()];
    for at in (0..top).filter(|at| area.starts[*at] != Start::None) {
        let young_one =
            |word: &u64| Term(*word).is_pointer() && !Term(*word).is_literal() && Term(*word).offset() >= young;
        if at < old_top && area.words[area.held(at)].iter().any(young_one) {
            return fail(process, format!("the old object at word {at} points to a young one"));
        }
        if area.starts[at] == Start::Boxed && Term(area.words[at]).header_kind() == Some(Kind::RefcBinary) {
            let (size, index) = (area.words[at + 1] as usize, area.words[at + 2] as usize);
            if block.off_heap()[index].len() < size {
                return fail(process, format!("the binary at word {at} is longer than its bytes"));
            }
            kept[index] = true;
        }
    }
    let words = crate::heap::Block::words_of(block.off_heap());
    if words != block.off_heap_words() || block.off_heap_new > words {
        return fail(process, "a wrong number of words of binaries");
    }
    if block.off_heap_new == 0 && block.generations == 0 && kept.contains(&false) {
        return fail(process, "a binary that no object refers to after a full collection");
    }
    let messages = process.mailbox.footprint();
    if process.mailbox.words != messages {
        return fail(process, format!("{} words of messages that are {messages}", process.mailbox.words));
    }
    Ok(())
}

/// Links, monitors, and what hangs on these.
fn ties(machine: &Machine, process: &Process) -> Checked {
    let own = process.pid;
    for to in &process.links {
        if !machine.process(*to).is_some_and(|other| other.links.contains(&own)) {
            return fail(process, format!("a link to {to}, which has none to it"));
        }
    }
    for (reference, monitor) in &process.monitors {
        let (to, theirs) = match *monitor {
            Monitor::Watching(to, name) => (to, Monitor::WatchedBy(own, name)),
            Monitor::WatchedBy(by, name) => (by, Monitor::Watching(own, name)),
            Monitor::WatchingPort(port, name) => {
                let port = machine.sys.ports.open.get(&port);
                if port.and_then(|port| port.monitors.get(reference)) != Some(&(own, name)) {
                    return fail(process, format!("the monitor {reference} that its port does not know"));
                }
                continue;
            }
        };
        if machine.process(to).and_then(|other| other.monitors.get(reference)) != Some(&theirs) {
            return fail(process, format!("the monitor {reference} that {to} does not know"));
        }
    }
    let watches = |reference: &u128| matches!(process.monitors.get(reference), Some(Monitor::Watching(..)));
    if !process.tags.keys().all(watches) {
        return fail(process, "a tag of a monitor that is no more");
    }
    let mut aliases = process.aliases.iter().filter(|(_, alias)| alias.ends_with_monitor());
    if !aliases.all(|(reference, _)| watches(reference)) {
        return fail(process, "an alias that should have ended with its monitor");
    }
    Ok(())
}

/// Where the scheduler has a process, and what it waits for.
fn place(sys: &System, process: &Process) -> Checked {
    for (queue, priority) in crate::process::Priority::ALL.iter().map(|p| (&sys.queues[*p as usize], *p)) {
        let times = queue.iter().filter(|pid| **pid == process.pid).count();
        let wanted = usize::from(process.is_ready() && process.priority == priority);
        if times != wanted {
            return fail(process, format!("{times} times in the queue of priority {priority:?}"));
        }
    }
    let due = process.mailbox.timer.map(|key| sys.timers.fire(key));
    match due {
        None => Ok(()),
        Some(Some(Fire::Receive { pid, .. })) if *pid == process.pid => Ok(()),
        Some(_) => fail(process, "waits for a timer that is not its own"),
    }
}

fn names(machine: &Machine) -> Checked {
    let sys = &machine.sys;
    for (name, pid) in &sys.registry {
        if machine.process(*pid).is_none_or(|process| process.name != Some(*name)) {
            return Err(Corrupt::new("registry", format!("{} is not {pid}", sys.atoms.name(*name))));
        }
    }
    let is_known = |process: &Process| process.name.is_none_or(|name| sys.registry.get(&name) == Some(&process.pid));
    match machine.processes().find(|process| !is_known(process)) {
        Some(process) => fail(process, "has a name that is not registered"),
        None => Ok(()),
    }
}

fn timers(machine: &Machine) -> Checked {
    for (_, key, fire) in machine.sys.timers.iter() {
        let good = match fire {
            Fire::Receive { pid, .. } => machine.process(*pid).is_some_and(|p| p.mailbox.timer == Some(key)),
            Fire::Message { to: Destination::Process(pid), .. } => machine.process(*pid).is_some(),
            Fire::Message { to: Destination::Name(_), .. } => true,
        };
        if !good {
            return Err(Corrupt::new("timers", format!("timer {key} is nobody's")));
        }
    }
    Ok(())
}

/// What belongs to processes belongs to living ones.
fn belongings(machine: &Machine) -> Checked {
    let sys = &machine.sys;
    let lives = |pid: &Pid| machine.process(*pid).is_some();
    let of = |part: &str, good: bool| if good { Ok(()) } else { Err(Corrupt::new(part, "of a process that is dead")) };
    of("port", sys.ports.open.values().all(|port| lives(&port.owner) && port.links.iter().all(lives)))?;
    of("stream", sys.shared.streams().open().all(|(_, stream)| lives(&stream.owner)))?;
    of("file", sys.files.open.values().all(|file| lives(&file.owner)))?;
    of("table", sys.shared.tables().iter().all(|table| lives(&table.owner) && table.fixed_by.keys().all(lives)))?;
    of("entry", sys.outcome.is_some() || sys.entry.as_ref().is_none_or(lives))?;
    let processes = machine.processes().count();
    if processes > sys.limits.processes || sys.atoms.len() > sys.limits.atoms {
        return Err(Corrupt::new("limits", "more processes or atoms than there may be"));
    }
    Ok(())
}

/// The sums that are kept, counted anew. What a process counts for is brought up to date when it runs, and its sum over
/// all is checked with the state.
fn counts(sys: &System) -> Checked {
    let mut again = sys.clone();
    again.timers.recount();
    again.shared.recount();
    again.buffers.recount();
    again.prepared.recount();
    again.events.recount();
    let pairs = [
        ("timers", sys.timers == again.timers),
        ("what is shared", sys.shared == again.shared),
        ("buffers", sys.buffers == again.buffers),
        ("prepared modules", sys.prepared.words() == again.prepared.words()),
        ("events", sys.events == again.events),
    ];
    match pairs.iter().find(|(_, same)| !same) {
        Some((part, _)) => Err(Corrupt::new(*part, "counts for other words than it has")),
        None => Ok(()),
    }
}

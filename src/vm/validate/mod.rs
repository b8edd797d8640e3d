//! Checks a state that came from outside, word by word, before anything runs on it.
//!
//! What passes here keeps the invariants of `heap.rs`: every pointer leads to the begin of an object
//! of its kind, every object lies whole in its memory. What the instructions check themselves (a
//! y register outside the stack, a return to no place) is not checked again.

mod invariants;
mod owners;

use std::collections::BTreeSet;

use crate::atom::{Atom, Atoms};
use crate::code::{Code, Version};
use crate::ets::Table;
use crate::exec::exception;
use crate::heap::{Block, Fragment, OffHeap, View};
use crate::machine::{F_REGISTERS, Limits, Machine, Outcome, X_REGISTERS};
use crate::map;
use crate::port::Framing;
use crate::process::{MOST_MARKERS, Message, Process, Status};
use crate::record::Record;
use crate::resource::Resource;
use crate::settings::Settings;
use crate::signal::{Parcel, Signal};
use crate::state::State;
use crate::term::{Kind, Node, Pid, Term};
use crate::timer::Fire;

pub use invariants::Invariants;

/// A part of a state that is impossible.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{part}: {what}")]
pub struct Corrupt {
    /// Which part.
    pub part: String,
    /// What is wrong with it.
    pub what: String,
}

impl Corrupt {
    pub(crate) fn new(part: impl Into<String>, what: impl Into<String>) -> Corrupt {
        Corrupt { part: part.into(), what: what.into() }
    }
}

type Checked = Result<(), Corrupt>;

/// Counters beyond this are no counters of a machine that ran.
const MAX_COUNT: u64 = 1 << 48;

/// Checks that there is a version for each module, and one current, old and pending one of a name at the most.
pub(crate) fn versions(machine: &Machine, versions: &[Version]) -> Checked {
    let modules = &machine.sys.code.modules;
    let mut seen = BTreeSet::new();
    let mut is_new =
        |(at, version): (usize, &Version)| *version == Version::Gone || seen.insert((modules[at].name, *version as u8));
    if versions.len() != modules.len() || !versions.iter().enumerate().all(&mut is_new) {
        return Err(Corrupt::new("modules", "versions that there cannot be"));
    }
    Ok(())
}

/// Checks a state against the machine into which its modules have been loaded.
pub(crate) fn state(machine: &Machine, state: &State) -> Checked {
    let code = &*machine.sys.code;
    let atoms = &*machine.sys.atoms;
    let literals = Area::of(&code.literals.words, &[(0, code.literals.words.len())], "literals")?;
    let checker = Checker { code, atoms, literals: &literals };
    counters(state)?;
    words(state)?;
    tables(state)?;
    for process in state.processes.values() {
        checker.process(process, &state.limits)?;
    }
    if let Some(running) = &state.running {
        let area = checker.process(running, &state.limits)?;
        checker.registers(running, &state.x, &area)?;
    } else if !state.x.is_empty() {
        return Err(Corrupt::new("x registers", "in use while no process runs"));
    }
    signals(state, &checker)?;
    timers(state, &checker)?;
    shared(machine, state, &checker)?;
    streams(state, &checker)?;
    resources(state)?;
    ports(state, &checker)?;
    terminal(state)?;
    ets(machine, state, &checker)?;
    outcome(state, &checker)?;
    checker.names("absent modules", &state.absent)?;
    checker.names("purge", &state.purge.module)?;
    let waits = |pid: &Pid| state.processes.get(pid).is_some_and(|process| process.suspended > 0);
    if !state.purge.waiting.iter().all(waits) || (state.purge.module.is_none() && !state.purge.waiting.is_empty()) {
        return Err(Corrupt::new("purge", "somebody waits for it who does not"));
    }
    checker.immediates("system logger", state.system_logger)?;
    checker.settings(&state.settings)?;
    checker.events(state)
}

fn signals(state: &State, checker: &Checker<'_>) -> Checked {
    state.signals.iter().try_for_each(|signal| match signal {
        Signal::PortDown { from: (_, name), reason, .. } => {
            checker.names("signal", name)?;
            checker.parcel("signal", reason)
        }
        Signal::Exit { reason, .. } | Signal::PortExit { reason, .. } | Signal::Down { reason, .. } => {
            checker.parcel("signal", reason)
        }
        Signal::FromPort { message, .. } => checker.parcel("signal", message),
    })
}

fn timers(state: &State, checker: &Checker<'_>) -> Checked {
    for (time, key, fire) in state.timers.iter() {
        if time > 1 << 62 || key > MAX_COUNT {
            return Err(Corrupt::new("timers", "a time that never comes"));
        }
        if let Fire::Message { message, .. } = fire {
            checker.parcel("timer", message)?;
        }
    }
    Ok(())
}

/// Persistent terms and arrays.
fn shared(machine: &Machine, state: &State, checker: &Checker<'_>) -> Checked {
    for parcel in state.shared.terms() {
        checker.parcel("persistent terms", parcel)?;
    }
    if !state.shared.is_consistent(&checker.code.literals.words, &machine.sys.atoms) {
        return Err(Corrupt::new("persistent terms", "keys that are not in order"));
    }
    if state.shared.arrays().any(|(reference, _)| reference >= u128::from(state.counters.next_unique)) {
        return Err(Corrupt::new("arrays", "a reference that there is not yet"));
    }
    Ok(())
}

fn outcome(state: &State, checker: &Checker<'_>) -> Checked {
    let Some(Outcome::Returned(fragment, term) | Outcome::Exited(fragment, term) | Outcome::Raised(_, fragment, term)) =
        &state.outcome
    else {
        return Ok(());
    };
    if let Some(Outcome::Raised(class, ..)) = &state.outcome {
        checker.names("outcome", [class])?;
    }
    checker.parcel("outcome", &(fragment.clone(), *term))
}

/// Ports with numbers that have been given, and what they keep.
fn ports(state: &State, checker: &Checker<'_>) -> Checked {
    let ports = &state.ports;
    if ports.count > MAX_COUNT || ports.open.keys().any(|number| *number >= ports.count) {
        return Err(Corrupt::new("ports", "a number that there is not yet"));
    }
    checker.names("ports", ports.names.keys())?;
    let is_named = |name: Atom, number: &u64| ports.open.get(number).is_some_and(|port| port.registered == Some(name));
    if ports.names.iter().any(|(name, number)| !is_named(*name, number)) || ports.asked > MAX_COUNT {
        return Err(Corrupt::new("ports", "names or times that do not fit them"));
    }
    if state.ram_files.ports().any(|port| !ports.open.contains_key(&port)) {
        return Err(Corrupt::new("files in memory", "one without a port"));
    }
    for port in ports.open.values() {
        if port.traffic.0 > MAX_COUNT || port.traffic.1 > MAX_COUNT {
            return Err(Corrupt::new("ports", "numbers out of range"));
        }
        let program = port.program.iter().flat_map(|program| [program.handle, program.left]);
        if program.into_iter().any(|number| number > MAX_COUNT) {
            return Err(Corrupt::new("ports", "a program with numbers out of range"));
        }
        let is_framing = match &port.framing {
            Framing::Stream => true,
            Framing::Packet { header, .. } => [1, 2, 4].contains(header),
            Framing::Line { most, .. } => *most > 0,
        };
        if !is_framing {
            return Err(Corrupt::new("ports", "packets or lines that there cannot be"));
        }
        checker.names("ports", &port.registered)?;
        checker.names("ports", port.monitors.values().filter_map(|(_, name)| name.as_ref()))?;
        port.data.iter().try_for_each(|data| checker.parcel("data of a port", data))?;
    }
    Ok(())
}

/// Terminals with references that have been given, and a line that there can be.
fn terminal(state: &State) -> Checked {
    let terminal = &state.terminal;
    if terminal.open.keys().any(|reference| *reference >= u128::from(state.counters.next_unique)) {
        return Err(Corrupt::new("terminal", "a reference that there is not yet"));
    }
    if terminal.line.as_ref().is_some_and(|line| !line.is_consistent() || line.port >= state.ports.count) {
        return Err(Corrupt::new("terminal", "a line that there cannot be"));
    }
    Ok(())
}

fn streams(state: &State, checker: &Checker<'_>) -> Checked {
    let streams = state.shared.streams();
    if !streams.is_consistent() {
        return Err(Corrupt::new("streams", "a stream that there cannot be"));
    }
    if streams.references().any(|reference| reference >= u128::from(state.counters.next_unique)) {
        return Err(Corrupt::new("streams", "a reference that there is not yet"));
    }
    for (_, stream) in streams.open() {
        stream.stash.iter().try_for_each(|stash| checker.parcel("stash of a stream", stash))?;
    }
    Ok(())
}

/// What natives keep behind references, and what one of them has asked for.
fn resources(state: &State) -> Checked {
    let next = state.counters.next_unique;
    if state.files.open.keys().any(|reference| !Resource::File.was_made(*reference, next)) {
        return Err(Corrupt::new("files", "a reference that there is not yet"));
    }
    if !state.buffers.is_consistent(next) {
        return Err(Corrupt::new("buffers", "parts that do not fit each other"));
    }
    if state.asker.is_some() && state.asker != state.running.as_ref().map(|process| process.pid) {
        return Err(Corrupt::new("request", "of a process that does not run"));
    }
    if state.prepared.iter().any(|(reference, file)| *reference >= u128::from(next) || file.beam().is_none()) {
        return Err(Corrupt::new("prepared modules", "one that there cannot be"));
    }
    if state.answer.is_some() && (state.asker.is_none() || state.request.is_some()) {
        return Err(Corrupt::new("answer", "to nobody's request"));
    }
    Ok(())
}

fn ets(machine: &Machine, state: &State, checker: &Checker<'_>) -> Checked {
    let tables = state.shared.tables();
    tables.parcels().try_for_each(|parcel| checker.parcel("tables", parcel))?;
    let running = state.running.as_ref().map(|running| running.pid);
    let is_alive = |pid: Pid| running == Some(pid) || state.processes.contains_key(&pid);
    let sound = |table: &Table| {
        (table.name.0 as usize) < checker.atoms.len()
            && table.fixed_by.keys().chain([&table.owner]).all(|pid| is_alive(*pid))
            && table.is_consistent(&machine.sys.atoms, &checker.code.literals.words)
    };
    if !tables.is_consistent(state.counters.next_unique) || !tables.iter().all(|table| sound(table)) {
        return Err(Corrupt::new("tables", "a table that there cannot be"));
    }
    Ok(())
}

fn counters(state: &State) -> Checked {
    let c = &state.counters;
    let counts = [c.executed, c.reductions, c.skipped_ns / 4096, c.next_unique, c.last_now / 4096, c.words as u64];
    let fits = counts.iter().all(|n| *n < MAX_COUNT)
        && c.slice.unsigned_abs() < 1 << 32
        && c.left.unsigned_abs() < 1 << 32
        && c.low_skipped <= 8
        && c.local_guess.unsigned_abs() < 1 << 20
        && c.next_pid < 1 << 28
        && state.f.len() <= F_REGISTERS
        && state.x.len() <= X_REGISTERS;
    if fits { Ok(()) } else { Err(Corrupt::new("counters", "out of range")) }
}

/// The machine's total is what its processes and their messages count for.
fn words(state: &State) -> Checked {
    let processes = state.processes.values().chain(&state.running);
    let sum = processes.fold(0usize, |sum, p| sum.saturating_add(p.counted).saturating_add(p.mailbox.footprint()));
    if sum == state.counters.words { Ok(()) } else { Err(Corrupt::new("counters", "a total that is none")) }
}

/// Process numbers, queues and names that fit each other.
fn tables(state: &State) -> Checked {
    let fail = |what: &str| Err(Corrupt::new("process table", what));
    for (pid, process) in &state.processes {
        if *pid != process.pid || process.pid.0 >= state.counters.next_pid || process.status == Status::Running {
            return fail("a process that is not what its place says");
        }
        let queued = state.queues.iter().flatten().filter(|queued| *queued == pid).count();
        if queued != usize::from(process.is_ready()) {
            return fail("a process in the wrong number of run queues");
        }
    }
    if let Some(running) = &state.running {
        let fits = running.status == Status::Running && running.pid.0 < state.counters.next_pid;
        if !fits || state.processes.contains_key(&running.pid) {
            return fail("a running process that cannot run");
        }
    }
    if state.queues.iter().flatten().any(|pid| !state.processes.contains_key(pid)) {
        return fail("a run queue with a process that is not there");
    }
    if !state.timers.is_consistent() || !state.console.is_consistent() {
        return Err(Corrupt::new("timers or console", "parts that do not fit each other"));
    }
    Ok(())
}

/// Where objects begin in a memory.
struct Area<'a> {
    words: &'a [u64],
    starts: Vec<Start>,
}

#[derive(Clone, Copy, PartialEq)]
enum Start {
    None,
    Cons,
    Boxed,
}

/// Walks a region (begin, end) of a memory object by object.
fn walk(words: &[u64], (begin, end): (usize, usize), part: &str, starts: &mut [Start]) -> Checked {
    let mut at = begin;
    while at < end {
        let word = Term(words[at]);
        let (start, size) = match (word.is_header(), word.header_kind()) {
            (false, _) => (Start::Cons, 2),
            (true, Some(_)) => (Start::Boxed, word.header_arity().saturating_add(1)),
            (true, None) => return Err(Corrupt::new(part, format!("word {at} is no header"))),
        };
        if size > end - at {
            return Err(Corrupt::new(part, format!("the object at word {at} is cut off")));
        }
        starts[at] = start;
        at += size;
    }
    Ok(())
}

impl<'a> Area<'a> {
    fn of(words: &'a [u64], regions: &[(usize, usize)], part: &str) -> Result<Area<'a>, Corrupt> {
        let mut starts = vec![Start::None; words.len()];
        regions.iter().try_for_each(|region| walk(words, *region, part, &mut starts))?;
        Ok(Area { words, starts })
    }
}

impl Area<'_> {
    /// Whether no term holds itself: else what walks along it would never come to an end. Objects that wait
    /// for what they hold are open, and what an open object holds must not be open.
    fn is_acyclic(&self) -> bool {
        const OPEN: u8 = 1;
        const DONE: u8 = 2;
        let mut marks = vec![0u8; self.words.len()];
        let mut open: Vec<(usize, std::ops::Range<usize>)> = Vec::new();
        for (root, start) in self.starts.iter().enumerate() {
            if *start == Start::None || marks[root] == DONE {
                continue;
            }
            marks[root] = OPEN;
            open.push((root, self.held(root)));
            while let Some((at, held)) = open.last_mut() {
                let Some(word) = held.next().map(|i| Term(self.words[i])) else {
                    marks[*at] = DONE;
                    open.pop();
                    continue;
                };
                if !word.is_pointer() || word.is_literal() {
                    continue;
                }
                let next = word.offset();
                match marks[next] {
                    OPEN => return false,
                    DONE => {}
                    _ => {
                        marks[next] = OPEN;
                        open.push((next, self.held(next)));
                    }
                }
            }
        }
        true
    }

    /// The words of an object that are terms.
    fn held(&self, at: usize) -> std::ops::Range<usize> {
        let header = Term(self.words[at]);
        match (self.starts[at], header.header_kind()) {
            (Start::Cons, _) => at..at + 2,
            (_, Some(kind)) if kind.holds_terms() => at + 1..at + 1 + header.header_arity(),
            _ => 0..0,
        }
    }
}

struct Checker<'a> {
    code: &'a Code,
    atoms: &'a Atoms,
    literals: &'a Area<'a>,
}

impl Checker<'_> {
    fn process<'p>(&self, process: &'p Process, limits: &Limits) -> Result<Area<'p>, Corrupt> {
        let part = format!("process {}", process.pid);
        let block = &process.block;
        let (old_top, young, _, top, stack) = block.layout();
        let counts = [
            process.reductions,
            process.executed,
            process.minor_collections,
            process.major_collections,
            process.reclaimed,
        ];
        let fits = process.args.len() <= X_REGISTERS
            && process.mailbox.save <= process.mailbox.messages.len()
            && process.mailbox.markers.iter().all(|marker| marker.at <= process.mailbox.messages.len())
            && process.mailbox.markers.len() <= MOST_MARKERS
            && counts.iter().all(|n| *n < MAX_COUNT)
            && block.limit <= limits.process_words
            && (process.counted as u64) < MAX_COUNT
            && (process.ip as usize) < self.code.slots.len();
        if !fits {
            return Err(Corrupt::new(part, "numbers out of range"));
        }
        let area = Area::of(block.words(), &[(0, old_top), (young, top)], &part)?;
        self.objects(&part, &area, block)?;
        for word in &block.words()[stack..] {
            let word = Term(*word);
            let good = word.is_header() || word.as_catch().is_some() || self.good(word, &area);
            if !good {
                return Err(Corrupt::new(part, "a word on the stack that is no term"));
            }
        }
        self.terms(&part, &process.args, &area)?;
        for message in &process.mailbox.messages {
            match message {
                Message::Inside(term) => self.terms(&part, &[*term], &area)?,
                Message::Outside(fragment, term) => self.parcel(&part, &(fragment.clone(), *term))?,
            }
        }
        for (key, value) in process.dictionary.iter() {
            self.terms(&part, &[*key, *value], &area)?;
        }
        for tag in process.tags.values() {
            self.parcel(&part, tag)?;
        }
        self.names(&part, process.tuning.keys())?;
        self.immediates(&part, process.tuning.values().copied())?;
        if process.aliases.keys().any(|alias| Process::of_alias(*alias) != process.pid) {
            return Err(Corrupt::new(part, "an alias of another process"));
        }
        if let Some(filling) = process.filling {
            self.terms(&part, &[filling.bitstring], &area)?;
        }
        if let Some(raised) = process.raised {
            self.terms(&part, &[raised.reason, raised.trace], &area)?;
        }
        Ok(area)
    }

    /// The x registers of the process that runs.
    fn registers(&self, running: &Process, x: &[Term], area: &Area<'_>) -> Checked {
        // An exception on its way to its handler has no value in x0.
        let raised = exception::is_handler(self.code, running.ip) && x.first() == Some(&Term::NONE);
        self.terms("x registers", &x[usize::from(raised)..], area)
    }

    fn objects(&self, part: &str, area: &Area<'_>, block: &Block) -> Checked {
        self.each_object(part, area, block.off_heap())
    }

    fn each_object(&self, part: &str, area: &Area<'_>, binaries: &[OffHeap]) -> Checked {
        for (at, start) in area.starts.iter().enumerate() {
            let good = match start {
                Start::None => true,
                Start::Cons => (0..2).all(|i| self.good(Term(area.words[at + i]), area)),
                Start::Boxed => self.good_object(area, at, binaries.len()),
            };
            if !good {
                return Err(Corrupt::new(part, format!("the object at word {at} holds what it cannot")));
            }
        }
        // Only now is every pointer known to lead to an object.
        if !area.is_acyclic() {
            return Err(Corrupt::new(part, "a term that holds itself"));
        }
        let view = View { heap: area.words, off_heap: binaries, literals: self.literals.words };
        let mut tries = map::Checker::new(view, self.atoms);
        let is_record = |at: usize| Term(area.words[at]).header_kind() == Some(Kind::Record);
        for (at, _) in area.starts.iter().enumerate().filter(|(at, start)| **start == Start::Boxed && is_record(*at)) {
            if !Record::of(view, Term::boxed_at(at)).is_some_and(|record| record.definition.is_sound()) {
                return Err(Corrupt::new(part, format!("the record at word {at} does not fit its definition")));
            }
        }
        for (at, start) in area.starts.iter().enumerate() {
            let is_head = *start == Start::Boxed
                && matches!(Term(area.words[at]).header_kind(), Some(Kind::MapArray | Kind::MapBitmap));
            if is_head && !tries.is_sound(Term::boxed_at(at)) {
                return Err(Corrupt::new(part, format!("the map at word {at} has keys in the wrong places")));
            }
        }
        Ok(())
    }

    fn good_object(&self, area: &Area<'_>, at: usize, binaries: usize) -> bool {
        let header = Term(area.words[at]);
        let (Some(kind), arity) = (header.header_kind(), header.header_arity()) else { return false };
        let words = &area.words[at + 1..at + 1 + arity];
        if kind.holds_terms() && !words.iter().all(|w| self.good(Term(*w), area)) {
            return false;
        }
        let size = |i: usize| words.get(i).and_then(|w| Term(*w).as_size());
        match kind {
            Kind::Tuple => true,
            Kind::MatchContext | Kind::SubBinary => arity == 3 && size(0).is_some() && size(1).is_some(),
            Kind::PositiveBig | Kind::NegativeBig => arity >= 1,
            Kind::Reference => arity >= 2,
            Kind::ExternalPid | Kind::ExternalPort => arity == 2 && self.good_node(words[0]),
            Kind::ExternalReference => (1..=6).contains(&arity) && self.good_node(words[0]),
            Kind::Float => arity == 1 && f64::from_bits(words[0]).is_finite(),
            Kind::RefcBinary => arity == 2 && (words[1] as usize) < binaries,
            Kind::HeapBinary => arity >= 1 && words[0] <= (arity as u64 - 1) * 8,
            Kind::Export => arity == 1 && size(0).is_some_and(|i| i < self.code.exports.len()),
            Kind::Fun => {
                let entry = size(0).and_then(|i| self.code.funs.get(i));
                entry.is_some_and(|entry| arity == 3 + entry.free as usize)
            }
            Kind::Map => {
                let keys = words.get(1).map(|w| Term(*w)).filter(|t| t.is_boxed());
                let keys = keys.map(|keys| self.area_of(keys, area).words[keys.offset()]);
                let keys = keys.map(Term).filter(|h| h.header_kind() == Some(Kind::Tuple));
                let keys = keys.map_or(usize::MAX, Term::header_arity);
                keys <= map::FLAT_LIMIT && header == Term::map_header(kind, keys as u16) && size(0) == Some(keys)
            }
            Kind::Record => arity >= 1,
            // Whether keys are where they belong can be asked only when all objects are known.
            Kind::MapNode | Kind::MapBitmap => header == Term::map_header(kind, header.map_value()),
            Kind::MapArray => header == Term::map_header(kind, u16::MAX),
        }
    }

    fn good_node(&self, word: u64) -> bool {
        (Node::of_word(word).name.0 as usize) < self.atoms.len()
    }

    fn area_of<'b>(&'b self, pointer: Term, area: &'b Area<'b>) -> &'b Area<'b> {
        if pointer.is_literal() { self.literals } else { area }
    }

    /// Whether a word is a term of that memory.
    fn good(&self, term: Term, area: &Area<'_>) -> bool {
        if term.is_pointer() {
            let wanted = if term.is_list() { Start::Cons } else { Start::Boxed };
            return self.area_of(term, area).starts.get(term.offset()) == Some(&wanted);
        }
        match term.as_atom() {
            Some(atom) => (atom.0 as usize) < self.atoms.len(),
            None => term.is_small() || term.is_nil() || term.is_pid() || term.is_port(),
        }
    }

    fn terms(&self, part: &str, terms: &[Term], area: &Area<'_>) -> Checked {
        match terms.iter().find(|t| !self.good(**t, area)) {
            Some(word) => Err(Corrupt::new(part, format!("the word {:#x} is no term", word.0))),
            None => Ok(()),
        }
    }

    fn immediates(&self, part: &str, terms: impl IntoIterator<Item = Term>) -> Checked {
        match terms.into_iter().find(|term| term.is_pointer() || !self.good(*term, self.literals)) {
            Some(word) => Err(Corrupt::new(part, format!("the word {:#x} is no immediate term", word.0))),
            None => Ok(()),
        }
    }

    fn names<'n>(&self, part: &str, names: impl IntoIterator<Item = &'n Atom>) -> Checked {
        match names.into_iter().find(|name| name.0 as usize >= self.atoms.len()) {
            Some(name) => Err(Corrupt::new(part, format!("the atom {}, which there is not", name.0))),
            None => Ok(()),
        }
    }

    fn settings(&self, settings: &Settings) -> Checked {
        self.names("settings", settings.flags.keys())?;
        self.immediates("settings", settings.flags.values().copied())?;
        if !settings.heap.are_sound() || settings.reclaimed > MAX_COUNT {
            return Err(Corrupt::new("settings", "numbers out of range"));
        }
        for observer in [&settings.monitor, &settings.profiler].into_iter().flatten() {
            self.names("settings", observer.options.iter().map(|option| &option.0))?;
        }
        Ok(())
    }

    fn parcel(&self, part: &str, (fragment, term): &Parcel) -> Checked {
        let Fragment { words, off_heap } = &**fragment;
        let area = Area::of(words, &[(0, words.len())], part)?;
        self.each_object(part, &area, off_heap)?;
        self.terms(part, &[*term], &area)
    }

    fn events(&self, state: &State) -> Checked {
        use crate::event::EventKind::*;
        for event in state.events.iter() {
            match &event.kind {
                Send { message, .. } | Exit { reason: message } => self.parcel("events", message)?,
                _ => {}
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;

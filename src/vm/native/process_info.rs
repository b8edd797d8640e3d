//! What is to be known of a process: `process_info/1` and `/2` (OTP's `erl_bif_info.c`), in the shapes of OTP 29.
//! Sizes are those of this machine.

use crate::atom::am;
use crate::copy;
use crate::exec::{Ctx, Fail};
use crate::gc::Taken;
use crate::heap::Allocate;
use crate::native::system::pairs;
use crate::native::{Native, NativeResult, heap_options};
use crate::process::{Message, Monitor, Process, Status};
use crate::term::{Pid, Term};

pub(super) const TABLE: &[Native] = &[
    Native::new("erlang", "process_info", 1, all_items, false),
    Native::new("erlang", "process_info", 2, process_info, false),
];

/// What `process_info/1` tells, in order.
const ALL: [&str; 16] = [
    "current_function",
    "initial_call",
    "status",
    "message_queue_len",
    "links",
    "dictionary",
    "trap_exit",
    "error_handler",
    "priority",
    "group_leader",
    "total_heap_size",
    "heap_size",
    "stack_size",
    "reductions",
    "garbage_collection",
    "suspending",
];

/// Items that are the same for every process.
const ALWAYS: [(&str, Always); 9] = [
    ("async_dist", Always::False),
    ("error_handler", Always::Name("error_handler")),
    ("label", Always::Name("undefined")),
    ("last_calls", Always::False),
    ("magic_ref", Always::Empty),
    ("priority_messages", Always::False),
    ("sequential_trace_token", Always::Empty),
    ("trace", Always::Number(0)),
    ("binary", Always::Empty),
];

/// A value that nothing changes.
#[derive(Clone, Copy)]
enum Always {
    False,
    Empty,
    Number(usize),
    Name(&'static str),
}

fn pid(term: Term) -> Result<Pid, Fail> {
    term.as_pid().ok_or(Fail::badarg())
}

fn all_items(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let pid = pid(a[0])?;
    if c.living(pid).is_none() {
        return Ok(Term::atom(am::UNDEFINED));
    }
    let mut pairs = Vec::new();
    // A registered name comes first, where there is one.
    let named = c.living(pid).is_some_and(|p| p.name.is_some());
    for item in named.then_some("registered_name").into_iter().chain(ALL) {
        let (item, value) = (c.atom(item)?, value(c, pid, item)?);
        pairs.push(c.p.block.tuple(&[item, value])?);
    }
    Ok(c.p.block.list(&pairs)?)
}

fn process_info(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let pid = pid(a[0])?;
    let several = a[1].is_list() || a[1].is_nil();
    let items = if several { c.view().proper_list(a[1]).ok_or(Fail::badarg())? } else { vec![a[1]] };
    let alive = c.living(pid).is_some();
    let asked = if alive { pid } else { c.p.pid };
    let mut pairs = Vec::with_capacity(items.len());
    for item in items {
        let value = match item.as_atom() {
            Some(atom) => {
                let item = c.sys.atoms.name(atom).to_string();
                value(c, asked, &item)?
            }
            None => entry(c, asked, item)?,
        };
        // Alone, this item is left out where there is nothing to tell.
        let unnamed = value.is_nil() && item.as_atom().is_some_and(|item| c.sys.atoms.name(item) == "registered_name");
        pairs.push(if unnamed && !several { Term::NIL } else { c.p.block.tuple(&[item, value])? });
    }
    match pairs[..] {
        _ if !alive => Ok(Term::atom(am::UNDEFINED)),
        [pair] if !several => Ok(pair),
        _ => Ok(c.p.block.list(&pairs)?),
    }
}

/// A term of another process, or of this one, on this one's heap.
fn taken(c: &mut Ctx<'_>, pid: Pid, term: Term) -> NativeResult {
    if pid == c.p.pid {
        return Ok(term);
    }
    let limit = c.sys.limits.process_words;
    let Some(other) = c.sys.processes.get(&pid).cloned() else { return Err(Fail::badarg()) };
    let view = other.block.view(&c.code.literals.words);
    Ok(copy::copy_term(view, term, &mut c.p.block, limit)?)
}

/// The value of `{dictionary, Key}`.
fn entry(c: &mut Ctx<'_>, pid: Pid, item: Term) -> NativeResult {
    let pair = c.view().tuple(item).map(|pair| pair.to_vec()).unwrap_or_default();
    let [tag, key] = pair[..] else { return Err(Fail::badarg()) };
    if tag.as_atom().is_none_or(|tag| c.sys.atoms.name(tag) != "dictionary") {
        return Err(Fail::badarg());
    }
    let Some(p) = c.living(pid) else { return Err(Fail::badarg()) };
    let view = p.block.view(&c.code.literals.words);
    let (own, atoms) = (c.view(), &c.sys.atoms);
    let order = |term: Term| crate::compare::compare(view, term, own, key, atoms, true);
    match p.dictionary.search(order).ok().and_then(|place| p.dictionary.value(place)) {
        Some(value) => taken(c, pid, value),
        None => Ok(Term::atom(am::UNDEFINED)),
    }
}

/// The value of an item of a process that lives.
fn value(c: &mut Ctx<'_>, pid: Pid, item: &str) -> NativeResult {
    if let Some((_, always)) = ALWAYS.iter().find(|row| row.0 == item) {
        return match always {
            Always::False => Ok(Term::boolean(false)),
            Always::Empty => Ok(Term::NIL),
            Always::Number(number) => Ok(Term::size(*number)),
            Always::Name(text) => c.atom(text),
        };
    }
    let Some(p) = c.living(pid) else { return Err(Fail::badarg()) };
    if let Some(setting) = heap_options::setting(item) {
        let options = p.block.options;
        return heap_options::told(c, setting, &options);
    }
    match item {
        "backtrace" => {
            let text = backtrace(c, pid);
            Ok(c.p.block.binary(text.as_bytes())?)
        }
        "catchlevel" => Ok(Term::size(p.catches as usize)),
        "group_leader" => Ok(Term::pid(p.group_leader)),
        // The young generation and the stack; the old one comes on top.
        "heap_size" => Ok(Term::size(p.block.words().len() - p.block.layout().1)),
        "total_heap_size" => Ok(Term::size(p.block.words().len() + p.messages_on_heap())),
        "memory" => Ok(Term::size((p.own_words() + p.message_words()) * 8)),
        "message_queue_len" => Ok(Term::size(p.mailbox.messages.len())),
        "parent" => Ok(p.parent.map_or(Term::atom(am::UNDEFINED), Term::pid)),
        "priority" => Ok(Term::atom(p.priority.atom())),
        "reductions" => Ok(Term::size(p.reductions as usize)),
        "registered_name" => Ok(p.name.map_or(Term::NIL, Term::atom)),
        "stack_size" => Ok(Term::size(p.block.words().len() - p.block.layout().4)),
        "status" => {
            let status = match p.status {
                _ if p.suspended > 0 => "suspended",
                Status::Running => "running",
                Status::Runnable => "runnable",
                Status::Waiting => "waiting",
            };
            c.atom(status)
        }
        "suspending" => suspending(c, pid),
        "trap_exit" => Ok(Term::boolean(p.trap_exit)),
        "dictionary" => dictionary(c, pid),
        "messages" => messages(c, pid),
        "links" | "monitors" | "monitored_by" => ties(c, pid, item),
        "garbage_collection" => collection(c, pid),
        "garbage_collection_info" => memory_in_detail(c, pid, Taken { words: 0, young: 0, old: 0 }),
        _ => place(c, pid, item),
    }
}

/// `{Pid, Active, Outstanding}` for each process that it keeps from running.
fn suspending(c: &mut Ctx<'_>, pid: Pid) -> NativeResult {
    let suspending = c.living(pid).map(|p| p.suspending.clone()).unwrap_or_default();
    let mut found = Vec::new();
    for (pid, times) in suspending {
        if c.living(pid).is_some() {
            found.push(c.p.block.tuple(&[Term::pid(pid), Term::size(times as usize), Term::size(0)])?);
        }
    }
    Ok(c.p.block.list(&found)?)
}

/// Where a process is, as lines of text: where it goes on, and where it returns to.
pub(super) fn backtrace(c: &Ctx<'_>, pid: Pid) -> String {
    let Some(p) = c.living(pid) else { return String::new() };
    let at = if pid == c.p.pid { c.at } else { p.ip };
    let function = |slot: u32| match c.code.function_at(slot) {
        Some(f) => format!("({}:{}/{})", c.sys.atoms.name(f.module), c.sys.atoms.name(f.name), f.arity),
        None => "(<terminate process normally>)".into(),
    };
    let stack = p.block.words().get(p.block.layout().4..).unwrap_or_default();
    let returns = stack.iter().map(|word| Term(*word)).filter(|word| word.is_header());
    let returns = returns.filter_map(|word| u32::try_from(word.0 >> 4).ok());
    let lines: String =
        returns.map(|slot| format!("Return addr {:#018x} {}\n", u64::from(slot) * 16, function(slot))).collect();
    format!("Program counter: {:#018x} {}\n{lines}", u64::from(at) * 16, function(at))
}

/// What a crash dump tells first of a process.
pub(super) fn summary(c: &Ctx<'_>, pid: Pid) -> String {
    let Some(p) = c.living(pid) else { return String::new() };
    let name = |atom| c.sys.atoms.name(atom);
    let (module, function, arity) = p.initial;
    let named = p.name.map(|atom| format!("Name: {}\n", name(atom))).unwrap_or_default();
    let parent = p.parent.map_or_else(|| "[]".into(), |parent| parent.to_string());
    format!(
        "=proc:{pid}\nState: {:?}\n{named}Spawned as: {}:{}/{arity}\nSpawned by: {parent}\nMessage queue length: {}\n{}",
        p.status,
        name(module),
        name(function),
        p.mailbox.messages.len(),
        backtrace(c, pid)
    )
}

fn dictionary(c: &mut Ctx<'_>, pid: Pid) -> NativeResult {
    let entries = c.living(pid).map(|p| Vec::from(p.dictionary.clone())).unwrap_or_default();
    let mut pairs = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        let (key, value) = (taken(c, pid, key)?, taken(c, pid, value)?);
        pairs.push(c.p.block.tuple(&[key, value])?);
    }
    Ok(c.p.block.list(&pairs)?)
}

/// The messages, the oldest first, as they will be received.
fn messages(c: &mut Ctx<'_>, pid: Pid) -> NativeResult {
    let queue = c.living(pid).map(|p| p.mailbox.messages.clone()).unwrap_or_default();
    let limit = c.sys.limits.process_words;
    let mut messages = Vec::with_capacity(queue.len());
    for message in queue {
        messages.push(match message {
            Message::Inside(term) => taken(c, pid, term)?,
            Message::Outside(fragment, term) => {
                let view = fragment.view(&c.code.literals.words);
                copy::copy_term(view, term, &mut c.p.block, limit)?
            }
        });
    }
    Ok(c.p.block.list(&messages)?)
}

fn ties(c: &mut Ctx<'_>, pid: Pid, item: &str) -> NativeResult {
    let Some(p) = c.living(pid) else { return Err(Fail::badarg()) };
    let links: Vec<Term> = p.links.iter().copied().map(Term::pid).collect();
    let monitors: Vec<Monitor> = p.monitors.values().copied().collect();
    let ports =
        c.sys.ports.open.iter().filter(|(_, port)| port.links.contains(&pid)).map(|(number, _)| Term::port(*number));
    let mut found = if item == "links" { ports.chain(links).collect() } else { Vec::new() };
    for monitor in monitors {
        match (item, monitor) {
            ("monitored_by", Monitor::WatchedBy(by, _)) => found.push(Term::pid(by)),
            ("monitors", Monitor::Watching(watched, called)) => {
                let node = Term::atom(c.sys.node());
                let what = match called {
                    Some(name) => c.p.block.tuple(&[Term::atom(name), node])?,
                    None => Term::pid(watched),
                };
                found.push(c.p.block.tuple(&[Term::atom(am::PROCESS), what])?);
            }
            ("monitors", Monitor::WatchingPort(watched, called)) => {
                let node = Term::atom(c.sys.node());
                let what = match called {
                    Some(name) => c.p.block.tuple(&[Term::atom(name), node])?,
                    None => Term::port(watched),
                };
                found.push(c.p.block.tuple(&[Term::atom(am::PORT), what])?);
            }
            _ => {}
        }
    }
    Ok(c.p.block.list(&found)?)
}

fn collection(c: &mut Ctx<'_>, pid: Pid) -> NativeResult {
    let Some(p) = c.living(pid) else { return Err(Fail::badarg()) };
    let (heap, minor) = (p.block.options, p.block.generations);
    let largest = heap_options::told(c, heap_options::Setting::MaxHeapSize, &heap)?;
    pairs(
        c,
        &[
            ("max_heap_size", largest),
            ("min_bin_vheap_size", Term::size(heap.min_bin_vheap_size)),
            ("min_heap_size", Term::size(heap.min_heap_size)),
            ("fullsweep_after", Term::size(heap.fullsweep_after.into())),
            ("minor_gcs", Term::size(minor.into())),
        ],
    )
}

/// The parts of the heap, with those that a collection to come takes.
pub(crate) fn memory_in_detail(c: &mut Ctx<'_>, pid: Pid, taken: Taken) -> NativeResult {
    let Some(p) = c.living(pid) else { return Err(Fail::badarg()) };
    let (old, young, high_water, top, stack) = p.block.layout();
    let all = p.block.words().len();
    let binaries = p.block.options.min_bin_vheap_size;
    let items = [
        ("old_heap_block_size", young.saturating_add(taken.old)),
        ("heap_block_size", (all - young).saturating_add(taken.young)),
        ("mbuf_size", p.messages_on_heap()),
        ("recent_size", high_water - young),
        ("stack_size", all - stack),
        ("old_heap_size", old),
        ("heap_size", top - young),
        ("bin_vheap_size", p.block.bytes_outside() / 8),
        ("bin_vheap_block_size", binaries),
        ("bin_old_vheap_size", 0),
        ("bin_old_vheap_block_size", binaries),
    ];
    pairs(c, &items.map(|(item, value)| (item, Term::size(value))))
}

/// Where a process is in the code.
fn place(c: &mut Ctx<'_>, pid: Pid, item: &str) -> NativeResult {
    let Some(p) = c.living(pid) else { return Err(Fail::badarg()) };
    let function = match item {
        "initial_call" => Some(p.initial),
        "current_function" => {
            let is_own = pid == c.p.pid;
            let function = c.code.function_at(if is_own { c.at } else { p.ip }).map(|f| (f.module, f.name, f.arity));
            if is_own { function } else { p.outside_code().or(function) }
        }
        "current_stacktrace" | "current_location" => {
            let trace = if pid == c.p.pid {
                let raw = c.raw_trace_of_call()?;
                c.stack_trace(raw)?
            } else {
                c.stack_trace_of(pid)?.ok_or(Fail::badarg())?
            };
            let outside = c.living(pid).and_then(Process::outside_code).filter(|_| pid != c.p.pid);
            if let Some((module, name, arity)) = outside.filter(|_| item == "current_location")
                && c.code.entry_of(module, name, arity).is_none()
            {
                let parts = [Term::atom(module), Term::atom(name), Term::size(arity as usize), Term::NIL];
                return Ok(c.p.block.tuple(&parts)?);
            }
            let first = c.view().cons(trace).map_or(Term::atom(am::UNDEFINED), |cell| cell.0);
            return Ok(if item == "current_location" { first } else { trace });
        }
        _ => return Err(Fail::badarg()),
    };
    let Some((module, function, arity)) = function else { return Ok(Term::atom(am::UNDEFINED)) };
    Ok(c.p.block.tuple(&[Term::atom(module), Term::atom(function), Term::size(arity as usize)])?)
}

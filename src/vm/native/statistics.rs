//! What the system has done and what it holds: `erlang:statistics/1` and `memory/0,1` (OTP's `erl_bif_info.c`,
//! `erl_alloc.c`). Bytes are those of this machine's words; there is one scheduler.

use crate::atom::am;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::machine::{NS_PER_REDUCTION, System};
use crate::native::time::integer;
use crate::native::{Native, NativeResult, settings};
use crate::process::Process;
use crate::settings::Told;
use crate::term::Term;

pub(super) const TABLE: &[Native] = &[
    Native::new("erlang", "memory", 0, |c, _| all_memory(c), false),
    Native::new("erlang", "memory", 1, memory, false),
    Native::new("erlang", "statistics", 1, statistics, false),
];

fn statistics(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let name = a[0].as_atom().map(|name| c.sys.atoms.name(name).to_string()).ok_or(Fail::badarg())?;
    let waiting: usize = c.sys.queues.iter().map(std::collections::VecDeque::len).sum();
    let reductions = c.sys.total_reductions();
    match name.as_str() {
        "reductions" => since(c, reductions, |told| &mut told.reductions),
        "exact_reductions" => since(c, reductions, |told| &mut told.exact_reductions),
        "runtime" => since(c, reductions * NS_PER_REDUCTION / 1_000_000, |told| &mut told.runtime),
        "wall_clock" => since(c, c.sys.now_ns() / 1_000_000, |told| &mut told.wall_clock),
        "context_switches" => numbers(c, &[c.sys.settings.switches, 0]),
        "garbage_collection" => {
            let collections = processes(c).map(|p| p.minor_collections + p.major_collections).sum::<u64>();
            let reclaimed = processes(c).map(|p| p.reclaimed).sum::<u64>();
            let settings = &c.sys.settings;
            numbers(c, &[settings.collections + collections, settings.reclaimed + reclaimed, 0])
        }
        "io" => {
            let (input, output) = (c.atom("input")?, c.atom("output")?);
            let written = integer(c, c.sys.console.written())?;
            let pairs = [c.p.block.tuple(&[input, Term::size(0)])?, c.p.block.tuple(&[output, written])?];
            Ok(c.p.block.tuple(&pairs)?)
        }
        "run_queue" | "total_run_queue_lengths" | "total_run_queue_lengths_all" => Ok(Term::size(waiting)),
        "run_queue_lengths" | "run_queue_lengths_all" => Ok(c.p.block.list(&[Term::size(waiting)])?),
        // The one that asks is active too.
        "total_active_tasks" | "total_active_tasks_all" => Ok(Term::size(waiting + 1)),
        "active_tasks" | "active_tasks_all" => Ok(c.p.block.list(&[Term::size(waiting + 1)])?),
        "scheduler_wall_time" | "scheduler_wall_time_all" if settings::flag(c, "scheduler_wall_time") == Some(1) => {
            let scheduler = numbers(c, &[1, reductions * NS_PER_REDUCTION, c.sys.now_ns()])?;
            Ok(c.p.block.list(&[scheduler])?)
        }
        "scheduler_wall_time" | "scheduler_wall_time_all" => Ok(Term::atom(am::UNDEFINED)),
        "microstate_accounting" => states(c),
        _ => Err(Fail::badarg()),
    }
}

fn processes<'a>(c: &'a Ctx<'_>) -> impl Iterator<Item = &'a Process> {
    c.sys.processes.values().map(|process| &**process).chain([&*c.p])
}

fn numbers(c: &mut Ctx<'_>, numbers: &[u64]) -> NativeResult {
    let numbers = numbers.iter().map(|n| integer(c, *n)).collect::<Result<Vec<Term>, Fail>>()?;
    Ok(c.p.block.tuple(&numbers)?)
}

/// `{Total, SinceLastTime}`.
fn since(c: &mut Ctx<'_>, now: u64, told: impl Fn(&mut Told) -> &mut u64) -> NativeResult {
    let before = std::mem::replace(told(&mut c.sys.settings.told), now);
    numbers(c, &[now, now.saturating_sub(before)])
}

/// What the scheduler spends its time on: it executes, or sleeps.
fn states(c: &mut Ctx<'_>) -> NativeResult {
    let busy = c.sys.total_reductions() * NS_PER_REDUCTION / 1_000;
    let asleep = (c.sys.now_ns() / 1_000).saturating_sub(busy);
    let mut counters = Vec::new();
    for name in ["aux", "check_io", "emulator", "gc", "other", "port", "sleep"] {
        let spent = match name {
            "emulator" => busy,
            "sleep" => asleep,
            _ => 0,
        };
        counters.push((c.atom(name)?, integer(c, spent)?));
    }
    let counters = c.maps().from_entries(counters)?;
    let (kind, scheduler) = (c.atom("type")?, c.atom("scheduler")?);
    let entries = vec![(c.atom("id")?, Term::size(1)), (kind, scheduler), (c.atom("counters")?, counters)];
    let scheduler = c.maps().from_entries(entries)?;
    Ok(c.p.block.list(&[scheduler])?)
}

/// The kinds of memory, in the order in which they are told.
const KINDS: [&str; 9] =
    ["total", "processes", "processes_used", "system", "atom", "atom_used", "binary", "code", "ets"];

/// The bytes of each kind.
pub(super) fn kinds(c: &Ctx<'_>) -> [(&'static str, u64); 9] {
    let sys: &System = c.sys;
    let off_heap = |p: &Process| p.block.off_heap_words();
    let processes_used = processes(c).map(|p| p.used_words().saturating_sub(off_heap(p)) as u64 * 8).sum::<u64>();
    let held = |p: &Process| (p.own_words() + p.message_words()).saturating_sub(off_heap(p)) as u64 * 8;
    let processes_all = processes(c).map(held).sum::<u64>().max(processes_used);
    let binary = processes(c).map(|p| off_heap(p) as u64 * 8).sum::<u64>();
    let atom = sys.atoms.names().map(|name| name.len() as u64 + 16).sum::<u64>();
    let code = sys.code.slots.len() as u64 * 16 + sys.code.literals.words.len() as u64 * 8;
    let ets = sys.shared.tables().words() as u64 * 8;
    let shared = (sys.shared.words() as u64 * 8).saturating_sub(ets);
    let system = binary + atom + code + ets + shared;
    let bytes = [processes_all + system, processes_all, processes_used, system, atom, atom, binary, code, ets];
    std::array::from_fn(|i| (KINDS[i], bytes[i]))
}

fn all_memory(c: &mut Ctx<'_>) -> NativeResult {
    let mut pairs = Vec::new();
    for (name, bytes) in kinds(c) {
        let (name, bytes) = (c.atom(name)?, integer(c, bytes)?);
        pairs.push(c.p.block.tuple(&[name, bytes])?);
    }
    Ok(c.p.block.list(&pairs)?)
}

/// The bytes of a kind, or pairs for several.
fn memory(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let all = kinds(c);
    let bytes = |c: &Ctx<'_>, kind: Term| {
        let name = kind.as_atom().map(|kind| c.sys.atoms.name(kind)).ok_or(Fail::badarg())?;
        all.iter().find(|row| row.0 == name).map(|row| row.1).ok_or(Fail::badarg())
    };
    if a[0].is_atom() {
        let bytes = bytes(c, a[0])?;
        return integer(c, bytes);
    }
    let mut pairs = Vec::new();
    for kind in c.view().proper_list(a[0]).ok_or(Fail::badarg())? {
        let bytes = bytes(c, kind)?;
        let bytes = integer(c, bytes)?;
        pairs.push(c.p.block.tuple(&[kind, bytes])?);
    }
    Ok(c.p.block.list(&pairs)?)
}

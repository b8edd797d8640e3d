//! Settings of the system as a whole, and who observes it (OTP's `erl_bif_info.c`, `erl_bif_trace.c`).
//!
//! What tunes OTP's schedulers and collector is kept and told, and changes nothing; who observes is never told of
//! anything, as nothing takes long here.

use crate::atom::{Atom, am};
use crate::code::Entry;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::process::because;
use crate::native::{Native, NativeResult, heap_options, system};
use crate::number;
use crate::settings::Observer;
use crate::term::{Pid, Term};

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("system_flag", 2, system_flag),
    effect("system_monitor", 0, |c, _| monitor(c)),
    effect("system_monitor", 1, |c, a| {
        let pair = c.view().tuple(a[0]).map(|pair| pair.to_vec()).unwrap_or_default();
        match pair[..] {
            [pid, options] => set_monitor(c, pid, options),
            _ if a[0] == Term::atom(am::UNDEFINED) => set_monitor(c, a[0], Term::NIL),
            _ => Err(Fail::badarg()),
        }
    }),
    effect("system_monitor", 2, |c, a| set_monitor(c, a[0], a[1])),
    effect("system_profile", 0, |c, _| profiler(c)),
    effect("system_profile", 2, |c, a| set_profiler(c, a[0], a[1])),
];

pub(super) const INTERNAL: &[Native] = &[
    Native::new("erts_internal", "system_monitor", 1, |c, _| monitor(c), false),
    Native::new("erts_internal", "system_monitor", 3, |c, a| set_monitor(c, a[1], a[2]), false),
];

/// What the value of a flag can be.
enum Values {
    Number,
    Bool,
    /// The one number that it is already.
    Schedulers,
    /// One of these words; what is told is the first.
    Words(&'static [&'static str]),
}

/// The flags, and what they are before they are set.
const FLAGS: &[(&str, Values, usize)] = &[
    ("backtrace_depth", Values::Number, 8),
    ("dirty_cpu_schedulers_online", Values::Schedulers, 1),
    ("microstate_accounting", Values::Bool, 0),
    ("multi_scheduling", Values::Words(&["disabled", "block", "unblock", "block_normal", "unblock_normal"]), 0),
    ("outstanding_system_requests_limit", Values::Number, system::SYSTEM_REQUESTS),
    ("scheduler_bind_type", Values::Words(&["unbound", "default_bind", "no_spread", "spread"]), 0),
    ("scheduler_wall_time", Values::Bool, 0),
    ("schedulers_online", Values::Schedulers, 1),
    ("trace_control_word", Values::Number, 0),
];

/// The number that a flag was set to, or is before.
pub(super) fn flag(c: &Ctx<'_>, name: &str) -> Option<usize> {
    let before = FLAGS.iter().find(|row| row.0 == name)?.2;
    let set = c.sys.atoms.existing(name).and_then(|name| c.sys.settings.flags.get(&name));
    Some(set.and_then(|value| value.as_size()).unwrap_or(before))
}

/// Sets a flag; its value before.
fn system_flag(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let Some(flag) = a[0].as_atom() else { return Err(because(c, "badopt")) };
    let name = c.sys.atoms.name(flag).to_string();
    match name.as_str() {
        "system_logger" => return set_logger(c, a[1]),
        // It is final, or moves of itself.
        "time_offset" if a[1].as_atom().is_some_and(|new| c.sys.atoms.name(new) == "finalize") => {
            return c.atom(system::time_offset(c));
        }
        "cpu_topology" => return Err(Fail::badarg()),
        // The processes that want it are counted by `kernel_refc`.
        "scheduler_wall_time" if a[1].as_bool().is_some() && counts_wall_time(c) => {
            c.call_again(am::ERTS_INTERNAL, am::SYSTEM_FLAG_SCHEDULER_WALL_TIME, &a[1..])?;
            return Err(Fail::Jumped);
        }
        _ => {}
    }
    if let Some(setting) = heap_options::setting(&name) {
        let options = c.sys.settings.heap;
        let before = heap_options::told(c, setting, &options)?;
        heap_options::set_default(c, setting, a[1]).ok_or(Fail::badarg())?;
        return Ok(before);
    }
    let Some((_, values, before)) = FLAGS.iter().find(|row| row.0 == name) else { return Err(because(c, "badopt")) };
    let before = c.sys.settings.flags.get(&flag).and_then(|value| value.as_size()).unwrap_or(*before);
    let (new, told) = match values {
        Values::Number => (a[1].as_size(), Term::size(before)),
        Values::Bool => {
            let reset =
                name == "microstate_accounting" && a[1].as_atom().is_some_and(|new| c.sys.atoms.name(new) == "reset");
            let new = if reset { Some(before) } else { a[1].as_bool().map(usize::from) };
            (new, Term::boolean(before == 1))
        }
        Values::Schedulers => (a[1].as_size().filter(|new| *new == 1), Term::size(1)),
        Values::Words(words) => {
            let word = a[1].as_atom().is_some_and(|new| words[1..].contains(&c.sys.atoms.name(new)));
            (word.then_some(0), c.atom(words[0])?)
        }
    };
    c.sys.settings.flags.insert(flag, Term::size(new.ok_or(Fail::badarg())?));
    Ok(told)
}

/// Whether there is code that counts who wants the scheduler's time measured.
fn counts_wall_time(c: &Ctx<'_>) -> bool {
    let export = c.code.find_export(am::ERTS_INTERNAL, am::SYSTEM_FLAG_SCHEDULER_WALL_TIME, 1);
    let entry = export.and_then(|index| c.code.exports.get(index as usize)).map(|export| export.entry);
    matches!(entry, Some(Entry::Code(_)))
}

/// `erts_internal:scheduler_wall_time(On)`: what it was before.
pub(super) fn set_wall_time(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let on = a[0].as_bool().ok_or(Fail::badarg())?;
    let before = flag(c, "scheduler_wall_time") == Some(1);
    c.sys.settings.flags.insert(am::SCHEDULER_WALL_TIME, Term::size(usize::from(on)));
    Ok(Term::boolean(before))
}

/// `erlang:system_flag(system_logger, Pid | logger | undefined)`.
fn set_logger(c: &mut Ctx<'_>, new: Term) -> NativeResult {
    let is_logger = new.as_atom().is_some_and(|name| c.sys.atoms.name(name) == "logger");
    if !new.is_pid() && !is_logger && new != Term::atom(am::UNDEFINED) {
        return Err(Fail::badarg());
    }
    let logger = c.atom("logger")?;
    let before = c.sys.system_logger.replace(new);
    Ok(before.unwrap_or(logger))
}

/// `{Pid, Options}` or `undefined`.
fn told(c: &mut Ctx<'_>, observer: Option<&Observer>) -> NativeResult {
    let Some(observer) = observer else { return Ok(Term::atom(am::UNDEFINED)) };
    let mut options = Vec::new();
    for (name, numbers) in &observer.options {
        let mut terms = Vec::new();
        for number in numbers {
            terms.push(number::make_integer(&mut c.p.block, i64::try_from(*number).unwrap_or(i64::MAX))?);
        }
        options.push(match terms[..] {
            [] => Term::atom(*name),
            [number] => c.p.block.tuple(&[Term::atom(*name), number])?,
            _ => {
                let numbers = c.p.block.tuple(&terms)?;
                c.p.block.tuple(&[Term::atom(*name), numbers])?
            }
        });
    }
    let options = c.p.block.list(&options)?;
    Ok(c.p.block.tuple(&[Term::pid(observer.pid), options])?)
}

fn monitor(c: &mut Ctx<'_>) -> NativeResult {
    let monitor = c.sys.settings.monitor.clone();
    told(c, monitor.as_ref())
}

fn profiler(c: &mut Ctx<'_>) -> NativeResult {
    let profiler = c.sys.settings.profiler.clone();
    told(c, profiler.as_ref())
}

/// The process that is to observe; `None` for `undefined`.
fn observer(c: &Ctx<'_>, pid: Term) -> Result<Option<Pid>, Fail> {
    if pid == Term::atom(am::UNDEFINED) {
        return Ok(None);
    }
    let pid = pid.as_pid().filter(|pid| c.living(*pid).is_some());
    pid.map(Some).ok_or(Fail::badarg())
}

/// What a monitor can want to know, in the order in which it is told: its name, the numbers that it takes, the least.
const MONITORED: &[(&str, usize, u64)] = &[
    ("long_message_queue", 2, 0),
    ("busy_dist_port", 0, 0),
    ("busy_port", 0, 0),
    ("large_heap", 1, 16_384),
    ("long_schedule", 1, 0),
    ("long_gc", 1, 0),
];

/// An option of a monitor: its row, its name, its numbers.
fn monitored(c: &Ctx<'_>, option: Term) -> Option<(usize, Atom, Vec<u64>)> {
    let view = c.view();
    let (name, numbers) = match view.tuple(option).map(|pair| pair.to_vec()).as_deref() {
        Some([name, value]) => {
            let values = view.tuple(*value).map_or_else(|| vec![*value], |values| values.to_vec());
            (*name, values.into_iter().map(|n| number::as_u64(view, n)).collect::<Option<Vec<u64>>>()?)
        }
        _ => (option, Vec::new()),
    };
    let atom = name.as_atom()?;
    let row = MONITORED.iter().position(|row| row.0 == c.sys.atoms.name(atom))?;
    let (_, count, least) = *MONITORED.get(row)?;
    let in_order = numbers.is_sorted_by(|disable, enable| disable < enable);
    let numbers = numbers.into_iter().map(|n| n.max(least)).collect::<Vec<u64>>();
    (numbers.len() == count && in_order).then_some((row, atom, numbers))
}

fn set_monitor(c: &mut Ctx<'_>, pid: Term, options: Term) -> NativeResult {
    let pid = observer(c, pid)?;
    let listed = c.view().proper_list(options).ok_or(Fail::badarg())?;
    let mut options: Vec<(usize, Atom, Vec<u64>)> = Vec::new();
    for option in listed {
        let found = monitored(c, option).ok_or(Fail::badarg())?;
        options.retain(|(row, ..)| *row != found.0);
        options.push(found);
    }
    options.sort();
    let options: Vec<_> = options.into_iter().map(|(_, name, numbers)| (name, numbers)).collect();
    let before = monitor(c)?;
    let pid = pid.filter(|_| !options.is_empty());
    c.sys.settings.monitor = pid.map(|pid| Observer { pid, options });
    Ok(before)
}

/// What a profiler can want to know, in the order in which it is told, and then how it wants to be told.
const PROFILED: &[&str] = &["exclusive", "scheduler", "runnable_procs", "runnable_ports"];
const STAMPS: &[&str] = &["timestamp", "monotonic_timestamp", "strict_monotonic_timestamp"];

fn set_profiler(c: &mut Ctx<'_>, pid: Term, options: Term) -> NativeResult {
    let pid = observer(c, pid)?;
    let mut rows = Vec::new();
    for option in c.view().proper_list(options).ok_or(Fail::badarg())? {
        let atom = option.as_atom().ok_or(Fail::badarg())?;
        let name = c.sys.atoms.name(atom);
        match PROFILED.iter().position(|profiled| *profiled == name) {
            Some(row) => rows.push((row, atom)),
            None if STAMPS.contains(&name) => {}
            None => return Err(Fail::badarg()),
        }
    }
    rows.sort();
    rows.dedup();
    let options = rows.into_iter().map(|(_, name)| (name, Vec::new())).collect();
    let before = profiler(c)?;
    c.sys.settings.profiler = pid.map(|pid| Observer { pid, options });
    Ok(before)
}

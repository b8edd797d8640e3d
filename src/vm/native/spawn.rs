//! Processes with options: starting and watching them, references to send to, sleep without a stack
//! (OTP's `bif.c`, `erl_bif_info.c`, `erl_process.c`).
//!
//! Of the options of `spawn_opt/4` those that only tune OTP's collector and queues are checked and change
//! nothing; `max_heap_size` is one of them, since the machine's own limit holds for every process alike.

use crate::atom::am;
use crate::code::APPLY_START;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::map;
use crate::native::process::{self, Start, Watch};
use crate::native::{Native, NativeResult, port};
use crate::process::{Alias, Priority, Process};
use crate::term::Term;

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("alias", 1, alias),
    effect("hibernate", 0, |c, _| sleep(c)),
    effect("hibernate", 3, hibernate),
    effect("monitor", 3, monitor),
    effect("spawn_opt", 4, spawn_opt),
    effect("unalias", 1, unalias),
];

/// The elements of a list, or `badarg`.
fn list(c: &Ctx<'_>, term: Term) -> Result<Vec<Term>, Fail> {
    c.view().proper_list(term).ok_or(Fail::badarg())
}

/// The name and the value of an option that is a pair.
pub(super) fn pair<'a>(c: &'a Ctx<'_>, option: Term) -> Option<(&'a str, Term)> {
    match *c.view().tuple(option)?.to_vec() {
        [name, value] => Some((c.sys.atoms.name(name.as_atom()?), value)),
        _ => None,
    }
}

/// The last of the options holds.
fn alias(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let mut kind = Alias::Explicit;
    for option in list(c, a[0])? {
        kind = match option.as_atom().map(|name| c.sys.atoms.name(name)) {
            Some("explicit_unalias") => Alias::Explicit,
            Some("reply") => Alias::Reply,
            _ => return Err(Fail::badarg()),
        };
    }
    let number = Process::alias_number(c.p.pid, c.sys.unique());
    c.p.aliases.insert(number, kind);
    c.sys.count(c.p)?;
    Ok(c.p.block.reference(number)?)
}

/// The monitor of the same reference, if there is one, stays.
fn unalias(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if !c.view().is_reference(a[0]) {
        return Err(Fail::badarg());
    }
    let removed = c.view().reference(a[0]).and_then(|number| c.p.aliases.remove(&number));
    Ok(Term::boolean(removed.is_some()))
}

/// The options of a monitor, of which the last of each kind holds.
fn watch_options(c: &Ctx<'_>, options: Term) -> Result<Watch, Fail> {
    let mut watch = Watch::default();
    for option in list(c, options)? {
        match pair(c, option) {
            Some(("tag", tag)) => watch.tag = Some(c.parcel(tag)?),
            Some(("alias", kind)) => {
                watch.alias = Some(match kind.as_atom().map(|name| c.sys.atoms.name(name)) {
                    Some("explicit_unalias") => Alias::Explicit,
                    Some("demonitor") => Alias::Monitor,
                    Some("reply_demonitor") => Alias::ReplyMonitor,
                    _ => return Err(Fail::badarg()),
                });
            }
            _ => return Err(Fail::badarg()),
        }
    }
    Ok(watch)
}

fn monitor(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let watch = watch_options(c, a[2]).map_err(|fail| match fail {
        Fail::HeapLimit => fail,
        _ => process::because(c, "badopt"),
    })?;
    match a[0].as_atom() {
        Some(am::PROCESS) => process::watch(c, a[1], watch),
        Some(am::PORT) => port::watch(c, a[1], watch),
        _ => Err(process::because(c, "badtype")),
    }
}

fn spawn_opt(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let mut start = Start::PLAIN;
    for option in list(c, a[3]).map_err(|_| process::because(c, "badopt"))? {
        if start_option(c, &mut start, option)?.is_none() {
            return Err(process::because(c, "badopt"));
        }
    }
    process::spawn(c, &a[..3], start)
}

/// Notes an option; `None` where it is none.
pub(super) fn start_option(c: &Ctx<'_>, start: &mut Start, option: Term) -> Result<Option<()>, Fail> {
    match option.as_atom() {
        Some(am::LINK) => start.link = true,
        Some(am::MONITOR) => start.monitor = Some(Watch::default()),
        Some(_) => return Ok(None),
        None => {
            let Some((name, value)) = pair(c, option) else { return Ok(None) };
            let one_of = |names: &[&str]| value.as_atom().is_some_and(|v| names.contains(&c.sys.atoms.name(v)));
            let known = match name {
                "monitor" => match watch_options(c, value) {
                    Err(Fail::HeapLimit) => return Err(Fail::HeapLimit),
                    options => {
                        start.monitor = options.ok();
                        start.monitor.is_some()
                    }
                },
                "priority" => match value.as_atom().and_then(Priority::from_atom) {
                    Some(priority) => {
                        start.priority = priority;
                        true
                    }
                    None => false,
                },
                "min_heap_size" => match value.as_size() {
                    Some(words) => {
                        start.min_heap_size = words.min(c.sys.limits.process_words);
                        true
                    }
                    None => false,
                },
                "fullsweep_after" | "min_bin_vheap_size" => value.as_size().is_some(),
                "message_queue_data" => one_of(&["on_heap", "off_heap"]),
                "max_heap_size" => is_max_heap_size(c, value),
                "scheduler" => value.as_size().is_some_and(process::is_scheduler),
                "async_dist" => value.as_bool().is_some(),
                _ => false,
            };
            return Ok(known.then_some(()));
        }
    }
    Ok(Some(()))
}

/// The least words of a limit of the heap that is one (OTP's default for the least heap).
const LEAST_HEAP: usize = 233;

/// Words, where 0 is no limit, or a map with their number as `size` and what is to be done beyond.
pub(super) fn is_max_heap_size(c: &Ctx<'_>, value: Term) -> bool {
    let is_size = |term: Term| term.as_size().is_some_and(|words| words == 0 || words >= LEAST_HEAP);
    let Some(pairs) = map::entries(c.view(), value) else { return is_size(value) };
    let mut sized = false;
    for (key, value) in pairs {
        match key.as_atom().map(|key| c.sys.atoms.name(key)) {
            Some("size") if is_size(value) => sized = true,
            Some("size") => return false,
            Some("kill" | "error_logger" | "include_shared_binaries") if value.as_bool().is_none() => return false,
            _ => {}
        }
    }
    sized
}

/// Forgets the stack, and applies a function when there is a message.
fn hibernate(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if !a[0].is_atom() || !a[1].is_atom() {
        return Err(Fail::badarg());
    }
    list(c, a[2])?;
    c.p.block.clear_stack()?;
    c.p.catches = 0;
    c.p.raised = None;
    c.p.filling = None;
    sleep_until(c, [a[0], a[1], a[2]])?;
    Err(Fail::Jumped)
}

/// The same with the stack kept: comes back when there is a message. It is called anew then, as the last
/// thing that its caller's call does.
fn sleep(c: &mut Ctx<'_>) -> NativeResult {
    if c.p.mailbox.messages.is_empty() {
        sleep_until(c, [Term::atom(am::ERLANG), Term::atom(am::HIBERNATE), Term::NIL])?;
    }
    Ok(Term::atom(am::OK))
}

/// Prepares to apply a function and, if there is no message, waits for one.
fn sleep_until(c: &mut Ctx<'_>, call: [Term; 3]) -> Result<(), Fail> {
    c.sys.x[..3].copy_from_slice(&call);
    c.p.ip = APPLY_START;
    c.collect(0, 3)?;
    c.p.mailbox.save = 0;
    if c.p.mailbox.messages.is_empty() { Err(Fail::Wait(3)) } else { Ok(()) }
}

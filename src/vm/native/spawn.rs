//! Processes with options: starting and watching them, references to send to, sleep without a stack
//! (OTP's `bif.c`, `erl_bif_info.c`, `erl_process.c`).
//!
//! Of the options of `spawn_opt/4` those that only tune OTP's schedulers and its distribution are checked and change
//! nothing.

use crate::atom::am;
use crate::exec::{Ctx, Fail};
use crate::gc::Wanted;
use crate::heap::Allocate;
use crate::native::process::{self, Start, Watch};
use crate::native::{Native, NativeResult, heap_options, port};
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
    if !start.is_possible() {
        return Err(process::because(c, "badopt"));
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
            let tunes = ["fullsweep_after", "max_heap_size", "min_heap_size", "priority", "scheduler"];
            start.is_tuned |= tunes.contains(&name);
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
                "scheduler" => value.as_size().is_some_and(process::is_scheduler),
                "async_dist" => value.as_bool().is_some(),
                _ => match heap_options::setting(name) {
                    Some(setting) => {
                        let heap = start.heap.get_or_insert(c.sys.settings.heap);
                        heap_options::set(c, heap, setting, value).is_some()
                    }
                    None => false,
                },
            };
            return Ok(known.then_some(()));
        }
    }
    Ok(Some(()))
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
    c.apply_next(call);
    c.p.mailbox.save = 0;
    if !c.p.mailbox.messages.is_empty() {
        return Ok(());
    }
    c.collect_wanted(Wanted::Hibernation, 0, 3, &mut [])?;
    Err(Fail::Wait(3))
}

//! Clocks and timers (OTP's `erl_bif_timer.c`, `erl_time_sup.c`).

use std::sync::Arc;

use crate::atom::am;
use crate::copy;
use crate::exec::{Ctx, Fail};
use crate::heap::{Allocate, Fragment};
use crate::native::{Native, NativeResult};
use crate::number;
use crate::term::Term;
use crate::timer::{Destination, Fire};

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("cancel_timer", 1, |c, a| ask_timer(c, a[0], &Asked::CANCEL)),
    effect("cancel_timer", 2, |c, a| asked(c, a[1], Asked::CANCEL).and_then(|asked| ask_timer(c, a[0], &asked))),
    effect("monotonic_time", 0, |c, _| integer(c, c.sys.now_ns())),
    effect("monotonic_time", 1, |c, a| in_unit(c, c.sys.now_ns(), a[0])),
    effect("read_timer", 1, |c, a| ask_timer(c, a[0], &Asked::READ)),
    effect("read_timer", 2, |c, a| asked(c, a[1], Asked::READ).and_then(|asked| ask_timer(c, a[0], &asked))),
    effect("send_after", 3, |c, a| start(c, a, false)),
    effect("send_after", 4, |c, a| start(c, a, false)),
    effect("start_timer", 3, |c, a| start(c, a, true)),
    effect("start_timer", 4, |c, a| start(c, a, true)),
    effect("system_time", 0, |c, _| integer(c, c.sys.system_time_ns())),
    effect("system_time", 1, |c, a| in_unit(c, c.sys.system_time_ns(), a[0])),
    effect("time_offset", 0, |c, _| integer(c, c.sys.time_origin_ns)),
    effect("time_offset", 1, |c, a| in_unit(c, c.sys.time_origin_ns, a[0])),
    effect("timestamp", 0, timestamp),
];

/// The longest time of a timer, in milliseconds.
const MAX_TIMER_MS: u64 = (1 << 49) - 1;

pub(super) fn integer(c: &mut Ctx<'_>, value: u64) -> NativeResult {
    let value = i64::try_from(value).unwrap_or(i64::MAX);
    Ok(number::make_integer(&mut c.p.block, value)?)
}

/// A time in a unit: the unit's name, or how many there are in a second.
pub(super) fn in_unit(c: &mut Ctx<'_>, ns: u64, unit: Term) -> NativeResult {
    let per_second = match unit.as_atom() {
        Some(am::SECOND | am::SECONDS) => 1,
        Some(am::MILLISECOND | am::MILLI_SECONDS) => 1_000,
        Some(am::MICROSECOND | am::MICRO_SECONDS) => 1_000_000,
        Some(am::NANOSECOND | am::NANO_SECONDS | am::NATIVE | am::PERF_COUNTER) => 1_000_000_000,
        Some(_) => return Err(Fail::badarg()),
        None => unit.as_size().filter(|n| *n > 0).ok_or(Fail::badarg())? as u128,
    };
    let value = u128::from(ns) * per_second / 1_000_000_000;
    let value = i64::try_from(value).map_err(|_| Fail::system_limit())?;
    Ok(number::make_integer(&mut c.p.block, value)?)
}

pub(super) fn timestamp(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    parts(c, c.sys.system_time_ns() / 1_000)
}

/// Microseconds as `{Mega, Seconds, Micro}`.
pub(super) fn parts(c: &mut Ctx<'_>, micro: u64) -> NativeResult {
    let part = |n: u64| Term::size(n as usize);
    let parts = [part(micro / 1_000_000_000_000), part(micro / 1_000_000 % 1_000_000), part(micro % 1_000_000)];
    Ok(c.p.block.tuple(&parts)?)
}

/// `start_timer/3` sends `{timeout, Ref, Message}`, `send_after/3` the message itself. None is started
/// that would send to a process that is dead.
fn start(c: &mut Ctx<'_>, a: &[Term], wrap: bool) -> NativeResult {
    let absolute = a.get(3).map_or(Ok(false), |options| is_absolute(c, *options))?;
    let time = due(c, a[0], absolute).ok_or_else(|| super::process::because(c, "time"))?;
    let to = match (a[1].as_pid(), a[1].as_atom()) {
        (Some(pid), _) => Destination::Process(pid),
        (None, Some(name)) => Destination::Name(name),
        _ => return Err(Fail::badarg()),
    };
    let key = c.sys.unique();
    if a[1].as_pid().is_some_and(|pid| c.living(pid).is_none()) {
        return Ok(c.p.block.reference(u128::from(key))?);
    }
    let mut fragment = Fragment::default();
    let limit = c.sys.limits.message_words;
    let mut message = copy::copy_term(c.view(), a[2], &mut fragment, limit)?;
    if wrap {
        let reference = fragment.reference(u128::from(key))?;
        message = fragment.tuple(&[Term::atom(am::TIMEOUT), reference, message])?;
    }
    let fire = Fire::Message { to, message: (Arc::new(fragment), message) };
    c.sys.timers.start(key, time, fire);
    c.sys.count(c.p)?;
    Ok(c.p.block.reference(u128::from(key))?)
}

fn key(c: &Ctx<'_>, reference: Term) -> Result<u64, Fail> {
    let number = c.view().reference(reference).ok_or(Fail::badarg())?;
    Ok(u64::try_from(number).unwrap_or(u64::MAX))
}

/// The milliseconds until a time, rounded up, or `false`.
fn time_left(c: &mut Ctx<'_>, time: Option<u64>) -> NativeResult {
    match time {
        Some(time) => {
            let left = time.saturating_sub(c.sys.now_ns()).div_ceil(1_000_000);
            integer(c, left)
        }
        None => Ok(Term::boolean(false)),
    }
}

/// What is asked of a timer, and how the answer comes.
#[derive(Clone, Copy)]
struct Asked {
    /// The name of the message with the answer.
    name: &'static str,
    cancel: bool,
    /// As a message.
    message: bool,
    /// Whether there is to be an answer.
    answer: bool,
}

impl Asked {
    const CANCEL: Asked = Asked { name: "cancel_timer", cancel: true, message: false, answer: true };
    const READ: Asked = Asked { name: "read_timer", cancel: false, message: false, answer: true };
}

/// The name and the value of each option.
fn options<'a>(c: &'a Ctx<'_>, options: Term) -> Option<Vec<(&'a str, bool)>> {
    let options = c.view().proper_list(options)?;
    let pair = |option: &Term| match *c.view().tuple(*option)?.to_vec() {
        [name, value] => Some((c.sys.atoms.name(name.as_atom()?), value.as_bool()?)),
        _ => None,
    };
    options.iter().map(pair).collect()
}

/// Of the options of a kind the last holds.
fn asked(c: &Ctx<'_>, list: Term, mut asked: Asked) -> Result<Asked, Fail> {
    let known = options(c, list).is_some_and(|options| {
        options.into_iter().all(|(name, value)| match name {
            "async" => {
                asked.message = value;
                true
            }
            "info" if asked.cancel => {
                asked.answer = value;
                true
            }
            _ => false,
        })
    });
    if known { Ok(asked) } else { Err(Fail::badarg()) }
}

fn is_absolute(c: &mut Ctx<'_>, list: Term) -> Result<bool, Fail> {
    match options(c, list) {
        Some(options) if options.iter().all(|(name, _)| *name == "abs") => {
            Ok(options.last().is_some_and(|(_, value)| *value))
        }
        _ => Err(super::process::because(c, "badopt")),
    }
}

/// When a timer is to fire, in nanoseconds since the start; what lies in the past is due at once.
fn due(c: &Ctx<'_>, time: Term, absolute: bool) -> Option<u64> {
    if absolute && time.as_small().is_some_and(|ms| ms < 0) {
        return Some(0);
    }
    let ms = time.as_size().map(|ms| ms as u64).filter(|ms| *ms <= MAX_TIMER_MS)?;
    let begin = if absolute { 0 } else { c.sys.now_ns() };
    Some(begin.saturating_add(ms * 1_000_000))
}

/// Reads or stops a timer and tells how long it had to go, at once or with a message.
fn ask_timer(c: &mut Ctx<'_>, reference: Term, asked: &Asked) -> NativeResult {
    let key = key(c, reference)?;
    let time = if asked.cancel { c.sys.timers.cancel(key) } else { c.sys.timers.time_of(key) };
    match (asked.answer, asked.message) {
        (true, false) => time_left(c, time),
        (true, true) => {
            let name = c.sys.intern(asked.name).ok_or(Fail::system_limit())?;
            let left = time_left(c, time)?;
            let message = c.p.block.tuple(&[Term::atom(name), reference, left])?;
            let own = Term::pid(c.p.pid);
            c.send_message(own, message)?;
            Ok(Term::atom(am::OK))
        }
        (false, _) => Ok(Term::atom(am::OK)),
    }
}

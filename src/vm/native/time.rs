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
    effect("cancel_timer", 1, cancel_timer),
    effect("monotonic_time", 0, |c, _| integer(c, c.sys.now_ns())),
    effect("monotonic_time", 1, |c, a| in_unit(c, c.sys.now_ns(), a[0])),
    effect("read_timer", 1, read_timer),
    effect("send_after", 3, |c, a| start(c, a, false)),
    effect("start_timer", 3, |c, a| start(c, a, true)),
    effect("system_time", 0, |c, _| integer(c, c.sys.system_time_ns())),
    effect("system_time", 1, |c, a| in_unit(c, c.sys.system_time_ns(), a[0])),
    effect("time_offset", 0, |c, _| integer(c, c.sys.time_origin_ns)),
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

/// `start_timer/3` sends `{timeout, Ref, Message}`, `send_after/3` the message itself.
fn start(c: &mut Ctx<'_>, a: &[Term], wrap: bool) -> NativeResult {
    let Some(ms) = a[0].as_size().filter(|ms| *ms as u64 <= MAX_TIMER_MS) else {
        return Err(super::process::because(c, "time"));
    };
    let to = match (a[1].as_pid(), a[1].as_atom()) {
        (Some(pid), _) => Destination::Process(pid),
        (None, Some(name)) => Destination::Name(name),
        _ => return Err(Fail::badarg()),
    };
    let key = c.sys.unique();
    let mut fragment = Fragment::default();
    let limit = c.sys.limits.message_words;
    let mut message = copy::copy_term(c.view(), a[2], &mut fragment, limit)?;
    if wrap {
        let reference = fragment.reference(u128::from(key))?;
        message = fragment.tuple(&[Term::atom(am::TIMEOUT), reference, message])?;
    }
    let fire = Fire::Message { to, message: (Arc::new(fragment), message) };
    let time = c.sys.now_ns().saturating_add(ms as u64 * 1_000_000);
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

fn cancel_timer(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let key = key(c, a[0])?;
    let time = c.sys.timers.cancel(key);
    time_left(c, time)
}

fn read_timer(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let key = key(c, a[0])?;
    let time = c.sys.timers.time_of(key);
    time_left(c, time)
}

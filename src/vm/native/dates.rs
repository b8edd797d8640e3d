//! Dates of the wall clock (OTP's `erl_time_sup.c`). The clock and the time zone are the machine's own.

use crate::atom::am;
use crate::calendar::{self, DateTime};
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::{Native, NativeResult};
use crate::number;
use crate::term::Term;

const fn pure(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, true)
}

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("date", 0, |c, _| date(c, local(c, now(c)).0)),
    effect("localtime", 0, |c, _| made(c, local(c, now(c)))),
    effect("localtime_to_universaltime", 2, localtime_to_universaltime),
    effect("now", 0, unique_now),
    pure("posixtime_to_universaltime", 1, posixtime_to_universaltime),
    effect("time", 0, |c, _| time(c, local(c, now(c)).1)),
    effect("universaltime", 0, |c, _| made(c, calendar::date_time(now(c)))),
    effect("universaltime_to_localtime", 1, |c, a| {
        let date = valid(c, a[0], FIRST_LOCAL_YEAR)?;
        made(c, local(c, calendar::seconds(&date)))
    }),
    pure("universaltime_to_posixtime", 1, universaltime_to_posixtime),
];

/// The first year whose local times are known (OTP's `BASEYEAR`).
const FIRST_LOCAL_YEAR: i64 = 1902;
/// The first year of universal times (OTP's `EPOCH_YEAR`).
const FIRST_YEAR: i64 = 1600;

/// The seconds since 1970.
fn now(c: &Ctx<'_>) -> i64 {
    (c.sys.system_time_ns() / 1_000_000_000) as i64
}

/// The local date and time of a second since 1970.
fn local(c: &Ctx<'_>, second: i64) -> DateTime {
    calendar::date_time(second.saturating_add(c.sys.zone.at(second).offset.into()))
}

fn date(c: &mut Ctx<'_>, date: [i64; 3]) -> NativeResult {
    let year = number::make_integer(&mut c.p.block, date[0])?;
    Ok(c.p.block.tuple(&[year, Term::size(date[1] as usize), Term::size(date[2] as usize)])?)
}

fn time(c: &mut Ctx<'_>, time: [i64; 3]) -> NativeResult {
    Ok(c.p.block.tuple(&time.map(|part| Term::size(part as usize)))?)
}

fn made(c: &mut Ctx<'_>, (day, moment): DateTime) -> NativeResult {
    let parts = [date(c, day)?, time(c, moment)?];
    Ok(c.p.block.tuple(&parts)?)
}

/// A date and time that there is, `{{Year, Month, Day}, {Hour, Minute, Second}}`, of that year or later.
fn valid(c: &Ctx<'_>, term: Term, first: i64) -> Result<DateTime, Fail> {
    let view = c.view();
    let triple = |term| {
        let parts: [Term; 3] = view.tuple(term)?.to_vec().try_into().ok()?;
        let part = |term: Term| term.as_small().filter(|n| i32::try_from(*n).is_ok());
        Some([part(parts[0])?, part(parts[1])?, part(parts[2])?])
    };
    let pair: Option<[Term; 2]> = view.tuple(term).and_then(|pair| pair.to_vec().try_into().ok());
    let found = pair.and_then(|[date, time]| Some((triple(date)?, triple(time)?)));
    found.filter(|found| found.0[0] >= first && calendar::is_valid(found)).ok_or(Fail::badarg())
}

fn localtime_to_universaltime(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let summer = match a[1] {
        unknown if unknown == Term::atom(am::UNDEFINED) => None,
        known => Some(known.as_bool().ok_or(Fail::badarg())?),
    };
    let local = calendar::seconds(&valid(c, a[0], FIRST_LOCAL_YEAR)?);
    let zone = c.sys.zone.clone();
    let mut find = |summer| zone.seconds_of_local(local, summer, &mut c.sys.local_guess);
    // Where there is no such summer time it is as if none had been asked for.
    let found = find(summer).or_else(|| if summer == Some(false) { None } else { find(Some(false)) });
    made(c, calendar::date_time(found.ok_or(Fail::badarg())?))
}

fn posixtime_to_universaltime(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let seconds = number::as_i64(c.view(), a[0]).ok_or(Fail::badarg())?;
    made(c, calendar::date_time(seconds))
}

fn universaltime_to_posixtime(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let seconds = calendar::seconds(&valid(c, a[0], FIRST_YEAR)?);
    Ok(number::make_integer(&mut c.p.block, seconds)?)
}

/// The time since 1970 as `{Mega, Seconds, Micro}`, later with each call.
fn unique_now(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    let micro = (c.sys.system_time_ns() / 1_000).max(c.sys.last_now + 1);
    c.sys.last_now = micro;
    super::time::parts(c, micro)
}

//! Time zones: how far local time is from UTC, and when (glibc's `localtime` and `mktime`, which OTP's
//! `erl_time_sup.c` asks).
//!
//! A zone is data that a machine begins with; whoever reads it from the host is outside. Beyond the transitions that it
//! lists it follows a rule for every year.

use serde::{Deserialize, Serialize};

use crate::calendar;

/// Seconds of a day.
const DAY: i64 = 86_400;
/// The most transitions of a zone, and kinds of local time in it.
const MOST: (usize, usize) = (10_000, 256);
/// The farthest that local time is from UTC, and that a change is from midnight, in seconds.
const FARTHEST: (i32, i32) = (48 * 3_600, 168 * 3_600);

/// A time zone. The default is UTC.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// Kinds of local time.
    pub kinds: Vec<Kind>,
    /// From when on (in seconds since 1970, ascending) which kind holds.
    pub transitions: Vec<(i64, u8)>,
    /// What holds from the last transition on, or always where there is none.
    pub rule: Option<Rule>,
}

/// A kind of local time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kind {
    /// Seconds that local time is ahead of UTC.
    pub offset: i32,
    /// Whether it is summer time.
    pub is_summer: bool,
}

/// What holds in every year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// Seconds that standard time is ahead of UTC.
    pub standard: i32,
    /// Summer time, if there is one.
    pub summer: Option<Summer>,
}

/// A summer time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summer {
    /// Seconds that it is ahead of UTC.
    pub offset: i32,
    /// When it begins, in standard time.
    pub begin: Change,
    /// When it ends, in summer time.
    pub end: Change,
}

/// A moment of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The day.
    pub day: Day,
    /// Seconds since its midnight.
    pub second: i32,
}

/// A day of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Day {
    /// From 1 on, without leap days.
    Numbered(u16),
    /// From 0 on, with leap days.
    Counted(u16),
    /// In a month (from 1 on), a week (5 is the last one), and a day (0 is Sunday).
    OfWeek(u8, u8, u8),
}

impl Day {
    fn is_sound(self) -> bool {
        match self {
            Day::Numbered(day) => (1..=365).contains(&day),
            Day::Counted(day) => day <= 365,
            Day::OfWeek(month, week, day) => {
                (1..=12).contains(&month) && (1..=5).contains(&week) && (0..=6).contains(&day)
            }
        }
    }

    /// Days since the first of January.
    fn in_year(self, year: i64) -> i64 {
        let first = |month: i64| calendar::seconds(&([year, month, 1], [0; 3])) / DAY;
        match self {
            Day::Numbered(day) => {
                let is_leap = calendar::is_valid(&([year, 2, 29], [0; 3]));
                i64::from(day) - 1 + i64::from(day >= 60 && is_leap)
            }
            Day::Counted(day) => i64::from(day),
            Day::OfWeek(month, week, day) => {
                let begin = first(i64::from(month));
                let length = if month == 12 { 31 } else { first(i64::from(month) + 1) - begin };
                // 1970 began on a Thursday.
                let mut found = (i64::from(day) - (begin + 4)).rem_euclid(7);
                for _ in 1..week {
                    found += if found + 7 < length { 7 } else { 0 };
                }
                begin - first(1) + found
            }
        }
    }
}

impl Change {
    /// When it is in a year, in seconds since 1970, where local time is so far ahead of UTC until then. Years before
    /// 1970 have the changes at that distance from 1970, as in glibc.
    fn in_year(self, year: i64, offset: i32) -> i64 {
        let begin = if year > 1970 { calendar::seconds(&([year, 1, 1], [0; 3])) } else { 0 };
        begin + self.day.in_year(year) * DAY + i64::from(self.second) - i64::from(offset)
    }
}

impl Rule {
    fn at(&self, second: i64) -> Kind {
        let standard = Kind { offset: self.standard, is_summer: false };
        let Some(summer) = &self.summer else { return standard };
        let year = calendar::date_time(second).0[0];
        let begin = summer.begin.in_year(year, self.standard);
        let end = summer.end.in_year(year, summer.offset);
        // In the south it ends in the next year.
        let is_summer = if begin > end { second < end || second >= begin } else { (begin..end).contains(&second) };
        if is_summer { Kind { offset: summer.offset, is_summer } } else { standard }
    }
}

impl Zone {
    /// Whether a machine can have it: it may have been read from a file.
    pub fn is_sound(&self) -> bool {
        let near = |offset: i32| offset.unsigned_abs() <= FARTHEST.0 as u32;
        let change = |change: &Change| change.day.is_sound() && change.second.unsigned_abs() <= FARTHEST.1 as u32;
        let summer = |summer: &Summer| near(summer.offset) && change(&summer.begin) && change(&summer.end);
        let rule = |rule: &Rule| near(rule.standard) && rule.summer.as_ref().is_none_or(summer);
        self.transitions.len() <= MOST.0
            && self.kinds.len() <= MOST.1
            && self.kinds.iter().all(|kind| near(kind.offset))
            && self.transitions.iter().all(|(_, kind)| usize::from(*kind) < self.kinds.len())
            && self.transitions.is_sorted_by(|a, b| a.0 < b.0)
            && self.rule.as_ref().is_none_or(rule)
    }

    /// The local time that holds at a second since 1970.
    pub fn at(&self, second: i64) -> Kind {
        let passed = self.transitions.partition_point(|(from, _)| *from <= second);
        let kind = |index: u8| self.kinds.get(usize::from(index)).copied().unwrap_or_default();
        match (&self.rule, passed.checked_sub(1).and_then(|last| self.transitions.get(last))) {
            (Some(rule), _) if passed == self.transitions.len() && (passed > 0 || self.kinds.is_empty()) => {
                rule.at(second)
            }
            (_, Some((_, index))) => kind(*index),
            // Before the first transition, the first standard time.
            (_, None) => {
                let standard = self.kinds.iter().find(|kind| !kind.is_summer);
                standard.or(self.kinds.first()).copied().unwrap_or_default()
            }
        }
    }

    /// The seconds since 1970 of a local time, which is given as if it were UTC; `None` where none is
    /// found. What is found where there are two depends on `guess`, how far the time
    /// that was asked for last is from UTC (glibc's `__mktime_internal`).
    pub fn seconds_of_local(&self, local: i64, summer: Option<bool>, guess: &mut i64) -> Option<i64> {
        let found = self.seconds_of_local_near(local, summer, *guess)?;
        *guess = found - local;
        Some(found)
    }

    fn seconds_of_local_near(&self, local: i64, summer: Option<bool>, guess: i64) -> Option<i64> {
        let differs = |kind: Kind| summer.is_some_and(|summer| summer != kind.is_summer);
        let missing = |t: i64| local - (t + i64::from(self.at(t).offset));
        let mut t = local.checked_add(guess)?;
        let (mut before, mut before_that, mut was_summer) = (t, t, false);
        for probe in 0.. {
            let (kind, error) = (self.at(t), missing(t));
            if error == 0 {
                break;
            }
            // Back and forth: the time is in a gap.
            let preferred = match summer {
                None => was_summer <= kind.is_summer,
                Some(summer) => summer != kind.is_summer,
            };
            if t == before_that && t != before && preferred {
                return Some(t);
            }
            if probe == PROBES {
                return None;
            }
            (before_that, before, was_summer) = (before, t, kind.is_summer);
            t = t.checked_add(error)?;
        }
        if !differs(self.at(t)) {
            return Some(t);
        }
        // The other kind of time is near, and what it would make of it.
        let places = (1..).map(|steps| steps * STRIDE).take_while(|distance| *distance < FAR);
        let mut near = places.flat_map(|distance| [t - distance, t + distance]);
        match near.find(|near| !differs(self.at(*near))) {
            Some(near) => Some(near + missing(near)),
            // There is none; it would be an hour.
            None if summer == Some(true) => Some(t - 3_600),
            None => Some(t + 3_600),
        }
    }
}

/// How often a guess is made better.
const PROBES: usize = 5;
/// Shorter than any summer or winter, in seconds.
const STRIDE: i64 = 601_200;
/// How far away the other kind of time is looked for: half the longest period without it.
const FAR: i64 = 457_243_209 / 2 + STRIDE;

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn stockholm() -> Zone {
        let change = |month| Change { day: Day::OfWeek(month, 5, 0), second: 0 };
        let begin = Change { second: 7_200, ..change(3) };
        let summer = Some(Summer { offset: 7_200, begin, end: Change { second: 10_800, ..change(10) } });
        Zone { rule: Some(Rule { standard: 3_600, summer }), ..Zone::default() }
    }

    #[test]
    fn local_times_are_found() {
        let (zone, mut guess) = (stockholm(), 0);
        let utc = |month, day, hour| calendar::seconds(&([2023, month, day], [hour, 30, 0]));
        assert_eq!(zone.at(utc(7, 1, 0)), Kind { offset: 7_200, is_summer: true });
        assert_eq!(zone.seconds_of_local(utc(1, 1, 12), None, &mut guess), Some(utc(1, 1, 11)));
        assert_eq!(zone.seconds_of_local(utc(7, 1, 12), None, &mut guess), Some(utc(7, 1, 10)));
        assert_eq!(guess, -7_200);
        // The hour that comes twice.
        assert_eq!(zone.seconds_of_local(utc(10, 29, 2), Some(true), &mut guess), Some(utc(10, 29, 0)));
        assert_eq!(zone.seconds_of_local(utc(10, 29, 2), Some(false), &mut guess), Some(utc(10, 29, 1)));
        assert_eq!(zone.seconds_of_local(utc(10, 29, 2), None, &mut guess), Some(utc(10, 29, 1)));
        assert_eq!(Zone::default().seconds_of_local(utc(1, 1, 1), Some(true), &mut guess), Some(utc(1, 1, 0)));
    }

    #[test]
    fn zones_out_of_bounds_are_refused() {
        assert!(stockholm().is_sound() && Zone::default().is_sound());
        assert!(!Zone { transitions: vec![(0, 0)], ..Zone::default() }.is_sound());
        let kinds = vec![Kind::default()];
        assert!(!Zone { kinds, transitions: vec![(1, 0), (1, 0)], ..Zone::default() }.is_sound());
        assert!(!Zone { rule: Some(Rule { standard: i32::MIN, summer: None }), ..Zone::default() }.is_sound());
    }
}

//! The time zone of the host: what `TZ` names, or `/etc/localtime` (as glibc reads them: `tzset.c`, `tzfile.c`).
//!
//! Files are those of RFC 8536 ("TZif"), rules those of POSIX's `TZ`. What cannot be read is UTC. Leap seconds are left
//! out.

use std::path::{Path, PathBuf};

use enigma_vm::zone::{Change, Day, Kind, Rule, Summer, Zone};

/// The most bytes of a file that is one.
const MOST_BYTES: u64 = 1 << 20;
/// Where the zones of the world are.
const FOLDER: &str = "/usr/share/zoneinfo";
/// The rule of a summer time that is named without one (where glibc finds a file `posixrules`, it goes by that).
const USUAL: &str = ",M3.2.0,M11.1.0";

/// The zone that the value of `TZ` names; that of the host where there is none.
pub fn zone(variable: Option<&[u8]>) -> Zone {
    let zone = match variable {
        Some(variable) => std::str::from_utf8(variable).ok().and_then(named),
        None => file(Path::new("/etc/localtime")),
    };
    zone.filter(Zone::is_sound).unwrap_or_default()
}

fn named(text: &str) -> Option<Zone> {
    let name = text.strip_prefix(':').unwrap_or(text);
    if name.is_empty() {
        return None;
    }
    let folder = crate::places::variable("TZDIR").and_then(|folder| String::from_utf8(folder).ok());
    let path = PathBuf::from(folder.unwrap_or_else(|| FOLDER.into())).join(name);
    file(&path).or_else(|| rule(name).map(|rule| Zone { rule: Some(rule), ..Zone::default() }))
}

fn file(path: &Path) -> Option<Zone> {
    let about = std::fs::metadata(path).ok()?;
    if !about.is_file() || about.len() > MOST_BYTES {
        return None;
    }
    parse(&std::fs::read(path).ok()?)
}

/// Takes so many bytes.
fn take<'a>(bytes: &mut &'a [u8], count: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(count)?;
    *bytes = rest;
    Some(taken)
}

/// The numbers of a header: of marks for UTC and standard time, leap seconds, transitions, kinds and letters.
fn header(bytes: &mut &[u8]) -> Option<(u8, [usize; 6])> {
    let head = take(bytes, 20)?;
    if !head.starts_with(b"TZif") {
        return None;
    }
    let mut counts = [0; 6];
    for count in &mut counts {
        *count = u32::from_be_bytes(take(bytes, 4)?.try_into().ok()?) as usize;
    }
    Some((head[4], counts))
}

/// What a file says. Newer ones say it twice, the second time with longer times and a rule for later.
fn parse(bytes: &[u8]) -> Option<Zone> {
    let mut rest = bytes;
    let (version, counts) = header(&mut rest)?;
    if version == 0 {
        return block(&mut rest, counts, 4);
    }
    block(&mut rest, counts, 4)?;
    let (_, counts) = header(&mut rest)?;
    let zone = block(&mut rest, counts, 8)?;
    let footer = std::str::from_utf8(rest).ok()?.trim_matches('\n');
    Some(Zone { rule: rule(footer), ..zone })
}

fn block(bytes: &mut &[u8], counts: [usize; 6], time_bytes: usize) -> Option<Zone> {
    let [utc, standard, leaps, transitions, kinds, letters] = counts;
    let times = take(bytes, transitions.checked_mul(time_bytes)?)?;
    let indices = take(bytes, transitions)?;
    let described = take(bytes, kinds.checked_mul(6)?)?;
    take(bytes, letters)?;
    take(bytes, leaps.checked_mul(time_bytes + 4)?)?;
    take(bytes, standard)?;
    take(bytes, utc)?;
    let time = |bytes: &[u8]| match bytes.try_into() {
        Ok(long) => i64::from_be_bytes(long),
        Err(_) => bytes.try_into().map_or(0, |short| i64::from(i32::from_be_bytes(short))),
    };
    let kind = |bytes: &[u8]| {
        let offset = i32::from_be_bytes(bytes.get(..4)?.try_into().ok()?);
        Some(Kind { offset, is_summer: *bytes.get(4)? != 0 })
    };
    Some(Zone {
        kinds: described.chunks_exact(6).map(kind).collect::<Option<Vec<Kind>>>()?,
        transitions: times.chunks_exact(time_bytes).map(time).zip(indices.iter().copied()).collect(),
        rule: None,
    })
}

/// A rule in POSIX's form, as `CET-1CEST,M3.5.0,M10.5.0/3`.
fn rule(text: &str) -> Option<Rule> {
    let rest = name(text)?;
    let (west, rest) = time(rest)?;
    let standard = -west;
    let Some(rest) = name(rest) else { return Some(Rule { standard, summer: None }) };
    let (offset, rest) = match time(rest) {
        Some((west, rest)) => (-west, rest),
        None => (standard + 3_600, rest),
    };
    let (begin, rest) = change(if rest.is_empty() { USUAL } else { rest })?;
    let (end, _) = change(rest)?;
    Some(Rule { standard, summer: Some(Summer { offset, begin, end }) })
}

/// What is behind a name of three letters or more, or one in brackets.
fn name(text: &str) -> Option<&str> {
    if let Some(bracketed) = text.strip_prefix('<') {
        return bracketed.split_once('>').map(|(_, rest)| rest);
    }
    let rest = text.trim_start_matches(|letter: char| letter.is_ascii_alphabetic());
    (text.len() - rest.len() >= 3).then_some(rest)
}

fn number(text: &str) -> Option<(i32, &str)> {
    let rest = text.trim_start_matches(|digit: char| digit.is_ascii_digit());
    let digits = text.get(..text.len() - rest.len())?;
    Some((digits.parse::<u16>().ok()?.into(), rest))
}

/// `[+-]Hours[:Minutes[:Seconds]]` in seconds.
fn time(text: &str) -> Option<(i32, &str)> {
    let (sign, text) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (hours, mut rest) = number(text)?;
    let mut seconds = hours.min(167) * 3_600;
    for unit in [60, 1] {
        let Some((count, behind)) = rest.strip_prefix(':').and_then(number) else { break };
        seconds += count.min(59) * unit;
        rest = behind;
    }
    Some((sign * seconds, rest))
}

/// `,Day[/Time]`.
fn change(text: &str) -> Option<(Change, &str)> {
    let text = text.strip_prefix(',')?;
    let (day, rest) = if let Some(text) = text.strip_prefix('M') {
        let (month, rest) = number(text)?;
        let (week, rest) = number(rest.strip_prefix('.')?)?;
        let (day, rest) = number(rest.strip_prefix('.')?)?;
        (Day::OfWeek(month.try_into().ok()?, week.try_into().ok()?, day.try_into().ok()?), rest)
    } else if let Some(text) = text.strip_prefix('J') {
        let (day, rest) = number(text)?;
        (Day::Numbered(day.try_into().ok()?), rest)
    } else {
        let (day, rest) = number(text)?;
        (Day::Counted(day.try_into().ok()?), rest)
    };
    let (second, rest) = match rest.strip_prefix('/') {
        Some(rest) => time(rest)?,
        None => (7_200, rest),
    };
    Some((Change { day, second }, rest))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn rules_are_read() {
        let week = |month, week, day| Day::OfWeek(month, week, day);
        let found = rule("CET-1CEST,M3.5.0,M10.5.0/3").unwrap();
        assert_eq!((found.standard, found.summer.as_ref().unwrap().offset), (3_600, 7_200));
        assert_eq!(found.summer.as_ref().unwrap().end, Change { day: week(10, 5, 0), second: 10_800 });
        let found = rule("<+1030>-10:30<+11>-11,J60/-1:30,300").unwrap().summer.unwrap();
        assert_eq!(found.begin, Change { day: Day::Numbered(60), second: -5_400 });
        assert_eq!((found.end.day, found.offset), (Day::Counted(300), 39_600));
        assert_eq!(rule("EST5EDT").unwrap().summer.unwrap().begin.day, week(3, 2, 0));
        assert_eq!(rule("<-03>3"), Some(Rule { standard: -10_800, summer: None }));
        assert!(rule("").is_none() && rule("EST").is_none() && rule("<x").is_none() && rule("AB3").is_none());
    }

    #[test]
    fn no_file_stops_it() {
        let head = |counts: [u32; 6]| [&b"TZif2"[..], &[0; 15], &counts.map(u32::to_be_bytes).concat()].concat();
        assert_eq!(parse(&head([0, 0, 0, u32::MAX, u32::MAX, 0])), None);
        assert_eq!(parse(b"TZif2"), None);
        let whole = [head([0; 6]), head([0, 0, 0, 0, 1, 0]), vec![0, 0, 14, 16, 0, 0], b"\nCET-1\n".to_vec()].concat();
        let zone = parse(&whole).unwrap();
        assert_eq!((zone.kinds[0].offset, zone.rule.unwrap().standard), (3_600, 3_600));
        for end in 0..whole.len() {
            parse(&whole[..end]);
        }
    }
}

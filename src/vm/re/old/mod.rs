//! What PCRE 8.44, which OTP 27 and its forerunners use, finds wrong with a pattern, and where.
//!
//! It reads a pattern twice: first for its form and the names of its groups, then for what it refers to and for the
//! lengths of what assertions look back over. Patterns that pass both readings are compiled as all others are; what
//! means something else there is up to the parser ([`super::options::Options::old`]). An error is where the reading
//! stopped: at a character, not behind it. The first parenthesis that closes nothing ends a reading.
//! What is open is on a stack of its own, which [`WORKSPACE`] limits.

mod branch;
mod class;
mod error;
mod escape;
mod group;
mod latin1;

use super::error::Wrong;
use super::options::Options;
use super::text::Lines;
use branch::{Item, Length, Level, Role};
use error as e;
use latin1::is_letter;
pub use latin1::{is_word, posix};

pub(super) type Read<T> = Result<T, Wrong>;

/// The greatest number that a reference can be written with: `INT_MAX / 10 - 1` may still have a digit added.
const MOST_BEFORE_DIGIT: u32 = i32::MAX as u32 / 10 - 1;
/// The largest count of a repetition.
const MAX_REPEAT: u32 = 65_535;
/// The bytes in which what is open must fit.
const WORKSPACE: usize = 4096 - 100;

/// The options that a pattern can change as far as they change what is wrong.
#[derive(Clone, Copy, Default)]
struct Flags {
    extended: bool,
    dupnames: bool,
    no_auto_capture: bool,
    /// `(?X)`: escapes that mean nothing are wrong.
    strict: bool,
}

/// A reading.
struct Reading<'a> {
    source: &'a [u8],
    at: usize,
    utf: bool,
    lines: Lines,
    flags: Flags,
    quoted: bool,
    /// The second one.
    second: bool,
    /// How many groups there were so far, and how many there are in all where that is known.
    groups: u32,
    all_groups: u32,
    names: Vec<(&'a [u8], u32)>,
    /// The greatest number of a group that a reference is to.
    most_referred: u32,
    levels: Vec<Level>,
    /// What a repetition would repeat.
    previous: Option<Item>,
}

/// The pattern as it is read: up to a zero byte.
pub fn read_part(pattern: &[u8]) -> &[u8] {
    pattern.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// Says what is wrong with a pattern.
pub fn check(pattern: &[u8], options: &Options) -> Read<()> {
    let (start, options) = read_start(pattern, options)?;
    let mut reading = Reading {
        source: pattern,
        at: start,
        utf: options.utf,
        lines: Lines::new(options.newline(), options.utf),
        flags: Flags::default(),
        quoted: false,
        second: false,
        groups: 0,
        all_groups: 0,
        names: Vec::new(),
        most_referred: 0,
        levels: Vec::new(),
        previous: None,
    };
    for second in [false, true] {
        reading.second = second;
        reading.at = start;
        reading.all_groups = reading.groups;
        reading.groups = 0;
        reading.flags = Flags {
            extended: options.inner.extended,
            dupnames: options.inner.dupnames,
            no_auto_capture: options.inner.no_auto_capture,
            strict: false,
        };
        (reading.previous, reading.quoted) = (None, false);
        reading.levels = vec![Level::new(Role::Plain)];
        while !reading.step()? {}
    }
    if reading.at < pattern.len() {
        return Err(reading.wrong(e::UNMATCHED));
    }
    if reading.most_referred > reading.groups {
        return Err(reading.wrong(e::NO_SUCH_GROUP));
    }
    Ok(())
}

/// What is found wrong later, which is no matter of form.
pub fn reworded(wrong: Wrong, length: usize) -> Wrong {
    use super::error;
    let what = match wrong.what {
        error::TOO_LARGE => e::TOO_LARGE,
        error::TOO_COMPLICATED | error::TOO_DEEP | error::BEHIND_TOO_COMPLICATED => e::TOO_COMPLICATED,
        error::BEHIND_UNLIMITED | error::BEHIND_TOO_LONG | error::BRANCH_BEHIND_TOO_LONG => e::BEHIND_NOT_FIXED,
        error::UNIT_BEHIND => e::UNIT_BEHIND,
        other => other,
    };
    Wrong { what, at: length }
}

/// What stands first for the whole pattern; and where the rest begins.
fn read_start(pattern: &[u8], given: &Options) -> Read<(usize, Options)> {
    const KNOWN: [&[u8]; 12] = [
        b"UTF8)",
        b"UTF)",
        b"UCP)",
        b"NO_AUTO_POSSESS)",
        b"NO_START_OPT)",
        b"CR)",
        b"LF)",
        b"CRLF)",
        b"ANY)",
        b"ANYCRLF)",
        b"BSR_ANYCRLF)",
        b"BSR_UNICODE)",
    ];
    const LIMITS: [&[u8]; 2] = [b"LIMIT_MATCH=", b"LIMIT_RECURSION="];
    let mut at = 0;
    while let Some(rest) = pattern.get(at..).and_then(|rest| rest.strip_prefix(b"(*")) {
        let known = KNOWN.iter().find(|name| rest.starts_with(name)).map(|name| name.len());
        let limit = || {
            let name = LIMITS.iter().find(|name| rest.starts_with(name))?;
            let digits = rest.get(name.len()..)?.iter().take_while(|c| c.is_ascii_digit()).count();
            let end = name.len() + digits;
            (rest.get(end) == Some(&b')')).then_some(end + 1)
        };
        let Some(length) = known.or_else(limit) else { break };
        at += 2 + length;
    }
    // What is set there is as the parser reads it.
    let mut options = Options { never_utf: false, old: false, ..*given };
    let start = pattern.get(..at).unwrap_or_default();
    options.read_start(start)?;
    if options.utf && given.never_utf {
        return Err(Wrong { what: e::UTF_DISABLED, at: 0 });
    }
    if options.utf
        && let Err(wrong) = super::error::utf8(pattern)
    {
        return Err(Wrong { what: e::INVALID_UTF8, ..wrong });
    }
    Ok((at, options))
}

fn is_space(c: u8) -> bool {
    matches!(c, 9..=13 | 32)
}

impl<'a> Reading<'a> {
    fn wrong(&self, what: &'static str) -> Wrong {
        Wrong { what, at: self.at.min(self.source.len()) }
    }

    /// The byte so many bytes on; zero past the end.
    fn byte(&self, ahead: usize) -> u8 {
        self.source.get(self.at + ahead).copied().unwrap_or(0)
    }

    fn rest(&self) -> &'a [u8] {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn is_digit(&self, ahead: usize) -> bool {
        self.byte(ahead).is_ascii_digit()
    }

    fn skip_while(&mut self, is: impl Fn(u8) -> bool) {
        while self.at < self.source.len() && is(self.byte(0)) {
            self.at += 1;
        }
    }

    /// Steps over a character.
    fn skip_char(&mut self) {
        self.at = super::text::forward(self.source, self.at, self.source.len(), self.utf);
    }

    /// Reads one thing; whether that was the end.
    fn step(&mut self) -> Read<bool> {
        if self.quoted && self.at < self.source.len() {
            if self.rest().starts_with(b"\\E") {
                self.quoted = false;
                self.at += 2;
            } else {
                self.literal();
            }
            return Ok(false);
        }
        if self.flags.extended {
            self.skip_extended();
        }
        if self.levels.iter().map(Level::room).sum::<usize>() > WORKSPACE {
            return Err(self.wrong(e::TOO_COMPLICATED));
        }
        match self.byte(0) {
            0 | b'|' | b')' => return self.end_of_branch(),
            b'^' | b'$' => {
                self.at += 1;
                self.previous = None;
            }
            b'.' => {
                self.at += 1;
                self.item(Item::Single, Length::Fixed(1), false);
            }
            b'[' => self.class()?,
            b'*' => self.repeat(0, None)?,
            b'+' => self.repeat(1, None)?,
            b'?' => self.repeat(0, Some(1))?,
            b'{' if self.is_count() => self.counts()?,
            b'(' => self.open()?,
            b'\\' => self.escaped()?,
            _ => self.literal(),
        }
        Ok(false)
    }

    fn literal(&mut self) {
        self.skip_char();
        self.item(Item::Single, Length::Fixed(1), false);
    }

    /// Steps over white space and comments.
    fn skip_extended(&mut self) {
        loop {
            self.skip_while(is_space);
            if self.byte(0) != b'#' {
                return;
            }
            self.at += 1;
            while self.at < self.source.len() {
                match self.lines.at(self.source, self.at, self.source.len()) {
                    Some(length) => {
                        self.at += length;
                        break;
                    }
                    None => self.skip_char(),
                }
            }
        }
    }

    /// Whether counts follow: `{2}`, `{2,}` or `{2,3}`.
    fn is_count(&self) -> bool {
        is_count(self.rest().get(1..).unwrap_or_default())
    }

    fn counts(&mut self) -> Read<()> {
        self.at += 1;
        let min = self.count()?;
        let mut max = Some(min);
        if self.byte(0) == b',' {
            self.at += 1;
            max = match self.byte(0) {
                b'}' => None,
                _ => Some(self.count()?),
            };
        }
        if max.is_some_and(|max| max < min) {
            return Err(self.wrong(e::QUANTIFIER_ORDER));
        }
        self.repeat(min, max)
    }

    fn count(&mut self) -> Read<u32> {
        let mut count = 0;
        while self.is_digit(0) {
            count = count * 10 + u32::from(self.byte(0) - b'0');
            self.at += 1;
            if count > MAX_REPEAT {
                return Err(self.wrong(e::QUANTIFIER_TOO_BIG));
            }
        }
        Ok(count)
    }

    /// A repetition, at its last character.
    fn repeat(&mut self, min: u32, max: Option<u32>) -> Read<()> {
        let Some(item) = self.previous.take() else { return Err(self.wrong(e::NOTHING_TO_REPEAT)) };
        self.level(|level| level.repeat(item, min, max));
        self.at += 1;
        if self.flags.extended {
            self.skip_extended();
        }
        self.at += usize::from(matches!(self.byte(0), b'+' | b'?'));
        Ok(())
    }

    fn item(&mut self, item: Item, length: Length, empty: bool) {
        self.level(|level| level.push(length, empty));
        self.previous = Some(item);
    }

    fn level(&mut self, change: impl FnOnce(&mut Level)) {
        if let Some(level) = self.levels.last_mut() {
            change(level);
        }
    }

    /// A number; and an error behind all of its digits if it is too big.
    fn number(&mut self) -> Read<u32> {
        let mut number = 0u32;
        while self.is_digit(0) {
            if number > MOST_BEFORE_DIGIT {
                self.skip_while(|c| c.is_ascii_digit());
                return Err(self.wrong(e::NUMBER_TOO_BIG));
            }
            number = number * 10 + u32::from(self.byte(0) - b'0');
            self.at += 1;
        }
        Ok(number)
    }
}

/// Whether counts of a repetition stand there, after their brace.
fn is_count(text: &[u8]) -> bool {
    let digits = |text: &[u8]| text.iter().take_while(|c| c.is_ascii_digit()).count();
    let first = digits(text);
    let rest = text.get(first..).unwrap_or_default();
    let second = |rest: &[u8]| rest.get(digits(rest)) == Some(&b'}');
    first > 0 && (rest.first() == Some(&b'}') || rest.first() == Some(&b',') && second(&rest[1..]))
}

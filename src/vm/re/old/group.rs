//! What follows an opening parenthesis.

use super::branch::{Level, Role};
use super::{Flags, Item, Length, Read, Reading, error as e, is_count, is_letter, is_word};

/// The longest name of a group, and of a mark.
const MAX_NAME: usize = 32;
const MAX_MARK: usize = 255;
/// The most names.
const MAX_NAMES: usize = 10_000;

/// The verbs; whether each can be without a name and with one.
const VERBS: [(&[u8], bool, bool); 9] = [
    (b"", false, true),
    (b"MARK", false, true),
    (b"ACCEPT", true, false),
    (b"COMMIT", true, false),
    (b"F", true, false),
    (b"FAIL", true, false),
    (b"PRUNE", true, true),
    (b"SKIP", true, true),
    (b"THEN", true, true),
];

impl<'a> Reading<'a> {
    fn begin(&mut self, role: Role, flags: Flags) {
        let mut level = Level::new(role);
        (level.outer, level.before, level.most) = (self.flags, self.groups, self.groups);
        self.flags = flags;
        self.previous = None;
        self.levels.push(level);
    }

    fn capture(&mut self) {
        self.groups += 1;
        self.begin(Role::Capture(self.groups), self.flags);
    }

    /// A group of some kind, behind so many characters that say which.
    fn kind(&mut self, skipped: usize, role: Role) {
        self.at += skipped;
        self.begin(role, self.flags);
    }

    /// An opening parenthesis.
    pub(super) fn open(&mut self) -> Read<()> {
        self.at += 1;
        match self.byte(0) {
            b'*' if self.byte(1) == b':' || is_letter(self.byte(1)) => self.verb(),
            b'?' => {
                self.at += 1;
                self.special()
            }
            _ if self.flags.no_auto_capture => {
                self.kind(0, Role::Plain);
                Ok(())
            }
            _ => {
                self.capture();
                Ok(())
            }
        }
    }

    fn special(&mut self) -> Read<()> {
        match self.byte(0) {
            b'#' => {
                self.skip_while(|c| c != b')');
                if self.at >= self.source.len() {
                    return Err(self.wrong(e::COMMENT_NOT_CLOSED));
                }
                self.at += 1;
            }
            b'|' => {
                self.kind(1, Role::Plain);
                self.level(|level| level.reset = true);
            }
            b':' | b'>' => self.kind(1, Role::Plain),
            b'=' => self.kind(1, Role::Ahead),
            b'!' => self.ahead_not(),
            b'(' => return self.condition(),
            b'<' => match self.byte(1) {
                b'=' | b'!' => self.kind(2, Role::Behind),
                c if is_word(c) => return self.define(b'>'),
                _ => {
                    self.at += 1;
                    return Err(self.wrong(e::AFTER_LESS));
                }
            },
            b'\'' => return self.define(b'\''),
            b'P' => {
                self.at += 1;
                match self.byte(0) {
                    b'=' => return self.named(b')', false),
                    b'>' => return self.named(b')', true),
                    b'<' => return self.define(b'>'),
                    _ => return Err(self.wrong(e::AFTER_P)),
                }
            }
            b'&' => return self.named(b')', true),
            b'C' => return self.callout(),
            b'R' => {
                self.at += 1;
                if self.byte(0) != b')' {
                    return Err(self.wrong(e::CALL_NOT_CLOSED));
                }
                return self.called(0);
            }
            b'+' | b'0'..=b'9' => return self.call(b')'),
            b'-' if self.is_digit(1) => return self.call(b')'),
            _ => return self.options(),
        }
        Ok(())
    }

    /// `(?!`; without anything it is a verb, if it is not repeated.
    fn ahead_not(&mut self) {
        let repeated =
            matches!(self.byte(2), b'*' | b'+' | b'?') || self.byte(2) == b'{' && is_count(&self.rest()[3..]);
        if self.byte(1) == b')' && !repeated {
            self.at += 2;
            self.previous = None;
        } else {
            self.kind(1, Role::Ahead);
        }
    }

    fn verb(&mut self) -> Read<()> {
        self.previous = None;
        self.at += 1;
        let start = self.at;
        self.skip_while(is_letter);
        let name = self.source.get(start..self.at).unwrap_or_default();
        let mut argument = 0;
        if self.byte(0) == b':' {
            self.at += 1;
            let start = self.at;
            self.skip_while(|c| c != b')');
            argument = self.at - start;
            if argument > MAX_MARK {
                return Err(self.wrong(e::VERB_NAME_TOO_LONG));
            }
        }
        let verb = VERBS.iter().find(|verb| verb.0 == name).filter(|_| self.byte(0) == b')');
        match verb {
            None => return Err(self.wrong(e::UNKNOWN_VERB)),
            Some((_, false, _)) if argument == 0 => return Err(self.wrong(e::MARK_ARGUMENT)),
            Some((_, _, false)) if argument > 0 => return Err(self.wrong(e::VERB_ARGUMENT)),
            Some(_) => {}
        }
        self.at += 1;
        Ok(())
    }

    fn callout(&mut self) -> Read<()> {
        self.at += 1;
        let mut number = 0;
        while self.is_digit(0) {
            number = number * 10 + u32::from(self.byte(0) - b'0');
            self.at += 1;
            if number > 255 {
                return Err(self.wrong(e::CALLOUT_TOO_BIG));
            }
        }
        if self.byte(0) != b')' {
            return Err(self.wrong(e::CALLOUT_NOT_CLOSED));
        }
        self.at += 1;
        self.previous = None;
        Ok(())
    }

    fn word(&mut self) -> &'a [u8] {
        let start = self.at;
        self.skip_while(is_word);
        self.source.get(start..self.at).unwrap_or_default()
    }

    /// A group with a name, at the character before it.
    fn define(&mut self, end: u8) -> Read<()> {
        self.at += 1;
        if self.is_digit(0) {
            return Err(self.wrong(e::NAME_DIGIT));
        }
        let name = self.word();
        if !self.second {
            self.note_name(name, end)?;
        }
        self.at += 1;
        self.capture();
        Ok(())
    }

    fn note_name(&mut self, name: &'a [u8], end: u8) -> Read<()> {
        if self.byte(0) != end {
            return Err(self.wrong(e::NAME_SYNTAX));
        }
        if self.names.len() >= MAX_NAMES {
            return Err(self.wrong(e::TOO_MANY_NAMES));
        }
        if name.len() > MAX_NAME {
            return Err(self.wrong(e::NAME_TOO_LONG));
        }
        let number = self.groups + 1;
        for (other, of) in &self.names {
            match (*other == name, *of == number) {
                (true, true) => return Ok(()),
                (true, false) if !self.flags.dupnames => return Err(self.wrong(e::NAME_TWICE)),
                (false, true) => return Err(self.wrong(e::NAMES_DIFFER)),
                _ => {}
            }
        }
        self.names.push((name, number));
        Ok(())
    }

    /// A reference or call by name, at the character before it.
    pub(super) fn named(&mut self, end: u8, call: bool) -> Read<()> {
        self.at += 1;
        if self.is_digit(0) {
            return Err(self.wrong(e::NAME_DIGIT));
        }
        let name = self.word();
        let number = self.names.iter().find(|entry| entry.0 == name).map(|entry| entry.1);
        if !self.second {
            if name.is_empty() {
                return Err(self.wrong(e::NAME_EXPECTED));
            }
            if self.byte(0) != end {
                return Err(self.wrong(e::NAME_SYNTAX));
            }
            if name.len() > MAX_NAME {
                return Err(self.wrong(e::NAME_TOO_LONG));
            }
        } else if number.is_none() {
            return Err(self.wrong(e::NO_SUCH_GROUP));
        }
        let number = number.unwrap_or(0);
        if call {
            return self.called(number);
        }
        self.at += 1;
        self.refer(number);
        Ok(())
    }

    /// `\g<` or `\g'`: a call by name or number.
    pub(super) fn call_escape(&mut self) -> Read<()> {
        let end = if self.byte(0) == b'<' { b'>' } else { b'\'' };
        let c = self.byte(1);
        if !matches!(c, b'+' | b'-') && !c.is_ascii_digit() {
            return self.named(end, true);
        }
        let digits = self.rest().iter().skip(2).take_while(|c| c.is_ascii_digit()).count();
        if self.byte(2 + digits) != end {
            return Err(self.wrong(e::AFTER_G));
        }
        self.at += 1;
        self.call(end)
    }

    /// A call by number.
    fn call(&mut self, end: u8) -> Read<()> {
        let sign = self.byte(0);
        if sign == b'+' {
            self.at += 1;
            if !self.is_digit(0) {
                return Err(self.wrong(e::DIGIT_EXPECTED));
            }
        } else if sign == b'-' {
            if !self.is_digit(1) {
                return self.options();
            }
            self.at += 1;
        }
        let mut number = self.number()?;
        if self.byte(0) != end {
            return Err(self.wrong(e::CALL_NOT_CLOSED));
        }
        if matches!(sign, b'+' | b'-') && number == 0 {
            return Err(self.wrong(e::REFERENCE_ZERO));
        }
        if sign == b'+' {
            number = number.saturating_add(self.groups);
        } else if sign == b'-' {
            number = (self.groups + 1).saturating_sub(number);
            if number == 0 {
                return Err(self.wrong(e::NO_SUCH_GROUP));
            }
        }
        self.called(number)
    }

    /// A call of a group, at what ends it.
    fn called(&mut self, number: u32) -> Read<()> {
        if self.second {
            if number > self.all_groups {
                return Err(self.wrong(e::NO_SUCH_GROUP));
            }
            let conditions = self.levels.iter().any(|level| matches!(level.role, Role::Condition { .. }));
            let open = match number {
                0 => Some(0),
                _ => self.levels.iter().position(|level| level.role == Role::Capture(number)),
            };
            let endless = open.is_some_and(|open| self.levels[open..].iter().all(|level| level.branch_empty));
            if endless && !conditions {
                return Err(self.wrong(e::ENDLESS_CALL));
            }
        }
        self.at += 1;
        self.item(Item::Group, Length::Called, true);
        Ok(())
    }

    /// A group with a condition, at its second parenthesis.
    fn condition(&mut self) -> Read<()> {
        let mut ahead = 0;
        if self.rest().starts_with(b"(?C") {
            let digits = self.rest().iter().skip(3).take_while(|c| c.is_ascii_digit()).count();
            if self.byte(3 + digits) == b')' {
                ahead = 4 + digits;
            }
        }
        let rest = self.rest().get(ahead..).unwrap_or_default();
        if [&b"(?="[..], b"(?!", b"(?<=", b"(?<!"].iter().any(|start| rest.starts_with(start)) {
            self.kind(0, Role::Condition { define: false, assertion: true });
            return Ok(());
        }
        if ahead > 0 {
            return Err(self.wrong(e::ASSERTION_EXPECTED));
        }
        self.at += 1;
        let define = self.condition_text()?;
        self.kind(0, Role::Condition { define, assertion: false });
        Ok(())
    }

    /// A condition that is no assertion; whether it is `DEFINE`.
    fn condition_text(&mut self) -> Read<bool> {
        let recursion = self.rest().starts_with(b"R&");
        let end = match self.byte(0) {
            b'<' if !recursion => Some(b'>'),
            b'\'' if !recursion => Some(b'\''),
            _ => None,
        };
        self.at += if recursion { 2 } else { usize::from(end.is_some()) };
        let sign = self.byte(0);
        let number = if end.is_none() && !recursion && (matches!(sign, b'+' | b'-') || sign.is_ascii_digit()) {
            self.at += usize::from(!sign.is_ascii_digit());
            Some(self.number()?)
        } else {
            None
        };
        let mut name: &[u8] = &[];
        if number.is_none() {
            if self.is_digit(0) {
                return Err(self.wrong(e::NAME_DIGIT));
            }
            if !is_word(self.byte(0)) {
                return Err(self.wrong(e::ASSERTION_EXPECTED));
            }
            name = self.word();
        }
        for end in end.into_iter().chain([b')']) {
            if self.byte(0) != end {
                return Err(self.wrong(e::CONDITION_SYNTAX));
            }
            self.at += 1;
        }
        if self.second {
            self.check_condition(number, sign, name, end.is_some() || recursion)?;
        }
        Ok(end.is_none() && !recursion && name == b"DEFINE" && !self.is_name(name))
    }

    fn is_name(&self, name: &[u8]) -> bool {
        self.names.iter().any(|entry| entry.0 == name)
    }

    fn check_condition(&mut self, number: Option<u32>, sign: u8, name: &[u8], alone: bool) -> Read<()> {
        let Some(number) = number else {
            let digits = name.strip_prefix(b"R").is_some_and(|digits| digits.iter().all(u8::is_ascii_digit));
            let known = self.is_name(name) || !alone && (digits || name == b"DEFINE");
            return if known { Ok(()) } else { Err(self.wrong(e::NO_SUCH_GROUP)) };
        };
        if number == 0 {
            return Err(self.wrong(e::CONDITION_ZERO));
        }
        let number = match sign {
            b'-' => (self.groups + 1).saturating_sub(number),
            b'+' => number.saturating_add(self.groups),
            _ => number,
        };
        if number == 0 || number > self.all_groups {
            return Err(self.wrong(e::NO_SUCH_GROUP));
        }
        Ok(())
    }

    /// `(?i)` and `(?i:`.
    fn options(&mut self) -> Read<()> {
        let mut flags = self.flags;
        let (mut on, mut off) = (Vec::new(), Vec::new());
        let mut set = true;
        while !matches!(self.byte(0), b')' | b':') {
            match self.byte(0) {
                b'-' => set = false,
                c @ (b'J' | b'i' | b'm' | b's' | b'x' | b'U' | b'X') => if set { &mut on } else { &mut off }.push(c),
                _ => return Err(self.wrong(e::AFTER_QUESTION)),
            }
            self.at += 1;
        }
        for (letters, value) in [(on, true), (off, false)] {
            flags.dupnames = if letters.contains(&b'J') { value } else { flags.dupnames };
            flags.extended = if letters.contains(&b'x') { value } else { flags.extended };
            flags.strict = if letters.contains(&b'X') { value } else { flags.strict };
        }
        let end = self.byte(0);
        self.at += 1;
        if end == b':' {
            self.begin(Role::Plain, flags);
        } else {
            self.flags = flags;
            self.previous = None;
        }
        Ok(())
    }
}

//! Classes of characters in brackets, plain ones and those of `(?[...])`.

use super::error as e;
use super::escape::Escape;
use super::parse::{Parser, Read};
use super::set::Set;
use super::token::Token;
use super::unicode::{self, Asked};

/// The most classes within classes.
const MAX_CLASSES: usize = 15;

/// What was last read of a class, as far as a range may begin with it.
#[derive(Clone, Copy, PartialEq)]
enum Last {
    /// Nothing, or the end of a range.
    None,
    /// A character.
    Char(u32),
    /// What is no character, and cannot begin a range.
    Other,
}

/// A class that is being read.
struct Reading {
    negative: bool,
    set: Set,
    /// Characters and ranges as written.
    written: Vec<(u32, u32)>,
    last: Last,
    /// A hyphen was read after a character, or where it stands after something else.
    hyphen: Option<usize>,
    /// It is one character and nothing else.
    single: Option<u32>,
    items: usize,
}

impl Parser<'_> {
    /// Where a POSIX class ends whose `[` was read, if it is one.
    pub(super) fn posix_end(&self) -> Option<usize> {
        let terminator = self.peek(0).filter(|c| matches!(c, b':' | b'.' | b'='))?;
        let mut at = self.at + 1;
        while self.source.len() - at.min(self.source.len()) >= 2 {
            match (self.source.get(at)?, self.source.get(at + 1)?) {
                (b'\\', b']' | b'\\') => at += 1,
                (b'[', next) if *next == terminator => return None,
                (b']', _) => return None,
                (c, b']') if *c == terminator => return Some(at + 2),
                _ => {}
            }
            at += 1;
        }
        None
    }

    /// A class, after its bracket.
    pub(super) fn class(&mut self) -> Read<Token> {
        let reading = self.read_class(self.inner.extended_more)?;
        if let (Some(c), false) = (reading.single.filter(|_| reading.items == 1), reading.negative) {
            self.newline_within |= c == 10 || c == 13;
            return Ok(Token::Char(c, self.inner.caseless.then(|| self.folding())));
        }
        Ok(Token::Set(Box::new(self.finish(reading))))
    }

    /// The set of a class as it is matched with.
    fn finish(&self, reading: Reading) -> Set {
        let mut written = Set::of(reading.written);
        if self.inner.caseless {
            written = self.folding().close(&written);
        }
        let set = written.union(&reading.set).intersection(&Set::of(vec![(0, self.last())]));
        if reading.negative { set.complement(self.last()) } else { set }
    }

    fn class_not_closed(&self) -> super::error::Wrong {
        self.wrong(e::CLASS_NOT_CLOSED)
    }

    fn next_in_class(&mut self) -> Read<u32> {
        if self.at >= self.source.len() {
            return Err(self.class_not_closed());
        }
        Ok(self.next())
    }

    /// What is between brackets, after the first; blanks do not count where said.
    fn read_class(&mut self, blanks: bool) -> Read<Reading> {
        let mut reading = Reading {
            negative: false,
            set: Set::default(),
            written: Vec::new(),
            last: Last::None,
            hyphen: None,
            single: None,
            items: 0,
        };
        let mut c = self.class_begin(&mut reading, blanks)?;
        if c == u32::from(b']') {
            self.class_char(&mut reading, c)?;
            c = self.next_in_class()?;
        }
        loop {
            let char_at = self.at;
            if self.quoted {
                if c == u32::from(b'\\') && self.peek(0) == Some(b'E') {
                    self.quoted = false;
                    self.at += 1;
                } else {
                    self.class_char(&mut reading, c)?;
                }
            } else if blanks && (c == 32 || c == 9) {
            } else if c == u32::from(b'[')
                && let Some(end) = self.posix_end()
            {
                self.posix(&mut reading, end)?;
            } else if c == u32::from(b']') {
                if reading.hyphen.is_some() {
                    reading.written.push((u32::from(b'-'), u32::from(b'-')));
                    reading.items += 1;
                }
                return Ok(reading);
            } else if c == u32::from(b'\\') {
                self.class_escape(&mut reading)?;
            } else if c == u32::from(b'-')
                && reading.hyphen.is_none()
                && (matches!(reading.last, Last::Char(_)) || reading.last == Last::Other && !self.options.old)
            {
                reading.hyphen = Some(char_at);
            } else {
                self.class_char(&mut reading, c)?;
            }
            c = self.next_in_class()?;
        }
    }

    /// The circumflex and what does not count before the first character, which is given back.
    fn class_begin(&mut self, reading: &mut Reading, blanks: bool) -> Read<u32> {
        loop {
            let c = self.next_in_class()?;
            if c == u32::from(b'\\') {
                if self.peek(0) == Some(b'E') {
                    self.at += 1;
                } else if self.rest().starts_with(b"Q\\E") {
                    self.at += 3;
                } else {
                    return Ok(c);
                }
            } else if blanks && (c == 32 || c == 9) {
            } else if c == u32::from(b'^') && !reading.negative {
                reading.negative = true;
            } else {
                return Ok(c);
            }
        }
    }

    /// A character, which may end a range.
    fn class_char(&mut self, reading: &mut Reading, c: u32) -> Read<()> {
        self.newline_within |= c == 10 || c == 13;
        match (reading.hyphen.take(), reading.last) {
            (None, _) => {
                reading.written.push((c, c));
                reading.single = Some(c);
                reading.items += 1;
                reading.last = Last::Char(c);
            }
            (Some(_), Last::Char(from)) if from > c => return Err(self.wrong(e::RANGE_ORDER)),
            (Some(_), Last::Char(from)) => {
                reading.written.push((from, c));
                reading.items += usize::from(from != c);
                reading.last = Last::None;
            }
            (Some(at), _) => {
                self.at = at;
                return Err(self.wrong(e::INVALID_RANGE));
            }
        }
        Ok(())
    }

    /// What is no character cannot end a range.
    fn class_set(&mut self, reading: &mut Reading, set: &Set) -> Read<()> {
        match (reading.hyphen.take(), reading.last) {
            (Some(_), Last::Char(_)) => return Err(self.wrong(e::INVALID_RANGE)),
            (Some(at), _) => {
                self.at = at;
                return Err(self.wrong(e::INVALID_RANGE));
            }
            (None, _) => {}
        }
        reading.set = reading.set.union(set);
        reading.items += 2;
        reading.last = Last::Other;
        Ok(())
    }

    fn class_escape(&mut self, reading: &mut Reading) -> Read<()> {
        match self.escape(true)? {
            Escape::Char(c) => self.class_char(reading, c),
            Escape::Backspace => self.class_char(reading, 8),
            Escape::Set(set) => self.class_set(reading, &set),
            Escape::Quote => {
                self.quoted = true;
                Ok(())
            }
            Escape::EndQuote => Ok(()),
            _ => Err(self.wrong(e::ESCAPE_IN_CLASS)),
        }
    }

    /// `[:name:]`, at the first colon.
    fn posix(&mut self, reading: &mut Reading, end: usize) -> Read<()> {
        let kind = self.peek(0);
        let start = self.at;
        self.at = end;
        match (reading.hyphen, reading.last) {
            (Some(_), Last::Char(_)) => return Err(self.wrong(e::INVALID_RANGE)),
            (Some(at), _) => {
                self.at = at;
                return Err(self.wrong(e::INVALID_RANGE));
            }
            (None, _) => {}
        }
        if kind != Some(b':') {
            return Err(self.wrong(e::POSIX_COLLATING));
        }
        let name = self.source.get(start + 1..end.saturating_sub(2)).unwrap_or_default();
        let (negative, name) = match name.strip_prefix(b"^") {
            Some(name) => (true, name),
            None => (false, name),
        };
        let set = self.posix_set(name).ok_or_else(|| self.wrong(e::UNKNOWN_POSIX))?;
        let set = set.intersection(&Set::of(vec![(0, self.last())]));
        self.class_set(reading, &if negative { set.complement(self.last()) } else { set })
    }

    fn posix_set(&self, name: &[u8]) -> Option<Set> {
        let inner = &self.inner;
        let digits = name == b"digit" || name == b"xdigit";
        let by_unicode = self.options.ucp && !inner.ascii_posix && !(digits && inner.ascii_digit);
        if by_unicode && let Some(set) = unicode_posix(name) {
            return Some(set);
        }
        let ranges: &[(u32, u32)] = match name {
            b"lower" | b"upper" | b"alpha" if inner.caseless => &[(0x41, 0x5a), (0x61, 0x7a)],
            b"alpha" => &[(0x41, 0x5a), (0x61, 0x7a)],
            b"lower" => &[(0x61, 0x7a)],
            b"upper" => &[(0x41, 0x5a)],
            b"alnum" => &[(0x30, 0x39), (0x41, 0x5a), (0x61, 0x7a)],
            b"ascii" => &[(0, 0x7f)],
            b"blank" => &[(9, 9), (32, 32)],
            b"cntrl" => &[(0, 0x1f), (0x7f, 0x7f)],
            b"digit" => &[(0x30, 0x39)],
            b"graph" => &[(0x21, 0x7e)],
            b"print" => &[(0x20, 0x7e)],
            b"punct" => &[(0x21, 0x2f), (0x3a, 0x40), (0x5b, 0x60), (0x7b, 0x7e)],
            b"space" => &[(9, 13), (32, 32)],
            b"word" => &[(0x30, 0x39), (0x41, 0x5a), (0x5f, 0x5f), (0x61, 0x7a)],
            b"xdigit" => &[(0x30, 0x39), (0x41, 0x46), (0x61, 0x66)],
            _ => return None,
        };
        let set = Set::of(ranges.to_vec());
        Some(if self.options.old { set.union(&super::old::posix(name, inner.caseless)) } else { set })
    }

    /// `(?[...])`, after its bracket: sets with operators between them. What is open is on a stack.
    pub(super) fn extended_class(&mut self) -> Read<Token> {
        let mut open = vec![Level::default()];
        let mut next = self.next_extended(1)?;
        loop {
            let depth = open.len();
            let Some(level) = open.last_mut() else { return Err(self.wrong(e::NOT_OPENED)) };
            match u8::try_from(next).unwrap_or(0) {
                b' ' | b'\t' => {}
                b'[' if self.posix_end().is_some() => {
                    let end = self.posix_end().unwrap_or(self.at);
                    let mut reading = Reading::empty();
                    if level.value.is_some() && level.operator.is_none() {
                        self.at = end;
                        return Err(self.wrong(e::CLASS_EXPRESSION));
                    }
                    self.posix(&mut reading, end)?;
                    let set = self.finish(reading);
                    level.operand(set, self.last());
                }
                b'[' | b'(' => {
                    if level.complete() {
                        return Err(self.wrong(e::CLASS_EXPRESSION));
                    }
                    if depth >= MAX_CLASSES {
                        self.at -= 1;
                        return Err(self.wrong(e::CLASS_TOO_DEEP));
                    }
                    if next == u32::from(b'(') {
                        open.push(Level::default());
                    } else {
                        let reading = self.read_class(true)?;
                        let set = self.finish(reading);
                        level.operand(set, self.last());
                    }
                }
                b')' | b']' => {
                    if next == u32::from(b']') && depth != 1 {
                        self.at -= 1;
                        return Err(self.wrong(e::NOT_CLOSED));
                    }
                    if next == u32::from(b')') && depth == 1 {
                        return Err(self.wrong(e::NOT_OPENED));
                    }
                    if level.operator.is_some() || level.not {
                        return Err(self.wrong(e::CLASS_OPERAND_MISSING));
                    }
                    let Some(set) = level.result(self.last()) else { return Err(self.wrong(e::CLASS_EMPTY)) };
                    open.pop();
                    match open.last_mut() {
                        Some(outer) => outer.operand(set, self.last()),
                        None if self.peek(0) == Some(b')') => {
                            self.at += 1;
                            return Ok(Token::Set(Box::new(set)));
                        }
                        None => return Err(self.wrong(e::CLASS_END)),
                    }
                }
                operator @ (b'+' | b'|' | b'-' | b'&' | b'^') => {
                    if !level.complete() {
                        return Err(self.wrong(e::CLASS_OPERATOR_FIRST));
                    }
                    level.operator = Some(operator);
                }
                b'!' => {
                    if level.complete() {
                        return Err(self.wrong(e::CLASS_EXPRESSION));
                    }
                    level.not = !level.not;
                    level.negated = true;
                }
                b'\\' => {
                    let complete = level.complete();
                    let set = self.extended_escape()?;
                    if complete {
                        return Err(self.wrong(e::CLASS_EXPRESSION));
                    }
                    if let Some(set) = set {
                        let last = self.last();
                        if let Some(level) = open.last_mut() {
                            level.operand(set, last);
                        }
                    }
                }
                _ => return Err(self.wrong(e::CLASS_CHARACTER)),
            }
            next = self.next_extended(open.len())?;
        }
    }

    fn next_extended(&mut self, _depth: usize) -> Read<u32> {
        self.next_in_class()
    }

    /// An escape as an operand; none for one that stands for nothing.
    fn extended_escape(&mut self) -> Read<Option<Set>> {
        let mut reading = Reading::empty();
        match self.escape(true)? {
            Escape::Char(c) => self.class_char(&mut reading, c)?,
            Escape::Backspace => self.class_char(&mut reading, 8)?,
            Escape::Set(set) => self.class_set(&mut reading, &set)?,
            Escape::Quote => {
                if self.rest().starts_with(b"\\E") {
                    self.at += 2;
                    return Ok(None);
                }
                self.next_in_class()?;
                return Err(self.wrong(e::CLASS_CHARACTER));
            }
            Escape::EndQuote => return Ok(None),
            _ => return Err(self.wrong(e::ESCAPE_IN_CLASS)),
        }
        Ok(Some(self.finish(reading)))
    }
}

impl Reading {
    fn empty() -> Reading {
        Reading {
            negative: false,
            set: Set::default(),
            written: Vec::new(),
            last: Last::None,
            hyphen: None,
            single: None,
            items: 0,
        }
    }
}

/// What is read of an expression: a value and, of tighter binding, a product that is still being made.
#[derive(Default)]
struct Level {
    /// What is joined so far, and how the product is to be joined with it.
    sum: Option<(Set, u8)>,
    /// The product.
    value: Option<Set>,
    operator: Option<u8>,
    not: bool,
    negated: bool,
}

impl Level {
    /// Whether there is an operand and nothing waits for another.
    fn complete(&self) -> bool {
        self.value.is_some() && self.operator.is_none() && !self.not
    }

    fn operand(&mut self, set: Set, last: u32) {
        let set = if std::mem::take(&mut self.not) { set.complement(last) } else { set };
        self.negated = false;
        let Some(value) = self.value.take() else {
            self.value = Some(set);
            return;
        };
        match self.operator.take() {
            Some(b'&') => self.value = Some(value.intersection(&set)),
            operator => {
                let value = self.joined(value, last);
                self.sum = Some((value, operator.unwrap_or(b'+')));
                self.value = Some(set);
            }
        }
    }

    fn joined(&mut self, value: Set, last: u32) -> Set {
        match self.sum.take() {
            None => value,
            Some((sum, b'-')) => sum.intersection(&value.complement(last)),
            Some((sum, b'^')) => {
                let both = sum.intersection(&value);
                sum.union(&value).intersection(&both.complement(last))
            }
            Some((sum, _)) => sum.union(&value),
        }
    }

    fn result(&mut self, last: u32) -> Option<Set> {
        let value = self.value.take()?;
        Some(self.joined(value, last))
    }
}

/// What POSIX classes are to Unicode; none for those that are what they are.
fn unicode_posix(name: &[u8]) -> Option<Set> {
    let graphic = |also_out: &[(u32, u32)], out: &[&str]| {
        let controls = unicode::category("c")?;
        let format = unicode::category("cf")?;
        let banned = Set::of(also_out.to_vec());
        let out = out.iter().filter_map(|name| unicode::category(name)).reduce(|a, b| a.union(&b))?;
        let last = super::set::MAX_CODE_POINT;
        let kept = controls.complement(last).union(&format.intersection(&banned.complement(last)));
        Some(kept.intersection(&out.complement(last)))
    };
    match name {
        b"alpha" => unicode::category("l"),
        b"lower" => unicode::category("ll"),
        b"upper" => unicode::category("lu"),
        b"alnum" => unicode::property("xan", Asked::Any),
        b"blank" => Some(unicode::horizontal()),
        b"cntrl" => unicode::category("cc"),
        b"digit" => unicode::category("nd"),
        b"space" => unicode::property("xsp", Asked::Any),
        b"word" => unicode::property("xwd", Asked::Any),
        b"graph" => graphic(&[(0x61c, 0x61c), (0x180e, 0x180e), (0x2066, 0x2069)], &["z"]),
        b"print" => graphic(&[(0x61c, 0x61c), (0x2066, 0x2069)], &["zl", "zp"]),
        b"punct" => {
            let symbols = unicode::category("s")?.intersection(&Set::of(vec![(0, 127)]));
            Some(unicode::category("p")?.union(&symbols))
        }
        b"xdigit" => Some(Set::of(vec![
            (0x30, 0x39),
            (0x41, 0x46),
            (0x61, 0x66),
            (0xff10, 0xff19),
            (0xff21, 0xff26),
            (0xff41, 0xff46),
        ])),
        _ => None,
    }
}

//! Classes in brackets.

use super::escape::Escape;
use super::{Item, Length, Read, Reading, error as e};

const POSIX: [&[u8]; 14] = [
    b"alpha", b"lower", b"upper", b"alnum", b"ascii", b"blank", b"cntrl", b"digit", b"graph", b"print", b"punct",
    b"space", b"word", b"xdigit",
];

impl Reading<'_> {
    /// The length of a POSIX class up to its last bracket, if one begins here.
    fn posix(&self) -> Option<usize> {
        let terminator = self.byte(1);
        if self.byte(0) != b'[' || !matches!(terminator, b':' | b'.' | b'=') {
            return None;
        }
        let mut ahead = 2;
        loop {
            match (self.byte(ahead), self.byte(ahead + 1)) {
                (0, _) => return None,
                (b'\\', b']' | b'\\') => ahead += 1,
                (b'[', next) if next == terminator => return None,
                (b']', _) => return None,
                (c, b']') if c == terminator => return Some(ahead + 1),
                _ => {}
            }
            ahead += 1;
        }
    }

    /// A class, at its bracket.
    pub(super) fn class(&mut self) -> Read<()> {
        let class = |reading: &mut Self| reading.item(Item::Single, Length::Fixed(1), false);
        if [b"[[:<:]]", b"[[:>:]]"].iter().any(|word| self.rest().starts_with(*word)) {
            self.at += 7;
            self.item(Item::Assertion, Length::Fixed(0), true);
            return Ok(());
        }
        if self.posix().is_some() {
            return Err(self.wrong(if self.byte(1) == b':' { e::POSIX_OUTSIDE } else { e::POSIX_COLLATING }));
        }
        self.at += 1;
        let mut negative = false;
        loop {
            if self.rest().starts_with(b"\\Q\\E") {
                self.at += 4;
            } else if self.rest().starts_with(b"\\E") {
                self.at += 2;
            } else if self.byte(0) == b'^' && !negative {
                negative = true;
                self.at += 1;
            } else {
                break;
            }
        }
        let mut first = true;
        while self.at < self.source.len() {
            if self.byte(0) == b']' && !first && !self.quoted {
                self.at += 1;
                class(self);
                return Ok(());
            }
            first = false;
            self.class_item()?;
        }
        Err(self.wrong(e::CLASS_NOT_CLOSED))
    }

    /// A character, range, class or escape.
    fn class_item(&mut self) -> Read<()> {
        if self.quoted && self.rest().starts_with(b"\\E") {
            self.quoted = false;
            self.at += 2;
            return Ok(());
        }
        let from = if self.quoted {
            self.class_char()
        } else if let Some(length) = self.posix() {
            return self.posix_name(length);
        } else if self.byte(0) == b'\\' {
            match self.class_escape(e::ESCAPE_IN_CLASS)? {
                Some(c) => c,
                None => return Ok(()),
            }
        } else {
            self.class_char()
        };
        while self.rest().starts_with(b"\\E") {
            self.quoted = false;
            self.at += 2;
        }
        if self.quoted || self.byte(0) != b'-' {
            return Ok(());
        }
        self.range(from)
    }

    fn class_char(&mut self) -> u32 {
        let (c, length) = crate::re::text::decode(self.source, self.at, self.source.len(), self.utf);
        self.at += length;
        c
    }

    /// An escape in a class: its character, if it is one.
    fn class_escape(&mut self, wrong: &'static str) -> Read<Option<u32>> {
        match self.escape(true)? {
            Escape::Char(c) => Ok(Some(c)),
            Escape::Letter(b'b') => Ok(Some(8)),
            Escape::Letter(b'N') if wrong == e::ESCAPE_IN_CLASS => {
                self.at -= 1;
                Err(self.wrong(e::N_IN_CLASS))
            }
            Escape::Letter(b'Q') if wrong == e::ESCAPE_IN_CLASS => {
                if self.rest().starts_with(b"\\E") {
                    self.at += 2;
                } else {
                    self.quoted = true;
                }
                Ok(None)
            }
            Escape::Letter(b'E') => Ok(None),
            Escape::Letter(b'd' | b'D' | b'w' | b'W' | b's' | b'S' | b'h' | b'H' | b'v' | b'V')
                if wrong == e::ESCAPE_IN_CLASS =>
            {
                Ok(None)
            }
            Escape::Letter(b'p' | b'P') if wrong == e::ESCAPE_IN_CLASS => self.property().map(|()| None),
            Escape::Letter(c) if wrong == e::ESCAPE_IN_CLASS && !self.flags.strict => Ok(Some(u32::from(c))),
            Escape::Letter(_) | Escape::Reference(_) => {
                self.at -= 1;
                Err(self.wrong(wrong))
            }
        }
    }

    /// The rest of a range, at its hyphen; or the hyphen stands for itself.
    fn range(&mut self, from: u32) -> Read<()> {
        let hyphen = self.at;
        self.at += 1;
        while self.rest().starts_with(b"\\E") {
            self.at += 2;
        }
        while self.rest().starts_with(b"\\Q") {
            self.at += 2;
            if self.rest().starts_with(b"\\E") {
                self.at += 2;
                continue;
            }
            self.quoted = true;
            break;
        }
        if self.at >= self.source.len() || !self.quoted && self.byte(0) == b']' {
            // It is an item of its own, with which no range begins.
            self.at = hyphen + 1;
            return Ok(());
        }
        let to = if !self.quoted && self.byte(0) == b'\\' {
            self.class_escape(e::INVALID_RANGE)?.unwrap_or(0)
        } else if !self.quoted && self.posix().is_some() {
            return Err(self.wrong(e::INVALID_RANGE));
        } else {
            self.class_char()
        };
        if to < from {
            // The place is that of the last byte of what ends the range.
            self.at -= 1;
            return Err(self.wrong(e::RANGE_ORDER));
        }
        Ok(())
    }

    fn posix_name(&mut self, length: usize) -> Read<()> {
        if self.byte(1) != b':' {
            return Err(self.wrong(e::POSIX_COLLATING));
        }
        let end = self.at + length;
        self.at += 2 + usize::from(self.byte(2) == b'^');
        let name = self.source.get(self.at..end - 1).unwrap_or_default();
        if !POSIX.contains(&name) {
            return Err(self.wrong(e::UNKNOWN_POSIX));
        }
        self.at = end + 1;
        Ok(())
    }
}

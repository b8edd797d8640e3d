//! What follows a backslash.

use super::{Item, Length, MOST_BEFORE_DIGIT, Read, Reading, error as e, is_count};
use crate::re::unicode;

/// What an escape stands for.
pub(super) enum Escape {
    /// A character.
    Char(u32),
    /// What that letter stands for.
    Letter(u8),
    /// What the group of that number matched.
    Reference(u32),
}

impl Reading<'_> {
    /// Reads an escape, at its backslash. While this reads, the place is that of the last character that was read.
    pub(super) fn escape(&mut self, in_class: bool) -> Read<Escape> {
        self.at += 1;
        if self.at >= self.source.len() {
            return Err(self.wrong(e::ESCAPE_AT_END));
        }
        let c = self.byte(0);
        let escape = match c {
            b'a' => Escape::Char(7),
            b'e' => Escape::Char(27),
            b'f' => Escape::Char(12),
            b'n' => Escape::Char(10),
            b'r' => Escape::Char(13),
            b't' => Escape::Char(9),
            b'l' | b'L' | b'u' | b'U' => return Err(self.wrong(e::UNSUPPORTED_ESCAPE)),
            b'N' if self.byte(1) == b'{' && !is_count(self.rest().get(2..).unwrap_or_default()) => {
                return Err(self.wrong(e::UNSUPPORTED_ESCAPE));
            }
            b'g' if in_class => Escape::Char(u32::from(c)),
            b'g' => self.group_reference()?,
            b'0'..=b'9' => self.digits(c, in_class)?,
            b'o' => self.braced_octal()?,
            b'x' => self.hexadecimal()?,
            b'c' => self.control()?,
            b'A' | b'B' | b'C' | b'D' | b'E' | b'G' | b'H' | b'K' | b'N' | b'P' | b'Q' | b'R' | b'S' | b'V' | b'W'
            | b'X' | b'Z' | b'b' | b'd' | b'h' | b'k' | b'p' | b's' | b'v' | b'w' | b'z' => Escape::Letter(c),
            _ if c.is_ascii_alphanumeric() && self.flags.strict => return Err(self.wrong(e::UNKNOWN_ESCAPE)),
            _ => {
                let (c, length) = crate::re::text::decode(self.source, self.at, self.source.len(), self.utf);
                self.at += length - 1;
                Escape::Char(c)
            }
        };
        self.at += 1;
        Ok(escape)
    }

    /// A number whose last digit is the place, after the place before it; whether it is too big.
    fn trailing_number(&mut self) -> Read<u32> {
        let mut number = 0u32;
        while self.is_digit(1) {
            if number > MOST_BEFORE_DIGIT {
                while self.is_digit(1) {
                    self.at += 1;
                }
                return Err(self.wrong(e::NUMBER_TOO_BIG));
            }
            self.at += 1;
            number = number * 10 + u32::from(self.byte(0) - b'0');
        }
        Ok(number)
    }

    /// `\g`: a number here, with or without braces; else a name is to follow.
    fn group_reference(&mut self) -> Read<Escape> {
        if matches!(self.byte(1), b'<' | b'\'') {
            return Ok(Escape::Letter(b'g'));
        }
        let braced = self.byte(1) == b'{';
        if braced {
            let rest = self.rest().get(2..).unwrap_or_default();
            let other = rest.iter().find(|c| **c != b'-' && !c.is_ascii_digit());
            if other.is_some_and(|c| *c != b'}') {
                return Ok(Escape::Letter(b'k'));
            }
            self.at += 1;
        }
        let negative = self.byte(1) == b'-';
        self.at += usize::from(negative);
        let number = self.trailing_number()?;
        if braced {
            self.at += 1;
            if self.byte(0) != b'}' {
                return Err(self.wrong(e::AFTER_G));
            }
        }
        if number == 0 {
            return Err(self.wrong(e::REFERENCE_ZERO));
        }
        if !negative {
            return Ok(Escape::Reference(number));
        }
        match (self.groups + 1).checked_sub(number).filter(|number| *number > 0) {
            Some(number) => Ok(Escape::Reference(number)),
            None => Err(self.wrong(e::NO_SUCH_GROUP)),
        }
    }

    fn digits(&mut self, first: u8, in_class: bool) -> Read<Escape> {
        if !in_class && first != b'0' {
            let start = self.at;
            self.at -= 1;
            let number = self.trailing_number()?;
            if number < 8 || number <= self.groups {
                return Ok(Escape::Reference(number));
            }
            self.at = start;
        }
        if first >= b'8' {
            return Ok(Escape::Char(u32::from(first)));
        }
        let mut code = u32::from(first - b'0');
        for _ in 0..2 {
            if !(b'0'..=b'7').contains(&self.byte(1)) {
                break;
            }
            self.at += 1;
            code = code * 8 + u32::from(self.byte(0) - b'0');
        }
        if code > 255 && !self.utf {
            return Err(self.wrong(e::OCTAL_TOO_LARGE));
        }
        Ok(Escape::Char(code))
    }

    fn braced_octal(&mut self) -> Read<Escape> {
        if self.byte(1) != b'{' {
            return Err(self.wrong(e::OCTAL_BRACE));
        }
        if self.byte(2) == b'}' {
            return Err(self.wrong(e::DIGITS_MISSING));
        }
        self.at += 2;
        self.braced(8, e::NON_OCTAL)
    }

    fn hexadecimal(&mut self) -> Read<Escape> {
        if self.byte(1) == b'{' {
            self.at += 2;
            if self.byte(0) == b'}' {
                return Err(self.wrong(e::DIGITS_MISSING));
            }
            return self.braced(16, e::NON_HEX);
        }
        let mut code = 0;
        for _ in 0..2 {
            let Some(digit) = char::from(self.byte(1)).to_digit(16) else { break };
            code = code * 16 + digit;
            self.at += 1;
        }
        Ok(Escape::Char(code))
    }

    /// Digits up to a brace, which is the place then.
    fn braced(&mut self, radix: u32, no_digit: &'static str) -> Read<Escape> {
        let last = if self.utf { super::super::set::MAX_CODE_POINT } else { 255 };
        let mut code = 0u32;
        while let Some(digit) = char::from(self.byte(0)).to_digit(radix) {
            code = code.saturating_mul(radix).saturating_add(digit);
            self.at += 1;
        }
        if code > last {
            return Err(self.wrong(e::CODE_TOO_LARGE));
        }
        if self.byte(0) != b'}' {
            return Err(self.wrong(no_digit));
        }
        if self.utf && (0xd800..=0xdfff).contains(&code) {
            return Err(self.wrong(e::SURROGATE));
        }
        Ok(Escape::Char(code))
    }

    fn control(&mut self) -> Read<Escape> {
        self.at += 1;
        match self.byte(0) {
            _ if self.at >= self.source.len() => Err(self.wrong(e::CONTROL_AT_END)),
            128.. => Err(self.wrong(e::CONTROL_CHARACTER)),
            c => Ok(Escape::Char(u32::from(c.to_ascii_uppercase() ^ 0x40))),
        }
    }

    /// The name of a property, which must be one.
    pub(super) fn property(&mut self) -> Read<()> {
        /// The longest name that is read.
        const MOST: usize = 31;
        let mut name = vec![self.byte(0)];
        if self.at >= self.source.len() {
            return Err(self.wrong(e::PROPERTY_SYNTAX));
        }
        if name == b"{" {
            name.clear();
            self.at += usize::from(self.byte(1) == b'^');
            loop {
                if name.len() == MOST {
                    return Err(self.wrong(e::PROPERTY_SYNTAX));
                }
                self.at += 1;
                match self.byte(0) {
                    0 => return Err(self.wrong(e::PROPERTY_SYNTAX)),
                    b'}' => break,
                    c => name.push(c),
                }
            }
        }
        if !std::str::from_utf8(&name).is_ok_and(unicode::is_old_property) {
            return Err(self.wrong(e::UNKNOWN_PROPERTY));
        }
        self.at += 1;
        Ok(())
    }

    /// An escape outside of classes.
    pub(super) fn escaped(&mut self) -> Read<()> {
        let one = Length::Fixed(1);
        match self.escape(false)? {
            Escape::Char(_) => self.item(Item::Single, one, false),
            Escape::Reference(number) => self.refer(number),
            Escape::Letter(b'Q') => {
                if self.rest().starts_with(b"\\E") {
                    self.at += 2;
                } else {
                    self.quoted = true;
                }
            }
            Escape::Letter(b'E') => {}
            Escape::Letter(b'g') => self.call_escape()?,
            Escape::Letter(b'k') => {
                let end = match self.byte(0) {
                    b'<' => b'>',
                    b'\'' => b'\'',
                    b'{' => b'}',
                    _ => {
                        self.at -= 1;
                        return Err(self.wrong(e::AFTER_K));
                    }
                };
                self.named(end, false)?;
            }
            Escape::Letter(b'p' | b'P') => {
                self.property()?;
                self.item(Item::Single, one, false);
            }
            Escape::Letter(b'A' | b'B' | b'G' | b'K' | b'Z' | b'b' | b'z') => self.previous = None,
            Escape::Letter(b'R' | b'X') => self.item(Item::Single, Length::Varies, false),
            Escape::Letter(b'C') if self.utf => self.item(Item::Single, Length::Unit, false),
            Escape::Letter(_) => self.item(Item::Single, one, false),
        }
        Ok(())
    }

    /// A reference to what a group matched.
    pub(super) fn refer(&mut self, number: u32) {
        self.most_referred = self.most_referred.max(number);
        self.item(Item::Single, Length::Varies, true);
    }
}

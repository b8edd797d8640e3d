//! What a backslash means, outside and inside of classes, and the sets of characters that escapes stand for.

use super::error as e;
use super::parse::{MAX_GROUPS, Parser, Read};
use super::set::{MAX_CODE_POINT, Set};
use super::token::{Place, Token};
use super::unicode::{self, Asked};

/// What an escape stands for.
pub(super) enum Escape {
    /// A character.
    Char(u32),
    /// What the group of that number matched.
    Ref(u32),
    /// A character of a set.
    Set(Box<Set>),
    /// Something that can be repeated or not.
    Token(Token, bool),
    /// A name follows: of a group to refer to or, after `\g`, perhaps to call.
    Named {
        /// It was `\g`.
        call: bool,
    },
    /// `\b`.
    Backspace,
    /// `\B`.
    NotBoundary,
    /// `\Q`.
    Quote,
    /// `\E`.
    EndQuote,
}

/// The longest name of a property, separators left out.
const MAX_PROPERTY: usize = 48;

impl Parser<'_> {
    /// The last character that the subject can have.
    pub(super) fn last(&self) -> u32 {
        if self.options.utf { MAX_CODE_POINT } else { 255 }
    }

    fn set(&self, set: Set, negative: bool) -> Escape {
        Escape::Set(Box::new(if negative { set.complement(self.last()) } else { set }))
    }

    /// Reads what follows a backslash.
    pub(super) fn escape(&mut self, in_class: bool) -> Read<Escape> {
        if self.at >= self.source.len() {
            return Err(self.wrong(e::ESCAPE_AT_END));
        }
        let old = self.options.old;
        let c = self.next();
        let Some(letter) = u8::try_from(c).ok().filter(u8::is_ascii_alphanumeric) else { return Ok(Escape::Char(c)) };
        let at = |place| Ok(Escape::Token(Token::At(place), false));
        match letter {
            b'a' => Ok(Escape::Char(7)),
            b'e' => Ok(Escape::Char(27)),
            b'f' => Ok(Escape::Char(12)),
            b'n' => Ok(Escape::Char(10)),
            b'r' => Ok(Escape::Char(13)),
            b't' => Ok(Escape::Char(9)),
            b'b' => Ok(Escape::Backspace),
            b'B' if !in_class => Ok(Escape::NotBoundary),
            b'Q' => Ok(Escape::Quote),
            b'E' => Ok(Escape::EndQuote),
            b'd' | b'D' => Ok(self.set(self.digit_set(), letter == b'D')),
            b's' | b'S' => Ok(self.set(self.space_set(), letter == b'S')),
            // Up to OTP 27 it is of ASCII where text is UTF-8, but not in a class.
            b'w' | b'W' if old && self.options.utf && !self.options.ucp && !in_class => {
                Ok(self.set(unicode::words(false, false), letter == b'W'))
            }
            b'w' | b'W' => Ok(self.set(self.word_set(self.inner.ascii_w), letter == b'W')),
            b'h' | b'H' => Ok(self.set(self.cut(unicode::horizontal()), letter == b'H')),
            b'v' | b'V' => Ok(self.set(self.cut(unicode::vertical()), letter == b'V')),
            b'p' | b'P' => self.property(letter == b'P'),
            b'N' => self.not_newline(in_class),
            b'k' if in_class => Ok(Escape::Char(c)),
            b'k' => Ok(Escape::Named { call: false }),
            b'g' if in_class => Ok(Escape::Char(c)),
            b'g' => self.group_reference(),
            b'A' | b'B' | b'C' | b'G' | b'K' | b'R' | b'X' | b'Z' | b'z' | b'F' if in_class && old => {
                Ok(Escape::Char(c))
            }
            b'A' | b'B' | b'C' | b'G' | b'K' | b'R' | b'X' | b'Z' | b'z' if in_class => {
                Err(self.wrong(e::ESCAPE_IN_CLASS))
            }
            b'A' => at(Place::SubjectBegin),
            b'G' => at(Place::MatchBegin),
            b'Z' => at(Place::SubjectEndOrNewline),
            b'z' => at(Place::SubjectEnd),
            b'K' => Ok(Escape::Token(Token::Keep, false)),
            b'C' => Ok(Escape::Token(if self.options.utf { Token::Unit } else { Token::Any }, true)),
            b'R' => Ok(Escape::Token(Token::Newline, true)),
            b'X' => Ok(Escape::Token(Token::Cluster, true)),
            b'F' if old => Ok(Escape::Char(c)),
            b'F' | b'l' | b'L' | b'u' | b'U' => Err(self.wrong(e::UNSUPPORTED_ESCAPE)),
            b'0'..=b'9' => self.digits_escape(letter, in_class),
            b'o' => self.octal(),
            b'x' => self.hexadecimal(),
            b'c' => self.control(),
            _ if old => Ok(Escape::Char(c)),
            _ => Err(self.wrong(e::UNKNOWN_ESCAPE)),
        }
    }

    /// A set without what the subject cannot have.
    fn cut(&self, set: Set) -> Set {
        set.intersection(&Set::of(vec![(0, self.last())]))
    }

    pub(super) fn digit_set(&self) -> Set {
        match self.options.ucp && !self.inner.ascii_d {
            true => self.cut(unicode::category("nd").unwrap_or_default()),
            false => Set::of(vec![(0x30, 0x39)]),
        }
    }

    pub(super) fn space_set(&self) -> Set {
        match self.options.ucp && !self.inner.ascii_s {
            true => self.cut(unicode::property("xsp", Asked::Any).unwrap_or_default()),
            false => Set::of(vec![(9, 13), (32, 32)]),
        }
    }

    pub(super) fn word_set(&self, ascii: bool) -> Set {
        self.cut(unicode::words(self.options.ucp && !ascii, self.options.old))
    }

    /// `\N`, which is a name for a character if braces follow that are no counts.
    fn not_newline(&mut self, in_class: bool) -> Read<Escape> {
        if self.peek(0) == Some(b'{') {
            let brace = self.at;
            self.at += 1;
            self.skip_blanks();
            if self.rest().starts_with(b"U+") && self.rest().len() > 1 {
                self.at += 2;
                if self.options.utf {
                    return self.braced_hexadecimal();
                }
                while self.peek(0).is_some_and(|c| c.is_ascii_hexdigit()) {
                    self.at += 1;
                }
                self.skip_blanks();
                self.at += usize::from(self.peek(0) == Some(b'}'));
                return Err(self.wrong(e::NAMED_CODE));
            }
            self.at = brace + 1;
            if in_class {
                return Err(self.wrong(e::UNSUPPORTED_ESCAPE));
            }
            let here = self.at;
            let counts = self.counts();
            self.at = here;
            if counts.map_err(|wrong| super::error::Wrong { at: brace, ..wrong })?.is_none() {
                return Err(self.wrong(e::UNSUPPORTED_ESCAPE));
            }
            self.at = brace;
        }
        if in_class {
            return Err(self.wrong(e::N_IN_CLASS));
        }
        Ok(Escape::Token(Token::NotNewline, true))
    }

    /// `\g`, with a number here; with a name or quoted it is read further elsewhere.
    fn group_reference(&mut self) -> Read<Escape> {
        let number = match self.peek(0) {
            None => return Err(self.wrong(e::AFTER_G)),
            Some(b'<' | b'\'') => return Ok(Escape::Named { call: true }),
            Some(b'{') => {
                let brace = self.at;
                self.at += 1;
                self.skip_blanks();
                // A number that is wrong leaves us at the brace.
                let number = self.number(true).map_err(|wrong| super::error::Wrong { at: brace, ..wrong })?;
                let Some(number) = number else {
                    self.at = brace;
                    return Ok(Escape::Named { call: false });
                };
                self.skip_blanks();
                if self.peek(0) != Some(b'}') {
                    return Err(self.wrong(e::NUMBER_SYNTAX));
                }
                self.at += 1;
                number
            }
            Some(_) => self.number(true)?.ok_or_else(|| self.wrong(e::AFTER_G))?,
        };
        if number == 0 {
            return Err(self.wrong(e::NO_SUCH_GROUP));
        }
        Ok(Escape::Ref(number))
    }

    /// A backslash and digits: a group, or a character in octal.
    fn digits_escape(&mut self, first: u8, in_class: bool) -> Read<Escape> {
        if !in_class && first != b'0' {
            let start = self.at;
            self.at -= 1;
            let mut number = 0u32;
            while let Some(digit) = self.peek(0).filter(u8::is_ascii_digit) {
                number = number.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
                self.at += 1;
            }
            let old = self.options.old;
            if number < if old { 8 } else { 10 } || first >= b'8' && !old || number <= self.groups {
                return if number > MAX_GROUPS { Err(self.wrong(e::GROUP_TOO_BIG)) } else { Ok(Escape::Ref(number)) };
            }
            self.at = start;
        }
        if first >= b'8' {
            return Ok(Escape::Char(u32::from(first)));
        }
        let mut code = u32::from(first - b'0');
        for _ in 0..2 {
            let Some(digit) = self.peek(0).filter(|c| (b'0'..=b'7').contains(c)) else { break };
            code = code * 8 + u32::from(digit - b'0');
            self.at += 1;
        }
        if code > 255 && !self.options.utf {
            return Err(self.wrong(e::OCTAL_TOO_LARGE));
        }
        Ok(Escape::Char(code))
    }

    fn octal(&mut self) -> Read<Escape> {
        if self.peek(0) != Some(b'{') {
            return Err(self.wrong(e::OCTAL_BRACE));
        }
        self.at += 1;
        self.skip_blanks();
        self.braced(8, e::NON_OCTAL)
    }

    fn hexadecimal(&mut self) -> Read<Escape> {
        if self.peek(0) == Some(b'{') {
            self.at += 1;
            self.skip_blanks();
            return self.braced_hexadecimal();
        }
        let digit = |c: Option<u8>| c.and_then(|c| char::from(c).to_digit(16));
        let Some(first) = digit(self.peek(0)) else {
            return if self.options.old { Ok(Escape::Char(0)) } else { Err(self.wrong(e::DIGITS_MISSING)) };
        };
        self.at += 1;
        let Some(second) = digit(self.peek(0)) else { return Ok(Escape::Char(first)) };
        self.at += 1;
        Ok(Escape::Char(first * 16 + second))
    }

    fn braced_hexadecimal(&mut self) -> Read<Escape> {
        self.braced(16, e::NON_HEX)
    }

    /// Digits up to a brace.
    fn braced(&mut self, radix: u32, no_digit: &'static str) -> Read<Escape> {
        if matches!(self.peek(0), None | Some(b'}')) {
            return Err(self.wrong(e::DIGITS_MISSING));
        }
        let digit = |c: Option<u8>| c.and_then(|c| char::from(c).to_digit(radix));
        let (mut code, mut fits) = (0u32, true);
        while let Some(value) = digit(self.peek(0)) {
            code = code.saturating_mul(radix).saturating_add(value);
            self.at += 1;
            if code > self.last() {
                fits = false;
                break;
            }
        }
        self.skip_blanks();
        if !fits {
            while digit(self.peek(0)).is_some() {
                self.at += 1;
            }
            return Err(self.wrong(e::CODE_TOO_LARGE));
        }
        if self.options.utf && (0xd800..=0xdfff).contains(&code) {
            return Err(self.wrong(e::SURROGATE));
        }
        if self.peek(0) != Some(b'}') {
            return Err(self.wrong_after(no_digit));
        }
        self.at += 1;
        Ok(Escape::Char(code))
    }

    fn control(&mut self) -> Read<Escape> {
        let Some(c) = self.peek(0) else { return Err(self.wrong(e::CONTROL_AT_END)) };
        if !(32..=126).contains(&c) && !self.options.old {
            return Err(self.wrong_after(e::CONTROL_CHARACTER));
        }
        self.at += 1;
        Ok(Escape::Char(u32::from(c.to_ascii_uppercase() ^ 0x40)))
    }

    /// `\p` or `\P`.
    fn property(&mut self, negative: bool) -> Read<Escape> {
        let (name, not) = self.property_name()?;
        let (name, asked) = match name.split_once([':', '=']) {
            None if self.options.old => (name.clone(), Asked::Old),
            None => (name.clone(), Asked::Any),
            Some(("script" | "sc", value)) => (value.to_string(), Asked::Script),
            Some(("scriptextensions" | "scx", value)) => (value.to_string(), Asked::Extensions),
            Some(("bidiclass" | "bc", value)) => (format!("bidi{value}"), Asked::Any),
            Some(_) => return Err(self.wrong(e::UNKNOWN_PROPERTY)),
        };
        let name = match name.as_str() {
            "lu" | "ll" | "lt" if self.inner.caseless && asked == Asked::Any => "l&",
            name => name,
        };
        let set = unicode::property(name, asked).ok_or_else(|| self.wrong(e::UNKNOWN_PROPERTY))?;
        Ok(self.set(self.cut(set), negative != not))
    }

    /// The name of a property, and whether it begins with a circumflex.
    fn property_name(&mut self) -> Read<(String, bool)> {
        let mut name = String::new();
        if self.at >= self.source.len() {
            return Err(self.wrong(e::PROPERTY_SYNTAX));
        }
        let first = char::from_u32(self.next()).unwrap_or('\0');
        if first != '{' {
            if !first.is_ascii_alphabetic() {
                return Err(self.wrong(e::PROPERTY_SYNTAX));
            }
            name.push(first.to_ascii_lowercase());
            return Ok((name, false));
        }
        let mut negative = false;
        loop {
            if self.at >= self.source.len() {
                return Err(self.wrong(e::PROPERTY_SYNTAX));
            }
            let c = char::from_u32(self.next()).unwrap_or('\0');
            match c {
                '_' | '-' | ' ' | '\t'..='\r' => {}
                '^' if name.is_empty() && !negative => negative = true,
                '}' => return Ok((name, negative)),
                '&'..='z' if name.len() < MAX_PROPERTY => name.push(c.to_ascii_lowercase()),
                _ => return Err(self.wrong(e::PROPERTY_SYNTAX)),
            }
        }
    }
}

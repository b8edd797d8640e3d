//! Constant terms in Erlang's notation ("42", "{ok, [1, 2]}", "<<\"abc\">>"), as arguments of an
//! entry function are given.
//!
//! The text is turned into the external term format, whose reader then checks what was made; what
//! is open is kept on a stack of its own, so no depth of nesting uses up the host's.

use enigma_beam::EtfTerm;
use thiserror::Error;

/// The longest text of one term, in bytes.
pub const MAX_TEXT: usize = 64 * 1024;

/// Why a text is no constant term.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("character {column}: {what}")]
pub struct LiteralError {
    /// The place in the text, in characters from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
}

/// The term that a text denotes.
pub fn parse(text: &str) -> Result<EtfTerm, LiteralError> {
    if text.len() > MAX_TEXT {
        return Err(LiteralError { column: 1, what: format!("a term of more than {MAX_TEXT} bytes") });
    }
    let mut parser = Parser { text, at: 0, out: vec![131], open: Vec::new() };
    parser.run()?;
    let (term, _) = enigma_beam::decode(&parser.out).map_err(|e| parser.error(e.what))?;
    Ok(term)
}

/// A container whose end has not come yet.
struct Open {
    closes: char,
    /// Where its tag stands in the output.
    tag: usize,
    count: u32,
    /// A list whose tail has been read.
    tail: bool,
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
    out: Vec<u8>,
    open: Vec<Open>,
}

impl Parser<'_> {
    fn error(&self, what: impl Into<String>) -> LiteralError {
        let before = self.text.get(..self.at).unwrap_or(self.text);
        LiteralError { column: before.chars().count() + 1, what: what.into() }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn eat(&mut self, token: &str) -> bool {
        let there = self.rest().starts_with(token);
        self.at += if there { token.len() } else { 0 };
        there
    }

    fn run(&mut self) -> Result<(), LiteralError> {
        loop {
            self.space();
            let opened = self.value()?;
            if opened {
                continue;
            }
            if self.after_value()? {
                return Ok(());
            }
        }
    }

    /// What may follow a value; whether the whole term has ended.
    fn after_value(&mut self) -> Result<bool, LiteralError> {
        loop {
            self.space();
            let Some(open) = self.open.last_mut() else {
                let ended = self.at == self.text.len();
                return if ended { Ok(true) } else { Err(self.error("something follows the term")) };
            };
            open.count += u32::from(!open.tail);
            let (closes, pairs, tail, odd) = (open.closes, open.tag, open.tail, open.count % 2 == 1);
            let is_map = self.out.get(pairs) == Some(&116);
            if self.eat(&closes.to_string()) {
                self.close()?;
                continue;
            }
            if is_map && odd {
                if self.eat("=>") {
                    return Ok(false);
                }
                return Err(self.error("`=>` is missing"));
            }
            if self.eat(",") && !tail {
                return Ok(false);
            }
            if closes == ']' && !tail && self.eat("|") {
                if let Some(open) = self.open.last_mut() {
                    open.tail = true;
                }
                return Ok(false);
            }
            return Err(self.error(format!("`,` or `{closes}` is missing")));
        }
    }

    fn close(&mut self) -> Result<(), LiteralError> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let is_map = self.out.get(open.tag) == Some(&116);
        if is_map && open.count % 2 == 1 {
            return Err(self.error("a key without a value"));
        }
        let count = if is_map { open.count / 2 } else { open.count };
        if let Some(place) = self.out.get_mut(open.tag + 1..open.tag + 5) {
            place.copy_from_slice(&count.to_be_bytes());
        }
        if open.closes == ']' && !open.tail {
            self.out.push(106);
        }
        Ok(())
    }

    /// Reads a value, or the begin of a container that is not empty; whether it was the latter.
    fn value(&mut self) -> Result<bool, LiteralError> {
        for (token, closes, tag) in [("#{", '}', 116), ("{", '}', 105), ("[", ']', 108)] {
            if self.eat(token) {
                return Ok(self.container(closes, tag));
            }
        }
        match self.peek() {
            Some('"') => {
                let text = self.quoted('"')?;
                self.string(&text);
            }
            Some('\'') => {
                let name = self.quoted('\'')?;
                self.atom(&name)?;
            }
            Some('<') => self.binary()?,
            Some('$') => self.character()?,
            Some(c) if c.is_ascii_digit() || c == '-' || c == '+' => self.number()?,
            Some(c) if c.is_lowercase() => {
                let rest = self.rest();
                let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '@'));
                let name = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default().to_string();
                self.at += name.len();
                self.atom(&name)?;
            }
            _ => return Err(self.error("a constant term is missing")),
        }
        Ok(false)
    }

    fn container(&mut self, closes: char, tag: u8) -> bool {
        self.space();
        if self.eat(&closes.to_string()) {
            match tag {
                108 => self.out.push(106),
                tag => self.out.extend([tag, 0, 0, 0, 0]),
            }
            return false;
        }
        self.open.push(Open { closes, tag: self.out.len(), count: 0, tail: false });
        self.out.extend([tag, 0, 0, 0, 0]);
        true
    }

    fn quoted(&mut self, quote: char) -> Result<String, LiteralError> {
        self.at += 1;
        let mut text = String::new();
        loop {
            match self.next() {
                Some(c) if c == quote => return Ok(text),
                Some('\\') => text.push(self.escape()?),
                Some(c) => text.push(c),
                None => return Err(self.error(format!("{quote} is missing"))),
            }
        }
    }

    fn next(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn escape(&mut self) -> Result<char, LiteralError> {
        Ok(match self.next() {
            Some('n') => '\n',
            Some('t') => '\t',
            Some('r') => '\r',
            Some('s') => ' ',
            Some('e') => '\x1b',
            Some('0') => '\0',
            Some(c) if !c.is_alphanumeric() => c,
            _ => return Err(self.error("an unknown escape")),
        })
    }

    fn string(&mut self, text: &str) {
        if !text.is_empty() {
            self.out.push(108);
            self.out.extend((text.chars().count() as u32).to_be_bytes());
            for c in text.chars() {
                self.integer(i128::from(c as u32));
            }
        }
        self.out.push(106);
    }

    fn atom(&mut self, name: &str) -> Result<(), LiteralError> {
        let Ok(length) = u16::try_from(name.len()) else {
            return Err(self.error("an atom that is too long"));
        };
        self.out.push(118);
        self.out.extend(length.to_be_bytes());
        self.out.extend(name.as_bytes());
        Ok(())
    }

    fn binary(&mut self) -> Result<(), LiteralError> {
        if !self.eat("<<") {
            return Err(self.error("a constant term is missing"));
        }
        let mut bytes = Vec::new();
        self.space();
        while !self.eat(">>") {
            if self.peek() == Some('"') {
                let text = self.quoted('"')?;
                self.space();
                if self.eat("/utf8") {
                    bytes.extend(text.as_bytes());
                } else {
                    bytes.extend(text.chars().map(|c| c as u32 as u8));
                }
            } else {
                let digits = self.digits();
                bytes.push(digits.parse().map_err(|_| self.error("a byte is missing"))?);
            }
            self.space();
            if !self.eat(",") && !self.rest().starts_with(">>") {
                return Err(self.error("`,` or `>>` is missing"));
            }
            self.space();
        }
        self.out.push(109);
        self.out.extend((bytes.len() as u32).to_be_bytes());
        self.out.extend(bytes);
        Ok(())
    }

    fn digits(&mut self) -> String {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        let digits = rest.get(..end).unwrap_or_default().to_string();
        self.at += end;
        digits
    }

    fn character(&mut self) -> Result<(), LiteralError> {
        self.at += 1;
        let c = match self.next() {
            Some('\\') => self.escape()?,
            Some(c) => c,
            None => return Err(self.error("a character is missing")),
        };
        self.integer(i128::from(c as u32));
        Ok(())
    }

    fn number(&mut self) -> Result<(), LiteralError> {
        let negative = self.peek() == Some('-');
        if negative || self.peek() == Some('+') {
            self.at += 1;
        }
        let rest = self.rest();
        let end = rest.char_indices().find(|(i, c)| {
            let sign = matches!(c, '-' | '+') && *i > 0 && matches!(rest.as_bytes().get(i - 1), Some(b'e' | b'E'));
            let point = *c == '.' || *c == 'e' || *c == 'E';
            !(c.is_ascii_digit() || point || sign)
        });
        let text = rest.get(..end.map_or(rest.len(), |(i, _)| i)).unwrap_or_default().to_string();
        if text.contains('.') {
            let value: f64 = text.parse().map_err(|_| self.error("no number"))?;
            self.out.push(70);
            self.out.extend((if negative { -value } else { value }).to_be_bytes());
        } else {
            let value: i128 = text.parse().map_err(|_| self.error("no number of less than 128 bits"))?;
            self.integer(if negative { -value } else { value });
        }
        self.at += text.len();
        Ok(())
    }

    fn integer(&mut self, value: i128) {
        match i32::try_from(value) {
            Ok(small) => {
                self.out.push(98);
                self.out.extend(small.to_be_bytes());
            }
            Err(_) => {
                let bytes = value.unsigned_abs().to_le_bytes();
                let length = 16 - bytes.iter().rev().take_while(|b| **b == 0).count();
                self.out.extend([110, length as u8, u8::from(value < 0)]);
                self.out.extend(bytes.get(..length).unwrap_or_default());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use enigma_beam::Node;

    fn nodes(text: &str) -> Vec<Node> {
        parse(text).unwrap().nodes
    }

    #[test]
    fn terms_of_every_kind() {
        assert_eq!(nodes(" 42 "), [Node::Int(42)]);
        assert_eq!(nodes("-9223372036854775808"), [Node::Int(i64::MIN)]);
        assert_eq!(nodes("-1.5e3"), [Node::Float(-1500.0)]);
        assert_eq!(nodes("'a b'"), [Node::Atom("a b".into())]);
        assert_eq!(nodes("ok@_1"), [Node::Atom("ok@_1".into())]);
        assert_eq!(nodes("<<1, \"ab\">>"), [Node::Binary(Box::new(*b"\x01ab"))]);
        assert_eq!(nodes("$a"), [Node::Int(97)]);
        assert_eq!(nodes("[]"), [Node::Nil]);
        assert_eq!(nodes("\"\""), [Node::Nil]);
        let list = nodes("[1, {2, #{a => [3|b]}}, \"hi\"]");
        assert!(matches!(list.first(), Some(Node::List { .. })));
        assert!(list.contains(&Node::Int(3)) && list.contains(&Node::Atom("b".into())));
    }

    #[test]
    fn errors_tell_the_place() {
        let error = |text: &str| parse(text).unwrap_err().to_string();
        assert_eq!(error("{1, 2"), "character 6: `,` or `}` is missing");
        assert_eq!(error("X"), "character 1: a constant term is missing");
        assert_eq!(error("#{a, b}"), "character 4: `=>` is missing");
        assert_eq!(error("1 2"), "character 3: something follows the term");
        assert!(parse("[1|2, 3]").is_err());
        assert!(parse(&"[".repeat(60_000)).is_err());
        let deep = format!("{}{}", "[".repeat(30_000), "]".repeat(30_000));
        assert!(parse(&deep).is_err() || parse(&deep).is_ok());
    }
}

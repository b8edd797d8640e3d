//! From a pattern to tokens (`pcre2pattern`), with all that can be found wrong on the way and the byte it is found at.
//!
//! Nothing here recurses: what groups are open is on a stack of its own.

use super::error::{self as e, Wrong};
use super::group::MAX_NAME;
use super::options::{Inner, Options};
use super::token::{Group, GroupName, Kind, Mode, Place, Repeat, Token, UNLIMITED, Verb};
use super::unicode::{self, Folding};

/// The most groups within groups.
const MAX_NESTING: usize = 10_000;
/// The most groups of which it is noted what they match.
pub const MAX_GROUPS: u32 = 65_535;
/// The largest count of a repetition.
const MAX_REPEAT: u32 = 65_535;

/// What a pattern consists of.
#[derive(Debug)]
pub struct Parsed {
    /// The tokens.
    pub tokens: Vec<Token>,
    /// The names of groups, in order of appearance.
    pub names: Vec<(Vec<u8>, u32)>,
    /// How many groups note what they match.
    pub groups: u32,
    /// The options.
    pub options: Options,
    /// Whether there are assertions that look back.
    pub looks_back: bool,
    /// Whether groups may have the same number.
    pub branch_reset: bool,
    /// Where each of the first references by a number below 10 is.
    pub small_refs: [Option<usize>; 10],
    /// Whether there is a CR or an LF in it.
    pub newline_within: bool,
}

/// A group that is open and has something to restore when it closes.
pub(super) struct Nest {
    pub(super) depth: usize,
    pub(super) inner: Inner,
    /// The number of groups before a group whose alternatives number alike, and the most of its alternatives.
    pub(super) reset: Option<(u32, u32)>,
    pub(super) condition: bool,
    pub(super) atomic_run: bool,
}

/// Reads a pattern.
pub struct Parser<'a> {
    pub(super) source: &'a [u8],
    pub(super) at: usize,
    pub(super) options: Options,
    pub(super) inner: Inner,
    pub(super) groups: u32,
    pub(super) quoted: bool,
    pub(super) tokens: Vec<Token>,
    pub(super) names: Vec<(Vec<u8>, u32)>,
    pub(super) nests: Vec<Nest>,
    pub(super) depth: usize,
    pub(super) repeatable: bool,
    /// The last token is a repetition that `?` or `+` may follow.
    repetition: bool,
    /// An assertion must follow, or a callout and an assertion.
    pub(super) expected: u32,
    pub(super) looks_back: bool,
    pub(super) branch_reset: bool,
    small_refs: [Option<usize>; 10],
    /// Where the tokens of the last verb begin.
    pub(super) verb: usize,
    pub(super) newline_within: bool,
}

pub(super) type Read<T> = Result<T, Wrong>;

/// Reads a pattern with options.
pub fn parse(source: &[u8], mut options: Options) -> Read<Parsed> {
    let at = options.read_start(source)?;
    let mut parser = Parser {
        source,
        at,
        options,
        inner: options.inner,
        groups: 0,
        quoted: false,
        tokens: Vec::new(),
        names: Vec::new(),
        nests: Vec::new(),
        depth: 0,
        repeatable: false,
        repetition: false,
        expected: 0,
        looks_back: false,
        branch_reset: false,
        small_refs: [None; 10],
        verb: 0,
        newline_within: false,
    };
    while parser.at < source.len() {
        parser.step()?;
    }
    if parser.depth > 0 {
        return Err(parser.wrong(e::NOT_CLOSED));
    }
    Ok(Parsed {
        tokens: parser.tokens,
        names: parser.names,
        groups: parser.groups,
        options,
        looks_back: parser.looks_back,
        branch_reset: parser.branch_reset,
        small_refs: parser.small_refs,
        newline_within: parser.newline_within,
    })
}

impl<'a> Parser<'a> {
    pub(super) fn wrong(&self, what: &'static str) -> Wrong {
        Wrong { what, at: self.at }
    }

    /// An error that is found one character further on.
    pub(super) fn wrong_after(&mut self, what: &'static str) -> Wrong {
        self.at += 1;
        while self.options.utf && self.source.get(self.at).is_some_and(|byte| byte & 0xc0 == 0x80) {
            self.at += 1;
        }
        self.wrong(what)
    }

    pub(super) fn wrong_at(&self, what: &'static str, at: usize) -> Wrong {
        Wrong { what, at }
    }

    /// The byte so many bytes on.
    pub(super) fn peek(&self, ahead: usize) -> Option<u8> {
        self.source.get(self.at + ahead).copied()
    }

    pub(super) fn rest(&self) -> &'a [u8] {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// The next character.
    pub(super) fn next(&mut self) -> u32 {
        let (c, length) = super::text::decode(self.source, self.at, self.source.len(), self.options.utf);
        self.at += length;
        c
    }

    pub(super) fn skip_blanks(&mut self) {
        while matches!(self.peek(0), Some(b' ' | b'\t')) {
            self.at += 1;
        }
    }

    pub(super) fn folding(&self) -> Folding {
        Folding { restrict: self.inner.restrict, turkish: self.options.turkish, ..self.options.folding() }
    }

    pub(super) fn folded(&self) -> Option<Folding> {
        self.inner.caseless.then(|| self.folding())
    }

    pub(super) fn push(&mut self, token: Token) {
        self.tokens.push(token);
        self.repeatable = true;
    }

    pub(super) fn literal(&mut self, c: u32) {
        self.newline_within |= c == 10 || c == 13;
        let folded = self.folded();
        self.push(Token::Char(c, folded));
    }

    /// Reads a character and what belongs to it.
    fn step(&mut self) -> Read<()> {
        if self.depth > MAX_NESTING {
            return Err(self.wrong(e::TOO_DEEP));
        }
        let start = self.at;
        let c = self.next();
        if self.quoted {
            if c == u32::from(b'\\') && self.peek(0) == Some(b'E') {
                self.quoted = false;
                self.at += 1;
            } else {
                self.literal(c);
                self.repetition = false;
            }
            return Ok(());
        }
        if c == u32::from(b'\\') && matches!(self.peek(0), Some(b'Q' | b'E')) {
            return self.quote();
        }
        if self.inner.extended && self.skipped(c) {
            return Ok(());
        }
        if c == u32::from(b'(') && self.rest().starts_with(b"?#") {
            return self.comment();
        }
        let expected = std::mem::take(&mut self.expected);
        if expected > 0 {
            self.check_condition(c, start, expected)?;
        }
        let repeatable = std::mem::take(&mut self.repeatable);
        let repetition = std::mem::take(&mut self.repetition);
        if repetition && (c == u32::from(b'?') || c == u32::from(b'+')) {
            if let Some(Token::Repeat(repeat)) = self.tokens.last_mut() {
                let lazy = if repeat.mode == Mode::Lazy { Mode::Greedy } else { Mode::Lazy };
                repeat.mode = if c == u32::from(b'+') { Mode::Possessive } else { lazy };
            }
            return Ok(());
        }
        match u8::try_from(c).unwrap_or(0) {
            b'\\' => self.escaped()?,
            b'^' => self.place(Place::Begin { lines: self.inner.multiline }),
            b'$' => self.place(Place::End { lines: self.inner.multiline }),
            b'.' => self.push(if self.inner.dotall { Token::Any } else { Token::NotNewline }),
            b'*' => self.repeat(repeatable, 0, UNLIMITED)?,
            b'+' => self.repeat(repeatable, 1, UNLIMITED)?,
            b'?' => self.repeat(repeatable, 0, 1)?,
            b'{' => match self.counts()? {
                Some((min, max)) => self.repeat(repeatable, min, max)?,
                None => self.literal(c),
            },
            b'[' => self.bracket()?,
            b'(' => self.open(expected)?,
            b'|' => self.alternative()?,
            b')' => self.close()?,
            _ => self.literal(c),
        }
        Ok(())
    }

    fn place(&mut self, place: Place) {
        self.tokens.push(Token::At(place));
    }

    /// `\Q`, or an `\E` without it.
    fn quote(&mut self) -> Read<()> {
        let opening = self.peek(0) == Some(b'Q');
        if self.expected > 0 && opening && !self.rest().starts_with(b"Q\\E") {
            self.at -= 1;
            return Err(self.wrong(e::ASSERTION_EXPECTED));
        }
        self.quoted = opening;
        self.at += 1;
        Ok(())
    }

    /// Whether a character does not count where white space does not; a comment is read whole.
    fn skipped(&mut self, c: u32) -> bool {
        if matches!(c, 0x80..) && self.options.old {
            return false;
        }
        if matches!(c, 9..=13 | 32 | 0x85 | 0x200e | 0x200f | 0x2028 | 0x2029) {
            return true;
        }
        if c != u32::from(b'#') {
            return false;
        }
        while self.at < self.source.len() {
            let lines = super::text::Lines::new(self.options.newline(), self.options.utf);
            match lines.at(self.source, self.at, self.source.len()) {
                Some(length) => {
                    self.at += length;
                    break;
                }
                None => {
                    self.next();
                }
            }
        }
        true
    }

    fn comment(&mut self) -> Read<()> {
        match self.rest().iter().position(|byte| *byte == b')') {
            Some(end) => {
                self.at += end + 1;
                Ok(())
            }
            None => {
                self.at = self.source.len();
                Err(self.wrong(e::COMMENT_NOT_CLOSED))
            }
        }
    }

    /// After `(?(` an assertion must follow.
    fn check_condition(&mut self, c: u32, start: usize, expected: u32) -> Read<()> {
        let rest = self.rest();
        let after = |n: usize| rest.get(n).copied();
        let fine = c == u32::from(b'(')
            && rest.len() >= 3
            && match (after(0), after(1)) {
                (Some(b'*'), Some(letter)) => letter.is_ascii_lowercase(),
                (Some(b'?'), Some(b'C')) => expected == 2,
                (Some(b'?'), Some(b'=' | b'!')) => true,
                (Some(b'?'), Some(b'<')) => matches!(after(2), Some(b'=' | b'!')),
                _ => false,
            };
        if fine {
            return Ok(());
        }
        let at = if expected == 2 { self.at } else { start };
        Err(self.wrong_at(e::ASSERTION_EXPECTED, at))
    }

    fn repeat(&mut self, repeatable: bool, min: u32, max: u32) -> Read<()> {
        if !repeatable {
            return Err(self.wrong(e::NOTHING_TO_REPEAT));
        }
        if self.tokens.last() == Some(&Token::Verb(Verb::Accept)) {
            self.tokens.insert(self.verb.min(self.tokens.len()), Token::Open(Kind::Plain));
            self.tokens.push(Token::Close);
        }
        let mode = if self.inner.ungreedy { Mode::Lazy } else { Mode::Greedy };
        self.tokens.push(Token::Repeat(Repeat { min, max, mode }));
        self.repetition = true;
        Ok(())
    }

    /// The counts of `{2,3}`, after the brace; what has another form is no repetition.
    pub(super) fn counts(&mut self) -> Read<Option<(u32, u32)>> {
        let rest = self.rest();
        let Some(end) = rest.iter().position(|byte| *byte == b'}') else { return Ok(None) };
        if self.options.old && !rest.first().is_some_and(u8::is_ascii_digit) {
            return Ok(None);
        }
        let old = self.options.old;
        let blank = |c: &u8| !old && (*c == b' ' || *c == b'\t');
        let digits = |text: &[u8]| text.iter().all(u8::is_ascii_digit);
        let mut parts = rest[..end].split(|byte| *byte == b',').map(|part| trimmed(part, blank));
        let (first, second) = (parts.next().unwrap_or_default(), parts.next());
        let none = first.is_empty() && second.is_none_or(|second| second.is_empty());
        if parts.next().is_some() || none || !digits(first) || !second.is_none_or(digits) {
            return Ok(None);
        }
        self.skip_blanks();
        let min = if first.is_empty() { 0 } else { self.count()? };
        self.skip_blanks();
        let max = match second {
            None => min,
            Some(second) => {
                self.at += 1;
                self.skip_blanks();
                if second.is_empty() { UNLIMITED } else { self.count()? }
            }
        };
        if max < min {
            return Err(self.wrong(e::QUANTIFIER_ORDER));
        }
        self.skip_blanks();
        self.at += 1;
        Ok(Some((min, max)))
    }

    fn count(&mut self) -> Read<u32> {
        self.digits(MAX_REPEAT, e::QUANTIFIER_TOO_BIG).map(|count| count.unwrap_or(0))
    }

    /// A number of digits; none where there is no digit.
    pub(super) fn digits(&mut self, most: u32, too_big: &'static str) -> Read<Option<u32>> {
        let mut value: Option<u32> = None;
        let mut fits = true;
        while let Some(digit) = self.peek(0).filter(u8::is_ascii_digit) {
            let next = value.unwrap_or(0).saturating_mul(10).saturating_add(u32::from(digit - b'0'));
            fits &= next <= most;
            value = Some(if fits { next } else { most });
            self.at += 1;
        }
        if fits { Ok(value) } else { Err(self.wrong(too_big)) }
    }

    /// The number of a group, which may be relative to those before.
    pub(super) fn number(&mut self, relative: bool) -> Read<Option<u32>> {
        let start = self.at;
        let sign = self.peek(0).filter(|c| relative && (*c == b'+' || *c == b'-'));
        self.at += usize::from(sign.is_some());
        let most = if sign == Some(b'+') { MAX_GROUPS - self.groups } else { MAX_GROUPS };
        let Some(number) = self.digits(most, e::GROUP_TOO_BIG)? else {
            self.at = start;
            return Ok(None);
        };
        match sign {
            Some(_) if number == 0 => Err(self.wrong(e::RELATIVE_ZERO)),
            Some(b'+') => Ok(Some(self.groups + number)),
            Some(_) if number > self.groups => Err(self.wrong(e::NO_SUCH_GROUP)),
            Some(_) => Ok(Some(self.groups + 1 - number)),
            None => Ok(Some(number)),
        }
    }

    /// A name, with the character before it still to be skipped; and where it begins.
    pub(super) fn name(&mut self, terminator: Option<u8>) -> Read<(Vec<u8>, usize)> {
        self.at += 1;
        let braced = terminator == Some(b'}');
        if braced {
            self.skip_blanks();
        }
        if self.at >= self.source.len() {
            return Err(self.wrong(e::NAME_EXPECTED));
        }
        let start = self.at;
        self.name_characters()?;
        let name = self.source.get(start..self.at).unwrap_or_default().to_vec();
        if name.len() > MAX_NAME {
            return Err(self.wrong(e::NAME_TOO_LONG));
        }
        if name.is_empty() && !self.options.old {
            return Err(self.wrong(e::NAME_EXPECTED));
        }
        if braced {
            self.skip_blanks();
        }
        if let Some(terminator) = terminator {
            if self.peek(0) != Some(terminator) {
                return Err(self.wrong(e::NAME_SYNTAX));
            }
            self.at += 1;
        }
        Ok((name, start))
    }

    fn name_characters(&mut self) -> Read<()> {
        if self.options.old {
            self.at += self.rest().iter().take_while(|c| super::old::is_word(**c)).count();
            return Ok(());
        }
        let letter =
            |c: u32| char::from_u32(c).filter(char::is_ascii).is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
        let wide = (self.options.utf && self.rest().iter().any(|byte| *byte >= 0x80)).then(|| {
            let letters = unicode::category("l").unwrap_or_default();
            let digits = unicode::category("nd").unwrap_or_default();
            (letters, digits)
        });
        let mut first = true;
        while self.at < self.source.len() {
            let before = self.at;
            let c = self.next();
            let digit = c < 128 && (c as u8).is_ascii_digit() || wide.as_ref().is_some_and(|sets| sets.1.contains(c));
            if digit && first {
                return Err(self.wrong(e::NAME_DIGIT));
            }
            if !digit && !letter(c) && !wide.as_ref().is_some_and(|sets| sets.0.contains(c)) {
                self.at = before;
                break;
            }
            first = false;
        }
        Ok(())
    }

    pub(super) fn group(name: Vec<u8>, at: usize) -> Group {
        Group { name: GroupName::Name(name), at }
    }

    /// A backslash and what it means.
    fn escaped(&mut self) -> Read<()> {
        use super::escape::Escape;
        match self.escape(false)? {
            Escape::Char(c) => self.literal(c),
            Escape::Ref(number) => {
                let at = self.at;
                if let Some(first) = self.small_refs.get_mut(number as usize) {
                    first.get_or_insert(at);
                }
                let folded = self.folded();
                self.push(Token::Ref(Group { name: GroupName::Number(number), at }, folded));
            }
            Escape::Set(set) => self.push(Token::Set(set)),
            Escape::Token(token, repeatable) => {
                self.tokens.push(token);
                self.repeatable = repeatable;
            }
            Escape::Named { call } => return self.named(call),
            Escape::Backspace => self.tokens.push(Token::At(self.word_boundary(true))),
            Escape::NotBoundary => self.tokens.push(Token::At(self.word_boundary(false))),
            Escape::Quote | Escape::EndQuote => {}
        }
        Ok(())
    }

    pub(super) fn word_boundary(&self, there: bool) -> Place {
        Place::WordBoundary { there, unicode: self.options.ucp && !self.inner.ascii_w }
    }

    /// `\k` and `\g` with a name.
    pub(super) fn named(&mut self, call: bool) -> Read<()> {
        let terminator = match self.peek(0) {
            Some(b'{') => b'}',
            Some(b'<') => b'>',
            Some(b'\'') => b'\'',
            _ => return Err(self.wrong(if call { e::AFTER_G } else { e::AFTER_K })),
        };
        if call && terminator != b'}' {
            let quote = self.at;
            self.at += 1;
            if let Some(number) = self.number(true).map_err(|wrong| Wrong { at: quote, ..wrong })? {
                if self.peek(0) != Some(terminator) {
                    return Err(self.wrong(e::NUMBER_SYNTAX));
                }
                self.at += 1;
                let at = self.at;
                self.push(Token::Call(Group { name: GroupName::Number(number), at }, Vec::new()));
                return Ok(());
            }
            self.at -= 1;
        }
        let (name, at) = self.name(Some(terminator))?;
        let group = Self::group(name, at);
        let folded = self.folded();
        self.push(if call && terminator != b'}' { Token::Call(group, Vec::new()) } else { Token::Ref(group, folded) });
        Ok(())
    }

    fn bracket(&mut self) -> Read<()> {
        if let Some(begin) = [(b"[:<:]]", true), (b"[:>:]]", false)].iter().find(|word| self.rest().starts_with(word.0))
        {
            let word = Box::new(self.word_set(true));
            let kind = match begin.1 {
                true => Kind::Ahead { negative: false, atomic: true },
                false => {
                    self.looks_back = true;
                    Kind::Behind { negative: false, atomic: true, at: 0, length: 0, least: None }
                }
            };
            let boundary = Place::WordBoundary { there: true, unicode: self.options.ucp };
            self.tokens.extend([Token::At(boundary), Token::Open(kind), Token::Set(word), Token::Close]);
            self.at += 6;
            self.repeatable = true;
            return Ok(());
        }
        if let Some(end) = self.posix_end() {
            let what = if self.peek(0) == Some(b':') { e::POSIX_OUTSIDE } else { e::POSIX_COLLATING };
            return Err(self.wrong_at(what, end));
        }
        let token = self.class()?;
        self.push(token);
        Ok(())
    }

    fn alternative(&mut self) -> Read<()> {
        let depth = self.depth;
        if let Some(Nest { reset: Some((before, most)), .. }) = self.nests.last_mut().filter(|nest| nest.depth == depth)
        {
            *most = self.groups.max(*most);
            self.groups = *before;
        }
        self.tokens.push(Token::Alt(0));
        Ok(())
    }

    fn close(&mut self) -> Read<()> {
        self.repeatable = true;
        if self.nests.last().is_some_and(|nest| nest.depth == self.depth)
            && let Some(nest) = self.nests.pop()
        {
            self.inner = nest.inner;
            if let Some((_, most)) = nest.reset {
                self.groups = self.groups.max(most);
            }
            self.repeatable = !nest.condition;
            if nest.atomic_run {
                self.tokens.push(Token::Close);
            }
        }
        if self.depth == 0 {
            return Err(self.wrong(e::NOT_OPENED));
        }
        self.depth -= 1;
        self.tokens.push(Token::Close);
        Ok(())
    }
}

fn trimmed(text: &[u8], blank: impl Fn(&u8) -> bool) -> &[u8] {
    let from = text.iter().position(|c| !blank(c)).unwrap_or(text.len());
    let to = text.iter().rposition(|c| !blank(c)).map_or(from, |last| last + 1);
    &text[from..to]
}

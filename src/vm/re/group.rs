//! What follows an opening parenthesis: groups of all kinds, options, calls, conditions and verbs.

use super::error::{self as e, Wrong};
use super::options::Inner;
use super::parse::{MAX_GROUPS, Nest, Parser, Read};
use super::token::{Condition, Group, GroupName, Kind, Token, Verb};

/// The longest name of a group, in bytes.
pub(super) const MAX_NAME: usize = 128;
/// The most names.
const MAX_NAMES: usize = 10_000;
/// The longest name of a mark, in bytes.
const MAX_MARK: usize = 255;

/// Sets an option or not.
type Change = fn(&mut Inner, bool);

/// Groups by name that are no assertions.
const KNOWN_GROUPS: [&[u8]; 9] = [
    b"naplb",
    b"non_atomic_positive_lookbehind",
    b"atomic",
    b"sr",
    b"script_run",
    b"asr",
    b"atomic_script_run",
    b"scs",
    b"scan_substring",
];

impl<'a> Parser<'a> {
    fn nest(&mut self) -> &mut Nest {
        let nest = Nest { depth: self.depth, inner: self.inner, reset: None, condition: false, atomic_run: false };
        let last = self.nests.len();
        self.nests.push(nest);
        &mut self.nests[last]
    }

    fn begin(&mut self, kind: Kind) {
        self.depth += 1;
        self.tokens.push(Token::Open(kind));
    }

    fn capture(&mut self) -> Read<()> {
        if self.groups >= MAX_GROUPS {
            return Err(self.wrong(e::TOO_MANY_GROUPS));
        }
        self.groups += 1;
        self.begin(Kind::Capture(self.groups));
        Ok(())
    }

    /// An opening parenthesis; `expected` if an assertion must follow.
    pub(super) fn open(&mut self, expected: u32) -> Read<()> {
        match (self.peek(0), self.peek(1)) {
            (None, _) => return Err(self.wrong(e::NOT_CLOSED)),
            (Some(b'?'), _) => {}
            (Some(b'*'), None | Some(b')')) => return Ok(()),
            (Some(b'*'), Some(c)) if c.is_ascii_lowercase() => return self.assertion_by_name(expected),
            (Some(b'*'), _) => return self.verb(),
            _ if self.inner.no_auto_capture => return self.special(0, Kind::Plain),
            _ => return self.capture(),
        }
        self.at += 1;
        match self.peek(0) {
            None => Err(self.wrong(e::NOT_CLOSED)),
            Some(b'P') => self.python(),
            Some(b'R') => {
                self.at += 1;
                if !matches!(self.peek(0), Some(b')' | b'(')) {
                    return Err(self.wrong(e::AFTER_R));
                }
                self.call(GroupName::Number(0), self.at)
            }
            Some(b'+') if self.peek(1).is_none() => {
                self.at += 1;
                Err(self.wrong(e::NOT_CLOSED))
            }
            Some(b'+') if !self.peek(1).is_some_and(|c| c.is_ascii_digit()) => {
                self.at += 1;
                Err(self.wrong_after(e::DIGIT_EXPECTED))
            }
            Some(c) if c.is_ascii_digit() || c == b'+' => self.call_number(),
            Some(b'-') if self.peek(1).is_some_and(|c| c.is_ascii_digit()) => self.call_number(),
            Some(b'&') => self.call_name(),
            Some(b'C') => self.callout(expected),
            Some(b'(') => self.condition(),
            Some(b'>') => self.special(1, Kind::Atomic),
            Some(b'=') => self.assertion(1, Kind::Ahead { negative: false, atomic: true }, expected),
            Some(b'*') => self.assertion(1, Kind::Ahead { negative: false, atomic: false }, expected),
            Some(b'!') => self.assertion(1, Kind::Ahead { negative: true, atomic: true }, expected),
            Some(b'<') => match self.peek(1) {
                Some(c @ (b'=' | b'!' | b'*')) => self.behind(c == b'!', c != b'*', expected),
                _ => self.named_group(b'>'),
            },
            Some(b'\'') => self.named_group(b'\''),
            Some(b'[') => {
                self.at += 1;
                let token = self.extended_class()?;
                self.push(token);
                Ok(())
            }
            Some(_) => self.options_or_plain(),
        }
    }

    fn special(&mut self, skipped: usize, kind: Kind) -> Read<()> {
        self.at += skipped;
        self.begin(kind);
        Ok(())
    }

    fn assertion(&mut self, skipped: usize, kind: Kind, expected: u32) -> Read<()> {
        self.special(skipped, kind)?;
        if expected > 0 {
            self.nest().condition = true;
        }
        Ok(())
    }

    fn behind(&mut self, negative: bool, atomic: bool, expected: u32) -> Read<()> {
        self.looks_back = true;
        let at = self.at.saturating_sub(2);
        self.assertion(2, Kind::Behind { negative, atomic, at, length: 0, least: None }, expected)
    }

    /// `(*pla:` and the like.
    fn assertion_by_name(&mut self, expected: u32) -> Read<()> {
        let name = self.verb_name()?;
        if self.at >= self.source.len() {
            return Err(self.wrong(e::NOT_CLOSED));
        }
        if self.peek(0) != Some(b':') {
            return Err(self.wrong_after(e::UNKNOWN_ASSERTION));
        }
        let ahead = |negative, atomic| Kind::Ahead { negative, atomic };
        let kind = match name {
            b"pla" | b"positive_lookahead" => ahead(false, true),
            b"napla" | b"non_atomic_positive_lookahead" => ahead(false, false),
            b"nla" | b"negative_lookahead" => ahead(true, true),
            b"plb" | b"positive_lookbehind" | b"nlb" | b"negative_lookbehind" => {
                self.at -= 1;
                return self.behind(name[0] == b'n', true, expected);
            }
            _ if expected > 0 && KNOWN_GROUPS.contains(&name) => return Err(self.wrong(e::ASSERTION_EXPECTED)),
            b"naplb" | b"non_atomic_positive_lookbehind" => {
                self.at -= 1;
                return self.behind(false, false, expected);
            }
            b"atomic" => return self.special(1, Kind::Atomic),
            b"sr" | b"script_run" => return self.special(1, Kind::ScriptRun),
            b"asr" | b"atomic_script_run" => {
                self.special(1, Kind::ScriptRun)?;
                self.tokens.push(Token::Open(Kind::Atomic));
                self.nest().atomic_run = true;
                return Ok(());
            }
            b"scs" | b"scan_substring" => {
                self.at += 1;
                let groups = self.group_list()?;
                return self.assertion(0, Kind::Within(groups), expected);
            }
            _ => return Err(self.wrong(e::UNKNOWN_ASSERTION)),
        };
        if expected > 0 && kind == ahead(false, false) {
            return Err(self.wrong(e::ASSERTION_EXPECTED));
        }
        self.assertion(1, kind, expected)
    }

    /// The name after `(*`, at whose star we are.
    fn verb_name(&mut self) -> Read<&'a [u8]> {
        self.at += 1;
        if self.at >= self.source.len() {
            return Err(self.wrong(e::UNKNOWN_VERB));
        }
        let rest = self.rest();
        let letter = |c: &u8| c.is_ascii_alphanumeric() || *c == b'_';
        let length = rest.iter().position(|c| !letter(c)).unwrap_or(rest.len());
        self.at += length;
        if length > MAX_NAME {
            return Err(self.wrong(e::NAME_TOO_LONG));
        }
        Ok(&rest[..length])
    }

    fn verb(&mut self) -> Read<()> {
        let name = self.verb_name()?;
        if !matches!(self.peek(0), Some(b':' | b')')) {
            return Err(self.wrong(e::UNKNOWN_VERB));
        }
        let plain = match name {
            b"" | b"MARK" => None,
            b"ACCEPT" => Some(Verb::Accept),
            b"F" | b"FAIL" => Some(Verb::Fail),
            b"COMMIT" => Some(Verb::Commit),
            b"PRUNE" => Some(Verb::Prune),
            b"SKIP" => Some(Verb::Skip),
            b"THEN" => Some(Verb::Then),
            _ => return Err(self.wrong(e::UNKNOWN_VERB)),
        };
        if self.peek(0) == Some(b':') && self.peek(1) == Some(b')') {
            self.at += 1;
        }
        if plain.is_none() && self.peek(0) != Some(b':') {
            return Err(self.wrong(e::MARK_ARGUMENT));
        }
        self.verb = self.tokens.len();
        self.repeatable = plain == Some(Verb::Accept);
        let named = self.peek(0) == Some(b':');
        self.at += 1;
        let Some(name) = named.then(|| self.mark_name()).transpose()? else {
            self.tokens.extend(plain.map(Token::Verb));
            return Ok(());
        };
        match plain {
            Some(Verb::Skip) => self.tokens.push(Token::Verb(Verb::SkipTo(name))),
            // What marks the verbs themselves make is nobody's to see.
            Some(verb @ (Verb::Commit | Verb::Prune | Verb::Then)) => self.tokens.push(Token::Verb(verb)),
            other => {
                self.tokens.push(Token::Verb(Verb::Mark(name)));
                self.tokens.extend(other.map(Token::Verb));
            }
        }
        Ok(())
    }

    fn mark_name(&mut self) -> Read<Vec<u8>> {
        let rest = self.rest();
        let Some(length) = rest.iter().position(|c| *c == b')') else {
            self.at = self.source.len();
            return Err(self.wrong(e::UNKNOWN_VERB));
        };
        self.at += length;
        if length > MAX_MARK {
            return Err(self.wrong(e::VERB_NAME_TOO_LONG));
        }
        self.at += 1;
        Ok(rest[..length].to_vec())
    }

    /// `(?P<name>`, `(?P>name)` and `(?P=name)`.
    fn python(&mut self) -> Read<()> {
        self.at += 1;
        match self.peek(0) {
            None => Err(self.wrong(e::NOT_CLOSED)),
            Some(b'<') => self.named_group(b'>'),
            Some(b'>') => self.call_name(),
            Some(b'=') => {
                let (name, at) = self.name(Some(b')'))?;
                let folded = self.folded();
                self.push(Token::Ref(Self::group(name, at), folded));
                Ok(())
            }
            Some(_) => Err(self.wrong_after(e::AFTER_P)),
        }
    }

    fn call_number(&mut self) -> Read<()> {
        let number = self.number(true)?.unwrap_or(0);
        self.call(GroupName::Number(number), self.at)
    }

    fn call_name(&mut self) -> Read<()> {
        let (name, at) = self.name(None)?;
        self.call(GroupName::Name(name), at)
    }

    /// A call up to its parenthesis.
    fn call(&mut self, name: GroupName, at: usize) -> Read<()> {
        let kept = if self.peek(0) == Some(b'(') { self.group_list()? } else { Vec::new() };
        if self.peek(0) != Some(b')') {
            return Err(self.wrong(e::NOT_CLOSED));
        }
        self.at += 1;
        self.push(Token::Call(Group { name, at }, kept));
        Ok(())
    }

    /// Groups in parentheses.
    fn group_list(&mut self) -> Read<Vec<Group>> {
        let mut groups = Vec::new();
        if self.peek(0) != Some(b'(') {
            return Err(self.wrong(e::NOT_OPENED_LIST));
        }
        loop {
            self.at += 1;
            let at = self.at;
            if at >= self.source.len() {
                return Err(self.wrong(e::GROUP_EXPECTED));
            }
            match (self.number(true)?, self.peek(0)) {
                (Some(0), _) => return Err(self.wrong(e::NO_SUCH_GROUP)),
                (Some(number), _) => groups.push(Group { name: GroupName::Number(number), at }),
                (None, Some(c @ (b'<' | b'\''))) => {
                    let (name, at) = self.name(Some(if c == b'<' { b'>' } else { c }))?;
                    groups.push(Self::group(name, at));
                }
                _ => return Err(self.wrong(e::GROUP_EXPECTED)),
            }
            match self.peek(0) {
                None => return Err(self.wrong(e::NOT_CLOSED)),
                Some(b')') => break,
                Some(b',') => {}
                Some(_) => return Err(self.wrong(e::CONDITION_NOT_CLOSED)),
            }
        }
        self.at += 1;
        Ok(groups)
    }

    /// A callout, which calls nobody.
    fn callout(&mut self, expected: u32) -> Read<()> {
        self.at += 1;
        let Some(first) = self.peek(0) else { return Err(self.wrong(e::NOT_CLOSED)) };
        self.expected = expected.saturating_sub(1);
        if first != b')' && !first.is_ascii_digit() {
            let end = match first {
                b'`' | b'\'' | b'"' | b'^' | b'%' | b'#' | b'$' => first,
                b'{' => b'}',
                _ => return Err(self.wrong_after(e::CALLOUT_DELIMITER)),
            };
            let start = self.at;
            loop {
                self.at += 1;
                match self.peek(0) {
                    None => return Err(self.wrong_at(e::CALLOUT_STRING, start)),
                    Some(c) if c == end => {
                        self.at += 1;
                        if self.peek(0) != Some(end) {
                            break;
                        }
                    }
                    Some(_) => {}
                }
            }
        } else {
            let mut number = 0;
            while let Some(digit) = self.peek(0).filter(u8::is_ascii_digit) {
                number = number * 10 + u32::from(digit - b'0');
                self.at += 1;
                if number > 255 {
                    return Err(self.wrong(e::CALLOUT_TOO_BIG));
                }
            }
        }
        if self.peek(0) != Some(b')') {
            return Err(self.wrong(e::CALLOUT_NOT_CLOSED));
        }
        self.at += 1;
        Ok(())
    }

    /// `(?(`, at the second parenthesis.
    fn condition(&mut self) -> Read<()> {
        self.at += 1;
        let Some(first) = self.peek(0) else { return Err(self.wrong(e::NOT_CLOSED)) };
        let mut offset = None;
        let condition = if first == b'?' || first == b'*' {
            self.at -= 1;
            self.expected = 2;
            self.begin(Kind::Condition(Condition::Assertion, offset));
            return Ok(());
        } else if let Some(number) = self.number(true)? {
            if number == 0 {
                return Err(self.wrong(e::NO_SUCH_GROUP));
            }
            let at = self.at.saturating_sub(2);
            offset = Some(at.saturating_sub(2));
            Condition::Set(Group { name: GroupName::Number(number), at })
        } else if self.rest().len() >= 10 && self.rest().starts_with(b"VERSION") && self.peek(7) != Some(b')') {
            Condition::Known(self.version()?)
        } else {
            let (condition, at) = self.named_condition()?;
            offset = (condition == Condition::Define).then_some(at);
            condition
        };
        if self.peek(0) != Some(b')') {
            return Err(self.wrong(e::CONDITION_NOT_CLOSED));
        }
        self.at += 1;
        self.begin(Kind::Condition(condition, offset));
        Ok(())
    }

    /// A condition that is a name, up to the closing parenthesis; and where the name is.
    fn named_condition(&mut self) -> Read<(Condition, usize)> {
        let first = self.peek(0);
        if first == Some(b'R') && self.peek(1) == Some(b'&') {
            self.at += 1;
            let (name, at) = self.name(Some(b')'))?;
            self.at -= 1;
            return Ok((Condition::Recursion(Self::group(name, at)), at));
        }
        if let Some(c @ (b'<' | b'\'')) = first {
            let (name, at) = self.name(Some(if c == b'<' { b'>' } else { c }))?;
            return Ok((Condition::Set(Self::group(name, at)), at));
        }
        self.at -= 1;
        let (name, at) = self.name(Some(b')'))?;
        self.at -= 1;
        let condition = match name.as_slice() {
            b"DEFINE" => Condition::Define,
            [b'R', digits @ ..] if digits.iter().all(u8::is_ascii_digit) => {
                Condition::RecursionOrName(Self::group(name, at))
            }
            _ => Condition::Set(Self::group(name, at)),
        };
        Ok((condition, at))
    }

    /// `VERSION>=10.4`: whether that holds.
    fn version(&mut self) -> Read<bool> {
        self.at += 7;
        let or_later = self.peek(0) == Some(b'>');
        self.at += usize::from(or_later);
        let equals = self.peek(0) == Some(b'=');
        if equals {
            self.at += 1;
        }
        if !equals || !self.peek(0).is_some_and(|c| c.is_ascii_digit()) {
            return Err(if or_later { self.wrong(e::VERSION_SYNTAX) } else { self.wrong_after(e::VERSION_SYNTAX) });
        }
        let major = self.digits(1000, e::VERSION_SYNTAX)?.unwrap_or(0);
        let mut minor = 0;
        if self.peek(0) == Some(b'.') {
            self.at += 1;
            match self.digits(1000, e::VERSION_SYNTAX)? {
                Some(digits) => minor = digits,
                None => return Err(self.version_wrong()),
            }
        }
        if self.peek(0) != Some(b')') {
            return Err(self.version_wrong());
        }
        let ours = (super::MAJOR, super::MINOR);
        Ok(if or_later { ours >= (major, minor) } else { ours == (major, minor) })
    }

    fn version_wrong(&mut self) -> Wrong {
        match self.peek(0) {
            Some(_) => self.wrong_after(e::VERSION_SYNTAX),
            None => self.wrong(e::VERSION_SYNTAX),
        }
    }

    /// A group with a name, at the character before it.
    fn named_group(&mut self, terminator: u8) -> Read<()> {
        let (name, _) = self.name(Some(terminator))?;
        self.capture()?;
        if self.names.len() >= MAX_NAMES {
            return Err(self.wrong(e::TOO_MANY_NAMES));
        }
        let number = self.groups;
        for (other, of) in &self.names {
            if *other == name && *of == number {
                return Ok(());
            }
            if *other == name {
                if !self.inner.dupnames {
                    return Err(self.wrong(e::NAME_TWICE));
                }
                break;
            }
            if *of == number {
                return Err(self.wrong(e::NAMES_DIFFER));
            }
        }
        if !self.names.iter().any(|(other, of)| *other == name && *of == number) {
            self.names.push((name, number));
        }
        Ok(())
    }

    /// `(?|`, `(?i)` and `(?i:`.
    fn options_or_plain(&mut self) -> Read<()> {
        self.depth += 1;
        let groups = self.groups;
        self.nest();
        if self.peek(0) == Some(b'|') {
            if let Some(nest) = self.nests.last_mut() {
                nest.reset = Some((groups, groups));
            }
            self.branch_reset = true;
            self.tokens.push(Token::Open(Kind::Plain));
            self.at += 1;
            return Ok(());
        }
        self.read_options()?;
        let Some(end) = self.peek(0) else { return Err(self.wrong(e::NOT_CLOSED)) };
        self.at += 1;
        if end == b')' {
            // They hold up to the end of the group around this.
            self.depth -= 1;
            let depth = self.depth;
            let outer = self.nests.len().checked_sub(2).and_then(|at| self.nests.get(at));
            if outer.is_some_and(|outer| outer.depth == depth) {
                self.nests.pop();
            } else if let Some(nest) = self.nests.last_mut() {
                nest.depth = depth;
            }
        } else {
            self.tokens.push(Token::Open(Kind::Plain));
        }
        Ok(())
    }

    fn read_options(&mut self) -> Read<()> {
        let mut hyphen = true;
        let mut on = true;
        let mut changes: Vec<(Change, bool)> = Vec::new();
        if self.peek(0) == Some(b'^') {
            let inner = &mut self.inner;
            let kept = (inner.dupnames, inner.ungreedy, *inner);
            *inner = Inner { dupnames: kept.0, ungreedy: kept.1, ..Inner::default() };
            let old = kept.2;
            (inner.ascii_d, inner.ascii_s, inner.ascii_w) = (old.ascii_d, old.ascii_s, old.ascii_w);
            (inner.ascii_digit, inner.ascii_posix) = (old.ascii_digit, old.ascii_posix);
            hyphen = false;
            self.at += 1;
        }
        while let Some(c) = self.peek(0).filter(|c| *c != b')' && *c != b':') {
            self.at += 1;
            let change: Change = match c {
                b'-' if hyphen => {
                    // Up to OTP 27 more of them say the same again.
                    (on, hyphen) = (false, self.options.old);
                    continue;
                }
                b'-' => return Err(self.wrong(e::OPTION_HYPHEN)),
                b'a' => self.ascii_option(),
                b'J' => |o, on| o.dupnames = on,
                b'i' => |o, on| o.caseless = on,
                b'm' => |o, on| o.multiline = on,
                b'n' => |o, on| o.no_auto_capture = on,
                b'r' => |o, on| o.restrict = on,
                b's' => |o, on| o.dotall = on,
                b'U' => |o, on| o.ungreedy = on,
                b'X' if self.options.old => |_, _| {},
                b'x' if self.peek(0) == Some(b'x') && !self.options.old => {
                    self.at += 1;
                    |o, on| (o.extended, o.extended_more) = (on, on)
                }
                b'x' => |o, on| (o.extended, o.extended_more) = (on, false),
                _ => return Err(self.wrong(e::AFTER_QUESTION)),
            };
            changes.push((change, on));
        }
        // What is unset counts more than what is set.
        for (change, _) in changes.iter().filter(|change| change.1) {
            change(&mut self.inner, true);
        }
        for (change, _) in changes.iter().filter(|change| !change.1) {
            change(&mut self.inner, false);
        }
        Ok(())
    }

    fn ascii_option(&mut self) -> Change {
        let which = self.peek(0);
        self.at += usize::from(matches!(which, Some(b'D' | b'P' | b'S' | b'T' | b'W')));
        match which {
            Some(b'D') => |o, on| o.ascii_d = on,
            Some(b'P') => |o, on| (o.ascii_posix, o.ascii_digit) = (on, on),
            Some(b'S') => |o, on| o.ascii_s = on,
            Some(b'T') => |o, on| o.ascii_digit = on,
            Some(b'W') => |o, on| o.ascii_w = on,
            _ => |o, on| {
                (o.ascii_d, o.ascii_s, o.ascii_w) = (on, on, on);
                (o.ascii_digit, o.ascii_posix) = (on, on);
            },
        }
    }
}

//! How far back assertions look: the lengths of their alternatives, in characters, which must have a limit.
//!
//! A length is found by recursion into groups, at most [`MOST_BRANCHES`] deep: so many alternatives are looked at in
//! all for a pattern, as in PCRE2.

use super::error::{self as e, Wrong};
use super::parse::{Parsed, Read};
use super::token::{Condition, Group, GroupName, Kind, Token, UNLIMITED};

/// The most alternatives that are looked at.
const MOST_BRANCHES: u32 = 2000;
/// The greatest length.
const MOST: u32 = 65_535;
/// The greatest length of an alternative where lengths differ.
const MOST_VARIABLE: u32 = 255;
/// An error whose place is that of the assertion.
const HERE: usize = usize::MAX;

/// The greatest and the least length.
#[derive(Clone, Copy, Default)]
struct Length {
    most: u32,
    least: u32,
}

struct Search<'a> {
    parsed: &'a Parsed,
    /// Where each group closes.
    closes: Vec<usize>,
    /// What is known of groups by number; `None` within for no limit.
    known: Vec<Option<Option<Length>>>,
    /// By the token of an assertion or alternative: its length and the least of all.
    found: Vec<(usize, u32, Option<u32>)>,
    branches: u32,
    /// The groups that references led into.
    into: Vec<usize>,
}

/// Notes the lengths in the tokens.
pub fn measure(parsed: &mut Parsed) -> Read<()> {
    let mut search = Search {
        closes: closes(&parsed.tokens),
        known: vec![None; parsed.groups as usize + 1],
        found: Vec::new(),
        branches: 0,
        into: Vec::new(),
        parsed,
    };
    search.within(0, parsed.tokens.len())?;
    for (at, length, least) in std::mem::take(&mut search.found) {
        match parsed.tokens.get_mut(at) {
            Some(Token::Open(Kind::Behind { length: place, least: least_place, .. })) => {
                (*place, *least_place) = (length, least);
            }
            Some(Token::Alt(place)) => *place = length,
            _ => {}
        }
    }
    Ok(())
}

/// By the token that opens a group the one that closes it; and itself for others.
fn closes(tokens: &[Token]) -> Vec<usize> {
    let mut closes: Vec<usize> = (0..tokens.len()).collect();
    let mut open = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Open(_) => open.push(at),
            Token::Close => {
                if let Some(opening) = open.pop() {
                    closes[opening] = at;
                }
            }
            _ => {}
        }
    }
    closes
}

fn unlimited() -> Wrong {
    Wrong { what: e::BEHIND_UNLIMITED, at: HERE }
}

impl Search<'_> {
    fn token(&self, at: usize) -> Option<&Token> {
        self.parsed.tokens.get(at)
    }

    fn close_of(&self, at: usize) -> usize {
        self.closes.get(at).copied().unwrap_or(at)
    }

    /// Measures the assertions between two tokens.
    fn within(&mut self, from: usize, to: usize) -> Read<()> {
        let mut at = from;
        while at < to {
            if matches!(self.token(at), Some(Token::Open(Kind::Behind { .. }))) {
                self.assertion(at)?;
                at = self.close_of(at);
            }
            at += 1;
        }
        Ok(())
    }

    /// Measures an assertion's alternatives.
    fn assertion(&mut self, open: usize) -> Read<()> {
        let Some(Token::Open(Kind::Behind { at: place, .. })) = self.token(open) else { return Ok(()) };
        let place = *place;
        let end = self.close_of(open);
        let here = |wrong: Wrong| if wrong.at == HERE { Wrong { at: place, ..wrong } } else { wrong };
        let (mut lengths, mut at) = (Vec::new(), open);
        loop {
            let (length, next) = self.branch(at + 1).map_err(here)?;
            lengths.push((at, length));
            if next >= end {
                break;
            }
            at = next;
        }
        let variable = lengths.iter().any(|(_, length)| length.most != length.least);
        let least = lengths.iter().map(|(_, length)| length.least).min();
        let most = lengths.iter().map(|(_, length)| length.most).max().unwrap_or(0);
        if variable && most > MOST_VARIABLE {
            return Err(Wrong { what: e::BRANCH_BEHIND_TOO_LONG, at: place });
        }
        let least = least.filter(|_| variable);
        self.found.extend(lengths.into_iter().map(|(at, length)| (at, length.most, least)));
        Ok(())
    }

    /// The length of an alternative, and the token that ends it.
    fn branch(&mut self, from: usize) -> Read<(Length, usize)> {
        if self.branches > MOST_BRANCHES {
            return Err(Wrong { what: e::BEHIND_TOO_COMPLICATED, at: HERE });
        }
        self.branches += 1;
        let (mut sum, mut last, mut at) = (Length::default(), Length::default(), from);
        loop {
            let mut item = Length::default();
            match self.token(at) {
                None | Some(Token::Close | Token::Alt(_)) => return Ok((sum, at)),
                Some(Token::Verb(super::token::Verb::Accept | super::token::Verb::Fail)) => {
                    return Ok((sum, self.end_of_branch(at)));
                }
                Some(Token::Repeat(repeat)) => {
                    if repeat.max == UNLIMITED {
                        return Err(unlimited());
                    }
                    let (min, max) = (repeat.min, repeat.max);
                    let too_long = Wrong { what: e::BEHIND_TOO_LONG, at: HERE };
                    match min {
                        0 => sum.least -= last.least.min(sum.least),
                        _ => item.least = (min - 1).saturating_mul(last.least),
                    }
                    match max {
                        0 => sum.most -= last.most.min(sum.most),
                        _ => item.most = (max - 1).checked_mul(last.most).ok_or(too_long)?,
                    }
                }
                Some(token) => (item, at) = self.item(at, token.clone())?,
            }
            sum.most = sum.most.saturating_add(item.most);
            if sum.most > MOST {
                return Err(Wrong { what: e::BEHIND_TOO_LONG, at: HERE });
            }
            sum.least = sum.least.saturating_add(item.least);
            last = item;
            at += 1;
        }
    }

    /// The alternative or closing token that follows in the same group.
    fn end_of_branch(&self, from: usize) -> usize {
        let mut at = from;
        loop {
            match self.token(at) {
                None | Some(Token::Alt(_) | Token::Close) => return at,
                Some(Token::Open(_)) => at = self.close_of(at) + 1,
                Some(_) => at += 1,
            }
        }
    }

    /// The length of a token or group, and its last token.
    fn item(&mut self, at: usize, token: Token) -> Read<(Length, usize)> {
        let one = Length { most: 1, least: 1 };
        match token {
            Token::Char(..) | Token::Set(_) | Token::NotNewline | Token::Any => Ok((one, at)),
            Token::Unit => Err(Wrong { what: e::UNIT_BEHIND, at: HERE }),
            Token::Newline => Ok((Length { most: 2, least: 1 }, at)),
            Token::Cluster => Err(unlimited()),
            Token::Ref(group, _) => self.reference(at, &group, false).map(|length| (length, at)),
            Token::Call(group, _) => self.reference(at, &group, true).map(|length| (length, at)),
            Token::Open(kind) => self.group(at, &kind),
            _ => Ok((Length::default(), at)),
        }
    }

    fn group(&mut self, at: usize, kind: &Kind) -> Read<(Length, usize)> {
        let end = self.close_of(at);
        match kind {
            Kind::Ahead { .. } | Kind::Within(_) => {
                self.within(at + 1, end)?;
                let repeated = matches!(self.token(end + 1), Some(Token::Repeat(_)));
                Ok((Length::default(), end + usize::from(repeated)))
            }
            Kind::Behind { .. } => {
                self.assertion(at)?;
                Ok((Length::default(), end))
            }
            Kind::Condition(Condition::Define, _) => Ok((Length::default(), end)),
            Kind::Capture(number) => self.alternatives(at, Some(*number)).map(|length| (length, end)),
            _ => self.alternatives(at, None).map(|length| (length, end)),
        }
    }

    /// The length of a group's alternatives, by its opening token.
    fn alternatives(&mut self, open: usize, number: Option<u32>) -> Read<Length> {
        let number = number.filter(|_| !self.parsed.branch_reset).map(|number| number as usize);
        if let Some(known) = number.and_then(|number| self.known.get(number).copied()).flatten() {
            return known.ok_or_else(unlimited);
        }
        let mut length = Length { most: 0, least: u32::MAX };
        let (mut at, end) = (open, self.close_of(open));
        loop {
            let (branch, next) = self.branch(at + 1)?;
            length.most = length.most.max(branch.most);
            length.least = length.least.min(branch.least);
            if next >= end {
                break;
            }
            at = next;
        }
        if let Some(known) = number.and_then(|number| self.known.get_mut(number)) {
            *known = Some(Some(length));
        }
        Ok(length)
    }

    /// The length of what a group matches that a reference or a call is to.
    fn reference(&mut self, at: usize, group: &Group, call: bool) -> Read<Length> {
        let missing = |at| Wrong { what: e::NO_SUCH_GROUP, at };
        let number = match &group.name {
            GroupName::Number(number) if !call && self.parsed.branch_reset => {
                let _ = number;
                return Err(unlimited());
            }
            GroupName::Number(number) => *number,
            GroupName::Name(name) => {
                let mut all = self.parsed.names.iter().filter(|entry| entry.0 == *name).map(|entry| entry.1);
                let first = all.next().ok_or_else(|| missing(group.at))?;
                if !call && (all.next().is_some() || self.parsed.branch_reset) {
                    return Err(unlimited());
                }
                first
            }
        };
        let place = match self.parsed.small_refs.get(number as usize) {
            Some(Some(first)) if !call => *first,
            _ => group.at,
        };
        if number > self.parsed.groups {
            return Err(missing(place));
        }
        let open = self.parsed.tokens.iter().position(|token| *token == Token::Open(Kind::Capture(number)));
        let Some(open) = open.filter(|_| number > 0) else { return Err(unlimited()) };
        if (open..self.close_of(open)).contains(&at) || self.into.contains(&open) {
            return Err(unlimited());
        }
        self.into.push(open);
        let length = self.alternatives(open, Some(number));
        self.into.pop();
        length
    }
}

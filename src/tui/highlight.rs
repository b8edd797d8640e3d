//! Colours for source lines: done for the lines that are seen, and kept.
//!
//! Forms of Erlang begin in the first column, so the reading can begin at any form: the end of a long module is
//! coloured without reading all that comes before it.

use crate::text;
use crate::theme::{Role, Theme};
use ratatui::text::Span;
use std::ops::Range;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

/// Lines longer than this stay without colours.
const LONGEST: usize = 2_000;
/// Lines that are read at most before the first one that is seen.
const LEAD: usize = 300;

/// The pieces of a line, with what they are.
type Pieces = Vec<(Range<usize>, Role)>;

/// The colours of one source text.
#[derive(Default)]
pub struct Highlighter {
    syntaxes: Option<SyntaxSet>,
    roles: Vec<(Scope, Role)>,
    name: String,
    length: usize,
    done: Vec<Option<Pieces>>,
}

/// Scopes of syntect's grammars and what they look like here; the first that fits counts.
const SCOPES: &[(&str, Role)] = &[
    ("comment", Role::Comment),
    ("string", Role::Text2),
    ("constant.character", Role::Text2),
    ("constant.numeric", Role::Number),
    ("entity.name.function", Role::Function),
    ("variable", Role::Variable),
    ("keyword.operator", Role::Text),
    ("keyword", Role::Keyword),
    ("storage", Role::Keyword),
];

impl Highlighter {
    /// Makes sure that the lines of a range have colours.
    pub fn prepare(&mut self, name: &str, source: &[String], range: Range<usize>) {
        if self.name != name || self.length != source.len() {
            (self.name, self.length) = (name.to_owned(), source.len());
            self.done = vec![None; source.len()];
        }
        let range = range.start.min(source.len())..range.end.min(source.len());
        if self.done.get(range.clone()).is_none_or(|lines| lines.iter().all(Option::is_some)) {
            return;
        }
        let extension = name.rsplit('.').next().unwrap_or_default();
        let syntaxes = self.syntaxes.get_or_insert_with(SyntaxSet::load_defaults_newlines);
        if self.roles.is_empty() {
            self.roles = SCOPES.iter().filter_map(|(s, r)| Some((Scope::new(s).ok()?, *r))).collect();
        }
        let Some(syntax) = syntaxes.find_syntax_by_extension(extension) else { return };
        let start = form_before(source, range.start);
        let (mut state, mut stack) = (ParseState::new(syntax), ScopeStack::new());
        for (line, done) in source.iter().zip(&mut self.done).skip(start).take(range.end - start) {
            *done = Some(colour(line, &mut state, &mut stack, syntaxes, &self.roles));
        }
    }

    /// A source line with the colours it has.
    pub fn line(&self, i: usize, source: &[String], theme: &Theme) -> Vec<Span<'static>> {
        let Some(line) = source.get(i) else { return Vec::new() };
        let Some(Some(pieces)) = self.done.get(i) else {
            return vec![text::span(line, theme.style(Role::Text))];
        };
        pieces
            .iter()
            .filter_map(|(range, role)| Some(text::span(line.get(range.clone())?, theme.style(*role))))
            .collect()
    }
}

/// The line at which to begin reading, so that the line asked for is read rightly.
fn form_before(source: &[String], line: usize) -> usize {
    let far = line.saturating_sub(LEAD);
    let begins =
        |i: &usize| source.get(*i).is_some_and(|l| l.starts_with(|c: char| c == '-' || c.is_ascii_lowercase()));
    if far == 0 { 0 } else { (far..=line).find(begins).unwrap_or(line) }
}

fn colour(
    line: &str,
    state: &mut ParseState,
    stack: &mut ScopeStack,
    syntaxes: &SyntaxSet,
    roles: &[(Scope, Role)],
) -> Pieces {
    let whole = vec![(0..line.len(), Role::Text)];
    if line.len() > LONGEST {
        return whole;
    }
    let Ok(ops) = state.parse_line(&format!("{line}\n"), syntaxes) else { return whole };
    let mut pieces: Pieces = Vec::new();
    let mut from = 0;
    for (at, op) in ops {
        let at = at.min(line.len());
        push(&mut pieces, from..at, role(stack, roles));
        from = at;
        if stack.apply(&op).is_err() {
            return whole;
        }
    }
    push(&mut pieces, from..line.len(), role(stack, roles));
    pieces
}

fn push(pieces: &mut Pieces, range: Range<usize>, role: Role) {
    match pieces.last_mut() {
        _ if range.is_empty() => {}
        Some((last, r)) if *r == role => last.end = range.end,
        _ => pieces.push((range, role)),
    }
}

fn role(stack: &ScopeStack, roles: &[(Scope, Role)]) -> Role {
    let of = |scope: &Scope| roles.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)).map(|(_, role)| *role);
    stack.as_slice().iter().rev().find_map(of).unwrap_or(Role::Text)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn erlang_has_colours() {
        let source: Vec<String> =
            ["-module(a).", "%% words", "f(X) when X > 1 ->", "    {ok, \"text\", X}."].map(String::from).to_vec();
        let mut highlighter = Highlighter::default();
        highlighter.prepare("a.erl", &source, 0..4);
        let role_of = |i: usize, piece: &str| {
            let at = source[i].find(piece).unwrap();
            let pieces = highlighter.done[i].as_ref().unwrap();
            pieces.iter().find(|(r, _)| r.contains(&at)).unwrap().1
        };
        assert_eq!(role_of(1, "words"), Role::Comment);
        assert_eq!(role_of(2, "when"), Role::Keyword);
        assert_eq!(role_of(2, "f("), Role::Function);
        assert_eq!(role_of(2, "X >"), Role::Variable);
        assert_eq!(role_of(3, "text"), Role::Text2);
        assert_eq!(role_of(2, "1"), Role::Number);
    }

    #[test]
    fn the_end_of_a_long_text_is_coloured_without_its_beginning() {
        let source: Vec<String> = (0..5_000).map(|i| format!("f{i}() -> ok.")).collect();
        let mut highlighter = Highlighter::default();
        highlighter.prepare("a.erl", &source, 4_990..6_000);
        assert!(highlighter.done[0].is_none() && highlighter.done[4_999].is_some());
        assert!(highlighter.line(9_999, &source, &Theme::new(true, false)).is_empty());
    }
}

//! The palette: every action by name, and the commands that take arguments, from one table.

use crate::action::{self, Context, Id};
use crate::app::App;
use crate::effect::Effect;
use enigma_debug::command::{Command, Place};

/// A command with arguments.
pub struct CommandRow {
    /// Its name.
    pub name: &'static str,
    /// Its arguments, for people.
    pub arguments: &'static str,
    /// What it does.
    pub text: &'static str,
    /// What its arguments mean, or what is wrong with them.
    pub parse: fn(&str) -> Result<Effect, String>,
}

/// The commands.
#[rustfmt::skip]
pub const COMMANDS: &[CommandRow] = &[
    CommandRow { name: "goto", arguments: "INSTRUCTION", text: "Go to an instruction count (a number alone does it too)",
        parse: |a| Ok(Effect::Run(Command::GoTo(number(a)?), 1)) },
    CommandRow { name: "break", arguments: "M:F/A | FILE:LINE | SLOT", text: "Set a breakpoint",
        parse: |a| Ok(Effect::SetBreakpoint(place(a)?)) },
    CommandRow { name: "delete", arguments: "NUMBER", text: "Remove a breakpoint",
        parse: |a| Ok(Effect::RemoveBreakpoint(small(a)?)) },
    CommandRow { name: "process", arguments: "[NUMBER]", text: "Show a process, or whichever runs",
        parse: |a| Ok(Effect::ShowProcess(if a.is_empty() { None } else { Some(pid(a)?) })) },
    CommandRow { name: "module", arguments: "[NAME]", text: "Show another module's code, or list the modules",
        parse: |a| Ok(if a.is_empty() { Effect::ListModules } else { Effect::ShowModule(Some(a.to_owned())) }) },
    CommandRow { name: "snapshot", arguments: "[NAME]", text: "Save the state in a file",
        parse: |a| Ok(Effect::Snapshot(a.to_owned())) },
    CommandRow { name: "quit", arguments: "", text: "Leave Enigma", parse: |_| Ok(Effect::Quit) },
];

fn number(text: &str) -> Result<u64, String> {
    let digits: String = text.chars().filter(|c| !matches!(c, ',' | '_' | ' ')).collect();
    digits.parse().map_err(|_| format!("{text:?} is not a number"))
}

fn small(text: &str) -> Result<u32, String> {
    u32::try_from(number(text)?).map_err(|_| format!("{text} is too large"))
}

/// A process number, alone or as Erlang prints it.
fn pid(text: &str) -> Result<u32, String> {
    let inner = text.strip_prefix("<0.").and_then(|t| t.strip_suffix(".0>"));
    small(inner.unwrap_or(text))
}

/// `ring:loop/2`, `ring:loop`, `ring.erl:17`, `ring:17`, `1234`.
fn place(text: &str) -> Result<Place, String> {
    let wrong = || format!("{text:?} is not a place; give ring:loop/2, ring.erl:17 or a slot");
    let Some((left, right)) = text.rsplit_once(':') else {
        return small(text).map(Place::Slot).map_err(|_| wrong());
    };
    if left.is_empty() || right.is_empty() {
        return Err(wrong());
    }
    if let Ok(line) = right.parse() {
        return Ok(Place::Line(left.to_owned(), line));
    }
    match right.rsplit_once('/') {
        Some((name, arity)) if !name.is_empty() => {
            let arity = arity.parse().map_err(|_| wrong())?;
            Ok(Place::Function(left.to_owned(), name.to_owned(), Some(arity)))
        }
        _ => Ok(Place::Function(left.to_owned(), right.to_owned(), None)),
    }
}

/// A row of the palette.
#[derive(Clone, PartialEq, Debug)]
pub struct Choice {
    /// What it is called.
    pub name: String,
    /// What it does.
    pub text: String,
    /// Its keys.
    pub keys: String,
    /// Why it cannot be used now.
    pub disabled: Option<String>,
    /// What choosing it does.
    pub pick: Pick,
}

/// What choosing a row does.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Pick {
    /// The action is done.
    Action(Id),
    /// The command's name is typed, for its arguments to follow.
    Command(&'static str),
}

/// A typed line as a command, if its first word is one.
pub fn command(line: &str) -> Option<Result<Effect, String>> {
    let line = line.trim();
    if line.starts_with(|c: char| c.is_ascii_digit()) {
        return Some(number(line).map(|n| Effect::Run(Command::GoTo(n), 1)));
    }
    let (name, arguments) = line.split_once(' ').unwrap_or((line, ""));
    let row = COMMANDS.iter().find(|c| c.name == name)?;
    Some((row.parse)(arguments.trim()))
}

/// The rows that fit what is typed, the best first, or all of them in the order of the tables. A row is found by its
/// name, its keys or its words.
pub fn choices(app: &App, screen: Context, typed: &str) -> Vec<Choice> {
    let query = typed.split_once(' ').map_or(typed, |(name, _)| name).trim();
    let mut rows: Vec<(i32, Choice)> = Vec::new();
    for c in COMMANDS.iter().filter(|c| screen == Context::Debugger || c.name == "quit") {
        let score = score(query, c.name).or_else(|| score(query, c.text).map(|s| s / 2 - 20));
        let choice = Choice {
            name: format!("{} {}", c.name, c.arguments).trim_end().to_owned(),
            text: c.text.to_owned(),
            keys: String::new(),
            disabled: None,
            pick: Pick::Command(c.name),
        };
        rows.extend(score.map(|s| (s + 1, choice)));
    }
    for a in action::of(screen).filter(|a| !COMMANDS.iter().any(|c| c.name == a.name)) {
        let keys = a.keys_text(3);
        let score = score(query, a.name)
            .or_else(|| (keys == typed || a.keys_text(1) == typed).then_some(1_000))
            .or_else(|| score(query, a.text).map(|s| s / 2 - 20));
        let choice = Choice {
            name: a.name.to_owned(),
            text: a.text.to_owned(),
            keys,
            disabled: app.disabled(a.id),
            pick: Pick::Action(a.id),
        };
        rows.extend(score.map(|s| (s, choice)));
    }
    if !query.is_empty() {
        rows.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    }
    rows.into_iter().map(|(_, choice)| choice).collect()
}

/// How well a text fits what is typed: all characters in order, better at beginnings of words and side by side.
pub fn score(typed: &str, text: &str) -> Option<i32> {
    let mut score = 0;
    let mut chars = text.char_indices();
    let mut last: Option<usize> = None;
    for wanted in typed.chars().flat_map(char::to_lowercase) {
        let (at, _) = chars.find(|(_, c)| c.to_lowercase().eq([wanted]))?;
        let start = text.get(..at).is_none_or(|before| !before.ends_with(char::is_alphanumeric));
        score += match last {
            _ if start => 8,
            Some(last) if last + 1 == at => 6,
            None => -i32::try_from(at).unwrap_or(50).min(50),
            Some(last) => -i32::try_from(at - last).unwrap_or(20).min(20),
        };
        last = Some(at);
    }
    let longer = i32::try_from(text.len().saturating_sub(typed.len())).unwrap_or(100).min(100);
    Some(score * 4 - longer)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn places_are_read() {
        let function = |a| Place::Function("ring".into(), "loop".into(), a);
        assert_eq!(place("ring:loop/2"), Ok(function(Some(2))));
        assert_eq!(place("ring:loop"), Ok(function(None)));
        assert_eq!(place("ring.erl:17"), Ok(Place::Line("ring.erl".into(), 17)));
        assert_eq!(place("1234"), Ok(Place::Slot(1234)));
        assert!(place("ring:").is_err() && place("what").is_err() && place("a:b/c").is_err() && place("").is_err());
    }

    #[test]
    fn commands_are_read() {
        assert_eq!(command("goto 1,234"), Some(Ok(Effect::Run(Command::GoTo(1234), 1))));
        assert_eq!(command(" 99 "), Some(Ok(Effect::Run(Command::GoTo(99), 1))));
        assert_eq!(command("process <0.3.0>"), Some(Ok(Effect::ShowProcess(Some(3)))));
        assert_eq!(command("process"), Some(Ok(Effect::ShowProcess(None))));
        assert_eq!(command("stp"), None);
        assert!(matches!(command("goto x"), Some(Err(_))));
    }

    #[test]
    fn the_better_fit_comes_first() {
        assert!(score("mb", "message-back").unwrap() > score("mb", "remember").unwrap_or(-999));
        assert!(score("step", "step").unwrap() > score("step", "step-back").unwrap());
        assert_eq!(score("xyz", "step"), None);
    }
}

//! Colours and signs.
//!
//! The colours are roles of the sixteen that every terminal lets its user choose, and only those of them that can
//! be read on light and dark grounds; text itself keeps the terminal's own colours. Nothing is told by colour
//! alone: each role that carries meaning has a sign, or a modifier that survives `NO_COLOR`.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of text is, as far as its looks are concerned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Role {
    /// Ordinary text.
    Text,
    /// Text that may be overlooked: rules, offsets, help.
    Dim,
    /// Text that stands out.
    Strong,
    /// The title of a pane.
    Title,
    /// The title of the pane that has the focus.
    Focus,
    /// The row under the cursor of the pane that has the focus.
    Cursor,
    /// What the last step changed.
    Changed,
    /// What the next instruction reads.
    Reads,
    /// What the next instruction writes.
    Writes,
    /// The place where the program stands.
    Current,
    /// A breakpoint.
    Breakpoint,
    /// Something went wrong.
    Error,
    /// Something went well.
    Good,
    /// A key to press.
    Key,
    /// What a search found.
    Found,
    /// A word of the language, or the name of an instruction.
    Keyword,
    /// A string.
    Text2,
    /// A number.
    Number,
    /// A variable or register.
    Variable,
    /// A function.
    Function,
    /// A comment.
    Comment,
}

/// The signs that the screens are drawn with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub struct Signs {
    pub rule: &'static str,
    pub bar: &'static str,
    pub more: &'static str,
    pub current: &'static str,
    pub breakpoint: &'static str,
    pub done: &'static str,
    pub open: &'static str,
    pub past: &'static str,
    pub future: &'static str,
    pub here: &'static str,
    pub checkpoint: &'static str,
    pub mark: &'static str,
    pub corners: [&'static str; 4],
    pub up: &'static str,
    pub down: &'static str,
    pub left: &'static str,
    pub right: &'static str,
    pub dot: &'static str,
    pub dash: &'static str,
    pub tee: &'static str,
}

const UNICODE: Signs = Signs {
    rule: "─",
    bar: "│",
    more: "…",
    current: "▶",
    breakpoint: "●",
    done: "✓",
    open: "○",
    past: "━",
    future: "─",
    here: "█",
    checkpoint: "┴",
    mark: "◆",
    corners: ["┌", "┐", "└", "┘"],
    up: "↑",
    down: "↓",
    left: "←",
    right: "→",
    dot: "·",
    dash: "—",
    tee: "┬",
};

const ASCII: Signs = Signs {
    rule: "-",
    bar: "|",
    more: "~",
    current: ">",
    breakpoint: "B",
    done: "+",
    open: "o",
    past: "=",
    future: "-",
    here: "#",
    checkpoint: "'",
    mark: "^",
    corners: ["+", "+", "+", "+"],
    up: "Up",
    down: "Down",
    left: "Left",
    right: "Right",
    dot: "-",
    dash: "-",
    tee: "+",
};

/// How everything looks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Theme {
    colour: bool,
    /// Only ASCII is drawn.
    pub ascii: bool,
    /// The signs.
    pub signs: Signs,
}

impl Theme {
    /// The theme for a terminal with or without colours and line-drawing characters.
    pub fn new(colour: bool, ascii: bool) -> Theme {
        Theme { colour, ascii, signs: if ascii { ASCII } else { UNICODE } }
    }

    /// The looks of a role.
    pub fn style(&self, role: Role) -> Style {
        let (colour, modifier) = looks(role);
        let style = Style::new().add_modifier(modifier);
        match colour {
            Some(colour) if self.colour => style.fg(colour),
            _ => style,
        }
    }
}

fn looks(role: Role) -> (Option<Color>, Modifier) {
    let none = Modifier::empty();
    match role {
        Role::Text => (None, none),
        Role::Dim => (None, Modifier::DIM),
        Role::Strong | Role::Title => (None, Modifier::BOLD),
        Role::Focus => (Some(Color::Cyan), Modifier::BOLD.union(Modifier::REVERSED)),
        Role::Cursor => (None, Modifier::REVERSED),
        Role::Changed => (Some(Color::Green), Modifier::BOLD),
        Role::Reads => (Some(Color::Cyan), none),
        Role::Writes => (Some(Color::Red), none),
        Role::Current => (Some(Color::Green), Modifier::BOLD),
        Role::Breakpoint => (Some(Color::Red), Modifier::BOLD),
        Role::Error => (Some(Color::Red), Modifier::BOLD),
        Role::Good => (Some(Color::Green), none),
        Role::Key => (Some(Color::Cyan), Modifier::BOLD),
        Role::Found => (None, Modifier::UNDERLINED.union(Modifier::BOLD)),
        Role::Keyword => (Some(Color::Magenta), none),
        Role::Text2 => (Some(Color::Green), none),
        Role::Number => (Some(Color::Red), none),
        Role::Variable => (Some(Color::Cyan), none),
        Role::Function => (None, Modifier::BOLD),
        Role::Comment => (None, Modifier::DIM.union(Modifier::ITALIC)),
    }
}

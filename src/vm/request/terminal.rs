//! What a machine asks of the terminal.

use serde::{Deserialize, Serialize};

/// One of the three files that a program has from the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Standard {
    Input,
    Output,
    Error,
}

/// How a terminal treats what is typed and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Mode {
    /// Whether what is typed comes in lines that can be edited before; else it comes as it is typed, and what is
    /// written is not changed either.
    pub lines: bool,
    /// Whether what is typed is shown.
    pub echo: bool,
}

impl Mode {
    /// As it was before anybody set it.
    pub const ORIGINAL: Mode = Mode { lines: true, echo: true };
}

/// What the terminal or the system tells of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Signal {
    /// Its size is another (`SIGWINCH`).
    Resized,
    /// It goes on after a stop (`SIGCONT`).
    Continued,
    /// The system is to end (`SIGTERM`).
    Terminate,
    /// The system is to end at once (`SIGQUIT`).
    Quit,
}

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Whether it is a terminal.
    IsTerminal(Standard),
    /// Whether it takes UTF-8.
    IsUnicode,
    /// How large it is.
    Size,
    /// Whether the cursor can be moved on it.
    IsCapable,
    /// That it be in this mode.
    Set(Mode),
}

/// What is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// Whether it is.
    Is(bool),
    /// How large it is, in characters.
    Size {
        /// The characters of a line.
        columns: u16,
        /// The lines.
        rows: u16,
    },
    /// It is in the mode that was wanted.
    Set {
        /// Whether it takes UTF-8.
        unicode: bool,
        /// Whether the cursor can be moved on it.
        capable: bool,
        /// The characters of a line.
        columns: u16,
        /// The lines.
        rows: u16,
    },
}

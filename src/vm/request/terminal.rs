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

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Whether it is a terminal.
    IsTerminal(Standard),
    /// Whether it takes UTF-8.
    IsUnicode,
    /// How large it is.
    Size,
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
}

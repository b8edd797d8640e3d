//! The mode of the terminal, where there is no way to set it: shells are those of terminals that can do nothing.

use std::io;

use enigma_vm::request::terminal::Mode;

use super::inbox::Inbox;

/// The size is not known.
pub(super) fn size() -> Option<(u16, u16)> {
    None
}

/// Only the mode that there is.
pub(super) fn set(mode: Mode) -> io::Result<()> {
    if mode == Mode::ORIGINAL { Ok(()) } else { Err(io::ErrorKind::Unsupported.into()) }
}

/// While it lives, the terminal has the mode that it had.
pub struct OriginalMode(());

impl OriginalMode {
    /// It has that mode always.
    pub fn set() -> OriginalMode {
        OriginalMode(())
    }
}

/// While it lives, a face has the terminal.
pub struct Face(());

impl Face {
    /// No signals come.
    pub fn show(_: fn()) -> Face {
        Face(())
    }
}

/// No signals come.
pub(super) fn listen(_: &Inbox) {}

/// The mode is that which it had.
pub(super) fn restore() {}

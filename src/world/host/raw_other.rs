//! The mode of the terminal, where there is no way to set it: shells are those of terminals that can do nothing.

use std::io;

use enigma_vm::request::terminal::Mode;

use super::inbox::Inbox;

/// The size is not known.
pub(super) fn size() -> Option<(u16, u16)> {
    None
}

/// Only the mode that there is.
pub(super) fn set(mode: Mode, _: &Inbox) -> io::Result<()> {
    if mode == Mode::ORIGINAL { Ok(()) } else { Err(io::ErrorKind::Unsupported.into()) }
}

/// The mode is that which it had.
pub(super) fn restore() {}

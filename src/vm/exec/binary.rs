//! The instructions of the bit syntax.

use crate::exec::Handler;

/// Opcodes and their handlers.
pub(super) const TABLE: &[(u8, Handler)] = &[];

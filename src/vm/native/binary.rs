//! The native functions of `binary` (OTP's `erl_bif_binary.c`).

use crate::native::Native;
use crate::native::data::{binary_part, binary_part2};

const fn pure(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("binary", name, arity, run, true)
}

pub(super) const TABLE: &[Native] = &[pure("part", 2, binary_part2), pure("part", 3, binary_part)];

//! Sockets as on a system where OTP has none (`prim_socket_nif.c` without `ESOCK_ENABLE`): what they can do is nothing.

use crate::exec::{Ctx, Fail};
use crate::native::{Native, NativeResult};
use crate::term::Term;

const fn effect(name: &'static str, arity: u32) -> Native {
    Native::new("prim_socket", name, arity, unsupported, false)
}

pub(super) const TABLE: &[Native] = &[effect("nif_supports", 0), effect("nif_supports", 1)];

fn unsupported(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    Err(Fail::Refuse(c.atom("notsup")?))
}

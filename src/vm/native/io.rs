//! What the emulator itself prints (OTP's `bif.c`), and what it knows of devices (`dist.c`).

use crate::console::Stream;
use crate::event::EventKind;
use crate::exec::{Ctx, Fail};
use crate::native::{Native, NativeResult};
use crate::print::Style;
use crate::term::Term;

pub(super) const TABLE: &[Native] = &[
    Native::new("erlang", "display", 1, display, false),
    Native::new("erlang", "display_string", 1, display_string, false),
];

/// How the emulator's warnings are logged where nobody says otherwise.
pub(super) const WARNINGS: &[Native] =
    &[Native::new("error_logger", "warning_map", 0, |c, _| c.atom("warning"), false)];

/// The functions of `io` that are the emulator's.
pub(super) const PRINTABLE: &[Native] = &[Native::new("io", "printable_range", 0, |c, _| c.atom("latin1"), false)];

/// Whether a device on that node takes requests with Unicode text: here it does, and no other node is connected.
pub(super) const UNICODE: &[Native] = &[Native::new(
    "net_kernel",
    "dflag_unicode_io",
    1,
    |c, a| if c.view().is_pid(a[0]) { Ok(Term::boolean(a[0].is_pid())) } else { Err(Fail::badarg()) },
    false,
)];

fn display(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let mut text = c.print(a[0], Style::Display);
    text.push_str("\r\n");
    write(c, text.as_bytes())
}

fn display_string(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let characters = c.view().proper_list(a[0]).ok_or(Fail::badarg())?;
    let character = |t: &Term| u32::try_from(t.as_small()?).ok().and_then(char::from_u32);
    let text: Option<String> = characters.iter().map(character).collect();
    write(c, text.ok_or(Fail::badarg())?.as_bytes())
}

fn write(c: &mut Ctx<'_>, bytes: &[u8]) -> NativeResult {
    c.sys.console.write(Stream::Output, bytes);
    c.sys.event(c.p.pid, EventKind::Output);
    Ok(Term::boolean(true))
}

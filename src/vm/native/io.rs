//! What the emulator itself prints (OTP's `bif.c`), and what it knows of devices (`dist.c`).

use crate::console::Stream;
use crate::event::EventKind;
use crate::exec::{Ctx, Fail};
use crate::native::{Native, NativeResult};
use crate::print::Style;
use crate::term::Term;

pub(super) const TABLE: &[Native] = &[
    Native::new("erlang", "display", 1, display, false),
    Native::new("erlang", "display_string", 1, |c, a| display_string(c, Stream::Output, a[0]), false),
    Native::new("erlang", "display_string", 2, display_string_to, false),
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
    let mut bytes: Vec<u8> = match c.emulator_bytes(a[0], None) {
        Some(bytes) => bytes.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect(),
        None => c.print(a[0], Style::Display).into_bytes(),
    };
    bytes.extend_from_slice(b"\r\n");
    write(c, Stream::Output, &bytes)
}

/// To `stdout`, `stderr` or `stdin`, which is none to write to.
fn display_string_to(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match c.sys.atoms.name(a[0].as_atom().ok_or(Fail::badarg())?) {
        "stdout" => display_string(c, Stream::Output, a[1]),
        "stderr" => display_string(c, Stream::Report, a[1]),
        _ => Err(Fail::badarg()),
    }
}

fn display_string(c: &mut Ctx<'_>, stream: Stream, text: Term) -> NativeResult {
    if let Some(bytes) = c.view().bits(text).filter(|bits| bits.size % 8 == 0).map(|bits| bits.to_bytes()) {
        return write(c, stream, &bytes);
    }
    let characters = c.view().proper_list(text).ok_or(Fail::badarg())?;
    let character = |t: &Term| u32::try_from(t.as_small()?).ok().and_then(char::from_u32);
    let text: Option<String> = characters.iter().map(character).collect();
    write(c, stream, text.ok_or(Fail::badarg())?.as_bytes())
}

fn write(c: &mut Ctx<'_>, stream: Stream, bytes: &[u8]) -> NativeResult {
    c.sys.console.write(stream, bytes);
    c.sys.event(c.p.pid, EventKind::Output);
    Ok(Term::boolean(true))
}

//! The terminal as OTP 26 and later sees it (`prim_tty_nif.c`): whether there is one, writing to it, and being told when
//! there is something to read. What is read comes from outside as inputs of the machine; what is written goes to the
//! console.

use crate::atom::am;
use crate::console::Stream;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::iodata;
use crate::native::{Native, NativeResult};
use crate::request::terminal::{Answer as Told, Request as Wanted, Standard};
use crate::request::{Answer, Request};
use crate::term::Term;
use crate::tty::Tty;

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("prim_tty", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("isatty", 1, isatty),
    effect("isprint", 1, |_, a| Ok(Term::boolean(byte(a[0])?.is_ascii_graphic() || byte(a[0])? == b' '))),
    effect("read_nif", 2, |c, a| read(c, a, MOST)),
    effect("read_nif", 3, |c, a| read(c, a, a[2].as_size().ok_or(Fail::badarg())?.min(MOST))),
    effect("setlocale", 1, setlocale),
    effect("setupterm_nif", 0, |c, _| unsupported(c)),
    effect("sizeof_wchar", 0, |_, _| Ok(Term::size(4))),
    effect("tty_create", 0, |c, _| create(c, Stream::Output)),
    effect("tty_create", 1, |c, a| create(c, stream(c, a[0])?)),
    effect("tty_encoding", 1, |c, _| c.atom("utf8")),
    effect("tty_init", 2, init),
    effect("tty_init", 3, |c, a| tty(c, a[0]).map(|_| ()).and_then(|()| unsupported(c))),
    effect("tty_is_open", 2, |c, a| tty(c, a[0]).map(|_| Term::boolean(true))),
    effect("tty_select", 2, |c, a| select(c, a[0], a[1])),
    effect("tty_select", 3, |c, a| select(c, a[0], a[2])),
    effect("tty_window_size", 1, window_size),
    effect("write_nif", 2, write),
];

/// The most bytes that are read at once.
const MOST: usize = 1024;

/// Whether the terminal can be set up: not to get keys as they are pressed.
fn init(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    tty(c, a[0])?;
    let (input, raw) = (c.atom("input")?, c.atom("raw")?);
    let input = crate::map::get(c.view(), &c.sys.atoms, a[1], input).ok_or(Fail::badarg())?;
    if input == raw { unsupported(c) } else { Ok(Term::atom(am::OK)) }
}

/// `{error, enotsup}`: what terminals can do is not known here.
fn unsupported(c: &mut Ctx<'_>) -> NativeResult {
    let reason = c.atom("enotsup")?;
    Ok(c.p.block.tuple(&[Term::atom(am::ERROR), reason])?)
}

fn byte(term: Term) -> Result<u8, Fail> {
    term.as_size().and_then(|size| u8::try_from(size).ok()).ok_or(Fail::badarg())
}

fn tty<'a>(c: &'a Ctx<'_>, term: Term) -> Result<&'a Tty, Fail> {
    let reference = c.view().reference(term).ok_or(Fail::badarg())?;
    c.sys.ttys.get(&reference).ok_or(Fail::badarg())
}

fn stream(c: &Ctx<'_>, name: Term) -> Result<Stream, Fail> {
    match c.sys.atoms.name(name.as_atom().ok_or(Fail::badarg())?) {
        "stdout" => Ok(Stream::Output),
        "stderr" => Ok(Stream::Report),
        _ => Err(Fail::badarg()),
    }
}

fn ask(c: &mut Ctx<'_>, name: &str, a: &[Term], wanted: Wanted) -> Result<Told, Fail> {
    let (Some(module), Some(function)) = (c.sys.intern("prim_tty"), c.sys.intern(name)) else {
        return Err(Fail::system_limit());
    };
    match c.ask((module, function), a, || Request::Terminal(wanted))? {
        Answer::Terminal(told) => Ok(told),
        _ => Err(Fail::badarg()),
    }
}

fn isatty(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let standard = match c.sys.atoms.name(a[0].as_atom().ok_or(Fail::badarg())?) {
        "stdin" => Standard::Input,
        "stdout" => Standard::Output,
        "stderr" => Standard::Error,
        _ => return Err(Fail::badarg()),
    };
    let told = ask(c, "isatty", a, Wanted::IsTerminal(standard))?;
    Ok(Term::boolean(told == Told::Is(true)))
}

/// Whether characters are written as UTF-8.
fn setlocale(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    tty(c, a[0])?;
    let told = ask(c, "setlocale", a, Wanted::IsUnicode)?;
    Ok(Term::boolean(told == Told::Is(true)))
}

fn window_size(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    tty(c, a[0])?;
    match ask(c, "tty_window_size", a, Wanted::Size)? {
        Told::Size { columns, rows } => {
            let size = c.p.block.tuple(&[Term::size(columns.into()), Term::size(rows.into())])?;
            Ok(c.p.block.tuple(&[Term::atom(am::OK), size])?)
        }
        Told::Is(_) => unsupported(c),
    }
}

fn create(c: &mut Ctx<'_>, stream: Stream) -> NativeResult {
    let reference = u128::from(c.sys.unique());
    c.sys.ttys.insert(reference, Tty { stream, selected: None });
    let term = c.p.block.reference(reference)?;
    Ok(c.p.block.tuple(&[Term::atom(am::OK), term])?)
}

/// The caller wants to know when there is something to read.
fn select(c: &mut Ctx<'_>, term: Term, reference: Term) -> NativeResult {
    tty(c, term)?;
    let by = c.view().reference(reference).ok_or(Fail::badarg())?;
    let pid = c.p.pid;
    if let Some(tty) = c.view().reference(term).and_then(|number| c.sys.ttys.get_mut(&number)) {
        tty.selected = Some((pid, by));
    }
    c.sys.tell_of_input(Some(c.p));
    Ok(Term::atom(am::OK))
}

/// What there is to read; the caller is told when there is more.
fn read(c: &mut Ctx<'_>, a: &[Term], most: usize) -> NativeResult {
    tty(c, a[0])?;
    let Some(bytes) = c.sys.take_input(most) else {
        let reason = c.atom("closed")?;
        return Ok(c.p.block.tuple(&[Term::atom(am::ERROR), reason])?);
    };
    let bytes = c.p.block.binary(&bytes)?;
    select(c, a[0], a[1])?;
    Ok(c.p.block.tuple(&[Term::atom(am::OK), bytes])?)
}

fn write(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let stream = tty(c, a[0])?.stream;
    let bytes = iodata::bytes(c.view(), a[1]).map_err(|_| Fail::badarg())?;
    c.sys.console.write(stream, &bytes);
    c.sys.events.raised = c.sys.events.raised.with(crate::event::EventMask::OUTPUT);
    Ok(Term::atom(am::OK))
}

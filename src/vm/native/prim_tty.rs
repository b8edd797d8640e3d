//! The terminal as OTP 26 and later see it (`prim_tty_nif.c`): whether there is one, how it treats what is typed, what
//! it can do, writing to it, and being told when there is something to read. What is read comes from outside as inputs
//! of the machine; what is written goes to the console.

use crate::atom::am;
use crate::console::Stream;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::iodata;
use crate::native::{Native, NativeResult};
use crate::request::terminal::{Answer as Told, Mode, Request as Wanted, Signal, Standard};
use crate::request::{Answer, Request};
use crate::term::Term;
use crate::terminal::capability::{self, Capability, Value};
use crate::terminal::parameters::expand;
use crate::terminal::{Tty, width};

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("prim_tty", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("isatty", 1, isatty),
    effect("isprint", 1, |_, a| Ok(Term::boolean(byte(a[0])?.is_ascii_graphic() || byte(a[0])? == b' '))),
    effect("read_nif", 2, |c, a| read(c, a, MOST)),
    effect("read_nif", 3, |c, a| read(c, a, a[2].as_size().ok_or(Fail::badarg())?.min(MOST))),
    effect("setlocale", 1, setlocale),
    effect("setupterm_nif", 0, setupterm),
    effect("sizeof_wchar", 0, |_, _| Ok(Term::size(WIDE))),
    effect("tgetent_nif", 1, tgetent),
    effect("tgetflag_nif", 1, |c, a| flag(c, a[0])),
    effect("tgetnum_nif", 1, |c, a| number(c, a[0])),
    effect("tgetstr_nif", 1, |c, a| coded(c, a[0]).and_then(|capability| text(c, capability))),
    effect("tgoto_nif", 1, |c, a| put(c, a[0], &[])),
    effect("tgoto_nif", 2, |c, a| put(c, a[0], &[integer(a[1])?, 0])),
    effect("tgoto_nif", 3, |c, a| put(c, a[0], &[integer(a[2])?, integer(a[1])?])),
    effect("tigetflag_nif", 1, |c, a| flag(c, a[0])),
    effect("tigetnum_nif", 1, |c, a| number(c, a[0])),
    effect("tigetstr_nif", 1, |c, a| named(c, a[0]).and_then(|capability| text(c, capability))),
    effect("tinfo_nif", 0, tinfo),
    effect("tputs_nif", 2, tputs),
    effect("tty_create", 0, |c, _| create(c, Stream::Output)),
    effect("tty_create", 1, |c, a| create(c, stream(c, a[0])?)),
    effect("tty_encoding", 1, |c, _| c.atom("utf8")),
    effect("tty_init", 2, init),
    effect("tty_init", 3, init_27),
    effect("tty_is_open", 2, |c, a| tty(c, a[0]).map(|_| Term::boolean(true))),
    effect("tty_read_signal", 2, read_signal),
    effect("tty_select", 2, |c, a| select(c, a[0], a[1])),
    effect("tty_select", 3, select_27),
    effect("tty_set", 1, set),
    effect("tty_window_size", 1, window_size),
    effect("wcswidth", 1, wcswidth),
    effect("wcwidth", 1, wcwidth),
    effect("write_nif", 2, write),
];

/// The most bytes that are read at once.
const MOST: usize = 1024;

/// The bytes of a character of C's wide strings.
const WIDE: usize = 4;

/// Sets the terminal: keys come as they are pressed where the input is raw.
fn init(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let before = tty(c, a[0])?.mode;
    let (input, raw) = (c.atom("input")?, c.atom("raw")?);
    let input = crate::map::get(c.view(), &c.sys.atoms, a[1], input).ok_or(Fail::badarg())?;
    let raw = input == raw;
    let mode = if raw { Mode { lines: false, echo: false } } else { Mode::ORIGINAL };
    if mode == before && !raw {
        own(c, a[0], mode)?;
        return Ok(Term::atom(am::OK));
    }
    apply(c, "tty_init", a, mode)
}

/// Decides how the terminal is to be set; `tty_set/1` does it.
fn init_27(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    tty(c, a[0])?;
    if ask(c, "tty_init", a, Wanted::IsTerminal(Standard::Input))? != Told::Is(true) {
        return unsupported(c);
    }
    let mut wants = |name| {
        let key = c.atom(name)?;
        let value = crate::map::get(c.view(), &c.sys.atoms, a[2], key).ok_or(Fail::badarg())?;
        Ok::<bool, Fail>(value == Term::boolean(true))
    };
    let mode = Mode { lines: wants("canon")?, echo: wants("echo")? };
    own(c, a[0], mode)?;
    Ok(Term::atom(am::OK))
}

fn set(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let mode = tty(c, a[0])?.mode;
    apply(c, "tty_set", a, mode)
}

/// Has the world set the terminal for the process that calls.
fn apply(c: &mut Ctx<'_>, function: &str, a: &[Term], mode: Mode) -> NativeResult {
    match ask(c, function, a, Wanted::Set(mode))? {
        Told::Set { .. } => {
            own(c, a[0], mode)?;
            Ok(Term::atom(am::OK))
        }
        _ => unsupported(c),
    }
}

fn own(c: &mut Ctx<'_>, term: Term, mode: Mode) -> Result<(), Fail> {
    let owner = c.p.pid;
    let tty = tty_mut(c, term)?;
    (tty.mode, tty.owner) = (mode, Some(owner));
    Ok(())
}

/// `{error, enotsup}`: there is no terminal.
fn unsupported(c: &mut Ctx<'_>) -> NativeResult {
    let reason = c.atom("enotsup")?;
    Ok(c.p.block.tuple(&[Term::atom(am::ERROR), reason])?)
}

fn setupterm(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match ask(c, "setupterm_nif", a, Wanted::IsCapable)? {
        Told::Is(true) => Ok(Term::atom(am::OK)),
        _ => unsupported(c),
    }
}

/// All terminals are like the one of the table, but those that can do nothing.
fn tgetent(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let name = name(c, a[0])?;
    if name.is_empty() || name == "dumb" { unsupported(c) } else { Ok(Term::atom(am::OK)) }
}

/// A name, which ends with a zero.
fn name(c: &Ctx<'_>, term: Term) -> Result<String, Fail> {
    let bytes = iodata::bytes(c.view(), term).map_err(|_| Fail::badarg())?;
    let name = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
    Ok(String::from_utf8_lossy(name).into_owned())
}

fn coded(c: &Ctx<'_>, term: Term) -> Result<Option<&'static Capability>, Fail> {
    Ok(capability::coded(&name(c, term)?))
}

fn named(c: &Ctx<'_>, term: Term) -> Result<Option<&'static Capability>, Fail> {
    Ok(capability::named(&name(c, term)?))
}

fn flag(c: &mut Ctx<'_>, term: Term) -> NativeResult {
    Ok(Term::boolean(coded(c, term)?.is_some_and(|capability| capability.value == Value::Flag)))
}

fn number(c: &mut Ctx<'_>, term: Term) -> NativeResult {
    match coded(c, term)?.map(|capability| capability.value) {
        Some(Value::Number(number)) => Ok(Term::size(number.into())),
        _ => Ok(Term::small_wrapping(-1)),
    }
}

fn text(c: &mut Ctx<'_>, capability: Option<&Capability>) -> NativeResult {
    let Some(Value::Text(text)) = capability.map(|capability| capability.value) else {
        return Ok(Term::boolean(false));
    };
    done(c, text.as_bytes())
}

/// `{ok, Bytes}`.
fn done(c: &mut Ctx<'_>, bytes: &[u8]) -> NativeResult {
    let bytes = c.p.block.binary(bytes)?;
    Ok(c.p.block.tuple(&[Term::atom(am::OK), bytes])?)
}

fn integer(term: Term) -> Result<i64, Fail> {
    term.as_small().ok_or(Fail::badarg())
}

/// A sequence with its parameters.
fn put(c: &mut Ctx<'_>, sequence: Term, parameters: &[i64]) -> NativeResult {
    let bytes = iodata::bytes(c.view(), sequence).map_err(|_| Fail::badarg())?;
    let sequence = bytes.split(|byte| *byte == 0).next().unwrap_or_default();
    let expanded = expand(sequence, parameters);
    done(c, &expanded)
}

fn tputs(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let parameters = c.view().proper_list(a[1]).ok_or(Fail::badarg())?;
    let parameters: Result<Vec<i64>, Fail> = parameters.into_iter().map(integer).collect();
    put(c, a[0], &parameters?)
}

/// What capabilities there are.
fn tinfo(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    let kinds = [("bool", 0), ("num", 1), ("str", 2)];
    let mut lists = Vec::new();
    for (key, kind) in kinds {
        let of_kind = |capability: &&Capability| match capability.value {
            Value::Flag => kind == 0,
            Value::Number(_) => kind == 1,
            Value::Text(_) => kind == 2,
        };
        let mut rows = Vec::new();
        for capability in capability::TABLE.iter().filter(of_kind).rev() {
            let fields = [("name", capability.name), ("code", capability.code), ("full_name", capability.full_name)];
            let mut pairs = Vec::new();
            for (field, value) in fields {
                let value: Vec<Term> = value.bytes().map(|byte| Term::size(byte.into())).collect();
                pairs.push((c.atom(field)?, c.p.block.list(&value)?));
            }
            rows.push(c.maps().from_entries(pairs)?);
        }
        lists.push((c.atom(key)?, c.p.block.list(&rows)?));
    }
    Ok(c.maps().from_entries(lists)?)
}

fn wcwidth(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let character = a[0].as_size().and_then(|character| u32::try_from(character).ok()).ok_or(Fail::badarg())?;
    match width::columns(character) {
        Some(columns) => Ok(Term::size(columns)),
        None => not_printable(c),
    }
}

/// The columns of a wide string of C.
fn wcswidth(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let bytes = iodata::bytes(c.view(), a[0]).map_err(|_| Fail::badarg())?;
    let characters = bytes.as_chunks::<WIDE>().0.iter().map(|bytes| u32::from_ne_bytes(*bytes));
    let columns: Option<usize> = characters.take_while(|character| *character != 0).map(width::columns).sum();
    match columns {
        Some(columns) => Ok(c.p.block.tuple(&[Term::atom(am::OK), Term::size(columns)])?),
        None => not_printable(c),
    }
}

fn not_printable(c: &mut Ctx<'_>) -> NativeResult {
    let reason = c.atom("not_printable")?;
    Ok(c.p.block.tuple(&[Term::atom(am::ERROR), reason])?)
}

fn byte(term: Term) -> Result<u8, Fail> {
    term.as_size().and_then(|size| u8::try_from(size).ok()).ok_or(Fail::badarg())
}

fn tty<'a>(c: &'a Ctx<'_>, term: Term) -> Result<&'a Tty, Fail> {
    let reference = c.view().reference(term).ok_or(Fail::badarg())?;
    c.sys.terminal.open.get(&reference).ok_or(Fail::badarg())
}

fn tty_mut<'a>(c: &'a mut Ctx<'_>, term: Term) -> Result<&'a mut Tty, Fail> {
    let reference = c.view().reference(term).ok_or(Fail::badarg())?;
    c.sys.terminal.open.get_mut(&reference).ok_or(Fail::badarg())
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
        _ => unsupported(c),
    }
}

fn create(c: &mut Ctx<'_>, stream: Stream) -> NativeResult {
    let reference = u128::from(c.sys.unique());
    c.sys.terminal.open.insert(reference, Tty::new(stream));
    let term = c.p.block.reference(reference)?;
    Ok(c.p.block.tuple(&[Term::atom(am::OK), term])?)
}

/// The caller wants to know when there is something to read.
fn select(c: &mut Ctx<'_>, term: Term, reference: Term) -> NativeResult {
    tty(c, term)?;
    let by = c.view().reference(reference).ok_or(Fail::badarg())?;
    let pid = c.p.pid;
    tty_mut(c, term)?.selected = Some((pid, by));
    c.sys.tell_of_input(Some(c.p));
    Ok(Term::atom(am::OK))
}

/// The caller wants to know of signals by a reference of their own, and of what there is to read.
fn select_27(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    watch(c, a[0], a[1])?;
    select(c, a[0], a[2])
}

fn watch(c: &mut Ctx<'_>, term: Term, reference: Term) -> Result<(), Fail> {
    let by = c.view().reference(reference).ok_or(Fail::badarg())?;
    let pid = c.p.pid;
    tty_mut(c, term)?.watcher = Some((pid, by));
    c.sys.tell_of_signals(Some(c.p));
    Ok(())
}

/// A signal that came; the caller is told when there is another.
fn read_signal(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let signal = match tty_mut(c, a[0])?.signals.pop_front() {
        Some(Signal::Continued) => "cont",
        Some(_) => "winch",
        None => "undefined",
    };
    watch(c, a[0], a[1])?;
    let signal = c.atom(signal)?;
    Ok(c.p.block.tuple(&[Term::atom(am::OK), signal])?)
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

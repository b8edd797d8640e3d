//! The driver `tty_sl` of OTP 25 as a port (`erts/emulator/drivers/unix/ttsl_drv.c`): what is typed comes as messages,
//! what it is told draws a line ([`crate::terminal::line`]).

use crate::atom::am;
use crate::console::Stream;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::iodata;
use crate::native::NativeResult;
use crate::port::{Framing, Port};
use crate::request::terminal::{Answer as Told, Mode, Request as Wanted};
use crate::request::{Answer, Request};
use crate::term::Term;
use crate::terminal::line::Line;

/// The name of the driver.
const DRIVER: &[u8] = b"tty_sl";
/// What the operations of `port_control/3` are counted from.
const MAGIC: usize = 0x018b_0900;
const WINDOW_SIZE: usize = MAGIC + 100;
const GET_UNICODE: usize = MAGIC + 101;
const SET_UNICODE: usize = MAGIC + 102;

fn words(c: &Ctx<'_>, command: Term) -> Vec<Vec<u8>> {
    let command = match command.as_atom() {
        Some(name) => c.sys.atoms.name(name).as_bytes().to_vec(),
        None => iodata::bytes(c.view(), command).unwrap_or_default(),
    };
    command.split(|byte| *byte == b' ').map(<[u8]>::to_vec).collect()
}

/// Whether a command to spawn names the driver.
pub(super) fn is_terminal(c: &Ctx<'_>, command: Term) -> bool {
    words(c, command).first().is_some_and(|driver| driver == DRIVER)
}

fn ask(c: &mut Ctx<'_>, function: &str, a: &[Term], wanted: Wanted) -> Result<Told, Fail> {
    let (Some(module), Some(function)) = (c.sys.intern("erts_internal"), c.sys.intern(function)) else {
        return Err(Fail::system_limit());
    };
    match c.ask((module, function), a, || Request::Terminal(wanted))? {
        Answer::Terminal(told) => Ok(told),
        _ => Err(Fail::badarg()),
    }
}

/// A port of the driver, which there is once; the reason why there is none.
pub(super) fn open(c: &mut Ctx<'_>, command: Term, a: &[Term]) -> NativeResult {
    let Some(options) = c.view().proper_list(a[1]) else { return Ok(Term::atom(am::BADARG)) };
    let has = |name: &str| options.iter().any(|option| option.as_atom().is_some_and(|o| c.sys.atoms.name(o) == name));
    let (binary, eof) = (has("binary"), has("eof"));
    if c.sys.terminal.line.is_some() {
        return Ok(Term::atom(am::BADARG));
    }
    let words = words(c, command);
    let off = |letter: u8| words.iter().any(|word| word.starts_with(&[b'-', letter]));
    let mode = Mode { lines: !off(b'c'), echo: !off(b'e') };
    let Told::Set { unicode, capable, columns, .. } = ask(c, "open_port", a, Wanted::Set(mode))? else {
        return Ok(Term::atom(am::BADARG));
    };
    if !capable {
        c.sys.terminal.is_left = true;
        return Ok(Term::atom(am::BADARG));
    }
    let name = String::from_utf8_lossy(&words.join(&b' ')).into_owned();
    let port = Port { reads: true, writes: Some(Stream::Output), ..Port::new(name, c.p.pid, Framing::Stream) };
    let port = Port { binary, eof, ..port };
    let number = c.sys.ports.add(port);
    c.sys.terminal.line = Some(Line::new(number, unicode, columns));
    Ok(Term::port(number))
}

/// The one operation that the standard files have too, where they are a terminal (`sys_drivers.c`).
pub(super) fn control_file(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if a[1].as_size() != Some(WINDOW_SIZE) {
        return Ok(Term::atom(am::BADARG));
    }
    match ask(c, "port_control", a, Wanted::Size)? {
        Told::Size { columns, rows } => list(c, &window_size(columns, rows)),
        _ => Ok(Term::atom(am::BADARG)),
    }
}

/// Two words of the computer.
fn window_size(columns: u16, rows: u16) -> Vec<u8> {
    [u32::from(columns).to_ne_bytes(), u32::from(rows).to_ne_bytes()].concat()
}

fn list(c: &mut Ctx<'_>, bytes: &[u8]) -> NativeResult {
    let bytes: Vec<Term> = bytes.iter().map(|byte| Term::size((*byte).into())).collect();
    Ok(c.p.block.list(&bytes)?)
}

/// The operations of the driver: its answers are lists of bytes.
pub(super) fn control(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let operation = a[1].as_size().ok_or(Fail::badarg())?;
    let data = iodata::bytes(c.view(), a[2]).map_err(|_| Fail::badarg())?;
    let unicode = c.sys.terminal.line.as_ref().is_some_and(|line| line.unicode);
    let answer = match operation {
        WINDOW_SIZE => {
            let (columns, rows) = match ask(c, "port_control", a, Wanted::Size)? {
                Told::Size { columns, rows } => (columns, rows),
                _ => (80, 24),
            };
            window_size(columns, rows)
        }
        GET_UNICODE => vec![u8::from(unicode)],
        SET_UNICODE => match (data.first(), &mut c.sys.terminal.line) {
            (Some(on), Some(line)) => {
                line.unicode = *on != 0;
                vec![u8::from(unicode)]
            }
            _ => Vec::new(),
        },
        _ => return Ok(Term::atom(am::BADARG)),
    };
    list(c, &answer)
}

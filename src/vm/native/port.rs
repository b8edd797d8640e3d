//! Opening, using and closing ports (OTP's `erl_bif_port.c`, `erts_internal.erl`).

use crate::atom::am;
use crate::console::Stream;
use crate::copy;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::iodata;
use crate::native::{Native, NativeResult, terminal};
use crate::port::{Port, Told};
use crate::ram_file;
use crate::term::Term;

const fn erlang(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, false)
}

const fn internal(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erts_internal", name, arity, run, false)
}

pub(super) const TABLE: &[Native] =
    &[erlang("port_get_data", 1, get_data), erlang("port_set_data", 2, set_data), erlang("ports", 0, ports)];

pub(super) const INTERNAL: &[Native] = &[
    internal("open_port", 2, open),
    internal("port_call", 3, |c, a| port(c, a[0]).map(|_| Term::atom(am::BADARG))),
    internal("port_close", 1, close),
    internal("port_command", 3, command),
    internal("port_connect", 2, connect),
    internal("port_control", 3, control),
    internal("port_info", 1, info),
    internal("port_info", 2, |c, a| info_item(c, a[0], a[1])),
];

/// The number of a port that is open, or of the one with a registered name.
fn port(c: &Ctx<'_>, term: Term) -> Result<u64, Fail> {
    let number = term.as_port().ok_or(Fail::badarg())?;
    c.sys.ports.open.get(&number).map(|_| number).ok_or(Fail::badarg())
}

/// A port, or the atom that is the reason why there is none.
fn open(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let name = c.view().tuple(a[0]).map(|name| name.to_vec()).unwrap_or_default();
    let kind = name.first().and_then(|kind| kind.as_atom()).map(|kind| c.sys.atoms.name(kind).to_string());
    match (kind.as_deref(), &name[..]) {
        (Some("fd"), [_, input, output]) => open_files(c, *input, *output, a[1]),
        (Some("spawn"), [_, command]) if terminal::is_terminal(c, *command) => terminal::open(c, *command, a),
        (Some("spawn" | "spawn_driver"), [_, name]) if ram_file::is_driver(c, *name) => open_ram_file(c, a[1]),
        // No program is run, and no driver is there.
        (Some("spawn" | "spawn_executable"), [_, _]) => c.atom("eacces"),
        _ => Ok(Term::atom(am::BADARG)),
    }
}

/// A file in memory; the other options mean nothing to it.
fn open_ram_file(c: &mut Ctx<'_>, options: Term) -> NativeResult {
    let Some(options) = c.view().proper_list(options) else { return Ok(Term::atom(am::BADARG)) };
    let names: Vec<Option<&str>> =
        options.iter().map(|option| option.as_atom().map(|name| c.sys.atoms.name(name))).collect();
    let known = |name: &Option<&str>| matches!(name, Some("binary" | "stream" | "eof" | "in" | "out" | "hide"));
    if !names.iter().all(known) {
        return c.atom("badopt");
    }
    let is_binary = names.contains(&Some("binary"));
    Ok(ram_file::open(c, c.p.pid, is_binary))
}

/// `{fd, In, Out}`: a number of a standard file each.
fn open_files(c: &mut Ctx<'_>, input: Term, output: Term, options: Term) -> NativeResult {
    let (Some(input), Some(output)) = (input.as_size(), output.as_size()) else { return Ok(Term::atom(am::BADARG)) };
    let Some(options) = c.view().proper_list(options) else { return Ok(Term::atom(am::BADARG)) };
    let (mut reads, mut writes, mut binary, mut eof) = (true, true, false, false);
    for option in options {
        match option.as_atom().map(|name| c.sys.atoms.name(name)) {
            Some("in") => writes = false,
            Some("out") => reads = false,
            Some("binary") => binary = true,
            Some("eof") => eof = true,
            Some("stream" | "hide" | "use_stdio") => {}
            _ => return Ok(Term::atom(am::BADARG)),
        }
    }
    let stream = match output {
        1 => Some(Stream::Output),
        2 => Some(Stream::Report),
        _ => None,
    };
    if (reads && input != 0) || (writes && stream.is_none()) {
        return c.atom("ebadf");
    }
    let (owner, writes) = (c.p.pid, stream.filter(|_| writes));
    let name = format!("{input}/{output}");
    let links = [owner].into();
    let port = Port { name, owner, links, reads, writes, binary, eof, data: None, traffic: (0, 0) };
    Ok(Term::port(c.sys.ports.add(port)))
}

fn command(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let number = port(c, a[0])?;
    let bytes = iodata::bytes(c.view(), a[1]).map_err(|_| Fail::badarg())?;
    c.view().proper_list(a[2]).ok_or(Fail::badarg())?;
    if c.sys.terminal.line.as_ref().is_some_and(|line| line.port == number) {
        terminal::command(c, number, bytes)
    } else if c.sys.command_ram_file(c.p, number, &bytes)? || c.sys.write_port(number, &bytes) {
        Ok(Term::boolean(true))
    } else {
        Ok(Term::atom(am::BADARG))
    }
}

fn control(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let number = port(c, a[0])?;
    if c.sys.terminal.line.as_ref().is_some_and(|line| line.port == number) {
        terminal::control(c, a)
    } else if c.sys.ports.open.get(&number).is_some_and(|port| port.reads || port.writes.is_some()) {
        terminal::control_file(c, a)
    } else {
        Ok(Term::atom(am::BADARG))
    }
}

fn close(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let number = port(c, a[0])?;
    c.sys.tell_port(c.p, number, Told::Close, false)?;
    Ok(Term::boolean(true))
}

fn connect(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let (number, to) = (port(c, a[0])?, a[1].as_pid().ok_or(Fail::badarg())?);
    c.sys.tell_port(c.p, number, Told::Connect(to), false)?;
    Ok(Term::boolean(true))
}

fn ports(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    let ports: Vec<Term> = c.sys.ports.open.keys().map(|number| Term::port(*number)).collect();
    Ok(c.p.block.list(&ports)?)
}

fn set_data(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let number = port(c, a[0])?;
    let data = c.parcel(a[1])?;
    if let Some(port) = c.sys.ports.open.get_mut(&number) {
        port.data = Some(data);
    }
    Ok(Term::boolean(true))
}

fn get_data(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let number = port(c, a[0])?;
    let data = c.sys.ports.open.get(&number).and_then(|port| port.data.clone());
    let (fragment, term) = data.ok_or(Fail::badarg())?;
    let view = fragment.view(&c.code.literals.words);
    Ok(copy::copy_term(view, term, &mut c.p.block, c.sys.limits.process_words)?)
}

/// What there is to know of a port, `undefined` once it is closed.
fn info(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let mut items = Vec::new();
    for item in ["name", "links", "id", "connected", "input", "output", "os_pid"] {
        let item = c.atom(item)?;
        let pair = info_item(c, a[0], item)?;
        if pair == Term::atom(am::UNDEFINED) {
            return Ok(pair);
        }
        items.push(pair);
    }
    Ok(c.p.block.list(&items)?)
}

fn info_item(c: &mut Ctx<'_>, port: Term, item: Term) -> NativeResult {
    let number = port.as_port().ok_or(Fail::badarg())?;
    let Some(port) = c.sys.ports.open.get(&number).cloned() else { return Ok(Term::atom(am::UNDEFINED)) };
    let value = match c.sys.atoms.name(item.as_atom().ok_or(Fail::badarg())?) {
        "name" => {
            let characters: Vec<Term> = port.name.bytes().map(|byte| Term::size(byte.into())).collect();
            c.p.block.list(&characters)?
        }
        "links" => {
            let links: Vec<Term> = port.links.iter().copied().map(Term::pid).collect();
            c.p.block.list(&links)?
        }
        "id" => Term::size(number as usize * 8),
        "connected" => Term::pid(port.owner),
        "input" => Term::size(port.traffic.0 as usize),
        "output" => Term::size(port.traffic.1 as usize),
        "os_pid" => Term::atom(am::UNDEFINED),
        "registered_name" => return Ok(Term::NIL),
        "monitors" | "monitored_by" => Term::NIL,
        "locking" | "parallelism" => Term::boolean(false),
        "memory" | "queue_size" => Term::size(0),
        _ => return Err(Fail::badarg()),
    };
    Ok(c.p.block.tuple(&[item, value])?)
}

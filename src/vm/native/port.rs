//! Using and closing ports (OTP's `erl_bif_port.c`, `erts_internal.erl`).

use std::sync::Arc;

use crate::atom::{Atom, am};
use crate::copy;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::iodata;
use crate::native::process::{Watch, because};
use crate::native::{Native, NativeResult, port_open, terminal};
use crate::port::{Port, Told, Wrote};
use crate::process::Monitor;
use crate::signal::Signal;
use crate::term::{Pid, Term};

const fn erlang(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, false)
}

const fn internal(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erts_internal", name, arity, run, false)
}

pub(super) const TABLE: &[Native] =
    &[erlang("port_get_data", 1, get_data), erlang("port_set_data", 2, set_data), erlang("ports", 0, ports)];

pub(super) const INTERNAL: &[Native] = &[
    internal("open_port", 2, port_open::open),
    internal("port_call", 3, |_, _| REFUSED),
    internal("port_close", 1, close),
    internal("port_command", 3, command),
    internal("port_connect", 2, connect),
    internal("port_control", 3, control),
    internal("port_info", 1, info),
    internal("port_info", 2, info_item),
];

/// The number of a port that is open, or of the one with a registered name.
fn number(c: &Ctx<'_>, term: Term) -> Option<u64> {
    let named = || c.sys.ports.names.get(&term.as_atom()?).copied();
    term.as_port().or_else(named).filter(|number| c.sys.ports.open.contains_key(number))
}

/// As [`number`]; else what the module `erlang` makes an error of.
fn port(c: &Ctx<'_>, term: Term) -> Result<u64, Fail> {
    number(c, term).ok_or(Fail::badarg())
}

const REFUSED: NativeResult = Ok(Term::atom(am::BADARG));

fn command(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let options = c.view().proper_list(a[2]);
    let names = options.map(|list| list.into_iter().map(|option| option.as_atom()).collect::<Option<Vec<_>>>());
    let Some(Some(options)) = names else { return Ok(Term::atom(am::BADOPT)) };
    let mut waits = true;
    let mut forces = false;
    for option in options {
        match c.sys.atoms.name(option) {
            "nosuspend" => waits = false,
            "force" => forces = true,
            _ => return Ok(Term::atom(am::BADOPT)),
        }
    }
    let Some(number) = number(c, a[0]) else { return REFUSED };
    if forces {
        return Ok(Term::atom(am::NOTSUP));
    }
    let Ok(bytes) = iodata::bytes(c.view(), a[1]) else {
        c.sys.report_bad_value(number);
        return REFUSED;
    };
    match c.sys.command_port(c.p, number, bytes)? {
        Wrote::Done => Ok(Term::boolean(true)),
        Wrote::Nowhere => REFUSED,
        Wrote::Busy if !waits => Ok(Term::boolean(false)),
        Wrote::Busy => {
            let names = c.sys.intern("erts_internal").zip(c.sys.intern("port_command"));
            Err(c.wait_for_port(number, names.ok_or(Fail::system_limit())?, a))
        }
    }
}

fn control(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let Some(number) = number(c, a[0]) else { return REFUSED };
    if c.sys.terminal.line.as_ref().is_some_and(|line| line.port == number) {
        terminal::control(c, a)
    } else if c.sys.ports.open.get(&number).is_some_and(|port| port.reads || port.writes.is_some()) {
        terminal::control_file(c, a)
    } else {
        REFUSED
    }
}

fn close(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let Some(number) = number(c, a[0]) else { return REFUSED };
    c.sys.tell_port(c.p, number, Told::Close, false)?;
    Ok(Term::boolean(true))
}

fn connect(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let to = a[1].as_pid().filter(|pid| c.living(*pid).is_some());
    let (Some(number), Some(to)) = (number(c, a[0]), to) else { return REFUSED };
    c.sys.tell_port(c.p, number, Told::Connect(to), false)?;
    Ok(Term::boolean(true))
}

/// Links the process to a port. The end of one that is no more is a signal to a process that traps them, and an error else.
pub(super) fn link(c: &mut Ctx<'_>, port: u64) -> Result<(), Fail> {
    let own = c.p.pid;
    match c.sys.ports.open.get_mut(&port) {
        Some(port) => {
            port.links.insert(own);
        }
        None if !c.p.trap_exit => return Err(Fail::Refuse(Term::atom(am::NOPROC))),
        None => {
            let reason = (Arc::default(), Term::atom(am::NOPROC));
            c.sys.signals.push_back(Signal::PortExit { port, to: own, reason });
        }
    }
    Ok(())
}

/// Watches a port by itself or by name.
pub(super) fn watch(c: &mut Ctx<'_>, whom: Term, watch: Watch) -> NativeResult {
    let named = match c.view().tuple(whom).map(|t| t.to_vec()).as_deref() {
        Some([name, node]) if *node == Term::atom(c.sys.node()) => name.as_atom(),
        _ => whom.as_atom(),
    };
    let target = match (whom.as_port(), named) {
        (Some(port), _) => Some(port),
        (None, Some(name)) => c.sys.ports.names.get(&name).copied(),
        _ => return Err(Fail::badarg()),
    };
    let (own, watched, reference) = (c.p.pid, target.unwrap_or(0), watch.reference(c));
    c.p.monitors.insert(reference, Monitor::WatchingPort(watched, named));
    c.sys.count(c.p)?;
    match target.and_then(|port| c.sys.ports.open.get_mut(&port)) {
        Some(port) => {
            port.monitors.insert(reference, (own, named));
        }
        None => {
            let reason = (Arc::default(), Term::atom(am::NOPROC));
            c.sys.signals.push_back(Signal::PortDown { to: own, reference, from: (watched, named), reason });
        }
    }
    Ok(c.p.block.reference(reference)?)
}

/// Gives a port a name, which must not be `taken`.
pub(super) fn register(c: &mut Ctx<'_>, name: Atom, number: u64, taken: bool) -> NativeResult {
    match c.sys.ports.open.get_mut(&number) {
        _ if name == am::UNDEFINED => return Err(Fail::because(am::NONE)),
        None => return Err(Fail::because(am::NOTALIVE)),
        Some(port) if port.registered.is_some() => return Err(because(c, "registered_name")),
        Some(_) if taken => return Err(Fail::because(am::NONE)),
        Some(port) => port.registered = Some(name),
    }
    c.sys.ports.names.insert(name, number);
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
    let Some((fragment, term)) = data else { return Ok(Term::atom(am::UNDEFINED)) };
    let view = fragment.view(&c.code.literals.words);
    Ok(copy::copy_term(view, term, &mut c.p.block, c.sys.limits.process_words)?)
}

/// What `port_info/1` tells, `undefined` once the port is closed.
fn info(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let Some(number) = known(c, a[0]) else { return REFUSED };
    let Some(port) = c.sys.ports.open.get(&number).cloned() else { return Ok(Term::atom(am::UNDEFINED)) };
    let mut items = Vec::new();
    let named = port.registered.map(|_| "registered_name");
    for item in named.into_iter().chain(["name", "links", "id", "connected", "input", "output", "os_pid"]) {
        let (name, Some(value)) = (c.atom(item)?, value(c, number, &port, item)?) else { continue };
        items.push(c.p.block.tuple(&[name, value])?);
    }
    Ok(c.p.block.list(&items)?)
}

/// The number of a port that is or has been there, or of the one with a registered name.
fn known(c: &Ctx<'_>, term: Term) -> Option<u64> {
    term.as_port().or_else(|| number(c, term))
}

fn info_item(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let Some(number) = known(c, a[0]) else { return REFUSED };
    let Some(item) = a[1].as_atom() else { return REFUSED };
    let item = c.sys.atoms.name(item).to_string();
    let Some(port) = c.sys.ports.open.get(&number).cloned() else { return Ok(Term::atom(am::UNDEFINED)) };
    if item == "registered_name" && port.registered.is_none() {
        return Ok(Term::NIL);
    }
    match value(c, number, &port, &item)? {
        Some(value) => Ok(c.p.block.tuple(&[a[1], value])?),
        None => Ok(Term::atom(am::BADTYPE)),
    }
}

/// The value of an item; nothing where there is no such item.
fn value(c: &mut Ctx<'_>, number: u64, port: &Port, item: &str) -> Result<Option<Term>, Fail> {
    let pids = |c: &mut Ctx<'_>, pids: &mut dyn Iterator<Item = Pid>| {
        let pids: Vec<Term> = pids.map(Term::pid).collect();
        c.p.block.list(&pids)
    };
    let program = port.program.as_ref();
    Ok(Some(match item {
        "registered_name" => port.registered.map_or(Term::NIL, Term::atom),
        "name" => {
            let characters: Vec<Term> = port.name.bytes().map(|byte| Term::size(byte.into())).collect();
            c.p.block.list(&characters)?
        }
        "links" => pids(c, &mut port.links.iter().copied())?,
        "id" => Term::size(number as usize * 8),
        "connected" => Term::pid(port.owner),
        "input" => Term::size(port.traffic.0 as usize),
        "output" => Term::size(port.traffic.1 as usize),
        "os_pid" => program.map_or(Term::atom(am::UNDEFINED), |program| Term::size(program.number as usize)),
        // Only what is inside of the emulator watches anything by a port.
        "monitors" => Term::NIL,
        "monitored_by" => pids(c, &mut port.monitors.values().map(|(pid, _)| *pid))?,
        "locking" => c.atom("port_level")?,
        "parallelism" => Term::boolean(port.parallelism),
        "memory" => Term::size(0),
        "queue_size" => Term::small_wrapping(program.map_or(0, |program| program.left.cast_signed())),
        _ => return Ok(None),
    }))
}

//! What OTP's kernel asks of the emulator for itself: processes of the system, flags, group leaders, other nodes (OTP's
//! `bif.c`, `erl_process.c`, `dist.c`).

use crate::atom::am;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::map;
use crate::native::process::{self, Start};
use crate::native::{Native, NativeResult, settings};
use crate::term::Term;

const fn erlang(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, false)
}

const fn internal(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erts_internal", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    erlang("halt", 2, |c, a| crate::boot::halt(c, a[0], a[1])),
    erlang("monitor_node", 2, monitor_node),
    erlang("monitor_node", 3, monitor_node),
    erlang("nodes", 2, nodes),
];

pub(super) const INTERNAL: &[Native] = &[
    internal("garbage_collect", 1, garbage_collect),
    internal("group_leader", 2, |c, a| group_leader(c, a[0], a[1])),
    internal("group_leader", 3, |c, a| group_leader(c, a[0], a[1])),
    internal("is_system_process", 1, is_system_process),
    internal("processes_next", 1, processes_next),
    internal("scheduler_wall_time", 1, settings::set_wall_time),
    internal("spawn_system_process", 3, spawn_system_process),
];

/// `[{Node, Info}]` for the nodes of a kind: this one alone is known. `Info` is a map with what the second map asks for.
fn nodes(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let asked = map::entries(c.view(), a[1]).ok_or(Fail::badarg())?;
    let mut wanted = Vec::new();
    for (key, value) in asked {
        let name = key.as_atom().map(|key| c.sys.atoms.name(key));
        let told = match name {
            Some("connection_id") => Term::atom(am::UNDEFINED),
            Some("node_type") => Term::atom(am::THIS),
            _ => return Err(Fail::badarg()),
        };
        if value.as_bool().ok_or(Fail::badarg())? {
            wanted.push((key, told));
        }
    }
    let nodes = super::system::nodes(c, &a[..1])?;
    let mut pairs = Vec::new();
    for node in c.view().proper_list(nodes).unwrap_or_default() {
        let told = c.maps().from_entries(wanted.clone())?;
        pairs.push(c.p.block.tuple(&[node, told])?);
    }
    Ok(c.p.block.list(&pairs)?)
}

/// A node that is not alive can watch none but itself, of which nothing ever comes.
fn monitor_node(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let options = c.view().proper_list(a.get(2).copied().unwrap_or(Term::NIL));
    let known = |option: &Term| *option == Term::atom(am::ALLOW_PASSIVE_CONNECT);
    if !options.is_some_and(|options| options.iter().all(known)) {
        return Err(process::because(c, "badopt"));
    }
    let node = a[0].as_atom().ok_or(Fail::badarg())?;
    if node != c.sys.node() {
        return Err(Fail::Refuse(Term::atom(am::NOTALIVE)));
    }
    a[1].as_bool().map(|_| Term::boolean(true)).ok_or(Fail::badarg())
}

fn is_system_process(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let pid = a[0].as_pid().ok_or(Fail::badarg())?;
    Ok(Term::boolean(c.living_mut(pid).is_some_and(|process| process.is_system)))
}

fn spawn_system_process(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let pid = process::spawn(c, a, Start::PLAIN)?;
    if let Some(process) = pid.as_pid().and_then(|pid| c.living_mut(pid)) {
        process.is_system = true;
    }
    Ok(pid)
}

/// The next part of an iterator over all processes, which begins with 0: `{Iterator, [Pid]}`, or `none`. One part is all.
fn processes_next(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match a[0].as_size().ok_or(Fail::badarg())? {
        0 => {
            let pids = process::processes(c, &[])?;
            Ok(c.p.block.tuple(&[Term::size(1), pids])?)
        }
        _ => c.atom("none"),
    }
}

/// Collects the garbage of the caller, as `minor` or `major`.
fn garbage_collect(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match c.sys.atoms.name(a[0].as_atom().ok_or(Fail::badarg())?) {
        "minor" | "major" => {
            c.p.block.ask_collection();
            Ok(Term::boolean(true))
        }
        _ => Err(Fail::badarg()),
    }
}

/// Sets the group leader of a process; the answer comes at once.
fn group_leader(c: &mut Ctx<'_>, leader: Term, of: Term) -> NativeResult {
    let (leader, of) = (leader.as_pid().ok_or(Fail::badarg())?, of.as_pid().ok_or(Fail::badarg())?);
    match c.living_mut(of) {
        Some(process) => {
            process.group_leader = leader;
            Ok(Term::boolean(true))
        }
        None => Ok(Term::atom(am::BADARG)),
    }
}

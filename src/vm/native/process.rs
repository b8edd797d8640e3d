//! Processes: starting, ending, ties, names, what they know of themselves, what they keep
//! (OTP's `bif.c`, `erl_bif_info.c`, `register.c`).

use std::sync::Arc;

use crate::atom::{Atom, am};
use crate::compare;
use crate::copy;
use crate::dictionary::Place;
use crate::exec::receive::Sent;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::heap_options::HeapOptions;
use crate::identifier::{Identifier, THIS_NODE};
use crate::map;
use crate::native::{Native, NativeResult, heap_options, port};
use crate::number;
use crate::process::{Alias, Monitor, Priority, Process};
use crate::scheduler::Spawn;
use crate::signal::{Parcel, Signal};
use crate::term::{Pid, Term};

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("!", 2, |c, a| send(c, am::SEND, a).map(|_| a[1])),
    effect("apply", 2, apply2),
    effect("apply", 3, apply3),
    effect("demonitor", 1, |c, a| demonitor(c, a[0], &[]).map(|_| Term::boolean(true))),
    effect("demonitor", 2, demonitor2),
    effect("erase", 0, erase_all),
    effect("erase", 1, erase),
    effect("exit", 2, exit),
    effect("garbage_collect", 0, garbage_collect),
    effect("get", 0, get_all),
    effect("get", 1, |c, a| Ok(lookup(c, a[0]).unwrap_or(Term::atom(am::UNDEFINED)))),
    effect("get_keys", 0, get_keys),
    effect("get_keys", 1, get_keys_of),
    effect("group_leader", 0, |c, _| Ok(Term::pid(c.p.group_leader))),
    effect("is_process_alive", 1, is_process_alive),
    effect("link", 1, link),
    effect("make_ref", 0, make_ref),
    effect("monitor", 2, monitor),
    effect("node", 0, |c, _| Ok(Term::atom(c.sys.node()))),
    effect("node", 1, |c, a| {
        let identifier = c.view().identifier(a[0]).ok_or(Fail::badarg())?;
        Ok(Term::atom(identifier.node().name))
    }),
    effect("process_flag", 2, process_flag),
    effect("processes", 0, processes),
    effect("put", 2, put),
    effect("register", 2, register),
    effect("registered", 0, registered),
    effect("self", 0, |c, _| Ok(Term::pid(c.p.pid))),
    effect("send", 2, |c, a| {
        let name = c.sys.intern("send").ok_or(Fail::system_limit())?;
        send(c, name, a).map(|_| a[1])
    }),
    effect("send", 3, send_with),
    effect("spawn", 1, |c, a| spawn_fun(c, a[0], Start::PLAIN)),
    effect("spawn", 3, |c, a| spawn(c, a, Start::PLAIN)),
    effect("spawn_link", 1, |c, a| spawn_fun(c, a[0], Start::LINKED)),
    effect("spawn_link", 3, |c, a| spawn(c, a, Start::LINKED)),
    effect("spawn_monitor", 1, |c, a| spawn_fun(c, a[0], Start::MONITORED)),
    effect("spawn_monitor", 3, |c, a| spawn(c, a, Start::MONITORED)),
    effect("unique_integer", 0, |c, _| unique_integer(c)),
    effect("unique_integer", 1, unique_integer_with),
    effect("unlink", 1, unlink),
    effect("unregister", 1, unregister),
    effect("whereis", 1, whereis),
    effect("yield", 0, yield_),
];

/// How a process is started.
pub(super) struct Start {
    /// Whether it is linked to who starts it.
    pub(super) link: bool,
    /// How who starts it watches it.
    pub(super) monitor: Option<Watch>,
    pub(super) priority: Priority,
    /// What is set for its heap, if it is not what the system has.
    pub(super) heap: Option<HeapOptions>,
    /// Whether something has been told for which OTP looks at all that is set for its heap.
    pub(super) is_tuned: bool,
}

impl Start {
    pub(super) const PLAIN: Start =
        Start { link: false, monitor: None, priority: Priority::Normal, heap: None, is_tuned: false };
    /// Whether the options go together.
    pub(super) fn is_possible(&self) -> bool {
        self.heap.as_ref().is_none_or(|heap| heap_options::has_room(heap).is_some())
    }

    const LINKED: Start = Start { link: true, ..Start::PLAIN };
    const MONITORED: Start = Start { monitor: Some(Watch { alias: None, tag: None }), ..Start::PLAIN };
}

impl Ctx<'_> {
    /// A process that lives, the running one among them.
    pub(crate) fn living(&self, pid: Pid) -> Option<&Process> {
        if pid == self.p.pid { Some(self.p) } else { self.sys.processes.get(&pid).map(|p| &**p) }
    }

    /// As [`Ctx::living`], to change it.
    pub(crate) fn living_mut(&mut self, pid: Pid) -> Option<&mut Process> {
        if pid == self.p.pid { Some(self.p) } else { self.sys.processes.get_mut(&pid).map(Arc::make_mut) }
    }

    /// A term in memory of its own, to be sent.
    pub(super) fn parcel(&self, term: Term) -> Result<Parcel, Fail> {
        let (fragment, term) = copy::to_fragment(self.view(), term, self.sys.limits.message_words)?;
        Ok((Arc::new(fragment), term))
    }
}

fn atom_parcel(atom: Atom) -> Parcel {
    (Arc::default(), Term::atom(atom))
}

/// The refusal with the cause of that name.
pub(super) fn because(c: &mut Ctx<'_>, cause: &str) -> Fail {
    c.sys.intern(cause).map_or(Fail::badarg(), Fail::because)
}

fn pid(term: Term) -> Result<Pid, Fail> {
    term.as_pid().ok_or(Fail::badarg())
}

/// Sends; where that has to wait for a port, this native, which has that name, is called again.
fn send(c: &mut Ctx<'_>, name: Atom, a: &[Term]) -> Result<Sent, Fail> {
    match c.send_message(a[0], a[1])? {
        Sent::Nowhere => Err(Fail::badarg()),
        Sent::Busy(port) => Err(c.wait_for_port(port, (am::ERLANG, name), a)),
        Sent::Done => Ok(Sent::Done),
    }
}

/// The options are about what to do rather than wait, which a busy port has a sender do, and rather than reach another
/// node, where nobody can be reached here.
fn send_with(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let known = |t: &Term| t.as_atom().filter(|o| matches!(c.sys.atoms.name(*o), "nosuspend" | "noconnect"));
    let options: Option<Vec<Atom>> = c.view().proper_list(a[2]).and_then(|options| options.iter().map(known).collect());
    let Some(options) = options else { return Err(because(c, "badopt")) };
    let has = |name: &str| options.iter().any(|option| c.sys.atoms.name(*option) == name);
    let (waits, connects) = (!has("nosuspend"), !has("noconnect"));
    match c.send_message(a[0], a[1])? {
        Sent::Nowhere => return Err(Fail::badarg()),
        Sent::Busy(_) if !waits => return c.atom("nosuspend"),
        Sent::Busy(port) => {
            let name = c.sys.intern("send").ok_or(Fail::system_limit())?;
            return Err(c.wait_for_port(port, (am::ERLANG, name), a));
        }
        Sent::Done => {}
    }
    let elsewhere = match c.view().tuple(a[0]).map(|t| t.to_vec()).as_deref() {
        Some([_, node]) => *node != Term::atom(c.sys.node()),
        _ => out_of_reach(c, a[0]) == Some(am::NOCONNECTION),
    };
    if elsewhere && !connects { c.atom("noconnect") } else { Ok(Term::atom(am::OK)) }
}

fn apply2(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let arity = c.spread(a[1])?;
    c.call_fun_term(a[0], arity, true)?;
    Err(Fail::Jumped)
}

fn apply3(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if !a[0].is_atom() || !a[1].is_atom() {
        return Err(Fail::badarg());
    }
    let arity = c.spread(a[2])?;
    c.apply_function(a[0], a[1], arity, true)?;
    Err(Fail::Jumped)
}

fn spawn_fun(c: &mut Ctx<'_>, fun: Term, start: Start) -> NativeResult {
    // One with arguments is started too, and fails in its own process.
    if c.fun_arity(fun).is_none() {
        return Err(Fail::badarg());
    }
    let args = c.p.block.list(&[fun, Term::NIL])?;
    spawn(c, &[Term::atom(am::ERLANG), Term::atom(am::APPLY), args], start)
}

pub(super) fn spawn(c: &mut Ctx<'_>, a: &[Term], start: Start) -> NativeResult {
    let (child, reference) = begin(c, a, start)?;
    let Some(reference) = reference else { return Ok(Term::pid(child)) };
    let reference = c.p.block.reference(reference)?;
    Ok(c.p.block.tuple(&[Term::pid(child), reference])?)
}

/// Starts a process; its pid, and the reference of its monitor.
pub(super) fn begin(c: &mut Ctx<'_>, a: &[Term], start: Start) -> Result<(Pid, Option<u128>), Fail> {
    let [module, function, args] = a[..] else { return Err(Fail::badarg()) };
    let (Some(module), Some(function)) = (module.as_atom(), function.as_atom()) else { return Err(Fail::badarg()) };
    c.view().proper_list(args).ok_or(Fail::badarg())?;
    let mut heap = start.heap;
    if let Some(heap) = heap.as_mut().filter(|_| !start.is_tuned) {
        heap.min_bin_vheap_size = c.sys.settings.heap.min_bin_vheap_size;
    }
    let reference = start.monitor.map(|watch| watch.reference(c));
    let spawn = Spawn {
        parent: Some(c.p.pid),
        group_leader: Some(c.p.group_leader),
        link: start.link,
        monitor: reference,
        priority: start.priority,
        heap,
        ..Spawn::of(module, function, args)
    };
    let view = c.p.block.view(&c.code.literals.words);
    let Ok(child) = c.sys.spawn(view, spawn) else {
        if let Some(reference) = reference {
            c.p.aliases.remove(&reference);
            c.p.tags.remove(&reference);
        }
        return Err(Fail::system_limit());
    };
    if start.link {
        c.p.links.insert(child);
    }
    if let Some(reference) = reference {
        c.p.monitors.insert(reference, Monitor::Watching(child, None));
        c.sys.count(c.p)?;
    }
    Ok((child, reference))
}

/// Why a process of another node, or of this one when it was started another time, cannot be reached; `None` for those
/// of this machine.
pub(super) fn out_of_reach(c: &Ctx<'_>, term: Term) -> Option<Atom> {
    if term.is_pid() || !c.view().is_pid(term) {
        return None;
    }
    let here = c.view().identifier(term).is_some_and(|identifier| identifier.node().name == THIS_NODE.name);
    Some(if here { am::NOPROC } else { am::NOCONNECTION })
}

/// The release from which on exit signals can be sent to aliases.
const FIRST_OF_EXIT_TO_ALIAS: u32 = 28;

/// The process that a reference is an alias of.
fn owner_of(c: &Ctx<'_>, reference: Term) -> Option<Pid> {
    let number = c.view().reference(reference)?;
    let owner = Process::of_alias(number);
    c.living(owner).filter(|process| process.aliases.contains_key(&number)).map(|_| owner)
}

pub(super) fn exit(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if out_of_reach(c, a[0]).is_some() {
        return Ok(Term::boolean(true));
    }
    let to = match c.view().is_reference(a[0]) && c.sys.release.otp >= FIRST_OF_EXIT_TO_ALIAS {
        true => match owner_of(c, a[0]) {
            Some(owner) => Term::pid(owner),
            None => return Ok(Term::boolean(true)),
        },
        false => a[0],
    };
    let reason = c.parcel(a[1])?;
    if let Some(port) = to.as_port() {
        c.sys.exit_port(port, c.p.pid, &reason);
        return Ok(Term::boolean(true));
    }
    let to = pid(to)?;
    c.sys.signals.push_back(Signal::Exit { from: c.p.pid, to, reason, linked: false });
    Ok(Term::boolean(true))
}

/// The death of who is no more is a signal to a process that traps them, and an error else.
pub(super) fn link(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if let Some(port) = a[0].as_port() {
        return port::link(c, port).map(|()| Term::boolean(true));
    }
    if let Some(reason) = out_of_reach(c, a[0]) {
        return link_lost(c, a[0], reason);
    }
    let (to, own, traps) = (pid(a[0])?, c.p.pid, c.p.trap_exit);
    if to == own || !c.p.links.insert(to) {
        return Ok(Term::boolean(true));
    }
    match c.living_mut(to) {
        Some(other) => {
            other.links.insert(own);
        }
        None if !traps => {
            c.p.links.remove(&to);
            return Err(Fail::Refuse(Term::atom(am::NOPROC)));
        }
        None => {
            let reason = atom_parcel(am::NOPROC);
            c.sys.signals.push_back(Signal::Exit { from: to, to: own, reason, linked: true });
        }
    }
    Ok(Term::boolean(true))
}

/// The end of a link to who cannot be reached.
fn link_lost(c: &mut Ctx<'_>, to: Term, reason: Atom) -> NativeResult {
    let own = c.p.pid;
    if c.p.trap_exit {
        let message = c.p.block.tuple(&[Term::atom(am::EXIT_TAG), to, Term::atom(reason)])?;
        c.send_message(Term::pid(own), message)?;
    } else {
        let reason = atom_parcel(reason);
        c.sys.signals.push_back(Signal::Exit { from: own, to: own, reason, linked: false });
    }
    Ok(Term::boolean(true))
}

fn unlink(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if out_of_reach(c, a[0]).is_some() {
        return Ok(Term::boolean(true));
    }
    if let Some(port) = a[0].as_port() {
        if let Some(port) = c.sys.ports.open.get_mut(&port) {
            port.links.remove(&c.p.pid);
        }
        return Ok(Term::boolean(true));
    }
    let (to, own) = (pid(a[0])?, c.p.pid);
    if c.p.links.remove(&to)
        && let Some(other) = c.living_mut(to)
    {
        other.links.remove(&own);
    }
    Ok(Term::boolean(true))
}

fn monitor(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if a[0] == Term::atom(am::PORT) {
        return port::watch(c, a[1], Watch::default());
    }
    if a[0] != Term::atom(am::PROCESS) {
        return Err(because(c, "badtype"));
    }
    watch(c, a[1], Watch::default())
}

/// How a process is watched.
#[derive(Default)]
pub(super) struct Watch {
    /// What the reference of the monitor is besides.
    pub(super) alias: Option<Alias>,
    /// What stands in place of `'DOWN'`.
    pub(super) tag: Option<Parcel>,
}

impl Watch {
    /// A reference for a monitor of this kind, and the notes about it.
    pub(super) fn reference(self, c: &mut Ctx<'_>) -> u128 {
        let unique = c.sys.unique();
        let reference = match self.alias {
            Some(_) => Process::alias_number(c.p.pid, unique),
            None => u128::from(unique),
        };
        c.p.aliases.extend(self.alias.map(|alias| (reference, alias)));
        c.p.tags.extend(self.tag.map(|tag| (reference, tag)));
        reference
    }
}

/// Watches a process by pid or name. Nothing comes of watching oneself.
pub(super) fn watch(c: &mut Ctx<'_>, whom: Term, watch: Watch) -> NativeResult {
    if let Some(reason) = out_of_reach(c, whom) {
        return watch_lost(c, whom, watch, reason);
    }
    let named = match c.view().tuple(whom).map(|t| t.to_vec()).as_deref() {
        Some([name, node]) if *node == Term::atom(c.sys.node()) => name.as_atom(),
        _ => whom.as_atom(),
    };
    let target = match (whom.as_pid(), named) {
        (Some(pid), _) => Some(pid),
        (None, Some(name)) => c.sys.registry.get(&name).copied(),
        _ => return Err(Fail::badarg()),
    };
    let own = c.p.pid;
    if target == Some(own) {
        let reference = u128::from(c.sys.unique());
        return Ok(c.p.block.reference(reference)?);
    }
    let (watched, reference) = (target.unwrap_or(Pid(0)), watch.reference(c));
    c.p.monitors.insert(reference, Monitor::Watching(watched, named));
    c.sys.count(c.p)?;
    match target.and_then(|pid| c.living_mut(pid)) {
        Some(other) => {
            other.monitors.insert(reference, Monitor::WatchedBy(own, named));
        }
        None => {
            let reason = atom_parcel(am::NOPROC);
            c.sys.signals.push_back(Signal::Down { to: own, reference, from: (watched, named), reason });
        }
    }
    Ok(c.p.block.reference(reference)?)
}

/// The end of a monitor of who cannot be reached.
fn watch_lost(c: &mut Ctx<'_>, whom: Term, watch: Watch, reason: Atom) -> NativeResult {
    let number = watch.reference(c);
    let limit = c.sys.limits.process_words;
    let tag = match c.p.end_monitor(number) {
        Some((fragment, tag)) => copy::copy_term(fragment.view(&c.code.literals.words), tag, &mut c.p.block, limit)?,
        None => Term::atom(am::DOWN),
    };
    let reference = c.p.block.reference(number)?;
    let message = [tag, reference, Term::atom(am::PROCESS), whom, Term::atom(reason)];
    let message = c.p.block.tuple(&message)?;
    c.send_message(Term::pid(c.p.pid), message)?;
    Ok(reference)
}

/// Whether the monitor was there. The options are `flush` and `info`.
fn demonitor(c: &mut Ctx<'_>, reference: Term, options: &[Atom]) -> Result<bool, Fail> {
    let number = c.view().reference(reference).ok_or(Fail::badarg())?;
    let found = match c.p.monitors.get(&number) {
        Some(Monitor::Watching(other, _)) => {
            let other = *other;
            c.p.monitors.remove(&number);
            c.p.end_monitor(number);
            if let Some(other) = c.living_mut(other) {
                other.monitors.remove(&number);
            }
            true
        }
        Some(Monitor::WatchingPort(port, _)) => {
            let port = *port;
            c.p.monitors.remove(&number);
            c.p.end_monitor(number);
            if let Some(port) = c.sys.ports.open.get_mut(&port) {
                port.monitors.remove(&number);
            }
            true
        }
        _ => false,
    };
    if !found && options.contains(&am::FLUSH) {
        flush(c, number);
    }
    Ok(found)
}

/// Takes the message of a monitor out of the mailbox, whatever its tag.
fn flush(c: &mut Ctx<'_>, number: u128) {
    let literals = &c.code.literals.words;
    let block = &c.p.block;
    let found = c.p.mailbox.messages.iter().position(|message| {
        let (view, term) = match message {
            crate::process::Message::Inside(term) => (block.view(literals), *term),
            crate::process::Message::Outside(fragment, term) => (fragment.view(literals), *term),
        };
        let elements = view.tuple(term).map(|t| t.to_vec());
        matches!(elements.as_deref(), Some([_, reference, _, _, _]) if view.reference(*reference) == Some(number))
    });
    if let Some(at) = found {
        c.drop_message(at);
    }
}

fn demonitor2(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let options = c.view().proper_list(a[1]).ok_or(Fail::badarg())?;
    let known = |t: &Term| t.as_atom().filter(|o| [am::FLUSH, am::INFO].contains(o));
    let options: Option<Vec<Atom>> = options.iter().map(known).collect();
    let options = options.ok_or(Fail::badarg())?;
    let found = demonitor(c, a[0], &options)?;
    Ok(Term::boolean(found || !options.contains(&am::INFO)))
}

fn register(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let none = Fail::because(am::NONE);
    let Some(name) = a[0].as_atom() else { return Err(none) };
    let taken = c.sys.registry.contains_key(&name) || c.sys.ports.names.contains_key(&name);
    if let Some(port) = a[1].as_port() {
        return port::register(c, name, port, taken);
    }
    let Some(pid) = a[1].as_pid() else { return Err(none) };
    match c.living_mut(pid) {
        _ if name == am::UNDEFINED => return Err(none),
        Some(process) if process.name.is_some() => return Err(because(c, "registered_name")),
        Some(_) if taken => return Err(none),
        Some(process) => process.name = Some(name),
        None => return Err(Fail::because(am::NOTALIVE)),
    }
    c.sys.registry.insert(name, pid);
    Ok(Term::boolean(true))
}

fn unregister(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let name = a[0].as_atom().ok_or(Fail::badarg())?;
    if let Some(port) = c.sys.ports.names.remove(&name) {
        if let Some(port) = c.sys.ports.open.get_mut(&port) {
            port.registered = None;
        }
        return Ok(Term::boolean(true));
    }
    let pid = c.sys.registry.remove(&name).ok_or(Fail::badarg())?;
    if let Some(process) = c.living_mut(pid) {
        process.name = None;
    }
    Ok(Term::boolean(true))
}

fn whereis(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let name = a[0].as_atom().ok_or(Fail::badarg())?;
    let process = c.sys.registry.get(&name).map(|pid| Term::pid(*pid));
    let port = || c.sys.ports.names.get(&name).map(|port| Term::port(*port));
    Ok(process.or_else(port).unwrap_or(Term::atom(am::UNDEFINED)))
}

fn registered(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    let names: Vec<Term> =
        c.sys.registry.keys().chain(c.sys.ports.names.keys()).map(|name| Term::atom(*name)).collect();
    Ok(c.p.block.list(&names)?)
}

/// Nobody is alive under the name of this node when it was started another time.
pub(super) fn is_process_alive(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let of_this_name = |identifier: Identifier| identifier.node().name == THIS_NODE.name;
    if a[0].as_pid().is_none() && c.view().is_pid(a[0]) && c.view().identifier(a[0]).is_some_and(of_this_name) {
        return Ok(Term::boolean(false));
    }
    let pid = pid(a[0])?;
    Ok(Term::boolean(c.living(pid).is_some()))
}

pub(super) fn processes(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    let mut pids: Vec<Pid> = c.sys.processes.keys().copied().chain([c.p.pid]).collect();
    pids.sort();
    let pids: Vec<Term> = pids.into_iter().map(Term::pid).collect();
    Ok(c.p.block.list(&pids)?)
}

fn process_flag(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match a[0].as_atom() {
        Some(am::TRAP_EXIT) => {
            let new = a[1].as_bool().ok_or(Fail::badarg())?;
            Ok(Term::boolean(std::mem::replace(&mut c.p.trap_exit, new)))
        }
        Some(am::PRIORITY) => {
            let new = a[1].as_atom().and_then(Priority::from_atom).ok_or(Fail::badarg())?;
            Ok(Term::atom(std::mem::replace(&mut c.p.priority, new).atom()))
        }
        _ => tuning(c, a),
    }
}

/// Flags that tune what is not here to be tuned, with the values that they have until they are set.
const TUNING: &[(&str, Tuning)] = &[
    ("async_dist", Tuning::Bool),
    ("error_handler", Tuning::Name("error_handler")),
    ("save_calls", Tuning::Number(0)),
    ("scheduler", Tuning::Scheduler),
    ("sensitive", Tuning::Bool),
];

enum Tuning {
    Bool,
    /// The one scheduler that there is, or 0.
    Scheduler,
    Name(&'static str),
    Number(usize),
}

/// Whether a process can be bound to a scheduler of that number; 0 is to none.
pub(super) fn is_scheduler(number: usize) -> bool {
    number <= 1
}

fn tuning(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    // `net_kernel:monitor_nodes/1`: there are no nodes to be told of.
    let name = c.view().tuple(a[0]).and_then(|pair| pair.get(0)).unwrap_or(a[0]).as_atom();
    let name = name.map(|name| c.sys.atoms.name(name).to_string()).unwrap_or_default();
    if name == "monitor_nodes" {
        a[1].as_bool().ok_or(Fail::badarg())?;
        return Ok(Term::size(0));
    }
    if let Some(setting) = heap_options::setting(&name).filter(|_| a[0].is_atom()) {
        let mut heap = c.p.block.options;
        let before = heap_options::told(c, setting, &heap)?;
        heap_options::set(c, &mut heap, setting, a[1]).ok_or(Fail::badarg())?;
        if setting == heap_options::Setting::MaxHeapSize {
            heap_options::has_room(&heap).ok_or(Fail::badarg())?;
        }
        c.p.block.options = heap;
        return Ok(before);
    }
    let Some((_, kind)) = TUNING.iter().find(|(flag, _)| *flag == name) else { return Err(because(c, "badopt")) };
    let (fits, before) = match kind {
        Tuning::Bool => (a[1].as_bool().is_some(), Term::boolean(false)),
        Tuning::Scheduler => (a[1].as_size().is_some_and(is_scheduler), Term::size(0)),
        Tuning::Name(name) => (a[1].is_atom(), c.atom(name)?),
        Tuning::Number(number) => (a[1].as_size().is_some(), Term::size(*number)),
    };
    let flag = a[0].as_atom().filter(|_| fits).ok_or(Fail::badarg())?;
    Ok(c.p.tuning.insert(flag, a[1]).unwrap_or(before))
}

/// What a key has in the dictionary.
fn lookup(c: &Ctx<'_>, key: Term) -> Option<Term> {
    c.p.dictionary.value(place(c, key).ok()?)
}

/// Where a key is in the dictionary.
fn place(c: &Ctx<'_>, key: Term) -> Result<Place, Place> {
    c.p.dictionary.search(|other| map::order(c.view(), &c.sys.atoms, other, key))
}

fn put(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match place(c, a[0]) {
        Ok(at) => c.p.dictionary.replace(at, a[1]).ok_or(Fail::badarg()),
        Err(at) => {
            c.p.dictionary.insert(at, (a[0], a[1]));
            c.sys.count(c.p)?;
            Ok(Term::atom(am::UNDEFINED))
        }
    }
}

fn erase(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let value = place(c, a[0]).ok().and_then(|at| c.p.dictionary.remove(at));
    Ok(value.unwrap_or(Term::atom(am::UNDEFINED)))
}

fn get_all(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    let entries = Vec::from(c.p.dictionary.clone());
    let mut pairs = Vec::with_capacity(entries.len());
    for (key, value) in entries {
        pairs.push(c.p.block.tuple(&[key, value])?);
    }
    Ok(c.p.block.list(&pairs)?)
}

fn erase_all(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let all = get_all(c, a)?;
    c.p.dictionary.clear();
    Ok(all)
}

fn get_keys(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    let keys: Vec<Term> = c.p.dictionary.iter().map(|entry| entry.0).collect();
    Ok(c.p.block.list(&keys)?)
}

/// The keys of all values that are exactly that one.
fn get_keys_of(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let view = c.view();
    let of = |entry: &&(Term, Term)| compare::identical(view, entry.1, view, a[0], &c.sys.atoms);
    let keys: Vec<Term> = c.p.dictionary.iter().filter(of).map(|entry| entry.0).collect();
    Ok(c.p.block.list(&keys)?)
}

fn make_ref(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    let number = c.sys.unique();
    Ok(c.p.block.reference(u128::from(number))?)
}

fn unique_integer(c: &mut Ctx<'_>) -> NativeResult {
    let number = c.sys.unique();
    Ok(number::make_integer(&mut c.p.block, number as i64)?)
}

/// All integers given are positive and grow, so the modifiers change nothing.
fn unique_integer_with(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let modifiers = c.view().proper_list(a[0]).ok_or(Fail::badarg())?;
    let known = |t: &Term| t.as_atom().is_some_and(|m| matches!(c.sys.atoms.name(m), "monotonic" | "positive"));
    if modifiers.iter().all(known) { unique_integer(c) } else { Err(Fail::badarg()) }
}

/// The collection is done at the end of the call, where the arguments are no longer needed.
fn garbage_collect(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    c.p.block.ask_full_collection();
    Ok(Term::boolean(true))
}

/// The slice ends with this call; what is left of it counts as never given.
fn yield_(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    c.sys.slice -= c.sys.left - 1;
    c.sys.left = 1;
    Ok(Term::boolean(true))
}

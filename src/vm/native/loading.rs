//! Loading, replacing and deleting code (OTP's `beam_bif_load.c`), with which the code server does its work. What
//! changes the code is a task of the machine (`loading.rs`): the native comes again when it is done.

use std::sync::Arc;

use crate::atom::{Atom, am};
use crate::event::EventKind;
use crate::exec::{Ctx, Fail};
use crate::gc::Wanted;
use crate::heap::Allocate;
use crate::loading::{Done, Prepared, Task};
use crate::native::{Native, NativeResult};
use crate::process::Process;
use crate::term::{Pid, Term};

const fn erlang(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, false)
}

const fn internal(name: &'static str, arity: u32, run: super::NativeFn, pure: bool) -> Native {
    Native::new("erts_internal", name, arity, run, pure)
}

pub(super) const TABLE: &[Native] = &[
    erlang("call_on_load_function", 1, call_on_load_function),
    erlang("check_old_code", 1, |c, a| Ok(Term::boolean(c.code.old_module(atom(a[0])?).is_some()))),
    erlang("delete_module", 1, delete_module),
    erlang("finish_after_on_load", 2, finish_after_on_load),
    erlang("finish_loading", 1, finish_loading),
    erlang("has_prepared_code_on_load", 1, has_prepared_code_on_load),
    erlang("pre_loaded", 0, pre_loaded),
];

pub(super) const INTERNAL: &[Native] = &[
    internal("beamfile_chunk", 2, beamfile_chunk, true),
    internal("beamfile_module_md5", 1, beamfile_module_md5, true),
    internal("prepare_loading", 2, prepare_loading, false),
    internal("purge_module", 2, purge_module, false),
    internal("request_system_task", 3, request_system_task, false),
];

fn atom(term: Term) -> Result<Atom, Fail> {
    term.as_atom().ok_or(Fail::badarg())
}

fn image(c: &Ctx<'_>, term: Term) -> Result<Vec<u8>, Fail> {
    let bits = c.view().bits(term).filter(|bits| bits.size % 8 == 0).ok_or(Fail::badarg())?;
    Ok(bits.to_bytes())
}

/// Has the machine do a task; what came of it, when the native is called again.
fn done(
    c: &mut Ctx<'_>,
    (module, name): (Atom, Atom),
    a: &[Term],
    task: impl FnOnce(&mut Ctx<'_>) -> Result<Task, Fail>,
) -> Result<Done, Fail> {
    if let Some(done) = c.sys.done.take() {
        return Ok(done);
    }
    let task = task(c)?;
    c.sys.task = Some(task);
    c.call_again(module, name, a)?;
    Err(Fail::Jumped)
}

/// A reference to the prepared code of a module, or `{error, badfile}`.
fn prepare_loading(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let name = atom(a[0])?;
    let image = image(c, a[1])?;
    let Some(prepared) = Prepared::new(image, c.sys.atoms.name(name)) else {
        return Ok(c.p.block.tuple(&[Term::atom(am::ERROR), Term::atom(am::BADFILE)])?);
    };
    if prepared.words() > c.sys.limits.total_words.saturating_sub(c.sys.total_words()) {
        return Err(Fail::HeapLimit);
    }
    let reference = u128::from(c.sys.unique());
    c.sys.prepared.insert(reference, prepared);
    Ok(c.p.block.reference(reference)?)
}

fn prepared<'a>(c: &'a Ctx<'_>, term: Term) -> Result<(u128, &'a Prepared), Fail> {
    let reference = c.view().reference(term).ok_or(Fail::badarg())?;
    c.sys.prepared.get(reference).map(|prepared| (reference, prepared)).ok_or(Fail::badarg())
}

fn has_prepared_code_on_load(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    Ok(Term::boolean(prepared(c, a[0])?.1.has_on_load()))
}

/// `ok`, or `{not_purged | duplicated | on_load, [Module]}`.
fn finish_loading(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let done = done(c, (am::ERLANG, am::FINISH_LOADING), a, |c| {
        let list = c.view().proper_list(a[0]).ok_or(Fail::badarg())?;
        let all: Vec<_> = list.into_iter().map(|term| prepared(c, term)).collect::<Result<_, Fail>>()?;
        // Several are loaded all or none, so none may run a function first.
        if all.len() > 1 && all.iter().any(|(_, module)| module.has_on_load()) {
            return Err(Fail::system_limit());
        }
        Ok(Task::Finish(all.into_iter().map(|(reference, _)| reference).collect()))
    })?;
    match done {
        Done::Yes(_) => Ok(Term::atom(am::OK)),
        Done::No(am::SYSTEM_LIMIT, _) => Err(Fail::system_limit()),
        Done::No(why, modules) => {
            let modules: Vec<Term> = modules.into_iter().map(Term::atom).collect();
            let modules = c.p.block.list(&modules)?;
            Ok(c.p.block.tuple(&[Term::atom(why), modules])?)
        }
    }
}

/// `true`, or `undefined` where there is no such module; refused while there is old code.
fn delete_module(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let name = atom(a[0])?;
    let done = done(c, (am::ERLANG, am::DELETE_MODULE), a, |c| {
        let both = c.code.module(name).is_some() && c.code.old_module(name).is_some();
        if both { Err(Fail::badarg()) } else { Ok(Task::Delete(name)) }
    })?;
    Ok(if done == Done::Yes(true) { Term::boolean(true) } else { Term::atom(am::UNDEFINED) })
}

/// Runs the `-on_load` function of a module that waits for it.
fn call_on_load_function(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let module = c.code.pending_module(atom(a[0])?).ok_or(Fail::badarg())?;
    c.p.ip = module.on_load.ok_or(Fail::badarg())?;
    Err(Fail::Jumped)
}

fn finish_after_on_load(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let name = atom(a[0])?;
    let keep = match a[1].as_atom() {
        Some(am::TRUE) => true,
        Some(am::FALSE) => false,
        _ => return Err(Fail::badarg()),
    };
    let done = done(c, (am::ERLANG, am::FINISH_AFTER_ON_LOAD), a, |c| {
        c.code.pending_module(name).ok_or(Fail::badarg())?;
        Ok(Task::Settle(name, keep))
    })?;
    Ok(Term::boolean(done == Done::Yes(true)))
}

/// The modules that were there before the first process, the last one first.
fn pre_loaded(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    let before = c.code.modules.iter().take(c.sys.preloaded);
    let names: Vec<Term> = before.rev().map(|module| Term::atom(module.name)).collect();
    Ok(c.p.block.list(&names)?)
}

/// The steps of a purge (`erts_code_purger.erl`). Code whose `-on_load` function failed is gone at once.
fn purge_module(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let (name, step) = (atom(a[0])?, atom(a[1])?);
    let is_old = c.code.old_module(name).is_some();
    match c.sys.atoms.name(step) {
        "prepare" if c.sys.purge.module.is_some() => Err(Fail::badarg()),
        "prepare" => {
            c.sys.purge.module = Some(name).filter(|_| is_old);
            Ok(Term::boolean(is_old))
        }
        "prepare_on_load" => Ok(Term::boolean(false)),
        "abort" => {
            c.sys.end_purge(name);
            Ok(Term::boolean(false))
        }
        "complete" => {
            let done = done(c, (am::ERTS_INTERNAL, am::PURGE_MODULE), a, |_| Ok(Task::Purge(name)))?;
            c.sys.end_purge(name);
            Ok(Term::boolean(done == Done::Yes(true)))
        }
        _ => Err(Fail::badarg()),
    }
}

/// Has a process look whether it needs the old code of a module, or collect its garbage; the answer comes as a
/// message. Here it is done at once. Garbage needs no code, so it is collected before a process is said to.
fn request_system_task(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let pid = a[0].as_pid().ok_or(Fail::badarg())?;
    let parts: Vec<Term> = c.view().tuple(a[2]).ok_or(Fail::badarg())?.to_vec();
    let (kind, id) = match parts[..] {
        [kind, id, ..] => (atom(kind)?, id),
        _ => return Err(Fail::badarg()),
    };
    let answer = match (c.sys.atoms.name(kind), &parts[2..]) {
        ("check_process_code", [module]) => Term::boolean(needs_old_code(c, pid, atom(*module)?)),
        ("garbage_collect", _) => Term::boolean(collect(c, pid)?),
        _ => return Err(Fail::badarg()),
    };
    let message = c.p.block.tuple(&[Term::atom(kind), id, answer])?;
    let (to, message) = (c.p.pid, c.parcel(message)?);
    c.sys.post(c.p, to, message)?;
    Ok(Term::atom(am::OK))
}

/// Whether the caller uses old code of a module.
pub(super) fn check_own_code(c: &mut Ctx<'_>, module: Term) -> NativeResult {
    Ok(Term::boolean(needs_old_code(c, c.p.pid, atom(module)?)))
}

/// Collects the garbage of a process, that of the running one at the end of the call. Whether there is such a process.
pub(super) fn collect(c: &mut Ctx<'_>, pid: Pid) -> Result<bool, Fail> {
    if pid == c.p.pid {
        c.p.block.ask_full_collection();
        return Ok(true);
    }
    if c.heap_is_too_large(pid, Wanted::Major)? {
        if let Some(mut process) = c.sys.processes.remove(&pid) {
            let killed = (Arc::default(), Term::atom(am::KILLED));
            c.sys.bury(Arc::make_mut(&mut process), killed, Some(c.p));
        }
        return Ok(true);
    }
    let Some(mut process) = c.sys.processes.remove(&pid) else { return Ok(false) };
    // One that has more than it may is found out when it runs.
    let _ = Arc::make_mut(&mut process).collect(Wanted::Major, &mut [], &mut [], 0);
    let counted = c.sys.count(Arc::make_mut(&mut process));
    c.sys.processes.insert(pid, process);
    c.sys.event(pid, EventKind::Collection { major: true });
    counted?;
    Ok(true)
}

fn needs_old_code(c: &Ctx<'_>, pid: Pid, module: Atom) -> bool {
    let Some(old) = c.code.old_module(module) else { return false };
    let is_old = |slot: u32| old.slots.contains(&slot);
    c.living(pid).is_some_and(|process| stands_in(process, is_old))
}

/// Whether a process stands at a slot or will return to one. A fun that begins at one does not count: who calls it waits
/// until the code is gone or stays.
fn stands_in(process: &Process, is_old: impl Fn(u32) -> bool) -> bool {
    let block = &process.block;
    let (.., stack) = block.layout();
    let on_stack = block.words()[stack..].iter().map(|word| Term(*word));
    is_old(process.ip)
        || on_stack.filter(|word| word.is_header()).any(|word| u32::try_from(word.0 >> 4).is_ok_and(&is_old))
}

/// The bytes of a chunk, or `undefined`.
fn beamfile_chunk(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let image = image(c, a[0])?;
    let name = crate::iodata::bytes(c.view(), a[1]).map_err(|_| Fail::badarg())?;
    let name: [u8; 4] = name.try_into().map_err(|_| Fail::badarg())?;
    match enigma_beam::chunk(&image, name) {
        Some(bytes) => Ok(c.p.block.binary(bytes)?),
        None => Ok(Term::atom(am::UNDEFINED)),
    }
}

/// The check sum of a module's file, or `undefined` where it is none.
fn beamfile_module_md5(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let image = image(c, a[0])?;
    match enigma_beam::Module::parse(&image) {
        Ok(module) => Ok(c.p.block.binary(&module.md5)?),
        Err(_) => Ok(Term::atom(am::UNDEFINED)),
    }
}

//! The functions of `code` that libraries call to make sure of modules, for programs that run without a code server
//! (OTP's `code.erl`): modules come when they are asked for.

use crate::atom::{Atom, am};
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::{Native, NativeResult};
use crate::term::Term;

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("code", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("ensure_loaded", 1, ensure_loaded),
    effect("ensure_modules_loaded", 1, ensure_modules_loaded),
    effect("is_loaded", 1, is_loaded),
];

/// There is no `init` either, and no command line that it would have read (OTP's `init.erl`).
pub(super) const INIT: &[Native] = &[
    Native::new("init", "get_argument", 1, |_, _| Ok(Term::atom(am::ERROR)), false),
    Native::new("init", "get_arguments", 0, |_, _| Ok(Term::NIL), false),
    Native::new("init", "get_plain_arguments", 0, |_, _| Ok(Term::NIL), false),
];

fn atom(term: Term) -> Result<Atom, Fail> {
    term.as_atom().ok_or(Fail::atom(am::FUNCTION_CLAUSE))
}

fn is_there(c: &Ctx<'_>, module: Atom) -> bool {
    c.code.module(module).is_some()
}

/// `{module, Module}`, or `{error, nofile}`.
fn ensure_loaded(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let module = atom(a[0])?;
    if c.can_be_asked_for(module) {
        let list = c.p.block.list(a)?;
        c.ask_for(module, am::CODE, am::ENSURE_LOADED, list);
        return Err(Fail::Jumped);
    }
    let pair =
        if is_there(c, module) { [Term::atom(am::MODULE), a[0]] } else { [Term::atom(am::ERROR), c.atom("nofile")?] };
    Ok(c.p.block.tuple(&pair)?)
}

/// `ok`, or `{error, [{Module, nofile}]}`.
fn ensure_modules_loaded(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let list = c.view().proper_list(a[0]).ok_or(Fail::atom(am::FUNCTION_CLAUSE))?;
    let modules = list.into_iter().map(atom).collect::<Result<Vec<Atom>, Fail>>()?;
    if let Some(module) = modules.iter().find(|module| c.can_be_asked_for(**module)) {
        let args = c.p.block.list(a)?;
        c.ask_for(*module, am::CODE, am::ENSURE_MODULES_LOADED, args);
        return Err(Fail::Jumped);
    }
    let nofile = c.atom("nofile")?;
    let mut missing = Vec::new();
    for module in modules {
        if !is_there(c, module) {
            missing.push(c.p.block.tuple(&[Term::atom(module), nofile])?);
        }
    }
    if missing.is_empty() {
        return Ok(Term::atom(am::OK));
    }
    let missing = c.p.block.list(&missing)?;
    Ok(c.p.block.tuple(&[Term::atom(am::ERROR), missing])?)
}

/// `{file, Name}`, or `false`.
fn is_loaded(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let module = atom(a[0])?;
    if !is_there(c, module) {
        return Ok(Term::boolean(false));
    }
    let name = format!("{}.beam", c.sys.atoms.name(module));
    let characters: Vec<Term> = name.chars().map(|char| Term::size(char as usize)).collect();
    let name = c.p.block.list(&characters)?;
    Ok(c.p.block.tuple(&[Term::atom(am::FILE), name])?)
}

//! What is known of loaded code (OTP's `beam_bif_load.c`, `bif.c`).

use crate::atom::{Atom, am};
use crate::code::Entry;
use crate::code::FunEntry;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::{self, Native, NativeResult};
use crate::term::{Kind, Term};

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("fun_info_mfa", 1, fun_info_mfa),
    effect("function_exported", 3, function_exported),
    effect("is_builtin", 3, |c, a| named(a).map(|(m, f, n)| Term::boolean(is_native(c, m, f, n)))),
    effect("loaded", 0, loaded),
    effect("module_loaded", 1, module_loaded),
];

fn atom(term: Term) -> Result<Atom, Fail> {
    term.as_atom().ok_or(Fail::badarg())
}

/// Module, name and arity.
fn named(a: &[Term]) -> Result<(Atom, Atom, u32), Fail> {
    let arity = a[2].as_small().ok_or(Fail::badarg())?;
    // No function has as many arguments as a number that does not fit.
    Ok((atom(a[0])?, atom(a[1])?, u32::try_from(arity).unwrap_or(u32::MAX)))
}

fn is_native(c: &Ctx<'_>, module: Atom, name: Atom, arity: u32) -> bool {
    native::find(c.sys.atoms.name(module), c.sys.atoms.name(name), arity).is_some()
}

fn function_exported(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let (module, name, arity) = named(a)?;
    let export = c.code.find_export(module, name, arity).and_then(|index| c.code.exports.get(index as usize));
    let known = export.is_some_and(|export| export.entry != Entry::Undefined);
    Ok(Term::boolean(known || is_native(c, module, name, arity)))
}

/// Whether a module is loaded; one that has not been asked for is, and counts as loaded where it is had.
fn module_loaded(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let module = atom(a[0])?;
    if c.can_be_asked_for(module) {
        let list = c.p.block.list(a)?;
        c.ask_for(module, am::ERLANG, am::MODULE_LOADED, list);
        return Err(Fail::Jumped);
    }
    Ok(Term::boolean(c.code.module(module).is_some()))
}

fn loaded(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    let modules: Vec<Term> = c.code.modules.iter().rev().map(|module| Term::atom(module.name)).collect();
    Ok(c.p.block.list(&modules)?)
}

/// Module, name and arity of a fun; one without code has no name.
fn fun_info_mfa(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let view = c.view();
    let index = || view.word(a[0], 1).as_size().unwrap_or(usize::MAX);
    let (module, name, arity) = match view.kind(a[0]) {
        Some(Kind::Fun) => {
            let name = |fun: &FunEntry| fun.code.map_or(Term::NIL, |code| Term::atom(code.function));
            c.code.funs.get(index()).map(|fun| (fun.module, name(fun), fun.arity))
        }
        Some(Kind::Export) => {
            let export = c.code.exports.get(index());
            export.map(|export| (export.module, Term::atom(export.function), export.arity))
        }
        _ => None,
    }
    .ok_or(Fail::badarg())?;
    Ok(c.p.block.tuple(&[Term::atom(module), name, Term::size(arity as usize)])?)
}

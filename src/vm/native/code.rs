//! What is known of loaded code (OTP's `beam_bif_load.c`, `bif.c`).

use enigma_beam::EtfTerm;

use crate::atom::{Atom, am};
use crate::code::Entry;
use crate::code::FunEntry;
use crate::etf::{self, BuildError, Names, SharedTables};
use crate::exec::{Ctx, Fail, MAX_ARITY};
use crate::heap::Allocate;
use crate::native::{Native, NativeResult};
use crate::term::{Kind, Term};

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("fun_info_mfa", 1, fun_info_mfa),
    effect("function_exported", 3, function_exported),
    effect("get_module_info", 1, module_info),
    effect("get_module_info", 2, |c, a| module_info_item(c, a[0], a[1])),
    effect("is_builtin", 3, |c, a| named(a).map(|(m, f, n)| Term::boolean(is_native(c, m, f, n)))),
    effect("loaded", 0, loaded),
    effect("make_fun", 3, make_fun),
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
    c.code.native(&c.sys.atoms, module, name, arity).is_some()
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

/// What a module's `module_info/0` gives.
fn module_info(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let mut pairs = Vec::new();
    for item in ["module", "exports", "attributes", "compile", "md5"] {
        let item = c.atom(item)?;
        let value = module_info_item(c, a[0], item)?;
        pairs.push(c.p.block.tuple(&[item, value])?);
    }
    Ok(c.p.block.list(&pairs)?)
}

fn module_info_item(c: &mut Ctx<'_>, module: Term, item: Term) -> NativeResult {
    let code = c.code;
    let loaded = code.module(atom(module)?).ok_or(Fail::badarg())?;
    let functions = code.functions.get(loaded.functions.start as usize..loaded.functions.end as usize).unwrap_or(&[]);
    let item = c.sys.atoms.name(atom(item)?).to_string();
    match item.as_str() {
        "module" => Ok(module),
        "md5" => Ok(c.p.block.binary(&loaded.beam.md5)?),
        "functions" => named_functions(c, functions.iter().map(|f| (f.name, f.arity))),
        "exports" => {
            let exports = code.exports.iter().filter(|export| export.module == loaded.name);
            let exported = exports.filter(|export| matches!(export.entry, Entry::Code(_)));
            let natives = functions.iter().filter(|f| is_native(c, f.module, f.name, f.arity));
            let natives: Vec<(Atom, u32)> = natives.map(|f| (f.name, f.arity)).collect();
            // The entries that came last are told first.
            let all: Vec<(Atom, u32)> =
                natives.into_iter().chain(exported.map(|export| (export.function, export.arity))).collect();
            named_functions(c, all.into_iter().rev())
        }
        "attributes" => written(c, loaded.beam.attributes.as_ref()),
        "compile" => written(c, loaded.beam.compile_info.as_ref()),
        "native" => Ok(Term::boolean(false)),
        "native_addresses" | "nifs" => Ok(Term::NIL),
        _ => Err(Fail::badarg()),
    }
}

/// `[{Name, Arity}]`.
fn named_functions(c: &mut Ctx<'_>, functions: impl Iterator<Item = (Atom, u32)>) -> NativeResult {
    let mut pairs = Vec::new();
    for (name, arity) in functions {
        pairs.push(c.p.block.tuple(&[Term::atom(name), Term::size(arity as usize)])?);
    }
    Ok(c.p.block.list(&pairs)?)
}

/// A term that stands in the module's file.
fn written(c: &mut Ctx<'_>, term: Option<&EtfTerm>) -> NativeResult {
    let Some(term) = term else { return Ok(Term::NIL) };
    let mut tables = SharedTables { atoms: &mut c.sys.atoms, code: &mut c.sys.code };
    let built = etf::build(term, &mut c.p.block, &c.code.literals.words, &mut tables);
    built.map_err(|error| if error == BuildError::HeapLimit { Fail::HeapLimit } else { Fail::badarg() })
}

/// An external fun. Its function need not be there.
fn make_fun(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let (module, name, arity) = named(a)?;
    if arity as usize > MAX_ARITY {
        return Err(Fail::badarg());
    }
    let mut tables = SharedTables { atoms: &mut c.sys.atoms, code: &mut c.sys.code };
    let export = tables.export(module, name, arity).map_err(|_| Fail::system_limit())?;
    Ok(c.p.block.object(Kind::Export, &[Term::size(export as usize).0])?)
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

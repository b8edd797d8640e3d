//! Drivers that are loaded from files (OTP's `erl_bif_ddll.c`): none can be, so each answers as for one that is not
//! there.

use crate::atom::am;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::iodata;
use crate::native::{Native, NativeResult};
use crate::number;
use crate::term::Term;

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erl_ddll", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect(
        "demonitor",
        1,
        |c, a| if c.view().is_reference(a[0]) { Ok(Term::boolean(true)) } else { Err(Fail::badarg()) },
    ),
    effect("format_error_int", 1, format_error),
    effect("info", 2, |_, _| Err(Fail::badarg())),
    effect("loaded_drivers", 0, |c, _| Ok(c.p.block.tuple(&[Term::atom(am::OK), Term::NIL])?)),
    effect("monitor", 2, monitor),
    effect("try_load", 3, try_load),
    effect("try_unload", 2, try_unload),
];

/// What an error means.
const ERRORS: &[(&str, &str)] = &[
    ("already_loaded", "DDLL driver is already loaded successfully"),
    ("inconsistent", "Driver name and/or driver options are inconsistent with currently loaded driver"),
    ("linked_in_driver", "Driver is statically linked and cannot be loaded/unloaded"),
    ("not_loaded", "DDLL driver is not loaded"),
    ("not_loaded_by_this_process", "DDLL driver was not loaded by this process"),
    ("not_pending", "DDLL load not pending for this driver name"),
    ("permanent", "DDLL driver is permanent an cannot be unloaded/loaded"),
];

/// That there is no such file (OTP's `ERL_DE_DYNAMIC_ERROR_OFFSET`).
const NO_FILE: i64 = -10;

fn format_error(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let pair = c.view().tuple(a[0]).map(|pair| pair.to_vec()).unwrap_or_default();
    let text = match pair[..] {
        [kind, number] if kind.as_atom().is_some_and(|kind| c.sys.atoms.name(kind) == "open_error") => {
            match number.as_small().ok_or(Fail::badarg())? {
                NO_FILE => "cannot open shared object file: No such file or directory",
                -1 => "No driver init in dynamic library",
                _ => "Unknown dlload error",
            }
        }
        _ => {
            let name = a[0].as_atom().map(|name| c.sys.atoms.name(name)).ok_or(Fail::badarg())?;
            let row = ERRORS.iter().find(|row| row.0 == name).ok_or(Fail::badarg())?;
            row.1
        }
    };
    let characters: Vec<Term> = text.chars().map(|char| Term::size(char as usize)).collect();
    Ok(c.p.block.list(&characters)?)
}

/// A name or a path: text, or an atom.
fn is_text(c: &Ctx<'_>, term: Term) -> bool {
    term.is_atom() || iodata::bytes(c.view(), term).is_ok()
}

/// What is monitored is not there, and that is told at once.
fn monitor(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let pair = c.view().tuple(a[1]).map(|pair| pair.to_vec()).unwrap_or_default();
    let name = |c: &Ctx<'_>, term: Term| term.as_atom().map(|name| c.sys.atoms.name(name).to_string());
    let (Some("driver"), [driver, when]) = (name(c, a[0]).as_deref(), &pair[..]) else { return Err(Fail::badarg()) };
    let known = matches!(name(c, *when).as_deref(), Some("loaded" | "unloaded" | "unloaded_only"));
    if !known || !is_text(c, *driver) {
        return Err(Fail::badarg());
    }
    let reference = u128::from(c.sys.unique());
    let reference = c.p.block.reference(reference)?;
    let message = [Term::atom(am::DOWN), reference, a[0], *driver, c.atom("unloaded")?];
    let message = c.p.block.tuple(&message)?;
    c.send_message(Term::pid(c.p.pid), message)?;
    Ok(reference)
}

fn try_load(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if !is_text(c, a[0]) || !is_text(c, a[1]) || c.view().proper_list(a[2]).is_none() || a[0].is_atom() {
        return Err(Fail::badarg());
    }
    let why = [c.atom("open_error")?, number::make_integer(&mut c.p.block, NO_FILE)?];
    let why = c.p.block.tuple(&why)?;
    Ok(c.p.block.tuple(&[Term::atom(am::ERROR), why])?)
}

fn try_unload(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if !is_text(c, a[0]) || c.view().proper_list(a[1]).is_none() {
        return Err(Fail::badarg());
    }
    let why = c.atom("not_loaded")?;
    Ok(c.p.block.tuple(&[Term::atom(am::ERROR), why])?)
}

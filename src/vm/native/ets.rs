//! The native functions of `ets` (OTP's `erl_db.c`): finding tables and who may use them, reading, writing. How tables
//! come, go and tell of themselves is in `ets/manage.rs`, what changes parts of objects in `ets/update.rs`,
//! what match specifications do in `ets/select.rs`, `ets/turns.rs`, `ets/range.rs` and `ets/replace.rs`.

mod manage;
mod range;
mod read;
mod replace;
mod select;
mod turns;
mod update;
mod write;

use std::sync::Arc;

use super::{charge, charge_pieces, state};
use crate::atom::{Atom, am};
use crate::copy;
use crate::ets::{self, Key, Protection, Table};
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::{Native, NativeResult};
use crate::signal::Parcel;
use crate::term::Term;

pub(super) use turns::go_on;

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("ets", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("delete", 1, manage::delete),
    effect("delete", 2, write::delete),
    effect("delete_object", 2, write::delete_object),
    effect("first", 1, |c, a| read::end(c, a[0], false, false)),
    effect("first_lookup", 1, |c, a| read::end(c, a[0], false, true)),
    effect("give_away", 3, manage::give_away),
    effect("info", 1, manage::info_all),
    effect("info", 2, manage::info),
    effect("insert", 2, write::insert),
    effect("insert_new", 2, write::insert_new),
    effect("internal_delete_all", 2, write::delete_all),
    effect("internal_request_all", 0, manage::request_all),
    effect("internal_select_delete", 2, select::delete),
    effect("last", 1, |c, a| read::end(c, a[0], true, false)),
    effect("last_lookup", 1, |c, a| read::end(c, a[0], true, true)),
    effect("lookup", 2, read::lookup),
    effect("lookup_element", 3, |c, a| read::element(c, a)?.ok_or(Fail::because(am::BADKEY))),
    effect("lookup_element", 4, |c, a| Ok(read::element(c, a)?.unwrap_or(a[3]))),
    effect("match", 1, select::go_on),
    effect("match", 2, |c, a| select::matching(c, a[0], a[1], am::ALL_BINDINGS)),
    effect("match", 3, |c, a| select::matching_some(c, a, am::ALL_BINDINGS)),
    effect("match_object", 1, select::go_on),
    effect("match_object", 2, |c, a| select::matching(c, a[0], a[1], am::WHOLE_OBJECT)),
    effect("match_object", 3, |c, a| select::matching_some(c, a, am::WHOLE_OBJECT)),
    effect("member", 2, read::member),
    effect("new", 2, manage::new),
    effect("next", 2, |c, a| read::next(c, a, false, false)),
    effect("next_lookup", 2, |c, a| read::next(c, a, false, true)),
    effect("prev", 2, |c, a| read::next(c, a, true, false)),
    effect("prev_lookup", 2, |c, a| read::next(c, a, true, true)),
    effect("rename", 2, manage::rename),
    effect("safe_fixtable", 2, manage::safe_fixtable),
    effect("select", 1, select::go_on),
    effect("select", 2, |c, a| turns::all(c, a[0], a[1], false)),
    effect("select", 3, |c, a| select::some(c, a, false)),
    effect("select_count", 2, turns::count),
    effect("select_replace", 2, replace::replace),
    effect("select_reverse", 1, select::go_on),
    effect("select_reverse", 2, |c, a| turns::all(c, a[0], a[1], true)),
    effect("select_reverse", 3, |c, a| select::some(c, a, true)),
    effect("setopts", 2, manage::setopts),
    effect("slot", 2, read::slot),
    effect("take", 2, write::take),
    effect("update_counter", 3, |c, a| update::counter(c, a, None)),
    effect("update_counter", 4, |c, a| update::counter(c, a, Some(a[3]))),
    effect("update_element", 3, |c, a| update::element(c, a, None)),
    effect("update_element", 4, |c, a| update::element(c, a, Some(a[3]))),
    effect("whereis", 1, manage::whereis),
];

/// What is to be done with a table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    /// It is to tell of itself.
    Info,
    Read,
    Write,
}

/// The table that a term names. It is shared, so it must be let go before the table is changed.
fn find(c: &Ctx<'_>, term: Term, access: Access) -> Result<Arc<Table>, Fail> {
    let tables = c.sys.shared.tables();
    let number = match term.as_atom() {
        Some(name) => tables.named(name).ok_or(Fail::because(am::ID))?,
        None => match c.view().reference(term) {
            Some(number) if ets::is_marked(number) => number,
            _ => return Err(Fail::because(am::TYPE)),
        },
    };
    let table = tables.get(number).ok_or(Fail::because(am::ID))?;
    let may = match access {
        Access::Info => true,
        Access::Read => table.protection != Protection::Private,
        Access::Write => table.protection == Protection::Public,
    };
    if may || table.owner == c.p.pid { Ok(table.clone()) } else { Err(Fail::because(am::ACCESS)) }
}

fn readable(c: &Ctx<'_>, term: Term) -> Result<Arc<Table>, Fail> {
    find(c, term, Access::Read)
}

fn writable(c: &Ctx<'_>, term: Term) -> Result<Arc<Table>, Fail> {
    find(c, term, Access::Write)
}

/// A key among the process's terms.
fn key<'a>(c: &'a Ctx<'_>, term: Term) -> Key<'a> {
    Key { view: c.view(), term, atoms: &c.sys.atoms }
}

/// A term of a table, copied to the heap.
fn copied(c: &mut Ctx<'_>, object: &Parcel, term: Term) -> NativeResult {
    let view = object.0.view(&c.code.literals.words);
    Ok(copy::copy_term(view, term, &mut c.p.block, c.sys.limits.process_words)?)
}

/// Objects of a table as a list on the heap.
fn listed(c: &mut Ctx<'_>, objects: &[&Parcel]) -> NativeResult {
    charge(c, objects.len() as i64 / 8);
    let terms: Result<Vec<Term>, Fail> = objects.iter().map(|object| copied(c, object, object.1)).collect();
    Ok(c.p.block.list(&terms?)?)
}

/// A term in memory of its own, for a table to keep.
fn kept(c: &Ctx<'_>, term: Term) -> Result<Parcel, Fail> {
    let room = c.sys.shared.room(c.sys.limits.total_words, c.sys.total_words());
    let (fragment, term) = copy::to_fragment(c.view(), term, room)?;
    if fragment.footprint() > room { Err(Fail::HeapLimit) } else { Ok((Arc::new(fragment), term)) }
}

/// What names a table to programs.
fn named(c: &mut Ctx<'_>, table: &Table) -> NativeResult {
    if table.is_named { Ok(Term::atom(table.name)) } else { Ok(c.p.block.reference(table.number)?) }
}

/// The atom that a term is.
fn atom(term: Term) -> Result<Atom, Fail> {
    term.as_atom().ok_or(Fail::badarg())
}

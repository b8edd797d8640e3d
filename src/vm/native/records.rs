//! The module `records` of OTP 29 (its `erl_record.c`): native records as data.

use crate::atom::{Atom, am};
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::map;
use crate::native::data::{bad, bad_map};
use crate::native::{Native, NativeResult};
use crate::record::{self, Definition, Plan, Record};
use crate::term::Term;

const fn row(name: &'static str, arity: u32, run: super::NativeFn, pure: bool) -> Native {
    Native::new("records", name, arity, run, pure)
}

pub(super) const TABLE: &[Native] = &[
    row("create", 4, create, false),
    row("get", 2, |c, a| record(c, a[1]).and_then(|record| record.get(a[0])).ok_or(Fail::badarg()), true),
    row("get_definition", 2, get_definition, false),
    row("get_field_names", 1, get_field_names, true),
    row("get_module", 1, |c, a| atom_of(c, a[0], |definition| definition.module), true),
    row("get_name", 1, |c, a| atom_of(c, a[0], |definition| definition.name), true),
    row("is_exported", 1, is_exported, true),
    row("update", 4, update, true),
];

fn record<'a>(c: &'a Ctx<'_>, term: Term) -> Option<Record<'a>> {
    Record::of(c.view(), term)
}

fn atom_of(c: &Ctx<'_>, term: Term, atom: impl FnOnce(Definition<'_>) -> Atom) -> NativeResult {
    record(c, term).map(|record| Term::atom(atom(record.definition))).ok_or(Fail::badarg())
}

/// The refusal `{badfield, {{Module, Name}, Field}}`.
fn bad_field(c: &mut Ctx<'_>, (module, name): (Atom, Atom), field: Term) -> Fail {
    let block = &mut c.p.block;
    let place = block.tuple(&[Term::atom(module), Term::atom(name)]).and_then(|id| block.tuple(&[id, field]));
    match place {
        Ok(place) => bad(c, am::BADFIELD, place),
        Err(limit) => limit.into(),
    }
}

/// A record of any module, defined or not; it shares the definition of a module that has the same one.
fn create(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let (Some(module), Some(name)) = (a[0].as_atom(), a[1].as_atom()) else {
        return Err(bad(c, am::BADRECORD, a[1]));
    };
    if !c.view().is_map(a[3]) {
        return Err(bad_map(c, a[3]));
    }
    let is_exported = match map::entries(c.view(), a[3]).as_deref() {
        Some([(key, value)]) if key.as_atom() == Some(am::IS_EXPORTED) => value.as_bool().ok_or(Fail::badarg())?,
        _ => return Err(Fail::badarg()),
    };
    let pairs = c.view().proper_list(a[2]).ok_or(Fail::badarg())?;
    let (mut fields, mut values) = (Vec::with_capacity(pairs.len()), Vec::with_capacity(pairs.len()));
    for pair in pairs {
        let pair = c.view().tuple(pair).filter(|pair| pair.len() == 2).ok_or(Fail::badarg())?;
        let (Some(field), Some(value)) = (pair.get(0), pair.get(1)) else { return Err(Fail::badarg()) };
        if !field.is_atom() {
            return Err(bad_field(c, (module, name), field));
        }
        fields.push(field);
        values.push(value);
    }
    let mut sorted = fields.clone();
    sorted.sort_unstable();
    if sorted.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(Fail::badarg());
    }
    let plan = Plan { module, name, is_exported, fields };
    let definition = match plan.canonical(c.code) {
        Some(definition) => definition,
        None => plan.build(&mut c.p.block, &c.sys.atoms, c.code)?,
    };
    Ok(record::build(&mut c.p.block, definition, &values)?)
}

/// `records:update(Record, Module, Name, Changes)`; any record will do where the name is `_`.
fn update(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let view = c.view();
    let Some(record) = record(c, a[0]) else { return Err(bad(c, am::BADRECORD, a[0])) };
    let Definition { term: definition, module, name, .. } = record.definition;
    let id = (module, name);
    let named = (Some(id.0), Some(id.1)) == (a[1].as_atom(), a[2].as_atom());
    if !named && a[2].as_atom() != Some(am::UNDERSCORE) {
        return Err(bad(c, am::BADRECORD, a[2]));
    }
    let Some(mut changes) = map::entries(view, a[3]) else { return Err(bad_map(c, a[3])) };
    if changes.is_empty() {
        return Ok(a[0]);
    }
    changes.sort_by(|one, other| map::order(view, &c.sys.atoms, one.0, other.0));
    match record.with(&changes) {
        Ok(values) => Ok(record::build(&mut c.p.block, definition, &values)?),
        Err(field) => Err(bad_field(c, id, field)),
    }
}

fn get_field_names(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let Some(record) = record(c, a[0]) else { return Err(bad(c, am::BADRECORD, a[0])) };
    let names = record.definition.keys.to_vec();
    Ok(c.p.block.list(&names)?)
}

fn is_exported(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match record(c, a[0]) {
        Some(record) => Ok(Term::boolean(record.definition.is_exported)),
        None => Err(bad(c, am::BADRECORD, a[0])),
    }
}

/// `{#{is_exported => IsExported}, [Field | {Field, Default}]}` of a record that a module defines.
fn get_definition(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let (Some(module), Some(name)) = (a[0].as_atom(), a[1].as_atom()) else { return Err(Fail::badarg()) };
    let code = c.code;
    let entry = code.record(module, name).ok_or(Fail::badarg())?;
    let definition = Definition::of(c.view(), entry.definition).ok_or(Fail::badarg())?;
    let keys = definition.keys.to_vec();
    let mut fields = Vec::with_capacity(keys.len());
    for (key, default) in keys.into_iter().zip(&entry.defaults) {
        fields.push(match default {
            Some(default) => c.p.block.tuple(&[key, *default])?,
            None => key,
        });
    }
    let fields = c.p.block.list(&fields)?;
    let exported = (Term::atom(am::IS_EXPORTED), Term::boolean(entry.is_exported));
    let options = c.maps().from_entries(vec![exported])?;
    Ok(c.p.block.tuple(&[options, fields])?)
}

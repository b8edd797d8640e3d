//! Native records (EEP 79; OTP 29's `record_instrs.tab` and `erl_record.c`).
//!
//! A record's definition is named by an atom where the compiler knows the record to be one of the module
//! at hand, by the literal `{Module, Name}` where it may be of another, and by `_` where any will do. As
//! in OTP, reading a field by a name alone asks for nothing but the name: neither which module defines
//! the record nor whether it exports it.

use crate::atom::{Atom, am};
use crate::code::{Arg, RecordEntry};
use crate::exec::{Ctx, Done, Fail, operands, uint};
use crate::heap::Allocate;
use crate::record::{self, Definition, Record};
use crate::term::{Kind, Term};

/// What an instruction says of a record's name.
enum Id {
    Any,
    Local(Atom),
    External(Atom, Atom),
}

impl Ctx<'_> {
    fn record(&self, term: Term) -> Option<Record<'_>> {
        Record::of(self.view(), term)
    }

    fn record_id(&self, id: Term) -> Result<Id, Fail> {
        if let Some(name) = id.as_atom() {
            return Ok(if name == am::UNDERSCORE { Id::Any } else { Id::Local(name) });
        }
        let parts = self.view().tuple(id).filter(|parts| parts.len() == 2);
        let parts = parts.and_then(|p| Some((p.get(0)?.as_atom()?, p.get(1)?.as_atom()?)));
        parts.map(|(module, name)| Id::External(module, name)).ok_or(Fail::BadCode("a record without a name"))
    }

    /// The module whose code is being executed.
    fn own_module(&self) -> Option<Atom> {
        self.code.function_at(self.at).map(|function| function.module)
    }

    fn bad_record(&mut self, term: Term) -> Fail {
        match self.p.block.tuple(&[Term::atom(am::BADRECORD), term]) {
            Ok(reason) => Fail::error(reason),
            Err(limit) => limit.into(),
        }
    }

    /// The error `{Tag, {{Module, Name}, Field}}`.
    fn field_error(&mut self, tag: Atom, (module, name): (Atom, Atom), field: Term) -> Fail {
        let block = &mut self.p.block;
        let reason = block.tuple(&[Term::atom(module), Term::atom(name)]).and_then(|id| {
            let place = block.tuple(&[id, field])?;
            block.tuple(&[Term::atom(tag), place])
        });
        reason.map_or_else(Fail::from, Fail::error)
    }

    /// Jumps, or raises the error where there is no label.
    fn fail_record(&mut self, label: Arg, error: Fail) -> Done {
        if matches!(label, Arg::Label(slot) if slot != 0) { self.jump(label) } else { Err(error) }
    }

    /// The names and values of an operand list, in the order of the names.
    fn record_fields(&self, list: Arg) -> Result<Vec<(Term, Term)>, Fail> {
        let pairs = self.code.list(list).chunks_exact(2);
        let mut fields: Vec<(Term, Term)> =
            pairs.map(|pair| Ok((self.get(pair[0])?, self.get(pair[1])?))).collect::<Result<_, Fail>>()?;
        let atoms = &self.sys.atoms;
        fields.sort_by_key(|field| field.0.as_atom().map(|name| atoms.name(name)));
        Ok(fields)
    }
}

/// OTP's `is_any_native_record`.
pub(super) fn is_any_native_record(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, src] = operands(args)?;
    let term = c.get(src)?;
    let holds = c.view().kind(term) == Some(Kind::Record);
    c.test(holds, label)
}

/// OTP's `erl_is_native_record`.
pub(super) fn is_native_record(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, src, module, name] = operands(args)?;
    let (term, module, name) = (c.get(src)?, c.get(module)?.as_atom(), c.get(name)?.as_atom());
    let is = |d: Definition<'_>| Some(d.module) == module && Some(d.name) == name;
    let holds = c.record(term).is_some_and(|record| is(record.definition));
    c.test(holds, label)
}

/// OTP's `erl_is_record_accessible` and, for `auto_local`, `erl_is_wildcard_record_accessible`: the record
/// is exported or, where that will do, of the module at hand.
pub(super) fn is_record_accessible(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, src, scope] = operands(args)?;
    let (term, scope) = (c.get(src)?, c.get(scope)?.as_atom());
    let local = if scope == Some(am::AUTO_LOCAL) { c.own_module() } else { None };
    let may = |d: Definition<'_>| d.is_exported || Some(d.module) == local;
    let holds = c.record(term).is_some_and(|record| may(record.definition));
    c.test(holds, label)
}

/// OTP's `erl_get_record_elements`; nothing is written unless every field is there.
pub(super) fn get_record_elements(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, src, list] = operands(args)?;
    let term = c.get(src)?;
    let Some(record) = c.record(term) else { return c.jump(label) };
    let list = c.code.list(list).chunks_exact(2);
    let names = list.clone().map(|pair| c.get(pair[0])).collect::<Result<Vec<Term>, Fail>>()?;
    let Some(places) = record.definition.places(&names) else { return c.jump(label) };
    let values: Vec<Term> = places.into_iter().filter_map(|place| record.values.get(place)).collect();
    list.zip(values).try_for_each(|(pair, value)| c.set(pair[1], value))
}

/// OTP's `erl_get_local_record_field` and `erl_get_record_field`.
pub(super) fn get_record_field(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, src, id, field, dst] = operands(args)?;
    let (term, id, field) = (c.get(src)?, c.get(id)?, c.get(field)?);
    let id = c.record_id(id)?;
    let is = |d: Definition<'_>| match id {
        Id::Any => true,
        Id::Local(name) => d.name == name,
        Id::External(module, name) => d.module == module && d.name == name && d.is_exported,
    };
    let Some(record) = c.record(term).filter(|record| is(record.definition)) else {
        let error = c.bad_record(term);
        return c.fail_record(label, error);
    };
    match record.get(field) {
        Some(value) => c.set(dst, value),
        None => {
            let id = (record.definition.module, record.definition.name);
            let error = c.field_error(am::BADFIELD, id, field);
            c.fail_record(label, error)
        }
    }
}

/// Builds a record: a new one where the source is `[]`, else one with some values replaced. As in OTP 29.1, a
/// module that is not loaded is not asked for.
pub(super) fn put_record(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [_, id, src, dst, live, list] = operands(args)?;
    c.need(0, uint(live)?)?;
    let (id_term, old) = (c.get(id)?, c.get(src)?);
    if !old.is_nil() {
        let made = update(c, old, list)?;
        return c.set(dst, made);
    }
    let (module, name, local) = match (c.record_id(id_term)?, c.own_module()) {
        (Id::External(module, name), _) => (module, name, false),
        (Id::Local(name), Some(module)) => (module, name, true),
        _ => return Err(Fail::BadCode("a new record without a name")),
    };
    match c.code.record(module, name) {
        Some(entry) if local || entry.is_exported => {
            let made = create(c, entry, list)?;
            c.set(dst, made)
        }
        _ => Err(c.bad_record(id_term)),
    }
}

/// OTP's `erl_create_local_native_record`. That a field is unknown is said before that one has no value.
fn create(c: &mut Ctx<'_>, entry: &RecordEntry, list: Arg) -> Result<Term, Fail> {
    let fields = c.record_fields(list)?;
    let view = c.view();
    let Some(definition) = Definition::of(view, entry.definition) else {
        return Err(Fail::BadCode("a record without a definition"));
    };
    let id = (definition.module, definition.name);
    let given = match definition.assign(&fields) {
        Ok(given) => given,
        Err(field) => return Err(c.field_error(am::BADFIELD, id, field)),
    };
    let filled = given.into_iter().zip(&entry.defaults).map(|(given, default)| given.or(*default));
    let values: Result<Vec<Term>, Term> = filled.zip(definition.keys.iter()).map(|(v, key)| v.ok_or(key)).collect();
    let values = match values {
        Ok(values) => values,
        Err(key) => return Err(c.field_error(am::NOVALUE, id, key)),
    };
    Ok(record::build(&mut c.p.block, entry.definition, &values)?)
}

/// OTP's `erl_update_native_record`.
fn update(c: &mut Ctx<'_>, old: Term, list: Arg) -> Result<Term, Fail> {
    let fields = c.record_fields(list)?;
    let Some(record) = c.record(old) else { return Err(c.bad_record(old)) };
    let Definition { term: definition, module, name, .. } = record.definition;
    match record.with(&fields) {
        Ok(values) => Ok(record::build(&mut c.p.block, definition, &values)?),
        Err(field) => Err(c.field_error(am::BADFIELD, (module, name), field)),
    }
}

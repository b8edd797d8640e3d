//! Replacing objects by what match specifications make of them, which must be seen to keep the key (OTP's
//! `db_match_keeps_key`).

use super::select::{compiled, each};
use super::{kept, writable};
use crate::atom::am;
use crate::compare;
use crate::ets::TableType;
use crate::exec::{Ctx, Fail};
use crate::matchspec;
use crate::native::NativeResult;
use crate::term::Term;

pub(super) fn replace(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let table = writable(c, a[0])?;
    if table.table_type == TableType::Bag {
        return Err(Fail::because(am::TABLE_TYPE));
    }
    let clauses = c.view().proper_list(a[1]).ok_or(Fail::badarg())?;
    if !clauses.iter().all(|clause| keeps_key(c, *clause, table.keypos)) {
        return Err(Fail::badarg());
    }
    let program = compiled(c, a[1])?;
    let mut found = Vec::new();
    each(c, &table, &program, |place, value| {
        found.push((place, value));
        Ok(())
    })?;
    let (number, count) = (table.number, found.len());
    drop(table);
    for (at, value) in found {
        let has_key = c.view().tuple_arity(value).is_some();
        let object = if has_key { kept(c, value)? } else { continue };
        let (atoms, literals) = (&c.sys.atoms, &c.code.literals.words);
        c.sys.shared.change_tables(|tables| {
            tables.change(number, |table| table.replace_at(at.bucket, at.place, object, atoms, literals))
        });
    }
    Ok(Term::size(count))
}

/// Whether what a clause makes of an object has its key.
fn keeps_key(c: &Ctx<'_>, clause: Term, keypos: usize) -> bool {
    let view = c.view();
    let key_of = |tuple: Term| view.tuple(tuple).and_then(|elements| elements.get(keypos - 1));
    let Some([pattern, _, body]) = view.tuple(clause).and_then(|t| <[Term; 3]>::try_from(t.to_vec()).ok()) else {
        return false;
    };
    let Some((result, Term::NIL)) = view.cons(body) else { return false };
    if result == Term::atom(am::WHOLE_OBJECT) {
        return true;
    }
    let (Some(key), Some(made)) = (key_of(pattern), view.tuple(result)) else { return false };
    match made.to_vec()[..] {
        [made] => key_of(made).is_some_and(|made| same(c, key, made, false) || is_element(c, made, keypos)),
        [constant, made] if constant == Term::atom(am::CONST) => {
            key_of(made).is_some_and(|made| same(c, key, made, true))
        }
        _ => false,
    }
}

/// Whether an expression is the element of the whole object at a place.
fn is_element(c: &Ctx<'_>, expression: Term, place: usize) -> bool {
    let wanted = [Term::atom(am::ELEMENT), Term::size(place), Term::atom(am::WHOLE_OBJECT)];
    c.view().tuple(expression).is_some_and(|elements| elements.iter().eq(wanted))
}

/// Whether what a pattern matches and what an expression, or a constant, makes is the same.
fn same(c: &Ctx<'_>, pattern: Term, made: Term, is_constant: bool) -> bool {
    let (view, atoms) = (c.view(), &c.sys.atoms);
    let mut open = vec![(pattern, made, is_constant)];
    while let Some((pattern, made, is_constant)) = open.pop() {
        let tuple = view.tuple(made).map(|elements| elements.to_vec());
        if !is_constant
            && let Some([constant, made]) = tuple.as_deref()
            && *constant == Term::atom(am::CONST)
        {
            open.push((pattern, *made, true));
        } else if matchspec::is_variable(atoms, pattern) {
            if is_constant || pattern == Term::atom(am::UNDERSCORE) || pattern != made {
                return false;
            }
        } else if let Some((head, tail)) = view.cons(pattern) {
            let Some((made_head, made_tail)) = view.cons(made) else { return false };
            open.extend([(tail, made_tail, is_constant), (head, made_head, is_constant)]);
        } else if let Some(elements) = view.tuple(pattern) {
            let inner = match tuple.as_deref() {
                Some([inner]) if !is_constant => view.tuple(*inner),
                Some(_) if is_constant => view.tuple(made),
                _ => None,
            };
            let Some(inner) = inner.filter(|inner| inner.len() == elements.len()) else { return false };
            open.extend(elements.iter().zip(inner.iter()).map(|(pattern, made)| (pattern, made, is_constant)));
        } else if view.is_map(pattern) || !compare::identical(view, pattern, view, made, &c.sys.atoms) {
            return false;
        }
    }
    true
}

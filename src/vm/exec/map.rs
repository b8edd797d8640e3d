//! Maps (OTP's `map_instrs.tab`).

use crate::atom::am;
use crate::code::Arg;
use crate::exec::{Ctx, Done, Fail, operands};
use crate::heap::Allocate;
use crate::map;
use crate::term::Term;

fn pairs(c: &Ctx<'_>, list: Arg) -> Result<Vec<(Term, Term)>, Fail> {
    c.code.list(list).chunks_exact(2).map(|p| Ok((c.get(p[0])?, c.get(p[1])?))).collect()
}

fn bad_map(c: &mut Ctx<'_>, map: Term) -> Fail {
    match c.p.block.tuple(&[Term::atom(am::BADMAP), map]) {
        Ok(reason) => Fail::error(reason),
        Err(limit) => limit.into(),
    }
}

fn update(c: &mut Ctx<'_>, args: &[Arg], exact: bool) -> Done {
    let [label, src, dst, _live, list] = operands(args)?;
    let base = c.get(src)?;
    let changes = pairs(c, list)?;
    let failing = matches!(label, Arg::Label(slot) if slot != 0);
    if !c.view().is_map(base) {
        return if failing { c.jump(label) } else { Err(bad_map(c, base)) };
    }
    if exact && let Some(key) = missing(c, base, &changes) {
        if failing {
            return c.jump(label);
        }
        let reason = c.p.block.tuple(&[Term::atom(am::BADKEY), key])?;
        return Err(Fail::error(reason));
    }
    let updated = c.maps().put_all(base, changes)?;
    c.set(dst, updated)
}

/// The first key that a map does not have. OTP's loader puts the keys of an instruction in order.
fn missing(c: &Ctx<'_>, base: Term, changes: &[map::Entry]) -> Option<Term> {
    let (view, atoms) = (c.view(), &c.sys.atoms);
    let missing = changes.iter().map(|change| change.0).filter(|key| map::get(view, atoms, base, *key).is_none());
    missing.min_by(|a, b| map::order(view, atoms, *a, *b))
}

pub(super) fn put_map_assoc(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    update(c, args, false)
}

pub(super) fn put_map_exact(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    update(c, args, true)
}

pub(super) fn has_map_fields(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, src, list] = operands(args)?;
    let base = c.get(src)?;
    for key in c.code.list(list) {
        let key = c.get(*key)?;
        if map::get(c.view(), &c.sys.atoms, base, key).is_none() {
            return c.jump(label);
        }
    }
    Ok(())
}

/// Nothing is written unless every key is there.
pub(super) fn get_map_elements(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, src, list] = operands(args)?;
    let base = c.get(src)?;
    let list = c.code.list(list);
    let mut values = Vec::with_capacity(list.len() / 2);
    for pair in list.chunks_exact(2) {
        let key = c.get(pair[0])?;
        match map::get(c.view(), &c.sys.atoms, base, key) {
            Some(value) => values.push((pair[1], value)),
            None => return c.jump(label),
        }
    }
    values.into_iter().try_for_each(|(dst, value)| c.set(dst, value))
}

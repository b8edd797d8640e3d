//! Persistent terms (OTP's `erl_bif_persistent.c`). OTP makes literals of them, which are never copied; here they
//! are copied to whoever asks, which can be told only by the memory that it takes. OTP lists them in no order;
//! here they come in the order of keys.

use crate::atom::am;
use crate::compare;
use crate::copy;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::{Native, NativeResult};
use crate::term::Term;

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("persistent_term", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("erase", 1, |c, a| {
        let view = c.p.block.view(&c.code.literals.words);
        Ok(Term::boolean(c.sys.shared.erase(view, a[0], &c.sys.atoms)))
    }),
    effect("get", 0, get_all),
    effect("get", 1, |c, a| get(c, a[0])?.ok_or(Fail::badarg())),
    effect("get", 2, |c, a| Ok(get(c, a[0])?.unwrap_or(a[1]))),
    effect("info", 0, info),
    effect("put", 2, |c, a| put(c, a[0], a[1])),
    effect("put_new", 2, put_new),
];

/// The value of a key, copied to the heap.
fn get(c: &mut Ctx<'_>, key: Term) -> Result<Option<Term>, Fail> {
    let shared = c.sys.shared.clone();
    let found = shared.term(c.view(), key, &c.sys.atoms, &c.code.literals.words);
    let Some((view, value)) = found else { return Ok(None) };
    Ok(Some(copy::copy_term(view, value, &mut c.p.block, c.sys.limits.process_words)?))
}

fn get_all(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    let shared = c.sys.shared.clone();
    let mut all = Vec::with_capacity(shared.terms().len());
    for (fragment, pair) in shared.terms() {
        let view = fragment.view(&c.code.literals.words);
        all.push(copy::copy_term(view, *pair, &mut c.p.block, c.sys.limits.process_words)?);
    }
    Ok(c.p.block.list(&all)?)
}

fn put(c: &mut Ctx<'_>, key: Term, value: Term) -> NativeResult {
    let room = c.sys.shared.room(c.sys.limits.total_words, c.sys.total_words());
    let view = c.p.block.view(&c.code.literals.words);
    c.sys.shared.put(view, (key, value), &c.sys.atoms, room)?;
    Ok(Term::atom(am::OK))
}

/// Another value for a key that has one is refused.
fn put_new(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let view = c.view();
    match c.sys.shared.term(view, a[0], &c.sys.atoms, &c.code.literals.words) {
        Some((own, value)) if !compare::identical(own, value, view, a[1], &c.sys.atoms) => Err(Fail::badarg()),
        Some(_) => Ok(Term::atom(am::OK)),
        None => put(c, a[0], a[1]),
    }
}

/// How many there are, and their bytes.
fn info(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    let terms = c.sys.shared.terms();
    let words = terms.iter().fold(0usize, |sum, term| sum.saturating_add(term.0.footprint()));
    let values = [("count", Term::size(terms.len())), ("memory", Term::size(words.saturating_mul(8)))];
    super::atomics::map_of(c, &values)
}

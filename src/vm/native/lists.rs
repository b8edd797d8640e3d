//! The native functions of `lists` (OTP's `erl_bif_lists.c`).

use crate::compare;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::{Native, NativeResult, charge_pieces, pieces_left};
use crate::term::Term;

const fn pure(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("lists", name, arity, run, true)
}

pub(super) const TABLE: &[Native] = &[
    pure("keyfind", 3, |c, a| Ok(key_search(c, a)?.unwrap_or(Term::boolean(false)))),
    pure("keymember", 3, |c, a| Ok(Term::boolean(key_search(c, a)?.is_some()))),
    pure("keysearch", 3, keysearch),
    pure("member", 2, member),
    pure("reverse", 2, reverse),
];

/// How many elements a reduction reverses (OTP's `CELLS_PER_RED`).
pub(super) const MOVED: usize = 40;
/// How many a reduction compares (OTP's `max_iter` of `lists:member/2`).
const COMPARED: usize = 16;
/// How many tuples a reduction looks into (that of `keyfind`).
const LOOKED_INTO: usize = 10;

/// The first tuple whose element `a[1]` compares equal to `a[0]`.
fn key_search(c: &mut Ctx<'_>, a: &[Term]) -> Result<Option<Term>, Fail> {
    let at = a[1].as_size().filter(|n| *n >= 1).ok_or(Fail::badarg())?;
    let most = pieces_left(c, LOOKED_INTO);
    let view = c.view();
    let mut list = view.list(a[2]);
    let mut looked = 0;
    let found = list.by_ref().take(most).find(|element| {
        looked += 1;
        let key = view.tuple(*element).and_then(|t| t.get(at - 1));
        key.is_some_and(|key| compare::equal(view, key, view, a[0], &c.sys.atoms))
    });
    let rest = list.rest;
    charge_pieces(c, looked, LOOKED_INTO);
    match found {
        Some(found) => Ok(Some(found)),
        None if rest.is_list() => Err(Fail::again(c, &[a[0], a[1], rest])),
        None if rest.is_nil() => Ok(None),
        None => Err(Fail::badarg()),
    }
}

fn keysearch(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match key_search(c, a)? {
        Some(found) => {
            let value = c.sys.intern("value").ok_or(Fail::system_limit())?;
            Ok(c.p.block.tuple(&[Term::atom(value), found])?)
        }
        None => Ok(Term::boolean(false)),
    }
}

fn member(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let most = pieces_left(c, COMPARED);
    let view = c.view();
    let mut list = view.list(a[1]);
    let mut compared = 0;
    let found = list.by_ref().take(most).any(|element| {
        compared += 1;
        compare::identical(view, element, view, a[0], &c.sys.atoms)
    });
    let rest = list.rest;
    charge_pieces(c, compared, COMPARED);
    match found {
        true => Ok(Term::boolean(true)),
        false if rest.is_list() => Err(Fail::again(c, &[a[0], rest])),
        false if rest.is_nil() => Ok(Term::boolean(false)),
        false => Err(Fail::badarg()),
    }
}

fn reverse(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let (mut elements, rest) = front(c, a[0], MOVED)?;
    elements.reverse();
    let reversed = c.p.block.list_with_tail(&elements, a[1])?;
    if rest.is_nil() { Ok(reversed) } else { Err(Fail::again(c, &[rest, reversed])) }
}

/// As many elements of a list as are left to do in the slice, which are charged, and the rest of it: a list.
pub(super) fn front(c: &mut Ctx<'_>, list: Term, to_a_reduction: usize) -> Result<(Vec<Term>, Term), Fail> {
    let most = pieces_left(c, to_a_reduction);
    let mut list = c.view().list(list);
    let elements: Vec<Term> = list.by_ref().take(most).collect();
    let rest = list.rest;
    if !rest.is_list() && !rest.is_nil() {
        return Err(Fail::badarg());
    }
    charge_pieces(c, elements.len(), to_a_reduction);
    Ok((elements, rest))
}

//! The native functions of `lists` (OTP's `erl_bif_lists.c`).

use crate::compare;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::{Native, NativeResult};
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

/// The first tuple whose element `a[1]` compares equal to `a[0]`.
fn key_search(c: &Ctx<'_>, a: &[Term]) -> Result<Option<Term>, Fail> {
    let at = a[1].as_size().filter(|n| *n >= 1).ok_or(Fail::badarg())?;
    let view = c.view();
    let mut list = view.list(a[2]);
    for element in list.by_ref() {
        if let Some(key) = view.tuple(element).and_then(|t| t.get(at - 1))
            && compare::equal(view, key, view, a[0], &c.sys.atoms)
        {
            return Ok(Some(element));
        }
    }
    if list.rest.is_nil() { Ok(None) } else { Err(Fail::badarg()) }
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
    let view = c.view();
    let mut list = view.list(a[1]);
    if list.by_ref().any(|element| compare::identical(view, element, view, a[0], &c.sys.atoms)) {
        return Ok(Term::boolean(true));
    }
    if list.rest.is_nil() { Ok(Term::boolean(false)) } else { Err(Fail::badarg()) }
}

fn reverse(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let mut elements = c.view().proper_list(a[0]).ok_or(Fail::badarg())?;
    elements.reverse();
    Ok(c.p.block.list_with_tail(&elements, a[1])?)
}

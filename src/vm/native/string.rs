//! The native functions of `string`: the number that a list begins with, and what follows it (OTP's `bif.c`).

use crate::atom::am;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::numeral::refuse;
use crate::native::{Native, NativeFn, NativeResult};
use crate::number::{self, Number};
use crate::number_text;
use crate::term::Term;

const fn pure(name: &'static str, arity: u32, run: NativeFn) -> Native {
    Native::new("string", name, arity, run, true)
}

pub(super) const TABLE: &[Native] =
    &[pure("list_to_float", 1, list_to_float), pure("list_to_integer", 1, list_to_integer)];

/// The bytes that a list begins with.
fn bytes(c: &Ctx<'_>, list: Term) -> Vec<u8> {
    c.view().list(list).map_while(|element| u8::try_from(element.as_small()?).ok()).collect()
}

fn list_to_integer(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let text = bytes(c, a[0]);
    match text.get(..number_text::integer_prefix(&text, 10)).filter(|text| !text.is_empty()) {
        Some(text) => {
            let number = number_text::parse_integer(text, 10).map_err(refuse)?;
            found(c, a[0], &number, text.len())
        }
        None => missing(c, a[0], "no_integer"),
    }
}

fn list_to_float(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let text = bytes(c, a[0]);
    let text = text.get(..number_text::float_prefix(&text)).unwrap_or_default();
    match number_text::parse_float(text) {
        Some(value) => found(c, a[0], &Number::Float(value), text.len()),
        None => missing(c, a[0], "no_float"),
    }
}

/// `{Number, Rest}`.
fn found(c: &mut Ctx<'_>, list: Term, number: &Number, length: usize) -> NativeResult {
    let mut rest = c.view().list(list);
    rest.by_ref().take(length).for_each(drop);
    let rest = rest.rest;
    let number = number::put(number, &mut c.p.block)?;
    Ok(c.p.block.tuple(&[number, rest])?)
}

/// `{error, What}`; what is no list at all is called that.
fn missing(c: &mut Ctx<'_>, list: Term, what: &str) -> NativeResult {
    let what = if list.is_list() || list.is_nil() { what } else { "not_a_list" };
    let what = c.sys.intern(what).ok_or(Fail::system_limit())?;
    Ok(c.p.block.tuple(&[Term::atom(am::ERROR), Term::atom(what)])?)
}

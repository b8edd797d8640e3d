//! The names of files as the operating system has them and as programs see them (OTP's `erl_unicode.c`): UTF-8, with
//! a zero behind.

use crate::atom::am;
use crate::bits::is_code_point;
use crate::exec::{Ctx, Fail};
use crate::heap::{Allocate, View};
use crate::native::text::{byte_text, characters, string};
use crate::native::{Native, NativeFn, NativeResult};
use crate::term::Term;

/// In OTP it depends on the operating system how names are written.
const fn name(name: &'static str, arity: u32, run: NativeFn) -> Native {
    Native::new("prim_file", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    name("internal_name2native", 1, internal_name2native),
    name("internal_native2name", 1, internal_native2name),
    name("internal_normalize_utf8", 1, internal_normalize_utf8),
    name("is_translatable", 1, is_translatable),
];

/// The most cells of one name that are looked at.
const MOST_CELLS: usize = 1 << 24;

/// A name as the operating system has it, with a zero behind: a binary as it is, or characters in nested lists.
/// Nothing where there is a zero in it, or anything else.
pub(super) fn native_name(view: View<'_>, name: Term) -> Option<Vec<u8>> {
    let mut native = match view.bits(name) {
        Some(_) => byte_text(view, name)?,
        None => list_name(view, name)?,
    };
    if native.contains(&0) {
        return None;
    }
    native.push(0);
    Some(native)
}

/// The bytes of a name that is characters in nested lists.
pub(super) fn list_name(view: View<'_>, name: Term) -> Option<Vec<u8>> {
    let mut text = String::new();
    let (mut next, mut above) = (name, Vec::new());
    for _ in 0..MOST_CELLS {
        if let Some((head, tail)) = view.cons(next) {
            if head.is_list() {
                above.push(tail);
                next = head;
                continue;
            }
            if !head.is_nil() {
                let code = u32::try_from(head.as_small()?).ok()?;
                text.push(char::from_u32(code).filter(|_| is_code_point(code))?);
            }
            next = tail;
        } else if next.is_nil() {
            match above.pop() {
                Some(list) => next = list,
                None => return Some(text.into_bytes()),
            }
        } else {
            return None;
        }
    }
    None
}

fn internal_name2native(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let name = native_name(c.view(), a[0]).ok_or(Fail::badarg())?;
    Ok(c.p.block.binary(&name)?)
}

/// The text that a name is, if it is one.
fn text(c: &Ctx<'_>, name: Term) -> Result<Option<String>, Fail> {
    let bytes = byte_text(c.view(), name).ok_or(Fail::badarg())?;
    Ok(String::from_utf8(bytes).ok())
}

/// What the operating system has, as characters; bytes as they are where that is no text.
pub(super) fn native_text(c: &mut Ctx<'_>, native: &[u8]) -> NativeResult {
    match std::str::from_utf8(native) {
        Ok(text) => string(c, text),
        Err(_) => characters(c, native.len(), native.iter().map(|byte| u32::from(*byte))),
    }
}

/// The characters, or `{error, warning}`: that is what is to be done about names that are no text.
fn internal_native2name(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match text(c, a[0])? {
        Some(text) => string(c, &text),
        None => {
            let warning = c.atom("warning")?;
            Ok(c.p.block.tuple(&[Term::atom(am::ERROR), warning])?)
        }
    }
}

/// The characters, those that have a character for both put together.
fn internal_normalize_utf8(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let text = text(c, a[0])?.ok_or(Fail::badarg())?;
    let mut composed = String::with_capacity(text.len());
    for character in text.chars() {
        let both = composed.chars().next_back().and_then(|last| unicode_normalization::char::compose(last, character));
        if both.is_some() {
            composed.pop();
        }
        composed.push(both.unwrap_or(character));
    }
    string(c, &composed)
}

fn is_translatable(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    Ok(Term::boolean(text(c, a[0])?.is_some()))
}

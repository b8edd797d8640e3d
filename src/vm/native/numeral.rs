//! Numbers as text and back: the `erlang` functions from `integer_to_list/1` to `binary_to_float/1` (OTP's `bif.c`,
//! `big.c`). What numbers look like is in `number_text.rs`.

use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::text::{byte_text, latin1, string};
use crate::native::{Native, NativeFn, NativeResult};
use crate::number::{self, Number};
use crate::number_text::{self, FloatFormat, MAX_DECIMALS, MAX_SCIENTIFIC, ParseError};
use crate::term::Term;

const fn pure(name: &'static str, arity: u32, run: NativeFn) -> Native {
    Native::new("erlang", name, arity, run, true)
}

pub(super) const TABLE: &[Native] = &[
    pure("binary_to_float", 1, |c, a| float(c, byte_text(c.view(), a[0]))),
    pure("binary_to_integer", 1, |c, a| integer(c, byte_text(c.view(), a[0]), Some(10))),
    pure("binary_to_integer", 2, |c, a| integer(c, byte_text(c.view(), a[0]), base(a[1]))),
    pure("float_to_binary", 1, |c, a| written_float(c, a[0], Term::NIL).and_then(|text| binary(c, &text))),
    pure("float_to_binary", 2, |c, a| written_float(c, a[0], a[1]).and_then(|text| binary(c, &text))),
    pure("float_to_list", 1, |c, a| written_float(c, a[0], Term::NIL).and_then(|text| string(c, &text))),
    pure("float_to_list", 2, |c, a| written_float(c, a[0], a[1]).and_then(|text| string(c, &text))),
    pure("integer_to_binary", 1, |c, a| written_integer(c, a[0], Some(10)).and_then(|text| binary(c, &text))),
    pure("integer_to_binary", 2, |c, a| written_integer(c, a[0], base(a[1])).and_then(|text| binary(c, &text))),
    pure("integer_to_list", 1, |c, a| written_integer(c, a[0], Some(10)).and_then(|text| string(c, &text))),
    pure("integer_to_list", 2, |c, a| written_integer(c, a[0], base(a[1])).and_then(|text| string(c, &text))),
    pure("list_to_float", 1, |c, a| float(c, latin1(c.view(), a[0]))),
    pure("list_to_integer", 1, |c, a| integer(c, latin1(c.view(), a[0]), Some(10))),
    pure("list_to_integer", 2, |c, a| integer(c, latin1(c.view(), a[0]), base(a[1]))),
];

fn binary(c: &mut Ctx<'_>, text: &str) -> NativeResult {
    Ok(c.p.block.binary(text.as_bytes())?)
}

fn base(term: Term) -> Option<u32> {
    u32::try_from(term.as_small()?).ok()
}

fn written_integer(c: &Ctx<'_>, term: Term, base: Option<u32>) -> Result<String, Fail> {
    let number = number::number(c.view(), term).ok_or(Fail::badarg())?;
    number_text::integer_to_string(&number, base.ok_or(Fail::badarg())?).ok_or(Fail::badarg())
}

/// The integer that a text is; no text is none.
fn integer(c: &mut Ctx<'_>, text: Option<Vec<u8>>, base: Option<u32>) -> NativeResult {
    let (Some(text), Some(base)) = (text, base) else { return Err(Fail::badarg()) };
    let number = number_text::parse_integer(&text, base).map_err(refuse)?;
    Ok(number::put(&number, &mut c.p.block)?)
}

/// Why a text is no integer, as a native says it.
pub(super) fn refuse(error: ParseError) -> Fail {
    match error {
        ParseError::Syntax => Fail::badarg(),
        ParseError::SystemLimit => Fail::system_limit(),
    }
}

/// The float that a text is, up to its first zero byte: OTP reads it as a string of C.
fn float(c: &mut Ctx<'_>, text: Option<Vec<u8>>) -> NativeResult {
    let text = text.ok_or(Fail::badarg())?;
    let text = text.split(|byte| *byte == 0).next().unwrap_or_default();
    let value = number_text::parse_float(text).ok_or(Fail::badarg())?;
    Ok(number::put(&Number::Float(value), &mut c.p.block)?)
}

fn written_float(c: &Ctx<'_>, term: Term, options: Term) -> Result<String, Fail> {
    let value = c.view().float(term).ok_or(Fail::badarg())?;
    let format = float_format(c, options).ok_or(Fail::badarg())?;
    number_text::float_to_string(value, format).ok_or(Fail::badarg())
}

/// The digits that C writes where nothing is said about them.
const C_PRECISION: usize = 6;

/// What a list of options says; the last one that names a format counts.
fn float_format(c: &Ctx<'_>, options: Term) -> Option<FloatFormat> {
    let (view, name) = (c.view(), |atom| c.sys.atoms.name(atom));
    let (mut format, mut compact) = (FloatFormat::default(), false);
    let mut list = view.list(options);
    for option in list.by_ref() {
        if let Some(atom) = option.as_atom() {
            match name(atom) {
                "short" => format = FloatFormat::Short,
                "compact" => compact = true,
                _ => return None,
            }
            continue;
        }
        let [key, digits] = view.tuple(option)?.to_vec()[..] else { return None };
        format = match (name(key.as_atom()?), usize::try_from(digits.as_small()?).ok()) {
            ("decimals", Some(digits)) if digits <= MAX_DECIMALS => FloatFormat::Decimals(digits, false),
            ("scientific", Some(digits)) if digits <= MAX_SCIENTIFIC => FloatFormat::Scientific(digits),
            // A negative precision is none to C.
            ("scientific", None) => FloatFormat::Scientific(C_PRECISION),
            _ => return None,
        };
    }
    if !list.rest.is_nil() {
        return None;
    }
    Some(match format {
        FloatFormat::Decimals(digits, _) => FloatFormat::Decimals(digits, compact),
        other => other,
    })
}

//! Numbers as text: what `integer_to_list`, `list_to_integer`, `float_to_list` and `list_to_float`
//! make (OTP's `big.c`, `erl_bif_info`'s neighbours in `bif.c` and `sys_double_to_chars_fast`).
//!
//! A float's shortest form, which `~w` and `~p` print too, is the shortest run of digits that
//! reads back as the same float, written with a point or with an exponent, whichever is shorter;
//! from 2^53 on always with an exponent.

use enigma_beam::etf_write::FloatText;
use num_bigint::BigInt;
use num_traits::Num;

use crate::number::{MAX_INTEGER_BITS, Number};

/// The most decimals that `float_to_list` takes.
pub const MAX_DECIMALS: usize = 253;
/// The most digits after the point that `float_to_list` takes with an exponent.
pub const MAX_SCIENTIFIC: usize = 249;

/// How `float_to_list` writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FloatFormat {
    /// `short`: see [`float_shortest`].
    Short,
    /// `{scientific, Digits}`.
    Scientific(usize),
    /// `{decimals, Decimals}`, and whether with `compact`.
    Decimals(usize, bool),
}

impl Default for FloatFormat {
    fn default() -> FloatFormat {
        FloatFormat::Scientific(20)
    }
}

/// Why a text is no number that can be had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParseError {
    /// It is no number (`badarg`).
    Syntax,
    /// It is an integer beyond [`MAX_INTEGER_BITS`] (`system_limit`).
    SystemLimit,
}

/// An integer in a base from 2 to 36; `None` for a float or another base.
pub fn integer_to_string(number: &Number, base: u32) -> Option<String> {
    if !(2..=36).contains(&base) {
        return None;
    }
    match number {
        Number::Small(n) if base == 10 => Some(n.to_string()),
        Number::Small(n) => Some(BigInt::from(*n).to_str_radix(base).to_ascii_uppercase()),
        Number::Big(n) => Some(n.to_str_radix(base).to_ascii_uppercase()),
        Number::Float(_) => None,
    }
}

/// How much of a text's beginning is an integer of a base from 2 to 36: a sign or none, then digits.
pub fn integer_prefix(text: &[u8], base: u32) -> usize {
    let sign = usize::from(matches!(text, [b'-' | b'+', ..]));
    let digits = text.iter().skip(sign).take_while(|b| (**b as char).is_digit(base)).count();
    if digits == 0 { 0 } else { sign + digits }
}

/// The integer that a text is. As in OTP one that is too great is refused before what follows its digits.
pub fn parse_integer(text: &[u8], base: u32) -> Result<Number, ParseError> {
    if !(2..=36).contains(&base) {
        return Err(ParseError::Syntax);
    }
    let whole = text.get(..integer_prefix(text, base)).unwrap_or_default();
    let negative = whole.starts_with(b"-");
    let digits = whole.strip_prefix(b"-").or_else(|| whole.strip_prefix(b"+")).unwrap_or(whole);
    let zeros = digits.iter().take_while(|b| **b == b'0').count();
    let digits = std::str::from_utf8(&digits[zeros..]).map_err(|_| ParseError::Syntax)?;
    // The first digit may be worth as little as one bit, every other is worth log2(base).
    if digits.len().saturating_sub(1) as f64 * f64::from(base).log2() > MAX_INTEGER_BITS as f64 {
        return Err(ParseError::SystemLimit);
    }
    if whole.is_empty() || whole.len() != text.len() {
        return Err(ParseError::Syntax);
    }
    if digits.is_empty() {
        return Ok(Number::Small(0));
    }
    if digits.len() <= 12 {
        let small = i64::from_str_radix(digits, base).map_err(|_| ParseError::Syntax)?;
        return Ok(Number::Small(if negative { -small } else { small }));
    }
    let magnitude = BigInt::from_str_radix(digits, base).map_err(|_| ParseError::Syntax)?;
    if magnitude.bits() > MAX_INTEGER_BITS {
        return Err(ParseError::SystemLimit);
    }
    Ok(if negative { -magnitude } else { magnitude }.into())
}

/// How much of a text's beginning is written as a float: a sign or none, digits, a point (or, as in OTP, a
/// comma), digits, and an exponent or none.
pub fn float_prefix(text: &[u8]) -> usize {
    let unsigned = text.strip_prefix(b"-").or_else(|| text.strip_prefix(b"+")).unwrap_or(text);
    let Some([b'.' | b',', fraction @ ..]) = skip_digits(unsigned) else { return 0 };
    let Some(rest) = skip_digits(fraction) else { return 0 };
    let exponent = match rest {
        [b'e' | b'E', b'-' | b'+', digits @ ..] | [b'e' | b'E', digits @ ..] => skip_digits(digits),
        _ => None,
    };
    text.len() - exponent.unwrap_or(rest).len()
}

/// The float that a text is.
pub fn parse_float(text: &[u8]) -> Option<f64> {
    if text.is_empty() || float_prefix(text) != text.len() {
        return None;
    }
    let value: f64 = std::str::from_utf8(text).ok()?.replace(',', ".").parse().ok()?;
    value.is_finite().then_some(value)
}

/// What follows the digits that a text begins with; `None` where it begins with none.
fn skip_digits(text: &[u8]) -> Option<&[u8]> {
    let count = text.iter().take_while(|b| b.is_ascii_digit()).count();
    if count == 0 { None } else { text.get(count..) }
}

/// A float as `float_to_list/2` writes it; `None` (`badarg`) where that would be too long.
pub fn float_to_string(value: f64, format: FloatFormat) -> Option<String> {
    match format {
        FloatFormat::Short => Some(float_shortest(value)),
        FloatFormat::Scientific(digits) if digits <= MAX_SCIENTIFIC => {
            Some(scientific(value, digits)).filter(|text| text.len() <= MAX_TEXT)
        }
        FloatFormat::Decimals(decimals, compact) if decimals <= MAX_DECIMALS => with_decimals(value, decimals, compact),
        _ => None,
    }
}

/// The longest text that OTP has room for.
const MAX_TEXT: usize = 255;

/// As C's `%.*e`: an exponent with a sign and two digits at least.
pub fn scientific(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$e}");
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let (sign, exponent) = exponent.strip_prefix('-').map_or(('+', exponent), |e| ('-', e));
    format!("{mantissa}e{sign}{exponent:0>2}")
}

/// Where OTP rounds decimals itself: up to this many, and up to 2^53.
const FAST_DECIMALS: usize = 18;

/// With that many decimals. OTP's own rounding works on the fraction times a power of ten, and so
/// rounds some numbers away from what their exact value asks for.
fn with_decimals(value: f64, decimals: usize, compact: bool) -> Option<String> {
    let magnitude = value.abs();
    let fast = magnitude <= 2f64.powi(53) && decimals <= FAST_DECIMALS;
    let text = if !fast {
        format!("{value:.decimals$}")
    } else {
        let sign = if value.is_sign_negative() { "-" } else { "" };
        let scale = 10u64.pow(decimals as u32);
        let mut whole = magnitude as u64;
        let mut fraction = ((magnitude - whole as f64) * scale as f64).round() as u64;
        if fraction >= scale {
            fraction -= scale;
            whole += 1;
        }
        if decimals == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction:0>decimals$}") }
    };
    if text.len() > MAX_TEXT {
        return None;
    }
    // Beyond 2^53 OTP drops zeros even where no point precedes them: 1.0e16 becomes "1".
    Some(if compact && (decimals > 0 || !fast) { drop_zeros(text) } else { text })
}

/// Drops the zeros at the end, but for the one behind a point.
fn drop_zeros(mut text: String) -> String {
    text.truncate(text.trim_end_matches('0').len());
    if text.ends_with('.') {
        text.push('0');
    }
    text
}

/// The shortest form of a float.
pub fn float_shortest(value: f64) -> String {
    FloatText(value).to_string()
}

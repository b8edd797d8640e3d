//! The native functions of `unicode` (OTP's `erl_unicode.c`): characters out of lists of integers, binaries and
//! such lists, in Latin-1 or UTF-8. For the other encodings they call the module's functions written in Erlang.
//!
//! Data of the wrong shape are `badarg`, wherever that is. What has the right shape and yet no meaning ends the
//! conversion with a tuple that holds what there was before it and what is left. A character may be divided among
//! binaries; whether its beginning is one is only seen when it is whole, or nothing follows.

use crate::atom::am;
use crate::bits::{MAX_BINARY_BITS, is_code_point};
use crate::exec::{Ctx, Fail};
use crate::heap::{Allocate, Bits, View};
use crate::iodata::{Leaf, Walk};
use crate::native::data::sub_binary;
use crate::native::text::{Encoding, encoding, string};
use crate::native::{Native, NativeFn, NativeResult, charge_pieces};
use crate::term::Term;

const fn pure(name: &'static str, arity: u32, run: NativeFn) -> Native {
    Native::new("unicode", name, arity, run, true)
}

pub(super) const TABLE: &[Native] = &[
    pure("bin_is_7bit", 1, bin_is_7bit),
    pure("characters_to_binary", 2, characters_to_binary),
    pure("characters_to_list", 2, characters_to_list),
];

fn bin_is_7bit(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let bits = c.view().bits(a[0]).filter(|bits| bits.size.is_multiple_of(8));
    Ok(Term::boolean(bits.is_some_and(|bits| (0..bits.size / 8).all(|i| bits.byte(i) < 0x80))))
}

/// How a conversion ended.
enum End {
    /// All is converted.
    Whole,
    /// A leaf is not to be converted from that byte on; it is where the walk is.
    Error(Walked, usize),
    /// The beginning of a character does not go on in the leaf where the walk is.
    Broken(Walked),
    /// The data end inside of a character, which so far is right.
    Incomplete,
    /// The data end inside of a character, which is none.
    Wrong,
}

/// Where a walk was: its last leaf's cell or the leaf itself, and what follows the lists around that.
struct Walked(Term, Vec<Term>);

/// A list that is one binary is to OTP as the binary itself.
pub(super) fn characters_to_binary(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let data = match c.view().cons(a[0]) {
        Some((head, Term::NIL)) if c.view().bits(head).is_some() => head,
        _ => a[0],
    };
    match encoding(c, a[1]) {
        Some(encoding) => convert(c, data, encoding, |c, text| Ok(c.p.block.binary(text.as_bytes())?)),
        None => in_module(c, a, "characters_to_binary_int"),
    }
}

pub(super) fn characters_to_list(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match encoding(c, a[1]) {
        Some(encoding) => convert(c, a[0], encoding, string),
        None => in_module(c, a, "characters_to_list_int"),
    }
}

/// The other encodings are the module's own business, where it can be had.
fn in_module(c: &mut Ctx<'_>, a: &[Term], function: &str) -> NativeResult {
    let known = c.sys.intern("unicode").zip(c.sys.intern(function));
    let (module, function) = known.ok_or(Fail::system_limit())?;
    if c.code.find_export(module, function, 2).is_none() && !c.can_be_asked_for(module) {
        return Err(Fail::badarg());
    }
    c.sys.x[..2].copy_from_slice(a);
    c.apply_function(Term::atom(module), Term::atom(function), 2, true)?;
    Err(Fail::Jumped)
}

/// How many bytes of text a reduction converts (OTP's `LOOP_FACTOR_SIMPLE`).
const CONVERTED: usize = 50;

/// Converts data from an encoding; `finish` makes a term of the text.
fn convert(
    c: &mut Ctx<'_>,
    data: Term,
    encoding: Encoding,
    finish: impl for<'a, 'b> Fn(&'a mut Ctx<'b>, &str) -> NativeResult,
) -> NativeResult {
    check(c.view(), data)?;
    let mut decoder = Decoder { encoding, text: String::new(), begun: Vec::new() };
    let end = decoder.run(c.view(), data)?;
    charge_pieces(c, decoder.text.len(), CONVERTED);
    let converted = finish(c, &decoder.text)?;
    let (tag, rest) = match end {
        End::Whole => return Ok(converted),
        End::Error(walked, at) => (am::ERROR, rest(c, walked, at)?),
        End::Broken(walked) => {
            let rest = rest(c, walked, 0)?;
            let begun = c.p.block.binary(&decoder.begun)?;
            (am::ERROR, c.p.block.list(&[begun, rest])?)
        }
        End::Incomplete => {
            let tag = c.sys.intern("incomplete").ok_or(Fail::system_limit())?;
            (tag, c.p.block.binary(&decoder.begun)?)
        }
        End::Wrong => (am::ERROR, c.p.block.binary(&decoder.begun)?),
    };
    Ok(c.p.block.tuple(&[Term::atom(tag), converted, rest])?)
}

/// Refuses what contains anything but integers and binaries. Nobody looks further than to an integer of many words,
/// which is no character.
fn check(view: View<'_>, data: Term) -> Result<(), Fail> {
    let mut walk = Walk::new(view, data);
    while let Some(leaf) = walk.leaf()? {
        match leaf {
            Leaf::Bits(bits) if !bits.size.is_multiple_of(8) => return Err(Fail::badarg()),
            Leaf::Integer(integer) if !integer.is_small() => return Ok(()),
            _ => {}
        }
    }
    Ok(())
}

/// What was left to convert: the leaf's list from that byte of the leaf on, in the lists around it.
fn rest(c: &mut Ctx<'_>, Walked(here, above): Walked, at: usize) -> NativeResult {
    let cell = c.view().cons(here);
    let leaf = cell.map_or(here, |(head, _)| head);
    let mut rest = here;
    if at > 0
        && let Some(bits) = c.view().bits(leaf)
    {
        rest = sub_binary(c, leaf, at * 8, bits.size - at * 8)?;
        if let Some((_, tail)) = cell {
            rest = c.p.block.cons(rest, tail)?;
        }
    }
    for above in above.into_iter().rev() {
        rest = c.p.block.cons(rest, above)?;
    }
    Ok(rest)
}

struct Decoder {
    encoding: Encoding,
    text: String,
    /// The beginning of a character that goes on in the next binary.
    begun: Vec<u8>,
}

impl Decoder {
    fn run(&mut self, view: View<'_>, data: Term) -> Result<End, Fail> {
        let mut walk = Walk::new(view, data);
        while let Some(leaf) = walk.leaf()? {
            if self.text.len() > MAX_BINARY_BITS / 8 {
                return Err(Fail::system_limit());
            }
            let wrong = match leaf {
                Leaf::Integer(_) if !self.begun.is_empty() => Some(None),
                Leaf::Integer(integer) => {
                    if self.integer(integer).is_some() {
                        None
                    } else {
                        Some(Some(0))
                    }
                }
                Leaf::Bits(bits) => self.binary(bits),
            };
            match wrong {
                None => {}
                Some(Some(at)) => return Ok(End::Error(Walked(walk.here, walk.above), at)),
                Some(None) => return Ok(End::Broken(Walked(walk.here, walk.above))),
            }
        }
        Ok(match self.begun.get(1..) {
            None => End::Whole,
            Some(more) if more.iter().all(|byte| byte & 0xc0 == 0x80) => End::Incomplete,
            Some(_) => End::Wrong,
        })
    }

    fn integer(&mut self, integer: Term) -> Option<()> {
        let code = u32::try_from(integer.as_small()?).ok()?;
        if self.encoding == Encoding::Latin1 && code > 0xff {
            return None;
        }
        self.text.push(char::from_u32(code).filter(|_| is_code_point(code))?);
        Some(())
    }

    /// Takes a binary in; gives the byte from which on it cannot be, or `None` for that if that is before it.
    fn binary(&mut self, bits: Bits<'_>) -> Option<Option<usize>> {
        let length = bits.size / 8;
        if self.encoding == Encoding::Latin1 {
            self.text.extend((0..length).map(|i| char::from(bits.byte(i))));
            return None;
        }
        let mut at = 0;
        if let Some(lead) = self.begun.first() {
            let missing = length_of(*lead).saturating_sub(self.begun.len());
            let mut whole = self.begun.clone();
            whole.extend((0..missing.min(length)).map(|i| bits.byte(i)));
            at = missing.min(length);
            if missing <= length {
                match std::str::from_utf8(&whole) {
                    Ok(character) => self.text.push_str(character),
                    Err(_) => return Some(None),
                }
                whole.clear();
            }
            self.begun = whole;
        }
        while at < length {
            if let Some((code, size)) = bits.utf8(at * 8) {
                self.text.extend(char::from_u32(code));
                at += size / 8;
            } else if at + length_of(bits.byte(at)) > length {
                self.begun = (at..length).map(|i| bits.byte(i)).collect();
                return None;
            } else {
                return Some(Some(at));
            }
        }
        None
    }
}

/// How many bytes a character has by its first one; 1 for what is no first byte.
fn length_of(lead: u8) -> usize {
    match lead {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf7 => 4,
        _ => 1,
    }
}

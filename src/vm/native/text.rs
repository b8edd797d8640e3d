//! Names as text and back: atoms, processes, references, funs (OTP's `bif.c`, `erl_unicode.c`).

use crate::atom::{Atom, MAX_ATOM_CHARACTERS};
use crate::exec::{Ctx, Fail};
use crate::heap::{Allocate, View};
use crate::native::{Native, NativeFn, NativeResult};
use crate::print::Style;
use crate::term::{Kind, MAX_PID_NUMBER, MAX_PORT_NUMBER, Term};

const fn pure(name: &'static str, arity: u32, run: NativeFn) -> Native {
    Native::new("erlang", name, arity, run, true)
}

const fn effect(name: &'static str, arity: u32, run: NativeFn) -> Native {
    Native::new("erlang", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    pure("atom_to_binary", 1, |c, a| atom_to_binary(c, a[0], Some(Encoding::Utf8))),
    pure("atom_to_binary", 2, |c, a| atom_to_binary(c, a[0], encoding(c, a[1]))),
    pure("atom_to_list", 1, atom_to_list),
    effect("binary_to_atom", 1, |c, a| name_of_binary(c, a[0], Some(Encoding::Utf8)).and_then(|name| c.atom(&name))),
    effect("binary_to_atom", 2, |c, a| name_of_binary(c, a[0], encoding(c, a[1])).and_then(|name| c.atom(&name))),
    effect("binary_to_existing_atom", 1, |c, a| existing(c, name_of_binary(c, a[0], Some(Encoding::Utf8)))),
    effect("binary_to_existing_atom", 2, |c, a| existing(c, name_of_binary(c, a[0], encoding(c, a[1])))),
    pure("fun_to_list", 1, |c, a| printed(c, a[0], matches!(c.view().kind(a[0]), Some(Kind::Fun | Kind::Export)))),
    effect("list_to_atom", 1, |c, a| name_of_list(c.view(), a[0]).and_then(|name| c.atom(&name))),
    effect("list_to_existing_atom", 1, |c, a| existing(c, name_of_list(c.view(), a[0]))),
    pure("list_to_pid", 1, list_to_pid),
    pure("list_to_port", 1, list_to_port),
    pure("list_to_ref", 1, list_to_ref),
    pure("pid_to_list", 1, |c, a| printed(c, a[0], c.view().is_pid(a[0]))),
    pure("port_to_list", 1, |c, a| printed(c, a[0], c.view().is_port(a[0]))),
    pure("ref_to_list", 1, |c, a| printed(c, a[0], c.view().is_reference(a[0]))),
];

/// A text as the list of its characters.
pub(super) fn string(c: &mut Ctx<'_>, text: &str) -> NativeResult {
    let count = text.chars().count();
    characters(c, count, text.chars().map(u32::from))
}

/// A list of that many characters; memory for it is asked for before any of them is looked at.
pub(super) fn characters(c: &mut Ctx<'_>, count: usize, characters: impl Iterator<Item = u32>) -> NativeResult {
    c.p.block.grow(count.saturating_mul(2))?;
    let elements: Vec<Term> = characters.map(|code| Term::small_wrapping(i64::from(code))).collect();
    Ok(c.p.block.list(&elements)?)
}

/// A proper list of bytes as these.
pub(super) fn latin1(view: View<'_>, list: Term) -> Option<Vec<u8>> {
    let mut elements = view.list(list);
    let bytes: Option<Vec<u8>> = elements.by_ref().map(|e| u8::try_from(e.as_small()?).ok()).collect();
    bytes.filter(|_| elements.rest.is_nil())
}

/// The bytes of a binary.
pub(super) fn byte_text(view: View<'_>, binary: Term) -> Option<Vec<u8>> {
    view.bits(binary).filter(|bits| bits.size.is_multiple_of(8)).map(|bits| bits.to_bytes())
}

/// How characters stand in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Encoding {
    /// A byte a character.
    Latin1,
    /// UTF-8, which is called `unicode` too.
    Utf8,
}

/// The encoding of that name.
pub(super) fn encoding(c: &Ctx<'_>, name: Term) -> Option<Encoding> {
    match c.sys.atoms.name(name.as_atom()?) {
        "latin1" => Some(Encoding::Latin1),
        "utf8" | "unicode" => Some(Encoding::Utf8),
        _ => None,
    }
}

fn atom(term: Term) -> Result<Atom, Fail> {
    term.as_atom().ok_or(Fail::badarg())
}

fn atom_to_list(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let name = c.sys.atoms.name(atom(a[0])?).to_string();
    string(c, &name)
}

fn atom_to_binary(c: &mut Ctx<'_>, term: Term, encoding: Option<Encoding>) -> NativeResult {
    let name = c.sys.atoms.name(atom(term)?);
    let bytes: Option<Vec<u8>> = match encoding.ok_or(Fail::badarg())? {
        Encoding::Utf8 => Some(name.as_bytes().to_vec()),
        Encoding::Latin1 => name.chars().map(|character| u8::try_from(character).ok()).collect(),
    };
    Ok(c.p.block.binary(&bytes.ok_or(Fail::badarg())?)?)
}

/// The name that a list of characters is. What is behind the longest name is not looked at.
fn name_of_list(view: View<'_>, list: Term) -> Result<String, Fail> {
    let mut name = String::new();
    let mut elements = view.list(list);
    for (count, element) in elements.by_ref().enumerate() {
        if count == MAX_ATOM_CHARACTERS {
            return Err(Fail::system_limit());
        }
        let code = element.as_small().and_then(|code| u32::try_from(code).ok());
        name.push(code.and_then(char::from_u32).ok_or(Fail::badarg())?);
    }
    if elements.rest.is_nil() { Ok(name) } else { Err(Fail::badarg()) }
}

/// The name that the bytes of a binary are, as for lists.
fn name_of_binary(c: &Ctx<'_>, binary: Term, encoding: Option<Encoding>) -> Result<String, Fail> {
    let view = c.view();
    let bits = view.bits(binary).filter(|bits| bits.size.is_multiple_of(8)).ok_or(Fail::badarg())?;
    let encoding = encoding.ok_or(Fail::badarg())?;
    let (mut name, mut at) = (String::new(), 0);
    for count in 0.. {
        if at == bits.size {
            break;
        }
        if count == MAX_ATOM_CHARACTERS {
            return Err(Fail::system_limit());
        }
        let (code, size) = match encoding {
            Encoding::Latin1 => (u32::from(bits.byte(at / 8)), 8),
            Encoding::Utf8 => bits.utf8(at).ok_or(Fail::badarg())?,
        };
        name.extend(char::from_u32(code));
        at += size;
    }
    Ok(name)
}

/// The atom of that name if there is one. A name that is too long is as little one as any other.
fn existing(c: &Ctx<'_>, name: Result<String, Fail>) -> NativeResult {
    let name = name.map_err(|_| Fail::badarg())?;
    c.sys.atoms.existing(&name).map(Term::atom).ok_or(Fail::badarg())
}

/// A term as the emulator prints it, if it is of the right kind. The names of functions come in UTF-8, a byte a
/// character.
fn printed(c: &mut Ctx<'_>, term: Term, right: bool) -> NativeResult {
    if !right {
        return Err(Fail::badarg());
    }
    let text = c.print(term, Style::Display);
    characters(c, text.len(), text.bytes().map(u32::from))
}

/// The numbers between `prefix` and `>`, with points between them; the first is that of this node, 0.
fn numbers(view: View<'_>, list: Term, prefix: &str) -> Option<Vec<u64>> {
    let text = String::from_utf8(latin1(view, list)?).ok()?;
    let inner = text.strip_prefix(prefix)?.strip_suffix('>')?;
    let number = |part: &str| part.bytes().all(|b| b.is_ascii_digit()).then(|| part.parse().ok())?;
    let numbers: Option<Vec<u64>> = inner.split('.').map(number).collect();
    numbers.filter(|numbers| numbers.first() == Some(&0))
}

/// The machine starts no process with a serial, the last number, but a text may have one.
fn list_to_pid(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let numbers = numbers(c.view(), a[0], "<").unwrap_or_default();
    let numbers: Option<Vec<u32>> = numbers.iter().map(|number| u32::try_from(*number).ok()).collect();
    match numbers.as_deref() {
        Some([_, number @ 0..=MAX_PID_NUMBER, serial]) => Ok(Term::pid_with_serial(*number, *serial)),
        _ => Err(Fail::badarg()),
    }
}

fn list_to_port(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match numbers(c.view(), a[0], "#Port<").as_deref() {
        Some([_, number @ 0..=MAX_PORT_NUMBER]) => Ok(Term::port(*number)),
        _ => Err(Fail::badarg()),
    }
}

fn list_to_ref(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let words = numbers(c.view(), a[0], "#Ref<").unwrap_or_default();
    let words: Option<Vec<u32>> = words.iter().skip(1).map(|word| u32::try_from(*word).ok()).collect();
    match words.as_deref() {
        Some(words @ [_, _, _]) => {
            let number = words.iter().fold(0, |number, word| number << 32 | u128::from(*word));
            Ok(c.p.block.reference(number)?)
        }
        _ => Err(Fail::badarg()),
    }
}

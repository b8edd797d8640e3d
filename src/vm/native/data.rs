//! Tuples, lists, binaries, funs: the `erlang` functions that look at terms and build them
//! (OTP's `bif.c`, `erl_bif_guard.c`, `erl_fun.c`).

use crate::atom::am;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::map;
use crate::native::lists::{MOVED, front};
use crate::native::{Native, NativeResult, charge_pieces};
use crate::term::{Kind, Term};

const fn pure(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, true)
}

/// The largest tuple (OTP's `ERTS_MAX_TUPLE_SIZE`).
pub const MAX_TUPLE: usize = (1 << 24) - 1;

pub(super) const TABLE: &[Native] = &[
    pure("++", 2, append),
    pure("--", 2, subtract),
    pure("append", 2, append),
    pure("append_element", 2, append_element),
    pure("binary_part", 2, binary_part2),
    pure("binary_part", 3, binary_part),
    pure("bit_size", 1, bit_size),
    pure("byte_size", 1, byte_size),
    pure("delete_element", 2, delete_element),
    pure("element", 2, element),
    pure("fun_info", 2, fun_info),
    pure("hd", 1, |c, a| c.view().cons(a[0]).map(|cell| cell.0).ok_or(Fail::badarg())),
    pure("insert_element", 3, insert_element),
    pure("is_map_key", 2, is_map_key),
    pure("length", 1, length),
    pure("list_to_tuple", 1, list_to_tuple),
    pure("make_tuple", 2, make_tuple),
    pure("make_tuple", 3, make_tuple3),
    pure("map_get", 2, map_get),
    pure("map_size", 1, map_size),
    pure("setelement", 3, setelement),
    pure("size", 1, size),
    pure("split_binary", 2, split_binary),
    pure("subtract", 2, subtract),
    pure("tl", 1, |c, a| c.view().cons(a[0]).map(|cell| cell.1).ok_or(Fail::badarg())),
    pure("tuple_size", 1, |c, a| c.view().tuple_arity(a[0]).map(Term::size).ok_or(Fail::badarg())),
    pure("tuple_to_list", 1, tuple_to_list),
];

fn elements(c: &Ctx<'_>, tuple: Term) -> Result<Vec<Term>, Fail> {
    c.view().tuple(tuple).map(|t| t.to_vec()).ok_or(Fail::badarg())
}

/// The index from 0 that an index from 1 means, below `end`.
fn index(term: Term, end: usize) -> Result<usize, Fail> {
    match term.as_size() {
        Some(n) if n >= 1 && n <= end => Ok(n - 1),
        _ => Err(Fail::badarg()),
    }
}

fn append(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if a[0].is_nil() {
        return Ok(a[1]);
    }
    let (mut elements, rest) = front(c, a[0], MOVED)?;
    if rest.is_nil() {
        return Ok(c.p.block.list_with_tail(&elements, a[1])?);
    }
    elements.reverse();
    let reversed = c.p.block.list(&elements)?;
    go_on_appending_later(c, rest, reversed, a[1])
}

/// What is left of the first list, what of it is reversed already, and the second list.
fn go_on_appending_later(c: &mut Ctx<'_>, left: Term, reversed: Term, tail: Term) -> NativeResult {
    let done = c.p.block.cons(left, reversed)?;
    Err(Fail::goes_on(c, ("erlang", "++"), &[done, tail]))
}

/// Puts what is left of the first list in front of what is reversed already; when nothing is left, moves all of that
/// in front of the second list.
pub(super) fn go_on_appending(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let (left, reversed) = c.view().cons(a[0]).ok_or(Fail::badarg())?;
    let (turned, onto) = if left.is_nil() { (reversed, a[1]) } else { (left, reversed) };
    let (mut elements, rest) = front(c, turned, MOVED)?;
    elements.reverse();
    let moved = c.p.block.list_with_tail(&elements, onto)?;
    match left.is_nil() {
        true if rest.is_nil() => Ok(moved),
        true => go_on_appending_later(c, Term::NIL, rest, moved),
        false => go_on_appending_later(c, rest, moved, a[1]),
    }
}

/// How many elements of a list a reduction counts (OTP's `erts_trapping_length_1`).
const COUNTED: usize = 16;
/// How many comparisons of elements a reduction does (OTP's `subtract`).
const SUBTRACTED: usize = 10;

fn subtract(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let view = c.view();
    let kept = view.proper_list(a[0]).ok_or(Fail::badarg())?;
    let mut gone = view.proper_list(a[1]).ok_or(Fail::badarg())?;
    let order = |x: &Term, y: &Term| map::order(view, &c.sys.atoms, *x, *y);
    let removed = gone.len();
    gone.sort_by(order);
    // How many of each run of equal elements are still to be taken away.
    let mut runs: Vec<(Term, usize)> = Vec::new();
    for term in gone {
        match runs.last_mut() {
            Some((last, count)) if order(last, &term).is_eq() => *count += 1,
            _ => runs.push((term, 1)),
        }
    }
    let mut take = |term: &Term| match runs.binary_search_by(|run| order(&run.0, term)) {
        Ok(at) if runs[at].1 > 0 => {
            runs[at].1 -= 1;
            true
        }
        _ => false,
    };
    let all = kept.len().saturating_add(removed);
    let left: Vec<Term> = kept.into_iter().filter(|t| !take(t)).collect();
    charge_pieces(c, all.saturating_mul(removed.max(1).ilog2() as usize), SUBTRACTED);
    Ok(c.p.block.list(&left)?)
}

fn append_element(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let mut elements = elements(c, a[0])?;
    elements.push(a[1]);
    tuple(c, &elements)
}

fn insert_element(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let mut elements = elements(c, a[1])?;
    let at = index(a[0], elements.len() + 1)?;
    elements.insert(at, a[2]);
    tuple(c, &elements)
}

fn delete_element(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let mut elements = elements(c, a[1])?;
    let at = index(a[0], elements.len())?;
    elements.remove(at);
    tuple(c, &elements)
}

fn tuple(c: &mut Ctx<'_>, elements: &[Term]) -> NativeResult {
    if elements.len() > MAX_TUPLE {
        return Err(Fail::badarg());
    }
    Ok(c.p.block.tuple(elements)?)
}

fn make_tuple(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match a[0].as_size() {
        Some(n) if n <= MAX_TUPLE => {
            c.p.block.grow(n + 1)?;
            tuple(c, &vec![a[1]; n])
        }
        _ => Err(Fail::badarg()),
    }
}

/// The last argument is a list of positions and their elements; of those for one position the last counts.
fn make_tuple3(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let size = a[0].as_size().filter(|size| *size <= MAX_TUPLE).ok_or(Fail::badarg())?;
    let changes = c.view().proper_list(a[2]).ok_or(Fail::badarg())?;
    c.p.block.grow(size + 1)?;
    let mut made = vec![a[1]; size];
    for change in changes {
        let pair = elements(c, change)?;
        let [position, element] = pair[..] else { return Err(Fail::badarg()) };
        made[index(position, size)?] = element;
    }
    tuple(c, &made)
}

fn list_to_tuple(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let elements = c.view().proper_list(a[0]).ok_or(Fail::badarg())?;
    tuple(c, &elements)
}

fn tuple_to_list(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let elements = elements(c, a[0])?;
    Ok(c.p.block.list(&elements)?)
}

fn element(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let arity = c.view().tuple_arity(a[1]).ok_or(Fail::badarg())?;
    let at = index(a[0], arity)?;
    Ok(c.view().word(a[1], at + 1))
}

fn setelement(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let mut elements = elements(c, a[1])?;
    let at = index(a[0], elements.len())?;
    elements[at] = a[2];
    tuple(c, &elements)
}

fn length(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let mut list = c.view().list(a[0]);
    let length = list.by_ref().count();
    let rest = list.rest;
    // It is called by instructions that jump where it fails, so it does not give way.
    charge_pieces(c, length, COUNTED);
    if rest.is_nil() { Ok(Term::size(length)) } else { Err(Fail::badarg()) }
}

fn bit_size(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    c.view().bits(a[0]).map(|b| Term::size(b.size)).ok_or(Fail::badarg())
}

fn byte_size(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    c.view().bits(a[0]).map(|b| Term::size(b.size.div_ceil(8))).ok_or(Fail::badarg())
}

fn size(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match c.view().tuple_arity(a[0]) {
        Some(arity) => Ok(Term::size(arity)),
        // The number of whole bytes, unlike byte_size/1.
        None => c.view().bits(a[0]).map(|b| Term::size(b.size / 8)).ok_or(Fail::badarg()),
    }
}

/// A part of a binary in bytes; a negative length counts backwards from the start.
pub(super) fn binary_part(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let bits = c.view().bits(a[0]).filter(|b| b.size % 8 == 0).ok_or(Fail::badarg())?;
    let (Some(start), Some(length)) = (a[1].as_small(), a[2].as_small()) else { return Err(Fail::badarg()) };
    let (from, to) = if length < 0 { (start + length, start) } else { (start, start + length) };
    if from < 0 || to > (bits.size / 8) as i64 {
        return Err(Fail::badarg());
    }
    sub_binary(c, a[0], from as usize * 8, (to - from) as usize * 8)
}

pub(super) fn binary_part2(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match elements(c, a[1])?[..] {
        [start, length] => binary_part(c, &[a[0], start, length]),
        _ => Err(Fail::badarg()),
    }
}

/// A part of a bitstring, which refers to the whole binary that the bitstring refers to.
pub(crate) fn sub_binary(c: &mut Ctx<'_>, binary: Term, from: usize, size: usize) -> NativeResult {
    let view = c.view();
    let (whole, offset) = match view.kind(binary) {
        Some(Kind::SubBinary) => (view.word(binary, 3), view.word(binary, 1).as_size().unwrap_or(0)),
        _ => (binary, 0),
    };
    Ok(c.p.block.sub_binary(whole, offset + from, size)?)
}

fn split_binary(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let size = c.view().bits(a[0]).map(|b| b.size).ok_or(Fail::badarg())?;
    let at = a[1].as_size().and_then(|n| n.checked_mul(8)).filter(|n| *n <= size).ok_or(Fail::badarg())?;
    let first = sub_binary(c, a[0], 0, at)?;
    let second = sub_binary(c, a[0], at, size - at)?;
    tuple(c, &[first, second])
}

fn map_size(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    match map::size(c.view(), a[0]) {
        Some(size) => Ok(Term::size(size)),
        None => Err(bad_map(c, a[0])),
    }
}

fn is_map_key(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if !c.view().is_map(a[1]) {
        return Err(bad_map(c, a[1]));
    }
    Ok(Term::boolean(map::get(c.view(), &c.sys.atoms, a[1], a[0]).is_some()))
}

fn map_get(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    if !c.view().is_map(a[1]) {
        return Err(bad_map(c, a[1]));
    }
    match map::get(c.view(), &c.sys.atoms, a[1], a[0]) {
        Some(value) => Ok(value),
        None => Err(bad(c, am::BADKEY, a[0])),
    }
}

/// The refusal `{Tag, Term}`.
pub(super) fn bad(c: &mut Ctx<'_>, tag: crate::atom::Atom, term: Term) -> Fail {
    c.p.block.tuple(&[Term::atom(tag), term]).map_or(Fail::HeapLimit, Fail::Refuse)
}

/// The refusal `{badmap, Term}`.
pub(super) fn bad_map(c: &mut Ctx<'_>, term: Term) -> Fail {
    bad(c, am::BADMAP, term)
}

fn fun_info(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let item = a[1].as_atom().ok_or(Fail::badarg())?;
    let value = match c.view().kind(a[0]) {
        Some(Kind::Fun) => local_fun_info(c, a[0], item)?,
        Some(Kind::Export) => {
            let index = c.view().word(a[0], 1).as_size().unwrap_or(usize::MAX);
            let export = c.code.exports.get(index).ok_or(Fail::badarg())?;
            match c.sys.atoms.name(item) {
                "module" => Term::atom(export.module),
                "name" => Term::atom(export.function),
                "arity" => Term::size(export.arity as usize),
                "env" => Term::NIL,
                "type" => c.atom("external")?,
                "index" | "new_index" | "new_uniq" | "pid" | "refc" | "uniq" => Term::atom(am::UNDEFINED),
                _ => return Err(Fail::badarg()),
            }
        }
        _ => return Err(Fail::badarg()),
    };
    tuple(c, &[a[1], value])
}

fn local_fun_info(c: &mut Ctx<'_>, fun: Term, item: crate::atom::Atom) -> NativeResult {
    let view = c.view();
    let index = view.word(fun, 1).as_size().unwrap_or(usize::MAX);
    let entry = c.code.funs.get(index).ok_or(Fail::badarg())?;
    Ok(match c.sys.atoms.name(item) {
        "module" => Term::atom(entry.module),
        // That of one whose code is about to be purged is not told.
        "name" => {
            let code = entry.code.filter(|code| c.waits_for_purge(entry.module, code.slot).is_none());
            code.map_or(Term::NIL, |code| Term::atom(code.function))
        }
        "arity" => Term::size(entry.arity as usize),
        "index" => Term::size(entry.old.index as usize),
        "new_index" => Term::size(entry.index as usize),
        "uniq" => Term::size(entry.old.uniq as usize),
        "new_uniq" => {
            let md5 = entry.md5;
            c.p.block.binary(&md5)?
        }
        "pid" => view.word(fun, 3),
        "env" => {
            let free: Vec<Term> = (0..entry.free as usize).map(|i| view.word(fun, 4 + i)).collect();
            c.p.block.list(&free)?
        }
        "type" => c.atom("local")?,
        _ => return Err(Fail::badarg()),
    })
}

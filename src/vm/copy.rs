//! Copying terms from one memory to another: messages, spawn arguments, what a table keeps
//! (OTP's `copy.c`). Literals are shared, sharing inside a term is lost, as in OTP.
//!
//! The copy is scanned word by word like a collector's to-space, so no stack is needed however
//! deep the term is.

use crate::heap::{Allocate, Bits, Fragment, HeapLimit, View};
use crate::term::{Kind, Term};

/// Copies `root` into `target`, taking `limit` words at most.
pub fn copy_term(source: View<'_>, root: Term, target: &mut impl Allocate, limit: usize) -> Result<Term, HeapLimit> {
    if !root.is_pointer() || root.is_literal() {
        return Ok(root);
    }
    let start = target.allocate(0)?;
    let copied = copy_object(source, root, target)?;
    let mut scan = start;
    loop {
        let end = target.allocate(0)?;
        if scan >= end {
            return Ok(copied);
        }
        if end - start > limit {
            return Err(HeapLimit);
        }
        while scan < end {
            let word = Term(target.memory()[scan]);
            if word.is_header() {
                let raw = word.header_kind().is_some_and(|k| !k.holds_terms());
                scan += if raw { word.header_arity() + 1 } else { 1 };
                continue;
            }
            if word.is_pointer() && !word.is_literal() {
                let moved = copy_object(source, word, target)?;
                target.memory()[scan] = moved.0;
            }
            scan += 1;
        }
    }
}

/// Copies one object; what it points to still lies in the source.
fn copy_object(source: View<'_>, term: Term, target: &mut impl Allocate) -> Result<Term, HeapLimit> {
    if term.is_list() {
        return target.cons(source.word(term, 0), source.word(term, 1));
    }
    match source.kind(term) {
        Some(Kind::SubBinary) => copy_sub_binary(source, term, target),
        Some(Kind::RefcBinary) => match source.off_heap.get(source.word(term, 2).0 as usize) {
            // The binary may have been extended since: the size is that of the object.
            Some(bytes) => {
                let index = target.add_off_heap(bytes.clone()) as u64;
                target.object(Kind::RefcBinary, &[source.word(term, 1).0, index])
            }
            None => target.binary(&[]),
        },
        Some(_) => {
            let header = source.word(term, 0);
            // Words are missing only where a damaged file leads.
            let words = source.words(term, 1, header.header_arity());
            target.object_of(header, words)
        }
        None => Ok(Term::NIL),
    }
}

/// A part of an off-heap binary goes on sharing it; of any other, bytes are copied out.
fn copy_sub_binary(source: View<'_>, term: Term, target: &mut impl Allocate) -> Result<Term, HeapLimit> {
    let whole = source.word(term, 3);
    if source.kind(whole) == Some(Kind::RefcBinary) || whole.is_literal() {
        return target.object(Kind::SubBinary, source.words(term, 1, 3));
    }
    match source.bits(term).and_then(Bits::aligned) {
        Some(bytes) => target.binary(bytes),
        // A part of a binary on the heap, which is short, goes with the whole of it.
        None => target.object(Kind::SubBinary, source.words(term, 1, 3)),
    }
}

/// A term copied into memory of its own.
pub fn to_fragment(source: View<'_>, root: Term, limit: usize) -> Result<(Fragment, Term), HeapLimit> {
    let mut fragment = Fragment::default();
    let term = copy_term(source, root, &mut fragment, limit)?;
    Ok((fragment, term))
}

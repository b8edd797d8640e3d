//! The words that terms take on a heap of OTP's (`size_object` and `size_shared` of its `copy.c`), which has changed from
//! release to release: up to OTP 25, in 26 to 28, and since then.

use std::collections::{BTreeMap, BTreeSet};

use crate::heap::{ON_HEAP_BINARY_LIMIT, View};
use crate::process::Process;
use crate::term::{Kind, Pid, Term};

/// The words of a fun before its free variables, here.
const FUN_WORDS: u64 = 4;

/// The words that an object takes itself, here.
pub(super) fn object_words(view: View<'_>, object: Term) -> u64 {
    if object.is_list() { 2 } else { view.word(object, 0).header_arity() as u64 + 1 }
}

/// The words that an object takes in a release, with those of a binary that it is a part of. The empty tuple is always
/// the same one, which counts for nothing.
pub(super) fn words_in_otp(view: View<'_>, object: Term, otp: u32) -> u64 {
    let words = object_words(view, object);
    let own = |number| Process::of_alias(number) != Pid(0);
    match view.kind(object) {
        Some(Kind::Tuple) if words == 1 => 0,
        Some(Kind::Fun) => fun_words(words, otp) + shared_fun_words(otp),
        Some(Kind::Export) if otp <= 25 => 5,
        Some(Kind::RefcBinary | Kind::HeapBinary) => binary_words(view, object, otp),
        Some(Kind::SubBinary) => part_words(view, object, otp),
        Some(Kind::ExternalPid | Kind::ExternalPort) => 4,
        // The numbers of 32 bits come in pairs, with how many they are.
        Some(Kind::ExternalReference) => 3 + words / 2,
        // Of one that names its process.
        Some(Kind::Reference) if view.reference(object).is_some_and(own) => 4,
        _ => words,
    }
}

fn fun_words(words: u64, otp: u32) -> u64 {
    let free = words.saturating_sub(FUN_WORDS);
    match otp {
        ..=25 => 5 + free,
        26..=28 => 3 + free,
        _ => 2 + free,
    }
}

/// The words that funs share with others of the same place in the code.
fn shared_fun_words(otp: u32) -> u64 {
    if (26..=28).contains(&otp) { 3 } else { 0 }
}

fn binary_words(view: View<'_>, binary: Term, otp: u32) -> u64 {
    let bytes = view.bits(binary).map_or(0, |bits| bits.size.div_ceil(8));
    match otp {
        _ if bytes <= ON_HEAP_BINARY_LIMIT => 2 + bytes.div_ceil(8) as u64,
        ..=25 => 6,
        _ => 8,
    }
}

/// Of a part of a binary. Small ones are copied; up to OTP 25 those of whole bytes alone.
fn part_words(view: View<'_>, part: Term, otp: u32) -> u64 {
    let Some(bits) = view.bits(part) else { return 0 };
    let (bytes, over) = (bits.size.div_ceil(8), bits.size % 8 + bits.offset % 8);
    match otp {
        _ if bytes <= ON_HEAP_BINARY_LIMIT && (otp > 25 || over == 0) => 2 + bits.size.div_ceil(64) as u64,
        26.. => 8,
        _ if over == 0 => 6,
        _ if bits.bytes.len() > ON_HEAP_BINARY_LIMIT => 5 + 6,
        _ => 5 + 2 + (bits.size / 8 + over.div_ceil(8)).div_ceil(8) as u64,
    }
}

/// The terms that an object holds, but for what a part of a binary is a part of, which its own words are with.
fn held(view: View<'_>, object: Term) -> Vec<Term> {
    if let Some((head, tail)) = view.cons(object) {
        return vec![head, tail];
    }
    let kind = view.kind(object).filter(|kind| kind.holds_terms() && *kind != Kind::SubBinary);
    if kind.is_none() {
        return Vec::new();
    }
    let words = view.words(object, 1, view.word(object, 0).header_arity());
    words.iter().map(|word| Term(*word)).filter(|word| word.is_pointer()).collect()
}

/// The words of a copy that shares nothing, where a function tells those of each object. What is shared is gone
/// through once.
pub(super) fn flat_size(view: View<'_>, root: Term, words_of: impl Fn(View<'_>, Term) -> u64) -> u64 {
    let mut sizes: BTreeMap<u64, u64> = BTreeMap::new();
    let mut open = vec![(root, false)];
    while let Some((term, inside)) = open.pop() {
        if !term.is_pointer() || sizes.contains_key(&term.0) {
            continue;
        }
        let held = held(view, term);
        if inside {
            let of = |term: &Term| sizes.get(&term.0).copied().unwrap_or(0);
            let size = held.iter().map(of).fold(words_of(view, term), u64::saturating_add);
            sizes.insert(term.0, size);
        } else {
            open.push((term, true));
            open.extend(held.into_iter().map(|term| (term, false)));
        }
    }
    sizes.get(&root.0).copied().unwrap_or(0)
}

/// What is shared counts once, and literals do not count, among them funs without an environment since OTP 26.
pub(super) fn size_shared(view: View<'_>, root: Term, otp: u32) -> u64 {
    let (mut open, mut seen, mut sum) = (vec![root], BTreeSet::new(), 0);
    while let Some(term) = open.pop() {
        if !term.is_pointer() || term.is_literal() || !seen.insert(term.0) {
            continue;
        }
        let words = object_words(view, term);
        sum += match view.kind(term) {
            Some(Kind::Fun) if otp > 25 && words == FUN_WORDS => 0,
            Some(Kind::Fun) => fun_words(words, otp),
            _ => words_in_otp(view, term, otp),
        };
        open.extend(held(view, term));
    }
    sum
}

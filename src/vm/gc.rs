//! The collector: Cheney's algorithm with two generations, after OTP's `erl_gc.c`.
//!
//! A minor collection moves what has survived one before into the old part and the other live
//! objects to the begin of the young part, by way of a scratch buffer. When the old part cannot
//! take the survivors, a full collection moves everything into a new old part.
//!
//! Forwarding: a moved cons cell holds [`Term::NONE`] and the new pointer, a moved boxed object
//! the new pointer in the place of its header. Words that cannot be an object (only a hand-made
//! module can lead here) become `[]`.

use crate::heap::{Block, HeapLimit, MIN_HEAP_SIZE, OffHeap, next_heap_size};
use crate::term::{Kind, Term};

/// What a collection did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Collected {
    /// The young part alone.
    Minor,
    /// Everything.
    Major,
}

/// Collects the block's garbage and leaves `need` free words; fails where more is alive than the block's
/// limit allows, with the binaries and `others`, the words that the process takes elsewhere. `roots` is
/// called with the function that moves one root. What is to be collected may be everything, or the young part where
/// that does.
pub fn collect(
    block: &mut Block,
    wanted: Collected,
    need: usize,
    others: usize,
    mut roots: impl FnMut(&mut dyn FnMut(&mut Term)),
) -> Result<Collected, HeapLimit> {
    let fits = |block: &Block| block.used().saturating_add(block.off_heap_words).saturating_add(others) <= block.limit;
    let survivors = block.high_water - block.young;
    let room = block.young - block.old_top;
    if wanted == Collected::Minor && survivors <= room && !block.off_heap_due() {
        minor(block, &mut roots);
        if fits(block) && make_room(block, need).is_ok() {
            return Ok(Collected::Minor);
        }
    }
    major(block, need, roots)?;
    if fits(block) { Ok(Collected::Major) } else { Err(HeapLimit) }
}

/// After a minor collection the young part is to be three quarters full at the most.
fn make_room(block: &mut Block, need: usize) -> Result<(), HeapLimit> {
    let young = block.mem.len() - block.young;
    let used = (young - block.free()).checked_add(need).ok_or(HeapLimit)?;
    if used * 4 <= young * 3 {
        return Ok(());
    }
    if block.young.saturating_add(used) > block.limit {
        return Err(HeapLimit);
    }
    let size = next_heap_size(young.max(used) + 1).min(block.limit - block.young);
    block.resize_young(block.young + size.max(used));
    Ok(())
}

struct Minor<'a> {
    mem: &'a mut [u64],
    scratch: Vec<u64>,
    young: usize,
    top: usize,
    high_water: usize,
    old_top: usize,
}

impl Minor<'_> {
    fn relocate(&mut self, term: &mut Term) {
        if !term.is_pointer() || term.is_literal() {
            return;
        }
        let from = term.offset();
        if from < self.young {
            return;
        }
        if from >= self.top {
            *term = Term::NIL;
            return;
        }
        let words = match object_size(self.mem, self.top, *term) {
            Object::Moved(to) => return *term = to,
            Object::Live(words) => words,
            Object::Broken => return *term = Term::NIL,
        };
        let to = if from < self.high_water && words <= self.young - self.old_top {
            self.mem.copy_within(from..from + words, self.old_top);
            self.old_top += words;
            self.old_top - words
        } else {
            let at = self.young + self.scratch.len();
            self.scratch.extend_from_slice(&self.mem[from..from + words]);
            at
        };
        *term = forward(self.mem, *term, to);
    }

    /// Moves what the words from `from` on point to; gives the next word to look at.
    fn scan_old(&mut self, mut from: usize) -> usize {
        while from < self.old_top {
            let mut word = Term(self.mem[from]);
            from += skip(word);
            if word.is_pointer() {
                self.relocate(&mut word);
                self.mem[from - 1] = word.0;
            }
        }
        from
    }

    fn scan_young(&mut self, mut from: usize) -> usize {
        while from < self.scratch.len() {
            let mut word = Term(self.scratch[from]);
            from += skip(word);
            if word.is_pointer() {
                self.relocate(&mut word);
                self.scratch[from - 1] = word.0;
            }
        }
        from
    }
}

enum Object {
    Moved(Term),
    Live(usize),
    Broken,
}

/// The size of the object that `term` points to in `mem[..top]`, or where it has gone.
fn object_size(mem: &[u64], top: usize, term: Term) -> Object {
    let at = term.offset();
    let first = Term(mem[at]);
    if term.is_list() {
        if at + 2 > top {
            return Object::Broken;
        }
        return if first == Term::NONE { Object::Moved(Term(mem[at + 1])) } else { Object::Live(2) };
    }
    if first.is_boxed() {
        return Object::Moved(first);
    }
    match first.header_kind() {
        Some(_) if first.header_arity() < top - at => Object::Live(first.header_arity() + 1),
        _ => Object::Broken,
    }
}

fn forward(mem: &mut [u64], term: Term, to: usize) -> Term {
    let at = term.offset();
    if term.is_list() {
        let moved = Term::list_at(to);
        mem[at] = Term::NONE.0;
        mem[at + 1] = moved.0;
        moved
    } else {
        let moved = Term::boxed_at(to);
        mem[at] = moved.0;
        moved
    }
}

/// How far a scan goes on from this word: over the raw words of an object at once.
fn skip(word: Term) -> usize {
    match word.header_kind() {
        Some(kind) if word.is_header() && !kind.holds_terms() => word.header_arity() + 1,
        _ => 1,
    }
}

fn minor(block: &mut Block, roots: &mut impl FnMut(&mut dyn FnMut(&mut Term))) {
    let stack = block.stack;
    let promoted = block.old_top;
    let (mem, stack_words) = block.mem.split_at_mut(stack);
    let mut c = Minor {
        mem,
        scratch: Vec::with_capacity(block.top - block.young),
        young: block.young,
        top: block.top,
        high_water: block.high_water,
        old_top: block.old_top,
    };
    roots(&mut |term| c.relocate(term));
    relocate_stack(stack_words, |term| c.relocate(term));
    let (mut old, mut young) = (promoted, 0);
    while old < c.old_top || young < c.scratch.len() {
        young = c.scan_young(young);
        old = c.scan_old(old);
    }
    let Minor { scratch, old_top, .. } = c;
    block.old_top = old_top;
    let top = block.young + scratch.len();
    block.mem[block.young..top].copy_from_slice(&scratch);
    block.top = top;
    block.high_water = top;
    block.overgrown = false;
}

fn relocate_stack(stack: &mut [u64], mut relocate: impl FnMut(&mut Term)) {
    for word in stack {
        let mut term = Term(*word);
        relocate(&mut term);
        *word = term.0;
    }
}

struct Major<'a> {
    mem: &'a mut [u64],
    old_top: usize,
    young: usize,
    top: usize,
    to: Vec<u64>,
    binaries: &'a [OffHeap],
    /// The new index of each binary that is kept.
    places: Vec<Option<usize>>,
    kept: Vec<OffHeap>,
}

impl Major<'_> {
    fn relocate(&mut self, term: &mut Term) {
        if !term.is_pointer() || term.is_literal() {
            return;
        }
        let from = term.offset();
        let end = if from < self.old_top {
            self.old_top
        } else if (self.young..self.top).contains(&from) {
            self.top
        } else {
            return *term = Term::NIL;
        };
        let words = match object_size(self.mem, end, *term) {
            Object::Moved(to) => return *term = to,
            Object::Live(words) => words,
            Object::Broken => return *term = Term::NIL,
        };
        let at = self.to.len();
        self.to.extend_from_slice(&self.mem[from..from + words]);
        if term.is_boxed() && Term(self.mem[from]).header_kind() == Some(Kind::RefcBinary) && words == 3 {
            self.keep_binary(at);
        }
        *term = forward(self.mem, *term, at);
    }

    fn keep_binary(&mut self, at: usize) {
        let before = self.to[at + 2] as usize;
        let place = match self.places.get(before) {
            Some(Some(place)) => *place,
            _ => {
                self.kept.push(self.binaries.get(before).cloned().unwrap_or_default());
                self.kept.len() - 1
            }
        };
        if let Some(known) = self.places.get_mut(before) {
            *known = Some(place);
        }
        self.to[at + 2] = place as u64;
    }

    fn scan(&mut self) {
        let mut from = 0;
        while from < self.to.len() {
            let mut word = Term(self.to[from]);
            from += skip(word);
            if word.is_pointer() {
                self.relocate(&mut word);
                self.to[from - 1] = word.0;
            }
        }
    }
}

fn major(block: &mut Block, need: usize, mut roots: impl FnMut(&mut dyn FnMut(&mut Term))) -> Result<(), HeapLimit> {
    let stack = block.stack;
    let stack_words = block.mem.len() - stack;
    let binaries = std::mem::take(&mut block.off_heap);
    let (mem, on_stack) = block.mem.split_at_mut(stack);
    let mut c = Major {
        mem,
        old_top: block.old_top,
        young: block.young,
        top: block.top,
        to: Vec::new(),
        binaries: &binaries,
        places: vec![None; binaries.len()],
        kept: Vec::new(),
    };
    roots(&mut |term| c.relocate(term));
    relocate_stack(on_stack, |term| c.relocate(term));
    c.scan();
    let Major { mut to, kept, .. } = c;
    let live = to.len();
    let wanted = stack_words.checked_add(need).and_then(|n| n.checked_mul(4)).ok_or(HeapLimit)? / 3;
    let least = live.saturating_add(stack_words).saturating_add(need);
    let mut young_size = next_heap_size((wanted + 1).max(live).max(MIN_HEAP_SIZE));
    let mut young = next_heap_size(live + young_size);
    let fits = least <= block.limit;
    if young + young_size > block.limit {
        // What is left is for the young; survivors then need a full collection each time.
        young = live;
        young_size = if fits { block.limit - live } else { stack_words };
    }
    to.resize(young + young_size, 0);
    let new_stack = to.len() - stack_words;
    to[new_stack..].copy_from_slice(&block.mem[stack..]);
    *block = Block {
        mem: to,
        old_top: live,
        young,
        high_water: young,
        top: young,
        stack: new_stack,
        off_heap_words: Block::words_of(&kept),
        off_heap: kept,
        off_heap_new: 0,
        overgrown: false,
        limit: block.limit,
    };
    if fits { Ok(()) } else { Err(HeapLimit) }
}

/// Whether the object at `wanted` is in what a term holds.
pub(crate) fn reaches(block: &Block, term: Term, wanted: usize) -> bool {
    finds(block, vec![term], |at| at == wanted)
}

/// Whether there is an object of a kind in what terms hold; `is_wanted` is asked of the place of each.
pub(crate) fn finds(block: &Block, mut open: Vec<Term>, is_wanted: impl Fn(usize) -> bool) -> bool {
    let mut seen = vec![false; block.top];
    while let Some(term) = open.pop() {
        let at = term.offset();
        if !term.is_pointer() || term.is_literal() {
            continue;
        }
        if is_wanted(at) {
            return true;
        }
        match seen.get_mut(at) {
            Some(seen) if !*seen => *seen = true,
            _ => continue,
        }
        let first = Term(block.mem[at]);
        let held = match (term.is_list(), first.header_kind()) {
            (true, _) => at..at + 2,
            (false, Some(kind)) if kind.holds_terms() => at + 1..at + 1 + first.header_arity(),
            _ => continue,
        };
        open.extend(block.mem.get(held).unwrap_or(&[]).iter().map(|word| Term(*word)));
    }
    false
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::heap::Allocate;

    fn list_of(block: &mut Block, n: i64) -> Term {
        let elements: Vec<Term> = (0..n).map(Term::small_wrapping).collect();
        block.list(&elements).unwrap()
    }

    fn values(block: &Block, list: Term) -> Vec<i64> {
        block.view(&[]).list(list).map(|t| t.as_small().unwrap()).collect()
    }

    #[test]
    fn what_is_reachable_survives_minor_and_major_collections() {
        let mut block = Block::new(0, 1 << 20);
        let mut root = list_of(&mut block, 50);
        let mut seen_major = false;
        for round in 0..200 {
            list_of(&mut block, 300);
            let other = list_of(&mut block, 10);
            let big = block.binary(&[round as u8; 100]).unwrap();
            let mut pair = block.tuple(&[other, big]).unwrap();
            let kind = collect(&mut block, Collected::Minor, 100, 0, |relocate| {
                relocate(&mut root);
                relocate(&mut pair);
            });
            seen_major |= kind == Ok(Collected::Major);
            assert_eq!(values(&block, root), (0..50).collect::<Vec<_>>());
            let elements = block.view(&[]).tuple(pair).unwrap();
            assert_eq!(values(&block, elements.get(0).unwrap()), (0..10).collect::<Vec<_>>());
            assert_eq!(block.view(&[]).bits(elements.get(1).unwrap()).unwrap().to_bytes(), vec![round as u8; 100]);
            assert!(block.free() >= 100);
        }
        assert!(seen_major);
        assert!(block.mem.len() < 20_000, "garbage is not kept");
    }

    #[test]
    fn the_limit_is_kept() {
        let mut block = Block::new(0, 10_000);
        let mut root = Term::NIL;
        let mut full = false;
        for i in 0..20_000 {
            if block.free() < 2 && collect(&mut block, Collected::Minor, 2, 0, |r| r(&mut root)).is_err() {
                full = true;
                break;
            }
            root = block.cons(Term::small_wrapping(i), root).unwrap();
        }
        assert!(full);
    }
}

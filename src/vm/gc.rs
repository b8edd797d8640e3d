//! The collector: Cheney's algorithm with two generations, after OTP's `erl_gc.c`.
//!
//! A minor collection moves what has survived one before into the old part, which is made where there is none, and the
//! other live objects into a young part of a size that fits. Where the old part cannot take the survivors, a full
//! collection moves everything into a new young part and gives up the old one. When that happens and which sizes are
//! taken is as in OTP, so that a process that does the same has a heap of the same size.
//!
//! Forwarding: a moved cons cell holds [`Term::NONE`] and the new pointer, a moved boxed object
//! the new pointer in the place of its header. Words that cannot be an object (only a hand-made
//! module can lead here) become `[]`.

use crate::heap::{Block, HeapLimit, OffHeap};
use crate::heap_options::larger_heap_size;
use crate::term::{Kind, Term};

/// What a collection did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Collected {
    /// The young part alone.
    Minor,
    /// Everything.
    Major,
}

/// What is to be collected.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// The young part, where that does.
    Minor,
    /// Everything.
    Major,
    /// Everything, and what is left is to take no more room than it needs.
    Hibernation,
}

/// The words that a collection takes while it is done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Taken {
    /// The parts of the heap that there are, and those that are made.
    pub words: usize,
    /// Of these, the new young part.
    pub young: usize,
    /// Of these, the new old part.
    pub old: usize,
}

/// Words between heap and stack that a heap is to have beyond what is asked for (OTP's `S_REDZONE`).
const RED_ZONE: usize = 3;
/// The same with room for a return address (OTP's `S_RESERVED`).
const RESERVED: usize = RED_ZONE + 1;
/// Young parts that are no larger are not made smaller after a minor collection.
const SMALL_HEAP: usize = 3_000;
/// Those that are larger are, whatever the old part is.
const LARGE_HEAP: usize = 8_000;

/// Collects the block's garbage and leaves `need` free words; fails where more is alive than the block's
/// limit allows, with the binaries and `others`, the words that the process takes elsewhere. `roots` is
/// called with the function that moves one root.
pub fn collect(
    block: &mut Block,
    wanted: Wanted,
    need: usize,
    others: usize,
    mut roots: impl FnMut(&mut dyn FnMut(&mut Term)),
) -> Result<Collected, HeapLimit> {
    let fits = |block: &Block| block.used().saturating_add(block.off_heap_words).saturating_add(others) <= block.limit;
    if tries_minor(block, wanted)
        && let Some(old) = old_part(block)
    {
        minor(block, old, need, &mut roots);
        if fits(block) && block.free() >= need {
            block.generations += 1;
            return Ok(Collected::Minor);
        }
    }
    major(block, wanted, need, roots)?;
    if fits(block) { Ok(Collected::Major) } else { Err(HeapLimit) }
}

fn tries_minor(block: &Block, wanted: Wanted) -> bool {
    wanted == Wanted::Minor && !block.full_wanted && block.generations < block.options.fullsweep_after
}

/// The words of the old part of a minor collection; `None` where it does not do.
fn old_part(block: &Block) -> Option<usize> {
    let survivors = block.high_water - block.young;
    let old = match block.young {
        0 if survivors == 0 => return None,
        0 => larger_heap_size(block.top),
        old => old,
    };
    (survivors <= old - block.old_top && old < block.limit && !block.off_heap_due()).then_some(old)
}

/// The words that the collection to come takes: of the minor one where one is tried, and of the full one where there
/// will be one. `messages` are words of messages that count as part of the heap.
pub(crate) fn takes(block: &Block, wanted: Wanted, messages: usize) -> Vec<Taken> {
    let young = (block.top - block.young).saturating_add(messages);
    // What is free between heap and stack counts, too.
    let rest = block.mem.len() - block.top;
    let mut all = Vec::new();
    if tries_minor(block, wanted) {
        let is_made = block.young == 0 && block.high_water > 0;
        let old = if is_made { larger_heap_size(young) } else { 0 };
        let new = block.options.heap_size(rest.saturating_add(young));
        let words = young.saturating_add(block.young).saturating_add(old).saturating_add(new);
        all.push(Taken { words, young: new, old });
        if old_part(block).is_some() {
            return all;
        }
    }
    if wanted != Wanted::Hibernation {
        let new = full_size(block, messages);
        let words = young.saturating_add(block.young).saturating_add(rest).saturating_add(new);
        all.push(Taken { words, young: new, old: 0 });
    }
    all
}

/// The words of the young part into which a full collection moves everything.
fn full_size(block: &Block, messages: usize) -> usize {
    let before = (block.top - block.young) + block.old_top + block.stack_words();
    let size = block.options.heap_size(before.saturating_add(messages).saturating_add(RESERVED));
    match size == block.young_size() && block.crowded {
        true => larger_heap_size(size).max(block.options.min_heap_size),
        false => size,
    }
}

struct Minor<'a> {
    mem: &'a mut [u64],
    /// What goes into the young part.
    scratch: Vec<u64>,
    /// What goes into the old part, behind what is there.
    promoted: Vec<u64>,
    young: usize,
    top: usize,
    high_water: usize,
    old_top: usize,
    /// The words of the old part, behind which the new young part begins.
    old: usize,
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
        let promoted = self.old_top + self.promoted.len();
        let (to, base) = match from < self.high_water && words <= self.old - promoted {
            true => (&mut self.promoted, self.old_top),
            false => (&mut self.scratch, self.old),
        };
        let at = base + to.len();
        to.extend_from_slice(&self.mem[from..from + words]);
        *term = forward(self.mem, *term, at);
    }

    /// Moves what the words from `from` on point to, of those moved into one of the parts; gives the next word to look
    /// at.
    fn scan(&mut self, mut from: usize, part: fn(&mut Self) -> &mut Vec<u64>) -> usize {
        while let Some(word) = part(self).get(from) {
            let mut word = Term(*word);
            from += skip(word);
            if word.is_pointer() {
                self.relocate(&mut word);
                part(self)[from - 1] = word.0;
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

fn minor(block: &mut Block, old: usize, need: usize, roots: &mut impl FnMut(&mut dyn FnMut(&mut Term))) {
    let before = block.options.heap_size(block.stack_words() + block.top - block.young);
    let stack = block.stack;
    let (mem, stack_words) = block.mem.split_at_mut(stack);
    let mut c = Minor {
        mem,
        scratch: Vec::with_capacity(block.top - block.young),
        promoted: Vec::with_capacity(block.high_water - block.young),
        young: block.young,
        top: block.top,
        high_water: block.high_water,
        old_top: block.old_top,
        old,
    };
    roots(&mut |term| c.relocate(term));
    relocate_stack(stack_words, |term| c.relocate(term));
    let (mut promoted, mut young) = (0, 0);
    while promoted < c.promoted.len() || young < c.scratch.len() {
        young = c.scan(young, |c| &mut c.scratch);
        promoted = c.scan(promoted, |c| &mut c.promoted);
    }
    let Minor { scratch, promoted, .. } = c;
    let (used, stack_words) = (scratch.len(), block.mem[stack..].to_vec());
    let wanted = young_size(block, before, old, used.saturating_add(need));
    let size = wanted.min(block.limit - old).max(used + stack_words.len());
    set_size(&mut block.mem, old + size);
    block.mem[block.old_top..block.old_top + promoted.len()].copy_from_slice(&promoted);
    block.mem[old..old + used].copy_from_slice(&scratch);
    block.stack = block.mem.len() - stack_words.len();
    block.mem[block.stack..].copy_from_slice(&stack_words);
    block.old_top += promoted.len();
    block.young = old;
    block.top = old + used;
    block.high_water = block.top;
    block.overgrown = false;
}

/// The words of the young part after a minor collection that used `size` of them, where so many are needed of the heap
/// then. One that is much too large is made smaller, but not one that is small anyway.
fn young_size(block: &Block, size: usize, old: usize, heap: usize) -> usize {
    let needed = heap.saturating_add(block.stack_words() + RESERVED);
    let is_large = size > SMALL_HEAP && (size > LARGE_HEAP || size > old);
    if is_large && needed.saturating_mul(4) < size {
        let wanted = needed.saturating_mul(3);
        let wanted = if wanted.saturating_mul(9) < old { wanted.max(old / 8) } else { wanted };
        return block.options.heap_size(wanted).min(size);
    }
    if needed > size { block.options.heap_size(needed) } else { size }
}

/// Gives a memory so many words, without keeping much more.
fn set_size(mem: &mut Vec<u64>, words: usize) {
    mem.reserve_exact(words.saturating_sub(mem.len()));
    mem.resize(words, 0);
    if mem.capacity() > words.saturating_mul(2) {
        mem.shrink_to_fit();
    }
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

fn major(
    block: &mut Block,
    wanted: Wanted,
    need: usize,
    mut roots: impl FnMut(&mut dyn FnMut(&mut Term)),
) -> Result<(), HeapLimit> {
    let before = full_size(block, 0);
    let stack = block.stack;
    let stack_words = block.stack_words();
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
    let least = live.saturating_add(stack_words).saturating_add(need);
    let needed = least.saturating_add(RESERVED);
    let size = match wanted {
        Wanted::Hibernation => least.saturating_add(RED_ZONE),
        // Too small; or less than a quarter is in use.
        _ if before < needed => block.options.heap_size(needed),
        _ if needed.saturating_mul(4) < before => block.options.heap_size(needed.saturating_mul(2)).min(before),
        _ => before,
    };
    block.crowded = size == before && before.saturating_mul(3) < needed.saturating_mul(4);
    set_size(&mut to, size.min(block.limit).max(live + stack_words));
    let new_stack = to.len() - stack_words;
    to[new_stack..].copy_from_slice(&block.mem[stack..]);
    block.mem = to;
    (block.old_top, block.young, block.high_water, block.top) = (0, 0, live, live);
    block.stack = new_stack;
    block.off_heap_words = Block::words_of(&kept);
    block.off_heap = kept;
    (block.off_heap_new, block.overgrown, block.full_wanted, block.generations) = (0, false, false, 0);
    if least <= block.limit { Ok(()) } else { Err(HeapLimit) }
}

/// Whether the object at `wanted` is in what a term holds.
pub(crate) fn reaches(block: &Block, term: Term, wanted: usize) -> bool {
    let mut open = vec![term];
    let mut seen = vec![false; block.top];
    while let Some(term) = open.pop() {
        let at = term.offset();
        if !term.is_pointer() || term.is_literal() {
            continue;
        }
        if at == wanted {
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
    use crate::heap_options::HeapOptions;

    fn list_of(block: &mut Block, n: i64) -> Term {
        let elements: Vec<Term> = (0..n).map(Term::small_wrapping).collect();
        block.list(&elements).unwrap()
    }

    fn values(block: &Block, list: Term) -> Vec<i64> {
        block.view(&[]).list(list).map(|t| t.as_small().unwrap()).collect()
    }

    #[test]
    fn what_is_reachable_survives_minor_and_major_collections() {
        let mut block = Block::new(HeapOptions::default(), 1 << 20);
        let mut root = list_of(&mut block, 50);
        let mut seen_major = false;
        for round in 0..200 {
            list_of(&mut block, 300);
            let other = list_of(&mut block, 10);
            let big = block.binary(&[round as u8; 100]).unwrap();
            let mut pair = block.tuple(&[other, big]).unwrap();
            let kind = collect(&mut block, Wanted::Minor, 100, 0, |relocate| {
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
        let mut block = Block::new(HeapOptions::default(), 10_000);
        let mut root = Term::NIL;
        let mut full = false;
        for i in 0..20_000 {
            if block.free() < 2 && collect(&mut block, Wanted::Minor, 2, 0, |r| r(&mut root)).is_err() {
                full = true;
                break;
            }
            root = block.cons(Term::small_wrapping(i), root).unwrap();
        }
        assert!(full);
    }
}

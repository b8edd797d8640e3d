//! The memory of one process: a block of words, `[old | young → … ← stack]`, as in OTP
//! (`erl_process.h`, `erl_gc.c`), and the views through which terms are read.
//!
//! Invariants:
//! - every word below `old_top` and between `young` and `top` belongs to a whole object: a cons
//!   cell of two terms, or a header and its words;
//! - growing the block moves only the stack, and nothing points into the stack, so a term stays
//!   what it is until the collector runs (`gc.rs`);
//! - reading outside the block is no error but the word 0, which no term leads to; so that words
//!   out of a damaged file cannot stop the program before the validator names them.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::heap_options::{HeapOptions, MIN_HEAP_SIZE};
use crate::term::{Kind, Term};

/// A binary outside the heap, shared by all that refer to it (OTP's `Binary`).
pub type OffHeap = Arc<Vec<u8>>;

/// Words that a binary outside the heap takes beyond its bytes.
const OFF_HEAP_WORDS: usize = 8;

/// The words that a binary outside the heap counts for, in each memory that refers to it (as in OTP's
/// virtual binary heap): who else shares it is no part of a state.
fn off_heap_words(bytes: usize) -> usize {
    bytes / 8 + OFF_HEAP_WORDS
}

/// Binaries longer than this live outside the heap (OTP's `ERL_ONHEAP_BIN_LIMIT`).
pub const ON_HEAP_BINARY_LIMIT: usize = 64;

/// A process needs more memory than it may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeapLimit;

/// What terms are read through: a heap with its off-heap binaries, and the literal area.
#[derive(Clone, Copy)]
pub struct View<'a> {
    /// The words that pointers without the literal bit point into.
    pub heap: &'a [u64],
    /// The off-heap binaries of that heap.
    pub off_heap: &'a [OffHeap],
    /// The words that pointers with the literal bit point into.
    pub literals: &'a [u64],
}

impl<'a> View<'a> {
    /// The word `index` words behind what a pointer points to.
    #[inline]
    pub fn word(self, pointer: Term, index: usize) -> Term {
        let area = if pointer.is_literal() { self.literals } else { self.heap };
        Term(area.get(pointer.offset() + index).copied().unwrap_or(0))
    }

    /// `count` words, `from` words behind what a pointer points to; fewer where the area ends.
    pub fn words(self, pointer: Term, from: usize, count: usize) -> &'a [u64] {
        let area = if pointer.is_literal() { self.literals } else { self.heap };
        let start = pointer.offset().saturating_add(from).min(area.len());
        &area[start..start.saturating_add(count).min(area.len())]
    }

    /// The kind of a boxed object; `None` for any other term.
    #[inline]
    pub fn kind(self, term: Term) -> Option<Kind> {
        if term.is_boxed() { self.word(term, 0).header_kind() } else { None }
    }

    /// Head and tail of a cons cell.
    #[inline]
    pub fn cons(self, list: Term) -> Option<(Term, Term)> {
        list.is_list().then(|| (self.word(list, 0), self.word(list, 1)))
    }

    /// The number of elements of a tuple.
    pub fn tuple_arity(self, term: Term) -> Option<usize> {
        (self.kind(term)? == Kind::Tuple).then(|| self.word(term, 0).header_arity())
    }

    /// The elements of a tuple.
    pub fn tuple(self, term: Term) -> Option<Terms<'a>> {
        let arity = self.tuple_arity(term)?;
        Some(Terms(self.words(term, 1, arity)))
    }

    /// Whether a term is a map.
    #[inline]
    pub fn is_map(self, term: Term) -> bool {
        self.kind(term).is_some_and(Kind::is_map)
    }

    /// The value of a float.
    pub fn float(self, term: Term) -> Option<f64> {
        (self.kind(term)? == Kind::Float).then(|| f64::from_bits(self.word(term, 1).0))
    }

    /// Whether a term is a bignum.
    pub fn is_big(self, term: Term) -> bool {
        matches!(self.kind(term), Some(Kind::PositiveBig | Kind::NegativeBig))
    }

    /// Whether a term is an integer of any size.
    pub fn is_integer(self, term: Term) -> bool {
        term.is_small() || self.is_big(term)
    }

    /// The 128 bits of a reference.
    pub fn reference(self, term: Term) -> Option<u128> {
        (self.kind(term)? == Kind::Reference)
            .then(|| (self.word(term, 1).0 as u128) << 64 | self.word(term, 2).0 as u128)
    }

    /// The elements of a list, up to its end; ends early at an improper tail, see [`ListIter::rest`].
    pub fn list(self, list: Term) -> ListIter<'a> {
        ListIter { view: self, rest: list }
    }

    /// The elements of a proper list.
    pub fn proper_list(self, list: Term) -> Option<Vec<Term>> {
        let mut iter = self.list(list);
        let elements: Vec<Term> = iter.by_ref().collect();
        iter.rest.is_nil().then_some(elements)
    }

    /// The bits of a binary or bitstring of any kind; of a match context, those that are left.
    pub fn bits(self, term: Term) -> Option<Bits<'a>> {
        match self.kind(term)? {
            Kind::MatchContext => {
                let whole = self.whole_binary(self.word(term, 3))?;
                let end = self.word(term, 2).as_size()?.min(whole.len() * 8);
                let offset = self.word(term, 1).as_size()?.min(end);
                Some(Bits { bytes: whole, offset, size: end - offset })
            }
            Kind::SubBinary => {
                let whole = self.whole_binary(self.word(term, 3))?;
                let offset = self.word(term, 1).as_size()?.min(whole.len() * 8);
                let size = self.word(term, 2).as_size()?.min(whole.len() * 8 - offset);
                Some(Bits { bytes: whole, offset, size })
            }
            _ => {
                let whole = self.whole_binary(term)?;
                Some(Bits { bytes: whole, offset: 0, size: whole.len() * 8 })
            }
        }
    }

    /// The bytes of a binary that is no part of another.
    pub fn whole_binary(self, term: Term) -> Option<&'a [u8]> {
        match self.kind(term)? {
            Kind::HeapBinary => {
                let size = self.word(term, 1).0 as usize;
                let words = self.words(term, 2, self.word(term, 0).header_arity().saturating_sub(1));
                bytemuck::cast_slice::<u64, u8>(words).get(..size)
            }
            Kind::RefcBinary => {
                let bytes = self.off_heap.get(self.word(term, 2).0 as usize)?;
                bytes.get(..self.word(term, 1).0 as usize)
            }
            _ => None,
        }
    }
}

/// Terms that lie side by side in a heap: the elements of a tuple, the values of a map of few keys.
#[derive(Clone, Copy)]
pub struct Terms<'a>(&'a [u64]);

impl<'a> Terms<'a> {
    /// The terms that these words are.
    pub fn of(words: &'a [u64]) -> Terms<'a> {
        Terms(words)
    }

    /// The words that they are.
    pub fn words(self) -> &'a [u64] {
        self.0
    }

    /// How many there are.
    pub fn len(self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    /// The term at an index from 0.
    pub fn get(self, index: usize) -> Option<Term> {
        self.0.get(index).map(|w| Term(*w))
    }

    /// All of them.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = Term> + ExactSizeIterator + 'a {
        self.0.iter().map(|w| Term(*w))
    }

    /// All of them, copied out.
    pub fn to_vec(self) -> Vec<Term> {
        self.iter().collect()
    }
}

/// The elements of a list.
pub struct ListIter<'a> {
    view: View<'a>,
    /// What has not been looked at yet; at the end the list's tail, `[]` if it is proper.
    pub rest: Term,
}

impl Iterator for ListIter<'_> {
    type Item = Term;

    fn next(&mut self) -> Option<Term> {
        let (head, tail) = self.view.cons(self.rest)?;
        self.rest = tail;
        Some(head)
    }
}

/// A run of bits in a binary.
#[derive(Clone, Copy, Debug)]
pub struct Bits<'a> {
    /// The whole binary.
    pub bytes: &'a [u8],
    /// The first bit, counted from the most significant bit of the first byte.
    pub offset: usize,
    /// The number of bits.
    pub size: usize,
}

impl<'a> Bits<'a> {
    /// The bytes, where the run begins and ends between bytes.
    pub fn aligned(self) -> Option<&'a [u8]> {
        if !self.offset.is_multiple_of(8) || !self.size.is_multiple_of(8) {
            return None;
        }
        self.bytes.get(self.offset / 8..(self.offset + self.size) / 8)
    }

    /// The bits as bytes from the first bit on, where they lie or copied out; the last byte is filled up with zeros.
    pub fn contiguous(self) -> Cow<'a, [u8]> {
        match self.aligned() {
            Some(bytes) => Cow::Borrowed(bytes),
            None => (0..self.size.div_ceil(8)).map(|i| self.byte(i)).collect(),
        }
    }

    /// As [`Bits::contiguous`], always copied.
    pub fn to_bytes(self) -> Vec<u8> {
        self.contiguous().into_owned()
    }

    /// The eight bits from bit `8 * index` of the run on, zeros where it has ended.
    pub fn byte(self, index: usize) -> u8 {
        let bit = self.offset + index * 8;
        let left = self.size.saturating_sub(index * 8).min(8);
        let at = |i: usize| self.bytes.get(i).copied().unwrap_or(0) as u16;
        let pair = at(bit / 8) << 8 | at(bit / 8 + 1);
        let byte = (pair >> (8 - bit % 8)) as u8;
        if left == 8 { byte } else { byte & !(0xff >> left) }
    }

    /// A part of the run; `None` where it would reach beyond the run.
    pub fn part(self, from: usize, size: usize) -> Option<Bits<'a>> {
        (from.checked_add(size)? <= self.size).then_some(Bits { bytes: self.bytes, offset: self.offset + from, size })
    }
}

/// Where objects can be placed: a process block, a message, the literal area.
pub trait Allocate {
    /// `count` words at the top, to be filled before anything else happens; their offset.
    fn allocate(&mut self, count: usize) -> Result<usize, HeapLimit>;
    /// All words.
    fn memory(&mut self) -> &mut [u64];
    /// The view of what is in this place, whose terms may refer to `literals`.
    fn own_view<'a>(&'a self, literals: &'a [u64]) -> View<'a>;
    /// Takes an off-heap binary in; its index.
    fn add_off_heap(&mut self, bytes: OffHeap) -> usize;
    /// What a pointer into this place looks like.
    fn pointer(&self, term: Term) -> Term {
        term
    }

    /// An object of that kind with those words behind its header.
    fn object(&mut self, kind: Kind, words: &[u64]) -> Result<Term, HeapLimit> {
        self.object_of(Term::header(kind, words.len()), words)
    }

    /// An object with that header, which says how many words are behind it.
    fn object_of(&mut self, header: Term, words: &[u64]) -> Result<Term, HeapLimit> {
        let at = self.allocate(words.len() + 1)?;
        let memory = self.memory();
        memory[at] = header.0;
        memory[at + 1..at + 1 + words.len()].copy_from_slice(words);
        Ok(self.pointer(Term::boxed_at(at)))
    }

    /// A cons cell.
    fn cons(&mut self, head: Term, tail: Term) -> Result<Term, HeapLimit> {
        let at = self.allocate(2)?;
        let memory = self.memory();
        memory[at] = head.0;
        memory[at + 1] = tail.0;
        Ok(self.pointer(Term::list_at(at)))
    }

    /// A list with that tail.
    fn list_with_tail(&mut self, elements: &[Term], tail: Term) -> Result<Term, HeapLimit> {
        let at = self.allocate(2 * elements.len())?;
        let mut list = tail;
        for (i, element) in elements.iter().enumerate().rev() {
            let cell = at + 2 * i;
            let memory = self.memory();
            memory[cell] = element.0;
            memory[cell + 1] = list.0;
            list = self.pointer(Term::list_at(cell));
        }
        Ok(list)
    }

    /// A proper list.
    fn list(&mut self, elements: &[Term]) -> Result<Term, HeapLimit> {
        self.list_with_tail(elements, Term::NIL)
    }

    /// A tuple.
    fn tuple(&mut self, elements: &[Term]) -> Result<Term, HeapLimit> {
        let words: Vec<u64> = elements.iter().map(|e| e.0).collect();
        self.object(Kind::Tuple, &words)
    }

    /// A float.
    fn float(&mut self, value: f64) -> Result<Term, HeapLimit> {
        self.object(Kind::Float, &[value.to_bits()])
    }

    /// A reference.
    fn reference(&mut self, number: u128) -> Result<Term, HeapLimit> {
        self.object(Kind::Reference, &[(number >> 64) as u64, number as u64])
    }

    /// A binary: on the heap up to [`ON_HEAP_BINARY_LIMIT`] bytes, else outside.
    fn binary(&mut self, bytes: &[u8]) -> Result<Term, HeapLimit> {
        if bytes.len() > ON_HEAP_BINARY_LIMIT {
            return self.off_heap_binary(Arc::new(bytes.to_vec()));
        }
        self.heap_binary(bytes)
    }

    /// A binary on the heap, of any size.
    fn heap_binary(&mut self, bytes: &[u8]) -> Result<Term, HeapLimit> {
        let data = bytes.len().div_ceil(8);
        let at = self.allocate(data + 2)?;
        let memory = self.memory();
        memory[at..at + 2 + data].fill(0);
        memory[at] = Term::header(Kind::HeapBinary, data + 1).0;
        memory[at + 1] = bytes.len() as u64;
        bytemuck::cast_slice_mut::<u64, u8>(&mut memory[at + 2..at + 2 + data])[..bytes.len()].copy_from_slice(bytes);
        Ok(self.pointer(Term::boxed_at(at)))
    }

    /// A binary outside the heap.
    fn off_heap_binary(&mut self, bytes: OffHeap) -> Result<Term, HeapLimit> {
        let size = bytes.len() as u64;
        let index = self.add_off_heap(bytes) as u64;
        self.object(Kind::RefcBinary, &[size, index])
    }

    /// A part of the binary `whole`, in bits.
    fn sub_binary(&mut self, whole: Term, offset: usize, size: usize) -> Result<Term, HeapLimit> {
        self.object(Kind::SubBinary, &[Term::size(offset).0, Term::size(size).0, whole.0])
    }

    /// A bitstring of the first `size` bits of `bytes`.
    fn bitstring(&mut self, bytes: &[u8], size: usize) -> Result<Term, HeapLimit> {
        let whole = self.binary(bytes)?;
        if size == bytes.len() * 8 { Ok(whole) } else { self.sub_binary(whole, 0, size) }
    }
}

/// Words outside any process: a message on its way, or the literal area.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fragment {
    /// The words.
    pub words: Vec<u64>,
    /// The off-heap binaries that the words refer to.
    pub off_heap: Vec<OffHeap>,
}

impl Fragment {
    /// The words that it counts for, with its binaries.
    pub fn footprint(&self) -> usize {
        self.words.len() + self.off_heap.iter().map(|b| off_heap_words(b.len())).sum::<usize>()
    }

    /// The view of terms in this fragment.
    pub fn view<'a>(&'a self, literals: &'a [u64]) -> View<'a> {
        View { heap: &self.words, off_heap: &self.off_heap, literals }
    }
}

impl Allocate for Fragment {
    fn own_view<'a>(&'a self, literals: &'a [u64]) -> View<'a> {
        self.view(literals)
    }

    fn allocate(&mut self, count: usize) -> Result<usize, HeapLimit> {
        let at = self.words.len();
        self.words.resize(at + count, 0);
        Ok(at)
    }

    fn memory(&mut self) -> &mut [u64] {
        &mut self.words
    }

    fn add_off_heap(&mut self, bytes: OffHeap) -> usize {
        self.off_heap.push(bytes);
        self.off_heap.len() - 1
    }
}

/// The literal area: what the literals of all modules point into. It only ever grows.
#[derive(Clone, Debug, Default)]
pub struct Literals {
    /// The words.
    pub words: Vec<u64>,
}

impl Allocate for Literals {
    fn own_view<'a>(&'a self, _: &'a [u64]) -> View<'a> {
        View { heap: &[], off_heap: &[], literals: &self.words }
    }

    fn allocate(&mut self, count: usize) -> Result<usize, HeapLimit> {
        let at = self.words.len();
        self.words.resize(at + count, 0);
        Ok(at)
    }

    fn memory(&mut self) -> &mut [u64] {
        &mut self.words
    }

    fn add_off_heap(&mut self, _: OffHeap) -> usize {
        0
    }

    fn pointer(&self, term: Term) -> Term {
        term.as_literal()
    }

    /// Literals are never freed, so their binaries are on the heap whatever their size.
    fn binary(&mut self, bytes: &[u8]) -> Result<Term, HeapLimit> {
        self.heap_binary(bytes)
    }
}

/// The memory of a process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "crate::state::BlockImage", try_from = "crate::state::BlockImage")]
pub struct Block {
    /// All words.
    pub(crate) mem: Vec<u64>,
    /// The end of what is in use of the old part.
    pub(crate) old_top: usize,
    /// Where the old part ends and the young begins.
    pub(crate) young: usize,
    /// What is young and below this has survived a collection.
    pub(crate) high_water: usize,
    /// The end of what is in use of the young part (`HTOP`).
    pub(crate) top: usize,
    /// The top of the stack (`E`), which grows down from the end of the block.
    pub(crate) stack: usize,
    /// Binaries outside the heap, by index; a full collection drops the dead and renumbers.
    pub(crate) off_heap: Vec<OffHeap>,
    /// The words that the off-heap binaries count for.
    pub(crate) off_heap_words: usize,
    /// Of these, those taken in since the last full collection.
    pub(crate) off_heap_new: usize,
    /// The block has grown without a collection: the next chance for one is to be taken.
    pub(crate) overgrown: bool,
    /// What is set for it.
    pub(crate) options: HeapOptions,
    /// How often the young part alone has been collected since the last full collection (OTP's `GEN_GCS`).
    pub(crate) generations: u16,
    /// The next collection is to be a full one (`F_NEED_FULLSWEEP`).
    pub(crate) full_wanted: bool,
    /// More than three quarters were in use after the last full collection (`F_HEAP_GROW`).
    pub(crate) crowded: bool,
    /// The most words that the block may have.
    pub(crate) limit: usize,
}

impl Block {
    /// An empty block.
    pub fn new(options: HeapOptions, limit: usize) -> Block {
        let size = options.heap_size(0).min(limit.max(MIN_HEAP_SIZE));
        Block {
            mem: vec![0; size],
            old_top: 0,
            young: 0,
            high_water: 0,
            top: 0,
            stack: size,
            off_heap: Vec::new(),
            off_heap_words: 0,
            off_heap_new: 0,
            overgrown: false,
            options,
            generations: 0,
            full_wanted: false,
            crowded: false,
            limit,
        }
    }

    /// The view of terms in this block.
    #[inline]
    pub fn view<'a>(&'a self, literals: &'a [u64]) -> View<'a> {
        View { heap: &self.mem, off_heap: &self.off_heap, literals }
    }

    /// All words of the block, free ones among them.
    pub fn words(&self) -> &[u64] {
        &self.mem
    }

    /// Offsets: (end of old in use, begin of young, high water, end of young in use, top of stack).
    pub fn layout(&self) -> (usize, usize, usize, usize, usize) {
        (self.old_top, self.young, self.high_water, self.top, self.stack)
    }

    /// The binaries outside the heap.
    pub fn off_heap(&self) -> &[OffHeap] {
        &self.off_heap
    }

    /// The words that the binaries outside the heap count for.
    pub fn off_heap_words(&self) -> usize {
        self.off_heap_words
    }

    /// The words that binaries count for.
    pub(crate) fn words_of(binaries: &[OffHeap]) -> usize {
        binaries.iter().map(|b| off_heap_words(b.len())).sum()
    }

    /// Whether binaries alone are a reason for a full collection.
    pub(crate) fn off_heap_due(&self) -> bool {
        let kept = self.off_heap_words.saturating_sub(self.off_heap_new);
        self.off_heap_new >= self.options.min_bin_vheap_size.max(kept)
            || (self.off_heap_new > 0 && self.mem.len().saturating_add(self.off_heap_words) > self.limit)
    }

    fn count_off_heap(&mut self, words: usize) {
        self.off_heap_words += words;
        self.off_heap_new += words;
        self.overgrown |= self.off_heap_due();
    }

    /// Keeps `keep` bytes of a binary and puts `bytes` behind them; its new size. `None` where there is no
    /// such binary. One that a message or a checkpoint shares is copied.
    pub(crate) fn extend_off_heap(&mut self, index: usize, keep: usize, bytes: &[u8]) -> Option<usize> {
        let binary = Arc::make_mut(self.off_heap.get_mut(index)?);
        let before = off_heap_words(binary.len());
        binary.truncate(keep);
        binary.extend_from_slice(bytes);
        let size = binary.len();
        self.count_off_heap(off_heap_words(size).saturating_sub(before));
        Some(size)
    }

    /// Whether `bytes` more could be had if nothing else took memory.
    pub(crate) fn could_hold(&self, bytes: usize) -> Result<(), HeapLimit> {
        if bytes / 8 > self.limit { Err(HeapLimit) } else { Ok(()) }
    }

    /// Words in use by heap and stack.
    pub fn used(&self) -> usize {
        self.old_top + (self.top - self.young) + (self.mem.len() - self.stack)
    }

    /// Whether the block has grown since the last collection.
    #[inline]
    pub fn overgrown(&self) -> bool {
        self.overgrown
    }

    /// Has the next chance for a collection taken.
    pub fn ask_collection(&mut self) {
        self.overgrown = true;
    }

    /// As [`Block::ask_collection`], for one of everything.
    pub(crate) fn ask_full_collection(&mut self) {
        self.overgrown = true;
        self.full_wanted = true;
    }

    /// The words of its young part, with the stack (OTP's `HEAP_SIZE`).
    pub(crate) fn young_size(&self) -> usize {
        self.mem.len() - self.young
    }

    /// The words of its heap that are in use.
    pub(crate) fn heap_words(&self) -> usize {
        self.old_top + (self.top - self.young)
    }

    /// The bytes of its binaries outside.
    pub(crate) fn bytes_outside(&self) -> usize {
        self.off_heap.iter().map(|binary| binary.len()).sum()
    }

    /// The words of the stack.
    pub(crate) fn stack_words(&self) -> usize {
        self.mem.len() - self.stack
    }

    /// The free words between heap and stack.
    #[inline]
    pub fn free(&self) -> usize {
        self.stack - self.top
    }

    /// Makes room for `count` words by growing the block; nothing but the stack moves.
    pub fn grow(&mut self, count: usize) -> Result<(), HeapLimit> {
        if count <= self.free() {
            return Ok(());
        }
        let stack_words = self.mem.len() - self.stack;
        let used =
            (self.top - self.young).checked_add(stack_words).and_then(|n| n.checked_add(count)).ok_or(HeapLimit)?;
        if used.saturating_add(self.young) > self.limit {
            return Err(HeapLimit);
        }
        let size = self.young + self.options.heap_size(used).min(self.limit - self.young);
        self.resize_young(size);
        self.overgrown = true;
        Ok(())
    }

    /// Gives the block `size` words in all, moving the stack.
    pub(crate) fn resize_young(&mut self, size: usize) {
        let stack_words = self.mem.len() - self.stack;
        let old_stack = self.stack;
        let new_stack = size - stack_words;
        if size > self.mem.len() {
            self.mem.resize(size, 0);
            self.mem.copy_within(old_stack..old_stack + stack_words, new_stack);
        } else {
            self.mem.copy_within(old_stack..old_stack + stack_words, new_stack);
            self.mem.truncate(size);
        }
        self.stack = new_stack;
    }

    /// The word `n` of the current stack frame: 0 is the continuation pointer, `n + 1` is y(n).
    #[inline]
    pub fn frame_word(&self, n: usize) -> Option<Term> {
        self.mem.get(self.stack + n).map(|w| Term(*w))
    }

    /// Sets a word of the current stack frame; `None` where the stack has no such word.
    #[inline]
    pub fn set_frame_word(&mut self, n: usize, value: Term) -> Option<()> {
        *self.mem.get_mut(self.stack + n)? = value.0;
        Some(())
    }

    /// Pushes a frame of `ys` y registers, all `[]`. The words must be free.
    pub fn push_frame(&mut self, ys: usize) -> Result<(), HeapLimit> {
        self.grow(ys + 1)?;
        self.stack -= ys + 1;
        self.mem[self.stack] = 0;
        self.mem[self.stack + 1..self.stack + 1 + ys].fill(Term::NIL.0);
        Ok(())
    }

    /// Pops `words` words off the stack; `None` where it has no more than that.
    #[inline]
    pub fn pop(&mut self, words: usize) -> Option<()> {
        if self.mem.len() - self.stack <= words {
            return None;
        }
        self.stack += words;
        Some(())
    }
}

impl Block {
    /// Gives up the whole stack for one empty frame, as a process begins with.
    pub(crate) fn clear_stack(&mut self) -> Result<(), HeapLimit> {
        self.stack = self.mem.len();
        self.push_frame(0)
    }
}

impl Allocate for Block {
    fn own_view<'a>(&'a self, literals: &'a [u64]) -> View<'a> {
        self.view(literals)
    }

    #[inline]
    fn allocate(&mut self, count: usize) -> Result<usize, HeapLimit> {
        if count > self.free() {
            self.grow(count)?;
        }
        let at = self.top;
        self.top += count;
        Ok(at)
    }

    fn memory(&mut self) -> &mut [u64] {
        &mut self.mem
    }

    fn add_off_heap(&mut self, bytes: OffHeap) -> usize {
        self.count_off_heap(off_heap_words(bytes.len()));
        self.off_heap.push(bytes);
        self.off_heap.len() - 1
    }
}

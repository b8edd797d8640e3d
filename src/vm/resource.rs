//! What natives keep behind references (OTP's NIF resources): files that are open in the world (`prim_file_nif.c`) and
//! buffers of bytes (`prim_buffer_nif.c`).
//!
//! What a reference stands for is seen from its number, so that no table has to remember a closed file or an empty
//! buffer: those two are what a reference of that kind means when it is in no table. An open file is closed when its
//! owner ends; what a process has left in a buffer goes with it.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::heap::OffHeap;
use crate::request::file::Handle;
use crate::term::Pid;

/// What a reference stands for: a part of its number above those that all references have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Resource {
    /// A file.
    File = 1,
    /// A buffer.
    Buffer = 2,
}

impl Resource {
    /// The number of a reference of that kind, from one that no other has.
    pub fn number(self, unique: u64) -> u128 {
        u128::from(self as u8) << 64 | u128::from(unique)
    }

    /// Whether a reference is of that kind.
    pub fn is(self, number: u128) -> bool {
        number >> 64 == u128::from(self as u8)
    }

    /// Whether a reference of that kind can have been made.
    pub(crate) fn was_made(self, number: u128, next_unique: u64) -> bool {
        self.is(number) && (number as u64) < next_unique
    }
}

/// An open file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenFile {
    /// What the world calls it.
    pub handle: Handle,
    /// The process with whose end it is closed.
    pub owner: Pid,
}

/// The files that are open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Files {
    /// By the numbers of their references.
    pub open: BTreeMap<u128, OpenFile>,
    /// Those that nobody can close any more and the world has not been told of yet.
    pub orphans: Vec<Handle>,
}

impl Files {
    /// The files of a process that has ended are nobody's.
    pub(crate) fn bury(&mut self, owner: Pid) {
        let orphans = &mut self.orphans;
        self.open.retain(|_, file| {
            let lives = file.owner != owner;
            orphans.extend((!lives).then_some(file.handle));
            lives
        });
    }
}

/// The size up to which small writes are put together.
const ACCUMULATOR: usize = 2 << 10;

/// Words that a buffer, and a part of it, takes beyond its bytes.
const ENTRY_WORDS: usize = 8;

/// A buffer: bytes go in at one end and out at the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buffer {
    /// The process that has used it first.
    owner: Pid,
    /// Whether somebody has it for himself.
    locked: bool,
    /// The parts, none of them empty, the oldest first.
    parts: VecDeque<OffHeap>,
    /// How many bytes of the first part are out.
    out: usize,
    /// Small writes that are to be one part.
    small: Vec<u8>,
}

impl Buffer {
    fn new(owner: Pid) -> Buffer {
        Buffer { owner, locked: false, parts: VecDeque::new(), out: 0, small: Vec::new() }
    }

    /// How many bytes are in it.
    pub fn size(&self) -> usize {
        self.parts.iter().map(|part| part.len()).sum::<usize>() + self.small.len() - self.out
    }

    fn words(&self) -> usize {
        let parts = self.parts.iter().map(|part| part.len() / 8 + ENTRY_WORDS).sum::<usize>();
        parts + self.small.len() / 8 + ENTRY_WORDS
    }

    fn is_void(&self) -> bool {
        !self.locked && self.parts.is_empty() && self.small.is_empty()
    }

    /// Makes a part of the small writes.
    fn flush(&mut self) {
        if !self.small.is_empty() {
            self.parts.push_back(Arc::new(std::mem::take(&mut self.small)));
        }
    }

    fn write(&mut self, pieces: Vec<Vec<u8>>) {
        let size: usize = pieces.iter().map(Vec::len).sum();
        if self.small.len() + size >= ACCUMULATOR {
            self.flush();
            if size >= ACCUMULATOR / 2 {
                self.parts.extend(pieces.into_iter().filter(|piece| !piece.is_empty()).map(Arc::new));
                return;
            }
        }
        self.small.extend(pieces.into_iter().flatten());
    }

    /// The first part, and how many of its bytes are out.
    fn head(&self) -> Option<(&OffHeap, usize)> {
        self.parts.front().map(|part| (part, self.out))
    }

    /// Takes bytes out; there must be as many.
    fn take(&mut self, mut size: usize, mut each: impl FnMut(&[u8])) {
        while let Some(part) = self.parts.front() {
            let here = size.min(part.len() - self.out);
            each(part.get(self.out..self.out + here).unwrap_or(&[]));
            size -= here;
            self.out += here;
            if self.out < part.len() {
                return;
            }
            self.out = 0;
            self.parts.pop_front();
        }
    }

    fn find(&self, byte: u8) -> Option<usize> {
        let mut before = 0;
        for (index, part) in self.parts.iter().enumerate() {
            let bytes = part.get(if index == 0 { self.out } else { 0 }..).unwrap_or(&[]);
            if let Some(at) = memchr::memchr(byte, bytes) {
                return Some(before + at);
            }
            before += bytes.len();
        }
        None
    }
}

/// The buffers that are not empty, or locked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buffers {
    /// By the numbers of their references.
    table: BTreeMap<u128, Buffer>,
    /// The words that they count for: no state of its own, but a sum.
    #[serde(skip)]
    words: usize,
}

impl Buffers {
    /// The words that they count for.
    pub fn words(&self) -> usize {
        self.words
    }

    /// Counts the words anew.
    pub(crate) fn recount(&mut self) {
        self.words = self.table.values().map(Buffer::words).sum();
    }

    /// The parts of all buffers.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &OffHeap> {
        self.table.values().flat_map(|buffer| &buffer.parts)
    }

    /// A buffer that is not empty, or locked.
    pub fn get(&self, reference: u128) -> Option<&Buffer> {
        self.table.get(&reference)
    }

    /// Does something to a buffer.
    fn with<T>(&mut self, reference: u128, user: Pid, work: impl FnOnce(&mut Buffer) -> T) -> T {
        let buffer = self.table.entry(reference).or_insert_with(|| Buffer::new(user));
        let before = if buffer.is_void() { 0 } else { buffer.words() };
        let result = work(buffer);
        let after = if buffer.is_void() { 0 } else { buffer.words() };
        self.words = self.words.saturating_sub(before).saturating_add(after);
        if after == 0 {
            self.table.remove(&reference);
        }
        result
    }

    /// The words by which bytes in so many pieces make a buffer larger at the most.
    pub(crate) fn needed(pieces: &[Vec<u8>]) -> usize {
        pieces.iter().map(|piece| piece.len() / 8 + 1 + ENTRY_WORDS).sum::<usize>() + ENTRY_WORDS
    }

    /// Puts bytes in.
    pub(crate) fn write(&mut self, reference: u128, user: Pid, pieces: Vec<Vec<u8>>) {
        self.with(reference, user, |buffer| buffer.write(pieces));
    }

    /// The first part, and how many of its bytes are out.
    pub(crate) fn head(&mut self, reference: u128, user: Pid) -> Option<(OffHeap, usize)> {
        self.with(reference, user, |buffer| {
            buffer.flush();
            buffer.head().map(|(part, out)| (part.clone(), out))
        })
    }

    /// Takes bytes out; nothing where there are not as many.
    pub(crate) fn take(&mut self, reference: u128, user: Pid, size: usize, each: impl FnMut(&[u8])) -> Option<()> {
        self.with(reference, user, |buffer| {
            buffer.flush();
            (size <= buffer.size()).then(|| buffer.take(size, each))
        })
    }

    /// Where a byte is first.
    pub(crate) fn find(&mut self, reference: u128, user: Pid, byte: u8) -> Option<usize> {
        self.with(reference, user, |buffer| {
            buffer.flush();
            buffer.find(byte)
        })
    }

    /// Makes a buffer's lock what is wanted; whether it was another.
    pub(crate) fn lock(&mut self, reference: u128, user: Pid, locked: bool) -> bool {
        self.with(reference, user, |buffer| std::mem::replace(&mut buffer.locked, locked) != locked)
    }

    /// What a process has left in buffers goes with it.
    pub(crate) fn bury(&mut self, owner: Pid) {
        if self.table.values().any(|buffer| buffer.owner == owner) {
            self.table.retain(|_, buffer| buffer.owner != owner);
            self.recount();
        }
    }

    /// Whether every buffer is one that there can be.
    pub(crate) fn is_consistent(&self, next_unique: u64) -> bool {
        self.table.iter().all(|(reference, buffer)| {
            let first = buffer.parts.front().map_or(1, |part| part.len());
            Resource::Buffer.was_made(*reference, next_unique)
                && buffer.out < first
                && buffer.small.len() < ACCUMULATOR
                && !buffer.parts.iter().any(|part| part.is_empty())
                && !buffer.is_void()
        })
    }
}

//! What is set for the heap of a process, and the sizes that heaps take (OTP's `erl_gc.c`, `erl_process.h`).

use serde::{Deserialize, Serialize};

/// The sizes that the young part of a heap takes: OTP's (`erts_init_gc`), Fibonacci-like up to a million words, then a
/// fifth more each time.
pub fn next_heap_size(words: usize) -> usize {
    if words <= LEAST_SIZE {
        return LEAST_SIZE;
    }
    let (mut a, mut b) = (LEAST_SIZE, 38usize);
    while b < words && b < FAST_GROWTH {
        (a, b) = (b, a + b + 1);
    }
    while b < words {
        b = b.saturating_add(b / 5);
    }
    b
}

/// The size that is taken where a heap is to have room to grow into: one, or two, beyond those words.
pub fn larger_heap_size(words: usize) -> usize {
    next_heap_size(next_heap_size(words).saturating_add(1))
}

const LEAST_SIZE: usize = 12;
/// Up to there a heap grows as Fibonacci's numbers, from there on by a fifth.
const FAST_GROWTH: usize = 833_026;
/// The largest heap of OTP.
pub const LARGEST_HEAP: usize = 885_767_171_276_247;

/// The least young part of a block, in words (OTP's `min_heap_size`).
pub const MIN_HEAP_SIZE: usize = 233;
/// Words of binaries that a process may take in before a full collection (OTP's `min_bin_vheap_size`).
const MIN_BIN_VHEAP_SIZE: usize = 46_422;

/// What is set for the heap of a process.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct HeapOptions {
    /// The least words of its young part: one of the sizes that it takes.
    pub min_heap_size: usize,
    /// Words of binaries outside that it may take in before a full collection.
    pub min_bin_vheap_size: usize,
    /// How many collections of the young part alone there may be in a row.
    pub fullsweep_after: u16,
    /// How large it may become.
    pub max_heap_size: MaxHeapSize,
    /// Whether messages count as part of it before they are received.
    pub on_heap_messages: bool,
}

/// How large a heap may become, and what is done beyond (`max_heap_size`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MaxHeapSize {
    /// The words; 0 is no limit.
    pub size: usize,
    /// Whether the process is killed.
    pub kill: bool,
    /// Whether it is told to the logger.
    pub error_logger: bool,
    /// Whether binaries outside count (since OTP 27).
    pub include_shared_binaries: bool,
}

impl Default for HeapOptions {
    fn default() -> HeapOptions {
        HeapOptions {
            min_heap_size: MIN_HEAP_SIZE,
            min_bin_vheap_size: MIN_BIN_VHEAP_SIZE,
            fullsweep_after: u16::MAX,
            max_heap_size: MaxHeapSize { size: 0, kill: true, error_logger: true, include_shared_binaries: false },
            on_heap_messages: true,
        }
    }
}

impl HeapOptions {
    /// The size of a young part that holds so many words.
    pub(crate) fn heap_size(&self, words: usize) -> usize {
        next_heap_size(words).max(self.min_heap_size)
    }

    /// Whether the numbers are such as can be set.
    pub(crate) fn are_sound(&self) -> bool {
        let sizes = [self.min_heap_size, self.min_bin_vheap_size, self.max_heap_size.size];
        sizes.iter().all(|size| *size < 1 << 59)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_those_of_otp() {
        assert_eq!([0, 12, 13, 38, 39, 233, 234, 1584].map(next_heap_size), [12, 12, 38, 38, 51, 233, 376, 1598]);
        assert_eq!([1584, 1598, 4176].map(larger_heap_size), [2586, 2586, 6772]);
    }
}

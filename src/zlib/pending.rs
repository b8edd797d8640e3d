//! What is to be put out and has not been yet: bits, and bytes for which there was no room.

use serde::{Deserialize, Serialize};

use crate::io::Io;

/// Bits that are collected before they become bytes.
const COLLECTED: u32 = 48;

/// Bits and bytes on their way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Pending {
    bytes: Vec<u8>,
    /// How many of the bytes have been put out.
    out: usize,
    bits: u64,
    count: u32,
}

impl Pending {
    /// Whether there are no whole bytes.
    pub(crate) fn is_empty(&self) -> bool {
        self.out == self.bytes.len()
    }

    /// How many bits there are that make no whole byte, after [`Pending::flush`].
    pub(crate) fn bit_count(&self) -> usize {
        self.count as usize
    }

    /// Whether it can be gone on with.
    pub(crate) fn is_consistent(&self) -> bool {
        self.out <= self.bytes.len() && self.count < COLLECTED && self.bits >> self.count == 0
    }

    /// Adds bits, no more than 16, the lowest first.
    #[inline]
    pub(crate) fn put_bits(&mut self, value: u16, count: u8) {
        self.bits |= u64::from(value) << self.count;
        self.count += u32::from(count);
        if self.count >= COLLECTED {
            self.bytes.extend_from_slice(&self.bits.to_le_bytes()[..6]);
            self.bits >>= 48;
            self.count -= 48;
        }
    }

    /// Makes bytes of the bits, filling up the last one with zeros.
    pub(crate) fn align(&mut self) {
        self.count = self.count.next_multiple_of(8);
        self.bits_to_bytes();
    }

    fn bits_to_bytes(&mut self) {
        let whole = (self.count / 8) as usize;
        self.bytes.extend_from_slice(&self.bits.to_le_bytes()[..whole]);
        self.bits = self.bits.checked_shr(8 * whole as u32).unwrap_or(0);
        self.count %= 8;
    }

    /// Adds bytes; the bits before are at a byte's border.
    pub(crate) fn put_bytes(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Puts out as much as there is room for.
    pub(crate) fn flush(&mut self, io: &mut Io<'_>) {
        self.bits_to_bytes();
        self.out += io.put(self.bytes.get(self.out..).unwrap_or_default());
        if self.is_empty() {
            self.bytes.clear();
            self.out = 0;
        }
    }
}

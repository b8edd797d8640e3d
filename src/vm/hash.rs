//! The hash of a machine's state: the same in every run on every machine.

use xxhash_rust::xxh3::Xxh3;

/// The hash of a state that is walked in a fixed order.
#[derive(Default)]
pub struct StateHasher(Xxh3);

impl StateHasher {
    /// Takes in one word.
    pub fn word(&mut self, word: u64) {
        self.0.update(&word.to_le_bytes());
    }

    /// Takes in bytes, their number first.
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.word(bytes.len() as u64);
        self.raw(bytes);
    }

    /// Takes in bytes whose number is known.
    pub fn raw(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The hash of all that was taken in.
    pub fn finish(&self) -> u64 {
        self.0.digest()
    }
}

//! What a program prints: output for whoever runs the machine, kept as part of its state.

use serde::{Deserialize, Serialize};

/// How many bytes of the output are kept at least.
pub const KEPT: usize = 32 << 10;

/// Where output goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Stream {
    /// What the program prints.
    Output,
    /// What the machine reports (OTP's default logger): errors of processes.
    Report,
}

/// The last output.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Console {
    written: u64,
    chunks: std::collections::VecDeque<(Stream, Vec<u8>)>,
    kept: usize,
}

impl Console {
    /// Adds output; drops the oldest beyond [`KEPT`], but never what was just added.
    pub fn write(&mut self, stream: Stream, bytes: &[u8]) {
        if bytes.is_empty() {
            return;
        }
        while self.kept > KEPT {
            match self.chunks.pop_front() {
                Some((_, chunk)) => self.kept -= chunk.len(),
                None => self.kept = 0,
            }
        }
        self.written += bytes.len() as u64;
        self.kept += bytes.len();
        self.chunks.push_back((stream, bytes.to_vec()));
    }

    /// Bytes written since the start.
    pub fn written(&self) -> u64 {
        self.written
    }

    /// The chunks that are kept, the oldest first.
    pub fn chunks(&self) -> impl Iterator<Item = (Stream, &[u8])> {
        self.chunks.iter().map(|(stream, bytes)| (*stream, &bytes[..]))
    }

    /// Whether the numbers fit the chunks, as those of a state from outside must.
    pub(crate) fn is_consistent(&self) -> bool {
        let sum: usize = self.chunks.iter().map(|chunk| chunk.1.len()).sum();
        sum == self.kept && self.kept as u64 <= self.written && self.written < 1 << 62
    }

    /// What was written after the first `from` bytes, as far as it is kept.
    pub fn since(&self, from: u64) -> Vec<(Stream, &[u8])> {
        let mut at = self.written - self.kept as u64;
        let mut new = Vec::new();
        for (stream, chunk) in self.chunks() {
            let skip = from.saturating_sub(at).min(chunk.len() as u64) as usize;
            if skip < chunk.len() {
                new.push((stream, &chunk[skip..]));
            }
            at += chunk.len() as u64;
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_just_written_is_kept_whatever_its_size() {
        let mut console = Console::default();
        console.write(Stream::Output, b"begin");
        console.write(Stream::Report, &vec![b'x'; 3 * KEPT]);
        assert_eq!(console.since(5)[0].1.len(), 3 * KEPT);
        console.write(Stream::Output, b"end");
        assert_eq!(console.since(console.written() - 2), vec![(Stream::Output, &b"nd"[..])]);
        assert_eq!(console.chunks().count(), 1);
    }
}

//! Decompression with a ceiling on what it may produce.
//!
//! Invariant: one [`Inflater`] serves one input; the sum of all that it inflates
//! (the file, the literal table, compressed terms) stays within
//! [`MAX_INFLATED`], and no buffer is made on the word of a length field.

use enigma_zlib::{Uncompressed, uncompress};

/// The windows of zlib streams and of gzip files, as zlib says it.
const ZLIB: i64 = 15;
const GZIP: i64 = 31;

/// The most bytes that one file may expand to, all its parts together. A byte of
/// a term becomes one node of an arena at most, and a node takes 24 bytes: three
/// quarters of a gibibyte at worst. (The largest file of OTP has 1.2 MB.)
pub const MAX_INFLATED: usize = 32 << 20;

/// What may still be produced for one input.
#[derive(Debug, Clone)]
pub(crate) struct Inflater {
    left: usize,
}

impl Default for Inflater {
    fn default() -> Inflater {
        Inflater::new(MAX_INFLATED)
    }
}

impl Inflater {
    /// One that produces so many bytes at the most.
    pub fn new(most: usize) -> Inflater {
        Inflater { left: most }
    }

    /// Inflates a zlib stream at the start of `bytes` to exactly `expected`
    /// bytes; also returns how many bytes the stream took.
    pub fn zlib(&mut self, bytes: &[u8], expected: usize) -> Result<(Vec<u8>, usize), String> {
        if expected > self.left {
            return Err(format!("{expected} bytes uncompressed are over the limit of {}", self.left));
        }
        let read = self.read(bytes, ZLIB, expected)?;
        if read.bytes.len() != expected {
            let count = if read.bytes.len() < expected { "fewer" } else { "more" };
            return Err(format!("{count} than {expected} bytes came out of the compression"));
        }
        Ok((read.bytes, read.used))
    }

    /// Inflates a gzip file.
    pub fn gzip(&mut self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let most = self.left;
        let output = self.read(bytes, GZIP, most)?.bytes;
        if output.len() > most {
            return Err(format!("the uncompressed data are over the limit of {most} bytes"));
        }
        Ok(output)
    }

    /// Reads to the end, but no more than one byte beyond `most`, which is no more than what is left.
    fn read(&mut self, bytes: &[u8], window_bits: i64, most: usize) -> Result<Uncompressed, String> {
        let ceiling = most.saturating_add(1);
        let read = uncompress(bytes, window_bits, ceiling).map_err(|error| error.to_string())?;
        if !read.is_whole && read.bytes.len() < ceiling {
            return Err("damaged compressed data: their end is missing".into());
        }
        self.left = self.left.saturating_sub(read.bytes.len());
        Ok(read)
    }
}

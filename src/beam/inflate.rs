//! Decompression with a ceiling on what it may produce.
//!
//! Invariant: one [`Inflater`] serves one input; the sum of all that it inflates
//! (the file, the literal table, compressed terms) stays within
//! [`MAX_INFLATED`], and no buffer is made on the word of a length field.

use std::io::Read;

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
        let mut decoder = flate2::bufread::ZlibDecoder::new(bytes);
        if expected > self.left {
            return Err(format!("{expected} bytes uncompressed are over the limit of {}", self.left));
        }
        let output = self.read(&mut decoder, expected)?;
        if output.len() != expected {
            let count = if output.len() < expected { "fewer" } else { "more" };
            return Err(format!("{count} than {expected} bytes came out of the compression"));
        }
        let taken = usize::try_from(decoder.total_in()).unwrap_or(bytes.len());
        Ok((output, taken))
    }

    /// Inflates a gzip file.
    pub fn gzip(&mut self, bytes: &[u8]) -> Result<Vec<u8>, String> {
        let most = self.left;
        let output = self.read(&mut flate2::bufread::GzDecoder::new(bytes), most)?;
        if output.len() > most {
            return Err(format!("the uncompressed data are over the limit of {most} bytes"));
        }
        Ok(output)
    }

    /// Reads to the end, but no more than one byte beyond `most`, which is no more than what is left.
    fn read(&mut self, decoder: &mut impl Read, most: usize) -> Result<Vec<u8>, String> {
        let mut output = Vec::new();
        let ceiling = most as u64 + 1;
        decoder.take(ceiling).read_to_end(&mut output).map_err(|error| format!("damaged compressed data: {error}"))?;
        self.left = self.left.saturating_sub(output.len());
        Ok(output)
    }
}

//! Data that are there as a whole.

use crate::deflate::Deflate;
use crate::inflate::Inflate;
use crate::io::Io;
use crate::params::{Error, Flush, Status, Strategy};

/// The window and the memory that `deflateInit` takes.
const WINDOW_BITS: i64 = 15;
const MEMORY: i64 = 8;

/// The bytes as a zlib stream, with a level from 0 to 9 (-1 is 6).
pub fn compress(bytes: &[u8], level: i64) -> Result<Vec<u8>, Error> {
    let mut stream = Deflate::new(level, WINDOW_BITS, MEMORY, Strategy::Default)?;
    let mut output = Vec::new();
    let mut io = Io::new(bytes, &mut output, usize::MAX);
    while stream.run(&mut io, Flush::Finish)? != Status::StreamEnd {}
    Ok(output)
}

/// What [`uncompress`] made of its input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uncompressed {
    /// What came out.
    pub bytes: Vec<u8>,
    /// How much of the input was used.
    pub used: usize,
    /// Whether the stream came to its end.
    pub is_whole: bool,
}

/// What the stream at the begin of `input` stands for, but no more than `most` bytes of it; the window bits tell what
/// it is, as in [`Inflate::new`].
pub fn uncompress(input: &[u8], window_bits: i64, most: usize) -> Result<Uncompressed, Error> {
    let mut stream = Inflate::new(window_bits)?;
    let mut bytes = Vec::new();
    let mut io = Io::new(input, &mut bytes, most);
    let status = stream.run(&mut io, Flush::Finish)?;
    let used = io.used();
    Ok(Uncompressed { bytes, used, is_whole: status == Status::StreamEnd })
}

//! Errors of this crate: which chunk, which byte, what was wrong.
//!
//! Offsets count from the first byte of the file (of the uncompressed file, if
//! the whole file is gzipped). Inside a compressed literal table, where a byte
//! has no place in the file, the offset is that of the table's chunk and the
//! text names the byte within the table.

use std::fmt;

/// The four bytes that name a chunk.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ChunkTag(pub [u8; 4]);

impl ChunkTag {
    /// The container itself rather than one of its chunks.
    pub const FORM: ChunkTag = ChunkTag(*b"FOR1");
}

impl fmt::Display for ChunkTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{}", byte.escape_ascii()))
    }
}

impl fmt::Debug for ChunkTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\"{self}\"")
    }
}

/// Why a file is not a module.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("chunk {chunk}, offset {offset} ({offset:#x}): {what}")]
pub struct LoadError {
    /// The chunk at fault.
    pub chunk: ChunkTag,
    /// The byte at fault, from the start of the file.
    pub offset: usize,
    /// What is wrong with it.
    pub what: String,
}

/// Why bytes are not a term in the external format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("external term, byte {offset}: {what}")]
pub struct EtfError {
    /// The byte at fault, from the version byte on; of the inner term, if the
    /// term is compressed.
    pub offset: usize,
    /// What is wrong with it.
    pub what: String,
}

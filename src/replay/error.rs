//! What is wrong with a file of this crate, and where.

use thiserror::Error;

/// A file that cannot be used: the part of it that is wrong, the byte at which that shows, and why.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{part}, byte {offset}: {what}")]
pub struct FileError {
    /// "signature", "header", "body", "program", "state", ….
    pub part: &'static str,
    /// Offset in the file; for "plain body", in what the body unpacks to.
    pub offset: usize,
    /// What is wrong.
    pub what: String,
}

impl FileError {
    /// An error at an offset of a part.
    pub fn new(part: &'static str, offset: usize, what: impl std::fmt::Display) -> FileError {
        FileError { part, offset, what: what.to_string() }
    }
}

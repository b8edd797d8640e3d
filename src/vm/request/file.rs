//! What a machine asks of files and folders (OTP's `prim_file_nif.c`). Paths are bytes, as OTP hands them to the
//! operating system; open files are numbers that the world gives.

use serde::{Deserialize, Serialize};

/// A path in the operating system's own encoding.
pub type Path = Vec<u8>;

/// A file that is open.
pub type Handle = u64;

/// What is wanted of files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// All of a file.
    ReadFile(Path),
    /// The names in a folder.
    List(Path),
    /// What is known of a file; of what a link leads to if `follow`.
    Info {
        /// The file.
        path: Path,
        /// Whether links are followed.
        follow: bool,
    },
    /// The folder that paths begin in.
    WorkingFolder,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// It is done.
    Done,
    /// Bytes.
    Bytes(Vec<u8>),
    /// Names.
    Names(Vec<Path>),
    /// What is known of a file.
    Info(Info),
    /// It failed, for the reason that POSIX calls so (`enoent`).
    Failed(String),
}

/// What kind of file a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Kind {
    Device,
    Folder,
    Regular,
    Link,
    Other,
}

/// What is known of a file; times are seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub struct Info {
    pub size: u64,
    pub kind: Kind,
    pub readable: bool,
    pub writable: bool,
    pub accessed: i64,
    pub modified: i64,
    pub changed: i64,
    pub mode: u32,
    pub links: u32,
    pub major_device: u64,
    pub minor_device: u64,
    pub inode: u64,
    pub uid: u32,
    pub gid: u32,
}

//! What a machine asks of files and folders (OTP's `prim_file_nif.c`). Paths are bytes, as OTP hands them to the
//! operating system; open files are numbers that the world gives.
//!
//! Every call of a native asks once: what OTP does in several steps (`ipread_s32bu_p32bu`) is one request.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// A path in the operating system's own encoding.
pub type Path = Vec<u8>;

/// A file that is open.
pub type Handle = u64;

/// How a file is opened (`efile_modes_t`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Modes {
    /// To be read.
    pub read: bool,
    /// To be written; emptied first unless it is read or appended to.
    pub write: bool,
    /// Every write goes to the end.
    pub append: bool,
    /// It must not be there yet.
    pub exclusive: bool,
    /// A write returns when it is on the disk.
    pub sync: bool,
    /// It must be a folder; else it must be none.
    pub directory: bool,
    /// Whether it is a folder does not matter.
    pub skip_type_check: bool,
}

/// Where a position is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    /// The begin of the file.
    Begin,
    /// The present position.
    Current,
    /// The end of the file.
    End,
}

/// What a program means to do with a part of a file (`posix_fadvise`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Advice {
    Normal,
    Random,
    Sequential,
    WillNeed,
    DontNeed,
    NoReuse,
}

/// What is wanted of files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Request {
    /// Open a file.
    Open { path: Path, modes: Modes },
    /// Take a descriptor of the operating system for an open file.
    Descriptor(i32),
    /// Close files.
    Close(Vec<Handle>),
    /// The bytes at the position, which moves behind them.
    Read { handle: Handle, size: u64 },
    /// The bytes at an offset.
    ReadAt { handle: Handle, offset: u64, size: u64 },
    /// The bytes that a pointer at an offset leads to: their number and their offset, of 32 bits each. No more than
    /// `most`.
    ReadPointed { handle: Handle, offset: u64, most: i64 },
    /// Bytes to be written at the position, which moves behind them.
    Write { handle: Handle, bytes: Vec<u8> },
    /// Bytes to be written at an offset.
    WriteAt { handle: Handle, offset: u64, bytes: Vec<u8> },
    /// Another position.
    Seek { handle: Handle, origin: Origin, offset: i64 },
    /// What has been written is to be on the disk, without what is known of the file if `data_only`.
    Sync { handle: Handle, data_only: bool },
    /// The file is to end at the position.
    Truncate(Handle),
    /// Room on the disk.
    Allocate { handle: Handle, offset: u64, length: u64 },
    /// What will be done with a part of the file.
    Advise { handle: Handle, offset: u64, length: u64, advice: Advice },
    /// What is known of an open file.
    HandleInfo(Handle),
    /// All of a file.
    ReadFile(Path),
    /// The names in a folder.
    List(Path),
    /// What is known of a file; of what a link leads to if `follow`.
    Info { path: Path, follow: bool },
    /// Where a link leads.
    ReadLink(Path),
    /// Another name for a file.
    HardLink { existing: Path, new: Path },
    /// A link that leads to a path.
    SoftLink { target: Path, new: Path },
    /// Another name instead of this one.
    Rename { from: Path, to: Path },
    /// A new folder.
    MakeFolder(Path),
    /// A file is to be no more.
    DeleteFile(Path),
    /// An empty folder is to be no more.
    DeleteFolder(Path),
    /// The bits that say who may do what.
    SetPermissions { path: Path, mode: u32 },
    /// Whose it is; -1 for whose it was.
    SetOwner { path: Path, uid: i32, gid: i32 },
    /// When it was used, changed and made, in seconds since 1970.
    SetTime { path: Path, accessed: i64, modified: i64, created: i64 },
    /// The folder that paths begin in.
    WorkingFolder,
    /// The one that paths on a device begin in, the first of which is 1.
    DeviceFolder(i32),
    /// Paths are to begin in this folder.
    SetWorkingFolder(Path),
    /// The name in another form (Windows' short names).
    AlternativeName(Path),
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// It is done.
    Done,
    /// It is open.
    Opened(Handle),
    /// Bytes, or a path.
    Bytes(Arc<Vec<u8>>),
    /// Nothing is there to be read.
    End,
    /// What a pointer led to: the number and the offset in it, and the bytes there.
    Pointed(u32, u32, Arc<Vec<u8>>),
    /// The position.
    Position(u64),
    /// Names.
    Names(Vec<Path>),
    /// What is known of a file.
    Info(Info),
    /// It failed, for the reason that POSIX calls so (`enoent`).
    Failed(String),
}

impl Answer {
    /// Bytes.
    pub fn bytes(bytes: Vec<u8>) -> Answer {
        Answer::Bytes(Arc::new(bytes))
    }

    /// It failed for that reason.
    pub fn failed(reason: &str) -> Answer {
        Answer::Failed(reason.into())
    }
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

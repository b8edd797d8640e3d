//! What the standard library does not do for files where the operating system is Unix (OTP's `unix_prim_file.c`).

use std::ffi::OsStr;
use std::fs::{self, File, Metadata};
use std::io;
use std::num::NonZeroU64;
use std::os::fd::AsFd;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{FileExt, FileTypeExt, MetadataExt, PermissionsExt, chown, symlink};
use std::path::Path;

use enigma_vm::request::file::{self, Advice, Info, Kind, Modes};
use rustix::fs::{Access, AtFlags, CWD, Mode, OFlags, Timespec, Timestamps};

use super::errno;

/// The bits that a program may set.
const MUTABLE: u32 = 0o6777;
/// Those that run a file as somebody else.
const AS_SOMEBODY: u32 = 0o6000;

/// A path as the operating system has it.
pub(super) fn path(bytes: &[u8]) -> io::Result<&Path> {
    Ok(Path::new(OsStr::from_bytes(bytes)))
}

/// The bytes of a path.
pub(super) fn bytes(path: &Path) -> io::Result<file::Path> {
    Ok(path.as_os_str().as_bytes().to_vec())
}

pub(super) fn open(path: &Path, modes: &Modes) -> io::Result<File> {
    let mut flags = match (modes.read, modes.write) {
        (_, false) => OFlags::RDONLY,
        (false, true) if modes.append => OFlags::WRONLY | OFlags::CREATE,
        (false, true) => OFlags::WRONLY | OFlags::CREATE | OFlags::TRUNC,
        (true, true) => OFlags::RDWR | OFlags::CREATE,
    };
    flags.set(OFlags::APPEND, modes.append);
    flags.set(OFlags::EXCL, modes.exclusive);
    flags.set(OFlags::SYNC, modes.sync);
    flags.set(OFlags::DIRECTORY, modes.directory);
    let mode = if modes.directory { 0o777 } else { 0o666 };
    loop {
        match rustix::fs::open(path, flags | OFlags::CLOEXEC, Mode::from_raw_mode(mode)) {
            Err(rustix::io::Errno::INTR) => {}
            other => return Ok(other?.into()),
        }
    }
}

/// What this process reads from and writes to; its other descriptors are nobody else's.
pub(super) fn descriptor(number: i32) -> io::Result<File> {
    let descriptor = match number {
        0 => io::stdin().as_fd().try_clone_to_owned(),
        1 => io::stdout().as_fd().try_clone_to_owned(),
        2 => io::stderr().as_fd().try_clone_to_owned(),
        _ => Err(errno::error("ebadf")),
    };
    descriptor.map(File::from)
}

pub(super) fn read_at(file: &mut File, offset: u64, bytes: &mut [u8]) -> io::Result<usize> {
    file.read_at(bytes, offset)
}

pub(super) fn write_at(file: &mut File, offset: u64, bytes: &[u8]) -> io::Result<()> {
    file.write_all_at(bytes, offset)
}

#[cfg(any(target_os = "linux", target_os = "android", target_os = "macos", target_os = "freebsd"))]
pub(super) fn allocate(file: &mut File, offset: u64, length: u64) -> io::Result<()> {
    Ok(rustix::fs::fallocate(file, rustix::fs::FallocateFlags::empty(), offset, length)?)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "macos", target_os = "freebsd")))]
pub(super) fn allocate(_: &mut File, _: u64, _: u64) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// It is only advice: whether the operating system takes it does not matter.
#[cfg(any(target_os = "linux", target_os = "android", target_os = "freebsd"))]
pub(super) fn advise(file: &mut File, offset: u64, length: u64, advice: Advice) {
    let advice = match advice {
        Advice::Normal => rustix::fs::Advice::Normal,
        Advice::Random => rustix::fs::Advice::Random,
        Advice::Sequential => rustix::fs::Advice::Sequential,
        Advice::WillNeed => rustix::fs::Advice::WillNeed,
        Advice::DontNeed => rustix::fs::Advice::DontNeed,
        Advice::NoReuse => rustix::fs::Advice::NoReuse,
    };
    let _ = rustix::fs::fadvise(file, offset, NonZeroU64::new(length), advice);
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_os = "freebsd")))]
pub(super) fn advise(_: &mut File, _: u64, _: u64, _: Advice) {}

/// What is known of an open file. Who may read and write it is taken from its bits.
pub(super) fn handle_info(file: &mut File) -> io::Result<Info> {
    let data = file.metadata()?;
    let shift = if data.uid() == rustix::process::geteuid().as_raw() {
        6
    } else if data.gid() == rustix::process::getegid().as_raw() {
        3
    } else {
        0
    };
    let may = data.mode() >> shift;
    Ok(built(&data, may & 4 != 0, may & 2 != 0))
}

/// What is known of a file. Who may read and write it is asked, of what a link leads to.
pub(super) fn info(path: &Path, follow: bool) -> io::Result<Info> {
    let data = if follow { fs::metadata(path)? } else { fs::symlink_metadata(path)? };
    let may = |access| rustix::fs::access(path, access).is_ok();
    Ok(built(&data, may(Access::READ_OK), may(Access::WRITE_OK)))
}

fn built(data: &Metadata, readable: bool, writable: bool) -> Info {
    let kind = data.file_type();
    let kind = match () {
        () if kind.is_char_device() || kind.is_block_device() => Kind::Device,
        () if kind.is_dir() => Kind::Folder,
        () if kind.is_file() => Kind::Regular,
        () if kind.is_symlink() => Kind::Link,
        () => Kind::Other,
    };
    Info {
        size: data.size(),
        kind,
        readable,
        writable,
        accessed: data.atime(),
        modified: data.mtime(),
        changed: data.ctime(),
        mode: data.mode(),
        links: data.nlink() as u32,
        major_device: data.dev(),
        minor_device: data.rdev(),
        inode: data.ino(),
        uid: data.uid(),
        gid: data.gid(),
    }
}

pub(super) fn soft_link(target: &[u8], new: &Path) -> io::Result<()> {
    symlink(path(target)?, new)
}

pub(super) fn set_permissions(path: &Path, mode: u32) -> io::Result<()> {
    let mode = mode & MUTABLE;
    let set = |mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
    set(mode).or_else(|_| set(mode & !AS_SOMEBODY))
}

pub(super) fn set_owner(path: &Path, uid: i32, gid: i32) -> io::Result<()> {
    // -1 is nobody, and leaves it as it was.
    chown(path, Some(uid.cast_unsigned()), Some(gid.cast_unsigned()))
}

pub(super) fn set_time(path: &Path, accessed: i64, modified: i64) -> io::Result<()> {
    let time = |seconds| Timespec { tv_sec: seconds, tv_nsec: 0 };
    let times = Timestamps { last_access: time(accessed), last_modification: time(modified) };
    Ok(rustix::fs::utimensat(CWD, path, &times, AtFlags::empty())?)
}

/// Whether paths may begin in a folder.
pub(super) fn can_enter(path: &Path) -> io::Result<()> {
    Ok(rustix::fs::access(path, Access::EXEC_OK)?)
}

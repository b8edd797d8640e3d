//! What can be done with files where the operating system is no Unix; the rest is `enotsup`.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};

use enigma_vm::request::file::{self, Advice, Info, Kind, Modes};

fn unsupported<T>() -> io::Result<T> {
    Err(io::ErrorKind::Unsupported.into())
}

/// A path as the operating system has it.
pub(super) fn path(bytes: &[u8]) -> io::Result<&Path> {
    std::str::from_utf8(bytes).map(Path::new).map_err(|_| io::ErrorKind::InvalidInput.into())
}

/// The bytes of a path, with slashes between the folders as OTP has them.
pub(super) fn bytes(path: &Path) -> io::Result<file::Path> {
    let text = path.to_str().ok_or(io::ErrorKind::InvalidInput)?;
    Ok(text.replace(std::path::MAIN_SEPARATOR, "/").into_bytes())
}

pub(super) fn open(path: &Path, modes: &Modes) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(modes.read).write(modes.write && !modes.append).append(modes.append);
    options.truncate(modes.write && !modes.read && !modes.append && !modes.exclusive);
    if modes.exclusive {
        options.create_new(true)
    } else {
        options.create(modes.write)
    };
    options.open(path)
}

pub(super) fn descriptor(_: i32) -> io::Result<File> {
    unsupported()
}

/// Does something at an offset and goes back to where the file was.
fn at<T>(file: &mut File, offset: u64, work: impl FnOnce(&mut File) -> io::Result<T>) -> io::Result<T> {
    let before = file.stream_position()?;
    file.seek(SeekFrom::Start(offset))?;
    let result = work(file);
    file.seek(SeekFrom::Start(before))?;
    result
}

pub(super) fn read_at(file: &mut File, offset: u64, bytes: &mut [u8]) -> io::Result<usize> {
    at(file, offset, |file| file.read(bytes))
}

pub(super) fn write_at(file: &mut File, offset: u64, bytes: &[u8]) -> io::Result<()> {
    at(file, offset, |file| file.write_all(bytes))
}

pub(super) fn allocate(_: &mut File, _: u64, _: u64) -> io::Result<()> {
    unsupported()
}

pub(super) fn advise(_: &mut File, _: u64, _: u64, _: Advice) {}

pub(super) fn handle_info(file: &mut File) -> io::Result<Info> {
    Ok(built(&file.metadata()?))
}

pub(super) fn info(path: &Path, follow: bool) -> io::Result<Info> {
    let data = if follow { fs::metadata(path)? } else { fs::symlink_metadata(path)? };
    Ok(built(&data))
}

fn built(data: &Metadata) -> Info {
    let kind = match () {
        () if data.is_dir() => Kind::Folder,
        () if data.is_file() => Kind::Regular,
        () if data.is_symlink() => Kind::Link,
        () => Kind::Other,
    };
    let writable = !data.permissions().readonly();
    let seconds = |time: io::Result<SystemTime>| {
        let since = time.ok().and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        since.map_or(0, |since| since.as_secs().cast_signed())
    };
    let bits = (if data.is_dir() { 0o040_555 } else { 0o100_444 }) | if writable { 0o222 } else { 0 };
    Info {
        size: data.len(),
        kind,
        readable: true,
        writable,
        accessed: seconds(data.accessed()),
        modified: seconds(data.modified()),
        changed: seconds(data.created()),
        mode: bits,
        links: 1,
        major_device: 0,
        minor_device: 0,
        inode: 0,
        uid: 0,
        gid: 0,
    }
}

pub(super) fn soft_link(_: &[u8], _: &Path) -> io::Result<()> {
    unsupported()
}

pub(super) fn set_permissions(path: &Path, mode: u32) -> io::Result<()> {
    let mut permissions = fs::metadata(path)?.permissions();
    permissions.set_readonly(mode & 0o200 == 0);
    fs::set_permissions(path, permissions)
}

pub(super) fn set_owner(_: &Path, _: i32, _: i32) -> io::Result<()> {
    // As in OTP, where nobody is asked.
    Ok(())
}

pub(super) fn set_time(path: &Path, accessed: i64, modified: i64) -> io::Result<()> {
    let time = |seconds: i64| {
        let since = u64::try_from(seconds).map_err(|_| io::ErrorKind::InvalidInput)?;
        SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(since)).ok_or(io::ErrorKind::InvalidInput)
    };
    let times = fs::FileTimes::new().set_accessed(time(accessed)?).set_modified(time(modified)?);
    OpenOptions::new().write(true).open(path)?.set_times(times)
}

/// Whether paths may begin in a folder.
pub(super) fn can_enter(_: &Path) -> io::Result<()> {
    Ok(())
}

//! Answers to what a machine asks of files and folders.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};

use enigma_vm::request::file::{Answer, Handle, Modes, Origin, Path, Request};

use super::{Access, Host, errno, system};

/// How many bytes are read at once where more are wanted.
const BLOCK: usize = 64 << 10;
/// The most names of one folder.
const MOST_NAMES: usize = 1 << 20;

/// What an answer is, or why there is none.
type Answered = io::Result<Answer>;

impl Host {
    pub(super) fn file(&mut self, request: &Request) -> Answered {
        match request {
            Request::Open { path, modes } => self.open(path, modes),
            Request::Descriptor(number) => {
                self.has_room()?;
                let file = system::descriptor(*number)?;
                Ok(self.add(file))
            }
            Request::Close(handles) => self.close(handles),
            Request::Read { handle, size } => self.read(*handle, *size),
            Request::ReadAt { handle, offset, size } => self.read_at(*handle, *offset, *size).map(some),
            Request::ReadPointed { handle, offset, most } => self.read_pointed(*handle, *offset, *most),
            Request::Write { handle, bytes } => self.opened(*handle)?.write_all(bytes).map(done),
            Request::WriteAt { handle, offset, bytes } => {
                system::write_at(self.opened(*handle)?, *offset, bytes).map(done)
            }
            Request::Seek { handle, origin, offset } => seek(self.opened(*handle)?, *origin, *offset),
            Request::Sync { handle, data_only: true } => self.opened(*handle)?.sync_data().map(done),
            Request::Sync { handle, data_only: false } => self.opened(*handle)?.sync_all().map(done),
            Request::Truncate(handle) => {
                let file = self.opened(*handle)?;
                let end = file.stream_position()?;
                file.set_len(end).map(done)
            }
            Request::Allocate { handle, offset, length } => {
                system::allocate(self.opened(*handle)?, *offset, *length).map(done)
            }
            Request::Advise { handle, offset, length, advice } => {
                system::advise(self.opened(*handle)?, *offset, *length, *advice);
                Ok(Answer::Done)
            }
            Request::HandleInfo(handle) => system::handle_info(self.opened(*handle)?).map(Answer::Info),
            other => self.path(other),
        }
    }

    /// What is asked of paths.
    fn path(&mut self, request: &Request) -> Answered {
        match request {
            Request::ReadFile(path) => self.read_file(path),
            Request::List(path) => self.list(path),
            Request::Info { path, follow } => {
                let path = self.permitted(path, Access::Read, *follow)?;
                system::info(&path, *follow).map(Answer::Info)
            }
            Request::ReadLink(path) => {
                let target = fs::read_link(self.permitted(path, Access::Read, false)?)?;
                system::bytes(&target).map(Answer::bytes)
            }
            Request::HardLink { existing, new } => {
                // Who may write the new name may write the file.
                let existing = self.permitted(existing, Access::Both, false)?;
                fs::hard_link(existing, self.permitted(new, Access::Write, false)?).map(done)
            }
            Request::SoftLink { target, new } => {
                let new = self.permitted(new, Access::Write, false)?;
                system::soft_link(target, &new).map(done)
            }
            Request::Rename { from, to } => self.rename(from, to),
            Request::MakeFolder(path) => self.make_folder(path),
            Request::DeleteFile(path) => self.delete_file(path),
            Request::DeleteFolder(path) => self.delete_folder(path),
            Request::SetPermissions { path, mode } => {
                system::set_permissions(&self.permitted(path, Access::Write, true)?, *mode).map(done)
            }
            Request::SetOwner { path, uid, gid } => {
                system::set_owner(&self.permitted(path, Access::Write, true)?, *uid, *gid).map(done)
            }
            Request::SetTime { path, accessed, modified, created: _ } => {
                system::set_time(&self.permitted(path, Access::Write, true)?, *accessed, *modified).map(done)
            }
            Request::WorkingFolder => {
                fs::metadata(&self.folder)?;
                system::bytes(&self.folder).map(Answer::bytes)
            }
            Request::SetWorkingFolder(path) => self.set_folder(path),
            _ => Err(ErrorKind::Unsupported.into()),
        }
    }

    fn opened(&mut self, handle: Handle) -> io::Result<&mut File> {
        self.open.get_mut(&handle).ok_or_else(|| errno::error("ebadf"))
    }

    fn open(&mut self, path: &Path, modes: &Modes) -> Answered {
        let access = match (modes.read, modes.write) {
            (_, false) => Access::Read,
            (false, true) => Access::Write,
            (true, true) => Access::Both,
        };
        let path = self.permitted(path, access, true)?;
        self.has_room()?;
        let file = system::open(&path, modes)?;
        if !modes.skip_type_check && modes.directory != file.metadata()?.is_dir() {
            let kind = if modes.directory { ErrorKind::NotADirectory } else { ErrorKind::IsADirectory };
            return Err(kind.into());
        }
        Ok(self.add(file))
    }

    /// Closes files, those that are not open too.
    fn close(&mut self, handles: &[Handle]) -> Answered {
        handles.iter().for_each(|handle| drop(self.open.remove(handle)));
        Ok(Answer::Done)
    }

    fn read(&mut self, handle: Handle, size: u64) -> Answered {
        let most = self.most;
        let file = self.opened(handle)?;
        read_all(most, size, |block, _| file.read(block)).map(some)
    }

    fn read_at(&mut self, handle: Handle, offset: u64, size: u64) -> io::Result<Vec<u8>> {
        let most = self.most;
        let file = self.opened(handle)?;
        read_all(most, size, |block, got| system::read_at(file, offset.saturating_add(got), block))
    }

    fn read_pointed(&mut self, handle: Handle, offset: u64, most: i64) -> Answered {
        let pointer = self.read_at(handle, offset, 8)?;
        let [a, b, c, d, e, f, g, h] = pointer[..] else { return Ok(Answer::End) };
        let (size, to) = (u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h]));
        if i64::from(size) > most {
            return Ok(Answer::End);
        }
        let bytes = self.read_at(handle, u64::from(to), u64::from(size))?;
        Ok(Answer::Pointed(size, to, bytes.into()))
    }

    fn read_file(&mut self, path: &Path) -> Answered {
        let path = self.permitted(path, Access::Read, true)?;
        let mut file = system::open(&path, &Modes { read: true, ..Modes::default() })?;
        if file.metadata()?.is_dir() {
            return Err(ErrorKind::IsADirectory.into());
        }
        read_all(self.most, u64::MAX, |block, _| file.read(block)).map(Answer::bytes)
    }

    /// The names in a folder, in their order: that of the operating system means nothing.
    fn list(&mut self, path: &Path) -> Answered {
        let mut names = Vec::new();
        for entry in fs::read_dir(self.permitted(path, Access::Read, true)?)? {
            if names.len() == MOST_NAMES {
                return Err(ErrorKind::OutOfMemory.into());
            }
            names.push(system::bytes(entry?.file_name().as_ref())?);
        }
        names.sort();
        Ok(Answer::Names(names))
    }

    fn rename(&mut self, from: &Path, to: &Path) -> Answered {
        // Elsewhere it may be one that can be read.
        let old = self.permitted(from, Access::Both, false)?;
        let new = self.permitted(to, Access::Write, false)?;
        match fs::rename(old, new) {
            Err(error) if from == b"/" && errno::name(&error) != "eexist" => Err(ErrorKind::InvalidInput.into()),
            other => other.map(done),
        }
    }

    /// What is there already, and may be seen, is said to be there, whether or not it may be written.
    fn make_folder(&mut self, path: &Path) -> Answered {
        let seen = self.seen(path);
        if seen.is_some_and(|path| path.symlink_metadata().is_ok()) {
            return Err(ErrorKind::AlreadyExists.into());
        }
        fs::create_dir(self.permitted(path, Access::Write, false)?).map(done)
    }

    fn delete_file(&mut self, path: &Path) -> Answered {
        match fs::remove_file(self.permitted(path, Access::Write, false)?) {
            // Linux has a name of its own for folders.
            Err(error) if error.kind() == ErrorKind::IsADirectory => Err(errno::error("eperm")),
            other => other.map(done),
        }
    }

    fn delete_folder(&mut self, path: &Path) -> Answered {
        let path = self.permitted(path, Access::Write, false)?;
        match fs::remove_dir(&path) {
            Err(error) if errno::name(&error) == "eexist" => {
                let same = fs::canonicalize(&path).is_ok_and(|path| path == self.folder);
                Err(if same { ErrorKind::InvalidInput.into() } else { error })
            }
            other => other.map(done),
        }
    }

    fn set_folder(&mut self, path: &Path) -> Answered {
        let path = self.permitted(path, Access::Read, true)?;
        if !fs::metadata(&path)?.is_dir() {
            return Err(ErrorKind::NotADirectory.into());
        }
        system::can_enter(&path)?;
        self.folder = fs::canonicalize(&path)?;
        Ok(Answer::Done)
    }
}

fn done(_: ()) -> Answer {
    Answer::Done
}

/// Bytes, or that there are none.
fn some(bytes: Vec<u8>) -> Answer {
    if bytes.is_empty() { Answer::End } else { Answer::bytes(bytes) }
}

/// Reads until there is nothing more or as much as is wanted; fails where that is more than `most`.
fn read_all(most: u64, size: u64, mut read: impl FnMut(&mut [u8], u64) -> io::Result<usize>) -> io::Result<Vec<u8>> {
    let (mut bytes, mut block) = (Vec::new(), vec![0; BLOCK.min(usize::try_from(size).unwrap_or(BLOCK))]);
    loop {
        let got = bytes.len() as u64;
        let wanted = usize::try_from(size - got).unwrap_or(BLOCK).min(BLOCK);
        match read(block.get_mut(..wanted).unwrap_or_default(), got) {
            Ok(0) => return Ok(bytes),
            Ok(count) => bytes.extend_from_slice(block.get(..count).unwrap_or_default()),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if bytes.len() as u64 > most {
            return Err(ErrorKind::OutOfMemory.into());
        }
    }
}

fn seek(file: &mut File, origin: Origin, offset: i64) -> Answered {
    let to = match origin {
        Origin::Begin => SeekFrom::Start(u64::try_from(offset).map_err(|_| ErrorKind::InvalidInput)?),
        Origin::Current => SeekFrom::Current(offset),
        Origin::End => SeekFrom::End(offset),
    };
    file.seek(to).map(Answer::Position)
}

//! Reading and writing files, with limits and with errors that name the file.

use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The largest file that is read, in bytes.
pub const MAX_FILE: u64 = 512 << 20;

/// A file that cannot be read or written.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// The operating system says no.
    #[error("{path}: {source}", path = path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// The file is larger than [`MAX_FILE`].
    #[error("{path}: larger than the {MAX_FILE} bytes that are read", path = path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
    },
}

fn io(path: &Path) -> impl FnOnce(std::io::Error) -> FileError {
    let path = path.to_path_buf();
    move |source| FileError::Io { path, source }
}

/// The bytes of a file.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    let bytes = read_start(path, MAX_FILE + 1)?;
    if bytes.len() as u64 > MAX_FILE {
        return Err(FileError::TooLarge { path: path.to_path_buf() });
    }
    Ok(bytes)
}

/// The first bytes of a file, `limit` at the most.
pub fn read_start(path: &Path, limit: u64) -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    let file = fs::File::open(path).map_err(io(path))?;
    file.take(limit).read_to_end(&mut bytes).map_err(io(path))?;
    Ok(bytes)
}

/// The text of a file; what is no UTF-8 is replaced (sources may be latin1).
pub fn read_text(path: &Path) -> Result<String, FileError> {
    Ok(match String::from_utf8(read(path)?) {
        Ok(text) => text,
        Err(error) => error.as_bytes().iter().map(|b| char::from(*b)).collect(),
    })
}

/// Writes a file whole or not at all, making its folder where there is none.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    temporary(path, bytes)?.persist(path).map_err(|e| io(path)(e.error))?;
    Ok(())
}

/// As [`write`], where there is no file of that name yet.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), FileError> {
    temporary(path, bytes)?.persist_noclobber(path).map_err(|e| io(path)(e.error))?;
    Ok(())
}

/// What is to be a file, beside where it is to be.
fn temporary(path: &Path, bytes: &[u8]) -> Result<tempfile::NamedTempFile, FileError> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder).map_err(io(folder))?;
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(io(path))?;
    file.write_all(bytes).map_err(io(path))?;
    Ok(file)
}

/// Gives a file another name, in place of what had that name.
pub fn rename(from: &Path, to: &Path) -> Result<(), FileError> {
    fs::rename(from, to).map_err(io(from))
}

/// A path that means the same from any folder.
pub fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
}

/// The files of a folder whose names end so, in order of their names.
pub fn list(folder: &Path, extension: &str) -> Result<Vec<PathBuf>, FileError> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(io(folder))? {
        let path = entry.map_err(io(folder))?.path();
        if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// A folder that is gone when it is dropped.
pub fn temporary_folder() -> Result<tempfile::TempDir, FileError> {
    tempfile::tempdir().map_err(io(&std::env::temp_dir()))
}

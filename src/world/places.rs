//! Where the user's own files are: the XDG folders.

use std::env;
use std::path::PathBuf;

fn folder(variable: &str, fallback: &[&str]) -> Option<PathBuf> {
    let set = env::var_os(variable).map(PathBuf::from).filter(|p| p.is_absolute());
    let base = set.or_else(|| {
        let home = PathBuf::from(env::var_os("HOME")?);
        Some(fallback.iter().fold(home, |path, part| path.join(part)))
    })?;
    Some(base.join("enigma"))
}

/// What the program remembers: snapshots, progress in lessons, recent files.
pub fn data() -> Option<PathBuf> {
    folder("XDG_DATA_HOME", &[".local", "share"])
}

/// Whether a variable is set to something, as `NO_COLOR` asks to be read.
pub fn is_set(variable: &str) -> bool {
    env::var_os(variable).is_some_and(|value| !value.is_empty())
}

/// The bytes of a variable that is set.
pub fn variable(name: &str) -> Option<Vec<u8>> {
    env::var_os(name).map(std::ffi::OsString::into_encoded_bytes)
}

/// The user's home folder.
pub fn home() -> Option<PathBuf> {
    std::env::var_os("HOME").map(PathBuf::from)
}

/// The environment, as bytes by bytes.
pub fn environment() -> Vec<(Vec<u8>, Vec<u8>)> {
    let bytes = |text: std::ffi::OsString| text.into_encoded_bytes();
    env::vars_os().map(|(name, value)| (bytes(name), bytes(value))).collect()
}

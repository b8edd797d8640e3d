//! What a program may do outside of the machine.
//!
//! A folder stands for all that is really in it: links are followed, and `..` taken back, before it is asked whether
//! a path is in a folder. Nothing else than what runs here is thought to change links meanwhile.

use std::collections::VecDeque;
use std::io;
use std::path::{Component, Path, PathBuf};

use super::errno;

/// The most links that are followed for one path (Linux' `MAXSYMLINKS`).
const MOST_LINKS: usize = 40;

/// Which files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Allowed {
    /// None.
    #[default]
    None,
    /// All.
    All,
    /// Those with these paths, and what is in the folders among them.
    Folders(Vec<PathBuf>),
}

impl Allowed {
    /// Whether a path is among them, links and `..` resolved.
    pub(super) fn has(&self, path: &Path) -> bool {
        match self {
            Allowed::None => false,
            Allowed::All => true,
            Allowed::Folders(folders) => folders.iter().any(|folder| path.starts_with(folder)),
        }
    }

    /// The same with paths as they really are; what cannot be resolved is left out.
    fn settled(self, folder: &Path) -> Allowed {
        match self {
            Allowed::Folders(folders) => {
                let real = folders.iter().filter_map(|path| resolve(&folder.join(path), true).ok());
                Allowed::Folders(real.collect())
            }
            other => other,
        }
    }
}

/// What a program may do.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permissions {
    /// The files that may be read.
    pub read: Allowed,
    /// The files that may be written.
    pub write: Allowed,
    /// Whether programs may be run.
    pub run: bool,
    /// Whether the network may be used.
    pub net: bool,
    /// Whether the environment may be seen.
    pub env: bool,
}

impl Permissions {
    /// Everything.
    pub fn all() -> Permissions {
        Permissions { read: Allowed::All, write: Allowed::All, run: true, net: true, env: true }
    }

    /// The same with paths as they really are, those that are relative beginning in a folder.
    pub(super) fn settled(self, folder: &Path) -> Permissions {
        Permissions { read: self.read.settled(folder), write: self.write.settled(folder), ..self }
    }
}

/// A path as it really is, from the root on. What is not there is taken as it is written; the last part is taken as
/// it is unless `follow`.
pub(super) fn resolve(path: &Path, follow: bool) -> io::Result<PathBuf> {
    let mut parts = parts(path);
    // `link/` is what the link leads to.
    let bytes = path.as_os_str().as_encoded_bytes();
    let is_folder = bytes.ends_with(b"/") || bytes.ends_with(b"/.") || path.ends_with("..");
    let last = if follow || is_folder { None } else { parts.pop_back() };
    let (mut real, mut links) = (PathBuf::new(), 0);
    while let Some(part) = parts.pop_front() {
        if part == Path::new("..") {
            real.pop();
            continue;
        }
        real.push(part);
        let Ok(target) = std::fs::read_link(&real) else { continue };
        links += 1;
        if links > MOST_LINKS {
            return Err(errno::error("eloop"));
        }
        real.pop();
        for part in self::parts(&target).into_iter().rev() {
            parts.push_front(part);
        }
    }
    real.extend(last);
    Ok(real)
}

/// The parts of a path, but for those that mean nothing.
fn parts(path: &Path) -> VecDeque<PathBuf> {
    let meant = path.components().filter(|part| *part != Component::CurDir);
    meant.map(|part| PathBuf::from(part.as_os_str())).collect()
}

//! What the program remembers from one time to the next: steps of lessons that are done, files that
//! were opened. One file in the user's data folder.

use std::path::{Path, PathBuf};

use enigma_lesson::Progress;
use enigma_world::{files, places};
use serde::{Deserialize, Serialize};

use super::Failure;

/// How many files are remembered.
const RECENT: usize = 20;

/// What is remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Memory {
    /// The steps of lessons that are done.
    pub lessons: Progress,
    /// Files opened, the latest first.
    pub recent: Vec<PathBuf>,
}

impl Memory {
    /// Puts a file first among those opened.
    pub fn opened(&mut self, file: &Path) {
        self.recent.retain(|known| known != file);
        self.recent.insert(0, file.to_path_buf());
        self.recent.truncate(RECENT);
    }
}

fn place() -> Option<PathBuf> {
    Some(places::data()?.join("memory.ron"))
}

/// What is remembered; nothing where nothing is kept or what is kept cannot be read.
pub fn recall() -> Memory {
    place().and_then(|file| read(&file).ok()).unwrap_or_default()
}

fn read(file: &Path) -> Result<Memory, Failure> {
    if !file.exists() {
        return Ok(Memory::default());
    }
    let text = files::read_text(file)?;
    ron::from_str(&text).map_err(|e| Failure::new(format!("{}: {e}", file.display())))
}

/// Changes what is remembered. A file that cannot be read is put aside, not written over.
pub fn update(change: impl FnOnce(&mut Memory)) -> Result<(), Failure> {
    match place() {
        Some(file) => update_file(&file, change),
        None => Ok(()),
    }
}

fn update_file(file: &Path, change: impl FnOnce(&mut Memory)) -> Result<(), Failure> {
    let mut memory = match read(file) {
        Ok(memory) => memory,
        Err(_) => {
            files::rename(file, &file.with_extension("unreadable"))?;
            Memory::default()
        }
    };
    change(&mut memory);
    let text = ron::ser::to_string_pretty(&memory, ron::ser::PrettyConfig::default())?;
    Ok(files::write(file, text.as_bytes())?)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn remembers_and_puts_aside_what_it_cannot_read() {
        let folder = files::temporary_folder().unwrap();
        let file = folder.path().join("deep/memory.ron");
        update_file(&file, |m| assert!(m.lessons.pass("a", 2))).unwrap();
        for n in 0..RECENT + 5 {
            update_file(&file, |m| m.opened(Path::new(&format!("/f{n}")))).unwrap();
        }
        update_file(&file, |m| m.opened(Path::new("/f20"))).unwrap();
        let memory = read(&file).unwrap();
        assert!(memory.lessons.passed("a", 2));
        assert_eq!(memory.recent.len(), RECENT);
        assert_eq!(memory.recent[..2], [PathBuf::from("/f20"), PathBuf::from("/f24")]);
        files::write(&file, b"(lessons: [").unwrap();
        assert!(read(&file).is_err());
        update_file(&file, |m| m.opened(Path::new("/x"))).unwrap();
        assert_eq!(read(&file).unwrap().recent, [PathBuf::from("/x")]);
        assert_eq!(files::read(&file.with_extension("unreadable")).unwrap(), b"(lessons: [");
    }
}

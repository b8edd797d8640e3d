//! Manifests as the house rules look at them: sections, keys and values, line by line.

use super::{entries, root};

/// The folders of `src/` that are crates.
pub fn rooms() -> Vec<String> {
    let folders = entries(&root().join("src")).into_iter().filter(|path| path.join("Cargo.toml").is_file());
    folders.map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect()
}

/// Section, key, value and line number of everything in a manifest that stands on one line.
fn entries_of(manifest: &str) -> impl Iterator<Item = (&str, &str, &str, usize)> {
    let mut section = "";
    manifest.lines().enumerate().filter_map(move |(index, line)| {
        let line = line.trim();
        if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            section = name.trim_matches(['[', ']']);
            return None;
        }
        let (key, value) = line.split_once('=')?;
        Some((section, key.trim(), value.trim(), index + 1))
    })
}

/// A value, as it is written.
pub fn value<'a>(manifest: &'a str, section: &str, key: &str) -> Option<&'a str> {
    entries_of(manifest).find(|entry| (entry.0, entry.1) == (section, key)).map(|entry| entry.2)
}

/// The rooms that a manifest depends on outside tests, with their lines.
pub fn rooms_used(manifest: &str) -> Vec<(usize, String)> {
    let used = entries_of(manifest).filter(|entry| entry.0.ends_with("dependencies") && entry.0 != "dev-dependencies");
    let rooms = used.filter_map(|(_, key, _, line)| Some((line, key.strip_prefix("enigma-")?)));
    rooms.map(|(line, name)| (line, name.split('.').next().unwrap_or(name).to_string())).collect()
}

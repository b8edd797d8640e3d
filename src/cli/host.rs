//! The interface's connection to the machine it runs on: what there is to open, files, clock, keys.

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use crossterm::event::Event;
use enigma_debug::Session;
use enigma_tui::{Catalog, Course, Entry, Host, Kind, Options};
use enigma_world::clock::Stopwatch;
use enigma_world::{files, places};

use super::args::Interface;
use super::{Done, Failure, content, open};

struct Outside {
    watch: Stopwatch,
    seed: u64,
}

/// Opens the interface, at its home page or with what a path stands for.
pub fn run(path: Option<&str>, interface: &Interface) -> Done {
    let mut outside = Outside { watch: Stopwatch::start(), seed: interface.seed };
    let start = path.map(entry);
    let plain = places::is_set("NO_COLOR");
    let options = Options { ascii: interface.ascii, mouse: !interface.no_mouse, colour: !plain };
    let mouse = options.mouse;
    enigma_tui::with_terminal(mouse, |terminal| enigma_tui::run(terminal, &mut outside, start, options))?;
    Ok(ExitCode::SUCCESS)
}

/// What a path stands for.
fn entry(path: &str) -> Entry {
    let file = Path::new(path);
    let kind = match file.extension() {
        Some(e) if e == open::EXTENSION => Kind::Recording,
        _ if file.exists() => Kind::Recent,
        _ => Kind::Sample,
    };
    Entry { kind, name: path.into(), title: path.into(), summary: String::new(), done: None }
}

/// The folder of the user's snapshots.
fn snapshot_folder() -> Option<PathBuf> {
    Some(places::data()?.join("snapshots"))
}

fn recordings() -> Vec<Entry> {
    let own = content::recordings().into_iter().map(|(name, _)| (name.clone(), name));
    let saved = snapshot_folder().and_then(|folder| files::list(&folder, open::EXTENSION).ok()).unwrap_or_default();
    let saved = saved.into_iter().map(|path| {
        let title = path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        (path.to_string_lossy().into_owned(), title)
    });
    let entry = |(name, title)| Entry { kind: Kind::Recording, name, title, summary: String::new(), done: None };
    own.chain(saved).map(entry).collect()
}

impl Outside {
    fn session(&self, entry: &Entry) -> Result<Session, Failure> {
        if entry.kind == Kind::Recording {
            let embedded = content::recordings().into_iter().find(|r| r.0 == entry.name);
            let bytes = match embedded {
                Some((_, bytes)) => bytes.to_vec(),
                None => files::read(Path::new(&entry.name))?,
            };
            return Session::open_file(&bytes).map_err(Failure::new);
        }
        let program = open::program(&entry.name, None, &[], self.seed)?;
        Session::open(program).map_err(Failure::new)
    }
}

impl Host for Outside {
    fn catalog(&mut self) -> Catalog {
        let samples = content::samples().unwrap_or_default();
        let sample = |s: content::Sample| Entry {
            kind: Kind::Sample,
            name: s.name,
            title: s.title,
            summary: s.summary,
            done: None,
        };
        let samples = samples.into_iter().map(sample).collect();
        Catalog { lessons: Vec::new(), samples, recordings: recordings(), recent: Vec::new() }
    }

    fn open(&mut self, entry: &Entry) -> Result<Session, String> {
        self.session(entry).map_err(|e| e.0)
    }

    fn open_lesson(&mut self, entry: &Entry) -> Result<(Box<dyn Course>, Session), String> {
        Err(format!("{}: no such lesson", entry.name))
    }

    fn save_progress(&mut self, _: &str, _: &[bool]) {}

    fn save_snapshot(&mut self, name: &str, bytes: &[u8]) -> Result<String, String> {
        let given = Path::new(name);
        let path = if given.components().count() > 1 {
            given.to_path_buf()
        } else {
            snapshot_folder().unwrap_or_default().join(given)
        };
        let path = path.with_extension(open::EXTENSION);
        files::write(&path, bytes).map_err(|e| e.to_string())?;
        Ok(path.to_string_lossy().into_owned())
    }

    fn next_event(&mut self, timeout: Duration) -> io::Result<Option<Event>> {
        enigma_tui::next_event(timeout)
    }

    fn now_ms(&mut self) -> u64 {
        self.watch.elapsed().as_millis() as u64
    }

    fn copy(&mut self, text: &str) -> Result<(), String> {
        enigma_tui::copy(text).map_err(|e| e.to_string())
    }

    fn set_mouse(&mut self, on: bool) -> Result<(), String> {
        enigma_tui::set_mouse(on).map_err(|e| e.to_string())
    }
}

//! The interface's connection to the machine it runs on: what there is to open, files, clock, keys.

use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Duration;

use crossterm::event::Event;
use enigma_debug::Session;
use enigma_lesson::Lesson;
use enigma_replay::{Header, Program, Timeline, read_header};
use enigma_tui::{Catalog, Course, Entry, Host, Kind, Options};
use enigma_world::clock::Stopwatch;
use enigma_world::host::Face;
use enigma_world::{files, places};

use super::args::{CodeArgs, Interface};
use super::content::Sample;
use super::erl::application::Application;
use super::memory::Memory;
use super::output::plain;
use super::{Done, Failure, content, memory, open};

/// How much of a file is read for its header.
const MAX_START: u64 = 128 << 10;

struct Outside {
    watch: Stopwatch,
    seed: u64,
    code: CodeArgs,
    /// The system that runs in this terminal, for [`Kind::System`], while nobody looks at it.
    system: Option<Timeline>,
    /// The function at whose first call it is opened.
    at: Option<(String, String)>,
    /// Somebody looks at it.
    lent: bool,
    /// The program that the interface is opened with, if it has been compiled before.
    compiled: Option<(String, Program)>,
}

/// Opens the interface, at its home page or with what a path stands for.
pub fn run(path: Option<&str>, interface: &Interface) -> Done {
    needs_terminal()?;
    if let Some(application) = path.and_then(|path| Application::in_folder(Path::new(path))) {
        let (system, at) = application.system(interface)?;
        look_at(system, at, interface)?;
        return Ok(ExitCode::SUCCESS);
    }
    // What the compiler says belongs on the terminal, before the interface has it.
    let source = path.filter(|path| open::is_source(Path::new(path)) && Path::new(path).exists());
    let compiled = match source {
        Some(path) => {
            let (program, said) = open::program_and_said(path, None, &[], interface.seed, &interface.code)?;
            open::warn(&said);
            Some((path.to_string(), program))
        }
        None => None,
    };
    let mut outside = Outside { compiled, ..Outside::new(interface) };
    show(&mut outside, path.map(entry), interface)?;
    Ok(ExitCode::SUCCESS)
}

/// Opens the interface with a system where that stands, or where it first calls a function; gives it back where somebody
/// left it.
pub fn look_at(system: Timeline, at: Option<(String, String)>, interface: &Interface) -> Result<Timeline, Failure> {
    needs_terminal()?;
    let entry = system_entry(&system);
    let mut outside = Outside { system: Some(system), at, ..Outside::new(interface) };
    show(&mut outside, Some(entry), interface)?;
    outside.system.ok_or_else(|| Failure::new("the interface did not give the system back"))
}

fn system_entry(system: &Timeline) -> Entry {
    let title = system.program().title.clone();
    let summary = format!("The system that runs in this terminal, at instruction {}.", system.position());
    Entry { kind: Kind::System, name: title.clone(), title, summary, done: None }
}

fn needs_terminal() -> Result<(), Failure> {
    if io::stdin().is_terminal() && io::stdout().is_terminal() {
        return Ok(());
    }
    Err(Failure::new("the interface needs a terminal; `enigma --help` tells what can be done without one"))
}

fn show(outside: &mut Outside, start: Option<Entry>, interface: &Interface) -> Result<(), Failure> {
    let plain = places::is_set("NO_COLOR");
    let options = Options { ascii: interface.ascii, mouse: !interface.no_mouse, colour: !plain };
    let mouse = options.mouse;
    let _face = Face::show(enigma_tui::restore);
    enigma_tui::with_terminal(mouse, |terminal| enigma_tui::run(terminal, outside, start, options))?;
    Ok(())
}

/// What a path stands for.
fn entry(path: &str) -> Entry {
    let file = Path::new(path);
    let kind = if file.exists() { Kind::Recent } else { Kind::Sample };
    Entry { kind, name: path.into(), title: path.into(), summary: String::new(), done: None }
}

/// The folder of the user's snapshots.
fn snapshot_folder() -> Option<PathBuf> {
    Some(places::data()?.join("snapshots"))
}

fn file_name(path: &Path) -> String {
    path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

fn lesson_entries() -> Result<Vec<Entry>, Failure> {
    let progress = memory::recall().lessons;
    let entry = |lesson: Lesson| {
        let steps = lesson.steps.len();
        let summary = first_paragraph(lesson.introduction());
        let done = Some((progress.count(&lesson.name, steps), steps));
        Entry { kind: Kind::Lesson, name: lesson.name, title: lesson.title, summary, done }
    };
    Ok(content::lessons()?.into_iter().map(entry).collect())
}

fn sample_entries() -> Result<Vec<Entry>, Failure> {
    let entry = |s: Sample| Entry { kind: Kind::Sample, name: s.name, title: s.title, summary: s.summary, done: None };
    Ok(content::samples()?.into_iter().map(entry).collect())
}

/// The first paragraph of a Markdown text, on one line, without its marks.
fn first_paragraph(prose: &str) -> String {
    let lines = prose.lines().skip_while(|line| line.is_empty() || line.starts_with('#'));
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ").replace(['*', '`'], "")
}

/// The recordings that the program brings along, and the user's own snapshots.
fn recording_entries() -> Vec<Entry> {
    let own = content::recordings().into_iter().map(|(name, bytes)| (name.clone(), name, read_header(bytes)));
    let saved = snapshot_folder().and_then(|folder| files::list(&folder, open::EXTENSION).ok()).unwrap_or_default();
    let saved = saved.iter().filter_map(|path| {
        let header = read_header(&files::read_start(path, MAX_START).ok()?);
        Some((path.to_string_lossy().into_owned(), file_name(path), header))
    });
    let entry = |(name, title, header): (String, String, Result<(Header, usize), enigma_replay::FileError>)| {
        let summary = match header {
            Ok((header, _)) => about(&header),
            Err(error) => error.to_string(),
        };
        Entry { kind: Kind::Recording, name, title: plain(&title), summary: plain(&summary), done: None }
    };
    own.chain(saved).map(entry).collect()
}

/// What a file's header says, in a sentence.
fn about(header: &Header) -> String {
    let Header { title, entry, position, seed, .. } = header;
    match header.kind {
        enigma_replay::Kind::Recording => {
            format!("{title}: {entry}, {position} instructions recorded with seed {seed}.")
        }
        enigma_replay::Kind::Snapshot => format!("{title}: {entry} at instruction {position}, seed {seed}."),
    }
}

fn recent_entries() -> Vec<Entry> {
    let files = memory::recall().recent.into_iter().filter(|path| path.exists());
    let entry = |path: PathBuf| {
        let (name, title) = (path.to_string_lossy().into_owned(), plain(&file_name(&path)));
        Entry { kind: Kind::Recent, summary: plain(&name), name, title, done: None }
    };
    files.map(entry).collect()
}

impl Outside {
    fn new(interface: &Interface) -> Outside {
        let (watch, seed, code) = (Stopwatch::start(), interface.seed, interface.code.clone());
        Outside { watch, seed, code, system: None, at: None, lent: false, compiled: None }
    }

    /// A program, compiled anew if it is opened again.
    fn program(&mut self, entry: &Entry) -> Result<Program, Failure> {
        match self.compiled.take_if(|(path, _)| *path == entry.name) {
            Some((_, program)) => Ok(program),
            None => Ok(open::program_and_said(&entry.name, None, &[], self.seed, &self.code)?.0),
        }
    }

    fn session(&mut self, entry: &Entry) -> Result<Session, Failure> {
        if entry.kind == Kind::System {
            let system = self.system.take().ok_or_else(|| Failure::new("it is open already"))?;
            self.lent = true;
            let mut session = Session::attach(system);
            if let Some((module, function)) = self.at.take() {
                session.go_to_call(&module, &function);
            }
            return Ok(session);
        }
        let path = Path::new(&entry.name);
        let world = Box::new(open::library(&entry.name, &self.code)?);
        let embedded = content::recordings().into_iter().find(|r| entry.kind == Kind::Recording && r.0 == entry.name);
        let session = match embedded {
            Some((_, bytes)) => Session::open_file(bytes, world),
            None if path.extension().is_some_and(|e| e == open::EXTENSION) => {
                Session::open_file(&files::read(path)?, world)
            }
            None => Session::open(self.program(entry)?, world),
        };
        let session = session.map_err(Failure::new)?;
        if entry.kind == Kind::Recent {
            // Where nothing can be remembered, as in a home that is read-only, the file is open all the same.
            let _ = memory::update(|memory| memory.opened(&files::absolute(path)));
        }
        Ok(session)
    }
}

impl Host for Outside {
    fn catalog(&mut self) -> Catalog {
        Catalog {
            lessons: lesson_entries().unwrap_or_default(),
            samples: sample_entries().unwrap_or_default(),
            recordings: recording_entries(),
            recent: self.system.iter().map(system_entry).chain(recent_entries()).collect(),
        }
    }

    fn open(&mut self, entry: &Entry) -> Result<Session, String> {
        self.session(entry).map_err(|e| e.0)
    }

    fn leave(&mut self, session: Session) {
        if std::mem::take(&mut self.lent) {
            self.system = Some(session.detach());
        }
    }

    fn open_lesson(&mut self, entry: &Entry) -> Result<(Box<dyn Course>, Session), String> {
        let mut lessons = content::lessons().map_err(|e| e.0)?;
        lessons.retain(|lesson| lesson.name == entry.name);
        let lesson = lessons.pop().ok_or_else(|| format!("{}: no such lesson", entry.name))?;
        let session = lesson.open()?;
        Ok((enigma_tui::course(lesson, &memory::recall().lessons), session))
    }

    fn save_progress(&mut self, lesson: &str, done: &[bool]) -> Result<(), String> {
        let pass = |memory: &mut Memory| {
            for (step, _) in done.iter().enumerate().filter(|(_, done)| **done) {
                memory.lessons.pass(lesson, step);
            }
        };
        memory::update(pass).map_err(|e| e.0)
    }

    fn save_snapshot(&mut self, name: &str, bytes: &[u8]) -> Result<String, String> {
        let given = Path::new(name);
        let given = match given.components().count() {
            1 => snapshot_folder().ok_or("there is no home folder to save it in: give a path")?.join(given),
            _ => given.to_path_buf(),
        };
        let numbered = (2..1000).map(|n| PathBuf::from(format!("{}-{n}", given.display())));
        let mut names = std::iter::once(given.clone()).chain(numbered).map(|name| open::with_extension(&name));
        let path = names.find(|path| !path.exists()).ok_or("there are too many of that name")?;
        files::write_new(&path, bytes).map_err(|e| e.to_string())?;
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

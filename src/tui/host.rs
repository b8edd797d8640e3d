//! What the interface needs from outside: files, clock, terminal events. The program implements it; tests feed keys
//! through it.

use crate::lesson::LessonView;
use crossterm::event::Event;
use enigma_debug::Session;

use std::io;
use std::time::Duration;

/// What kind of thing an entry of the home page is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// A lesson.
    Lesson,
    /// A sample program.
    Sample,
    /// A recording or a snapshot.
    Recording,
    /// A file opened before.
    Recent,
    /// A system that is booted.
    System,
}

/// Something that can be opened.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    /// What it is.
    pub kind: Kind,
    /// What the host knows it by: a name or a path.
    pub name: String,
    /// What people know it by.
    pub title: String,
    /// What it is about, in one sentence.
    pub summary: String,
    /// Steps done and steps there are, for lessons.
    pub done: Option<(usize, usize)>,
}

/// What the home page lists.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Catalog {
    /// Lessons, in the order in which they are best taken.
    pub lessons: Vec<Entry>,
    /// Samples.
    pub samples: Vec<Entry>,
    /// Recordings and snapshots.
    pub recordings: Vec<Entry>,
    /// Files opened before, the latest first.
    pub recent: Vec<Entry>,
}

/// A lesson that somebody takes, as far as the interface is concerned.
pub trait Course {
    /// The lesson as it is shown, with the steps that were done before.
    fn view(&self) -> LessonView;
    /// Whether a step is done now, given an answer if one was typed.
    fn passed(&self, step: usize, session: &Session, answer: Option<&str>) -> bool;
}

/// What the program does for the interface.
pub trait Host {
    /// What there is to open; asked whenever the home page appears.
    fn catalog(&mut self) -> Catalog;
    /// Opens a sample, a recording, a file.
    fn open(&mut self, entry: &Entry) -> Result<Session, String>;
    /// Takes back the session of an entry that was opened, and is left.
    fn leave(&mut self, session: Session);
    /// Opens a lesson, and the session that it begins with.
    fn open_lesson(&mut self, entry: &Entry) -> Result<(Box<dyn Course>, Session), String>;
    /// Keeps which steps of a lesson are done.
    fn save_progress(&mut self, lesson: &str, done: &[bool]) -> Result<(), String>;
    /// Saves a snapshot under the name or one made from it, and returns where it is.
    fn save_snapshot(&mut self, name: &str, bytes: &[u8]) -> Result<String, String>;
    /// The next key, click or resize; `None` where there was none in that time.
    fn next_event(&mut self, timeout: Duration) -> io::Result<Option<Event>>;
    /// Milliseconds since some moment.
    fn now_ms(&mut self) -> u64;
    /// Puts a text on the clipboard.
    fn copy(&mut self, text: &str) -> Result<(), String>;
    /// Takes the mouse, or leaves it to the terminal.
    fn set_mouse(&mut self, on: bool) -> Result<(), String>;
}

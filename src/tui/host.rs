//! What the interface needs from outside: files, clock, terminal events. The program implements it; tests feed keys
//! through it.

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

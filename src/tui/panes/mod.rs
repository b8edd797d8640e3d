//! The panes of the debugger: one table of what each of them lists.
//!
//! A pane is a list of rows over the [`Views`]: how many there are, how one of them looks, what is inside it. Cursor,
//! scrolling, search and copying are the same for all of them and live in [`list`].

mod breakpoints;
mod code;
mod console;
mod events;
mod heap;
mod lesson;
pub(crate) mod list;
mod mailbox;
mod processes;
mod registers;
mod source;
mod stack;
pub(crate) mod time;
mod tree;

use crate::highlight::Highlighter;
use crate::lesson::LessonView;
use crate::text;
use crate::theme::{Role, Theme};
use crate::views::Views;
pub(crate) use breakpoints::id_of as breakpoint_in;
use enigma_debug::view::{Register, Touch};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
pub(crate) use source::instructions as instructions_of;

/// A pane of the debugger.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[allow(missing_docs)]
pub enum Pane {
    Lesson,
    Code,
    Source,
    Registers,
    Stack,
    Heap,
    Mailbox,
    Processes,
    Tree,
    Events,
    Console,
    Breakpoints,
    Time,
}

impl Pane {
    /// All panes, in the order in which Tab goes through them.
    pub const ALL: [Pane; 13] = [
        Pane::Lesson,
        Pane::Code,
        Pane::Source,
        Pane::Registers,
        Pane::Stack,
        Pane::Heap,
        Pane::Mailbox,
        Pane::Processes,
        Pane::Tree,
        Pane::Events,
        Pane::Console,
        Pane::Breakpoints,
        Pane::Time,
    ];

    /// What the pane lists.
    pub fn spec(self) -> &'static Spec {
        match self {
            Pane::Lesson => &lesson::SPEC,
            Pane::Code => &code::SPEC,
            Pane::Source => &source::SPEC,
            Pane::Registers => &registers::SPEC,
            Pane::Stack => &stack::SPEC,
            Pane::Heap => &heap::SPEC,
            Pane::Mailbox => &mailbox::SPEC,
            Pane::Processes => &processes::SPEC,
            Pane::Tree => &tree::SPEC,
            Pane::Events => &events::SPEC,
            Pane::Console => &console::SPEC,
            Pane::Breakpoints => &breakpoints::SPEC,
            Pane::Time => &time::SPEC,
        }
    }
}

/// A row of a pane: which of the pane's things it shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Row {
    /// Nothing; room between things.
    Blank,
    /// A heading.
    Head(usize),
    /// A thing.
    Item(usize),
    /// A part of a thing.
    Part(usize, usize),
}

/// The process in a row of a pane that lists processes.
pub(crate) fn process_in(pane: Pane, data: Data<'_>, row: Row) -> Option<u32> {
    match pane {
        Pane::Processes => processes::pid_of(data, row),
        Pane::Tree => tree::pid_of(data, row),
        _ => None,
    }
}

/// What the panes are drawn from.
#[derive(Clone, Copy)]
pub struct Data<'a> {
    /// The machine.
    pub views: &'a Views,
    /// The lesson that is open.
    pub lesson: Option<&'a LessonView>,
    /// Colours for source lines.
    pub highlighter: &'a Highlighter,
    /// Colours and signs.
    pub theme: &'a Theme,
}

/// Widths that a pane measured over all its rows.
pub type Columns = [usize; 4];

/// How a pane lists its rows.
pub struct Spec {
    /// Its title.
    pub title: &'static str,
    /// Text to be read: without a cursor.
    pub prose: bool,
    /// Its rows.
    pub rows: fn(Data<'_>) -> Vec<Row>,
    /// Widths of its columns.
    pub columns: fn(Data<'_>) -> Columns,
    /// A row as a line, in a pane of that many columns.
    pub line: fn(Data<'_>, Row, Columns, usize) -> Line<'static>,
    /// What stands in the title after the name.
    pub note: fn(Data<'_>) -> String,
    /// What stands below the rows, where there is room.
    pub foot: fn(Data<'_>) -> String,
    /// What stands there instead of rows.
    pub empty: fn(Data<'_>) -> String,
    /// What is inside a row.
    pub inside: fn(Data<'_>, Row) -> Option<Inside>,
    /// Where the cursor goes by itself when the machine moved.
    pub home: fn(Data<'_>, &[Row]) -> Option<usize>,
}

/// What there is to see inside a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inside {
    /// What it is.
    pub title: String,
    /// What is known about it already.
    pub text: String,
    /// The word whose term the session can spell out in full.
    pub word: Option<u64>,
}

fn no_columns(_: Data<'_>) -> Columns {
    [0; 4]
}

/// Nothing to be said.
fn no_note(_: Data<'_>) -> String {
    String::new()
}

fn stay(_: Data<'_>, _: &[Row]) -> Option<usize> {
    None
}

fn items(n: usize) -> Vec<Row> {
    (0..n).map(Row::Item).collect()
}

/// Digits of a number.
fn digits(n: u64) -> usize {
    n.checked_ilog10().map_or(1, |d| d as usize + 1)
}

/// The longest of some lengths, kept between two bounds.
fn widest(lengths: impl Iterator<Item = usize>, least: usize, most: usize) -> usize {
    lengths.max().unwrap_or(0).clamp(least, most)
}

/// The three columns that say what the steps do to a value: `*` changed, `>` read next, `<` written next.
fn marks(touch: Touch, theme: &Theme) -> [Span<'static>; 3] {
    let sign = |on: bool, sign: &'static str, role: Role| {
        if on { Span::styled(sign, theme.style(role)) } else { Span::raw(" ") }
    };
    [
        sign(touch.changed, "*", Role::Changed),
        sign(touch.reads, ">", Role::Reads),
        sign(touch.writes, "<", Role::Writes),
    ]
}

/// The looks of a value that the steps touch so.
fn touched(touch: Touch, theme: &Theme) -> Style {
    theme.style(match touch {
        Touch { changed: true, .. } => Role::Changed,
        Touch { writes: true, .. } => Role::Writes,
        Touch { reads: true, .. } => Role::Reads,
        _ => Role::Text,
    })
}

/// A register with its marks and its value.
fn register_line(register: &Register, indent: usize, theme: &Theme) -> Line<'static> {
    let mut spans = vec![
        Span::raw(" ".repeat(indent)),
        text::span(&text::fit(&register.name, 4, theme.signs.more), theme.style(Role::Variable)),
    ];
    spans.extend(marks(register.touch, theme));
    spans.push(Span::raw(" "));
    spans.push(text::span(&register.value, touched(register.touch, theme)));
    Line::from(spans)
}

/// What is inside a register.
fn register_inside(register: &Register, whose: &str) -> Inside {
    let mut text = String::new();
    let Touch { changed, reads, writes } = register.touch;
    for (on, what) in [
        (changed, "The last step changed it."),
        (reads, "The next instruction reads it."),
        (writes, "The next instruction writes it."),
    ] {
        if on {
            text.push_str(what);
            text.push('\n');
        }
    }
    text.push_str(&format!("word {:#018x}", register.word));
    Inside { title: format!("{}{whose}", register.name), text, word: Some(register.word) }
}

//! What the interface wants done: the app's answer to a key, carried out by the driver.

use crate::host::Entry;
use crate::panes::Inside;
use enigma_debug::command::{Command, Place};

/// Something to be done to the session, or outside.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Effect {
    /// Give the session a command, so often.
    Run(Command, u64),
    /// Show a process (`None`: whichever runs).
    ShowProcess(Option<u32>),
    /// Show another module (`None`: the one of the process shown).
    ShowModule(Option<String>),
    /// Show the list of modules.
    ListModules,
    /// Set or clear a breakpoint at a slot.
    ToggleBreakpoint(u32),
    /// Set a breakpoint.
    SetBreakpoint(Place),
    /// Remove a breakpoint.
    RemoveBreakpoint(u32),
    /// Set or clear a mark on the timeline, here.
    ToggleMark,
    /// Show what is inside something; its word is to be spelled out.
    Explain(Inside),
    /// Save a snapshot under a name (empty: one made from the title).
    Snapshot(String),
    /// Check an answer to the lesson's question.
    Answer(String),
    /// Go to a step of the lesson.
    LessonStep(usize),
    /// Put a text on the clipboard.
    Copy(String),
    /// Open something.
    Open(Entry),
    /// Leave the debugger for the home page.
    Home,
    /// Take the mouse, or leave it to the terminal.
    Mouse(bool),
    /// Draw everything anew.
    Redraw,
    /// Leave.
    Quit,
}

//! What the debugger's panes are drawn from: the views of one moment, fetched as far as they are looked at.
//!
//! A view costs what it shows (a heap of a million words is a million lines), so those that nobody sees are not
//! asked for: [`Views::fresh`] says which ones belong to the moment.

use crate::panes::Pane;
use enigma_debug::view;

/// The views of a moment.
#[derive(Clone, Debug)]
pub struct Views {
    /// Where the machine stands.
    pub status: view::Status,
    /// Code of the module shown, with its source.
    pub code: view::Code,
    /// Registers of the process shown.
    pub registers: view::Registers,
    /// Stack of the process shown.
    pub stack: Vec<view::Frame>,
    /// Block of the process shown.
    pub heap: view::Heap,
    /// Mailbox of the process shown.
    pub mailbox: Vec<view::MessageLine>,
    /// Processes, run queues, timers.
    pub processes: view::Processes,
    /// The processes as OTP's libraries make a tree of them.
    pub tree: view::Tree,
    /// What happened up to now.
    pub events: Vec<view::EventLine>,
    /// Time.
    pub time: view::TimeView,
    /// What the program printed.
    pub console: view::Console,
    /// Breakpoints.
    pub breakpoints: Vec<view::BreakpointLine>,
    /// The panes whose view belongs to the moment.
    pub fresh: Vec<Pane>,
}

impl Default for Views {
    fn default() -> Views {
        Views {
            status: view::Status {
                title: String::new(),
                instruction: 0,
                end: None,
                running: None,
                shown: None,
                time_ns: 0,
                seed: 0,
                reductions_left: 0,
                finished: None,
                state_hash: 0,
                stopped: String::new(),
            },
            code: view::Code::default(),
            registers: view::Registers::default(),
            stack: Vec::new(),
            heap: view::Heap::default(),
            mailbox: Vec::new(),
            processes: view::Processes::default(),
            tree: view::Tree::default(),
            events: Vec::new(),
            time: view::TimeView::default(),
            console: view::Console::default(),
            breakpoints: Vec::new(),
            fresh: Vec::new(),
        }
    }
}

impl Views {
    /// The process shown, where it lives.
    pub fn shown(&self) -> Option<&view::ProcessLine> {
        let shown = self.status.shown?;
        self.processes.processes.iter().find(|p| p.pid == shown)
    }
}

//! What a face shows, as plain data: registers, frames, words, messages, queues, events.
//!
//! Every text in here is ready to be drawn: guest text is escaped, long terms are cut. Nothing
//! refers to the machine, so a face can keep a view while the machine goes on.

use serde::Serialize;

/// What the instruction just executed did to a value, and what the next one is about to do.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Touch {
    /// The last step changed it.
    pub changed: bool,
    /// The next instruction reads it.
    pub reads: bool,
    /// The next instruction writes it.
    pub writes: bool,
}

/// Where the whole machine stands.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Status {
    /// What runs: the title of the sample or the name of the file.
    pub title: String,
    /// Instructions executed.
    pub instruction: u64,
    /// The instruction at which the program ends, where it is known.
    pub end: Option<u64>,
    /// The process that runs.
    pub running: Option<u32>,
    /// The process that the panes show.
    pub shown: Option<u32>,
    /// Virtual time since the start, in nanoseconds.
    pub time_ns: u64,
    /// The seed of the schedule.
    pub seed: u64,
    /// Reductions of the slice at hand that are left.
    pub reductions_left: i64,
    /// How the program ended, in one line, once it has.
    pub finished: Option<String>,
    /// The hash of the state.
    pub state_hash: u64,
    /// Why the last command stopped, in one line ("breakpoint at ring:loop/2", "message to <0.3.0>").
    pub stopped: String,
}

/// One executable instruction, or the head of a function.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct CodeLine {
    /// The instruction's slot; unique in the machine, also across modules.
    pub slot: u32,
    /// The labels that stand before it.
    pub labels: Vec<u32>,
    /// The function that begins here, as `M:F/A`.
    pub function: Option<String>,
    /// The name of the instruction.
    pub op: String,
    /// The operands as text, short and resolved (`x0`, `L12`, `lists:reverse/2`, `ok`).
    pub operands: Vec<String>,
    /// The source line, where the line table knows it.
    pub line: Option<u32>,
    /// The next instruction of the process shown is this one.
    pub current: bool,
    /// A breakpoint is set here.
    pub breakpoint: bool,
}

/// The code around the process's next instruction (or around a place asked for).
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Code {
    /// The module.
    pub module: String,
    /// All instructions of the module.
    pub lines: Vec<CodeLine>,
    /// The index in `lines` of the next instruction, where this module runs.
    pub current: Option<usize>,
    /// The source's file name, and its text where it was found.
    pub source_name: Option<String>,
    /// The lines of the source; empty where it was not found.
    pub source: Vec<String>,
    /// The source line of the next instruction (from 1).
    pub source_line: Option<u32>,
    /// What the next instruction does, in a sentence or two.
    pub help: String,
}

/// A register or stack slot with its value.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Register {
    /// `x0`, `y1`, `fr0`.
    pub name: String,
    /// The value as a term.
    pub value: String,
    /// The word itself.
    pub word: u64,
    /// What the steps do to it.
    pub touch: Touch,
}

/// The registers of the process shown.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Registers {
    /// x registers that hold something (while a process waits: those that were saved).
    pub x: Vec<Register>,
    /// y registers of the current frame.
    pub y: Vec<Register>,
    /// Float registers that were used.
    pub f: Vec<Register>,
}

/// A stack frame; the first is the current one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Frame {
    /// The function that the frame belongs to, as `M:F/A`, with file and line of the call where known.
    pub function: String,
    /// `file:line` where known.
    pub location: Option<String>,
    /// The slot to which the frame's callee returns (`None` for the current frame).
    pub slot: Option<u32>,
    /// Its y registers.
    pub y: Vec<Register>,
}

/// The part of a block that a word lies in.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[allow(missing_docs)]
pub enum Region {
    Old,
    Young,
    Stack,
}

/// A word of a process block.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Word {
    /// Its offset in the block, in words.
    pub offset: usize,
    /// Where it lies.
    pub region: Region,
    /// The word itself.
    pub word: u64,
    /// Its tag: "small", "atom", "list", "boxed", "header tuple/3", "raw", "cp", ….
    pub tag: String,
    /// What it means: a term, the function a continuation pointer returns to, ….
    pub meaning: String,
    /// Whether the last step changed it.
    pub changed: bool,
}

/// The block of the process shown.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Heap {
    /// The words in use: old, young, stack (the free ones between are left out).
    pub words: Vec<Word>,
    /// Words in the block altogether.
    pub size: usize,
    /// Words in use by the old part, the young part, the stack.
    pub old: usize,
    /// See `old`.
    pub young: usize,
    /// See `old`.
    pub stack: usize,
    /// Words between heap and stack.
    pub free: usize,
    /// Minor and full collections so far.
    pub collections: (u64, u64),
}

/// A message in the mailbox of the process shown.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct MessageLine {
    /// The message.
    pub term: String,
    /// `receive` looks at this one next.
    pub next: bool,
    /// The last step put it there.
    pub changed: bool,
}

/// A process in the list of processes.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct ProcessLine {
    /// Its number: `<0.N.0>`.
    pub pid: u32,
    /// The registered name.
    pub name: Option<String>,
    /// "running", "runnable", "waiting".
    pub status: String,
    /// "low", "normal", "high", "max".
    pub priority: String,
    /// The function it is in, as `M:F/A`.
    pub function: String,
    /// Messages in its mailbox.
    pub messages: usize,
    /// Words in use.
    pub words: usize,
    /// Reductions used.
    pub reductions: u64,
    /// Processes linked to it.
    pub links: Vec<u32>,
    /// Processes it monitors.
    pub monitors: Vec<u32>,
    /// The last step changed something about it.
    pub changed: bool,
}

/// Processes, run queues and timers.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Processes {
    /// All that live, by number.
    pub processes: Vec<ProcessLine>,
    /// The run queues, the most urgent first: name and process numbers in order.
    pub queues: Vec<(String, Vec<u32>)>,
    /// Timers: nanoseconds from now, and what they will do.
    pub timers: Vec<(u64, String)>,
}

/// What a process is in the tree of OTP's libraries.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub enum TreeKind {
    /// The master of an application.
    Application,
    /// A supervisor.
    Supervisor,
    /// A `supervisor_bridge`.
    Bridge,
    /// Started by a supervisor, and none itself.
    Worker,
    /// Anything else.
    Other,
}

/// A process in its place in the tree.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct TreeProcess {
    /// The process.
    pub process: ProcessLine,
    /// How many are above it.
    pub depth: usize,
    /// What it is.
    pub kind: TreeKind,
    /// The application that it is the master of.
    pub application: Option<String>,
    /// What its supervisor calls it.
    pub id: Option<String>,
    /// The function that it begins with, as `proc_lib` notes it; of a fun's process, the one that it is in.
    pub begins: String,
    /// A supervisor's strategy.
    pub strategy: Option<String>,
    /// Processes linked to it that are neither above nor beneath it.
    pub links: Vec<u32>,
}

/// A row of the tree, what is beneath a process behind it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub enum TreeRow {
    /// A process.
    Process(Box<TreeProcess>),
    /// A child that its supervisor knows and that does not run.
    Absent {
        /// How many are above it.
        depth: usize,
        /// What its supervisor calls it.
        id: String,
    },
    /// Others that are not shown.
    More {
        /// How many are above them.
        depth: usize,
        /// How many they are, but for what is beneath them.
        count: usize,
    },
}

/// The processes as OTP's libraries make a tree of them.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Tree {
    /// The rows, from the top down.
    pub rows: Vec<TreeRow>,
    /// All processes there are.
    pub processes: usize,
}

/// Something that happened: a message, a spawn, an exit, ….
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct EventLine {
    /// When: the number of instructions executed by then.
    pub instruction: u64,
    /// In which process.
    pub pid: Option<u32>,
    /// "send", "receive", "spawn", "exit", "exception", "gc", "slice", "timer", "output".
    pub kind: String,
    /// What, in one line.
    pub text: String,
}

/// Time: where we are in what is known.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct TimeView {
    /// Instructions executed.
    pub position: u64,
    /// The furthest position seen so far (or the end, once known).
    pub furthest: u64,
    /// Whether `furthest` is the end of the program.
    pub ended: bool,
    /// Positions of the checkpoints.
    pub checkpoints: Vec<u64>,
    /// Positions that the user marked (bookmarks) or where something of note happened.
    pub marks: Vec<u64>,
}

/// What the program printed last.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Console {
    /// The last lines.
    pub lines: Vec<String>,
    /// Bytes printed altogether.
    pub written: u64,
}

/// A breakpoint as the user set it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct BreakpointLine {
    /// Its number.
    pub id: u32,
    /// Where: "ring:loop/2", "ring.erl:17", "slot 123 (ring:loop/2+4)".
    pub place: String,
    /// How often it stopped the program on the way here is not known to time travel; whether it is switched on.
    pub enabled: bool,
}

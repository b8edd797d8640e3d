//! A debugging session: a timeline, what of it is shown, breakpoints. It has no face.
//!
//! Invariants: views never change anything; what a command changed is told by comparing with the
//! machine before it; nothing that a program or file contains can stop the session, only make it
//! show odd words.

use std::cell::OnceCell;
use std::sync::Arc;

use enigma_replay::{GoOn, Inputs, Moved, OpenAt, Opened, Program, Recording, Search, Timeline, World};
use enigma_vm::code::op_name;
use enigma_vm::machine::{EventKind, EventMask, Machine, Stop};
use enigma_vm::process::Process;
use enigma_vm::term::{Pid, Term};

use crate::breakpoints::{Breakpoints, functions};
use crate::command::{Command, Place};
use crate::frames::Frames;
use crate::inspect::{Scene, code, events, heap, processes, registers, stack, tree};
use crate::listing::Listings;
use crate::navigate::Navigator;
use crate::text::{self, clean};
use crate::view;
use crate::word;

/// How many instructions opening a recording may execute on the way to where it wants to be opened.
const OPEN_LIMIT: u64 = 20_000_000;

/// The instruction at which the entry function begins.
pub(crate) const FIRST: u64 = 1;

/// A debugging session.
pub struct Session {
    timeline: Timeline,
    before: Option<Machine>,
    follow: Option<Pid>,
    last_shown: Option<Pid>,
    stopped: String,
    breakpoints: Breakpoints,
    listings: Listings,
    frames: Frames,
    marks: Vec<u64>,
    state_hash: OnceCell<u64>,
}

impl Session {
    /// A session at the first instruction of a program's entry function. (Instruction 0, which
    /// applies that function, belongs to no module.) What the program asks for is given by the world.
    pub fn open(program: Program, world: Box<dyn World>) -> Result<Session, String> {
        let mut timeline = Timeline::new(Arc::new(program), Inputs::new(world)).map_err(|e| clean(&e.to_string()))?;
        timeline.goto(FIRST, &mut |_| true);
        Ok(Session::around(timeline, "the start of the program"))
    }

    /// A session in a run, where that stands.
    pub fn attach(timeline: Timeline) -> Session {
        let stopped = if timeline.position() <= FIRST { "the start of the program" } else { "the present" };
        Session::around(timeline, stopped)
    }

    /// The run, where it stands.
    pub fn detach(self) -> Timeline {
        self.timeline
    }

    /// Goes to the first call of a function, of a module that the program may load on its way. Where that does not come
    /// soon, nothing is gone to.
    pub fn go_to_call(&mut self, module: &str, function: &str) {
        let begin = self.timeline.position();
        let mut soon = |at: u64| at < begin.saturating_add(OPEN_LIMIT);
        // Code is loaded by a process of its own: between that and the first call another one is picked.
        let find = |machine: &Machine| functions(machine, module, function, None);
        let mut is_loaded = |machine: &Machine, _: Stop| find(machine).is_ok();
        let mut loading = Search { events: EventMask::SLICE, breakpoints: &[], every: false, accept: &mut is_loaded };
        self.timeline.search(&mut loading, &mut soon);
        let mut moved = Moved::Interrupted;
        if let Ok((_, mut slots)) = find(self.machine()) {
            slots.sort_unstable();
            let mut any = |_: &Machine, _: Stop| true;
            let mut call = Search { events: EventMask::NONE, breakpoints: &slots, every: false, accept: &mut any };
            moved = self.timeline.search(&mut call, &mut soon);
        }
        if moved == Moved::Found(Stop::Breakpoint) {
            self.stopped = format!("the first call of {}", clean(&format!("{module}:{function}")));
            self.marks.push(self.timeline.position());
        } else {
            self.timeline.goto(begin, &mut |_| true);
        }
        self.settle();
    }

    /// A session out of the bytes of a snapshot or a recording. A recording whose end is far is
    /// opened on the way to it.
    pub fn open_file(bytes: &[u8], world: Box<dyn World>) -> Result<Session, String> {
        match enigma_replay::open(bytes, world).map_err(|e| clean(&e.to_string()))? {
            Opened::Snapshot(timeline) => Ok(Session::around(*timeline, "the snapshot")),
            Opened::Recording(recording) => Session::open_recording(recording),
        }
    }

    /// A session in a recording, where it wants to be opened.
    pub fn open_recording(recording: Recording) -> Result<Session, String> {
        let inputs = recording.replay();
        let mut timeline = Timeline::new(recording.program, inputs).map_err(|e| clean(&e.to_string()))?;
        timeline.expect(recording.end);
        let wanted = match recording.open_at {
            OpenAt::End => recording.end,
            OpenAt::Instruction(instruction) => instruction,
        };
        timeline.goto(wanted.min(OPEN_LIMIT), &mut |_| true);
        let stopped = match (recording.open_at, recording.outcome) {
            _ if wanted > OPEN_LIMIT => "on the way into the recording".to_string(),
            (OpenAt::Instruction(_), Some(outcome)) => format!("the next instruction brings {}", clean(&outcome)),
            _ => "the recording".to_string(),
        };
        Ok(Session::around(timeline, &stopped))
    }

    fn around(timeline: Timeline, stopped: &str) -> Session {
        let position = timeline.position();
        let mut session = Session {
            timeline,
            before: None,
            follow: None,
            last_shown: None,
            stopped: stopped.into(),
            breakpoints: Breakpoints::default(),
            listings: Listings::default(),
            frames: Frames::default(),
            marks: if position > FIRST { vec![position] } else { Vec::new() },
            state_hash: OnceCell::new(),
        };
        session.settle();
        session
    }

    /// Brings what is derived from the machine up to date.
    fn settle(&mut self) {
        self.state_hash = OnceCell::new();
        let code = &self.timeline.machine().system().code;
        self.listings.update(code);
        self.frames.update(code);
        self.last_shown = self.shown();
    }

    /// The machine.
    pub fn machine(&self) -> &Machine {
        self.timeline.machine()
    }

    /// The program.
    pub fn program(&self) -> &Program {
        self.timeline.program()
    }

    /// The process shown: the one asked for, while it lives; else the one that runs, or the one
    /// shown before, or the first.
    fn shown(&self) -> Option<Pid> {
        let machine = self.machine();
        let lives = |pid: &Pid| machine.process(*pid).is_some();
        let last = self.last_shown.filter(lives).or_else(|| machine.processes().next().map(|p| p.pid));
        self.follow.filter(lives).or(machine.running()).or(last)
    }

    fn process(&self) -> Option<&Process> {
        self.machine().process(self.shown()?)
    }

    fn scene(&self) -> Option<Scene<'_>> {
        let (machine, before, frames) = (self.machine(), self.before.as_ref(), &self.frames);
        Some(Scene { machine, before, process: self.process()?, frames })
    }

    /// Where the machine stands.
    pub fn status(&self) -> view::Status {
        let (machine, program) = (self.machine(), self.program());
        let system = machine.system();
        view::Status {
            title: clean(&program.title),
            instruction: self.timeline.position(),
            end: self.timeline.end(),
            running: machine.running().map(|pid| pid.0),
            shown: self.shown().map(|pid| pid.0),
            time_ns: system.now_ns(),
            seed: system.seed,
            reductions_left: system.left,
            finished: enigma_replay::outcome(machine).map(|outcome| clean(&outcome)),
            state_hash: *self.state_hash.get_or_init(|| machine.state_hash()),
            stopped: self.stopped.clone(),
        }
    }

    /// The code around the next instruction of the process shown.
    pub fn code(&self) -> view::Code {
        let Some(process) = self.process() else { return view::Code::default() };
        let (machine, slot) = (self.machine(), process.ip);
        let begins_in = machine.system().atoms.name(process.initial.0);
        let sources = &self.program().sources;
        // Where a process begins and ends is in no module; its first function's is shown.
        match self.listings.at(slot).or_else(|| self.listings.of(begins_in)) {
            Some(listing) => {
                let code = code::code(machine, listing, Some(slot), self.breakpoints.slots(), sources);
                view::Code { help: code::help(machine, slot), ..code }
            }
            None => code::nowhere(machine, slot),
        }
    }

    /// The code of a module.
    pub fn code_of(&self, module: &str) -> Option<view::Code> {
        let listing = self.listings.of(module)?;
        let slot = self.process().map(|p| p.ip);
        let sources = &self.program().sources;
        Some(code::code(self.machine(), listing, slot, self.breakpoints.slots(), sources))
    }

    /// The names of the loaded modules, in the order of loading.
    pub fn modules(&self) -> Vec<String> {
        self.listings.all().iter().map(|listing| listing.module.clone()).collect()
    }

    /// The registers of the process shown.
    pub fn registers(&self) -> view::Registers {
        self.scene().map(|scene| registers::registers(&scene)).unwrap_or_default()
    }

    /// The stack of the process shown, the current frame first.
    pub fn stack(&self) -> Vec<view::Frame> {
        self.scene().map(|scene| stack::stack(&scene)).unwrap_or_default()
    }

    /// How many frames the stack of the process shown has.
    pub fn frame_count(&self) -> usize {
        self.scene().map_or(0, |scene| stack::frame_count(&scene))
    }

    /// The block of the process shown.
    pub fn heap(&self) -> view::Heap {
        self.scene().map(|scene| heap::heap(&scene)).unwrap_or_default()
    }

    /// The mailbox of the process shown.
    pub fn mailbox(&self) -> Vec<view::MessageLine> {
        self.scene().map(|scene| processes::mailbox(&scene)).unwrap_or_default()
    }

    /// All processes, the run queues, the timers.
    pub fn processes(&self) -> view::Processes {
        processes::processes(self.machine(), self.before.as_ref())
    }

    /// The processes as OTP's libraries make a tree of them.
    pub fn tree(&self) -> view::Tree {
        tree::tree(self.machine(), self.before.as_ref(), self.shown())
    }

    /// What happened lately, the oldest first.
    pub fn events(&self) -> Vec<view::EventLine> {
        events::events(self.machine())
    }

    /// Where we are in time.
    pub fn time(&self) -> view::TimeView {
        let kept = self.machine().system().events.iter();
        let notable = EventMask::EXIT.with(EventMask::EXCEPTION);
        let happened = kept.filter(|e| notable.intersects(e.kind.mask())).map(|e| e.instruction);
        let mut marks: Vec<u64> = self.marks.iter().copied().chain(happened).collect();
        marks.sort_unstable();
        marks.dedup();
        view::TimeView {
            position: self.timeline.position(),
            furthest: self.timeline.end().unwrap_or(self.timeline.furthest()),
            ended: self.timeline.end().is_some(),
            checkpoints: self.timeline.checkpoints(),
            marks,
        }
    }

    /// Sets a mark at the present instruction, or removes the one there.
    pub fn toggle_mark(&mut self) {
        let position = self.timeline.position();
        match self.marks.iter().position(|mark| *mark == position) {
            Some(index) => drop(self.marks.remove(index)),
            None => self.marks.push(position),
        }
    }

    /// What the program printed last.
    pub fn console(&self) -> view::Console {
        events::console(self.machine())
    }

    /// The breakpoints.
    pub fn breakpoints(&self) -> Vec<view::BreakpointLine> {
        self.breakpoints.lines()
    }

    /// What a word is and means, in a sentence or two.
    pub fn explain_word(&self, word: u64) -> String {
        word::explain(self.machine(), self.process(), Term(word))
    }

    /// Shows a process (`None`: whichever runs). Whether it is there.
    pub fn show_process(&mut self, pid: Option<u32>) -> bool {
        let pid = pid.map(Pid);
        if pid.is_some_and(|pid| self.machine().process(pid).is_none()) {
            return false;
        }
        self.follow = pid;
        self.last_shown = self.shown();
        true
    }

    /// Sets a breakpoint; its number.
    pub fn set_breakpoint(&mut self, place: Place) -> Result<u32, String> {
        self.breakpoints.set(self.timeline.machine(), &self.listings, &place)
    }

    /// Sets a breakpoint at a slot, or removes the one there; whether there is one now.
    pub fn toggle_breakpoint_at(&mut self, slot: u32) -> Result<bool, String> {
        self.breakpoints.toggle(self.timeline.machine(), &self.listings, slot)
    }

    /// Removes a breakpoint; whether it was there.
    pub fn remove_breakpoint(&mut self, id: u32) -> bool {
        self.breakpoints.remove(id)
    }

    /// Moves through time; tells in one line why the movement ended. `go_on` is asked every few
    /// ten thousand instructions, with the instruction come to, whether to go on; a movement that
    /// is ended so stays where it is, a search backwards where it began. An error is a movement
    /// that there is not.
    pub fn execute(&mut self, command: Command, go_on: GoOn<'_>) -> Result<String, String> {
        let before = self.machine().clone();
        let shown = self.shown();
        let breakpoints = self.breakpoints.slots();
        let mut navigator = Navigator { timeline: &mut self.timeline, frames: &self.frames, breakpoints, shown };
        let stopped = navigator.execute(command, go_on)?;
        self.before = Some(before);
        self.stopped.clone_from(&stopped);
        self.settle();
        Ok(stopped)
    }

    /// A snapshot of the machine as it stands, as a file's bytes.
    pub fn snapshot(&self) -> Result<Vec<u8>, String> {
        enigma_replay::save(&self.timeline).map_err(|e| e.to_string())
    }
}

/// Questions about the process shown and the machine, for whoever checks something rather than
/// drawing it.
impl Session {
    /// The function that the next instruction of the process shown belongs to.
    pub fn current_function(&self) -> Option<(String, String, u32)> {
        let system = self.machine().system();
        let function = system.code.function_at(self.process()?.ip)?;
        let name = |atom| system.atoms.name(atom).to_string();
        Some((name(function.module), name(function.name), function.arity))
    }

    /// The name of the next instruction of the process shown.
    pub fn current_instruction(&self) -> Option<&'static str> {
        let slot = self.machine().system().code.slots.get(self.process()?.ip as usize)?;
        Some(op_name(slot.op))
    }

    /// A process's exit reason, where the process has ended not too long ago.
    pub fn exit_reason(&self, pid: u32) -> Option<String> {
        let machine = self.machine();
        let literals = &machine.system().code.literals.words;
        machine.system().events.iter().rev().find_map(|event| match &event.kind {
            EventKind::Exit { reason: (fragment, term) } if event.pid.0 == pid => {
                Some(text::term_in(machine, fragment.view(literals), *term, text::TERM_LIMIT))
            }
            _ => None,
        })
    }

    /// How the program ended, in one line, where it has.
    pub fn outcome(&self) -> Option<String> {
        enigma_replay::outcome(self.machine())
    }

    /// The term that the entry function returned, where it has.
    pub fn result(&self) -> Option<String> {
        enigma_replay::result(self.machine())
    }

    /// Words of heap in use by the process shown.
    pub fn heap_words(&self) -> usize {
        self.process().map_or(0, |p| {
            let (old, young, _, top, _) = p.block.layout();
            old + top.saturating_sub(young)
        })
    }

    /// How many messages a process has in its mailbox, where it lives.
    pub fn message_count(&self, pid: u32) -> Option<usize> {
        self.machine().process(Pid(pid)).map(|p| p.mailbox.messages.len())
    }

    /// Whether a process waits for a message.
    pub fn waits(&self, pid: u32) -> bool {
        let waiting = enigma_vm::process::Status::Waiting;
        self.machine().process(Pid(pid)).is_some_and(|p| p.status == waiting)
    }

    /// An x register of the process shown, as a term.
    pub fn x(&self, n: usize) -> Option<String> {
        self.scene().and_then(|scene| registers::x_text(&scene, n))
    }
}

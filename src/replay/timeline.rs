//! The timeline: a machine that can be put to any instruction, back and forth.
//!
//! Going back means to take the nearest checkpoint before the wanted instruction and to execute
//! from there; the machine being deterministic, that gives the very state that was there. Searching
//! back executes segment by segment, from the latest checkpoint on, and remembers the last hit.
//!
//! Whatever may take long calls `go_on` every [`TICK`] instructions with the instruction it has
//! come to, and ends when that says `false`. A search backwards that is ended so leaves the machine
//! where it was.

use std::sync::Arc;

use enigma_vm::machine::{EventMask, Machine, Stop, Until};

use crate::checkpoints::{Checkpoints, MOST_UNWATCHED, MOST_WORDS};
use crate::inputs::{Inputs, Noted};
use crate::program::{Program, ProgramError};

/// How many instructions are executed between two questions whether to go on.
pub const TICK: u64 = 50_000;
/// Checkpoints lie no closer than this.
pub const DENSE: u64 = 50_000;
/// Checkpoints lie no closer than this while nobody looks: going back takes its time then, but nothing else does.
const SPARSE: u64 = 20_000_000;

/// Asked on the way with the instruction reached: whether to go on.
pub type GoOn<'a> = &'a mut dyn FnMut(u64) -> bool;

/// How a movement ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Moved {
    /// At the instruction asked for.
    Reached,
    /// At a hit of the search.
    Found(Stop),
    /// At the end of the program, without a hit.
    Ended,
    /// At the start of the program, without a hit.
    Started,
    /// `go_on` said no.
    Interrupted,
}

/// What a search stops at.
pub struct Search<'a> {
    /// Happenings of these kinds…
    pub events: EventMask,
    /// …and instructions about to be executed (slots in order)…
    pub breakpoints: &'a [u32],
    /// …or, where that is set, every instruction…
    pub every: bool,
    /// …that this accepts.
    pub accept: &'a mut dyn FnMut(&Machine, Stop) -> bool,
}

/// A program's run, with the machine at one instruction of it.
pub struct Timeline {
    program: Arc<Program>,
    machine: Machine,
    inputs: Inputs,
    checkpoints: Checkpoints,
    furthest: u64,
    end: Option<u64>,
    /// The least distance of checkpoints.
    spacing: u64,
}

impl Timeline {
    /// At instruction 0 of a program.
    pub fn new(program: Arc<Program>, inputs: Inputs) -> Result<Timeline, ProgramError> {
        let machine = program.machine()?;
        let checkpoints = Checkpoints::new(machine.clone());
        Ok(Timeline { program, machine, inputs, checkpoints, furthest: 0, end: None, spacing: DENSE })
    }

    /// At instruction 0 of a program that is to be run, and is looked at later, if ever.
    pub fn unwatched(program: Arc<Program>, inputs: Inputs) -> Result<Timeline, ProgramError> {
        let mut timeline = Timeline::new(program, inputs)?;
        timeline.spacing = SPARSE;
        timeline.checkpoints.keep(MOST_UNWATCHED);
        Ok(timeline)
    }

    /// From now on somebody looks.
    pub fn watch(&mut self) {
        self.spacing = DENSE;
        self.checkpoints.keep(MOST_WORDS);
        // Steps back from here begin here.
        self.checkpoints.insert(&self.machine);
    }

    /// Nobody looks any more: the run goes on where it has got to.
    pub fn unwatch(&mut self) {
        self.goto(self.furthest, &mut |_| true);
        self.spacing = SPARSE;
        self.checkpoints.keep(MOST_UNWATCHED);
        self.end = None;
    }

    /// Goes on until told to stop, or to the end, as a run does that nobody looks at.
    pub fn run(&mut self, until: &Until<'_>) -> Stop {
        let stop = self.inputs.run(&mut self.machine, until);
        self.note();
        stop
    }

    /// At the instruction of a machine that a snapshot of the program held.
    pub(crate) fn resumed(program: Arc<Program>, machine: Machine, inputs: Inputs) -> Result<Timeline, ProgramError> {
        let mut timeline = Timeline::new(program, inputs)?;
        timeline.checkpoints.insert(&machine);
        timeline.furthest = machine.executed();
        timeline.machine = machine;
        Ok(timeline)
    }

    /// The program.
    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    /// The machine as it is now.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// What the run has been told from outside.
    pub fn noted(&self) -> &Noted {
        self.inputs.noted()
    }

    /// Instructions executed.
    pub fn position(&self) -> u64 {
        self.machine.executed()
    }

    /// The instruction at which the program ends, once it has been there.
    pub fn end(&self) -> Option<u64> {
        self.end
    }

    /// The furthest instruction seen.
    pub fn furthest(&self) -> u64 {
        self.furthest
    }

    /// Takes a recording's word for how far there is to go.
    pub fn expect(&mut self, instruction: u64) {
        self.furthest = self.furthest.max(instruction);
    }

    /// Where checkpoints are.
    pub fn checkpoints(&self) -> Vec<u64> {
        self.checkpoints.places()
    }

    /// Goes to an instruction, or to the end if that comes first.
    pub fn goto(&mut self, target: u64, go_on: GoOn<'_>) -> Moved {
        if target < self.position() {
            self.rewind(target);
        } else if let Some(nearer) = self.checkpoints.at_or_before(target).filter(|m| m.executed() > self.position()) {
            self.machine = nearer.clone();
        }
        while self.position() < target {
            if !go_on(self.position()) {
                return Moved::Interrupted;
            }
            match self.advance(self.leg(target)) {
                Stop::Finished | Stop::Deadlock => return Moved::Ended,
                _ => {}
            }
        }
        Moved::Reached
    }

    /// Goes to the end of the program.
    pub fn goto_end(&mut self, go_on: GoOn<'_>) -> Moved {
        match self.end {
            Some(end) => self.goto(end, go_on),
            None => self.goto(u64::MAX, go_on),
        }
    }

    /// Executes on until the search finds something.
    pub fn search(&mut self, search: &mut Search<'_>, go_on: GoOn<'_>) -> Moved {
        loop {
            if !go_on(self.position()) {
                return Moved::Interrupted;
            }
            let limit = self.leg(u64::MAX);
            match find(&mut self.machine, &mut self.inputs, search, limit) {
                Hit::At(stop) => {
                    self.note();
                    return Moved::Found(stop);
                }
                Hit::Over(stop) => {
                    self.note();
                    if self.ended(stop) {
                        return Moved::Ended;
                    }
                }
            }
        }
    }

    /// Goes back to the last hit before now. Where there is none, goes to the start.
    pub fn search_back(&mut self, search: &mut Search<'_>, go_on: GoOn<'_>) -> Moved {
        let mut last = self.position().saturating_sub(1);
        let mut end = self.position();
        while let Some(start) = self.checkpoints.before(end) {
            end = start.executed();
            match last_hit(start.clone(), &mut self.inputs, search, last, go_on) {
                None => return Moved::Interrupted,
                Some(Some((at, stop))) => {
                    self.goto(at, &mut |_| true);
                    return Moved::Found(stop);
                }
                Some(None) => last = end,
            }
        }
        self.rewind(0);
        Moved::Started
    }

    /// Takes the nearest checkpoint at or before an instruction.
    fn rewind(&mut self, target: u64) {
        if let Some(machine) = self.checkpoints.at_or_before(target) {
            self.machine = machine.clone();
        }
    }

    /// How far to execute before the next checkpoint or question.
    fn leg(&self, target: u64) -> u64 {
        let now = self.position();
        target.min(now.saturating_add(TICK))
    }

    fn advance(&mut self, limit: u64) -> Stop {
        let stop = self.inputs.run(&mut self.machine, &Until::instruction(limit));
        self.note();
        self.ended(stop);
        stop
    }

    fn ended(&mut self, stop: Stop) -> bool {
        let ended = matches!(stop, Stop::Finished | Stop::Deadlock);
        if ended {
            self.end = Some(self.position());
        }
        ended
    }

    /// Notes how far we have come, and keeps a checkpoint where the last one is far enough behind.
    fn note(&mut self) {
        let now = self.position();
        self.furthest = self.furthest.max(now);
        let last = self.checkpoints.at_or_before(now).map_or(0, Machine::executed);
        if now - last >= self.spacing && now - last >= self.gap() {
            self.checkpoints.insert(&self.machine);
        }
    }

    /// How far apart checkpoints are to be: copying what is touched between two of them is to cost
    /// less than executing.
    fn gap(&self) -> u64 {
        let sizes = self.machine.processes().map(|p| p.block.words().len());
        let (count, largest) = sizes.fold((0, 0), |(count, most), size| (count + 1, most.max(size)));
        self.spacing.max(16 * count + largest as u64)
    }
}

enum Hit {
    At(Stop),
    /// The limit or the end of the program.
    Over(Stop),
}

/// Executes until something is found, at least one instruction, up to `limit`.
fn find(machine: &mut Machine, inputs: &mut Inputs, search: &mut Search<'_>, limit: u64) -> Hit {
    while machine.executed() < limit {
        let stop = if search.every {
            inputs.step(machine)
        } else {
            let until = Until { instruction: limit, events: search.events, breakpoints: search.breakpoints };
            inputs.run(machine, &until)
        };
        let stop = match stop {
            Stop::Finished | Stop::Deadlock => return Hit::Over(stop),
            Stop::Instruction if !search.every && !at_breakpoint(machine, search) => return Hit::Over(stop),
            Stop::Instruction if !search.every => Stop::Breakpoint,
            stop => stop,
        };
        if (search.accept)(machine, stop) {
            return Hit::At(stop);
        }
    }
    Hit::Over(Stop::Instruction)
}

/// Whether the next instruction is one of those searched for.
fn at_breakpoint(machine: &Machine, search: &Search<'_>) -> bool {
    let running = machine.running().and_then(|pid| machine.process(pid));
    running.is_some_and(|p| search.breakpoints.binary_search(&p.ip).is_ok())
}

/// The last hit from the machine's instruction up to `last`, both included (what happened during
/// the instruction before the first one belongs to the segment before); the outer `None` where
/// `go_on` said no.
fn last_hit(
    mut machine: Machine,
    inputs: &mut Inputs,
    search: &mut Search<'_>,
    last: u64,
    go_on: GoOn<'_>,
) -> Option<Option<(u64, Stop)>> {
    let mut hit = None;
    let here = search.every || at_breakpoint(&machine, search);
    if here && (search.accept)(&machine, Stop::Breakpoint) {
        hit = Some((machine.executed(), Stop::Breakpoint));
    }
    while machine.executed() < last {
        if !go_on(machine.executed()) {
            return None;
        }
        let limit = last.min(machine.executed().saturating_add(TICK));
        loop {
            match find(&mut machine, inputs, search, limit) {
                Hit::At(stop) => hit = Some((machine.executed(), stop)),
                Hit::Over(Stop::Finished | Stop::Deadlock) => return Some(hit),
                Hit::Over(_) => break,
            }
        }
    }
    Some(hit)
}

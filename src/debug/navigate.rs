//! Movements through time: what each command means.
//!
//! "Over" and "out" go by the level of a process (see `frames.rs`): over ends where the process has
//! executed something and is no deeper than before, out where it is less deep. A tail call does not
//! change the level, so over steps into it: a tail call is a jump. Backward, both look for the last
//! instruction of the process of which the same holds.

use enigma_replay::{GoOn, Moved, Search, Timeline};
use enigma_vm::machine::{EventMask, Machine, Stop};
use enigma_vm::process::Process;
use enigma_vm::term::{Pid, Term};

use crate::command::{Command, Direction, EventKind};
use crate::frames::Frames;
use crate::inspect::events::last_of;
use crate::session::FIRST;
use crate::text::place;

/// What a movement needs to know besides the timeline.
pub(crate) struct Navigator<'a> {
    pub timeline: &'a mut Timeline,
    pub frames: &'a Frames,
    pub breakpoints: &'a [u32],
    pub shown: Option<Pid>,
}

impl Navigator<'_> {
    /// Moves; tells in one line why the movement ended.
    pub fn execute(&mut self, command: Command, go_on: GoOn<'_>) -> Result<String, String> {
        use Direction::{Backward, Forward};
        let position = self.timeline.position();
        let forward = match command {
            Command::Step(d, _) | Command::Over(d) | Command::Out(d) | Command::Continue(d) => d == Forward,
            Command::ToEvent(d, _) | Command::ToSlot(d, _) => d == Forward,
            Command::GoTo(target) => target >= position,
            Command::Start => false,
            Command::End => true,
        };
        if forward && self.timeline.end() == Some(position) && !matches!(command, Command::GoTo(t) if t == position) {
            return Err("this is the end of the program".into());
        }
        if !forward && position == 0 {
            return Err("this is the start of the program".into());
        }
        Ok(match command {
            Command::Step(Forward, count) => self.go(position.saturating_add(count), go_on),
            Command::Step(Backward, count) => self.go(position.saturating_sub(count), go_on),
            Command::GoTo(target) => self.go(target, go_on),
            Command::Start => self.go(FIRST.min(position - 1), go_on),
            Command::End => {
                let moved = self.timeline.goto_end(go_on);
                self.describe(moved, EventMask::NONE)
            }
            Command::Over(direction) => self.by_level(direction, false, go_on)?,
            Command::Out(direction) => self.by_level(direction, true, go_on)?,
            Command::Continue(direction) => {
                let breakpoints = self.breakpoints;
                self.search(direction, EventMask::NONE, breakpoints, go_on)
            }
            Command::ToSlot(direction, slot) => self.search(direction, EventMask::NONE, &[slot], go_on),
            Command::ToEvent(direction, kind) => self.search(direction, mask(kind), &[], go_on),
        })
    }

    fn go(&mut self, target: u64, go_on: GoOn<'_>) -> String {
        let moved = self.timeline.goto(target, go_on);
        self.describe(moved, EventMask::NONE)
    }

    fn search(&mut self, direction: Direction, events: EventMask, breakpoints: &[u32], go_on: GoOn<'_>) -> String {
        let mut accept = |_: &Machine, _: Stop| true;
        let mut search = Search { events, breakpoints, every: false, accept: &mut accept };
        let moved = match direction {
            Direction::Forward => self.timeline.search(&mut search, go_on),
            Direction::Backward => self.timeline.search_back(&mut search, go_on),
        };
        self.describe(moved, events)
    }

    /// Over and out.
    fn by_level(&mut self, direction: Direction, out: bool, go_on: GoOn<'_>) -> Result<String, String> {
        let machine = self.timeline.machine();
        let process = self.shown.and_then(|pid| machine.process(pid)).ok_or("no process is shown")?;
        let goal = Goal { pid: process.pid, executed: process.executed, level: self.frames.level(process), out };
        let moved = match direction {
            Direction::Backward => self.level_back(goal, go_on),
            Direction::Forward => self.level_forward(goal, go_on),
        };
        Ok(self.describe(moved, EventMask::NONE))
    }

    fn level_back(&mut self, goal: Goal, go_on: GoOn<'_>) -> Moved {
        let frames = self.frames;
        let mut accept = |machine: &Machine, _: Stop| {
            machine.running() == Some(goal.pid)
                && machine.process(goal.pid).is_some_and(|p| p.executed < goal.executed && goal.level_fits(frames, p))
        };
        let mut search = Search { events: EventMask::NONE, breakpoints: &[], every: true, accept: &mut accept };
        self.timeline.search_back(&mut search, go_on)
    }

    fn level_forward(&mut self, goal: Goal, go_on: GoOn<'_>) -> Moved {
        let frames = self.frames;
        let mut reached = |machine: &Machine, _: Stop| match machine.process(goal.pid) {
            Some(p) => {
                let runs = machine.running() == Some(goal.pid);
                runs && p.executed > goal.executed && goal.level_fits(frames, p)
            }
            None => true,
        };
        // Until the process has executed an instruction, each is looked at; from then on it can come
        // up to its level only where a word of its stack leads, or be there when it is picked again.
        let mut moved_on =
            |machine: &Machine, _: Stop| machine.process(goal.pid).is_none_or(|p| p.executed > goal.executed);
        let mut first = Search { events: EventMask::NONE, breakpoints: &[], every: true, accept: &mut moved_on };
        let moved = self.timeline.search(&mut first, go_on);
        if !matches!(moved, Moved::Found(_)) || reached(self.timeline.machine(), Stop::Instruction) {
            return moved;
        }
        let ways_up = self.timeline.machine().process(goal.pid).map(ways_up).unwrap_or_default();
        let events = EventMask::EXIT.with(EventMask::SLICE);
        let mut search = Search { events, breakpoints: &ways_up, every: false, accept: &mut reached };
        self.timeline.search(&mut search, go_on)
    }

    /// Why a movement ended.
    fn describe(&self, moved: Moved, events: EventMask) -> String {
        let machine = self.timeline.machine();
        let position = self.timeline.position();
        match moved {
            Moved::Found(Stop::Event(_)) if events != EventMask::NONE => {
                last_of(machine, events).map_or_else(|| format!("instruction {position}"), |event| event.text)
            }
            Moved::Found(Stop::Breakpoint) => match self.next_slot() {
                Some(slot) if self.breakpoints.binary_search(&slot).is_ok() => {
                    format!("breakpoint at {}", place(machine, slot))
                }
                Some(slot) => format!("at {}", place(machine, slot)),
                None => format!("instruction {position}"),
            },
            Moved::Found(_) | Moved::Reached => match self.next_slot() {
                Some(slot) => format!("at {}", place(machine, slot)),
                None => format!("instruction {position}"),
            },
            Moved::Ended => match enigma_replay::outcome(machine) {
                Some(outcome) => format!("the end: {}", crate::text::clean(&outcome)),
                None if machine.request().is_some() => "all wait for something from outside".into(),
                None => "the end: all processes wait".into(),
            },
            Moved::Started => "the start of the program".into(),
            Moved::Interrupted => format!("interrupted at instruction {position}"),
        }
    }

    fn next_slot(&self) -> Option<u32> {
        let machine = self.timeline.machine();
        machine.running().and_then(|pid| machine.process(pid)).map(|p| p.ip)
    }
}

/// What over and out look for.
#[derive(Clone, Copy)]
struct Goal {
    pid: Pid,
    executed: u64,
    level: usize,
    out: bool,
}

impl Goal {
    fn level_fits(&self, frames: &Frames, process: &Process) -> bool {
        let level = frames.level(process);
        if self.out { level < self.level } else { level <= self.level }
    }
}

/// Where a process can come to when what it executes now returns or fails: the continuation
/// pointers and handlers on its stack, and where processes begin and end.
fn ways_up(process: &Process) -> Vec<u32> {
    let stack = process.block.words().get(process.block.layout().4..).unwrap_or_default();
    let slot = |word: &u64| {
        let term = Term(*word);
        if term.is_header() { u32::try_from(word >> 4).ok() } else { term.as_catch() }
    };
    let own = [enigma_vm::code::NORMAL_EXIT, enigma_vm::code::APPLY_START];
    let mut slots: Vec<u32> = stack.iter().filter_map(slot).chain(own).collect();
    slots.sort_unstable();
    slots.dedup();
    slots
}

/// The events of the machine that a kind stands for.
fn mask(kind: EventKind) -> EventMask {
    match kind {
        EventKind::Message => EventMask::SEND,
        EventKind::Spawn => EventMask::SPAWN,
        EventKind::Exit => EventMask::EXIT,
        EventKind::Exception => EventMask::EXCEPTION,
        EventKind::Collection => EventMask::COLLECTION,
        EventKind::Slice => EventMask::SLICE,
        EventKind::Timer => EventMask::TIMER,
        EventKind::Output => EventMask::OUTPUT,
    }
}

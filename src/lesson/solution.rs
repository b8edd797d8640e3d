//! Solutions, and the proof that they are some.

use enigma_debug::Session;
use enigma_debug::command::{Command, Direction, EventKind, Place};
use serde::Deserialize;

use crate::error::LessonError;
use crate::lesson::{Lesson, passed};

/// The most instructions that one action of a solution may take.
const ACTION_LIMIT: u64 = 50_000_000;

/// What the user would do.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
pub enum Action {
    /// So many instructions on.
    Step(u64),
    /// One instruction on, calls as a whole.
    StepOver,
    /// Until the current function has returned.
    StepOut,
    /// To the next breakpoint, or the end.
    Continue,
    /// Sets a breakpoint on a function.
    BreakFunction(String, String, u32),
    /// To the next message that is sent.
    ToMessage,
    /// To the next slice.
    ToSlice,
    /// To the next exception.
    ToException,
    /// To the next process that is started.
    ToSpawn,
    /// To the next process that ends.
    ToExit,
    /// To the next garbage collection.
    ToCollection,
    /// So many instructions back.
    Back(u64),
    /// One instruction back, calls as a whole.
    BackOver,
    /// Back to where the current function was called.
    BackOut,
    /// Back to the last breakpoint, or the start.
    BackContinue,
    /// Shows a process.
    Show(u32),
    /// Gives an answer.
    Answer(String),
    /// To an instruction.
    GoTo(u64),
}

/// A solution: for each step of the lesson, what is to be done.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Solution {
    /// The actions of each step.
    pub steps: Vec<Vec<Action>>,
}

impl Solution {
    /// A solution out of the file `solution.ron` of the lesson of that name.
    pub fn parse(name: &str, text: &str) -> Result<Solution, LessonError> {
        ron::from_str(text).map_err(|e| LessonError::ron(name, "solution.ron", &e))
    }
}

/// Proves that the solution solves the lesson, and that every step asks for something: its check
/// does not hold before the actions, and holds after them. The error tells which step, and why.
pub fn prove(lesson: &Lesson, solution: &Solution) -> Result<(), String> {
    if lesson.steps.len() != solution.steps.len() {
        let (steps, solved) = (lesson.steps.len(), solution.steps.len());
        return Err(format!("{}: {steps} steps, and a solution of {solved}", lesson.name));
    }
    let mut session = lesson.open().map_err(|e| format!("{}: {e}", lesson.name))?;
    for (index, (step, actions)) in lesson.steps.iter().zip(&solution.steps).enumerate() {
        let at = format!("{}, step {} ({})", lesson.name, index + 1, step.title);
        if passed(step, &session, None) {
            return Err(format!("{at}: the check holds before anything is done"));
        }
        let mut answer = None;
        for action in actions {
            let done = act(&mut session, action).map_err(|e| format!("{at}, {action:?}: {e}"))?;
            answer = done.or(answer);
        }
        if !passed(step, &session, answer) {
            let status = session.status();
            return Err(format!(
                "{at}: the check does not hold at instruction {} ({})",
                status.instruction, status.stopped
            ));
        }
    }
    Ok(())
}

/// Does it; gives the answer, where it is one.
fn act<'a>(session: &mut Session, action: &'a Action) -> Result<Option<&'a str>, String> {
    use Direction::{Backward, Forward};
    let command = match action {
        Action::Step(count) => Command::Step(Forward, *count),
        Action::StepOver => Command::Over(Forward),
        Action::StepOut => Command::Out(Forward),
        Action::Continue => Command::Continue(Forward),
        Action::ToMessage => Command::ToEvent(Forward, EventKind::Message),
        Action::ToSlice => Command::ToEvent(Forward, EventKind::Slice),
        Action::ToException => Command::ToEvent(Forward, EventKind::Exception),
        Action::ToSpawn => Command::ToEvent(Forward, EventKind::Spawn),
        Action::ToExit => Command::ToEvent(Forward, EventKind::Exit),
        Action::ToCollection => Command::ToEvent(Forward, EventKind::Collection),
        Action::Back(count) => Command::Step(Backward, *count),
        Action::BackOver => Command::Over(Backward),
        Action::BackOut => Command::Out(Backward),
        Action::BackContinue => Command::Continue(Backward),
        Action::GoTo(instruction) => Command::GoTo(*instruction),
        Action::Answer(text) => return Ok(Some(text)),
        Action::Show(pid) => {
            let there = session.show_process(Some(*pid));
            return if there { Ok(None) } else { Err(format!("there is no process {pid}")) };
        }
        Action::BreakFunction(module, function, arity) => {
            let place = Place::Function(module.clone(), function.clone(), Some(*arity));
            return session.set_breakpoint(place).map(|_| None);
        }
    };
    let limit = session.machine().executed().saturating_add(ACTION_LIMIT);
    session.execute(command, &mut |at| at < limit).map(|_| None)
}

//! Snapshots: a machine at one instruction, with its program; and the opening of any file.
//!
//! A file may say anything. Its body is taken for what it says only after the machine has checked
//! every word of it (`Machine::import`) and the hash of the state is the header's.

use std::sync::Arc;

use enigma_vm::machine::Machine;
use enigma_vm::request::{Answer, World};
use enigma_vm::state::State;
use serde::{Deserialize, Serialize};

use crate::container::{self, Header, Kind, Stated};
use crate::error::FileError;
use crate::inputs::{Inputs, Noted};
use crate::program::Program;
use crate::recording::Recording;
use crate::timeline::Timeline;

/// The program's modules are the first of the state's, those that came later the next ones; they are not
/// written twice.
#[derive(Serialize, Deserialize)]
pub(crate) struct Body {
    program: Program,
    modules: usize,
    /// The answers so far.
    answers: Vec<Answered>,
    pub(crate) state: State,
}

/// An answer, modules that the state has left out.
#[derive(Serialize, Deserialize)]
enum Answered {
    /// The next of the state's modules.
    Loaded,
    /// Anything else.
    Other(Answer),
}

/// What was in a file.
pub enum Opened {
    /// A timeline at the snapshot's instruction.
    Snapshot(Box<Timeline>),
    /// A run.
    Recording(Recording),
}

/// Writes a snapshot of the machine as it stands.
pub fn save(timeline: &Timeline) -> Result<Vec<u8>, FileError> {
    let (program, machine) = (timeline.program(), timeline.machine());
    let bare = Program { modules: Vec::new(), ..Program::clone(program) };
    let answers = answers(timeline);
    let body = Body { program: bare, modules: program.modules.len(), answers, state: machine.export() };
    container::write(stated(program, machine), &body)
}

/// What the machine has been told up to now.
fn answers(timeline: &Timeline) -> Vec<Answered> {
    let machine = timeline.machine();
    let mut later = machine.system().code.modules.iter().skip(timeline.program().modules.len()).peekable();
    let mut answered = |answer: &Answer| match answer {
        Answer::Module(Some(image)) if later.next_if(|module| module.image == *image).is_some() => Answered::Loaded,
        other => Answered::Other(other.clone()),
    };
    timeline.noted().iter().take(machine.answered()).map(&mut answered).collect()
}

fn stated(program: &Program, machine: &Machine) -> Stated {
    Stated {
        kind: Kind::Snapshot,
        title: program.title.clone(),
        entry: program.entry.to_string(),
        seed: program.config.seed,
        position: machine.executed(),
        state_hash: machine.state_hash(),
    }
}

/// Opens a snapshot or a recording; what goes on from a snapshot is told more by the world.
pub fn open(file: &[u8], world: Box<dyn World>) -> Result<Opened, FileError> {
    let (header, start) = container::read_header(file)?;
    let plain = container::unpack(file, &header, start)?;
    match header.kind {
        Kind::Recording => Recording::decode(&plain, &header).map(Opened::Recording),
        Kind::Snapshot => resume(&plain, &header, world).map(|timeline| Opened::Snapshot(Box::new(timeline))),
    }
}

fn resume(plain: &[u8], header: &Header, world: Box<dyn World>) -> Result<Timeline, FileError> {
    let body: Body = container::decode(plain)?;
    let machine = Machine::import(body.state).map_err(|e| FileError::new("state", 0, e))?;
    if machine.executed() != header.position {
        let what = format!("instruction {}, where the header says {}", machine.executed(), header.position);
        return Err(FileError::new("state", 0, what));
    }
    if machine.state_hash() != header.state_hash {
        return Err(FileError::new("state", 0, "the state hash is not the one in the header"));
    }
    let loaded = &machine.system().code.modules;
    let modules = loaded.get(..body.modules).ok_or_else(|| {
        let what = format!("{} modules, where the state has {}", body.modules, loaded.len());
        FileError::new("program", 0, what)
    })?;
    let modules = modules.iter().map(|module| module.image.clone()).collect();
    let mut later = loaded.iter().skip(body.modules).map(|module| module.image.clone());
    let mut noted = Noted::new();
    for answered in body.answers {
        let answer = match answered {
            Answered::Loaded => Answer::Module(Some(later.next().ok_or_else(too_few)?)),
            Answered::Other(answer) => answer,
        };
        noted.push(answer);
    }
    let program = Arc::new(Program { modules, ..body.program });
    Timeline::resumed(program, machine, Inputs::after(noted, world)).map_err(|e| FileError::new("program", 0, e))
}

fn too_few() -> FileError {
    FileError::new("answers", 0, "a module came, and the state does not have it")
}

//! Snapshots: a machine at one instruction, with its program; and the opening of any file.
//!
//! A file may say anything. Its body is taken for what it says only after the machine has checked
//! every word of it (`Machine::import`) and the hash of the state is the header's.

use std::sync::Arc;

use enigma_vm::machine::Machine;
use enigma_vm::state::State;
use serde::{Deserialize, Serialize};

use crate::container::{self, Header, Kind, Stated};
use crate::error::FileError;
use crate::program::Program;
use crate::recording::Recording;
use crate::timeline::Timeline;

/// The program's modules are the first of the state's, and not written twice.
#[derive(Serialize, Deserialize)]
pub(crate) struct Body {
    program: Program,
    modules: usize,
    pub(crate) state: State,
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
    let body = Body { program: bare, modules: program.modules.len(), state: machine.export() };
    container::write(stated(program, machine), &body)
}

fn stated(program: &Program, machine: &Machine) -> Stated {
    Stated {
        kind: Kind::Snapshot,
        title: program.title.clone(),
        entry: program.entry.to_string(),
        seed: program.seed,
        position: machine.executed(),
        state_hash: machine.state_hash(),
    }
}

/// Opens a snapshot or a recording.
pub fn open(file: &[u8]) -> Result<Opened, FileError> {
    let (header, start) = container::read_header(file)?;
    let plain = container::unpack(file, &header, start)?;
    match header.kind {
        Kind::Recording => Recording::decode(&plain, &header).map(Opened::Recording),
        Kind::Snapshot => resume(&plain, &header).map(|timeline| Opened::Snapshot(Box::new(timeline))),
    }
}

fn resume(plain: &[u8], header: &Header) -> Result<Timeline, FileError> {
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
    let program = Arc::new(Program { modules, ..body.program });
    Timeline::resumed(program, machine).map_err(|e| FileError::new("program", 0, e))
}

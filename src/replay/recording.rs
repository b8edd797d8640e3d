//! Recordings: a run from its start to its end, with hashes of the state on the way by which a
//! replay is proved to be the same run.

use std::sync::Arc;

use enigma_vm::event::{Event, EventMask};
use enigma_vm::machine::{Machine, Outcome, Stop, Until};
use enigma_vm::request::Nothing;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::container::{self, Header, Kind, Stated};
use crate::error::FileError;
use crate::inputs::{Inputs, Noted};
use crate::outcome::outcome;
use crate::program::{Program, ProgramError};

/// The most hashes that a recording holds; they are evenly spaced.
pub const MAX_HASHES: usize = 4096;
/// How many are enough to tell where a long replay goes wrong; where the state is large, as many of them as hash so many
/// words altogether, but not fewer than some.
const FEW_HASHES: u64 = 256;
const FEWEST_HASHES: u64 = 16;
const HASHED_WORDS: u64 = 6 << 20;
/// How many instructions are executed between two words on how far a replay is.
const LEG: u64 = 1_000_000;
/// The least space between two of them, in instructions.
const LEAST_SPACE: u64 = 1000;

/// Where a recording wants to be opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum OpenAt {
    /// At its end.
    #[default]
    End,
    /// At an instruction.
    Instruction(u64),
}

/// A run.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Recording {
    /// What ran.
    pub program: Arc<Program>,
    /// What came from outside, by the instruction before which it came.
    pub inputs: Noted,
    /// The instruction at which the recording ends.
    pub end: u64,
    /// How the program ended, in one line; `None` where the recording ends before the program.
    pub outcome: Option<String>,
    /// The hash of the state at the end.
    pub end_hash: u64,
    /// The space between the hashes, in instructions.
    pub space: u64,
    /// Hashes of the state after `space`, `2 * space`, … instructions.
    pub hashes: Vec<u64>,
    /// Where to open it.
    pub open_at: OpenAt,
}

/// A replay that was the same run.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Verified {
    /// Instructions executed.
    pub instructions: u64,
    /// Hashes compared.
    pub hashes: usize,
    /// How the program ended.
    pub outcome: Option<String>,
}

/// A replay that was another run.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum Divergence {
    /// The program does not begin.
    #[error("the program of the recording does not start: {0}")]
    Program(#[from] ProgramError),
    /// The states differ.
    #[error(
        "the runs part between instructions {after} and {by}: the state hash is {found:016x}, recorded is {recorded:016x}"
    )]
    State {
        /// The last instruction at which they were alike.
        after: u64,
        /// The first at which they were found to differ.
        by: u64,
        /// The replay's hash there.
        found: u64,
        /// The recording's hash there.
        recorded: u64,
    },
    /// The replay ends elsewhere.
    #[error("the program ends at instruction {found}, in the recording at {recorded}")]
    End {
        /// Where the replay ended.
        found: u64,
        /// Where the recording did.
        recorded: u64,
    },
    /// The replay ends with another outcome.
    #[error("the outcome is {found:?}, recorded is {recorded:?}")]
    Outcome {
        /// How the replay ended.
        found: Option<String>,
        /// How the recording did.
        recorded: Option<String>,
    },
    /// Hashes that are none.
    #[error("the recording's hashes do not fit its length")]
    Hashes,
}

/// Told the instruction that a replay has come to.
pub type Told<'a> = &'a mut dyn FnMut(u64);

/// Runs a program, to its end or for `max_steps` instructions, and records the run.
pub fn record(program: Arc<Program>, inputs: Inputs, max_steps: u64) -> Result<Recording, ProgramError> {
    record_spaced(program, inputs, max_steps, LEAST_SPACE, &mut |_| ())
}

/// Records a run that has been made and ended with that machine, from what it was told.
pub fn record_again(
    program: Arc<Program>,
    noted: Noted,
    end: &Machine,
    told: Told<'_>,
) -> Result<Recording, ProgramError> {
    let inputs = Inputs::after(noted, Box::new(Nothing));
    let hashes = (HASHED_WORDS / words(end).max(1)).clamp(FEWEST_HASHES, FEW_HASHES);
    record_spaced(program, inputs, end.executed(), LEAST_SPACE.max(end.executed() / hashes), told)
}

/// About how many words a hash of the state is made of.
fn words(machine: &Machine) -> u64 {
    let code = &machine.system().code;
    let tables = machine.system().atoms.len() + code.exports.len() + code.funs.len();
    let blocks: usize = machine.processes().map(|process| process.block.used()).sum();
    (tables + blocks + code.literals.words.len()) as u64
}

/// Runs on to an instruction, and tells how far it is on the way.
fn run_to(inputs: &mut Inputs, machine: &mut Machine, to: u64, told: Told<'_>) -> Stop {
    loop {
        let leg = machine.executed().saturating_add(LEG).min(to);
        let stop = inputs.run(machine, &Until::instruction(leg));
        told(machine.executed());
        if stop != Stop::Instruction || machine.executed() >= to {
            return stop;
        }
    }
}

fn record_spaced(
    program: Arc<Program>,
    mut inputs: Inputs,
    max_steps: u64,
    mut space: u64,
    told: Told<'_>,
) -> Result<Recording, ProgramError> {
    let mut machine = program.machine()?;
    let mut hashes = Vec::new();
    while machine.executed() < max_steps {
        let next = (hashes.len() as u64 + 1).saturating_mul(space);
        let stop = run_to(&mut inputs, &mut machine, next.min(max_steps), told);
        if stop != Stop::Instruction || machine.executed() < next {
            break;
        }
        hashes.push(machine.state_hash());
        if hashes.len() > MAX_HASHES {
            hashes = hashes.into_iter().skip(1).step_by(2).collect();
            space *= 2;
        }
    }
    Ok(Recording {
        program,
        inputs: inputs.noted().clone(),
        end: machine.executed(),
        outcome: outcome(&machine),
        end_hash: machine.state_hash(),
        space,
        hashes,
        open_at: crash(&machine).map_or(OpenAt::End, OpenAt::Instruction),
    })
}

/// Before the instruction that raised the exception which ended the program.
fn crash(machine: &Machine) -> Option<u64> {
    let system = machine.system();
    let Some(Outcome::Raised(..)) = system.outcome else { return None };
    let raised = |event: &&Event| system.entry == Some(event.pid) && event.kind.mask() == EventMask::EXCEPTION;
    system.events.iter().rev().find(raised).map(|event| event.instruction)
}

/// Runs the recorded program again and compares all there is to compare.
pub fn verify(recording: &Recording, told: Told<'_>) -> Result<Verified, Divergence> {
    let Recording { end, space, ref hashes, .. } = *recording;
    if space == 0 || hashes.len() > MAX_HASHES || hashes.len() as u64 > end / space {
        return Err(Divergence::Hashes);
    }
    let mut machine = recording.program.machine()?;
    let mut inputs = recording.replay();
    let places = (1..).map(|n: u64| n.saturating_mul(space)).zip(hashes.iter().copied());
    let mut after = 0;
    for (by, recorded) in places.chain([(end, recording.end_hash)]) {
        run_to(&mut inputs, &mut machine, by, told);
        compare(&machine, after, by, recorded, end)?;
        after = by;
    }
    let found = outcome(&machine);
    if found != recording.outcome {
        return Err(Divergence::Outcome { found, recorded: recording.outcome.clone() });
    }
    Ok(Verified { instructions: end, hashes: hashes.len() + 1, outcome: found })
}

fn compare(machine: &Machine, after: u64, by: u64, recorded: u64, end: u64) -> Result<(), Divergence> {
    if machine.executed() != by {
        return Err(Divergence::End { found: machine.executed(), recorded: end });
    }
    let found = machine.state_hash();
    if found == recorded { Ok(()) } else { Err(Divergence::State { after, by, found, recorded }) }
}

impl Recording {
    /// What the run was told; it is told nothing more.
    pub fn replay(&self) -> Inputs {
        Inputs::after(self.inputs.clone(), Box::new(Nothing))
    }

    /// The recording as a file.
    pub fn to_bytes(&self) -> Result<Vec<u8>, FileError> {
        container::write(self.stated(), self)
    }

    pub(crate) fn stated(&self) -> Stated {
        Stated {
            kind: Kind::Recording,
            title: self.program.title.clone(),
            entry: self.program.entry.to_string(),
            seed: self.program.config.seed,
            position: self.end,
            state_hash: self.end_hash,
        }
    }

    /// A recording from a file's unpacked body.
    pub(crate) fn decode(plain: &[u8], header: &Header) -> Result<Recording, FileError> {
        let recording: Recording = container::decode(plain)?;
        if recording.end != header.position || recording.end_hash != header.state_hash {
            return Err(FileError::new("header", 0, "position or state hash is not the one in the body"));
        }
        Ok(recording)
    }
}

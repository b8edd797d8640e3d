//! `enigma record` and `enigma replay`.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use enigma_replay::{Inputs, Nothing, Opened, Recording};
use enigma_world::files;
use serde_json::json;

use super::args::ProgramArgs;
use super::{Done, Failure, open, output, run};

/// How many instructions are recorded where nothing is said: more than a person waits for.
const MAX_STEPS: u64 = 10_000_000_000;

/// Runs a program and writes the recording.
pub fn record(path: &str, output: Option<PathBuf>, how: &ProgramArgs) -> Done {
    let program = open::program(path, how.entry.as_deref(), &how.args, how.seed, &how.code)?;
    let inputs = Inputs::new(Box::new(open::library(path, &how.code)?));
    let recording = enigma_replay::record(Arc::new(program), inputs, how.max_steps.unwrap_or(MAX_STEPS))?;
    let output = output.unwrap_or_else(|| open::recording_path(path));
    save(&recording, &output)
}

/// Writes a recording and says what is in it.
pub fn save(recording: &Recording, output: &Path) -> Done {
    files::write(output, &recording.to_bytes()?)?;
    let outcome = recording.outcome.as_deref().unwrap_or("not at its end");
    let line = format!(
        "{}: {} instructions, seed {}, {outcome}",
        output.display(),
        recording.end,
        recording.program.config.seed
    );
    say!("{}", output::plain(&line))?;
    Ok(ExitCode::SUCCESS)
}

/// Replays a file.
pub fn replay(file: &Path, verify: bool, as_json: bool) -> Done {
    let named = |e: enigma_replay::FileError| Failure::new(format!("{}: {e}", file.display()));
    match enigma_replay::open(&files::read(file)?, Box::new(Nothing)).map_err(named)? {
        Opened::Recording(recording) if verify => prove(file, &recording, as_json),
        Opened::Recording(recording) => {
            let mut machine = recording.program.machine()?;
            let stop = run::to_the_end(&mut machine, &mut recording.replay(), recording.end)?;
            run::report(&machine, &recording.program, stop, as_json)
        }
        // A snapshot's hash has been compared with its header's by opening it.
        Opened::Snapshot(timeline) if verify => {
            let hash = format!("{:016x}", timeline.machine().state_hash());
            let position = timeline.position();
            said(as_json, &json!({"verified": true, "instructions": position, "state_hash": hash}), || {
                format!("{}: verified, a snapshot at instruction {position}", file.display())
            })?;
            Ok(ExitCode::SUCCESS)
        }
        Opened::Snapshot(timeline) => {
            let mut machine = timeline.machine().clone();
            let stop = run::to_the_end(&mut machine, &mut Inputs::new(Box::new(Nothing)), u64::MAX)?;
            run::report(&machine, timeline.program(), stop, as_json)
        }
    }
}

fn prove(file: &Path, recording: &Recording, as_json: bool) -> Done {
    let mut progress = output::Progress::new("verifying", recording.end);
    let verified = enigma_replay::verify(recording, &mut |at| progress.at(at));
    drop(progress);
    match verified {
        Ok(verified) => {
            let object = json!({
                "verified": true,
                "instructions": verified.instructions,
                "hashes": verified.hashes,
                "outcome": verified.outcome,
            });
            said(as_json, &object, || {
                let (instructions, hashes) = (verified.instructions, verified.hashes);
                format!("{}: verified, {instructions} instructions, {hashes} states compared", file.display())
            })?;
            Ok(ExitCode::SUCCESS)
        }
        Err(divergence) => {
            let text = divergence.to_string();
            said(as_json, &json!({"verified": false, "divergence": text}), || format!("{}: {text}", file.display()))?;
            Ok(ExitCode::FAILURE)
        }
    }
}

fn said(as_json: bool, object: &serde_json::Value, line: impl FnOnce() -> String) -> std::io::Result<()> {
    if as_json { say!("{object}") } else { say!("{}", output::plain(&line())) }
}

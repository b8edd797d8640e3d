//! `enigma explore`: schedule after schedule until one crashes.

use std::process::ExitCode;
use std::sync::Arc;

use enigma_replay::Inputs;
use enigma_vm::machine::{Stop, Until};

use super::args::Explore;
use super::{Done, open, output, record};

/// Tries seeds in order; the first run that does not end well is recorded.
pub fn explore(explore: &Explore) -> Done {
    let (first, last) = explore.seeds;
    let mut program = open::program(&explore.path, explore.entry.as_deref(), &explore.args, first, &explore.code)?;
    for seed in first..=last {
        program.config.seed = seed;
        let mut machine = program.machine()?;
        let mut inputs = Inputs::new(Box::new(open::library(&explore.path, &explore.code)?));
        let stop = inputs.run(&mut machine, &Until::instruction(explore.max_steps));
        let ending = enigma_replay::ending(&machine, enigma_replay::LINE);
        let crashed = stop == Stop::Deadlock || ending.as_ref().is_some_and(|e| e.status() != 0);
        if !crashed {
            continue;
        }
        let how = ending.map_or("all processes wait".to_string(), |e| e.to_string());
        say!("seed {seed}: {}", output::plain(&how))?;
        let noted = inputs.noted().clone();
        let recording = enigma_replay::record_again(Arc::new(program), noted, &machine, &mut |_| ())?;
        let path = explore.output.clone().unwrap_or_else(|| open::recording_path(&explore.path));
        record::save(&recording, &path)?;
        return Ok(ExitCode::FAILURE);
    }
    say!("no crash with the seeds {first} to {last}")?;
    Ok(ExitCode::SUCCESS)
}

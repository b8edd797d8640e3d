//! `enigma run`: a program to its end, without the interface.

use std::io::Write;
use std::process::ExitCode;

use enigma_replay::{Inputs, Program};
use enigma_vm::machine::{EventMask, Machine, Stop, Until};
use serde_json::{Value, json};

use super::args::Run;
use super::output::Steers;
use super::{Done, Failure, open, output};

/// Runs a program and says how it ended.
pub fn run(run: &Run) -> Done {
    let how = &run.program;
    let program = open::program(&run.path, how.entry.as_deref(), &how.args, how.seed, &how.code)?;
    let mut inputs = Inputs::new(Box::new(open::library(&run.path, &how.code)?));
    let mut machine = program.machine()?;
    let stop = to_the_end(&mut machine, &mut inputs, how.max_steps.unwrap_or(u64::MAX))?;
    report(&machine, &program, stop, run.json)
}

/// Runs a machine until it ends or has executed so many instructions, printing what it prints.
pub fn to_the_end(machine: &mut Machine, inputs: &mut Inputs, max_steps: u64) -> Result<Stop, Failure> {
    let mut printed = 0;
    let until = Until { instruction: max_steps, events: EventMask::OUTPUT, breakpoints: &[] };
    loop {
        let stop = inputs.run(machine, &until);
        output::console(machine, &mut printed, Steers::No)?;
        if !matches!(stop, Stop::Event(_)) {
            return Ok(stop);
        }
    }
}

/// Says how a run ended: in JSON, or in a line where it did not end well.
pub fn report(machine: &Machine, program: &Program, stop: Stop, as_json: bool) -> Done {
    let ending = enigma_replay::ending(machine, enigma_replay::LINE);
    if as_json {
        say!("{}", summary(machine, program.config.seed, stop))?;
    } else if let Some(line) = unhappy(machine, stop) {
        writeln!(std::io::stderr(), "enigma: {}", output::plain(&line))?;
    }
    let status = ending.filter(|_| stop == Stop::Finished).map_or(1, |ending| ending.status());
    Ok(ExitCode::from(status))
}

fn unhappy(machine: &Machine, stop: Stop) -> Option<String> {
    match stop {
        // An exception has been reported by the machine, as Erlang does it, with its stack trace.
        Stop::Finished => {
            let ending = enigma_replay::ending(machine, enigma_replay::LINE)?;
            (ending.status() != 0 && ending.stack_trace.is_none()).then(|| ending.to_string())
        }
        stop => Some(unfinished(machine, stop)),
    }
}

/// Why a machine stopped before its end.
pub fn unfinished(machine: &Machine, stop: Stop) -> String {
    match stop {
        Stop::Deadlock => "all processes wait, and nothing will wake one".into(),
        _ => format!("stopped after {} instructions", machine.executed()),
    }
}

/// The most characters of a term in JSON: as many as anybody reads by a program.
const WHOLE: usize = 64 << 20;

/// The object that `--json` prints.
pub fn summary(machine: &Machine, seed: u64, stop: Stop) -> Value {
    let ending = enigma_replay::ending(machine, WHOLE);
    let exit = match (&ending, stop) {
        (Some(ending), _) if ending.is_return() => json!("normal"),
        (Some(ending), _) => {
            json!({"class": ending.class, "reason": ending.value, "stacktrace": ending.stack_trace})
        }
        (None, Stop::Deadlock) => json!("deadlock"),
        (None, _) => json!("stopped"),
    };
    json!({
        "result": ending.as_ref().filter(|e| e.is_return()).map(|e| e.value.clone()),
        "exit": exit,
        "instructions": machine.executed(),
        "reductions": machine.system().total_reductions(),
        "state_hash": format!("{:016x}", machine.state_hash()),
        "seed": seed,
    })
}

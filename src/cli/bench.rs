//! `enigma bench`: figures side by side with a real `erl`, taken in turn in one run.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::sync::Arc;
use std::time::Duration;

use enigma_replay::{Ending, Entry, Inputs, Nothing, Program};
use enigma_vm::machine::Until;
use enigma_world::clock::Stopwatch;
use enigma_world::{files, otp};
use include_dir::{Dir, include_dir};

use super::{Done, Failure};

static BENCHES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/benches");

/// Program, argument.
const TABLE: &[(&str, &str)] = &[("fib", "27"), ("nrev", "60"), ("ring", "500")];
/// How often each is run; the median counts.
const ROUNDS: usize = 5;

struct Measured {
    time: Duration,
    result: String,
    instructions: u64,
}

/// Prints the table.
pub fn bench(against: Option<PathBuf>) -> Done {
    let erl = match against {
        Some(path) if path.as_os_str() == "none" => None,
        Some(path) => Some(path),
        None => otp::find().ok(),
    };
    match &erl {
        Some(path) => say!("beside {}; milliseconds, median of {ROUNDS}", path.display())?,
        None => say!("no erl to compare with was found; milliseconds, median of {ROUNDS}")?,
    }
    say!("{:<10} {:>10} {:>10} {:>8} {:>14} {:>12}", "program", "enigma", "erl", "ratio", "instructions", "M/s")?;
    for (name, argument) in TABLE {
        let (mut own, mut theirs) = (Vec::<Measured>::new(), Vec::new());
        for _ in 0..ROUNDS {
            own.push(measure(name, argument)?);
            if let Some(erl) = &erl {
                let (time, result) = measure_erl(erl, name, argument)?;
                if let Some(own) = own.iter().find(|own| own.result != result) {
                    return Err(Failure::new(format!("{name}: {} here is {result} in erl", own.result)));
                }
                theirs.push(time);
            }
        }
        own.sort_by_key(|m| m.time);
        theirs.sort();
        let own = &own[ROUNDS / 2];
        row(&format!("{name}({argument})"), own.time, theirs.get(ROUNDS / 2).copied(), Some(own.instructions))?;
    }
    match &erl {
        Some(erl) => boot(erl),
        None => Ok(ExitCode::SUCCESS),
    }
}

/// From the start of the program to the end of a booted system that prints its release.
fn boot(erl: &Path) -> Done {
    let root = otp::root_of(erl).ok_or(otp::OtpError::Missing)?;
    let args = ["-noshell", "-eval", "io:format(\"~s\", [erlang:system_info(otp_release)]), halt()."];
    let mut own = Command::new(std::env::current_exe()?);
    own.args(["erl", "--otp"]).arg(root).args(args);
    let mut theirs = Command::new(erl);
    theirs.args(args);
    let (mut times, mut their_times) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (time, said) = timed(&mut own)?;
        let (their_time, they_said) = timed(&mut theirs)?;
        if said != they_said {
            return Err(Failure::new(format!("boot: {said:?} here is {they_said:?} in erl")));
        }
        times.push(time);
        their_times.push(their_time);
    }
    times.sort();
    their_times.sort();
    row("boot", times[ROUNDS / 2], Some(their_times[ROUNDS / 2]), None)?;
    Ok(ExitCode::SUCCESS)
}

/// The time that a program takes, and what it prints.
fn timed(command: &mut Command) -> Result<(Duration, Vec<u8>), Failure> {
    let watch = Stopwatch::start();
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output()?;
    Ok((watch.elapsed(), output.stdout))
}

fn row(program: &str, own: Duration, theirs: Option<Duration>, instructions: Option<u64>) -> std::io::Result<()> {
    let ms = |d: Duration| d.as_secs_f64() * 1e3;
    let none = || "-".to_string();
    let erl = theirs.map_or_else(none, |time| format!("{:.1}", ms(time)));
    let ratio = theirs.map_or_else(none, |time| format!("{:.1}", ms(own) / ms(time)));
    let rate = instructions.map_or_else(none, |count| format!("{:.1}", count as f64 / own.as_secs_f64() / 1e6));
    let instructions = instructions.map_or_else(none, |count| count.to_string());
    say!("{program:<10} {:>10.1} {erl:>10} {ratio:>8} {instructions:>14} {rate:>12}", ms(own))
}

fn image(name: &str) -> Result<Vec<u8>, Failure> {
    let file = BENCHES.get_file(format!("{name}.beam"));
    Ok(file.ok_or_else(|| Failure::new(format!("{name}: no such benchmark")))?.contents().to_vec())
}

fn measure(name: &str, argument: &str) -> Result<Measured, Failure> {
    let entry = Entry { module: name.into(), function: "main".into(), args: vec![argument.into()] };
    let modules = vec![Arc::new(image(name)?)];
    let mut machine = Program { title: name.into(), modules, entry, ..Program::default() }.machine()?;
    let watch = Stopwatch::start();
    Inputs::new(Box::new(Nothing)).run(&mut machine, &Until::instruction(u64::MAX));
    let (time, instructions) = (watch.elapsed(), machine.executed());
    let ending = enigma_replay::ending(&machine, enigma_replay::LINE).filter(Ending::is_return);
    let result = ending.ok_or_else(|| Failure::new(format!("{name}: did not return")))?.value;
    Ok(Measured { time, result, instructions })
}

/// The time that `erl` takes for the call alone, without its start, and the result.
fn measure_erl(erl: &Path, name: &str, argument: &str) -> Result<(Duration, String), Failure> {
    let folder = enigma_world::files::temporary_folder()?;
    files::write(&folder.path().join(format!("{name}.beam")), &image(name)?)?;
    let expression = format!(
        "[Folder] = init:get_plain_arguments(), true = code:add_patha(Folder), {{module, _}} = code:load_file({name}), \
         {{T, R}} = timer:tc({name}, main, [{argument}]), io:format(\"~nmicroseconds ~b~nresult ~0p~n\", [T, R]), halt()."
    );
    let args = ["-extra".as_ref(), folder.path().as_os_str()];
    let (text, _) = otp::evaluate(erl, &expression, &args)?;
    let said = |what: &str| text.lines().find_map(|line| line.strip_prefix(what)).map(|rest| rest.trim().to_string());
    let time = said("microseconds ").and_then(|time| time.parse().ok()).map(Duration::from_micros);
    match (time, said("result ")) {
        (Some(time), Some(result)) => Ok((time, result)),
        _ => Err(Failure::new(format!("{}: {text}", erl.display()))),
    }
}

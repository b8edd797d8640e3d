//! The commands. Each has a file here; none has logic of its own.

mod args;
mod bench;
mod content;
mod explore;
mod host;
mod lesson;
mod memory;
mod open;
mod output;
mod record;
mod run;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Args, Command};

/// What went wrong, in a line for the user.
#[derive(Debug)]
pub struct Failure(String);

impl<E: std::error::Error> From<E> for Failure {
    fn from(error: E) -> Failure {
        Failure(error.to_string())
    }
}

impl Failure {
    fn new(text: impl Into<String>) -> Failure {
        Failure(text.into())
    }
}

/// What a command gives: the exit status.
type Done = Result<ExitCode, Failure>;

/// Reads the arguments and runs the command.
pub fn main() -> ExitCode {
    let done = match Args::parse() {
        Args { command: Some(command), .. } => dispatch(command),
        Args { command: None, path, interface } => host::run(path.as_deref(), &interface),
    };
    done.unwrap_or_else(|Failure(text)| {
        eprintln!("enigma: {}", output::plain(&text));
        ExitCode::from(2)
    })
}

fn dispatch(command: Command) -> Done {
    match command {
        Command::Run(run) => run::run(&run),
        Command::Disasm { file, json } => output::disassemble(&file, json),
        Command::Record { output, path, program } => record::record(&path, output, &program),
        Command::Replay { file, verify, json } => record::replay(&file, verify, json),
        Command::Explore(explore) => explore::explore(&explore),
        Command::Lesson { action } => lesson::lesson(&action),
        Command::Bench { against } => bench::bench(against),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Args::command(), "enigma", &mut std::io::stdout());
            Ok(ExitCode::SUCCESS)
        }
        Command::Man => {
            clap_mangen::Man::new(Args::command()).render(&mut std::io::stdout())?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

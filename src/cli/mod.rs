//! The commands. Each has a file here; none has logic of its own.

/// Prints a line; an error where that cannot be done.
macro_rules! say {
    ($($argument:tt)*) => {
        std::io::Write::write_fmt(&mut std::io::stdout(), format_args!("{}\n", format_args!($($argument)*)))
    };
}

mod args;
mod bench;
mod content;
mod erl;
mod explore;
mod host;
mod lesson;
mod memory;
mod natives;
mod open;
mod output;
mod permit;
mod record;
mod run;

use std::any::Any;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Args, Command};

/// What went wrong, in a line for the user; an empty one where nobody reads what is printed any more.
#[derive(Debug)]
pub struct Failure(String);

impl<E: std::error::Error + 'static> From<E> for Failure {
    fn from(error: E) -> Failure {
        let kind = (&error as &dyn Any).downcast_ref::<io::Error>().map(io::Error::kind);
        Failure(if kind == Some(io::ErrorKind::BrokenPipe) { String::new() } else { error.to_string() })
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
        if text.is_empty() {
            return ExitCode::FAILURE;
        }
        // Where even this cannot be written, the exit status has to do.
        let _ = writeln!(io::stderr(), "enigma: {}", output::plain(&text));
        ExitCode::from(2)
    })
}

fn dispatch(command: Command) -> Done {
    match command {
        Command::Run(run) => run::run(&run),
        Command::Erl(boot) => erl::erl(&boot),
        Command::Erlc(boot) => erl::erlc(&boot),
        Command::Escript(boot) => erl::escript(&boot),
        Command::Elixir(how) => erl::elixir(&how.boot, how.elixir.as_deref(), false),
        Command::Iex(how) => erl::elixir(&how.boot, how.elixir.as_deref(), true),
        Command::Disasm { file, json } => output::disassemble(&file, json),
        Command::Record { output, path, program } => record::record(&path, output, &program),
        Command::Replay { file, verify, json } => record::replay(&file, verify, json),
        Command::Explore(explore) => explore::explore(&explore),
        Command::Lesson { action } => lesson::lesson(&action),
        Command::Bench { against } => bench::bench(against),
        Command::Natives { missing, json } => natives::natives(missing, json),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "enigma", &mut script);
            io::stdout().write_all(&script)?;
            Ok(ExitCode::SUCCESS)
        }
        Command::Man => {
            clap_mangen::Man::new(Args::command()).render(&mut io::stdout())?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

//! The commands and their arguments: the one table from which help, man page and completions come.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{Parser, Subcommand};

use super::permit::Permit;

/// A BEAM virtual machine that can be stopped, rewound and read.
///
/// Without a command it opens the interface: at its home page, or with PATH.
#[derive(Parser, Debug)]
#[command(name = "enigma", version, args_conflicts_with_subcommands = true)]
pub struct Args {
    /// What to open: a .beam, an .erl (compiled first), a folder of them, the folder of an OTP application, a
    /// snapshot or recording, or the name of a sample.
    pub path: Option<String>,
    /// How the interface looks.
    #[command(flatten)]
    pub interface: Interface,
    /// What to do instead of opening the interface.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// How the interface looks.
#[derive(clap::Args, Debug, Clone, Default)]
pub struct Interface {
    /// Draw with ASCII characters alone.
    #[arg(long)]
    pub ascii: bool,
    /// Leave the mouse to the terminal.
    #[arg(long)]
    pub no_mouse: bool,
    /// The seed of the schedule (0: OTP's order).
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// Where modules come from.
    #[command(flatten)]
    pub code: CodeArgs,
}

/// Where modules come from that a program calls and does not bring along.
#[derive(clap::Args, Debug, Clone, Default)]
pub struct CodeArgs {
    /// The Erlang/OTP whose modules the program may call: its folder, or `none` (default: the one found).
    #[arg(long, value_name = "DIR")]
    pub otp: Option<PathBuf>,
    /// A folder of .beam files that the program may call; can be given again.
    #[arg(long, value_name = "DIR")]
    pub pa: Vec<PathBuf>,
}

impl CodeArgs {
    /// The folder of the OTP that was named.
    pub fn root(&self) -> Option<&Path> {
        self.otp.as_deref().filter(|otp| otp.as_os_str() != "none")
    }
}

/// The commands.
#[derive(Subcommand, Debug)]
pub enum Command {
    /// Run a program to its end, without the interface.
    Run(Run),
    /// Boot an installed Erlang/OTP on this machine, with a command line as `erl` takes it.
    Erl(Boot),
    /// Compile Erlang as `erlc` does, with the compiler of an installed OTP on this machine.
    Erlc(Boot),
    /// Run an Erlang script as `escript` does.
    Escript(Boot),
    /// Run Elixir on this machine, with a command line as `elixir` takes it.
    Elixir(Elixir),
    /// Open Elixir's shell on this machine.
    Iex(Elixir),
    /// Show the instructions of a .beam file.
    Disasm {
        /// The file.
        file: PathBuf,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Run a program and record the run.
    Record {
        /// Where the recording goes (default: the program's name with `.enigma`).
        #[arg(short, long)]
        output: Option<PathBuf>,
        /// What to run.
        path: String,
        /// How to run it.
        #[command(flatten)]
        program: ProgramArgs,
    },
    /// Replay a recording, or go on from a snapshot.
    Replay {
        /// The recording or snapshot.
        file: PathBuf,
        /// Prove by the hashes of its states that the replay is the recorded run.
        #[arg(long)]
        verify: bool,
        /// Say the result as JSON.
        #[arg(long)]
        json: bool,
    },
    /// Try schedules until the program crashes, and keep a recording of that (exit status 1).
    Explore(Explore),
    /// List the lessons, or prove that they can be solved.
    Lesson {
        /// What to do with them.
        #[command(subcommand)]
        action: LessonAction,
    },
    /// Measure the machine, beside a real `erl` where one is found.
    Bench {
        /// The `erl` to compare with, or `none`.
        #[arg(long)]
        against: Option<PathBuf>,
    },
    /// List the functions that OTP implements natively, and which of them are there.
    Natives {
        /// Only those that are missing.
        #[arg(long)]
        missing: bool,
        /// As JSON.
        #[arg(long)]
        json: bool,
    },
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    Man,
}

/// How an installed OTP is booted.
#[derive(clap::Args, Debug, Clone)]
pub struct Boot {
    /// The Erlang/OTP (default: the one found).
    #[arg(long, value_name = "DIR")]
    pub otp: Option<PathBuf>,
    /// The seed of the schedule (0: OTP's order).
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// What it may do outside of the machine; it may always read OTP and the working folder.
    #[command(flatten)]
    pub permit: Permit,
    /// Open the interface at the first instruction of the boot.
    #[arg(long, conflicts_with = "record")]
    pub tui: bool,
    /// Record the run in this file.
    #[arg(long, value_name = "FILE")]
    pub record: Option<PathBuf>,
    /// Arguments for it.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub args: Vec<OsString>,
}

/// How Elixir is booted.
#[derive(clap::Args, Debug, Clone)]
pub struct Elixir {
    /// The folder of Elixir, or of its applications (default: the one beside the OTP, or the one that is found).
    #[arg(long, value_name = "DIR")]
    pub elixir: Option<PathBuf>,
    /// How OTP is booted.
    #[command(flatten)]
    pub boot: Boot,
}

/// What there is to do with lessons.
#[derive(Subcommand, Debug)]
pub enum LessonAction {
    /// List them.
    List,
    /// Prove that each step can be solved and is not solved by doing nothing.
    Check {
        /// One lesson (default: all).
        name: Option<String>,
    },
}

/// How to run a program.
#[derive(clap::Args, Debug, Clone)]
pub struct ProgramArgs {
    /// The entry function, as MODULE:FUNCTION (default: main of the first module).
    #[arg(long, value_name = "M:F")]
    pub entry: Option<String>,
    /// The seed of the schedule (0: OTP's order).
    #[arg(long, default_value_t = 0)]
    pub seed: u64,
    /// Stop after so many instructions.
    #[arg(long, value_name = "N")]
    pub max_steps: Option<u64>,
    /// Where modules come from.
    #[command(flatten)]
    pub code: CodeArgs,
    /// Arguments of the entry function, as Erlang terms.
    #[arg(last = true)]
    pub args: Vec<String>,
}

/// `enigma run`.
#[derive(clap::Args, Debug)]
pub struct Run {
    /// What to run.
    pub path: String,
    /// Say the result as one JSON object on the last line.
    #[arg(long)]
    pub json: bool,
    /// How to run it.
    #[command(flatten)]
    pub program: ProgramArgs,
}

/// `enigma explore`.
#[derive(clap::Args, Debug)]
pub struct Explore {
    /// What to run.
    pub path: String,
    /// The seeds to try, as FIRST..LAST.
    #[arg(long, default_value = "1..1000", value_parser = seeds)]
    pub seeds: (u64, u64),
    /// Where the recording goes (default: the program's name with `.enigma`).
    #[arg(short, long)]
    pub output: Option<PathBuf>,
    /// The entry function, as MODULE:FUNCTION (default: main of the first module).
    #[arg(long, value_name = "M:F")]
    pub entry: Option<String>,
    /// Give a run up after so many instructions.
    #[arg(long, default_value_t = 10_000_000)]
    pub max_steps: u64,
    /// Where modules come from.
    #[command(flatten)]
    pub code: CodeArgs,
    /// Arguments of the entry function, as Erlang terms.
    #[arg(last = true)]
    pub args: Vec<String>,
}

fn seeds(text: &str) -> Result<(u64, u64), String> {
    let wrong = || format!("{text}: seeds are given as FIRST..LAST");
    let (first, last) = text.split_once("..").ok_or_else(wrong)?;
    let range = (first.parse().map_err(|_| wrong())?, last.parse().map_err(|_| wrong())?);
    if range.0 <= range.1 { Ok(range) } else { Err(wrong()) }
}

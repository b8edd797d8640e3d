//! `enigma erl`: an installed OTP, booted on this machine.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use enigma_replay::{Entry, Inputs, Program};
use enigma_vm::machine::{Halt, Machine, Outcome, Stop};
use enigma_world::host::{Allowed, Host, Permissions};
use enigma_world::{files, otp, places};

use super::output::Steers;
use super::{Done, Failure, run};

/// The kernel wants to see that there is a shell before it starts (`os:internal_init_cmd_shell/1`).
const SHELLS: [&str; 2] = ["/bin/sh", "/system/bin/sh"];

/// Boots an OTP with a command line as `erl` takes it.
pub fn erl(otp: Option<&Path>, allow_all: bool, args: &[OsString]) -> Done {
    let root = match otp {
        Some(root) => root.to_path_buf(),
        None => otp::root().ok_or(otp::OtpError::Missing)?,
    };
    let root = files::absolute(&root);
    let program = program(&root, args)?;
    let permissions = match allow_all {
        true => Permissions::all(),
        false => Permissions {
            read: Allowed::Folders(SHELLS.iter().map(PathBuf::from).chain([root]).collect()),
            ..Permissions::default()
        },
    };
    let mut machine = program.machine()?;
    let mut inputs = Inputs::new(Box::new(Host::new(permissions)?));
    let stop = run::with_terminal(&mut machine, &mut inputs, u64::MAX, Steers::Yes)?;
    ended(&machine, stop)
}

/// The machine's program: the modules that OTP has before it boots, and its first function.
fn program(root: &Path, args: &[OsString]) -> Result<Program, Failure> {
    let system = otp::RuntimeSystem::of(root)?;
    let mut modules = Vec::new();
    for file in &system.preloaded {
        modules.push(files::read(file)?.into());
    }
    let home = places::home().unwrap_or_else(|| "/".into());
    let mut line: Vec<OsString> = vec!["-root".into(), root.into(), "-bindir".into(), system.bin.clone().into()];
    line.extend(["-progname".into(), "erl".into(), "-home".into(), home.into()]);
    line.extend(args.iter().cloned());
    let line: Vec<String> = line.iter().map(|arg| binary(arg.as_encoded_bytes())).collect();
    let args = vec!["init".into(), format!("[{}]", line.join(","))];
    let entry = Entry { module: "erl_init".into(), function: "start".into(), args };
    Ok(Program { title: "erl".into(), modules, entry, release: system.release, boots: true, ..Program::default() })
}

/// A binary in Erlang's notation.
fn binary(bytes: &[u8]) -> String {
    let bytes: Vec<String> = bytes.iter().map(u8::to_string).collect();
    format!("<<{}>>", bytes.join(","))
}

/// The exit status is the one with which the system halted.
fn ended(machine: &Machine, stop: Stop) -> Done {
    match &machine.system().outcome {
        Some(Outcome::Halted(Halt::Status(status))) => Ok(ExitCode::from(*status as u8)),
        Some(Outcome::Halted(Halt::Crash(slogan))) => Err(Failure::new(format!("the system crashed: {slogan}"))),
        _ => Err(Failure::new(enigma_replay::outcome(machine).unwrap_or_else(|| format!("{stop:?}")))),
    }
}

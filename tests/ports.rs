//! What programs that run outside do to ports, compared with real OTPs that are booted, and told again to a machine that
//! starts none.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[path = "natives/difference.rs"]
mod difference;
#[path = "beam/otp.rs"]
mod otp;

use std::path::Path;
use std::process::{Command, Stdio};

use difference::difference;
use enigma_replay::{Entry, Inputs, Program};
use enigma_vm::Machine;
use enigma_vm::machine::{Config, Stop, Until};
use enigma_vm::request::{Nothing, Request, program};
use enigma_world::host::{Host, Permissions};

/// More instructions than anything here needs.
const MOST: u64 = 1_000_000_000;

/// A folder with the module that is run.
fn folder(release: u32) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("ports.beam"), otp::compile(release, "ports.erl")).unwrap();
    folder
}

/// Standard output and exit status.
fn run(mut command: Command, folder: &Path) -> (String, Option<i32>) {
    let command = command.args(["-noshell", "-pa"]).arg(folder).args(["-s", "ports", "run"]);
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    // One of OTP 29's libraries warns where the computer lacks another.
    let lines = text.lines().filter(|line| !line.starts_with("=ESOCK") && !line.starts_with("[UNIX-ESSIO]"));
    (lines.map(|line| format!("{line}\n")).collect(), output.status.code())
}

fn agree_with(release: u32) {
    let (home, folder) = (otp::home(release), folder(release));
    let mut here = Command::new(env!("CARGO_BIN_EXE_enigma"));
    here.args(["erl", "--allow-all", "--otp"]).arg(&home);
    let there = Command::new(home.join("bin/erl"));
    let (ours, theirs) = (run(here, folder.path()), run(there, folder.path()));
    assert!(ours == theirs, "OTP {release}\n{}\n{:?} {:?}", difference(&ours.0, &theirs.0), ours.1, theirs.1);
}

#[test]
fn ports_are_those_of_otp_25() {
    agree_with(25);
}

#[test]
fn ports_are_those_of_otp_27() {
    agree_with(27);
}

#[test]
fn ports_are_those_of_otp_29() {
    agree_with(29);
}

/// A binary in Erlang's notation.
fn binary(text: &str) -> String {
    let bytes: Vec<String> = text.bytes().map(|byte| byte.to_string()).collect();
    format!("<<{}>>", bytes.join(","))
}

/// An OTP that boots and calls `ports:few/0`.
fn booted(release: u32, folder: &Path) -> Program {
    let root = otp::home(release);
    let system = enigma_world::otp::RuntimeSystem::of(&root).unwrap();
    let line = ["-root", root.to_str().unwrap(), "-bindir", system.bin.to_str().unwrap(), "-progname", "erl"];
    let own = ["-home", "/", "-noshell", "-pa", folder.to_str().unwrap(), "-s", "ports", "few"];
    let line: Vec<String> = line.iter().chain(&own).map(|arg| binary(arg)).collect();
    let args = vec!["init".into(), format!("[{}]", line.join(","))];
    let entry = Entry { module: "erl_init".into(), function: "start".into(), args };
    let modules = system.preloaded.iter().map(|file| std::fs::read(file).unwrap().into()).collect();
    let config = Config { release: system.release, boots: true, ..Config::default() };
    Program { title: "erl".into(), modules, entry, config, ..Program::default() }
}

/// Runs to the end; how often a program was to be started.
fn to_the_end(machine: &mut Machine, inputs: &mut Inputs) -> usize {
    let mut started = 0;
    loop {
        let stop = machine.run(&Until::instruction(MOST));
        if stop != Stop::Asked {
            assert_eq!(stop, Stop::Finished);
            return started;
        }
        started += usize::from(matches!(machine.request(), Some(Request::Program(program::Request::Start(_)))));
        inputs.step(machine);
    }
}

#[test]
fn a_run_that_is_told_the_same_again_starts_no_program() {
    let folder = folder(27);
    let program = booted(27, folder.path());
    let mut machine = program.machine().unwrap();
    let mut inputs = Inputs::new(Box::new(Host::new(Permissions::all()).unwrap()));
    assert_eq!(to_the_end(&mut machine, &mut inputs), 3);
    let mut again = program.machine().unwrap();
    let mut noted = Inputs::after(inputs.noted().clone(), Box::new(Nothing));
    assert_eq!(to_the_end(&mut again, &mut noted), 3);
    assert_eq!(again.state_hash(), machine.state_hash());
    assert_eq!(again.answered(), machine.answered());
    assert!(machine.system().outcome.is_some());
    let mut copy = Machine::import(machine.export()).unwrap();
    assert_eq!(copy.state_hash(), machine.state_hash());
    assert_eq!(copy.run(&Until::instruction(MOST)), Stop::Finished);
}

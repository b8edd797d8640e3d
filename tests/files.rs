//! What programs do with files, compared with real OTPs: `prim_file` and `prim_buffer` of each release, in a folder of
//! its own there and in another here, with a world that answers with the operating system. A second run that is told
//! the same answers comes to the same.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[path = "behaviours/coverage.rs"]
#[allow(dead_code)]
mod coverage;
#[path = "natives/difference.rs"]
mod difference;
#[path = "beam/otp.rs"]
mod otp;

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use coverage::Coverage;
use difference::difference;
use enigma_replay::{Entry, Inputs, Noted, Program};
use enigma_vm::Machine;
use enigma_vm::machine::{Outcome, Stop, Until};
use enigma_vm::request::{Answer, Nothing, Request, World, file};
use enigma_world::host::{Host, Permissions};
use enigma_world::library::{Library, Otp};

/// More instructions than anything here needs.
const MOST: u64 = 100_000_000;
/// After so many answers a machine is written down and read again.
const WRITTEN_DOWN: u64 = 16;
/// What `files:run/1` leaves open: a descriptor, and a file whose modes `prim_file` fails on when it is open.
const LEFT_OPEN: usize = 2;

fn program(release: u32, function: &str, argument: String) -> Program {
    let entry = Entry { module: "files".into(), function: function.into(), args: vec![argument] };
    let modules = vec![Arc::new(otp::compile(release, "files.erl"))];
    Program { title: "files".into(), modules, entry, config: otp::like(release), ..Program::default() }
}

/// A world in which everything may be done, and paths begin in a folder.
fn world(release: u32, folder: &Path) -> Host {
    let library = Library::new(Vec::new(), Otp::In(otp::home(release))).unwrap();
    Host::in_folder(Permissions::all(), folder.to_path_buf()).with_library(library)
}

/// A world that counts the files that it has open.
struct Counting {
    host: Host,
    open: Rc<Cell<usize>>,
}

impl World for Counting {
    fn answer(&mut self, request: &Request) -> Option<Answer> {
        let answer = self.host.answer(request);
        match (request, &answer) {
            (Request::File(file::Request::Close(handles)), _) => self.open.set(self.open.get() - handles.len()),
            (_, Some(Answer::File(file::Answer::Opened(_)))) => self.open.set(self.open.get() + 1),
            _ => {}
        }
        answer
    }
}

/// What the program returned.
fn returned(machine: &Machine, stop: Stop) -> String {
    let system = machine.system();
    match &system.outcome {
        Some(Outcome::Returned(fragment, term)) => {
            let view = fragment.view(&system.code.literals.words);
            enigma_replay::term_text(machine, view, *term, 1 << 24)
        }
        _ => format!("{stop:?} {:?}", enigma_replay::outcome(machine)),
    }
}

/// Runs a program in a folder and notes what it executes. At its end no more is open than what it keeps: the file of a
/// process that has ended before is closed.
fn run(program: &Program, host: Host, coverage: &mut Coverage) -> (String, Noted, u64) {
    let mut machine = program.machine().unwrap();
    let open = Rc::new(Cell::new(0));
    let mut inputs = Inputs::new(Box::new(Counting { host, open: open.clone() }));
    let stop = coverage.run(&mut machine, &mut inputs, MOST, None);
    assert_eq!(open.get(), if program.entry.function == "run" { LEFT_OPEN } else { 0 });
    (returned(&machine, stop), inputs.noted().clone(), machine.state_hash())
}

/// Runs it again with the same answers, as a machine that is written down and read again now and then: when it has
/// asked, and when it has been told.
fn run_again(program: &Program, noted: Noted) -> (String, u64) {
    let written_down = |machine: &Machine| Machine::import(machine.export()).unwrap();
    let mut machine = program.machine().unwrap();
    let mut inputs = Inputs::after(noted, Box::new(Nothing));
    let mut asked = 0;
    loop {
        let stop = machine.run(&Until::instruction(MOST));
        if stop != Stop::Asked {
            return (returned(&machine, stop), machine.state_hash());
        }
        asked += 1;
        if asked % WRITTEN_DOWN != 0 {
            inputs.step(&mut machine);
            continue;
        }
        machine = written_down(&machine);
        let answer = inputs.noted()[machine.answered()].clone();
        machine.answer(answer);
        machine = written_down(&machine);
    }
}

/// An empty folder, by its real path.
fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().canonicalize().unwrap();
    (folder, path)
}

fn agree_with(release: u32) {
    let ((_there, there), (_here, here)) = (folder(), folder());
    let beam = otp::module_file(release, "erts", "prim_file");
    let argument = |folder: &Path| format!("{{{:?}, {:?}}}", folder.display().to_string(), beam.display().to_string());
    let theirs = otp::run_script(release, "files.erl", &argument(&there));
    let mut coverage = Coverage::default();
    let files = program(release, "run", argument(&here));
    let (ours, noted, hash) = run(&files, world(release, &here), &mut coverage);
    assert!(ours == theirs, "OTP {release}\n{}", difference(&ours, &theirs));
    let (again, again_hash) = run_again(&files, noted);
    assert_eq!((again, again_hash), (ours, hash), "OTP {release}, told the same");
    let helped = program(release, "helped", format!("{:?}", here.display().to_string()));
    let (result, ..) = run(&helped, world(release, &here), &mut coverage);
    assert_eq!(result, "{{error,einval},{error,einval}}");
    let missing = coverage.missing_natives(|module, _, _| !matches!(module, "prim_file" | "prim_buffer"));
    assert!(missing.is_empty(), "not called: {missing:?}");
}

#[test]
fn files_are_those_of_otp_25() {
    agree_with(25);
}

#[test]
fn files_are_those_of_otp_27() {
    agree_with(27);
}

#[test]
fn files_are_those_of_otp_29() {
    agree_with(29);
}

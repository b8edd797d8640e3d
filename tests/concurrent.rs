//! Programs of several processes whose results do not depend on the schedule (`tests/erl/concurrent`): what they come
//! to on real OTPs, which run them several times on several schedulers, and here under random schedules.
//!
//! A module's `programs/0` names its programs; `%% otp: 28` in its first line says that it needs that release or a later
//! one. `ENIGMA_SCHEDULES=N` sets how many schedules each program gets (50 unless told), `ENIGMA_SEED=N` the first one,
//! `ENIGMA_ONLY=PART` runs the modules with that part of a name.

#![allow(clippy::unwrap_used)]

#[path = "natives/difference.rs"]
mod difference;
#[path = "beam/otp.rs"]
mod otp;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use difference::difference;
use enigma_replay::{Inputs, literal, outcome, term_text};
use enigma_vm::Until;
use enigma_vm::machine::{Machine, Outcome};
use enigma_world::library::{Library, Otp};

/// More instructions than any of the programs needs.
const MOST: u64 = 20_000_000;

/// How many programs there are at least on each release.
const PROGRAMS: usize = 200;

/// How often an OTP runs each program.
const THERE: usize = 3;

type Images = Vec<Arc<Vec<u8>>>;

fn variable(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |value| value.parse().unwrap())
}

/// The sources of the modules that a release is to run.
fn sources(release: u32) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/erl/concurrent");
    let only = std::env::var("ENIGMA_ONLY").unwrap_or_default();
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let is_of = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let since = text.lines().find_map(|line| line.strip_prefix("%% otp: ")).map_or(0, |n| n.trim().parse().unwrap());
        since <= release && path.file_stem().unwrap().to_string_lossy().contains(&only)
    };
    let mut files: Vec<PathBuf> = files.filter(is_of).collect();
    files.sort();
    files
}

/// What each program (module, function) comes to on a release, whose compiler leaves the files in the folder.
fn there(release: u32, folder: &Path) -> Vec<(String, String, String)> {
    let sources: Vec<String> = sources(release).iter().map(|path| format!("{:?}", path.display().to_string())).collect();
    let argument = format!("{{{:?}, [{}], {THERE}}}", folder.display().to_string(), sources.join(", "));
    let said = otp::run_script(release, "concurrent.erl", &argument);
    let parts = |line: &str| -> Option<(String, String, String)> {
        let mut parts = line.splitn(3, ' ').map(str::to_string);
        Some((parts.next()?, parts.next()?, parts.next()?))
    };
    said.lines().filter_map(parts).collect()
}

/// Runs the programs of a release here.
struct Here {
    release: u32,
    /// The modules, those of OTP among them that programs have asked for.
    images: Images,
    instructions: u64,
}

impl Here {
    fn new(release: u32, folder: &Path) -> Here {
        let files = otp::beam_files(folder);
        let mut images: Images = vec![Arc::new(otp::compile(release, "concurrent.erl"))];
        images.extend(files.iter().map(|file| Arc::new(std::fs::read(file).unwrap())));
        Here { release, images, instructions: 0 }
    }

    /// A machine at instruction 0 with all the modules.
    fn machine(&self) -> Machine {
        let mut machine = Machine::new(otp::like(self.release));
        for image in &self.images {
            machine.load_shared(image.clone()).unwrap();
        }
        machine
    }

    /// What a program comes to under a schedule. A module that it asks for is kept for the next machines.
    fn run(&mut self, loaded: &mut Machine, seed: u64, module: &str, program: &str) -> String {
        let mut machine = loaded.clone();
        machine.schedule_by(seed);
        let args = literal::parse(&format!("[{module}, {program}]")).unwrap();
        machine.start("concurrent", "run", &args).unwrap();
        let library = Library::new(Vec::new(), Otp::In(otp::home(self.release))).unwrap();
        let stop = Inputs::new(Box::new(library)).run(&mut machine, &Until::instruction(MOST));
        self.instructions += machine.executed();
        let system = machine.system();
        let modules = &system.code.modules;
        if modules.len() > self.images.len() && !changes_code(module) {
            self.images.extend(modules[self.images.len()..].iter().map(|module| module.image.clone()));
            *loaded = self.machine();
        }
        match &system.outcome {
            Some(Outcome::Returned(fragment, term)) => {
                let view = fragment.view(&system.code.literals.words);
                term_text(&machine, view, *term, 1 << 24)
            }
            _ => format!("{stop:?} {:?}", outcome(&machine)),
        }
    }
}

/// Whether the programs of a module load others by themselves.
fn changes_code(module: &str) -> bool {
    module == "loading"
}

fn agree_with(release: u32) {
    let (first, schedules) = (variable("ENIGMA_SEED", 1), variable("ENIGMA_SCHEDULES", 50));
    let folder = tempfile::tempdir().unwrap();
    let theirs = there(release, folder.path());
    let mut here = Here::new(release, folder.path());
    let mut loaded = here.machine();
    let mut differing = Vec::new();
    for (module, program, theirs) in &theirs {
        let seeds = std::iter::once(0).chain(first..first + schedules);
        let outcomes = seeds.map(|seed| (seed, here.run(&mut loaded, seed, module, program)));
        if let Some((seed, ours)) = outcomes.into_iter().find(|(_, ours)| ours != theirs) {
            differing.push(format!("{module}:{program} on OTP {release}, seed {seed}\n{}", difference(&ours, theirs)));
        }
    }
    let (programs, instructions) = (theirs.len(), here.instructions);
    println!("OTP {release}: {programs} programs, {schedules} schedules, {instructions} instructions, {} differ", differing.len());
    assert!(differing.is_empty(), "{} differ\n{}", differing.len(), differing.join("\n"));
    assert!(programs >= PROGRAMS || std::env::var_os("ENIGMA_ONLY").is_some(), "{programs} programs are too few");
}

#[test]
fn concurrent_programs_agree_with_otp_25_under_any_schedule() {
    agree_with(25);
}

#[test]
fn concurrent_programs_agree_with_otp_27_under_any_schedule() {
    agree_with(27);
}

#[test]
fn concurrent_programs_agree_with_otp_29_under_any_schedule() {
    agree_with(29);
}

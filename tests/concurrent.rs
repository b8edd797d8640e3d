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

use difference::difference;
use enigma_replay::{World, literal, outcome, term_text};
use enigma_vm::Until;
use enigma_vm::machine::{Machine, Outcome};
use enigma_world::library::{Library, Otp};

/// More instructions than any of the programs needs.
const MOST: u64 = 20_000_000;

/// How many programs there are at least on each release.
const PROGRAMS: usize = 200;

/// Modules of OTP that many of the programs call.
const MODULES: &[(&str, &str)] = &[
    ("erts", "erlang"),
    ("erts", "erts_internal"),
    ("stdlib", "gen"),
    ("stdlib", "gen_event"),
    ("stdlib", "gen_server"),
    ("stdlib", "gen_statem"),
    ("stdlib", "io"),
    ("stdlib", "io_lib"),
    ("stdlib", "io_lib_format"),
    ("stdlib", "lists"),
    ("stdlib", "maps"),
    ("stdlib", "proc_lib"),
    ("stdlib", "proplists"),
    ("stdlib", "queue"),
    ("stdlib", "string"),
    ("stdlib", "supervisor"),
    ("stdlib", "sys"),
    ("stdlib", "timer"),
];

/// How often an OTP runs each program.
const THERE: usize = 3;

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
        let since =
            text.lines().find_map(|line| line.strip_prefix("%% otp: ")).map_or(0, |n| n.trim().parse().unwrap());
        since <= release && path.file_stem().unwrap().to_string_lossy().contains(&only)
    };
    let mut files: Vec<PathBuf> = files.filter(is_of).collect();
    files.sort();
    files
}

/// What each program (module, function) comes to on a release, whose compiler leaves the files in the folder.
fn there(release: u32, folder: &Path) -> Vec<(String, String, String)> {
    let sources: Vec<String> =
        sources(release).iter().map(|path| format!("{:?}", path.display().to_string())).collect();
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
    /// A machine at instruction 0 with the modules.
    loaded: Machine,
    /// Brings the modules of OTP.
    library: Library,
    instructions: u64,
}

impl Here {
    fn new(release: u32, folder: &Path) -> Here {
        let mut images = vec![otp::compile(release, "concurrent.erl")];
        images.extend(otp::beam_files(folder).iter().map(|file| std::fs::read(file).unwrap()));
        let asked = MODULES.iter().map(|(application, module)| otp::module_file(release, application, module));
        images.extend(asked.map(|file| std::fs::read(file).unwrap()));
        let mut loaded = Machine::new(otp::like(release));
        for image in images {
            loaded.load(image).unwrap();
        }
        let library = Library::new(Vec::new(), Otp::In(otp::home(release))).unwrap();
        Here { loaded, library, instructions: 0 }
    }

    /// What a program comes to under a schedule. A module that it asks for is kept for the next machines.
    fn run(&mut self, started: &Machine, seed: u64) -> String {
        let mut machine = started.clone();
        machine.schedule_by(seed);
        let stop = loop {
            let stop = machine.run(&Until::instruction(MOST));
            let Some(answer) = machine.request().and_then(|request| self.library.answer(request)) else { break stop };
            machine.answer(answer);
        };
        self.instructions += machine.executed();
        let system = machine.system();
        match &system.outcome {
            Some(Outcome::Returned(fragment, term)) => {
                let view = fragment.view(&system.code.literals.words);
                term_text(&machine, view, *term, 1 << 24)
            }
            _ => format!("{stop:?} {:?}", outcome(&machine)),
        }
    }

    /// The first of the seeds under which a program comes to something else, and that.
    fn differs(
        &mut self,
        seeds: impl Iterator<Item = u64>,
        module: &str,
        program: &str,
        theirs: &str,
    ) -> Option<(u64, String)> {
        let args = literal::parse(&format!("[{module}, {program}]")).unwrap();
        let mut started = self.loaded.clone();
        started.start("concurrent", "run", &args).unwrap();
        seeds.map(|seed| (seed, self.run(&started, seed))).find(|(_, ours)| ours != theirs)
    }
}

fn agree_with(release: u32) {
    let (first, schedules) = (variable("ENIGMA_SEED", 1), variable("ENIGMA_SCHEDULES", 50));
    let folder = tempfile::tempdir().unwrap();
    let theirs = there(release, folder.path());
    let mut here = Here::new(release, folder.path());
    let mut differing = Vec::new();
    for (module, program, theirs) in &theirs {
        let seeds = std::iter::once(0).chain(first..first + schedules);
        if let Some((seed, ours)) = here.differs(seeds, module, program, theirs) {
            differing.push(format!("{module}:{program} on OTP {release}, seed {seed}\n{}", difference(&ours, theirs)));
        }
    }
    let (programs, instructions) = (theirs.len(), here.instructions);
    println!(
        "OTP {release}: {programs} programs, {schedules} schedules, {instructions} instructions, {} differ",
        differing.len()
    );
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

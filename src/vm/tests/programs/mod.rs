//! Programs to run on machines and on real OTPs: the samples, and the modules of `tests/erl`.

// No test uses all of it.
#![allow(dead_code, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use enigma_vm::console::Stream;
use enigma_vm::exec::Names;
use enigma_vm::heap::Fragment;
use enigma_vm::machine::Outcome;
use enigma_vm::print::{self, Style};
use enigma_vm::request::{Answer, Request};
use enigma_vm::state::State;
use enigma_vm::term::Term;
use enigma_vm::{Config, Limits, Machine, Stop, Until};

use crate::oracle;

/// More instructions than any program of the tests executes that comes to an end.
pub const MOST: u64 = 20_000_000;

/// The names of the samples.
pub fn samples() -> Vec<String> {
    let folder = oracle::root().join("samples");
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    names.sort();
    assert!(names.len() >= 15, "samples are missing: {names:?}");
    names
}

/// A file of a sample.
pub fn sample_file(name: &str, file: &str) -> PathBuf {
    oracle::root().join("samples").join(name).join(file)
}

/// A sample as it is shipped.
pub fn shipped(name: &str) -> Vec<u8> {
    std::fs::read(sample_file(name, &format!("{name}.beam"))).unwrap()
}

/// What a sample is to print, and its result behind `=> `.
pub fn expected(name: &str) -> String {
    std::fs::read_to_string(sample_file(name, "expected.txt")).unwrap()
}

/// A folder for this test alone; it goes when the value goes.
pub fn folder() -> tempfile::TempDir {
    tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap()
}

/// Compiles modules with the OTP of that release into a folder; gives their bytes by name.
pub fn compile(release: u32, sources: &[PathBuf], folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let list: Vec<String> = sources.iter().map(|path| format!("{:?}", path.display().to_string())).collect();
    let program = format!(
        "[{{ok, _}} = compile:file(F, [report_errors, deterministic, nowarn_export_all, {{outdir, {:?}}}]) || F <- [{}]]",
        folder.display().to_string(),
        list.join(", ")
    );
    oracle::evaluate(release, &program);
    let bytes = |source: &PathBuf| {
        let name = source.file_stem().unwrap().to_str().unwrap().to_string();
        let image = std::fs::read(folder.join(format!("{name}.beam"))).unwrap();
        (name, image)
    };
    sources.iter().map(bytes).collect()
}

/// A module of `tests/erl` compiled by the OTP of that release.
pub fn module(release: u32, name: &str, folder: &Path) -> Vec<u8> {
    let source = PathBuf::from(format!("{}.erl", oracle::source(name)));
    compile(release, &[source], folder).remove(name).unwrap()
}

/// What `MODULE:FUNCTION()` prints on the OTP of that release, and its result behind `=> `, or how it
/// ended behind `exited: `. The module's file is in the folder.
pub fn run_on_otp(release: u32, module: &str, function: &str, folder: &Path) -> String {
    let program = format!(
        "true = code:add_patha({:?}),
         ok = io:setopts([{{encoding, unicode}}]),
         logger:set_primary_config(level, none),
         ok = io:setopts([{{encoding, unicode}}]),
         {{_, Monitor}} = spawn_monitor(fun() -> exit({{result, {module}:{function}()}}) end),
         receive
             {{_, Monitor, _, _, {{result, Result}}}} -> io:format(\"=> ~0tp~n\", [Result]);
             {{_, Monitor, _, _, Reason}} -> io:format(\"exited: ~0tp~n\", [Reason])
         end",
        folder.display().to_string()
    );
    String::from_utf8(oracle::evaluate(release, &program)).unwrap()
}

/// A machine with these modules, about to execute `MODULE:FUNCTION()`.
pub fn start_function(images: &[&[u8]], function: &str, config: Config) -> Machine {
    let mut machine = Machine::new(config);
    let mut name = String::new();
    for image in images {
        name = machine.load(image.to_vec()).unwrap();
    }
    let (no_arguments, _) = enigma_beam::decode(&[131, 106]).unwrap();
    machine.start(&name, function, &no_arguments).unwrap();
    machine
}

/// A machine about to execute `main/0` of a module, under that seed.
pub fn start(image: &[u8], seed: u64) -> Machine {
    start_function(&[image], "main", Config { seed, ..Config::default() })
}

/// As [`start`], under these limits.
pub fn start_limited(image: &[u8], function: &str, limits: Limits) -> Machine {
    start_function(&[image], function, Config { limits, ..Config::default() })
}

/// A term as `~0tp` writes it.
pub fn text_of(machine: &Machine, fragment: &Fragment, term: Term) -> String {
    let system = machine.system();
    let names = Names { code: &system.code, atoms: &system.atoms };
    let view = fragment.view(&system.code.literals.words);
    print::format(view, term, &system.atoms, &names, Style::Pretty, 1 << 20)
}

/// How the program ended: `=> Result` or `exited: Reason`.
pub fn ending(machine: &Machine) -> String {
    match &machine.system().outcome {
        Some(Outcome::Returned(fragment, term)) => format!("=> {}\n", text_of(machine, fragment, *term)),
        Some(Outcome::Halted(halt)) => format!("{halt:?}\n"),
        Some(Outcome::Exited(fragment, term) | Outcome::Raised(_, fragment, term)) => {
            format!("exited: {}\n", text_of(machine, fragment, *term))
        }
        None => "no end\n".to_string(),
    }
}

/// What was printed on one of the streams, as far as it is kept.
pub fn printed(machine: &Machine, stream: Stream) -> String {
    let console = &machine.system().console;
    let chunks = console.chunks().filter(|chunk| chunk.0 == stream);
    String::from_utf8(chunks.flat_map(|chunk| chunk.1.to_vec()).collect()).unwrap()
}

/// What a program printed, and how it ended.
pub fn transcript(machine: &Machine) -> String {
    printed(machine, Stream::Output) + &ending(machine)
}

/// Runs a machine to its end; there are no modules but those it has.
pub fn finish(machine: &mut Machine) {
    finish_with(machine, |_| None);
}

/// Runs a machine to its end, with the modules of a release.
pub fn finish_on(machine: &mut Machine, release: u32) {
    finish_with(machine, |name| oracle::module_of(release, name).map(Arc::new));
}

fn finish_with(machine: &mut Machine, module: impl Fn(&str) -> Option<Arc<Vec<u8>>>) {
    let mut stop = machine.run(&Until::instruction(MOST));
    while stop == Stop::Asked {
        let Some(Request::Module(name)) = machine.request() else { break };
        let answer = Answer::Module(module(name));
        machine.answer(answer);
        stop = machine.run(&Until::instruction(MOST));
    }
    assert_eq!(stop, Stop::Finished, "after {} instructions", machine.executed());
}

/// The machine after it has been to a snapshot's bytes and back.
pub fn reborn(machine: &Machine) -> Machine {
    let bytes = postcard::to_allocvec(&machine.export()).unwrap();
    let state: State = postcard::from_bytes(&bytes).unwrap();
    Machine::import(state).unwrap()
}

/// A generator of numbers for tests (xorshift64*).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Random {
        Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        ((self.next() >> 11) as usize) % end.max(1)
    }
}

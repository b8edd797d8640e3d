//! Small modules of one behaviour each (`tests/erl/behaviours`): what `main/0` comes to here and on real OTPs,
//! compiled by each.
//!
//! A module's first lines may say `%% otp: 27` (it needs that release or a later one), `%% but: 25` (those
//! releases do otherwise; why stands behind the numbers) and `%% options: [no_copt]` (compiler options).
//! `ENIGMA_ONLY=PART` runs the modules with that part of a name.

#![allow(clippy::unwrap_used)]

#[path = "natives/compared.rs"]
mod compared;
#[path = "behaviours/coverage.rs"]
mod coverage;
#[path = "natives/difference.rs"]
mod difference;
#[path = "beam/otp.rs"]
mod otp;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use coverage::Coverage;
use difference::difference;
use enigma_replay::{Entry, Inputs, Program};
use enigma_vm::machine::Outcome;
use enigma_world::library::{Library, Otp};

/// More instructions than any of the modules needs.
const MOST: u64 = 200_000_000;

/// Instructions that are not executed as such, and those that no compiler of OTP 25 to 29 emits with whatever options
/// (those of the bit syntax are executed by `src/vm/tests/bits_programs.rs`).
const NEVER_EMITTED: &[&str] = &[
    "label",
    "int_code_end",
    "line",
    "on_load",
    "put_tuple",
    "put",
    "bs_start_match2",
    "bs_save2",
    "bs_restore2",
    "bs_context_to_binary",
];

/// The modules of stdlib, and the calls of them, that the behaviours of its modules must make on each release.
const STDLIB: (usize, usize) = (60, 2_000);

/// Natives that print, which other tests compare.
const PRINT: &[&str] = &["erlang:display/1", "erlang:display_string/1"];

/// Modules whose natives `files.rs` compares.
const FILES: &[&str] = &["prim_file", "prim_buffer"];

/// Natives of a booted OTP (`tests/boot.rs`).
const BOOTED: &[&str] = &[
    "erlang:call_on_load_function/1",
    "erlang:check_old_code/1",
    "erlang:delete_module/1",
    "erlang:finish_after_on_load/2",
    "erlang:finish_loading/1",
    "erlang:has_prepared_code_on_load/1",
    "erlang:pre_loaded/0",
    "erlang:halt/2",
    "erlang:nodes/2",
    "erlang:system_flag/2",
    "erlang:display_string/2",
    "erts_internal:beamfile_chunk/2",
    "erts_internal:beamfile_module_md5/1",
    "erts_internal:prepare_loading/2",
    "erts_internal:purge_module/2",
    "erts_internal:request_system_task/3",
    "erts_internal:garbage_collect/1",
    "erts_internal:group_leader/2",
    "erts_internal:group_leader/3",
    "erts_internal:is_system_process/1",
    "erts_internal:processes_next/1",
    "erts_internal:scheduler_wall_time/1",
    "erts_internal:spawn_system_process/3",
    "os:set_signal/2",
];

/// Natives of ports, and what only the world knows (`tests/ports.rs`).
const PORTS: &[&str] = &[
    "erlang:port_get_data/1",
    "erlang:port_set_data/2",
    "erlang:ports/0",
    "erts_internal:open_port/2",
    "erts_internal:port_call/3",
    "erts_internal:port_close/1",
    "erts_internal:port_command/3",
    "erts_internal:port_connect/2",
    "erts_internal:port_control/3",
    "erts_internal:port_info/1",
    "erts_internal:port_info/2",
    "os:getpid/0",
];
/// Natives that answer for an emulator that interprets, while those at hand compile.
const INTERPRETED: &[&str] = &[
    "code:coverage_support/0",
    "code:get_coverage/2",
    "code:get_coverage_mode/0",
    "code:get_coverage_mode/1",
    "code:reset_coverage/1",
    "code:set_coverage_mode/1",
];
/// What a booted OTP finds of terminals and sockets.
const DEVICES: &[&str] = &["prim_socket", "prim_tty"];

/// A module of the folder.
struct Behaviour {
    name: String,
    path: PathBuf,
    /// The oldest release that has what it shows.
    since: u32,
    /// Releases that do otherwise.
    but: Vec<u32>,
    options: String,
}

impl Behaviour {
    fn read(path: PathBuf) -> Behaviour {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut behaviour = Behaviour {
            name: path.file_stem().unwrap().to_str().unwrap().into(),
            path,
            since: 0,
            but: Vec::new(),
            options: "[]".into(),
        };
        for line in text.lines().take_while(|line| line.starts_with("%%")) {
            let Some((key, value)) = line.trim_start_matches('%').trim().split_once(": ") else { continue };
            match key {
                "otp" => behaviour.since = value.trim().parse().unwrap(),
                "but" => behaviour.but = value.split_whitespace().map_while(|word| word.parse().ok()).collect(),
                "options" => behaviour.options = value.into(),
                _ => {}
            }
        }
        behaviour
    }

    fn is_of(&self, release: u32) -> bool {
        release >= self.since && !self.but.contains(&release)
    }
}

/// The modules that a release is to run.
fn behaviours(release: u32) -> Vec<Behaviour> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/erl/behaviours");
    let only = std::env::var("ENIGMA_ONLY").unwrap_or_default();
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|e| e == "erl" || e == "S")).collect();
    files.sort();
    let all = files.into_iter().map(Behaviour::read);
    all.filter(|behaviour| behaviour.is_of(release) && behaviour.name.contains(&only)).collect()
}

/// What each module comes to on a release, whose compiler leaves their `.beam` files in the folder.
fn there(release: u32, behaviours: &[Behaviour], folder: &Path) -> BTreeMap<String, String> {
    let source = |b: &Behaviour| format!("{{{:?}, {}}}", b.path.display().to_string(), b.options);
    let sources: Vec<String> = behaviours.iter().map(source).collect();
    let folders = [folder.display().to_string(), otp::elixir(release).display().to_string()];
    let argument = format!("{{{folders:?}, [{}]}}", sources.join(", "));
    let said = otp::run_script(release, "behaviour.erl", &argument);
    let pair = |line: &str| line.split_once(' ').map(|(name, outcome)| (name.to_string(), outcome.to_string()));
    said.lines().filter_map(pair).collect()
}

/// What a module comes to here, with the modules of the release.
fn here(release: u32, driver: &Arc<Vec<u8>>, behaviour: &Behaviour, folder: &Path, coverage: &mut Coverage) -> String {
    let Ok(image) = std::fs::read(folder.join(format!("{}.beam", behaviour.name))) else {
        return "not compiled".into();
    };
    let entry = Entry { module: "behaviour".into(), function: "run".into(), args: vec![behaviour.name.clone()] };
    let modules = vec![driver.clone(), Arc::new(image)];
    let program =
        Program { title: behaviour.name.clone(), modules, entry, config: otp::like(release), ..Program::default() };
    let mut machine = match program.machine() {
        Ok(machine) => machine,
        Err(error) => return error.to_string(),
    };
    let library = Library::new(vec![otp::elixir(release)], Otp::In(otp::home(release))).unwrap();
    let counted = behaviour.name.starts_with("stdlib_").then_some(&*behaviour.name);
    let stop = coverage.run(&mut machine, &mut Inputs::new(Box::new(library)), MOST, counted);
    let system = machine.system();
    match &system.outcome {
        Some(Outcome::Returned(fragment, term)) => {
            let view = fragment.view(&system.code.literals.words);
            enigma_replay::term_text(&machine, view, *term, 1 << 24)
        }
        _ => format!("{stop:?} {:?}", enigma_replay::outcome(&machine)),
    }
}

/// What differs on a release, and what was executed.
fn compare(release: u32) -> (Vec<String>, Coverage) {
    let behaviours = behaviours(release);
    let folder = tempfile::tempdir().unwrap();
    let theirs = there(release, &behaviours, folder.path());
    let driver = Arc::new(otp::compile(release, "behaviour.erl"));
    let (mut differing, mut coverage) = (Vec::new(), Coverage::default());
    for behaviour in &behaviours {
        let ours = here(release, &driver, behaviour, folder.path(), &mut coverage);
        let theirs = theirs.get(&behaviour.name).map_or("nothing", String::as_str);
        if ours != theirs {
            let name = &behaviour.name;
            differing.push(format!("{name} on OTP {release}\n{}", difference(&ours, theirs)));
        }
    }
    println!("OTP {release}: {} behaviours, {} differ", behaviours.len(), differing.len());
    (differing, coverage)
}

/// How often the modules of a release's stdlib were called by the behaviours that show them.
fn stdlib_calls(release: u32, coverage: &Coverage) -> BTreeMap<String, usize> {
    let folder = otp::module_file(release, "stdlib", "lists");
    let files = otp::beam_files(folder.parent().unwrap());
    let names: BTreeSet<&str> = files.iter().filter_map(|file| file.file_stem()?.to_str()).collect();
    let mut calls = BTreeMap::new();
    for ((module, _, _), times) in coverage.calls.iter().filter(|((module, _, _), _)| names.contains(&**module)) {
        *calls.entry(module.clone()).or_default() += times;
    }
    calls
}

#[test]
fn behaviours_are_those_of_otp_and_cover_all_instructions_and_natives() {
    let results: Vec<(Vec<String>, Coverage)> = std::thread::scope(|scope| {
        let threads = otp::RELEASES.map(|release| scope.spawn(move || compare(release)));
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let (mut differing, mut coverage) = (Vec::new(), Coverage::default());
    let mut stdlib = Vec::new();
    for (release, (found, executed)) in otp::RELEASES.into_iter().zip(results) {
        let calls = stdlib_calls(release, &executed);
        let made: usize = calls.values().sum();
        println!("OTP {release}: {made} calls of {} modules of stdlib: {calls:?}", calls.len());
        stdlib.push((release, calls.len(), made));
        differing.extend(found);
        coverage.add(executed);
    }
    let (opcodes, natives) = coverage.counts();
    let generated = compared::compared();
    let elsewhere = |module: &str, name: &str, arity: u32| {
        let native = format!("{module}:{name}/{arity}");
        let elsewhere = [BOOTED, PORTS, INTERPRETED].iter().any(|list| list.contains(&native.as_str()));
        let is_booted = elsewhere || DEVICES.contains(&module);
        is_booted || FILES.contains(&module) || generated.contains(&(module, name, arity))
    };
    let missing = (coverage.missing_opcodes(), coverage.missing_natives(elsewhere));
    println!("executed: {opcodes} instructions, {natives} natives; missing: {missing:?}");
    assert!(differing.is_empty(), "{} differ\n{}", differing.len(), differing.join("\n"));
    if std::env::var_os("ENIGMA_ONLY").is_some() {
        return;
    }
    for (release, modules, calls) in stdlib {
        assert!(
            modules >= STDLIB.0 && calls >= STDLIB.1,
            "OTP {release}: {calls} calls of {modules} modules of stdlib"
        );
    }
    let opcodes: Vec<_> = missing.0.into_iter().filter(|name| !NEVER_EMITTED.contains(name)).collect();
    assert!(opcodes.is_empty(), "no behaviour executes {opcodes:?}");
    let natives: Vec<_> = missing.1.into_iter().filter(|name| !PRINT.contains(&name.as_str())).collect();
    assert!(natives.is_empty(), "no behaviour calls {natives:?}");
}

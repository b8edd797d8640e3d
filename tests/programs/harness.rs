//! Runs programs here and on a real OTP, which compiles them for both.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use enigma_replay::{literal, outcome};
use enigma_vm::machine::{Config, Machine, Outcome, Until};

use crate::otp;

/// The most instructions that a function may take.
const MOST: u64 = 20_000_000;

/// What a function gives there and here.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The function.
    pub function: String,
    /// What OTP says.
    pub there: String,
    /// What this machine says.
    pub here: String,
}

/// What came of a program.
#[derive(Clone, Debug, Default)]
pub struct Result {
    /// Why OTP would not compile or load it.
    pub refused: Option<String>,
    /// How many functions were compared.
    pub compared: usize,
    /// How many ran into a limit, there or here.
    pub limited: usize,
    /// Those that came out differently.
    pub differences: Vec<Difference>,
    /// What the compiler made of it.
    pub image: Arc<Vec<u8>>,
}

/// Runs programs, given by name and source, there and here.
pub fn run(release: u32, sources: &[(String, String)]) -> Vec<Result> {
    let folder = tempfile::tempdir().unwrap();
    for (name, source) in sources {
        std::fs::write(folder.path().join(format!("{name}.erl")), source).unwrap();
    }
    there(release, folder.path(), sources);
    // What comprehensions call to go through maps is Erlang.
    let files = [folder.path().join("programs.beam"), otp::module_file(release, "erts", "erts_internal")];
    let base = files.map(|file| Arc::new(std::fs::read(file).unwrap()));
    sources.iter().map(|(name, _)| result(release, folder.path(), &base, name)).collect()
}

/// One OTP for them all; another one for the rest where a program makes it crash.
fn there(release: u32, folder: &Path, sources: &[(String, String)]) {
    // Beside the programs, for paths are part of stack traces.
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/erl/programs.erl");
    std::fs::copy(script, folder.join("programs.erl")).unwrap();
    let done = |name: &str| ["out", "error"].iter().any(|kind| folder.join(format!("{name}.{kind}")).exists());
    let mut left: Vec<&str> = sources.iter().map(|(name, _)| name.as_str()).collect();
    while !left.is_empty() {
        let result = erl(release, folder, &left);
        left.retain(|name| !done(name));
        if !result.status.success() {
            assert!(!left.is_empty(), "OTP {release} failed: {}", String::from_utf8_lossy(&result.stdout));
            std::fs::write(folder.join(format!("{}.error", left.remove(0))), result.status.to_string()).unwrap();
        }
    }
}

/// Runs programs by an OTP.
fn erl(release: u32, folder: &Path, names: &[&str]) -> Output {
    let program = format!(
        "{{ok, M, B}} = compile:file(\"programs.erl\", [binary, return_errors]), \
         ok = file:write_file(\"programs.beam\", B), {{module, M}} = code:load_binary(M, \"script\", B), \
         M:main({:?}, {names:?}), halt(0).",
        folder.display().to_string(),
    );
    Command::new(otp::home(release).join("bin/erl"))
        .args(["+S", "1:1", "+SDio", "1", "+t", "4000000", "-noshell", "-noinput", "-kernel", "logger_level", "none"])
        .args(["-eval", &program])
        .env("ERL_CRASH_DUMP_BYTES", "0")
        .current_dir(folder)
        .output()
        .unwrap()
}

fn result(release: u32, folder: &Path, base: &[Arc<Vec<u8>>], name: &str) -> Result {
    let file = |extension| folder.join(format!("{name}.{extension}"));
    let Ok(told) = std::fs::read(file("out")) else {
        let refused = std::fs::read_to_string(file("error")).unwrap_or_else(|_| "nothing was told".into());
        return Result { refused: Some(refused), ..Result::default() };
    };
    let told = String::from_utf8_lossy(&told).into_owned();
    let theirs: BTreeMap<&str, &str> = told.lines().filter_map(|line| line.split_once(' ')).collect();
    let image = Arc::new(std::fs::read(file("beam")).unwrap());
    let machine = loaded(&[base, std::slice::from_ref(&image)].concat());
    let mut result = Result { image: image.clone(), ..Result::default() };
    for (function, there) in theirs {
        if there.starts_with("limit ") {
            result.limited += 1;
            continue;
        }
        let ours = match &machine {
            Ok(machine) => here(machine.clone(), name, function),
            Err(error) => Some(format!("cannot be loaded: {error}")),
        };
        let Some(ours) = ours else {
            result.limited += 1;
            continue;
        };
        result.compared += 1;
        if !same(release, there, &ours) {
            result.differences.push(Difference { function: function.into(), there: there.into(), here: ours });
        }
    }
    result
}

/// A machine with these modules, at instruction 0.
fn loaded(modules: &[Arc<Vec<u8>>]) -> std::result::Result<Machine, String> {
    let mut machine = Machine::new(Config::default());
    for image in modules {
        machine.load_shared(image.clone()).map_err(|error| error.to_string())?;
    }
    Ok(machine)
}

/// What this machine says of a function, or nothing where it takes too long.
fn here(mut machine: Machine, module: &str, function: &str) -> Option<String> {
    let args = literal::parse(&format!("[{module}, {function}]")).unwrap();
    machine.start("programs", "run", &args).unwrap();
    machine.run(&Until::instruction(MOST));
    let system = machine.system();
    let Some(Outcome::Returned(fragment, term)) = &system.outcome else {
        return outcome(&machine).map(|text| format!("ended: {text}"));
    };
    let view = fragment.view(&system.code.literals.words);
    let bytes = view.bits(*term).map_or(Vec::new(), |bits| bits.to_bytes());
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

/// Whether results agree, but for what OTP itself has changed: in OTP 25 0.0 and -0.0 are the same, and stack traces
/// do not tell of the operator where a constant is added or taken away, nor of the same segment that cannot be built.
fn same(release: u32, there: &str, here: &str) -> bool {
    there == here || release == 25 && of_25(there) == of_25(here)
}

fn of_25(text: &str) -> String {
    let mut text = text.replace("f8000000000000000", "f0");
    for begin in ["[{'erlang','+',[", "[{'erlang','-',["] {
        let end = "[{'error_info',#{'module'=>'erl_erts_errors'}}]},";
        while let Some(from) = text.find(begin) {
            let Some(length) = text[from..].find(end) else { break };
            text.replace_range(from + 1..from + length + end.len(), "");
        }
    }
    // Of several segments that cannot be built it names another one.
    let (begin, end) = ("'cause'=>{", "'function'=>'format_bs_fail'");
    let mut at = 0;
    while let Some(from) = text[at..].find(begin).map(|from| from + at) {
        let Some(length) = text[from..].find(end) else { break };
        text.replace_range(from..from + length, "");
        at = from;
    }
    text
}

//! The OTP installations that tests compare with.

// No test uses all of it.
#![allow(dead_code, clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::Command;

use enigma_vm::machine::{Config, Release};

/// The releases.
pub const RELEASES: [u32; 3] = [25, 27, 29];

/// How a machine begins that is to be like a release.
pub fn like(release: u32) -> Config {
    Config { release: Release { otp: release, ..Release::default() }, ..Config::default() }
}

/// The folder of a release. Fails if it is not there: a test that compares
/// with nothing proves nothing.
pub fn home(release: u32) -> PathBuf {
    let root = std::env::var_os("ENIGMA_OTP")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join(".otp"), PathBuf::from);
    let home = root.join(format!("otp-{release}"));
    assert!(
        home.join("bin/erl").exists(),
        "OTP {release} is not in {}: run scripts/otp, or set ENIGMA_OTP to a folder with otp-25, otp-27 and otp-29",
        root.display()
    );
    home
}

/// The folder with the modules of the Elixir beside a release.
pub fn elixir(release: u32) -> PathBuf {
    home(release).join("elixir/lib/elixir/ebin")
}

/// All `.beam` files below a folder, sorted.
pub fn beam_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                folders.push(entry.path());
            } else if entry.path().extension().is_some_and(|extension| extension == "beam") {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    found
}

/// The file of a module of an application.
pub fn module_file(release: u32, application: &str, module: &str) -> PathBuf {
    let wanted = format!("{application}-");
    let mut applications = std::fs::read_dir(home(release).join("lib")).unwrap().map(|entry| entry.unwrap());
    let folder = applications.find(|entry| entry.file_name().to_string_lossy().starts_with(&wanted)).unwrap();
    folder.path().join("ebin").join(format!("{module}.beam"))
}

/// Compiles a script of `tests/erl` with a release, and calls its `main` with
/// the file to write and one more argument, as Erlang source. Returns what it wrote.
pub fn run_script(release: u32, script: &str, argument: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("output");
    let call = format!(
        "{{module, M}} = code:load_binary(M, \"script\", B), M:main({:?}, {argument})",
        output.display().to_string()
    );
    compile_and(release, script, &call, folder.path());
    std::fs::read_to_string(&output).unwrap()
}

/// The `.beam` file that a release makes of a script of `tests/erl`.
pub fn compile(release: u32, script: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let output = folder.path().join("output");
    compile_and(
        release,
        script,
        &format!("ok = file:write_file({:?}, B)", output.display().to_string()),
        folder.path(),
    );
    std::fs::read(&output).unwrap()
}

/// Compiles a script and goes on with the module's name in `M` and the file in `B`.
fn compile_and(release: u32, script: &str, then: &str, folder: &Path) {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/erl").join(script);
    let program = format!(
        "{{ok, M, B}} = compile:file({:?}, [binary, return_errors]), {then}, halt(0).",
        source.display().to_string()
    );
    let result = Command::new(home(release).join("bin/erl"))
        .args(["-noshell", "-noinput", "-eval", &program])
        .env("ERL_CRASH_DUMP_BYTES", "0")
        .current_dir(folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&result.stdout).into_owned() + &String::from_utf8_lossy(&result.stderr);
    assert!(result.status.success(), "OTP {release} failed on {script}: {said}");
}

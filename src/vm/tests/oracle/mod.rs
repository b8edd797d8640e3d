//! Runs the Erlang modules of `tests/erl` on a real OTP.

// No test uses all of it.
#![allow(dead_code)]

use std::path::{Path, PathBuf};
use std::process::Command;

/// The root of the repository.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What a call of the module `tests/erl/MODULE.erl` prints on OTP 27. Without an OTP 27 under
/// `$ENIGMA_OTP` (`.otp` by default) the test fails.
pub fn run(module: &str, call: &str) -> String {
    String::from_utf8(run_bytes(module, call)).unwrap_or_else(|error| panic!("{module}:{call}: {error}"))
}

/// The same in bytes.
pub fn run_bytes(module: &str, call: &str) -> Vec<u8> {
    let program = format!(
        "{{ok, M, Beam}} = compile:file({:?}, [binary, report]), code:load_binary(M, \"\", Beam), M:{call}",
        source(module)
    );
    evaluate(27, &program)
}

/// Where the source of a module of `tests/erl` is.
pub fn source(module: &str) -> String {
    root().join("tests/erl").join(module).display().to_string()
}

/// The bytes of a module of the OTP of that release.
pub fn module_of(release: u32, name: &str) -> Option<Vec<u8>> {
    let applications = std::fs::read_dir(otp().join(format!("otp-{release}/lib"))).ok()?;
    let file = |entry: std::fs::DirEntry| entry.path().join("ebin").join(name).with_extension("beam");
    applications.flatten().map(file).find_map(|path| std::fs::read(path).ok())
}

fn otp() -> PathBuf {
    std::env::var_os("ENIGMA_OTP").map_or_else(|| root().join(".otp"), PathBuf::from)
}

/// What an expression prints on the OTP of that release, which must be under `$ENIGMA_OTP` (`.otp`
/// by default). One scheduler, so that the schedule is everywhere the same.
pub fn evaluate(release: u32, program: &str) -> Vec<u8> {
    let erl = otp().join(format!("otp-{release}/bin/erl"));
    assert!(erl.exists(), "{} is missing: run scripts/otp, or set ENIGMA_OTP", erl.display());
    // A dump of a crash would land in the source tree.
    let output = Command::new(erl)
        .args(["+S", "1", "-noshell", "-eval", &format!("{program}, halt().")])
        .env("ERL_CRASH_DUMP_BYTES", "0")
        .output()
        .unwrap_or_else(|error| panic!("erl does not start: {error}"));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} failed on OTP {release}:\n{errors}");
    output.stdout
}

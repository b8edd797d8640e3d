//! Runs the Erlang modules of `tests/erl` on a real OTP.

use std::path::{Path, PathBuf};
use std::process::Command;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What a call of the module `tests/erl/MODULE.erl` prints on OTP 27. Without an OTP 27 under
/// `$ENIGMA_OTP` (`.otp` by default) the test fails.
pub fn run(module: &str, call: &str) -> String {
    String::from_utf8(run_bytes(module, call)).unwrap_or_else(|error| panic!("{module}:{call}: {error}"))
}

/// The same in bytes.
pub fn run_bytes(module: &str, call: &str) -> Vec<u8> {
    let otp = std::env::var_os("ENIGMA_OTP").map_or_else(|| root().join(".otp"), PathBuf::from);
    let erl = otp.join("otp-27/bin/erl");
    assert!(erl.exists(), "{} is missing: run scripts/otp, or set ENIGMA_OTP", erl.display());
    let source = root().join("tests/erl").join(module);
    let program = format!(
        "{{ok, M, Beam}} = compile:file({:?}, [binary, report]), code:load_binary(M, \"\", Beam), M:{call}, halt().",
        source.display().to_string()
    );
    // A dump of a crash would land in the source tree.
    let output = Command::new(erl)
        .args(["-noshell", "-eval", &program])
        .env("ERL_CRASH_DUMP_BYTES", "0")
        .output()
        .unwrap_or_else(|error| panic!("erl does not start: {error}"));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{module}:{call} failed on OTP 27:\n{errors}");
    output.stdout
}

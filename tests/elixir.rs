//! The tests of an Elixir project (`tests/elixir`) give the report here that they give on real OTPs: diffs, traces,
//! captured output and logs, time limits, setups that fail, in an order that a seed decides.
//!
//! One release is compared always; the others with `cargo nextest run --test elixir --run-ignored all`.

#![allow(clippy::unwrap_used)]

#[path = "natives/difference.rs"]
mod difference;
#[path = "beam/otp.rs"]
mod otp;

use std::path::Path;
use std::process::{Command, Stdio};

use difference::difference;

/// Standard output and exit status. What tells times, and numbers of processes, is left out.
fn report(command: &mut Command, folder: &Path) -> (String, Option<i32>) {
    let output = command.current_dir(folder).stdin(Stdio::null()).stderr(Stdio::null()).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let lines = text.lines().filter(|line| !line.starts_with("=ESOCK") && !line.starts_with("[UNIX-ESSIO]"));
    (lines.map(|line| format!("{}\n", timeless(line))).collect(), output.status.code())
}

fn timeless(line: &str) -> String {
    let is_clock = |word: &str| word.len() == 12 && word.bytes().all(|b| b.is_ascii_digit() || b":.".contains(&b));
    if line.starts_with("Finished in ") {
        return "Finished".into();
    }
    let words = line.split(' ').map(|word| if is_clock(word) { "TIME" } else { word });
    let mut line = words.collect::<Vec<_>>().join(" ");
    let mut from = 0;
    while let Some(at) = line[from..].find("#PID<").map(|at| from + at) {
        let end = line[at..].find('>').map_or(line.len(), |end| at + end);
        line.replace_range(at + 5..end, "");
        from = at + 6;
    }
    line
}

fn agree_with(release: u32) {
    let (home, folder) = (otp::home(release), tempfile::tempdir().unwrap());
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/elixir/run.exs");
    let mut here = Command::new(env!("CARGO_BIN_EXE_enigma"));
    here.args(["elixir", "--allow-read", "--allow-write=.", "--otp"]).arg(&home).arg(&project);
    let mut there = Command::new(home.join("bin/erl"));
    there.args(["-noshell", "-s", "elixir", "start_cli", "-pa"]);
    for application in std::fs::read_dir(home.join("elixir/lib")).unwrap() {
        there.arg(application.unwrap().path().join("ebin"));
    }
    there.arg("-extra").arg(&project);
    let (ours, theirs) = (report(&mut here, folder.path()), report(&mut there, folder.path()));
    assert_eq!(theirs.1, Some(2), "OTP {release}\n{}", theirs.0);
    assert!(ours == theirs, "OTP {release}\n{}\n{:?}", difference(&ours.0, &theirs.0), ours.1);
}

#[test]
fn ex_unit_of_elixir_1_18() {
    agree_with(27);
}

#[test]
#[ignore = "takes long; one release is enough to know that it works"]
fn ex_unit_of_elixir_1_14() {
    agree_with(25);
}

#[test]
#[ignore = "takes long; one release is enough to know that it works"]
fn ex_unit_of_elixir_1_20() {
    agree_with(29);
}

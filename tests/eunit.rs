//! OTP's eunit reports here what it reports under its own emulator, failures with their traces among it.

#![allow(clippy::unwrap_used)]

#[path = "natives/difference.rs"]
mod difference;
#[path = "beam/otp.rs"]
mod otp;

use std::process::{Command, Stdio};

use difference::difference;

/// Standard output and exit status. Times, and who does what in which process, are not compared.
fn report(mut command: Command, folder: &std::path::Path) -> (String, Option<i32>) {
    let command = command.args(["-noshell", "-pa"]).arg(folder).args(["-run", "eunit_cases", "run"]);
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    let lines = text.lines().filter(|line| !line.starts_with("=ESOCK") && !line.starts_with("[UNIX-ESSIO]"));
    (lines.filter_map(timeless).collect(), output.status.code())
}

/// A line without times in seconds, which are told where they are long enough, and without the number of a pid.
fn timeless(line: &str) -> Option<String> {
    if line.trim_start().starts_with("[done in ") {
        return None;
    }
    let between = |line: &str, open: char, close: &str, is: fn(&str) -> bool| {
        let (before, rest) = line.split_once(open)?;
        let (inside, after) = rest.split_once(close)?;
        is(inside).then(|| format!("{before}{after}"))
    };
    let untimed = between(line, '[', " s] ", |time| time.parse::<f64>().is_ok()).unwrap_or(line.into());
    let is_pid = |pid: &str| pid.bytes().all(|b| b == b'.' || b.is_ascii_digit());
    Some(between(&untimed, '<', ">", is_pid).unwrap_or(untimed) + "\n")
}

fn agree_with(release: u32) {
    let (home, folder) = (otp::home(release), tempfile::tempdir().unwrap());
    std::fs::write(folder.path().join("eunit_cases.beam"), otp::compile(release, "eunit_cases.erl")).unwrap();
    let mut here = Command::new(env!("CARGO_BIN_EXE_enigma"));
    here.args(["erl", "--otp"]).arg(&home).arg(format!("--allow-read={}", folder.path().display()));
    let there = Command::new(home.join("bin/erl"));
    let (ours, theirs) = (report(here, folder.path()), report(there, folder.path()));
    assert_eq!(theirs.1, Some(3), "OTP {release}\n{}", theirs.0);
    assert!(ours == theirs, "OTP {release}\n{}\n{:?}", difference(&ours.0, &theirs.0), ours.1);
}

#[test]
fn eunit_of_otp_25() {
    agree_with(25);
}

#[test]
fn eunit_of_otp_27() {
    agree_with(27);
}

#[test]
fn eunit_of_otp_29() {
    agree_with(29);
}

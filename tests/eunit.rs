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
    (lines.map(|line| format!("{}\n", without_numbers(line))).collect(), output.status.code())
}

/// A line without its times in seconds and the numbers of pids.
fn without_numbers(line: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    for word in line.split_inclusive(' ') {
        let is_time = |word: &str| word.trim_end().trim_start_matches('[').parse::<f64>().is_ok();
        let timed = word.starts_with('[') && is_time(word);
        words.push(match word {
            _ if timed => "[TIME ".into(),
            "s]" | "s\n" => word.into(),
            _ if words.last().is_some_and(|last| last == "in ") && is_time(word) => "TIME ".into(),
            _ => word.into(),
        });
    }
    let line = words.concat();
    match line.split_once('<').and_then(|(before, rest)| Some((before, rest.split_once('>')?))) {
        Some((before, (pid, after))) if pid.bytes().all(|b| b == b'.' || b.is_ascii_digit()) => {
            format!("{before}<>{after}")
        }
        _ => line,
    }
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

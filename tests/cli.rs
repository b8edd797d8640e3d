//! The program from outside: commands, exit statuses, what is printed, files that other processes read.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use enigma_replay::{Entry, Inputs, Nothing, Program, Timeline};
use enigma_vm::Config;
use serde_json::Value;

/// The program in its own folder, with nothing of the user's.
fn enigma(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_enigma"));
    command.args(arguments).current_dir(folder).env("XDG_DATA_HOME", folder.join("data")).env_remove("ENIGMA_OTP");
    command.output().unwrap()
}

fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// Exit status, standard output, standard error.
fn run(arguments: &[&str]) -> (i32, String, String) {
    let output = enigma(here(), arguments);
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// The object on the last line.
fn object(output: &str) -> Value {
    serde_json::from_str(output.lines().last().unwrap()).unwrap()
}

fn samples() -> Vec<String> {
    let folders = std::fs::read_dir(here().join("samples")).unwrap().map(|entry| entry.unwrap());
    let mut names: Vec<String> = folders.map(|entry| entry.file_name().into_string().unwrap()).collect();
    names.sort();
    assert!(names.len() >= 12);
    names
}

#[test]
fn samples_run_and_say_their_result() {
    for name in samples() {
        let expected = std::fs::read_to_string(here().join("samples").join(&name).join("expected.txt")).unwrap();
        let (status, output, errors) = run(&["run", &name, "--json"]);
        assert_eq!(status, 0, "{name}: {errors}");
        let said = object(&output);
        let printed =
            output.rsplit_once('\n').and_then(|(rest, _)| rest.rsplit_once('\n')).map_or("", |(rest, _)| rest);
        let whole = format!("{printed}\n=> {}\n", said["result"].as_str().unwrap());
        assert_eq!(whole.trim_start(), expected, "{name}");
        assert_eq!(said["exit"], "normal");
        assert!(said["instructions"].as_u64().unwrap() > said["reductions"].as_u64().unwrap());
    }
}

#[test]
fn a_crash_is_reported_as_erlang_does_and_gives_status_1() {
    let (status, output, errors) = run(&["run", "ring", "--entry", "ring:nothing", "--json"]);
    assert_eq!(status, 1);
    assert!(errors.contains("=ERROR REPORT====") && errors.contains("Error in process <0.1.0>"), "{errors}");
    let exit = &object(&output)["exit"];
    assert_eq!((exit["class"].as_str(), exit["reason"].as_str()), (Some("error"), Some("undef")));
    assert_eq!(exit["stacktrace"], "[{ring,nothing,[],[]}]");
    let (status, output, _) = run(&["run", "ring", "--max-steps", "100", "--json"]);
    assert_eq!((status, object(&output)["exit"].as_str()), (1, Some("stopped")));
}

#[test]
fn what_cannot_be_opened_is_named_with_the_reason() {
    for (arguments, words) in [
        (vec!["run", "no_such_thing"], "no_such_thing: no such file, and no sample of that name"),
        (vec!["run", "README.md"], "README.md: chunk FOR1, offset 0"),
        (vec!["disasm", "README.md"], "README.md: chunk FOR1, offset 0"),
        (vec!["replay", "README.md"], "README.md: signature, byte 0"),
        (vec!["run", "src/cli"], "no .beam and no .erl file"),
        (vec!["run", "ring", "--entry", "ring"], "MODULE:FUNCTION"),
        (vec!["lesson", "check", "no_such_lesson"], "no such lesson"),
    ] {
        let (status, output, errors) = run(&arguments);
        assert_eq!((status, output.as_str()), (2, ""), "{arguments:?}");
        assert!(errors.starts_with("enigma: ") && errors.contains(words), "{arguments:?}: {errors}");
    }
    let (status, _, errors) = run(&["ring"]);
    assert_eq!((status, errors.contains("the interface needs a terminal")), (2, true), "{errors}");
    assert_eq!(run(&["frobnicate", "--fast"]).0, 2);
    assert_eq!(run(&["explore", "bank", "--seeds", "9..1"]).0, 2);
}

#[test]
fn runs_are_recorded_and_proved() {
    let folder = tempfile::tempdir().unwrap();
    let (status, said) = {
        let output = enigma(folder.path(), &["record", "ping_pong", "--seed", "7"]);
        (output.status.code(), text(&output.stdout))
    };
    assert_eq!(status, Some(0));
    assert!(said.starts_with("ping_pong.enigma: ") && said.contains("seed 7, returned "), "{said}");
    let verified = enigma(folder.path(), &["replay", "ping_pong.enigma", "--verify", "--json"]);
    assert_eq!((verified.status.code(), object(&text(&verified.stdout))["verified"].as_bool()), (Some(0), Some(true)));
    let replayed = enigma(folder.path(), &["replay", "ping_pong.enigma", "--json"]);
    let straight = enigma(folder.path(), &["run", "ping_pong", "--seed", "7", "--json"]);
    assert_eq!(text(&replayed.stdout), text(&straight.stdout));
    let file = folder.path().join("ping_pong.enigma");
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() - 40;
    bytes[middle] ^= 1;
    std::fs::write(&file, bytes).unwrap();
    let damaged = enigma(folder.path(), &["replay", "ping_pong.enigma", "--verify"]);
    assert_eq!(damaged.status.code(), Some(2));
    assert!(text(&damaged.stderr).starts_with("enigma: ping_pong.enigma: "), "{}", text(&damaged.stderr));
}

#[test]
fn schedules_are_explored_until_one_crashes() {
    let folder = tempfile::tempdir().unwrap();
    let explored = enigma(folder.path(), &["explore", "bank", "--seeds", "1..100"]);
    assert_eq!(explored.status.code(), Some(1), "a crash was found: {}", text(&explored.stderr));
    assert!(text(&explored.stdout).contains("lost_teller"));
    let verified = enigma(folder.path(), &["replay", "bank.enigma", "--verify"]);
    assert_eq!(verified.status.code(), Some(0));
    let none = enigma(folder.path(), &["explore", "factorial", "--seeds", "1..5"]);
    assert_eq!(none.status.code(), Some(0));
}

/// A snapshot of every sample, saved on the way, ends in another process as the straight run does.
#[test]
fn a_snapshot_goes_on_in_another_process_to_the_same_state() {
    let folder = tempfile::tempdir().unwrap();
    for (name, at) in samples().iter().zip([17u64, 150, 333, 411, 702].into_iter().cycle()) {
        let straight = object(&run(&["run", name, "--seed", "3", "--json"]).1);
        let image = std::fs::read(here().join("samples").join(name).join(format!("{name}.beam"))).unwrap();
        let entry = Entry { module: name.clone(), function: "main".into(), args: Vec::new() };
        let title = name.clone();
        let program = Program {
            title,
            modules: vec![Arc::new(image)],
            sources: Default::default(),
            entry,
            config: Config { seed: 3, ..Config::default() },
        };
        let mut timeline = Timeline::new(Arc::new(program), Inputs::new(Box::new(Nothing))).unwrap();
        timeline.goto(at.min(straight["instructions"].as_u64().unwrap() - 1), &mut |_| true);
        let bytes = enigma_replay::save(&timeline).unwrap();
        std::fs::write(folder.path().join("snapshot.enigma"), bytes).unwrap();
        let resumed = enigma(folder.path(), &["replay", "snapshot.enigma", "--json"]);
        assert_eq!(object(&text(&resumed.stdout)), straight, "{name} at {at}");
    }
}

#[test]
fn the_instructions_of_a_file_in_text_and_json() {
    let file = "samples/factorial/factorial.beam";
    let (status, listing, _) = run(&["disasm", file]);
    assert_eq!(status, 0);
    assert!(listing.starts_with("module factorial\n") && listing.contains("gc_bif2 {f,0}, "), "{listing}");
    let (status, json, _) = run(&["disasm", file, "--json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!((status, json["module"].as_str()), (0, Some("factorial")));
    assert_eq!(json["functions"][0]["name"], "main");
}

#[test]
fn lessons_are_listed_and_solved() {
    let (status, list, _) = run(&["lesson", "list"]);
    assert_eq!((status, list.lines().count()), (0, 3));
    let (status, proved, _) = run(&["lesson", "check"]);
    assert_eq!((status, proved.matches("solved").count()), (0, 3), "{proved}");
}

/// Whoever pipes into `head` has read enough: no panic, no complaint.
#[test]
fn a_reader_that_goes_away_ends_the_command_quietly() {
    for arguments in
        [vec!["natives"], vec!["lesson", "list"], vec!["man"], vec!["completions", "zsh"], vec!["run", "ring"]]
    {
        let mut command = Command::new(env!("CARGO_BIN_EXE_enigma"));
        let mut child = command.args(&arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert!(output.status.code().is_some_and(|code| code < 2), "{arguments:?}: {:?}", output.status);
        assert_eq!(text(&output.stderr), "", "{arguments:?}");
    }
}

#[test]
fn natives_are_listed_with_their_status() {
    let (status, all, _) = run(&["natives", "--json"]);
    let all: Value = serde_json::from_str(&all).unwrap();
    let all = all.as_array().unwrap();
    let missing = all.iter().filter(|native| native["present"] == false).count();
    let (_, lines, _) = run(&["natives", "--missing"]);
    assert_eq!((status, lines.lines().count()), (0, missing + 1));
    assert!(lines.ends_with(&format!("{} of {} are present\n", all.len() - missing, all.len())));
}

#[test]
fn completions_and_the_manual_page_know_every_command() {
    let (_, help, _) = run(&["--help"]);
    let commands = help.lines().skip_while(|l| *l != "Commands:").skip(1).take_while(|l| l.starts_with("  "));
    let commands: Vec<&str> = commands.filter_map(|l| l.split_whitespace().next()).collect();
    assert!(commands.contains(&"explore") && commands.len() > 8, "{help}");
    let manual = run(&["man"]).1;
    for shell in ["bash", "zsh", "fish"] {
        let completions = run(&["completions", shell]).1;
        for command in commands.iter().filter(|c| **c != "help") {
            assert!(completions.contains(command) && manual.contains(command), "{shell} {command}");
        }
    }
}

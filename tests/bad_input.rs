//! What is wrong with a command line, an OTP, a file or what the program is connected to ends a booted OTP with a
//! sentence and a status, as OTP's own programs end, and never with a panic.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[path = "beam/otp.rs"]
mod otp;

use std::path::Path;
use std::process::{Command, Stdio};

/// A tool as it is here, with an OTP and an empty home.
fn tool(name: &str, root: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_enigma"));
    command.args([name, "--otp"]).arg(root).env_remove("ERL_FLAGS").stdin(Stdio::null());
    command
}

/// Exit status and what was said, on both streams. Nothing may panic or be ended by a signal.
fn outcome(command: &mut Command) -> (i32, String) {
    let output = command.output().unwrap();
    let text = [&output.stdout[..], &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned()).concat();
    assert!(!text.contains("panicked"), "{command:?}: {text}");
    (output.status.code().unwrap_or_else(|| panic!("{command:?}: {:?}", output.status)), text)
}

/// Runs a tool in a folder and compares its status and a part of what it says.
fn says(name: &str, folder: &Path, arguments: &[&str], status: i32, part: &str) {
    let mut command = tool(name, &otp::home(27));
    let (found, text) = outcome(command.args(arguments).current_dir(folder));
    assert!(found == status && text.contains(part), "{name} {arguments:?}: {found}, {text}");
}

#[test]
fn an_otp_that_is_not_whole() {
    let (folder, home) = (tempfile::tempdir().unwrap(), otp::home(27));
    let (status, text) = outcome(&mut tool("erl", folder.path()));
    assert!(status == 2 && text.contains("no Erlang/OTP is there"), "{status}, {text}");
    // As the real one, but for what is damaged.
    let link = |part: &str| std::os::unix::fs::symlink(home.join(part), folder.path().join(part)).unwrap();
    for entry in std::fs::read_dir(&home).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name != "bin" && name != "lib" {
            link(&name);
        }
    }
    std::fs::create_dir_all(folder.path().join("lib")).unwrap();
    std::fs::create_dir(folder.path().join("bin")).unwrap();
    let mut runtime = None;
    for entry in std::fs::read_dir(home.join("lib")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if name.starts_with("erts-") { runtime = Some(name) } else { link(&format!("lib/{name}")) }
    }
    let code = folder.path().join("lib").join(runtime.as_ref().unwrap()).join("ebin");
    std::fs::create_dir_all(&code).unwrap();
    for entry in std::fs::read_dir(home.join("lib").join(runtime.unwrap()).join("ebin")).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), code.join(entry.file_name())).unwrap();
    }
    let halts = || {
        let mut command = tool("erl", folder.path());
        command.args(["-noshell", "-eval", "halt(7)."]);
        outcome(&mut command)
    };
    let (status, text) = halts();
    assert!(status == 1 && text.contains("cannot get bootfile"), "{status}, {text}");
    let boot = std::fs::read(home.join("bin/start.boot")).unwrap();
    std::fs::write(folder.path().join("bin/start.boot"), &boot[..boot.len() / 2]).unwrap();
    let (status, text) = halts();
    assert!(status == 1 && text.contains("binary_to_term"), "{status}, {text}");
    std::fs::write(folder.path().join("bin/start.boot"), &boot).unwrap();
    assert_eq!(halts(), (7, String::new()));
    let init = code.join("init.beam");
    let mut bytes = std::fs::read(&init).unwrap();
    bytes.truncate(bytes.len() / 2);
    std::fs::write(&init, bytes).unwrap();
    let (status, text) = halts();
    assert!(status == 2 && text.contains("module ") && text.contains("of the program"), "{status}, {text}");
}

#[test]
fn command_lines_of_erl() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("bad.boot"), "garbage").unwrap();
    std::fs::write(folder.path().join("garbage.beam"), "garbage").unwrap();
    let erl = |arguments: &[&str], status, part| says("erl", folder.path(), arguments, status, part);
    erl(&["-noshell", "-boot", "nowhere"], 1, "cannot get bootfile");
    erl(&["-noshell", "-boot", "./bad"], 1, "Runtime terminating during boot");
    erl(&["-args_file", "nowhere"], 2, "nowhere: ");
    erl(&["-noshell", "-env", "NAME"], 2, "-env: its value is missing");
    erl(&["+\u{e4}"], 2, "no such flag");
    erl(&["-noshell", "-eval", "no("], 1, "erl_parse");
    erl(&["-noshell", "-s", "nowhere", "go"], 1, "undef");
    let load = "io:format(\"~p\", [code:ensure_loaded(garbage)]), halt(3).";
    erl(&["-noshell", "-eval", load], 3, "{error,badfile}");
    let mut command = tool("erl", &otp::home(27));
    command.args(["-noshell", "-s", "init", "stop"]).env("ERL_FLAGS", "-eval \"1 + 1.");
    assert_eq!(outcome(&mut command), (0, String::new()));
}

#[test]
fn what_escript_and_erlc_are_given() {
    let folder = tempfile::tempdir().unwrap();
    let scripts = [("bad", "main(_) -> foo(.\n"), ("fails", "main(_) -> error(oops).\n"), ("empty", "foo() -> ok.\n")];
    for (name, text) in scripts {
        std::fs::write(folder.path().join(name), format!("#!/usr/bin/env escript\n{text}")).unwrap();
    }
    std::fs::write(folder.path().join("m.erl"), "-module(m).\n").unwrap();
    std::fs::write(folder.path().join("text.txt"), "text").unwrap();
    let escript = |arguments: &[&str], status, part| says("escript", folder.path(), arguments, status, part);
    escript(&["nowhere"], 127, "escript: no such file or directory: 'nowhere'");
    escript(&["./bad"], 127, "syntax error before");
    escript(&["./fails"], 127, "oops");
    escript(&["./empty"], 127, "main/1");
    let erlc = |arguments: &[&str], status, part| says("erlc", folder.path(), arguments, status, part);
    erlc(&["nowhere.erl"], 1, "nowhere.erl");
    erlc(&["text.txt"], 1, "Unknown extension: '.txt'");
    erlc(&["-o", "nowhere", "m.erl"], 1, "m.bea#: error writing file: no such file or directory");
    erlc(&["-o", "/proc", "m.erl"], 1, "m.bea#: error writing file: ");
}

/// Standard files that are closed, full, or read by somebody who goes away.
#[test]
fn standard_files() {
    let home = otp::home(27);
    let shell = |script: &str, expression: &str| {
        let mut command = Command::new("sh");
        command.args(["-c", script]).env("ENIGMA", env!("CARGO_BIN_EXE_enigma")).env("OTP", &home);
        outcome(command.env("RUN", expression).env_remove("ERL_FLAGS"))
    };
    let run = "\"$ENIGMA\" erl --otp \"$OTP\" -noshell -eval \"$RUN\"";
    let prints = "F = fun F(N) -> io:format(\"~p~n\", [N]), F(N + 1) end, F(1).";
    assert_eq!(shell(&format!("{run} </dev/null | head -n 2"), prints), (0, "1\n2\n".into()));
    let (status, text) = shell(&format!("{run} </dev/null >/dev/full"), prints);
    assert!(status != 0 && text.contains("No space left"), "{status}, {text}");
    let reads = "io:format(\"~p\", [io:get_line(\"\")]), halt(4).";
    assert_eq!(shell(&format!("{run} <&-"), reads), (4, "eof".into()));
    assert_eq!(shell(&format!("{run} <&- >&- 2>&-"), "halt(5)."), (5, String::new()));
}

#[test]
fn programs_that_flood_die_or_are_not_there() {
    let expression = "\"20000000\\n\" = lists:last(string:split(os:cmd(\"yes 2>/dev/null | head -c 20000000 | wc -c\"), \" \", all)), \
        P = open_port({spawn, \"sh -c 'kill -9 $$'\"}, [exit_status]), \
        receive {P, {exit_status, 137}} -> ok end, \
        {'EXIT', {enoent, _}} = (catch open_port({spawn_executable, \"/nowhere\"}, [])), halt(6).";
    let mut command = tool("erl", &otp::home(27));
    assert_eq!(outcome(command.args(["--allow-all", "-noshell", "-eval", expression])), (6, String::new()));
}

/// Compiles a file that does not fit, as on a full disk: what is said, the status, what is left.
fn compiled_without_room(program: &Path, arguments: &[&str]) -> (i32, bool, Vec<(String, u64)>) {
    let folder = tempfile::tempdir().unwrap();
    let clauses: String = (0..300u64).map(|n| format!("f({n}) -> <<\"{}\">>;\n", n * n * 7_919_317)).collect();
    let source = format!("-module(big).\n-export([f/1]).\n{clauses}f(_) -> none.\n");
    std::fs::write(folder.path().join("big.erl"), source).unwrap();
    // A file that is written grows up to 512 or 1,024 bytes, as shells count.
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$@\"", "sh"]).arg(program).args(arguments).arg("big.erl");
    command.env_remove("ERL_FLAGS").stdin(Stdio::null()).current_dir(folder.path());
    let (status, text) = outcome(&mut command);
    let files = std::fs::read_dir(folder.path()).unwrap().map(|entry| {
        let entry = entry.unwrap();
        (entry.file_name().into_string().unwrap(), entry.metadata().unwrap().len())
    });
    let mut files: Vec<_> = files.filter(|(name, _)| name != "big.erl").collect();
    files.sort();
    (status, text.contains("big.bea#: error writing file: file too large"), files)
}

#[test]
fn a_disk_without_room_for_what_is_compiled() {
    const ERLC: &str = "-noinput -mode minimal -boot no_dot_erlang -s erl_compile compile_cmdline -extra";
    for release in otp::RELEASES {
        let home = otp::home(release);
        let real = compiled_without_room(&home.join("bin/erl"), &ERLC.split(' ').collect::<Vec<_>>());
        let here = Path::new(env!("CARGO_BIN_EXE_enigma"));
        let arguments = ["erlc", "--otp", home.to_str().unwrap()];
        assert_eq!(compiled_without_room(here, &arguments), real, "OTP {release}");
        assert!(real.0 == 1 && real.1, "{real:?}");
    }
}

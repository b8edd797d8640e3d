//! What an interrupt from the keyboard brings: OTP's menu, on a terminal of the operating system.

#![cfg(unix)]
#![allow(clippy::unwrap_used)]

#[path = "beam/otp.rs"]
mod otp;

use std::fs::File;
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Termios, Winsize, tcgetattr, tcsetwinsize};

/// Longer than anything takes, however busy the computer is.
const PATIENCE: Duration = Duration::from_secs(60);

/// A shell on a terminal.
struct Shell {
    keys: File,
    screen: Receiver<Vec<u8>>,
    shown: String,
    /// What was shown before what was waited for last.
    before: String,
    child: Child,
    terminal: File,
}

impl Shell {
    fn start(release: u32) -> (Shell, Termios) {
        Shell::start_with(release, &[])
    }

    fn start_with(release: u32, arguments: &[&str]) -> (Shell, Termios) {
        Shell::start_in(release, arguments, None)
    }

    fn start_in(release: u32, arguments: &[&str], folder: Option<&Path>) -> (Shell, Termios) {
        let keys = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&keys).unwrap();
        unlockpt(&keys).unwrap();
        let name = ptsname(&keys, Vec::new()).unwrap().into_string().unwrap();
        let terminal = File::options().read(true).write(true).open(name).unwrap();
        let mode = tcgetattr(&terminal).unwrap();
        tcsetwinsize(&terminal, Winsize { ws_col: 80, ws_row: 24, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
        let own = || Stdio::from(OwnedFd::from(terminal.try_clone().unwrap()));
        let mut command = Command::new(env!("CARGO_BIN_EXE_enigma"));
        command.args(["erl", "--otp"]).arg(otp::home(release)).args(arguments).env("TERM", "xterm");
        command.current_dir(folder.unwrap_or(Path::new(".")));
        let child = command.stdin(own()).stdout(own()).stderr(own()).spawn().unwrap();
        let keys = File::from(keys);
        let (to, screen) = mpsc::channel();
        let mut from = keys.try_clone().unwrap();
        std::thread::spawn(move || {
            let mut bytes = [0; 4096];
            while let Ok(count @ 1..) = from.read(&mut bytes) {
                if to.send(bytes[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let (shown, before) = (String::new(), String::new());
        (Shell { keys, screen, shown, before, child, terminal }, mode)
    }

    /// Waits until that is shown, and forgets what has been shown up to it.
    fn shows(&mut self, text: &str) {
        loop {
            if let Some(at) = self.shown.find(text) {
                self.before = self.shown.drain(..at + text.len()).collect();
                return;
            }
            match self.screen.recv_timeout(PATIENCE) {
                Ok(bytes) => self.shown.push_str(&String::from_utf8_lossy(&bytes)),
                Err(_) => panic!("no {text:?} in {:?}", self.shown),
            }
        }
    }

    fn types(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
    }

    fn interrupt(&mut self) {
        self.gets(Signal::INT);
    }

    fn gets(&mut self, signal: Signal) {
        let child = Pid::from_child(&self.child);
        kill_process(child, signal).unwrap();
    }

    /// The program ends with that status, and the terminal is as it was.
    fn ends(&mut self, status: i32, mode: &Termios) {
        assert_eq!(self.child.wait().unwrap().code(), Some(status));
        let now = tcgetattr(&self.terminal).unwrap();
        assert_eq!((now.local_modes, now.output_modes), (mode.local_modes, mode.output_modes));
    }
}

#[test]
fn an_interrupt_opens_a_menu() {
    let (mut shell, mode) = Shell::start(27);
    shell.shows("1> ");
    shell.interrupt();
    shell.shows("BREAK: (a)bort (A)bort with recording (c)ontinue");
    shell.types("p\n");
    shell.shows("application_controller");
    shell.shows("BREAK: ");
    shell.types("i\n");
    shell.shows("processes");
    shell.shows("BREAK: ");
    shell.types("l\n");
    shell.shows("modules, ");
    shell.shows("BREAK: ");
    shell.types("D\n");
    shell.shows("ac_tab");
    shell.shows("BREAK: ");
    shell.types("n\n");
    shell.shows("no distribution");
    shell.shows("BREAK: ");
    shell.types("v\n");
    shell.shows("Erlang (BEAM) emulator version 15");
    shell.shows("BREAK: ");
    shell.types("c\n");
    // What is shown of this by the terminal itself says nothing: the prompt does.
    shell.types("1+1.\r");
    shell.shows("2> ");
    // A process that runs without end is interrupted as well.
    shell.types("(fun Loop() -> Loop() end)().\r");
    shell.shows("Loop() end)().");
    shell.interrupt();
    shell.shows("BREAK: ");
    shell.types("d\n");
    shell.shows("Registers");
    shell.types("q");
    shell.shows("BREAK: ");
    shell.types("a\n");
    shell.ends(0, &mode);
}

#[test]
fn a_second_interrupt_ends_it() {
    let (mut shell, mode) = Shell::start(29);
    shell.shows("1> ");
    shell.interrupt();
    shell.shows("BREAK: ");
    shell.interrupt();
    shell.ends(130, &mode);
}

/// What a terminal is told that is given back: the screen that was there before, and a cursor.
const GIVEN_BACK: [&str; 2] = ["\x1b[?1049l", "\x1b[?25h"];

#[test]
fn a_signal_ends_the_interface_and_gives_the_terminal_back() {
    for (signal, status) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let (mut shell, mode) = Shell::start_with(27, &["--tui"]);
        shell.shows("Registers");
        shell.gets(signal);
        GIVEN_BACK.into_iter().for_each(|told| shell.shows(told));
        shell.ends(status, &mode);
    }
    let (mut shell, mode) = Shell::start(27);
    shell.shows("1> ");
    shell.interrupt();
    shell.shows("BREAK: ");
    shell.types("d\n");
    shell.shows("Registers");
    shell.gets(Signal::TERM);
    GIVEN_BACK.into_iter().for_each(|told| shell.shows(told));
    shell.ends(143, &mode);
}

#[test]
fn a_signal_to_end_is_the_running_system_s() {
    for (signal, status) in [(Signal::TERM, 0), (Signal::HUP, 129)] {
        let (mut shell, mode) = Shell::start(29);
        shell.shows("1> ");
        shell.gets(signal);
        shell.ends(status, &mode);
    }
}

#[test]
fn a_process_is_killed_from_the_menu_and_the_run_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (mut shell, mode) = Shell::start_in(27, &[], Some(folder.path()));
    shell.shows("1> ");
    shell.types("register(victim, spawn(fun() -> timer:sleep(infinity) end)).\r");
    shell.shows("true");
    shell.shows("2> ");
    shell.interrupt();
    shell.shows("BREAK: ");
    shell.types("k\n");
    loop {
        shell.shows("(k)ill (n)ext (r)eturn: ");
        if shell.before.contains("victim") {
            break;
        }
        shell.types("n\n");
    }
    shell.types("k\n");
    shell.shows("is killed");
    shell.types("r\n");
    shell.shows("BREAK: ");
    shell.types("c\n");
    shell.types("{seen, whereis(victim)}.\r");
    shell.shows("{seen,undefined}");
    shell.interrupt();
    shell.shows("BREAK: ");
    shell.types("A\n");
    shell.shows("enigma-crash.enigma");
    shell.ends(134, &mode);
    let mut replay = Command::new(env!("CARGO_BIN_EXE_enigma"));
    let replay = replay.args(["replay", "--verify"]).arg(folder.path().join("enigma-crash.enigma")).output().unwrap();
    assert!(replay.status.success(), "{replay:?}");
}

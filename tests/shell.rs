//! The shells of installed OTPs on a terminal that a script plays: keys in, bytes out, and the same again in a replay.

#![allow(clippy::unwrap_used)]

#[path = "beam/otp.rs"]
mod otp;

use std::collections::VecDeque;
use std::path::Path;

use enigma_replay::{Entry, Inputs, Program};
use enigma_vm::environment::Environment;
use enigma_vm::machine::{Config, EventMask, Halt, Machine, Outcome, Stop, Until};
use enigma_vm::request::terminal::{Answer as Told, Request as Wanted};
use enigma_vm::request::{Answer, Input, Nothing, Request, World};
use enigma_world::host::{Host, Permissions};
use enigma_world::otp::RuntimeSystem;

/// What is typed, each when the machine has had nothing to do for a while.
const KEYS: &[&str] = &[
    "1+1.\r",
    "\x1b[A",
    "\r",
    "lists:fo\t",
    "\x15",
    "{a,c}.\x1b[D\x1b[D\x1b[Db,",
    "\r",
    "foo bar.\r",
    "spawn(fun() -> 1 = 2 end).\r",
    "io:columns().\r",
    "<resized>",
    "io:columns().\r",
    "spawn(fun() -> (fun Loop() -> Loop() end)() end).\r",
    "6*7.\r",
    "halt(7).\r",
];
/// A timer later than that is not waited for before the next keys.
const QUIET_NS: u64 = 1_000_000_000;
/// So often a machine that is busy asks before the next keys.
const BUSY: usize = 50;

/// A terminal over the files of this computer.
struct Played {
    files: Host,
    keys: VecDeque<&'static str>,
    columns: u16,
    is_set: bool,
    now_ns: u64,
    asks: usize,
}

impl Played {
    fn new() -> Played {
        let files = Host::new(Permissions::all()).unwrap();
        Played { files, keys: KEYS.iter().copied().collect(), columns: 100, is_set: false, now_ns: 0, asks: 0 }
    }

    fn wait(&mut self, until_ns: Option<u64>) -> Option<Answer> {
        self.asks += 1;
        let is_quiet = until_ns.is_none_or(|until_ns| until_ns > self.now_ns + QUIET_NS) || self.asks > BUSY;
        let came = match (self.is_set && is_quiet).then(|| self.keys.pop_front()).flatten() {
            Some("<resized>") => {
                self.columns = 60;
                vec![Input::Resized { columns: 60, rows: 40 }]
            }
            Some(keys) => {
                self.asks = 0;
                vec![Input::Standard(keys.into())]
            }
            None => {
                self.now_ns = self.now_ns.max(until_ns?);
                Vec::new()
            }
        };
        Some(Answer::Waited { now_ns: self.now_ns, came })
    }
}

impl World for Played {
    fn answer(&mut self, request: &Request) -> Option<Answer> {
        let (columns, rows) = (self.columns, 40);
        match request {
            Request::Terminal(Wanted::Set(_)) => {
                self.is_set = true;
                Some(Answer::Terminal(Told::Set { unicode: true, capable: true, columns, rows }))
            }
            Request::Terminal(Wanted::Size) => Some(Answer::Terminal(Told::Size { columns, rows })),
            Request::Terminal(_) => Some(Answer::Terminal(Told::Is(true))),
            Request::Wait { until_ns, .. } => self.wait(*until_ns),
            request => self.files.answer(request),
        }
    }
}

fn program(home: &Path) -> Program {
    let system = RuntimeSystem::of(home).unwrap();
    let modules = system.preloaded.iter().map(|file| std::fs::read(file).unwrap().into()).collect();
    let (root, bin) = (home.to_str().unwrap(), system.bin.to_str().unwrap());
    let line = ["-root", root, "-bindir", bin, "-progname", "erl", "-home", "/"];
    let line: Vec<String> = line.iter().map(|arg| format!("<<\"{arg}\">>")).collect();
    let args = vec!["init".into(), format!("[{}]", line.join(","))];
    let entry = Entry { module: "erl_init".into(), function: "start".into(), args };
    let environment = Environment::of([(b"TERM".to_vec(), b"xterm".to_vec())]);
    let config = Config { release: system.release, boots: true, environment, ..Config::default() };
    Program { title: "erl".into(), modules, entry, config, ..Program::default() }
}

/// Runs to the end; what was printed.
fn run(machine: &mut Machine, inputs: &mut Inputs) -> String {
    let (mut printed, mut from) = (Vec::new(), 0);
    let until = Until { instruction: u64::MAX, events: EventMask::OUTPUT, breakpoints: &[] };
    loop {
        let stop = inputs.run(machine, &until);
        for (_, bytes) in machine.system().console.since(from) {
            printed.extend_from_slice(bytes);
        }
        from = machine.system().console.written();
        if !matches!(stop, Stop::Event(_)) {
            return String::from_utf8(printed).unwrap();
        }
    }
}

/// What appears, in this order.
fn shows(release: u32, expected: &[&str]) {
    let program = program(&otp::home(release));
    let (mut machine, mut inputs) = (program.machine().unwrap(), Inputs::new(Box::new(Played::new())));
    let printed = run(&mut machine, &mut inputs);
    let mut rest = &printed[..];
    // The shell is there for who types, whatever else runs.
    for part in expected.iter().chain(&["6*7.", "42\r\n"]) {
        let at = rest.find(part).unwrap_or_else(|| panic!("OTP {release}: no {part:?} in {rest:?} of {printed:?}"));
        rest = &rest[at + part.len()..];
    }
    assert!(matches!(machine.system().outcome, Some(Outcome::Halted(Halt::Status(7)))), "{printed:?}");

    let mut again = program.machine().unwrap();
    let mut noted = Inputs::after(inputs.noted().clone(), Box::new(Nothing));
    assert_eq!(run(&mut again, &mut noted), printed);
    assert_eq!(again.state_hash(), machine.state_hash());
}

const FAILED: &str = "Error in process <";

#[test]
fn the_shell_of_otp_25() {
    let columns = ["{ok,100}\r\n", "{ok,60}\r\n"];
    let (begin, tab) = (["Eshell V13", "1> ", "2\r\n2> ", "2\r\n3> "], "foldl/3    foldr/3    foreach/2");
    shows(25, &[&begin[..], &[tab, "{a,b,c}\r\n", "syntax error before: ", FAILED], &columns].concat());
}

fn shows_the_newer_shell(release: u32, greeting: &str) {
    let begin = [greeting, "1> ", "2\r\n", "2> ", "2\r\n", "3> ", "foldl", "foreach", "{a,b,c}\r\n"];
    let end = ["syntax error before: ", FAILED, "{ok,100}\r\n", "{ok,60}\r\n"];
    shows(release, &[&begin[..], &end].concat());
}

#[test]
fn the_shell_of_otp_27() {
    shows_the_newer_shell(27, "Eshell V15");
}

#[test]
fn the_shell_of_otp_29() {
    shows_the_newer_shell(29, "Eshell V17");
}

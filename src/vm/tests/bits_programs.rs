//! The instructions of the bit syntax: the modules `tests/erl/bits_match.erl` and `bits_build.erl`,
//! compiled by each OTP, give here what they give there.

#![allow(clippy::unwrap_used)]

mod oracle;

use enigma_vm::exec::Names;
use enigma_vm::machine::Outcome;
use enigma_vm::print::{self, Style};
use enigma_vm::{Config, Machine, Stop, Until};

const MODULES: [&str; 2] = ["bits_match", "bits_build"];
/// More than any of the modules executes.
const MOST: u64 = 10_000_000;

/// A module compiled by the OTP of that release: the file, and what is in it.
fn compile(release: u32, module: &str, options: &str) -> (String, Vec<u8>) {
    let file = format!("{}/{module}_{release}{options}.beam", env!("CARGO_TARGET_TMPDIR"));
    // Tests that run at the same time must not see half a file.
    let partial = format!("{file}.{}.{:?}", std::process::id(), std::thread::current().id());
    let program = format!(
        "{{ok, _, Beam}} = compile:file({:?}, [binary, {options}{}debug_info]), ok = file:write_file({partial:?}, Beam)",
        oracle::source(module),
        if options.is_empty() { "" } else { "," },
    );
    oracle::evaluate(release, &program);
    std::fs::rename(&partial, &file).unwrap();
    let image = std::fs::read(&file).unwrap();
    (file, image)
}

/// What `main/0` of a compiled module returns on the OTP of that release, as `~tw` writes it. It comes
/// through a file: on the standard output there can be warnings too.
fn main_of(release: u32, module: &str, file: &str) -> String {
    let answer = format!("{file}.{}.{:?}.answer", std::process::id(), std::thread::current().id());
    let program = format!(
        "{{ok, Beam}} = file:read_file({file:?}), {{module, M}} = code:load_binary({module}, \"\", Beam), \
         ok = file:write_file({answer:?}, unicode:characters_to_binary(io_lib:format(\"~tw\", [M:main()])))"
    );
    oracle::evaluate(release, &program);
    let text = std::fs::read_to_string(&answer).unwrap();
    std::fs::remove_file(&answer).unwrap();
    text
}

fn start(image: &[u8]) -> Machine {
    let mut machine = Machine::new(Config::default());
    let name = machine.load(image.to_vec()).unwrap();
    let (no_arguments, _) = enigma_beam::decode(&[131, 106]).unwrap();
    machine.start(&name, "main", &no_arguments).unwrap();
    machine
}

/// What `main/0` returned, as `~tw` writes it.
fn result(machine: &Machine) -> String {
    let system = machine.system();
    let names = Names { code: &system.code, atoms: &system.atoms };
    match &system.outcome {
        Some(Outcome::Returned(fragment, term)) => {
            let view = fragment.view(&system.code.literals.words);
            print::format(view, *term, &system.atoms, &names, Style::Write, usize::MAX)
        }
        other => panic!("no result but {other:?}"),
    }
}

/// Where two long texts begin to differ.
fn difference(ours: &str, theirs: &str) -> String {
    let at = ours.bytes().zip(theirs.bytes()).position(|(a, b)| a != b).unwrap_or(ours.len().min(theirs.len()));
    let around = |text: &str| {
        let bytes = text.as_bytes().get(at.saturating_sub(60)..(at + 60).min(text.len()));
        String::from_utf8_lossy(bytes.unwrap_or_default()).into_owned()
    };
    format!("at {at}:\n here: {}\n OTP:  {}", around(ours), around(theirs))
}

fn compare(compiler: u32, options: &str, runner: u32) {
    for module in MODULES {
        let (file, image) = compile(compiler, module, options);
        let theirs = main_of(runner, module, &file);
        let mut machine = start(&image);
        assert_eq!(machine.run(&Until::instruction(MOST)), Stop::Finished, "{module} of OTP {compiler}");
        let ours = result(&machine);
        assert!(ours == theirs, "{module} of OTP {compiler} {options} differs {}", difference(&ours, &theirs));
    }
}

/// Of several things that are wrong with a binary, OTP 27 names another one than OTP 25 does.
#[test]
fn modules_of_otp_25_give_what_they_give_in_otp_27() {
    compare(25, "", 27);
}

#[test]
fn the_older_instructions_give_what_they_give_in_otp_25() {
    compare(25, "r24", 25);
}

#[test]
fn modules_of_otp_27_give_what_they_give_there() {
    compare(27, "", 27);
}

#[test]
fn modules_of_otp_29_give_what_they_give_there() {
    compare(29, "", 29);
}

/// Whether a binary can be extended where it is must not depend on who shares it.
#[test]
fn checkpoints_on_the_way_change_nothing() {
    for options in ["", "r24"] {
        for module in MODULES {
            let (_, image) = compile(25, module, options);
            let mut straight = start(&image);
            assert_eq!(straight.run(&Until::instruction(MOST)), Stop::Finished);
            let mut halting = start(&image);
            let mut checkpoints = Vec::new();
            while halting.run(&Until::instruction(halting.executed() + 1777)) == Stop::Instruction {
                checkpoints.push(halting.clone());
            }
            assert_eq!(halting.state_hash(), straight.state_hash(), "{module} {options}");
            let mut again = checkpoints.swap_remove(checkpoints.len() / 2);
            assert_eq!(again.run(&Until::instruction(MOST)), Stop::Finished);
            assert_eq!(again.state_hash(), straight.state_hash(), "{module} {options} from its middle");
        }
    }
}

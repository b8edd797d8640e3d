//! A machine that calls one native and ends.

// No target uses all of it.
#![allow(dead_code)]

use enigma_vm::request::Answer;
use enigma_vm::{Config, Limits, Machine, Stop, Until};

/// More instructions than a call takes.
const MOST: u64 = 20_000;

/// Limits under which nothing takes long.
pub fn limits() -> Limits {
    Limits { process_words: 1 << 20, total_words: 1 << 21, message_words: 1 << 19, ..Limits::default() }
}

/// Runs a machine to its end or to its limits, without modules from outside.
pub fn run(machine: &mut Machine) {
    while machine.run(&Until::instruction(MOST)) == Stop::Asked {
        machine.answer(Answer::Module(None));
    }
}

/// Calls a native with arguments given as external terms without their first byte.
pub fn call(module: &str, function: &str, args: &[Vec<u8>]) {
    let mut list = vec![131, 108];
    list.extend((args.len() as u32).to_be_bytes());
    list.extend(args.concat());
    list.push(106);
    let (list, _) = enigma_beam::decode(&list).expect("arguments that are terms");
    let mut machine = Machine::new(Config { limits: limits(), ..Config::default() });
    if machine.start(module, function, &list).is_ok() {
        run(&mut machine);
        machine.state_hash();
    }
}

/// A binary.
pub fn binary(bytes: &[u8]) -> Vec<u8> {
    [&[109][..], &(bytes.len() as u32).to_be_bytes(), bytes].concat()
}

/// An atom.
pub fn atom(name: &str) -> Vec<u8> {
    [&[119, name.len() as u8][..], name.as_bytes()].concat()
}

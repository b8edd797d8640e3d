//! What the targets do with their inputs; `src/vm/tests/corpus.rs` does it with those that are kept.

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

const OPTIONS: [&str; 16] = [
    "unicode",
    "anchored",
    "caseless",
    "dollar_endonly",
    "dotall",
    "extended",
    "firstline",
    "multiline",
    "no_auto_capture",
    "dupnames",
    "ungreedy",
    "bsr_anycrlf",
    "ucp",
    "global",
    "notempty",
    "report_errors",
];

/// A `.beam` file is loaded and runs, or is refused.
pub fn loader(file: &[u8]) {
    let mut machine = Machine::new(Config { limits: limits(), ..Config::default() });
    let Ok(module) = machine.load(file.to_vec()) else { return };
    let (none, _) = enigma_beam::decode(&[131, 106]).expect("an empty list");
    if machine.start(&module, "main", &none).is_ok() {
        run(&mut machine);
        machine.state_hash();
    }
}

/// Bytes are a term in the external format, or are refused.
pub fn external_terms(bytes: &[u8]) {
    let file = [&[131], bytes].concat();
    call("erlang", "binary_to_term", &[binary(&file)]);
    let used = [vec![108, 0, 0, 0, 2], atom("used"), atom("safe"), vec![106]].concat();
    call("erlang", "binary_to_term", &[binary(&file), used]);
}

/// A pattern is refused, or matches a subject or not: options by the bits of two bytes, then the pattern, then behind
/// a byte 0 the subject.
pub fn regular_expressions(input: &[u8]) {
    let [first, second, rest @ ..] = input else { return };
    let chosen = u16::from_be_bytes([*first, *second]);
    let (pattern, subject) = rest.split_at(rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len()));
    let options: Vec<Vec<u8>> = (0..16).filter(|bit| chosen & 1 << bit != 0).map(|bit| atom(OPTIONS[bit])).collect();
    let mut list = vec![106];
    if !options.is_empty() {
        list = vec![108];
        list.extend((options.len() as u32).to_be_bytes());
        list.extend(options.concat());
        list.push(106);
    }
    call("re", "run", &[binary(subject), binary(pattern), list]);
}

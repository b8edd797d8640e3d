//! Random operations on tables, here and on real OTPs.
//!
//! `ENIGMA_CALLS=N` sets how many operations each type of table gets (default 3000), `ENIGMA_SEED=N` another seed.

#![allow(clippy::unwrap_used)]

#[path = "natives/difference.rs"]
mod difference;
#[path = "beam/otp.rs"]
mod otp;

use std::sync::Arc;

use difference::difference;
use enigma_replay::{Entry, Inputs, Program};
use enigma_vm::machine::{Outcome, Until};
use enigma_world::library::{Library, Otp};

fn variable(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |value| value.parse().unwrap())
}

/// What a type of table comes to here.
fn here(release: u32, image: &Arc<Vec<u8>>, table_type: &str, seed: u64, count: u64) -> String {
    let args = vec![format!("{table_type:?}"), format!("\"{seed}\""), format!("\"{count}\"")];
    let entry = Entry { module: "tables".into(), function: "run".into(), args };
    let program = Program {
        title: table_type.into(),
        modules: vec![image.clone()],
        entry,
        config: otp::like(release),
        ..Program::default()
    };
    let mut machine = program.machine().unwrap();
    let library = Library::new(Vec::new(), Otp::In(otp::home(release))).unwrap();
    Inputs::new(Box::new(library)).run(&mut machine, &Until::instruction(1_000_000_000));
    let system = machine.system();
    let Some(Outcome::Returned(fragment, term)) = &system.outcome else {
        panic!("{table_type}: {:?}", enigma_replay::outcome(&machine))
    };
    let view = fragment.view(&system.code.literals.words);
    enigma_replay::term_text(&machine, view, *term, 1 << 28)
}

fn agree_with(release: u32) {
    let (seed, count) = (variable("ENIGMA_SEED", 1), variable("ENIGMA_CALLS", 3000));
    let theirs = otp::run_script(release, "tables.erl", &format!("{{{seed}, {count}}}"));
    let image = Arc::new(otp::compile(release, "tables.erl"));
    let mut types = 0;
    for line in theirs.lines() {
        let (table_type, theirs) = line.split_once(' ').unwrap();
        let ours = here(release, &image, table_type, seed, count);
        assert!(ours == theirs, "{table_type} on OTP {release}\n{}", difference(&ours, theirs));
        types += 1;
    }
    assert_eq!(types, 4);
}

#[test]
fn tables_agree_with_otp_25() {
    agree_with(25);
}

#[test]
fn tables_agree_with_otp_27() {
    agree_with(27);
}

#[test]
fn tables_agree_with_otp_29() {
    agree_with(29);
}

//! Every native that depends on its arguments alone, called with generated arguments, here and on real OTPs.
//!
//! `ENIGMA_CALLS=N` sets how many calls each gets (default 150), `ENIGMA_SEED=N` another seed.

#![allow(clippy::unwrap_used)]

#[path = "natives/compared.rs"]
mod compared;
#[path = "natives/difference.rs"]
mod difference;
#[path = "beam/otp.rs"]
mod otp;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use compared::compared;
use difference::difference;
use enigma_replay::{Entry, Inputs, Program};
use enigma_vm::exec::Names;
use enigma_vm::machine::{Outcome, Until};
use enigma_vm::native::{Listed, catalogue};
use enigma_vm::print::{self, Style};
use enigma_world::library::{Library, Otp};

fn variable(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |value| value.parse().unwrap())
}

/// Where a release does otherwise than this machine, which does as the others: in OTP 25 `abs(-0.0)` is `-0.0`,
/// 0.0 and -0.0 match, bitstrings lie otherwise in memory, an improper list of options for packets ends it all, an empty binary is searched for anything, atoms of up to 255 characters of Latin-1 have an
/// older external form, and another function tells of a bad list for an I/O vector; in OTP 27 `bin_is_7bit` takes
/// some short binaries for others; the regular expressions of both are older ones, and a pattern ends at a byte 0; OTP 29 makes the nearest float of
/// a large integer, and it alone has native records.
const OTHERWISE: [(u32, &[&str]); 3] = [
    (
        25,
        &[
            "binary:match/2",
            "binary:match/3",
            "binary:matches/2",
            "binary:matches/3",
            "binary:split/2",
            "binary:split/3",
            "erlang:=/=/2",
            "erlang:=:=/2",
            "erlang:abs/1",
            "erlang:decode_packet/3",
            "erlang:external_size/1",
            "erlang:external_size/2",
            "erlang:iolist_to_iovec/1",
            "erlang:is_record/2",
            "erlang:is_record/3",
            "erlang:term_to_binary/1",
            "erlang:term_to_binary/2",
            "erlang:term_to_iovec/1",
            "erlang:term_to_iovec/2",
            "erts_internal:cmp_term/2",
            "erts_internal:term_type/1",
            "re:run/2",
            "re:run/3",
            "re:version/0",
        ],
    ),
    (
        27,
        &["erlang:is_record/2", "erlang:is_record/3", "re:run/2", "re:run/3", "re:version/0", "unicode:bin_is_7bit/1"],
    ),
    (29, &["erlang:*/2", "erlang:+/2", "erlang:-/2", "erlang://2", "erlang:float/1"]),
];

/// What a native comes to here, with the modules of the release: some natives go on in Erlang.
fn here(release: u32, image: &Arc<Vec<u8>>, native: (&str, &str, u32), seed: u64, count: u64) -> String {
    let (module, name, arity) = native;
    let quoted = |text: &str| format!("'{text}'");
    let args = vec![quoted(module), quoted(name), arity.to_string(), seed.to_string(), count.to_string()];
    let entry = Entry { module: "calls".into(), function: "run".into(), args };
    let program = Program {
        title: name.into(),
        modules: vec![image.clone()],
        entry,
        config: otp::like(release),
        ..Program::default()
    };
    let mut machine = program.machine().unwrap();
    let library = Library::new(Vec::new(), Otp::In(otp::home(release))).unwrap();
    Inputs::new(Box::new(library)).run(&mut machine, &Until::instruction(100_000_000));
    let system = machine.system();
    let Some(Outcome::Returned(fragment, term)) = &system.outcome else {
        panic!("{module}:{name}/{arity}: {:?}", enigma_replay::outcome(&machine))
    };
    let names = Names { code: &system.code, atoms: &system.atoms };
    let view = fragment.view(&system.code.literals.words);
    print::format(view, *term, &system.atoms, &names, Style::Write, 1 << 26)
}

/// What the OTP of a release says, by native.
fn there(release: u32, natives: &[(&str, &str, u32)], seed: u64, count: u64) -> BTreeMap<String, String> {
    let list: Vec<String> = natives.iter().map(|(m, f, a)| format!("{{'{m}','{f}',{a}}}")).collect();
    let argument = format!("{{[{}], {seed}, {count}}}", list.join(","));
    let said = otp::run_script(release, "calls.erl", &argument);
    let pair = |line: &str| line.split_once(' ').map(|(name, result)| (name.to_string(), result.to_string()));
    said.lines().filter_map(pair).collect()
}

fn agree_with(release: u32) {
    let (seed, count) = (variable("ENIGMA_SEED", 1), variable("ENIGMA_CALLS", 150));
    let mut natives = compared();
    let otherwise = OTHERWISE.iter().filter(|row| row.0 == release).flat_map(|row| row.1);
    let otherwise: BTreeSet<&str> = otherwise.copied().collect();
    natives.retain(|(module, name, arity)| !otherwise.contains(format!("{module}:{name}/{arity}").as_str()));
    let missing = |listed: &Listed| !listed.releases.split(',').any(|has| has == release.to_string());
    let missing: BTreeSet<_> = catalogue().filter(missing).map(|l| (l.module, l.name, l.arity)).collect();
    natives.retain(|native| !missing.contains(native));
    let theirs = there(release, &natives, seed, count);
    let image = Arc::new(otp::compile(release, "calls.erl"));
    let mut differing = Vec::new();
    for native in &natives {
        let name = format!("{}:{}/{}", native.0, native.1, native.2);
        let ours = here(release, &image, *native, seed, count);
        let theirs = theirs.get(&name).map_or("nothing", String::as_str);
        if ours != theirs {
            differing.push(format!("{name}\n{}", difference(&ours, theirs)));
        }
    }
    println!("OTP {release}: {} natives, {count} calls each, {} differ", natives.len(), differing.len());
    assert!(natives.len() > 80);
    assert!(differing.is_empty(), "OTP {release}: {} differ\n{}", differing.len(), differing.join("\n"));
}

#[test]
fn generated_calls_agree_with_otp_25() {
    agree_with(25);
}

#[test]
fn generated_calls_agree_with_otp_27() {
    agree_with(27);
}

#[test]
fn generated_calls_agree_with_otp_29() {
    agree_with(29);
}

//! Natives that take longer than a slice give way and go on later: what they give and how they fail is what OTP
//! gives, others run meanwhile, and all of it is the same in every run.

#![allow(clippy::unwrap_used)]

mod oracle;
mod programs;

use enigma_vm::machine::{Config, Release};
use enigma_vm::{Stop, Until};
use programs::*;

const RELEASES: [u32; 3] = [25, 27, 29];

fn config(release: u32, seed: u64) -> Config {
    let erts = ["13.1.5", "15.2.7", "17.1"][RELEASES.iter().position(|r| *r == release).unwrap()].to_string();
    Config { seed, release: Release { otp: release, erts }, ..Config::default() }
}

/// What a function gives here, and on the OTP of that release.
fn both(release: u32, function: &str) -> (String, String) {
    let folder = folder();
    let image = module(release, "turns", folder.path());
    let mut machine = start_function(&[&image], function, config(release, 0));
    to_the_end(&mut machine, release);
    let theirs = run_on_otp(release, "turns", function, folder.path());
    // What an emulator says of its libraries comes before.
    let begin = theirs.find("=> ").or(theirs.find("exited: ")).unwrap();
    (transcript(&machine), theirs[begin..].to_string())
}

#[test]
fn long_natives_give_what_they_give_on_otp() {
    for release in RELEASES {
        let (ours, theirs) = both(release, "results");
        assert_eq!(ours.replace("},{", "},\n{"), theirs.replace("},{", "},\n{"), "OTP {release}");
    }
}

#[test]
fn long_natives_fail_as_on_otp() {
    for release in RELEASES {
        let (ours, theirs) = both(release, "failures");
        assert_eq!(ours.replace("},{", "},\n{"), theirs.replace("},{", "},\n{"), "OTP {release}");
    }
}

#[test]
fn long_natives_give_the_same_under_any_schedule() {
    let folder = folder();
    let image = module(27, "turns", folder.path());
    let mut results = std::collections::BTreeSet::new();
    for seed in 0..40 {
        let mut machine = start_function(&[&image], "small", config(27, seed));
        finish_on(&mut machine, 27);
        results.insert(transcript(&machine));
    }
    assert_eq!(results.len(), 1, "{results:#?}");
}

#[test]
fn others_run_while_a_native_goes_on() {
    let folder = folder();
    let image = module(27, "turns", folder.path());
    let run = || {
        let mut machine = start_function(&[&image], "ticks", config(27, 0));
        to_the_end(&mut machine, 27);
        ending(&machine)
    };
    let ticks = run();
    let counts = ticks.trim_start_matches("=> [{").trim_end().trim_end_matches("}]").split("},{");
    for count in counts {
        let (name, count) = count.split_once(',').unwrap();
        assert!(count.parse::<u32>().unwrap() >= 3, "{name}: {ticks}");
    }
    assert_eq!(run(), ticks);
}

#[test]
fn a_process_in_the_middle_of_a_native_is_where_otp_has_it() {
    for release in RELEASES {
        let (ours, theirs) = both(release, "middle");
        assert_eq!(ours.replace("]},{", "]},\n{"), theirs.replace("]},{", "]},\n{"), "OTP {release}");
    }
}

#[test]
fn a_table_can_be_changed_while_a_process_goes_over_it() {
    let (ours, theirs) = both(27, "tables");
    assert_eq!(ours, theirs);
}

#[test]
fn a_process_can_be_killed_or_suspended_in_the_middle_of_a_native() {
    let (ours, theirs) = both(27, "killed");
    assert_eq!(ours, theirs);
}

/// The states after each instruction in which a native gives way, by another way each time: at once, in steps, from
/// clones, from snapshots, and with garbage collected in between.
#[test]
fn turns_are_the_same_on_every_way() {
    let folder = folder();
    let image = module(27, "turns", folder.path());
    for seed in [0, 3] {
        let begin = || start_function(&[&image], "small", config(27, seed));
        let mut straight = begin();
        finish_on(&mut straight, 27);
        let (hash, length) = (straight.state_hash(), straight.executed());
        let mut machine = begin();
        let mut hashes = Vec::new();
        let mut step = 0;
        while hand(&mut machine, 27, 997) != Stop::Finished {
            hashes.push(machine.state_hash());
            step += 1;
            if step % 3 == 0 {
                let again = reborn(&machine);
                assert_eq!(again.state_hash(), machine.state_hash());
                machine = again;
            }
        }
        assert_eq!((machine.state_hash(), machine.executed()), (hash, length), "seed {seed}");
        let mut machine = begin();
        for expected in hashes {
            let mut ahead = machine.clone();
            hand(&mut ahead, 27, 997);
            for _ in 0..997 {
                hand(&mut machine, 27, 1);
            }
            assert_eq!(machine.state_hash(), expected, "seed {seed}, at {}", machine.executed());
            assert_eq!(ahead.state_hash(), expected, "seed {seed}, at {}", machine.executed());
        }
    }
}

/// Goes on so many instructions, and answers what is asked for.
fn hand(machine: &mut enigma_vm::Machine, release: u32, instructions: u64) -> Stop {
    let until = machine.executed() + instructions;
    loop {
        let stop = machine.run(&Until::instruction(until));
        let Some(enigma_vm::request::Request::Module(name)) = machine.request() else { return stop };
        let image = oracle::module_of(release, name).map(std::sync::Arc::new);
        machine.answer(enigma_vm::request::Answer::Module(image));
    }
}

/// Goes on to the end.
fn to_the_end(machine: &mut enigma_vm::Machine, release: u32) {
    assert_eq!(hand(machine, release, 200_000_000), Stop::Finished);
}

//! A seed is a schedule: the same in every run, in steps or at once, through clones and snapshots; and
//! what a program gives does not depend on it, unless the program is wrong, as the bank is.

#![allow(clippy::unwrap_used)]

mod oracle;
mod programs;

use enigma_vm::{Stop, Until};
use programs::*;

const SEEDS: [u64; 4] = [0, 1, 2, 42];
/// Up to here the states are compared after every instruction.
const CLOSELY: u64 = 3_000;

#[test]
fn machines_with_the_same_seed_go_the_same_way_in_steps_and_at_once() {
    for name in samples() {
        let image = shipped(&name);
        for seed in SEEDS {
            let (mut stepping, mut running) = (start(&image, seed), start(&image, seed));
            loop {
                let next = if stepping.executed() < CLOSELY { 1 } else { 1_000 };
                let until = stepping.executed() + next;
                let stop = running.run(&Until::instruction(until));
                while stepping.executed() < until && stepping.step() == Stop::Instruction {}
                assert_eq!(stepping.executed(), running.executed(), "{name}, seed {seed}");
                assert_eq!(stepping.state_hash(), running.state_hash(), "{name}, seed {seed}, at {until}");
                if stop == Stop::Finished {
                    break;
                }
                assert_eq!(stop, Stop::Instruction, "{name}, seed {seed}");
            }
        }
    }
}

#[test]
fn clones_and_snapshots_go_on_to_the_same_end() {
    let mut random = Random::new(7);
    for name in samples() {
        let image = shipped(&name);
        for seed in SEEDS {
            let mut straight = start(&image, seed);
            finish(&mut straight);
            let (hash, length) = (straight.state_hash(), straight.executed());
            let mut machine = start(&image, seed);
            let mut places: Vec<u64> = (0..6).map(|_| random.below(length as usize) as u64).collect();
            places.sort();
            for at in places {
                machine.run(&Until::instruction(at));
                let mut copy = machine.clone();
                let mut again = reborn(&machine);
                assert_eq!(again.state_hash(), machine.state_hash(), "{name}, seed {seed}: the snapshot at {at}");
                finish(&mut copy);
                finish(&mut again);
                assert_eq!(copy.state_hash(), hash, "{name}, seed {seed}: the clone at {at}");
                assert_eq!(again.state_hash(), hash, "{name}, seed {seed}: the end from the snapshot at {at}");
                assert_eq!(transcript(&again), transcript(&straight));
            }
        }
    }
}

/// The sequence of processes on the processor.
fn schedule(image: &[u8], seed: u64) -> Vec<(u64, Option<enigma_vm::term::Pid>)> {
    let mut machine = start(image, seed);
    let mut slices = vec![];
    let until = Until { instruction: 20_000, events: enigma_vm::machine::EventMask::SLICE, breakpoints: &[] };
    while let Stop::Event(_) = machine.run(&until) {
        slices.push((machine.executed(), machine.running()));
    }
    slices
}

#[test]
fn another_seed_is_another_schedule_with_the_same_result() {
    for name in samples() {
        let image = shipped(&name);
        if name != "bank" {
            for seed in 1..=60 {
                let mut machine = start(&image, seed);
                finish(&mut machine);
                let (ours, theirs) = (ending(&machine), expected(&name));
                assert_eq!(ours, theirs[theirs.find("=> ").unwrap()..], "{name}, seed {seed}");
            }
        }
    }
    for (name, least) in [("bank", 20), ("ring", 2), ("server", 2)] {
        let image = shipped(name);
        let schedules: std::collections::BTreeSet<_> = (0..20).map(|seed| schedule(&image, seed)).collect();
        assert!(schedules.len() >= least, "{name}: {} schedules", schedules.len());
    }
}

/// How the bank ends under that seed.
fn bank(image: &[u8], seed: u64) -> String {
    let mut machine = start(image, seed);
    finish(&mut machine);
    ending(&machine)
}

#[test]
fn the_bank_crashes_in_few_schedules() {
    let image = shipped("bank");
    let mut crashes = Vec::new();
    for seed in 1..=1000 {
        let end = bank(&image, seed);
        match end.strip_prefix("exited: ") {
            None => assert_eq!(end, "=> {sum,2000,expected,2000}\n", "seed {seed}"),
            Some(reason) => {
                assert!(reason.starts_with("{{lost_teller,{badarg,[{erlang,register,[vault,<0."), "seed {seed}: {end}");
                crashes.push(seed);
            }
        }
    }
    println!("the bank crashes in {} of 1000 schedules, first: {:?}", crashes.len(), &crashes[..crashes.len().min(9)]);
    assert!((1..=300).contains(&crashes.len()), "{} crashes in 1000 schedules", crashes.len());
    assert_eq!(bank(&image, crashes[0]), bank(&image, crashes[0]));
}

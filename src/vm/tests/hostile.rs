//! Damaged modules and damaged states: what still loads runs without a panic, without an instruction that
//! never ends and without more memory than the limits say. The damage is random, and the same in every run.

#![allow(clippy::unwrap_used)]

mod oracle;
mod programs;

use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

use enigma_vm::state::State;
use enigma_vm::{Config, Limits, Machine, Until};
use programs::*;

/// How far a damaged machine runs.
const INSTRUCTIONS: u64 = 20_000;

const LIMITS: Limits =
    Limits { process_words: 100_000, total_words: 1_000_000, message_words: 50_000, processes: 500, atoms: 1 << 14 };

/// How many of each sample there are; `$ENIGMA_DAMAGE` multiplies it.
fn rounds(count: usize) -> usize {
    count * std::env::var("ENIGMA_DAMAGE").ok().and_then(|n| n.parse().ok()).unwrap_or(1)
}

/// Runs a machine, now and then by way of a snapshot; a word for how it ended.
fn run(mut machine: Machine) -> &'static str {
    machine.run(&Until::instruction(INSTRUCTIONS / 2));
    machine = reborn(&machine);
    machine.run(&Until::instruction(INSTRUCTIONS));
    let words: usize = machine.processes().map(|p| p.block.words().len()).sum();
    assert!(words <= LIMITS.total_words + 2 * LIMITS.process_words, "{words} words");
    if machine.system().outcome.is_some() { "ended" } else { "runs" }
}

/// Loads and runs an image; a word for what came of it.
fn try_image(image: &[u8]) -> &'static str {
    let mut machine = Machine::new(Config { limits: LIMITS, ..Config::default() });
    let Ok(name) = machine.load(image.to_vec()) else { return "refused" };
    let (no_arguments, _) = enigma_beam::decode(&[131, 106]).unwrap();
    if machine.start(&name, "main", &no_arguments).is_err() {
        return "not started";
    }
    run(machine)
}

/// Where the content of a chunk is.
fn chunk(image: &[u8], name: &[u8; 4]) -> Range<usize> {
    let at = image.windows(4).position(|w| w == name).unwrap();
    let size = u32::from_be_bytes(image[at + 4..at + 8].try_into().unwrap()) as usize;
    at + 8..at + 8 + size
}

/// Changes one to four things in a part of the bytes.
fn damage(bytes: &mut Vec<u8>, part: Range<usize>, random: &mut Random, resize: bool) {
    let changes = [1, 1, 1, 2, 3][random.below(5)];
    for _ in 0..changes {
        let at = part.start + random.below(part.len());
        if at >= bytes.len() {
            continue;
        }
        match random.below(if resize { 7 } else { 5 }) {
            0 => bytes[at] ^= 1 << random.below(8),
            1 => bytes[at] = random.next() as u8,
            2 => bytes[at] = bytes[at].wrapping_add(1 + random.below(3) as u8),
            3 => bytes[at] = bytes[at].wrapping_add(16 << random.below(3)),
            4 => {
                // Some bytes from elsewhere in the part.
                let from = part.start + random.below(part.len());
                let end = (from + 1 + random.below(8)).min(bytes.len()).min(from + bytes.len() - at);
                bytes.copy_within(from.min(end)..end, at);
            }
            5 => bytes.truncate(at),
            _ => bytes.insert(at, random.next() as u8),
        }
    }
}

/// Runs a case and says which it was if it panics.
fn guarded<T>(what: &str, case: impl FnOnce() -> T) -> T {
    let result = catch_unwind(AssertUnwindSafe(case));
    result.unwrap_or_else(|_| panic!("{what}"))
}

fn count(counts: &mut std::collections::BTreeMap<&'static str, usize>, word: &'static str) {
    *counts.entry(word).or_default() += 1;
}

#[test]
fn modules_with_damaged_code_run_without_a_panic() {
    let mut counts = Default::default();
    for (index, name) in samples().iter().enumerate() {
        let image = shipped(name);
        let code = chunk(&image, b"Code");
        let mut random = Random::new(100 + index as u64);
        for round in 0..rounds(2_000) {
            let mut damaged = image.clone();
            // Behind the chunk's own header.
            damage(&mut damaged, code.start + 20..code.end, &mut random, false);
            count(&mut counts, guarded(&format!("{name}, code, round {round}"), || try_image(&damaged)));
        }
    }
    println!("damaged code: {counts:?}");
    assert!(counts["ended"] > 1000, "{counts:?}");
}

#[test]
fn modules_damaged_anywhere_run_without_a_panic() {
    let mut counts = Default::default();
    for (index, name) in samples().iter().enumerate() {
        let image = shipped(name);
        let mut random = Random::new(200 + index as u64);
        for round in 0..rounds(600) {
            let mut damaged = image.clone();
            let all = 0..damaged.len();
            damage(&mut damaged, all, &mut random, true);
            count(&mut counts, guarded(&format!("{name}, anywhere, round {round}"), || try_image(&damaged)));
        }
        for part in [b"ImpT", b"ExpT", b"FunT", b"LitT", b"AtU8", b"Line", b"StrT", b"Type"] {
            if !image.windows(4).any(|w| w == part) || chunk(&image, part).is_empty() {
                continue;
            }
            for round in 0..rounds(20) {
                let mut damaged = image.clone();
                damage(&mut damaged, chunk(&image, part), &mut random, false);
                let what = format!("{name}, {}, round {round}", String::from_utf8_lossy(part));
                count(&mut counts, guarded(&what, || try_image(&damaged)));
            }
        }
    }
    println!("damaged anywhere: {counts:?}");
}

/// Modules that use all there is of an area.
fn of_area(test: u64, module_name: &str, rounds_each: usize) {
    of_releases(&[25, 27], test, module_name, rounds_each);
}

fn of_releases(releases: &[u32], test: u64, module_name: &str, rounds_each: usize) {
    let mut counts = Default::default();
    let folder = folder();
    for release in releases.iter().copied() {
        let image = module(release, module_name, folder.path());
        let code = chunk(&image, b"Code");
        let mut random = Random::new(test + u64::from(release));
        for round in 0..rounds(rounds_each) {
            let mut damaged = image.clone();
            damage(&mut damaged, code.start + 20..code.end, &mut random, false);
            let what = format!("{module_name} of OTP {release}, round {round}");
            count(&mut counts, guarded(&what, || try_image(&damaged)));
        }
    }
    println!("{module_name}: {counts:?}");
}

#[test]
fn damaged_matching_of_bits() {
    of_area(300, "bits_match", 1_500);
}

#[test]
fn damaged_building_of_bits() {
    of_area(400, "bits_build", 1_500);
}

#[test]
fn damaged_exceptions() {
    of_area(600, "raising", 700);
}

#[test]
fn damaged_processes() {
    of_area(700, "processes", 700);
}

#[test]
fn damaged_native_records() {
    of_releases(&[29], 800, "records_program", 1_500);
    let folder = folder();
    let image = module(29, "records_program", folder.path());
    let mut counts = Default::default();
    let mut random = Random::new(801);
    for round in 0..rounds(1_000) {
        let mut damaged = image.clone();
        damage(&mut damaged, chunk(&image, b"Recs"), &mut random, false);
        count(&mut counts, guarded(&format!("definitions, round {round}"), || try_image(&damaged)));
    }
    println!("definitions: {counts:?}");
    assert!(counts["refused"] > 100 && counts["ended"] > 100, "{counts:?}");
}

#[test]
fn damaged_states_of_native_records() {
    let folder = folder();
    let image = module(29, "records_program", folder.path());
    let mut counts = Default::default();
    let mut random = Random::new(900);
    for place in 0..4 {
        let mut machine = start_function(&[&image], "main", Config { limits: LIMITS, seed: 3, ..Config::default() });
        machine.run(&Until::instruction(500 + random.below(3000) as u64));
        let bytes = postcard::to_allocvec(&machine.export()).unwrap();
        let end = bytes.windows(image.len()).position(|w| w == image).unwrap() + image.len();
        for round in 0..rounds(800) {
            let mut damaged = bytes.clone();
            damage(&mut damaged, end..bytes.len(), &mut random, false);
            let what = format!("native records, place {place}, round {round}");
            count(&mut counts, guarded(&what, || try_state(&damaged)));
        }
    }
    println!("damaged states of native records: {counts:?}");
}

/// Machines on their way through the samples.
fn on_the_way(name: &str, random: &mut Random) -> Machine {
    let image = shipped(name);
    let mut machine = start_function(&[&image], "main", Config { limits: LIMITS, seed: 3, ..Config::default() });
    machine.run(&Until::instruction(1 + random.below(3000) as u64));
    machine
}

fn try_state(bytes: &[u8]) -> &'static str {
    let Ok(state) = postcard::from_bytes::<State>(bytes) else { return "no state" };
    match Machine::import(state) {
        Err(_) => "refused",
        Ok(mut machine) => {
            // A damaged count of instructions does not keep it from running.
            let from = machine.executed();
            machine.run(&Until::instruction(from + INSTRUCTIONS));
            machine.state_hash();
            if machine.system().outcome.is_some() { "ended" } else { "runs" }
        }
    }
}

#[test]
fn damaged_states_are_refused_or_run_without_a_panic() {
    let mut counts = Default::default();
    for (index, name) in samples().iter().enumerate() {
        let mut random = Random::new(500 + index as u64);
        for place in 0..4 {
            let machine = on_the_way(name, &mut random);
            let bytes = postcard::to_allocvec(&machine.export()).unwrap();
            // The modules' files are most of it, and are damaged elsewhere.
            let image = shipped(name);
            let at = bytes.windows(image.len()).position(|w| w == image).unwrap();
            let parts = [0..at, at + image.len()..bytes.len()];
            for round in 0..rounds(400) {
                let mut damaged = bytes.clone();
                let part = parts[usize::from(random.below(12) != 0)].clone();
                let resize = random.below(8) == 0;
                damage(&mut damaged, part, &mut random, resize);
                let what = format!("{name}, place {place}, state, round {round}");
                count(&mut counts, guarded(&what, || try_state(&damaged)));
            }
        }
    }
    println!("damaged states: {counts:?}");
    assert!(counts["runs"] + counts["ended"] > 1000, "{counts:?}");
}

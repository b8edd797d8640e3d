//! Random programs, compiled by real OTPs and run there and here; and the programs that were once found so.
//!
//! `ENIGMA_PROGRAMS=N` sets how many modules each release gets (20 functions each), `ENIGMA_SEED=N` the first seed.
//! A program that comes out differently is made smaller, kept in `tests/erl/regressions`, and fails the test; from
//! then on it is run with the others there. After `ENIGMA_DIFFERENCES=N` of them (default 1) the test ends;
//! `ENIGMA_SHRINK=0` only tells what differs.

#![allow(clippy::unwrap_used)]

#[path = "beam/otp.rs"]
mod otp;
#[path = "programs/mod.rs"]
mod programs;

use std::path::{Path, PathBuf};

use programs::coverage::Coverage;
use programs::harness::Difference;
use programs::tree::Node;
use programs::{generate, harness, shrink};

/// How many modules an OTP gets at once.
const BATCH: u64 = 50;

fn variable(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |value| value.parse().unwrap())
}

fn regressions() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/erl/regressions")
}

/// The figures of a run.
#[derive(Default)]
struct Tally {
    modules: u64,
    functions: usize,
    limited: usize,
    refused: Vec<String>,
    kept: Vec<String>,
}

fn agree_with(release: u32) {
    let (first, count) = (variable("ENIGMA_SEED", 1), variable("ENIGMA_PROGRAMS", 30));
    let most = variable("ENIGMA_DIFFERENCES", 1) as usize;
    let (mut tally, mut coverage) = (Tally::default(), Coverage::default());
    let mut seed = first;
    while seed < first + count && tally.kept.len() < most {
        let seeds = seed..(seed + BATCH).min(first + count);
        seed = seeds.end;
        batch(release, seeds, most, &mut tally, &mut coverage);
    }
    eprintln!(
        "OTP {release}: {} modules, {} functions compared, {} at a limit, {} modules refused, {} kinds of \
         instructions; never: {}",
        tally.modules,
        tally.functions,
        tally.limited,
        tally.refused.len(),
        coverage.kinds(),
        coverage.missing(release).join(" ")
    );
    for refused in &tally.refused {
        eprintln!("refused: {}", refused.chars().take(300).collect::<String>());
    }
    assert!(tally.kept.is_empty(), "OTP {release} does otherwise:\n{}", tally.kept.join("\n"));
    // Not every compiler can do with every mix of options.
    assert!(tally.refused.len() as u64 * 4 <= tally.modules + 8, "too many programs are refused");
}

/// Programs of these seeds.
fn batch(release: u32, seeds: std::ops::Range<u64>, most: usize, tally: &mut Tally, coverage: &mut Coverage) {
    let modules = seeds.map(|seed| (seed, generate::module(seed))).filter(|(_, (_, since))| *since <= release);
    let modules: Vec<_> = modules.map(|(seed, (tree, _))| (format!("g{seed}"), tree)).collect();
    let sources: Vec<_> = modules.iter().map(|(name, tree)| (name.clone(), tree.print(name))).collect();
    for (result, (name, tree)) in harness::run(release, &sources).into_iter().zip(&modules) {
        tally.modules += 1;
        tally.functions += result.compared;
        tally.limited += result.limited;
        match result.refused {
            Some(refused) => tally.refused.push(format!("{name}: {refused}")),
            None => coverage.count(&result.image),
        }
        if !result.differences.is_empty() && tally.kept.len() < most {
            tally.kept.push(match variable("ENIGMA_SHRINK", 1) {
                0 => told(name, &result.differences),
                _ => keep(release, tree, name, &result.differences[0].function),
            });
        }
    }
}

/// Makes a program smaller and keeps it. Returns what is to be said of it.
fn keep(release: u32, tree: &Node, name: &str, function: &str) -> String {
    let small = shrink::shrink(release, tree, function);
    let name = format!("{name}_{release}");
    let source = small.print(&name);
    let file = regressions().join(format!("{name}.erl"));
    std::fs::write(&file, &source).unwrap();
    let said = told(&name, &shrink::differences(release, &small, &name));
    format!("{}\n{source}{said}\n", file.display())
}

/// Differences as text.
fn told(name: &str, differences: &[Difference]) -> String {
    let told = differences
        .iter()
        .map(|Difference { function, there, here }| format!("{name}:{function}\n  there: {there}\n  here:  {here}"));
    told.collect::<Vec<_>>().join("\n")
}

/// The first release that a program is for, as its head says.
fn since(source: &str) -> u32 {
    let line = source.lines().find_map(|line| line.strip_prefix("%% otp: ")).unwrap();
    line.trim_end_matches('+').parse().unwrap()
}

fn regressions_agree_with(release: u32) {
    let files = std::fs::read_dir(regressions()).unwrap().map(|entry| entry.unwrap().path());
    let mut sources: Vec<(String, String)> = files
        .filter(|path| path.extension().is_some_and(|extension| extension == "erl"))
        .map(|path| (path.file_stem().unwrap().to_str().unwrap().to_string(), std::fs::read_to_string(path).unwrap()))
        .filter(|(_, source)| since(source) <= release)
        .collect();
    sources.sort();
    let mut said = Vec::new();
    for (result, (name, _)) in harness::run(release, &sources).into_iter().zip(&sources) {
        said.extend(result.refused.map(|refused| format!("{name}: {refused}")));
        if !result.differences.is_empty() {
            said.push(told(name, &result.differences));
        }
    }
    assert!(said.is_empty(), "OTP {release} does otherwise:\n{}", said.join("\n"));
}

#[test]
fn random_programs_agree_with_otp_25() {
    agree_with(25);
}

#[test]
fn random_programs_agree_with_otp_27() {
    agree_with(27);
}

#[test]
fn random_programs_agree_with_otp_29() {
    agree_with(29);
}

#[test]
fn programs_once_found_agree_with_otp_25() {
    regressions_agree_with(25);
}

#[test]
fn programs_once_found_agree_with_otp_27() {
    regressions_agree_with(27);
}

#[test]
fn programs_once_found_agree_with_otp_29() {
    regressions_agree_with(29);
}

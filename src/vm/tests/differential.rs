//! Exceptions and processes: modules of `tests/erl`, compiled by each OTP, print and return here what they
//! print and return there.

#![allow(clippy::unwrap_used)]

mod oracle;
mod programs;

use enigma_vm::console::Stream;
use enigma_vm::machine::Release;
use enigma_vm::request::Answer;
use enigma_vm::{Config, Limits, Stop, Until};
use programs::*;

/// The results of a list `[{1,Result},{2,Result},…]`, one each.
fn results(text: &str) -> Vec<&str> {
    let mut results = Vec::new();
    let mut rest = text;
    for next in 2.. {
        let Some(end) = rest.find(&format!(",{{{next},")) else { break };
        results.push(&rest[..end]);
        rest = &rest[end + 1..];
    }
    results.push(rest);
    results
}

fn compare(release: u32, name: &str) {
    compare_function(release, name, "main");
}

fn compare_function(release: u32, name: &str, function: &str) {
    let folder = folder();
    let image = module(release, name, folder.path());
    let theirs = run_on_otp(release, name, function, folder.path());
    let config = Config { release: Release { otp: release, ..Release::default() }, ..Config::default() };
    let mut machine = start_function(&[&image], function, config);
    finish_on(&mut machine, release);
    let ours = transcript(&machine);
    if ours == theirs {
        return;
    }
    let (ours, theirs) = (results(&ours), results(&theirs));
    let differing = ours.iter().zip(&theirs).filter(|(a, b)| a != b);
    let differing: Vec<String> = differing.map(|(a, b)| format!("here:  {a}\nthere: {b}\n")).collect();
    panic!("{name} of OTP {release}: {} and {} results\n{}", ours.len(), theirs.len(), differing.join("\n"));
}

macro_rules! agree {
    ($($test:ident: $release:expr, $module:expr;)*) => {
        $(#[test]
        fn $test() {
            compare($release, $module);
        })*
    };
}

agree! {
    binaries_are_searched_as_otp_25_does: 25, "binaries";
    binaries_are_searched_as_otp_27_does: 27, "binaries";
    binaries_are_searched_as_otp_29_does: 29, "binaries";
    checksums_are_those_of_otp_25: 25, "checksums";
    checksums_are_those_of_otp_27: 27, "checksums";
    checksums_are_those_of_otp_29: 29, "checksums";
    exceptions_are_those_of_otp_25: 25, "raising";
    exceptions_are_those_of_otp_27: 27, "raising";
    exceptions_are_those_of_otp_29: 29, "raising";
    external_terms_are_those_of_otp_25: 25, "external";
    external_terms_are_those_of_otp_27: 27, "external";
    external_terms_are_those_of_otp_29: 29, "external";
    terms_are_read_as_otp_25_does: 25, "reading";
    terms_are_read_as_otp_27_does: 27, "reading";
    terms_are_read_as_otp_29_does: 29, "reading";
    processes_are_those_of_otp_25: 25, "processes";
    processes_are_those_of_otp_27: 27, "processes";
    processes_are_those_of_otp_29: 29, "processes";
    what_is_shared_is_as_in_otp_25: 25, "sharing";
    what_is_shared_is_as_in_otp_27: 27, "sharing";
    what_is_shared_is_as_in_otp_29: 29, "sharing";
    conversions_are_those_of_otp_25: 25, "converting";
    conversions_are_those_of_otp_27: 27, "converting";
    conversions_are_those_of_otp_29: 29, "converting";
    native_records_are_those_of_otp_29: 29, "records_program";
    regular_expressions_are_those_of_otp_25: 25, "regular";
    regular_expressions_are_those_of_otp_27: 27, "regular";
    regular_expressions_are_those_of_otp_29: 29, "regular";
    large_maps_are_those_of_otp_25: 25, "big_maps";
    large_maps_are_those_of_otp_27: 27, "big_maps";
    large_maps_are_those_of_otp_29: 29, "big_maps";
}

#[test]
fn large_maps_are_in_the_order_of_otp_27() {
    compare_function(27, "big_maps", "order");
}

/// Where releases differ, the newest is followed.
#[test]
fn conversions_differ_between_releases_as_in_otp_29() {
    compare_function(29, "converting", "newest");
}

/// A report without its head, which has the time, and without the numbers of processes.
fn undated(text: &str) -> Vec<String> {
    let lines = text.lines().filter(|line| !line.starts_with("=ERROR REPORT"));
    let unnumbered = |line: &str| match line.split_once("Error in process <") {
        Some((before, after)) => format!("{before}Error in process <{}", after.trim_start_matches(|c| c != '>')),
        None => line.to_string(),
    };
    lines.map(unnumbered).collect()
}

fn reports_agree(release: u32) {
    let folder = folder();
    let image = module(release, "reports", folder.path());
    let log = folder.path().join("log");
    let call = format!(
        "true = code:add_patha({:?}),
         {{ok, #{{formatter := Formatter}}}} = logger:get_handler_config(default),
         ok = logger:remove_handler(default),
         ok = logger:add_handler(file, logger_std_h, #{{config => #{{file => {:?}}}, formatter => Formatter}}),
         reports:main(),
         [sys:get_state(Logger) || Logger <- [logger_proxy, logger]],
         ok = logger_std_h:filesync(file)",
        folder.path().display().to_string(),
        log.display().to_string()
    );
    oracle::evaluate(release, &call);
    let theirs = String::from_utf8(std::fs::read(log).unwrap()).unwrap();
    let mut machine = start_function(&[&image], "main", Config::default());
    finish(&mut machine);
    let ours = printed(&machine, Stream::Report);
    let theirs = theirs.split_once("=ERROR REPORT").map_or("", |(_, reports)| reports);
    let (ours, theirs) = (undated(&ours), undated(theirs));
    let theirs: Vec<&str> = theirs.iter().skip(1).map(String::as_str).collect();
    assert!(theirs.len() > 60, "{theirs:?}");
    assert_eq!(ours.join("\n").trim(), theirs.join("\n").trim(), "OTP {release}");
}

#[test]
fn reports_are_those_of_otp() {
    for release in [25, 27, 29] {
        reports_agree(release);
    }
}

#[test]
fn native_records_of_another_module_are_those_of_otp_29() {
    let folder = folder();
    let user = module(29, "records_user", folder.path());
    let owner = module(29, "records_owner", folder.path());
    let theirs = run_on_otp(29, "records_user", "main", folder.path());
    let config = Config { limits: Limits::default(), ..Config::default() };
    let mut machine = start_function(&[&owner, &user], "main", config);
    while machine.system().outcome.is_none() {
        let from = machine.executed();
        machine.run(&Until::instruction(from + 50));
        machine = reborn(&machine);
    }
    assert_eq!(transcript(&machine), theirs);
}

#[test]
fn terms_are_read_and_written_as_only_otp_29_does() {
    compare_function(29, "reading", "newest");
}

#[test]
fn what_only_otp_29_shares() {
    compare_function(29, "sharing", "newest");
}

/// What is shared, streams, and funs without code survive snapshots.
#[test]
fn snapshots_on_the_way_change_nothing() {
    let folder = folder();
    for name in ["sharing", "reading", "streams"] {
        let image = module(29, name, folder.path());
        let mut machine = start(&image, 0);
        finish(&mut machine);
        let mut other = start(&image, 0);
        loop {
            match other.run(&Until::instruction(other.executed() + 40_000)) {
                Stop::Instruction => {}
                // For modules that are nowhere.
                Stop::Asked => other.answer(Answer::Module(None)),
                _ => break,
            }
            let hash = other.state_hash();
            other = reborn(&other);
            assert_eq!(other.state_hash(), hash, "{name} after {} instructions", other.executed());
        }
        assert_eq!(transcript(&other), transcript(&machine));
    }
}

#[test]
fn regular_expressions_differ_between_releases_as_in_otp_29() {
    compare_function(29, "regular", "newest");
}

/// A program that does not depend on the schedule.
#[test]
fn processes_do_the_same_in_other_schedules() {
    let folder = folder();
    let image = module(27, "processes", folder.path());
    let run = |seed| {
        let mut machine = start(&image, seed);
        finish(&mut machine);
        transcript(&machine)
    };
    let first = run(0);
    for seed in 1..=20 {
        let other = run(seed);
        let pairs =
            results(&first).into_iter().map(str::to_string).zip(results(&other).into_iter().map(str::to_string));
        let differing: Vec<_> = pairs.filter(|(a, b)| a != b).collect();
        assert!(differing.is_empty(), "seed {seed}: {differing:#?}");
    }
}

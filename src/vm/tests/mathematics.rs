//! The functions of `math`: errors as on OTP, values within a few units of the last place.

#![allow(clippy::unwrap_used)]

mod oracle;
mod programs;

use programs::*;

/// How far a value may be from OTP's, in units of the last place.
const TOLERANCE: i64 = 3;

fn both(release: u32, function: &str) -> (String, String) {
    let folder = folder();
    let image = module(release, "mathematics", folder.path());
    let theirs = run_on_otp(release, "mathematics", function, folder.path());
    let mut machine = start_function(&[&image], function, enigma_vm::Config::default());
    finish(&mut machine);
    (transcript(&machine), theirs)
}

#[test]
fn bad_arguments_and_infinite_results_are_errors_as_in_otp() {
    for release in [25, 27, 29] {
        let (ours, theirs) = both(release, "main");
        assert_eq!(ours, theirs, "OTP {release}");
    }
}

/// `{sin,4607182418800017408}` and `{log,badarith}`, in turn.
fn values(text: &str) -> Vec<(String, Option<i64>)> {
    let inner = text.trim().strip_prefix("=> [{").unwrap().strip_suffix("}]").unwrap();
    let value = |pair: &str| {
        let (function, bits) = pair.split_once(',').unwrap();
        (function.to_string(), bits.trim().parse::<u64>().ok().map(|bits| in_order(bits as i64)))
    };
    inner.split("},{").map(value).collect()
}

/// The bits of a float as a number that grows with it, one at a time.
fn in_order(bits: i64) -> i64 {
    if bits < 0 { i64::MIN.wrapping_sub(bits) } else { bits }
}

#[test]
fn values_are_near_those_of_otp() {
    let (ours, theirs) = both(27, "values");
    let (ours, theirs) = (values(&ours), values(&theirs));
    assert_eq!(ours.len(), theirs.len());
    let (mut worst, mut differing) = (0, 0);
    for ((function, here), (same, there)) in ours.iter().zip(&theirs) {
        assert_eq!((function, here.is_some()), (same, there.is_some()));
        let distance = here.zip(*there).map_or(0, |(here, there)| (here - there).abs());
        assert!(distance <= TOLERANCE, "{function}: {distance} units from OTP's");
        worst = worst.max(distance);
        differing += usize::from(distance > 0);
    }
    println!("{differing} of {} values differ, by {worst} units at the most", ours.len());
    assert!(differing < ours.len() / 20, "{differing} of {}", ours.len());
}

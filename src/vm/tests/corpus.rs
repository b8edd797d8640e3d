//! Inputs that fuzzing kept (`tests/fuzz/corpus`), since each goes a way of its own, end without a panic.

#![allow(clippy::unwrap_used)]

#[path = "../../../tests/fuzz/targets/calls.rs"]
mod calls;

use std::path::Path;

/// Gives a target each of its inputs; how many there are.
fn replay(name: &str, target: fn(&[u8])) -> usize {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fuzz/corpus").join(name);
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files.map(|file| target(&std::fs::read(file).unwrap())).count()
}

#[test]
fn modules_that_fuzzing_kept_are_refused_or_run() {
    assert!(replay("loader", calls::loader) >= 40);
}

#[test]
fn external_terms_that_fuzzing_kept_are_refused_or_read() {
    assert!(replay("external_terms", calls::external_terms) >= 100);
}

#[test]
fn patterns_that_fuzzing_kept_are_refused_or_match() {
    assert!(replay("regular_expressions", calls::regular_expressions) >= 100);
}

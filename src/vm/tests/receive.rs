//! What `receive` does not do: look at messages that cannot be those that it waits for.

#![allow(clippy::unwrap_used)]

mod oracle;
mod programs;

use enigma_vm::machine::Config;
use programs::*;

/// What a function of `tests/erl/markers.erl` gives, and after how many instructions.
fn run(release: u32, function: &str) -> (String, u64) {
    let folder = folder();
    let image = module(release, "markers", folder.path());
    let mut machine = start_function(&[&image], function, Config::default());
    finish(&mut machine);
    (ending(&machine), machine.executed())
}

#[test]
fn calls_do_not_take_longer_with_many_messages() {
    for release in [25, 27, 29] {
        let [few, few_calls, many, many_calls] =
            ["few", "few_calls", "many", "many_calls"].map(|function| run(release, function));
        let results = [&few.0, &few_calls.0, &many.0, &many_calls.0];
        assert_eq!(results, ["=> {0,100}\n", "=> {10100,100}\n", "=> {0,10000}\n", "=> {10100,10000}\n"]);
        assert!(
            many_calls.1 - many.1 < 2 * (few_calls.1 - few.1),
            "{}, {}",
            many_calls.1 - many.1,
            few_calls.1 - few.1
        );
    }
}

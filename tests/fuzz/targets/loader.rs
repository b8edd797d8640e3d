//! A `.beam` file is loaded and runs, or is refused.
#![no_main]

#[path = "calls.rs"]
mod calls;

use enigma_vm::{Config, Machine};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    let mut machine = Machine::new(Config { limits: calls::limits(), ..Config::default() });
    let Ok(module) = machine.load(file.to_vec()) else { return };
    let (none, _) = enigma_beam::decode(&[131, 106]).expect("an empty list");
    if machine.start(&module, "main", &none).is_ok() {
        calls::run(&mut machine);
        machine.state_hash();
    }
});

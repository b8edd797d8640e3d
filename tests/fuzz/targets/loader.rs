//! A `.beam` file is loaded and runs, or is refused.
#![no_main]

#[path = "calls.rs"]
mod calls;

libfuzzer_sys::fuzz_target!(|input: &[u8]| calls::loader(input));

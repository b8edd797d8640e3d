//! Bytes are a term in the external format, or are refused.
#![no_main]

#[path = "calls.rs"]
mod calls;

libfuzzer_sys::fuzz_target!(|input: &[u8]| calls::external_terms(input));

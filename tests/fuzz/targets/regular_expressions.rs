//! A pattern is refused, or matches a subject or not: options by the bits of two bytes, then the pattern, then behind
//! a byte 0 the subject.
#![no_main]

#[path = "calls.rs"]
mod calls;

libfuzzer_sys::fuzz_target!(|input: &[u8]| calls::regular_expressions(input));

//! Bytes are a term in the external format, or are refused.
#![no_main]

#[path = "calls.rs"]
mod calls;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let file = [&[131], bytes].concat();
    calls::call("erlang", "binary_to_term", &[calls::binary(&file)]);
    let used = [vec![108, 0, 0, 0, 2], calls::atom("used"), calls::atom("safe"), vec![106]].concat();
    calls::call("erlang", "binary_to_term", &[calls::binary(&file), used]);
});

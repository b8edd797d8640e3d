//! A pattern is refused, or matches a subject or not: options by the bits of two bytes, then the pattern, then behind
//! a byte 0 the subject.
#![no_main]

#[path = "calls.rs"]
mod calls;

use libfuzzer_sys::fuzz_target;

const OPTIONS: [&str; 16] = [
    "unicode", "anchored", "caseless", "dollar_endonly", "dotall", "extended", "firstline", "multiline",
    "no_auto_capture", "dupnames", "ungreedy", "bsr_anycrlf", "ucp", "global", "notempty", "report_errors",
];

fuzz_target!(|input: &[u8]| {
    let [first, second, rest @ ..] = input else { return };
    let chosen = u16::from_be_bytes([*first, *second]);
    let (pattern, subject) = rest.split_at(rest.iter().position(|byte| *byte == 0).unwrap_or(rest.len()));
    let options: Vec<Vec<u8>> =
        (0..16).filter(|bit| chosen & 1 << bit != 0).map(|bit| calls::atom(OPTIONS[bit])).collect();
    let mut list = vec![106];
    if !options.is_empty() {
        list = vec![108];
        list.extend((options.len() as u32).to_be_bytes());
        list.extend(options.concat());
        list.push(106);
    }
    calls::call("re", "run", &[calls::binary(subject), calls::binary(pattern), list]);
});

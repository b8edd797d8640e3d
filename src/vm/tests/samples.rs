//! The samples print and return what their `expected.txt` says: here, whichever OTP compiled them, and
//! on the oldest and the newest OTP.

#![allow(clippy::unwrap_used)]

mod oracle;
mod programs;

use programs::*;

fn here(name: &str, image: &[u8]) -> String {
    let mut machine = start(image, 0);
    finish(&mut machine);
    assert!(machine.system().console.written() < 32 << 10, "{name} prints more than is kept");
    transcript(&machine)
}

#[test]
fn samples_as_shipped_do_what_is_expected() {
    for name in samples() {
        assert_eq!(here(&name, &shipped(&name)), expected(&name), "{name}");
    }
}

fn compiled_by(release: u32) {
    let folder = folder();
    let sources: Vec<_> = samples().iter().map(|name| sample_file(name, &format!("{name}.erl"))).collect();
    for (name, image) in compile(release, &sources, folder.path()) {
        assert_eq!(here(&name, &image), expected(&name), "{name} compiled by OTP {release}");
        let there = run_on_otp(release, &name, "main", folder.path());
        assert_eq!(there, expected(&name), "{name} on OTP {release} itself");
    }
}

#[test]
fn samples_of_otp_25_do_what_is_expected_here_and_there() {
    compiled_by(25);
}

#[test]
fn samples_of_otp_29_do_what_is_expected_here_and_there() {
    compiled_by(29);
}

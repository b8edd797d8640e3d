//! Local time on a booted OTP is what it is under its own emulator, in zones of all kinds.

#![allow(clippy::unwrap_used)]

#[path = "beam/otp.rs"]
mod otp;

use std::process::{Command, Stdio};

/// Values of `TZ`: with and without summer time, north and south, half hours, rules without a file, nothing that is a
/// zone.
const ZONES: &[&str] = &[
    "Europe/Stockholm",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Pacific/Apia",
    "Europe/Dublin",
    "UTC",
    "",
    ":America/Sao_Paulo",
    "XYZ3XYT,M10.5.0/-1:30,J60/26",
    "<-0330>3:30<-02>2,45,M9.1.6",
    "no zone",
];

/// Conversions (in some zones the C library of the OTP 29 at hand, newer than the others', makes something else of a
/// summer time that there is not), in an order that makes a difference where a time comes twice: near all changes of some years, far away,
/// and at steps of some days.
const CONVERSIONS: &str = "Days = [{Y, M, D} || Y <- [1902, 1916, 1945, 2011, 2023, 4000], M <- [1, 3, 4, 9, 10, 11], \
     D <- [1, 7, 26, 29]], \
     Times = [{0, 0, 0}, {0, 30, 0}, {1, 59, 59}, {2, 0, 0}, {3, 0, 0}, {23, 45, 0}], \
     Far = [{{Y, 2, 3}, {4, 5, 6}} || Y <- [1899, 1901, 1902, 9999, 100000, 1000000]], \
     All = [{D, T} || D <- Days, T <- Times] ++ Far, \
     Try = fun(F) -> try F() catch error:E -> E end end, \
     io:format(\"~w~n\", [[{D, Try(fun() -> erlang:universaltime_to_localtime(D) end), \
        [Try(fun() -> erlang:localtime_to_universaltime(D, S) end) || S <- [undefined, true, false]], \
        Try(fun() -> erlang:localtime_to_universaltime(D) end), Try(fun() -> calendar:local_time_to_universal_time_dst(D) end)} || D <- All]]), \
     {{_, _, _}, {_, _, _}} = erlang:localtime(), halt().";

fn run(mut command: Command, zone: &str) -> String {
    command.args(["-noshell", "-eval", CONVERSIONS]).env("TZ", zone).stdin(Stdio::null()).stderr(Stdio::null());
    String::from_utf8_lossy(&command.output().unwrap().stdout).into_owned()
}

/// Whether the conversions are the same, told by the first that is not.
fn compare(release: u32, zone: &str) {
    let mut here = Command::new(env!("CARGO_BIN_EXE_enigma"));
    here.args(["erl", "--otp"]).arg(otp::home(release));
    let (here, there) = (run(here, zone), run(Command::new(otp::home(release).join("bin/erl")), zone));
    let lines = |text: &str| text.split("},{{{").map(str::to_string).collect::<Vec<_>>();
    assert!(there.len() > 1_000, "{there}");
    for (here, there) in lines(&here).iter().zip(lines(&there)) {
        assert_eq!(*here, there, "TZ={zone} on OTP {release}");
    }
    assert_eq!(here.len(), there.len());
}

#[test]
fn local_time_is_that_of_the_zone() {
    for (index, zone) in ZONES.iter().enumerate() {
        compare(if index % 2 == 0 { 25 } else { 27 }, zone);
    }
    compare(29, ZONES[0]);
}

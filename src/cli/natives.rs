//! `enigma natives`: the functions that OTP implements natively, and which of them are there.

use std::io::Write;
use std::process::ExitCode;

use enigma_vm::native::{Listed, catalogue};
use serde_json::json;

use super::Done;

/// Lists them: one line each and a line with the sums, or an array of objects.
pub fn natives(only_missing: bool, as_json: bool) -> Done {
    let all: Vec<Listed> = catalogue().collect();
    let present = all.iter().filter(|l| l.native.is_some()).count();
    let chosen = all.iter().filter(|l| !only_missing || l.native.is_none());
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if as_json {
        let object = |l: &Listed| {
            let releases: Vec<&str> = l.releases.split(',').collect();
            json!({"module": l.module, "name": l.name, "arity": l.arity, "otp": releases, "present": l.native.is_some()})
        };
        serde_json::to_writer(&mut out, &chosen.map(object).collect::<Vec<_>>())?;
        writeln!(out)?;
    } else {
        for l in chosen {
            let status = if l.native.is_some() { "present" } else { "missing" };
            writeln!(out, "{status} {:<50} OTP {}", format!("{}:{}/{}", l.module, l.name, l.arity), l.releases)?;
        }
        writeln!(out, "{present} of {} are present", all.len())?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

//! Programs to try a timeline on.

#![allow(dead_code, clippy::unwrap_used)]

use std::path::Path;
use std::sync::Arc;

use enigma_replay::{Entry, Program};
use enigma_vm::Config;

fn program(file: &Path, module: &str, args: &[&str], seed: u64) -> Arc<Program> {
    let image = std::fs::read(file).unwrap();
    let args = args.iter().map(|arg| arg.to_string()).collect();
    let entry = Entry { module: module.into(), function: "main".into(), args };
    let modules = vec![Arc::new(image)];
    Arc::new(Program {
        title: module.into(),
        modules,
        entry,
        config: Config { seed, ..Config::default() },
        ..Program::default()
    })
}

/// Processes, messages, timers, garbage, exceptions, for `rounds` rounds.
pub fn busy(rounds: u32, seed: u64) -> Arc<Program> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs/busy.beam");
    program(&file, "busy", &[&rounds.to_string()], seed)
}

/// One process that never ends.
pub fn hot() -> Arc<Program> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/programs/hot.beam");
    program(&file, "hot", &[], 0)
}

/// A sample by its name.
pub fn sample(name: &str, seed: u64) -> Arc<Program> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    program(&samples.join(name).join(format!("{name}.beam")), name, &[], seed)
}

/// The names of all samples.
pub fn sample_names() -> Vec<String> {
    let folders = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples")).unwrap();
    let mut names: Vec<_> = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert!(names.len() >= 12);
    names
}

/// Numbers that look random (splitmix64).
pub struct Random(pub u64);

impl Random {
    /// The next one.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// One below a limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit.max(1)
    }
}

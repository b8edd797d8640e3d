//! Which instructions programs contain.

use std::collections::BTreeMap;

use enigma_beam::Module;
use enigma_beam::opcode::OPCODES;

/// How often each opcode occurs in the programs counted so far.
#[derive(Default)]
pub struct Coverage(BTreeMap<u8, u64>);

impl Coverage {
    /// Counts a module.
    pub fn count(&mut self, image: &[u8]) {
        let module = Module::parse(image).unwrap();
        for instruction in &module.code.instructions {
            *self.0.entry(instruction.op).or_default() += 1;
        }
    }

    /// The names of the instructions that a release executes and that do not occur.
    pub fn missing(&self, release: u32) -> Vec<&'static str> {
        let live = OPCODES.iter().filter(|info| info.is_live_in(release));
        live.filter(|info| !self.0.contains_key(&info.number)).map(|info| info.name).collect()
    }

    /// How many different ones there are.
    pub fn kinds(&self) -> usize {
        self.0.len()
    }
}

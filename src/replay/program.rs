//! A program: all that a machine at instruction 0 is made of.

use std::collections::BTreeMap;
use std::sync::Arc;

use enigma_vm::machine::{Config, Machine};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::literal::{self, LiteralError};

/// What to run and how. The same program gives the same run, instruction by instruction.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Program {
    /// What people call it.
    pub title: String,
    /// The bytes of the `.beam` files, in the order of loading.
    pub modules: Vec<Arc<Vec<u8>>>,
    /// Source texts by file name (without folders).
    pub sources: BTreeMap<String, String>,
    /// Where it begins.
    pub entry: Entry,
    /// How the machine begins. Where it boots, the modules are those that OTP has loaded before, and the entry is
    /// its first function.
    pub config: Config,
}

/// The entry function and its arguments.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Entry {
    /// The module.
    pub module: String,
    /// The function.
    pub function: String,
    /// The arguments in Erlang's notation.
    pub args: Vec<String>,
}

impl std::fmt::Display for Entry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}({})", self.module, self.function, self.args.join(", "))
    }
}

/// Why a program cannot begin.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum ProgramError {
    /// Numbers that no machine can have.
    #[error("the program's configuration has numbers out of range")]
    Config,
    /// A module cannot be loaded.
    #[error("module {0} of the program: {1}")]
    Load(usize, String),
    /// An argument is no constant term.
    #[error("argument {0} of the entry function: {1}")]
    Argument(usize, LiteralError),
    /// The entry function cannot be called.
    #[error("{0}: {1}")]
    Start(Entry, String),
}

impl Program {
    /// The machine at instruction 0.
    pub fn machine(&self) -> Result<Machine, ProgramError> {
        if !self.config.is_sound() {
            return Err(ProgramError::Config);
        }
        let mut machine = Machine::new(self.config.clone());
        for (index, image) in self.modules.iter().enumerate() {
            machine.load_shared(image.clone()).map_err(|e| ProgramError::Load(index + 1, e.to_string()))?;
        }
        let Entry { module, function, args } = &self.entry;
        for (index, text) in args.iter().enumerate() {
            literal::parse(text).map_err(|e| ProgramError::Argument(index + 1, e))?;
        }
        let list = literal::parse(&format!("[{}]", args.join(","))).map_err(|e| ProgramError::Argument(0, e))?;
        let started = machine.start(module, function, &list);
        started.map_err(|e| ProgramError::Start(self.entry.clone(), e.to_string()))?;
        Ok(machine)
    }
}

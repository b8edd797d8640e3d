//! What a machine asks of the world, and what it is told.
//!
//! A machine that has asked goes no further until [`crate::Machine::answer`] has told it; the answer
//! comes between two instructions, so that noting it with their number is enough to give it again.

pub mod file;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// What a machine wants from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// The bytes of the `.beam` file of a module that is called and not loaded.
    Module(String),
    /// Something of a file or folder.
    File(file::Request),
}

/// What it is given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// The bytes of the file, where there is one.
    Module(Option<Arc<Vec<u8>>>),
    /// What came of it.
    File(file::Answer),
}

/// What lies outside of the machine.
pub trait World {
    /// Answers a machine's request.
    fn answer(&mut self, request: &Request) -> Answer;
}

/// A world in which there is nothing.
pub struct Nothing;

impl World for Nothing {
    fn answer(&mut self, request: &Request) -> Answer {
        match request {
            Request::Module(_) => Answer::Module(None),
            Request::File(_) => Answer::File(file::Answer::Failed("enoent".into())),
        }
    }
}

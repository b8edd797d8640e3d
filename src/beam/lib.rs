//! Bytes of a `.beam` file to plain, checked data. Knows no VM.
//!
//! [`Module::parse`] takes a whole file apart: chunk container, tables,
//! instructions, literals, line table. What it returns is consistent: every
//! index in it points at something that is there. [`mod@opcode`] is the one table
//! of instructions, [`etf`] the external term format, [`disasm`] the text form.

pub mod check;
mod code;
pub mod container;
mod cursor;
pub mod disasm;
pub mod error;
pub mod etf;
mod etf_read;
pub mod etf_write;
mod inflate;
mod module;
pub mod opcode;
pub mod records;
mod tables;
pub mod types;

pub use code::{Code, Function, Instruction, ListRef, Operand, Reg};
pub use container::{RawChunk, chunk};
pub use disasm::{Disassembly, Style, disassemble};
pub use error::{ChunkTag, EtfError, LoadError};
pub use etf::{EtfTerm, Node, NodeId, NodeRange, decode};
pub use inflate::MAX_INFLATED;
pub use module::Module;
pub use opcode::{OpcodeInfo, Role, op, opcode, opcode_by_name};
pub use records::{DefaultValue, RecordDecl};
pub use tables::{Export, FunDecl, Import, LineTable};
pub use types::{TypeInfo, TypeTable};

#[cfg(test)]
mod tests;

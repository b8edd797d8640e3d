//! Loaded code: instructions in slots, their decoded operands, functions, exports, funs.
//!
//! One 16-byte [`Slot`] per generic instruction, as `erlc -S` shows them; `label` and `line` are no
//! instructions but facts about slots. All modules share one run of slots, so a slot number is an
//! address, and a continuation pointer is a slot number × 16, whose primary tag is that of a header.
//!
//! The first slots hold what no module contains: where a process ends and where it begins.

pub mod load;
pub mod version;

use std::ops::Range;
use std::sync::Arc;

use hashbrown::HashMap;
use rustc_hash::FxBuildHasher;
use serde::{Deserialize, Serialize};

use crate::atom::{Atom, am};
use crate::heap::Literals;
use crate::native::NativeId;
use crate::term::Term;

pub use load::LoadError;
pub use version::Version;

/// The slot at which a process ends: what the first frame of every stack returns to.
pub const NORMAL_EXIT: u32 = 0;
/// The slot at which a process begins: it applies x0:x1 to the list in x2.
pub const APPLY_START: u32 = 1;
/// The slot that calls the native function that stands in for a function of a module.
pub(crate) const FIRST_FREE: u32 = 2;

/// Opcodes of the VM's own, beyond those of OTP.
pub mod internal {
    /// Ends the process normally; x0 is what its first function returned.
    pub const NORMAL_EXIT: u8 = 0;
    /// Applies x0:x1 to the arguments in the list x2.
    pub const APPLY_START: u8 = 255;
    /// Calls the native that stands in for this function (OTP's `call_bif` in a stub) and returns.
    pub const NATIVE_BODY: u8 = 254;
}

/// The name of an instruction, the VM's own among them.
pub fn op_name(op: u8) -> &'static str {
    match op {
        internal::NORMAL_EXIT => "normal_exit",
        internal::APPLY_START => "apply_start",
        internal::NATIVE_BODY => "native_body",
        _ => enigma_beam::opcode(op).map_or("?", |o| o.name),
    }
}

/// A generic instruction.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// Its first operand in [`Code::args`].
    pub first: u32,
    /// Its entry in the module's line table; 0 where there is none.
    pub line: u32,
    /// Its function in [`Code::functions`].
    pub function: u32,
    /// How many operands it has.
    pub count: u16,
    /// Its opcode.
    pub op: u8,
}

/// A decoded operand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Arg {
    /// An x register.
    X(u32),
    /// A y register.
    Y(u32),
    /// A float register.
    F(u32),
    /// A constant.
    Const(Term),
    /// A slot to jump to; 0 where the instruction has no label.
    Label(u32),
    /// A number that belongs to the instruction: a size, an arity, a count.
    Uint(u64),
    /// An entry of [`Code::exports`].
    Export(u32),
    /// An entry of [`Code::funs`].
    Fun(u32),
    /// A native function.
    Native(NativeId),
    /// More operands: the first one's index in [`Code::args`], and how many.
    List(u32, u32),
}

/// A function of a module.
#[derive(Clone, Debug)]
pub struct Function {
    /// Its module.
    pub module: Atom,
    /// Its name.
    pub name: Atom,
    /// Its arity.
    pub arity: u32,
    /// Its slots, `func_info` first.
    pub slots: Range<u32>,
}

impl Function {
    /// The slot of its first instruction.
    pub fn entry(&self) -> u32 {
        self.slots.start + 1
    }
}

/// What a call of an exported function leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Nothing: the function is not there (yet).
    Undefined,
    /// Code of a module.
    Code(u32),
    /// A native function.
    Native(NativeId),
}

/// A function that some module calls or exports.
#[derive(Clone, Debug)]
pub struct Export {
    /// Its module.
    pub module: Atom,
    /// Its name.
    pub function: Atom,
    /// Its arity.
    pub arity: u32,
    /// What it is.
    pub entry: Entry,
}

/// What makes a fun the one that a term means: two of the same name are one (OTP's `ErlFunEntry`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FunName {
    /// Its module.
    pub module: Atom,
    /// The MD5 sum of the module's code.
    pub md5: [u8; 16],
    /// Its index in the module.
    pub index: u32,
    /// The arity of the fun itself.
    pub arity: u32,
    /// The number of free variables.
    pub free: u32,
}

/// The older names of a fun, which are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OldFunName {
    /// Its index in the module.
    pub index: u32,
    /// The old unique number of the module's version.
    pub uniq: u32,
}

/// Where the code of a fun is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FunCode {
    /// The function that implements it; takes the free variables after the arguments.
    pub function: Atom,
    /// Where it begins.
    pub slot: u32,
}

/// A fun that a module can make, or that a term from outside says a module can make.
#[derive(Clone, Debug)]
pub struct FunEntry {
    /// Its module.
    pub module: Atom,
    /// The MD5 sum of the module's code.
    pub md5: [u8; 16],
    /// The arity of the fun itself.
    pub arity: u32,
    /// The number of free variables.
    pub free: u32,
    /// Its index in the module.
    pub index: u32,
    /// Its older names.
    pub old: OldFunName,
    /// Its code; none where no such module has been loaded.
    pub code: Option<FunCode>,
}

impl FunEntry {
    /// Its name.
    pub fn name(&self) -> FunName {
        FunName { module: self.module, md5: self.md5, index: self.index, arity: self.arity, free: self.free }
    }
}

/// A native record that a module defines.
#[derive(Clone, Debug)]
pub struct RecordEntry {
    /// The definition, a literal (see [`crate::record::Definition`]).
    pub definition: Term,
    /// Whether other modules may use its fields.
    pub is_exported: bool,
    /// The value of each field where nothing is given.
    pub defaults: Vec<Option<Term>>,
}

/// A loaded module.
#[derive(Clone, Debug)]
pub struct LoadedModule {
    /// Its name.
    pub name: Atom,
    /// The file's bytes, kept for snapshots.
    pub image: Arc<Vec<u8>>,
    /// What the file said.
    pub beam: Arc<enigma_beam::Module>,
    /// Its slots.
    pub slots: Range<u32>,
    /// Its functions in [`Code::functions`].
    pub functions: Range<u32>,
    /// What it exports: entries of [`Code::exports`] and where their functions begin.
    pub exports: Vec<(u32, u32)>,
    /// Where its `-on_load` function begins, if it has one.
    pub on_load: Option<u32>,
    /// What it is.
    pub version: Version,
}

/// All loaded code. It only ever grows.
#[derive(Clone, Debug, Default)]
pub struct Code {
    /// The instructions.
    pub slots: Vec<Slot>,
    /// The operands of all instructions.
    pub args: Vec<Arg>,
    /// The functions of all modules, in order of their slots.
    pub functions: Vec<Function>,
    /// The modules, in order of loading.
    pub modules: Vec<LoadedModule>,
    /// The functions that are called by name.
    pub exports: Vec<Export>,
    /// The funs.
    pub funs: Vec<FunEntry>,
    /// The native records that modules define, by module and name.
    pub records: HashMap<(Atom, Atom), RecordEntry, FxBuildHasher>,
    /// The literals of all modules.
    pub literals: Literals,
    /// The number of x registers that some instruction names.
    pub x_registers: usize,
    /// Whether an OTP has been booted: its own code does then what natives do where it has not.
    pub is_booted: bool,
    export_index: HashMap<(Atom, Atom, u32), u32, FxBuildHasher>,
    fun_index: HashMap<FunName, u32, FxBuildHasher>,
}

impl Code {
    /// No module, but where processes begin and end; whether an OTP is to be booted.
    pub fn new(is_booted: bool) -> Code {
        let mut code = Code { x_registers: 8, is_booted, ..Code::default() };
        for (slot, op, name) in [(0, internal::NORMAL_EXIT, am::NORMAL), (1, internal::APPLY_START, am::APPLY)] {
            code.slots.push(Slot { first: 0, line: 0, function: slot, count: 0, op });
            code.functions.push(Function { module: am::ERLANG, name, arity: 0, slots: slot..slot + 1 });
        }
        code
    }

    /// The operands of an instruction.
    #[inline]
    pub fn args(&self, slot: &Slot) -> &[Arg] {
        self.args.get(slot.first as usize..slot.first as usize + slot.count as usize).unwrap_or(&[])
    }

    /// The operands in a list operand.
    #[inline]
    pub fn list(&self, arg: Arg) -> &[Arg] {
        match arg {
            Arg::List(first, count) => self.args.get(first as usize..(first + count) as usize).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// The function that a slot belongs to.
    pub fn function_at(&self, slot: u32) -> Option<&Function> {
        self.functions.get(self.slots.get(slot as usize)?.function as usize)
    }

    /// The module that a slot belongs to.
    pub fn module_at(&self, slot: u32) -> Option<&LoadedModule> {
        let after = self.modules.partition_point(|m| m.slots.start <= slot);
        self.modules.get(after.checked_sub(1)?).filter(|m| m.slots.contains(&slot))
    }

    /// File and line of a slot, where the line table knows it.
    pub fn location(&self, slot: u32) -> Option<(&str, u32)> {
        let line = self.slots.get(slot as usize)?.line;
        let table = &self.module_at(slot)?.beam.lines;
        let (file, line) = *table.lines.get(line as usize)?;
        if line == 0 { None } else { Some((table.files.get(file as usize)?, line)) }
    }

    /// The native record of that name that a module defines.
    pub fn record(&self, module: Atom, name: Atom) -> Option<&RecordEntry> {
        self.records.get(&(module, name))
    }

    /// The export entry of a function, if any module names it.
    pub fn find_export(&self, module: Atom, function: Atom, arity: u32) -> Option<u32> {
        self.export_index.get(&(module, function, arity)).copied()
    }

    /// The slot of the head of an exported function.
    pub fn entry_of(&self, module: Atom, function: Atom, arity: u32) -> Option<u32> {
        let export = self.exports.get(self.find_export(module, function, arity)? as usize)?;
        match export.entry {
            Entry::Code(slot) => slot.checked_sub(1),
            _ => None,
        }
    }

    /// The native function of that name, if calls are to lead to it.
    pub fn native(&self, atoms: &crate::atom::Atoms, module: Atom, function: Atom, arity: u32) -> Option<NativeId> {
        let native = crate::native::find(atoms.name(module), atoms.name(function), arity);
        native.filter(|native| !(self.is_booted && native.stands_in()))
    }

    /// The entry of a fun, if a module or a term has named it.
    pub fn find_fun(&self, name: &FunName) -> Option<u32> {
        self.fun_index.get(name).copied()
    }

    /// The entry of a fun, made where there is none; the older names are those that it had first.
    pub fn fun(&mut self, name: FunName, old: OldFunName) -> u32 {
        if let Some(index) = self.find_fun(&name) {
            return index;
        }
        let entry = self.funs.len() as u32;
        let FunName { module, md5, index, arity, free } = name;
        self.funs.push(FunEntry { module, md5, arity, free, index, old, code: None });
        self.fun_index.insert(name, entry);
        entry
    }

    /// The export entry of a function, made where there is none.
    pub fn export(&mut self, module: Atom, function: Atom, arity: u32, native: Option<NativeId>) -> u32 {
        if let Some(index) = self.find_export(module, function, arity) {
            return index;
        }
        let index = self.exports.len() as u32;
        let entry = native.map_or(Entry::Undefined, Entry::Native);
        self.exports.push(Export { module, function, arity, entry });
        self.export_index.insert((module, function, arity), index);
        index
    }
}

/// The export entry of a function, made where there is none: a native function if one has that name.
pub fn export_of(code: &mut Code, atoms: &crate::atom::Atoms, module: Atom, function: Atom, arity: u32) -> u32 {
    let native = code.native(atoms, module, function, arity);
    code.export(module, function, arity, native)
}

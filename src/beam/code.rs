//! The code chunk: instructions and their operands.
//!
//! OTP: `beamcodereader_read_next` in `erts/emulator/beam/beam_file.c`,
//! `beam_disasm.erl`.
//!
//! Invariants of a [`Code`] made by [`crate::Module::parse`]: every opcode is in
//! the table and has that many operands, each of a kind that its role allows;
//! indices of atoms, literals, imports, funs, lines and labels are good, those of
//! types if the table's version is known, and so are stretches of the string
//! table; calls give a function as many arguments as it takes; lists are made of
//! what their instruction takes (`check.rs`) and do not hold lists; every label is
//! defined once at most, and every one that an operand or a table names is
//! defined, at the entry of a function where a table or a call takes it for one;
//! each function has its `func_info` and an entry label right after it. Whether an
//! opcode can still be run is for the VM to say.

use num_bigint::BigInt;

use crate::check;
use crate::cursor::{CompactTag, CompactValue, Cursor};
use crate::error::LoadError;
use crate::opcode::{OpcodeInfo, Role, op, opcode};
use crate::tables::{Entry, FunDecl, Import, MAX_ARITY};

/// The most registers of a kind (OTP's `MAX_REG`).
pub const MAX_REGISTERS: u32 = 1024;

/// The one instruction set that there has ever been.
const INSTRUCTION_SET: u32 = 0;

/// A register that a term can be in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reg {
    /// Argument and scratch register.
    X(u16),
    /// Slot of the stack frame.
    Y(u16),
}

/// Operands that belong to a list operand; see [`Code::list`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListRef {
    first: u32,
    len: u32,
}

impl ListRef {
    /// How many operands the list has.
    pub fn len(self) -> usize {
        self.len as usize
    }

    /// Whether it has none.
    pub fn is_empty(self) -> bool {
        self.len == 0
    }
}

/// An operand of an instruction.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// A plain number: a count, a size, an index (tag `u`).
    U(u64),
    /// An integer as a term (tag `i`).
    I(i64),
    /// An integer outside of the 64 bits of `I` or `U`.
    Big(BigInt),
    /// The empty list.
    Nil,
    /// An atom by its index, from 1 on.
    Atom(u32),
    /// An X register.
    X(u16),
    /// A Y register.
    Y(u16),
    /// A float register.
    Fr(u16),
    /// A code label; 0 is none.
    Label(u32),
    /// A character (tag `h`), which no compiler writes any more.
    Char(u32),
    /// A literal by its index, from 0 on.
    Literal(u32),
    /// A register with what the compiler knows of its contents.
    Typed {
        /// The register.
        reg: Reg,
        /// Index into the type table; good only if that table's version is known.
        typ: u32,
    },
    /// How much heap is needed, by kind.
    Alloc {
        /// Words.
        words: u32,
        /// Boxed floats.
        floats: u32,
        /// Funs.
        funs: u32,
    },
    /// A list of operands.
    List(ListRef),
    /// A float written into the code, as compilers before R12 did.
    Float(f64),
}

/// An instruction; its operands are with the [`Code`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Instruction {
    /// Its number in the table of opcodes.
    pub op: u8,
    /// Where it begins in the file.
    pub offset: u32,
    first: u32,
    len: u16,
}

/// A function and the instructions that are its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Function {
    /// Atom index of its name.
    pub name: u32,
    /// Number of its arguments.
    pub arity: u32,
    /// The label at which calls enter it.
    pub entry: u32,
    /// Index of its first instruction: the label or line before `func_info`.
    pub start: u32,
    /// Index of its `func_info`.
    pub func_info: u32,
    /// Index of the first instruction that is no more its own.
    pub end: u32,
}

/// The contents of the code chunk.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Code {
    /// The instruction set; always 0.
    pub instruction_set: u32,
    /// The highest opcode that may occur.
    pub opcode_max: u32,
    /// One more than the highest label.
    pub label_count: u32,
    /// How many functions there are.
    pub function_count: u32,
    /// The instructions in order.
    pub instructions: Vec<Instruction>,
    /// The functions in order. They cover all instructions but the last, which is
    /// `int_code_end`.
    pub functions: Vec<Function>,
    operands: Vec<Operand>,
}

impl Code {
    /// The instructions of one of the functions.
    pub fn body(&self, function: &Function) -> &[Instruction] {
        self.instructions.get(function.start as usize..function.end as usize).unwrap_or_default()
    }

    /// The operands of one of the instructions.
    pub fn operands(&self, instruction: &Instruction) -> &[Operand] {
        self.stretch(instruction.first, u32::from(instruction.len))
    }

    /// The elements of a list operand.
    pub fn list(&self, list: ListRef) -> &[Operand] {
        self.stretch(list.first, list.len)
    }

    fn stretch(&self, first: u32, len: u32) -> &[Operand] {
        let first = first as usize;
        self.operands.get(first..first + len as usize).unwrap_or_default()
    }
}

/// What operands are checked against.
pub(crate) struct Limits<'a> {
    pub atoms: &'a [String],
    pub literals: usize,
    /// `None` if the types are of an unknown version.
    pub types: Option<usize>,
    pub imports: &'a [Import],
    pub lambdas: &'a [FunDecl],
    /// `None` if the file has no line table that can be read.
    pub lines: Option<usize>,
    pub strings: &'a [u8],
    /// Where exports, local functions and funs begin.
    pub entries: Vec<Entry>,
}

/// Reads the code chunk.
pub(crate) fn read(mut cursor: Cursor<'_>, limits: &Limits<'_>) -> Result<Code, LoadError> {
    let header = cursor.count(1, "the size of the header")?;
    let body_at = cursor.offset() + header;
    let instruction_set = cursor.u32("the instruction set")?;
    if instruction_set != INSTRUCTION_SET {
        return Err(cursor.error_at(body_at - header, format!("instruction set {instruction_set} is unknown")));
    }
    let code = Code {
        instruction_set,
        opcode_max: cursor.u32("the highest opcode")?,
        label_count: cursor.u32("the number of labels")?,
        function_count: cursor.u32("the number of functions")?,
        ..Code::default()
    };
    let Some(skip) = body_at.checked_sub(cursor.offset()) else {
        return Err(cursor.error(format!("a header of {header} bytes is too small")));
    };
    cursor.take(skip, "the rest of the header")?;
    let entries = limits.entries.clone();
    let mut decoder =
        Decoder { cursor, limits, code, args: Vec::new(), defined: Vec::new(), used: Vec::new(), entries };
    decoder.instructions()?;
    decoder.labels()?;
    decoder.entries()?;
    Ok(decoder.code)
}

struct Decoder<'a, 'l> {
    cursor: Cursor<'a>,
    limits: &'l Limits<'l>,
    code: Code,
    args: Vec<Operand>,
    /// Labels defined and labels named, each with its place.
    defined: Vec<(u32, usize)>,
    used: Vec<(u32, usize)>,
    /// What tables and calls take for the beginning of a function.
    entries: Vec<Entry>,
}

impl Decoder<'_, '_> {
    fn instructions(&mut self) -> Result<(), LoadError> {
        // The first label or line of a run of them, which may head a function.
        let mut heading = 0;
        loop {
            let index = self.code.instructions.len() as u32;
            match self.instruction()? {
                op::LABEL | op::LINE => {}
                op::FUNC_INFO => {
                    self.function(heading, index)?;
                    heading = index + 2;
                }
                op::INT_CODE_END => {
                    self.end_function(index);
                    break;
                }
                _ if self.code.functions.is_empty() => {
                    return Err(self.cursor.error("an instruction stands before the first func_info"));
                }
                _ => heading = index + 1,
            }
        }
        self.cursor.finish()?;
        let (said, found) = (self.code.function_count, self.code.functions.len());
        if found != said as usize {
            return Err(self.cursor.error(format!("the header says {said} functions, the code has {found}")));
        }
        Ok(())
    }

    /// Ends the function before, and begins the one whose `func_info` was read.
    fn function(&mut self, start: u32, func_info: u32) -> Result<(), LoadError> {
        self.end_function(start);
        let at = self.cursor.offset();
        let (name, arity) = match self.code.instructions.last().map(|last| self.code.operands(last)) {
            Some(&[Operand::Atom(_), Operand::Atom(name), Operand::U(arity)]) if arity <= u64::from(MAX_ARITY) => {
                (name, arity as u32)
            }
            _ => return Err(self.cursor.error_at(at, "func_info does not name a function")),
        };
        if self.instruction()? != op::LABEL {
            return Err(self.cursor.error_at(at, "no label follows func_info"));
        }
        let entry = self.defined.last().map_or(0, |(label, _)| *label);
        self.code.functions.push(Function { name, arity, entry, start, func_info, end: start });
        Ok(())
    }

    fn end_function(&mut self, end: u32) {
        if let Some(last) = self.code.functions.last_mut() {
            last.end = end;
        }
    }

    fn instruction(&mut self) -> Result<u8, LoadError> {
        let at = self.cursor.offset();
        let number = self.cursor.u8("an opcode (the code does not end in int_code_end)")?;
        let Some(info) = opcode(number) else {
            return Err(self.cursor.error_at(at, format!("there is no opcode {number}")));
        };
        self.args.clear();
        for role in info.roles {
            let place = self.cursor.offset();
            let operand = self.operand(info, true)?;
            self.check(info, *role, &operand, place)?;
            self.args.push(operand);
        }
        check::instruction(info, &self.args, &self.code, self.limits).map_err(|what| self.cursor.error_at(at, what))?;
        if let (op::CALL | op::CALL_LAST | op::CALL_ONLY, [Operand::U(arity), Operand::Label(label), ..]) =
            (number, &self.args[..])
        {
            let arity = u32::try_from(*arity).unwrap_or(u32::MAX);
            self.entries.push(Entry { label: *label, arity, at });
        }
        let (Ok(offset), Ok(first)) = (u32::try_from(at), u32::try_from(self.code.operands.len())) else {
            return Err(self.cursor.error_at(at, "the code is larger than 4 GiB"));
        };
        self.code.instructions.push(Instruction { op: number, offset, first, len: u16::from(info.arity) });
        self.code.operands.append(&mut self.args);
        Ok(number)
    }

    fn operand(&mut self, info: &OpcodeInfo, lists: bool) -> Result<Operand, LoadError> {
        let at = self.cursor.offset();
        let what = || format!("an operand of {}", info.name);
        let (tag, value) = self.cursor.compact(&what())?;
        match tag {
            CompactTag::U => Ok(value.unsigned().map_or_else(|| Operand::Big(value.big(false)), Operand::U)),
            CompactTag::I => Ok(value.signed().map_or_else(|| Operand::Big(value.big(true)), Operand::I)),
            CompactTag::A => self.atom(at, value),
            CompactTag::X => Ok(Operand::X(self.register(at, value)?)),
            CompactTag::Y => Ok(Operand::Y(self.register(at, value)?)),
            CompactTag::F => self.label(at, value),
            CompactTag::H => Ok(Operand::Char(self.cursor.narrow(at, value, "a character")?)),
            CompactTag::Z => match value.unsigned() {
                Some(0) => Ok(Operand::Float(f64::from_bits(self.cursor.u64("a float")?))),
                Some(1) if lists => self.list(info),
                Some(1) => Err(self.cursor.error_at(at, format!("a list within a list in {}", what()))),
                Some(2) => {
                    let (_, number) = self.cursor.compact("a float register")?;
                    Ok(Operand::Fr(self.register(at, number)?))
                }
                Some(3) => self.allocation(),
                Some(4) => self.literal(),
                Some(5) => self.typed(),
                _ => Err(self.cursor.error_at(at, format!("unknown kind of operand in {}", info.name))),
            },
        }
    }

    /// Fails unless `index` is below `limit`.
    fn within(&self, at: usize, what: &str, index: u64, limit: usize) -> Result<u32, LoadError> {
        u32::try_from(index)
            .ok()
            .filter(|narrow| (*narrow as usize) < limit)
            .ok_or_else(|| self.cursor.error_at(at, format!("{what} {index} is out of range, there are {limit}")))
    }

    fn atom(&self, at: usize, value: CompactValue<'_>) -> Result<Operand, LoadError> {
        match self.cursor.narrow(at, value, "an atom index")? {
            0 => Ok(Operand::Nil),
            index => {
                self.within(at, "atom", u64::from(index) - 1, self.limits.atoms.len())?;
                Ok(Operand::Atom(index))
            }
        }
    }

    fn register(&self, at: usize, value: CompactValue<'_>) -> Result<u16, LoadError> {
        let number = self.cursor.narrow(at, value, "a register number")?;
        u16::try_from(number)
            .ok()
            .filter(|_| number < MAX_REGISTERS)
            .ok_or_else(|| self.cursor.error_at(at, format!("register {number}, where {MAX_REGISTERS} is the limit")))
    }

    fn label(&mut self, at: usize, value: CompactValue<'_>) -> Result<Operand, LoadError> {
        let label = self.cursor.narrow(at, value, "a label")?;
        if label != 0 {
            self.used.push((label, at));
        }
        Ok(Operand::Label(label))
    }

    fn literal(&mut self) -> Result<Operand, LoadError> {
        let at = self.cursor.offset();
        let index = self.cursor.compact_u32("a literal index")?;
        self.within(at, "literal", u64::from(index), self.limits.literals).map(Operand::Literal)
    }

    fn typed(&mut self) -> Result<Operand, LoadError> {
        let at = self.cursor.offset();
        let reg = match self.cursor.compact("a typed register")? {
            (CompactTag::X, value) => Reg::X(self.register(at, value)?),
            (CompactTag::Y, value) => Reg::Y(self.register(at, value)?),
            (tag, _) => {
                return Err(self.cursor.error_at(at, format!("a typed register has the tag {tag:?}")));
            }
        };
        let at = self.cursor.offset();
        let typ = self.cursor.compact_u32("a type index")?;
        if let Some(types) = self.limits.types {
            self.within(at, "type", u64::from(typ), types)?;
        }
        Ok(Operand::Typed { reg, typ })
    }

    fn allocation(&mut self) -> Result<Operand, LoadError> {
        let (mut words, mut floats, mut funs) = (0, 0, 0);
        let at = self.cursor.offset();
        let kinds = self.cursor.compact_u32("the size of an allocation list")?;
        for _ in 0..self.within(at, "size of an allocation list", u64::from(kinds), 4)? {
            let at = self.cursor.offset();
            let kind = self.cursor.compact_u32("a kind of allocation")?;
            let number = self.cursor.compact_u32("an allocation")?;
            match kind {
                0 => words = number,
                1 => floats = number,
                2 => funs = number,
                _ => {
                    return Err(self.cursor.error_at(at, format!("unknown kind {kind} of allocation")));
                }
            }
        }
        Ok(Operand::Alloc { words, floats, funs })
    }

    fn list(&mut self, info: &OpcodeInfo) -> Result<Operand, LoadError> {
        let at = self.cursor.offset();
        let len = self.cursor.compact_u32("the length of a list")?;
        if len as usize > self.cursor.rest().len() {
            return Err(self.cursor.error_at(at, format!("a list of {len} goes beyond the chunk")));
        }
        let first = u32::try_from(self.code.operands.len())
            .map_err(|_| self.cursor.error_at(at, "the code has too many operands"))?;
        for _ in 0..len {
            let element = self.operand(info, false)?;
            self.code.operands.push(element);
        }
        Ok(Operand::List(ListRef { first, len }))
    }

    /// Checks an operand against its role.
    fn check(&mut self, info: &OpcodeInfo, role: Role, operand: &Operand, at: usize) -> Result<(), LoadError> {
        check::operand(info, role, operand).map_err(|what| self.cursor.error_at(at, what))?;
        let &Operand::U(index) = operand else { return Ok(()) };
        let limit = match role {
            Role::Import | Role::Bif => self.limits.imports.len(),
            Role::Callee | Role::Lambda => self.limits.lambdas.len(),
            Role::Line => self.limits.lines.unwrap_or(usize::MAX),
            Role::Lbl => self.code.label_count as usize,
            _ => return Ok(()),
        };
        let index = self.within(at, &format!("the {role:?} of {}", info.name), index, limit)?;
        if role == Role::Lbl {
            self.defined.push((index, at));
        }
        Ok(())
    }

    fn labels(&mut self) -> Result<(), LoadError> {
        self.defined.sort_unstable();
        for pair in self.defined.windows(2) {
            if let [(first, _), (second, at)] = pair
                && first == second
            {
                return Err(self.cursor.error_at(*at, format!("label {second} is defined twice")));
            }
        }
        for (label, at) in &self.used {
            if self.defined.binary_search_by_key(label, |(defined, _)| *defined).is_err() {
                return Err(self.cursor.error_at(*at, format!("label {label} is named but not defined")));
            }
        }
        Ok(())
    }

    /// Checks that functions begin where tables and calls say, with as many arguments.
    fn entries(&self) -> Result<(), LoadError> {
        let mut functions: Vec<(u32, u32)> = self.code.functions.iter().map(|f| (f.entry, f.arity)).collect();
        functions.sort_unstable();
        for &Entry { label, arity, at } in &self.entries {
            if functions.binary_search(&(label, arity)).is_err() {
                return Err(self
                    .cursor
                    .error_at(at, format!("no function of {arity} arguments begins at label {label}")));
            }
        }
        Ok(())
    }
}

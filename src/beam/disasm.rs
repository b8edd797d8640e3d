//! A module's code for reading: functions, their instructions, operands as text.
//!
//! Operands are written as `erlc -S` writes them (`{x,0}`, `{f,7}`,
//! `{integer,5}`) or short (`x0`, `L7`, `5`), see [`Style`], with indices resolved:
//! imports as `module:function/arity`, functions of the module as `name/arity`,
//! source lines, strings and literals by what they are. Text from the file is
//! escaped; see [`crate::etf_write`].

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Display, Formatter};

use serde::Serialize;

use crate::code::{Function, Instruction, Operand, Reg};
use crate::etf_write::{self, AtomText, BinaryText, FloatText, IntegerText};
use crate::module::Module;
use crate::opcode::{Role, op, opcode};
use crate::types::TypeInfo;

/// How much of a literal is written at an instruction; the whole of it is in
/// [`Disassembly::literals`].
pub const MAX_LITERAL_CHARACTERS: usize = 200;

/// How operands are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// As `erlc -S` writes them: `{x,0}`, `{f,7}`, `{integer,5}`, `{atom,ok}`.
    Assembly,
    /// For narrow places: `x0`, `L7`, `5`, `ok`, without the compiler's types; `-`
    /// where there is no label to jump to.
    Short,
}

/// The code of a module as text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Disassembly {
    /// The module's name.
    pub module: String,
    /// Its functions in order.
    pub functions: Vec<FunctionText>,
    /// Its literals in order, in full.
    pub literals: Vec<String>,
}

/// A function.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FunctionText {
    /// Its name; not quoted.
    pub name: String,
    /// Number of its arguments.
    pub arity: u32,
    /// The label at which calls enter it.
    pub entry: u32,
    /// Whether other modules may call it.
    pub exported: bool,
    /// Its instructions, from the label before `func_info` on.
    pub instructions: Vec<InstructionText>,
}

/// An instruction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InstructionText {
    /// Where it begins in the file.
    pub offset: u32,
    /// Its name.
    pub op: &'static str,
    /// Its operands.
    pub args: Vec<String>,
}

/// The commands of `bs_match` and how many operands each takes, its name included.
const COMMANDS: [(&str, usize); 7] = [
    ("=:=", 4),
    ("binary", 6),
    ("ensure_at_least", 3),
    ("ensure_exactly", 2),
    ("get_tail", 4),
    ("integer", 6),
    ("skip", 2),
];

/// Writes out the code of a module.
pub fn disassemble(module: &Module, style: Style) -> Disassembly {
    let literals: Vec<String> = module.literals.iter().map(ToString::to_string).collect();
    let writer = Writer::new(module, &literals, style);
    let functions = module.code.functions.iter().map(|function| writer.function(function)).collect();
    Disassembly { module: module.name.clone(), functions, literals }
}

struct Writer<'a> {
    module: &'a Module,
    style: Style,
    /// The literals, cut to a bearable length.
    literals: Vec<String>,
    /// Functions by the labels of their entries.
    entries: BTreeMap<u32, &'a Function>,
    exported: BTreeSet<u32>,
}

impl<'a> Writer<'a> {
    fn new(module: &'a Module, literals: &[String], style: Style) -> Writer<'a> {
        Writer {
            module,
            style,
            literals: literals.iter().map(|text| cut(text)).collect(),
            entries: module.code.functions.iter().map(|function| (function.entry, function)).collect(),
            exported: module.exports.iter().map(|export| export.label).collect(),
        }
    }

    fn function(&self, function: &Function) -> FunctionText {
        let code = &self.module.code;
        FunctionText {
            name: self.module.atom(function.name).unwrap_or_default().to_owned(),
            arity: function.arity,
            entry: function.entry,
            exported: self.exported.contains(&function.entry),
            instructions: code.body(function).iter().filter_map(|it| self.instruction(it)).collect(),
        }
    }

    fn instruction(&self, instruction: &Instruction) -> Option<InstructionText> {
        let info = opcode(instruction.op)?;
        let operands = self.module.code.operands(instruction);
        let mut length = None;
        let mut args = Vec::with_capacity(operands.len());
        for (role, operand) in info.roles.iter().zip(operands) {
            let text = match (role, operand) {
                (Role::Import | Role::Bif, Operand::U(index)) => self.import(*index),
                (Role::Function, Operand::Label(label)) => self.local(*label),
                (Role::Lambda | Role::Callee, Operand::U(index)) => self.lambda(*index),
                (Role::Line, Operand::U(index)) => self.line(*index),
                (Role::Offset, Operand::U(offset)) => self.string(*offset, length.unwrap_or(0)),
                (_, Operand::List(list)) => self.list(info.number, self.module.code.list(*list)),
                _ => self.operand(operand),
            };
            match (role, operand) {
                (Role::Length, Operand::U(value)) => length = Some(*value),
                (Role::Bits, Operand::U(value)) => length = Some(value.div_ceil(8)),
                _ => {}
            }
            args.push(text);
        }
        Some(InstructionText { offset: instruction.offset, op: info.name, args })
    }

    fn atom(&self, index: u32) -> AtomText<'a> {
        AtomText(self.module.atom(index).unwrap_or_default())
    }

    fn import(&self, index: u64) -> String {
        match usize::try_from(index).ok().and_then(|index| self.module.imports.get(index)) {
            Some(it) => format!("{}:{}/{}", self.atom(it.module), self.atom(it.function), it.arity),
            None => index.to_string(),
        }
    }

    fn local(&self, label: u32) -> String {
        match self.entries.get(&label) {
            Some(function) => format!("{}/{}", self.atom(function.name), function.arity),
            None => self.operand(&Operand::Label(label)),
        }
    }

    /// A value with what kind it is, where the style says that.
    fn tagged(&self, tag: &str, value: impl Display) -> String {
        match self.style {
            Style::Assembly => format!("{{{tag},{value}}}"),
            Style::Short => value.to_string(),
        }
    }

    fn register(&self, letters: &str, number: impl Display) -> String {
        match self.style {
            Style::Assembly => format!("{{{letters},{number}}}"),
            Style::Short => format!("{letters}{number}"),
        }
    }

    fn lambda(&self, index: u64) -> String {
        match usize::try_from(index).ok().and_then(|index| self.module.funs.get(index)) {
            Some(it) if self.style == Style::Short => format!("fun {}/{}", self.atom(it.function), it.arity),
            Some(it) => format!("{{fun,{index},{}/{}}}", self.atom(it.function), it.arity),
            None => index.to_string(),
        }
    }

    fn line(&self, index: u64) -> String {
        let lines = &self.module.lines;
        let entry = usize::try_from(index).ok().and_then(|index| lines.lines.get(index));
        match entry.and_then(|(file, line)| Some((lines.files.get(*file as usize)?, *line))) {
            Some((file, line)) if index > 0 => format!("{{location,\"{}\",{line}}}", Escaped(file)),
            _ => index.to_string(),
        }
    }

    fn string(&self, offset: u64, length: u64) -> String {
        let range = usize::try_from(offset).ok().zip(usize::try_from(length).ok());
        let bytes = range.and_then(|(from, len)| self.module.strings.get(from..from.checked_add(len)?));
        match bytes {
            Some(bytes) => self.tagged("string", cut(&BinaryText(bytes, 8).to_string())),
            None => offset.to_string(),
        }
    }

    /// A list, its elements in the groups that belong together.
    fn list(&self, number: u8, list: &[Operand]) -> String {
        let mut groups = Vec::new();
        let mut rest = list;
        while let Some((head, size)) = rest.first().map(|head| (head, self.group_size(number, head))) {
            let (group, after) = rest.split_at(size.clamp(1, rest.len()));
            let parts: Vec<_> = match group {
                [what @ .., Operand::U(offset), Operand::I(length)] if self.is_string(number, head) => {
                    let string = self.string(*offset, length.unsigned_abs());
                    what.iter().map(|part| self.operand(part)).chain([string]).collect()
                }
                _ => group.iter().map(|part| self.operand(part)).collect(),
            };
            groups.push(if size > 1 { format!("{{{}}}", parts.join(",")) } else { parts.join(",") });
            rest = after;
        }
        format!("[{}]", groups.join(","))
    }

    /// Whether a group of `bs_create_bin` is a stretch of the string table.
    fn is_string(&self, number: u8, head: &Operand) -> bool {
        let name = if let Operand::Atom(index) = head { self.module.atom(*index) } else { None };
        number == op::BS_CREATE_BIN && name == Some("string")
    }

    /// How many elements of a list belong together, the first being `head`.
    fn group_size(&self, number: u8, head: &Operand) -> usize {
        match number {
            op::BS_CREATE_BIN => 6,
            op::BS_MATCH => {
                let Operand::Atom(command) = head else { return 1 };
                let command = self.module.atom(*command).unwrap_or_default();
                COMMANDS.iter().find(|(name, _)| *name == command).map_or(1, |(_, size)| *size)
            }
            op::SELECT_VAL
            | op::SELECT_TUPLE_ARITY
            | op::PUT_MAP_ASSOC
            | op::PUT_MAP_EXACT
            | op::GET_MAP_ELEMENTS
            | op::UPDATE_RECORD
            | op::GET_RECORD_ELEMENTS
            | op::PUT_RECORD => 2,
            _ => 1,
        }
    }

    fn operand(&self, operand: &Operand) -> String {
        match operand {
            Operand::U(value) => value.to_string(),
            Operand::I(value) => self.tagged("integer", value),
            Operand::Big(value) => self.tagged("integer", IntegerText(value)),
            Operand::Nil if self.style == Style::Short => "[]".to_owned(),
            Operand::Nil => "nil".to_owned(),
            Operand::Atom(index) => self.tagged("atom", self.atom(*index)),
            Operand::X(number) => self.register("x", number),
            Operand::Y(number) => self.register("y", number),
            Operand::Fr(number) => self.register("fr", number),
            Operand::Label(0) if self.style == Style::Short => "-".to_owned(),
            Operand::Label(label) if self.style == Style::Short => format!("L{label}"),
            Operand::Label(label) => format!("{{f,{label}}}"),
            Operand::Char(code) => self.tagged("h", code),
            Operand::Literal(index) => {
                self.tagged("literal", self.literals.get(*index as usize).map_or("", String::as_str))
            }
            Operand::Typed { reg, typ } => {
                let register = match reg {
                    Reg::X(number) => self.register("x", number),
                    Reg::Y(number) => self.register("y", number),
                };
                match self.module.types.entries.get(*typ as usize) {
                    _ if self.style == Style::Short => register,
                    Some(info) => format!("{{tr,{register},{info}}}"),
                    None => format!("{{tr,{register},{typ}}}"),
                }
            }
            Operand::Alloc { words, floats, funs } => {
                format!("{{alloc,[{{words,{words}}},{{floats,{floats}}},{{funs,{funs}}}]}}")
            }
            // Lists are written by `list`, and do not hold lists.
            Operand::List(list) => format!("{{list,{}}}", list.len()),
            Operand::Float(value) => self.tagged("float", FloatText(*value)),
        }
    }
}

/// The beginning of a text, with dots if that is not all.
fn cut(text: &str) -> String {
    match text.char_indices().nth(MAX_LITERAL_CHARACTERS) {
        Some((end, _)) => format!("{}...", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Text between double quotes.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| etf_write::write_character(f, c, '"'))
    }
}

/// Names of the primary types by their bits.
const TYPES: [(u16, &str); 13] = [
    (TypeInfo::ATOM, "atom"),
    (TypeInfo::BITSTRING, "bitstring"),
    (TypeInfo::CONS, "cons"),
    (TypeInfo::FLOAT, "float"),
    (TypeInfo::FUN, "fun"),
    (TypeInfo::INTEGER, "integer"),
    (TypeInfo::MAP, "map"),
    (TypeInfo::NIL, "nil"),
    (TypeInfo::PID, "pid"),
    (TypeInfo::PORT, "port"),
    (TypeInfo::REFERENCE, "reference"),
    (TypeInfo::TUPLE, "tuple"),
    (TypeInfo::RECORD, "record"),
];

impl Display for TypeInfo {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        // A type may name none of the records that older releases did not have.
        let everything = TYPES.iter().take(12).fold(0, |all, (bit, _)| all | bit);
        if self.bits & everything == everything {
            f.write_str("any")?;
        } else {
            let names = TYPES.iter().filter(|(bit, _)| self.bits & bit != 0);
            for (index, (_, name)) in names.enumerate() {
                let bar = if index > 0 { "|" } else { "" };
                write!(f, "{bar}{name}")?;
            }
        }
        match (self.min, self.max) {
            (None, None) => {}
            (Some(min), None) => write!(f, "({min}..)")?,
            (None, Some(max)) => write!(f, "(..{max})")?,
            (Some(min), Some(max)) => write!(f, "({min}..{max})")?,
        }
        match self.unit {
            Some(unit) if unit > 1 => write!(f, "(unit {unit})"),
            _ => Ok(()),
        }
    }
}

impl Display for Disassembly {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "module {}", AtomText(&self.module))?;
        self.functions.iter().try_for_each(|function| write!(f, "\n{function}"))
    }
}

impl Display for FunctionText {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let exported = if self.exported { ", exported" } else { "" };
        writeln!(f, "{}/{}, entry {{f,{}}}{exported}", AtomText(&self.name), self.arity, self.entry)?;
        self.instructions.iter().try_for_each(|instruction| writeln!(f, "{instruction}"))
    }
}

impl Display for InstructionText {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let indent = if self.op == "label" { "" } else { "  " };
        write!(f, "{:>7}  {indent}{}", self.offset, self.op)?;
        for (index, arg) in self.args.iter().enumerate() {
            write!(f, "{}{arg}", if index > 0 { ", " } else { " " })?;
        }
        Ok(())
    }
}

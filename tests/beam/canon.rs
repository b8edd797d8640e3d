//! Instructions in the canonical text form that `tests/erl/disasm_dump.erl`
//! makes of the output of `beam_disasm`.

#![allow(clippy::unwrap_used)]

use std::collections::HashMap;
use std::fmt::Write;

use enigma_beam::{EtfTerm, Function, Instruction, Module, Node, NodeId, NodeRange, Operand, Reg, Role, op, opcode};

/// Writes a module's functions the way the script does.
pub struct Canon<'a> {
    module: &'a Module,
    release: u32,
    entries: HashMap<u32, &'a Function>,
}

impl<'a> Canon<'a> {
    pub fn new(module: &'a Module, release: u32) -> Canon<'a> {
        let entries = module.code.functions.iter().map(|function| (function.entry, function)).collect();
        Canon { module, release, entries }
    }

    pub fn head(&self, function: &Function) -> String {
        format!("function {}/{} {}", self.atom(function.name), function.arity, function.entry)
    }

    /// The function's instructions, the ones before `func_info` sorted.
    pub fn lines(&self, function: &Function) -> Vec<String> {
        let body = self.module.code.body(function);
        let mut lines: Vec<_> = body.iter().map(|instruction| self.line(instruction)).collect();
        lines[..(function.func_info - function.start) as usize].sort();
        lines
    }

    fn line(&self, instruction: &Instruction) -> String {
        let info = opcode(instruction.op).unwrap();
        let operands = self.module.code.operands(instruction);
        let mut line = info.name.to_owned();
        for (index, role) in info.roles.iter().enumerate() {
            // beam_disasm leaves this one out.
            if info.number == op::PUT_RECORD && *role == Role::Live {
                continue;
            }
            line.push(' ');
            line.push_str(&self.argument(info.number, *role, index, operands));
        }
        line
    }

    fn argument(&self, number: u8, role: Role, index: usize, operands: &[Operand]) -> String {
        match (role, &operands[index]) {
            (Role::Import, Operand::U(import)) => {
                let import = &self.module.imports[*import as usize];
                format!("{}:{}/{}", self.atom(import.module), self.atom(import.function), import.arity)
            }
            (Role::Bif, Operand::U(import)) => {
                format!("bif:{}", self.atom(self.module.imports[*import as usize].function))
            }
            (Role::Function, Operand::Label(label)) => {
                let function = self.entries[label];
                format!("{}:{}/{}", escape(&self.module.name), self.atom(function.name), function.arity)
            }
            (Role::Callee, Operand::U(lambda)) if self.release >= 27 => {
                format!("f{}", self.module.funs[*lambda as usize].label)
            }
            (Role::Lambda, Operand::U(lambda)) => {
                let fun = &self.module.funs[*lambda as usize];
                let name = format!("{}:{}/{}", escape(&self.module.name), self.atom(fun.function), fun.arity);
                format!("{name} {lambda} {}", fun.old_uniq)
            }
            (Role::Line, Operand::U(line)) if number == op::LINE && self.release >= 29 && *line > 0 => {
                let (file, line) = self.module.lines.lines[*line as usize];
                format!("loc:{}:{line}", escape(&self.module.lines.files[file as usize]))
            }
            (Role::Atom, Operand::Atom(atom)) if number == op::FUNC_INFO => format!("a:{}", self.atom(*atom)),
            (Role::Offset, Operand::U(offset)) => {
                let length = match (number, &operands[index - 1]) {
                    (op::BS_MATCH_STRING, Operand::U(bits)) => bits.div_ceil(8),
                    _ => panic!("a string of unknown length in opcode {number}"),
                };
                self.string(*offset, length)
            }
            (_, Operand::List(list)) => {
                let list = self.module.code.list(*list);
                let parts: Vec<_> = (0..list.len()).map(|at| self.element(number, at, list)).collect();
                format!("[{}]", parts.join(" "))
            }
            (_, operand) => self.operand(operand),
        }
    }

    fn element(&self, number: u8, at: usize, list: &[Operand]) -> String {
        let head = &list[at - at % 6];
        let string = matches!(head, Operand::Atom(atom) if self.module.atom(*atom) == Some("string"));
        match &list[at] {
            Operand::U(offset) if number == op::BS_CREATE_BIN && string && at % 6 == 4 => match list[at + 1] {
                Operand::I(length) => self.string(*offset, length as u64),
                _ => panic!("a string of unknown length"),
            },
            operand => self.operand(operand),
        }
    }

    fn string(&self, offset: u64, length: u64) -> String {
        format!("s:{}", hex(&self.module.strings[offset as usize..(offset + length) as usize]))
    }

    fn operand(&self, operand: &Operand) -> String {
        match operand {
            Operand::U(value) => value.to_string(),
            Operand::I(value) => format!("i:{value}"),
            Operand::Big(value) => format!("i:{value}"),
            Operand::Nil => "nil".to_owned(),
            Operand::Atom(atom) => format!("a:{}", self.atom(*atom)),
            Operand::X(number) => format!("x{number}"),
            Operand::Y(number) => format!("y{number}"),
            Operand::Fr(number) => format!("fr{number}"),
            Operand::Label(label) => format!("f{label}"),
            Operand::Literal(index) => {
                let literal = &self.module.literals[*index as usize];
                let mut text = "l:".to_owned();
                write_term(&mut text, literal, literal.root);
                text
            }
            Operand::Typed { reg: Reg::X(number), .. } => format!("t:x{number}"),
            Operand::Typed { reg: Reg::Y(number), .. } => format!("t:y{number}"),
            Operand::Alloc { words, floats, funs } => format!("alloc:{words}/{floats}/{funs}"),
            Operand::Float(value) => format!("l:f{}", hex(&value.to_be_bytes())),
            Operand::Char(_) | Operand::List(_) => panic!("{operand:?} is nothing that a compiler writes here"),
        }
    }

    fn atom(&self, index: u32) -> String {
        escape(self.module.atom(index).unwrap())
    }
}

fn write_term(text: &mut String, term: &EtfTerm, id: NodeId) {
    match term.get(id).unwrap() {
        Node::Int(value) => write!(text, "{value}").unwrap(),
        Node::Big(value) => write!(text, "{value}").unwrap(),
        Node::Float(value) => write!(text, "f{}", hex(&value.to_be_bytes())).unwrap(),
        Node::Atom(name) => write!(text, "'{}'", escape(name)).unwrap(),
        Node::Nil => text.push_str("[]"),
        Node::String(bytes) => {
            let parts: Vec<_> = bytes.iter().map(u8::to_string).collect();
            write!(text, "[{}]", parts.join(",")).unwrap();
        }
        Node::List { elements, tail } => {
            text.push('[');
            write_run(text, term, *elements, ",");
            write_tail(text, term, *tail);
            text.push(']');
        }
        Node::Tuple(range) => {
            text.push('{');
            write_run(text, term, *range, ",");
            text.push('}');
        }
        Node::Map(range) => {
            let ids: Vec<_> = range.iter().collect();
            let mut pairs: Vec<String> = ids.chunks(2).map(|pair| pair_text(term, pair)).collect();
            pairs.sort();
            write!(text, "#{{{}}}", pairs.join(",")).unwrap();
        }
        Node::Binary(bytes) => write!(text, "<<{}:{}>>", hex(bytes), bytes.len() * 8).unwrap(),
        Node::Bits(bytes, bits) => {
            let count = (bytes.len() - 1) * 8 + usize::from(*bits);
            write!(text, "<<{}:{count}>>", hex(bytes)).unwrap();
        }
        Node::Export(export) => {
            write!(text, "fun {}:{}/{}", escape(&export.module), escape(&export.function), export.arity).unwrap();
        }
        other => panic!("{other:?} in a literal"),
    }
}

/// A list's tail as if the list had been one cell after the other.
fn write_tail(text: &mut String, term: &EtfTerm, tail: NodeId) {
    match term.get(tail).unwrap() {
        Node::Nil => {}
        Node::List { elements, tail } => {
            text.push(',');
            write_run(text, term, *elements, ",");
            write_tail(text, term, *tail);
        }
        Node::String(bytes) => bytes.iter().for_each(|byte| write!(text, ",{byte}").unwrap()),
        _ => {
            text.push('|');
            write_term(text, term, tail);
        }
    }
}

fn pair_text(term: &EtfTerm, pair: &[NodeId]) -> String {
    let mut text = String::new();
    write_term(&mut text, term, pair[0]);
    text.push_str("=>");
    write_term(&mut text, term, pair[1]);
    text
}

fn write_run(text: &mut String, term: &EtfTerm, range: NodeRange, separator: &str) {
    for (index, id) in range.iter().enumerate() {
        if index > 0 {
            text.push_str(separator);
        }
        write_term(text, term, id);
    }
}

pub fn escape(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '_' => escaped.push(c),
            _ => write!(escaped, "%{:X};", u32::from(c)).unwrap(),
        }
    }
    escaped
}

pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

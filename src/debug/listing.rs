//! The code of loaded modules as text, made once and kept.

use enigma_beam::disasm::{FunctionText, Style, disassemble};
use enigma_vm::code::{Code, LoadedModule, internal, op_name};

use crate::text::clean;
use crate::view::CodeLine;

/// A module's instructions as text.
pub(crate) struct Listing {
    /// The module's name.
    pub module: String,
    /// The slot of the first line.
    pub first: u32,
    /// One line for each slot.
    pub lines: Vec<CodeLine>,
}

/// The listings of all modules, in the order of loading.
#[derive(Default)]
pub(crate) struct Listings {
    listings: Vec<Listing>,
}

impl Listings {
    /// Lists the modules that have been loaded since the last time.
    pub fn update(&mut self, code: &Code) {
        for module in code.modules.iter().skip(self.listings.len()) {
            self.listings.push(list(code, module));
        }
    }

    /// The listing of a module by its name; the latest where there are several.
    pub fn of(&self, module: &str) -> Option<&Listing> {
        self.listings.iter().rev().find(|listing| listing.module == module)
    }

    /// The listing that a slot stands in.
    pub fn at(&self, slot: u32) -> Option<&Listing> {
        let after = self.listings.partition_point(|listing| listing.first <= slot);
        let listing = self.listings.get(after.checked_sub(1)?)?;
        (((slot - listing.first) as usize) < listing.lines.len()).then_some(listing)
    }

    /// All of them.
    pub fn all(&self) -> &[Listing] {
        &self.listings
    }
}

fn list(code: &Code, module: &LoadedModule) -> Listing {
    let text = disassemble(&module.beam, Style::Short);
    let mut writer = Writer { code, module, slot: module.slots.start, labels: Vec::new(), lines: Vec::new() };
    for function in &text.functions {
        writer.function(&text.module, function);
    }
    while writer.slot < module.slots.end {
        writer.line(None, "", Vec::new());
    }
    Listing { module: module.beam.name.clone(), first: module.slots.start, lines: writer.lines }
}

struct Writer<'a> {
    code: &'a Code,
    module: &'a LoadedModule,
    slot: u32,
    labels: Vec<u32>,
    lines: Vec<CodeLine>,
}

impl Writer<'_> {
    fn function(&mut self, module: &str, function: &FunctionText) {
        use enigma_beam::etf_write::AtomText;
        let head = format!("{}:{}/{}", AtomText(module), AtomText(&function.name), function.arity);
        let mut head = Some(clean(&head));
        for instruction in &function.instructions {
            match instruction.op {
                "label" => self.labels.extend(instruction.args.first().and_then(|arg| arg.parse::<u32>().ok())),
                "line" => {}
                op => {
                    let operands = instruction.args.iter().map(|arg| clean(arg)).collect();
                    self.line(head.take(), op, operands);
                }
            }
        }
    }

    /// Takes the next slot. Where a native stands in for a function, its body is not the file's.
    fn line(&mut self, function: Option<String>, op: &str, operands: Vec<String>) {
        if self.slot >= self.module.slots.end {
            return;
        }
        let loaded = self.code.slots.get(self.slot as usize).map_or(0, |slot| slot.op);
        let as_in_file = loaded != internal::NATIVE_BODY && op_name(loaded) == op;
        self.lines.push(CodeLine {
            slot: self.slot,
            labels: std::mem::take(&mut self.labels),
            function,
            op: op_name(loaded).to_string(),
            operands: if as_in_file { operands } else { Vec::new() },
            line: self.code.location(self.slot).map(|(_, line)| line),
            current: false,
            breakpoint: false,
        });
        self.slot += 1;
    }
}

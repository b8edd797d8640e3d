//! Loading: what `enigma_beam` read from a file becomes slots, operands, exports and literals
//! (OTP's `beam_load.c`, without its transformations).

use std::sync::Arc;

use enigma_beam::{DefaultValue, Instruction, Operand, Reg, Role, op, opcode};
use num_bigint::BigInt;

use crate::atom::{Atom, Atoms};
use crate::code::{
    Arg, Code, Entry, FunCode, FunName, Function, LoadedModule, OldFunName, RecordEntry, Slot, Version, export_of,
    internal,
};
use crate::etf::{self, BuildError, Tables};
use crate::exec;
use crate::heap::Allocate;
use crate::number;
use crate::record::Plan;
use crate::term::Term;

/// Why a module cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file is not what a .beam file is.
    #[error(transparent)]
    Beam(#[from] enigma_beam::LoadError),
    /// An instruction that cannot be run.
    #[error("{module}: instruction {name} (opcode {number}) at offset {offset} of the file is not supported")]
    Unsupported {
        /// The module.
        module: String,
        /// The instruction's name.
        name: &'static str,
        /// Its opcode.
        number: u8,
        /// Where it stands.
        offset: u32,
    },
    /// Code outside a function, or after the last one's end.
    #[error("{module}: the instruction at offset {offset} of the file belongs to no function")]
    OutsideFunction {
        /// The module.
        module: String,
        /// Where it stands.
        offset: u32,
    },
    /// A literal that cannot be placed.
    #[error("{module}: literal {index}: {source}")]
    Literal {
        /// The module.
        module: String,
        /// Its index.
        index: usize,
        /// Why.
        source: BuildError,
    },
    /// The atom table is full.
    #[error("{module}: the atom table is full")]
    Atoms {
        /// The module.
        module: String,
    },
    /// A module of that name has been loaded.
    #[error("{module}: a module of that name has been loaded already")]
    AlreadyLoaded {
        /// The module.
        module: String,
    },
}

/// Loads a module that no call leads to yet; gives its name. On an error nothing of it stays but atoms, literals and
/// names.
pub fn load(
    code: &mut Code,
    atoms: &mut Atoms,
    image: Arc<Vec<u8>>,
    beam: Arc<enigma_beam::Module>,
) -> Result<Atom, LoadError> {
    let mut loader = Loader::new(code, atoms, beam)?;
    loader.literals()?;
    loader.records()?;
    let first_slot = loader.code.slots.len() as u32;
    loader.place()?;
    let result = loader.instructions();
    if result.is_err() {
        loader.code.slots.truncate(first_slot as usize);
        result?;
    }
    Ok(loader.finish(image, first_slot))
}

/// Whether there is no instruction in a module that cannot be run.
pub fn can_run(beam: &enigma_beam::Module) -> bool {
    let stands = |instruction: &Instruction| match instruction.op {
        op::LABEL | op::LINE => true,
        op => exec::handler(op).is_some(),
    };
    beam.code.instructions.iter().all(stands)
}

struct Loader<'a> {
    code: &'a mut Code,
    atom_table: &'a mut Atoms,
    beam: Arc<enigma_beam::Module>,
    module: Atom,
    /// The module's atoms, from index 1 on.
    atoms: Vec<Atom>,
    literals: Vec<Term>,
    imports: Vec<u32>,
    labels: Vec<u32>,
    records: Vec<((Atom, Atom), RecordEntry)>,
    /// The entries of the module's funs in the machine's table.
    funs: Vec<u32>,
    first_function: u32,
}

impl<'a> Loader<'a> {
    fn new(
        code: &'a mut Code,
        atom_table: &'a mut Atoms,
        beam: Arc<enigma_beam::Module>,
    ) -> Result<Loader<'a>, LoadError> {
        let full = || LoadError::Atoms { module: beam.name.clone() };
        let module = atom_table.intern(&beam.name).ok_or_else(full)?;
        let mut atoms = Vec::with_capacity(beam.atoms.len());
        for name in &beam.atoms {
            atoms.push(atom_table.intern(name).ok_or_else(full)?);
        }
        let atom = |i: u32| atoms.get((i as usize).wrapping_sub(1)).copied().unwrap_or(module);
        let imports = beam.imports.iter();
        let imports = imports.map(|i| export_of(code, atom_table, atom(i.module), atom(i.function), i.arity)).collect();
        let labels = vec![0; beam.code.label_count as usize + 1];
        let first_function = code.functions.len() as u32;
        let funs = beam.funs.iter().map(|fun| {
            let (md5, index, free) = (beam.md5, fun.index, fun.num_free);
            let arity = fun.arity.saturating_sub(free);
            code.fun(FunName { module, md5, index, arity, free }, OldFunName { index, uniq: fun.old_uniq })
        });
        let funs = funs.collect();
        let literals = Vec::with_capacity(beam.literals.len());
        let records = Vec::with_capacity(beam.records.len());
        Ok(Loader { code, atom_table, beam, module, atoms, literals, imports, labels, records, funs, first_function })
    }

    fn atom(&self, index: u32) -> Atom {
        self.atoms.get((index as usize).wrapping_sub(1)).copied().unwrap_or(self.module)
    }

    fn name(&self) -> String {
        self.beam.name.clone()
    }

    fn literals(&mut self) -> Result<(), LoadError> {
        let beam = self.beam.clone();
        for (index, term) in beam.literals.iter().enumerate() {
            let mut area = std::mem::take(&mut self.code.literals);
            let built = etf::build(term, &mut area, &[], &mut Tables { atoms: self.atom_table, code: self.code });
            self.code.literals = area;
            let module = self.name();
            self.literals.push(built.map_err(|source| LoadError::Literal { module, index, source })?);
        }
        Ok(())
    }

    /// Places the definitions of the native records (OTP's `erts_record_put`, `beam_load.c`).
    fn records(&mut self) -> Result<(), LoadError> {
        let beam = self.beam.clone();
        for decl in &beam.records {
            let fields = decl.fields.iter().map(|field| Term::atom(self.atom(field.0))).collect();
            let (module, name, is_exported) = (self.module, self.atom(decl.name), decl.is_exported);
            let plan = Plan { module, name, is_exported, fields };
            let defaults = decl.fields.iter().map(|field| self.default(&field.1)).collect::<Result<_, LoadError>>()?;
            let mut area = std::mem::take(&mut self.code.literals);
            let definition = plan.build(&mut area, self.atom_table, self.code);
            self.code.literals = area;
            let definition = definition.map_err(|_| self.no_room())?;
            self.records.push(((module, name), RecordEntry { definition, is_exported, defaults }));
        }
        Ok(())
    }

    fn default(&mut self, value: &DefaultValue) -> Result<Option<Term>, LoadError> {
        Ok(Some(match value {
            DefaultValue::None => return Ok(None),
            DefaultValue::Nil => Term::NIL,
            DefaultValue::Atom(index) => Term::atom(self.atom(*index)),
            DefaultValue::Integer(n) => match n.try_into().ok().and_then(Term::small) {
                Some(small) => small,
                None => self.big(n)?,
            },
            DefaultValue::Literal(index) => self.literals.get(*index as usize).copied().unwrap_or(Term::NIL),
        }))
    }

    /// Gives each instruction its slot and each label the slot that follows it, and finds the functions.
    fn place(&mut self) -> Result<(), LoadError> {
        let beam = self.beam.clone();
        let mut next = self.code.slots.len() as u32;
        let mut functions: Vec<Function> = Vec::new();
        for instruction in &beam.code.instructions {
            let operands = beam.code.operands(instruction);
            match (instruction.op, operands) {
                (op::LABEL, [Operand::U(label), ..]) => self.labels[*label as usize] = next,
                (op::LABEL | op::LINE, _) => {}
                (op::FUNC_INFO, [Operand::Atom(_), Operand::Atom(name), Operand::U(arity)]) => {
                    if let Some(last) = functions.last_mut() {
                        last.slots.end = next;
                    }
                    let (module, name) = (self.module, self.atom(*name));
                    functions.push(Function { module, name, arity: *arity as u32, slots: next..next });
                    next += 1;
                }
                (op::INT_CODE_END, _) if functions.is_empty() => {}
                _ if functions.is_empty() => {
                    return Err(LoadError::OutsideFunction { module: self.name(), offset: instruction.offset });
                }
                _ => next += 1,
            }
        }
        if let Some(last) = functions.last_mut() {
            last.slots.end = next;
        }
        self.code.functions.extend(functions);
        Ok(())
    }

    fn instructions(&mut self) -> Result<(), LoadError> {
        let beam = self.beam.clone();
        let mut line = 0;
        let mut function = None;
        let mut starts = beam.code.functions.iter().map(|function| function.start as usize).peekable();
        for (index, instruction) in beam.code.instructions.iter().enumerate() {
            let operands = beam.code.operands(instruction);
            if starts.next_if_eq(&index).is_some() {
                line = 0;
            }
            match (instruction.op, operands) {
                (op::LABEL, _) => continue,
                (op::LINE, [Operand::U(index), ..]) => {
                    line = *index as u32;
                    continue;
                }
                (op::EXECUTABLE_LINE, [Operand::U(index), ..]) => line = *index as u32,
                (op::FUNC_INFO, _) => function = Some(function.map_or(self.first_function, |f: u32| f + 1)),
                (op::INT_CODE_END, _) if function.is_none() => continue,
                _ => {}
            }
            if exec::handler(instruction.op).is_none() {
                let (number, offset) = (instruction.op, instruction.offset);
                let name = opcode(number).map_or("?", |o| o.name);
                return Err(LoadError::Unsupported { module: self.name(), name, number, offset });
            }
            let (first, count) = self.operands(instruction, operands)?;
            let function = function.unwrap_or(self.first_function);
            self.code.slots.push(Slot { first, line, function, count, op: instruction.op });
        }
        Ok(())
    }

    /// Decodes an instruction's operands; lists lie behind the operands themselves.
    fn operands(&mut self, instruction: &Instruction, operands: &[Operand]) -> Result<(u32, u16), LoadError> {
        let roles = opcode(instruction.op).map_or(&[][..], |o| o.roles);
        let first = self.code.args.len();
        self.code.args.resize(first + operands.len(), Arg::Uint(0));
        for (i, operand) in operands.iter().enumerate() {
            let arg = match operand {
                Operand::List(list) => {
                    let at = self.code.args.len();
                    let beam = self.beam.clone();
                    for element in beam.code.list(*list) {
                        let arg = self.operand(element, None)?;
                        self.code.args.push(arg);
                    }
                    Arg::List(at as u32, (self.code.args.len() - at) as u32)
                }
                other => self.operand(other, roles.get(i).copied())?,
            };
            self.code.args[first + i] = arg;
        }
        Ok((first as u32, operands.len() as u16))
    }

    fn operand(&mut self, operand: &Operand, role: Option<Role>) -> Result<Arg, LoadError> {
        Ok(match operand {
            Operand::U(n) => match role {
                Some(Role::Import) => Arg::Export(self.import(*n)),
                Some(Role::Bif) => {
                    let export = self.import(*n);
                    match self.code.exports[export as usize].entry {
                        Entry::Native(id) => Arg::Native(id),
                        _ => Arg::Export(export),
                    }
                }
                Some(Role::Lambda) => Arg::Fun(self.funs.get(*n as usize).copied().unwrap_or(u32::MAX)),
                _ => Arg::Uint(*n),
            },
            Operand::I(n) => Arg::Const(match Term::small(*n) {
                Some(small) => small,
                None => self.big(&BigInt::from(*n))?,
            }),
            Operand::Big(n) => Arg::Const(self.big(n)?),
            Operand::Nil => Arg::Const(Term::NIL),
            Operand::Atom(index) => Arg::Const(Term::atom(self.atom(*index))),
            Operand::X(n) | Operand::Typed { reg: Reg::X(n), .. } => self.x_register(*n),
            Operand::Y(n) | Operand::Typed { reg: Reg::Y(n), .. } => Arg::Y(u32::from(*n)),
            Operand::Fr(n) => Arg::F(u32::from(*n)),
            Operand::Label(label) => Arg::Label(self.labels.get(*label as usize).copied().unwrap_or(0)),
            Operand::Char(n) => Arg::Uint(u64::from(*n)),
            Operand::Literal(index) => Arg::Const(self.literals.get(*index as usize).copied().unwrap_or(Term::NIL)),
            Operand::Alloc { words, floats, funs } => Arg::Uint(alloc_words(*words, *floats, *funs)),
            Operand::Float(value) => Arg::Const(self.code.literals.float(*value).map_err(|_| self.no_room())?),
            Operand::List(_) => Arg::List(0, 0),
        })
    }

    fn x_register(&mut self, n: u16) -> Arg {
        self.code.x_registers = self.code.x_registers.max(usize::from(n) + 1);
        Arg::X(u32::from(n))
    }

    fn big(&mut self, n: &BigInt) -> Result<Term, LoadError> {
        number::make_big(&mut self.code.literals, n).map_err(|_| self.no_room())
    }

    fn no_room(&self) -> LoadError {
        LoadError::Literal { module: self.name(), index: self.literals.len(), source: BuildError::HeapLimit }
    }

    fn import(&self, index: u64) -> u32 {
        self.imports.get(index as usize).copied().unwrap_or(0)
    }

    /// Makes the module known: its exports, its funs, the natives that stand in for its functions.
    fn finish(mut self, image: Arc<Vec<u8>>, first_slot: u32) -> Atom {
        let module = self.module;
        let mut exports = Vec::with_capacity(self.beam.exports.len());
        for export in &self.beam.exports {
            let function = self.atom(export.function);
            let index = export_of(self.code, self.atom_table, module, function, export.arity);
            exports.push((index, self.labels.get(export.label as usize).copied().unwrap_or(0)));
        }
        for (fun, index) in self.beam.funs.iter().zip(&self.funs) {
            let slot = self.labels.get(fun.label as usize).copied().unwrap_or(0);
            let function = self.atom(fun.function);
            if let Some(entry) = self.code.funs.get_mut(*index as usize) {
                entry.code = Some(FunCode { function, slot });
            }
        }
        let functions = self.first_function..self.code.functions.len() as u32;
        for index in functions.clone() {
            self.stand_in(index);
        }
        let slots = first_slot..self.code.slots.len() as u32;
        let on_load = self.on_load();
        let Loader { code, beam, records, .. } = self;
        code.records.extend(records);
        let version = Version::Pending;
        code.modules.push(LoadedModule { name: module, image, beam, slots, functions, exports, on_load, version });
        module
    }
}

impl Loader<'_> {
    /// Where the function with the instruction `on_load` begins.
    fn on_load(&self) -> Option<u32> {
        let functions = self.code.functions.get(self.first_function as usize..)?;
        let has = |f: &&Function| {
            let slots = self.code.slots.get(f.slots.start as usize..f.slots.end as usize).unwrap_or(&[]);
            slots.iter().any(|slot| slot.op == op::ON_LOAD)
        };
        functions.iter().find(has).map(Function::entry)
    }

    /// Where a native has the name of this function, its body calls that.
    fn stand_in(&mut self, index: u32) {
        let Function { name, arity, ref slots, .. } = self.code.functions[index as usize];
        let (entry, end) = (slots.start + 1, slots.end);
        let native = self.code.native(self.atom_table, self.module, name, arity);
        let (Some(id), true) = (native, entry < end) else { return };
        let first = self.code.args.len() as u32;
        self.code.args.extend([Arg::Native(id), Arg::Uint(u64::from(arity))]);
        let slot = &mut self.code.slots[entry as usize];
        *slot = Slot { first, count: 2, op: internal::NATIVE_BODY, ..*slot };
    }
}

/// Words of an allocation list: a float takes two, a fun as many as [`crate::term::Kind::Fun`] says.
fn alloc_words(words: u32, floats: u32, funs: u32) -> u64 {
    u64::from(words) + 2 * u64::from(floats) + 4 * u64::from(funs)
}

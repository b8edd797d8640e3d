//! External terms (as `enigma_beam` decodes them) placed in a heap or the literal area (OTP's `external.c`,
//! `dec_term`): the literals of modules, and what `binary_to_term` reads.
//!
//! Pids, ports and references of this node ([`THIS_NODE`]) become those of this node, whether or not it has made
//! them; all others keep their node. A fun gets the entry of its name, whether or not its module is there.

use std::sync::Arc;

use enigma_beam::etf::{Export, Fun, Pid, Port, Record, Reference};
use enigma_beam::{EtfTerm, Node, NodeId, NodeRange};
use num_bigint::BigInt;

use crate::atom::{Atom, Atoms};
use crate::code::{Code, Entry, FunName, OldFunName, export_of};
use crate::heap::{Allocate, HeapLimit};
use crate::identifier::THIS_NODE;
use crate::map::Place;
use crate::number;
use crate::record::{self, Plan};
use crate::term::{self, Kind, MAX_PID_NUMBER, MAX_PORT_NUMBER, Term};

/// Why an external term cannot be placed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// The heap is full.
    #[error("the term is larger than the memory that it may take")]
    HeapLimit,
    /// The atom table is full.
    #[error("the atom table is full")]
    Atoms,
    /// Something that no term is.
    #[error("the term holds {0}")]
    Impossible(&'static str),
    /// An atom or a function that is not known, where only known ones are allowed.
    #[error("the term holds an atom or a function that is not known")]
    Unknown,
    /// A map has the same key twice.
    #[error("a map has the same key twice")]
    DuplicateKey,
}

impl From<HeapLimit> for BuildError {
    fn from(_: HeapLimit) -> BuildError {
        BuildError::HeapLimit
    }
}

/// Where atoms, exports and funs get their numbers.
pub trait Names {
    /// The atoms.
    fn atoms(&self) -> &Atoms;
    /// The code.
    fn code(&self) -> &Code;
    /// The atom of that name.
    fn atom(&mut self, name: &str) -> Result<Atom, BuildError>;
    /// The entry of an exported function.
    fn export(&mut self, module: Atom, function: Atom, arity: u32) -> Result<u32, BuildError>;
    /// The entry of a fun.
    fn fun(&mut self, name: FunName, old: OldFunName) -> u32;
}

/// The tables of atoms and code while nobody else has them.
pub struct Tables<'a> {
    /// The atoms.
    pub atoms: &'a mut Atoms,
    /// The code.
    pub code: &'a mut Code,
}

impl Names for Tables<'_> {
    fn atoms(&self) -> &Atoms {
        self.atoms
    }

    fn code(&self) -> &Code {
        self.code
    }

    fn atom(&mut self, name: &str) -> Result<Atom, BuildError> {
        self.atoms.intern(name).ok_or(BuildError::Atoms)
    }

    fn export(&mut self, module: Atom, function: Atom, arity: u32) -> Result<u32, BuildError> {
        Ok(export_of(self.code, self.atoms, module, function, arity))
    }

    fn fun(&mut self, name: FunName, old: OldFunName) -> u32 {
        self.code.fun(name, old)
    }
}

/// The tables of a machine, which are copied only where something is added.
pub struct SharedTables<'a> {
    /// The atoms.
    pub atoms: &'a mut Arc<Atoms>,
    /// The code.
    pub code: &'a mut Arc<Code>,
}

impl Names for SharedTables<'_> {
    fn atoms(&self) -> &Atoms {
        self.atoms
    }

    fn code(&self) -> &Code {
        self.code
    }

    fn atom(&mut self, name: &str) -> Result<Atom, BuildError> {
        let made = |atoms: &mut Arc<Atoms>| Arc::make_mut(atoms).intern(name);
        self.atoms.existing(name).or_else(|| made(self.atoms)).ok_or(BuildError::Atoms)
    }

    fn export(&mut self, module: Atom, function: Atom, arity: u32) -> Result<u32, BuildError> {
        let known = self.code.find_export(module, function, arity);
        Ok(known.unwrap_or_else(|| export_of(Arc::make_mut(self.code), self.atoms, module, function, arity)))
    }

    fn fun(&mut self, name: FunName, old: OldFunName) -> u32 {
        self.code.find_fun(&name).unwrap_or_else(|| Arc::make_mut(self.code).fun(name, old))
    }
}

/// The tables of a machine, of which nothing that a term could make others pay for is added to.
pub struct KnownTables<'a>(pub SharedTables<'a>);

impl Names for KnownTables<'_> {
    fn atoms(&self) -> &Atoms {
        self.0.atoms
    }

    fn code(&self) -> &Code {
        self.0.code
    }

    fn atom(&mut self, name: &str) -> Result<Atom, BuildError> {
        self.0.atoms.existing(name).ok_or(BuildError::Unknown)
    }

    fn export(&mut self, module: Atom, function: Atom, arity: u32) -> Result<u32, BuildError> {
        let tables = &self.0;
        if let Some(index) = tables.code.find_export(module, function, arity) {
            let entry = tables.code.exports.get(index as usize).map(|export| export.entry);
            return if entry == Some(Entry::Undefined) { Err(BuildError::Unknown) } else { Ok(index) };
        }
        let (module_name, function_name) = (tables.atoms.name(module), tables.atoms.name(function));
        if crate::native::find(module_name, function_name, arity).is_none() {
            return Err(BuildError::Unknown);
        }
        self.0.export(module, function, arity)
    }

    fn fun(&mut self, name: FunName, old: OldFunName) -> u32 {
        self.0.fun(name, old)
    }
}

/// Builds the term in `target`, whose terms may refer to `literals`.
pub fn build<A: Allocate>(
    etf: &EtfTerm,
    target: &mut A,
    literals: &[u64],
    names: &mut impl Names,
) -> Result<Term, BuildError> {
    let mut builder = Builder { target, literals, names, built: vec![Term::NIL; etf.nodes.len()] };
    // Children lie behind their parents, so going from the end finds them ready.
    for (index, node) in etf.nodes.iter().enumerate().rev() {
        builder.built[index] = builder.node(node)?;
    }
    Ok(builder.child(etf.root))
}

struct Builder<'a, A, N> {
    target: &'a mut A,
    literals: &'a [u64],
    names: &'a mut N,
    built: Vec<Term>,
}

impl<A: Allocate, N: Names> Builder<'_, A, N> {
    fn child(&self, id: NodeId) -> Term {
        self.built.get(id.0 as usize).copied().unwrap_or(Term::NIL)
    }

    fn children(&self, range: NodeRange) -> Vec<Term> {
        range.iter().map(|id| self.child(id)).collect()
    }

    fn node(&mut self, node: &Node) -> Result<Term, BuildError> {
        Ok(match node {
            Node::Int(n) => match Term::small(*n) {
                Some(small) => small,
                None => number::make_big(self.target, &BigInt::from(*n))?,
            },
            Node::Big(n) => number::make_big(self.target, n)?,
            Node::Float(f) => self.target.float(*f)?,
            Node::Atom(name) => Term::atom(self.names.atom(name)?),
            Node::Nil => Term::NIL,
            Node::String(bytes) => {
                let elements: Vec<Term> = bytes.iter().map(|b| Term::small_wrapping(i64::from(*b))).collect();
                self.target.list(&elements)?
            }
            Node::List { elements, tail } => {
                let (elements, tail) = (self.children(*elements), self.child(*tail));
                self.target.list_with_tail(&elements, tail)?
            }
            Node::Tuple(elements) => {
                let elements = self.children(*elements);
                self.target.tuple(&elements)?
            }
            Node::Record(record, values) => self.record(record, *values)?,
            Node::Map(pairs) => self.map(*pairs)?,
            Node::Binary(bytes) => self.target.binary(bytes)?,
            Node::Bits(bytes, last) => {
                let size = (bytes.len() * 8).saturating_sub(8usize.saturating_sub(usize::from(*last)));
                self.target.bitstring(bytes, size)?
            }
            Node::Export(export) => self.export(export)?,
            Node::Pid(pid) => self.pid(pid)?,
            Node::Port(port) => self.port(port)?,
            Node::Reference(reference) => self.reference(reference)?,
            Node::Fun(fun, free) => {
                let free = self.children(*free);
                self.fun(fun, &free)?
            }
        })
    }

    fn record(&mut self, record: &Record, values: NodeRange) -> Result<Term, BuildError> {
        let (module, name) = (self.names.atom(&record.module)?, self.names.atom(&record.name)?);
        let fields = record.fields.iter().map(|field| self.names.atom(field).map(Term::atom));
        let plan = Plan { module, name, is_exported: record.is_exported, fields: fields.collect::<Result<_, _>>()? };
        let values = self.children(values);
        let definition = match plan.canonical(self.names.code()) {
            Some(definition) => definition,
            None => plan.build(self.target, self.names.atoms(), self.names.code())?,
        };
        Ok(record::build(self.target, definition, &values)?)
    }

    fn map(&mut self, pairs: NodeRange) -> Result<Term, BuildError> {
        let flat = self.children(pairs);
        let entries = flat.chunks_exact(2).map(|p| (p[0], p[1])).collect();
        let mut place = Place { target: self.target, literals: self.literals, atoms: self.names.atoms() };
        place.from_distinct(entries)?.ok_or(BuildError::DuplicateKey)
    }

    fn export(&mut self, export: &Export) -> Result<Term, BuildError> {
        let (module, function) = (self.names.atom(&export.module)?, self.names.atom(&export.function)?);
        let index = self.names.export(module, function, u32::from(export.arity))?;
        Ok(self.target.object(Kind::Export, &[Term::size(index as usize).0])?)
    }

    fn of(&mut self, name: &str, creation: u32) -> Result<term::Node, BuildError> {
        Ok(term::Node { name: self.names.atom(name)?, creation })
    }

    fn pid(&mut self, pid: &Pid) -> Result<Term, BuildError> {
        let node = self.of(&pid.node, pid.creation)?;
        if node != THIS_NODE {
            let data = u64::from(pid.serial) << 32 | u64::from(pid.id);
            return Ok(self.target.object(Kind::ExternalPid, &[node.word(), data])?);
        }
        if pid.id > MAX_PID_NUMBER {
            return Err(BuildError::Impossible("a process identifier whose number is too large"));
        }
        Ok(Term::pid_with_serial(pid.id, pid.serial))
    }

    fn port(&mut self, port: &Port) -> Result<Term, BuildError> {
        let node = self.of(&port.node, port.creation)?;
        if node != THIS_NODE {
            return Ok(self.target.object(Kind::ExternalPort, &[node.word(), port.id])?);
        }
        if port.id > MAX_PORT_NUMBER {
            return Err(BuildError::Impossible("a port identifier whose number is too large"));
        }
        Ok(Term::port(port.id))
    }

    /// A reference of this node has three words; of more, the rest is left out, as OTP does. There the first
    /// has 18 bits, here 32.
    fn reference(&mut self, reference: &Reference) -> Result<Term, BuildError> {
        let node = self.of(&reference.node, reference.creation)?;
        if node != THIS_NODE {
            let mut words = vec![node.word()];
            words.extend(reference.ids.iter().map(|id| u64::from(*id)));
            return Ok(self.target.object(Kind::ExternalReference, &words)?);
        }
        if reference.ids.is_empty() {
            return Err(BuildError::Impossible("a reference without words"));
        }
        let number = reference.ids.iter().take(3).rev().fold(0, |number, id| number << 32 | u128::from(*id));
        Ok(self.target.reference(number)?)
    }

    /// The process that made the fun counts for nothing, as since OTP 27.
    fn fun(&mut self, fun: &Fun, free: &[Term]) -> Result<Term, BuildError> {
        let module = self.names.atom(&fun.module)?;
        self.pid(&fun.pid)?;
        let small = |value: i64| Term::small(value).is_some();
        if !small(fun.old_index) || !small(fun.old_uniq) {
            return Err(BuildError::Impossible("a fun whose older names are too large"));
        }
        let arity = u32::from(fun.arity);
        let name = FunName { module, md5: fun.uniq, index: fun.index, arity, free: free.len() as u32 };
        let old = OldFunName { index: fun.old_index as u32, uniq: fun.old_uniq as u32 };
        let index = self.names.fun(name, old);
        let creator = Term::pid_with_serial(0, 0);
        let mut words = vec![Term::size(index as usize).0, Term::size(arity as usize).0, creator.0];
        words.extend(free.iter().map(|term| term.0));
        Ok(self.target.object(Kind::Fun, &words)?)
    }
}

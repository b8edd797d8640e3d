//! External terms (as `enigma_beam` decodes them) placed in a heap or the literal area.

use enigma_beam::{EtfTerm, Node, NodeId, NodeRange};
use num_bigint::BigInt;

use crate::code::Code;
use crate::heap::{Allocate, HeapLimit};
use crate::map::Place;
use crate::number;
use crate::record::{self, Plan};
use crate::term::Term;
use crate::{atom::Atoms, code::export_of};

/// Why an external term cannot be placed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BuildError {
    /// The heap is full.
    #[error("the term is larger than the memory that it may take")]
    HeapLimit,
    /// The atom table is full.
    #[error("the atom table is full")]
    Atoms,
    /// A kind of term that has no meaning in this place.
    #[error("the term holds {0}")]
    Unsupported(&'static str),
    /// A map has the same key twice.
    #[error("a map has the same key twice")]
    DuplicateKey,
}

impl From<HeapLimit> for BuildError {
    fn from(_: HeapLimit) -> BuildError {
        BuildError::HeapLimit
    }
}

/// Builds the term in `target`, whose terms may refer to `literals`.
pub fn build<A: Allocate>(
    etf: &EtfTerm,
    target: &mut A,
    literals: &[u64],
    atoms: &mut Atoms,
    code: &mut Code,
) -> Result<Term, BuildError> {
    let mut built = vec![Term::NIL; etf.nodes.len()];
    // Children lie behind their parents, so going from the end finds them ready.
    for (index, node) in etf.nodes.iter().enumerate().rev() {
        built[index] = build_node(node, &built, target, literals, atoms, code)?;
    }
    Ok(child(&built, etf.root))
}

fn child(built: &[Term], id: NodeId) -> Term {
    built.get(id.0 as usize).copied().unwrap_or(Term::NIL)
}

fn children(built: &[Term], range: NodeRange) -> Vec<Term> {
    range.iter().map(|id| child(built, id)).collect()
}

fn build_node<A: Allocate>(
    node: &Node,
    built: &[Term],
    target: &mut A,
    literals: &[u64],
    atoms: &mut Atoms,
    code: &mut Code,
) -> Result<Term, BuildError> {
    let mut intern = |name: &str| atoms.intern(name).ok_or(BuildError::Atoms);
    Ok(match node {
        Node::Int(n) => match Term::small(*n) {
            Some(small) => small,
            None => number::make_big(target, &BigInt::from(*n))?,
        },
        Node::Big(n) => number::make_big(target, n)?,
        Node::Float(f) => target.float(*f)?,
        Node::Atom(name) => Term::atom(intern(name)?),
        Node::Nil => Term::NIL,
        Node::String(bytes) => {
            let elements: Vec<Term> = bytes.iter().map(|b| Term::small_wrapping(i64::from(*b))).collect();
            target.list(&elements)?
        }
        Node::List { elements, tail } => target.list_with_tail(&children(built, *elements), child(built, *tail))?,
        Node::Tuple(elements) => target.tuple(&children(built, *elements))?,
        Node::Record(record, values) => {
            let (module, name) = (intern(&record.module)?, intern(&record.name)?);
            let fields = record.fields.iter().map(|f| intern(f).map(Term::atom)).collect::<Result<_, _>>()?;
            let plan = Plan { module, name, is_exported: record.is_exported, fields };
            let definition = match plan.canonical(code) {
                Some(definition) => definition,
                None => plan.build(target, literals, atoms, code)?,
            };
            record::build(target, definition, &children(built, *values))?
        }
        Node::Map(pairs) => {
            let flat = children(built, *pairs);
            let entries = flat.chunks_exact(2).map(|p| (p[0], p[1])).collect();
            let mut place = Place { target, literals, atoms };
            place.from_distinct(entries)?.ok_or(BuildError::DuplicateKey)?
        }
        Node::Binary(bytes) => target.binary(bytes)?,
        Node::Bits(bytes, last) => {
            let size = (bytes.len() * 8).saturating_sub(8usize.saturating_sub(usize::from(*last)));
            target.bitstring(bytes, size)?
        }
        Node::Export(e) => {
            let (module, function) = (intern(&e.module)?, intern(&e.function)?);
            let export = export_of(code, atoms, module, function, u32::from(e.arity));
            target.object(crate::term::Kind::Export, &[Term::size(export as usize).0])?
        }
        Node::Pid(_) => return Err(BuildError::Unsupported("a process identifier of another node")),
        Node::Port(_) => return Err(BuildError::Unsupported("a port identifier of another node")),
        Node::Reference(_) => return Err(BuildError::Unsupported("a reference of another node")),
        Node::Fun(..) => return Err(BuildError::Unsupported("a fun with an environment")),
    })
}

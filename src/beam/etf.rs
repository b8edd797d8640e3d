//! Terms in Erlang's external format (OTP: "Erlang External Term Format"),
//! decoded to a flat arena.
//!
//! Invariants: the children of a node lie behind it in [`EtfTerm::nodes`] and
//! have one parent; nothing here recurses over a term, and dropping one frees
//! two levels at most. Integers are [`Node::Int`] exactly if they fit 64 bits.

use num_bigint::BigInt;

use crate::error::EtfError;
use crate::etf_read;
use crate::inflate::Inflater;

/// A node of an [`EtfTerm`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

/// Nodes that stand next to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NodeRange {
    /// The first of them.
    pub first: NodeId,
    /// How many there are.
    pub len: u32,
}

impl NodeRange {
    /// The nodes in order.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = NodeId> + ExactSizeIterator {
        let first = self.first.0;
        (0..self.len).map(move |step| NodeId(first.saturating_add(step)))
    }
}

/// One level of a term.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// An integer that fits 64 bits.
    Int(i64),
    /// Any other integer.
    Big(Box<BigInt>),
    /// A float; always finite.
    Float(f64),
    /// An atom.
    Atom(Box<str>),
    /// The empty list.
    Nil,
    /// A proper list of bytes, at least one.
    String(Box<[u8]>),
    /// At least one element and a tail, which is `Nil` in a proper list.
    List {
        /// The elements.
        elements: NodeRange,
        /// What follows the last.
        tail: NodeId,
    },
    /// A tuple.
    Tuple(NodeRange),
    /// A native record (OTP 29), with the values of its fields.
    Record(Box<Record>, NodeRange),
    /// Keys and values in turn; whether keys repeat has not been checked.
    Map(NodeRange),
    /// A binary of whole bytes.
    Binary(Box<[u8]>),
    /// A bit string; 1 to 7 of the last byte's bits count, the high ones.
    Bits(Box<[u8]>, u8),
    /// A process identifier.
    Pid(Box<Pid>),
    /// A port.
    Port(Box<Port>),
    /// A reference.
    Reference(Box<Reference>),
    /// A fun of a module, with its free variables.
    Fun(Box<Fun>, NodeRange),
    /// `fun Module:Function/Arity`.
    Export(Box<Export>),
}

/// A native record without its values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// The module that defines it.
    pub module: Box<str>,
    /// The name.
    pub name: Box<str>,
    /// Whether other modules may use the fields.
    pub is_exported: bool,
    /// The names of the fields; no name stands twice.
    pub fields: Vec<Box<str>>,
}

/// A process identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pid {
    /// The node's name.
    pub node: Box<str>,
    /// The process's number.
    pub id: u32,
    /// The high part of the number.
    pub serial: u32,
    /// Which start of the node.
    pub creation: u32,
}

/// A port identifier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Port {
    /// The node's name.
    pub node: Box<str>,
    /// The port's number.
    pub id: u64,
    /// Which start of the node.
    pub creation: u32,
}

/// A reference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// The node's name.
    pub node: Box<str>,
    /// Which start of the node.
    pub creation: u32,
    /// One to five words, the least significant first.
    pub ids: Vec<u32>,
}

/// A fun without its free variables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fun {
    /// The module that made it.
    pub module: Box<str>,
    /// How many arguments it takes.
    pub arity: u8,
    /// The MD5 sum of the module's code.
    pub uniq: [u8; 16],
    /// Which of the module's funs.
    pub index: u32,
    /// The same as older releases count.
    pub old_index: i64,
    /// The older check sum.
    pub old_uniq: i64,
    /// The process that made it.
    pub pid: Pid,
}

/// The name of a function.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Export {
    /// Its module.
    pub module: Box<str>,
    /// Its name.
    pub function: Box<str>,
    /// Its number of arguments.
    pub arity: u8,
}

/// A term as an arena of nodes.
#[derive(Debug, Clone, PartialEq)]
pub struct EtfTerm {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// The node that is the whole term.
    pub root: NodeId,
}

impl EtfTerm {
    /// A node; the ids inside a term are always good.
    pub fn get(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0 as usize)
    }

    /// The outermost node.
    pub fn root(&self) -> Option<&Node> {
        self.get(self.root)
    }
}

/// The node that reads terms which only it could have written (`LOCAL_EXT`).
#[derive(Clone, Copy)]
pub struct LocalNode<'a> {
    /// Its name.
    pub node: &'a str,
    /// Its check sum of the bytes of a local term.
    pub sum: fn(&[u8]) -> u32,
}

/// What bounds the reading of a term, and who reads it.
pub struct Context<'a> {
    /// The most nodes that a term may have.
    pub nodes: usize,
    /// Who reads, if local terms are to be read.
    pub local: Option<LocalNode<'a>>,
}

impl Default for Context<'_> {
    /// As many nodes as there are, no local terms.
    fn default() -> Self {
        Context { nodes: usize::MAX, local: None }
    }
}

/// Decodes a term that begins with the version byte 131 at the start of `bytes`;
/// also returns how many bytes it took.
///
/// What a compressed term expands to counts against [`crate::MAX_INFLATED`].
pub fn decode(bytes: &[u8]) -> Result<(EtfTerm, usize), EtfError> {
    decode_within(bytes, crate::MAX_INFLATED, &Context::default())
}

/// As [`decode`], within other bounds; a compressed term may expand to `inflated` bytes.
pub fn decode_within(bytes: &[u8], inflated: usize, context: &Context<'_>) -> Result<(EtfTerm, usize), EtfError> {
    etf_read::decode(bytes, &mut Inflater::new(inflated), context)
}

impl EtfError {
    /// Whether the term has more nodes than were allowed.
    pub fn is_too_large(&self) -> bool {
        self.what == etf_read::TOO_MANY_PARTS
    }
}

//! What pids, ports and references name: those of this node, which are immediates or have the number that the
//! machine gave them, and those of other nodes, which only external terms bring (OTP's `erl_node_container_utils.h`).

use std::cmp::Ordering;

use crate::atom::{Atoms, am};
use crate::heap::View;
use crate::term::{Kind, Node, Term};

/// The node that the machine is: nobody has given it a name, so it has not been started as one.
pub const THIS_NODE: Node = Node { name: am::NONODE, creation: 0 };

/// The words that a reference of this node has where it is shown or written.
const LOCAL_WORDS: usize = 3;

/// A pid, a port or a reference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Identifier {
    /// A process: its node, its number and its serial.
    Pid(Node, u32, u32),
    /// A port: its node and its number.
    Port(Node, u64),
    /// A reference: its node, its words, the least significant first and zeros behind them, and their number.
    Reference(Node, [u32; 5], usize),
}

impl Identifier {
    /// The node.
    pub fn node(self) -> Node {
        match self {
            Identifier::Pid(node, ..) | Identifier::Port(node, _) | Identifier::Reference(node, ..) => node,
        }
    }

    /// The order of two of one kind; without the atoms it is only good for whether they are equal. Processes are
    /// ordered by their numbers first, all others by their nodes.
    pub fn order(self, other: Identifier, atoms: Option<&Atoms>) -> Ordering {
        let nodes = || {
            let (a, b) = (self.node(), other.node());
            let names = match atoms {
                Some(atoms) => atoms.name(a.name).cmp(atoms.name(b.name)),
                None => a.name.cmp(&b.name),
            };
            names.then(a.creation.cmp(&b.creation))
        };
        match (self, other) {
            (Identifier::Pid(_, a, a_serial), Identifier::Pid(_, b, b_serial)) => {
                (a_serial, a).cmp(&(b_serial, b)).then_with(nodes)
            }
            (Identifier::Port(_, a), Identifier::Port(_, b)) => nodes().then(a.cmp(&b)),
            (Identifier::Reference(_, a, _), Identifier::Reference(_, b, _)) => {
                nodes().then_with(|| a.iter().rev().cmp(b.iter().rev()))
            }
            _ => Ordering::Equal,
        }
    }

    /// The number that hashes are made of (OTP hashes no more than that).
    pub fn low(self) -> u64 {
        match self {
            Identifier::Pid(_, number, _) => u64::from(number),
            Identifier::Port(_, number) => number,
            Identifier::Reference(_, words, _) => u64::from(words[0]),
        }
    }
}

impl<'a> View<'a> {
    /// What a pid, a port or a reference names.
    pub fn identifier(self, term: Term) -> Option<Identifier> {
        if let Some((number, serial)) = term.pid_parts() {
            return Some(Identifier::Pid(THIS_NODE, number, serial));
        }
        if let Some(number) = term.as_port() {
            return Some(Identifier::Port(THIS_NODE, number));
        }
        let kind = self.kind(term)?;
        let (first, second) = (self.word(term, 1).0, self.word(term, 2).0);
        match kind {
            Kind::Reference => {
                let words = [second as u32, (second >> 32) as u32, first as u32, (first >> 32) as u32, 0];
                let count = if words[3] == 0 { LOCAL_WORDS } else { LOCAL_WORDS + 1 };
                Some(Identifier::Reference(THIS_NODE, words, count))
            }
            Kind::ExternalPid => Some(Identifier::Pid(Node::of_word(first), second as u32, (second >> 32) as u32)),
            Kind::ExternalPort => Some(Identifier::Port(Node::of_word(first), second)),
            Kind::ExternalReference => {
                let ids = self.words(term, 2, self.word(term, 0).header_arity().saturating_sub(1));
                let mut words = [0; 5];
                words.iter_mut().zip(ids).for_each(|(word, id)| *word = *id as u32);
                Some(Identifier::Reference(Node::of_word(first), words, ids.len().min(5)))
            }
            _ => None,
        }
    }

    /// Whether a term is a pid, of whatever node.
    pub fn is_pid(self, term: Term) -> bool {
        term.is_pid() || self.kind(term) == Some(Kind::ExternalPid)
    }

    /// Whether a term is a port, of whatever node.
    pub fn is_port(self, term: Term) -> bool {
        term.is_port() || self.kind(term) == Some(Kind::ExternalPort)
    }

    /// Whether a term is a reference, of whatever node.
    pub fn is_reference(self, term: Term) -> bool {
        matches!(self.kind(term), Some(Kind::Reference | Kind::ExternalReference))
    }
}

//! Byte lists: integers from 0 to 255 and binaries, nested in any way (OTP's `iolist`, `utils.c`).
//!
//! Invariant: nothing here recurses over a list. A list may hold the same part many times, so that few
//! words mean many bytes; what is collected and what is looked at are bounded for that reason.

use crate::bits::MAX_BINARY_BITS;
use crate::exec::Fail;
use crate::heap::{Bits, View};
use crate::term::Term;

/// The most cells that are looked at for one list, and ends of lists.
const MOST_CELLS: usize = 1 << 28;

/// Why a term gives no bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IodataError {
    /// It holds something other than bytes and binaries.
    Type,
    /// It is larger than a binary may be.
    SystemLimit,
}

impl From<IodataError> for Fail {
    fn from(error: IodataError) -> Fail {
        match error {
            IodataError::Type => Fail::badarg(),
            IodataError::SystemLimit => Fail::system_limit(),
        }
    }
}

/// A walk over integers and bitstrings in nested lists, or over one bitstring.
pub struct Walk<'a> {
    view: View<'a>,
    /// What comes next: a list, or a bitstring as its tail.
    next: Term,
    /// Where the last leaf was: the cell of which it was the head, or itself.
    pub here: Term,
    /// What follows the lists that `next` is inside of.
    pub above: Vec<Term>,
    /// What follows the lists that all of that is inside of, as a list.
    below: Term,
    /// How many cells may still be looked at.
    left: usize,
    /// Whether it is no error that no more may be.
    pauses: bool,
}

/// What is left of a walk that has paused.
pub struct Paused {
    /// What comes next, and what follows the lists that it is inside of, the outermost last.
    pub next: Vec<Term>,
    /// What comes behind that, as a list.
    pub below: Term,
}

/// What a list contains.
pub enum Leaf<'a> {
    /// An integer of any size.
    Integer(Term),
    /// A bitstring.
    Bits(Bits<'a>),
}

impl<'a> Walk<'a> {
    /// A walk from the beginning.
    pub fn new(view: View<'a>, data: Term) -> Walk<'a> {
        Walk { view, next: data, here: data, above: Vec::new(), below: Term::NIL, left: MOST_CELLS, pauses: false }
    }

    /// A walk over all that is in a list, one behind the other, that pauses after so many cells.
    pub fn pausing(view: View<'a>, all: Term, cells: usize) -> Walk<'a> {
        Walk { below: all, left: cells.saturating_add(1), pauses: true, ..Walk::new(view, Term::NIL) }
    }

    /// How many cells it has looked at, where it does not pause.
    pub fn looked(&self) -> usize {
        MOST_CELLS.saturating_sub(self.left)
    }

    /// How many cells it may still look at.
    pub fn left(&self) -> usize {
        self.left
    }

    /// Has it look at so many cells less, for what else is done.
    pub fn spend(&mut self, cells: usize) {
        self.left = self.left.saturating_sub(cells).max(1);
    }

    /// What is left of it; `None` at the end.
    pub fn paused(mut self) -> Option<Paused> {
        if self.next.is_nil() && self.above.is_empty() && self.below.is_nil() {
            return None;
        }
        self.above.push(self.next);
        self.above.reverse();
        Some(Paused { next: self.above, below: self.below })
    }

    /// The next leaf; none at the end, or where it pauses.
    pub fn leaf(&mut self) -> Result<Option<Leaf<'a>>, IodataError> {
        loop {
            self.left = self.left.saturating_sub(1);
            if self.left == 0 {
                return if self.pauses { Ok(None) } else { Err(IodataError::SystemLimit) };
            }
            let here = self.next;
            if let Some((head, tail)) = self.view.cons(here) {
                self.next = tail;
                if head.is_list() {
                    self.above.push(tail);
                    self.next = head;
                } else if !head.is_nil() {
                    self.here = here;
                    let integer = self.view.is_integer(head);
                    return if integer { Ok(Some(Leaf::Integer(head))) } else { self.bits(head) };
                }
            } else if here.is_nil() {
                match (self.above.pop(), self.view.cons(self.below)) {
                    (Some(above), _) => self.next = above,
                    (None, Some((next, below))) => (self.next, self.below) = (next, below),
                    (None, None) => return Ok(None),
                }
            } else {
                self.here = here;
                self.next = Term::NIL;
                return self.bits(here);
            }
        }
    }

    fn bits(&self, term: Term) -> Result<Option<Leaf<'a>>, IodataError> {
        self.view.bits(term).map(|bits| Some(Leaf::Bits(bits))).ok_or(IodataError::Type)
    }
}

/// The byte that an integer is.
pub fn byte(integer: Term) -> Result<u8, IodataError> {
    integer.as_small().and_then(|n| u8::try_from(n).ok()).ok_or(IodataError::Type)
}

/// The bytes of a byte list or a binary.
pub fn bytes(view: View<'_>, term: Term) -> Result<Vec<u8>, IodataError> {
    let mut bytes = Vec::new();
    put_bytes(&mut Walk::new(view, term), &mut bytes)?;
    Ok(bytes)
}

/// How many bytes of a binary are copied in the time in which a cell is looked at.
pub const COPIED: usize = 64;

/// The bytes that a walk comes to until it ends or pauses.
pub fn put_bytes(walk: &mut Walk<'_>, bytes: &mut Vec<u8>) -> Result<(), IodataError> {
    while let Some(leaf) = walk.leaf()? {
        match leaf {
            Leaf::Integer(integer) => bytes.push(byte(integer)?),
            Leaf::Bits(bits) => {
                put_binary(bits, bytes)?;
                walk.spend(bits.size / 8 / COPIED);
            }
        }
    }
    Ok(())
}

fn put_binary(bits: Bits<'_>, bytes: &mut Vec<u8>) -> Result<(), IodataError> {
    if !bits.size.is_multiple_of(8) {
        return Err(IodataError::Type);
    }
    if bytes.len() + bits.size / 8 > MAX_BINARY_BITS / 8 {
        return Err(IodataError::SystemLimit);
    }
    bytes.extend_from_slice(&bits.contiguous());
    Ok(())
}

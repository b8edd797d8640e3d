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
    /// How many cells may still be looked at.
    left: usize,
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
        Walk { view, next: data, here: data, above: Vec::new(), left: MOST_CELLS }
    }

    /// The next leaf; none at the end.
    pub fn leaf(&mut self) -> Result<Option<Leaf<'a>>, IodataError> {
        loop {
            self.left = self.left.checked_sub(1).ok_or(IodataError::SystemLimit)?;
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
                match self.above.pop() {
                    Some(above) => self.next = above,
                    None => return Ok(None),
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
    let mut walk = Walk::new(view, term);
    while let Some(leaf) = walk.leaf()? {
        match leaf {
            Leaf::Integer(integer) => bytes.push(byte(integer)?),
            Leaf::Bits(bits) => put_binary(bits, &mut bytes)?,
        }
    }
    Ok(bytes)
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

//! Byte lists: integers from 0 to 255 and binaries, nested in any way (OTP's `iolist`, `utils.c`).
//!
//! Invariant: nothing here recurses over a list. A list may hold the same part many times, so that few
//! words mean many bytes; what is collected and what is looked at are bounded for that reason.

use crate::bits::MAX_BINARY_BITS;
use crate::exec::Fail;
use crate::heap::View;
use crate::term::Term;

/// The most cells that are looked at for one list.
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

/// The bytes of a byte list or a binary.
pub fn bytes(view: View<'_>, term: Term) -> Result<Vec<u8>, IodataError> {
    let mut bytes = Vec::new();
    // Tails to go on with, the next last.
    let mut tails = vec![term];
    let mut cells = 0;
    while let Some(tail) = tails.pop() {
        let Some((head, rest)) = view.cons(tail) else {
            match tail.is_nil() {
                true => continue,
                false => put_binary(view, tail, &mut bytes)?,
            }
            continue;
        };
        cells += 1;
        if cells > MOST_CELLS {
            return Err(IodataError::SystemLimit);
        }
        if !rest.is_nil() {
            tails.push(rest);
        }
        match head.as_small() {
            Some(byte) => bytes.push(u8::try_from(byte).map_err(|_| IodataError::Type)?),
            None => tails.push(head),
        }
    }
    Ok(bytes)
}

fn put_binary(view: View<'_>, term: Term, bytes: &mut Vec<u8>) -> Result<(), IodataError> {
    let bits = view.bits(term).filter(|bits| bits.size % 8 == 0).ok_or(IodataError::Type)?;
    if bytes.len() + bits.size / 8 > MAX_BINARY_BITS / 8 {
        return Err(IodataError::SystemLimit);
    }
    match bits.aligned() {
        Some(aligned) => bytes.extend_from_slice(aligned),
        None => bytes.extend_from_slice(&bits.to_bytes()),
    }
    Ok(())
}

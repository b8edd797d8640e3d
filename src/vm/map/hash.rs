//! The hash that decides where in a trie a key is. It is that of the release that the machine is like.
//!
//! Equal terms (`=:=`) have equal hashes, and where words are those of OTP, so are the hashes: of integers,
//! floats, bitstrings, and of the lists, tuples and maps of these. Atoms are hashed by their number, which
//! depends on what a machine has loaded, in OTP as here; funs and references by what they are to this machine.
//!
//! Of a very large key only what comes first counts ([`MOST_TICKS`]).

use crate::atom::Atoms;
use crate::heap::View;
use crate::map::{jenkins, murmur};
use crate::term::Term;

/// Where hashing stops, so that a small heap cannot hold a key that takes forever because its parts
/// are shared.
pub(super) const MOST_TICKS: u64 = 1 << 20;

/// The hash of a term.
pub fn hash(view: View<'_>, atoms: &Atoms, term: Term) -> u64 {
    match atoms.otp() {
        ..27 => jenkins::hash(view, term),
        otp => murmur::hash(view, otp, term),
    }
}

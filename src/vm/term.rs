//! Term words: 64 bits with BEAM's own tagging (OTP's `erts/emulator/beam/erl_term.h`).
//!
//! The two low bits are the primary tag: `00` header (or continuation pointer), `01` cons, `10`
//! boxed, `11` immediate. Where OTP keeps an address, a pointer here is a byte offset: into the
//! block of the process that owns it or, with bit 2 set, into the literal area, so that a block
//! can be copied, saved, hashed and compared, and looks the same in every run.
//!
//! Everything that a heap object holds is either terms throughout ([`Kind::holds_terms`]) or raw
//! throughout, which is what lets the collector, the copier and the validator walk a heap word by
//! word without knowing more than the header.

use serde::{Deserialize, Serialize};

use crate::atom::Atom;

/// A term word (or, where a heap or a stack is walked, a header or a continuation pointer).
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[repr(transparent)]
pub struct Term(pub u64);

/// A process identifier; the number of the process, counted from 1 in order of creation.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pid(pub u32);

impl std::fmt::Display for Pid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "<0.{}.0>", self.0)
    }
}

impl std::fmt::Debug for Pid {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self}")
    }
}

/// The kinds of boxed objects, numbered as the header's tag bits are in OTP 25.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum Kind {
    /// `[header | element…]`
    Tuple = 0x00,
    /// `[header | bit position | bit end | binary]`; `bs_start_match` makes it
    MatchContext = 0x04,
    /// `[header | 64-bit digits, least significant first]`
    PositiveBig = 0x08,
    /// as [`Kind::PositiveBig`], the magnitude of a negative number
    NegativeBig = 0x0c,
    /// `[header | high | low | …]`: two raw words that make the reference unique; in one that
    /// `binary:compile_pattern/1` made, the patterns follow
    Reference = 0x10,
    /// `[header | index of the fun entry | arity | creator | free variable…]`
    Fun = 0x14,
    /// `[header | IEEE bits]`
    Float = 0x18,
    /// `[header | index of the export entry]`: `fun M:F/A`
    Export = 0x1c,
    /// `[header | size in bytes | index in the process's table of off-heap binaries]`
    RefcBinary = 0x20,
    /// `[header | size in bytes | bytes…]`
    HeapBinary = 0x24,
    /// `[header | bit offset | bit size | binary]`
    SubBinary = 0x28,
    /// `[header | definition | value…]`: a native record, see [`crate::record`]; OTP 25 has none, and OTP 29
    /// gives it the number that external funs have in OTP 25
    Record = 0x2c,
    /// `[header | size | tuple of keys | value…]`, keys in term order: a map of 32 keys at the most
    Map = 0x3c,
    /// `[header | child…]`: a node of a larger map; the header tells which of 16 children there are
    MapNode = 0x7c,
    /// `[header | size | child…]`: the topmost node of a larger map, with all 16 children
    MapArray = 0xbc,
    /// as [`Kind::MapArray`], but the header tells which children there are
    MapBitmap = 0xfc,
    /// `[header | node | number, serial]`: a process of another node, or of this one when it was started another
    /// time; for the node see [`Node`], number and serial are the low and high half of a raw word
    ExternalPid = 0x30,
    /// `[header | node | number]`: a port of another node
    ExternalPort = 0x34,
    /// `[header | node | word…]`: a reference of another node, up to five words of 32 bits, least significant first
    ExternalReference = 0x38,
}

impl Kind {
    /// Whether the words after the header are terms (else they are raw data).
    pub fn holds_terms(self) -> bool {
        use Kind::*;
        matches!(self, Tuple | MatchContext | Fun | Export | SubBinary | Record | Map | MapNode | MapArray | MapBitmap)
    }

    /// Whether this is a map, and no inner node of one.
    pub fn is_map(self) -> bool {
        matches!(self, Kind::Map | Kind::MapArray | Kind::MapBitmap)
    }

    fn of_header(word: u64) -> Option<Kind> {
        use Kind::*;
        Some(match (word & HEADER_MASK) as u8 {
            0x00 => Tuple,
            0x04 => MatchContext,
            0x08 => PositiveBig,
            0x0c => NegativeBig,
            0x10 => Reference,
            0x14 => Fun,
            0x18 => Float,
            0x1c => Export,
            0x20 => RefcBinary,
            0x24 => HeapBinary,
            0x28 => SubBinary,
            0x2c => Record,
            0x30 => ExternalPid,
            0x34 => ExternalPort,
            0x38 => ExternalReference,
            0x3c => match (word & MAP_MASK) as u8 {
                0x3c => Map,
                0x7c => MapNode,
                0xbc => MapArray,
                _ => MapBitmap,
            },
            _ => return None,
        })
    }
}

const PRIMARY_MASK: u64 = 0b11;
/// The tag of a header, and with it the two bits that tell the kinds of maps.
const HEADER_MASK: u64 = 0x3f;
const MAP_MASK: u64 = 0xff;
const LIST: u64 = 0b01;
const BOXED: u64 = 0b10;
const LITERAL: u64 = 0b100;
const TAG_PID: u64 = 0x3;
const TAG_PORT: u64 = 0x7;
const TAG_SMALL: u64 = 0xf;
const TAG_ATOM: u64 = 0x0b;
const TAG_CATCH: u64 = 0x1b;
const NIL_WORD: u64 = 0x3b;

/// The bits of a process's number; above them is its serial.
const PID_NUMBER_BITS: u32 = 28;
/// The greatest number of a process (OTP's `ERTS_MAX_INTERNAL_PID_NUM`).
pub const MAX_PID_NUMBER: u32 = (1 << PID_NUMBER_BITS) - 1;
/// The greatest number of a port.
pub const MAX_PORT_NUMBER: u64 = (1 << 60) - 1;

/// Another node, or this one when it was started another time: a name and a number of that start (OTP's
/// `ErlNode`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Node {
    /// Its name.
    pub name: Atom,
    /// Which start of it.
    pub creation: u32,
}

impl Node {
    /// The raw word of an external pid, port or reference.
    pub const fn word(self) -> u64 {
        (self.creation as u64) << 32 | self.name.0 as u64
    }

    /// The node of such a word.
    pub const fn of_word(word: u64) -> Node {
        Node { name: Atom(word as u32), creation: (word >> 32) as u32 }
    }
}

/// The greatest integer that fits a word; beyond it integers are bignums.
pub const MAX_SMALL: i64 = (1 << 59) - 1;
/// The least integer that fits a word.
pub const MIN_SMALL: i64 = -(1 << 59);

impl Term {
    /// The empty list.
    pub const NIL: Term = Term(NIL_WORD);
    /// No value: OTP's `THE_NON_VALUE`. Never visible to a guest program.
    pub const NONE: Term = Term(0);

    /// A small integer; `None` where `value` needs a bignum.
    pub fn small(value: i64) -> Option<Term> {
        (MIN_SMALL..=MAX_SMALL).contains(&value).then(|| Term::small_wrapping(value))
    }

    /// A small integer whose range the caller knows (sizes, indices, arities).
    pub const fn small_wrapping(value: i64) -> Term {
        Term((value as u64) << 4 | TAG_SMALL)
    }

    /// A size or an index as a small integer.
    pub const fn size(value: usize) -> Term {
        Term::small_wrapping(value as i64)
    }

    /// An atom.
    pub const fn atom(atom: Atom) -> Term {
        Term((atom.0 as u64) << 6 | TAG_ATOM)
    }

    /// A process identifier.
    pub const fn pid(pid: Pid) -> Term {
        Term((pid.0 as u64) << 4 | TAG_PID)
    }

    /// A process of this node by number and serial. Those that the machine starts have no serial.
    pub const fn pid_with_serial(number: u32, serial: u32) -> Term {
        Term(((serial as u64) << PID_NUMBER_BITS | number as u64) << 4 | TAG_PID)
    }

    /// A port of this node.
    pub const fn port(number: u64) -> Term {
        Term(number << 4 | TAG_PORT)
    }

    /// The word that `catch` and `try` leave in a y register: the slot of their handler.
    pub const fn catch(slot: u32) -> Term {
        Term((slot as u64) << 6 | TAG_CATCH)
    }

    /// A cons cell at a word offset of the process block.
    pub const fn list_at(offset: usize) -> Term {
        Term((offset as u64) << 3 | LIST)
    }

    /// A boxed object at a word offset of the process block.
    pub const fn boxed_at(offset: usize) -> Term {
        Term((offset as u64) << 3 | BOXED)
    }

    /// A header word; for maps see [`Term::map_header`].
    pub const fn header(kind: Kind, arity: usize) -> Term {
        Term((arity as u64) << 6 | kind as u64)
    }

    /// The header word of a map or of a node of one (OTP's `MAKE_MAP_HEADER`). `value` is the number of
    /// keys of a [`Kind::Map`], and else the set of children.
    pub const fn map_header(kind: Kind, value: u16) -> Term {
        let heads = !matches!(kind, Kind::MapNode) as u64;
        Term((value as u64) << 16 | heads << 8 | kind as u64)
    }

    /// What [`Term::map_header`] has been given.
    pub const fn map_value(self) -> u16 {
        (self.0 >> 16) as u16
    }

    /// The same pointer, but into the literal area; immediates stay as they are.
    pub const fn as_literal(self) -> Term {
        if self.is_pointer() { Term(self.0 | LITERAL) } else { self }
    }

    /// A truth value.
    pub const fn boolean(value: bool) -> Term {
        Term::atom(if value { crate::atom::am::TRUE } else { crate::atom::am::FALSE })
    }

    /// Whether this is a cons cell.
    #[inline]
    pub const fn is_list(self) -> bool {
        self.0 & PRIMARY_MASK == LIST
    }

    /// Whether this is the empty list.
    pub const fn is_nil(self) -> bool {
        self.0 == NIL_WORD
    }

    /// Whether this points to a boxed object.
    #[inline]
    pub const fn is_boxed(self) -> bool {
        self.0 & PRIMARY_MASK == BOXED
    }

    /// Whether this points to a heap or the literal area.
    #[inline]
    pub const fn is_pointer(self) -> bool {
        self.is_list() || self.is_boxed()
    }

    /// Whether this points into the literal area.
    #[inline]
    pub const fn is_literal(self) -> bool {
        self.is_pointer() && self.0 & LITERAL != 0
    }

    /// Whether this is a header word or a continuation pointer, no term.
    #[inline]
    pub const fn is_header(self) -> bool {
        self.0 & PRIMARY_MASK == 0
    }

    /// Whether this is a small integer.
    #[inline]
    pub const fn is_small(self) -> bool {
        self.0 & 0xf == TAG_SMALL
    }

    /// Whether this is an atom.
    #[inline]
    pub const fn is_atom(self) -> bool {
        self.0 & 0x3f == TAG_ATOM
    }

    /// Whether this is a process identifier.
    pub const fn is_pid(self) -> bool {
        self.0 & 0xf == TAG_PID
    }

    /// Whether this is a port of this node.
    pub const fn is_port(self) -> bool {
        self.0 & 0xf == TAG_PORT
    }

    /// The word offset that a pointer points to.
    #[inline]
    pub const fn offset(self) -> usize {
        (self.0 >> 3) as usize
    }

    /// The value of a small integer.
    #[inline]
    pub const fn as_small(self) -> Option<i64> {
        if self.is_small() { Some(self.0 as i64 >> 4) } else { None }
    }

    /// The value of a small integer that is no less than zero and fits a size.
    pub const fn as_size(self) -> Option<usize> {
        match self.as_small() {
            Some(n) if n >= 0 => Some(n as usize),
            _ => None,
        }
    }

    /// The atom.
    #[inline]
    pub const fn as_atom(self) -> Option<Atom> {
        if self.is_atom() { Some(Atom((self.0 >> 6) as u32)) } else { None }
    }

    /// The process identifier, if the machine could have made it: one with a serial is that of nobody.
    pub const fn as_pid(self) -> Option<Pid> {
        if self.is_pid() && self.0 >> 4 <= u32::MAX as u64 { Some(Pid((self.0 >> 4) as u32)) } else { None }
    }

    /// Number and serial of a process of this node.
    pub const fn pid_parts(self) -> Option<(u32, u32)> {
        let data = self.0 >> 4;
        if self.is_pid() { Some((data as u32 & MAX_PID_NUMBER, (data >> PID_NUMBER_BITS) as u32)) } else { None }
    }

    /// The number of a port of this node.
    pub const fn as_port(self) -> Option<u64> {
        if self.is_port() { Some(self.0 >> 4) } else { None }
    }

    /// The handler's slot in the word of a `catch` or `try`.
    pub const fn as_catch(self) -> Option<u32> {
        if self.0 & 0x3f == TAG_CATCH { Some((self.0 >> 6) as u32) } else { None }
    }

    /// `true` or `false` as a truth value.
    pub fn as_bool(self) -> Option<bool> {
        match self.as_atom()? {
            crate::atom::am::TRUE => Some(true),
            crate::atom::am::FALSE => Some(false),
            _ => None,
        }
    }

    /// The kind of object behind a header word.
    #[inline]
    pub fn header_kind(self) -> Option<Kind> {
        Kind::of_header(self.0)
    }

    /// The number of words after a header word.
    #[inline]
    pub const fn header_arity(self) -> usize {
        if self.0 & HEADER_MASK != Kind::Map as u64 {
            return (self.0 >> 6) as usize;
        }
        let value = self.map_value();
        match self.0 >> 6 & 0b11 {
            0 => value as usize + 2,
            1 => value.count_ones() as usize,
            _ => value.count_ones() as usize + 1,
        }
    }
}

impl std::fmt::Debug for Term {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let place = if self.is_literal() { "lit" } else { "heap" };
        if let Some(n) = self.as_small() {
            write!(f, "{n}")
        } else if let Some(a) = self.as_atom() {
            write!(f, "atom#{}", a.0)
        } else if let Some((number, serial)) = self.pid_parts() {
            write!(f, "<0.{number}.{serial}>")
        } else if let Some(port) = self.as_port() {
            write!(f, "#Port<0.{port}>")
        } else if self.is_nil() {
            f.write_str("[]")
        } else if self.is_list() {
            write!(f, "list@{place}+{}", self.offset())
        } else if self.is_boxed() {
            write!(f, "boxed@{place}+{}", self.offset())
        } else {
            write!(f, "word#{:x}", self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn small_integers_end_where_otp_ends_them() {
        assert_eq!(Term::small(MAX_SMALL).unwrap().as_small(), Some(MAX_SMALL));
        assert_eq!(Term::small(MIN_SMALL).unwrap().as_small(), Some(MIN_SMALL));
        assert_eq!(Term::small(MAX_SMALL + 1), None);
        assert_eq!(Term::small(MIN_SMALL - 1), None);
    }

    #[test]
    fn tags_are_beam_s_own() {
        assert_eq!(Term::small_wrapping(0).0, 0xf);
        assert_eq!(Term::NIL.0, 0x3b);
        assert_eq!(Term::list_at(3).0, 25);
        assert_eq!(Term::boxed_at(3).0, 26);
        assert_eq!(Term::boxed_at(3).as_literal().0, 30);
        assert_eq!(Term::boxed_at(3).as_literal().offset(), 3);
        assert_eq!(Term::header(Kind::Tuple, 2).0, 128);
        assert_eq!(Term::map_header(Kind::Map, 3).0, 0x3_013c);
        assert_eq!(Term::map_header(Kind::Map, 3).header_arity(), 5);
        assert_eq!(Term::map_header(Kind::MapNode, 0x8001).0, 0x8001_007c);
        assert_eq!(Term::map_header(Kind::MapNode, 0x8001).header_arity(), 2);
        assert_eq!(Term::map_header(Kind::MapArray, 0xffff).0, 0xffff_01bc);
        assert_eq!(Term::map_header(Kind::MapArray, 0xffff).header_arity(), 17);
        assert_eq!(Term::map_header(Kind::MapBitmap, 7).header_arity(), 4);
        assert_eq!(Term::map_header(Kind::MapBitmap, 7).header_kind(), Some(Kind::MapBitmap));
    }
}

//! The first byte of all matches and the last one that all have, found while a pattern is compiled.
//!
//! Which bytes are found is as in PCRE2, because it shows: where a match cannot begin nothing is tried, and so
//! `(*COMMIT)` at the beginning of a pattern does not count there.

use super::program::Byte;
use super::unicode::Folding;

/// What is known of a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Known {
    /// Nothing yet.
    #[default]
    Unset,
    /// That there is none.
    None,
    /// Which it is, and whether in either case, and whether its place varies.
    Byte(u8, bool, bool),
}

impl Known {
    fn is_byte(self) -> bool {
        matches!(self, Known::Byte(..))
    }

    fn or_none(self) -> Known {
        if self == Known::Unset { Known::None } else { self }
    }

    fn varying(self, more: bool) -> Known {
        match self {
            Known::Byte(byte, folded, varies) => Known::Byte(byte, folded, varies || more),
            other => other,
        }
    }
}

/// What is known within an alternative.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bytes {
    /// The first byte.
    pub first: Known,
    /// The last one that must be there.
    pub required: Known,
    zero_first: Known,
    zero_required: Known,
    /// The last group set the first byte.
    group_first: bool,
}

/// What a group is to what is known.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It is matched.
    Matched,
    /// It is one of a condition's.
    HalfCondition,
    /// It looks ahead.
    Ahead,
    /// It says nothing.
    Nothing,
}

impl Bytes {
    /// A character, folded or not.
    pub fn char(&mut self, c: u32, fold: Option<Folding>, utf: bool, varies: bool) {
        let folded = fold.is_some();
        if fold.is_some_and(|fold| {
            fold.unicode
                && (count(fold, c) > 2 || fold.turkish && "iI\u{130}\u{131}".chars().any(|i| u32::from(i) == c))
        }) {
            if self.first == Known::Unset {
                (self.first, self.zero_first) = (Known::None, Known::None);
            }
            return;
        }
        let mut buffer = [0; 4];
        let bytes: &[u8] = match char::from_u32(c).filter(|_| utf) {
            Some(c) => c.encode_utf8(&mut buffer).as_bytes(),
            None => {
                buffer[0] = c as u8;
                &buffer[..1]
            }
        };
        let (Some(head), Some(tail)) = (bytes.first(), bytes.last()) else { return };
        let usable = bytes.len() == 1 || !folded;
        self.zero_required = self.required;
        if self.first == Known::Unset {
            self.zero_first = Known::None;
            match usable {
                true => {
                    self.first = Known::Byte(*head, folded, false);
                    if bytes.len() > 1 {
                        self.required = Known::Byte(*tail, false, varies);
                    }
                }
                false => (self.first, self.required) = (Known::None, Known::None),
            }
        } else {
            self.zero_first = self.first;
            if usable {
                self.required = Known::Byte(*tail, folded, varies);
            }
        }
    }

    /// Any one of several characters.
    pub fn some(&mut self) {
        self.first = self.first.or_none();
        self.place();
    }

    /// A position that may be asked for before what is known.
    pub fn place(&mut self) {
        self.zero_first = self.first;
        self.zero_required = self.required;
    }

    /// What may be anything, also nothing.
    pub fn unknown(&mut self) {
        if self.first == Known::Unset {
            (self.first, self.zero_first) = (Known::None, Known::None);
        }
    }

    /// A call.
    pub fn call(&mut self) {
        self.group_first = false;
        self.first = self.first.or_none();
        self.zero_first = self.first;
    }

    /// The match may end here.
    pub fn accept(&mut self) {
        self.first = self.first.or_none();
    }

    /// A group, of which that is known; whether a byte's place varied before it.
    pub fn group(&mut self, inner: Bytes, role: Role, varies: bool) {
        let (mut first, mut required) = (inner.first, inner.required);
        if role == Role::HalfCondition {
            (first, required) = (Known::None, Known::None);
        }
        self.place();
        self.group_first = false;
        match role {
            Role::Ahead => {
                if first.is_byte() && required.is_byte() {
                    self.required = required;
                }
            }
            Role::Nothing => {}
            Role::Matched | Role::HalfCondition => {
                if self.first == Known::Unset && first != Known::Unset {
                    self.first = first;
                    self.group_first = first.is_byte();
                    self.zero_first = Known::None;
                } else if first.is_byte() && !required.is_byte() {
                    required = first.varying(varies);
                }
                if required.is_byte() {
                    self.required = required;
                }
            }
        }
    }

    /// The last item again: so often at least, and if it is one character of one byte that one.
    pub fn repeat(&mut self, min: u32, byte: Option<(u8, bool)>, group: bool, varies: bool) {
        if min == 0 {
            (self.first, self.required) = (self.zero_first, self.zero_required);
        }
        if min > 1 {
            if let Some((byte, folded)) = byte {
                self.required = Known::Byte(byte, folded, varies);
            } else if group && self.group_first && !self.required.is_byte() {
                self.required = self.first;
            }
        }
    }

    /// What is known of two alternatives; the other is the later one.
    pub fn or(self, other: Bytes) -> Bytes {
        let (mut a, mut b) = (self, other);
        let same = match (a.first, b.first) {
            (Known::Byte(x, f, _), Known::Byte(y, g, _)) => x == y && f == g,
            (x, y) => x == y,
        };
        if !same {
            if a.first.is_byte() && !a.required.is_byte() {
                a.required = a.first;
            }
            a.first = Known::None;
        }
        if !a.first.is_byte() && b.first.is_byte() && !b.required.is_byte() {
            b.required = b.first;
        }
        a.required = match (a.required, b.required) {
            (Known::Byte(x, f, v), Known::Byte(y, g, w)) if x == y && f == g => Known::Byte(x, f, v || w),
            (x, y) if x == y => x,
            _ => Known::None,
        };
        a
    }
}

fn count(fold: Folding, c: u32) -> usize {
    fold.like(c).ranges().iter().map(|(from, to)| (to - from + 1) as usize).sum()
}

/// The byte to search for, with its other case.
pub fn searched(known: Known, folding: Folding, utf: bool) -> Option<Byte> {
    let Known::Byte(byte, folded, _) = known else { return None };
    let mut other = byte;
    if folded && byte < 128 && byte.is_ascii_alphabetic() {
        other = byte ^ 0x20;
    } else if folded && byte >= 128 && (folding.unicode || folding.latin1) && !utf {
        let like = folding.like(u32::from(byte));
        let found = (0..=255u8).find(|c| *c != byte && like.contains(u32::from(*c)));
        other = found.unwrap_or(byte);
    }
    Some(Byte { byte, other })
}

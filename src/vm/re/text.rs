//! Characters and ends of lines in bytes that are text, or Latin-1.
//!
//! Nothing here trusts that text is text: a position may be inside of a character.

use super::options::Newline;

/// The character at a place, which must not be the end, and its length.
#[inline]
pub fn decode(bytes: &[u8], at: usize, end: usize, utf: bool) -> (u32, usize) {
    let Some(lead) = bytes.get(at).copied() else { return (0, 1) };
    if !utf || lead < 0xc0 {
        return (u32::from(lead), 1);
    }
    let length = match lead {
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    };
    let rest = bytes.get(at + 1..(at + length).min(end)).unwrap_or_default();
    let bits = u32::from(lead) & (0x7f >> length);
    let code = rest.iter().fold(bits, |code, byte| code << 6 | u32::from(byte & 0x3f));
    (code, 1 + rest.len())
}

/// Where the character before a place begins, which must not be the start.
#[inline]
pub fn back(bytes: &[u8], at: usize, utf: bool) -> usize {
    let mut at = at.saturating_sub(1);
    while utf && at > 0 && bytes.get(at).is_some_and(|byte| byte & 0xc0 == 0x80) {
        at -= 1;
    }
    at
}

/// Where the next character begins.
#[inline]
pub fn forward(bytes: &[u8], at: usize, end: usize, utf: bool) -> usize {
    let mut at = at + 1;
    while utf && at < end && bytes.get(at).is_some_and(|byte| byte & 0xc0 == 0x80) {
        at += 1;
    }
    at
}

/// What ends lines.
#[derive(Clone, Copy, Debug)]
pub struct Lines {
    newline: Newline,
    utf: bool,
}

impl Lines {
    /// Lines that end so.
    pub fn new(newline: Newline, utf: bool) -> Lines {
        Lines { newline, utf }
    }

    /// Whether a CR and an LF together may end a line.
    pub fn may_be_crlf(self) -> bool {
        matches!(self.newline, Newline::CrLf | Newline::Any | Newline::AnyCrLf)
    }

    /// Whether a CR and an LF may end a line alone.
    pub fn is_any(self) -> bool {
        matches!(self.newline, Newline::Any | Newline::AnyCrLf)
    }

    /// Whether an LF alone ends a line.
    pub fn is_lf(self) -> bool {
        self.newline == Newline::Lf
    }

    /// The length of the end of a line at a place.
    #[inline]
    pub fn at(self, bytes: &[u8], at: usize, end: usize) -> Option<usize> {
        let byte = |n: usize| if at + n < end { bytes.get(at + n).copied() } else { None };
        let first = byte(0)?;
        match (self.newline, first) {
            (Newline::Lf, b'\n') | (Newline::Cr, b'\r') | (Newline::Nul, 0) => Some(1),
            (Newline::CrLf, b'\r') => (byte(1) == Some(b'\n')).then_some(2),
            (Newline::Any | Newline::AnyCrLf, b'\r') => Some(1 + usize::from(byte(1) == Some(b'\n'))),
            (Newline::Any | Newline::AnyCrLf, b'\n') | (Newline::Any, 0x0b | 0x0c) => Some(1),
            (Newline::Any, 0x80..) => wide(bytes, at, end, self.utf),
            _ => None,
        }
    }

    /// Whether a line ends right before a place.
    #[inline]
    pub fn before(self, bytes: &[u8], at: usize) -> bool {
        let Some(last) = at.checked_sub(1).and_then(|last| bytes.get(last)).copied() else { return false };
        match (self.newline, last) {
            (Newline::Lf, b'\n') | (Newline::Cr, b'\r') | (Newline::Nul, 0) => true,
            (Newline::CrLf, b'\n') => at >= 2 && bytes.get(at - 2) == Some(&b'\r'),
            (Newline::Any | Newline::AnyCrLf, b'\r' | b'\n') | (Newline::Any, 0x0b | 0x0c) => true,
            (Newline::Any, 0x80..) => {
                let start = back(bytes, at, self.utf);
                wide(bytes, start, at, self.utf) == Some(at - start)
            }
            _ => false,
        }
    }
}

/// The length of an end of a line beyond ASCII.
fn wide(bytes: &[u8], at: usize, end: usize, utf: bool) -> Option<usize> {
    let (c, length) = decode(bytes, at, end, utf);
    matches!(c, 0x85 | 0x2028 | 0x2029).then_some(length)
}

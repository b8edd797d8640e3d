//! What is a letter and so on: bytes are Latin-1, as OTP's tables of characters for this library say.

use crate::re::set::Set;

/// Letters beyond ASCII, and those of them that are small.
const LETTERS: [(u32, u32); 6] = [(0xaa, 0xaa), (0xb5, 0xb5), (0xba, 0xba), (0xc0, 0xd6), (0xd8, 0xf6), (0xf8, 0xff)];
const SMALL: [(u32, u32); 5] = [(0xaa, 0xaa), (0xb5, 0xb5), (0xba, 0xba), (0xdf, 0xf6), (0xf8, 0xff)];
const LARGE: [(u32, u32); 2] = [(0xc0, 0xd6), (0xd8, 0xde)];
const SIGNS: [(u32, u32); 6] = [(0xa0, 0xa9), (0xab, 0xb4), (0xb6, 0xb9), (0xbb, 0xbf), (0xd7, 0xd7), (0xf7, 0xf7)];

fn is_in(ranges: &[(u32, u32)], c: u8) -> bool {
    ranges.iter().any(|(from, to)| (*from..=*to).contains(&u32::from(c)))
}

/// Whether a byte is a letter.
pub(super) fn is_letter(c: u8) -> bool {
    c.is_ascii_alphabetic() || is_in(&LETTERS, c)
}

/// Whether a byte can be in a name.
pub fn is_word(c: u8) -> bool {
    is_letter(c) || c.is_ascii_digit() || c == b'_'
}

/// What is in a POSIX class beyond ASCII; `(?i)` makes letters of all that are large or small.
pub fn posix(name: &[u8], caseless: bool) -> Set {
    let ranges: &[(u32, u32)] = match name {
        b"lower" | b"upper" if caseless => &LETTERS,
        b"alpha" | b"alnum" | b"word" => &LETTERS,
        b"lower" => &SMALL,
        b"upper" => &LARGE,
        b"cntrl" => &[(0x80, 0x9f)],
        b"graph" | b"print" => &[(0xa0, 0xff)],
        b"punct" => &SIGNS,
        _ => &[],
    };
    Set::of(ranges.to_vec())
}

//! How many columns a character takes (`wcwidth(3)`).

use unicode_width::UnicodeWidthChar;

/// The columns of a character; nothing where it is not printed.
pub fn columns(character: u32) -> Option<usize> {
    match character {
        0 => Some(0),
        // The C library shows it, other than Unicode's rules for widths have it.
        0xad => Some(1),
        character => char::from_u32(character)?.width(),
    }
}

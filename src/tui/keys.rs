//! Keys: how the table of actions names them, and how what the terminal reports becomes one of them.

use crossterm::event::{KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use std::fmt;

/// A key with its modifiers, in the one form that is compared. A character carries its own shift.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Hash, Debug)]
pub struct Chord {
    /// The key.
    pub code: KeyCode,
    /// Control, Alt; Shift only for keys that are no characters.
    pub modifiers: KeyModifiers,
}

/// A character.
pub const fn ch(c: char) -> Chord {
    Chord { code: KeyCode::Char(c), modifiers: KeyModifiers::NONE }
}

/// A character with Control.
pub const fn ctrl(c: char) -> Chord {
    Chord { code: KeyCode::Char(c), modifiers: KeyModifiers::CONTROL }
}

/// A character with Alt.
pub const fn alt(c: char) -> Chord {
    Chord { code: KeyCode::Char(c), modifiers: KeyModifiers::ALT }
}

/// Another key.
pub const fn key(code: KeyCode) -> Chord {
    Chord { code, modifiers: KeyModifiers::NONE }
}

/// A function key with a modifier.
pub const fn fun(n: u8, modifiers: KeyModifiers) -> Chord {
    Chord { code: KeyCode::F(n), modifiers }
}

/// The key that an event reports; `None` for releases.
///
/// Terminals tell shifted function keys in two ways, as F11 with Shift or as F23, and shifted Tab as a key of its
/// own; characters come with or without Shift. All of these are brought to one form.
pub fn chord(event: KeyEvent) -> Option<Chord> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let kept = KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT;
    let mut modifiers = event.modifiers & kept;
    let mut code = event.code;
    match code {
        KeyCode::Char(c) => {
            if modifiers.contains(KeyModifiers::SHIFT) && c.is_ascii_lowercase() {
                code = KeyCode::Char(c.to_ascii_uppercase());
            }
            if modifiers.contains(KeyModifiers::CONTROL) {
                code = KeyCode::Char(c.to_ascii_lowercase());
            }
            modifiers -= KeyModifiers::SHIFT;
        }
        KeyCode::BackTab => modifiers -= KeyModifiers::SHIFT,
        KeyCode::Tab if modifiers.contains(KeyModifiers::SHIFT) => {
            code = KeyCode::BackTab;
            modifiers -= KeyModifiers::SHIFT;
        }
        KeyCode::F(n @ 13..=24) => {
            code = KeyCode::F(n - 12);
            modifiers |= KeyModifiers::SHIFT;
        }
        _ => {}
    }
    Some(Chord { code, modifiers })
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (modifier, name) in
            [(KeyModifiers::CONTROL, "Ctrl-"), (KeyModifiers::ALT, "Alt-"), (KeyModifiers::SHIFT, "Shift-")]
        {
            if self.modifiers.contains(modifier) {
                f.write_str(name)?;
            }
        }
        match self.code {
            KeyCode::Char(' ') => f.write_str("Space"),
            KeyCode::Char(c) => write!(f, "{c}"),
            KeyCode::F(n) => write!(f, "F{n}"),
            KeyCode::BackTab => f.write_str("Shift-Tab"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            KeyCode::Delete => f.write_str("Del"),
            other => write!(f, "{other:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_form_for_each_key() {
        let shift = KeyModifiers::SHIFT;
        assert_eq!(chord(KeyEvent::new(KeyCode::Char('S'), shift)), Some(ch('S')));
        assert_eq!(chord(KeyEvent::new(KeyCode::Char('s'), shift)), Some(ch('S')));
        assert_eq!(chord(KeyEvent::new(KeyCode::F(23), KeyModifiers::NONE)), Some(fun(11, shift)));
        assert_eq!(chord(KeyEvent::new(KeyCode::BackTab, shift)), Some(key(KeyCode::BackTab)));
        let release = KeyEvent::new_with_kind(KeyCode::Char('s'), KeyModifiers::NONE, KeyEventKind::Release);
        assert_eq!(chord(release), None);
    }

    #[test]
    fn keys_have_names() {
        assert_eq!(fun(11, KeyModifiers::SHIFT).to_string(), "Shift-F11");
        assert_eq!(ctrl('c').to_string(), "Ctrl-c");
        assert_eq!(key(KeyCode::BackTab).to_string(), "Shift-Tab");
    }
}

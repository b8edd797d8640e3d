//! A line being typed: in the palette, for a search, as an answer.

/// What the line is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// The palette.
    Palette,
    /// A search in a pane or a text; on the home page, a filter.
    Search,
    /// The answer to a lesson's question.
    Answer,
}

/// The most that can be typed, in characters.
const LONGEST: usize = 1_000;

/// The line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Input {
    /// What it is for.
    pub purpose: Purpose,
    /// What is typed.
    pub text: String,
    /// The cursor, in bytes; always between characters.
    pub cursor: usize,
    /// The row chosen in the palette.
    pub choice: usize,
    /// The row from which a search looks on.
    pub origin: usize,
}

impl Input {
    /// An empty line.
    pub fn new(purpose: Purpose) -> Input {
        Input { purpose, text: String::new(), cursor: 0, choice: 0, origin: 0 }
    }

    /// Replaces the whole line.
    pub fn set(&mut self, text: String) {
        self.cursor = text.len();
        self.text = text;
        self.choice = 0;
    }

    /// What stands before the line.
    pub fn prompt(&self) -> &'static str {
        match self.purpose {
            Purpose::Palette => ":",
            Purpose::Search => "/",
            Purpose::Answer => "answer: ",
        }
    }

    /// Types a character.
    pub fn insert(&mut self, c: char) {
        if !c.is_control() && self.text.len() < LONGEST {
            self.text.insert(self.cursor, c);
            self.cursor += c.len_utf8();
            self.choice = 0;
        }
    }

    /// Deletes the character before the cursor; says whether there was one.
    pub fn backspace(&mut self) -> bool {
        let Some(c) = self.before().chars().next_back() else { return false };
        self.cursor -= c.len_utf8();
        self.text.remove(self.cursor);
        self.choice = 0;
        true
    }

    /// Deletes the character under the cursor.
    pub fn delete(&mut self) {
        if self.cursor < self.text.len() {
            self.text.remove(self.cursor);
        }
    }

    /// Deletes the word before the cursor.
    pub fn delete_word(&mut self) {
        let before = self.before().trim_end();
        let start = before.rfind(' ').map_or(0, |at| at + 1);
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
        self.choice = 0;
    }

    /// Deletes everything before the cursor.
    pub fn delete_line(&mut self) {
        self.text.replace_range(..self.cursor, "");
        self.cursor = 0;
        self.choice = 0;
    }

    /// Moves the cursor by a character.
    pub fn go(&mut self, right: bool) {
        if right {
            self.cursor += self.after().chars().next().map_or(0, char::len_utf8);
        } else {
            self.cursor -= self.before().chars().next_back().map_or(0, char::len_utf8);
        }
    }

    /// What stands before the cursor.
    pub fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or_default()
    }

    /// What stands from the cursor on.
    pub fn after(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_and_deleting() {
        let mut input = Input::new(Purpose::Palette);
        "gotö 12".chars().for_each(|c| input.insert(c));
        input.delete_word();
        assert_eq!((input.text.as_str(), input.cursor), ("gotö ", 6));
        input.backspace();
        input.backspace();
        input.go(false);
        input.insert('ü');
        input.go(true);
        input.delete();
        assert_eq!(input.text, "goüt");
        input.delete_line();
        assert!(!input.backspace() && input.text.is_empty());
    }
}

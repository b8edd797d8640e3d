//! The line that OTP 25's driver `tty_sl` keeps (`erts/emulator/drivers/unix/ttsl_drv.c`): what is on the terminal since
//! the last newline, and where the cursor is in it. Operations change the line and give the bytes that draw the change.
//!
//! A character takes one cell, what is shown as several the cells that OTP gives it. The cursor is never outside of the
//! line.

use serde::{Deserialize, Serialize};

use super::width;

/// The operation is the first byte of what the port is told.
mod operation {
    pub const PUT: u8 = 0;
    pub const MOVE: u8 = 1;
    pub const INSERT: u8 = 2;
    pub const DELETE: u8 = 3;
    pub const BEEP: u8 = 4;
    pub const PUT_SYNC: u8 = 5;
}

/// How long a line may become before it is taken for ended.
const LONGEST: usize = 1 << 16;

/// What is in one place of the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Cell {
    /// A character that is shown as it is.
    Shown(u32),
    /// The beginning of a tab.
    Tab,
    /// The beginning of a control sequence.
    Escape,
    /// A control character, shown as `^` and a letter.
    Control(u8),
    /// A character that the terminal cannot show, as its number.
    Number(u32),
    /// The second and later cells of a tab.
    TabPad,
    /// The second and later cells of the last two before.
    Pad,
}

/// The line, and what else the driver knows of the terminal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The port that it belongs to.
    pub port: u64,
    /// Whether the terminal takes UTF-8.
    pub unicode: bool,
    /// The characters of a line of the terminal.
    columns: usize,
    cells: Vec<Cell>,
    position: usize,
    /// The beginning of a character that has not come whole.
    partial: Vec<u8>,
}

/// What the operation was.
#[derive(Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The bytes for the terminal.
    pub bytes: Vec<u8>,
    /// Whether the port tells when they are written.
    pub confirm: bool,
}

impl Line {
    /// A line with nothing in it.
    pub fn new(port: u64, unicode: bool, columns: u16) -> Line {
        let mut line = Line { port, unicode, columns: 1, cells: Vec::new(), position: 0, partial: Vec::new() };
        line.resize(columns);
        line
    }

    /// The terminal has so many columns.
    pub fn resize(&mut self, columns: u16) {
        self.columns = if columns == 0 { 80 } else { columns.into() };
    }

    /// Whether the numbers fit, as those of a state from outside must.
    pub fn is_consistent(&self) -> bool {
        self.columns > 0 && self.position <= self.cells.len() && self.partial.len() < 4
    }

    /// Does what the port is told.
    pub fn command(&mut self, bytes: &[u8]) -> Drawn {
        let mut out = Vec::new();
        if self.position > LONGEST {
            self.put(b"\n", &mut out);
        }
        let Some((operation, rest)) = bytes.split_first() else { return Drawn { bytes: out, confirm: false } };
        match *operation {
            operation::PUT | operation::PUT_SYNC => self.put(rest, &mut out),
            operation::MOVE => self.step(number(rest), &mut out),
            operation::INSERT => self.insert(rest, &mut out),
            operation::DELETE => self.delete(number(rest), &mut out),
            operation::BEEP => out.push(7),
            _ => {}
        }
        Drawn { bytes: out, confirm: *operation == operation::PUT_SYNC }
    }

    /// What was typed, in UTF-8; the beginning of a character waits for its rest. A byte that is no UTF-8 has the
    /// terminal taken for one of Latin-1.
    pub fn typed(&mut self, bytes: Vec<u8>) -> Vec<u8> {
        let mut all = std::mem::take(&mut self.partial);
        all.extend(bytes);
        if self.unicode {
            let Err(error) = std::str::from_utf8(&all) else { return all };
            if error.error_len().is_none() {
                self.partial = all.split_off(error.valid_up_to());
                return all;
            }
            self.unicode = false;
        }
        all.into_iter().flat_map(|byte| char::from(byte).to_string().into_bytes()).collect()
    }

    /// Writes over what is at the cursor.
    fn put(&mut self, text: &[u8], out: &mut Vec<u8>) {
        let from = self.place(text, out);
        if from < self.position {
            self.write(from, self.position, false, out);
        }
    }

    fn insert(&mut self, text: &[u8], out: &mut Vec<u8>) {
        let tail = self.cells.split_off(self.position);
        let from = self.place(text, out);
        self.cells.extend(tail);
        self.write(from, self.cells.len(), false, out);
        self.travel(self.cells.len(), self.position, out);
    }

    /// Puts a text into the line; gives where in the line it begins, after its last newline.
    fn place(&mut self, text: &[u8], out: &mut Vec<u8>) -> usize {
        let mut from = self.position;
        for character in decoded(text) {
            match character {
                9 => {
                    self.set(Cell::Tab);
                    while !self.position.is_multiple_of(8) {
                        self.set(Cell::TabPad);
                    }
                }
                0x1b => self.set(Cell::Escape),
                10 | 13 => {
                    self.write(from, self.position, true, out);
                    out.push(b'\r');
                    if character == 10 {
                        out.push(b'\n');
                    }
                    self.cells.drain(..self.position);
                    (self.position, from) = (0, 0);
                }
                0x20..=0x7e => self.set(Cell::Shown(character)),
                128.. if self.unicode => self.set(Cell::Shown(character)),
                128.. => {
                    self.set(Cell::Number(character));
                    (0..as_number(character).len() - 1).for_each(|_| self.set(Cell::Pad));
                }
                _ => {
                    self.set(Cell::Control(character.to_le_bytes()[0]));
                    self.set(Cell::Pad);
                }
            }
        }
        from
    }

    fn set(&mut self, cell: Cell) {
        match self.cells.get_mut(self.position) {
            Some(place) => *place = cell,
            None => self.cells.push(cell),
        }
        self.position += 1;
    }

    /// Draws cells. At the end of a terminal's line its cursor stays in the last column until something follows:
    /// unless a newline does, it is sent on.
    fn write(&mut self, from: usize, to: usize, newline_follows: bool, out: &mut Vec<u8>) {
        let mut last = vec![b' '];
        for cell in self.cells.get(from..to).unwrap_or_default() {
            let bytes = match *cell {
                Cell::Shown(character) if self.unicode => {
                    char::from_u32(character).map(|c| c.to_string().into_bytes()).unwrap_or_default()
                }
                Cell::Shown(character) => vec![character.to_le_bytes()[0]],
                Cell::Escape => vec![0x1b],
                Cell::Control(control) => vec![b'^', if control == 127 { b'?' } else { control | 0x40 }],
                Cell::Number(character) => as_number(character).into_bytes(),
                Cell::Tab | Cell::TabPad => vec![b' '],
                Cell::Pad => continue,
            };
            out.extend(&bytes);
            let whole = matches!(cell, Cell::Shown(_));
            last = if whole { bytes } else { bytes.last().copied().into_iter().collect() };
        }
        self.wrap(to, &last, newline_follows, out);
    }

    fn wrap(&self, to: usize, last: &[u8], newline_follows: bool, out: &mut Vec<u8>) {
        if newline_follows || to == 0 || !self.column(to).is_multiple_of(self.columns) {
            return;
        }
        out.extend(if to >= self.cells.len() { b" " } else { last });
        out.push(8);
    }

    /// Moves the cursor over so many characters.
    fn step(&mut self, count: i16, out: &mut Vec<u8>) {
        let to = self.after(count);
        self.travel(self.position, to, out);
        self.position = to;
    }

    /// Deletes so many characters after the cursor, or before it.
    fn delete(&mut self, count: i16, out: &mut Vec<u8>) {
        let to = self.after(count);
        let blanks = self.column(self.position.max(to)) - self.column(self.position.min(to));
        if to == self.position {
            return;
        }
        if to < self.position {
            self.travel(self.position, to, out);
        }
        self.cells.drain(self.position.min(to)..self.position.max(to));
        self.position = self.position.min(to);
        self.write(self.position, self.cells.len(), false, out);
        out.extend(std::iter::repeat_n(b' ', blanks));
        if (self.column(self.cells.len()) + blanks).is_multiple_of(self.columns) {
            out.extend(b" \x08");
        }
        self.travel(self.cells.len() + blanks, self.position, out);
    }

    /// The place that many characters from the cursor.
    fn after(&self, count: i16) -> usize {
        let mut to = self.position;
        let is_pad = |place: usize| matches!(self.cells.get(place), Some(Cell::Pad | Cell::TabPad));
        for _ in 0..count.unsigned_abs() {
            if count > 0 && to < self.cells.len() {
                to += 1;
                while is_pad(to) {
                    to += 1;
                }
            } else if count < 0 && to > 0 {
                to -= 1;
                while to > 0 && is_pad(to) {
                    to -= 1;
                }
            }
        }
        to
    }

    /// Moves the terminal's cursor.
    fn travel(&self, from: usize, to: usize, out: &mut Vec<u8>) {
        let (from, to) = (self.column(from), self.column(to));
        let lines = (from / self.columns, to / self.columns);
        let columns = (from % self.columns, to % self.columns);
        let moves = [
            (&b"\n"[..], lines.1.saturating_sub(lines.0)),
            (b"\x1b[A", lines.0.saturating_sub(lines.1)),
            (b"\x1b[C", columns.1.saturating_sub(columns.0)),
            (b"\x08", columns.0.saturating_sub(columns.1)),
        ];
        for (sequence, times) in moves {
            (0..times).for_each(|_| out.extend(sequence));
        }
    }

    /// The column of a place, without regard to where the terminal's lines end. What comes after the line are blanks.
    /// What is shown as several characters counts none, as in OTP.
    fn column(&self, place: usize) -> usize {
        let mut column = place.saturating_sub(self.cells.len());
        let mut at = 0;
        while at < place.min(self.cells.len()) {
            match self.cells.get(at) {
                Some(Cell::Escape) => at += self.sequence(at),
                Some(Cell::Shown(character)) => {
                    column += width::columns(*character).unwrap_or(0);
                    at += 1;
                }
                _ => at += 1,
            }
        }
        column
    }

    /// The cells of a control sequence that sets colours, as far as it is one.
    fn sequence(&self, at: usize) -> usize {
        let rest = self.cells.get(at + 1..).unwrap_or_default();
        let is =
            |cell: &Cell, set: &[u8]| matches!(cell, Cell::Shown(c) if set.iter().any(|byte| u32::from(*byte) == *c));
        match rest.split_first() {
            None => 1,
            Some((first, _)) if !is(first, b"[") => 2,
            Some((_, rest)) => 3 + rest.iter().take_while(|cell| is(cell, b";0123456789")).count(),
        }
    }
}

/// Two bytes, the more significant one first.
fn number(bytes: &[u8]) -> i16 {
    match bytes {
        [high, low, ..] => i16::from_be_bytes([*high, *low]),
        _ => 0,
    }
}

/// Characters in UTF-8; a byte that is none stands for itself.
fn decoded(text: &[u8]) -> Vec<u32> {
    let mut characters = Vec::with_capacity(text.len());
    for chunk in text.utf8_chunks() {
        characters.extend(chunk.valid().chars().map(u32::from));
        characters.extend(chunk.invalid().iter().map(|byte| u32::from(*byte)));
    }
    characters
}

/// `\351`, or `\x{20AC}` where that does not do.
fn as_number(character: u32) -> String {
    if character < 0o1000 { format!("\\{character:03o}") } else { format!("\\x{{{character:X}}}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line() -> Line {
        Line::new(0, true, 10)
    }

    fn told(line: &mut Line, operation: u8, rest: &[u8]) -> String {
        let drawn = line.command(&[&[operation], rest].concat());
        String::from_utf8_lossy(&drawn.bytes).into_owned()
    }

    fn moved(line: &mut Line, operation: u8, count: i16) -> String {
        told(line, operation, &count.to_be_bytes())
    }

    #[test]
    fn characters_are_put_inserted_and_deleted() {
        let mut line = line();
        assert_eq!(told(&mut line, operation::PUT, b"1> "), "1> ");
        assert_eq!(told(&mut line, operation::INSERT, b"abc"), "abc");
        assert_eq!(moved(&mut line, operation::MOVE, -2), "\x08\x08");
        assert_eq!(told(&mut line, operation::INSERT, b"x"), "xbc\x08\x08");
        assert_eq!(moved(&mut line, operation::DELETE, -1), "\x08bc \x08\x08\x08");
        assert_eq!(moved(&mut line, operation::DELETE, 1), "c \x08\x08");
        assert_eq!(moved(&mut line, operation::MOVE, 9), "\x1b[C");
        assert_eq!(moved(&mut line, operation::DELETE, 3), "");
        assert_eq!(told(&mut line, operation::BEEP, b""), "\x07");
    }

    #[test]
    fn the_cursor_goes_to_the_next_line_of_the_terminal_when_one_is_full() {
        let mut line = line();
        assert_eq!(told(&mut line, operation::PUT, b"0123456789"), "0123456789 \x08");
        assert_eq!(moved(&mut line, operation::MOVE, -1), "\x1b[A".to_string() + &"\x1b[C".repeat(9));
        assert_eq!(told(&mut line, operation::PUT, b"9\nab"), "9\r\nab");
        assert_eq!(moved(&mut line, operation::DELETE, -5), "\x08\x08  \x08\x08");
    }

    #[test]
    fn what_is_not_printed_is_shown() {
        let mut line = line();
        assert_eq!(told(&mut line, operation::PUT, b"a\tb\x01"), "a       b^A");
        // As in OTP: the tab and the control character count no column.
        assert_eq!(moved(&mut line, operation::MOVE, -3), "\x08");
        line.unicode = false;
        let wide = "\u{e9}\u{20ac}".as_bytes();
        assert_eq!(told(&mut line, operation::PUT, &[b"\n", wide].concat()), "\r\n\\351\\x{20AC} \x08");
    }

    #[test]
    fn control_sequences_take_no_columns() {
        let mut line = line();
        told(&mut line, operation::PUT, b"\x1b[31mred\x1b[0m");
        assert_eq!(moved(&mut line, operation::MOVE, -7), "\x08\x08\x08");
    }

    #[test]
    fn characters_of_two_columns() {
        let mut line = line();
        told(&mut line, operation::PUT, "\u{4e2d}a".as_bytes());
        assert_eq!(moved(&mut line, operation::DELETE, -2), "\x08\x08\x08   \x08\x08\x08");
    }

    #[test]
    fn what_is_typed_comes_in_whole_characters() {
        let mut line = line();
        assert_eq!(line.typed(vec![b'a', 0xc3]), b"a");
        assert_eq!(line.typed(vec![0xa9]), "\u{e9}".as_bytes());
        assert_eq!(line.typed(vec![0xe9, b'b']), "\u{e9}b".as_bytes());
        assert!(!line.unicode);
    }

    #[test]
    fn anything_can_be_told() {
        let mut line = line();
        assert_eq!(line.command(&[]), Drawn { bytes: Vec::new(), confirm: false });
        for operation in 0..=9 {
            for rest in [&b""[..], b"\xff", b"\x80\x00", b"\x7f\xff\xff", b"\r\t\x1b"] {
                line.command(&[&[operation], rest].concat());
                assert!(line.is_consistent());
            }
        }
        assert!(line.command(&[operation::PUT_SYNC]).confirm);
    }
}

//! What a call reads from and writes to.

/// Input that is used up from the front, and room for output.
#[derive(Debug)]
pub struct Io<'a> {
    input: &'a [u8],
    used: usize,
    output: &'a mut Vec<u8>,
    room: usize,
}

impl<'a> Io<'a> {
    /// This input, and room for so many bytes more at the end of `output`.
    pub fn new(input: &'a [u8], output: &'a mut Vec<u8>, room: usize) -> Io<'a> {
        Io { input, used: 0, output, room }
    }

    /// How many bytes of the input were used.
    pub fn used(&self) -> usize {
        self.used
    }

    /// How many bytes more may come out.
    pub fn room(&self) -> usize {
        self.room
    }

    /// The input that is left.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.input.get(self.used..).unwrap_or_default()
    }

    /// How much input is left.
    pub(crate) fn left(&self) -> usize {
        self.input.len() - self.used
    }

    /// Uses so many bytes of the input, or what is left of it.
    pub(crate) fn take(&mut self, count: usize) -> &'a [u8] {
        let rest = self.rest();
        let taken = &rest[..count.min(rest.len())];
        self.used += taken.len();
        taken
    }

    /// The next byte of the input.
    #[inline]
    pub(crate) fn byte(&mut self) -> Option<u8> {
        let byte = self.input.get(self.used).copied()?;
        self.used += 1;
        Some(byte)
    }

    /// The last bytes that were used, so many of them, or all.
    pub(crate) fn last_used(&self, count: usize) -> &'a [u8] {
        self.input.get(self.used - count.min(self.used)..self.used).unwrap_or_default()
    }

    /// Puts out as many of the bytes as there is room for; how many these were.
    pub(crate) fn put(&mut self, bytes: &[u8]) -> usize {
        let count = bytes.len().min(self.room);
        self.output.extend_from_slice(&bytes[..count]);
        self.room -= count;
        count
    }

    /// Puts out a byte, for which there is room.
    #[inline]
    pub(crate) fn put_byte(&mut self, byte: u8) {
        self.output.push(byte);
        self.room = self.room.saturating_sub(1);
    }

    /// How much was put out so far, by this call and before.
    pub(crate) fn output_len(&self) -> usize {
        self.output.len()
    }

    /// What was put out from there on.
    pub(crate) fn output_since(&self, start: usize) -> &[u8] {
        self.output.get(start..).unwrap_or_default()
    }

    /// Puts out again what was put out `distance` bytes ago, `length` bytes of it, which may overlap. The caller has
    /// seen to it that the distance is within the output and the length within the room.
    pub(crate) fn repeat(&mut self, distance: usize, length: usize) {
        let Some(start) = self.output.len().checked_sub(distance) else { return };
        self.room = self.room.saturating_sub(length);
        if distance >= length {
            self.output.extend_from_within(start..start + length);
            return;
        }
        for at in start..start + length {
            if let Some(byte) = self.output.get(at).copied() {
                self.output.push(byte);
            }
        }
    }
}

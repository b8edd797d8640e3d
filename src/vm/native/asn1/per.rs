//! Packs what an encoder of PER has said byte by byte into bits (OTP's `asn1_erl_nif.c`, `per_complete`).
//!
//! The input is a sequence of instructions, each a byte and its operands: single bits, alignment, and bits or octets
//! with their number in one byte or in two. What is to be left out of an octet is not masked, but or'ed to what
//! follows, as there.

use crate::exec::Fail;

/// Why nothing is packed.
pub(super) enum PerError {
    /// An instruction is none, or has not all its operands.
    Instruction,
    /// There is no room for so many bytes.
    Room(Fail),
}

/// The bytes that the instructions come to: at least one, if there is an instruction. `room` tells whether so many
/// bytes may be made.
pub(super) fn complete(input: &[u8], room: impl Fn(usize) -> Result<(), Fail>) -> Result<Vec<u8>, PerError> {
    let mut writer = Writer { bytes: Vec::new(), last: 0, unused: 8 };
    // An instruction may have more operands than it reads. The others are then instructions, but as many bytes of the
    // end are none.
    let (mut at, mut left) = (0, input.len());
    while left > 0 {
        let mut operands = Operands { input, at: at + 1, left: left - 1 };
        instruction(*input.get(at).ok_or(PerError::Instruction)?, &mut operands, &mut writer, &room)?;
        (at, left) = (operands.at, operands.left);
        room(writer.bytes.len()).map_err(PerError::Room)?;
    }
    Ok(if input.is_empty() { Vec::new() } else { writer.finish() })
}

fn instruction(
    code: u8,
    operands: &mut Operands<'_>,
    writer: &mut Writer,
    room: &impl Fn(usize) -> Result<(), Fail>,
) -> Result<(), PerError> {
    match code {
        0 => writer.bit(false),
        1 => writer.bit(true),
        2 => writer.align(),
        10 => {
            let (count, value) = operands.two_at_hand()?;
            return writer.low_bits(usize::from(count), value);
        }
        20 | 21 => {
            let count = operands.number(usize::from(code - 19))?;
            let octets = operands.octets(count, count)?;
            writer.align();
            writer.octets(octets);
        }
        30 | 31 => {
            let unused = operands.number(1)?;
            let count = operands.number(usize::from(code - 29))?;
            let octets = operands.octets(count, count)?;
            return writer.octets_but(octets, unused);
        }
        40..=43 | 45..=47 => {
            // How many bytes tell of how many bits there are to be, and of how many octets follow.
            let (wanted, sizes) = match code {
                40 | 45 => (1, 1),
                41 => (1, 2),
                42 | 46 => (2, 1),
                _ => (2, 2),
            };
            let (wanted, count) = (operands.number(wanted)?, operands.number(sizes)?);
            room(writer.bytes.len() + wanted / 8).map_err(PerError::Room)?;
            return if code < 45 {
                writer.bits_of_octets(operands.octets(count, count)?, wanted)
            } else {
                let read = if wanted < count * 8 { wanted / 8 + 1 } else { count };
                writer.bits(operands.octets(count, read)?, wanted);
                Ok(())
            };
        }
        _ => return Err(PerError::Instruction),
    }
    Ok(())
}

/// What follows an instruction.
struct Operands<'a> {
    input: &'a [u8],
    at: usize,
    left: usize,
}

impl<'a> Operands<'a> {
    /// A number of one byte or two.
    fn number(&mut self, size: usize) -> Result<usize, PerError> {
        let bytes = self.octets(size, size)?;
        Ok(bytes.iter().fold(0, |number, byte| number << 8 | usize::from(*byte)))
    }

    /// Two octets, which need only be there: no instruction follows them if they are of the end.
    fn two_at_hand(&mut self) -> Result<(u8, u8), PerError> {
        let Some(&[first, second]) = self.input.get(self.at..self.at + 2) else { return Err(PerError::Instruction) };
        self.left = self.left.saturating_sub(2);
        self.at += 2;
        Ok((first, second))
    }

    /// The first of so many octets.
    fn octets(&mut self, count: usize, read: usize) -> Result<&'a [u8], PerError> {
        self.left = self.left.checked_sub(count).ok_or(PerError::Instruction)?;
        let octets = self.input.get(self.at..self.at + read).ok_or(PerError::Instruction)?;
        self.at += read;
        Ok(octets)
    }
}

struct Writer {
    /// The bytes before the last one.
    bytes: Vec<u8>,
    last: u8,
    /// How many bits of the last byte are still to be set: 1 to 8.
    unused: u32,
}

impl Writer {
    fn next_byte(&mut self, byte: u8) {
        self.bytes.push(self.last);
        self.last = byte;
    }

    fn bit(&mut self, bit: bool) {
        self.last |= u8::from(bit) << (self.unused - 1);
        self.unused -= 1;
        if self.unused == 0 {
            self.unused = 8;
            self.next_byte(0);
        }
    }

    fn align(&mut self) {
        if self.unused != 8 {
            self.unused = 8;
            self.next_byte(0);
        }
    }

    /// Octets where bits are, not aligned.
    fn octets(&mut self, octets: &[u8]) {
        for octet in octets {
            self.high_bits(8, *octet);
        }
    }

    /// The lowest bits of a value. OTP has no meaning for more than fit into what is left and another byte.
    fn low_bits(&mut self, count: usize, value: u8) -> Result<(), PerError> {
        let count = u32::try_from(count).ok().filter(|count| *count < self.unused + 8).ok_or(PerError::Instruction)?;
        let value = u32::from(value);
        match count.checked_sub(self.unused) {
            None => {
                self.last |= (value << (self.unused - count)) as u8;
                self.unused -= count;
            }
            Some(0) => {
                self.last |= value as u8;
                self.unused = 8;
                self.next_byte(0);
            }
            Some(over) => {
                self.last |= (value >> over) as u8;
                self.next_byte((value << (8 - over)) as u8);
                self.unused = 8 - over;
            }
        }
        Ok(())
    }

    /// The highest bits of a value, 8 at most. The others are set where the next ones go.
    fn high_bits(&mut self, count: u32, value: u8) {
        self.last |= value >> (8 - self.unused);
        match count.checked_sub(self.unused) {
            None => self.unused -= count,
            Some(over) => {
                self.next_byte(if over == 0 { 0 } else { value << self.unused });
                self.unused = 8 - over;
            }
        }
    }

    /// Octets without so many bits at the end of the last one.
    fn octets_but(&mut self, octets: &[u8], unused: usize) -> Result<(), PerError> {
        if unused == 0 {
            self.octets(octets);
            return Ok(());
        }
        let (last, before) = octets.split_last().ok_or(PerError::Instruction)?;
        let count = 8u32.checked_sub(u32::try_from(unused).unwrap_or(u32::MAX)).ok_or(PerError::Instruction)?;
        self.octets(before);
        self.high_bits(count, *last);
        Ok(())
    }

    fn zeros(&mut self, count: usize) {
        (0..count).for_each(|_| self.bit(false));
    }

    /// So many bits, of which each octet is one, and zeros behind them.
    fn bits_of_octets(&mut self, octets: &[u8], wanted: usize) -> Result<(), PerError> {
        for octet in octets.iter().take(wanted) {
            match octet {
                0 | 1 => self.bit(*octet == 1),
                _ => return Err(PerError::Instruction),
            }
        }
        self.zeros(wanted.saturating_sub(octets.len()));
        Ok(())
    }

    /// So many bits of octets, and zeros behind them.
    fn bits(&mut self, octets: &[u8], wanted: usize) {
        let whole = octets.get(..wanted / 8).unwrap_or(octets);
        self.octets(whole);
        match octets.get(whole.len()) {
            Some(last) => self.high_bits((wanted % 8) as u32, *last),
            None => self.zeros(wanted - whole.len() * 8),
        }
    }

    fn finish(mut self) -> Vec<u8> {
        if self.unused != 8 || self.bytes.is_empty() {
            self.bytes.push(self.last);
        }
        self.bytes
    }
}

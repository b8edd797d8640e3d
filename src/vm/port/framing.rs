//! How the bytes that a port reads become messages, and what comes before those that it writes (OTP's `sys_drivers.c`
//! for packets, `io.c` for lines).

use serde::{Deserialize, Serialize};

/// How bytes are divided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Framing {
    /// As they come.
    Stream,
    /// In packets that a number of their bytes comes before.
    Packet {
        /// The bytes of that number.
        header: usize,
        /// What has come of a packet, its number too.
        partial: Vec<u8>,
    },
    /// In lines.
    Line {
        /// The most bytes of a line that are told together.
        most: usize,
        /// What has come of a line.
        partial: Vec<u8>,
        /// Whether a carriage return has come behind that, which may belong to the end of the line.
        returned: bool,
    },
}

/// What is told at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Where these are of a line: whether it ends with them.
    pub eol: Option<bool>,
}

/// A packet is larger than may be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

impl Framing {
    /// Takes what has come; what there is to tell then. No more than `limit` bytes are kept.
    pub fn feed(&mut self, bytes: Vec<u8>, limit: usize) -> Result<Vec<Piece>, TooLarge> {
        match self {
            Framing::Stream => Ok(vec![Piece { bytes, eol: None }]),
            Framing::Packet { header, partial } => packets(*header, partial, bytes, limit),
            Framing::Line { most, partial, returned } => {
                let mut told = Vec::new();
                bytes.into_iter().for_each(|byte| line(*most, partial, returned, byte, &mut told));
                if partial.len() > limit { Err(TooLarge) } else { Ok(told) }
            }
        }
    }

    /// What there is to tell at the end.
    pub fn end(&mut self) -> Vec<Piece> {
        let Framing::Line { most, partial, returned } = self else { return Vec::new() };
        let mut rest = std::mem::take(partial);
        let returned = std::mem::take(returned);
        let mut told = Vec::new();
        if returned && rest.len() >= *most {
            told.push(std::mem::take(&mut rest));
        }
        rest.extend(returned.then_some(b'\r'));
        told.push(rest);
        let told = told.into_iter().filter(|bytes| !bytes.is_empty());
        told.map(|bytes| Piece { bytes, eol: Some(false) }).collect()
    }

    /// What comes before so many bytes that are written; nothing where the number is too large for it.
    pub fn header(&self, length: usize) -> Option<Vec<u8>> {
        let Framing::Packet { header, .. } = self else { return Some(Vec::new()) };
        let number = u32::try_from(length).ok()?.to_be_bytes();
        let (beyond, number) = number.split_at_checked(number.len().checked_sub(*header)?)?;
        beyond.iter().all(|byte| *byte == 0).then(|| number.to_vec())
    }
}

fn packets(header: usize, partial: &mut Vec<u8>, bytes: Vec<u8>, limit: usize) -> Result<Vec<Piece>, TooLarge> {
    partial.extend(bytes);
    let (mut told, mut at) = (Vec::new(), 0);
    while let Some(number) = partial.get(at..at + header) {
        let length = number.iter().fold(0, |number, byte| number << 8 | usize::from(*byte));
        let begin = at + header;
        let Some(packet) = partial.get(begin..begin + length) else {
            if length > limit {
                return Err(TooLarge);
            }
            break;
        };
        told.push(Piece { bytes: packet.to_vec(), eol: None });
        at = begin + length;
    }
    partial.drain(..at);
    Ok(told)
}

/// Takes a byte of a line. A carriage return is held back until it is known whether the line ends behind it.
fn line(most: usize, partial: &mut Vec<u8>, returned: &mut bool, byte: u8, told: &mut Vec<Piece>) {
    let mut tell = |partial: &mut Vec<u8>, eol| {
        told.push(Piece { bytes: std::mem::take(partial), eol: Some(eol) });
    };
    if byte == b'\n' {
        *returned = false;
        return tell(partial, true);
    }
    if *returned {
        if partial.len() >= most {
            tell(partial, false);
        }
        partial.push(b'\r');
        *returned = false;
    }
    if byte == b'\r' {
        *returned = true;
        return;
    }
    if partial.len() >= most {
        tell(partial, false);
    }
    partial.push(byte);
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn told(framing: &mut Framing, bytes: &[u8]) -> Vec<(String, Option<bool>)> {
        let text = |piece: Piece| (String::from_utf8(piece.bytes).unwrap(), piece.eol);
        framing.feed(bytes.to_vec(), 1 << 10).unwrap().into_iter().map(text).collect()
    }

    #[test]
    fn packets_are_told_when_they_are_whole() {
        for (header, first) in [(1, &[0, 3][1..]), (2, &[0, 3][..]), (4, &[0, 0, 0, 3][..])] {
            let mut framing = Framing::Packet { header, partial: Vec::new() };
            assert_eq!(framing.header(3).unwrap(), first);
            let bytes = [first, b"abc", first, b"de"].concat();
            for byte in &bytes[..header + 2] {
                assert_eq!(told(&mut framing, &[*byte]), []);
            }
            assert_eq!(told(&mut framing, &bytes[header + 2..]), [("abc".into(), None)]);
            assert_eq!(told(&mut framing, b"f"), [("def".into(), None)]);
            assert_eq!(framing.end(), []);
        }
        let mut framing = Framing::Packet { header: 4, partial: Vec::new() };
        assert_eq!(framing.feed(vec![0, 0, 4, 1], 1 << 10), Err(TooLarge));
        assert_eq!(Framing::Packet { header: 1, partial: Vec::new() }.header(256), None);
    }

    #[test]
    fn lines_end_with_either_end_and_are_told_in_parts_where_they_are_long() {
        let lines = || Framing::Line { most: 3, partial: Vec::new(), returned: false };
        let (eol, noeol) = (|text: &str| (text.to_string(), Some(true)), |text: &str| (text.to_string(), Some(false)));
        assert_eq!(told(&mut lines(), b"ab\nabc\n\nabcd\n"), [eol("ab"), eol("abc"), eol(""), noeol("abc"), eol("d")]);
        assert_eq!(told(&mut lines(), b"ab\r\nabc\r\na\rb\n"), [eol("ab"), eol("abc"), eol("a\rb")]);
        assert_eq!(told(&mut lines(), b"abc\rd\n"), [noeol("abc"), eol("\rd")]);
        let mut framing = lines();
        assert_eq!(told(&mut framing, b"abc\r"), []);
        let end: Vec<Vec<u8>> = framing.end().into_iter().map(|piece| piece.bytes).collect();
        assert_eq!(end, [b"abc".to_vec(), b"\r".to_vec()]);
        assert_eq!(framing.end(), []);
    }
}

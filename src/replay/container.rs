//! The container of snapshots and recordings: a signature line, a header that people can read
//! (RON), a separator line, and a body (postcard, compressed with zlib).
//!
//! Invariants: reading takes no more memory than [`MAX_BODY`] and what the header states; the hash
//! of the unpacked body is checked before anything in it is looked at; every error names the part
//! and the byte.

use std::cell::Cell;
use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use postcard::Deserializer;
use postcard::de_flavors::Flavor;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::error::FileError;

/// The first line of every file.
pub const SIGNATURE: &str = "ENIGMA SNAPSHOT\n";
/// The line between header and body.
pub const SEPARATOR: &str = "\n---- body: postcard in zlib ----\n";
/// The version of the format.
pub const FORMAT: u32 = 3;
/// The longest header, in bytes.
pub const MAX_HEADER: usize = 16 * 1024;
/// The most that a body may unpack to, in bytes.
pub const MAX_BODY: usize = 256 * 1024 * 1024;

/// What a file holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Kind {
    /// A machine at one instruction.
    Snapshot,
    /// A run from its start to its end.
    Recording,
}

/// What the file says of itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Header {
    /// [`FORMAT`].
    pub format: u32,
    /// Snapshot or recording.
    pub kind: Kind,
    /// The program and its version that wrote the file.
    pub created_by: String,
    /// What runs.
    pub title: String,
    /// The entry function with its arguments.
    pub entry: String,
    /// The seed of the schedule.
    pub seed: u64,
    /// The instruction of the snapshot, or the one at which the recording ends.
    pub position: u64,
    /// The hash of the machine's state there.
    pub state_hash: u64,
    /// Bytes of the body in the file.
    pub packed: usize,
    /// Bytes that it unpacks to.
    pub unpacked: usize,
    /// The hash (XXH3) of the unpacked body.
    pub body_hash: u64,
}

/// What the writer of a file states; lengths and hash come from the body.
pub(crate) struct Stated {
    pub kind: Kind,
    pub title: String,
    pub entry: String,
    pub seed: u64,
    pub position: u64,
    pub state_hash: u64,
}

/// Writes a file.
pub(crate) fn write(stated: Stated, body: &impl Serialize) -> Result<Vec<u8>, FileError> {
    let plain = postcard::to_allocvec(body).map_err(|e| FileError::new("body", 0, e))?;
    seal(stated, &plain)
}

/// Writes a file around a body that is already in postcard's form.
pub(crate) fn seal(stated: Stated, plain: &[u8]) -> Result<Vec<u8>, FileError> {
    if plain.len() > MAX_BODY {
        let what = format!("{} bytes, where {MAX_BODY} is the limit", plain.len());
        return Err(FileError::new("body", 0, what));
    }
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    let packed = encoder.write_all(plain).and_then(|()| encoder.finish());
    let packed = packed.map_err(|e| FileError::new("body", 0, e))?;
    let Stated { kind, title, entry, seed, position, state_hash } = stated;
    let header = Header {
        format: FORMAT,
        kind,
        created_by: concat!("enigma ", env!("CARGO_PKG_VERSION")).to_string(),
        title,
        entry,
        seed,
        position,
        state_hash,
        packed: packed.len(),
        unpacked: plain.len(),
        body_hash: xxh3_64(plain),
    };
    let text = ron::ser::to_string_pretty(&header, ron::ser::PrettyConfig::new());
    let text = text.map_err(|e| FileError::new("header", 0, e))?;
    if text.len() > MAX_HEADER {
        let what = format!("{} bytes, where {MAX_HEADER} is the limit", text.len());
        return Err(FileError::new("header", 0, what));
    }
    Ok([SIGNATURE.as_bytes(), text.as_bytes(), SEPARATOR.as_bytes(), &packed].concat())
}

/// Reads the header alone; also tells where the body begins.
pub fn read_header(file: &[u8]) -> Result<(Header, usize), FileError> {
    let Some(rest) = file.strip_prefix(SIGNATURE.as_bytes()) else {
        return Err(FileError::new("signature", 0, "this is no Enigma snapshot or recording"));
    };
    let start = SIGNATURE.len();
    let window = rest.get(..MAX_HEADER + SEPARATOR.len()).unwrap_or(rest);
    let end = window.windows(SEPARATOR.len()).position(|w| w == SEPARATOR.as_bytes());
    let Some(end) = end else {
        return Err(FileError::new("header", start, "no separator line ends it"));
    };
    let text = rest.get(..end).unwrap_or_default();
    let text = std::str::from_utf8(text)
        .map_err(|e| FileError::new("header", start + e.valid_up_to(), "the text is not UTF-8"))?;
    let version = format_of(text);
    if let Some(version) = version.filter(|v| *v != FORMAT) {
        let what = format!("format {version}, where this program reads format {FORMAT}");
        return Err(FileError::new("header", start, what));
    }
    let header: Header = ron::from_str(text).map_err(|e| {
        let at = start + offset_of(text, e.span.start.line, e.span.start.col);
        FileError::new("header", at, format!("line {}: {}", e.span.start.line + 1, e.code))
    })?;
    Ok((header, start + end + SEPARATOR.len()))
}

/// The format that a header states, whatever else may stand in it.
fn format_of(text: &str) -> Option<u32> {
    let (_, after) = text.split_once("format:")?;
    let digits = after.trim_start();
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits.get(..end)?.parse().ok()
}

/// The byte offset of a line and column (from 1) of a text.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let rest = text.get(before..).unwrap_or_default();
    before + rest.chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>()
}

/// Unpacks the body and checks it against the header; nothing in it has been looked at.
pub(crate) fn unpack(file: &[u8], header: &Header, start: usize) -> Result<Vec<u8>, FileError> {
    let packed = file.get(start..).unwrap_or_default();
    if packed.len() != header.packed {
        let what = format!("{} bytes, where the header says {}", packed.len(), header.packed);
        return Err(FileError::new("body", start, what));
    }
    if header.unpacked > MAX_BODY {
        let what = format!("unpacks to {} bytes, where {MAX_BODY} is the limit", header.unpacked);
        return Err(FileError::new("body", start, what));
    }
    let mut plain = Vec::new();
    let mut decoder = ZlibDecoder::new(packed);
    let read = decoder.by_ref().take(header.unpacked as u64 + 1).read_to_end(&mut plain);
    let at = start + usize::try_from(decoder.total_in()).unwrap_or(0);
    read.map_err(|e| FileError::new("body", at, e))?;
    if plain.len() != header.unpacked || at != file.len() {
        let what = format!("does not unpack to the {} bytes of the header", header.unpacked);
        return Err(FileError::new("body", at, what));
    }
    if xxh3_64(&plain) != header.body_hash {
        return Err(FileError::new("body", start, "the hash is not the one in the header"));
    }
    Ok(plain)
}

/// Reads the body's value.
pub(crate) fn decode<T: DeserializeOwned>(plain: &[u8]) -> Result<T, FileError> {
    let at = Cell::new(0);
    let value = decode_counting(plain, &at)?;
    if at.get() != plain.len() {
        let what = format!("{} bytes follow its end", plain.len() - at.get());
        return Err(FileError::new("plain body", at.get(), what));
    }
    Ok(value)
}

fn decode_counting<T: DeserializeOwned>(plain: &[u8], at: &Cell<usize>) -> Result<T, FileError> {
    let mut deserializer = Deserializer::from_flavor(Counting { bytes: plain, at });
    T::deserialize(&mut deserializer).map_err(|e| FileError::new("plain body", at.get(), e))
}

/// A slice that tells how far it has been read.
struct Counting<'de> {
    bytes: &'de [u8],
    at: &'de Cell<usize>,
}

impl<'de> Flavor<'de> for Counting<'de> {
    type Remainder = ();
    type Source = &'de [u8];

    fn pop(&mut self) -> postcard::Result<u8> {
        self.try_take_n(1)?.first().copied().ok_or(postcard::Error::DeserializeUnexpectedEnd)
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.bytes.len().saturating_sub(self.at.get()))
    }

    fn try_take_n(&mut self, count: usize) -> postcard::Result<&'de [u8]> {
        let from = self.at.get();
        let end = from.checked_add(count).ok_or(postcard::Error::DeserializeUnexpectedEnd)?;
        let taken = self.bytes.get(from..end).ok_or(postcard::Error::DeserializeUnexpectedEnd)?;
        self.at.set(end);
        Ok(taken)
    }

    fn finalize(self) -> postcard::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn sample() -> Vec<u8> {
        let stated = Stated {
            kind: Kind::Snapshot,
            title: "A \"title\"".into(),
            entry: "ring:main()".into(),
            seed: 7,
            position: 1234,
            state_hash: u64::MAX,
        };
        write(stated, &(1u32, vec![300u64; 100])).unwrap()
    }

    #[test]
    fn what_is_written_can_be_read() {
        let file = sample();
        let (header, start) = read_header(&file).unwrap();
        assert_eq!(header.position, 1234);
        assert_eq!(header.title, "A \"title\"");
        let plain = unpack(&file, &header, start).unwrap();
        let body: (u32, Vec<u64>) = decode(&plain).unwrap();
        assert_eq!(body, (1, vec![300; 100]));
    }

    #[test]
    fn errors_tell_the_part_and_the_byte() {
        let file = sample();
        let text = |bytes: &[u8]| read_header(bytes).unwrap_err().to_string();
        assert_eq!(text(b"GIF89a"), "signature, byte 0: this is no Enigma snapshot or recording");
        assert_eq!(text(&file[..60]), "header, byte 16: no separator line ends it");
        let other = String::from_utf8_lossy(&file[..read_header(&file).unwrap().1]).replace("format: 3", "format: 9");
        assert_eq!(text(other.as_bytes()), "header, byte 16: format 9, where this program reads format 3");
        let (header, start) = read_header(&file).unwrap();
        let cut = unpack(&file[..file.len() - 1], &header, start).unwrap_err();
        assert_eq!((cut.part, cut.offset), ("body", start));
        let short = decode::<(u32, Vec<u64>)>(&[1, 5, 1, 1]).unwrap_err();
        assert_eq!((short.part, short.offset), ("plain body", 4));
    }
}

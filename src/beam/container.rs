//! The chunk container: `FOR1`, a size, `BEAM`, then chunks of four bytes of
//! name, four of size, data, and padding to a multiple of four.
//!
//! OTP: `erts/emulator/beam/beam_file.c`. Stricter than OTP in this: padding
//! must be zero bytes, no chunk may occur twice, nothing may follow the form.

use std::collections::BTreeMap;
use std::ops::Range;

use nom::bytes::complete::take;
use nom::number::complete::be_u32;

use crate::cursor::Cursor;
use crate::error::{ChunkTag, LoadError};

/// Where a chunk is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawChunk {
    /// Its name.
    pub tag: ChunkTag,
    /// Where its header starts in the file.
    pub offset: usize,
    /// Its data, in the (uncompressed) file.
    pub data: Range<usize>,
    /// The data themselves.
    pub bytes: Vec<u8>,
}

/// The data of a chunk of a file that is not gzipped, if both are there.
pub fn chunk(file: &[u8], tag: [u8; 4]) -> Option<&[u8]> {
    Container::read(file).ok()?.get(&tag).map(|(_, bytes)| bytes)
}

/// The chunks of a file by name, their data borrowed from it.
#[derive(Debug)]
pub(crate) struct Container<'a> {
    chunks: BTreeMap<ChunkTag, (usize, &'a [u8])>,
    order: Vec<ChunkTag>,
}

impl<'a> Container<'a> {
    /// Finds the chunks of a file.
    pub fn read(file: &'a [u8]) -> Result<Container<'a>, LoadError> {
        let mut cursor = Cursor::new(ChunkTag::FORM, 0, file);
        let (magic, size) = cursor.parse("the header of a form", (take(4usize), be_u32))?;
        if magic != b"FOR1" {
            return Err(cursor.error_at(0, "not a BEAM file: it does not begin with FOR1"));
        }
        if size as usize != cursor.rest().len() {
            let left = cursor.rest().len();
            return Err(cursor.error_at(4, format!("the form's size is {size}, but {left} bytes follow")));
        }
        let form = cursor.take(4, "the form's type")?;
        if form != b"BEAM" {
            return Err(cursor.error_at(8, "not a BEAM file: the form's type is not BEAM"));
        }
        let mut container = Container { chunks: BTreeMap::new(), order: Vec::new() };
        while !cursor.rest().is_empty() {
            container.chunk(&mut cursor)?;
        }
        Ok(container)
    }

    fn chunk(&mut self, cursor: &mut Cursor<'a>) -> Result<(), LoadError> {
        let header = cursor.offset();
        let tag = ChunkTag(cursor.u32("a chunk's name")?.to_be_bytes());
        let fault = |at: usize, what: String| LoadError { chunk: tag, offset: at, what };
        let size = cursor.u32("a chunk's size").map_err(|error| fault(error.offset, error.what))? as usize;
        let start = cursor.offset();
        if size > cursor.rest().len() {
            let left = cursor.rest().len();
            return Err(fault(header + 4, format!("the chunk's size is {size}, but {left} bytes follow")));
        }
        let data = cursor.take(size, "a chunk's data")?;
        let missing = size.wrapping_neg() & 3;
        let padding =
            cursor.take(missing, "padding").map_err(|error| fault(error.offset, "the padding is cut off".into()))?;
        if padding.iter().any(|byte| *byte != 0) {
            return Err(fault(start + size, "the padding is not zero".into()));
        }
        if self.chunks.insert(tag, (start, data)).is_some() {
            return Err(fault(header, "this chunk occurs twice".into()));
        }
        self.order.push(tag);
        Ok(())
    }

    /// A chunk's data and where they start.
    pub fn get(&self, tag: &[u8; 4]) -> Option<(usize, &'a [u8])> {
        self.chunks.get(&ChunkTag(*tag)).copied()
    }

    /// A reader of a chunk, if it is there.
    pub fn cursor(&self, tag: &[u8; 4]) -> Option<Cursor<'a>> {
        self.get(tag).map(|(base, bytes)| Cursor::new(ChunkTag(*tag), base, bytes))
    }

    /// A reader of a chunk that must be there.
    pub fn require(&self, tag: &[u8; 4]) -> Result<Cursor<'a>, LoadError> {
        self.cursor(tag).ok_or_else(|| LoadError {
            chunk: ChunkTag(*tag),
            offset: 0,
            what: "the file has no such chunk".into(),
        })
    }

    /// All chunks in the order of the file.
    pub fn raw(&self) -> Vec<RawChunk> {
        let of = |tag: &ChunkTag| {
            let (start, bytes) = self.chunks.get(tag)?;
            let data = *start..*start + bytes.len();
            Some(RawChunk { tag: *tag, offset: start.saturating_sub(8), data, bytes: bytes.to_vec() })
        };
        self.order.iter().filter_map(of).collect()
    }
}

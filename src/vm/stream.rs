//! Streams of `zlib` behind references (OTP's `zlib_nif.c`): a compression or decompression under way, the input that
//! waits for it, and whose it is.
//!
//! A stream is there until it is closed or its process ends. That it was there is remembered for the last
//! [`MOST_CLOSED`] of them, so that who asks for one afterwards is told what OTP tells.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use enigma_zlib::{Deflate, Error, Flush, Inflate, Io, Status};
use serde::{Deserialize, Serialize};

use crate::signal::Parcel;
use crate::term::Pid;

/// How many closed streams are remembered.
const MOST_CLOSED: usize = 1024;
/// The words that a stream takes beyond what it holds.
const STREAM_WORDS: usize = 32;
/// The words that a part of the input takes beyond its bytes, and those of a closed stream.
pub(crate) const PART_WORDS: usize = 8;
const CLOSED_WORDS: usize = 4;
/// What `inflateChunk` of OTP 25 puts out at once, unless told otherwise.
const CHUNK_SIZE: i32 = 4000;

/// What is done with the input.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Codec {
    /// Nothing yet.
    None,
    /// It is compressed.
    Deflate(Box<Deflate>),
    /// It is decompressed.
    Inflate(Box<Inflate>),
}

impl Codec {
    /// About how many bytes of memory it takes.
    pub fn footprint(&self) -> usize {
        match self {
            Codec::None => 0,
            Codec::Deflate(stream) => stream.footprint(),
            Codec::Inflate(stream) => stream.footprint(),
        }
    }
}

/// What is done with input behind the end of compressed data.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum AtEnd {
    /// It is an error.
    Error,
    /// It is other compressed data.
    Reset,
    /// It is thrown away.
    Cut,
    /// Nothing: whatever was said is none of these.
    Other,
}

/// A stream.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stream {
    /// The only process that may use it.
    pub owner: Pid,
    /// What is done.
    pub codec: Codec,
    /// What is done with input behind the end.
    pub at_end: AtEnd,
    /// Whether the end was seen.
    pub ended: bool,
    /// Whether there is neither header nor trailer around the data.
    pub raw: bool,
    /// The CRC-32 of the data that are not compressed, which is computed for raw data only.
    pub sum: u32,
    /// What `inflateChunk` of OTP 25 puts out at once.
    pub chunk_size: i32,
    /// A term that is kept.
    pub stash: Option<Parcel>,
    input: VecDeque<Arc<Vec<u8>>>,
    /// The bytes of all parts of the input.
    input_bytes: usize,
    /// How much of the first part of the input was used.
    used: usize,
}

/// What came of a turn.
pub struct Turn {
    /// What it came to.
    pub status: Status,
    /// What was put out.
    pub output: Vec<u8>,
    /// How much input was used by each call of the codec.
    pub used: Vec<usize>,
    /// Whether there is no more input.
    pub is_empty: bool,
}

impl Stream {
    /// A new one.
    pub fn new(owner: Pid) -> Stream {
        Stream {
            owner,
            codec: Codec::None,
            at_end: AtEnd::Cut,
            ended: false,
            raw: false,
            sum: 0,
            chunk_size: CHUNK_SIZE,
            stash: None,
            input: VecDeque::new(),
            input_bytes: 0,
            used: 0,
        }
    }

    /// The words that it counts for.
    pub fn words(&self) -> usize {
        let parts = self.input.len() * PART_WORDS;
        let stash = self.stash.as_ref().map_or(0, |stash| stash.0.footprint());
        STREAM_WORDS + (self.codec.footprint() + self.input_bytes) / 8 + parts + stash
    }

    /// Whether a state that was read from somewhere can be gone on with.
    pub(crate) fn is_consistent(&self) -> bool {
        let codec = match &self.codec {
            Codec::None => true,
            Codec::Deflate(stream) => stream.is_consistent(),
            Codec::Inflate(stream) => stream.is_consistent(),
        };
        let bytes = self.input.iter().map(|part| part.len()).fold(0, usize::saturating_add);
        codec && self.input_bytes == bytes && self.used <= self.input.front().map_or(0, |part| part.len())
    }

    /// Whether input waits.
    pub fn has_input(&self) -> bool {
        !self.input.is_empty()
    }

    /// Adds input; parts without bytes are none.
    pub fn add_input(&mut self, part: Arc<Vec<u8>>) {
        if !part.is_empty() {
            self.input_bytes += part.len();
            self.input.push_back(part);
        }
    }

    /// Forgets input and stash.
    pub fn reset_input(&mut self) {
        self.input.clear();
        (self.input_bytes, self.used) = (0, 0);
        self.stash = None;
    }

    /// Drops input that was used.
    fn drop_input(&mut self, count: usize) {
        self.used += count;
        while let Some(first) = self.input.front()
            && self.used >= first.len()
        {
            self.used -= first.len();
            self.input_bytes -= first.len();
            self.input.pop_front();
        }
    }

    /// Uses about so much input, and puts out no more than so much. What was asked for by `flush` is done when there
    /// is no more input.
    ///
    /// Each part of the input is a call of its own, of no more than `limit` bytes, until all of them have used as
    /// much; how output is divided depends on that.
    pub fn turn(&mut self, limit: usize, room: usize, flush: Option<Flush>) -> Result<Turn, Error> {
        let (mut output, mut used) = (Vec::new(), Vec::new());
        let mut status = self.parts(limit, room, &mut output, &mut used);
        self.drop_input(used.iter().sum());
        if status == Ok(Status::Ok) && !self.has_input() && output.len() < room {
            (status, _) = self.call(&[], &mut output, room, flush);
        }
        let status = status?;
        self.ended |= status == Status::StreamEnd;
        if self.raw && matches!(self.codec, Codec::Inflate(_)) {
            self.add_sum(&output);
        }
        Ok(Turn { status, output, used, is_empty: !self.has_input() })
    }

    /// Calls the codec for one part of the input after the other; how much input each call used goes to `used`.
    fn parts(
        &mut self,
        limit: usize,
        room: usize,
        output: &mut Vec<u8>,
        used: &mut Vec<usize>,
    ) -> Result<Status, Error> {
        let (mut index, mut total) = (0, 0);
        while total < limit
            && let Some(part) = self.input.get(index).cloned()
        {
            let rest = part.get(if index == 0 { self.used } else { 0 }..).unwrap_or_default();
            let (status, taken) = self.call(&rest[..rest.len().min(limit)], output, room, Some(Flush::None));
            used.push(taken);
            if status != Ok(Status::Ok) {
                return status;
            }
            total += taken;
            index += 1;
        }
        Ok(Status::Ok)
    }

    /// One call of the codec, with as much room as the output has left; how much input it used.
    fn call(
        &mut self,
        input: &[u8],
        output: &mut Vec<u8>,
        room: usize,
        flush: Option<Flush>,
    ) -> (Result<Status, Error>, usize) {
        let left = room.saturating_sub(output.len());
        let mut io = Io::new(input, output, left);
        let status = match (&mut self.codec, flush) {
            (Codec::Deflate(stream), Some(flush)) => stream.run(&mut io, flush),
            (Codec::Inflate(stream), flush) => stream.run(&mut io, flush.unwrap_or(Flush::None)),
            _ => Err(Error::Stream),
        };
        let used = io.used();
        if self.raw && matches!(self.codec, Codec::Deflate(_)) {
            self.add_sum(&input[..used]);
        }
        (status, used)
    }

    fn add_sum(&mut self, bytes: &[u8]) {
        let mut sum = crc32fast::Hasher::new_with_initial(self.sum);
        sum.update(bytes);
        self.sum = sum.finalize();
    }
}

/// The streams of a machine, by the numbers of their references.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Streams {
    open: BTreeMap<u128, Arc<Stream>>,
    /// Those that were closed last, and whose they were.
    closed: BTreeMap<u128, Pid>,
}

/// What is behind a reference.
pub enum Found<'a> {
    /// A stream.
    Open(&'a Stream),
    /// One that was closed, and whose it was.
    Closed(Pid),
}

impl Streams {
    /// The words that all count for.
    pub fn words(&self) -> usize {
        let open = self.open.values().map(|stream| stream.words()).fold(0, usize::saturating_add);
        open.saturating_add(CLOSED_WORDS * self.closed.len())
    }

    /// What there is, by the numbers of the references.
    pub fn open(&self) -> impl Iterator<Item = (u128, &Stream)> {
        self.open.iter().map(|(reference, stream)| (*reference, &**stream))
    }

    /// The input that waits.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = &Arc<Vec<u8>>> {
        self.open.values().flat_map(|stream| &stream.input)
    }

    /// The numbers of all references.
    pub(crate) fn references(&self) -> impl Iterator<Item = u128> {
        self.open.keys().chain(self.closed.keys()).copied()
    }

    /// Whether there are no more closed ones than may be.
    pub(crate) fn is_consistent(&self) -> bool {
        self.closed.len() <= MOST_CLOSED && self.open.values().all(|stream| stream.is_consistent())
    }

    /// What is behind a reference.
    pub fn find(&self, reference: u128) -> Option<Found<'_>> {
        match self.open.get(&reference) {
            Some(stream) => Some(Found::Open(stream)),
            None => self.closed.get(&reference).copied().map(Found::Closed),
        }
    }

    /// Adds a stream.
    pub(crate) fn add(&mut self, reference: u128, stream: Stream) {
        self.open.insert(reference, Arc::new(stream));
    }

    /// A stream, to be changed.
    pub(crate) fn get_mut(&mut self, reference: u128) -> Option<&mut Stream> {
        self.open.get_mut(&reference).map(Arc::make_mut)
    }

    /// Closes a stream; the words that come and that go by that.
    pub(crate) fn close(&mut self, reference: u128) -> (usize, usize) {
        let Some(stream) = self.open.remove(&reference) else { return (0, 0) };
        self.closed.insert(reference, stream.owner);
        if self.closed.len() > MOST_CLOSED {
            self.closed.pop_first();
            return (0, stream.words());
        }
        (CLOSED_WORDS, stream.words())
    }

    /// The streams of a process.
    pub(crate) fn of(&self, owner: Pid) -> Vec<u128> {
        self.open.iter().filter(|(_, stream)| stream.owner == owner).map(|(reference, _)| *reference).collect()
    }
}

//! Decompression (`inflate.c`): a machine that stops wherever input or room ends and goes on there.
//!
//! It takes no byte of the input that it does not need, so that how much was taken tells where the stream ends. A
//! match may reach back into what the call itself put out, and beyond that as far as the window goes, as with zlib.

use serde::{Deserialize, Serialize};

use crate::check;
use crate::decode::{Decoded, Decoder, Gaps, INVALID, MOST_LENGTHS};
use crate::deflate::METHOD;
use crate::io::Io;
use crate::params::{Error, Flush, Status};
use crate::tables::{
    CODE_LENGTH_ORDER, CODE_LENGTHS, DISTANCE_BASE, DISTANCE_EXTRA, DISTANCES, END_OF_BLOCK, FIRST_LENGTH, LENGTH_BASE,
    LENGTH_EXTRA, LITERALS_AND_LENGTHS,
};

/// What may be around the data.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Wrap {
    zlib: bool,
    gzip: bool,
}

/// Flags of a gzip header.
const HEADER_SUM: u16 = 0x0200;
const EXTRA: u16 = 0x0400;
const NAME: u16 = 0x0800;
const COMMENT: u16 = 0x1000;
const RESERVED: u16 = 0xe000;

/// The first two bytes of gzip data.
const GZIP_MAGIC: u64 = 0x8b1f;

/// What comes next.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
enum State {
    Head,
    GzipFlags,
    GzipTime,
    GzipSystem,
    GzipExtraLength,
    GzipExtra(u16),
    GzipName,
    GzipComment,
    GzipSum,
    DictionarySum,
    Dictionary,
    Kind,
    StoredLength,
    Stored(u16),
    Counts,
    CodeLengths,
    Lengths,
    Symbol,
    Literal(u8),
    LengthExtra(u8),
    Distance(u16),
    DistanceExtra(u16, u8),
    Match(u16, u16),
    Sum,
    Total,
    End,
    Damaged,
}

/// Why the machine stops.
enum Stop {
    /// There is no more input, or no more room.
    Stuck,
    Dictionary,
    End,
    Damaged,
}

/// The next state, or why there is none.
type Next = Result<State, Stop>;

/// Lengths of a block's codes while they are read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Lengths {
    literals: usize,
    distances: usize,
    codes: usize,
    read: Vec<u8>,
}

/// A stream that decompresses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inflate {
    wrap: Wrap,
    /// The bits of the window; 0 is for those that the header will tell.
    window_bits: u8,
    state: State,
    /// Whether the block is the last one.
    last: bool,
    /// The flags of the gzip header; none in a zlib stream.
    gzip: Option<u16>,
    sum: u32,
    /// How much was put out.
    total: u32,
    bits: u64,
    count: u32,
    lengths: Lengths,
    literals: Decoder,
    distances: Decoder,
    /// What was put out last.
    window: Vec<u8>,
    /// Whether there is a window.
    windowed: bool,
    has_dictionary: bool,
}

/// What a call has done so far.
struct Call<'a, 'b> {
    io: &'a mut Io<'b>,
    /// Where its output begins, and where the part begins that has not been summed up.
    start: usize,
    unsummed: usize,
}

impl Inflate {
    /// A stream as `inflateInit2` makes it: window bits from 8 to 15, negative for raw data, 16 more for gzip and 32
    /// more for both; 0, with what is added, for what the header says.
    pub fn new(window_bits: i64) -> Result<Inflate, Error> {
        let (wrap, bits) = match window_bits {
            -15..=-8 => (Wrap { zlib: false, gzip: false }, -window_bits),
            0..16 => (Wrap { zlib: true, gzip: false }, window_bits),
            16..32 => (Wrap { zlib: false, gzip: true }, window_bits - 16),
            32..48 => (Wrap { zlib: true, gzip: true }, window_bits - 32),
            _ => return Err(Error::Stream),
        };
        if !matches!(bits, 0 | 8..=15) {
            return Err(Error::Stream);
        }
        let mut stream = Inflate {
            wrap,
            window_bits: bits as u8,
            state: State::Head,
            last: false,
            gzip: None,
            sum: 0,
            total: 0,
            bits: 0,
            count: 0,
            lengths: Lengths::default(),
            literals: Decoder::default(),
            distances: Decoder::default(),
            window: Vec::new(),
            windowed: false,
            has_dictionary: false,
        };
        stream.reset();
        Ok(stream)
    }

    /// Whether a state that was read from somewhere can be gone on with.
    pub fn is_consistent(&self) -> bool {
        matches!(self.window_bits, 0 | 8..=15)
            && self.count <= 56
            && self.bits >> self.count == 0
            && self.window.len() <= self.window_size()
            && self.lengths.read.len() <= MOST_LENGTHS
            && self.lengths.literals + self.lengths.distances <= MOST_LENGTHS
            && self.lengths.codes <= CODE_LENGTHS
    }

    /// About how many bytes of memory it may take.
    pub fn footprint(&self) -> usize {
        (1 << 15) + (1 << 13)
    }

    /// Begins anew (`inflateReset`). As with zlib, a window whose size the header told keeps it.
    pub fn reset(&mut self) {
        self.window.clear();
        self.windowed = false;
        self.total = 0;
        if self.wrap.zlib || self.wrap.gzip {
            self.sum = u32::from(self.wrap.zlib);
        }
        self.state = State::Head;
        self.last = false;
        self.has_dictionary = false;
        self.gzip = None;
        (self.bits, self.count) = (0, 0);
    }

    /// The checksum of what was put out, or that of the dictionary that is wanted.
    pub fn adler(&self) -> u32 {
        self.sum
    }

    /// What was put out last (`inflateGetDictionary`).
    pub fn dictionary(&self) -> &[u8] {
        &self.window
    }

    /// What matches may begin in, before what is put out (`inflateSetDictionary`).
    pub fn set_dictionary(&mut self, dictionary: &[u8]) -> Result<(), Error> {
        let waits = self.state == State::Dictionary;
        if !waits && (self.wrap.zlib || self.wrap.gzip) {
            return Err(Error::Stream);
        }
        if waits && check::adler32(check::ADLER_START, dictionary) != self.sum {
            return Err(Error::Data);
        }
        self.remember(dictionary);
        self.has_dictionary = true;
        Ok(())
    }

    /// Takes input and puts out what it stands for (`inflate`).
    pub fn run(&mut self, io: &mut Io<'_>, flush: Flush) -> Result<Status, Error> {
        let (input, start) = (io.left(), io.output_len());
        let mut call = Call { io, start, unsummed: start };
        let stop = loop {
            match self.step(&mut call) {
                Ok(state) => self.state = state,
                Err(stop) => break stop,
            }
        };
        if let Stop::Dictionary = stop {
            return Ok(Status::NeedDictionary);
        }
        // As in zlib, what a trailer's checksum was compared with is not remembered any more.
        let fresh = call.io.output_since(call.unsummed);
        let put = fresh.len();
        let ends = matches!(self.state, State::Sum | State::Total | State::End);
        let damaged = self.state == State::Damaged;
        if self.windowed || (put > 0 && !damaged && !(ends && flush == Flush::Finish)) {
            self.remember(fresh);
        }
        self.sum_up(&mut call);
        match stop {
            Stop::End => Ok(Status::StreamEnd),
            Stop::Damaged => Err(Error::Data),
            _ if (put == 0 && call.io.left() == input) || flush == Flush::Finish => Ok(Status::BufError),
            _ => Ok(Status::Ok),
        }
    }

    fn window_size(&self) -> usize {
        1 << self.window_bits
    }

    /// Puts bytes into the window.
    fn remember(&mut self, bytes: &[u8]) {
        self.windowed = true;
        let size = self.window_size();
        if bytes.len() >= size {
            self.window.clear();
            self.window.extend_from_slice(&bytes[bytes.len() - size..]);
            return;
        }
        let more = (self.window.len() + bytes.len()).saturating_sub(size);
        self.window.drain(..more.min(self.window.len()));
        self.window.extend_from_slice(bytes);
    }

    /// Sums up what was put out.
    fn sum_up(&mut self, call: &mut Call<'_, '_>) {
        let bytes = call.io.output_since(call.unsummed);
        if bytes.is_empty() {
            return;
        }
        self.total = self.total.wrapping_add(bytes.len() as u32);
        if self.gzip.is_some() {
            self.sum = check::crc32(self.sum, bytes);
        } else if self.wrap.zlib || self.wrap.gzip {
            self.sum = check::adler32(self.sum, bytes);
        }
        call.unsummed = call.io.output_len();
    }

    /// Sees to it that so many bits are there, no more than 32.
    #[inline]
    fn need(&mut self, io: &mut Io<'_>, count: u32) -> Result<(), Stop> {
        while self.count < count {
            self.pull(io)?;
        }
        Ok(())
    }

    #[inline]
    fn pull(&mut self, io: &mut Io<'_>) -> Result<(), Stop> {
        let byte = io.byte().ok_or(Stop::Stuck)?;
        self.bits |= u64::from(byte) << self.count;
        self.count += 8;
        Ok(())
    }

    /// The lowest bits.
    fn peek(&self, count: u32) -> u64 {
        self.bits & ((1 << count) - 1)
    }

    #[inline]
    fn drop_bits(&mut self, count: u32) {
        self.bits >>= count;
        self.count = self.count.saturating_sub(count);
    }

    /// Takes bits, no more than 32.
    #[inline]
    fn take(&mut self, io: &mut Io<'_>, count: u32) -> Result<u64, Stop> {
        self.need(io, count)?;
        let value = self.peek(count);
        self.drop_bits(count);
        Ok(value)
    }

    /// Takes all bits, a header's, and counts them into its checksum if it has one.
    fn take_header(&mut self, io: &mut Io<'_>, bytes: usize) -> Result<u64, Stop> {
        let value = self.take(io, 8 * bytes as u32)?;
        if self.has_flag(HEADER_SUM) {
            self.sum = check::crc32(self.sum, &value.to_le_bytes()[..bytes]);
        }
        Ok(value)
    }

    fn has_flag(&self, flag: u16) -> bool {
        self.gzip.is_some_and(|flags| flags & flag != 0)
    }

    /// Drops the bits up to a byte's border.
    fn align(&mut self) {
        self.drop_bits(self.count & 7);
    }

    fn step(&mut self, call: &mut Call<'_, '_>) -> Next {
        let io = &mut *call.io;
        match self.state {
            State::Head => self.head(io),
            State::GzipFlags => self.gzip_flags(io),
            State::GzipTime => self.take_header(io, 4).map(|_| State::GzipSystem),
            State::GzipSystem => self.take_header(io, 2).map(|_| State::GzipExtraLength),
            State::GzipExtraLength if self.has_flag(EXTRA) => {
                self.take_header(io, 2).map(|length| State::GzipExtra(length as u16))
            }
            State::GzipExtraLength => Ok(State::GzipName),
            State::GzipExtra(left) => self.gzip_extra(io, left),
            State::GzipName => self.gzip_text(io, NAME, State::GzipComment),
            State::GzipComment => self.gzip_text(io, COMMENT, State::GzipSum),
            State::GzipSum => self.gzip_sum(io),
            State::DictionarySum => {
                self.sum = (self.take(io, 32)? as u32).swap_bytes();
                Ok(State::Dictionary)
            }
            State::Dictionary if !self.has_dictionary => Err(Stop::Dictionary),
            State::Dictionary => {
                self.sum = check::ADLER_START;
                Ok(State::Kind)
            }
            State::Kind => self.kind(io),
            State::StoredLength => self.stored_length(io),
            State::Stored(left) => stored(io, left),
            State::Counts => self.counts(io),
            State::CodeLengths => self.code_lengths(io),
            State::Lengths => self.code(io),
            State::Symbol => self.symbols(call),
            State::Literal(byte) => literal(io, byte),
            State::LengthExtra(symbol) => self.length(io, symbol),
            State::Distance(length) => self.distance(io, length),
            State::DistanceExtra(length, symbol) => self.distance_extra(io, length, symbol),
            State::Match(length, distance) => self.copy(call, length, distance),
            State::Sum => self.check_sum(call),
            State::Total => self.check_total(io),
            State::End => Err(Stop::End),
            State::Damaged => Err(Stop::Damaged),
        }
    }

    fn head(&mut self, io: &mut Io<'_>) -> Next {
        if !self.wrap.zlib && !self.wrap.gzip {
            return Ok(State::Kind);
        }
        self.need(io, 16)?;
        let head = self.peek(16);
        if self.wrap.gzip && head == GZIP_MAGIC {
            if self.window_bits == 0 {
                self.window_bits = 15;
            }
            self.sum = check::crc32(check::CRC_START, &(head as u16).to_le_bytes());
            self.drop_bits(16);
            return Ok(State::GzipFlags);
        }
        let (first, second) = (head & 0xff, head >> 8);
        if !self.wrap.zlib || (first << 8 | second) % 31 != 0 || first & 15 != METHOD.into() {
            return Ok(State::Damaged);
        }
        let bits = (first >> 4) as u8 + 8;
        if self.window_bits == 0 {
            self.window_bits = bits;
        }
        if bits > 15 || bits > self.window_bits {
            return Ok(State::Damaged);
        }
        self.gzip = None;
        self.sum = check::ADLER_START;
        self.drop_bits(16);
        Ok(if second & 0x20 != 0 { State::DictionarySum } else { State::Kind })
    }

    fn gzip_flags(&mut self, io: &mut Io<'_>) -> Next {
        self.need(io, 16)?;
        let flags = self.peek(16) as u16;
        self.gzip = Some(flags);
        if flags & 0xff != METHOD.into() || flags & RESERVED != 0 {
            return Ok(State::Damaged);
        }
        self.take_header(io, 2)?;
        Ok(State::GzipTime)
    }

    fn gzip_extra(&mut self, io: &mut Io<'_>, left: u16) -> Next {
        let bytes = io.take(left.into());
        if self.has_flag(HEADER_SUM) {
            self.sum = check::crc32(self.sum, bytes);
        }
        let left = left - bytes.len() as u16;
        if left > 0 {
            self.state = State::GzipExtra(left);
            return Err(Stop::Stuck);
        }
        Ok(State::GzipName)
    }

    /// Skips a text that ends with a zero, if there is one.
    fn gzip_text(&mut self, io: &mut Io<'_>, flag: u16, next: State) -> Next {
        if !self.has_flag(flag) {
            return Ok(next);
        }
        let rest = io.rest();
        let end = rest.iter().position(|byte| *byte == 0);
        let bytes = io.take(end.map_or(rest.len(), |end| end + 1));
        if self.has_flag(HEADER_SUM) {
            self.sum = check::crc32(self.sum, bytes);
        }
        end.map(|_| next).ok_or(Stop::Stuck)
    }

    fn gzip_sum(&mut self, io: &mut Io<'_>) -> Next {
        if self.has_flag(HEADER_SUM) {
            let sum = self.take(io, 16)?;
            if sum != u64::from(self.sum & 0xffff) {
                return Ok(State::Damaged);
            }
        }
        self.sum = check::CRC_START;
        Ok(State::Kind)
    }

    /// Begins a block, or ends the data.
    fn kind(&mut self, io: &mut Io<'_>) -> Next {
        if self.last {
            self.align();
            return Ok(State::Sum);
        }
        let kind = self.take(io, 3)?;
        self.last = kind & 1 != 0;
        Ok(match kind >> 1 {
            0 => {
                self.align();
                State::StoredLength
            }
            1 => {
                (self.literals, self.distances) = (Decoder::fixed_literals(), Decoder::fixed_distances());
                State::Symbol
            }
            2 => State::Counts,
            _ => State::Damaged,
        })
    }

    fn stored_length(&mut self, io: &mut Io<'_>) -> Next {
        let word = self.take(io, 32)?;
        let (length, inverse) = (word as u16, (word >> 16) as u16);
        Ok(if length == !inverse { State::Stored(length) } else { State::Damaged })
    }

    fn counts(&mut self, io: &mut Io<'_>) -> Next {
        let word = self.take(io, 14)? as usize;
        let (literals, distances) = ((word & 31) + 257, (word >> 5 & 31) + 1);
        if literals > LITERALS_AND_LENGTHS || distances > DISTANCES {
            return Ok(State::Damaged);
        }
        self.lengths = Lengths { literals, distances, codes: (word >> 10) + 4, read: Vec::new() };
        Ok(State::CodeLengths)
    }

    fn code_lengths(&mut self, io: &mut Io<'_>) -> Next {
        while self.lengths.read.len() < self.lengths.codes {
            let length = self.take(io, 3)?;
            self.lengths.read.push(length as u8);
        }
        let mut lengths = [0; CODE_LENGTHS];
        for (symbol, length) in CODE_LENGTH_ORDER.iter().zip(&self.lengths.read) {
            lengths[*symbol] = *length;
        }
        let Some(decoder) = Decoder::new(&lengths, Gaps::No) else { return Ok(State::Damaged) };
        self.literals = decoder;
        self.lengths.read.clear();
        Ok(State::Lengths)
    }

    /// Reads the lengths of a block's codes.
    fn code(&mut self, io: &mut Io<'_>) -> Next {
        let all = self.lengths.literals + self.lengths.distances;
        while self.lengths.read.len() < all {
            let (symbol, bits) = self.symbol(io, |stream| &stream.literals)?;
            let (extra, least) = match symbol {
                16 => (2, 3),
                17 => (3, 3),
                18 => (7, 11),
                _ => (0, 1),
            };
            self.need(io, u32::from(bits) + extra)?;
            self.drop_bits(bits.into());
            let count = least + self.take(io, extra)? as usize;
            // Where there are no codes at all, every bit stands for none, as in zlib.
            let length = match symbol {
                0..16 => Some(symbol as u8),
                16 => self.lengths.read.last().copied(),
                _ => Some(0),
            };
            let Some(length) = length.filter(|_| self.lengths.read.len() + count <= all) else {
                return Ok(State::Damaged);
            };
            self.lengths.read.extend(std::iter::repeat_n(length, count));
        }
        let (literals, distances) = self.lengths.read.split_at_checked(self.lengths.literals).ok_or(Stop::Damaged)?;
        if literals.get(END_OF_BLOCK).is_none_or(|length| *length == 0) {
            return Ok(State::Damaged);
        }
        let (literals, distances) = (Decoder::new(literals, Gaps::One), Decoder::new(distances, Gaps::One));
        let (Some(literals), Some(distances)) = (literals, distances) else { return Ok(State::Damaged) };
        (self.literals, self.distances) = (literals, distances);
        self.lengths = Lengths::default();
        Ok(State::Symbol)
    }

    /// The next symbol of a code and its bits, which are not taken yet.
    #[inline]
    fn symbol(&mut self, io: &mut Io<'_>, code: impl Fn(&Inflate) -> &Decoder) -> Result<(u16, u8), Stop> {
        loop {
            match code(self).decode(self.bits, self.count) {
                Decoded::Symbol(symbol, bits) => return Ok((symbol, bits)),
                Decoded::Short => self.pull(io)?,
            }
        }
    }

    /// Reads literals, and what follows them.
    fn symbols(&mut self, call: &mut Call<'_, '_>) -> Next {
        loop {
            let (symbol, bits) = self.symbol(call.io, |stream| &stream.literals)?;
            self.drop_bits(bits.into());
            let at = usize::from(symbol);
            match at {
                0..END_OF_BLOCK if call.io.room() > 0 => call.io.put_byte(symbol as u8),
                0..END_OF_BLOCK => return Ok(State::Literal(symbol as u8)),
                END_OF_BLOCK => return Ok(State::Kind),
                FIRST_LENGTH..LITERALS_AND_LENGTHS => return Ok(State::LengthExtra((at - FIRST_LENGTH) as u8)),
                _ => return Ok(State::Damaged),
            }
        }
    }

    fn length(&mut self, io: &mut Io<'_>, symbol: u8) -> Next {
        let at = usize::from(symbol);
        let (Some(base), Some(extra)) = (LENGTH_BASE.get(at), LENGTH_EXTRA.get(at)) else {
            return Ok(State::Damaged);
        };
        Ok(State::Distance(base + self.take(io, (*extra).into())? as u16))
    }

    fn distance(&mut self, io: &mut Io<'_>, length: u16) -> Next {
        let (symbol, bits) = self.symbol(io, |stream| &stream.distances)?;
        self.drop_bits(bits.into());
        let known = symbol != INVALID && usize::from(symbol) < DISTANCES;
        Ok(if known { State::DistanceExtra(length, symbol as u8) } else { State::Damaged })
    }

    fn distance_extra(&mut self, io: &mut Io<'_>, length: u16, symbol: u8) -> Next {
        let at = usize::from(symbol);
        let (Some(base), Some(extra)) = (DISTANCE_BASE.get(at), DISTANCE_EXTRA.get(at)) else {
            return Ok(State::Damaged);
        };
        Ok(State::Match(length, base + self.take(io, (*extra).into())? as u16))
    }

    /// Copies what was put out before, as much as there is room for.
    fn copy(&mut self, call: &mut Call<'_, '_>, length: u16, distance: u16) -> Next {
        if call.io.room() == 0 {
            return Err(Stop::Stuck);
        }
        let (wanted, distance) = (usize::from(length).min(call.io.room()), usize::from(distance));
        let put = call.io.output_len() - call.start;
        let done = if let Some(before) = distance.checked_sub(put).filter(|before| *before > 0) {
            let Some(start) = self.window.len().checked_sub(before) else { return Ok(State::Damaged) };
            let from = self.window.get(start..start + wanted.min(before)).unwrap_or_default();
            call.io.put(from)
        } else {
            call.io.repeat(distance, wanted);
            wanted
        };
        let left = length.saturating_sub(done as u16);
        Ok(if left > 0 { State::Match(left, distance as u16) } else { State::Symbol })
    }

    fn check_sum(&mut self, call: &mut Call<'_, '_>) -> Next {
        if !self.wrap.zlib && !self.wrap.gzip {
            return Ok(State::End);
        }
        self.need(call.io, 32)?;
        self.sum_up(call);
        let sum = self.peek(32) as u32;
        let sum = if self.gzip.is_some() { sum } else { sum.swap_bytes() };
        if sum != self.sum {
            return Ok(State::Damaged);
        }
        self.drop_bits(32);
        Ok(State::Total)
    }

    fn check_total(&mut self, io: &mut Io<'_>) -> Next {
        if self.gzip.is_some() {
            let total = self.take(io, 32)?;
            if total != u64::from(self.total) {
                return Ok(State::Damaged);
            }
        }
        Ok(State::End)
    }
}

/// Copies bytes from the input.
fn stored(io: &mut Io<'_>, left: u16) -> Next {
    if left == 0 {
        return Ok(State::Kind);
    }
    let count = usize::from(left).min(io.room());
    let bytes = io.take(count);
    if bytes.is_empty() {
        return Err(Stop::Stuck);
    }
    io.put(bytes);
    Ok(State::Stored(left - bytes.len() as u16))
}

/// Puts out a literal that there was no room for.
fn literal(io: &mut Io<'_>, byte: u8) -> Next {
    if io.room() == 0 {
        return Err(Stop::Stuck);
    }
    io.put_byte(byte);
    Ok(State::Symbol)
}

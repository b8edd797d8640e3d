//! Compression: a stream's parameters, its header and trailer, and what its calls come to (`deflate` of
//! `deflate.c`).

use serde::{Deserialize, Serialize};

use crate::block::{self, Block};
use crate::check;
use crate::io::Io;
use crate::params::{Error, Flush, Status, Strategy};
use crate::pending::Pending;
use crate::tables::{MAX_MATCH, MIN_MATCH};
use crate::window::{Patience, Window};

/// The method of compression, the only one there is.
pub(crate) const METHOD: u8 = 8;
/// The level that -1 stands for.
const DEFAULT_LEVEL: u8 = 6;
/// The operating system that zlib names in a gzip header where we are.
const UNIX: u8 = 3;
/// A dictionary was set, in the header of a zlib stream.
const PRESET_DICTIONARY: u16 = 0x20;

/// What is around the compressed data.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
enum Wrap {
    Raw,
    Zlib,
    Gzip,
}

/// How matches are looked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Search {
    Stored,
    Fast,
    Slow,
}

/// What each level does.
const LEVELS: [(Search, Patience); 10] = {
    const fn level(search: Search, good: usize, lazy: usize, nice: usize, chain: usize) -> (Search, Patience) {
        (search, Patience { good, lazy, nice, chain })
    }
    [
        level(Search::Stored, 0, 0, 0, 0),
        level(Search::Fast, 4, 4, 8, 4),
        level(Search::Fast, 4, 5, 16, 8),
        level(Search::Fast, 4, 6, 32, 32),
        level(Search::Slow, 4, 4, 16, 16),
        level(Search::Slow, 8, 16, 32, 32),
        level(Search::Slow, 8, 16, 128, 128),
        level(Search::Slow, 8, 32, 128, 256),
        level(Search::Slow, 32, 128, 258, 1024),
        level(Search::Slow, 32, 258, 258, 4096),
    ]
};

/// Where a stream is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
enum Stage {
    /// Before the header.
    Begin,
    /// Between header and trailer.
    Busy,
    /// The last block is written, but for what is pending.
    Finish,
    /// So is the trailer.
    End,
}

/// What the call before asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
enum Asked {
    /// There was none.
    Never,
    /// It could not be done as there was no more room, so that asking for it again is not in vain.
    Interrupted,
    /// This, which was done.
    For(Flush),
}

/// How far a search for matches came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Progress {
    /// More input or more room is needed.
    NeedMore,
    /// All input is in blocks that are written.
    BlockDone,
    /// The last block is written, and there is no more room.
    FinishStarted,
    /// The last block is written.
    FinishDone,
}

/// A stream that compresses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deflate {
    wrap: Wrap,
    level: u8,
    pub(crate) strategy: Strategy,
    window_bits: u8,
    memory: u8,
    stage: Stage,
    asked: Asked,
    /// The checksum of the input, or of the dictionary before the header is written.
    sum: u32,
    /// How much input was taken.
    total: u32,
    pub(crate) window: Window,
    pub(crate) block: Block,
    pub(crate) pending: Pending,
    pub(crate) match_length: usize,
    pub(crate) previous_length: usize,
    /// Whether the byte before waits for the decision whether it is a literal or begins a match.
    pub(crate) literal_waits: bool,
    /// How often the chains would have been moved while blocks were stored, up to twice.
    pub(crate) slides: u8,
}

impl Deflate {
    /// A stream as `deflateInit2` makes it: level from -1 to 9, window bits from 8 to 15, negative for raw data and
    /// 16 more for gzip, and the level of memory from 1 to 9.
    pub fn new(level: i64, window_bits: i64, memory: i64, strategy: Strategy) -> Result<Deflate, Error> {
        let (wrap, bits) = match window_bits {
            ..0 => (Wrap::Raw, window_bits.checked_neg().ok_or(Error::Stream)?),
            0..16 => (Wrap::Zlib, window_bits),
            16.. => (Wrap::Gzip, window_bits - 16),
        };
        let level = level_of(level).ok_or(Error::Stream)?;
        // A window of 8 bits does not work in zlib, which takes one of 9, and for other wraps refuses.
        let fits = (1..=9).contains(&memory) && (8..=15).contains(&bits) && (bits > 8 || wrap == Wrap::Zlib);
        if !fits {
            return Err(Error::Stream);
        }
        let (window_bits, memory) = (bits.max(9) as u8, memory as u8);
        let mut stream = Deflate {
            wrap,
            level,
            strategy,
            window_bits,
            memory,
            stage: Stage::Begin,
            asked: Asked::Never,
            sum: 0,
            total: 0,
            window: Window::new(window_bits, memory),
            block: Block::new(memory),
            pending: Pending::default(),
            match_length: MIN_MATCH - 1,
            previous_length: MIN_MATCH - 1,
            literal_waits: false,
            slides: 0,
        };
        stream.reset();
        Ok(stream)
    }

    /// Whether a state that was read from somewhere can be gone on with.
    pub fn is_consistent(&self) -> bool {
        (9..=15).contains(&self.window_bits)
            && (1..=9).contains(&self.memory)
            && usize::from(self.level) < LEVELS.len()
            && self.window.is_consistent(self.window_bits, self.memory)
            && self.block.is_consistent(self.memory)
            && self.pending.is_consistent()
            && self.match_length <= MAX_MATCH
            && self.previous_length <= MAX_MATCH
            && self.slides <= 2
    }

    /// About how many bytes of memory it takes.
    pub fn footprint(&self) -> usize {
        Deflate::footprint_of(self.window_bits.into(), self.memory.into())
    }

    /// About how many bytes of memory a stream with these parameters takes.
    fn footprint_of(window_bits: usize, memory: usize) -> usize {
        (4 << window_bits) + (2 << (memory + 7)) + (8 << (memory + 6))
    }

    /// Begins anew with the same parameters (`deflateReset`).
    pub fn reset(&mut self) {
        self.stage = Stage::Begin;
        self.asked = Asked::Never;
        self.sum = if self.wrap == Wrap::Gzip { check::CRC_START } else { check::ADLER_START };
        self.total = 0;
        self.pending = Pending::default();
        self.block.clear();
        self.window.reset();
        (self.match_length, self.previous_length) = (MIN_MATCH - 1, MIN_MATCH - 1);
        self.literal_waits = false;
        self.slides = 0;
    }

    /// The checksum of a zlib stream's dictionary before the header is written, then that of the input.
    pub fn adler(&self) -> u32 {
        self.sum
    }

    /// Whether data are written and the stream is not at its end, so that ending it loses some (`deflateEnd`).
    pub fn is_busy(&self) -> bool {
        self.stage == Stage::Busy
    }

    pub(crate) fn patience(&self) -> Patience {
        self.rule().1
    }

    fn rule(&self) -> (Search, Patience) {
        LEVELS.get(usize::from(self.level)).copied().unwrap_or(LEVELS[0])
    }

    /// The size of zlib's buffer for what is pending, on which the size of stored blocks depends.
    pub(crate) fn pending_size(&self) -> usize {
        4 << (self.memory + 6)
    }

    /// Counts and sums up input that was taken.
    pub(crate) fn count_input(&mut self, input: &[u8]) {
        sum_up(self.wrap, &mut self.sum, &mut self.total, input);
    }

    /// Reads on into the window.
    pub(crate) fn fill(&mut self, io: &mut Io<'_>) {
        let (wrap, sum, total) = (self.wrap, &mut self.sum, &mut self.total);
        self.window.fill(io, |input| sum_up(wrap, sum, total, input));
    }

    /// Bytes that matches may begin in, before the data (`deflateSetDictionary`).
    pub fn set_dictionary(&mut self, dictionary: &[u8]) -> Result<(), Error> {
        let begun = self.stage != Stage::Begin;
        if self.wrap == Wrap::Gzip || (self.wrap == Wrap::Zlib && begun) || self.window.lookahead > 0 {
            return Err(Error::Stream);
        }
        if self.wrap == Wrap::Zlib {
            self.sum = check::adler32(self.sum, dictionary);
        }
        let mut dictionary = dictionary;
        if let Some(more) = dictionary.len().checked_sub(self.window.size()) {
            if self.wrap == Wrap::Raw {
                self.window.clear_chains();
                (self.window.start, self.window.block_start, self.window.insert) = (0, 0, 0);
            }
            dictionary = &dictionary[more..];
        }
        let mut nothing = Vec::new();
        let mut io = Io::new(dictionary, &mut nothing, 0);
        let window = &mut self.window;
        window.fill(&mut io, |_| {});
        while window.lookahead >= MIN_MATCH {
            let end = window.start + window.lookahead - (MIN_MATCH - 1);
            for at in window.start..end {
                window.insert(at);
            }
            (window.start, window.lookahead) = (end, MIN_MATCH - 1);
            window.fill(&mut io, |_| {});
        }
        window.start += window.lookahead;
        window.block_start = window.start as i64;
        window.insert = std::mem::take(&mut window.lookahead);
        (self.match_length, self.previous_length) = (MIN_MATCH - 1, MIN_MATCH - 1);
        self.literal_waits = false;
        Ok(())
    }

    /// Goes on with another level and strategy (`deflateParams`), after putting out what was read with those before
    /// where they search otherwise.
    pub fn set_params(&mut self, level: i64, strategy: Strategy, io: &mut Io<'_>) -> Result<Status, Error> {
        let level = level_of(level).ok_or(Error::Stream)?;
        let search = LEVELS[usize::from(level)].0;
        if (strategy != self.strategy || search != self.rule().0) && self.asked != Asked::Never {
            self.run(io, Flush::Block)?;
            if io.left() > 0 || self.window.block_len() + self.window.lookahead > 0 {
                return Ok(Status::BufError);
            }
        }
        if self.level != level {
            if self.level == 0 {
                match std::mem::take(&mut self.slides) {
                    0 => {}
                    1 => self.window.slide_chains(),
                    _ => self.window.clear_chains(),
                }
            }
            self.level = level;
        }
        self.strategy = strategy;
        Ok(Status::Ok)
    }

    /// Takes input and puts out what it comes to (`deflate`).
    pub fn run(&mut self, io: &mut Io<'_>, flush: Flush) -> Result<Status, Error> {
        let finished = matches!(self.stage, Stage::Finish | Stage::End);
        if finished && flush != Flush::Finish {
            return Err(Error::Stream);
        }
        if io.room() == 0 {
            return Ok(Status::BufError);
        }
        let before = std::mem::replace(&mut self.asked, Asked::For(flush));
        if !self.pending.is_empty() {
            if self.flush_pending(io) {
                return Ok(Status::Ok);
            }
        } else if let Asked::For(before) = before
            && io.left() == 0
            && flush != Flush::Finish
            && flush.rank() <= before.rank()
        {
            return Ok(Status::BufError);
        }
        if finished && io.left() > 0 {
            return Ok(Status::BufError);
        }
        if self.stage == Stage::Begin && !self.header(io) {
            return Ok(Status::Ok);
        }
        let more = io.left() > 0 || self.window.lookahead > 0;
        if (more || (flush != Flush::None && self.stage == Stage::Busy)) && !self.blocks(io, flush) {
            return Ok(Status::Ok);
        }
        Ok(if flush == Flush::Finish { self.trailer(io) } else { Status::Ok })
    }

    /// Puts out what is pending; whether there is no more room then.
    fn flush_pending(&mut self, io: &mut Io<'_>) -> bool {
        self.pending.flush(io);
        if io.room() == 0 {
            self.asked = Asked::Interrupted;
        }
        io.room() == 0
    }

    /// Writes the header; whether all of it is out.
    fn header(&mut self, io: &mut Io<'_>) -> bool {
        self.stage = Stage::Busy;
        match self.wrap {
            Wrap::Raw => return true,
            Wrap::Zlib => self.zlib_header(),
            Wrap::Gzip => {
                let quick = self.strategy.is_quick() || self.level < 2;
                let speed = if self.level == 9 { 2 } else { 4 * u8::from(quick) };
                self.pending.put_bytes(&[0x1f, 0x8b, METHOD, 0, 0, 0, 0, 0, speed, UNIX]);
                self.sum = check::CRC_START;
            }
        }
        self.pending.flush(io);
        if !self.pending.is_empty() {
            self.asked = Asked::Interrupted;
        }
        self.pending.is_empty()
    }

    fn zlib_header(&mut self) {
        let level = match self.level {
            _ if self.strategy.is_quick() => 0,
            0..2 => 0,
            2..6 => 1,
            6 => 2,
            _ => 3,
        };
        let mut head = (u16::from(METHOD) | u16::from(self.window_bits - 8) << 4) << 8 | level << 6;
        let dictionary = self.window.start > 0;
        if dictionary {
            head |= PRESET_DICTIONARY;
        }
        head += 31 - head % 31;
        self.pending.put_bytes(&head.to_be_bytes());
        if dictionary {
            self.pending.put_bytes(&self.sum.to_be_bytes());
        }
        self.sum = check::ADLER_START;
    }

    /// Makes blocks of the input; whether the call may go on to the trailer.
    fn blocks(&mut self, io: &mut Io<'_>, flush: Flush) -> bool {
        let progress = match (self.rule().0, self.strategy) {
            (Search::Stored, _) => self.stored(io, flush),
            (_, Strategy::HuffmanOnly) => self.literals(io, flush),
            (_, Strategy::Rle) => self.runs(io, flush),
            (Search::Fast, _) => self.fast(io, flush),
            (Search::Slow, _) => self.slow(io, flush),
        };
        if matches!(progress, Progress::FinishStarted | Progress::FinishDone) {
            self.stage = Stage::Finish;
        }
        match progress {
            Progress::NeedMore | Progress::FinishStarted => {
                if io.room() == 0 {
                    self.asked = Asked::Interrupted;
                }
                false
            }
            Progress::BlockDone => {
                self.mark(flush);
                !self.flush_pending(io)
            }
            Progress::FinishDone => true,
        }
    }

    /// Writes what shows that everything up to here is there.
    fn mark(&mut self, flush: Flush) {
        match flush {
            Flush::Partial => block::empty_fixed(&mut self.pending),
            Flush::Block => {}
            _ => block::stored(&mut self.pending, &[], false),
        }
        if flush == Flush::Full {
            self.window.clear_chains();
            if self.window.lookahead == 0 {
                (self.window.start, self.window.block_start, self.window.insert) = (0, 0, 0);
            }
        }
    }

    /// Writes the trailer, once.
    fn trailer(&mut self, io: &mut Io<'_>) -> Status {
        if self.wrap == Wrap::Raw || self.stage == Stage::End {
            return Status::StreamEnd;
        }
        if self.wrap == Wrap::Gzip {
            self.pending.put_bytes(&self.sum.to_le_bytes());
            self.pending.put_bytes(&self.total.to_le_bytes());
        } else {
            self.pending.put_bytes(&self.sum.to_be_bytes());
        }
        self.pending.flush(io);
        self.stage = Stage::End;
        if self.pending.is_empty() { Status::StreamEnd } else { Status::Ok }
    }
}

fn sum_up(wrap: Wrap, sum: &mut u32, total: &mut u32, input: &[u8]) {
    *sum = match wrap {
        Wrap::Raw => *sum,
        Wrap::Zlib => check::adler32(*sum, input),
        Wrap::Gzip => check::crc32(*sum, input),
    };
    *total = total.wrapping_add(input.len() as u32);
}

/// The level that a number stands for.
fn level_of(number: i64) -> Option<u8> {
    match number {
        -1 => Some(DEFAULT_LEVEL),
        0..=9 => Some(number as u8),
        _ => None,
    }
}

//! Level 0: input goes out in stored blocks (`deflate_stored` of `deflate.c`), from the call's input right to its
//! output as long as both are large enough, and through the window where they are not.
//!
//! How long the blocks are depends on the room that each call has, as with zlib.

use crate::block;
use crate::deflate::{Deflate, Progress};
use crate::io::Io;
use crate::params::Flush;

/// The longest stored block.
const MAX_STORED: usize = 65535;

impl Deflate {
    /// How many bytes the head of a stored block takes now, with the bits before it.
    fn stored_head_len(&self) -> usize {
        (self.pending.bit_count() + 42) >> 3
    }

    /// Moves the window's upper half down, and notes that the chains were not.
    fn slide_stored(&mut self) {
        self.window.slide_bytes();
        self.slides = (self.slides + 1).min(2);
    }

    /// Puts out stored blocks.
    pub(crate) fn stored(&mut self, io: &mut Io<'_>, flush: Flush) -> Progress {
        let before = io.left();
        let last = self.stored_directly(io, flush);
        self.remember_stored(io, before - io.left());
        if last {
            return Progress::FinishDone;
        }
        let flushes = !matches!(flush, Flush::None | Flush::Finish);
        if flushes && io.left() == 0 && self.window.block_len() == 0 {
            return Progress::BlockDone;
        }
        let mut space = self.window.space();
        if io.left() > space && self.window.block_start >= self.window.size() as i64 {
            self.window.block_start -= self.window.size() as i64;
            self.slide_stored();
            space += self.window.size();
        }
        let input = io.take(space);
        self.count_input(input);
        self.window.append(input);
        if self.stored_from_window(io, flush) { Progress::FinishStarted } else { Progress::NeedMore }
    }

    /// Blocks from the input to the output, with what waits in the window before it; whether the last one is out.
    fn stored_directly(&mut self, io: &mut Io<'_>, flush: Flush) -> bool {
        let worthy = (self.pending_size() - 5).min(self.window.size());
        loop {
            let Some(room) = io.room().checked_sub(self.stored_head_len()) else { return false };
            let waiting = self.window.block_len();
            let all = waiting + io.left();
            let length = MAX_STORED.min(all).min(room);
            let nothing = length == 0 && flush != Flush::Finish;
            if length < worthy && (nothing || flush == Flush::None || length != all) {
                return false;
            }
            let last = flush == Flush::Finish && length == all;
            block::stored_head(&mut self.pending, length as u16, last);
            self.pending.flush(io);
            let from_window = waiting.min(length);
            if let Some(bytes) = self.window.block() {
                io.put(&bytes[..from_window.min(bytes.len())]);
            }
            self.window.block_start += from_window as i64;
            let input = io.take(length - from_window);
            self.count_input(input);
            io.put(input);
            if last {
                return true;
            }
        }
    }

    /// Puts what went out directly, so many bytes of it, into the window, should matches be looked for later.
    fn remember_stored(&mut self, io: &Io<'_>, used: usize) {
        if used == 0 {
            return;
        }
        let bytes = io.last_used(used);
        if used >= self.window.size() {
            self.slides = 2;
            self.window.replace(bytes);
        } else {
            if self.window.space() <= used {
                self.slide_stored();
            }
            self.window.append(bytes);
        }
        self.window.block_start = self.window.start as i64;
    }

    /// A block of what waits in the window, if it is long enough or has to go; whether it is the last one.
    fn stored_from_window(&mut self, io: &mut Io<'_>, flush: Flush) -> bool {
        let most = (self.pending_size() - self.stored_head_len()).min(MAX_STORED);
        let worthy = most.min(self.window.size());
        let waiting = self.window.block_len();
        let has_to =
            (waiting > 0 || flush == Flush::Finish) && flush != Flush::None && io.left() == 0 && waiting <= most;
        if waiting < worthy && !has_to {
            return false;
        }
        let length = waiting.min(most);
        let last = flush == Flush::Finish && io.left() == 0 && length == waiting;
        if let Some(bytes) = self.window.block() {
            block::stored(&mut self.pending, &bytes[..length.min(bytes.len())], last);
        }
        self.window.block_start += length as i64;
        self.pending.flush(io);
        last
    }
}

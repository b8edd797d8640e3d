//! The ways to look for matches (`deflate_fast`, `deflate_slow`, `deflate_rle` and `deflate_huff` of `deflate.c`).

use crate::deflate::{Deflate, Progress};
use crate::io::Io;
use crate::params::{Flush, Strategy};
use crate::tables::{MAX_MATCH, MIN_MATCH};
use crate::window::MIN_LOOKAHEAD;

/// Matches of three bytes that are farther away are not worth it.
const TOO_FAR: usize = 4096;

/// Whether there is something to look at.
enum Supply {
    Some,
    /// Not enough, and more may come.
    Wait,
    /// Nothing, and what there was is to be put out.
    End,
}

impl Deflate {
    /// Reads on if less than so many bytes are there.
    fn supply(&mut self, io: &mut Io<'_>, flush: Flush, wanted: usize) -> Supply {
        if self.window.lookahead < wanted {
            self.fill(io);
            if self.window.lookahead < wanted && flush == Flush::None {
                return Supply::Wait;
            }
            if self.window.lookahead == 0 {
                return Supply::End;
            }
        }
        Supply::Some
    }

    /// Ends the block; whether there is no more room for output.
    fn end_block(&mut self, io: &mut Io<'_>, last: bool) -> bool {
        self.block.write(&mut self.pending, self.window.block(), last, self.strategy);
        self.window.block_start = self.window.start as i64;
        self.pending.flush(io);
        io.room() == 0
    }

    /// What all do when there is no more input.
    fn end_input(&mut self, io: &mut Io<'_>, flush: Flush) -> Progress {
        if flush == Flush::Finish {
            return if self.end_block(io, true) { Progress::FinishStarted } else { Progress::FinishDone };
        }
        if !self.block.is_empty() && self.end_block(io, false) { Progress::NeedMore } else { Progress::BlockDone }
    }

    /// Puts the next string into its chain; the place before it, unless there is none or it is too far away.
    fn insert_next(&mut self) -> Option<usize> {
        if self.window.lookahead < MIN_MATCH {
            return None;
        }
        let head = self.window.insert(self.window.start);
        (head != 0 && self.window.start.wrapping_sub(head) <= self.window.max_distance()).then_some(head)
    }

    /// Takes the first match that is found.
    pub(crate) fn fast(&mut self, io: &mut Io<'_>, flush: Flush) -> Progress {
        loop {
            match self.supply(io, flush, MIN_LOOKAHEAD) {
                Supply::Some => {}
                Supply::Wait => return Progress::NeedMore,
                Supply::End => break,
            }
            if let Some(head) = self.insert_next() {
                self.match_length = self.window.longest_match(head, self.previous_length, self.patience());
            }
            let full = if self.match_length >= MIN_MATCH {
                let distance = (self.window.start as u32).wrapping_sub(self.window.match_start);
                let full = self.block.repeat(distance as usize, self.match_length);
                self.skip_match();
                full
            } else {
                let byte = self.window.byte(self.window.start);
                self.advance(1);
                self.block.literal(byte)
            };
            if full && self.end_block(io, false) {
                return Progress::NeedMore;
            }
        }
        self.window.insert = self.window.start.min(MIN_MATCH - 1);
        self.end_input(io, flush)
    }

    /// Goes behind a match that was taken at once; strings of long ones are not remembered.
    fn skip_match(&mut self) {
        let length = std::mem::take(&mut self.match_length);
        let lazy = self.patience().lazy;
        let window = &mut self.window;
        window.lookahead = window.lookahead.saturating_sub(length);
        if length <= lazy && window.lookahead >= MIN_MATCH {
            for at in window.start + 1..window.start + length {
                window.insert(at);
            }
            window.start += length;
        } else {
            window.start += length;
            window.restart_hash(window.start);
        }
    }

    fn advance(&mut self, count: usize) {
        self.window.start += count;
        self.window.lookahead = self.window.lookahead.saturating_sub(count);
    }

    /// Takes a match if there is no better one a byte later.
    pub(crate) fn slow(&mut self, io: &mut Io<'_>, flush: Flush) -> Progress {
        loop {
            match self.supply(io, flush, MIN_LOOKAHEAD) {
                Supply::Some => {}
                Supply::Wait => return Progress::NeedMore,
                Supply::End => break,
            }
            let head = self.insert_next();
            let previous = self.window.match_start;
            self.previous_length = std::mem::replace(&mut self.match_length, MIN_MATCH - 1);
            if let Some(head) = head
                && self.previous_length < self.patience().lazy
            {
                self.match_length = self.worthwhile_match(head);
            }
            if self.previous_length >= MIN_MATCH && self.match_length <= self.previous_length {
                if self.take_previous(previous) && self.end_block(io, false) {
                    return Progress::NeedMore;
                }
            } else if self.literal_waits {
                let byte = self.window.byte(self.window.start.saturating_sub(1));
                if self.block.literal(byte) {
                    self.end_block(io, false);
                }
                self.advance(1);
                if io.room() == 0 {
                    return Progress::NeedMore;
                }
            } else {
                self.literal_waits = true;
                self.advance(1);
            }
        }
        if std::mem::take(&mut self.literal_waits) {
            // That this may fill the block does not matter: it ends in any case.
            self.block.literal(self.window.byte(self.window.start.saturating_sub(1)));
        }
        self.window.insert = self.window.start.min(MIN_MATCH - 1);
        self.end_input(io, flush)
    }

    /// The length of the longest match, if it is worth being one.
    fn worthwhile_match(&mut self, head: usize) -> usize {
        let length = self.window.longest_match(head, self.previous_length, self.patience());
        let distance = self.window.start.wrapping_sub(self.window.match_start as usize);
        let too_far = length == MIN_MATCH && distance > TOO_FAR;
        if length <= 5 && (self.strategy == Strategy::Filtered || too_far) { MIN_MATCH - 1 } else { length }
    }

    /// Takes the match that was found a byte before, at `place`; whether the block is full.
    fn take_previous(&mut self, place: u32) -> bool {
        let length = std::mem::take(&mut self.previous_length);
        let window = &mut self.window;
        let last = (window.start + window.lookahead).saturating_sub(MIN_MATCH);
        let distance = (window.start as u32).wrapping_sub(1).wrapping_sub(place);
        let full = self.block.repeat(distance as usize, length);
        window.lookahead = window.lookahead.saturating_sub(length - 1);
        // The first two are in the chains already.
        for at in window.start + 1..window.start + length - 1 {
            if at <= last {
                window.insert(at);
            }
        }
        window.start += length - 1;
        self.literal_waits = false;
        self.match_length = MIN_MATCH - 1;
        full
    }

    /// Takes runs of a byte and nothing else.
    pub(crate) fn runs(&mut self, io: &mut Io<'_>, flush: Flush) -> Progress {
        loop {
            match self.supply(io, flush, MAX_MATCH + 1) {
                Supply::Some => {}
                Supply::Wait => return Progress::NeedMore,
                Supply::End => break,
            }
            let run = self.window.run();
            self.match_length = 0;
            let full = if run > 0 {
                self.advance(run);
                self.block.repeat(1, run)
            } else {
                let byte = self.window.byte(self.window.start);
                self.advance(1);
                self.block.literal(byte)
            };
            if full && self.end_block(io, false) {
                return Progress::NeedMore;
            }
        }
        self.window.insert = 0;
        self.end_input(io, flush)
    }

    /// Takes no matches.
    pub(crate) fn literals(&mut self, io: &mut Io<'_>, flush: Flush) -> Progress {
        loop {
            match self.supply(io, flush, 1) {
                Supply::Some => {}
                Supply::Wait => return Progress::NeedMore,
                Supply::End => break,
            }
            self.match_length = 0;
            let byte = self.window.byte(self.window.start);
            self.advance(1);
            if self.block.literal(byte) && self.end_block(io, false) {
                return Progress::NeedMore;
            }
        }
        self.window.insert = 0;
        self.end_input(io, flush)
    }
}

//! Instructions that match characters, repeated ones too, references, and those about positions.

use super::super::program::{Inst, Number};
use super::super::text;
use super::super::token::Mode;
use super::super::unicode::{Break, Folding, break_of};
use super::{Entry, Matcher, Stop};

impl Matcher<'_> {
    /// Where the character there ends if it matches.
    #[inline]
    pub(super) fn one(&self, inst: &Inst, pos: usize) -> Option<usize> {
        if pos >= self.end {
            return None;
        }
        let decode = || text::decode(self.bytes, pos, self.end, self.utf);
        match inst {
            Inst::Char(c) => {
                let (found, length) = decode();
                (found == *c).then_some(pos + length)
            }
            Inst::Set(set) => {
                let (found, length) = decode();
                self.program.sets.get(*set as usize)?.contains(found).then_some(pos + length)
            }
            Inst::NotNewline if self.lines.at(self.bytes, pos, self.end).is_some() => None,
            Inst::NotNewline | Inst::Any => Some(text::forward(self.bytes, pos, self.end, self.utf)),
            Inst::Unit => Some(pos + 1),
            Inst::Newline => self.newline(pos),
            Inst::Cluster => Some(self.cluster_end(pos)),
            _ => None,
        }
    }

    /// `\R`.
    fn newline(&self, pos: usize) -> Option<usize> {
        let (c, length) = text::decode(self.bytes, pos, self.end, self.utf);
        let next = pos + length;
        let wide = self.program.options.bsr_anycrlf != Some(true);
        match c {
            13 => Some(next + usize::from(next < self.end && self.bytes.get(next) == Some(&b'\n'))),
            10 => Some(next),
            11 | 12 | 0x85 | 0x2028 | 0x2029 if wide => Some(next),
            _ => None,
        }
    }

    /// Where the grapheme cluster ends that begins there.
    fn cluster_end(&self, pos: usize) -> usize {
        let kind = |at: usize| {
            let (c, length) = text::decode(self.bytes, at, self.end, self.utf);
            (break_of(&self.program.breaks, c), at + length)
        };
        let (mut last, mut at) = kind(pos);
        // Whether there is a picture before what extends it, and how many halves of flags there are.
        let (mut picture, mut halves) = (last == Break::Picture, u32::from(last == Break::Regional));
        while at < self.end {
            let (next, end) = kind(at);
            let joined = match (last, next) {
                (Break::Cr, Break::Lf) => true,
                (Break::Cr | Break::Lf | Break::Control, _) => false,
                (_, Break::Cr | Break::Lf | Break::Control) => false,
                (Break::L, Break::L | Break::V | Break::Lv | Break::Lvt) => true,
                (Break::Lv | Break::V, Break::V | Break::T) => true,
                (Break::Lvt | Break::T, Break::T) => true,
                (_, Break::Extend | Break::Joiner | Break::Spacing) => true,
                (Break::Prepend, _) => true,
                (Break::Joiner, Break::Picture) => picture,
                (Break::Regional, Break::Regional) => halves % 2 == 1,
                _ => false,
            };
            if !joined {
                break;
            }
            picture = match next {
                Break::Picture => true,
                Break::Extend => picture,
                Break::Joiner => picture && last != Break::Joiner,
                _ => false,
            };
            halves = if next == Break::Regional { halves + 1 } else { 0 };
            (last, at) = (next, end);
        }
        at
    }

    /// The instruction that follows, so many times.
    pub(super) fn repeat(&mut self, min: u32, max: u32, mode: Mode) -> Result<bool, Stop> {
        let at = self.pc;
        let Some(inst) = self.program.code.get(at) else { return Ok(false) };
        let mut pos = self.pos;
        for _ in 0..min {
            let Some(next) = self.one(inst, pos) else {
                self.work += (pos - self.pos) as u64 / 8;
                return Ok(false);
            };
            pos = next;
        }
        self.work += (pos - self.pos) as u64 / 8;
        let left = if max == u32::MAX { max } else { max - min };
        self.pc = at + 1;
        self.pos = pos;
        if left == 0 {
            return Ok(true);
        }
        if mode == Mode::Lazy {
            self.choose(Entry::Lazy { pc: at as u32, pos: pos as u32, left })?;
            return Ok(true);
        }
        if matches!(inst, Inst::Newline | Inst::Cluster) {
            return self.repeat_long(inst, left, mode);
        }
        let end = self.run(inst, pos, left);
        self.work += (end - pos) as u64 / 8;
        self.pos = end;
        if mode == Mode::Greedy && end > pos {
            self.choose(Entry::Greedy { pc: at as u32 + 1, min: pos as u32, pos: end as u32 })?;
        }
        Ok(true)
    }

    /// Where a row of characters ends that match, at most so many.
    fn run(&self, inst: &Inst, from: usize, most: u32) -> usize {
        let rest = self.bytes.get(from..self.end).unwrap_or_default();
        let unlimited = most == u32::MAX || most as usize >= rest.len();
        match inst {
            Inst::Any if unlimited => return self.end,
            Inst::NotNewline if unlimited && self.lines.is_lf() => {
                return memchr::memchr(b'\n', rest).map_or(self.end, |length| from + length);
            }
            Inst::Set(set) if !self.utf => {
                let Some(set) = self.program.sets.get(*set as usize) else { return from };
                let part = rest.get(..most as usize).unwrap_or(rest);
                return from + part.iter().take_while(|byte| set.contains(u32::from(**byte))).count();
            }
            _ => {}
        }
        let (mut pos, mut left) = (from, most);
        while left > 0
            && let Some(next) = self.one(inst, pos)
        {
            pos = next;
            left -= 1;
        }
        pos
    }

    /// A greedy repetition of what has no fixed length.
    fn repeat_long(&mut self, inst: &Inst, left: u32, mode: Mode) -> Result<bool, Stop> {
        let mut left = left;
        while left > 0
            && let Some(next) = self.one(inst, self.pos)
        {
            if mode == Mode::Greedy {
                self.choose(Entry::Choice { pc: self.pc as u32, pos: self.pos as u32 })?;
            }
            self.work += (next - self.pos) as u64;
            self.pos = next;
            left -= 1;
        }
        Ok(true)
    }

    /// The reference that follows, so many times.
    pub(super) fn repeat_ref(&mut self, min: u32, max: u32, mode: Mode) -> Result<bool, Stop> {
        let at = self.pc;
        let number = match self.program.code.get(at) {
            Some(Inst::Ref(number, _)) => Some(*number),
            Some(Inst::RefAny(list, _)) => self.first_set(*list),
            _ => None,
        };
        self.pc = at + 1;
        match number.and_then(|number| self.noted_of(number)) {
            Some((from, to)) if from == to => return Ok(true),
            None => return Ok(min == 0),
            Some(_) => {}
        }
        for _ in 0..min {
            let Some(next) = self.again(at, self.pos) else { return Ok(false) };
            self.pos = next;
        }
        let mut left = if max == u32::MAX { max } else { max - min };
        if mode == Mode::Lazy {
            if left > 0 {
                self.choose(Entry::Lazy { pc: at as u32, pos: self.pos as u32, left })?;
            }
            return Ok(true);
        }
        while left > 0
            && let Some(next) = self.again(at, self.pos)
        {
            self.choose(Entry::Choice { pc: at as u32 + 1, pos: self.pos as u32 })?;
            self.work += 1;
            self.pos = next;
            left -= 1;
        }
        Ok(true)
    }

    /// Where what a group matched ends if it is there again.
    pub(super) fn reference(&mut self, number: Number, fold: Option<Folding>, pos: usize) -> Option<usize> {
        let (from, to) = self.noted_of(number)?;
        let Some(fold) = fold else {
            let part = self.bytes.get(from..to)?;
            let here = self.bytes.get(pos..pos.checked_add(part.len())?.min(self.end))?;
            self.work += part.len() as u64 / 16;
            return (here == part).then_some(pos + part.len());
        };
        let (mut a, mut b) = (from, pos);
        while a < to {
            if b >= self.end {
                return None;
            }
            let (x, length) = text::decode(self.bytes, a, to, self.utf);
            a += length;
            let (y, length) = text::decode(self.bytes, b, self.end, self.utf);
            b += length;
            self.work += 1;
            if x != y {
                self.work += 10;
                if !fold.same(x, y) {
                    return None;
                }
            }
        }
        Some(b)
    }

    /// Whether we are where the instruction says.
    pub(super) fn is_at(&self, inst: &Inst) -> bool {
        let (pos, end) = (self.pos, self.end);
        match inst {
            Inst::Begin { lines: false } => pos == 0 && !self.how.notbol,
            Inst::Begin { lines: true } if pos == 0 => !self.how.notbol,
            Inst::Begin { lines: true } => pos != end && self.lines.before(self.bytes, pos),
            Inst::End { .. } if pos >= end && self.noteol() => false,
            Inst::End { lines: true } => pos >= end || self.lines.at(self.bytes, pos, end).is_some(),
            Inst::End { lines: false } if self.noteol() => false,
            Inst::End { lines: false } if self.program.options.dollar_endonly => pos >= end,
            Inst::End { lines: false } | Inst::SubjectEndOrNewline => {
                pos >= end || self.lines.at(self.bytes, pos, end).is_some_and(|length| pos + length == end)
            }
            Inst::SubjectBegin => pos == 0,
            Inst::SubjectEnd => pos >= end,
            Inst::MatchBegin => pos == self.how.offset,
            Inst::WordBoundary { there, word } => self.is_boundary(*word) == *there,
            _ => false,
        }
    }

    /// Whether the subject's end is no end of a line; that of a part always is.
    fn noteol(&self) -> bool {
        self.how.noteol && self.end == self.bytes.len()
    }

    fn is_boundary(&self, word: u32) -> bool {
        let Some(set) = self.program.sets.get(word as usize) else { return false };
        let before = self.pos != self.floor && self.pos > 0 && {
            let last = text::back(self.bytes, self.pos, self.utf);
            set.contains(text::decode(self.bytes, last, self.bytes.len(), self.utf).0)
        };
        let after = self.pos < self.end && set.contains(text::decode(self.bytes, self.pos, self.end, self.utf).0);
        before != after
    }

    /// Goes back so many characters, if there are as many.
    pub(super) fn go_back(&mut self, count: u32) -> bool {
        self.work += u64::from(count) / 8;
        if !self.utf {
            let Some(pos) = self.pos.checked_sub(count as usize) else { return false };
            self.pos = pos;
            return true;
        }
        for _ in 0..count {
            if self.pos <= self.floor {
                return false;
            }
            self.pos = text::back(self.bytes, self.pos, true);
        }
        true
    }

    /// Goes back as far as possible within limits; nearer places are tried later.
    pub(super) fn go_back_between(&mut self, min: u32, max: u32) -> Result<bool, Stop> {
        let mut count = 0;
        while count < max && self.pos > 0 {
            self.pos = text::back(self.bytes, self.pos, self.utf);
            count += 1;
        }
        self.work += u64::from(count) / 8;
        if count < min {
            return Ok(false);
        }
        if count > min {
            self.choose(Entry::Nearer { pc: self.pc as u32, pos: self.pos as u32, left: count - min })?;
        }
        Ok(true)
    }
}

//! Matching: a program run over a subject with all that may be tried otherwise on an explicit stack.
//!
//! What changes on the way forward is noted on the same stack, so that going back undoes it. A way that is not to be
//! tried again takes its choices off the stack and leaves what undoes them. Groups, assertions and calls under way
//! are a list, each with the one around it; what is behind its end is cut off on the way back.
//!
//! What it may take is limited: choices by the match limit, all work by [`MOST_WORK`], memory by [`MOST_ENTRIES`].

mod call;
mod single;

use super::program::{Inst, Number, Program};
use super::text::{self, Lines};

/// The most entries of the stack, and of the lists beside it.
const MOST_ENTRIES: usize = 1 << 23;
/// The most work of one search, about a second's.
pub const MOST_WORK: u64 = 100_000_000;
/// The most choices of one attempt unless said otherwise.
pub const MATCH_LIMIT: u32 = 10_000_000;

/// What is unset.
pub const UNSET: u32 = u32::MAX;

/// What stops a search other than its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// Too many choices.
    MatchLimit,
    /// Choices too deep in each other.
    DepthLimit,
    /// Too much memory.
    HeapLimit,
    /// A call of a group within itself without anything read.
    Loop,
    /// A match that ends before it begins.
    Internal,
}

/// How a search goes.
#[derive(Clone, Copy, Debug, Default)]
pub struct How {
    /// Where it begins.
    pub offset: usize,
    /// Matches begin there only.
    pub anchored: bool,
    /// The subject's beginning is no beginning of a line.
    pub notbol: bool,
    /// The subject's end is no end of a line.
    pub noteol: bool,
    /// Matches are not empty.
    pub notempty: bool,
    /// Matches at the offset are not empty.
    pub notempty_atstart: bool,
    /// The most choices.
    pub match_limit: Option<u32>,
    /// The deepest choices.
    pub depth_limit: Option<u32>,
}

/// Why an attempt goes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Back {
    /// Something does not match.
    NoMatch,
    /// `(*THEN)` at that instruction.
    Then(u32),
    /// `(*COMMIT)`.
    Commit,
    /// `(*PRUNE)`.
    Prune,
    /// `(*SKIP)` to there.
    Skip(u32),
    /// `(*SKIP:NAME)`.
    SkipTo(u32),
}

/// An entry of the stack.
#[derive(Clone, Copy, Debug)]
enum Entry {
    /// Go on there from that place.
    Choice { pc: u32, pos: u32 },
    /// The next alternative from that place.
    Branch { pc: u32, pos: u32 },
    /// A character less of a greedy repetition.
    Greedy { pc: u32, min: u32, pos: u32 },
    /// A character more of a lazy repetition.
    Lazy { pc: u32, pos: u32, left: u32 },
    /// A character further on of looking back.
    Nearer { pc: u32, pos: u32, left: u32 },
    /// An assertion that must fail: there it goes on if it does.
    Not { pc: u32, pos: u32 },
    /// A call of that group.
    Call { number: u32 },
    /// A verb, in a recursion into that group.
    Verb { pc: u32, pos: u32, within: u32 },
    /// A mark.
    Mark { name: u32, pos: u32 },
    /// What was noted there.
    Noted { index: u32, old: u32 },
    /// How much was noted.
    Top { old: u32 },
    /// Which group was open, and how many there were.
    Frame { old: u32, frames: u32, saves: u32 },
    /// Where the match began.
    Keep { old: u32 },
    /// Where the subject ended.
    Limit { old: u32 },
}

impl Entry {
    /// Whether it undoes something and is no choice.
    fn undoes(self) -> bool {
        use Entry::{Frame, Keep, Limit, Noted, Top};
        matches!(self, Noted { .. } | Top { .. } | Frame { .. } | Keep { .. } | Limit { .. })
    }
}

/// What a group under way is.
#[derive(Clone, Copy, Debug)]
enum Under {
    /// A group, of that number if it notes what it matches.
    Group(Number),
    /// Atomic: the choices from that height on are cut.
    Atomic(u32),
    /// An assertion whose choices begin at that height and that ends there.
    Assertion { height: u32, end: u32 },
    /// An assertion that must fail.
    Not { height: u32 },
    /// An assertion that decides and ends there.
    Decision { height: u32, end: u32 },
    /// A part of the subject, whose end was there.
    Within { height: u32, limit: u32, end: u32 },
    /// A call: where to go on, what was noted, and how far the subject was read.
    Call { back: u32, save: u32, height: u32, used: u32 },
}

#[derive(Clone, Copy, Debug)]
struct Frame {
    outer: u32,
    pos: u32,
    under: Under,
    /// The group of the innermost recursion, or none.
    within: u32,
    /// How much was noted when it began.
    top: u32,
}

/// A search.
pub struct Matcher<'a> {
    program: &'a Program,
    bytes: &'a [u8],
    how: How,
    lines: Lines,
    utf: bool,
    /// Where the subject ends for now.
    end: usize,
    pos: usize,
    pc: usize,
    noted: Vec<u32>,
    top: u32,
    keep: u32,
    frame: u32,
    frames: Vec<Frame>,
    saves: Vec<u32>,
    stack: Vec<Entry>,
    /// Where the group began that ended last.
    last_open: usize,
    /// How far the subject was read.
    used: usize,
    /// Where text is known to be text, before which nothing is looked at.
    floor: usize,
    choices: u32,
    match_limit: u32,
    depth_limit: u32,
    depth: u32,
    skips: u32,
    ignored_skips: u32,
    work: u64,
    most_work: u64,
}

type Step = Result<(), Stop>;

impl<'a> Matcher<'a> {
    /// A search that may take so much work; a subject has less than 4 GiB.
    pub fn new(program: &'a Program, bytes: &'a [u8], how: How, floor: usize, most_work: u64) -> Matcher<'a> {
        let options = &program.options;
        let limit = |given: Option<u32>, own: Option<u32>| given.unwrap_or(MATCH_LIMIT).min(own.unwrap_or(u32::MAX));
        Matcher {
            program,
            bytes,
            how,
            lines: Lines::new(options.newline(), options.utf),
            utf: options.utf,
            end: bytes.len(),
            pos: 0,
            pc: 0,
            noted: vec![UNSET; program.groups as usize * 2],
            top: 0,
            keep: 0,
            frame: UNSET,
            frames: Vec::new(),
            saves: Vec::new(),
            stack: Vec::new(),
            last_open: 0,
            used: 0,
            floor,
            choices: 0,
            match_limit: limit(how.match_limit, options.limit_match),
            depth_limit: limit(how.depth_limit, options.limit_depth),
            depth: 0,
            skips: 0,
            ignored_skips: 0,
            work: 0,
            most_work,
        }
    }

    /// How much work it was.
    pub fn work(&self) -> u64 {
        self.work
    }

    /// What matched: the whole, and what the groups matched up to the last that is set.
    pub fn result(&self) -> Vec<(u32, u32)> {
        let mut all = vec![(self.keep, self.pos as u32)];
        let top = (self.top as usize).min(self.noted.len() / 2);
        all.extend(self.noted.chunks_exact(2).take(top).map(|pair| (pair[0], pair[1])));
        all
    }

    /// Searches; whether there is a match.
    pub fn search(&mut self) -> Result<bool, Stop> {
        let options = &self.program.options;
        let anchored = self.how.anchored || self.program.anchored;
        let firstline = !anchored && options.firstline;
        let optimize = !options.no_start_optimize;
        let mut start = self.how.offset;
        let mut required_at = None;
        loop {
            if optimize {
                match self.candidate(start, anchored, firstline) {
                    Some(at) => start = at,
                    None => return Ok(false),
                }
                if !self.has_required(start, anchored, &mut required_at) {
                    return Ok(false);
                }
            }
            let back = match self.attempt(start)? {
                None => return Ok(true),
                Some(back) => back,
            };
            let next = text::forward(self.bytes, start, self.bytes.len(), self.utf);
            let next = match back {
                Back::Commit => return Ok(false),
                Back::SkipTo(_) => {
                    self.ignored_skips = self.skips;
                    start
                }
                Back::Skip(to) if to as usize > start => to as usize,
                _ => {
                    self.ignored_skips = 0;
                    next
                }
            };
            let end = self.bytes.len();
            if firstline && self.lines.at(self.bytes, start, end).is_some() {
                return Ok(false);
            }
            start = next;
            if anchored || start > end {
                return Ok(false);
            }
            let crlf = start > self.how.offset
                && self.bytes.get(start - 1) == Some(&b'\r')
                && self.bytes.get(start) == Some(&b'\n');
            if crlf && !self.program.newline_within && self.lines.may_be_crlf() {
                start += 1;
            }
        }
    }

    /// The first place from one on where a match may begin.
    fn candidate(&mut self, start: usize, anchored: bool, firstline: bool) -> Option<usize> {
        let mut end = self.bytes.len();
        if firstline {
            let mut at = start;
            while at < end && self.lines.at(self.bytes, at, end).is_none() {
                at = text::forward(self.bytes, at, end, self.utf);
            }
            end = at;
        }
        let rest = self.bytes.get(start..end).unwrap_or_default();
        if let Some(first) = self.program.first {
            if anchored {
                let fits = rest.first().is_some_and(|byte| *byte == first.byte || *byte == first.other);
                return fits.then_some(start);
            }
            let found = memchr::memchr2(first.byte, first.other, rest);
            self.work += found.unwrap_or(rest.len()) as u64 / 32;
            let at = start + found.unwrap_or(rest.len());
            return (at < self.bytes.len()).then_some(at);
        }
        let mut at = start;
        if !anchored && self.program.at_lines && start > self.how.offset {
            while at < end && !self.lines.before(self.bytes, at) {
                at += 1;
            }
            let split = self.bytes.get(at - 1) == Some(&b'\r') && self.bytes.get(at) == Some(&b'\n');
            if split && at < end && self.lines.is_any() {
                at += 1;
            }
            self.work += (at - start) as u64 / 4;
        }
        Some(at)
    }

    /// Whether the byte is still to come that all matches have.
    fn has_required(&mut self, start: usize, anchored: bool, found: &mut Option<usize>) -> bool {
        let Some(required) = self.program.required else { return true };
        let from = start + usize::from(self.program.first.is_some());
        if found.is_some_and(|found| from <= found) {
            return true;
        }
        let length = self.bytes.len() - start;
        if length >= 5000 && (anchored || length >= 5_000_000) {
            return true;
        }
        let rest = self.bytes.get(from..).unwrap_or_default();
        let at = memchr::memchr2(required.byte, required.other, rest);
        self.work += at.unwrap_or(rest.len()) as u64 / 32;
        *found = at.map(|at| from + at);
        at.is_some()
    }

    /// Tries a match that begins there; why there is none.
    fn attempt(&mut self, start: usize) -> Result<Option<Back>, Stop> {
        (self.pc, self.pos, self.end) = (0, start, self.bytes.len());
        (self.top, self.keep, self.frame) = (0, start as u32, UNSET);
        self.noted.fill(UNSET);
        self.frames.clear();
        self.saves.clear();
        self.stack.clear();
        (self.choices, self.depth, self.skips, self.used) = (0, 0, 0, start);
        self.count()?;
        loop {
            let Some(inst) = self.program.code.get(self.pc) else { return Err(Stop::Internal) };
            self.work += 1;
            if self.work > self.most_work {
                return Err(Stop::MatchLimit);
            }
            if *inst == Inst::Match {
                if let Some(fits) = self.fits() {
                    if fits {
                        return Ok(None);
                    }
                    return Err(Stop::Internal);
                }
                if let Some(back) = self.back(Back::NoMatch)? {
                    return Ok(Some(back));
                }
                continue;
            }
            if !self.step(inst)?
                && let Some(back) = self.back(Back::NoMatch)?
            {
                return Ok(Some(back));
            }
        }
    }

    /// Whether the match that is found may be one; none if it is empty and must not be.
    fn fits(&self) -> Option<bool> {
        let options = &self.program.options;
        let (keep, pos) = (self.keep as usize, self.pos);
        let never = self.how.notempty || options.notempty;
        let at_start = (self.how.notempty_atstart || options.notempty_atstart) && keep == self.how.offset;
        if pos == keep && (never || at_start) {
            return None;
        }
        Some(keep >= self.how.offset && keep <= pos)
    }

    /// Counts a choice.
    fn count(&mut self) -> Step {
        if self.choices >= self.match_limit {
            return Err(Stop::MatchLimit);
        }
        if self.depth >= self.depth_limit {
            return Err(Stop::DepthLimit);
        }
        self.choices += 1;
        Ok(())
    }

    fn push(&mut self, entry: Entry) -> Step {
        if self.stack.len() >= MOST_ENTRIES {
            return Err(Stop::HeapLimit);
        }
        self.stack.push(entry);
        Ok(())
    }

    /// Pushes a choice.
    fn choose(&mut self, entry: Entry) -> Step {
        self.depth += 1;
        self.count()?;
        self.push(entry)
    }

    fn note(&mut self, index: usize, value: u32) -> Step {
        if let Some(place) = self.noted.get_mut(index) {
            let old = std::mem::replace(place, value);
            if old != value {
                self.push(Entry::Noted { index: index as u32, old })?;
            }
        }
        Ok(())
    }

    fn set_top(&mut self, top: u32) -> Step {
        if top != self.top {
            self.push(Entry::Top { old: self.top })?;
            self.top = top;
        }
        Ok(())
    }

    /// The group of the innermost recursion.
    fn within(&self) -> u32 {
        self.frames.get(self.frame as usize).map_or(UNSET, |frame| frame.within)
    }

    fn set_frame(&mut self, frame: u32) -> Step {
        let (frames, saves) = (self.frames.len() as u32, self.saves.len() as u32);
        self.push(Entry::Frame { old: self.frame, frames, saves })?;
        self.frame = frame;
        Ok(())
    }

    /// Begins a group.
    fn enter(&mut self, under: Under, within: u32) -> Step {
        if self.frames.len() >= MOST_ENTRIES {
            return Err(Stop::HeapLimit);
        }
        let outer = self.frame;
        self.set_frame(self.frames.len() as u32)?;
        self.frames.push(Frame { outer, pos: self.pos as u32, under, within, top: self.top });
        Ok(())
    }

    /// Ends a group.
    fn leave(&mut self) -> Result<Frame, Stop> {
        let frame = *self.frames.get(self.frame as usize).ok_or(Stop::Internal)?;
        self.set_frame(frame.outer)?;
        self.last_open = frame.pos as usize;
        Ok(frame)
    }

    /// Takes the choices from a height on off the stack.
    fn cut(&mut self, height: u32) {
        let from = (height as usize).min(self.stack.len());
        let mut kept = from;
        for at in from..self.stack.len() {
            if self.stack[at].undoes() {
                self.stack[kept] = self.stack[at];
                kept += 1;
            }
        }
        self.work += (self.stack.len() - from) as u64 / 4;
        self.depth = self.depth.saturating_sub((self.stack.len() - kept) as u32);
        self.stack.truncate(kept);
    }

    fn undo(&mut self, entry: Entry) {
        match entry {
            Entry::Noted { index, old } => {
                if let Some(place) = self.noted.get_mut(index as usize) {
                    *place = old;
                }
            }
            Entry::Top { old } => self.top = old,
            Entry::Frame { old, frames, saves } => {
                self.frame = old;
                self.frames.truncate(frames as usize);
                self.saves.truncate(saves as usize);
            }
            Entry::Keep { old } => self.keep = old,
            Entry::Limit { old } => self.end = old as usize,
            _ => {}
        }
    }

    /// Goes back to what can be tried next; why the attempt is over if there is nothing.
    fn back(&mut self, why: Back) -> Result<Option<Back>, Stop> {
        let (mut why, mut by) = (why, UNSET);
        self.used = self.used.max(self.pos);
        while let Some(entry) = self.stack.pop() {
            self.work += 1;
            if entry.undoes() {
                self.undo(entry);
                continue;
            }
            self.depth = self.depth.saturating_sub(1);
            let plain = why == Back::NoMatch;
            match entry {
                Entry::Choice { pc, pos } if plain => return self.resume(pc, pos),
                Entry::Branch { pc, pos } => {
                    let Some(Inst::Branch { next, end, any_then }) = self.program.code.get(pc as usize) else {
                        continue;
                    };
                    if matches!(why, Back::Then(at) if *any_then || at < pc.saturating_add_signed(*end)) {
                        why = Back::NoMatch;
                    }
                    if why == Back::NoMatch && *next != 0 {
                        return self.resume(pc.saturating_add_signed(*next), pos);
                    }
                }
                Entry::Greedy { pc, min, pos } if plain => return self.shorter(pc, min, pos),
                Entry::Lazy { pc, pos, left } if plain && self.longer(pc, pos, left)? => return Ok(None),
                Entry::Nearer { pc, pos, left } if plain => {
                    let pos = text::forward(self.bytes, pos as usize, self.end, self.utf) as u32;
                    if left > 1 {
                        self.choose(Entry::Nearer { pc, pos, left: left - 1 })?;
                    }
                    return self.resume(pc, pos);
                }
                Entry::Not { pc, pos } if !matches!(why, Back::SkipTo(_)) => return self.resume(pc, pos),
                Entry::Call { number } if !plain && by == number => why = Back::NoMatch,
                Entry::Verb { pc, pos, within } if plain => {
                    by = within;
                    why = self.verb(pc, pos);
                }
                Entry::Mark { name, pos } if why == Back::SkipTo(name) => why = Back::Skip(pos),
                _ => {}
            }
        }
        Ok(Some(why))
    }

    fn verb(&self, pc: u32, pos: u32) -> Back {
        match self.program.code.get(pc as usize) {
            Some(Inst::Commit) => Back::Commit,
            Some(Inst::Prune) => Back::Prune,
            Some(Inst::Skip) => Back::Skip(pos),
            Some(Inst::SkipTo(name)) => Back::SkipTo(*name),
            Some(Inst::Then) => Back::Then(pc),
            _ => Back::NoMatch,
        }
    }

    fn resume(&mut self, pc: u32, pos: u32) -> Result<Option<Back>, Stop> {
        (self.pc, self.pos) = (pc as usize, pos as usize);
        Ok(None)
    }

    /// A greedy repetition with a character less.
    fn shorter(&mut self, pc: u32, min: u32, pos: u32) -> Result<Option<Back>, Stop> {
        let unit = matches!(self.program.code.get((pc as usize).wrapping_sub(1)), Some(Inst::Unit));
        let pos = text::back(self.bytes, pos as usize, self.utf && !unit).max(min as usize) as u32;
        if pos > min {
            self.choose(Entry::Greedy { pc, min, pos })?;
        }
        self.resume(pc, pos)
    }

    /// A lazy repetition with one more; whether there is one.
    fn longer(&mut self, pc: u32, pos: u32, left: u32) -> Result<bool, Stop> {
        self.pos = pos as usize;
        let Some(next) = self.again(pc as usize, pos as usize) else {
            self.used = self.used.max(self.pos);
            return Ok(false);
        };
        if left > 1 {
            self.choose(Entry::Lazy { pc, pos: next as u32, left: left.saturating_sub(u32::from(left != UNSET)) })?;
        }
        (self.pc, self.pos) = (pc as usize + 1, next);
        Ok(true)
    }

    /// Where the repeated instruction there ends if it matches.
    fn again(&mut self, pc: usize, pos: usize) -> Option<usize> {
        match self.program.code.get(pc)? {
            Inst::Ref(number, fold) => {
                let at = self.reference(*number, *fold, pos);
                self.work += at.map_or(0, |at| at - pos) as u64 / 4;
                at
            }
            Inst::RefAny(list, fold) => {
                let number = self.first_set(*list).unwrap_or(0);
                self.reference(number, *fold, pos)
            }
            inst => self.one(inst, pos),
        }
    }

    /// Executes an instruction; whether it matches.
    fn step(&mut self, inst: &'a Inst) -> Result<bool, Stop> {
        let here = self.pc;
        self.pc += 1;
        let to = |distance: i32| (here as u32).saturating_add_signed(distance);
        let pos = self.pos as u32;
        match inst {
            Inst::Char(_)
            | Inst::Set(_)
            | Inst::NotNewline
            | Inst::Any
            | Inst::Unit
            | Inst::Newline
            | Inst::Cluster => {
                return Ok(self.take(self.one(inst, self.pos)));
            }
            Inst::Repeat(min, max, mode) => return self.repeat(*min, *max, *mode),
            Inst::RepeatRef(min, max, mode) => return self.repeat_ref(*min, *max, *mode),
            Inst::Ref(..) | Inst::RefAny(..) => {
                let next = self.again(here, self.pos);
                return Ok(self.take(next));
            }
            Inst::Jump(distance) => self.pc = to(*distance) as usize,
            Inst::Try(distance) => self.choose(Entry::Choice { pc: to(*distance), pos })?,
            Inst::TryThere(distance) => {
                self.choose(Entry::Choice { pc: here as u32 + 1, pos })?;
                self.pc = to(*distance) as usize;
            }
            Inst::Branch { .. } => self.choose(Entry::Branch { pc: here as u32, pos })?,
            Inst::Again(distance) if self.last_open != self.pos => {
                self.choose(Entry::Choice { pc: self.pc as u32, pos })?;
                self.pc = to(*distance) as usize;
            }
            Inst::AgainLazy(distance) if self.last_open != self.pos => {
                self.choose(Entry::Choice { pc: to(*distance), pos })?;
            }
            Inst::Again(_) | Inst::AgainLazy(_) => {}
            Inst::Open(number) => self.enter(Under::Group(*number), self.within())?,
            Inst::Close => drop(self.leave()?),
            Inst::CloseCapture(number) => self.close_capture(*number)?,
            Inst::PatternClose => {
                if self.within() == 0 {
                    self.end_call()?;
                }
            }
            Inst::Keep => {
                self.push(Entry::Keep { old: self.keep })?;
                self.keep = pos;
            }
            Inst::Back(count) => return Ok(self.go_back(*count)),
            Inst::BackBetween(min, max) => return self.go_back_between(*min, *max),
            Inst::AtOpen => {
                return Ok(self.frames.get(self.frame as usize).is_some_and(|frame| frame.pos == pos));
            }
            Inst::Fail => return Ok(false),
            Inst::Match => {}
            Inst::Mark(name) => self.choose(Entry::Mark { name: *name, pos })?,
            Inst::Commit | Inst::Prune | Inst::Skip | Inst::Then => self.choose_verb(here)?,
            Inst::SkipTo(_) => {
                self.skips += 1;
                if self.skips > self.ignored_skips {
                    self.choose_verb(here)?;
                }
            }
            Inst::Begin { .. }
            | Inst::End { .. }
            | Inst::SubjectBegin
            | Inst::SubjectEnd
            | Inst::SubjectEndOrNewline
            | Inst::MatchBegin
            | Inst::WordBoundary { .. } => return Ok(self.is_at(inst)),
            Inst::IfSet(..) | Inst::IfAnySet(..) | Inst::IfIn(..) | Inst::IfInAny(..) => self.decide(inst, here),
            _ => return self.group(inst, here),
        }
        Ok(true)
    }

    fn choose_verb(&mut self, here: usize) -> Step {
        let within = self.within();
        self.choose(Entry::Verb { pc: here as u32, pos: self.pos as u32, within })
    }

    fn take(&mut self, next: Option<usize>) -> bool {
        if let Some(next) = next {
            self.pos = next;
        }
        next.is_some()
    }

    /// Instructions of groups that are more than groups.
    fn group(&mut self, inst: &'a Inst, here: usize) -> Result<bool, Stop> {
        let to = |distance: i32| (here as u32).saturating_add_signed(distance);
        let pos = self.pos as u32;
        let within = self.within();
        match inst {
            Inst::AtomicOpen => {
                let height = self.stack.len() as u32 + 1;
                self.enter(Under::Atomic(height), within)?;
            }
            Inst::AtomicClose => {
                let frame = self.leave()?;
                if let Under::Atomic(height) = frame.under {
                    self.cut(height);
                }
            }
            Inst::AssertOpen { end } => {
                let height = self.stack.len() as u32 + 1;
                self.enter(Under::Assertion { height, end: to(*end) }, within)?;
            }
            Inst::AssertClose { atomic } => {
                self.used = self.used.max(self.pos);
                let frame = self.leave()?;
                if let (Under::Assertion { height, .. }, true) = (frame.under, *atomic) {
                    self.cut(height);
                }
                self.pos = frame.pos as usize;
            }
            Inst::NotOpen { after } => {
                let height = self.stack.len() as u32;
                self.choose(Entry::Not { pc: to(*after), pos })?;
                self.enter(Under::Not { height }, within)?;
            }
            Inst::NotClose => return self.fail_assertion(),
            Inst::DecideOpen { fails, end } => {
                let height = self.stack.len() as u32;
                self.choose(Entry::Not { pc: to(*fails), pos })?;
                self.enter(Under::Decision { height, end: to(*end) }, within)?;
            }
            Inst::DecideClose(distance) => {
                let frame = self.leave()?;
                if let Under::Decision { height, .. } = frame.under {
                    self.cut(height);
                }
                self.pos = frame.pos as usize;
                self.pc = to(*distance) as usize;
            }
            Inst::WithinOpen(list) => return self.enter_part(*list, here),
            Inst::WithinClose => {
                let frame = self.leave()?;
                self.leave_part(&frame)?;
            }
            Inst::ScriptRun => {
                let from = self.frames.get(self.frame as usize).map_or(0, |frame| frame.pos as usize);
                let part = self.bytes.get(from..self.pos).unwrap_or_default();
                return Ok(self.program.runs.as_ref().is_none_or(|runs| runs.is_run(part)));
            }
            Inst::Call(number, target, _) => return self.call(*number, *target, here),
            Inst::Accept if within == UNSET => self.pc = self.program.code.len() - 1,
            Inst::Accept => self.accept_call()?,
            Inst::AssertAccept => return self.accept_assertion(),
            Inst::Note(number) if within == UNSET => self.note_open(*number)?,
            _ => {}
        }
        Ok(true)
    }

    /// Goes back over an assertion that must fail and did not.
    fn fail_assertion(&mut self) -> Result<bool, Stop> {
        let frame = self.leave()?;
        self.fail_at(frame.under)
    }

    fn set_limit(&mut self, limit: usize) -> Step {
        self.push(Entry::Limit { old: self.end as u32 })?;
        self.end = limit;
        Ok(())
    }

    fn enter_part(&mut self, list: u32, here: usize) -> Result<bool, Stop> {
        let Some(number) = self.first_set(list) else { return Ok(false) };
        let Some((from, to)) = self.noted_of(number) else { return Ok(false) };
        let end = self.matching_close(here);
        let under = Under::Within { height: self.stack.len() as u32 + 1, limit: self.end as u32, end };
        self.enter(under, self.within())?;
        self.set_limit(to)?;
        self.pos = from;
        Ok(true)
    }

    /// The instruction that ends the part that begins there.
    fn matching_close(&self, here: usize) -> u32 {
        let mut depth = 0;
        for (at, inst) in self.program.code.iter().enumerate().skip(here) {
            match inst {
                Inst::WithinOpen(_) => depth += 1,
                Inst::WithinClose if depth == 1 => return at as u32,
                Inst::WithinClose => depth -= 1,
                _ => {}
            }
        }
        here as u32
    }

    fn leave_part(&mut self, frame: &Frame) -> Step {
        if let Under::Within { limit, .. } = frame.under {
            self.set_limit(limit as usize)?;
        }
        self.pos = frame.pos as usize;
        Ok(())
    }

    /// The first group of a list that is set.
    fn first_set(&self, list: u32) -> Option<Number> {
        let list = self.program.lists.get(list as usize)?;
        list.iter().copied().find(|number| self.noted_of(*number).is_some())
    }

    /// What a group matched.
    fn noted_of(&self, number: Number) -> Option<(usize, usize)> {
        let index = number.checked_sub(1).filter(|index| *index < self.top)? as usize * 2;
        match self.noted.get(index..index + 2)? {
            [UNSET, _] => None,
            [from, to] => Some((*from as usize, *to as usize)),
            _ => None,
        }
    }

    fn set_group(&mut self, number: Number, from: u32, to: u32) -> Step {
        let index = (number as usize).saturating_sub(1) * 2;
        self.note(index, from)?;
        self.note(index + 1, to)?;
        self.set_top(self.top.max(number))
    }

    fn close_capture(&mut self, number: Number) -> Step {
        let call = self.frames.get(self.frame as usize).map(|frame| frame.under);
        if matches!(call, Some(Under::Call { .. })) && self.within() == number {
            return self.end_call();
        }
        let frame = self.leave()?;
        self.set_group(number, frame.pos, self.pos as u32)
    }

    /// Notes what a group matched that is still open.
    fn note_open(&mut self, number: Number) -> Step {
        let mut at = self.frame;
        while let Some(frame) = self.frames.get(at as usize).copied() {
            if matches!(frame.under, Under::Group(open) if open == number) {
                return self.set_group(number, frame.pos, self.pos as u32);
            }
            at = frame.outer;
        }
        Ok(())
    }
}

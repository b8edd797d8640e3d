//! Calls of groups, ends by `(*ACCEPT)`, and what decides between alternatives.

use super::super::program::Inst;
use super::{Entry, Matcher, Step, Stop, UNSET, Under};

impl Matcher<'_> {
    /// Calls a group.
    pub(super) fn call(&mut self, number: u32, target: u32, here: usize) -> Result<bool, Stop> {
        self.check_loop(number)?;
        let save = self.saves.len() as u32;
        if self.saves.len() + self.noted.len() > super::MOST_ENTRIES {
            return Err(Stop::HeapLimit);
        }
        let height = self.stack.len() as u32;
        self.choose(Entry::Call { number })?;
        let under = Under::Call { back: here as u32 + 1, save, height, used: self.used as u32 };
        self.enter(under, number)?;
        self.saves.extend_from_slice(&self.noted);
        self.work += self.noted.len() as u64;
        self.pc = target as usize;
        Ok(true)
    }

    /// A call under way of the same group from the same place is the beginning of a loop, unless more was read since.
    fn check_loop(&self, number: u32) -> Step {
        let mut at = self.frame;
        while let Some(frame) = self.frames.get(at as usize) {
            if let Under::Call { used, .. } = frame.under
                && frame.within == number
            {
                let same = frame.pos as usize == self.pos && used as usize == self.used;
                return if same { Err(Stop::Loop) } else { Ok(()) };
            }
            if frame.within == UNSET {
                break;
            }
            at = frame.outer;
        }
        Ok(())
    }

    /// Ends the innermost call: what groups matched is what it was, but for those that keep it.
    pub(super) fn end_call(&mut self) -> Step {
        let mut at = self.frame;
        while let Some(frame) = self.frames.get(at as usize).copied() {
            if let Under::Call { back, save, .. } = frame.under {
                self.set_frame(frame.outer)?;
                self.last_open = frame.pos as usize;
                self.pc = back as usize;
                return self.restore(save as usize, frame.top, back);
            }
            at = frame.outer;
        }
        Err(Stop::Internal)
    }

    fn restore(&mut self, save: usize, top: u32, back: u32) -> Step {
        let kept = match self.program.code.get((back as usize).wrapping_sub(1)) {
            Some(Inst::Call(_, _, Some(list))) => self.program.lists.get(*list as usize),
            _ => None,
        };
        let mut most = top;
        for number in 1..=self.program.groups {
            let index = (number as usize - 1) * 2;
            if kept.is_some_and(|kept| kept.contains(&number)) {
                if self.noted_of(number).is_some() {
                    most = most.max(number);
                }
                continue;
            }
            for index in [index, index + 1] {
                let old = self.saves.get(save + index).copied().unwrap_or(UNSET);
                self.note(index, old)?;
            }
        }
        self.work += u64::from(self.program.groups) / 2;
        self.set_top(most)
    }

    /// `(*ACCEPT)` in a call ends it for good.
    pub(super) fn accept_call(&mut self) -> Step {
        let mut at = self.frame;
        while let Some(frame) = self.frames.get(at as usize).copied() {
            if let Under::Call { height, .. } = frame.under {
                self.cut(height);
                self.frame = at;
                return self.end_call();
            }
            at = frame.outer;
        }
        Err(Stop::Internal)
    }

    /// `(*ACCEPT)` in an assertion ends it.
    pub(super) fn accept_assertion(&mut self) -> Result<bool, Stop> {
        loop {
            let frame = self.leave()?;
            let end = match frame.under {
                Under::Assertion { height, end } | Under::Decision { height, end } => {
                    self.cut(height);
                    end
                }
                Under::Within { height, end, .. } => {
                    self.cut(height);
                    self.leave_part(&frame)?;
                    end
                }
                Under::Not { .. } => {
                    return self.fail_at(frame.under);
                }
                _ => continue,
            };
            self.pos = frame.pos as usize;
            self.pc = end as usize + 1;
            if let Some(Inst::DecideClose(distance)) = self.program.code.get(end as usize) {
                self.pc = end.saturating_add_signed(*distance) as usize;
            }
            return Ok(true);
        }
    }

    /// Takes all off the stack that an assertion left there that must fail.
    pub(super) fn fail_at(&mut self, under: Under) -> Result<bool, Stop> {
        let Under::Not { height } = under else { return Err(Stop::Internal) };
        while self.stack.len() > height as usize {
            if let Some(entry) = self.stack.pop() {
                self.undo(entry);
                self.depth = self.depth.saturating_sub(u32::from(!entry.undoes()));
            }
        }
        Ok(false)
    }

    /// Decides between alternatives.
    pub(super) fn decide(&mut self, inst: &Inst, here: usize) {
        let within = self.within();
        let (holds, distance) = match inst {
            Inst::IfSet(number, distance) => (self.noted_of(*number).is_some(), distance),
            Inst::IfAnySet(list, distance) => (self.first_set(*list).is_some(), distance),
            Inst::IfIn(None, distance) => (within != UNSET, distance),
            Inst::IfIn(Some(number), distance) => (within == *number, distance),
            Inst::IfInAny(list, distance) => {
                let list = self.program.lists.get(*list as usize);
                (list.is_some_and(|list| list.contains(&within)), distance)
            }
            _ => return,
        };
        if !holds {
            self.pc = (here as u32).saturating_add_signed(*distance) as usize;
        }
    }
}

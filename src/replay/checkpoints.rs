//! Machines kept at instructions that one may want to go back to.
//!
//! The origin is always kept. Of the others there are [`MAX_COUNT`] at most, and together they hold
//! [`MOST_WORDS`] words at most, or fewer while nobody looks; when there are more, the one that is missed least goes: whose
//! loss leaves the smallest gap in proportion to its distance from the present. So they lie dense
//! around the present and ever sparser away from it.

use std::collections::BTreeMap;
use std::ops::Bound;

use enigma_vm::machine::Machine;
use enigma_vm::process::Process;

/// The most checkpoints.
pub const MAX_COUNT: usize = 192;
/// The most words of process memory that checkpoints may keep (512 MiB) beyond what they share.
pub const MOST_WORDS: usize = 64 << 20;
/// The most words while nobody looks (32 MiB).
pub const MOST_UNWATCHED: usize = 4 << 20;
/// The words that a machine and a process take beside heaps, stacks and messages, roughly.
const MACHINE_WORDS: usize = 4096;
/// See [`MACHINE_WORDS`].
const PROCESS_WORDS: usize = 64;
/// A distance from the present that counts as none.
const NEAR: u64 = 100_000;

struct Kept {
    machine: Machine,
    words: usize,
}

/// The checkpoints of a timeline, by instruction.
pub(crate) struct Checkpoints {
    kept: BTreeMap<u64, Kept>,
    words: usize,
    most: usize,
}

/// The words of process memory that a machine holds and does not share with an earlier one.
fn unshared(machine: &Machine, earlier: Option<&Machine>) -> usize {
    let shared = |p: &Process| earlier.and_then(|m| m.process(p.pid)).is_some_and(|q| std::ptr::eq(p, q));
    let own = |p: &Process| if shared(p) { 2 } else { p.block.words().len() + p.message_words() + PROCESS_WORDS };
    MACHINE_WORDS + machine.processes().map(own).sum::<usize>()
}

impl Checkpoints {
    pub fn new(origin: Machine) -> Checkpoints {
        let mut checkpoints = Checkpoints { kept: BTreeMap::new(), words: 0, most: MOST_WORDS };
        checkpoints.insert(&origin);
        checkpoints
    }

    /// Keeps the machine as it is now, unless there is one of that instruction.
    pub fn insert(&mut self, machine: &Machine) {
        let at = machine.executed();
        if self.kept.contains_key(&at) {
            return;
        }
        let words = unshared(machine, self.before(at));
        self.kept.insert(at, Kept { machine: machine.clone(), words });
        self.words += words;
        self.make_room(at);
    }

    /// From now on they may hold so many words.
    pub fn keep(&mut self, most: usize) {
        self.most = most;
        let present = self.kept.keys().next_back().copied().unwrap_or(0);
        self.make_room(present);
    }

    fn make_room(&mut self, present: u64) {
        while self.kept.len() > MAX_COUNT || self.words > self.most {
            if !self.drop_least(present) {
                return;
            }
        }
    }

    /// Lets the checkpoint go that is missed least; there is none where the origin is all.
    fn drop_least(&mut self, present: u64) -> bool {
        let places: Vec<u64> = self.kept.keys().copied().collect();
        let missed =
            |place: u64, before: u64, after: u64| (after - before) as f64 / present.abs_diff(place).max(NEAR) as f64;
        let ends = places.iter().copied().skip(2).chain(places.last().map(|l| l.saturating_add(NEAR)));
        let least = places
            .iter()
            .zip(places.iter().skip(1))
            .zip(ends)
            .filter(|((_, place), _)| **place != present)
            .min_by(|((a, p), c), ((b, q), d)| missed(**p, **a, *c).total_cmp(&missed(**q, **b, *d)))
            .map(|((_, place), _)| *place);
        match least.and_then(|place| self.kept.remove(&place)) {
            Some(gone) => {
                self.words -= gone.words;
                true
            }
            None => false,
        }
    }

    /// The last checkpoint at or before an instruction.
    pub fn at_or_before(&self, instruction: u64) -> Option<&Machine> {
        self.kept.range(..=instruction).next_back().map(|(_, kept)| &kept.machine)
    }

    /// The last checkpoint before an instruction.
    pub fn before(&self, instruction: u64) -> Option<&Machine> {
        let range = (Bound::Unbounded, Bound::Excluded(instruction));
        self.kept.range(range).next_back().map(|(_, kept)| &kept.machine)
    }

    /// Where they are.
    pub fn places(&self) -> Vec<u64> {
        self.kept.keys().copied().collect()
    }
}

//! Timers on the virtual clock. One that sends to a process ends with it, one that sends to a name does not.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::atom::Atom;
use crate::heap::Fragment;
use crate::process::PARCEL_WORDS;
use crate::term::{Pid, Term};

/// What a timer does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fire {
    /// Ends a `receive`, which goes on at a slot.
    Receive {
        /// The process that waits.
        pid: Pid,
        /// The slot after its `wait_timeout`.
        resume: u32,
    },
    /// Sends a message.
    Message {
        /// To whom.
        to: Destination,
        /// The message.
        message: (Arc<Fragment>, Term),
    },
}

impl Fire {
    /// The process that it sends to, where it sends to one.
    fn process(&self) -> Option<Pid> {
        match self {
            Fire::Message { to: Destination::Process(pid), .. } => Some(*pid),
            _ => None,
        }
    }

    /// The words that a timer counts for that does this.
    fn footprint(&self) -> usize {
        match self {
            Fire::Receive { .. } => TIMER_WORDS,
            Fire::Message { message, .. } => TIMER_WORDS + PARCEL_WORDS + message.0.footprint(),
        }
    }
}

/// Words that a timer takes but for its message.
const TIMER_WORDS: usize = 12;

/// To whom a timer sends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Destination {
    /// To a process.
    Process(Pid),
    /// To whoever has the name when the timer fires.
    Name(Atom),
}

/// The timers, by time and, at the same time, in order of their start.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timers {
    by_time: BTreeMap<(u64, u64), Fire>,
    times: BTreeMap<u64, u64>,
    /// Those that send to processes, by these: said by the timers.
    #[serde(skip)]
    to: BTreeSet<(Pid, u64)>,
    /// The words that they count for: no state of their own, but a sum.
    #[serde(skip)]
    words: usize,
}

impl Timers {
    /// Starts a timer; `key` has not been used before.
    pub fn start(&mut self, key: u64, time_ns: u64, fire: Fire) {
        self.words += fire.footprint();
        self.to.extend(fire.process().map(|pid| (pid, key)));
        self.by_time.insert((time_ns, key), fire);
        self.times.insert(key, time_ns);
    }

    /// The words that they count for.
    pub(crate) fn words(&self) -> usize {
        self.words
    }

    /// Counts the words anew, and who is sent to.
    pub(crate) fn recount(&mut self) {
        self.words = self.by_time.values().map(Fire::footprint).sum();
        self.to = self.by_time.iter().filter_map(|((_, key), fire)| Some((fire.process()?, *key))).collect();
    }

    /// Stops a timer; the time at which it would have fired, where it was there.
    pub fn cancel(&mut self, key: u64) -> Option<u64> {
        let time = self.times.remove(&key)?;
        self.take_out(time, key);
        Some(time)
    }

    /// Stops the timers that would send to a process: it has ended.
    pub(crate) fn bury(&mut self, pid: Pid) {
        let keys: Vec<u64> = self.to.range((pid, 0)..=(pid, u64::MAX)).map(|(_, key)| *key).collect();
        for key in keys {
            self.cancel(key);
        }
    }

    /// What a timer does.
    pub(crate) fn fire(&self, key: u64) -> Option<&Fire> {
        self.by_time.get(&(self.time_of(key)?, key))
    }

    /// The time at which a timer will fire.
    pub fn time_of(&self, key: u64) -> Option<u64> {
        self.times.get(&key).copied()
    }

    /// The time of the next timer.
    pub fn next_time(&self) -> Option<u64> {
        self.by_time.keys().next().map(|(time, _)| *time)
    }

    /// Takes out the next timer whose time has come.
    pub fn due(&mut self, now_ns: u64) -> Option<(u64, Fire)> {
        let (&(time, key), _) = self.by_time.first_key_value()?;
        if time > now_ns {
            return None;
        }
        self.times.remove(&key);
        self.take_out(time, key).map(|fire| (key, fire))
    }

    fn take_out(&mut self, time: u64, key: u64) -> Option<Fire> {
        let fire = self.by_time.remove(&(time, key))?;
        self.words = self.words.saturating_sub(fire.footprint());
        if let Some(pid) = fire.process() {
            self.to.remove(&(pid, key));
        }
        Some(fire)
    }

    /// Whether the two tables say the same, as a state from outside must.
    pub(crate) fn is_consistent(&self) -> bool {
        self.by_time.len() == self.times.len()
            && self.by_time.keys().all(|(time, key)| self.times.get(key) == Some(time))
    }

    /// All of them: time in nanoseconds, key, what they do.
    pub fn iter(&self) -> impl Iterator<Item = (u64, u64, &Fire)> {
        self.by_time.iter().map(|((time, key), fire)| (*time, *key, fire))
    }
}

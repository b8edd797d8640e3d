//! The log of what happened lately: for whoever looks at the machine, never seen by a program.

use std::collections::VecDeque;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::atom::Atom;
use crate::heap::Fragment;
use crate::term::{Pid, Term};

/// How many events are kept.
pub const KEPT: usize = 256;

/// How many words of terms are kept with them; beyond, the oldest events go.
pub const KEPT_WORDS: usize = 1 << 20;

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EventKind {
    /// A message was sent.
    Send {
        /// To whom.
        to: Pid,
        /// The message.
        message: (Arc<Fragment>, Term),
    },
    /// A message was taken out of the mailbox.
    Receive,
    /// A process was started.
    Spawn {
        /// The new process.
        child: Pid,
        /// Module, function and arity of its first function.
        initial: (Atom, Atom, u32),
    },
    /// The process ended.
    Exit {
        /// Why.
        reason: (Arc<Fragment>, Term),
    },
    /// An exception was raised.
    Exception {
        /// Its class.
        class: Atom,
    },
    /// Garbage was collected.
    Collection {
        /// Whether both generations were.
        major: bool,
    },
    /// The scheduler picked the process.
    Slice,
    /// A timer of the process, or to it, fired.
    Timer,
    /// Something was printed.
    Output,
}

/// A set of kinds of events.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct EventMask(u16);

impl EventMask {
    /// No kind.
    pub const NONE: EventMask = EventMask(0);
    /// Messages sent.
    pub const SEND: EventMask = EventMask(1);
    /// Messages received.
    pub const RECEIVE: EventMask = EventMask(2);
    /// Processes started.
    pub const SPAWN: EventMask = EventMask(4);
    /// Processes ended.
    pub const EXIT: EventMask = EventMask(8);
    /// Exceptions.
    pub const EXCEPTION: EventMask = EventMask(16);
    /// Collections.
    pub const COLLECTION: EventMask = EventMask(32);
    /// Processes picked by the scheduler.
    pub const SLICE: EventMask = EventMask(64);
    /// Timers.
    pub const TIMER: EventMask = EventMask(128);
    /// Output.
    pub const OUTPUT: EventMask = EventMask(256);

    /// Whether the two have a kind in common.
    #[inline]
    pub fn intersects(self, other: EventMask) -> bool {
        self.0 & other.0 != 0
    }

    /// The kinds of both.
    pub fn with(self, other: EventMask) -> EventMask {
        EventMask(self.0 | other.0)
    }
}

impl EventKind {
    /// The words of the term that comes with it.
    fn words(&self) -> usize {
        match self {
            EventKind::Send { message: term, .. } | EventKind::Exit { reason: term } => term.0.footprint(),
            _ => 0,
        }
    }

    /// The set of this kind alone.
    pub fn mask(&self) -> EventMask {
        match self {
            EventKind::Send { .. } => EventMask::SEND,
            EventKind::Receive => EventMask::RECEIVE,
            EventKind::Spawn { .. } => EventMask::SPAWN,
            EventKind::Exit { .. } => EventMask::EXIT,
            EventKind::Exception { .. } => EventMask::EXCEPTION,
            EventKind::Collection { .. } => EventMask::COLLECTION,
            EventKind::Slice => EventMask::SLICE,
            EventKind::Timer => EventMask::TIMER,
            EventKind::Output => EventMask::OUTPUT,
        }
    }
}

/// An event with its place in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Instructions executed before the one during which it happened.
    pub instruction: u64,
    /// The process that it happened in.
    pub pid: Pid,
    /// What.
    pub kind: EventKind,
}

/// The last events.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Events {
    log: VecDeque<Event>,
    /// The words of the terms in the log: no state of its own, but their sum.
    #[serde(skip)]
    words: usize,
    /// The kinds that the instruction at hand brought about.
    pub raised: EventMask,
}

impl Events {
    /// Adds an event; the oldest goes.
    pub fn push(&mut self, event: Event) {
        self.raised = self.raised.with(event.kind.mask());
        self.words += event.kind.words();
        while self.log.len() >= KEPT || self.words > KEPT_WORDS {
            let Some(oldest) = self.log.pop_front() else { break };
            self.words = self.words.saturating_sub(oldest.kind.words());
        }
        self.log.push_back(event);
    }

    /// Counts the words anew.
    pub(crate) fn recount(&mut self) {
        self.words = self.log.iter().map(|event| event.kind.words()).sum();
    }

    /// The events that are kept, the oldest first.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Event> {
        self.log.iter()
    }
}

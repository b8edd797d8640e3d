//! A process: its memory, where it stands in the code, its mailbox and its ties to others
//! (OTP's `erl_process.h`).

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::atom::{Atom, am};
use crate::code::APPLY_START;
use crate::dictionary::Dictionary;
use crate::gc::{self, Collected, Taken, Wanted};
use crate::heap::{Block, Fragment, HeapLimit};
use crate::signal::Parcel;
use crate::term::{Pid, Term};

/// Scheduling priorities, the most urgent last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[allow(missing_docs)]
pub enum Priority {
    Low,
    Normal,
    High,
    Max,
}

impl Priority {
    /// All of them, the most urgent first.
    pub const ALL: [Priority; 4] = [Priority::Max, Priority::High, Priority::Normal, Priority::Low];

    /// The priority that an atom names.
    pub fn from_atom(atom: Atom) -> Option<Priority> {
        Some(match atom {
            am::LOW => Priority::Low,
            am::NORMAL => Priority::Normal,
            am::HIGH => Priority::High,
            am::MAX => Priority::Max,
            _ => return None,
        })
    }

    /// The atom that names it.
    pub fn atom(self) -> Atom {
        match self {
            Priority::Low => am::LOW,
            Priority::Normal => am::NORMAL,
            Priority::High => am::HIGH,
            Priority::Max => am::MAX,
        }
    }
}

/// What a process is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Status {
    /// In a run queue.
    Runnable,
    /// The one that the scheduler runs.
    Running,
    /// In `receive`, until a message or its timeout.
    Waiting,
}

/// A message in a mailbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Message {
    /// In memory of its own, until the receiver looks at it.
    Outside(Arc<Fragment>, Term),
    /// On the receiver's heap.
    Inside(Term),
}

impl Message {
    /// The words that it counts for beside what is on the receiver's heap.
    pub fn footprint(&self) -> usize {
        match self {
            Message::Outside(fragment, _) => MESSAGE_WORDS + PARCEL_WORDS + fragment.footprint(),
            Message::Inside(_) => MESSAGE_WORDS,
        }
    }
}

/// Words that a place in the mailbox takes.
const MESSAGE_WORDS: usize = 4;
/// Words that memory of its own takes beyond its contents.
pub(crate) const PARCEL_WORDS: usize = 8;
/// Words that an entry of the dictionary, a link and a monitor take.
const ENTRY_WORDS: usize = 2;
const LINK_WORDS: usize = 2;
const MONITOR_WORDS: usize = 8;

/// The mailbox, and how far the `receive` at hand has looked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mailbox {
    /// The messages, the oldest first.
    pub messages: VecDeque<Message>,
    /// The index of the message that `loop_rec` looks at next.
    pub save: usize,
    /// The key of the timer of the `receive` at hand.
    pub timer: Option<u64>,
    /// The time of that `receive` is up: its timer has fired.
    pub timed_out: bool,
    /// The markers, the newest last: at most [`MOST_MARKERS`].
    pub(crate) markers: VecDeque<Marker>,
    /// How many markers there have been.
    pub(crate) reserved: u32,
    /// The words that the messages count for: no state of its own, but their sum.
    #[serde(skip)]
    pub(crate) words: usize,
}

/// The most markers that a process keeps (OTP's `ERTS_RECV_MARKER_BLOCK_SIZE`). Older ones are forgotten, and nothing is
/// passed over for them.
pub(crate) const MOST_MARKERS: usize = 8;

/// A place in the mailbox before which there can be no message with a certain reference (OTP's `ErtsRecvMarker`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Marker {
    /// What it is for.
    pub of: MarkerOf,
    /// The index of the first message behind it.
    pub at: usize,
}

/// What a marker is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum MarkerOf {
    /// A reference that is made next; the number of the marker.
    Reserved(u32),
    /// A reference.
    Reference(u128),
    /// The `receive` at an instruction, as compilers up to OTP 23 say it.
    Place(u32),
}

impl Mailbox {
    /// Marks the end of the mailbox.
    pub(crate) fn mark(&mut self, of: MarkerOf) {
        self.unmark(of);
        if self.markers.len() >= MOST_MARKERS {
            self.markers.pop_front();
        }
        self.markers.push_back(Marker { of, at: self.messages.len() });
    }

    /// Marks the end of the mailbox for a reference that is to be made; the number of the marker.
    pub(crate) fn reserve(&mut self) -> u32 {
        self.reserved = self.reserved.wrapping_add(1);
        self.mark(MarkerOf::Reserved(self.reserved));
        self.reserved
    }

    /// Makes a marker one for the reference that has been made.
    pub(crate) fn bind(&mut self, number: u32, reference: u128) {
        if let Some(marker) = self.markers.iter_mut().find(|marker| marker.of == MarkerOf::Reserved(number)) {
            marker.of = MarkerOf::Reference(reference);
        }
    }

    /// Forgets a marker.
    pub(crate) fn unmark(&mut self, of: MarkerOf) {
        self.markers.retain(|marker| marker.of != of);
    }

    /// Has the `receive` at hand begin behind a marker, where there is one.
    pub(crate) fn begin_at(&mut self, of: MarkerOf) {
        if let Some(marker) = self.markers.iter().find(|marker| marker.of == of) {
            self.save = marker.at;
        }
    }

    /// Puts a message behind all others; the words that it counts for.
    pub(crate) fn push(&mut self, message: Message) -> usize {
        let words = message.footprint();
        self.words += words;
        self.messages.push_back(message);
        words
    }

    /// Takes a message out; the words that it counted for, where there is one.
    pub(crate) fn remove(&mut self, index: usize) -> Option<usize> {
        let words = self.messages.remove(index)?.footprint();
        self.save -= usize::from(index < self.save);
        for marker in &mut self.markers {
            marker.at -= usize::from(index < marker.at);
        }
        self.words = self.words.saturating_sub(words);
        Some(words)
    }

    /// Notes that a message is on the heap now; the words that it counts for no more.
    pub(crate) fn take_in(&mut self, index: usize, term: Term) -> usize {
        let Some(message) = self.messages.get_mut(index) else { return 0 };
        let before = message.footprint();
        *message = Message::Inside(term);
        let freed = before.saturating_sub(MESSAGE_WORDS);
        self.words = self.words.saturating_sub(freed);
        freed
    }

    /// How many messages the process has not looked at.
    pub(crate) fn unseen(&self) -> usize {
        self.messages.iter().filter(|message| matches!(message, Message::Outside(..))).count()
    }

    /// The words that the messages count for, counted anew.
    pub(crate) fn footprint(&self) -> usize {
        self.messages.iter().map(Message::footprint).sum()
    }
}

/// An exception on its way to a handler.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raised {
    /// `error`, `exit` or `throw`.
    pub class: Atom,
    /// The reason.
    pub reason: Term,
    /// The stack trace: a list, or the raw form of `exception.rs`.
    pub trace: Term,
}

/// A bitstring that the older binary instructions fill segment by segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filling {
    /// The bitstring.
    pub bitstring: Term,
    /// How many of its bits are in place.
    pub at: usize,
}

/// One side of a monitor.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Monitor {
    /// This process watches that one; what the 'DOWN' message calls it is its pid, or the name.
    Watching(Pid, Option<Atom>),
    /// This process watches that port; the 'DOWN' message has its name, if one is given.
    WatchingPort(u64, Option<Atom>),
    /// That process watches this one.
    WatchedBy(Pid, Option<Atom>),
}

/// A reference under which a process can be sent messages: how long it is one.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Alias {
    /// Until it is given up.
    Explicit,
    /// Until the first message that comes through it.
    Reply,
    /// As long as the monitor of the same reference.
    Monitor,
    /// As long as the monitor of the same reference; the first message that comes through it ends both.
    ReplyMonitor,
}

impl Alias {
    /// Whether it ends with the monitor of the same reference.
    pub fn ends_with_monitor(self) -> bool {
        matches!(self, Alias::Monitor | Alias::ReplyMonitor)
    }
}

/// A process.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Process {
    /// Its identifier.
    pub pid: Pid,
    /// Heap and stack.
    pub block: Block,
    /// The slot of the next instruction.
    pub ip: u32,
    /// The live x registers while the process is not running.
    pub args: Vec<Term>,
    /// Whether it runs, can run or waits.
    pub status: Status,
    /// How urgent it is.
    pub priority: Priority,
    /// Whether exit signals arrive as messages.
    pub trap_exit: bool,
    /// The name it is registered under.
    pub name: Option<Atom>,
    /// Who started it.
    pub parent: Option<Pid>,
    /// Where its output goes.
    pub group_leader: Pid,
    /// The function it began with: module, function, arity.
    pub initial: (Atom, Atom, u32),
    /// Its mailbox.
    pub mailbox: Mailbox,
    /// The process dictionary, ordered by key.
    pub dictionary: Dictionary,
    /// The processes linked to it.
    pub links: BTreeSet<Pid>,
    /// Whether it is one of the system's own, which outlives the applications (`erts_internal:is_system_process/1`).
    pub is_system: bool,
    /// Flags that were set and change nothing: their values, which are immediates.
    pub tuning: BTreeMap<Atom, Term>,
    /// How many others keep it from running.
    pub suspended: u32,
    /// The processes that it keeps from running, and how often it was asked to.
    pub suspending: BTreeMap<Pid, u32>,
    /// Its monitors by reference number.
    pub monitors: BTreeMap<u128, Monitor>,
    /// What stands in place of `'DOWN'` in the messages of some of its monitors.
    pub tags: BTreeMap<u128, Parcel>,
    /// The references, beside its identifier, under which it can be sent messages. They name the process
    /// themselves, see [`Process::alias_number`].
    pub aliases: BTreeMap<u128, Alias>,
    /// The exception that was raised last and is being handled.
    pub raised: Option<Raised>,
    /// The bitstring that is being filled, while one is.
    pub filling: Option<Filling>,
    /// How many `catch` and `try` are on the stack.
    pub catches: u32,
    /// The words that count in the machine's total, but for its messages.
    pub counted: usize,
    /// The reductions it has used.
    pub reductions: u64,
    /// The instructions it has executed.
    pub executed: u64,
    /// Minor collections so far.
    pub minor_collections: u64,
    /// Full collections so far.
    pub major_collections: u64,
    /// Words of its heap that they have freed.
    pub reclaimed: u64,
}

impl Process {
    /// The number of a reference that names a process: that of the process beside one that nobody has had
    /// (OTP's `ErtsPidRef`).
    pub(crate) fn alias_number(pid: Pid, unique: u64) -> u128 {
        u128::from(pid.0) << 64 | u128::from(unique)
    }

    /// The process that a reference names, where it is one that does.
    pub(crate) fn of_alias(number: u128) -> Pid {
        Pid((number >> 64) as u32)
    }

    /// Forgets what hangs on a monitor of its own that is no more; the tag of its message.
    pub(crate) fn end_monitor(&mut self, reference: u128) -> Option<Parcel> {
        if self.aliases.get(&reference).is_some_and(|alias| alias.ends_with_monitor()) {
            self.aliases.remove(&reference);
        }
        self.tags.remove(&reference)
    }

    /// The words of its dictionary, links and monitors.
    fn table_words(&self) -> usize {
        let tag = |tag: &Parcel| MONITOR_WORDS + PARCEL_WORDS + tag.0.footprint();
        self.dictionary.len() * ENTRY_WORDS
            + (self.links.len() + self.suspending.len()) * LINK_WORDS
            + (self.monitors.len() + self.aliases.len()) * MONITOR_WORDS
            + self.tags.values().map(tag).sum::<usize>()
    }

    /// The words outside its block that no collection frees.
    pub(crate) fn words_outside(&self) -> usize {
        self.table_words().saturating_add(self.mailbox.words)
    }

    /// The words that it counts for in the machine's total, but for its messages.
    pub(crate) fn own_words(&self) -> usize {
        self.block.words().len() + self.block.off_heap_words() + self.table_words()
    }

    /// The words that it has in use: what its limit is about.
    pub(crate) fn used_words(&self) -> usize {
        self.block.used() + self.block.off_heap_words() + self.words_outside()
    }

    /// The function that it is about to apply, where it is in no code of a module: the one it begins with, the native
    /// that has given way, or that in which it hibernates.
    pub(crate) fn outside_code(&self) -> Option<(Atom, Atom, u32)> {
        if let Some((native, _)) = self.going_on() {
            return Some(native);
        }
        match (self.ip, self.executed, self.args.get(1).and_then(|name| name.as_atom())) {
            (APPLY_START, 0, _) => Some(self.initial),
            // `hibernate/0` is called anew.
            (APPLY_START, _, Some(am::HIBERNATE)) => Some((am::ERLANG, am::HIBERNATE, 0)),
            (APPLY_START, ..) => Some((am::ERLANG, am::HIBERNATE, 3)),
            _ => None,
        }
    }

    /// What the collection to come takes beyond the largest heap that the process may have.
    pub(crate) fn excess(&self, wanted: Wanted) -> Vec<Taken> {
        let max = self.block.options.max_heap_size;
        if max.size == 0 {
            return Vec::new();
        }
        let shared = if max.include_shared_binaries { self.block.bytes_outside() / 8 } else { 0 };
        let taken = gc::takes(&self.block, wanted, self.messages_on_heap()).into_iter();
        let counted = taken.map(|taken| Taken { words: taken.words.saturating_add(shared), ..taken });
        counted.filter(|taken| taken.words > max.size).collect()
    }

    /// The words of messages that count as part of its heap although they are still outside.
    pub(crate) fn messages_on_heap(&self) -> usize {
        let outside = self.mailbox.messages.iter().filter_map(|message| match message {
            Message::Outside(fragment, _) if self.block.options.on_heap_messages => Some(fragment.words.len()),
            _ => None,
        });
        outside.sum()
    }

    /// Collects garbage, keeping the x registers and other terms given, and leaves `need` free words.
    pub fn collect(
        &mut self,
        wanted: Wanted,
        x: &mut [Term],
        extra: &mut [Term],
        need: usize,
    ) -> Result<Collected, HeapLimit> {
        let before = self.block.heap_words();
        let others = self.words_outside();
        let Process { block, args, mailbox, dictionary, raised, filling, .. } = self;
        let collected = gc::collect(block, wanted, need, others, |relocate| {
            x.iter_mut().chain(&mut *extra).chain(&mut *args).for_each(&mut *relocate);
            for message in &mut mailbox.messages {
                if let Message::Inside(term) = message {
                    relocate(term);
                }
            }
            for (key, value) in dictionary.iter_mut() {
                relocate(key);
                relocate(value);
            }
            if let Some(raised) = raised.as_mut() {
                relocate(&mut raised.reason);
                relocate(&mut raised.trace);
            }
            if let Some(filling) = filling.as_mut() {
                relocate(&mut filling.bitstring);
            }
        })?;
        match collected {
            Collected::Minor => self.minor_collections += 1,
            Collected::Major => self.major_collections += 1,
        }
        self.reclaimed += before.saturating_sub(self.block.heap_words()) as u64;
        Ok(collected)
    }

    /// Words outside the block that messages take.
    pub fn message_words(&self) -> usize {
        self.mailbox.words
    }
}

//! Which process runs next and for how long; starting processes; the virtual clock.
//!
//! With seed 0 the order is OTP's on one scheduler: by priority, first in first out, 4,000
//! reductions a slice, a low process one time in eight. With any other seed the slices have random
//! lengths and the next process is a random one of the most urgent queue.
//!
//! Virtual time passes with reductions, and jumps to the next timer when nothing can run.

use std::sync::Arc;

use crate::atom::{Atom, am};
use crate::console::Stream;
use crate::copy;
use crate::dictionary::Dictionary;
use crate::event::{Event, EventKind};
use crate::heap::{Block, HeapLimit, View};
use crate::heap_options::HeapOptions;
use crate::machine::{NS_PER_REDUCTION, SLICE_REDUCTIONS, System};
use crate::process::{Mailbox, Monitor, Priority, Process, Status};
use crate::term::{Pid, Term};
use crate::timer::{Destination, Fire};

/// How often a process of low priority is passed over while others can run (OTP's `RESCHEDULE_LOW`).
const LOW_SKIPS: u32 = 8;

/// What a new process is to be.
pub struct Spawn {
    /// The module of its first function.
    pub module: Atom,
    /// The name of its first function.
    pub function: Atom,
    /// The list of its arguments.
    pub args: Term,
    /// Who starts it.
    pub parent: Option<Pid>,
    /// Where its output goes.
    pub group_leader: Option<Pid>,
    /// How urgent it is.
    pub priority: Priority,
    /// Whether it is linked to its parent.
    pub link: bool,
    /// The reference under which its parent monitors it.
    pub monitor: Option<u128>,
    /// What is set for its heap, if it is not what the system has.
    pub heap: Option<HeapOptions>,
}

impl Spawn {
    /// A process that nobody started.
    pub fn of(module: Atom, function: Atom, args: Term) -> Spawn {
        let (parent, group_leader, monitor) = (None, None, None);
        let priority = Priority::Normal;
        Spawn { module, function, args, parent, group_leader, priority, link: false, monitor, heap: None }
    }
}

impl System {
    /// The next process to run, taken out of its queue.
    pub(crate) fn pick(&mut self) -> Option<Pid> {
        let waiting = |sys: &System, p: Priority| !sys.queues[p as usize].is_empty();
        let priority = Priority::ALL.into_iter().find(|p| waiting(self, *p))?;
        let priority = if priority == Priority::Normal && waiting(self, Priority::Low) {
            self.low_skipped += 1;
            if self.low_skipped < LOW_SKIPS { Priority::Normal } else { Priority::Low }
        } else {
            priority
        };
        if priority == Priority::Low {
            self.low_skipped = 0;
        }
        let length = self.queues[priority as usize].len() as u64;
        let index = if self.seed == 0 || length == 1 { 0 } else { self.random() % length };
        self.queues[priority as usize].remove(index as usize)
    }

    /// The processes that can run, of one priority, in the order of the queue.
    pub fn queue(&self, priority: Priority) -> impl Iterator<Item = Pid> + '_ {
        self.queues[priority as usize].iter().copied()
    }

    /// The reductions of the next slice. Where the schedule is random, one slice in eight is short, of
    /// any magnitude: so a race of a few instructions is lost now and then, not in most schedules.
    pub(crate) fn slice_length(&mut self) -> i64 {
        if self.seed == 0 {
            return SLICE_REDUCTIONS;
        }
        let scale = match self.random() % 8 {
            0 => 1 << (self.random() % 12),
            _ => SLICE_REDUCTIONS as u64,
        };
        1 + (self.random() % scale) as i64
    }

    /// The next number of the schedule's generator (splitmix64).
    fn random(&mut self) -> u64 {
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = self.random;
        let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Counts the reductions that the running process has used of its slice so far.
    pub(crate) fn account(&mut self, process: &mut Process) {
        let used = (self.slice - self.left).max(0) as u64;
        self.reductions += used;
        process.reductions += used;
        self.slice = self.left;
    }

    /// Reductions used by all processes together.
    pub fn total_reductions(&self) -> u64 {
        self.reductions + (self.slice - self.left).max(0) as u64
    }

    /// Virtual time since the start, in nanoseconds (the monotonic clock).
    pub fn now_ns(&self) -> u64 {
        self.skipped_ns + self.total_reductions() * NS_PER_REDUCTION
    }

    /// The wall clock, in nanoseconds since 1970.
    pub fn system_time_ns(&self) -> u64 {
        self.time_origin_ns.saturating_add(self.now_ns())
    }

    /// Starts a timer; its key.
    pub fn start_timer(&mut self, after_ns: u64, fire: Fire) -> u64 {
        let key = self.unique();
        self.timers.start(key, self.now_ns().saturating_add(after_ns), fire);
        key
    }

    /// A number that no one has had: references, timers, unique integers.
    pub fn unique(&mut self) -> u64 {
        self.next_unique += 1;
        self.next_unique - 1
    }

    /// Fires all timers whose time has come. No process runs.
    pub(crate) fn fire_timers(&mut self) {
        let now = self.now_ns();
        while let Some((_, fire)) = self.timers.due(now) {
            match fire {
                Fire::Receive { pid, resume } => self.time_out(pid, resume),
                Fire::Message { to, message } => {
                    let pid = match to {
                        Destination::Process(pid) => Some(pid),
                        Destination::Name(name) => self.registry.get(&name).copied(),
                    };
                    if let Some(pid) = pid {
                        self.event(pid, EventKind::Timer);
                        self.post_idle(pid, message);
                    }
                }
            }
        }
    }

    fn time_out(&mut self, pid: Pid, resume: u32) {
        self.event(pid, EventKind::Timer);
        let Some(process) = self.processes.get_mut(&pid) else { return };
        let process = Arc::make_mut(process);
        process.mailbox.timer = None;
        process.mailbox.timed_out = true;
        if process.status == Status::Waiting {
            process.ip = resume;
            process.status = Status::Runnable;
            if process.is_ready() {
                self.queues[process.priority as usize].push_back(pid);
            }
        }
    }

    /// Starts a process. `view` is where its arguments are. Fails where a limit is reached.
    pub(crate) fn spawn(&mut self, view: View<'_>, spawn: Spawn) -> Result<Pid, HeapLimit> {
        // The one that runs is in no table.
        let living = self.processes.len() + usize::from(spawn.parent.is_some());
        if living >= self.limits.processes || self.next_pid >= 1 << 28 {
            return Err(HeapLimit);
        }
        let options = spawn.heap.unwrap_or(self.settings.heap);
        let mut block = Block::new(options, self.limits.process_words);
        let args = copy::copy_term(view, spawn.args, &mut block, self.limits.message_words)?;
        block.push_frame(0)?;
        // What it begins with is no garbage.
        block.overgrown = false;
        let pid = Pid(self.next_pid);
        let arity = view.list(spawn.args).count() as u32;
        let initial = (spawn.module, spawn.function, arity);
        let mut process = Process {
            pid,
            block,
            ip: crate::code::APPLY_START,
            args: vec![Term::atom(spawn.module), Term::atom(spawn.function), args],
            status: Status::Runnable,
            priority: spawn.priority,
            trap_exit: false,
            name: None,
            parent: spawn.parent,
            group_leader: spawn.group_leader.unwrap_or(pid),
            initial,
            mailbox: Mailbox::default(),
            dictionary: Dictionary::default(),
            links: Default::default(),
            is_system: false,
            tuning: Default::default(),
            suspended: 0,
            suspending: Default::default(),
            monitors: Default::default(),
            tags: Default::default(),
            aliases: Default::default(),
            raised: None,
            filling: None,
            catches: 0,
            counted: 0,
            reductions: 0,
            executed: 0,
            minor_collections: 0,
            major_collections: 0,
            reclaimed: 0,
        };
        if let Err(limit) = self.count(&mut process) {
            self.words -= process.counted;
            return Err(limit);
        }
        self.next_pid += 1;
        if let Some(parent) = spawn.parent {
            process.links.extend(spawn.link.then_some(parent));
            process.monitors.extend(spawn.monitor.map(|r| (r, Monitor::WatchedBy(parent, None))));
            self.event(parent, EventKind::Spawn { child: pid, initial });
        }
        self.queues[process.priority as usize].push_back(pid);
        self.processes.insert(pid, Arc::new(process));
        Ok(pid)
    }

    /// Brings the machine's total up to date with a process. Fails where the total is too great, or what the
    /// process has that no collection frees; where the rest of it might be, asks for a collection.
    pub(crate) fn count(&mut self, process: &mut Process) -> Result<(), HeapLimit> {
        let size = process.own_words();
        self.words = self.words.saturating_sub(process.counted).saturating_add(size);
        process.counted = size;
        if self.total_words() > self.limits.total_words || process.words_outside() > self.limits.process_words {
            return Err(HeapLimit);
        }
        if process.used_words() > self.limits.process_words {
            process.block.ask_collection();
        }
        Ok(())
    }

    /// The words that all processes, messages, timers and what is shared count for together.
    pub fn total_words(&self) -> usize {
        self.words
            .saturating_add(self.timers.words())
            .saturating_add(self.shared.words())
            .saturating_add(self.buffers.words())
            .saturating_add(self.prepared.words())
            .saturating_add(self.ram_files.words())
    }

    /// The x registers that a process keeps while it does not run.
    pub(crate) fn live_registers(&self, live: u32) -> Vec<Term> {
        self.x[..(live as usize).min(self.x.len())].to_vec()
    }

    /// Sets the x registers that are not live to `[]`, so that nothing stale is ever seen.
    #[inline]
    pub(crate) fn clear_registers(&mut self, live: usize, used: usize) {
        if let Some(dead) = self.x.get_mut(live..used.max(live)) {
            dead.fill(Term::NIL);
        }
    }

    /// Logs an event.
    pub(crate) fn event(&mut self, pid: Pid, kind: EventKind) {
        self.events.push(Event { instruction: self.executed, pid, kind });
    }

    /// Prints what the machine itself has to say, headed as OTP's logger does.
    pub(crate) fn report(&mut self, text: &str) {
        let head = format!("=ERROR REPORT==== {} ===\n", crate::calendar::report_time(self.system_time_ns()));
        self.console.write(Stream::Report, head.as_bytes());
        self.console.write(Stream::Report, text.as_bytes());
        self.events.raised = self.events.raised.with(crate::event::EventMask::OUTPUT);
    }

    /// Reports that a process has more memory than it may have, as OTP does for `max_heap_size`.
    pub(crate) fn report_memory(&mut self, pid: Pid, used: usize) {
        let limit = self.limits.process_words;
        self.report(&format!(
            "     Process:          {pid}\n     Context:          maximum heap size reached\n     \
             Max Heap Size:    {limit}\n     Total Heap Size:  {used}\n     Kill:             true\n"
        ));
    }

    /// The atom of that name; `None` where the table is full.
    pub(crate) fn intern(&mut self, name: &str) -> Option<Atom> {
        match self.atoms.existing(name) {
            Some(atom) => Some(atom),
            None => Arc::make_mut(&mut self.atoms).intern(name),
        }
    }

    /// The node's name, as an atom.
    pub fn node(&self) -> Atom {
        am::NONODE
    }
}

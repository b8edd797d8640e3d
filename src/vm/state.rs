//! A machine as data: for snapshots and for the hash of its state.
//!
//! What can be made again is not part of it: code comes from the modules' files, in the order in
//! which they were loaded, and gets the same slots, literals and indices. Free memory is no part
//! of a state, so two machines that differ in it are the same.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::atom::Atom;
use crate::code::{FunName, LoadError, OldFunName, Version};
use crate::console::Console;
use crate::environment::Environment;
use crate::event::Events;
use crate::hash::StateHasher;
use crate::heap::{Block, OffHeap};
use crate::heap_options::{HeapOptions, MIN_HEAP_SIZE};
use crate::loading::PreparedModules;
use crate::machine::{Config, F_REGISTERS, Limits, Machine, Outcome, Release, X_REGISTERS};
use crate::native::internal_state::InternalState;
use crate::port::Ports;
use crate::process::Process;
use crate::purge::Purge;
use crate::ram_file::RamFiles;
use crate::request::{Answer, Request};
use crate::resource::{Buffers, Files};
use crate::settings::Settings;
use crate::shared::Shared;
use crate::signal::Signal;
use crate::term::{Pid, Term};
use crate::terminal::{StandardInput, Terminal};
use crate::timer::Timers;
use crate::validate::{self, Corrupt};
use crate::zone::Zone;

/// The memory of a process without what is free of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BlockImage {
    size: usize,
    old: Vec<u64>,
    young_begin: usize,
    high_water: usize,
    young: Vec<u64>,
    stack: Vec<u64>,
    off_heap: Vec<OffHeap>,
    off_heap_new: usize,
    overgrown: bool,
    options: HeapOptions,
    generations: u16,
    full_wanted: bool,
    crowded: bool,
    limit: usize,
}

impl From<Block> for BlockImage {
    fn from(block: Block) -> BlockImage {
        BlockImage {
            size: block.mem.len(),
            old: block.mem[..block.old_top].to_vec(),
            young_begin: block.young,
            high_water: block.high_water,
            young: block.mem[block.young..block.top].to_vec(),
            stack: block.mem[block.stack..].to_vec(),
            off_heap: block.off_heap,
            off_heap_new: block.off_heap_new,
            overgrown: block.overgrown,
            options: block.options,
            generations: block.generations,
            full_wanted: block.full_wanted,
            crowded: block.crowded,
            limit: block.limit,
        }
    }
}

impl TryFrom<BlockImage> for Block {
    type Error = &'static str;

    fn try_from(image: BlockImage) -> Result<Block, &'static str> {
        let top = image.young_begin.checked_add(image.young.len()).ok_or("a heap of impossible size")?;
        let fits = image.old.len() <= image.young_begin
            && (image.young_begin..=top).contains(&image.high_water)
            && top.checked_add(image.stack.len()).is_some_and(|used| used <= image.size)
            && image.size <= image.limit.max(MIN_HEAP_SIZE)
            && image.options.are_sound()
            && !image.stack.is_empty();
        let off_heap_words = Block::words_of(&image.off_heap);
        // A file may claim a large block for little data; what is free need not be believed.
        if !fits || image.size > MAX_BLOCK || image.off_heap_new > off_heap_words {
            return Err("a heap of impossible size");
        }
        let mut mem = vec![0; image.size];
        mem[..image.old.len()].copy_from_slice(&image.old);
        mem[image.young_begin..top].copy_from_slice(&image.young);
        let stack = image.size - image.stack.len();
        mem[stack..].copy_from_slice(&image.stack);
        Ok(Block {
            mem,
            old_top: image.old.len(),
            young: image.young_begin,
            high_water: image.high_water,
            top,
            stack,
            off_heap: image.off_heap,
            off_heap_words,
            off_heap_new: image.off_heap_new,
            overgrown: image.overgrown,
            options: image.options,
            generations: image.generations,
            full_wanted: image.full_wanted,
            crowded: image.crowded,
            limit: image.limit,
        })
    }
}

/// The largest block that a snapshot may hold, in words.
pub const MAX_BLOCK: usize = 256 << 20;

/// A machine's state.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct State {
    pub(crate) limits: Limits,
    pub(crate) seed: u64,
    pub(crate) time_origin_ns: u64,
    pub(crate) images: Vec<Arc<Vec<u8>>>,
    pub(crate) versions: Vec<Version>,
    pub(crate) is_booted: bool,
    pub(crate) preloaded: usize,
    pub(crate) release: Release,
    pub(crate) environment: Environment,
    pub(crate) zone: Zone,
    pub(crate) system_logger: Option<Term>,
    pub(crate) settings: Settings,
    pub(crate) internal_state: InternalState,
    pub(crate) prepared: PreparedModules,
    pub(crate) ram_files: RamFiles,
    pub(crate) atoms: Vec<String>,
    pub(crate) exports: Vec<(Atom, Atom, u32)>,
    pub(crate) funs: Vec<(FunName, OldFunName)>,
    pub(crate) running: Option<Arc<Process>>,
    pub(crate) processes: BTreeMap<Pid, Arc<Process>>,
    pub(crate) queues: [VecDeque<Pid>; 4],
    pub(crate) signals: VecDeque<Signal>,
    pub(crate) x: Vec<Term>,
    pub(crate) f: Vec<u64>,
    pub(crate) registry: BTreeMap<Atom, Pid>,
    pub(crate) timers: Timers,
    pub(crate) shared: Shared,
    pub(crate) console: Console,
    pub(crate) events: Events,
    pub(crate) entry: Option<Pid>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) request: Option<Request>,
    pub(crate) asker: Option<Pid>,
    pub(crate) answer: Option<Answer>,
    pub(crate) files: Files,
    pub(crate) buffers: Buffers,
    pub(crate) absent: BTreeSet<Atom>,
    pub(crate) purge: Purge,
    pub(crate) answered: usize,
    pub(crate) standard_input: StandardInput,
    pub(crate) terminal: Terminal,
    pub(crate) ports: Ports,
    pub(crate) counters: Counters,
}

/// The numbers of a machine.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Counters {
    pub(crate) left: i64,
    pub(crate) slice: i64,
    pub(crate) random: u64,
    pub(crate) low_skipped: u32,
    pub(crate) executed: u64,
    pub(crate) reductions: u64,
    pub(crate) skipped_ns: u64,
    pub(crate) words: usize,
    pub(crate) next_pid: u32,
    pub(crate) next_unique: u64,
    pub(crate) last_now: u64,
    pub(crate) local_guess: i64,
}

/// Why a state is none that a machine can be in.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// One of its modules cannot be loaded.
    #[error("module {index}: {source}")]
    Load {
        /// The module's place in the order of loading.
        index: usize,
        /// Why.
        source: LoadError,
    },
    /// A part of it is impossible.
    #[error(transparent)]
    Corrupt(#[from] Corrupt),
}

impl Machine {
    /// The state as data.
    pub fn export(&self) -> State {
        let sys = &self.sys;
        // While no process runs, the registers hold what the last one left.
        let used = if self.running.is_some() { sys.code.x_registers.min(sys.x.len()) } else { 0 };
        let floats = sys.f.iter().rposition(|f| f.to_bits() != 0).map_or(0, |i| i + 1);
        State {
            limits: sys.limits,
            seed: sys.seed,
            time_origin_ns: sys.time_origin_ns,
            images: sys.code.modules.iter().map(|m| m.image.clone()).collect(),
            versions: sys.code.modules.iter().map(|m| m.version).collect(),
            is_booted: sys.code.is_booted,
            preloaded: sys.preloaded,
            release: sys.release.clone(),
            environment: Environment::clone(&sys.environment),
            zone: Zone::clone(&sys.zone),
            system_logger: sys.system_logger,
            settings: sys.settings.clone(),
            internal_state: sys.internal_state.clone(),
            prepared: sys.prepared.clone(),
            ram_files: sys.ram_files.clone(),
            atoms: sys.atoms.names().map(str::to_string).collect(),
            exports: sys.code.exports.iter().map(|e| (e.module, e.function, e.arity)).collect(),
            funs: sys.code.funs.iter().map(|fun| (fun.name(), fun.old)).collect(),
            running: self.running.clone(),
            processes: sys.processes.clone(),
            queues: sys.queues.clone(),
            signals: sys.signals.clone(),
            x: sys.x[..used].to_vec(),
            f: sys.f[..floats].iter().map(|f| f.to_bits()).collect(),
            registry: sys.registry.clone(),
            timers: sys.timers.clone(),
            shared: sys.shared.clone(),
            console: sys.console.clone(),
            events: sys.events.clone(),
            entry: sys.entry,
            outcome: sys.outcome.clone(),
            request: sys.request.clone(),
            asker: sys.asker,
            answer: sys.answer.clone(),
            files: sys.files.clone(),
            buffers: sys.buffers.clone(),
            absent: sys.absent.clone(),
            purge: sys.purge.clone(),
            answered: sys.answered,
            standard_input: sys.standard_input.clone(),
            terminal: sys.terminal.clone(),
            ports: sys.ports.clone(),
            counters: Counters {
                left: sys.left,
                slice: sys.slice,
                random: sys.random,
                low_skipped: sys.low_skipped,
                executed: sys.executed,
                reductions: sys.reductions,
                skipped_ns: sys.skipped_ns,
                words: sys.words,
                next_pid: sys.next_pid,
                next_unique: sys.next_unique,
                last_now: sys.last_now,
                local_guess: sys.local_guess,
            },
        }
    }

    /// A machine in that state: its modules are loaded again, every word of it is checked.
    pub fn import(state: State) -> Result<Machine, ImportError> {
        let (seed, limits, time_origin_ns) = (state.seed, state.limits, state.time_origin_ns);
        let (release, environment, zone) = (state.release.clone(), state.environment.clone(), state.zone.clone());
        let config = Config { seed, limits, time_origin_ns, release, boots: state.is_booted, environment, zone };
        if !config.is_sound() {
            return Err(Corrupt::new("configuration", "numbers larger than any machine's").into());
        }
        let mut machine = Machine::new(config);
        let atoms = Arc::make_mut(&mut machine.sys.atoms);
        for (index, name) in state.atoms.iter().enumerate() {
            let atom = atoms.intern(name);
            if atom != Some(Atom(index as u32)) {
                return Err(Corrupt::new("atoms", format!("atom {index} does not fit the table")).into());
            }
        }
        // Modules may have come at any time: entries are made first, in their order.
        let atoms = machine.sys.atoms.clone();
        let code = Arc::make_mut(&mut machine.sys.code);
        for (index, (module, function, arity)) in state.exports.iter().enumerate() {
            let known = module.0 < atoms.len() as u32 && function.0 < atoms.len() as u32 && *arity <= 255;
            if !known || crate::code::export_of(code, &atoms, *module, *function, *arity) != index as u32 {
                return Err(Corrupt::new("exports", format!("export {index} does not fit the table")).into());
            }
        }
        for (index, (name, old)) in state.funs.iter().enumerate() {
            if name.module.0 >= atoms.len() as u32 || name.arity > 255 || code.fun(*name, *old) != index as u32 {
                return Err(Corrupt::new("funs", format!("fun {index} does not fit the table")).into());
            }
        }
        for (index, image) in state.images.iter().enumerate() {
            let beam = enigma_beam::Module::parse(image).map_err(LoadError::from);
            let loaded = beam.and_then(|beam| machine.load_version(image.clone(), beam));
            loaded.map_err(|source| ImportError::Load { index, source })?;
        }
        validate::versions(&machine, &state.versions)?;
        Arc::make_mut(&mut machine.sys.code).set_versions(&state.versions, &atoms);
        validate::state(&machine, &state)?;
        machine.take(state);
        Ok(machine)
    }

    fn take(&mut self, state: State) {
        let (sys, c) = (&mut self.sys, state.counters);
        self.running = state.running;
        sys.processes = state.processes;
        sys.queues = state.queues;
        sys.signals = state.signals;
        for (register, value) in sys.x.iter_mut().zip(state.x.into_iter().take(X_REGISTERS)) {
            *register = value;
        }
        for (register, bits) in sys.f.iter_mut().zip(state.f.into_iter().take(F_REGISTERS)) {
            *register = f64::from_bits(bits);
        }
        sys.registry = state.registry;
        sys.timers = state.timers;
        sys.shared = state.shared;
        sys.shared.recount();
        sys.console = state.console;
        sys.events = state.events;
        sys.entry = state.entry;
        sys.outcome = state.outcome;
        sys.request = state.request;
        (sys.asker, sys.answer) = (state.asker, state.answer);
        sys.files = state.files;
        sys.buffers = state.buffers;
        sys.buffers.recount();
        sys.absent = state.absent;
        sys.purge = state.purge;
        (sys.answered, sys.standard_input, sys.terminal) = (state.answered, state.standard_input, state.terminal);
        sys.ports = state.ports;
        sys.preloaded = state.preloaded;
        sys.system_logger = state.system_logger;
        sys.settings = state.settings;
        sys.internal_state = state.internal_state;
        sys.prepared = state.prepared;
        sys.prepared.recount();
        sys.ram_files = state.ram_files;
        sys.ram_files.recount();
        (sys.left, sys.slice, sys.random, sys.low_skipped) = (c.left, c.slice, c.random, c.low_skipped);
        (sys.executed, sys.reductions, sys.skipped_ns) = (c.executed, c.reductions, c.skipped_ns);
        sys.timers.recount();
        sys.events.recount();
        for process in self.running.iter_mut().chain(sys.processes.values_mut()) {
            let words = process.mailbox.footprint();
            if process.mailbox.words != words {
                Arc::make_mut(process).mailbox.words = words;
            }
        }
        (sys.words, sys.next_pid, sys.next_unique) = (c.words, c.next_pid, c.next_unique);
        (sys.last_now, sys.local_guess) = (c.last_now, c.local_guess);
    }

    /// The hash of the state: equal for machines that go on alike. The log of events is no part of it.
    pub fn state_hash(&self) -> u64 {
        let mut state = self.export();
        state.images.clear();
        state.events = Events::default();
        let mut hasher = StateHasher::default();
        for image in self.sys.code.modules.iter().map(|m| &m.beam.md5) {
            hasher.bytes(image);
        }
        // Every part of a state can be written; were one not, the hash would say so by being another.
        if postcard::serialize_with_flavor::<_, _, ()>(&state, HashFlavor::new(&mut hasher)).is_err() {
            hasher.word(u64::MAX);
        }
        hasher.finish()
    }
}

/// What postcard writes into, which it does byte by byte: the hasher takes many at once.
struct HashFlavor<'a> {
    hasher: &'a mut StateHasher,
    buffer: Vec<u8>,
}

/// The most bytes that are kept for the hasher.
const BUFFER: usize = 1 << 15;

impl<'a> HashFlavor<'a> {
    fn new(hasher: &'a mut StateHasher) -> HashFlavor<'a> {
        HashFlavor { hasher, buffer: Vec::with_capacity(BUFFER) }
    }

    fn hand_over(&mut self) {
        self.hasher.raw(&self.buffer);
        self.buffer.clear();
    }
}

impl postcard::ser_flavors::Flavor for HashFlavor<'_> {
    type Output = ();

    #[inline]
    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        if self.buffer.len() >= BUFFER {
            self.hand_over();
        }
        self.buffer.push(byte);
        Ok(())
    }

    fn try_extend(&mut self, bytes: &[u8]) -> postcard::Result<()> {
        if self.buffer.len() + bytes.len() > BUFFER {
            self.hand_over();
        }
        if bytes.len() > BUFFER {
            self.hasher.raw(bytes);
        } else {
            self.buffer.extend_from_slice(bytes);
        }
        Ok(())
    }

    fn finalize(mut self) -> postcard::Result<()> {
        self.hand_over();
        Ok(())
    }
}

//! The machine: all processes, the code, the scheduler, the clock, as one value.
//!
//! [`Machine::step`] executes one instruction; [`Machine::run`] goes on until told. Nothing else
//! moves the machine. Between instructions, and only there, signals are delivered in the order in
//! which they were sent, timers fire, and the scheduler picks the next process; afterwards a
//! process is running, at its next instruction, unless the machine has finished or cannot go on.
//!
//! Processes are shared copy-on-write, so that cloning a machine costs little and a clone pays for
//! what it touches: that is what checkpoints are.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::atom::am;
use crate::atom::{Atom, Atoms};
use crate::code::{Code, LoadError, load};
use crate::environment::Environment;
use crate::etf::SharedTables;
use crate::exec::{Ctx, Fail};
use crate::heap::{Allocate, Fragment, HeapLimit, View};
use crate::loading::{Done, PreparedModules, Task};
use crate::native::internal_state::InternalState;
use crate::port::Ports;
use crate::process::{Process, Raised, Status};
use crate::purge::Purge;
use crate::ram_file::RamFiles;
use crate::request::{Answer, Input, Request, file, program};
use crate::resource::{Buffers, Files};
use crate::scheduler::Spawn;
use crate::settings::Settings;
use crate::shared::Shared;
use crate::signal::Signal;
use crate::state::MAX_BLOCK;
use crate::term::{Pid, Term};
use crate::terminal::{StandardInput, Terminal};
use crate::timer::Timers;
use crate::zone::Zone;

pub use crate::console::{Console, Stream};
pub use crate::event::{Event, EventKind, EventMask, Events};

/// Reductions in a time slice (OTP's `CONTEXT_REDS`).
pub const SLICE_REDUCTIONS: i64 = 4000;
/// Virtual nanoseconds that a reduction takes.
pub const NS_PER_REDUCTION: u64 = 100;
/// The number of x registers.
pub const X_REGISTERS: usize = 1024 + 8;
/// The number of float registers.
pub const F_REGISTERS: usize = 1024;

/// What a machine may use up. Every limit ends in an Erlang exception or exit, never in a panic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Words of one process: of heap and stack, of binaries, messages, the dictionary, links and monitors;
    /// beyond, it is killed as by `max_heap_size`.
    pub process_words: usize,
    /// Words of all processes, messages, timers and what is shared together; who asks for more is killed.
    pub total_words: usize,
    /// Words of one message; who sends a larger one is killed.
    pub message_words: usize,
    /// Processes at the same time (OTP's default).
    pub processes: usize,
    /// Atoms (OTP's default).
    pub atoms: usize,
}

impl Limits {
    /// Whether they are no larger than any machine's.
    pub(crate) fn are_sound(&self) -> bool {
        self.process_words <= MAX_BLOCK
            && self.total_words <= 4 * MAX_BLOCK
            && self.message_words <= MAX_BLOCK
            && self.processes <= 1 << 27
            && self.atoms <= 1 << 26
    }
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            process_words: 128 << 20,
            total_words: 256 << 20,
            message_words: 32 << 20,
            processes: 1 << 18,
            atoms: 1 << 20,
        }
    }
}

/// How a machine begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Config {
    /// Which schedule: 0 is OTP's order with full slices, any other number another one.
    pub seed: u64,
    /// What it may use up.
    pub limits: Limits,
    /// The wall clock at the start, in nanoseconds since 1970.
    pub time_origin_ns: u64,
    /// The OTP that it is like.
    pub release: Release,
    /// Whether it is to boot that OTP, whose own code does then what natives do else.
    pub boots: bool,
    /// The environment, by the names of its variables.
    pub environment: Environment,
    /// The time zone.
    pub zone: Zone,
}

impl Default for Config {
    fn default() -> Config {
        // 2000-01-01 00:00 UTC, so that runs without a recorded clock are all alike.
        Config {
            seed: 0,
            limits: Limits::default(),
            time_origin_ns: 946_684_800_000_000_000,
            release: Release::default(),
            boots: false,
            environment: Environment::default(),
            zone: Zone::default(),
        }
    }
}

impl Config {
    /// Whether a machine can be made of it: a configuration may have been read from a file.
    pub fn is_sound(&self) -> bool {
        self.limits.are_sound() && self.time_origin_ns < 1 << 62 && self.environment.is_sound() && self.zone.is_sound()
    }
}

/// Which OTP a machine is like, where they differ.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// The release, as 27.
    pub otp: u32,
    /// The version of its runtime system, as `15.2.7`.
    pub erts: String,
}

impl Default for Release {
    fn default() -> Release {
        Release { otp: 29, erts: "17.1".into() }
    }
}

/// How the program ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// The entry function returned this.
    Returned(Arc<Fragment>, Term),
    /// The entry process ended with this exit reason.
    Exited(Arc<Fragment>, Term),
    /// The entry process did not handle an exception of this class; the exit reason made of it is
    /// `{Reason, StackTrace}`.
    Raised(Atom, Arc<Fragment>, Term),
    /// The program halted the machine (`erlang:halt/2`).
    Halted(Halt),
}

/// How a program halts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Halt {
    /// With this exit status.
    Status(u32),
    /// As a crash with this slogan.
    Crash(String),
    /// As by a failed assertion, without cleaning up.
    Abort,
}

/// Where [`Machine::run`] is to stop, whichever comes first.
#[derive(Clone, Copy, Debug)]
pub struct Until<'a> {
    /// At this many instructions executed.
    pub instruction: u64,
    /// After an instruction during which one of these happened.
    pub events: EventMask,
    /// Before an instruction at one of these slots, but for the one at which the run begins.
    pub breakpoints: &'a [u32],
}

impl Until<'_> {
    /// Stops at this many instructions executed, or at the end.
    pub fn instruction(instruction: u64) -> Until<'static> {
        Until { instruction, events: EventMask::NONE, breakpoints: &[] }
    }
}

/// Why [`Machine::run`] stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stop {
    /// So many instructions have been executed.
    Instruction,
    /// The next instruction has a breakpoint.
    Breakpoint,
    /// These events happened.
    Event(EventMask),
    /// The entry process has ended.
    Finished,
    /// All processes wait, and no timer will wake one.
    Deadlock,
    /// The machine has asked for something ([`Machine::request`]) and waits for the answer.
    Asked,
}

/// Why a program cannot be started.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum StartError {
    /// There is one already.
    #[error("a program has been started already")]
    Started,
    /// The arguments cannot be placed.
    #[error("the arguments cannot be placed: {0}")]
    Arguments(#[from] crate::etf::BuildError),
}

/// The machine but for the process that runs.
#[derive(Clone, Debug)]
pub struct System {
    /// The atoms.
    pub atoms: Arc<Atoms>,
    /// The code.
    pub code: Arc<Code>,
    /// The x registers.
    pub x: Vec<Term>,
    /// The float registers.
    pub f: Vec<f64>,
    /// The reductions left of the slice at hand.
    pub left: i64,
    /// Registered names.
    pub registry: BTreeMap<Atom, Pid>,
    /// Timers.
    pub timers: Timers,
    /// What processes share without messages.
    pub shared: Shared,
    /// What the machine may use up.
    pub limits: Limits,
    /// What the program printed.
    pub console: Console,
    /// What happened lately.
    pub events: Events,
    /// The process whose end is the end of the program.
    pub entry: Option<Pid>,
    /// How it ended, once it has.
    pub outcome: Option<Outcome>,
    /// The seed of the schedule.
    pub seed: u64,
    /// What the machine waits for from outside.
    pub request: Option<Request>,
    /// The process whose native has asked for it, until the native has been called again.
    pub(crate) asker: Option<Pid>,
    /// What a native asked for, until it is called again.
    pub(crate) answer: Option<Answer>,
    /// How often it was told something.
    pub(crate) answered: usize,
    /// What came on the standard input, and who reads it.
    pub(crate) standard_input: StandardInput,
    pub(crate) terminal: Terminal,
    /// The ports.
    pub ports: Ports,
    /// The files that are open.
    pub files: Files,
    /// The buffers that natives keep.
    pub buffers: Buffers,
    /// Modules that were asked for and are not to be had.
    pub absent: BTreeSet<Atom>,
    /// The purge under way.
    pub(crate) purge: Purge,
    /// Who gets the messages of the emulator to the logger, once that is set (a pid or a name).
    pub(crate) system_logger: Option<Term>,
    /// What is set for the system as a whole, and told of it.
    pub settings: Settings,
    pub(crate) internal_state: InternalState,
    /// The OTP that the machine is like.
    pub release: Release,
    /// The environment as it is now.
    pub environment: Arc<Environment>,
    /// The time zone.
    pub zone: Arc<Zone>,
    /// How many modules were loaded before an OTP was booted.
    pub preloaded: usize,
    /// Modules that have been checked and are not loaded yet.
    pub prepared: PreparedModules,
    /// The files behind ports.
    pub ram_files: RamFiles,
    /// What the running process wants done with the code, until it is, and what came of it.
    pub(crate) task: Option<Task>,
    pub(crate) done: Option<Done>,
    pub(crate) processes: BTreeMap<Pid, Arc<Process>>,
    pub(crate) queues: [VecDeque<Pid>; 4],
    pub(crate) signals: VecDeque<Signal>,
    pub(crate) random: u64,
    pub(crate) low_skipped: u32,
    pub(crate) slice: i64,
    pub(crate) executed: u64,
    pub(crate) reductions: u64,
    pub(crate) skipped_ns: u64,
    pub(crate) time_origin_ns: u64,
    pub(crate) words: usize,
    pub(crate) next_pid: u32,
    pub(crate) next_unique: u64,
    /// The microseconds since 1970 that `now/0` gave last.
    pub(crate) last_now: u64,
    /// How far the local time that was asked for last is from UTC, in seconds.
    pub(crate) local_guess: i64,
}

/// A whole machine.
#[derive(Clone, Debug)]
pub struct Machine {
    pub(crate) running: Option<Arc<Process>>,
    pub(crate) sys: System,
}

/// How a process left the processor.
enum Leave {
    Yield(u32),
    Wait(u32),
    Exit(Arc<Fragment>, Term),
}

impl Machine {
    /// A machine without modules and processes.
    pub fn new(config: Config) -> Machine {
        let sys = System {
            atoms: Arc::new(Atoms::new(config.limits.atoms, config.release.otp)),
            code: Arc::new(Code::new(config.boots)),
            x: vec![Term::NIL; X_REGISTERS],
            f: vec![0.0; F_REGISTERS],
            left: 0,
            registry: BTreeMap::new(),
            timers: Timers::default(),
            shared: Shared::default(),
            limits: config.limits,
            console: Console::default(),
            events: Events::default(),
            entry: None,
            outcome: None,
            seed: config.seed,
            request: None,
            asker: None,
            answer: None,
            answered: 0,
            standard_input: StandardInput::default(),
            terminal: Terminal::default(),
            ports: Ports::default(),
            files: Files::default(),
            buffers: Buffers::default(),
            absent: BTreeSet::new(),
            purge: Purge::default(),
            system_logger: None,
            settings: Settings::default(),
            internal_state: InternalState::default(),
            release: config.release,
            environment: Arc::new(config.environment),
            zone: Arc::new(config.zone),
            local_guess: 0,
            preloaded: 0,
            prepared: PreparedModules::default(),
            ram_files: RamFiles::default(),
            task: None,
            done: None,
            processes: BTreeMap::new(),
            queues: Default::default(),
            signals: VecDeque::new(),
            random: config.seed,
            low_skipped: 0,
            slice: 0,
            executed: 0,
            reductions: 0,
            skipped_ns: 0,
            time_origin_ns: config.time_origin_ns,
            words: 0,
            next_pid: u32::from(!config.boots),
            next_unique: 1,
            last_now: 0,
        };
        Machine { running: None, sys }
    }

    /// Gives a machine that has executed nothing another schedule, so that machines for several schedules can be clones
    /// of one.
    pub fn schedule_by(&mut self, seed: u64) {
        if self.sys.executed == 0 {
            (self.sys.seed, self.sys.random) = (seed, seed);
            if self.running.is_some() {
                self.sys.slice = self.sys.slice_length();
                self.sys.left = self.sys.slice;
            }
        }
    }

    /// Loads a module from the bytes of a .beam file; gives its name.
    pub fn load(&mut self, image: Vec<u8>) -> Result<String, LoadError> {
        self.load_shared(Arc::new(image))
    }

    /// As [`Machine::load`], for bytes that are shared.
    pub fn load_shared(&mut self, image: Arc<Vec<u8>>) -> Result<String, LoadError> {
        let beam = enigma_beam::Module::parse(&image)?;
        let known = self.sys.atoms.existing(&beam.name);
        if known.is_some_and(|name| self.sys.code.module(name).is_some()) {
            return Err(LoadError::AlreadyLoaded { module: beam.name });
        }
        let name = beam.name.clone();
        self.load_version(image, beam)?;
        Ok(name)
    }

    /// Loads a module in the place of one of its name, if there is one.
    pub(crate) fn load_version(&mut self, image: Arc<Vec<u8>>, beam: enigma_beam::Module) -> Result<(), LoadError> {
        let code = Arc::make_mut(&mut self.sys.code);
        let atoms = Arc::make_mut(&mut self.sys.atoms);
        load::load(code, atoms, image, Arc::new(beam))?;
        code.install_last(atoms);
        Ok(())
    }

    /// What the machine waits for from outside.
    pub fn request(&self) -> Option<&Request> {
        self.sys.request.as_ref()
    }

    /// Gives the machine what it asked for; does nothing where it has asked for nothing.
    pub fn answer(&mut self, answer: Answer) {
        match (self.sys.request.take(), answer) {
            (Some(Request::Module(name)), Answer::Module(image)) => self.load_called(&name, image),
            (Some(Request::Wait { .. }), Answer::Waited { now_ns, came }) => self.wake(now_ns, came),
            (Some(Request::Program(program::Request::Tell(_))), answer) => self.told(answer),
            (Some(_), answer) if self.sys.asker.is_some() => self.sys.answer = Some(answer),
            (Some(_), _) => self.settle(),
            (None, _) => return,
        }
        self.sys.answered += 1;
    }

    /// Programs have been told something.
    fn told(&mut self, answer: Answer) {
        if let Answer::Program(program::Answer::Told(happened)) = answer {
            happened.into_iter().for_each(|(handle, event)| self.sys.program_event(handle, event));
        }
        self.settle();
    }

    /// How often the machine has been told something.
    pub fn answered(&self) -> usize {
        self.sys.answered
    }

    /// Goes on after a wait.
    fn wake(&mut self, now_ns: u64, came: Vec<Input>) {
        self.sys.skipped_ns += now_ns.saturating_sub(self.sys.now_ns());
        self.sys.ports.asked = self.sys.reductions;
        for came in came {
            self.sys.take(came);
        }
        self.sys.tell_of_input(None);
        self.sys.feed_ports();
        self.settle();
    }

    /// Loads a module that was called. One that is not to be had, or cannot be loaded, is not asked for again.
    fn load_called(&mut self, name: &str, image: Option<Arc<Vec<u8>>>) {
        let loaded = image.map(|image| self.load_shared(image));
        let Some(module) = self.sys.intern(name) else { return };
        if let Some(Err(error)) = loaded {
            self.sys.report(&format!("Loading of {name} failed: {error}\n"));
        }
        if self.sys.code.module(module).is_none() {
            self.sys.absent.insert(module);
        }
    }

    /// Starts the entry process with a list of arguments (an external term).
    pub fn start(&mut self, module: &str, function: &str, args: &enigma_beam::EtfTerm) -> Result<Pid, StartError> {
        if self.sys.entry.is_some() {
            return Err(StartError::Started);
        }
        let intern = |sys: &mut System, name| sys.intern(name).ok_or(crate::etf::BuildError::Atoms);
        let (module, function) = (intern(&mut self.sys, module)?, intern(&mut self.sys, function)?);
        let mut fragment = Fragment::default();
        let literals = self.sys.code.literals.words.clone();
        let list = crate::etf::build(
            args,
            &mut fragment,
            &literals,
            &mut SharedTables { atoms: &mut self.sys.atoms, code: &mut self.sys.code },
        )?;
        let code = self.sys.code.clone();
        let spawn = Spawn::of(module, function, list);
        let pid = self
            .sys
            .spawn(fragment.view(&code.literals.words), spawn)
            .map_err(|_| crate::etf::BuildError::HeapLimit)?;
        self.sys.entry = Some(pid);
        self.start_system_processes(pid);
        self.settle();
        Ok(pid)
    }

    /// Executes one instruction.
    pub fn step(&mut self) -> Stop {
        self.run(&Until::instruction(self.sys.executed + 1))
    }

    /// Goes on until told to stop, or to the end.
    pub fn run(&mut self, until: &Until<'_>) -> Stop {
        let mut first = true;
        loop {
            if self.sys.outcome.is_some() {
                return Stop::Finished;
            }
            if self.sys.executed >= until.instruction {
                return Stop::Instruction;
            }
            if self.sys.request.is_some() {
                return Stop::Asked;
            }
            if self.running.is_none() {
                return Stop::Deadlock;
            }
            if let Some(stop) = self.run_process(until, &mut first) {
                return stop;
            }
        }
    }

    /// Runs the process at hand until it leaves the processor or a reason to stop comes up.
    fn run_process(&mut self, until: &Until<'_>, first: &mut bool) -> Option<Stop> {
        let code = self.sys.code.clone();
        let process = Arc::make_mut(self.running.as_mut()?);
        let sys = &mut self.sys;
        let leave = loop {
            let at = process.ip;
            if !*first && !until.breakpoints.is_empty() && until.breakpoints.binary_search(&at).is_ok() {
                return Some(Stop::Breakpoint);
            }
            *first = false;
            sys.events.raised = EventMask::NONE;
            let mut ctx = Ctx { p: process, sys, code: &code, at };
            let done = match code.slots.get(at as usize) {
                Some(slot) => ctx.execute(slot),
                None => Err(Fail::BadCode("a place outside the code")),
            };
            let leave = done.err().and_then(|fail| ctx.failed(fail));
            sys.executed += 1;
            process.executed += 1;
            let asked = sys.request.is_some() || sys.task.is_some() || !sys.ports.orders.is_empty();
            let moved = asked || !sys.signals.is_empty() || !Arc::ptr_eq(&code, &sys.code);
            if leave.is_some() || moved {
                break leave;
            }
            if until.events.intersects(sys.events.raised) {
                return Some(Stop::Event(sys.events.raised));
            }
            if sys.executed >= until.instruction {
                return Some(Stop::Instruction);
            }
        };
        if let Some(leave) = leave {
            self.leave(leave);
        }
        drop(code);
        if let Some(task) = self.sys.task.take() {
            self.sys.done = Some(self.sys.perform(&task));
        }
        self.settle();
        let raised = self.sys.events.raised;
        until.events.intersects(raised).then_some(Stop::Event(raised))
    }

    /// Takes the running process off the processor.
    fn leave(&mut self, leave: Leave) {
        let Some(mut process) = self.running.take() else { return };
        let p = Arc::make_mut(&mut process);
        self.sys.account(p);
        match leave {
            Leave::Yield(live) => {
                p.args = self.sys.live_registers(live);
                p.status = Status::Runnable;
                if p.is_ready() {
                    self.sys.queues[p.priority as usize].push_back(p.pid);
                }
            }
            Leave::Wait(live) => {
                p.args = self.sys.live_registers(live);
                p.status = Status::Waiting;
            }
            Leave::Exit(fragment, reason) => return self.sys.bury(p, (fragment, reason), None),
        }
        self.sys.processes.insert(p.pid, process);
    }

    /// Delivers signals, fires timers and schedules, until a process runs or nothing can.
    fn settle(&mut self) {
        loop {
            while let Some(signal) = self.sys.signals.pop_front() {
                self.deliver(signal);
            }
            self.close_orphans();
            self.sys.release_terminal();
            self.sys.give_orders();
            // What has been asked without a process that waits for the answer comes first.
            let asks = self.sys.request.is_some();
            if self.running.is_some() || self.sys.outcome.is_some() || asks {
                return;
            }
            if self.sys.asks_outside() {
                let input = self.sys.wants_input();
                self.sys.request = Some(Request::Wait { until_ns: Some(0), input });
                return;
            }
            self.sys.fire_timers();
            if let Some(pid) = self.sys.pick() {
                self.schedule(pid);
                return;
            }
            match self.sys.timers.next_time() {
                until_ns if self.sys.code.is_booted || self.sys.ports.has_programs() => {
                    let input = self.sys.wants_input();
                    self.sys.request = Some(Request::Wait { until_ns, input });
                    return;
                }
                Some(time) => self.sys.skipped_ns += time.saturating_sub(self.sys.now_ns()),
                None if self.sys.signals.is_empty() => return,
                None => {}
            }
        }
    }

    /// Has the world close the files of processes that have ended.
    fn close_orphans(&mut self) {
        if self.sys.request.is_none() && !self.sys.files.orphans.is_empty() {
            let handles = std::mem::take(&mut self.sys.files.orphans);
            self.sys.request = Some(Request::File(file::Request::Close(handles)));
        }
    }

    /// Puts a process on the processor.
    fn schedule(&mut self, pid: Pid) {
        let Some(mut process) = self.sys.processes.remove(&pid) else { return };
        let p = Arc::make_mut(&mut process);
        p.status = Status::Running;
        let live = p.args.len().min(X_REGISTERS);
        self.sys.x[..live].copy_from_slice(&p.args[..live]);
        p.args.clear();
        let registers = self.sys.code.x_registers;
        self.sys.clear_registers(live, registers);
        self.sys.settings.switches += 1;
        self.sys.slice = self.sys.slice_length();
        self.sys.left = self.sys.slice;
        self.sys.event(pid, EventKind::Slice);
        self.running = Some(process);
    }

    /// Instructions executed so far.
    pub fn executed(&self) -> u64 {
        self.sys.executed
    }

    /// The process that runs.
    pub fn running(&self) -> Option<Pid> {
        self.running.as_ref().map(|p| p.pid)
    }

    /// A process.
    pub fn process(&self, pid: Pid) -> Option<&Process> {
        match &self.running {
            Some(running) if running.pid == pid => Some(running),
            _ => self.sys.processes.get(&pid).map(|p| &**p),
        }
    }

    /// All processes, by number.
    pub fn processes(&self) -> impl Iterator<Item = &Process> {
        let mut all: Vec<&Process> = self.sys.processes.values().map(|p| &**p).collect();
        all.extend(self.running.as_deref());
        all.sort_by_key(|p| p.pid);
        all.into_iter()
    }

    /// Everything but the running process.
    pub fn system(&self) -> &System {
        &self.sys
    }

    /// The view of a process's terms.
    pub fn view<'a>(&'a self, process: &'a Process) -> View<'a> {
        process.block.view(&self.sys.code.literals.words)
    }

    pub(crate) fn process_mut(&mut self, pid: Pid) -> Option<&mut Process> {
        match &mut self.running {
            Some(running) if running.pid == pid => Some(Arc::make_mut(running)),
            _ => self.sys.processes.get_mut(&pid).map(Arc::make_mut),
        }
    }
}

impl Ctx<'_> {
    /// What becomes of a process after an instruction that did not simply go on.
    fn failed(&mut self, fail: Fail) -> Option<Leave> {
        let raised = match fail {
            Fail::Raise { class, reason, args } => self.raised(class, reason, args),
            Fail::RefuseBecause(_) => {
                self.raised(crate::atom::am::ERROR, Term::atom(crate::atom::am::BADARG), Term::NONE)
            }
            Fail::Refuse(reason) | Fail::RefuseWithin(reason, _) => {
                self.raised(crate::atom::am::ERROR, reason, Term::NONE)
            }
            Fail::Reraise(raised) => Ok(raised),
            other => Err(other),
        };
        match raised {
            Ok(raised) => match self.handle(raised) {
                Ok(()) => None,
                Err(raised) => Some(self.uncaught(raised)),
            },
            Err(Fail::Yield(_) | Fail::Wait(_)) if self.sys.count(self.p).is_err() => Some(self.out_of_memory()),
            Err(Fail::Yield(live)) => Some(Leave::Yield(live)),
            Err(Fail::Wait(live)) => Some(Leave::Wait(live)),
            Err(Fail::Halt) => Some(Leave::Wait(0)),
            Err(Fail::Jumped) => None,
            Err(Fail::Exit) => Some(self.returned()),
            Err(Fail::BadCode(what)) => Some(self.bad_code(what)),
            Err(Fail::Killed) => Some(leave_with(Term::atom(am::KILLED))),
            Err(_) => Some(self.out_of_memory()),
        }
    }

    /// The first function has returned.
    fn returned(&mut self) -> Leave {
        if self.sys.entry == Some(self.p.pid) {
            let result = crate::copy::to_fragment(self.view(), self.sys.x[0], self.sys.limits.message_words);
            let Ok((fragment, term)) = result else { return self.out_of_memory() };
            self.sys.outcome = Some(Outcome::Returned(Arc::new(fragment), term));
        }
        leave_with(Term::atom(crate::atom::am::NORMAL))
    }

    /// No handler: the exception is the exit reason; errors are reported (OTP's `terminate_proc`).
    fn uncaught(&mut self, raised: Raised) -> Leave {
        match self.exit_reason(raised) {
            Ok((reason, reported)) => {
                let own = Term::pid(self.p.pid);
                let told = reported
                    && matches!(
                        self.log(am::ERROR, "Error in process ~p with exit value:~n~p~n", &[own, reason]),
                        Ok(true)
                    );
                if reported && !told {
                    let text = self.laid_out(reason);
                    let text = format!("Error in process {} with exit value:\n{text}\n\n", self.p.pid);
                    self.sys.report(&text);
                }
                match crate::copy::to_fragment(self.view(), reason, self.sys.limits.message_words) {
                    Ok((fragment, term)) => {
                        let fragment = Arc::new(fragment);
                        if reported && self.sys.entry == Some(self.p.pid) {
                            self.sys.outcome = Some(Outcome::Raised(raised.class, fragment.clone(), term));
                        }
                        Leave::Exit(fragment, term)
                    }
                    Err(HeapLimit) => self.out_of_memory(),
                }
            }
            Err(_) => self.out_of_memory(),
        }
    }

    /// The exit reason of an uncaught exception, and whether it is an error.
    fn exit_reason(&mut self, raised: Raised) -> Result<(Term, bool), Fail> {
        use crate::atom::am;
        if raised.class == am::EXIT_CLASS {
            return Ok((raised.reason, false));
        }
        let trace = self.stack_trace(raised.trace)?;
        let block = &mut self.p.block;
        let reason = match raised.class {
            am::THROW => block.tuple(&[Term::atom(am::NOCATCH), raised.reason])?,
            _ => raised.reason,
        };
        Ok((block.tuple(&[reason, trace])?, true))
    }

    fn bad_code(&mut self, what: &str) -> Leave {
        let place = match self.code.function_at(self.at) {
            Some(f) => {
                let name = |a| self.sys.atoms.name(a);
                format!("{}:{}/{}", name(f.module), name(f.name), f.arity)
            }
            None => "nowhere".into(),
        };
        self.sys.report(&format!("Process {} was killed: bad code in {place}: {what}\n", self.p.pid));
        leave_with(Term::atom(crate::atom::am::KILLED))
    }

    fn out_of_memory(&mut self) -> Leave {
        let used = self.p.used_words();
        self.sys.report_memory(self.p.pid, used);
        leave_with(Term::atom(crate::atom::am::KILLED))
    }
}

/// An exit whose reason is an immediate.
fn leave_with(reason: Term) -> Leave {
    Leave::Exit(Arc::new(Fragment::default()), reason)
}

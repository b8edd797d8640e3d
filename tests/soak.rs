//! A program that does everything at random (`tests/erl/soak.erl`), watched closely: after each collection the process
//! that it was in is checked, now and then the whole machine (`enigma_vm::Invariants`). Each leg is gone twice, from a
//! clone or from what was written to a file and read again, and must end in the same state.
//!
//! `ENIGMA_SOAK=SECONDS` goes on for so long, `ENIGMA_SEED=N` begins with that seed. Without it, so many instructions are
//! executed as are said here.

#![allow(clippy::unwrap_used)]

#[path = "beam/otp.rs"]
mod otp;

use std::time::{Duration, Instant};

use enigma_replay::{World, literal};
use enigma_vm::machine::{Config, EventKind, EventMask, Machine};
use enigma_vm::state::State;
use enigma_vm::{Invariants, Stop, Until};
use enigma_world::library::{Library, Otp};

/// Seeds that are run unless told how long to go on, and the legs of each.
const SEEDS: u64 = 3;
const LEGS: u64 = 24;

/// Instructions of a leg.
const LEG: u64 = 20_000;

/// The whole machine is checked each time so many processes have been scheduled.
const SLICES: u64 = 150;

/// The release whose modules are used.
const RELEASE: u32 = 27;

#[derive(Default)]
struct Tally {
    seeds: u64,
    instructions: u64,
    collections: u64,
    machines: u64,
    clones: u64,
    files: u64,
    processes: u32,
}

/// A run that is watched.
struct Soak {
    seed: u64,
    machine: Machine,
    library: Library,
    invariants: Invariants,
    slices: u64,
}

impl Soak {
    fn new(seed: u64) -> Soak {
        let mut machine = Machine::new(Config { seed, ..otp::like(RELEASE) });
        machine.load(otp::compile(RELEASE, "soak.erl")).unwrap();
        let code: Vec<String> = otp::compile(RELEASE, "soak_code.erl").iter().map(u8::to_string).collect();
        let args = literal::parse(&format!("[{seed}, <<{}>>]", code.join(","))).unwrap();
        machine.start("soak", "main", &args).unwrap();
        let library = Library::new(Vec::new(), Otp::In(otp::home(RELEASE))).unwrap();
        Soak { seed, machine, library, invariants: Invariants::default(), slices: 0 }
    }

    /// Goes on until an event of the mask or so many instructions; what the machine asks for is answered.
    fn run(machine: &mut Machine, library: &mut Library, until: u64, events: EventMask) -> Stop {
        loop {
            let stop = machine.run(&Until { instruction: until, events, breakpoints: &[] });
            let Some(answer) = machine.request().and_then(|request| library.answer(request)) else { return stop };
            machine.answer(answer);
        }
    }

    fn here(&self) -> String {
        format!("seed {}, instruction {}", self.seed, self.machine.executed())
    }

    /// Goes on to an instruction and checks on the way; `alone` says that there is no clone of the machine.
    fn watch(&mut self, until: u64, alone: bool, tally: &mut Tally) {
        let events = EventMask::COLLECTION.with(EventMask::SLICE);
        loop {
            let before = self.machine.executed();
            let stop = Soak::run(&mut self.machine, &mut self.library, until, events);
            let Stop::Event(raised) = stop else {
                assert_eq!(stop, Stop::Instruction, "{}", self.here());
                break;
            };
            if raised.intersects(EventMask::COLLECTION) {
                let log = self.machine.system().events.iter().rev();
                let new = log.take_while(|event| event.instruction >= before);
                let collected = new.filter(|event| matches!(event.kind, EventKind::Collection { .. }));
                for pid in collected.map(|event| event.pid).collect::<Vec<_>>() {
                    let checked = self.invariants.process(&self.machine, pid);
                    checked.unwrap_or_else(|corrupt| panic!("{}: {corrupt}", self.here()));
                    tally.collections += 1;
                }
            }
            self.slices += u64::from(raised.intersects(EventMask::SLICE));
            if raised.intersects(EventMask::SLICE) && self.slices.is_multiple_of(SLICES) {
                self.check(alone, tally);
            }
        }
        self.check(alone, tally);
    }

    fn check(&mut self, alone: bool, tally: &mut Tally) {
        let checked = match alone {
            true => self.invariants.only_machine(&self.machine),
            false => self.invariants.machine(&self.machine),
        };
        checked.unwrap_or_else(|corrupt| panic!("{}: {corrupt}", self.here()));
        tally.machines += 1;
    }

    /// Goes a leg, and once more from its beginning: from a clone, or from a file.
    fn leg(&mut self, number: u64, tally: &mut Tally) {
        let until = self.machine.executed() + LEG;
        match number % 3 {
            0 => self.watch(until, true, tally),
            1 => {
                let mut clone = self.machine.clone();
                self.watch(until, false, tally);
                Soak::run(&mut clone, &mut self.library, until, EventMask::NONE);
                assert_eq!(clone.state_hash(), self.machine.state_hash(), "{}, from a clone", self.here());
                tally.clones += 1;
            }
            _ => {
                let mut again = reborn(&self.machine);
                assert_eq!(again.state_hash(), self.machine.state_hash(), "{}, read again", self.here());
                self.watch(until, false, tally);
                Soak::run(&mut again, &mut self.library, until, EventMask::NONE);
                assert_eq!(again.state_hash(), self.machine.state_hash(), "{}, from a file", self.here());
                // The one that was read goes on.
                (self.machine, self.invariants) = (again, Invariants::default());
                tally.files += 1;
            }
        }
    }
}

/// A machine written and read.
fn reborn(machine: &Machine) -> Machine {
    let bytes = postcard::to_allocvec(&machine.export()).unwrap();
    let state: State = postcard::from_bytes(&bytes).unwrap();
    Machine::import(state).unwrap()
}

#[test]
fn whatever_happens_the_machine_is_sound() {
    let variable = |name: &str| std::env::var(name).ok().map(|value| value.parse::<u64>().unwrap());
    let end = variable("ENIGMA_SOAK").map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let first = variable("ENIGMA_SEED").unwrap_or(1);
    let mut tally = Tally::default();
    let goes_on = |done: u64| end.map_or(done < SEEDS, |end| Instant::now() < end);
    while goes_on(tally.seeds) {
        let mut soak = Soak::new(first + tally.seeds);
        for number in 0..LEGS {
            soak.leg(number, &mut tally);
        }
        tally.instructions += soak.machine.executed();
        tally.processes += soak.machine.processes().map(|process| process.pid.0).max().unwrap_or(0);
        tally.seeds += 1;
    }
    let Tally { seeds, instructions, collections, machines, clones, files, processes } = tally;
    println!(
        "{seeds} seeds, {instructions} instructions, {processes} processes; checked: {collections} collections, \
         {machines} machines; gone twice: {clones} legs from clones, {files} from files"
    );
    assert!(collections > 0 && machines > 0 && clones > 0 && files > 0 && processes > 100);
}

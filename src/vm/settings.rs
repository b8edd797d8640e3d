//! What is set for the system as a whole (`erlang:system_flag/2`, `system_monitor/2`, `system_profile/2`), and what
//! `erlang:statistics/1` has told last.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::atom::Atom;
use crate::heap_options::HeapOptions;
use crate::term::{Pid, Term};

/// The settings and counters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Flags that were set: their values, which are immediates.
    pub flags: BTreeMap<Atom, Term>,
    /// Who wants to be told of what takes long or much.
    pub monitor: Option<Observer>,
    /// Who wants to be told of what can run.
    pub profiler: Option<Observer>,
    /// What was told last.
    pub told: Told,
    /// How often a process was put on the processor.
    pub switches: u64,
    /// The collections of processes that have ended.
    pub collections: u64,
    /// The words that these have freed.
    pub reclaimed: u64,
    /// What new processes have that are not told otherwise.
    pub heap: HeapOptions,
}

/// A process that observes the system, with what it wants to know in the order of OTP, and from how much on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observer {
    /// The process.
    pub pid: Pid,
    /// What it wants to know.
    pub options: Vec<(Atom, Vec<u64>)>,
}

/// What `erlang:statistics/1` told last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The reductions.
    pub reductions: u64,
    /// The same, as they are counted exactly.
    pub exact_reductions: u64,
    /// Milliseconds of work.
    pub runtime: u64,
    /// Milliseconds since the start.
    pub wall_clock: u64,
}

impl Settings {
    /// Forgets a process that has ended.
    pub(crate) fn bury(&mut self, pid: Pid) {
        for observer in [&mut self.monitor, &mut self.profiler] {
            if observer.as_ref().is_some_and(|observer| observer.pid == pid) {
                *observer = None;
            }
        }
    }
}

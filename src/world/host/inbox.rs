//! Signals that have come and have not been taken yet: the thread that listens puts them in, whoever waits takes them.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use enigma_vm::request::Input;

use super::process::Waker;

/// Nobody wants to know of interrupts.
const UNWATCHED: u8 = 0;
/// Somebody does.
const WATCHED: u8 = 1;
/// There is one that has not been seen.
const INTERRUPTED: u8 = 2;

/// An inbox; a clone is the same one.
#[derive(Clone, Default)]
pub(super) struct Inbox(Arc<Shared>);

#[derive(Default)]
struct Shared {
    came: Mutex<VecDeque<Input>>,
    interrupts: AtomicU8,
    /// Who is to be woken when something is put in.
    waker: OnceLock<Waker>,
}

impl Inbox {
    fn came(&self) -> MutexGuard<'_, VecDeque<Input>> {
        self.0.came.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has somebody woken whenever something is put in.
    pub fn wake(&self, waker: Waker) {
        // It is the same one each time.
        let _ = self.0.waker.set(waker);
    }

    /// Puts something in; whether there was nothing else of that kind.
    pub fn put(&self, input: Input) -> bool {
        let mut came = self.came();
        let is_first = !came.contains(&input);
        if is_first {
            came.push_back(input);
        }
        drop(came);
        self.0.waker.get().into_iter().for_each(Waker::wake);
        is_first
    }

    /// All that has come.
    pub fn take(&self) -> Vec<Input> {
        self.came().drain(..).collect()
    }

    /// Somebody interrupts; whether somebody else wants to know, and has seen the interrupt before.
    pub fn interrupt(&self) -> bool {
        let change = self.0.interrupts.compare_exchange(WATCHED, INTERRUPTED, Ordering::Relaxed, Ordering::Relaxed);
        self.0.waker.get().into_iter().for_each(Waker::wake);
        change.is_ok()
    }

    /// Whether there is an interrupt that has not been seen.
    pub fn is_interrupted(&self) -> bool {
        self.0.interrupts.load(Ordering::Relaxed) == INTERRUPTED
    }
}

/// What has been interrupted from the keyboard.
pub struct Interrupts(Inbox);

impl Interrupts {
    /// From now on somebody wants to know.
    pub(super) fn of(inbox: Inbox) -> Interrupts {
        let interrupts = Interrupts(inbox);
        interrupts.watch(true);
        interrupts
    }

    /// Whether somebody wants to know; else an interrupt ends this program.
    pub fn watch(&self, on: bool) {
        self.0.0.interrupts.store(if on { WATCHED } else { UNWATCHED }, Ordering::Relaxed);
    }

    /// Has a process of the system killed when it goes on.
    pub fn kill(&self, pid: u32) {
        self.0.put(Input::Kill(pid));
    }

    /// Whether there is one, which is seen with that.
    pub fn take(&self) -> bool {
        self.0.0.interrupts.swap(WATCHED, Ordering::Relaxed) == INTERRUPTED
    }
}

impl Drop for Interrupts {
    fn drop(&mut self) {
        self.watch(false);
    }
}

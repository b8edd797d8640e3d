//! What came from outside and has not been taken yet: threads put it in, whoever waits takes it out.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use enigma_vm::request::Input;

use super::process::Waker;

/// The most pieces of the input that are kept.
const MOST: usize = 64;

/// An inbox; a clone is the same one.
#[derive(Clone, Default)]
pub(super) struct Inbox(Arc<Shared>);

#[derive(Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    /// Who is to be woken too, since it waits elsewhere.
    waker: OnceLock<Waker>,
}

#[derive(Default)]
struct State {
    /// The standard input, in pieces; an empty one is its end.
    input: VecDeque<Vec<u8>>,
    /// What is taken whether or not the input is wanted.
    others: VecDeque<Input>,
}

impl Inbox {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has somebody woken who waits elsewhere, whenever something is put in.
    pub fn wake_too(&self, waker: Waker) {
        // There is one who waits elsewhere, if any.
        let _ = self.0.waker.set(waker);
    }

    fn wake(&self) {
        self.0.changed.notify_all();
        self.0.waker.get().into_iter().for_each(Waker::wake);
    }

    /// Puts a piece of the standard input in, as soon as there is room.
    pub fn put_input(&self, bytes: Vec<u8>) {
        let mut state = self.state();
        while state.input.len() >= MOST {
            state = self.0.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        state.input.push_back(bytes);
        drop(state);
        self.wake();
    }

    /// Puts in what is not the standard input; whether nothing else of that kind has been waiting.
    pub fn put(&self, input: Input) -> bool {
        let mut state = self.state();
        let is_first = !state.others.contains(&input);
        if is_first {
            state.others.push_back(input);
        }
        drop(state);
        self.wake();
        is_first
    }

    /// Waits at most that long, for the standard input only where it is wanted.
    pub fn take(&self, left: Option<Duration>, input: bool) -> Vec<Input> {
        let until = left.and_then(|left| Instant::now().checked_add(left));
        let mut state = self.state();
        loop {
            let mut came: Vec<Input> = state.others.drain(..).collect();
            if input {
                came.extend(state.input.pop_front().map(Input::Standard));
            }
            if !came.is_empty() {
                self.0.changed.notify_all();
                return came;
            }
            state = match until.map(|until| until.saturating_duration_since(Instant::now())) {
                Some(Duration::ZERO) => return came,
                Some(left) => self.0.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0,
                None => self.0.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }
}

//! Where the operating system is no Unix, no programs are run yet.

use std::convert::Infallible;
use std::time::Duration;

use enigma_vm::request::program::{Answer, Event, Handle, Request};

use super::Host;

/// Ends a wait from elsewhere, of which there is none.
pub(super) enum Waker {}

impl Waker {
    pub fn wake(&self) {
        match *self {}
    }
}

/// All programs: none.
pub(super) struct Programs(Infallible);

impl Programs {
    pub fn is_empty(&self) -> bool {
        match self.0 {}
    }

    pub fn turn(&mut self, _: Option<Duration>) -> Vec<(Handle, Event)> {
        match self.0 {}
    }
}

impl Host {
    /// Answers what is asked of programs.
    pub(super) fn program(&mut self, request: &Request) -> Answer {
        match request {
            Request::OwnNumber => Answer::OwnNumber(std::process::id()),
            Request::Start(_) => Answer::Failed("enotsup".into()),
            Request::Tell(_) => Answer::Told(Vec::new()),
        }
    }
}

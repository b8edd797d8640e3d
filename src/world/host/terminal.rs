//! The terminal, the standard input, and waiting: what blocks outside blocks here, never the machine.

use std::io::{IsTerminal, Read};
use std::time::{Duration, Instant};

use enigma_vm::request::terminal::{Answer, Request, Standard};
use enigma_vm::request::{self, Input};

use super::inbox::Inbox;
use super::process::Waker;
use super::raw;

/// The most bytes of the input that come at once.
const MOST: usize = 4096;

/// What there is to wait for.
pub(super) struct Waiting {
    start: Instant,
    inbox: Inbox,
    is_reading: bool,
    ended: bool,
    /// The terminal tells of signals.
    is_set: bool,
}

impl Waiting {
    /// The machine's clock begins now.
    pub fn new() -> Waiting {
        Waiting { start: Instant::now(), inbox: Inbox::default(), is_reading: false, ended: false, is_set: false }
    }

    /// Waits until that time of the machine's clock, or until there is input, where that is wanted.
    pub fn wait(&mut self, until_ns: Option<u64>, input: bool) -> Option<request::Answer> {
        self.begin(input);
        let left = self.left(until_ns);
        if !self.wants(input) && !self.is_set && left.is_none() {
            return None;
        }
        let came = self.inbox.take(left, self.wants(input));
        Some(self.waited(until_ns, came))
    }

    /// Whether more of the input is wanted, and there may be some.
    fn wants(&self, input: bool) -> bool {
        input && !self.ended
    }

    /// What has come, without a wait.
    pub fn at_hand(&mut self, input: bool) -> Vec<Input> {
        self.begin(input);
        self.inbox.take(Some(Duration::ZERO), self.wants(input))
    }

    /// Has somebody woken who waits elsewhere when something has come.
    pub fn wake_too(&mut self, waker: Waker) {
        self.inbox.wake_too(waker);
    }

    /// The answer at the end of a wait.
    pub fn waited(&mut self, until_ns: Option<u64>, came: Vec<Input>) -> request::Answer {
        self.ended |= came.iter().any(|input| matches!(input, Input::Standard(bytes) if bytes.is_empty()));
        let now_ns = u64::try_from(self.start.elapsed().as_nanos()).unwrap_or(u64::MAX);
        request::Answer::Waited { now_ns: now_ns.max(until_ns.filter(|_| came.is_empty()).unwrap_or(0)), came }
    }

    /// How long it is until that time of the machine's clock.
    pub fn left(&self, until_ns: Option<u64>) -> Option<Duration> {
        Some(Duration::from_nanos(until_ns?).saturating_sub(self.start.elapsed()))
    }

    /// Has a thread of its own read the standard input, some pieces ahead, once it is wanted.
    fn begin(&mut self, input: bool) {
        if !self.wants(input) || std::mem::replace(&mut self.is_reading, true) {
            return;
        }
        let inbox = self.inbox.clone();
        std::thread::spawn(move || {
            let mut bytes = vec![0; MOST];
            loop {
                // What cannot be read has come to its end.
                let count = std::io::stdin().read(&mut bytes).unwrap_or(0);
                inbox.put_input(bytes[..count].to_vec());
                if count == 0 {
                    return;
                }
            }
        });
    }

    /// What the terminal is, and what it is to be.
    pub fn terminal(&mut self, request: Request) -> Answer {
        match request {
            Request::IsTerminal(Standard::Input) => Answer::Is(std::io::stdin().is_terminal()),
            Request::IsTerminal(Standard::Output) => Answer::Is(std::io::stdout().is_terminal()),
            Request::IsTerminal(Standard::Error) => Answer::Is(std::io::stderr().is_terminal()),
            Request::IsUnicode => Answer::Is(is_unicode()),
            Request::IsCapable => Answer::Is(is_capable()),
            Request::Size => raw::size().map_or(Answer::Is(false), |(columns, rows)| Answer::Size { columns, rows }),
            Request::Set(mode) => {
                let is_there = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
                if !is_there || raw::set(mode, &self.inbox).is_err() {
                    return Answer::Is(false);
                }
                self.is_set = true;
                let (columns, rows) = raw::size().unwrap_or((80, 24));
                Answer::Set { unicode: is_unicode(), capable: is_capable(), columns, rows }
            }
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if self.is_set {
            raw::restore();
        }
    }
}

/// Whether the cursor can be moved.
fn is_capable() -> bool {
    std::env::var("TERM").is_ok_and(|name| !name.is_empty() && name != "dumb")
}

/// As the C library finds the character set of the locale.
fn is_unicode() -> bool {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_default();
    locale.to_ascii_uppercase().replace('-', "").contains("UTF8")
}

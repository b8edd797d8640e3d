//! The terminal, the standard input, and waiting: what blocks outside blocks here, never the machine.

use std::io::IsTerminal;
use std::time::{Duration, Instant};

use enigma_vm::request::terminal::{Answer, Request, Standard};
use enigma_vm::request::{self, Input};

use super::inbox::Inbox;
use super::raw;

/// What there is to wait for.
pub(super) struct Waiting {
    start: Instant,
    pub inbox: Inbox,
    ended: bool,
    /// Signals come.
    pub listens: bool,
    /// The terminal has another mode than it had.
    is_set: bool,
}

impl Waiting {
    /// The machine's clock begins now.
    pub fn new() -> Waiting {
        let inbox = Inbox::default();
        Waiting { start: Instant::now(), inbox, ended: false, listens: false, is_set: false }
    }

    /// Whether the standard input has not come to its end.
    pub fn has_input(&self) -> bool {
        !self.ended
    }

    /// Has signals come.
    pub fn listen(&mut self) {
        if !std::mem::replace(&mut self.listens, true) {
            raw::listen(&self.inbox);
        }
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
                if !is_there || raw::set(mode).is_err() {
                    return Answer::Is(false);
                }
                self.is_set = true;
                self.listen();
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

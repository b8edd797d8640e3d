//! The terminal, the standard input, and waiting: what blocks outside blocks here, never the machine.

use std::io::{IsTerminal, Read};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use enigma_vm::request::terminal::{Answer, Request, Standard};
use enigma_vm::request::{self, Input};

use super::process::Waker;

/// The most bytes of the input that come at once.
const MOST: usize = 4096;

/// What there is to wait for.
pub(super) struct Waiting {
    start: Instant,
    input: Option<Receiver<Vec<u8>>>,
    ended: bool,
    /// Who else is to be woken when there is input.
    waker: Arc<OnceLock<Waker>>,
}

impl Waiting {
    /// The machine's clock begins now.
    pub fn new() -> Waiting {
        Waiting { start: Instant::now(), input: None, ended: false, waker: Arc::default() }
    }

    /// Waits until that time of the machine's clock, or until there is input, where that is wanted.
    pub fn wait(&mut self, until_ns: Option<u64>, input: bool) -> Option<request::Answer> {
        let came = match (input && !self.ended, self.left(until_ns)) {
            (true, left) => self.read(left),
            (false, Some(left)) => {
                std::thread::sleep(left);
                Vec::new()
            }
            (false, None) => return None,
        };
        Some(self.waited(until_ns, came))
    }

    /// What has come on the standard input, without a wait.
    pub fn at_hand(&mut self, input: bool) -> Vec<Input> {
        if input && !self.ended { self.read(Some(Duration::ZERO)) } else { Vec::new() }
    }

    /// Has somebody woken who waits elsewhere when there is input.
    pub fn wake_too(&mut self, waker: Waker) {
        let _ = self.waker.set(waker);
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

    /// What comes on the standard input, which a thread of its own reads, one piece ahead.
    fn read(&mut self, left: Option<Duration>) -> Vec<Input> {
        let input = self.input.get_or_insert_with(|| {
            let (to, from) = mpsc::sync_channel(1);
            let waker = self.waker.clone();
            std::thread::spawn(move || {
                let mut bytes = vec![0; MOST];
                loop {
                    // What cannot be read has come to its end.
                    let count = std::io::stdin().read(&mut bytes).unwrap_or(0);
                    let sent = to.send(bytes[..count].to_vec());
                    waker.get().into_iter().for_each(Waker::wake);
                    if sent.is_err() || count == 0 {
                        return;
                    }
                }
            });
            from
        });
        let came = match left {
            Some(left) => input.recv_timeout(left),
            None => input.recv().map_err(|_| RecvTimeoutError::Disconnected),
        };
        match came {
            Ok(bytes) => vec![Input::Standard(bytes)],
            Err(RecvTimeoutError::Disconnected) => vec![Input::Standard(Vec::new())],
            Err(RecvTimeoutError::Timeout) => Vec::new(),
        }
    }
}

/// What the terminal is.
pub(super) fn terminal(request: Request) -> Answer {
    match request {
        Request::IsTerminal(Standard::Input) => Answer::Is(std::io::stdin().is_terminal()),
        Request::IsTerminal(Standard::Output) => Answer::Is(std::io::stdout().is_terminal()),
        Request::IsTerminal(Standard::Error) => Answer::Is(std::io::stderr().is_terminal()),
        Request::IsUnicode => Answer::Is(is_unicode()),
        Request::Size => Answer::Is(false),
    }
}

/// As the C library finds the character set of the locale.
fn is_unicode() -> bool {
    let set = |name| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(set).unwrap_or_default();
    locale.to_ascii_uppercase().replace('-', "").contains("UTF8")
}

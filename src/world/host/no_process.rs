//! Where the operating system is no Unix, no programs are run yet, and a thread of its own reads the standard input.

use std::io::{self, Read};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use enigma_vm::request::program::{Answer, Event, Handle, Request};

use super::Host;

/// The most bytes of the standard input that are read at once.
const INPUT_PIECE: usize = 4 << 10;

/// Ends a wait from elsewhere, where nothing does.
#[derive(Clone)]
pub(super) struct Waker;

impl Waker {
    pub fn wake(&self) {}
}

/// All programs: none; and the standard input, once it is read.
pub(super) struct Programs(Option<Receiver<Vec<u8>>>);

impl Programs {
    pub fn new() -> io::Result<Programs> {
        Ok(Programs(None))
    }

    pub fn is_empty(&self) -> bool {
        true
    }

    pub fn waker(&self) -> Waker {
        Waker
    }

    /// Waits that long, or until there is input, where that is wanted.
    pub fn turn(&mut self, left: Option<Duration>, input: bool) -> (Vec<(Handle, Event)>, Option<Vec<u8>>) {
        let bytes = match (input, left) {
            (true, None) => Some(self.input().recv().unwrap_or_default()),
            (true, Some(left)) => self.input().recv_timeout(left).ok(),
            (false, left) => {
                std::thread::sleep(left.unwrap_or_default());
                None
            }
        };
        (Vec::new(), bytes)
    }

    fn input(&mut self) -> &Receiver<Vec<u8>> {
        self.0.get_or_insert_with(|| {
            let (to, from) = mpsc::sync_channel(1);
            std::thread::spawn(move || {
                let mut bytes = vec![0; INPUT_PIECE];
                loop {
                    // What cannot be read has come to its end.
                    let count = io::stdin().read(&mut bytes).unwrap_or(0);
                    if to.send(bytes[..count].to_vec()).is_err() || count == 0 {
                        return;
                    }
                }
            });
            from
        })
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

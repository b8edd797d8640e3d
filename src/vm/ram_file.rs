//! Files in memory, each behind a port (OTP's `ram_file_drv.c`, which `ram_file.erl` speaks to): what is written to the
//! port is a command, what comes from it as `{data, ...}` the answer.
//!
//! A file counts against the machine's memory by its bytes. It ends with its port.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::atom::am;
use crate::exec::Ctx;
use crate::heap::{Allocate, Fragment, HeapLimit};
use crate::machine::System;
use crate::port::Port;
use crate::process::Process;
use crate::signal::Parcel;
use crate::term::Term;

/// The name to open a port with.
const DRIVER: &[u8] = b"ram_file_drv";

/// Modes to open with.
const READ: u32 = 1;
const WRITE: u32 = 2;

/// What an answer begins with.
const DONE: u8 = 0;
const ERROR: u8 = 1;
const DATA: u8 = 2;
const NUMBER: u8 = 3;

/// A file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct RamFile {
    mode: u32,
    bytes: Arc<Vec<u8>>,
    /// Where the next byte is read or written.
    position: u32,
}

/// The files by the numbers of their ports.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct RamFiles {
    table: BTreeMap<u64, RamFile>,
    /// The words that they count for: no state of its own, but a sum.
    #[serde(skip)]
    words: usize,
}

/// What a command came to.
enum Answer {
    Done,
    Number(usize),
    Data(Vec<u8>),
    Error(&'static str),
}

fn words_of(bytes: usize) -> usize {
    bytes / 8 + 8
}

impl RamFiles {
    /// The words that they count for.
    pub fn words(&self) -> usize {
        self.words
    }

    /// Counts the words anew.
    pub(crate) fn recount(&mut self) {
        self.words = self.table.values().map(|file| words_of(file.bytes.len())).sum();
    }

    /// The numbers of the ports.
    pub(crate) fn ports(&self) -> impl Iterator<Item = u64> {
        self.table.keys().copied()
    }

    /// The port is closed.
    pub(crate) fn close(&mut self, port: u64) {
        if let Some(file) = self.table.remove(&port) {
            self.words = self.words.saturating_sub(words_of(file.bytes.len()));
        }
    }

    /// Does a command, with room for so many words. Nothing where the command is unknown: then there is no answer.
    fn command(&mut self, port: u64, command: &[u8], room: usize) -> Option<Answer> {
        let file = self.table.get_mut(&port)?;
        let before = words_of(file.bytes.len());
        let done = file.command(command, room.saturating_mul(8).saturating_add(file.bytes.len()));
        self.words = self.words.saturating_sub(before).saturating_add(words_of(file.bytes.len()));
        done
    }
}

/// A number of 32 bits at the begin, and what is behind it.
fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    bytes.split_first_chunk().map(|(number, rest)| (u32::from_be_bytes(*number), rest))
}

/// A number that has a sign.
fn place(bytes: &[u8]) -> Option<(i32, &[u8])> {
    number(bytes).map(|(number, rest)| (number.cast_signed(), rest))
}

impl RamFile {
    fn command(&mut self, command: &[u8], most: usize) -> Option<Answer> {
        let (code, rest) = command.split_first()?;
        Some(match code {
            1 => self.open(rest, most),
            2 => match place(rest) {
                Some((count, _)) => self.read(None, count),
                None => Answer::Error("einval"),
            },
            3 => self.seek(rest),
            4 => self.write(None, rest, most),
            9 | 19 | 38 | 39 if self.mode == 0 => Answer::Error("ebadf"),
            9 | 19 | 38 | 39 => Answer::Done,
            14 => self.truncate(most),
            17 => match place(rest).and_then(|(at, rest)| Some((at, place(rest)?.0))) {
                Some((at, count)) => self.read(Some(at), count),
                None => Answer::Error("einval"),
            },
            18 => match place(rest) {
                Some((at, bytes)) => self.write(Some(at), bytes, most),
                None => Answer::Error("einval"),
            },
            30 => Answer::Data(self.bytes.to_vec()),
            37 => Answer::Number(self.bytes.len()),
            _ => return None,
        })
    }

    fn open(&mut self, rest: &[u8], most: usize) -> Answer {
        match number(rest) {
            Some((_, bytes)) if bytes.len() > most => Answer::Error("enomem"),
            Some((mode, bytes)) => {
                *self = RamFile { mode, bytes: Arc::new(bytes.to_vec()), position: 0 };
                Answer::Number(0)
            }
            None => Answer::Error("einval"),
        }
    }

    fn read(&mut self, at: Option<i32>, count: i32) -> Answer {
        if self.mode & READ == 0 {
            return Answer::Error("ebadf");
        }
        let from = at.map_or(Ok(self.position), u32::try_from);
        let (Ok(from), Ok(count)) = (from, usize::try_from(count)) else { return Answer::Error("einval") };
        let there = self.bytes.get(from as usize..).unwrap_or_default();
        let read = there[..count.min(there.len())].to_vec();
        if at.is_none() {
            self.position = from.saturating_add(read.len() as u32);
        }
        Answer::Data(read)
    }

    fn write(&mut self, at: Option<i32>, bytes: &[u8], most: usize) -> Answer {
        if at.is_some_and(|at| at < 0) {
            return Answer::Error("einval");
        }
        if self.mode & WRITE == 0 {
            return Answer::Error("ebadf");
        }
        let from = at.map_or(self.position, i32::unsigned_abs) as usize;
        let end = from.saturating_add(bytes.len());
        if end > i32::MAX as usize {
            return Answer::Error("einval");
        }
        if end > most {
            return Answer::Error("enomem");
        }
        let all = Arc::make_mut(&mut self.bytes);
        if all.len() < end {
            all.resize(end, 0);
        }
        all[from..end].copy_from_slice(bytes);
        if at.is_none() {
            self.position = end as u32;
        }
        Answer::Number(bytes.len())
    }

    fn seek(&mut self, rest: &[u8]) -> Answer {
        if self.mode == 0 {
            return Answer::Error("ebadf");
        }
        let to = place(rest).and_then(|(offset, rest)| {
            let from = match number(rest)?.0 {
                0 => 0,
                1 => i64::from(self.position),
                2 => self.bytes.len() as i64,
                _ => return None,
            };
            i32::try_from(from + i64::from(offset)).ok().and_then(|to| u32::try_from(to).ok())
        });
        let Some(to) = to else { return Answer::Error("einval") };
        self.position = to;
        Answer::Number(to as usize)
    }

    /// The file ends at the position.
    fn truncate(&mut self, most: usize) -> Answer {
        let end = self.position as usize;
        match () {
            () if self.mode & WRITE == 0 => Answer::Error("eacces"),
            () if end > most => Answer::Error("enomem"),
            () => {
                Arc::make_mut(&mut self.bytes).resize(end, 0);
                Answer::Done
            }
        }
    }
}

impl Answer {
    /// `{Port, {data, [Code | More]}}`.
    fn message(self, port: u64, is_binary: bool) -> Result<Parcel, HeapLimit> {
        let mut fragment = Fragment::default();
        let (code, number, bytes) = match self {
            Answer::Done => (DONE, None, Vec::new()),
            Answer::Number(number) => (NUMBER, Some(number), Vec::new()),
            Answer::Data(bytes) => (DATA, Some(bytes.len()), bytes),
            Answer::Error(name) => (ERROR, None, name.as_bytes().to_vec()),
        };
        let mut tail = Term::NIL;
        let of_bytes = |bytes: &[u8]| bytes.iter().map(|byte| Term::size((*byte).into())).collect::<Vec<_>>();
        if code == DATA && is_binary {
            tail = fragment.binary(&bytes)?;
        } else if !bytes.is_empty() {
            tail = fragment.list(&of_bytes(&bytes))?;
        }
        let number = number.map(|number| (number as u32).to_be_bytes());
        for byte in number.iter().flatten().rev().chain([&code]) {
            tail = fragment.cons(Term::size((*byte).into()), tail)?;
        }
        let told = fragment.tuple(&[Term::atom(am::DATA), tail])?;
        let message = fragment.tuple(&[Term::port(port), told])?;
        Ok((fragment.into(), message))
    }
}

/// Whether the name of what is to be spawned is the driver's.
pub(crate) fn is_driver(c: &Ctx<'_>, name: Term) -> bool {
    let name = crate::iodata::bytes(c.view(), name).unwrap_or_default();
    let mut words = name.split(|byte| byte.is_ascii_whitespace()).filter(|word| !word.is_empty());
    words.next() == Some(DRIVER)
}

/// A port with an empty file.
pub(crate) fn open(c: &mut Ctx<'_>, port: Port) -> Term {
    let number = c.sys.ports.add(Port { name: String::from_utf8_lossy(DRIVER).into_owned(), ..port });
    c.sys.ram_files.table.insert(number, RamFile::default());
    c.sys.ram_files.words = c.sys.ram_files.words.saturating_add(words_of(0));
    Term::port(number)
}

impl System {
    /// Has a file do a command; `false` where the port is none of a file.
    pub(crate) fn command_ram_file(
        &mut self,
        running: &mut Process,
        port: u64,
        command: &[u8],
    ) -> Result<bool, HeapLimit> {
        if !self.ram_files.table.contains_key(&port) {
            return Ok(false);
        }
        let room = self.limits.total_words.saturating_sub(self.total_words());
        let Some(answer) = self.ram_files.command(port, command, room) else { return Ok(true) };
        if let Some(open) = self.ports.open.get_mut(&port) {
            let message = answer.message(port, open.binary)?;
            open.traffic.1 += command.len() as u64;
            let owner = open.owner;
            self.post(running, owner, message)?;
        }
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// What a command comes to, with room for a kilobyte.
    fn told(file: &mut RamFile, code: u8, rest: &[u8]) -> Option<Result<Vec<u8>, &'static str>> {
        let command: Vec<u8> = [code].iter().chain(rest).copied().collect();
        file.command(&command, 1024).map(|answer| match answer {
            Answer::Done => Ok(vec![]),
            Answer::Number(number) => Ok(number.to_string().into_bytes()),
            Answer::Data(bytes) => Ok(bytes),
            Answer::Error(name) => Err(name),
        })
    }

    /// As `ram_file_drv` of OTP 25 does, but for what is too large.
    #[test]
    fn files_are_read_and_written_like_those_of_the_driver() {
        let mut file = RamFile::default();
        assert_eq!(told(&mut file, 4, b"x"), Some(Err("ebadf")));
        assert_eq!(told(&mut file, 1, b"\0\0\0\x03abcdef"), Some(Ok(b"0".to_vec())));
        assert_eq!(told(&mut file, 2, &[0, 0, 0, 3]), Some(Ok(b"abc".to_vec())));
        assert_eq!(told(&mut file, 17, &[0, 0, 0, 1, 0, 0, 0, 2]), Some(Ok(b"bc".to_vec())));
        assert_eq!(told(&mut file, 17, &[255, 0, 0, 1, 0, 0, 0, 2]), Some(Err("einval")));
        assert_eq!(told(&mut file, 2, &[0, 0, 0, 9]), Some(Ok(b"def".to_vec())));
        assert_eq!(told(&mut file, 2, &[0, 0, 0, 9]), Some(Ok(vec![])));
        assert_eq!(told(&mut file, 3, &[255, 255, 255, 255, 0, 0, 0, 0]), Some(Err("einval")));
        assert_eq!(told(&mut file, 3, &[255, 255, 255, 255, 0, 0, 0, 2]), Some(Ok(b"5".to_vec())));
        assert_eq!(told(&mut file, 14, &[]), Some(Ok(vec![])));
        assert_eq!(told(&mut file, 18, &[0, 0, 0, 7, b'q']), Some(Ok(b"1".to_vec())));
        assert_eq!(told(&mut file, 30, &[]), Some(Ok(b"abcde\0\0q".to_vec())));
        assert_eq!(told(&mut file, 37, &[]), Some(Ok(b"8".to_vec())));
        assert_eq!(told(&mut file, 18, &[127, 255, 255, 255, b'q']), Some(Err("einval")));
        assert_eq!(told(&mut file, 18, &[0, 255, 255, 255, b'q']), Some(Err("enomem")));
        assert_eq!(told(&mut file, 2, &[]), Some(Err("einval")));
        assert_eq!(told(&mut file, 99, &[]), None);
        assert_eq!(file.command(&[], 0).map(|_| ()), None);
    }
}

//! A world that answers with the operating system, as far as it is permitted.
//!
//! What may not be read is not there for the program (`enoent`, as on systems that hide files), since code looks in
//! many places; what may not be written is `eacces`. Why is remembered for whoever runs it ([`Hints`]).
//! Files and folders are answered as OTP's `prim_file_nif.c` and `unix_prim_file.c` do. Nothing is as large as a
//! program's number says: only as what is there, up to [`MAX_FILE`].

mod answers;
mod errno;
mod inbox;
mod permissions;
#[cfg_attr(not(unix), path = "no_process.rs")]
mod process;
#[cfg(unix)]
mod raw;
#[cfg(not(unix))]
#[path = "raw_other.rs"]
mod raw;
#[cfg(unix)]
#[path = "unix.rs"]
mod system;
#[cfg(not(unix))]
#[path = "other.rs"]
mod system;
mod terminal;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Duration;

use enigma_vm::request::file::{self, Handle};
use enigma_vm::request::{Answer, Input, Nothing, Request, World};

use crate::files::MAX_FILE;
use crate::library::Library;

use process::Programs;
use terminal::Waiting;

pub use inbox::Interrupts;
pub use permissions::{Allowed, Permissions};
pub use raw::{Face, OriginalMode};

/// The most files that are open at once.
const MOST_OPEN: usize = 1 << 10;
/// The most refusals that are remembered.
const MOST_HINTS: usize = 16;

/// What was refused, the first of each folder: `reading /etc/passwd needs --allow-read=/etc`.
#[derive(Clone, Debug, Default)]
pub struct Hints(Rc<RefCell<BTreeMap<(bool, String), String>>>);

impl Hints {
    /// Remembers a refusal, and whether it was one of reading.
    fn add(&self, of_reading: bool, folder: String, hint: String) {
        let mut hints = self.0.borrow_mut();
        if hints.len() < MOST_HINTS {
            hints.entry((of_reading, folder)).or_insert(hint);
        }
    }

    /// The refusals so far; those of reading, which most programs expect here and there, only if `all`.
    pub fn lines(&self, all: bool) -> Vec<String> {
        self.0.borrow().iter().filter(|((of_reading, _), _)| all || !of_reading).map(|(_, hint)| hint.clone()).collect()
    }
}

/// The operating system, as far as it is permitted.
pub struct Host {
    permissions: Permissions,
    /// The folder that paths begin in: the program's own, not that of this process.
    folder: PathBuf,
    open: BTreeMap<Handle, File>,
    next: Handle,
    library: Option<Library>,
    waiting: Waiting,
    /// The programs that are run, once there has been one.
    programs: Option<Programs>,
    hints: Hints,
    /// The most bytes of one answer.
    most: u64,
}

impl Host {
    /// A world whose paths begin in the working folder of this process.
    pub fn new(permissions: Permissions) -> io::Result<Host> {
        Ok(Host::in_folder(permissions, std::env::current_dir()?))
    }

    /// A world whose paths begin in that folder, whose own path begins at the root.
    pub fn in_folder(permissions: Permissions, folder: PathBuf) -> Host {
        let permissions = permissions.settled(&folder);
        let (open, hints) = (BTreeMap::new(), Hints::default());
        let waiting = Waiting::new();
        let (next, library, programs, most) = (0, None, None, MAX_FILE);
        Host { permissions, folder, open, next, library, waiting, programs, hints, most }
    }

    /// With modules for programs that call them before any OTP is booted.
    pub fn with_library(mut self, library: Library) -> Host {
        self.library = Some(library);
        self
    }

    /// What is permitted.
    pub fn permissions(&self) -> &Permissions {
        &self.permissions
    }

    /// What is refused from now on, for whoever runs the program.
    pub fn hints(&self) -> Hints {
        self.hints.clone()
    }

    /// Refuses what the permissions do not have: `folder/path` is to be read or written, and a link itself is meant
    /// unless `follow`. Gives the path from the root.
    fn permitted(&mut self, path: &[u8], access: Access, follow: bool) -> io::Result<PathBuf> {
        if path.is_empty() {
            return Err(io::ErrorKind::NotFound.into());
        }
        let path = self.folder.join(system::path(path)?);
        let real = permissions::resolve(&path, follow)?;
        let checks = [
            (access.reads(), &self.permissions.read, "reading", "read"),
            (access.writes(), &self.permissions.write, "writing", "write"),
        ];
        let refused = checks.into_iter().find(|(wanted, allowed, ..)| *wanted && !allowed.has(&real));
        if let Some((_, _, doing, flag)) = refused {
            let folder = shown(real.parent().unwrap_or(&real));
            let hint = format!("{doing} {} needs --allow-{flag}={folder}", shown(&real));
            // Nothing is missed where nothing is.
            if flag != "read" || real.symlink_metadata().is_ok() {
                self.hints.add(flag == "read", folder, hint);
            }
            let hidden = flag == "read" || !self.permissions.read.has(&real);
            return Err(if hidden { io::ErrorKind::NotFound } else { io::ErrorKind::PermissionDenied }.into());
        }
        Ok(path)
    }

    /// The path from the root, where it may be read; nothing is refused.
    fn seen(&self, path: &[u8]) -> Option<PathBuf> {
        let path = Some(path).filter(|path| !path.is_empty())?;
        let path = self.folder.join(system::path(path).ok()?);
        let real = permissions::resolve(&path, false).ok()?;
        self.permissions.read.has(&real).then_some(path)
    }

    /// An open file by another number than any before.
    fn add(&mut self, file: File) -> file::Answer {
        self.next += 1;
        self.open.insert(self.next, file);
        file::Answer::Opened(self.next)
    }

    /// All programs, and what is waited with.
    fn programs(&mut self) -> io::Result<&mut Programs> {
        if self.programs.is_none() {
            let programs = Programs::new()?;
            self.waiting.inbox.wake(programs.waker());
            self.programs = Some(programs);
        }
        self.programs.as_mut().ok_or_else(|| io::ErrorKind::Unsupported.into())
    }

    /// Has signals come: those that the machine is told, and interrupts, which are for who asks for them here.
    pub fn listen(&mut self) -> Interrupts {
        self.waiting.listen();
        Interrupts::of(self.waiting.inbox.clone())
    }

    /// Waits until that time of the machine's clock, or until there is input, where that is wanted, or a signal, or a
    /// program has done something. Gives nothing where there is nothing to wait for, or somebody interrupts.
    fn wait(&mut self, until_ns: Option<u64>, input: bool) -> Option<Answer> {
        let input = input && self.waiting.has_input();
        self.programs().ok()?;
        loop {
            let (waiting, programs) = (&mut self.waiting, self.programs.as_mut()?);
            let left = waiting.left(until_ns);
            let is_useless = left.is_none() && !input && !waiting.listens && programs.is_empty();
            if is_useless || waiting.inbox.is_interrupted() {
                return None;
            }
            let mut came = waiting.inbox.take();
            let (happened, bytes) = programs.turn(if came.is_empty() { left } else { Some(Duration::ZERO) }, input);
            came.extend(happened.into_iter().map(|(program, event)| Input::Program(program, event)));
            came.extend(bytes.map(Input::Standard));
            let is_over = waiting.left(until_ns).is_some_and(|left| left.is_zero());
            if !came.is_empty() || is_over {
                return Some(waiting.waited(until_ns, came));
            }
        }
    }

    fn has_room(&self) -> io::Result<()> {
        if self.open.len() < MOST_OPEN { Ok(()) } else { Err(errno::error("emfile")) }
    }
}

/// What is done to a file.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Read,
    Write,
    Both,
}

impl Access {
    fn reads(self) -> bool {
        self != Access::Write
    }

    fn writes(self) -> bool {
        self != Access::Read
    }
}

/// A path for a terminal.
fn shown(path: &Path) -> String {
    path.to_string_lossy().chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

impl World for Host {
    fn answer(&mut self, request: &Request) -> Option<Answer> {
        match (request, &mut self.library) {
            (Request::File(request), _) => Some(Answer::File(
                self.file(request).unwrap_or_else(|error| file::Answer::Failed(errno::name(&error).into())),
            )),
            (Request::Program(request), _) => Some(Answer::Program(self.program(request))),
            (Request::Terminal(request), _) => Some(Answer::Terminal(self.waiting.terminal(*request))),
            (Request::Wait { until_ns, input }, _) => self.wait(*until_ns, *input),
            (Request::Module(_), Some(library)) => library.answer(request),
            (Request::Module(_), None) => Nothing.answer(request),
        }
    }
}

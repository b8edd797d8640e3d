//! Programs that are run (OTP's `sys_drivers.c`, `erl_child_setup.c`), where the operating system is Unix.
//!
//! Pipes are read and written when the machine waits or asks, and never block: a program that writes without end waits
//! until the machine takes more, and what a program does not read is kept. Each program has a thread of its own that
//! waits for its end, so that none is left over.

use std::collections::{BTreeMap, VecDeque};
use std::ffi::OsStr;
use std::io::{self, ErrorKind, PipeReader, PipeWriter, Read, Write};
use std::os::fd::{AsFd, AsRawFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, Sender};
use std::time::{Duration, Instant};

use enigma_vm::request::program::{Answer, Event, Handle, Order, Request, Start, What};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Access, OFlags, access, fcntl_setfl};
use rustix::io::{Errno, FdFlags, fcntl_dupfd_cloexec, fcntl_setfd};

use super::{Host, errno, shown, system};

/// The most programs at once, those among them that have ended and still have something to be read.
const MOST_PROGRAMS: usize = 1 << 10;
/// The most bytes of a program that are read at once (OTP's `ERTS_SYS_READ_BUF_SZ`).
const PIECE: usize = 64 << 10;
/// The most bytes of the standard input that are read at once.
const INPUT_PIECE: usize = 4 << 10;
/// The most pieces that come at once.
const MOST_PIECES: usize = 16;
/// How long the end waits for programs that read nothing of what they have been told.
const GRACE: Duration = Duration::from_secs(5);
/// The shell.
const SHELL: &str = "/bin/sh";

/// Ends a `poll` from elsewhere.
#[derive(Clone)]
pub(super) struct Waker(Arc<PipeWriter>);

impl Waker {
    /// A pipe that is full wakes as well as one with a byte more.
    pub fn wake(&self) {
        let _ = (&*self.0).write(&[0]);
    }
}

/// A program, as far as the machine has to do with it.
struct Program {
    output: Option<PipeReader>,
    input: Option<PipeWriter>,
    /// What it has not read yet.
    queue: VecDeque<u8>,
    /// Whether it is to be forgotten when it has read that; what it writes meanwhile is of no use.
    closing: bool,
}

/// All programs.
pub(super) struct Programs {
    table: BTreeMap<Handle, Program>,
    next: Handle,
    woken: PipeReader,
    waker: Waker,
    ends: (Sender<Ended>, Receiver<Ended>),
    /// The one that was read last.
    last: Handle,
}

/// A program that has ended, and how.
type Ended = (Handle, ExitStatus);

type Happened = Vec<(Handle, Event)>;

impl Programs {
    pub fn new() -> io::Result<Programs> {
        let (woken, waker) = io::pipe()?;
        fcntl_setfl(&woken, OFlags::NONBLOCK)?;
        fcntl_setfl(&waker, OFlags::NONBLOCK)?;
        let waker = Waker(Arc::new(waker));
        Ok(Programs { table: BTreeMap::new(), next: 0, woken, waker, ends: mpsc::channel(), last: 0 })
    }

    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }

    pub fn waker(&self) -> Waker {
        self.waker.clone()
    }

    /// Starts a program in a folder.
    fn start(&mut self, start: &Start, folder: &Path) -> io::Result<Answer> {
        if self.table.len() >= MOST_PROGRAMS {
            return Err(errno::error("emfile"));
        }
        let (output, from) = io::pipe()?;
        let (to, input) = io::pipe()?;
        fcntl_setfl(&output, OFlags::NONBLOCK)?;
        fcntl_setfl(&input, OFlags::NONBLOCK)?;
        let child = spawn(start, folder, to, from)?;
        self.next += 1;
        let (handle, number) = (self.next, child.id());
        let (output, input) = (Some(output).filter(|_| start.reads), Some(input).filter(|_| start.writes));
        self.table.insert(handle, Program { output, input, queue: VecDeque::new(), closing: false });
        self.watch(handle, child);
        Ok(Answer::Started { handle, number })
    }

    /// Has a thread wait for the end of a program.
    fn watch(&self, handle: Handle, mut child: Child) {
        let (ends, waker) = (self.ends.0.clone(), self.waker());
        std::thread::spawn(move || {
            if let Ok(status) = child.wait()
                && ends.send((handle, status)).is_ok()
            {
                waker.wake();
            }
        });
    }

    fn tell(&mut self, orders: &[Order]) -> Happened {
        let mut happened = Vec::new();
        for order in orders {
            match order {
                Order::Write(handle, bytes) => {
                    let Some(program) = self.table.get_mut(handle).filter(|program| !program.closing) else { continue };
                    program.queue.extend(bytes);
                    if program.queue.len() == bytes.len() {
                        happened.extend(program.write().map(|event| (*handle, event)));
                    }
                }
                Order::Close(handle) => {
                    let Some(program) = self.table.get_mut(handle) else { continue };
                    program.closing = true;
                    if program.queue.is_empty() {
                        self.table.remove(handle);
                    }
                }
            }
        }
        happened
    }

    /// What has happened, or happens in that time; nothing where it was woken for something else. With that the standard
    /// input, where it is wanted and there is some.
    pub fn turn(&mut self, left: Option<Duration>, input: bool) -> (Happened, Option<Vec<u8>>) {
        let (readable, writable, input) = self.ready(left, input);
        let mut happened = Vec::new();
        for handle in writable {
            let Some(program) = self.table.get_mut(&handle) else { continue };
            let event = program.write();
            if program.closing && (program.queue.is_empty() || program.input.is_none()) {
                self.table.remove(&handle);
                continue;
            }
            happened
                .extend(event.or((program.queue.is_empty()).then_some(Event::Left(0))).map(|event| (handle, event)));
        }
        for handle in self.in_turn(readable) {
            let Some(program) = self.table.get_mut(&handle) else { continue };
            let event = program.read().filter(|_| !program.closing);
            happened.extend(event.map(|event| (handle, event)));
            self.last = handle;
        }
        while let Ok((handle, status)) = self.ends.1.try_recv() {
            let status = status.code().or_else(|| Some(status.signal()? + 128)).unwrap_or_default();
            if self.table.get(&handle).is_some_and(|program| !program.closing) {
                happened.push((handle, Event::Exited(status.unsigned_abs())));
            }
        }
        (happened, input.then(standard_input))
    }

    /// The programs that are to be read this time: those behind the one that was read last come first.
    fn in_turn(&self, mut readable: Vec<Handle>) -> Vec<Handle> {
        readable.sort();
        let first = readable.partition_point(|handle| *handle <= self.last);
        readable.rotate_left(first);
        readable.truncate(MOST_PIECES);
        readable
    }

    /// The programs from which something can be read, and those to which something can be written; and whether there is
    /// something on the standard input, where it is wanted.
    fn ready(&mut self, left: Option<Duration>, input: bool) -> (Vec<Handle>, Vec<Handle>, bool) {
        let mut wanted = vec![PollFd::new(&self.woken, PollFlags::IN)];
        let mut whose = Vec::new();
        for (handle, program) in &self.table {
            if let Some(output) = &program.output {
                wanted.push(PollFd::new(output, PollFlags::IN));
                whose.push((*handle, false));
            }
            if let Some(input) = program.input.as_ref().filter(|_| !program.queue.is_empty()) {
                wanted.push(PollFd::new(input, PollFlags::OUT));
                whose.push((*handle, true));
            }
        }
        let standard = io::stdin();
        if input {
            wanted.push(PollFd::new(&standard, PollFlags::IN));
        }
        let left = left.and_then(|left| Timespec::try_from(left).ok());
        // What is interrupted begins again as after any other wake.
        if poll(&mut wanted, left.as_ref()).is_err() {
            return Default::default();
        }
        let ready = wanted.iter().map(|fd| !fd.revents().is_empty()).collect::<Vec<_>>();
        if ready.first() == Some(&true) {
            let _ = self.woken.read(&mut [0; 64]);
        }
        let has_input = input && ready.last() == Some(&true);
        let ready = whose.iter().zip(ready.iter().skip(1)).filter(|(_, ready)| **ready).map(|(whose, _)| *whose);
        let (writable, readable): (Vec<_>, Vec<_>) = ready.partition(|(_, writes)| *writes);
        let handles = |list: Vec<(Handle, bool)>| list.into_iter().map(|(handle, _)| handle).collect();
        (handles(readable), handles(writable), has_input)
    }
}

impl Drop for Programs {
    /// What programs have been told already they may still read, as when OTP halts; what does not read is not waited for.
    fn drop(&mut self) {
        let mut until = Instant::now() + GRACE;
        loop {
            self.table.retain(|_, program| !program.queue.is_empty());
            let left = until.saturating_duration_since(Instant::now());
            if self.table.is_empty() || left.is_zero() {
                return;
            }
            let (readable, writable, _) = self.ready(Some(left), false);
            if !writable.is_empty() {
                until = Instant::now() + GRACE;
            }
            for (handle, writes) in
                readable.into_iter().map(|h| (h, false)).chain(writable.into_iter().map(|h| (h, true)))
            {
                let Some(program) = self.table.get_mut(&handle) else { continue };
                drop(if writes { program.write() } else { program.read() });
            }
        }
    }
}

impl Program {
    /// Reads a piece.
    fn read(&mut self) -> Option<Event> {
        let mut bytes = vec![0; PIECE];
        let event = match self.output.as_mut()?.read(&mut bytes) {
            Ok(0) => Event::End,
            Ok(count) => {
                bytes.truncate(count);
                return Some(Event::Output(bytes));
            }
            Err(error) if can_wait(&error) => return None,
            Err(error) => Event::Failed(errno::name(&error).into()),
        };
        self.output = None;
        Some(event)
    }

    /// Writes what it takes now; tells what is left.
    fn write(&mut self) -> Option<Event> {
        loop {
            let bytes = self.queue.as_slices().0;
            if bytes.is_empty() {
                return None;
            }
            match self.input.as_mut()?.write(bytes) {
                Ok(count) => drop(self.queue.drain(..count)),
                Err(error) if can_wait(&error) => return Some(Event::Left(self.queue.len() as u64)),
                Err(error) => {
                    self.input = None;
                    self.queue.clear();
                    return Some(Event::Failed(errno::name(&error).into()));
                }
            }
        }
    }
}

/// A piece of the standard input, past the library's buffer, which nobody could see; none where it is at its end. What
/// cannot be read has come to its end.
fn standard_input() -> Vec<u8> {
    let mut bytes = vec![0; INPUT_PIECE];
    let count = loop {
        match rustix::io::read(io::stdin(), &mut bytes) {
            Err(Errno::INTR) => {}
            read => break read.unwrap_or(0),
        }
    };
    bytes.truncate(count);
    bytes
}

fn can_wait(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted)
}

/// Starts a program with pipes. What goes wrong in the new process only, ends that one with the error's number.
fn spawn(start: &Start, folder: &Path, to: PipeReader, from: PipeWriter) -> io::Result<Child> {
    if let What::File { path, .. } = &start.what {
        if path.is_empty() {
            return Err(ErrorKind::NotFound.into());
        }
        access(folder.join(system::path(path)?), Access::EXEC_OK)?;
    }
    let at = start.folder.as_deref().map(|path| Ok::<_, io::Error>(folder.join(system::path(path)?))).transpose()?;
    let entered = at.as_deref().unwrap_or(folder);
    let mut kept = Vec::new();
    if let (Err(error), Some(path)) = (can_begin_in(entered), &start.folder) {
        let mut command = Command::new(SHELL);
        let text = r#"printf 'spawn: Could not cd to %s\r\n' "$1" >&2; exit "$0""#;
        let number = error.raw_os_error().unwrap_or(1).to_string();
        command.arg("-c").arg(text).arg(number).arg(OsStr::from_bytes(path));
        return connected(&mut command, start, to, from, &mut kept)?.spawn();
    }
    let mut command = command(start)?;
    command.current_dir(entered).env_clear();
    for (name, value) in &start.environment {
        command.env(OsStr::from_bytes(name), OsStr::from_bytes(value));
    }
    let (to_again, from_again) = (to.try_clone()?, from.try_clone()?);
    match connected(&mut command, start, to, from, &mut kept)?.spawn() {
        Err(error) if !matches!(errno::name(&error), "eagain" | "enomem" | "emfile" | "enfile") => {
            let mut command = Command::new(SHELL);
            command.arg("-c").arg(r#"exit "$0""#).arg(error.raw_os_error().unwrap_or(1).to_string());
            connected(&mut command, start, to_again, from_again, &mut kept)?.spawn()
        }
        other => other,
    }
}

fn can_begin_in(folder: &Path) -> io::Result<()> {
    if std::fs::metadata(folder)?.is_dir() { system::can_enter(folder) } else { Err(errno::error("enotdir")) }
}

/// What is run, without what it is connected to.
fn command(start: &Start) -> io::Result<Command> {
    let mut command;
    match &start.what {
        What::Command(line) => {
            command = Command::new(SHELL);
            command.arg0("sh").arg("-c").arg(OsStr::from_bytes(&[b"exec ", &line[..]].concat()));
        }
        What::File { path, args } => {
            let path = system::path(path)?;
            // A name alone would be looked for in the folders of `PATH`.
            let path =
                if path.as_os_str().as_bytes().contains(&b'/') { path.into() } else { Path::new(".").join(path) };
            let mut args = args.iter().map(|arg| OsStr::from_bytes(arg));
            let name = args.next().unwrap_or(path.as_os_str()).to_os_string();
            if start.standard {
                command = Command::new(path);
                command.arg0(name);
            } else {
                command = Command::new(SHELL);
                command.arg("-c").arg(r#"exec "$0" "$@""#).arg(path);
            }
            command.args(args);
        }
    }
    Ok(command)
}

/// With pipes in the place of its standard files, or beside them: then a shell puts them where they are expected, from
/// descriptors that are kept open until the program has been started.
fn connected<'a>(
    command: &'a mut Command,
    start: &Start,
    to: PipeReader,
    from: PipeWriter,
    kept: &mut Vec<OwnedFd>,
) -> io::Result<&'a mut Command> {
    if start.joined {
        command.stderr(from.try_clone()?);
    }
    if start.standard {
        command.stdin(if start.writes { to.into() } else { Stdio::inherit() });
        command.stdout(if start.reads { from.into() } else { Stdio::inherit() });
        return Ok(command.process_group(0));
    }
    let (to, from) = (fcntl_dupfd_cloexec(to.as_fd(), 10)?, fcntl_dupfd_cloexec(from.as_fd(), 10)?);
    let mut moves = String::from("exec");
    for (wanted, fd, place) in [(start.writes, &to, "3<"), (start.reads, &from, "4>")] {
        if wanted {
            fcntl_setfd(fd, FdFlags::empty())?;
            moves.push_str(&format!(" {place}/dev/fd/{}", fd.as_raw_fd()));
        }
    }
    kept.extend([to, from]);
    let program = command.get_program().to_os_string();
    let args: Vec<_> = command.get_args().map(OsStr::to_os_string).collect();
    let mut outer = Command::new(SHELL);
    outer.arg("-c").arg(format!(r#"{moves}; exec "$0" "$@""#)).arg(program).args(args);
    if let Some(folder) = command.get_current_dir() {
        outer.current_dir(folder);
    }
    outer.env_clear().envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
    *command = outer;
    Ok(command.process_group(0))
}

impl Host {
    /// Answers what is asked of programs.
    pub(super) fn program(&mut self, request: &Request) -> Answer {
        let answer = match request {
            Request::Start(start) => self.start(start),
            Request::Tell(orders) => {
                let programs = self.programs.as_mut();
                Ok(Answer::Told(programs.map(|programs| programs.tell(orders)).unwrap_or_default()))
            }
            Request::OwnNumber => Ok(Answer::OwnNumber(std::process::id())),
        };
        answer.unwrap_or_else(|error| Answer::Failed(errno::name(&error).into()))
    }

    fn start(&mut self, start: &Start) -> io::Result<Answer> {
        if !self.permissions.run {
            let (What::Command(what) | What::File { path: what, .. }) = &start.what;
            let what = shown(system::path(what)?);
            self.hints.add(false, what.clone(), format!("running {what} needs --allow-run"));
            return Err(ErrorKind::PermissionDenied.into());
        }
        let folder = self.folder.clone();
        self.programs()?.start(start, &folder)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use enigma_vm::request::{Answer as Told, Input, Request as Asked, World};

    use super::super::Permissions;
    use super::*;

    fn host(run: bool) -> Host {
        Host::in_folder(Permissions { run, ..Permissions::default() }, "/".into())
    }

    fn shell(line: &str) -> Start {
        Start {
            what: What::Command(line.into()),
            environment: Vec::new(),
            folder: None,
            reads: true,
            writes: true,
            standard: true,
            joined: false,
        }
    }

    fn started(host: &mut Host, start: Start) -> Handle {
        match host.answer(&Asked::Program(Request::Start(Box::new(start)))) {
            Some(Told::Program(Answer::Started { handle, .. })) => handle,
            other => panic!("{other:?}"),
        }
    }

    fn tell(host: &mut Host, order: Order) -> Happened {
        match host.answer(&Asked::Program(Request::Tell(vec![order]))) {
            Some(Told::Program(Answer::Told(happened))) => happened,
            other => panic!("{other:?}"),
        }
    }

    /// What happens in one wait.
    fn wait(host: &mut Host) -> Vec<Event> {
        match host.answer(&Asked::Wait { until_ns: None, input: false }) {
            Some(Told::Waited { came, .. }) => came
                .into_iter()
                .map(|input| match input {
                    Input::Program(_, event) => event,
                    other => panic!("{other:?}"),
                })
                .collect(),
            other => panic!("{other:?}"),
        }
    }

    /// What happens until the program has written all and ended.
    fn all(host: &mut Host) -> (Vec<u8>, u32) {
        let (mut bytes, mut ended, mut status) = (Vec::new(), false, None);
        while !ended || status.is_none() {
            for event in wait(host) {
                match event {
                    Event::Output(piece) => bytes.extend(piece),
                    Event::End => ended = true,
                    Event::Exited(number) => status = Some(number),
                    other => panic!("{other:?}"),
                }
            }
        }
        (bytes, status.unwrap())
    }

    #[test]
    fn nothing_is_run_without_permission() {
        let mut host = host(false);
        let request = Asked::Program(Request::Start(Box::new(shell("true"))));
        assert_eq!(host.answer(&request), Some(Told::Program(Answer::Failed("eacces".into()))));
        assert_eq!(host.hints().lines(false), ["running true needs --allow-run"]);
    }

    #[test]
    fn what_a_program_writes_comes_and_then_how_it_has_ended() {
        let mut host = host(true);
        started(&mut host, Start { joined: true, ..shell("sh -c 'echo a; echo b >&2; kill -9 $$'") });
        assert_eq!(all(&mut host), (b"a\nb\n".to_vec(), 137));
        let environment = vec![(b"A".to_vec(), b"1".to_vec())];
        let folder = Some(b"usr".to_vec());
        started(&mut host, Start { environment, folder, ..shell("echo $A ${HOME-none} $PWD") });
        assert_eq!(all(&mut host), (b"1 none /usr\n".to_vec(), 0));
        let args = [&b"name"[..], b"-c", b"echo $0", b"zero"].map(<[u8]>::to_vec).to_vec();
        started(&mut host, Start { what: What::File { path: b"bin/sh".to_vec(), args }, ..shell("") });
        assert_eq!(all(&mut host), (b"zero\n".to_vec(), 0));
    }

    #[test]
    fn what_cannot_be_run_is_refused_or_ends_at_once() {
        let mut host = host(true);
        let file = |path: &str| Start { what: What::File { path: path.into(), args: Vec::new() }, ..shell("") };
        for (path, reason) in [("/bin/nonono", "enoent"), ("/etc/passwd", "eacces"), ("", "enoent")] {
            let request = Asked::Program(Request::Start(Box::new(file(path))));
            assert_eq!(host.answer(&request), Some(Told::Program(Answer::Failed(reason.into()))), "{path}");
        }
        started(&mut host, file("/etc"));
        assert_eq!(all(&mut host), (Vec::new(), 13));
        started(&mut host, Start { folder: Some(b"/nonono".to_vec()), ..shell("true") });
        assert_eq!(all(&mut host), (Vec::new(), 2));
    }

    #[test]
    fn a_flood_comes_piece_by_piece_and_ends_when_nobody_reads_it() {
        let mut host = host(true);
        let programs: Vec<Handle> = (0..MOST_PIECES + 4).map(|_| started(&mut host, shell("yes"))).collect();
        for _ in 0..10 {
            let events = wait(&mut host);
            assert!(events.len() <= MOST_PIECES);
            for event in events {
                assert!(matches!(event, Event::Output(bytes) if bytes.len() <= PIECE));
            }
        }
        for program in programs {
            assert_eq!(tell(&mut host, Order::Close(program)), []);
        }
        assert!(host.programs.as_ref().unwrap().is_empty());
    }

    #[test]
    fn what_has_been_told_is_read_after_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("count");
        let mut host = host(true);
        let line = format!("sh -c 'sleep 0.2; cat >{}'", file.display());
        let program = started(&mut host, shell(&line));
        tell(&mut host, Order::Write(program, vec![b'x'; 1 << 20]));
        drop(host);
        for _ in 0..1000 {
            if std::fs::metadata(&file).is_ok_and(|file| file.len() == 1 << 20) {
                return;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        panic!("{:?}", std::fs::metadata(&file));
    }

    #[test]
    fn what_is_not_read_is_kept_and_told() {
        let mut host = host(true);
        let program = started(&mut host, shell("sh -c 'read line; exec wc -c'"));
        let bytes = vec![b'x'; 1 << 20];
        let told = tell(&mut host, Order::Write(program, bytes));
        assert!(
            matches!(told[..], [(of, Event::Left(left))] if of == program && left > 0 && left < 1 << 20),
            "{told:?}"
        );
        assert_eq!(tell(&mut host, Order::Write(program, b"\nabc".to_vec())), []);
        while !wait(&mut host).contains(&Event::Left(0)) {}
        tell(&mut host, Order::Close(program));
        let program = started(&mut host, shell("sh -c 'exec <&-; echo; sleep 5'"));
        assert_eq!(wait(&mut host), [Event::Output(b"\n".to_vec())]);
        let failed = (program, Event::Failed("epipe".into()));
        assert_eq!(tell(&mut host, Order::Write(program, b"a".to_vec())), [failed]);
    }
}

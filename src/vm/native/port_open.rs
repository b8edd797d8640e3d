//! Opening ports (OTP's `open_port` in `erl_bif_port.c`): what is opened, and how.

use crate::atom::am;
use crate::console::Stream;
use crate::environment::is_name;
use crate::exec::{Ctx, Fail};
use crate::native::file_name::native_name;
use crate::native::{NativeResult, terminal};
use crate::port::{BUSY_BYTES, Framing, Port, Program};
use crate::ram_file;
use crate::request::program::{Answer, Request, Start, What};
use crate::request::{Answer as Told, Request as Asked};
use crate::term::Term;

/// The limits that a port's limits may have (`ERL_DRV_BUSY_MSGQ_LIM_MIN` and `_MAX`).
const LIMITS: std::ops::RangeInclusive<u64> = 1..=u64::MAX >> 1;
/// The most bytes of a line that are told together, where the option does not say it.
const LINE: usize = 512;

/// Variables that a program is to have, or not to have.
type Changes = Vec<(Vec<u8>, Option<Vec<u8>>)>;

/// The options.
struct Options {
    /// The bytes of the number before a packet, or none.
    packet: usize,
    line: Option<usize>,
    environment: Changes,
    /// How the file is called, and its other arguments, where either is given.
    name: Option<Vec<u8>>,
    args: Option<Vec<Vec<u8>>>,
    folder: Option<Term>,
    reads: bool,
    writes: bool,
    standard: bool,
    joined: bool,
    binary: bool,
    eof: bool,
    exit_status: bool,
    parallelism: bool,
    limits: Option<(u64, u64)>,
}

impl Options {
    fn framing(&self) -> Framing {
        match (self.line, self.packet) {
            (Some(most), _) => Framing::Line { most, partial: Vec::new(), returned: false },
            (None, 0) => Framing::Stream,
            (None, header) => Framing::Packet { header, partial: Vec::new() },
        }
    }

    /// A port with what does not depend on what it is connected to.
    fn fill(&self, port: Port) -> Port {
        Port { binary: self.binary, eof: self.eof, parallelism: self.parallelism, ..port }
    }
}

/// The options; nothing where one is none.
fn options(c: &Ctx<'_>, list: Term) -> Option<Options> {
    let mut options = Options {
        packet: 0,
        line: None,
        environment: Vec::new(),
        name: None,
        args: None,
        folder: None,
        reads: false,
        writes: false,
        standard: true,
        joined: false,
        binary: false,
        eof: false,
        exit_status: false,
        parallelism: false,
        limits: Some((BUSY_BYTES / 2, BUSY_BYTES)),
    };
    for option in c.view().proper_list(list)? {
        match option.as_atom() {
            Some(name) => flag(&mut options, c.sys.atoms.name(name))?,
            None => {
                let [name, value] = <[Term; 2]>::try_from(c.view().tuple(option)?.to_vec()).ok()?;
                setting(c, &mut options, c.sys.atoms.name(name.as_atom()?), value)?;
            }
        }
    }
    if !options.reads && !options.writes {
        (options.reads, options.writes) = (true, true);
    }
    let excluded = (options.line.is_some() && options.packet > 0) || (options.joined && !options.standard);
    (!excluded).then_some(options)
}

/// Takes an option without a value.
fn flag(options: &mut Options, name: &str) -> Option<()> {
    match name {
        "stream" => options.packet = 0,
        "line" => options.line = Some(LINE),
        "use_stdio" => options.standard = true,
        "nouse_stdio" => options.standard = false,
        "stderr_to_stdout" => options.joined = true,
        "exit_status" => options.exit_status = true,
        "binary" => options.binary = true,
        "in" => options.reads = true,
        "out" => options.writes = true,
        "eof" => options.eof = true,
        // They are for another operating system.
        "hide" | "overlapped_io" => {}
        _ => return None,
    }
    Some(())
}

/// Takes an option with a value.
fn setting(c: &Ctx<'_>, options: &mut Options, name: &str, value: Term) -> Option<()> {
    match name {
        "packet" => options.packet = value.as_size().filter(|bytes| [1, 2, 4].contains(bytes))?,
        "line" => options.line = Some(value.as_size().filter(|most| *most > 0)?),
        "env" => options.environment = environment(c, value)?,
        "args" => {
            let args = c.view().proper_list(value)?;
            options.args = Some(args.into_iter().map(|arg| text(c, arg)).collect::<Option<_>>()?);
        }
        "arg0" => options.name = Some(text(c, value)?),
        "cd" => options.folder = Some(value).filter(|folder| !folder.is_nil()),
        "parallelism" => options.parallelism = value.as_bool()?,
        "busy_limits_port" => options.limits = limits(c, value)?,
        // Nothing waits on the way to a port.
        "busy_limits_msgq" => drop(limits(c, value)?),
        _ => return None,
    }
    Some(())
}

/// The bytes of a name, or of an argument.
fn text(c: &Ctx<'_>, term: Term) -> Option<Vec<u8>> {
    if let Some(name) = term.as_atom() {
        return Some(c.sys.atoms.name(name).as_bytes().to_vec());
    }
    let mut text = native_name(c.view(), term)?;
    text.pop();
    Some(text)
}

/// Names with values, or `false` where there is to be none.
fn environment(c: &Ctx<'_>, list: Term) -> Option<Changes> {
    let variables = c.view().proper_list(list)?;
    let variable = |variable: Term| {
        let [name, value] = <[Term; 2]>::try_from(c.view().tuple(variable)?.to_vec()).ok()?;
        let name = text(c, name).filter(|name| is_name(name))?;
        match value == Term::boolean(false) {
            true => Some((name, None)),
            false => Some((name, Some(text(c, value)?))),
        }
    };
    variables.into_iter().map(variable).collect()
}

/// `disabled`, or below how many bytes a port is not busy any longer and from how many on it is.
fn limits(c: &Ctx<'_>, term: Term) -> Option<Option<(u64, u64)>> {
    if term.as_atom().is_some_and(|name| c.sys.atoms.name(name) == "disabled") {
        return Some(None);
    }
    let [low, high] = <[Term; 2]>::try_from(c.view().tuple(term)?.to_vec()).ok()?;
    let limit = |term: Term| term.as_size().map(|limit| limit as u64).filter(|limit| LIMITS.contains(limit));
    let (low, high) = (limit(low)?, limit(high)?);
    Some(Some((low.min(high), high)))
}

/// A port, or the atom that is the reason why there is none.
pub(super) fn open(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let Some(options) = options(c, a[1]) else { return Ok(Term::atom(am::BADOPT)) };
    let name = c.view().tuple(a[0]).map(|name| name.to_vec()).unwrap_or_default();
    let kind = name.first().and_then(|kind| kind.as_atom()).map(|kind| c.sys.atoms.name(kind).to_string());
    let has_args = options.args.is_some() || options.name.is_some();
    match (kind.as_deref(), &name[..]) {
        (Some("fd"), [_, input, output]) if !has_args && !options.exit_status => {
            open_files(c, *input, *output, &options)
        }
        (Some("spawn"), [_, command]) if terminal::is_terminal(c, *command) => terminal::open(c, *command, a),
        (Some("spawn" | "spawn_driver"), [_, name]) if ram_file::is_driver(c, *name) => {
            Ok(ram_file::open(c, options.fill(Port::new(String::new(), c.p.pid, Framing::Stream))))
        }
        (Some("spawn"), [_, line]) if !has_args => match text(c, *line) {
            Some(line) => open_program(c, a, What::Command(line), &options),
            None => Ok(Term::atom(am::BADARG)),
        },
        (Some("spawn_executable"), [_, path]) => match text(c, *path) {
            Some(path) => {
                let mut args = vec![options.name.clone().unwrap_or_else(|| path.clone())];
                args.extend(options.args.clone().into_iter().flatten());
                open_program(c, a, What::File { path, args }, &options)
            }
            None => Ok(Term::atom(am::BADARG)),
        },
        // There are no drivers that could be loaded.
        _ => Ok(Term::atom(am::BADARG)),
    }
}

/// `{fd, In, Out}`: a number of a standard file each.
fn open_files(c: &mut Ctx<'_>, input: Term, output: Term, options: &Options) -> NativeResult {
    let (Some(input), Some(output)) = (input.as_size(), output.as_size()) else { return Ok(Term::atom(am::BADARG)) };
    let stream = match output {
        1 => Some(Stream::Output),
        2 => Some(Stream::Report),
        _ => None,
    };
    if (options.reads && input != 0) || (options.writes && stream.is_none()) {
        return c.atom("ebadf");
    }
    let port = options.fill(Port::new(format!("{input}/{output}"), c.p.pid, options.framing()));
    let port = Port { reads: options.reads, writes: stream.filter(|_| options.writes), ..port };
    Ok(Term::port(c.sys.ports.add(port)))
}

/// Has the world start a program.
fn open_program(c: &mut Ctx<'_>, a: &[Term], what: What, options: &Options) -> NativeResult {
    let folder = match options.folder.map(|folder| text(c, folder)) {
        Some(None) => return Ok(Term::atom(am::BADARG)),
        Some(folder) => folder,
        None => None,
    };
    let mut environment = (*c.sys.environment).clone();
    for (name, value) in &options.environment {
        match value {
            Some(value) if !environment.put(name.clone(), value.clone()) => return c.atom("enomem"),
            Some(_) => {}
            None => environment.remove(name),
        }
    }
    let names = c.sys.intern("erts_internal").zip(c.sys.intern("open_port")).ok_or(Fail::system_limit())?;
    let (What::Command(name) | What::File { path: name, .. }) = &what;
    let name = String::from_utf8_lossy(name).into_owned();
    let start = || Start {
        what,
        environment: environment.iter().map(|(name, value)| (name.to_vec(), value.to_vec())).collect(),
        folder,
        reads: options.reads,
        writes: options.writes,
        standard: options.standard,
        joined: options.joined,
    };
    let (handle, number) = match c.ask(names, a, || Asked::Program(Request::Start(Box::new(start()))))? {
        Told::Program(Answer::Started { handle, number }) => (handle, number),
        Told::Program(Answer::Failed(reason)) => return c.atom(&reason),
        _ => return Ok(Term::atom(am::EINVAL)),
    };
    let program = Program {
        handle,
        number,
        reads: options.reads,
        writes: options.writes,
        tells_status: options.exit_status,
        status: None,
        ended: false,
        left: 0,
        limits: options.limits,
        busy: false,
        suspended: std::collections::BTreeSet::new(),
    };
    let port = options.fill(Port::of_program(name, c.p.pid, program, options.framing()));
    Ok(Term::port(c.sys.ports.add(port)))
}

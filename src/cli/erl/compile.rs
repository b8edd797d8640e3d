//! Sources to the bytes of `.beam` files, in memory: OTP's own compiler, booted on this machine, leaves them in a
//! persistent term, and they are taken from the machine when it has halted. Nothing is written.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use enigma_replay::Inputs;
use enigma_vm::machine::{EventMask, Halt, Machine, Outcome, Stop, Until};
use enigma_vm::signal::Parcel;
use enigma_world::host::Host;
use enigma_world::otp::RuntimeSystem;

use super::super::Failure;
use super::super::args::{Boot, CodeArgs};
use super::super::output::plain;
use super::super::permit::Permit;
use super::live::Shared;
use super::{line, program, root, words};

/// The key of the persistent term in which the results are left.
const KEY: &str = "enigma";

/// Sources that compile.
pub struct Compiled {
    /// The bytes of a `.beam` file for each.
    pub images: Vec<Vec<u8>>,
    /// What the compiler said, as `erlc` prints it.
    pub said: String,
}

/// Compiles sources with the OTP that is named, or the one that is found. As for `erlc`, a compiler may read
/// everything: sources include what they want.
pub fn compile(sources: &[PathBuf], code: &CodeArgs) -> Result<Compiled, Failure> {
    let permit = Permit { allow_read: Some(Vec::new()), ..Permit::default() };
    let otp = code.root().map(Path::to_path_buf);
    let boot = Boot { otp, seed: 0, permit, tui: false, record: None, args: Vec::new() };
    let named = sources.first().map(|source| source.display().to_string()).unwrap_or_default();
    let needed = |Failure(reason): Failure| {
        Failure::new(format!("{named}: sources are compiled by the compiler of an Erlang/OTP, but {reason}"))
    };
    let root = root(&boot).map_err(needed)?;
    let system = RuntimeSystem::of(&root).map_err(|error| needed(error.into()))?;
    let args = line::read(&command_line(sources, code), |_| None)?;
    let program = program(&boot, &root, system, args)?;
    let mut machine = program.machine()?;
    let host = Host::new(boot.permit.permissions(Vec::new(), Vec::new()))?;
    let said = run(&mut machine, &mut Inputs::new(Box::new(Shared::detached(host))));
    let names = || sources.iter().map(|source| source.display().to_string()).collect::<Vec<_>>().join(", ");
    match (&machine.system().outcome, results(&machine)) {
        (Some(Outcome::Halted(Halt::Status(0))), Some(images)) => Ok(Compiled { images, said }),
        _ => Err(Failure::new(format!("{} cannot be compiled:\n{}", names(), plain(said.trim_end())))),
    }
}

/// The line with which `erl` is called. The sources come last, as they are.
fn command_line(sources: &[PathBuf], code: &CodeArgs) -> Vec<OsString> {
    let mut line = words("-noinput -boot no_dot_erlang");
    for folder in &code.pa {
        line.extend(["-pa".into(), folder.into()]);
    }
    let expression = format!(
        "Each = fun(File) -> compile:file(File, [binary, report, debug_info]) end, \
         persistent_term:put({KEY}, [Each(File) || File <- init:get_plain_arguments()]), halt()."
    );
    line.extend(["-eval".into(), expression.into(), "-extra".into()]);
    line.extend(sources.iter().map(OsString::from));
    line
}

/// Runs to the end; what was printed.
fn run(machine: &mut Machine, inputs: &mut Inputs) -> String {
    let (mut said, mut printed) = (Vec::new(), 0);
    let until = Until { instruction: u64::MAX, events: EventMask::OUTPUT, breakpoints: &[] };
    loop {
        let stop = inputs.run(machine, &until);
        let console = &machine.system().console;
        said.extend(console.since(printed).into_iter().flat_map(|(_, bytes)| bytes));
        printed = console.written();
        if !matches!(stop, Stop::Event(_)) {
            return String::from_utf8_lossy(&said).into_owned();
        }
    }
}

/// The binaries of `[{ok, Module, Binary}]` in the persistent term; `None` where something did not compile.
fn results<'a>(machine: &'a Machine) -> Option<Vec<Vec<u8>>> {
    let system = machine.system();
    let find = |parcel: &'a Parcel| {
        let view = parcel.0.view(&system.code.literals.words);
        let pair = view.tuple(parcel.1)?;
        let key = pair.get(0)?.as_atom()?;
        (system.atoms.name(key) == KEY).then_some((view, pair.get(1)?))
    };
    let (view, list) = system.shared.terms().iter().find_map(find)?;
    let image = |result| view.bits(view.tuple(result)?.get(2)?).map(|bits| bits.to_bytes());
    view.proper_list(list)?.into_iter().map(image).collect()
}

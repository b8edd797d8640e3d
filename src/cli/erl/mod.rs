//! `enigma erl`, and the tools that OTP and Elixir start in the same way: an installed OTP, booted on this machine.

pub mod application;
pub mod compile;
mod line;
mod live;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use enigma_replay::{Entry, Inputs, Noted, Program, Timeline};
use enigma_vm::machine::{Config, Halt, Machine, Outcome, Stop};
use enigma_world::host::{Host, Permissions};
use enigma_world::{clock, files, otp, places, zone};

use super::args::Boot;
use super::{Done, Failure, output, run};
use line::{Argument, Line};
use live::{Ended, Live, Shared};

/// The kernel wants to see that there is a shell before it starts (`os:internal_init_cmd_shell/1`).
const SHELLS: [&str; 2] = ["/bin/sh", "/system/bin/sh"];

/// Where the run goes that somebody aborts with a dump, unless it is recorded anyway; OTP writes `erl_crash.dump`.
const DUMP: &str = "enigma-crash.enigma";
/// What the program ends with then: OTP's emulator aborts.
const DUMPED: u8 = 134;
/// What `escript` exits with where there is no script.
const NO_SCRIPT: u8 = 127;

/// Boots an OTP with a command line as `erl` takes it.
pub fn erl(boot: &Boot) -> Done {
    let permissions = |root: &Path| boot.permit.permissions(readable(root), Vec::new());
    start(boot, &boot.args, permissions)
}

/// Compiles as `erlc` does. A compiler reads what it is given and writes beside it or where `-o` says.
pub fn erlc(boot: &Boot) -> Done {
    let mut line = words("-noinput -mode minimal -boot no_dot_erlang -s erl_compile compile_cmdline -extra");
    line.extend(boot.args.iter().filter(|arg| *arg != "-server" && *arg != "-no-server").cloned());
    let output = boot.args.iter().position(|arg| arg == "-o").and_then(|at| boot.args.get(at + 1));
    let writing = vec![output.map_or_else(|| PathBuf::from("."), PathBuf::from)];
    let mut permit = boot.permit.clone();
    permit.allow_read = Some(permit.allow_read.unwrap_or_default());
    start(boot, &line, |_| permit.permissions(Vec::new(), writing))
}

/// Runs a script as `escript` does, which may be read.
pub fn escript(boot: &Boot) -> Done {
    let is_option = |arg: &&OsString| arg.as_encoded_bytes().starts_with(b"-");
    let options: Vec<&OsString> = boot.args.iter().take_while(is_option).collect();
    let script = boot.args.get(options.len()).ok_or_else(|| Failure::new("escript: which script?"))?;
    let path = files::absolute(Path::new(script));
    let mut line = words("+B -boot no_dot_erlang -noshell");
    if !path.exists() {
        eprintln!("escript: no such file or directory: '{}'", output::plain(&script.to_string_lossy()));
        return Ok(ExitCode::from(NO_SCRIPT));
    }
    let head = String::from_utf8_lossy(&files::read(&path)?).into_owned();
    let emulator = head.lines().take(3).find_map(|line| line.strip_prefix("%%!"));
    line.extend(words(emulator.unwrap_or_default()));
    line.extend(words("-run escript start"));
    line.extend(options.iter().map(|option| option.to_string_lossy().trim_start_matches('-').into()));
    line.extend(["-extra".into(), script.clone()]);
    line.extend(boot.args.iter().skip(options.len() + 1).cloned());
    let reading = |root: &Path| readable(root).into_iter().chain([path.clone()]).collect();
    start(boot, &line, |root| boot.permit.permissions(reading(root), Vec::new()))
}

/// Runs Elixir, or its shell, as its own scripts do.
pub fn elixir(boot: &Boot, place: Option<&Path>, interactive: bool) -> Done {
    let root = root(boot)?;
    let library = otp::elixir(place, &root).ok_or_else(|| {
        Failure::new(
            "no Elixir was found: install one so that `elixir` is on the path, or name its folder: --elixir DIR",
        )
    })?;
    let mut line = words("-noshell -elixir_root");
    line.push(library.clone().into());
    line.push("-pa".into());
    line.extend(otp::applications(&library).into_iter().flatten().map(OsString::from));
    line.extend(words(match interactive {
        true if otp::is_older_elixir(&library) => "-user Elixir.IEx.CLI -extra --no-halt +iex",
        true => "-user elixir -extra --no-halt +iex",
        false => "-s elixir start_cli -extra",
    }));
    line.extend(boot.args.iter().cloned());
    let script = boot.args.iter().map(PathBuf::from).filter(|arg| arg.is_file());
    let reading: Vec<PathBuf> = readable(&root).into_iter().chain([library]).chain(script).collect();
    start(boot, &line, |_| boot.permit.permissions(reading, Vec::new()))
}

/// Words of a command line that have no blanks in them.
fn words(line: &str) -> Vec<OsString> {
    line.split_whitespace().map(OsString::from).collect()
}

/// What every booted OTP may read: itself, and the working folder, which is part of its code path.
fn readable(root: &Path) -> Vec<PathBuf> {
    SHELLS.iter().map(PathBuf::from).chain([root.to_path_buf(), PathBuf::from(".")]).collect()
}

fn root(boot: &Boot) -> Result<PathBuf, Failure> {
    let root = match &boot.otp {
        Some(root) => root.clone(),
        None => otp::root().ok_or(otp::OtpError::Missing)?,
    };
    Ok(files::absolute(&root))
}

fn start(boot: &Boot, args: &[OsString], permissions: impl FnOnce(&Path) -> Permissions) -> Done {
    let root = root(boot)?;
    let line = line::read(args, places::variable)?;
    let system = otp::RuntimeSystem::of(&root)?;
    if line.version {
        say!("Erlang (BEAM) emulator version {}, on Enigma {}", system.release.erts, env!("CARGO_PKG_VERSION"))?;
        return Ok(ExitCode::SUCCESS);
    }
    let mut host = Host::new(permissions(&root))?;
    let (hints, interrupts) = (host.hints(), host.listen());
    interrupts.watch(boot.tui || live::is_interactive());
    let (world, detached) = Shared::new(host);
    let live = Live { detached, interrupts };
    let program = Arc::new(program(boot, &root, system, line)?);
    let timeline = Timeline::unwatched(program.clone(), Inputs::new(Box::new(world)))?;
    if boot.tui {
        live.debug(timeline)?;
        return Ok(ExitCode::SUCCESS);
    }
    let (timeline, stopped) = live.run(timeline)?;
    let done = match stopped {
        Ended::Aborted => Ok(ExitCode::SUCCESS),
        Ended::Dumped => Ok(ExitCode::from(DUMPED)),
        Ended::Stopped(stop) => ended(timeline.machine(), stop),
    };
    let wanted = matches!(stopped, Ended::Dumped).then(|| PathBuf::from(DUMP));
    let (noted, end) = (timeline.noted().clone(), timeline.machine().clone());
    // The terminal is as it was before anything is said.
    drop(timeline);
    if let Some(file) = boot.record.clone().or(wanted) {
        record(&file, program, noted, &end)?;
        if let Ended::Dumped = stopped {
            eprintln!("enigma: the run up to here is in {}", output::plain(&file.to_string_lossy()));
        }
    }
    // What may not be read is not there, as for code that looks in many places; it matters where the run failed.
    let failed = !matches!(done, Ok(code) if code == ExitCode::SUCCESS);
    for hint in hints.lines(failed) {
        eprintln!("enigma: {}", output::plain(&hint));
    }
    done
}

/// Records a run that has ended with that machine.
fn record(file: &Path, program: Arc<Program>, noted: Noted, end: &Machine) -> Result<(), Failure> {
    let mut progress = output::Progress::new("recording", end.executed());
    let recording = enigma_replay::record_again(program, noted, end, &mut |at| progress.at(at))?;
    files::write(file, &recording.to_bytes()?)?;
    Ok(())
}

/// The machine's program: the modules that OTP has before it boots, and its first function.
fn program(boot: &Boot, root: &Path, system: otp::RuntimeSystem, line: Line) -> Result<Program, Failure> {
    let mut modules = Vec::new();
    for file in &system.preloaded {
        modules.push(files::read(file)?.into());
    }
    let bytes = |path: &Path| path.as_os_str().as_encoded_bytes().to_vec();
    let home = places::home().unwrap_or_else(|| "/".into());
    let (root, bin) = (bytes(root), bytes(&system.bin));
    let own: [&[u8]; 8] = [b"-root", &root, b"-bindir", &bin, b"-progname", b"erl", b"-home", &bytes(&home)];
    let guest: Vec<Argument> = own.iter().map(|arg| arg.to_vec()).chain(line.guest).collect();
    let path = [bin.clone(), [root.as_slice(), b"/bin"].concat(), places::variable("PATH").unwrap_or_default()];
    let set = [
        (b"ROOTDIR".to_vec(), root.clone()),
        (b"BINDIR".to_vec(), bin.clone()),
        (b"EMU".to_vec(), b"beam".to_vec()),
        (b"PROGNAME".to_vec(), b"erl".to_vec()),
        (b"PATH".to_vec(), path.join(b":".as_slice())),
    ];
    let environment = boot.permit.environment(set.into_iter().chain(line.variables));
    let config = Config {
        seed: boot.seed,
        limits: line.limits,
        time_origin_ns: clock::now_ns(),
        release: system.release,
        boots: true,
        zone: zone::zone(environment.get(b"TZ")),
        environment,
    };
    let guest: Vec<String> = guest.iter().map(|arg| binary(arg)).collect();
    let args = vec!["init".into(), format!("[{}]", guest.join(","))];
    let entry = Entry { module: "erl_init".into(), function: "start".into(), args };
    Ok(Program { title: "erl".into(), modules, entry, config, ..Program::default() })
}

/// A binary in Erlang's notation.
fn binary(bytes: &[u8]) -> String {
    let bytes: Vec<String> = bytes.iter().map(u8::to_string).collect();
    format!("<<{}>>", bytes.join(","))
}

/// The exit status is the one with which the system halted.
fn ended(machine: &Machine, stop: Stop) -> Done {
    match &machine.system().outcome {
        Some(Outcome::Halted(Halt::Status(status))) => Ok(ExitCode::from(*status as u8)),
        Some(Outcome::Halted(Halt::Crash(slogan))) => {
            eprintln!("enigma: {}", output::plain(&format!("the system crashed: {slogan}")));
            Ok(ExitCode::FAILURE)
        }
        _ => Err(Failure::new(enigma_replay::outcome(machine).unwrap_or_else(|| run::unfinished(machine, stop)))),
    }
}

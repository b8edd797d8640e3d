//! Real Erlang/OTPs on this machine: to compile sources, and to compare with.
//!
//! Looked for in this order: `$ENIGMA_OTP/otp-*/bin/erl`, `.otp/otp-*/bin/erl` below the working
//! folder, `erl` on the path.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use enigma_vm::machine::Release;

use crate::files::{self, FileError};

/// Why OTP did not do what was asked of it.
#[derive(Debug, thiserror::Error)]
pub enum OtpError {
    /// There is none.
    #[error(
        "no Erlang/OTP was found: install one so that `erl` is on the path, or set ENIGMA_OTP to a folder with otp-*/bin/erl"
    )]
    Missing,
    /// A folder is none.
    #[error("{root}: no Erlang/OTP is there: its folder `lib` with the applications is missing", root = root.display())]
    NoLibrary {
        /// The folder.
        root: PathBuf,
    },
    /// A folder has no runtime system.
    #[error("{root}: no Erlang/OTP is there: its runtime system (erts-*, lib/erts-*/ebin) is missing", root = root.display())]
    NoRuntime {
        /// The folder.
        root: PathBuf,
    },
    /// It cannot be started.
    #[error("{erl}: {source}", erl = erl.display())]
    Start {
        /// The program.
        erl: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A file cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
}

/// All `erl` programs that are found, the newest release first.
pub fn installed() -> Vec<PathBuf> {
    let folders = env::var_os("ENIGMA_OTP").map(PathBuf::from).into_iter().chain([PathBuf::from(".otp")]);
    let mut found: Vec<PathBuf> = Vec::new();
    for folder in folders {
        let Ok(entries) = std::fs::read_dir(&folder) else { continue };
        let mut here: Vec<PathBuf> = entries.flatten().map(|e| e.path().join("bin").join("erl")).collect();
        here.retain(|erl| erl.is_file());
        here.sort();
        here.reverse();
        found.extend(here);
    }
    let path = env::var_os("PATH").unwrap_or_default();
    found.extend(env::split_paths(&path).map(|p| p.join("erl")).find(|erl| erl.is_file()));
    found
}

/// An `erl` to work with.
pub fn find() -> Result<PathBuf, OtpError> {
    installed().into_iter().next().ok_or(OtpError::Missing)
}

/// The folder of an OTP: the one that the `erl` to work with belongs to.
pub fn root() -> Option<PathBuf> {
    root_of(&find().ok()?)
}

/// The folder of the OTP that an `erl` belongs to.
pub fn root_of(erl: &Path) -> Option<PathBuf> {
    let beside = std::fs::canonicalize(erl).ok()?.parent()?.parent().map(Path::to_path_buf);
    if let Some(root) = beside.filter(|root| root.join("lib/erlang").is_dir() || root.join("releases").is_dir()) {
        let inner = root.join("lib/erlang");
        return Some(if inner.is_dir() { inner } else { root });
    }
    // A script may start it from anywhere.
    let (said, good) = evaluate(erl, "io:format(\"~ts\", [code:root_dir()]), halt().", &[]).ok()?;
    good.then(|| PathBuf::from(said.trim()))
}

/// The runtime system of an installed OTP.
#[derive(Clone, Debug)]
pub struct RuntimeSystem {
    /// The files of the modules that are there before it boots, in the order of loading.
    pub preloaded: Vec<PathBuf>,
    /// The folder of its programs.
    pub bin: PathBuf,
    /// What it calls itself.
    pub release: Release,
}

impl RuntimeSystem {
    /// The one below an OTP's folder.
    pub fn of(root: &Path) -> Result<RuntimeSystem, OtpError> {
        let missing = || OtpError::NoRuntime { root: root.to_path_buf() };
        let bin = runtime_folder(root).ok_or_else(missing)?.join("bin");
        let code = runtime_folder(&root.join("lib")).ok_or_else(missing)?.join("ebin");
        let preloaded = files::list(&code, "beam")?;
        let release = release(root).filter(|_| !preloaded.is_empty()).ok_or_else(missing)?;
        Ok(RuntimeSystem { preloaded, bin, release })
    }
}

/// What the OTP in a folder calls itself.
pub fn release(root: &Path) -> Option<Release> {
    let erts = runtime_folder(root)?.file_name()?.to_str()?.strip_prefix("erts-")?.to_string();
    let folders = std::fs::read_dir(root.join("releases")).ok()?;
    let otp = folders.flatten().filter_map(|entry| entry.file_name().to_str()?.parse().ok()).max()?;
    Some(Release { otp, erts })
}

/// The folder `erts-VERSION` in a folder.
fn runtime_folder(folder: &Path) -> Option<PathBuf> {
    let folders = std::fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    folders.filter(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("erts-"))).max()
}

/// The folders of applications' modules in a folder; the newest version of an application first.
pub fn applications(library: &Path) -> Option<Vec<PathBuf>> {
    let entries = std::fs::read_dir(library).ok()?;
    let mut folders: Vec<PathBuf> = entries.flatten().map(|entry| entry.path().join("ebin")).collect();
    folders.retain(|folder| folder.is_dir());
    folders.sort();
    folders.reverse();
    (!folders.is_empty()).then_some(folders)
}

/// The folder of the applications of an Elixir: of the one in that folder, or else of the one beside an OTP, or the
/// one that the `elixir` on the path belongs to.
pub fn elixir(place: Option<&Path>, root: &Path) -> Option<PathBuf> {
    let on_path = || {
        let path = env::var_os("PATH")?;
        let script = env::split_paths(&path).map(|folder| folder.join("elixir")).find(|file| file.is_file())?;
        Some(std::fs::canonicalize(script).ok()?.parent()?.parent()?.to_path_buf())
    };
    let places = match place {
        Some(place) => vec![place.to_path_buf()],
        None => [Some(root.join("elixir")), on_path()].into_iter().flatten().collect(),
    };
    let libraries = places.into_iter().flat_map(|place| [place.join("lib"), place]);
    libraries.map(|library| files::absolute(&library)).find(|library| library.join("elixir/ebin/elixir.beam").is_file())
}

/// Whether that Elixir is older than 1.15, whose shell is started in another way.
pub fn is_older_elixir(library: &Path) -> bool {
    let about = files::read_text(&library.join("elixir/ebin/elixir.app")).unwrap_or_default();
    let version = about.split("{vsn,").nth(1).and_then(|rest| rest.split('"').nth(1)).unwrap_or_default();
    let mut numbers = version.split('.').map_while(|number| number.parse::<u32>().ok());
    (numbers.next(), numbers.next()) < (Some(1), Some(15))
}

/// Runs `erl -noshell` with a single scheduler, evaluating an expression; what it printed, and whether it
/// ended well.
pub fn evaluate(erl: &Path, expression: &str, args: &[&OsStr]) -> Result<(String, bool), OtpError> {
    let start = |source| OtpError::Start { erl: erl.to_path_buf(), source };
    let mut command = Command::new(erl);
    command.args(["+S", "1", "-noshell", "-eval", expression]).args(args);
    command.stdin(Stdio::null()).env("ERL_CRASH_DUMP", "/dev/null");
    let output = command.output().map_err(start)?;
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.push_str(&String::from_utf8_lossy(&output.stderr));
    Ok((text, output.status.success()))
}

//! What a PATH means: a .beam, an .erl, a folder of them, the folder of an application, or the name of a sample.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use enigma_replay::{Entry, Program};
use enigma_vm::machine::{Config, Release};
use enigma_world::library::{Library, Otp};
use enigma_world::{files, otp};

use super::args::CodeArgs;
use super::erl::compile::{Compiled, compile};
use super::output::plain;
use super::{Failure, content};

/// The file name extension of snapshots and recordings.
pub const EXTENSION: &str = "enigma";

/// The program that a path or the name of a sample stands for. What the compiler says of sources that compile is
/// printed on the standard error.
pub fn program(
    path: &str,
    entry: Option<&str>,
    args: &[String],
    seed: u64,
    code: &CodeArgs,
) -> Result<Program, Failure> {
    let (program, said) = program_and_said(path, entry, args, seed, code)?;
    warn(&said);
    Ok(program)
}

/// Prints what the compiler says, as it says it.
pub fn warn(said: &str) {
    // Where even this cannot be written, the program runs all the same.
    let _ = std::io::Write::write_all(&mut std::io::stderr(), plain(said).as_bytes());
}

/// Whether a path is compiled before it is opened.
pub fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "erl")
}

/// As [`program`], and what the compiler says.
pub fn program_and_said(
    path: &str,
    entry: Option<&str>,
    args: &[String],
    seed: u64,
    code: &CodeArgs,
) -> Result<(Program, String), Failure> {
    let (mut program, said) = match content::sample_program(path, seed)? {
        Some(sample) if !Path::new(path).exists() => (sample, String::new()),
        _ => from_files(Path::new(path), seed, code)?,
    };
    if let Some(entry) = entry {
        let (module, function) = entry
            .split_once(':')
            .ok_or_else(|| Failure::new(format!("{entry}: an entry is given as MODULE:FUNCTION")))?;
        (program.entry.module, program.entry.function) = (module.to_string(), function.to_string());
    }
    program.entry.args = args.to_vec();
    Ok((program, said))
}

/// Where the modules come from that a program calls and does not bring along: the folder of its own file, those
/// given, and an OTP.
pub fn library(path: &str, code: &CodeArgs) -> Result<Library, Failure> {
    let beside = Path::new(path).parent().filter(|_| Path::new(path).is_file()).map(Path::to_path_buf);
    let otp = match code.root() {
        Some(root) => Otp::In(root.to_path_buf()),
        None if code.otp.is_some() => Otp::None,
        None => Otp::Found,
    };
    Ok(Library::new(beside.into_iter().chain(code.pa.iter().cloned()).collect(), otp)?)
}

/// The OTP whose modules a program may call.
fn release(code: &CodeArgs) -> Option<Release> {
    match code.root() {
        Some(root) => otp::release(root),
        None if code.otp.is_some() => None,
        None => otp::release(&otp::root()?),
    }
}

fn from_files(path: &Path, seed: u64, code: &CodeArgs) -> Result<(Program, String), Failure> {
    let paths = if path.is_dir() { modules_of(path)? } else { vec![path.to_path_buf()] };
    let Compiled { images, said } = images(&paths, code)?;
    let (mut modules, mut sources, mut first) = (Vec::new(), BTreeMap::new(), None);
    for (file, image) in paths.iter().zip(images) {
        let module =
            enigma_beam::Module::parse(&image).map_err(|e| Failure::new(format!("{}: {e}", file.display())))?;
        first.get_or_insert(module.name.clone());
        if let Some((name, text)) = source_of(file, &module.name) {
            sources.insert(name, text);
        }
        modules.push(Arc::new(image));
    }
    let name = path.file_stem().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let main = paths.iter().any(|p| p.file_stem() == path.file_stem());
    let module = if main { name.clone() } else { first.unwrap_or_default() };
    let entry = Entry { module, function: "main".into(), args: Vec::new() };
    let config = Config { seed, release: release(code).unwrap_or_default(), ..Config::default() };
    Ok((Program { title: name, modules, sources, entry, config }, said))
}

/// The modules of a folder: its .beam files, or else its sources, or else the modules of the application that it is.
fn modules_of(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let ebin = folder.join("ebin");
    let application = Some((ebin.as_path(), "beam")).filter(|_| ebin.is_dir());
    for (folder, extension) in [(folder, "beam"), (folder, "erl")].into_iter().chain(application) {
        let found = files::list(folder, extension)?;
        if !found.is_empty() {
            return Ok(found);
        }
    }
    Err(Failure::new(format!("{}: no .beam and no .erl file in this folder", folder.display())))
}

/// The bytes of the .beam files: read, or compiled where they are sources.
fn images(paths: &[PathBuf], code: &CodeArgs) -> Result<Compiled, Failure> {
    let missing = |file: &Path| Failure::new(format!("{}: no such file, and no sample of that name", file.display()));
    if let Some(file) = paths.iter().find(|file| !file.exists()) {
        return Err(missing(file));
    }
    if paths.iter().all(|path| is_source(path)) {
        return compile(paths, code);
    }
    let images = paths.iter().map(|file| files::read(file)).collect::<Result<_, _>>()?;
    Ok(Compiled { images, said: String::new() })
}

/// The source beside a .beam file, or where applications have it, where it is found.
pub fn source_of(file: &Path, module: &str) -> Option<(String, String)> {
    let name = format!("{module}.erl");
    let beside = [file.with_file_name(&name), file.parent()?.join("../src").join(&name)];
    let source = beside.iter().find(|path| path.is_file())?;
    Some((name, files::read_text(source).ok()?))
}

/// A path with the extension of snapshots and recordings, added where it lacks.
pub fn with_extension(path: &Path) -> PathBuf {
    if path.extension().is_some_and(|e| e == EXTENSION) {
        return path.to_path_buf();
    }
    let mut name = path.as_os_str().to_os_string();
    name.push(".");
    name.push(EXTENSION);
    PathBuf::from(name)
}

/// Where a recording of a program goes.
pub fn recording_path(path: &str) -> PathBuf {
    let stem = Path::new(path).file_stem().map(|n| n.to_string_lossy().into_owned());
    with_extension(Path::new(&stem.unwrap_or_else(|| "recording".into())))
}

//! What the commands print.

use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use enigma_debug::steers_terminal;
use enigma_vm::machine::{Machine, Stream};
use enigma_world::clock::Stopwatch;
use enigma_world::files;

use super::{Done, Failure};

/// Text that cannot do anything to a terminal: control characters are escaped, lines stay lines.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\t' => plain.push(character),
            c if steers_terminal(c) => plain.extend(c.escape_unicode()),
            c => plain.push(c),
        }
    }
    plain
}

/// Whether a program may do anything to the terminal.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Steers {
    /// It gets the program's own bytes, as a shell's that draws on it.
    Yes,
    /// It gets only what cannot steer it.
    No,
}

/// Prints what a machine has printed since `from` bytes: output to the standard output, reports to
/// the standard error. A file or a pipe gets the program's own bytes, a terminal what the program may do to it.
pub fn console(machine: &Machine, from: &mut u64, steers: Steers) -> Result<(), Failure> {
    for (stream, bytes) in machine.system().console.since(*from) {
        match stream {
            Stream::Output => pass_on(std::io::stdout(), bytes, steers)?,
            Stream::Report => pass_on(std::io::stderr(), bytes, steers)?,
        }
    }
    std::io::stdout().flush()?;
    *from = machine.system().console.written();
    Ok(())
}

fn pass_on(mut to: impl Write + IsTerminal, bytes: &[u8], steers: Steers) -> std::io::Result<()> {
    if steers == Steers::No && to.is_terminal() {
        to.write_all(plain(&String::from_utf8_lossy(bytes).replace("\r\n", "\n")).as_bytes())
    } else {
        to.write_all(bytes)
    }
}

/// How far something is, on the terminal of the standard error, where that is one and it takes long.
pub struct Progress {
    what: &'static str,
    end: u64,
    watch: Stopwatch,
    shown: Option<u64>,
}

/// What is done sooner is not worth a word.
const PATIENCE: Duration = Duration::from_millis(700);

impl Progress {
    /// Of something that goes up to a number.
    pub fn new(what: &'static str, end: u64) -> Progress {
        Progress { what, end, watch: Stopwatch::start(), shown: None }
    }

    /// It has come to a number.
    pub fn at(&mut self, n: u64) {
        let percent = (u128::from(n) * 100 / u128::from(self.end.max(1))) as u64;
        let mut out = std::io::stderr();
        if self.shown != Some(percent) && self.watch.elapsed() >= PATIENCE && out.is_terminal() {
            self.shown = Some(percent);
            // It is no loss.
            let _ = write!(out, "\r{}: {percent}%", self.what).and_then(|()| out.flush());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = write!(std::io::stderr(), "\r{}\r", " ".repeat(self.what.len() + 6));
        }
    }
}

/// `enigma disasm`.
pub fn disassemble(file: &Path, json: bool) -> Done {
    let module = enigma_beam::Module::parse(&files::read(file)?);
    let module = module.map_err(|e| Failure::new(format!("{}: {e}", file.display())))?;
    let listing = enigma_beam::disassemble(&module, enigma_beam::Style::Assembly);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if json {
        serde_json::to_writer(&mut out, &listing)?;
        writeln!(out)?;
    } else {
        write!(out, "{listing}")?;
    }
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

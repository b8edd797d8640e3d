//! The command line of an emulator, as `erl` reads it (OTP's `erlexec.c`): what is for the guest's `init`, and what is
//! for the emulator itself.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use enigma_vm::Limits;
use enigma_world::files;

use super::Failure;

/// An argument as the operating system has it.
pub type Argument = Vec<u8>;

/// A command line that has been read.
#[derive(Debug, Default)]
pub struct Line {
    /// What the guest's `init` gets.
    pub guest: Vec<Argument>,
    /// Variables that are to be set (`-env NAME VALUE`).
    pub variables: Vec<(Argument, Argument)>,
    /// What the machine may use up.
    pub limits: Limits,
    /// Whether only the version is asked for (`-version`, `+V`).
    pub version: bool,
}

/// The most files of arguments (`-args_file`), one within the other.
const MOST_FILES: usize = 16;

/// Flags of the emulator whose value is the next argument.
const WITH_VALUE: &[&str] = &[
    "A", "C", "IOPp", "IOPt", "IOp", "IOs", "IOt", "K", "P", "Q", "R", "S", "SDPcpu", "SDcpu", "SDio", "SP", "T", "W",
    "a", "e", "h", "hmax", "hmaxel", "hmaxk", "hmbs", "hmqd", "hms", "hpds", "i", "n", "pc", "rg", "sbt", "sbwt",
    "sbwtdcpu", "sbwtdio", "scl", "sct", "secio", "sfwi", "spp", "sss", "sssdcpu", "sssdio", "stbt", "sub", "swct",
    "sws", "swt", "swtdcpu", "swtdio", "t", "zdbbl", "zdntgc", "zebwt", "zosrl",
];

/// The first letters of all flags of the emulator.
const LETTERS: &str = "ABCDFIJKLMPQRSTVWacdehilmnprstvz";

/// The bounds of OTP's `+P`.
const PROCESSES: std::ops::RangeInclusive<usize> = 1024..=134_217_727;
/// The bounds of OTP's `+t`, up to what a machine here may have.
const ATOMS: std::ops::RangeInclusive<usize> = 8192..=1 << 26;

/// Reads a command line and what variables add to it.
pub fn read(args: &[OsString], variable: impl Fn(&str) -> Option<Argument>) -> Result<Line, Failure> {
    let mut parts = Parts::default();
    let args: Vec<Argument> = args.iter().map(|arg| arg.as_encoded_bytes().to_vec()).collect();
    for flags in ["ERL_AFLAGS", "", "ERL_FLAGS", "ERL_ZFLAGS"] {
        let words = if flags.is_empty() { args.clone() } else { variable(flags).map_or(Vec::new(), |v| words(&v)) };
        parts.add(words, 0)?;
    }
    let mut line = Line::default();
    let mut rest = parts.plain.into_iter();
    while let Some(argument) = rest.next() {
        line.argument(argument, &mut rest)?;
    }
    if !parts.extra.is_empty() {
        line.guest.push(b"-extra".to_vec());
        line.guest.extend(parts.extra);
    }
    Ok(line)
}

/// Arguments, and those behind `-extra`, which ends with the source that it stands in.
#[derive(Default)]
struct Parts {
    plain: Vec<Argument>,
    extra: Vec<Argument>,
}

impl Parts {
    fn add(&mut self, words: Vec<Argument>, files: usize) -> Result<(), Failure> {
        let mut words = words.into_iter();
        while let Some(word) = words.next() {
            match word.as_slice() {
                b"-extra" => self.extra.extend(words.by_ref()),
                b"-args_file" => {
                    let name = words.next().ok_or_else(|| missing(&word))?;
                    if files == MOST_FILES {
                        return Err(Failure::new(format!(
                            "{}: files of arguments within files of arguments",
                            text(&name)
                        )));
                    }
                    let file = files::read(&path(&name)?)?;
                    self.add(self::words(&file), files + 1)?;
                }
                _ => self.plain.push(word),
            }
        }
        Ok(())
    }
}

impl Line {
    fn argument(&mut self, argument: Argument, rest: &mut impl Iterator<Item = Argument>) -> Result<(), Failure> {
        let mut next = || rest.next().ok_or_else(|| missing(&argument));
        match argument.as_slice() {
            b"-env" => self.variables.push((next()?, next()?)),
            b"-noinput" => self.guest.extend([b"-noshell".to_vec(), argument]),
            b"-version" | b"+V" => self.version = true,
            // There is one scheduler, and one kind of emulator.
            b"-smp" | b"-emu_type" | b"-emu_flavor" => drop(next()?),
            b"-emu_args" => {}
            b"-detached" | b"-man" => return Err(refused(&argument)),
            [b'+', flag @ ..] => self.flag(flag, next)?,
            _ => self.guest.push(argument),
        }
        Ok(())
    }

    /// A flag of the emulator. Most tune what is not here to be tuned: threads, memory, the way of waiting.
    fn flag(&mut self, flag: &[u8], next: impl FnOnce() -> Result<Argument, Failure>) -> Result<(), Failure> {
        let name = String::from_utf8_lossy(flag);
        if !name.starts_with(|letter| LETTERS.contains(letter)) {
            return Err(Failure::new(format!("+{name}: no such flag of an emulator")));
        }
        if !WITH_VALUE.contains(&&*name) && !name.starts_with('J') && !name.starts_with('M') {
            return Ok(());
        }
        let value = next()?;
        let number = |bounds: std::ops::RangeInclusive<usize>| {
            let number = text(&value).parse().ok().filter(|number| bounds.contains(number));
            let (least, most) = (bounds.start(), bounds.end());
            number.ok_or_else(|| Failure::new(format!("+{name} {}: it takes {least} to {most}", text(&value))))
        };
        match &*name {
            "P" => self.limits.processes = number(PROCESSES)?,
            "t" => self.limits.atoms = number(ATOMS)?,
            _ => {}
        }
        Ok(())
    }
}

fn text(argument: &[u8]) -> String {
    String::from_utf8_lossy(argument).into_owned()
}

fn missing(argument: &[u8]) -> Failure {
    Failure::new(format!("{}: its value is missing", text(argument)))
}

fn refused(argument: &[u8]) -> Failure {
    Failure::new(format!("{}: this machine does not do that", text(argument)))
}

fn path(name: &[u8]) -> Result<PathBuf, Failure> {
    let name = std::str::from_utf8(name).map_err(|_| Failure::new(format!("{}: no name of a file", text(name))))?;
    Ok(Path::new(name).to_path_buf())
}

/// The words of a text: quotes keep blanks within a word, `\` takes the next character as it is, `#` at the begin of
/// a word begins a comment.
fn words(text: &[u8]) -> Vec<Argument> {
    let (mut words, mut word, mut quote) = (Vec::new(), None::<Argument>, None);
    let mut bytes = text.iter().copied();
    while let Some(byte) = bytes.next() {
        match (byte, quote) {
            (b'\\', None | Some(b'"')) => word.get_or_insert_default().extend(bytes.next()),
            (b'"' | b'\'', None) => {
                quote = Some(byte);
                word.get_or_insert_default();
            }
            (_, Some(open)) if open == byte => quote = None,
            (b'#', None) if word.is_none() => while bytes.next().is_some_and(|byte| byte != b'\n') {},
            (_, None) if byte.is_ascii_whitespace() => words.extend(word.take()),
            _ => word.get_or_insert_default().push(byte),
        }
    }
    words.extend(word);
    words
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn line(args: &[&str], variables: &[(&str, &str)]) -> Result<Line, Failure> {
        let args: Vec<OsString> = args.iter().map(OsString::from).collect();
        read(&args, |name| variables.iter().find(|v| v.0 == name).map(|v| v.1.as_bytes().to_vec()))
    }

    fn guest(args: &[&str], variables: &[(&str, &str)]) -> String {
        line(args, variables).unwrap().guest.iter().map(|arg| text(arg)).collect::<Vec<_>>().join("|")
    }

    #[test]
    fn what_is_for_the_emulator_does_not_reach_the_guest() {
        assert_eq!(guest(&["+A", "5", "-noshell", "+sbtu", "+S", "2:2", "+Bi", "-s", "m"], &[]), "-noshell|-s|m");
        assert_eq!(
            guest(&["-smp", "auto", "-noinput", "+hms", "233", "a", "+JPperf", "true"], &[]),
            "-noshell|-noinput|a"
        );
        let line = line(&["+P", "2048", "+t", "10000", "-env", "A", "b c", "-version"], &[]).unwrap();
        assert_eq!((line.limits.processes, line.limits.atoms, line.version), (2048, 10_000, true));
        assert_eq!(line.variables, [(b"A".to_vec(), b"b c".to_vec())]);
    }

    #[test]
    fn variables_add_flags_and_what_is_extra_stays_at_the_end() {
        let variables = [("ERL_AFLAGS", "-a \"b c\""), ("ERL_FLAGS", "-d -extra x"), ("ERL_ZFLAGS", "-e 'f  g'\\ h")];
        assert_eq!(guest(&["-m", "-extra", "+P", "y"], &variables), "-a|b c|-m|-d|-e|f  g h|-extra|+P|y|x");
    }

    #[test]
    fn files_of_arguments_are_read_where_they_stand() {
        let folder = tempfile::tempdir().unwrap();
        let name = |file: &str| folder.path().join(file).display().to_string();
        std::fs::write(name("inner"), "-c # not this\n\n'#d'").unwrap();
        std::fs::write(name("outer"), format!("-a -args_file {} -b -extra z", name("inner"))).unwrap();
        assert_eq!(guest(&["-x", "-args_file", &name("outer"), "-y"], &[]), "-x|-a|-c|#d|-b|-y|-extra|z");
        std::fs::write(name("itself"), format!("-args_file {}", name("itself"))).unwrap();
        assert!(line(&["-args_file", &name("itself")], &[]).is_err());
        assert!(line(&["-args_file", &name("missing")], &[]).is_err());
    }

    #[test]
    fn what_cannot_be_done_is_said() {
        for args in [&["+P"][..], &["+P", "7"], &["+t", "x"], &["+\u{e4}"], &["+"], &["-env", "A"], &["-detached"]] {
            assert!(line(args, &[]).is_err(), "{args:?}");
        }
    }
}

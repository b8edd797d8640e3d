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

/// What a flag of the emulator takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Takes {
    /// Nothing; what hangs on it is nobody's business.
    Nothing,
    /// A value, which hangs on it or is the next argument.
    Value,
    /// One of some values, which hangs on it or is the next argument.
    One(&'static [&'static str]),
    /// One of some values, which hangs on it, or none.
    Hanging(&'static [&'static str]),
    /// One of some values, which is the next argument where that is one of them, or none.
    Maybe(&'static [&'static str]),
    /// A number, which hangs on it or is the next argument.
    Number,
}

/// Which letters may hang on `+fn`.
const NAMES: &[&str] = &["a", "l", "u", "aw", "ai", "ae", "lw", "li", "le", "uw", "ui", "ue"];
const WARPS: &[&str] = &["no_time_warp", "single_time_warp", "multi_time_warp"];

/// The flags of the emulator (`erl_init.c`); the longest that an argument begins with is the one it is.
const FLAGS: &[(&str, Takes)] = &[
    ("A", Takes::Value),
    ("B", Takes::Hanging(&["c", "d", "i"])),
    ("C", Takes::One(WARPS)),
    ("D", Takes::Hanging(&[])),
    ("IOPp", Takes::Value),
    ("IOPt", Takes::Value),
    ("IOp", Takes::Value),
    ("IOs", Takes::Value),
    ("IOt", Takes::Value),
    ("JD", Takes::Value),
    ("JM", Takes::Value),
    ("JP", Takes::Value),
    ("K", Takes::Value),
    ("L", Takes::Nothing),
    ("M", Takes::Value),
    ("P", Takes::Value),
    ("Q", Takes::Value),
    ("R", Takes::Number),
    ("S", Takes::Value),
    ("SDPcpu", Takes::Value),
    ("SDcpu", Takes::Value),
    ("SDio", Takes::Value),
    ("SP", Takes::Value),
    ("T", Takes::Value),
    ("V", Takes::Nothing),
    ("W", Takes::One(&["e", "i", "w"])),
    ("a", Takes::Number),
    ("c", Takes::Maybe(&["true", "false"])),
    ("d", Takes::Nothing),
    ("e", Takes::Value),
    ("fn", Takes::Hanging(NAMES)),
    ("h", Takes::Number),
    ("hmax", Takes::Value),
    ("hmaxel", Takes::Value),
    ("hmaxib", Takes::Value),
    ("hmaxk", Takes::Value),
    ("hmbs", Takes::Number),
    ("hmqd", Takes::One(&["off_heap", "on_heap"])),
    ("hms", Takes::Number),
    ("hpds", Takes::Number),
    ("i", Takes::Value),
    ("n", Takes::One(&["a", "d", "s"])),
    ("pc", Takes::One(&["latin1", "unicode"])),
    ("r", Takes::Nothing),
    ("rg", Takes::Number),
    ("sbt", Takes::Value),
    ("sbwt", Takes::Value),
    ("sbwtdcpu", Takes::Value),
    ("sbwtdio", Takes::Value),
    ("scl", Takes::One(&["true", "false"])),
    ("sct", Takes::Value),
    ("secio", Takes::Value),
    ("sfwi", Takes::Value),
    ("spp", Takes::One(&["true", "false"])),
    ("ssrct", Takes::Nothing),
    ("sss", Takes::Number),
    ("sssdcpu", Takes::Number),
    ("sssdio", Takes::Number),
    ("stbt", Takes::Value),
    ("sub", Takes::One(&["true", "false"])),
    ("swct", Takes::Value),
    ("sws", Takes::One(&["default", "legacy"])),
    ("swt", Takes::Value),
    ("swtdcpu", Takes::Value),
    ("swtdio", Takes::Value),
    ("t", Takes::Value),
    ("v", Takes::Nothing),
    ("zdbbl", Takes::Number),
    ("zdntgc", Takes::Number),
    ("zebwt", Takes::Value),
    ("zosrl", Takes::Value),
];

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
    let mut rest = parts.plain.into_iter().peekable();
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
    fn argument(&mut self, argument: Argument, rest: &mut Rest) -> Result<(), Failure> {
        if let [b'+', flag @ ..] = argument.as_slice()
            && flag != b"V"
        {
            return self.flag(flag, rest);
        }
        let mut next = || rest.next().ok_or_else(|| missing(&argument));
        match argument.as_slice() {
            b"-env" => self.variables.push((next()?, next()?)),
            b"-noinput" => self.guest.extend([b"-noshell".to_vec(), argument]),
            b"-version" | b"+V" => self.version = true,
            // There is one scheduler, and one kind of emulator.
            b"-smp" | b"-emu_type" | b"-emu_flavor" => drop(next()?),
            b"-emu_args" => {}
            b"-detached" | b"-man" => return Err(refused(&argument)),
            _ => self.guest.push(argument),
        }
        Ok(())
    }

    /// A flag of the emulator. Most tune what is not here to be tuned: threads, memory, the way of waiting.
    fn flag(&mut self, flag: &[u8], rest: &mut Rest) -> Result<(), Failure> {
        let flag = text(flag);
        let known = FLAGS.iter().filter(|(name, _)| flag.starts_with(name)).max_by_key(|(name, _)| name.len());
        let Some((name, takes)) = known else {
            return Err(Failure::new(format!("+{flag}: no such flag of an emulator")));
        };
        let hanging = Some(flag[name.len()..].to_string()).filter(|hanging| !hanging.is_empty());
        // A flag of these two may have a name of several letters, which is not looked at, and its value behind that.
        let hanging = hanging.filter(|_| !name.starts_with(['J', 'M']));
        let hangs = hanging.is_some();
        let wrong = |value: &str| Failure::new(format!("+{name}: {value} is nothing that it takes"));
        let mut value = || match &hanging {
            Some(value) => Ok(value.clone()),
            None => rest.next().map(|value| text(&value)).ok_or_else(|| missing(format!("+{name}").as_bytes())),
        };
        let bounds = |value: &str, bounds: std::ops::RangeInclusive<usize>| {
            let number = value.parse().ok().filter(|number| bounds.contains(number));
            let (least, most) = (bounds.start(), bounds.end());
            number.ok_or_else(|| Failure::new(format!("+{name} {value}: it takes {least} to {most}")))
        };
        match (*takes, *name) {
            (_, "P") => self.limits.processes = bounds(&value()?, PROCESSES)?,
            (_, "t") => self.limits.atoms = bounds(&value()?, ATOMS)?,
            (Takes::Value, _) => drop(value()?),
            (Takes::Number, _) => drop(bounds(&value()?, 0..=usize::MAX)?),
            (Takes::Maybe(values), _) if !hangs => drop(rest.next_if(|value| values.contains(&&*text(value)))),
            (Takes::Hanging(_), _) if !hangs => {}
            (Takes::One(values) | Takes::Hanging(values) | Takes::Maybe(values), _) => {
                let value = value()?;
                values.contains(&&*value).then_some(()).ok_or_else(|| wrong(&value))?;
            }
            (Takes::Nothing, _) => {}
        }
        Ok(())
    }
}

/// Arguments that have not been read.
type Rest = std::iter::Peekable<std::vec::IntoIter<Argument>>;

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
        // As `erl` refuses them.
        for flag in
            ["+Bxx", "+Bz", "+sq", "+zq", "+z", "+hx", "+h", "+m", "+F", "+Fx", "+Wx", "+cx", "+D1", "+IOx", "+JX"]
                .into_iter()
                .chain([
                    "+l", "+p", "+pcx", "+x", "+b", "+G", "+rgx", "+aa", "+n", "+nx", "+fnx", "+f", "+fnuz", "+R",
                    "+Cx",
                ])
        {
            assert!(line(&[flag], &[]).is_err(), "{flag}");
        }
        for flag in
            ["+B", "+Bi", "+sbtu", "+sbwtnone", "+h233", "+A5", "+Ww", "+c", "+d", "+dx", "+rx", "+Lx", "+fnue", "+nd"]
        {
            assert_eq!(guest(&[flag, "-noshell"], &[]), "-noshell", "{flag}");
        }
        assert_eq!(guest(&["+c", "true", "+c", "x"], &[]), "x");
    }
}

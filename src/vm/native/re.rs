//! The native functions of `re` (OTP 29's `erl_bif_re.c`, and of its `re.erl` what `run/3` leaves to Erlang code:
//! searches for all matches and text that is no binary).
//!
//! A compiled pattern is a binary of the pattern and its options ([`encoded`]), which is compiled again when it is
//! used: so it is a plain value, and one made by hand does no harm.

use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::iodata;
use crate::native::process::because;
use crate::native::{Native, NativeFn, NativeResult};
use crate::re::{self, Newline, Options, Program};
use crate::term::Term;

mod capture;
mod option;
mod run;

use option::Given;

const fn pure(name: &'static str, arity: u32, run: NativeFn) -> Native {
    Native::new("re", name, arity, run, true)
}

pub(super) const TABLE: &[Native] = &[
    pure("compile", 1, |c, a| compile(c, a[0], Term::NIL)),
    pure("compile", 2, |c, a| compile(c, a[0], a[1])),
    pure("import", 1, import),
    pure("inspect", 2, inspect),
    pure("internal_run", 4, |c, a| match a[3].as_bool() {
        Some(first) => run::run(c, a[0], a[1], a[2], first),
        None => Err(Fail::badarg()),
    }),
    pure("run", 2, |c, a| run::run(c, a[0], a[1], Term::NIL, true)),
    pure("run", 3, |c, a| run::run(c, a[0], a[1], a[2], true)),
    pure("version", 0, |c, _| Ok(c.p.block.binary(re::version(c.sys.release.otp).as_bytes())?)),
];

fn is_binary(c: &Ctx<'_>, term: Term) -> bool {
    c.view().bits(term).is_some_and(|bits| bits.size.is_multiple_of(8))
}

/// Whether a term is a bitstring, of whole bytes or not.
fn is_bits(c: &Ctx<'_>, term: Term) -> bool {
    c.view().bits(term).is_some()
}

/// Text as UTF-8; a term that is no binary where it is no text.
fn utf8(c: &mut Ctx<'_>, text: Term) -> NativeResult {
    super::unicode::characters_to_binary(c, &[text, Term::atom(crate::atom::am::UTF8)])
}

/// The bytes of a pattern or subject.
fn bytes(c: &Ctx<'_>, term: Term) -> Result<Vec<u8>, Fail> {
    Ok(iodata::bytes(c.view(), term)?)
}

fn compile(c: &mut Ctx<'_>, pattern: Term, options: Term) -> NativeResult {
    let Some(given) = option::read(c, options, true).filter(|given| !given.runs) else {
        return Err(because(c, "badopt"));
    };
    let pattern = if given.compile.utf && !is_bits(c, pattern) { utf8(c, pattern)? } else { pattern };
    let source = bytes(c, pattern)?;
    let ok = c.atom("ok")?;
    match re::compile(&source, given.compile) {
        Ok(_) if given.export => {
            let exported = export(c, &source, options, &given)?;
            Ok(c.p.block.tuple(&[ok, exported])?)
        }
        Ok(program) => {
            let compiled = compiled(c, &source, &program, &given.compile)?;
            Ok(c.p.block.tuple(&[ok, compiled])?)
        }
        Err(wrong) => {
            let wrong = wrong_pattern(c, &wrong)?;
            let error = c.atom("error")?;
            Ok(c.p.block.tuple(&[error, wrong])?)
        }
    }
}

/// What is wrong with a pattern, as a text and a place.
fn wrong_pattern(c: &mut Ctx<'_>, wrong: &re::Wrong) -> NativeResult {
    let text = super::text::string(c, wrong.what)?;
    Ok(c.p.block.tuple(&[text, Term::size(wrong.at)])?)
}

/// A compiled pattern as a term.
fn compiled(c: &mut Ctx<'_>, source: &[u8], program: &Program, options: &Options) -> NativeResult {
    let tag = c.atom("re_pattern")?;
    let newline = program.options.newline();
    let crlf = matches!(newline, Newline::Any | Newline::CrLf | Newline::AnyCrLf);
    let data = c.p.block.binary(&encoded(source, options))?;
    let flag = |flag: bool| Term::size(usize::from(flag));
    let groups = Term::size(program.groups as usize);
    Ok(c.p.block.tuple(&[tag, groups, flag(options.utf), flag(crlf), data])?)
}

const HEADER: &[u8; 14] = b"re-PCRE2enigma";

fn export(c: &mut Ctx<'_>, source: &[u8], options: Term, given: &Given) -> NativeResult {
    let tag = c.atom("re_exported_pattern")?;
    let header = c.p.block.binary(HEADER)?;
    let pattern = c.p.block.binary(source)?;
    let data = c.p.block.binary(&encoded(source, &given.compile))?;
    Ok(c.p.block.tuple(&[tag, header, pattern, options, data])?)
}

/// A pattern that was exported, here or elsewhere: what counts is its text.
fn import(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let Some([tag, header, pattern, options, data]) = tuple(c, a[0]) else { return Err(Fail::badarg()) };
    let tagged = tag.as_atom().is_some_and(|tag| c.sys.atoms.name(tag) == "re_exported_pattern");
    if !tagged || ![header, pattern, data].into_iter().all(|term| is_binary(c, term)) {
        return Err(Fail::badarg());
    }
    let header = bytes(c, header)?;
    if header.len() != HEADER.len() || !header.starts_with(&HEADER[..8]) {
        return Err(Fail::badarg());
    }
    let given = option::read(c, options, true).filter(|given| !given.runs).ok_or(Fail::badarg())?;
    let source = bytes(c, pattern)?;
    let program = re::compile(&source, given.compile).map_err(|_| Fail::badarg())?;
    compiled(c, &source, &program, &given.compile)
}

fn tuple(c: &Ctx<'_>, term: Term) -> Option<[Term; 5]> {
    c.view().tuple(term)?.to_vec().try_into().ok()
}

/// The tag that the binary of a compiled pattern begins with.
const TAG: &[u8; 4] = b"ERE1";

type Flag = (fn(&Options) -> bool, fn(&mut Options));

/// The options that are there or not, in order of their bits in the binary.
const FLAGS: [Flag; 17] = [
    (|o| o.utf, |o| o.utf = true),
    (|o| o.ucp, |o| o.ucp = true),
    (|o| o.anchored, |o| o.anchored = true),
    (|o| o.dollar_endonly, |o| o.dollar_endonly = true),
    (|o| o.firstline, |o| o.firstline = true),
    (|o| o.no_start_optimize, |o| o.no_start_optimize = true),
    (|o| o.never_utf, |o| o.never_utf = true),
    (|o| o.inner.caseless, |o| o.inner.caseless = true),
    (|o| o.inner.dotall, |o| o.inner.dotall = true),
    (|o| o.inner.dupnames, |o| o.inner.dupnames = true),
    (|o| o.inner.extended, |o| o.inner.extended = true),
    (|o| o.inner.multiline, |o| o.inner.multiline = true),
    (|o| o.inner.no_auto_capture, |o| o.inner.no_auto_capture = true),
    (|o| o.inner.ungreedy, |o| o.inner.ungreedy = true),
    (|o| o.bsr_anycrlf.is_some(), |o| o.bsr_anycrlf = Some(o.bsr_anycrlf.unwrap_or(false))),
    (|o| o.bsr_anycrlf == Some(true), |o| o.bsr_anycrlf = Some(true)),
    (|o| o.old, |o| o.old = true),
];

/// What ends lines, by the number that stands for it in the binary.
const NEWLINES: [Option<Newline>; 7] = [
    None,
    Some(Newline::Cr),
    Some(Newline::Lf),
    Some(Newline::CrLf),
    Some(Newline::Nul),
    Some(Newline::Any),
    Some(Newline::AnyCrLf),
];

/// The binary of a compiled pattern: a tag, the options, the pattern.
fn encoded(source: &[u8], options: &Options) -> Vec<u8> {
    let set = FLAGS.iter().enumerate().filter(|(_, (is, _))| is(options));
    let flags = set.fold(0u32, |flags, (bit, _)| flags | 1 << bit);
    let newline = NEWLINES.iter().position(|newline| *newline == options.newline).unwrap_or(0);
    let mut bytes = TAG.to_vec();
    bytes.extend_from_slice(&flags.to_le_bytes());
    bytes.push(newline as u8);
    bytes.extend_from_slice(source);
    bytes
}

/// The pattern and options of such a binary, if it is one.
fn decoded(bytes: &[u8]) -> Option<(Options, &[u8])> {
    let rest = bytes.strip_prefix(TAG)?;
    let (flags, rest) = rest.split_first_chunk::<4>()?;
    let flags = u32::from_le_bytes(*flags);
    let (newline, source) = rest.split_first()?;
    let mut options = Options { newline: *NEWLINES.get(usize::from(*newline))?, ..Options::default() };
    for (_, (_, set)) in FLAGS.iter().enumerate().filter(|(bit, _)| flags >> bit & 1 == 1) {
        set(&mut options);
    }
    Some((options, source))
}

/// The program of a compiled pattern.
fn program_of(c: &Ctx<'_>, pattern: Term) -> Result<(Program, bool), Fail> {
    let Some([tag, groups, unicode, crlf, data]) = tuple(c, pattern) else { return Err(Fail::badarg()) };
    let tagged = tag.as_atom().is_some_and(|tag| c.sys.atoms.name(tag) == "re_pattern");
    if !tagged || [groups, unicode, crlf].into_iter().any(|term| term.as_small().is_none()) {
        return Err(Fail::badarg());
    }
    let bits = c.view().bits(data).filter(|bits| bits.size.is_multiple_of(8)).ok_or(Fail::badarg())?;
    let bytes = bits.contiguous();
    let (options, source) = decoded(&bytes).ok_or(Fail::badarg())?;
    let program = re::compile(source, options).map_err(|_| Fail::badarg())?;
    Ok((program, unicode.as_small() != Some(0)))
}

/// The names of groups, each once if that is how the pattern was compiled.
fn names(program: &Program) -> Vec<&[u8]> {
    let mut names: Vec<&[u8]> = program.names.iter().map(|entry| entry.0.as_slice()).collect();
    if program.options.inner.dupnames {
        names.dedup();
    }
    names
}

fn inspect(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let (program, _) = program_of(c, a[0])?;
    if a[1].as_atom().is_none_or(|item| c.sys.atoms.name(item) != "namelist") {
        return Err(Fail::badarg());
    }
    let mut list = Vec::new();
    for name in names(&program) {
        list.push(c.p.block.binary(name)?);
    }
    let list = c.p.block.list(&list)?;
    Ok(c.p.block.tuple(&[a[1], list])?)
}

/// Takes what a search took out of the process's slice.
fn charge(c: &mut Ctx<'_>, work: u64) {
    /// How much work is a reduction.
    const WORK: u64 = 100;
    super::charge(c, i64::try_from(work / WORK).unwrap_or(i64::MAX));
}

//! `re:run/2,3` and `re:internal_run/4`: one match, or all of them.

use super::capture::{Form, Part, Wanted, Which};
use super::option::{self, Given};
use super::{bytes, charge, is_bits, program_of, tuple, utf8, wrong_pattern};
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::NativeResult;
use crate::native::process::because;
use crate::re::{self, How, MOST_WORK, Matcher, Program, Stop};
use crate::term::Term;

/// What a search comes to.
enum Found {
    /// No match.
    None,
    /// One match.
    One(Vec<(u32, u32)>),
    /// It was stopped, for that reason.
    Stopped(&'static str),
}

/// Runs a pattern; `first` if the subject is not known to be text.
pub(super) fn run(c: &mut Ctx<'_>, subject: Term, pattern: Term, options: Term, first: bool) -> NativeResult {
    let Some(given) = option::read(c, options, false) else { return Err(because(c, "badopt")) };
    let as_list = given.capture.and_then(|capture| capture.1).is_some_and(|kind| is_atom(c, kind, "list"));
    let compiled = tuple(c, pattern).is_some();
    if !compiled && !is_bits(c, pattern) && !pattern.is_list() && !pattern.is_nil() {
        return Err(Fail::badarg());
    }
    let (program, unicode, text) = if compiled {
        if given.compiles {
            return Err(Fail::badarg());
        }
        let (program, unicode) = program_of(c, pattern)?;
        (Ok(program), unicode, unicode && (!is_bits(c, subject) || as_list && !given.global))
    } else {
        let text = given.compile.utf && (!is_bits(c, pattern) || !is_bits(c, subject) || as_list && !given.global);
        let pattern = if text && !is_bits(c, pattern) { utf8(c, pattern)? } else { pattern };
        let source = bytes(c, pattern)?;
        (re::compile(&source, given.compile), given.compile.utf, text)
    };
    let subject = if text { utf8(c, subject)? } else { subject };
    let program = match program {
        Ok(program) => program,
        Err(wrong) if given.report_errors => {
            let (error, tag) = (c.atom("error")?, c.atom("compile")?);
            let wrong = wrong_pattern(c, &wrong)?;
            let wrong = c.p.block.tuple(&[tag, wrong])?;
            return Ok(c.p.block.tuple(&[error, wrong])?);
        }
        Err(_) => return Err(Fail::badarg()),
    };
    if given.global {
        return all(c, subject, &program, &given, unicode);
    }
    if compiled {
        check_lines(&program, &given)?;
    }
    one(c, subject, &program, &given, first, text && as_list)
}

fn is_atom(c: &Ctx<'_>, term: Term, name: &str) -> bool {
    term.as_atom().is_some_and(|atom| c.sys.atoms.name(atom) == name)
}

/// What ends lines cannot be changed once a pattern is compiled.
fn check_lines(program: &Program, given: &Given) -> Result<(), Fail> {
    let newline = given.compile.newline.is_none_or(|newline| newline == program.options.newline());
    let bsr = given.compile.bsr_anycrlf.is_none_or(|bsr| bsr == program.options.bsr_anycrlf.unwrap_or(false));
    if newline && bsr { Ok(()) } else { Err(Fail::badarg()) }
}

fn one(c: &mut Ctx<'_>, subject: Term, program: &Program, given: &Given, first: bool, text: bool) -> NativeResult {
    let mut wanted = match given.capture {
        Some((values, kind)) => Wanted::read(c, program, values, kind)?,
        None => Wanted::all(),
    };
    if text && wanted.form == Form::List {
        wanted.form = Form::Text;
    }
    let flat = flat(c, subject)?;
    let floor = checked(program, &flat, given.how.offset, first)?;
    let mut work = 0;
    let found = search(program, &flat, given.how, floor, &mut work);
    charge(c, work);
    match found? {
        Found::None => c.atom("nomatch"),
        Found::Stopped(reason) if given.report_errors && !reason.is_empty() => stopped(c, reason),
        Found::Stopped(_) => c.atom("nomatch"),
        Found::One(_) if wanted.form == Form::Nothing => c.atom("match"),
        Found::One(found) => {
            let parts = wanted.parts(&found);
            let list = wanted.terms(c, subject, &flat, &parts)?;
            let tag = c.atom("match")?;
            Ok(c.p.block.tuple(&[tag, list])?)
        }
    }
}

fn stopped(c: &mut Ctx<'_>, reason: &str) -> NativeResult {
    let (error, reason) = (c.atom("error")?, c.atom(reason)?);
    Ok(c.p.block.tuple(&[error, reason])?)
}

/// The bytes of a subject.
fn flat(c: &Ctx<'_>, subject: Term) -> Result<Vec<u8>, Fail> {
    match c.view().bits(subject).filter(|bits| bits.size.is_multiple_of(8)) {
        Some(bits) => Ok(bits.to_bytes()),
        None => bytes(c, subject),
    }
}

/// Checks that a subject is text as far as the pattern may look; from where on.
fn checked(program: &Program, bytes: &[u8], offset: usize, first: bool) -> Result<usize, Fail> {
    if offset > bytes.len() || bytes.len() >= i32::MAX as usize {
        return Err(Fail::badarg());
    }
    if !program.options.utf || !first {
        return Ok(0);
    }
    let within = |at: usize| bytes.get(at).is_some_and(|byte| byte & 0xc0 == 0x80);
    if within(offset) {
        return Err(Fail::badarg());
    }
    let mut floor = offset;
    for _ in 0..program.looks_back {
        if floor == 0 {
            break;
        }
        floor -= 1;
        while floor > 0 && within(floor) {
            floor -= 1;
        }
    }
    re::utf8(bytes.get(floor..).unwrap_or_default()).map_err(|_| Fail::badarg())?;
    Ok(floor)
}

/// Searches once, adding to the work done so far.
fn search(program: &Program, bytes: &[u8], how: How, floor: usize, work: &mut u64) -> Result<Found, Fail> {
    let mut matcher = Matcher::new(program, bytes, how, floor, MOST_WORK.saturating_sub(*work));
    let found = matcher.search();
    *work += matcher.work();
    match found {
        Ok(true) => Ok(Found::One(matcher.result())),
        Ok(false) => Ok(Found::None),
        Err(Stop::MatchLimit) => Ok(Found::Stopped("match_limit")),
        Err(Stop::DepthLimit) => Ok(Found::Stopped("match_limit_recursion")),
        Err(Stop::HeapLimit | Stop::Loop) => Ok(Found::Stopped("")),
        Err(Stop::Internal) => Err(Fail::badarg()),
    }
}

/// All matches, as `re:grun/3` finds them.
fn all(c: &mut Ctx<'_>, subject: Term, program: &Program, given: &Given, unicode: bool) -> NativeResult {
    let (wanted, strip) = wanted_of_all(c, program, given)?;
    check_lines(program, given)?;
    let flat = flat(c, subject)?;
    let form = form_of_all(c, given);
    let mut work = 0;
    let search = All { program, bytes: &flat, how: given.how, wanted: &wanted, unicode, reports: given.report_errors };
    let found = search.collect(&mut work, c.sys.limits.process_words);
    charge(c, work);
    let found = match found? {
        Ok(found) => found,
        Err(reason) => return stopped(c, reason),
    };
    if found.is_empty() {
        return c.atom("nomatch");
    }
    if strip == Strip::Everything {
        return c.atom("match");
    }
    let Some(form) = form else {
        return Err(Fail::Refuse(c.atom("function_clause")?));
    };
    let text = form == Form::List && unicode;
    let wanted = Wanted { form: if text { Form::Text } else { form }, which: wanted.which };
    let mut lists = Vec::with_capacity(found.len());
    for parts in found {
        let parts = parts.get(usize::from(strip == Strip::First)..).unwrap_or_default();
        lists.push(wanted.terms(c, subject, &flat, parts)?);
    }
    let list = c.p.block.list(&lists)?;
    let tag = c.atom("match")?;
    Ok(c.p.block.tuple(&[tag, list])?)
}

/// What is left out of each match.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Strip {
    Nothing,
    First,
    Everything,
}

/// What a search for all wants of each match, where the whole always comes first.
fn wanted_of_all(c: &Ctx<'_>, program: &Program, given: &Given) -> Result<(Wanted, Strip), Fail> {
    let wanted = |which| Wanted { which, form: Form::Index };
    let first = || wanted(Which::These(vec![0]));
    let Some((values, _)) = given.capture else { return Ok((Wanted::all(), Strip::Nothing)) };
    let name = values.as_atom().map(|atom| c.sys.atoms.name(atom));
    match name {
        Some("all") => Ok((Wanted::all(), Strip::Nothing)),
        Some("first") => Ok((first(), Strip::Nothing)),
        Some("all_but_first") => Ok((Wanted::all(), Strip::First)),
        Some("none") => Ok((first(), Strip::Everything)),
        Some("all_names") if program.names.is_empty() => Ok((first(), Strip::Everything)),
        None if values.is_nil() => Ok((first(), Strip::Everything)),
        Some("all_names") | None if values.is_list() || name.is_some() => {
            let Which::These(mut numbers) = Wanted::read(c, program, values, None)?.which else {
                return Err(Fail::badarg());
            };
            numbers.insert(0, 0);
            Ok((wanted(Which::These(numbers)), Strip::First))
        }
        _ => Err(Fail::badarg()),
    }
}

/// The form in which matches are given back; none for one that there is not.
fn form_of_all(c: &Ctx<'_>, given: &Given) -> Option<Form> {
    match given.capture.and_then(|capture| capture.1) {
        None => Some(Form::Index),
        Some(kind) if is_atom(c, kind, "index") => Some(Form::Index),
        Some(kind) if is_atom(c, kind, "list") => Some(Form::List),
        Some(kind) if is_atom(c, kind, "binary") => Some(Form::Binary),
        Some(_) => None,
    }
}

type Collected = Result<Vec<Vec<Part>>, &'static str>;

/// A search for all matches.
struct All<'a> {
    program: &'a Program,
    bytes: &'a [u8],
    how: How,
    wanted: &'a Wanted,
    /// Whether it was said that the subject is text.
    unicode: bool,
    /// Whether a limit that is reached is told of.
    reports: bool,
}

impl All<'_> {
    /// The matches from an offset on, one after the other; an empty one is tried otherwise before it is stepped over.
    fn collect(&self, work: &mut u64, most: usize) -> Result<Collected, Fail> {
        let (program, bytes) = (self.program, self.bytes);
        let mut matches: Vec<Vec<Part>> = Vec::new();
        let mut words = 0;
        // A match that is found again right after itself counts once.
        let mut last: Option<Vec<Part>> = None;
        let mut at = self.how.offset;
        let mut first = true;
        while at <= bytes.len() {
            let floor = checked(program, bytes, at, first)?;
            first = false;
            let parts = match search(program, bytes, How { offset: at, ..self.how }, floor, work)? {
                Found::None => break,
                Found::Stopped(reason) if self.reports && !reason.is_empty() => return Ok(Err(reason)),
                Found::Stopped(_) => break,
                Found::One(found) => self.wanted.parts(&found),
            };
            words += 2 + parts.len() * 5;
            if words > most {
                return Err(Fail::HeapLimit);
            }
            if last.as_ref() != Some(&parts) {
                matches.push(parts.clone());
            }
            let (from, length) = parts.first().copied().flatten().unwrap_or_default();
            if length > 0 {
                at = from + length;
                last = Some(parts);
                continue;
            }
            let other = self.not_empty(at, &parts, work)?;
            let step = other.as_ref().and_then(|other| other.first().copied().flatten()).map_or(0, |part| part.1);
            last = Some(parts);
            if let Some(other) = other {
                if last.as_ref() != Some(&other) {
                    matches.push(other);
                }
                last = None;
            }
            at = match step {
                0 if at == from || from == bytes.len() => self.forward(from),
                0 => from,
                step => from + step,
            };
        }
        Ok(Ok(matches))
    }

    /// A match at a place that is not empty, where one was found that is.
    fn not_empty(&self, at: usize, empty: &[Part], work: &mut u64) -> Result<Option<Vec<Part>>, Fail> {
        let how = How { offset: at, notempty_atstart: true, anchored: true, ..self.how };
        Ok(match search(self.program, self.bytes, how, 0, work)? {
            Found::One(found) => Some(self.wanted.parts(&found)).filter(|parts| parts != empty),
            _ => None,
        })
    }

    /// The place of the next character.
    fn forward(&self, at: usize) -> usize {
        let newline = self.program.options.newline();
        let crlf = matches!(newline, re::Newline::Any | re::Newline::CrLf | re::Newline::AnyCrLf);
        if crlf && self.bytes.get(at..at + 2) == Some(b"\r\n") {
            return at + 2;
        }
        let length = match self.bytes.get(at) {
            Some(0xc0..=0xdf) => 2,
            Some(0xe0..=0xef) => 3,
            Some(0xf0..=0xf7) => 4,
            _ => 1,
        };
        at + if self.unicode { length } else { 1 }
    }
}

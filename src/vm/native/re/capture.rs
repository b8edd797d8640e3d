//! What `re:run/3` gives back of a match.

use super::names;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::iodata;
use crate::native::NativeResult;
use crate::native::data::sub_binary;
use crate::re::{Program, UNSET};
use crate::term::Term;

/// In which form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Form {
    /// Places and lengths.
    Index,
    /// Lists of bytes.
    List,
    /// Lists of characters.
    Text,
    /// Binaries.
    Binary,
    /// Only whether there is one.
    Nothing,
}

/// Which groups.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Which {
    /// All up to the last that is set.
    All,
    /// All but the first of these.
    AllButFirst,
    /// These: a negative number is a group that is not, or if less than -1 as many that have one name follow.
    These(Vec<i32>),
}

/// What to give back.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// Which groups.
    pub which: Which,
    /// In which form.
    pub form: Form,
}

/// A place and a length, or nothing.
pub(super) type Part = Option<(usize, usize)>;

impl Wanted {
    /// What is given back unless something is said.
    pub(super) fn all() -> Wanted {
        Wanted { which: Which::All, form: Form::Index }
    }

    /// Reads what is to be given back.
    pub(super) fn read(c: &Ctx<'_>, program: &Program, values: Term, kind: Option<Term>) -> Result<Wanted, Fail> {
        let name = |term: Term| term.as_atom().map(|atom| c.sys.atoms.name(atom));
        let form = match kind.map(name) {
            None | Some(Some("index")) => Form::Index,
            Some(Some("list")) => Form::List,
            Some(Some("binary")) => Form::Binary,
            Some(_) => return Err(Fail::badarg()),
        };
        let nothing = Wanted { which: Which::All, form: Form::Nothing };
        let which = match name(values) {
            Some("all") => Which::All,
            Some("none") => return Ok(nothing),
            Some("all_but_first") => Which::AllButFirst,
            Some("first") => Which::These(vec![0]),
            Some("all_names") if program.names.is_empty() => return Ok(nothing),
            Some("all_names") => Which::These(all_names(program)),
            Some(_) => return Err(Fail::badarg()),
            None if values.is_nil() => return Ok(nothing),
            None => Which::These(listed(c, program, values)?),
        };
        Ok(Wanted { which, form })
    }

    /// The parts of a match that are wanted.
    pub(super) fn parts(&self, found: &[(u32, u32)]) -> Vec<Part> {
        let part =
            |pair: &(u32, u32)| (pair.0 != UNSET).then(|| (pair.0 as usize, pair.1.saturating_sub(pair.0) as usize));
        match &self.which {
            Which::All => found.iter().map(part).collect(),
            Which::AllButFirst => found.iter().skip(1).map(part).collect(),
            Which::These(numbers) => {
                let number = |n: i32| usize::try_from(n).ok().and_then(|n| found.get(n)).and_then(part);
                let (mut parts, mut at) = (Vec::new(), 0);
                while let Some(wanted) = numbers.get(at).copied() {
                    if wanted < -1 {
                        let count = wanted.unsigned_abs() as usize;
                        let alike = numbers.get(at + 1..).unwrap_or_default().iter().take(count);
                        parts.push(alike.copied().find_map(number));
                        at += count;
                    } else {
                        parts.push(number(wanted));
                    }
                    at += 1;
                }
                parts
            }
        }
    }

    /// Parts as they are given back. The subject is a binary or, if not, these bytes.
    pub(super) fn terms(&self, c: &mut Ctx<'_>, subject: Term, bytes: &[u8], parts: &[Part]) -> NativeResult {
        let mut terms = Vec::with_capacity(parts.len());
        for part in parts {
            terms.push(self.term(c, subject, bytes, *part)?);
        }
        Ok(c.p.block.list(&terms)?)
    }

    fn term(&self, c: &mut Ctx<'_>, subject: Term, bytes: &[u8], part: Part) -> NativeResult {
        let (from, length) = part.unwrap_or_default();
        let here = bytes.get(from..from + length).unwrap_or_default();
        match self.form {
            Form::Index | Form::Nothing => {
                let from = part.map_or(Term::small_wrapping(-1), |part| Term::size(part.0));
                Ok(c.p.block.tuple(&[from, Term::size(length)])?)
            }
            Form::List => {
                c.p.block.grow(length.saturating_mul(2))?;
                let list: Vec<Term> = here.iter().map(|byte| Term::size(usize::from(*byte))).collect();
                Ok(c.p.block.list(&list)?)
            }
            Form::Text => match std::str::from_utf8(here) {
                Ok(text) => crate::native::text::string(c, text),
                Err(_) => {
                    let part = c.p.block.binary(here)?;
                    crate::native::unicode::characters_to_list(c, &[part, Term::atom(crate::atom::am::UTF8)])
                }
            },
            Form::Binary => match c.view().bits(subject) {
                Some(_) => sub_binary(c, subject, from * 8, length * 8),
                None => Ok(c.p.block.binary(here)?),
            },
        }
    }
}

/// The groups of a name, as numbers among those wanted.
fn of_name(program: &Program, name: &[u8], wanted: &mut Vec<i32>) {
    /// A name that several groups have without leave.
    const NOT_UNIQUE: i32 = -50;
    let numbers: Vec<i32> = program.names.iter().filter(|entry| entry.0 == name).map(|entry| entry.1 as i32).collect();
    match numbers.as_slice() {
        [] => wanted.push(-1),
        [number] => wanted.push(*number),
        _ if !program.options.inner.dupnames => wanted.push(NOT_UNIQUE),
        _ => {
            wanted.push(-(numbers.len() as i32));
            wanted.extend(numbers);
        }
    }
}

fn all_names(program: &Program) -> Vec<i32> {
    let mut wanted = Vec::new();
    if program.options.inner.dupnames {
        for name in names(program) {
            of_name(program, name, &mut wanted);
        }
    } else {
        wanted.extend(program.names.iter().map(|entry| entry.1 as i32));
    }
    wanted
}

/// The groups of a list of numbers and names.
fn listed(c: &Ctx<'_>, program: &Program, values: Term) -> Result<Vec<i32>, Fail> {
    let mut wanted = Vec::new();
    let mut list = c.view().list(values);
    for value in list.by_ref() {
        if let Some(number) = super::option::number(value) {
            wanted.push(number as i32);
            continue;
        }
        let name = match value.as_atom() {
            Some(atom) => c.sys.atoms.name(atom).as_bytes().to_vec(),
            None if value.is_list() || c.view().bits(value).is_some() || value.is_nil() => {
                iodata::bytes(c.view(), value)?
            }
            None => return Err(Fail::badarg()),
        };
        let name = name.split(|byte| *byte == 0).next().unwrap_or_default();
        of_name(program, name, &mut wanted);
    }
    if !list.rest.is_nil() || !values.is_list() {
        return Err(Fail::badarg());
    }
    Ok(wanted)
}

//! Match specifications for programs: `match_spec_test/3`, and compiled ones (OTP's `erl_db_util.c`, `erl_db.c`).
//!
//! A compiled specification is a reference, as in OTP. There it leads to a program outside any heap; here it holds
//! the specification, in the external format, in words of its own behind its number: so it is copied, sent, saved and
//! given up like any other term, and what a file claims to be one is compiled, and so checked, when it is used.

use crate::atom::am;
use crate::exec::{Ctx, Fail, Names};
use crate::heap::Allocate;
use crate::matchspec::{BadMatchSpec, Dialect, MatchSpec, Names as Named, Subject};
use crate::native::external::{from_bytes, to_bytes};
use crate::native::text::string;
use crate::native::{Native, NativeResult};
use crate::term::{Kind, Term};

pub(super) const ERLANG: &[Native] = &[Native::new("erlang", "match_spec_test", 3, match_spec_test, false)];

pub(super) const ETS: &[Native] = &[
    Native::new("ets", "is_compiled_ms", 1, |c, a| Ok(Term::boolean(source(c, a[0]).is_some())), false),
    Native::new("ets", "match_spec_compile", 1, match_spec_compile, false),
    Native::new("ets", "match_spec_run_r", 3, match_spec_run_r, false),
];

/// What stands in front of the bytes, so that no compiled pattern (`pattern.rs`) is taken for a specification.
const MARK: u64 = u64::MAX;

/// The program of a term.
pub(crate) fn compile(c: &Ctx<'_>, spec: Term, dialect: Dialect) -> Result<Result<MatchSpec, BadMatchSpec>, Fail> {
    let funs = Names { code: c.code, atoms: &c.sys.atoms };
    let names = Named { atoms: &c.sys.atoms, funs: &funs };
    Ok(MatchSpec::compile(c.view(), spec, names, dialect, c.sys.limits.message_words)?)
}

/// The bytes in a reference that is a compiled specification.
fn source(c: &Ctx<'_>, term: Term) -> Option<Vec<u8>> {
    let view = c.view();
    if view.kind(term)? != Kind::Reference {
        return None;
    }
    let arity = view.word(term, 0).header_arity();
    let [MARK, length, words @ ..] = view.words(term, 3, arity.checked_sub(2)?) else { return None };
    let length = usize::try_from(*length).ok().filter(|length| length.div_ceil(8) == words.len())?;
    Some(words.iter().flat_map(|word| word.to_le_bytes()).take(length).collect())
}

fn match_spec_compile(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    compile(c, a[0], Dialect::Table)?.map_err(|_| Fail::badarg())?;
    reference(c, a[0])
}

/// A reference that is the compiled specification of a term which is one.
pub(crate) fn reference(c: &mut Ctx<'_>, spec: Term) -> NativeResult {
    let bytes = to_bytes(c, spec)?;
    let mut words = vec![0, c.sys.unique(), MARK, bytes.len() as u64];
    words.extend(bytes.chunks(8).map(|chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        u64::from_le_bytes(word)
    }));
    Ok(c.p.block.object(Kind::Reference, &words)?)
}

/// The program that a compiled specification stands for.
pub(crate) fn program(c: &mut Ctx<'_>, compiled: Term) -> Result<MatchSpec, Fail> {
    let bytes = source(c, compiled).ok_or(Fail::badarg())?;
    let spec = from_bytes(c, &bytes)?;
    compile(c, spec, Dialect::Table)?.map_err(|_| Fail::badarg())
}

/// What the objects of a list become, in front of another list, the last one first.
fn match_spec_run_r(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let program = program(c, a[1])?;
    let objects = c.view().proper_list(a[0]).ok_or(Fail::badarg())?;
    let mut results = a[2];
    for object in objects {
        if let Some(matched) = program.run(c, Subject::Own(object))? {
            results = c.p.block.cons(matched.value, results)?;
        }
    }
    Ok(results)
}

/// `{ok, Result, Flags, Warnings}` or `{error, Errors}`; there are no warnings.
fn match_spec_test(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let dialect = match a[2].as_atom().map(|dialect| c.sys.atoms.name(dialect)) {
        Some("table") => Dialect::Table,
        Some("trace") if a[0].is_list() || a[0].is_nil() => Dialect::Trace,
        _ => return Err(Fail::badarg()),
    };
    let program = match compile(c, a[1], dialect)? {
        Ok(program) => program,
        Err(BadMatchSpec(errors)) => {
            let mut list = Vec::with_capacity(errors.len());
            for error in errors {
                let text = string(c, &error)?;
                list.push(c.p.block.tuple(&[Term::atom(am::ERROR), text])?);
            }
            let list = c.p.block.list(&list)?;
            return Ok(c.p.block.tuple(&[Term::atom(am::ERROR), list])?);
        }
    };
    // What follows the arguments of an improper list is not looked at.
    let against = match c.view().proper_list(a[0]) {
        None if dialect == Dialect::Trace => {
            let args: Vec<Term> = c.view().list(a[0]).collect();
            c.p.block.list(&args)?
        }
        _ => a[0],
    };
    let matched = program.run(c, Subject::Own(against))?;
    let mut flags = Vec::new();
    for (name, set) in [
        ("return_trace", matched.is_some_and(|matched| matched.return_trace)),
        ("exception_trace", matched.is_some_and(|matched| matched.exception_trace)),
    ] {
        if set {
            flags.push(c.atom(name)?);
        }
    }
    let flags = c.p.block.list(&flags)?;
    let value = matched.map_or(Term::boolean(false), |matched| matched.value);
    Ok(c.p.block.tuple(&[Term::atom(am::OK), value, flags, Term::NIL])?)
}

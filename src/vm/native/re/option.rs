//! Options of `re:compile/2` and `re:run/3`.

use crate::exec::Ctx;
use crate::re::{FIRST_WITH_PCRE2, How, Newline, Options};
use crate::term::Term;

/// What the options of a call say.
#[derive(Default)]
pub(super) struct Given {
    /// How to compile.
    pub compile: Options,
    /// How to run.
    pub how: How,
    /// What to give back: the values and the type, if it is given.
    pub capture: Option<(Term, Option<Term>)>,
    /// All matches.
    pub global: bool,
    /// What goes wrong is told.
    pub report_errors: bool,
    /// The pattern is to be exported.
    pub export: bool,
    /// There are options for compiling alone.
    pub compiles: bool,
    /// There are options for running alone.
    pub runs: bool,
}

/// Reads options; none if one of them is not.
pub(super) fn read(c: &Ctx<'_>, list: Term, compiling: bool) -> Option<Given> {
    let mut given = Given::default();
    given.compile.old = c.sys.release.otp < FIRST_WITH_PCRE2;
    let mut options = c.view().list(list);
    for option in options.by_ref() {
        match c.view().tuple(option) {
            Some(tuple) => {
                let tuple = tuple.to_vec();
                let name = tuple.first()?.as_atom().map(|name| c.sys.atoms.name(name))?;
                pair(c, &mut given, name, tuple.get(1..)?)?;
            }
            None => {
                let name = c.sys.atoms.name(option.as_atom()?);
                if name == "export" && compiling {
                    given.export = true;
                } else {
                    single(&mut given, name)?;
                }
            }
        }
    }
    options.rest.is_nil().then_some(given)
}

fn single(given: &mut Given, name: &str) -> Option<()> {
    let (compile, how) = (&mut given.compile, &mut given.how);
    match name {
        "anchored" => {
            (compile.anchored, how.anchored) = (true, true);
            return Some(());
        }
        "bsr_anycrlf" => {
            compile.bsr_anycrlf = Some(true);
            return Some(());
        }
        "bsr_unicode" => {
            compile.bsr_anycrlf = Some(false);
            return Some(());
        }
        _ => {}
    }
    let run = match name {
        "notempty" => &mut how.notempty,
        "notempty_atstart" => &mut how.notempty_atstart,
        "notbol" => &mut how.notbol,
        "noteol" => &mut how.noteol,
        "report_errors" => &mut given.report_errors,
        "global" => &mut given.global,
        _ => {
            let inner = &mut compile.inner;
            let place = match name {
                "no_start_optimize" => &mut compile.no_start_optimize,
                "caseless" => &mut inner.caseless,
                "dollar_endonly" => &mut compile.dollar_endonly,
                "dotall" => &mut inner.dotall,
                "extended" => &mut inner.extended,
                "firstline" => &mut compile.firstline,
                "multiline" => &mut inner.multiline,
                "no_auto_capture" => &mut inner.no_auto_capture,
                "dupnames" => &mut inner.dupnames,
                "ungreedy" => &mut inner.ungreedy,
                "ucp" => &mut compile.ucp,
                "never_utf" => &mut compile.never_utf,
                "unicode" => &mut compile.utf,
                _ => return None,
            };
            *place = true;
            given.compiles = true;
            return Some(());
        }
    };
    *run = true;
    given.runs = true;
    Some(())
}

fn pair(c: &Ctx<'_>, given: &mut Given, name: &str, values: &[Term]) -> Option<()> {
    if let ("capture", [values, rest @ ..]) = (name, values) {
        if rest.len() > 1 {
            return None;
        }
        given.capture = Some((*values, rest.first().copied()));
        given.runs = true;
        return Some(());
    }
    let [value] = values else { return None };
    let number = || number(*value);
    match name {
        "newline" => {
            given.compile.newline = Some(match c.sys.atoms.name(value.as_atom()?) {
                "cr" => Newline::Cr,
                "crlf" => Newline::CrLf,
                "lf" => Newline::Lf,
                "nul" if !given.compile.old => Newline::Nul,
                "anycrlf" => Newline::AnyCrLf,
                "any" => Newline::Any,
                _ => return None,
            });
            return Some(());
        }
        "offset" => given.how.offset = number()? as usize,
        "match_limit" => given.how.match_limit = Some(number()?),
        "match_limit_recursion" => given.how.depth_limit = Some(number()?),
        _ => return None,
    }
    given.runs = true;
    Some(())
}

/// A number as C's `int` can hold it, not negative.
pub(super) fn number(term: Term) -> Option<u32> {
    term.as_small().and_then(|n| u32::try_from(n).ok()).filter(|n| *n <= i32::MAX as u32)
}

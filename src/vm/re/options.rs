//! Options of a pattern: those that `re:compile/2` takes and those that a pattern sets at its beginning.

use super::error::{self, Wrong};
use super::unicode::Folding;

/// What ends a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Newline {
    /// `\r`.
    Cr,
    /// `\n`.
    Lf,
    /// `\r\n`.
    CrLf,
    /// A zero byte.
    Nul,
    /// What Unicode says.
    Any,
    /// `\r`, `\n` or both.
    AnyCrLf,
}

/// Options of a whole pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Options {
    /// Patterns are what they are up to OTP 27.
    pub old: bool,
    /// Pattern and subject are UTF-8.
    pub utf: bool,
    /// Classes go by Unicode's properties.
    pub ucp: bool,
    /// Matches begin at the start only.
    pub anchored: bool,
    /// `$` matches at the very end only.
    pub dollar_endonly: bool,
    /// Matches begin in the first line.
    pub firstline: bool,
    /// Every place where a match could begin is tried.
    pub no_start_optimize: bool,
    /// `(*UTF)` is refused.
    pub never_utf: bool,
    /// The dotted and the dotless i are two letters.
    pub turkish: bool,
    /// Matches are not empty: never, or not at the start.
    pub notempty: bool,
    /// As said.
    pub notempty_atstart: bool,
    /// What ends a line, if not `\n`.
    pub newline: Option<Newline>,
    /// What `\R` matches: `\r`, `\n` and `\r\n` alone, or what Unicode says.
    pub bsr_anycrlf: Option<bool>,
    /// How many steps a match may take.
    pub limit_match: Option<u32>,
    /// How deep it may go.
    pub limit_depth: Option<u32>,
    /// How much memory it may take, in KiB.
    pub limit_heap: Option<u32>,
    /// What a pattern can change.
    pub inner: Inner,
}

/// Options that a pattern can change for a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Inner {
    /// Letters match without regard to case.
    pub caseless: bool,
    /// `.` matches newlines.
    pub dotall: bool,
    /// Several groups may have the same name.
    pub dupnames: bool,
    /// White space and comments are no part of the pattern.
    pub extended: bool,
    /// Blanks in classes are none either.
    pub extended_more: bool,
    /// `^` and `$` match at lines.
    pub multiline: bool,
    /// Only named groups note what they match.
    pub no_auto_capture: bool,
    /// Repetitions are lazy unless said otherwise.
    pub ungreedy: bool,
    /// No letter of ASCII is like one that is not.
    pub restrict: bool,
    /// `\d`, `\s`, `\w`, digits of POSIX classes and these are of ASCII.
    pub ascii_d: bool,
    /// As said.
    pub ascii_s: bool,
    /// As said.
    pub ascii_w: bool,
    /// As said.
    pub ascii_digit: bool,
    /// As said.
    pub ascii_posix: bool,
}

impl Options {
    /// How case is folded, as far as it holds for the whole pattern.
    pub fn folding(&self) -> Folding {
        let unicode = self.utf || self.ucp && !self.old;
        Folding { unicode, latin1: self.old, ..Folding::default() }
    }

    /// What ends a line.
    pub fn newline(&self) -> Newline {
        self.newline.unwrap_or(Newline::Lf)
    }
}

type Setting = (&'static [u8], fn(&mut Options));

const SETTINGS: [Setting; 19] = [
    (b"UTF8)", |o| o.utf = true),
    (b"UTF)", |o| o.utf = true),
    (b"UCP)", |o| o.ucp = true),
    (b"NOTEMPTY)", |o| o.notempty = true),
    (b"NOTEMPTY_ATSTART)", |o| o.notempty_atstart = true),
    (b"NO_AUTO_POSSESS)", |_| {}),
    (b"NO_DOTSTAR_ANCHOR)", |_| {}),
    (b"NO_JIT)", |_| {}),
    (b"NO_START_OPT)", |o| o.no_start_optimize = true),
    (b"CASELESS_RESTRICT)", |o| o.inner.restrict = true),
    (b"TURKISH_CASING)", |o| o.turkish = true),
    (b"CR)", |o| o.newline = Some(Newline::Cr)),
    (b"LF)", |o| o.newline = Some(Newline::Lf)),
    (b"CRLF)", |o| o.newline = Some(Newline::CrLf)),
    (b"ANY)", |o| o.newline = Some(Newline::Any)),
    (b"NUL)", |o| o.newline = Some(Newline::Nul)),
    (b"ANYCRLF)", |o| o.newline = Some(Newline::AnyCrLf)),
    (b"BSR_ANYCRLF)", |o| o.bsr_anycrlf = Some(true)),
    (b"BSR_UNICODE)", |o| o.bsr_anycrlf = Some(false)),
];

type Limit = (&'static [u8], fn(&mut Options, u32));

const LIMITS: [Limit; 4] = [
    (b"LIMIT_HEAP=", |o, n| o.limit_heap = Some(n)),
    (b"LIMIT_MATCH=", |o, n| o.limit_match = Some(n)),
    (b"LIMIT_DEPTH=", |o, n| o.limit_depth = Some(n)),
    (b"LIMIT_RECURSION=", |o, n| o.limit_depth = Some(n)),
];

impl Options {
    /// Reads what is set at the beginning of a pattern; where the rest begins.
    pub fn read_start(&mut self, pattern: &[u8]) -> Result<usize, Wrong> {
        let given = *self;
        let mut at = 0;
        while let Some(rest) = pattern.get(at..).and_then(|rest| rest.strip_prefix(b"(*")) {
            if let Some((name, set)) = SETTINGS.iter().find(|(name, _)| rest.starts_with(name)) {
                set(self);
                at += 2 + name.len();
            } else if let Some((name, set)) = LIMITS.iter().find(|(name, _)| rest.starts_with(name)) {
                at += 2 + name.len();
                let (value, end) = limit(pattern, at)?;
                set(self, value);
                at = end;
            } else {
                break;
            }
        }
        self.check(&given, pattern, at)?;
        Ok(at)
    }

    fn check(&self, given: &Options, pattern: &[u8], at: usize) -> Result<(), Wrong> {
        if self.utf && given.never_utf {
            return Err(Wrong { what: error::UTF_DISABLED, at });
        }
        if self.utf {
            error::utf8(pattern)?;
        }
        let turkish = match (self.utf, self.ucp, self.inner.restrict) {
            (false, false, _) => Some(error::TURKISH_UTF),
            (false, true, _) => Some(error::TURKISH_BYTES),
            (true, _, true) => Some(error::TURKISH_RESTRICT),
            _ => None,
        };
        match turkish.filter(|_| self.turkish) {
            Some(what) => Err(Wrong { what, at }),
            None => Ok(()),
        }
    }
}

/// The number of a limit, and what follows its parenthesis.
fn limit(pattern: &[u8], from: usize) -> Result<(u32, usize), Wrong> {
    let (mut value, mut at) = (0u32, from);
    while let Some(digit) = pattern.get(at).filter(|c| c.is_ascii_digit()) {
        if value > u32::MAX / 10 - 1 {
            break;
        }
        value = value * 10 + u32::from(digit - b'0');
        at += 1;
    }
    if at == from || pattern.get(at) != Some(&b')') {
        return Err(Wrong { what: error::UNKNOWN_VERB, at });
    }
    Ok((value, at + 1))
}

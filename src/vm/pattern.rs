//! Patterns to search binaries for (OTP's `erl_bif_binary.c`): one by its bytes, several at a time by an
//! automaton. Of several that match at the same byte the longest wins, and matches do not overlap.
//!
//! A compiled pattern is `{bm | ac, Reference}`, as in OTP. There the reference leads to an automaton
//! outside any heap; here it holds the patterns in words of its own behind its number, so that a compiled
//! pattern is copied, sent and saved like any other term, and the automaton is made when it is used.

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};
use memchr::memmem;

use crate::exec::Fail;
use crate::heap::{Bits, View};
use crate::term::{Kind, Term};

/// The most bytes that several patterns may have together: an automaton takes a state of some 50 bytes for
/// each (in OTP 2 KiB).
const MAX_SEVERAL: usize = 1 << 22;

/// Words of a reference in front of the patterns.
const NUMBER_WORDS: usize = 2;

/// Why a term is no pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PatternError {
    /// It is something else.
    Type,
    /// The patterns are too large.
    SystemLimit,
}

impl From<PatternError> for Fail {
    fn from(error: PatternError) -> Fail {
        match error {
            PatternError::Type => Fail::badarg(),
            PatternError::SystemLimit => Fail::system_limit(),
        }
    }
}

/// Patterns as bytes: one at least, and none of them empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Patterns(Vec<Vec<u8>>);

impl Patterns {
    /// The patterns in a binary, a list of binaries or a compiled pattern.
    pub fn of(view: View<'_>, term: Term) -> Result<Patterns, PatternError> {
        let patterns = match view.tuple(term) {
            Some(_) => compiled(view, term),
            None => plain(view, term)?,
        };
        let good = |patterns: &Vec<Vec<u8>>| !patterns.is_empty() && patterns.iter().all(|bytes| !bytes.is_empty());
        patterns.filter(good).map(Patterns).ok_or(PatternError::Type)
    }

    /// Whether there is one pattern only.
    pub fn is_single(&self) -> bool {
        self.0.len() == 1
    }

    /// The words of a reference that holds the patterns, for the number `unique`.
    pub fn words(&self, unique: u64) -> Vec<u64> {
        let mut words = vec![0, unique];
        for bytes in &self.0 {
            words.push(bytes.len() as u64);
            words.extend(bytes.chunks(8).map(|chunk| {
                let mut word = [0; 8];
                word[..chunk.len()].copy_from_slice(chunk);
                u64::from_le_bytes(word)
            }));
        }
        words
    }

    /// What finds the patterns.
    pub fn searcher(&self) -> Result<Searcher<'_>, PatternError> {
        match &self.0[..] {
            [one] => Ok(Searcher::One(Box::new(memmem::Finder::new(one)))),
            several => AhoCorasickBuilder::new()
                .match_kind(MatchKind::LeftmostLongest)
                .kind(Some(AhoCorasickKind::NoncontiguousNFA))
                .build(several)
                .map(|automaton| Searcher::Several(Box::new(automaton)))
                .map_err(|_| PatternError::SystemLimit),
        }
    }
}

/// Finds patterns.
pub enum Searcher<'a> {
    /// A single one.
    One(Box<memmem::Finder<'a>>),
    /// Any of several.
    Several(Box<AhoCorasick>),
}

impl Searcher<'_> {
    /// The matches, one after the other, as start and length; `most` of them at most.
    pub fn find(&self, haystack: &[u8], most: usize) -> Vec<(usize, usize)> {
        match self {
            Searcher::One(finder) => {
                let length = finder.needle().len();
                finder.find_iter(haystack).map(|at| (at, length)).take(most).collect()
            }
            Searcher::Several(automaton) => {
                automaton.find_iter(haystack).map(|found| (found.start(), found.len())).take(most).collect()
            }
        }
    }
}

/// The bytes of a binary or of a list of them; several are copied only if they are within the limit.
fn plain(view: View<'_>, term: Term) -> Result<Option<Vec<Vec<u8>>>, PatternError> {
    let terms = if term.is_list() { view.proper_list(term) } else { Some(vec![term]) };
    let bits = |term: Term| view.bits(term).filter(|bits| bits.size % 8 == 0);
    let all: Option<Vec<Bits<'_>>> = terms.and_then(|terms| terms.into_iter().map(bits).collect());
    let Some(all) = all else { return Ok(None) };
    if all.len() > 1 && all.iter().map(|bits| bits.size / 8).sum::<usize>() > MAX_SEVERAL {
        return Err(PatternError::SystemLimit);
    }
    Ok(Some(all.into_iter().map(Bits::to_bytes).collect()))
}

fn compiled(view: View<'_>, term: Term) -> Option<Vec<Vec<u8>>> {
    let elements = view.tuple(term)?;
    let reference = elements.get(1).filter(|_| elements.len() == 2)?;
    if view.kind(reference)? != Kind::Reference {
        return None;
    }
    let arity = view.word(reference, 0).header_arity();
    let mut rest = view.words(reference, 1 + NUMBER_WORDS, arity.checked_sub(NUMBER_WORDS)?);
    let mut patterns: Vec<Vec<u8>> = Vec::new();
    while let Some((length, words)) = rest.split_first() {
        let length = usize::try_from(*length).ok()?;
        let (words, after) = words.split_at_checked(length.div_ceil(8))?;
        let bytes = words.iter().flat_map(|word| word.to_le_bytes());
        patterns.push(bytes.take(length).collect());
        rest = after;
    }
    let size: usize = patterns.iter().map(Vec::len).sum();
    (patterns.len() == 1 || size <= MAX_SEVERAL).then_some(patterns)
}

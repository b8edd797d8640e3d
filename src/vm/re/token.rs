//! A pattern as a row of tokens, in the order in which it is written: what the parser makes and the compiler reads.
//!
//! Options that are set within a pattern are worked into the tokens. Groups are an opening token, alternatives
//! between them, and a closing one; there is no tree, so that no depth needs the host's stack.

use super::set::Set;
use super::unicode::Folding;

/// A token.
#[derive(Clone, Debug, PartialEq)]
pub enum Token {
    /// A character; with a folding also those that differ from it in case only.
    Char(u32, Option<Folding>),
    /// One character of a set.
    Set(Box<Set>),
    /// Any character but a newline.
    NotNewline,
    /// Any character.
    Any,
    /// One byte.
    Unit,
    /// A newline of any kind.
    Newline,
    /// A grapheme cluster.
    Cluster,
    /// An assertion about the position.
    At(Place),
    /// From here on is what matched.
    Keep,
    /// What a group matched.
    Ref(Group, Option<Folding>),
    /// A group as a subroutine; these groups keep what they match in it.
    Call(Group, Vec<Group>),
    /// The beginning of a group.
    Open(Kind),
    /// Another alternative; behind an assertion that looks back, of that length.
    Alt(u32),
    /// The end of a group.
    Close,
    /// The token or group before this again.
    Repeat(Repeat),
    /// Control over backtracking.
    Verb(Verb),
}

/// A group that a pattern refers to, and the byte of the pattern to blame if there is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// How it is called.
    pub name: GroupName,
    /// Where the reference is.
    pub at: usize,
}

/// How a group is called.
#[derive(Clone, Debug, PartialEq)]
pub enum GroupName {
    /// By its number.
    Number(u32),
    /// By its name.
    Name(Vec<u8>),
}

/// A position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// `^`, of lines or not.
    Begin {
        /// At the beginning of each line.
        lines: bool,
    },
    /// `$`, of lines or not.
    End {
        /// At the end of each line.
        lines: bool,
    },
    /// `\A`.
    SubjectBegin,
    /// `\z`.
    SubjectEnd,
    /// `\Z`.
    SubjectEndOrNewline,
    /// `\G`.
    MatchBegin,
    /// `\b` and `\B`.
    WordBoundary {
        /// There is one, or there is none.
        there: bool,
        /// Words are what Unicode says.
        unicode: bool,
    },
}

/// A kind of group.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// What it matches is noted under that number.
    Capture(u32),
    /// For grouping alone.
    Plain,
    /// What it matched is not tried again.
    Atomic,
    /// All characters are of one script.
    ScriptRun,
    /// Looks at what comes.
    Ahead {
        /// Nothing like it must come.
        negative: bool,
        /// It is atomic.
        atomic: bool,
    },
    /// Looks at what was.
    Behind {
        /// Nothing like it must have been.
        negative: bool,
        /// It is atomic.
        atomic: bool,
        /// Where it is.
        at: usize,
        /// The length of its first alternative.
        length: u32,
        /// The least length, where lengths differ.
        least: Option<u32>,
    },
    /// Matches within what the first of these groups matched that is set.
    Within(Vec<Group>),
    /// One of two alternatives; and the byte to blame where there are more, if this says so.
    Condition(Condition, Option<usize>),
}

/// What decides between alternatives.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// The group is set.
    Set(Group),
    /// We are in a recursion into this group.
    Recursion(Group),
    /// As before by a name that begins with R, or by number, or any recursion at all.
    RecursionOrName(Group),
    /// Never: the group is there to be called.
    Define,
    /// Known beforehand.
    Known(bool),
    /// The assertion that follows.
    Assertion,
}

/// How often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// At least.
    pub min: u32,
    /// At most.
    pub max: u32,
    /// In which order, and whether again.
    pub mode: Mode,
}

/// As often as possible, without an end.
pub const UNLIMITED: u32 = u32::MAX;

/// In which order repetitions are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Many first.
    Greedy,
    /// Few first.
    Lazy,
    /// As many as possible and no fewer.
    Possessive,
}

/// Control over backtracking.
#[derive(Clone, Debug, PartialEq)]
pub enum Verb {
    /// The match ends well.
    Accept,
    /// No match here.
    Fail,
    /// No match at all when backtracked over.
    Commit,
    /// No match that begins here.
    Prune,
    /// No match that begins before this.
    Skip,
    /// No match that begins before the mark of that name.
    SkipTo(Vec<u8>),
    /// No match by this alternative.
    Then,
    /// A mark.
    Mark(Vec<u8>),
}

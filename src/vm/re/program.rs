//! What a pattern is compiled to: a row of plain instructions, with jumps by distance so that parts can be copied.

use super::options::Options;
use super::script::Runs;
use super::set::Class;
use super::token::Mode;
use super::unicode::{Break, Folding};

/// A group's number, from 1.
pub type Number = u32;

/// An instruction.
#[derive(Clone, Debug, PartialEq)]
pub enum Inst {
    /// A character.
    Char(u32),
    /// A character of a set, by its index.
    Set(u32),
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
    /// The next instruction, which matches one character, so many times.
    Repeat(u32, u32, Mode),
    /// What a group matched; folded or not.
    Ref(Number, Option<Folding>),
    /// What the first of these groups matched that is set, by the index of the list.
    RefAny(u32, Option<Folding>),
    /// The next instruction, which is a reference, so many times.
    RepeatRef(u32, u32, Mode),
    /// The beginning of the subject, or of a line.
    Begin {
        /// Of each line.
        lines: bool,
    },
    /// The end of the subject, or of a line.
    End {
        /// Of each line.
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
    /// `\b` and `\B`, with the index of the set of word characters.
    WordBoundary {
        /// There is one, or there is none.
        there: bool,
        /// The set.
        word: u32,
    },
    /// `\K`.
    Keep,
    /// Goes there.
    Jump(i32),
    /// Goes on, and if that fails there.
    Try(i32),
    /// Goes there, and if that fails on.
    TryThere(i32),
    /// An alternative: goes on, and if that fails to the next one, if there is one.
    Branch {
        /// The next alternative, or 0.
        next: i32,
        /// Where this alternative ends.
        end: i32,
        /// `(*THEN)` goes to the next alternative from wherever it is, as in assertions.
        any_then: bool,
    },
    /// A group begins, of that number if it notes what it matches, else 0.
    Open(Number),
    /// A group ends that notes what it matched; or a call of it.
    CloseCapture(Number),
    /// A group ends.
    Close,
    /// Goes back there unless the group that ended just now matched nothing, and if that fails on.
    Again(i32),
    /// Goes on, and if that fails back there unless the group that ended just now matched nothing.
    AgainLazy(i32),
    /// A group begins whose way is not tried again.
    AtomicOpen,
    /// It ends.
    AtomicClose,
    /// An assertion begins; it ends there.
    AssertOpen {
        /// Its end.
        end: i32,
    },
    /// An assertion ends that may be tried again or not.
    AssertClose {
        /// It may not.
        atomic: bool,
    },
    /// An assertion begins that must fail; where to go on if it does.
    NotOpen {
        /// Where.
        after: i32,
    },
    /// It did not fail.
    NotClose,
    /// An assertion begins that decides; where to go on if it fails.
    DecideOpen {
        /// Where.
        fails: i32,
        /// Its end.
        end: i32,
    },
    /// It held: goes there.
    DecideClose(i32),
    /// Goes on if the group is set, else there.
    IfSet(Number, i32),
    /// Goes on if one of a list of groups is set, else there.
    IfAnySet(u32, i32),
    /// Goes on in a recursion into this group, 0 for the pattern, or in any; else there.
    IfIn(Option<Number>, i32),
    /// Goes on in a recursion into one of a list of groups, else there.
    IfInAny(u32, i32),
    /// Goes back so many characters.
    Back(u32),
    /// Goes back so many characters at most, then fewer, down to so few.
    BackBetween(u32, u32),
    /// Fails unless we are where the group began.
    AtOpen,
    /// Calls the group, 0 for the pattern, whose first alternative is there, or would be; groups that keep what they
    /// match by the index of the list.
    Call(Number, u32, Option<u32>),
    /// The pattern ends, or a call of it.
    PatternClose,
    /// Matches within what the first of a list of groups matched that is set.
    WithinOpen(u32),
    /// It ends.
    WithinClose,
    /// The group's characters must be of one script.
    ScriptRun,
    /// The match, or call, ends well.
    Accept,
    /// The assertion ends well.
    AssertAccept,
    /// Notes what an open group matched so far.
    Note(Number),
    /// Fails.
    Fail,
    /// No match at all when backtracked over.
    Commit,
    /// No match that begins here.
    Prune,
    /// No match that begins before this.
    Skip,
    /// No match that begins before a mark, by the index of its name.
    SkipTo(u32),
    /// No match by this alternative.
    Then,
    /// A mark, by the index of its name.
    Mark(u32),
    /// The match is found.
    Match,
}

/// A byte that must be there, and the other that it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Byte {
    /// The byte.
    pub byte: u8,
    /// In the other case, or the same.
    pub other: u8,
}

/// A compiled pattern.
#[derive(Debug)]
pub struct Program {
    /// The instructions.
    pub code: Vec<Inst>,
    /// The sets.
    pub sets: Vec<Class>,
    /// Lists of groups.
    pub lists: Vec<Vec<Number>>,
    /// The names of marks.
    pub marks: Vec<Vec<u8>>,
    /// The names of groups in order, each with a number.
    pub names: Vec<(Vec<u8>, Number)>,
    /// How many groups note what they match.
    pub groups: u32,
    /// The options.
    pub options: Options,
    /// Whether a CR or an LF is in the pattern.
    pub newline_within: bool,
    /// Whether `(*THEN)` is in the pattern.
    pub has_then: bool,
    /// Matches begin at the start only.
    pub anchored: bool,
    /// Matches begin at the start or behind a newline.
    pub at_lines: bool,
    /// The first byte of all matches.
    pub first: Option<Byte>,
    /// A byte that all matches have behind the first.
    pub required: Option<Byte>,
    /// How far back the pattern looks at most, in characters.
    pub looks_back: u32,
    /// Where grapheme clusters end, if the pattern wants to know.
    pub breaks: Vec<(u32, u32, Break)>,
    /// What script runs are, if the pattern wants to know.
    pub runs: Option<Runs>,
}

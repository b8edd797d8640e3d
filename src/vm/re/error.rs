//! What can be wrong with a pattern, in the words of PCRE2 10.47.

/// What is wrong with a pattern, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// What.
    pub what: &'static str,
    /// The byte up to which the pattern was read.
    pub at: usize,
}

/// Constants that document themselves.
macro_rules! texts {
    ($($name:ident: $text:expr;)*) => {
        $(#[doc = $text] pub const $name: &str = $text;)*
    };
}
pub(super) use texts;

texts! {
    ESCAPE_AT_END: "\\ at end of pattern";
    CONTROL_AT_END: "\\c at end of pattern";
    UNKNOWN_ESCAPE: "unrecognized character follows \\";
    QUANTIFIER_ORDER: "numbers out of order in {} quantifier";
    QUANTIFIER_TOO_BIG: "number too big in {} quantifier";
    CLASS_NOT_CLOSED: "missing terminating ] for character class";
    ESCAPE_IN_CLASS: "escape sequence is invalid in character class";
    RANGE_ORDER: "range out of order in character class";
    NOTHING_TO_REPEAT: "quantifier does not follow a repeatable item";
    AFTER_QUESTION: "unrecognized character after (? or (?-";
    POSIX_OUTSIDE: "POSIX named classes are supported only within a class";
    POSIX_COLLATING: "POSIX collating elements are not supported";
    NOT_CLOSED: "missing closing parenthesis";
    NO_SUCH_GROUP: "reference to non-existent subpattern";
    COMMENT_NOT_CLOSED: "missing ) after (?# comment";
    TOO_DEEP: "parentheses are too deeply nested";
    TOO_LARGE: "regular expression is too large";
    NOT_OPENED: "unmatched closing parenthesis";
    CONDITION_NOT_CLOSED: "missing closing parenthesis for condition";
    BEHIND_UNLIMITED: "length of lookbehind assertion is not limited";
    RELATIVE_ZERO: "a relative value of zero is not allowed";
    THREE_BRANCHES: "conditional subpattern contains more than two branches";
    ASSERTION_EXPECTED: "atomic assertion expected after (?( or (?(?C)";
    DIGIT_EXPECTED: "digit expected after (?+";
    UNKNOWN_POSIX: "unknown POSIX class name";
    CODE_TOO_LARGE: "character code point value in \\x{} or \\o{} is too large";
    BEHIND_TOO_COMPLICATED: "lookbehind is too complicated";
    UNIT_BEHIND: "\\C is not allowed in a lookbehind assertion in UTF-8 mode";
    UNSUPPORTED_ESCAPE: "PCRE2 does not support \\F, \\L, \\l, \\N{name}, \\U, or \\u";
    CALLOUT_TOO_BIG: "number after (?C is greater than 255";
    CALLOUT_NOT_CLOSED: "closing parenthesis for (?C expected";
    AFTER_P: "unrecognized character after (?P";
    NAME_SYNTAX: "syntax error in subpattern name (missing terminator?)";
    NAME_TWICE: "two named subpatterns have the same name (PCRE2_DUPNAMES not set)";
    NAME_DIGIT: "subpattern name must start with a non-digit";
    PROPERTY_SYNTAX: "malformed \\P or \\p sequence";
    UNKNOWN_PROPERTY: "unknown property after \\P or \\p";
    NAME_TOO_LONG: "subpattern name is too long (maximum 128 code units)";
    TOO_MANY_NAMES: "too many named subpatterns (maximum 10000)";
    INVALID_RANGE: "invalid range in character class";
    OCTAL_TOO_LARGE: "octal value is greater than \\377 in 8-bit non-UTF-8 mode";
    DEFINE_BRANCHES: "DEFINE subpattern contains more than one branch";
    OCTAL_BRACE: "missing opening brace after \\o";
    AFTER_G: "\\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain number";
    AFTER_R: "(?R (recursive pattern call) must be followed by a closing parenthesis";
    UNKNOWN_VERB: "(*VERB) not recognized or malformed";
    GROUP_TOO_BIG: "subpattern number is too big";
    NAME_EXPECTED: "subpattern name expected";
    NON_OCTAL: "non-octal character in \\o{} (closing brace missing?)";
    NAMES_DIFFER: "different names for subpatterns of the same number are not allowed";
    MARK_ARGUMENT: "(*MARK) must have an argument";
    NON_HEX: "non-hex character in \\x{} (closing brace missing?)";
    CONTROL_CHARACTER: "\\c must be followed by a printable ASCII character";
    AFTER_K: "\\k is not followed by a braced, angle-bracketed, or quoted name";
    N_IN_CLASS: "\\N is not supported in a class";
    SURROGATE: "disallowed Unicode code point (>= 0xd800 && <= 0xdfff)";
    UTF_DISABLED: "using UTF is disabled by the application";
    VERB_NAME_TOO_LONG: "name is too long in (*MARK), (*PRUNE), (*SKIP), or (*THEN)";
    DIGITS_MISSING: "digits missing after \\x or in \\x{} or \\o{} or \\N{U+}";
    VERSION_SYNTAX: "syntax error or number too big in (?(VERSION condition";
    CALLOUT_STRING: "missing terminating delimiter for callout with string argument";
    CALLOUT_DELIMITER: "unrecognized string delimiter follows (?C";
    TOO_COMPLICATED: "regular expression is too complicated";
    BEHIND_TOO_LONG: "lookbehind assertion is too long";
    NAMED_CODE: "\\N{U+dddd} is supported only in Unicode (UTF) mode";
    OPTION_HYPHEN: "invalid hyphen in option setting";
    UNKNOWN_ASSERTION: "(*alpha_assertion) not recognized";
    TOO_MANY_GROUPS: "too many capturing groups (maximum 65535)";
    KEEP_IN_ASSERTION: "\\K is not allowed in lookarounds (but see PCRE2_EXTRA_ALLOW_LOOKAROUND_BSK)";
    BRANCH_BEHIND_TOO_LONG: "branch too long in variable-length lookbehind assertion";
    TURKISH_UTF: "PCRE2_EXTRA_TURKISH_CASING require Unicode (UTF or UCP) mode";
    TURKISH_BYTES: "PCRE2_EXTRA_TURKISH_CASING requires UTF in 8-bit mode";
    TURKISH_RESTRICT: "PCRE2_EXTRA_TURKISH_CASING and PCRE2_EXTRA_CASELESS_RESTRICT are not compatible";
    CLASS_TOO_DEEP: "extended character class nesting is too deep";
    CLASS_OPERATOR_FIRST: "unexpected operator in extended character class (no preceding operand)";
    CLASS_OPERAND_MISSING: "expected operand after operator in extended character class";
    CLASS_EXPRESSION: "unexpected expression in extended character class (no preceding operator)";
    CLASS_EMPTY: "empty expression in extended character class";
    CLASS_END: "terminating ] with no following closing parenthesis in (?[...]";
    CLASS_CHARACTER: "unexpected character in (?[...]) extended character class";
    GROUP_EXPECTED: "expected capture group number or name";
    NOT_OPENED_LIST: "missing opening parenthesis";
    NUMBER_SYNTAX: "syntax error in subpattern number (missing terminator?)";
}

/// What is wrong with bytes that should be UTF-8, and where the character begins.
pub fn utf8(bytes: &[u8]) -> Result<(), Wrong> {
    const MISSING: [&str; 5] = [
        "UTF-8 error: 1 byte missing at end",
        "UTF-8 error: 2 bytes missing at end",
        "UTF-8 error: 3 bytes missing at end",
        "UTF-8 error: 4 bytes missing at end",
        "UTF-8 error: 5 bytes missing at end",
    ];
    let mut at = 0;
    while let Some(lead) = bytes.get(at) {
        let more = match lead {
            0..=0x7f => 0,
            0x80..=0xbf => {
                return Err(Wrong { what: "UTF-8 error: isolated byte with 0x80 bit set", at });
            }
            0xc0..=0xdf => 1,
            0xe0..=0xef => 2,
            0xf0..=0xf7 => 3,
            0xf8..=0xfb => 4,
            0xfc..=0xfd => 5,
            0xfe.. => return Err(Wrong { what: "UTF-8 error: illegal byte (0xfe or 0xff)", at }),
        };
        let rest = bytes.get(at + 1..).unwrap_or_default();
        if rest.len() < more {
            return Err(Wrong { what: MISSING[more - rest.len() - 1], at });
        }
        if let Some(what) = misformed(*lead, &rest[..more]) {
            return Err(Wrong { what, at });
        }
        at += 1 + more;
    }
    Ok(())
}

fn misformed(lead: u8, rest: &[u8]) -> Option<&'static str> {
    const TOP_BITS: [&str; 5] = [
        "UTF-8 error: byte 2 top bits not 0x80",
        "UTF-8 error: byte 3 top bits not 0x80",
        "UTF-8 error: byte 4 top bits not 0x80",
        "UTF-8 error: byte 5 top bits not 0x80",
        "UTF-8 error: byte 6 top bits not 0x80",
    ];
    if let Some(wrong) = rest.iter().position(|byte| byte & 0xc0 != 0x80) {
        return TOP_BITS.get(wrong).copied();
    }
    let second = *rest.first()?;
    match (rest.len(), lead, second) {
        (1, 0xc0..=0xc1, _) => Some("UTF-8 error: overlong 2-byte sequence"),
        (2, 0xe0, ..0xa0) => Some("UTF-8 error: overlong 3-byte sequence"),
        (2, 0xed, 0xa0..) => Some("UTF-8 error: code points 0xd800-0xdfff are not defined"),
        (3, 0xf0, ..0x90) => Some("UTF-8 error: overlong 4-byte sequence"),
        (3, 0xf5.., _) | (3, 0xf4, 0x90..) => Some("UTF-8 error: code points greater than 0x10ffff are not defined"),
        (4, 0xf8, ..0x88) => Some("UTF-8 error: overlong 5-byte sequence"),
        (4, ..) => Some("UTF-8 error: 5-byte character is not allowed (RFC 3629)"),
        (5, 0xfc, ..0x84) => Some("UTF-8 error: overlong 6-byte sequence"),
        (5, ..) => Some("UTF-8 error: 6-byte character is not allowed (RFC 3629)"),
        _ => None,
    }
}

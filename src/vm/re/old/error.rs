//! What can be wrong with a pattern, in the words of PCRE 8.44.

macro_rules! texts {
    ($($name:ident: $text:expr;)*) => {
        $(#[doc = $text] pub const $name: &str = $text;)*
    };
}

texts! {
    ESCAPE_AT_END: "\\ at end of pattern";
    CONTROL_AT_END: "\\c at end of pattern";
    UNKNOWN_ESCAPE: "unrecognized character follows \\";
    QUANTIFIER_ORDER: "numbers out of order in {} quantifier";
    QUANTIFIER_TOO_BIG: "number too big in {} quantifier";
    CLASS_NOT_CLOSED: "missing terminating ] for character class";
    ESCAPE_IN_CLASS: "invalid escape sequence in character class";
    RANGE_ORDER: "range out of order in character class";
    NOTHING_TO_REPEAT: "nothing to repeat";
    AFTER_QUESTION: "unrecognized character after (? or (?-";
    POSIX_OUTSIDE: "POSIX named classes are supported only within a class";
    NOT_CLOSED: "missing )";
    NO_SUCH_GROUP: "reference to non-existent subpattern";
    COMMENT_NOT_CLOSED: "missing ) after comment";
    TOO_LARGE: "regular expression is too large";
    UNMATCHED: "unmatched parentheses";
    AFTER_LESS: "unrecognized character after (?<";
    BEHIND_NOT_FIXED: "lookbehind assertion is not fixed length";
    CONDITION_SYNTAX: "malformed number or name after (?(";
    THREE_BRANCHES: "conditional group contains more than two branches";
    ASSERTION_EXPECTED: "assertion expected after (?( or (?(?C)";
    CALL_NOT_CLOSED: "(?R or (?[+-]digits must be followed by )";
    UNKNOWN_POSIX: "unknown POSIX class name";
    POSIX_COLLATING: "POSIX collating elements are not supported";
    CODE_TOO_LARGE: "character value in \\x{} or \\o{} is too large";
    CONDITION_ZERO: "invalid condition (?(0)";
    UNIT_BEHIND: "\\C not allowed in lookbehind assertion";
    UNSUPPORTED_ESCAPE: "PCRE does not support \\L, \\l, \\N{name}, \\U, or \\u";
    CALLOUT_TOO_BIG: "number after (?C is > 255";
    CALLOUT_NOT_CLOSED: "closing ) for (?C expected";
    ENDLESS_CALL: "recursive call could loop indefinitely";
    AFTER_P: "unrecognized character after (?P";
    NAME_SYNTAX: "syntax error in subpattern name (missing terminator)";
    NAME_TWICE: "two named subpatterns have the same name";
    INVALID_UTF8: "invalid UTF-8 string";
    PROPERTY_SYNTAX: "malformed \\P or \\p sequence";
    UNKNOWN_PROPERTY: "unknown property name after \\P or \\p";
    NAME_TOO_LONG: "subpattern name is too long (maximum 32 characters)";
    TOO_MANY_NAMES: "too many named subpatterns (maximum 10000)";
    OCTAL_TOO_LARGE: "octal value is greater than \\377 in 8-bit non-UTF-8 mode";
    DEFINE_BRANCHES: "DEFINE group contains more than one branch";
    AFTER_G: "\\g is not followed by a braced, angle-bracketed, or quoted name/number or by a plain number";
    REFERENCE_ZERO: "a numbered reference must not be zero";
    VERB_ARGUMENT: "an argument is not allowed for (*ACCEPT), (*FAIL), or (*COMMIT)";
    UNKNOWN_VERB: "(*VERB) not recognized or malformed";
    NUMBER_TOO_BIG: "number is too big";
    NAME_EXPECTED: "subpattern name expected";
    DIGIT_EXPECTED: "digit expected after (?+";
    NAMES_DIFFER: "different names for subpatterns of the same number are not allowed";
    MARK_ARGUMENT: "(*MARK) must have an argument";
    CONTROL_CHARACTER: "\\c must be followed by an ASCII character";
    AFTER_K: "\\k is not followed by a braced, angle-bracketed, or quoted name";
    N_IN_CLASS: "\\N is not supported in a class";
    SURROGATE: "disallowed Unicode code point (>= 0xd800 && <= 0xdfff)";
    VERB_NAME_TOO_LONG: "name is too long in (*MARK), (*PRUNE), (*SKIP), or (*THEN)";
    UTF_DISABLED: "setting UTF is disabled by the application";
    NON_HEX: "non-hex character in \\x{} (closing brace missing?)";
    NON_OCTAL: "non-octal character in \\o{} (closing brace missing?)";
    OCTAL_BRACE: "missing opening brace after \\o";
    INVALID_RANGE: "invalid range in character class";
    NAME_DIGIT: "group name must start with a non-digit";
    DIGITS_MISSING: "digits missing in \\x{} or \\o{}";
    TOO_COMPLICATED: "regular expression is too complicated";
}

//! The engine alone: what a search gives, and patterns and subjects that mean no good.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;

type Groups = Vec<(u32, u32)>;

fn search_with(pattern: &[u8], options: Options, subject: &[u8], how: How) -> Result<Option<Groups>, Stop> {
    let program = compile(pattern, options).unwrap();
    let mut matcher = Matcher::new(&program, subject, how, 0, MOST_WORK);
    matcher.search().map(|found| found.then(|| matcher.result()))
}

fn search(pattern: &str, subject: &str) -> Result<Option<Groups>, Stop> {
    search_with(pattern.as_bytes(), Options::default(), subject.as_bytes(), How::default())
}

fn wrong(pattern: &str) -> (&'static str, usize) {
    let wrong = compile(pattern.as_bytes(), Options::default()).unwrap_err();
    (wrong.what, wrong.at)
}

#[test]
fn finds_what_is_there() {
    assert_eq!(search("b(c)?", "abcd"), Ok(Some(vec![(1, 3), (2, 3)])));
    assert_eq!(search("(a|ab)(c|bcd)", "abcd"), Ok(Some(vec![(0, 4), (0, 1), (1, 4)])));
    assert_eq!(search("^(\\((?:[^()]|(?1))*\\))$", "(a(b)c)"), Ok(Some(vec![(0, 7), (0, 7)])));
    assert_eq!(search("x", "abc"), Ok(None));
}

#[test]
fn patterns_of_older_releases() {
    let old = |pattern: &[u8]| compile(pattern, Options { old: true, ..Options::default() });
    let wrong = |pattern: &str| old(pattern.as_bytes()).unwrap_err();
    for (pattern, what, at) in [
        ("(", "missing )", 1),
        ("a)(", "unmatched parentheses", 1),
        ("*", "nothing to repeat", 0),
        ("(?<=a|b+)", "lookbehind assertion is not fixed length", 8),
        ("(a|b(?1))|(?1)(?3)", "reference to non-existent subpattern", 17),
        ("(a|(?1))", "recursive call could loop indefinitely", 6),
    ] {
        assert_eq!(wrong(pattern), Wrong { what, at }, "{pattern}");
    }
    for pattern in ["\\i\\8", "[\\d-z\\B]", "{,3}", "(?i-s-m)a", "(?=a\\K)", "(?X)a", "\\x"] {
        assert!(old(pattern.as_bytes()).is_ok(), "{pattern}");
    }
    assert!(old(b"a\0(").is_ok());
    assert!(old(b"(?<\xe9>a)").is_ok());
    let nested = |open: &str, count: usize| wrong(&open.repeat(count));
    assert_eq!(nested("(", 799), Wrong { what: "regular expression is too complicated", at: 799 });
    assert_eq!(nested("(?:", 100_000).what, "regular expression is too complicated");
}

#[test]
fn runaway_patterns_stop() {
    let many = "a".repeat(40);
    for pattern in ["(a|a)*[bc]", "^(([a-z])+.)+[A-Z]([a-z])+[bc]$"] {
        assert_eq!(search(pattern, &format!("{many}d")), Err(Stop::MatchLimit), "{pattern}");
    }
    let how = How { match_limit: Some(100), ..How::default() };
    assert_eq!(search_with(b"(a+)+[bc]", Options::default(), many.as_bytes(), how), Err(Stop::MatchLimit));
    // Each attempt is within its limit, but there are many.
    assert_eq!(search("(a+)+[bc]", &"a".repeat(50_000)), Err(Stop::MatchLimit));
}

#[test]
fn calls_without_end_stop() {
    assert_eq!(search("(?R)", "a"), Err(Stop::Loop));
    assert_eq!(search("(a?(?1))", "aaa"), Err(Stop::Loop));
    assert_eq!(search("(?:a|(?R))*+(?1)(b|(?1))", "aaa"), Err(Stop::Loop));
    assert!(search("(.(?1)?)", &"a".repeat(1_000_000)).is_ok());
    assert!(search("^(.(?1)*)*$", &"a".repeat(3_000)).is_ok());
}

#[test]
fn long_subjects_are_matched_without_depth() {
    let long = "ab".repeat(400_000);
    let whole = Ok(Some(vec![(0, 800_000), (799_999, 800_000)]));
    assert_eq!(search("(a|b)*", &long), whole);
    assert_eq!(search("(?>(a|b))*+", &long), whole);
    assert_eq!(search("(?:(a)|(b))*", &"ab".repeat(3_000_000)), Err(Stop::HeapLimit));
}

#[test]
fn what_is_nested_deeply_is_refused_or_compiled() {
    let nested = |open: &str, close: &str, count: usize| format!("{}a{}", open.repeat(count), close.repeat(count));
    assert!(compile(nested("(", ")", 1000).as_bytes(), Options::default()).is_ok());
    assert_eq!(wrong(&nested("(", ")", 5_000)), (error::TOO_COMPLICATED, 0));
    assert_eq!(wrong(&nested("(", ")", 100_000)).0, error::TOO_DEEP);
    assert_eq!(wrong(&nested("(?:", "){2}", 30)), (error::TOO_LARGE, 0));
    assert_eq!(wrong(&nested("(?:", "){0,3}+", 900)), (error::TOO_LARGE, 0));
    assert_eq!(wrong(&nested("(?<=(", "))", 1_500)).0, error::BEHIND_TOO_COMPLICATED);
    assert_eq!(wrong("(?:a{1000}b){60000}").0, error::TOO_LARGE);
    assert_eq!(wrong(&"(".repeat(1_000_000)).0, error::TOO_DEEP);
    assert_eq!(wrong(&"[".repeat(1_000_000)).0, error::CLASS_NOT_CLOSED);
    assert_eq!(wrong(&"(?[(".repeat(1_000)).0, error::CLASS_CHARACTER);
    assert_eq!(wrong(&format!("(?[{}", "(".repeat(1_000))).0, error::CLASS_TOO_DEEP);
}

#[test]
fn subjects_that_are_no_text_do_no_harm() {
    let options = Options { utf: true, ucp: true, ..Options::default() };
    for pattern in ["\\X+", ".+?$", "(?i)\\x{3b1}*\\b\\w*", "[^a]{2,}(?<=..)", "(.)\\1", "\\R", "\\C\\C?"] {
        for subject in [&b"\xff\xfe"[..], b"\xe2\x82", b"\xf0\x9f", b"a\xe2", b"\x80\x80\x80", b"\xed\xa0\x80"] {
            for offset in 0..=subject.len() {
                let how = How { offset, ..How::default() };
                let _ = search_with(pattern.as_bytes(), options, subject, how);
            }
        }
    }
}

/// What patterns are made of, so that many of what is made at random are patterns.
const PARTS: [&str; 64] = [
    "a",
    "b",
    ".",
    "^",
    "$",
    "(",
    ")",
    "(",
    ")",
    "(?:",
    "(?>",
    "(?=",
    "(?!",
    "(?<=",
    "(?<!",
    "(?<n>",
    "(?|",
    "(?(1)",
    "(?(R)",
    "(?(?=",
    "(?R)",
    "(?1)",
    "(?&n)",
    "(?i)",
    "(?x",
    "|",
    "|",
    "*",
    "+",
    "?",
    "{2}",
    "{0,3}",
    "{,2}",
    "{1,",
    "[",
    "]",
    "[^",
    "a-c",
    "-",
    "\\d",
    "\\W",
    "\\b",
    "\\K",
    "\\1",
    "\\g{-1}",
    "\\k<n>",
    "\\X",
    "\\R",
    "\\C",
    "\\Q",
    "\\E",
    "\\p{L}",
    "\\x{3b1}",
    "(*COMMIT)",
    "(*THEN)",
    "(*SKIP:x)",
    "(*:x)",
    "(*ACCEPT)",
    "(?[",
    "&[",
    "(*scs:(1)",
    "(?1(1))",
    "(*UTF)",
    "[:alpha:]",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 4_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_pattern_on_any_subject_ends(
        parts in proptest::collection::vec(0..PARTS.len(), 0..14),
        subject in proptest::collection::vec(prop_oneof![Just(b'a'), Just(b'b'), Just(b'\n'), any::<u8>()], 0..12),
        utf in any::<bool>(),
        offset in 0..4usize,
        old in any::<bool>(),
    ) {
        let pattern: String = parts.into_iter().map(|part| PARTS[part]).collect();
        let options = Options { utf, old, ..Options::default() };
        if let Ok(program) = compile(pattern.as_bytes(), options) {
            let how = How { offset: offset.min(subject.len()), ..How::default() };
            let mut matcher = Matcher::new(&program, &subject, how, 0, 200_000);
            if matcher.search() == Ok(true) {
                let all = matcher.result();
                prop_assert!(all.iter().all(|(from, to)| *from == UNSET || *to as usize <= subject.len()));
            }
        }
    }

    #[test]
    fn any_bytes_are_a_pattern_or_not(
        pattern in proptest::collection::vec(any::<u8>(), 0..40),
        utf in any::<bool>(),
        old in any::<bool>(),
    ) {
        let _ = compile(&pattern, Options { utf, old, ..Options::default() });
    }
}

//! The engine alone: what a search gives, and patterns and subjects that mean no good.

#![allow(clippy::unwrap_used)]

use super::*;

fn search(pattern: &str, subject: &str) -> Result<Option<Vec<(u32, u32)>>, Stop> {
    let program = compile(pattern.as_bytes(), Options::default()).unwrap();
    let mut matcher = Matcher::new(&program, subject.as_bytes(), How::default(), 0, MOST_WORK);
    matcher.search().map(|found| found.then(|| matcher.result()))
}

#[test]
fn finds_what_is_there() {
    assert_eq!(search("b(c)?", "abcd"), Ok(Some(vec![(1, 3), (2, 3)])));
    assert_eq!(search("(a|ab)(c|bcd)", "abcd"), Ok(Some(vec![(0, 4), (0, 1), (1, 4)])));
    assert_eq!(search("^(\\((?:[^()]|(?1))*\\))$", "(a(b)c)"), Ok(Some(vec![(0, 7), (0, 7)])));
    assert_eq!(search("x", "abc"), Ok(None));
}

//! What is wrong with a lesson, and where.

use ron::error::SpannedError;
use thiserror::Error;

/// A lesson that cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[error("{file}:{line}:{column}: {what}")]
pub struct LessonError {
    /// The file of the lesson, with the lesson's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
    /// What is wrong.
    pub what: String,
}

impl LessonError {
    pub(crate) fn new(lesson: &str, file: &str, line: usize, what: impl std::fmt::Display) -> LessonError {
        LessonError { file: format!("{lesson}/{file}"), line, column: 1, what: what.to_string() }
    }

    pub(crate) fn ron(lesson: &str, file: &str, error: &SpannedError) -> LessonError {
        let at = error.span.start;
        LessonError { column: at.col, ..LessonError::new(lesson, file, at.line, &error.code) }
    }
}

//! Lessons: their format, their checks, progress.

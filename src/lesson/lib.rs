//! Lessons: their format, their checks, the proof that they can be solved, progress.

mod check;
mod error;
mod lesson;
mod progress;
mod solution;

pub use check::{Check, Count};
pub use error::LessonError;
pub use lesson::{FORMAT, Lesson, Step, passed, program_file};
pub use progress::Progress;
pub use solution::{Action, Solution, prove};

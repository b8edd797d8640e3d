//! `enigma lesson list` and `enigma lesson check`.

use std::process::ExitCode;

use enigma_lesson::prove;

use super::args::LessonAction;
use super::{Done, Failure, content};

/// Lists the lessons, or proves that they can be solved.
pub fn lesson(action: &LessonAction) -> Done {
    match action {
        LessonAction::List => list(),
        LessonAction::Check { name } => check(name.as_deref()),
    }
}

fn list() -> Done {
    for lesson in content::lessons()? {
        say!("{:<28} {} ({} steps)", lesson.name, lesson.title, lesson.steps.len())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn check(wanted: Option<&str>) -> Done {
    let mut lessons = content::lessons()?;
    if let Some(name) = wanted {
        lessons.retain(|lesson| lesson.name == name);
        if lessons.is_empty() {
            return Err(Failure::new(format!("{name}: no such lesson")));
        }
    }
    let mut status = ExitCode::SUCCESS;
    for lesson in &lessons {
        match prove(lesson, &content::solution(&lesson.name)?) {
            Ok(()) => say!("{:<28} solved, {} steps", lesson.name, lesson.steps.len())?,
            Err(why) => {
                say!("{:<28} NOT SOLVED: {why}", lesson.name)?;
                status = ExitCode::FAILURE;
            }
        }
    }
    Ok(status)
}

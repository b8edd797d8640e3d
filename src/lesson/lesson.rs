//! A lesson: a program, steps with checks, and the prose that goes with them.
//!
//! `lesson.ron` holds everything but the prose; `en.md` is divided at its `## ` headings, which are
//! the steps' titles; what stands before the first is the introduction.

use std::collections::BTreeMap;
use std::sync::Arc;

use enigma_debug::Session;
use enigma_replay::{Entry, Nothing, Program};
use serde::Deserialize;

use crate::check::Check;
use crate::error::LessonError;

/// The version of the format.
pub const FORMAT: u32 = 1;

/// A step of a lesson.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its title.
    pub title: String,
    /// What is to be reached, in a sentence.
    pub goal: String,
    /// Whether it is reached.
    pub check: Check,
    /// Help for whoever does not get there.
    pub hint: String,
}

/// `lesson.ron`.
#[derive(Deserialize)]
#[serde(rename = "Lesson", deny_unknown_fields)]
struct Plan {
    format: u32,
    title: String,
    program: String,
    entry: (String, String, Vec<String>),
    #[serde(default)]
    seed: u64,
    steps: Vec<Step>,
}

/// A lesson.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lesson {
    /// The name of its folder.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its steps.
    pub steps: Vec<Step>,
    /// The introduction, then the prose of each step, in Markdown, without the headings.
    pub prose: Vec<String>,
    /// What runs.
    pub program: Program,
}

/// The name of the file, in the lesson's folder, that holds its program.
pub fn program_file(name: &str, lesson_ron: &str) -> Result<String, LessonError> {
    plan(name, lesson_ron).map(|plan| plan.program)
}

fn plan(name: &str, text: &str) -> Result<Plan, LessonError> {
    let plan: Plan = ron::from_str(text).map_err(|e| LessonError::ron(name, "lesson.ron", &e))?;
    if plan.format != FORMAT {
        let what = format!("format {}, where this program reads format {FORMAT}", plan.format);
        return Err(LessonError::new(name, "lesson.ron", 1, what));
    }
    if plan.steps.is_empty() {
        return Err(LessonError::new(name, "lesson.ron", 1, "a lesson without steps"));
    }
    Ok(plan)
}

impl Lesson {
    /// A lesson out of its files: `lesson.ron`, `en.md`, the program's bytes, and the sources by
    /// their file names.
    pub fn parse(
        name: &str,
        lesson_ron: &str,
        prose: &str,
        program: Vec<u8>,
        sources: BTreeMap<String, String>,
    ) -> Result<Lesson, LessonError> {
        let Plan { title, entry: (module, function, args), seed, steps, .. } = plan(name, lesson_ron)?;
        let prose = divide(name, prose, &steps)?;
        let entry = Entry { module, function, args };
        let modules = vec![Arc::new(program)];
        let mut program = Program { title: title.clone(), modules, sources, entry, ..Program::default() };
        program.config.seed = seed;
        Ok(Lesson { name: name.into(), title, steps, prose, program })
    }

    /// A session at the start of the lesson.
    pub fn open(&self) -> Result<Session, String> {
        Session::open(self.program.clone(), Box::new(Nothing))
    }

    /// The introduction.
    pub fn introduction(&self) -> &str {
        self.prose.first().map_or("", String::as_str)
    }

    /// The prose of a step.
    pub fn prose_of(&self, step: usize) -> &str {
        self.prose.get(step + 1).map_or("", String::as_str)
    }
}

/// Whether a step is done.
pub fn passed(step: &Step, session: &Session, answer: Option<&str>) -> bool {
    step.check.holds(session, answer)
}

/// Divides the prose at the headings, which are to be the steps' titles.
fn divide(name: &str, text: &str, steps: &[Step]) -> Result<Vec<String>, LessonError> {
    let mut parts = vec![String::new()];
    let mut in_code = false;
    let error = |line: usize, what: String| LessonError::new(name, "en.md", line, what);
    for (index, line) in text.lines().enumerate() {
        in_code ^= line.trim_start().starts_with("```");
        match line.strip_prefix("## ").filter(|_| !in_code) {
            Some(heading) => {
                let title = steps.get(parts.len() - 1).map(|step| step.title.as_str());
                match title {
                    Some(title) if title == heading.trim() => parts.push(String::new()),
                    Some(title) => return Err(error(index + 1, format!("the heading is to be {title:?}"))),
                    None => return Err(error(index + 1, "a heading more than there are steps".into())),
                }
            }
            None => {
                if let Some(part) = parts.last_mut() {
                    part.push_str(line);
                    part.push('\n');
                }
            }
        }
    }
    match steps.get(parts.len() - 1) {
        Some(step) => Err(error(text.lines().count().max(1), format!("there is no heading {:?}", step.title))),
        None => Ok(parts.iter().map(|part| part.trim().to_string()).collect()),
    }
}

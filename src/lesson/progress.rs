//! What somebody has done of the lessons: plain data, for the program to keep.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

/// The steps done, by the names of the lessons.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// The steps done (from 0) of each lesson.
    pub done: BTreeMap<String, BTreeSet<usize>>,
}

impl Progress {
    /// Notes a step as done; whether that is news.
    pub fn pass(&mut self, lesson: &str, step: usize) -> bool {
        self.done.entry(lesson.into()).or_default().insert(step)
    }

    /// Whether a step is done.
    pub fn passed(&self, lesson: &str, step: usize) -> bool {
        self.done.get(lesson).is_some_and(|steps| steps.contains(&step))
    }

    /// How many of the first `steps` steps of a lesson are done.
    pub fn count(&self, lesson: &str, steps: usize) -> usize {
        self.done.get(lesson).map_or(0, |done| done.range(..steps).count())
    }

    /// The first step of a lesson that is not done; `None` where all of them are.
    pub fn next(&self, lesson: &str, steps: usize) -> Option<usize> {
        (0..steps).find(|step| !self.passed(lesson, *step))
    }

    /// Forgets what was done of a lesson.
    pub fn forget(&mut self, lesson: &str) {
        self.done.remove(lesson);
    }
}

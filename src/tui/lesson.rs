//! A lesson as the interface shows it: the prose and goal of the step at hand, whether it is done, the hint.
//!
//! Whether a step is done is decided by the lesson's own checks over the session; this module only keeps and draws
//! the outcome.

use crate::host::Course;
use crate::markdown;
use crate::text;
use crate::theme::{Role, Theme};
use enigma_debug::Session;
use enigma_lesson::{Lesson, Progress};
use ratatui::text::{Line, Span};

/// A step of a lesson.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct StepView {
    /// Its title.
    pub title: String,
    /// What is to be reached, in a sentence.
    pub goal: String,
    /// A hint.
    pub hint: String,
    /// The prose, in Markdown.
    pub prose: String,
    /// An answer has to be typed.
    pub asks: bool,
    /// The step is done.
    pub done: bool,
}

/// A lesson with the step at hand.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct LessonView {
    /// Its name in the catalogue.
    pub name: String,
    /// Its title.
    pub title: String,
    /// Its steps.
    pub steps: Vec<StepView>,
    /// The step at hand.
    pub step: usize,
    /// The hint is shown.
    pub hint: bool,
    /// What became of the last answer.
    pub verdict: Option<String>,
    /// The rows of the step at hand, laid out by [`LessonView::lay_out`].
    pub lines: Vec<Line<'static>>,
}

impl LessonView {
    /// The step at hand.
    pub fn current(&self) -> Option<&StepView> {
        self.steps.get(self.step)
    }

    /// Whether every step is done.
    pub fn finished(&self) -> bool {
        self.steps.iter().all(|s| s.done)
    }

    /// Where in the lesson we are, for the title of the pane.
    pub fn place(&self) -> String {
        format!("{} {}/{}", self.title, (self.step + 1).min(self.steps.len()), self.steps.len())
    }

    /// Goes to another step; what was shown for the one before goes.
    pub fn go(&mut self, step: usize) {
        self.step = step.min(self.steps.len().saturating_sub(1));
        self.hint = false;
        self.verdict = None;
    }

    /// Takes in whether the step at hand is done; says whether that is news. What is done stays done.
    pub fn checked(&mut self, passed: bool, answer: Option<&str>) -> bool {
        self.verdict = answer.map(|a| if passed { format!("{a}: right") } else { format!("{a}: no") });
        let Some(step) = self.steps.get_mut(self.step) else { return false };
        let news = passed && !step.done;
        step.done |= passed;
        news
    }

    /// Lays the step out for a width.
    pub fn lay_out(&mut self, width: usize, theme: &Theme) {
        self.lines = match self.current() {
            Some(step) => rows(self, step, width, theme),
            None => Vec::new(),
        };
    }
}

/// A lesson with what was done of it before, for the interface to show and check.
pub fn course(lesson: Lesson, progress: &Progress) -> Box<dyn Course> {
    let done = (0..lesson.steps.len()).map(|step| progress.passed(&lesson.name, step)).collect();
    let next = progress.next(&lesson.name, lesson.steps.len()).unwrap_or(0);
    Box::new(Taken { lesson, done, next })
}

struct Taken {
    lesson: Lesson,
    done: Vec<bool>,
    next: usize,
}

impl Course for Taken {
    fn view(&self) -> LessonView {
        let lesson = &self.lesson;
        let steps = lesson.steps.iter().zip(&self.done).enumerate().map(|(i, (step, done))| {
            let introduction = if i == 0 { lesson.introduction() } else { "" };
            StepView {
                title: step.title.clone(),
                goal: step.goal.clone(),
                hint: step.hint.clone(),
                prose: format!("{introduction}\n\n{}", lesson.prose_of(i)).trim().to_owned(),
                asks: step.check.question().is_some(),
                done: *done,
            }
        });
        LessonView {
            name: lesson.name.clone(),
            title: lesson.title.clone(),
            steps: steps.collect(),
            step: self.next,
            ..LessonView::default()
        }
    }

    fn passed(&self, step: usize, session: &Session, answer: Option<&str>) -> bool {
        self.lesson.steps.get(step).is_some_and(|step| enigma_lesson::passed(step, session, answer))
    }
}

fn rows(lesson: &LessonView, step: &StepView, width: usize, theme: &Theme) -> Vec<Line<'static>> {
    let mut out = Vec::new();
    let mut say = |label: &str, words: &str, role: Role| {
        for (i, row) in text::wrap(words, width.saturating_sub(label.len()).max(1)).into_iter().enumerate() {
            let lead = if i == 0 { label.to_owned() } else { " ".repeat(label.len()) };
            out.push(Line::from(vec![
                Span::styled(lead, theme.style(Role::Strong)),
                Span::styled(row, theme.style(role)),
            ]));
        }
    };
    say("", &step.title, Role::Strong);
    say("Goal: ", &step.goal, Role::Text);
    let sign = if step.done { theme.signs.done } else { theme.signs.open };
    let last = lesson.step + 1 >= lesson.steps.len();
    let state = match (step.done, step.asks, last) {
        (true, _, true) if lesson.finished() => format!("{sign} done, and with it the lesson"),
        (true, _, true) => format!("{sign} done"),
        (true, _, false) => format!("{sign} done; `.` goes on"),
        (false, true, _) => format!("{sign} `i` answers, `H` gives a hint"),
        (false, false, _) => format!("{sign} not yet; `H` gives a hint"),
    };
    say("", &state, if step.done { Role::Good } else { Role::Dim });
    if let Some(verdict) = &lesson.verdict {
        say("", verdict, Role::Strong);
    }
    if lesson.hint {
        say("Hint: ", &step.hint, Role::Text);
    }
    out.push(Line::default());
    out.extend(markdown::lines(&step.prose, width, theme));
    out
}

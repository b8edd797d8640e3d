//! The lesson that is open: what to read, what to do, and whether it is done.

use super::{Columns, Data, Row, Spec, items, no_columns, no_note, stay};
use crate::lesson::LessonView;
use ratatui::text::Line;

pub(super) const SPEC: Spec = Spec {
    title: "Lesson",
    prose: true,
    rows: |d| items(d.lesson.map_or(0, |l| l.lines.len())),
    columns: no_columns,
    line,
    note: |d| d.lesson.map(LessonView::place).unwrap_or_default(),
    foot: no_note,
    empty: |_| "No lesson is open; the home page lists them.".into(),
    inside: |_, _| None,
    home: stay,
};

fn line(d: Data<'_>, row: Row, _: Columns, _: usize) -> Line<'static> {
    match row {
        Row::Item(i) => d.lesson.and_then(|l| l.lines.get(i)).cloned().unwrap_or_default(),
        _ => Line::default(),
    }
}

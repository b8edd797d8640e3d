//! What the program printed.

use super::{Data, Inside, Row, Spec, items, no_columns, no_note};
use crate::text;
use crate::theme::Role;
use ratatui::text::Line;

pub(super) const SPEC: Spec = Spec {
    title: "Console",
    prose: false,
    rows: |d| items(d.views.console.lines.len()),
    columns: no_columns,
    line: |d, row, _, _| match row {
        Row::Item(i) => d
            .views
            .console
            .lines
            .get(i)
            .map(|l| Line::from(text::span(l, d.theme.style(Role::Text))))
            .unwrap_or_default(),
        _ => Line::default(),
    },
    note: |d| match d.views.console.written {
        0 => String::new(),
        n => text::count(usize::try_from(n).unwrap_or(usize::MAX), "byte"),
    },
    foot: no_note,
    empty: |_| "Nothing has been printed.".into(),
    inside,
    home: |d, _| d.views.console.lines.len().checked_sub(1),
};

fn inside(d: Data<'_>, row: Row) -> Option<Inside> {
    let Row::Item(i) = row else { return None };
    let line = d.views.console.lines.get(i)?;
    Some(Inside { title: format!("printed line {}", i + 1), text: line.clone(), word: None })
}

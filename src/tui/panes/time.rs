//! Time as a line: where we are, how far it is known, checkpoints and marks.
//!
//! Most of the time the line is one row at the foot of the screen; as a pane of its own it says in words what the
//! line shows.

use super::{Columns, Data, Row, Spec, items, no_columns, no_note, stay};
use crate::text;
use crate::theme::Role;
use ratatui::text::{Line, Span};

pub(super) const SPEC: Spec = Spec {
    title: "Time",
    prose: true,
    rows: |d| items(facts(d).len() + 2),
    columns: no_columns,
    line,
    note: no_note,
    foot: no_note,
    empty: |_| String::new(),
    inside: |_, _| None,
    home: stay,
};

fn facts(d: Data<'_>) -> Vec<(&'static str, String)> {
    let (time, status) = (&d.views.time, &d.views.status);
    let end = match (time.ended, status.end) {
        (true, _) => text::number(time.furthest),
        (false, Some(end)) => text::number(end),
        (false, None) => format!("not known; seen up to {}", text::number(time.furthest)),
    };
    vec![
        ("instruction", text::number(time.position)),
        ("end", end),
        ("virtual time", text::duration(status.time_ns, d.theme.ascii)),
        ("checkpoints", text::number(time.checkpoints.len() as u64)),
        ("marks", time.marks.iter().map(|m| text::number(*m)).collect::<Vec<_>>().join("  ")),
        ("seed", status.seed.to_string()),
        ("state hash", format!("{:016x}", status.state_hash)),
    ]
}

fn line(d: Data<'_>, row: Row, _: Columns, width: usize) -> Line<'static> {
    match row {
        Row::Item(0) => bar(d, width),
        Row::Item(i) => match i.checked_sub(2).and_then(|i| facts(d).get(i).cloned()) {
            Some((name, value)) => Line::from(vec![
                Span::styled(format!("{name:<14}"), d.theme.style(Role::Dim)),
                text::span(&value, d.theme.style(Role::Text)),
            ]),
            None => Line::default(),
        },
        _ => Line::default(),
    }
}

/// How much time a bar shows: up to the furthest point known.
fn span_of(d: Data<'_>) -> u64 {
    let time = &d.views.time;
    time.furthest.max(time.position).max(d.views.status.end.unwrap_or(0)).max(1)
}

/// The text after the bar.
fn figures(d: Data<'_>, width: usize) -> String {
    let time = &d.views.time;
    let ended = time.ended || d.views.status.end.is_some();
    let long =
        format!(" {} of {}{}", text::number(time.position), text::number(span_of(d)), if ended { "" } else { "+" });
    if long.len() + 10 <= width { long } else { format!(" {}", time.position) }
}

/// The instruction that a column of a bar stands for, where the bar has that column.
pub(crate) fn instruction_at(d: Data<'_>, column: usize, width: usize) -> Option<u64> {
    let cells = width.saturating_sub(text::width(&figures(d, width)));
    if column >= cells || cells < 2 {
        return None;
    }
    let at = u128::from(span_of(d)) * column as u128 / (cells as u128 - 1);
    u64::try_from(at).ok()
}

/// The bar with its figures, in so many columns.
pub(crate) fn bar(d: Data<'_>, width: usize) -> Line<'static> {
    let figures = figures(d, width);
    let cells = width.saturating_sub(text::width(&figures));
    if cells < 2 {
        return Line::from(Span::raw(text::cut(figures.trim_start(), width, d.theme.signs.more)));
    }
    let (time, signs) = (&d.views.time, &d.theme.signs);
    let column = |at: u64| {
        let at = u128::from(at.min(span_of(d))) * (cells as u128 - 1) / u128::from(span_of(d));
        usize::try_from(at).unwrap_or(0).min(cells - 1)
    };
    let here = column(time.position);
    let mut row: Vec<(&'static str, Role)> =
        (0..cells).map(|i| if i <= here { (signs.past, Role::Current) } else { (signs.future, Role::Dim) }).collect();
    let mut put = |at: u64, sign, role| {
        if let Some(cell) = row.get_mut(column(at)) {
            *cell = (sign, role);
        }
    };
    time.checkpoints.iter().for_each(|at| put(*at, signs.checkpoint, Role::Dim));
    time.marks.iter().for_each(|at| put(*at, signs.mark, Role::Keyword));
    put(time.position, signs.here, Role::Strong);
    let mut spans: Vec<Span<'static>> =
        row.into_iter().map(|(sign, role)| Span::styled(sign, d.theme.style(role))).collect();
    spans.push(Span::raw(figures));
    Line::from(spans)
}

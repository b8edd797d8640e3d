//! What happened up to now, the latest at the bottom.

use super::{Columns, Data, Inside, Row, Spec, digits, items, no_note, widest};
use crate::text;
use crate::theme::Role;
use ratatui::text::{Line, Span};

pub(super) const SPEC: Spec = Spec {
    title: "Events",
    prose: false,
    rows: |d| items(d.views.events.len()),
    columns: |d| {
        let events = &d.views.events;
        let last = events.last().map_or(0, |e| e.instruction);
        [
            digits(last) + (digits(last) - 1) / 3,
            widest(events.iter().map(|e| e.pid.map_or(0, |p| text::pid(p).len())), 5, 12),
            widest(events.iter().map(|e| e.kind.len()), 4, 9),
            0,
        ]
    },
    line,
    note: |d| match d.views.events.len() {
        0 => String::new(),
        n => text::number(n as u64),
    },
    foot: no_note,
    empty: |_| "Nothing has happened yet.".into(),
    inside,
    home: |d, _| d.views.events.len().checked_sub(1),
};

fn line(d: Data<'_>, row: Row, columns: Columns, _: usize) -> Line<'static> {
    let Row::Item(i) = row else { return Line::default() };
    let Some(event) = d.views.events.get(i) else { return Line::default() };
    let more = d.theme.signs.more;
    let pid = event.pid.map(text::pid).unwrap_or_default();
    let role = match event.kind.as_str() {
        "exception" | "exit" => Role::Error,
        _ => Role::Keyword,
    };
    Line::from(vec![
        Span::styled(format!("{:>w$} ", text::number(event.instruction), w = columns[0]), d.theme.style(Role::Dim)),
        Span::styled(text::fit(&pid, columns[1], more), d.theme.style(Role::Variable)),
        Span::raw(" "),
        text::span(&text::fit(&event.kind, columns[2], more), d.theme.style(role)),
        Span::raw(" "),
        text::span(&event.text, d.theme.style(Role::Text)),
    ])
}

fn inside(d: Data<'_>, row: Row) -> Option<Inside> {
    let Row::Item(i) = row else { return None };
    let event = d.views.events.get(i)?;
    let who = event.pid.map(|p| format!(" in {}", text::pid(p))).unwrap_or_default();
    let text = format!(
        "{}\n\nat instruction {}{who}\n\n`u` and `U` in the pane go there.",
        event.text,
        text::number(event.instruction)
    );
    Some(Inside { title: event.kind.clone(), text, word: None })
}

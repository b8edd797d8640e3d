//! The mailbox of the process shown, the oldest message first.

use super::{Columns, Data, Inside, Row, Spec, digits, items, no_note};
use crate::text;
use crate::theme::Role;
use ratatui::text::{Line, Span};

pub(super) const SPEC: Spec = Spec {
    title: "Mailbox",
    prose: false,
    rows: |d| items(d.views.mailbox.len()),
    columns: |d| [digits(d.views.mailbox.len() as u64), 0, 0, 0],
    line,
    note: |d| match d.views.mailbox.len() {
        0 => String::new(),
        n => text::count(n, "message"),
    },
    foot: no_note,
    empty: |_| "No message waits.".into(),
    inside,
    home: |d, _| d.views.mailbox.iter().position(|message| message.next),
};

fn line(d: Data<'_>, row: Row, columns: Columns, _: usize) -> Line<'static> {
    let Row::Item(i) = row else { return Line::default() };
    let Some(message) = d.views.mailbox.get(i) else { return Line::default() };
    let next = if message.next { d.theme.signs.current } else { " " };
    let mark = if message.changed { "*" } else { " " };
    Line::from(vec![
        Span::styled(next, d.theme.style(Role::Current)),
        Span::styled(format!("{:>w$}", i + 1, w = columns[0]), d.theme.style(Role::Dim)),
        Span::styled(mark, d.theme.style(Role::Changed)),
        Span::raw(" "),
        text::span(&message.term, d.theme.style(if message.changed { Role::Changed } else { Role::Text })),
    ])
}

fn inside(d: Data<'_>, row: Row) -> Option<Inside> {
    let Row::Item(i) = row else { return None };
    let message = d.views.mailbox.get(i)?;
    let mut text = message.term.clone();
    if message.next {
        text.push_str("\n\n`receive` looks at this one next.");
    }
    Some(Inside { title: format!("message {} of {}", i + 1, d.views.mailbox.len()), text, word: None })
}

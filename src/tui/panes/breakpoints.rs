//! The breakpoints that are set.

use super::{Data, Inside, Row, Spec, items, no_columns, no_note, stay};
use crate::text;
use crate::theme::Role;
use ratatui::text::{Line, Span};

pub(super) const SPEC: Spec = Spec {
    title: "Breakpoints",
    prose: false,
    rows: |d| items(d.views.breakpoints.len()),
    columns: no_columns,
    line: |d, row, _, _| {
        let Row::Item(i) = row else { return Line::default() };
        let Some(b) = d.views.breakpoints.get(i) else { return Line::default() };
        let sign = if b.enabled { d.theme.signs.breakpoint } else { d.theme.signs.open };
        Line::from(vec![
            Span::styled(sign, d.theme.style(Role::Breakpoint)),
            Span::styled(format!(" {:>2} ", b.id), d.theme.style(Role::Dim)),
            text::span(&b.place, d.theme.style(Role::Text)),
        ])
    },
    note: no_note,
    foot: no_note,
    empty: |_| "None; `b` sets one at the cursor in the code, `:break ring:loop/2` by name.".into(),
    inside,
    home: stay,
};

/// The breakpoint in a row.
pub(crate) fn id_of(d: Data<'_>, row: Row) -> Option<u32> {
    let Row::Item(i) = row else { return None };
    d.views.breakpoints.get(i).map(|b| b.id)
}

fn inside(d: Data<'_>, row: Row) -> Option<Inside> {
    let Row::Item(i) = row else { return None };
    let b = d.views.breakpoints.get(i)?;
    let state = if b.enabled { "switched on" } else { "switched off" };
    let text = format!("{}\n{state}\n\n`Del` in the pane removes it.", b.place);
    Some(Inside { title: format!("breakpoint {}", b.id), text, word: None })
}

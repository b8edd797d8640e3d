//! Stack frames of the process shown, the current one first, each with its y registers.

use super::{Columns, Data, Inside, Row, Spec, no_columns, no_note, register_inside, register_line, stay};
use crate::text;
use crate::theme::Role;
use ratatui::text::{Line, Span};

pub(super) const SPEC: Spec = Spec {
    title: "Stack",
    prose: false,
    rows,
    columns: no_columns,
    line,
    note: |d| match d.views.stack.len() {
        0 => String::new(),
        n => text::count(n, "frame"),
    },
    foot: no_note,
    empty: |_| "The stack is empty.".into(),
    inside,
    home: stay,
};

fn rows(d: Data<'_>) -> Vec<Row> {
    let mut rows = Vec::new();
    for (i, frame) in d.views.stack.iter().enumerate() {
        rows.push(Row::Item(i));
        rows.extend((0..frame.y.len()).map(|j| Row::Part(i, j)));
    }
    rows
}

fn line(d: Data<'_>, row: Row, _: Columns, _: usize) -> Line<'static> {
    match row {
        Row::Item(i) => {
            let Some(frame) = d.views.stack.get(i) else { return Line::default() };
            let role = if i == 0 { Role::Current } else { Role::Function };
            let sign = if i == 0 { d.theme.signs.current } else { " " };
            let mut spans = vec![
                Span::styled(format!("{sign}{i:>2} "), d.theme.style(if i == 0 { Role::Current } else { Role::Dim })),
                text::span(&frame.function, d.theme.style(role)),
            ];
            if let Some(location) = &frame.location {
                spans.push(text::span(&format!("  {location}"), d.theme.style(Role::Dim)));
            }
            Line::from(spans)
        }
        Row::Part(i, j) => {
            d.views.stack.get(i).and_then(|f| f.y.get(j)).map(|r| register_line(r, 4, d.theme)).unwrap_or_default()
        }
        _ => Line::default(),
    }
}

fn inside(d: Data<'_>, row: Row) -> Option<Inside> {
    match row {
        Row::Item(i) => {
            let frame = d.views.stack.get(i)?;
            let mut text = format!("frame {i}: {}\n", frame.function);
            if let Some(location) = &frame.location {
                text.push_str(&format!("at {location}\n"));
            }
            match frame.slot {
                Some(slot) => text.push_str(&format!("its callee returns to the instruction in slot {slot}\n")),
                None => text.push_str("the function that executes now\n"),
            }
            for r in &frame.y {
                text.push_str(&format!("\n{} = {}", r.name, r.value));
            }
            Some(Inside { title: frame.function.clone(), text, word: None })
        }
        Row::Part(i, j) => {
            let frame = d.views.stack.get(i)?;
            frame.y.get(j).map(|r| register_inside(r, &format!(" of {}", frame.function)))
        }
        _ => None,
    }
}

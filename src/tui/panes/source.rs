//! The source of the module shown.

use super::{Columns, Data, Inside, Row, Spec, digits, items, no_note};
use crate::theme::Role;
use enigma_debug::view::CodeLine;
use ratatui::text::{Line, Span};

pub(super) const SPEC: Spec = Spec {
    title: "Source",
    prose: false,
    rows: |d| items(d.views.code.source.len()),
    columns: |d| [digits(d.views.code.source.len() as u64).max(2), 0, 0, 0],
    line,
    note: |d| d.views.code.source_name.clone().unwrap_or_default(),
    foot: no_note,
    empty: |d| match &d.views.code.source_name {
        Some(name) => format!("{name} was not found; the code says what happens all the same."),
        None if d.views.code.lines.is_empty() => "No code is shown.".into(),
        None => "The module does not say where its source is.".into(),
    },
    inside,
    home: |d, _| d.views.code.source_line.and_then(|l| usize::try_from(l).ok()?.checked_sub(1)),
};

/// The instructions of a source line (from 1).
pub(crate) fn instructions(lines: &[CodeLine], number: usize) -> impl Iterator<Item = &CodeLine> {
    lines.iter().filter(move |l| l.line.is_some_and(|n| n as usize == number))
}

fn line(d: Data<'_>, row: Row, columns: Columns, _: usize) -> Line<'static> {
    let Row::Item(i) = row else { return Line::default() };
    let code = &d.views.code;
    let current = code.source_line.is_some_and(|l| l as usize == i + 1);
    let breakpoint = instructions(&code.lines, i + 1).any(|l| l.breakpoint);
    let signs = &d.theme.signs;
    let mut spans = vec![
        Span::styled(if breakpoint { signs.breakpoint } else { " " }, d.theme.style(Role::Breakpoint)),
        Span::styled(if current { signs.current } else { " " }, d.theme.style(Role::Current)),
        Span::styled(
            format!("{:>width$} ", i + 1, width = columns[0]),
            d.theme.style(if current { Role::Current } else { Role::Dim }),
        ),
    ];
    spans.extend(d.highlighter.line(i, &code.source, d.theme));
    Line::from(spans)
}

fn inside(d: Data<'_>, row: Row) -> Option<Inside> {
    let Row::Item(i) = row else { return None };
    let code = &d.views.code;
    let source = code.source.get(i)?;
    let mut text = format!("{}\n\n", source.trim());
    let mut none = true;
    for line in instructions(&code.lines, i + 1) {
        none = false;
        text.push_str(&format!("    {} {}\n", line.op, line.operands.join(" ")));
    }
    if none {
        text.push_str("No instruction comes from this line.\n");
    }
    Some(Inside { title: format!("line {}", i + 1), text, word: None })
}

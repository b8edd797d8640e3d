//! The instructions of the module shown, with function heads, labels, breakpoints and the place where the process
//! stands; what the next instruction does stands below them.

use super::{Columns, Data, Inside, Row, Spec, digits, widest};
use crate::text;
use crate::theme::Role;
use enigma_debug::view::CodeLine;
use ratatui::text::{Line, Span};

pub(super) const SPEC: Spec = Spec {
    title: "Code",
    prose: false,
    rows,
    columns,
    line,
    note: |d| d.views.code.module.clone(),
    foot: |d| d.views.code.help.clone(),
    empty: |d| match d.views.status.shown {
        Some(pid) => format!("{} is in no loaded code.", text::pid(pid)),
        None => "No process is left. `S` takes a step back, `g` goes to the start.".into(),
    },
    inside,
    home,
};

fn rows(d: Data<'_>) -> Vec<Row> {
    let mut rows = Vec::with_capacity(d.views.code.lines.len());
    for (i, line) in d.views.code.lines.iter().enumerate() {
        if line.function.is_some() {
            if i > 0 {
                rows.push(Row::Blank);
            }
            rows.push(Row::Head(i));
        }
        rows.push(Row::Item(i));
    }
    rows
}

fn labels(line: &CodeLine) -> String {
    let names: Vec<String> = line.labels.iter().map(|l| format!("L{l}")).collect();
    names.join(",")
}

fn columns(d: Data<'_>) -> Columns {
    let lines = &d.views.code.lines;
    let label = |l: &CodeLine| l.labels.iter().map(|n| digits(u64::from(*n)) + 2).sum::<usize>().saturating_sub(1);
    [widest(lines.iter().map(label), 2, 8), widest(lines.iter().map(|l| l.op.len()), 4, 20), 0, 0]
}

fn line(d: Data<'_>, row: Row, columns: Columns, width: usize) -> Line<'static> {
    let code = &d.views.code;
    match row {
        Row::Head(i) => {
            let name = code.lines.get(i).and_then(|l| l.function.as_deref()).unwrap_or_default();
            Line::from(text::span(name, d.theme.style(Role::Function)))
        }
        Row::Item(i) => match code.lines.get(i) {
            Some(line) => {
                let before = i.checked_sub(1).and_then(|b| code.lines.get(b)).and_then(|l| l.line);
                instruction(d, line, before, columns, width)
            }
            None => Line::default(),
        },
        _ => Line::default(),
    }
}

fn instruction(d: Data<'_>, line: &CodeLine, before: Option<u32>, columns: Columns, width: usize) -> Line<'static> {
    let signs = &d.theme.signs;
    let mut spans = vec![
        Span::styled(if line.breakpoint { signs.breakpoint } else { " " }, d.theme.style(Role::Breakpoint)),
        Span::styled(if line.current { signs.current } else { " " }, d.theme.style(Role::Current)),
        text::span(&text::fit(&labels(line), columns[0], signs.more), d.theme.style(Role::Dim)),
        Span::raw(" "),
    ];
    let role = if line.current { Role::Current } else { Role::Keyword };
    spans.push(text::span(&text::fit(&line.op, columns[1], signs.more), d.theme.style(role)));
    spans.push(Span::raw(" "));
    spans.push(text::span(
        &line.operands.join(" "),
        d.theme.style(if line.current { Role::Strong } else { Role::Text }),
    ));
    if let Some(number) = line.line.filter(|_| line.line != before) {
        let used: usize = spans.iter().map(Span::width).sum();
        let tail = format!(":{number}");
        if used + 2 + tail.len() <= width {
            spans.push(Span::raw(" ".repeat(width - used - tail.len())));
            spans.push(Span::styled(tail, d.theme.style(Role::Dim)));
        }
    }
    Line::from(spans)
}

fn home(d: Data<'_>, rows: &[Row]) -> Option<usize> {
    let current = d.views.code.current?;
    rows.iter().position(|r| *r == Row::Item(current))
}

/// The function that an instruction belongs to.
fn function_of(lines: &[CodeLine], i: usize) -> Option<&str> {
    lines.get(..=i)?.iter().rev().find_map(|l| l.function.as_deref())
}

fn inside(d: Data<'_>, row: Row) -> Option<Inside> {
    let (Row::Item(i) | Row::Head(i)) = row else { return None };
    let code = &d.views.code;
    let line = code.lines.get(i)?;
    let mut text = line.op.clone();
    for operand in &line.operands {
        text.push_str(&format!("\n    {operand}"));
    }
    text.push_str("\n\n");
    if line.current && !code.help.is_empty() {
        text.push_str(&format!("{}\n\n", code.help));
    }
    if let Some(function) = function_of(&code.lines, i) {
        text.push_str(&format!("in {function}\n"));
    }
    if let (Some(number), Some(name)) = (line.line, &code.source_name) {
        text.push_str(&format!("{name}, line {number}\n"));
        if let Some(source) = usize::try_from(number).ok().and_then(|n| code.source.get(n.checked_sub(1)?)) {
            text.push_str(&format!("    {}\n", source.trim()));
        }
    }
    if !line.labels.is_empty() {
        text.push_str(&format!("labels: {}\n", labels(line)));
    }
    text.push_str(&format!("slot {}\n", line.slot));
    if line.breakpoint {
        text.push_str("a breakpoint is set here\n");
    }
    Some(Inside { title: line.op.clone(), text, word: None })
}

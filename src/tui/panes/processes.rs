//! Processes, run queues and timers.

use super::{Columns, Data, Inside, Row, Spec, no_note, widest};
use crate::text;
use crate::theme::Role;
use enigma_debug::view::ProcessLine;
use ratatui::text::{Line, Span};

/// Headings of the parts after the list of processes.
const QUEUES: usize = 0;
const TIMERS: usize = 1;

pub(super) const SPEC: Spec = Spec {
    title: "Processes",
    prose: false,
    rows,
    columns,
    line,
    note: |d| match d.views.processes.processes.len() {
        0 => String::new(),
        n => n.to_string(),
    },
    foot: no_note,
    empty: |_| "No process lives.".into(),
    inside,
    home: |d, _| d.views.processes.processes.iter().position(|p| d.views.status.shown == Some(p.pid)),
};

fn rows(d: Data<'_>) -> Vec<Row> {
    let p = &d.views.processes;
    let mut rows: Vec<Row> = (0..p.processes.len()).map(Row::Item).collect();
    for (part, n) in [(QUEUES, p.queues.len()), (TIMERS, p.timers.len())] {
        if n > 0 {
            rows.push(Row::Head(part));
            rows.extend((0..n).map(|i| Row::Part(part, i)));
        }
    }
    rows
}

fn columns(d: Data<'_>) -> Columns {
    let p = &d.views.processes.processes;
    let pid = |p: &ProcessLine| text::pid(p.pid).len();
    [
        widest(p.iter().map(pid), 5, 12),
        widest(p.iter().map(|p| p.status.len()), 7, 9),
        widest(p.iter().map(|p| text::width(&place(p))), 8, 32),
        0,
    ]
}

/// The registered name and the function.
fn place(p: &ProcessLine) -> String {
    match &p.name {
        Some(name) => format!("{name} {}", p.function),
        None => p.function.clone(),
    }
}

fn line(d: Data<'_>, row: Row, columns: Columns, width: usize) -> Line<'static> {
    let p = &d.views.processes;
    match row {
        Row::Item(i) => p.processes.get(i).map(|p| process(d, p, columns, width)).unwrap_or_default(),
        Row::Head(part) => {
            let title = if part == QUEUES { "run queues" } else { "timers" };
            Line::from(Span::styled(title, d.theme.style(Role::Dim)))
        }
        Row::Part(QUEUES, i) => p.queues.get(i).map(|q| queue(d, q)).unwrap_or_default(),
        Row::Part(_, i) => match p.timers.get(i) {
            Some((ns, what)) => Line::from(vec![
                Span::styled(format!("  in {} ", text::duration(*ns, d.theme.ascii)), d.theme.style(Role::Number)),
                text::span(what, d.theme.style(Role::Text)),
            ]),
            None => Line::default(),
        },
        Row::Blank => Line::default(),
    }
}

fn process(d: Data<'_>, p: &ProcessLine, columns: Columns, width: usize) -> Line<'static> {
    let (theme, more) = (d.theme, d.theme.signs.more);
    let shown = d.views.status.shown == Some(p.pid);
    let role = match p.status.as_str() {
        "running" => Role::Current,
        "runnable" => Role::Text,
        _ => Role::Dim,
    };
    let mut spans = vec![
        Span::styled(if shown { theme.signs.current } else { " " }, theme.style(Role::Current)),
        Span::styled(text::fit(&text::pid(p.pid), columns[0], more), theme.style(Role::Variable)),
        Span::styled(if p.changed { "*" } else { " " }, theme.style(Role::Changed)),
        text::span(&text::fit(&p.status, columns[1], more), theme.style(role)),
        Span::styled(
            match p.messages {
                0 => "     ".to_owned(),
                n => format!("{n:>3}m "),
            },
            theme.style(Role::Number),
        ),
    ];
    if width >= 56 {
        spans.push(text::span(&text::fit(&place(p), columns[2], more), theme.style(Role::Text)));
        let usage = format!(" {:>7}w {:>9}r", text::number(p.words as u64), text::number(p.reductions));
        spans.push(Span::styled(usage, theme.style(Role::Dim)));
    } else {
        spans.push(text::span(&place(p), theme.style(Role::Text)));
    }
    Line::from(spans)
}

fn queue(d: Data<'_>, (name, pids): &(String, Vec<u32>)) -> Line<'static> {
    let who = match pids.len() {
        0 => d.theme.signs.dash.to_owned(),
        _ => pids.iter().map(|p| text::pid(*p)).collect::<Vec<_>>().join(" "),
    };
    Line::from(vec![
        text::span(&text::fit(&format!("  {name}"), 9, d.theme.signs.more), d.theme.style(Role::Keyword)),
        Span::raw(format!(" {who}")),
    ])
}

/// The process in a row.
pub(super) fn pid_of(d: Data<'_>, row: Row) -> Option<u32> {
    let Row::Item(i) = row else { return None };
    d.views.processes.processes.get(i).map(|p| p.pid)
}

fn inside(d: Data<'_>, row: Row) -> Option<Inside> {
    let Row::Item(i) = row else { return None };
    let p = d.views.processes.processes.get(i)?;
    Some(Inside { title: format!("process {}", text::pid(p.pid)), text: about(p), word: None })
}

/// Processes in a row.
pub(super) fn pids(pids: &[u32]) -> String {
    match pids.len() {
        0 => "none".to_owned(),
        _ => pids.iter().map(|p| text::pid(*p)).collect::<Vec<_>>().join(" "),
    }
}

/// What is known about a process.
pub(super) fn about(p: &ProcessLine) -> String {
    format!(
        "name        {}\nstatus      {}\npriority    {}\nin          {}\nmessages    {}\nwords       {}\nreductions  {}\nlinks       {}\nmonitors    {}\n\n`v` in the pane shows this process in all panes.",
        p.name.as_deref().unwrap_or("none"),
        p.status,
        p.priority,
        p.function,
        text::number(p.messages as u64),
        text::number(p.words as u64),
        text::number(p.reductions),
        pids(&p.links),
        pids(&p.monitors),
    )
}

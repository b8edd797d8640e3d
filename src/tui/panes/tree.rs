//! Processes as the tree that OTP's libraries make of them: applications, supervisors, what they started.

use super::processes::{about, pids};
use super::{Columns, Data, Inside, Row, Spec, items, widest};
use crate::text;
use crate::theme::Role;
use enigma_debug::view::{TreeKind, TreeProcess, TreeRow};
use ratatui::text::{Line, Span};

/// From that width on what is known of processes stands in columns.
const WIDE: usize = 56;
/// From that width on names may be longer.
const WIDER: usize = 100;
const LABEL: usize = 30;
const LONG_LABEL: usize = 48;
/// Levels beyond this are not set in further.
const MOST_LEVELS: usize = 12;

pub(super) const SPEC: Spec = Spec {
    title: "Tree",
    prose: false,
    rows: |d| items(d.views.tree.rows.len()),
    columns,
    line,
    note: |d| match d.views.tree.processes {
        0 => String::new(),
        n => n.to_string(),
    },
    foot: |_| "App Supervisor Bridge Worker ~link".into(),
    empty: |_| "No process lives.".into(),
    inside,
    home: |d, _| {
        let is_shown = |row: &TreeRow| process_of(row).is_some_and(|p| d.views.status.shown == Some(p.process.pid));
        d.views.tree.rows.iter().position(is_shown)
    },
};

fn process_of(row: &TreeRow) -> Option<&TreeProcess> {
    match row {
        TreeRow::Process(process) => Some(process),
        TreeRow::Absent { .. } | TreeRow::More { .. } => None,
    }
}

/// The process in a row.
pub(super) fn pid_of(d: Data<'_>, row: Row) -> Option<u32> {
    let Row::Item(i) = row else { return None };
    process_of(d.views.tree.rows.get(i)?).map(|p| p.process.pid)
}

/// What a process is called: the application, the registered name, what its supervisor calls it, where it began.
fn label(p: &TreeProcess) -> String {
    let names = [p.application.as_ref(), p.process.name.as_ref(), p.id.as_ref()];
    let name = names.into_iter().flatten().next().unwrap_or(&p.begins);
    match &p.id {
        Some(id) if id != name => format!("{name} ({id})"),
        _ => name.clone(),
    }
}

fn letter(kind: TreeKind) -> &'static str {
    match kind {
        TreeKind::Application => "A ",
        TreeKind::Supervisor => "S ",
        TreeKind::Bridge => "B ",
        TreeKind::Worker => "W ",
        TreeKind::Other => "  ",
    }
}

fn indent(depth: usize, step: usize) -> usize {
    depth.min(MOST_LEVELS) * step
}

fn columns(d: Data<'_>) -> Columns {
    let all = || d.views.tree.rows.iter().filter_map(process_of);
    [
        widest(all().map(|p| indent(p.depth, 2) + text::width(&label(p))), 12, LONG_LABEL),
        widest(all().map(|p| text::pid(p.process.pid).len()), 5, 12),
        widest(all().map(|p| p.process.status.len()), 7, 9),
        0,
    ]
}

fn line(d: Data<'_>, row: Row, columns: Columns, width: usize) -> Line<'static> {
    let Row::Item(i) = row else { return Line::default() };
    let step = if width >= WIDE { 2 } else { 1 };
    let beneath = |depth: usize| Span::raw(" ".repeat(3 + indent(depth, step)));
    let dim = d.theme.style(Role::Dim);
    match d.views.tree.rows.get(i) {
        Some(TreeRow::Process(p)) => process(d, p, columns, width),
        Some(TreeRow::Absent { depth, id }) => {
            Line::from(vec![beneath(*depth), text::span(id, dim), Span::styled(" does not run", dim)])
        }
        Some(TreeRow::More { depth, count }) => {
            let words = format!("{} {} more", d.theme.signs.more, text::number(*count as u64));
            Line::from(vec![beneath(*depth), Span::styled(words, dim)])
        }
        None => Line::default(),
    }
}

fn process(d: Data<'_>, p: &TreeProcess, columns: Columns, width: usize) -> Line<'static> {
    let (theme, more, own) = (d.theme, d.theme.signs.more, &p.process);
    let (wide, shown) = (width >= WIDE, d.views.status.shown == Some(own.pid));
    let indent = indent(p.depth, if wide { 2 } else { 1 });
    let names = columns[0].min(if width >= WIDER { LONG_LABEL } else { LABEL });
    let fit = |text: &str, columns: usize| if wide { text::fit(text, columns, more) } else { text.to_owned() };
    let role = match p.kind {
        TreeKind::Application | TreeKind::Supervisor | TreeKind::Bridge => Role::Strong,
        TreeKind::Worker => Role::Text,
        TreeKind::Other => Role::Dim,
    };
    let status = match own.status.as_str() {
        "running" => Role::Current,
        "runnable" => Role::Text,
        _ => Role::Dim,
    };
    let queue = match own.messages {
        0 if wide => "     ".to_owned(),
        0 => " ".to_owned(),
        n => format!("{n:>3}m "),
    };
    let mut spans = vec![
        Span::styled(if shown { theme.signs.current } else { " " }, theme.style(Role::Current)),
        Span::raw(" ".repeat(indent)),
        Span::styled(letter(p.kind), theme.style(Role::Keyword)),
        text::span(&fit(&label(p), names.saturating_sub(indent)), theme.style(role)),
        Span::styled(format!(" {}", fit(&text::pid(own.pid), columns[1])), theme.style(Role::Variable)),
        Span::styled(if own.changed { "*" } else { " " }, theme.style(Role::Changed)),
        text::span(&fit(&own.status, columns[2]), theme.style(status)),
        Span::styled(queue, theme.style(Role::Number)),
    ];
    let usage = format!("{:>7}w {:>9}r", text::number(own.words as u64), text::number(own.reductions));
    spans.push(Span::styled(usage, theme.style(Role::Dim)));
    let links: String = p.links.iter().take(4).map(|pid| format!(" ~{}", text::pid(*pid))).collect();
    spans.push(Span::styled(links, theme.style(Role::Variable)));
    let strategy = p.strategy.as_deref().map(|strategy| format!(" {strategy}")).unwrap_or_default();
    spans.push(text::span(&format!(" {}{strategy}", p.begins), theme.style(Role::Dim)));
    Line::from(spans)
}

fn inside(d: Data<'_>, row: Row) -> Option<Inside> {
    let Row::Item(i) = row else { return None };
    let p = process_of(d.views.tree.rows.get(i)?)?;
    let kind = match p.kind {
        TreeKind::Application => "master of an application",
        TreeKind::Supervisor => "supervisor",
        TreeKind::Bridge => "bridge to a process that is no OTP process",
        TreeKind::Worker => "worker",
        TreeKind::Other => "of no supervisor",
    };
    let beside = (!p.links.is_empty()).then(|| pids(&p.links));
    let facts = [
        ("is", Some(kind)),
        ("application", p.application.as_deref()),
        ("id", p.id.as_deref()),
        ("begins", Some(p.begins.as_str())),
        ("strategy", p.strategy.as_deref()),
        ("beside", beside.as_deref()),
    ]
    .into_iter()
    .filter_map(|(name, value)| Some(format!("{name:<11} {}\n", value?)))
    .collect::<String>();
    Some(Inside {
        title: format!("process {}", text::pid(p.process.pid)),
        text: facts + &about(&p.process),
        word: None,
    })
}

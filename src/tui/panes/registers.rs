//! Registers of the process shown: x, y of the current frame, floats.

use super::{Columns, Data, Inside, Row, Spec, items, no_columns, no_note, register_inside, register_line, stay};
use crate::text;
use enigma_debug::view::Register;
use ratatui::text::Line;

pub(super) const SPEC: Spec = Spec {
    title: "Registers",
    prose: false,
    rows: |d| items(all(d).count()),
    columns: no_columns,
    line,
    note: no_note,
    foot: no_note,
    empty: |d| match d.views.status.shown {
        Some(pid) => format!("{} holds nothing in registers.", text::pid(pid)),
        None => "No process runs.".into(),
    },
    inside,
    home: stay,
};

fn all(d: Data<'_>) -> impl Iterator<Item = &Register> {
    let r = &d.views.registers;
    r.x.iter().chain(&r.y).chain(&r.f)
}

fn line(d: Data<'_>, row: Row, _: Columns, _: usize) -> Line<'static> {
    match row {
        Row::Item(i) => all(d).nth(i).map(|r| register_line(r, 0, d.theme)).unwrap_or_default(),
        _ => Line::default(),
    }
}

fn inside(d: Data<'_>, row: Row) -> Option<Inside> {
    let Row::Item(i) = row else { return None };
    all(d).nth(i).map(|r| register_inside(r, ""))
}

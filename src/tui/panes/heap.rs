//! The words of the process's block: old heap, young heap, stack.

use super::{Columns, Data, Inside, Row, Spec, digits, no_note, widest};
use crate::text;
use crate::theme::Role;
use enigma_debug::view::{Region, Word};
use ratatui::text::{Line, Span};

pub(super) const SPEC: Spec = Spec {
    title: "Heap",
    prose: false,
    rows,
    columns: |d| {
        let words = &d.views.heap.words;
        let last = words.iter().map(|w| w.offset).max().unwrap_or(0);
        [digits(last as u64), widest(words.iter().map(|w| text::width(&w.tag)), 4, 16), 0, 0]
    },
    line,
    note: |d| {
        let h = &d.views.heap;
        format!("{} of {} words used", text::number(h.size.saturating_sub(h.free) as u64), text::number(h.size as u64))
    },
    foot: no_note,
    empty: |_| "The block is empty.".into(),
    inside,
    home: changed,
};

/// The first word of the heap that the last step changed, else of the stack.
fn changed(d: Data<'_>, rows: &[Row]) -> Option<usize> {
    let words = &d.views.heap.words;
    let first = words.iter().position(|word| word.changed)?;
    rows.iter().position(|row| *row == Row::Item(first))
}

fn rows(d: Data<'_>) -> Vec<Row> {
    let mut rows = vec![];
    let mut region = None;
    for (i, word) in d.views.heap.words.iter().enumerate() {
        if region != Some(word.region) {
            region = Some(word.region);
            rows.push(Row::Head(i));
        }
        rows.push(Row::Item(i));
    }
    rows
}

fn region(d: Data<'_>, region: Region) -> String {
    let h = &d.views.heap;
    match region {
        Region::Old => format!("old heap, {}", text::count(h.old, "word")),
        Region::Young => format!(
            "young heap, {}, {} free {dot} {} minor, {} full collections",
            text::count(h.young, "word"),
            text::number(h.free as u64),
            text::number(h.collections.0),
            text::number(h.collections.1),
            dot = d.theme.signs.dot
        ),
        Region::Stack => format!("stack, {}", text::count(h.stack, "word")),
    }
}

fn letter(region: Region) -> &'static str {
    match region {
        Region::Old => "O",
        Region::Young => "Y",
        Region::Stack => "S",
    }
}

fn line(d: Data<'_>, row: Row, columns: Columns, width: usize) -> Line<'static> {
    let words = &d.views.heap.words;
    match row {
        Row::Head(i) => words
            .get(i)
            .map(|w| Line::from(text::span(&region(d, w.region), d.theme.style(Role::Dim))))
            .unwrap_or_default(),
        Row::Item(i) => words.get(i).map(|w| word(d, w, columns, width)).unwrap_or_default(),
        _ => Line::default(),
    }
}

fn word(d: Data<'_>, word: &Word, columns: Columns, width: usize) -> Line<'static> {
    let more = d.theme.signs.more;
    let mark = if word.changed { "*" } else { " " };
    let mut spans = vec![
        Span::styled(format!("{:>w$} {}", word.offset, letter(word.region), w = columns[0]), d.theme.style(Role::Dim)),
        Span::styled(mark, d.theme.style(Role::Changed)),
    ];
    if width >= 64 {
        spans.push(Span::styled(format!("{:016x} ", word.word), d.theme.style(Role::Dim)));
    }
    spans.push(text::span(&text::fit(&word.tag, columns[1], more), d.theme.style(Role::Keyword)));
    spans.push(Span::raw(" "));
    spans.push(text::span(&word.meaning, d.theme.style(if word.changed { Role::Changed } else { Role::Text })));
    Line::from(spans)
}

fn inside(d: Data<'_>, row: Row) -> Option<Inside> {
    let Row::Item(i) = row else { return None };
    let word = d.views.heap.words.get(i)?;
    let term = matches!(word.tag.as_str(), "small" | "atom" | "list" | "boxed" | "nil" | "pid" | "port");
    let mut text = format!(
        "word {:#018x} = {}\noffset {} in the {}\ntag: {}\n{}",
        word.word,
        word.word,
        word.offset,
        region(d, word.region),
        word.tag,
        word.meaning
    );
    if word.changed {
        text.push_str("\nthe last step changed it");
    }
    Some(Inside { title: format!("word {}", word.offset), text, word: term.then_some(word.word) })
}

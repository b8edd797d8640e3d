//! Text on its way to the screen: cleaned, measured, cut, wrapped; numbers as people read them.
//!
//! Every string that a guest program, a file or a lesson had a part in passes [`clean`] before it is drawn,
//! so that nothing can move the cursor, change colours or reverse the reading direction.

use enigma_debug::steers_terminal;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::borrow::Cow;

/// Spaces that a tab becomes.
const TAB: &str = "    ";

/// The text with tabs as spaces and without control characters.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.chars().any(steers_terminal) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => out.push_str(TAB),
            c if steers_terminal(c) => out.push('\u{b7}'),
            c => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// A cleaned span.
pub fn span(text: &str, style: Style) -> Span<'static> {
    Span::styled(clean(text).into_owned(), style)
}

/// Columns that a text takes.
pub fn width(text: &str) -> usize {
    // Printable ASCII, which most of the screen is, takes a column a byte.
    if text.bytes().all(|b| (0x20..0x7f).contains(&b)) { text.len() } else { Span::raw(text).width() }
}

/// The text in at most `columns` columns, with `more` at its end where something was cut off.
pub fn cut(text: &str, columns: usize, more: &str) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let room = columns.saturating_sub(width(more));
    let mut out = String::new();
    let mut used = 0;
    for g in Span::raw(text).styled_graphemes(Style::default()) {
        let w = width(g.symbol);
        if used + w > room {
            break;
        }
        used += w;
        out.push_str(g.symbol);
    }
    if columns >= width(more) {
        out.push_str(more);
    }
    out
}

/// The text in exactly `columns` columns: cut, or filled with spaces.
pub fn fit(text: &str, columns: usize, more: &str) -> String {
    let mut out = cut(&clean(text), columns, more);
    let used = width(&out);
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(used)));
    out
}

/// A line without its first `skip` columns and at most `columns` wide, with `more` where it goes on.
pub fn window(line: &Line<'_>, skip: usize, columns: usize, more: &str) -> Line<'static> {
    let total: usize = line.spans.iter().map(|s| width(&s.content)).sum();
    if skip == 0 && total <= columns {
        let spans = line.spans.iter().map(|s| Span::styled(s.content.to_string(), s.style));
        return Line::from(spans.collect::<Vec<_>>()).style(line.style);
    }
    let cut_right = total > skip + columns;
    let room = if cut_right { columns.saturating_sub(width(more)) } else { columns };
    let mut spans: Vec<Span<'static>> = Vec::new();
    let (mut at, mut used) = (0, 0);
    for s in &line.spans {
        let mut piece = String::new();
        for g in s.styled_graphemes(Style::default()) {
            let w = width(g.symbol);
            if at >= skip && used + w <= room {
                piece.push_str(g.symbol);
                used += w;
            }
            at += w;
        }
        if !piece.is_empty() {
            spans.push(Span::styled(piece, s.style));
        }
    }
    if cut_right && columns >= width(more) {
        spans.push(Span::raw(more.to_owned()));
    }
    Line::from(spans).style(line.style)
}

/// The plain text of a line.
pub fn plain(line: &Line<'_>) -> String {
    line.spans.iter().map(|s| s.content.as_ref()).collect()
}

/// The text broken into rows of at most `columns` columns, at spaces where there are any. Line breaks stay;
/// the indentation of a broken line is kept for its continuation.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut rows = Vec::new();
    for line in text.split('\n') {
        wrap_line(&clean(line.trim_end_matches('\r')), columns.max(1), &mut rows);
    }
    rows
}

fn wrap_line(line: &str, columns: usize, rows: &mut Vec<String>) {
    let lead: String = line.chars().take_while(|c| *c == ' ').collect();
    let indent = if lead.len() * 2 > columns { String::new() } else { lead };
    let mut row = indent.clone();
    let mut used = indent.len();
    for word in line.trim_start().split(' ') {
        let w = width(word);
        if used > indent.len() && used + 1 + w > columns {
            rows.push(std::mem::replace(&mut row, indent.clone()));
            used = indent.len();
        } else if used > indent.len() {
            row.push(' ');
            used += 1;
        }
        for g in Span::raw(word).styled_graphemes(Style::default()) {
            let w = width(g.symbol);
            if used + w > columns && used > indent.len() {
                rows.push(std::mem::replace(&mut row, indent.clone()));
                used = indent.len();
            }
            row.push_str(g.symbol);
            used += w;
        }
    }
    rows.push(row);
}

/// A number with its thousands apart: `1,234,567`.
pub fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// A span of time in the unit that suits it: `850 ns`, `12.3 µs`, `4.56 s`.
pub fn duration(ns: u64, ascii: bool) -> String {
    let micro = if ascii { "us" } else { "µs" };
    match ns {
        0..1_000 => format!("{ns} ns"),
        1_000..1_000_000 => format!("{:.1} {micro}", ns as f64 / 1e3),
        1_000_000..1_000_000_000 => format!("{:.1} ms", ns as f64 / 1e6),
        _ => format!("{:.2} s", ns as f64 / 1e9),
    }
}

/// `1 word`, `2 words`.
pub fn count(n: usize, what: &str) -> String {
    if n == 1 { format!("1 {what}") } else { format!("{} {what}s", number(n as u64)) }
}

/// A process number as Erlang prints it.
pub fn pid(number: u32) -> String {
    format!("<0.{number}.0>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_never_reach_the_screen() {
        assert_eq!(clean("a\x1b[31mb\u{202e}c\td"), "a·[31mb·c    d");
        assert!(matches!(clean("plain ü 漢"), Cow::Borrowed(_)));
    }

    #[test]
    fn wide_characters_count_twice() {
        assert_eq!(cut("漢字漢字", 5, "…"), "漢字…");
        assert_eq!(fit("漢", 4, "…"), "漢  ");
        assert_eq!(cut("abc", 0, "…"), "");
    }

    #[test]
    fn wrapping_keeps_indentation_and_breaks_long_words() {
        assert_eq!(wrap("  one two three", 9), ["  one two", "  three"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("a\n\nb", 10), ["a", "", "b"]);
    }

    #[test]
    fn a_window_onto_a_line() {
        let line = Line::from(vec![Span::raw("abc"), Span::raw("def")]);
        assert_eq!(plain(&window(&line, 1, 3, "~")), "bc~");
        assert_eq!(plain(&window(&line, 3, 3, "~")), "def");
        assert_eq!(plain(&window(&line, 9, 3, "~")), "");
    }

    #[test]
    fn numbers_read_well() {
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(number(12), "12");
        assert_eq!(duration(1_500_000, false), "1.5 ms");
    }
}

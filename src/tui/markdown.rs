//! The part of Markdown that lessons are written in: headings, paragraphs, lists, fenced code, `code`, **bold**.

use crate::text;
use crate::theme::{Role, Theme};
use ratatui::text::{Line, Span};

/// A text in Markdown, laid out for a width.
pub fn lines(markdown: &str, width: usize, theme: &Theme) -> Vec<Line<'static>> {
    let mut out = Vec::new();
    let mut paragraph = String::new();
    let mut fenced = false;
    for line in markdown.lines() {
        let trimmed = line.trim();
        if trimmed.starts_with("```") {
            flush(&mut paragraph, width, theme, &mut out);
            fenced = !fenced;
        } else if fenced {
            out.push(Line::from(text::span(&format!("  {line}"), theme.style(Role::Variable))));
        } else if trimmed.is_empty() {
            flush(&mut paragraph, width, theme, &mut out);
            out.push(Line::default());
        } else if let Some(title) = heading(trimmed) {
            flush(&mut paragraph, width, theme, &mut out);
            for row in text::wrap(title, width) {
                out.push(Line::from(Span::styled(row, theme.style(Role::Strong))));
            }
        } else {
            if is_item(trimmed) {
                flush(&mut paragraph, width, theme, &mut out);
            }
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(trimmed);
        }
    }
    flush(&mut paragraph, width, theme, &mut out);
    out
}

fn heading(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches('#');
    if rest.len() < line.len() { rest.strip_prefix(' ') } else { None }
}

fn is_item(line: &str) -> bool {
    let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
    line.starts_with("- ") || line.starts_with("* ") || (digits.len() < line.len() && digits.starts_with(". "))
}

fn flush(paragraph: &mut String, width: usize, theme: &Theme, out: &mut Vec<Line<'static>>) {
    if paragraph.is_empty() {
        return;
    }
    let indent = match (is_item(paragraph), paragraph.find(' ')) {
        (true, Some(space)) => space + 1,
        _ => 0,
    };
    let mut state = (false, false);
    let rows = text::wrap(&text::clean(paragraph), width.saturating_sub(indent).max(1));
    for (i, row) in rows.iter().enumerate() {
        let mut spans = Vec::new();
        if i > 0 && indent > 0 {
            spans.push(Span::raw(" ".repeat(indent)));
        }
        inline(row, theme, &mut state, &mut spans);
        out.push(Line::from(spans));
    }
    paragraph.clear();
}

/// The spans of a row; what is open at its end (code, bold) goes on in the next.
fn inline(row: &str, theme: &Theme, (code, bold): &mut (bool, bool), spans: &mut Vec<Span<'static>>) {
    let mut rest = row;
    while !rest.is_empty() {
        let end = rest.find(if *code { &['`'][..] } else { &['`', '*'][..] }).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        let role = match (*code, *bold) {
            (true, _) => Role::Variable,
            (false, true) => Role::Strong,
            _ => Role::Text,
        };
        if !piece.is_empty() {
            spans.push(Span::styled(piece.to_owned(), theme.style(role)));
        }
        rest = if let Some(after) = after.strip_prefix('`') {
            *code = !*code;
            after
        } else if let Some(after) = after.strip_prefix("**") {
            *bold = !*bold;
            after
        } else if let Some(after) = after.strip_prefix('*') {
            spans.push(Span::raw("*"));
            after
        } else {
            after
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_prose() {
        let theme = Theme::new(true, false);
        let page = "# Title\nA *long* paragraph with `x0 = 1` and\n**bold words**.\n\n- one item that goes on\n- two\n\n```erlang\nf(X) ->\n    X.\n```";
        let rows: Vec<String> = lines(page, 20, &theme).iter().map(text::plain).collect();
        assert_eq!(
            rows,
            [
                "Title",
                "A *long* paragraph",
                "with x0 = 1 and",
                "bold words.",
                "",
                "- one item that",
                "  goes on",
                "- two",
                "",
                "  f(X) ->",
                "      X."
            ]
        );
    }
}

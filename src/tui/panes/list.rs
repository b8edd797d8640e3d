//! Rows on the screen: cursor, scrolling and search, the same for every pane.

use super::{Columns, Data, Pane, Row};
use crate::text;
use crate::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Rows kept in sight above and below the cursor.
const MARGIN: usize = 2;

/// Where somebody looks in a pane.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PaneState {
    /// The row under the cursor.
    pub cursor: usize,
    /// The first row on the screen.
    pub top: usize,
    /// Columns scrolled to the right.
    pub shift: usize,
    /// Rows that the pane had room for when it was drawn last.
    pub page: usize,
}

impl PaneState {
    /// Moves by a number of rows: the cursor, or in prose the text.
    pub fn go(&mut self, by: isize, rows: usize, prose: bool) {
        let (place, last) = if prose {
            (&mut self.top, rows.saturating_sub(self.page.max(1)))
        } else {
            (&mut self.cursor, rows.saturating_sub(1))
        };
        *place = place.saturating_add_signed(by).min(last);
    }

    /// Puts the cursor, and brings it into sight.
    fn settle(&mut self, rows: usize, prose: bool) {
        if prose {
            self.top = self.top.min(rows.saturating_sub(self.page));
            return;
        }
        self.cursor = self.cursor.min(rows.saturating_sub(1));
        let margin = MARGIN.min(self.page.saturating_sub(1) / 2);
        let least = (self.cursor + margin + 1).saturating_sub(self.page);
        let most = self.cursor.saturating_sub(margin);
        self.top = self.top.max(least).min(most).min(rows.saturating_sub(self.page));
    }
}

/// Draws the rows of a pane and returns the row at the top.
pub fn draw(
    buffer: &mut Buffer,
    area: Rect,
    pane: Pane,
    data: Data<'_>,
    state: &mut PaneState,
    focus: bool,
    needle: Option<&str>,
) {
    let spec = pane.spec();
    let area = foot(buffer, area, data, &(spec.foot)(data));
    let width = usize::from(area.width);
    state.page = usize::from(area.height);
    if area.is_empty() {
        return;
    }
    let rows = (spec.rows)(data);
    if rows.is_empty() {
        let words = text::wrap(&(spec.empty)(data), width);
        for (y, words) in (area.y..area.bottom()).zip(words) {
            buffer.set_line(area.x, y, &Line::from(Span::styled(words, data.theme.style(Role::Dim))), area.width);
        }
        return;
    }
    state.settle(rows.len(), spec.prose);
    let columns = (spec.columns)(data);
    for (y, (i, row)) in (area.y..area.bottom()).zip(rows.iter().enumerate().skip(state.top)) {
        let mut line = (spec.line)(data, *row, columns, width);
        if let Some(needle) = needle {
            line = found(line, needle, data.theme);
        }
        buffer.set_line(area.x, y, &text::window(&line, state.shift, width, data.theme.signs.more), area.width);
        if focus && !spec.prose && i == state.cursor {
            buffer.set_style(Rect { y, height: 1, ..area }, data.theme.style(Role::Cursor));
        }
    }
}

/// Draws what stands at the foot of a pane, if the pane has room for it, and returns the rest.
fn foot(buffer: &mut Buffer, area: Rect, data: Data<'_>, words: &str) -> Rect {
    if words.is_empty() || area.height < 8 {
        return area;
    }
    let rows = text::wrap(words, usize::from(area.width));
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX).min(if area.height < 16 { 2 } else { 4 });
    let y = area.bottom() - height;
    for (y, row) in (y..area.bottom()).zip(rows) {
        buffer.set_line(area.x, y, &Line::from(Span::styled(row, data.theme.style(Role::Comment))), area.width);
    }
    Rect { height: area.height - height, ..area }
}

/// A row of a pane as plain text.
pub fn plain(pane: Pane, data: Data<'_>, row: Row, columns: Columns) -> String {
    text::plain(&(pane.spec().line)(data, row, columns, 0))
}

/// The next row from `from` on (not itself) that contains a text, going round at the end; capitals do not matter.
pub fn find(pane: Pane, data: Data<'_>, needle: &str, from: usize, backward: bool) -> Option<usize> {
    let rows = (pane.spec().rows)(data);
    let columns = (pane.spec().columns)(data);
    let needle = needle.to_lowercase();
    let n = rows.len();
    let hit =
        |i: &usize| rows.get(*i).is_some_and(|row| plain(pane, data, *row, columns).to_lowercase().contains(&needle));
    if n == 0 || needle.is_empty() {
        return None;
    }
    let from = from.min(n - 1);
    if backward { (1..=n).map(|k| (from + n - k) % n).find(hit) } else { (1..=n).map(|k| (from + k) % n).find(hit) }
}

/// The line with every occurrence of a text marked.
pub fn found(line: Line<'static>, needle: &str, theme: &Theme) -> Line<'static> {
    let plain = text::plain(&line).to_ascii_lowercase();
    let needle = needle.to_ascii_lowercase();
    if needle.is_empty() || !plain.contains(&needle) {
        return line;
    }
    let hits: Vec<_> = plain.match_indices(&needle).map(|(at, hit)| at..at + hit.len()).collect();
    let mut spans = Vec::new();
    let mut at = 0;
    for span in line.spans {
        let mut piece = String::new();
        let mut marked = false;
        for c in span.content.chars() {
            let inside = hits.iter().any(|h| h.contains(&at));
            if inside != marked && !piece.is_empty() {
                let style = if marked { span.style.patch(theme.style(Role::Found)) } else { span.style };
                spans.push(Span::styled(std::mem::take(&mut piece), style));
            }
            marked = inside;
            piece.push(c);
            at += c.len_utf8();
        }
        let style = if marked { span.style.patch(theme.style(Role::Found)) } else { span.style };
        spans.push(Span::styled(piece, style));
    }
    Line::from(spans).style(line.style)
}

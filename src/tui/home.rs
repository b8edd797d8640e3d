//! The home page: lessons, samples, recordings, files opened before.

use crate::app::{App, Hit};
use crate::host::{Catalog, Entry};
use crate::layout;
use crate::panes::list;
use crate::text;
use crate::theme::{Role, Theme};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Titles of the lists.
const TITLES: [&str; 4] = ["Lessons", "Samples", "Recordings", "Recent files"];
/// What is said where a list is empty.
const EMPTY: [&str; 4] = [
    "No lessons are installed.",
    "No samples are installed.",
    "None yet; Ctrl-s in the debugger saves a snapshot, `enigma record` a run.",
    "None yet; `enigma FILE.beam` opens one.",
];

/// The home page.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Home {
    /// What there is.
    pub catalog: Catalog,
    /// The list that has the focus.
    pub section: usize,
    /// The row under the cursor, the first row, rows seen: in each list.
    pub places: [(usize, usize, usize); 4],
    /// Only entries that contain this are listed.
    pub filter: String,
}

impl Home {
    /// The entries of a list that pass the filter.
    pub fn entries(&self, section: usize) -> Vec<&Entry> {
        let c = &self.catalog;
        let all = match section {
            0 => &c.lessons,
            1 => &c.samples,
            2 => &c.recordings,
            _ => &c.recent,
        };
        let needle = self.filter.to_lowercase();
        let in_title = |e: &Entry| format!("{} {}", e.name, e.title).to_lowercase().contains(&needle);
        let fits = |e: &&Entry| in_title(e) || e.summary.to_lowercase().contains(&needle);
        let mut found: Vec<&Entry> = all.iter().filter(fits).collect();
        found.sort_by_key(|e| !in_title(e));
        found
    }

    /// The entry under the cursor.
    pub fn selected(&self) -> Option<&Entry> {
        let (cursor, ..) = self.places.get(self.section)?;
        self.entries(self.section).get(*cursor).copied()
    }

    /// Moves the cursor.
    pub fn go(&mut self, by: isize) {
        let last = self.entries(self.section).len().saturating_sub(1);
        if let Some((cursor, ..)) = self.places.get_mut(self.section) {
            *cursor = cursor.saturating_add_signed(by).min(last);
        }
    }

    /// Rows of a page of the list that has the focus.
    pub fn page(&self) -> usize {
        self.places.get(self.section).map_or(1, |p| p.2.max(1))
    }

    /// Goes to another list.
    pub fn turn(&mut self, forward: bool) {
        self.section = (self.section + if forward { 1 } else { TITLES.len() - 1 }) % TITLES.len();
    }

    /// After the filter changed: to the first list that has something.
    pub fn refilter(&mut self) {
        if self.entries(self.section).is_empty()
            && let Some(section) = (0..TITLES.len()).find(|s| !self.entries(*s).is_empty())
        {
            self.section = section;
        }
        for (section, place) in (0..).zip(self.places) {
            let last = self.entries(section).len().saturating_sub(1);
            if let Some(p) = self.places.get_mut(section) {
                p.0 = place.0.min(last);
            }
        }
    }
}

/// Draws the home page.
pub fn draw(app: &mut App, buffer: &mut Buffer, area: Rect) {
    let [title, body, _, status, footer] = layout::frame(area, false);
    let theme = app.theme;
    if title.height > 0 {
        let words = format!("Enigma {} a BEAM that can be stopped, rewound and read", theme.signs.dash);
        let words = text::cut(&words, usize::from(title.width), theme.signs.more);
        buffer.set_string(title.x, title.y, words, theme.style(Role::Strong));
    }
    let summary = if body.height >= 14 { 3 } else { u16::from(body.height >= 6) };
    let lists = Rect { height: body.height - summary, ..body };
    for (section, place) in places(lists, app.home.section) {
        list(app, buffer, place, section);
    }
    draw_summary(app, buffer, Rect { y: lists.bottom(), height: summary, ..body });
    app.draw_status(buffer, status);
    app.draw_footer(buffer, footer);
}

/// Where the lists go.
fn places(area: Rect, section: usize) -> Vec<(usize, Rect)> {
    let cut = |area: Rect, across: bool, weights: &[u16]| -> Vec<Rect> {
        let mut at = if across { area.x } else { area.y };
        layout::split(if across { area.width } else { area.height }, weights)
            .into_iter()
            .map(|part| {
                let place =
                    if across { Rect { x: at, width: part, ..area } } else { Rect { y: at, height: part, ..area } };
                at += part;
                place
            })
            .collect()
    };
    let gap = |r: Rect| Rect { width: r.width.saturating_sub(1), ..r };
    match (area.width, area.height) {
        (120.., 8..) => {
            let columns = cut(area, true, &[4, 5, 4]);
            let right = cut(columns[2], false, &[1, 1]);
            vec![(0, gap(columns[0])), (1, gap(columns[1])), (2, right[0]), (3, right[1])]
        }
        (60..120, 12..) => {
            let rows = cut(area, false, &[3, 1]);
            let (upper, lower) = (cut(rows[0], true, &[1, 1]), cut(rows[1], true, &[1, 1]));
            vec![(0, gap(upper[0])), (1, upper[1]), (2, gap(lower[0])), (3, lower[1])]
        }
        (_, 20..) => (0..).zip(cut(area, false, &[3, 4, 2, 2])).collect(),
        _ => vec![(section, area)],
    }
}

fn list(app: &mut App, buffer: &mut Buffer, area: Rect, section: usize) {
    if area.is_empty() {
        return;
    }
    let theme = app.theme;
    let focus = app.home.section == section;
    app.draw_rule(buffer, Rect { height: 1, ..area }, &[TITLES[section]], 0, focus, "");
    let area = Rect { y: area.y + 1, height: area.height - 1, ..area };
    app.hits.push((area, Hit::List(section)));
    let entries: Vec<Entry> = app.home.entries(section).into_iter().cloned().collect();
    if entries.is_empty() {
        let words = if app.home.filter.is_empty() { EMPTY[section] } else { "Nothing fits the filter." };
        for (y, row) in (area.y..area.bottom()).zip(text::wrap(words, usize::from(area.width))) {
            buffer.set_line(area.x, y, &Line::from(Span::styled(row, theme.style(Role::Dim))), area.width);
        }
        return;
    }
    let height = usize::from(area.height);
    let (cursor, top, _) = app.home.places[section];
    let top = top.min(cursor).max((cursor + 1).saturating_sub(height));
    app.home.places[section] = (cursor, top, height);
    let column = entries.iter().map(|e| text::width(&e.title)).max().unwrap_or(0).clamp(6, 24);
    for (y, (i, entry)) in (area.y..area.bottom()).zip(entries.iter().enumerate().skip(top)) {
        let line = list::found(line(entry, column, usize::from(area.width), &theme), &app.home.filter, &theme);
        buffer.set_line(area.x, y, &text::window(&line, 0, usize::from(area.width), theme.signs.more), area.width);
        if focus && i == cursor {
            buffer.set_style(Rect { y, height: 1, ..area }, theme.style(Role::Cursor));
        }
    }
}

fn line(entry: &Entry, column: usize, width: usize, theme: &Theme) -> Line<'static> {
    let mut spans = Vec::new();
    if let Some((done, all)) = entry.done {
        let (sign, role) =
            if done >= all && all > 0 { (theme.signs.done, Role::Good) } else { (theme.signs.open, Role::Dim) };
        spans.push(Span::styled(sign, theme.style(role)));
        spans.push(Span::styled(format!(" {done}/{all} "), theme.style(Role::Dim)));
    }
    spans.push(text::span(&text::fit(&entry.title, column, theme.signs.more), theme.style(Role::Text)));
    if width >= column + 24 {
        spans.push(text::span(&format!("  {}", entry.summary), theme.style(Role::Dim)));
    }
    Line::from(spans)
}

fn draw_summary(app: &App, buffer: &mut Buffer, area: Rect) {
    let Some(entry) = app.home.selected() else { return };
    if area.is_empty() {
        return;
    }
    let words = if area.height > 1 { format!("{}: {}", entry.title, entry.summary) } else { entry.summary.clone() };
    let rows = text::wrap(&words, usize::from(area.width));
    let first = area.y + u16::from(area.height > 2);
    for (y, row) in (first..area.bottom()).zip(rows) {
        buffer.set_line(area.x, y, &Line::from(Span::styled(row, app.theme.style(Role::Comment))), area.width);
    }
}

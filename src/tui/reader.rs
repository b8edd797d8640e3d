//! Texts laid over the screen: help, details, and whatever else is to be read.

use crate::action::{self, Context};
use crate::app::App;
use crate::panes::list;
use crate::text;
use crate::theme::{Role, Theme};
use crate::{layout, palette};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// A text laid over the screen.
#[derive(Clone, PartialEq, Debug)]
pub struct Reader {
    /// Its title.
    pub title: String,
    /// What it says: lines ready to be drawn, or a text to be wrapped.
    pub content: Content,
    /// The first row on the screen.
    pub top: usize,
    /// What is searched for in it.
    pub needle: Option<String>,
    /// Rows on the screen, and altogether, when it was drawn last.
    pub size: (usize, usize),
}

/// What a reader shows.
#[derive(Clone, PartialEq, Debug)]
pub enum Content {
    /// A text, to be wrapped.
    Text(String),
    /// Rows.
    Rows(Vec<Line<'static>>),
}

impl Reader {
    /// A text with a title.
    pub fn text(title: String, text: String) -> Reader {
        Reader { title, content: Content::Text(text), top: 0, needle: None, size: (0, 0) }
    }

    /// The help for a context.
    pub fn help(app: &App, context: Context) -> Reader {
        let content = Content::Rows(help(app, context));
        Reader { content, ..Reader::text(format!("Help: {}", context.title()), String::new()) }
    }

    /// The text as it is copied.
    pub fn plain(&self) -> String {
        match &self.content {
            Content::Text(text) => text.clone(),
            Content::Rows(rows) => rows.iter().map(text::plain).collect::<Vec<_>>().join("\n"),
        }
    }

    fn rows(&self, width: usize, theme: &Theme) -> Vec<Line<'static>> {
        match &self.content {
            Content::Text(text) => text::wrap(text, width)
                .into_iter()
                .map(|row| Line::from(Span::styled(row, theme.style(Role::Text))))
                .collect(),
            Content::Rows(rows) => rows.clone(),
        }
    }

    /// Scrolls by a number of rows.
    pub fn go(&mut self, by: isize) {
        let last = self.size.1.saturating_sub(self.size.0.max(1));
        self.top = self.top.saturating_add_signed(by).min(last);
    }

    /// Goes to the next row that contains what is searched for.
    pub fn find(&mut self, theme: &Theme, width: usize, backward: bool) -> bool {
        let Some(needle) = self.needle.as_ref().map(|n| n.to_lowercase()) else { return false };
        let rows = self.rows(width, theme);
        let hit = |i: &usize| rows.get(*i).is_some_and(|r| text::plain(r).to_lowercase().contains(&needle));
        let n = rows.len();
        let at = if backward {
            (1..=n).map(|k| (self.top + n - k) % n).find(hit)
        } else {
            (1..=n).map(|k| (self.top + k) % n).find(hit)
        };
        if let Some(at) = at {
            self.top = at;
        }
        at.is_some()
    }

    /// Draws it in the middle of an area.
    pub fn draw(&mut self, buffer: &mut Buffer, area: Rect, theme: &Theme) {
        let rows = self.rows(room(area), theme);
        let widest = rows.iter().map(Line::width).max().unwrap_or(0).max(text::width(&self.title) + 4);
        let place = layout::middle(area, widest.min(usize::from(area.width).saturating_sub(4).max(1)), rows.len());
        let inner = window(buffer, place, &self.title, theme);
        self.size = (usize::from(inner.height), rows.len());
        self.go(0);
        for (y, row) in (inner.y..inner.bottom()).zip(rows.into_iter().skip(self.top)) {
            let row = match &self.needle {
                Some(needle) => list::found(row, needle, theme),
                None => row,
            };
            buffer.set_line(
                inner.x,
                y,
                &text::window(&row, 0, usize::from(inner.width), theme.signs.more),
                inner.width,
            );
        }
        if self.size.1 > self.size.0 && place.width > 24 && place.height > 2 {
            let seen = format!(" {}-{} of {} ", self.top + 1, (self.top + self.size.0).min(self.size.1), self.size.1);
            let x = place.right().saturating_sub(u16::try_from(seen.len()).unwrap_or(0) + 2).max(place.x);
            buffer.set_line(x, place.bottom() - 1, &Line::from(Span::styled(seen, theme.style(Role::Dim))), 24);
        }
    }
}

/// Draws an empty window with a title and returns the room in it; frames go where the room is too small for them.
pub fn window(buffer: &mut Buffer, place: Rect, title: &str, theme: &Theme) -> Rect {
    let place = place.intersection(buffer.area);
    for position in place.positions() {
        if let Some(cell) = buffer.cell_mut(position) {
            cell.reset();
        }
    }
    if place.width < 12 || place.height < 4 {
        return place;
    }
    let signs = &theme.signs;
    let across = |left: &str, right: &str| format!("{left}{}{right}", signs.rule.repeat(usize::from(place.width) - 2));
    let [a, b, c, d] = signs.corners;
    let dim = theme.style(Role::Dim);
    buffer.set_string(place.x, place.y, across(a, b), dim);
    buffer.set_string(place.x, place.bottom() - 1, across(c, d), dim);
    for y in place.y + 1..place.bottom() - 1 {
        buffer.set_string(place.x, y, signs.bar, dim);
        buffer.set_string(place.right() - 1, y, signs.bar, dim);
    }
    let title = format!(" {} ", text::cut(&text::clean(title), usize::from(place.width) - 6, signs.more));
    buffer.set_string(place.x + 2, place.y, title, theme.style(Role::Focus));
    Rect { x: place.x + 2, y: place.y + 1, width: place.width - 4, height: place.height - 2 }
}

/// What is said before the list of actions.
const PREFACE: [&str; 2] = [
    "A number before a key repeats it or says where to: 50s, 1234g, 50%. Capitals go back in time.",
    "In the panes: * changed by the last step, > read by the next, < written by the next.",
];

/// The help: every action of a context with its keys, and why it cannot be used now.
fn help(app: &App, context: Context) -> Vec<Line<'static>> {
    let theme = &app.theme;
    let width = room(app.area);
    let shown = if width < 60 { 1 } else { 3 };
    let column = 2 + action::of(context).map(|a| text::width(&a.keys_text(shown))).max().unwrap_or(0);
    let mut rows = Vec::new();
    if context == Context::Debugger {
        for sentence in PREFACE {
            push_row(&mut rows, Span::raw(""), 0, sentence, Role::Text, width, theme);
        }
    }
    for (i, title) in action::GROUPS.iter().enumerate() {
        let mut actions = action::of(context).filter(|a| action::group(a.id) == i).peekable();
        if actions.peek().is_some() {
            push_title(&mut rows, title, theme);
        }
        for action in actions {
            let disabled = app.disabled(action.id);
            let role = if disabled.is_some() { Role::Dim } else { Role::Text };
            let keys = Span::styled(action.keys_text(shown), theme.style(Role::Key));
            let reason = disabled.map(|reason| format!(" (not now: {reason})")).unwrap_or_default();
            push_row(&mut rows, keys, column, &format!("{}{reason}", action.text), role, width, theme);
        }
    }
    push_title(&mut rows, "Commands, after :", theme);
    for command in palette::COMMANDS {
        let name = format!("{} {}", command.name, command.arguments);
        let column = text::width(&name).max(22) + 2;
        push_row(&mut rows, Span::styled(name, theme.style(Role::Key)), column, command.text, Role::Text, width, theme);
    }
    rows
}

fn push_title(rows: &mut Vec<Line<'static>>, title: &'static str, theme: &Theme) {
    if !rows.is_empty() {
        rows.push(Line::default());
    }
    rows.push(Line::from(Span::styled(title, theme.style(Role::Strong))));
}

/// A text in its column beside what it is about, broken into rows.
fn push_row(
    rows: &mut Vec<Line<'static>>,
    lead: Span<'static>,
    column: usize,
    words: &str,
    role: Role,
    width: usize,
    theme: &Theme,
) {
    let gap = column.saturating_sub(lead.width());
    let mut lead = vec![lead, Span::raw(" ".repeat(gap))];
    for row in text::wrap(words, width.saturating_sub(column).max(12)) {
        lead.push(Span::styled(row, theme.style(role)));
        rows.push(Line::from(std::mem::take(&mut lead)));
        lead.push(Span::raw(" ".repeat(column)));
    }
}

/// Columns for the text of a reader.
pub fn room(area: Rect) -> usize {
    usize::from(area.width).saturating_sub(4).clamp(1, 96)
}

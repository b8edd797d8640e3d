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
        let room = usize::from(area.width).saturating_sub(8).clamp(1, 92);
        let rows = self.rows(room, theme);
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

/// The help: every action of a context with its keys, and why it cannot be used now.
fn help(app: &App, context: Context) -> Vec<Line<'static>> {
    let theme = &app.theme;
    let keys = |a: &action::Action| a.keys_text(3);
    let column = action::of(context).map(|a| text::width(&keys(a))).max().unwrap_or(0);
    let mut rows = vec![
        Line::from(Span::raw("A number before a key repeats it or says where to: 50s, 1234g, 50%.")),
        Line::from(Span::raw("Capitals go back in time. * changed by the last step, > read, < written by the next.")),
        Line::default(),
    ];
    if context != Context::Debugger {
        rows.clear();
    }
    for action in action::of(context) {
        let disabled = app.disabled(action.id);
        let role = if disabled.is_some() { Role::Dim } else { Role::Text };
        rows.push(Line::from(vec![
            Span::styled(text::fit(&keys(action), column + 2, theme.signs.more), theme.style(Role::Key)),
            text::span(action.text, theme.style(role)),
        ]));
        if let Some(reason) = disabled {
            let lead = " ".repeat(column + 4);
            rows.push(Line::from(text::span(&format!("{lead}(not now: {reason})"), theme.style(Role::Dim))));
        }
    }
    rows.push(Line::default());
    rows.push(Line::from(Span::styled("Commands, after :", theme.style(Role::Strong))));
    for command in palette::COMMANDS {
        let name = format!("{} {}", command.name, command.arguments);
        rows.push(Line::from(vec![
            Span::styled(text::fit(&name, column.max(22) + 2, theme.signs.more), theme.style(Role::Key)),
            text::span(command.text, theme.style(Role::Text)),
        ]));
    }
    rows
}

//! The interface as a value: keys and clicks in, effects out, and a drawing of the whole at any time.
//!
//! The app holds no session and touches nothing outside: what is to be done it returns as [`Effect`]s, which the
//! driver carries out. So every habit of the interface can be tested as (state, keys, state).

use crate::action::{self, Action, Context, Id};
use crate::debugger::{self, Desk};
use crate::effect::Effect;
use crate::home::{self, Home};
use crate::host::Catalog;
use crate::input::{Input, Purpose};
use crate::keys::{self, Chord};
use crate::palette::{self, Choice};
use crate::panes::Pane;
use crate::reader::{self, Content, Reader};
use crate::text;
use crate::theme::{Role, Theme};
use crossterm::event::{Event, KeyCode, KeyModifiers};
use enigma_debug::command::{Command, Direction};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// How the interface looks and what it takes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Options {
    /// Colours are used (`NO_COLOR` is not set).
    pub colour: bool,
    /// Only ASCII is drawn.
    pub ascii: bool,
    /// The mouse is taken from the start.
    pub mouse: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { colour: true, ascii: false, mouse: true }
    }
}

/// A line for the status row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// Something went wrong.
    pub error: bool,
}

/// A command that takes long.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Progress {
    /// The command.
    pub command: Command,
    /// The instruction that it has got to.
    pub at: u64,
}

/// What lies under the mouse.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Hit {
    /// The rows of a pane, from that row on.
    Pane(Pane, usize),
    /// The title of a pane.
    Tab(Pane),
    /// The timeline.
    Time,
    /// A list of the home page.
    List(usize),
    /// A key of the footer.
    Key(Id),
}

/// The interface.
pub struct App {
    /// Colours and signs.
    pub theme: Theme,
    /// The debugger is on the screen; otherwise the home page.
    pub debugging: bool,
    /// The home page.
    pub home: Home,
    /// The debugger.
    pub desk: Desk,
    /// A text laid over the screen.
    pub reader: Option<Reader>,
    /// A line being typed.
    pub input: Option<Input>,
    /// A line for the status row, until the next key.
    pub notice: Option<Notice>,
    /// A command that takes long.
    pub progress: Option<Progress>,
    /// The mouse is taken.
    pub mouse: bool,
    /// The screen as it was drawn last.
    pub area: Rect,
    /// What lies where, as it was drawn last.
    pub hits: Vec<(Rect, Hit)>,
}

impl App {
    /// The home page.
    pub fn new(options: Options) -> App {
        App {
            theme: Theme::new(options.colour, options.ascii),
            debugging: false,
            home: Home::default(),
            desk: Desk::default(),
            reader: None,
            input: None,
            notice: None,
            progress: None,
            mouse: options.mouse,
            area: Rect::default(),
            hits: Vec::new(),
        }
    }

    /// The screen below everything that is laid over it.
    pub fn screen(&self) -> Context {
        if self.debugging { Context::Debugger } else { Context::Home }
    }

    /// From the home page to the debugger, with nothing left of what was there before.
    pub fn leave_home(&mut self) {
        self.desk = Desk::default();
        (self.reader, self.input, self.notice) = (None, None, None);
        self.home.filter.clear();
        self.debugging = true;
    }

    /// Back to the home page.
    pub fn go_home(&mut self, catalog: Catalog) {
        self.desk = Desk::default();
        self.debugging = false;
        self.home.catalog = catalog;
        self.home.refilter();
    }

    /// What the keys go to.
    pub fn context(&self) -> Context {
        match (&self.input, &self.reader) {
            _ if self.progress.is_some() => Context::Progress,
            (Some(_), _) => Context::Input,
            (None, Some(_)) => Context::Reader,
            (None, None) => self.screen(),
        }
    }

    /// Says something in the status row.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), error: false });
    }

    /// Says what went wrong in the status row.
    pub fn fail(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), error: true });
    }

    /// Lays a text over the screen.
    pub fn show(&mut self, title: String, text: String) {
        self.reader = Some(Reader::text(title, text));
    }

    /// Takes an event in.
    pub fn event(&mut self, event: &Event) -> Vec<Effect> {
        match event {
            Event::Key(key) => keys::chord(*key).map(|chord| self.key(chord)).unwrap_or_default(),
            Event::Mouse(mouse) => self.click(*mouse),
            Event::Paste(text) => {
                if let Some(input) = &mut self.input {
                    text.chars().for_each(|c| input.insert(c));
                }
                self.typed();
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// Takes a key in.
    pub fn key(&mut self, chord: Chord) -> Vec<Effect> {
        self.notice = None;
        let context = self.context();
        if context == Context::Input && self.type_key(chord) {
            return Vec::new();
        }
        if context == Context::Debugger && self.count_key(chord) {
            return Vec::new();
        }
        let count = self.desk.count.take();
        match action::find(context, chord) {
            Some(action) => self.act(action, count),
            None => Vec::new(),
        }
    }

    /// A key that is part of a line being typed.
    fn type_key(&mut self, chord: Chord) -> bool {
        let Some(input) = &mut self.input else { return false };
        match (chord.code, chord.modifiers) {
            (KeyCode::Char(c), KeyModifiers::NONE) => input.insert(c),
            (KeyCode::Backspace, _) => {
                if !input.backspace() && input.text.is_empty() {
                    self.input = None;
                }
            }
            (KeyCode::Delete, _) => input.delete(),
            _ => return false,
        }
        self.typed();
        true
    }

    /// A digit of a count.
    fn count_key(&mut self, chord: Chord) -> bool {
        let (KeyCode::Char(c), KeyModifiers::NONE) = (chord.code, chord.modifiers) else { return false };
        let (Some(digit), count) = (c.to_digit(10), self.desk.count) else { return false };
        self.desk.count = Some(count.unwrap_or(0).saturating_mul(10).saturating_add(u64::from(digit)));
        true
    }

    /// After the line being typed changed: searching and filtering follow at once.
    fn typed(&mut self) {
        let Some(input) = self.input.as_ref().filter(|i| i.purpose == Purpose::Search) else { return };
        let needle = input.text.clone();
        if let Some(reader) = &mut self.reader {
            reader.needle = Some(needle).filter(|n| !n.is_empty());
        } else if self.debugging {
            let origin = input.origin;
            self.desk.search = Some((self.desk.focus, needle)).filter(|(_, n)| !n.is_empty());
            self.desk.seek(&self.theme, origin);
        } else {
            self.home.filter = needle;
            self.home.refilter();
        }
    }

    /// The rows of the palette.
    pub fn choices(&self) -> Vec<Choice> {
        match &self.input {
            Some(input) if input.purpose == Purpose::Palette => palette::choices(self, self.screen(), &input.text),
            _ => Vec::new(),
        }
    }

    /// Draws everything.
    pub fn draw(&mut self, buffer: &mut Buffer) {
        let area = buffer.area;
        if self.area != area {
            self.area = area;
            self.lay_help_out();
        }
        self.hits.clear();
        if area.is_empty() {
            return;
        }
        if self.debugging {
            debugger::draw(self, buffer, area);
        } else {
            home::draw(self, buffer, area);
        }
        if let Some(mut reader) = self.reader.take() {
            reader.draw(buffer, area, &self.theme);
            self.reader = Some(reader);
        }
        self.draw_palette(buffer, area);
        if let Some(progress) = self.progress {
            self.draw_progress(buffer, area, progress);
        }
    }

    /// The help is laid out for the screen that it is shown on.
    fn lay_help_out(&mut self) {
        let Some(old) = self.reader.take_if(|r| matches!(r.content, Content::Rows(_))) else { return };
        self.reader = Some(Reader { top: old.top, needle: old.needle, ..Reader::help(self, self.screen()) });
    }

    /// Draws how far a command has got.
    fn draw_progress(&self, buffer: &mut Buffer, area: Rect, progress: Progress) {
        let theme = &self.theme;
        let time = &self.desk.views.time;
        let target = match progress.command {
            Command::GoTo(to) => Some(to),
            Command::Step(Direction::Forward, n) => Some(time.position.saturating_add(n)),
            _ => None,
        };
        let mut words = format!("at instruction {}", text::number(progress.at));
        if let Some(to) = target {
            words.push_str(&format!(" on the way to {}", text::number(to)));
        }
        let place = crate::layout::middle(area, 52.min(usize::from(area.width)), 3);
        let inner = reader::window(buffer, place, "Under way", theme);
        let width = usize::from(inner.width);
        let mut rows =
            vec![Line::from(Span::styled(text::cut(&words, width, theme.signs.more), theme.style(Role::Text)))];
        if let Some(to) = target.filter(|to| *to > 0) {
            let done = u128::from(progress.at.min(to)) * width as u128 / u128::from(to);
            let done = usize::try_from(done).unwrap_or(0);
            rows.push(Line::from(vec![
                Span::styled(theme.signs.past.repeat(done), theme.style(Role::Current)),
                Span::styled(theme.signs.future.repeat(width - done), theme.style(Role::Dim)),
            ]));
        }
        rows.push(Line::from(vec![
            Span::styled("Esc", theme.style(Role::Key)),
            Span::styled(" interrupts", theme.style(Role::Text)),
        ]));
        for (y, row) in (inner.y..inner.bottom()).zip(rows) {
            buffer.set_line(inner.x, y, &row, inner.width);
        }
    }

    /// Draws the rule above a place, with the titles of the panes in it; returns where the titles are.
    pub(crate) fn draw_rule(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        titles: &[&str],
        top: usize,
        focus: bool,
        note: &str,
    ) -> Vec<(Rect, usize)> {
        let (theme, signs) = (&self.theme, &self.theme.signs);
        let width = usize::from(area.width);
        let line = if focus { signs.past } else { signs.rule };
        buffer.set_string(area.x, area.y, line.repeat(width), theme.style(Role::Dim));
        let shorter = |limit: usize| -> Vec<String> {
            let name =
                |(i, t): (usize, &&str)| if i == top { (*t).to_owned() } else { t.chars().take(limit).collect() };
            titles.iter().enumerate().map(name).collect()
        };
        let fits = |names: &Vec<String>| names.iter().map(|n| n.len() + 1).sum::<usize>() + 3 <= width;
        let names = [99, 4, 3, 2, 1].into_iter().map(shorter).find(fits).unwrap_or_else(|| shorter(0));
        let mut hits = Vec::new();
        let mut x = area.x.saturating_add(1).min(area.right());
        for (i, name) in names.iter().enumerate().filter(|(_, n)| !n.is_empty()) {
            let (name, role) = match (i == top, focus, titles.len()) {
                (true, true, _) => (format!("{}{name} ", signs.current), Role::Focus),
                (true, false, 1) => (format!(" {name} "), Role::Title),
                (true, false, _) => (format!("[{name}]"), Role::Title),
                _ => (name.clone(), Role::Dim),
            };
            let room = usize::from(area.right() - x);
            let name = text::cut(&name, room, "");
            let used = u16::try_from(text::width(&name)).unwrap_or(0);
            buffer.set_string(x, area.y, &name, theme.style(role));
            hits.push((Rect { x, width: used, ..area }, i));
            x = x.saturating_add(used).saturating_add(u16::from(i != top || i + 1 < titles.len())).min(area.right());
        }
        let room = usize::from(area.right() - x);
        if !note.is_empty() && room >= 8 {
            let note = format!(" {} ", text::cut(&text::clean(note), room - 4, signs.more));
            let at = area.right() - 1 - u16::try_from(text::width(&note)).unwrap_or(0).min(area.width - 1);
            buffer.set_string(at, area.y, note, theme.style(Role::Dim));
        }
        hits
    }

    /// Draws the status row: what is being typed, or what went wrong, or why the program stands where it stands.
    pub(crate) fn draw_status(&self, buffer: &mut Buffer, area: Rect) {
        if area.is_empty() {
            return;
        }
        let theme = &self.theme;
        if let Some(input) = self.input.as_ref().filter(|i| i.purpose != Purpose::Palette) {
            buffer.set_line(area.x, area.y, &self.input_line(input, usize::from(area.width)), area.width);
            return;
        }
        let (words, role) = match (&self.notice, self.debugging) {
            (Some(notice), _) if notice.error => (format!("! {}", notice.text), Role::Error),
            (Some(notice), _) => (notice.text.clone(), Role::Good),
            (None, true) => {
                let status = &self.desk.views.status;
                (status.finished.clone().unwrap_or_else(|| status.stopped.clone()), Role::Text)
            }
            (None, false) if !self.home.filter.is_empty() => (format!("filter: {}", self.home.filter), Role::Text),
            (None, false) => (String::new(), Role::Text),
        };
        let count = self.desk.count.map(|c| format!(" {c}")).unwrap_or_default();
        let room = usize::from(area.width).saturating_sub(count.len());
        buffer.set_string(area.x, area.y, text::fit(&words, room, theme.signs.more), theme.style(role));
        let x = area.x + u16::try_from(room).unwrap_or(0);
        buffer.set_stringn(x, area.y, count, usize::from(area.width), theme.style(Role::Key));
    }

    /// A line being typed, with its cursor, the part around the cursor where it is longer than the room.
    fn input_line(&self, input: &Input, width: usize) -> Line<'static> {
        let theme = &self.theme;
        let mut after = input.after().chars();
        let under = after.next().map_or(" ".to_owned(), String::from);
        let line = Line::from(vec![
            Span::styled(input.prompt(), theme.style(Role::Key)),
            text::span(input.before(), theme.style(Role::Text)),
            text::span(&under, theme.style(Role::Cursor)),
            text::span(after.as_str(), theme.style(Role::Text)),
        ]);
        let cursor = text::width(input.prompt()) + text::width(&text::clean(input.before()));
        let skip = (cursor + 2).saturating_sub(width.max(1));
        text::window(&line, skip, width, theme.signs.more)
    }

    /// Draws the row of keys.
    pub(crate) fn draw_footer(&mut self, buffer: &mut Buffer, area: Rect) {
        let theme = self.theme;
        let mut x = area.x;
        for action in action::of(self.context()).filter(|a| !a.short.is_empty() && area.height > 0) {
            let Some(first) = action.keys.first() else { continue };
            let mirror = action::mirror(action).and_then(|m| m.keys.first()).map(|k| format!("/{k}"));
            let key = format!("{first}{}", mirror.unwrap_or_default());
            let width = u16::try_from(text::width(&key) + 1 + text::width(action.short)).unwrap_or(u16::MAX);
            if x.saturating_add(width) > area.right() {
                break;
            }
            let role = if self.disabled(action.id).is_some() { Role::Dim } else { Role::Text };
            buffer.set_string(x, area.y, &key, theme.style(Role::Key));
            let after = x + width - u16::try_from(text::width(action.short)).unwrap_or(0);
            buffer.set_string(after, area.y, action.short, theme.style(role));
            self.hits.push((Rect { x, width, ..area }, Hit::Key(action.id)));
            x = x.saturating_add(width + 2);
        }
    }

    fn draw_palette(&mut self, buffer: &mut Buffer, area: Rect) {
        let Some(input) = self.input.clone().filter(|i| i.purpose == Purpose::Palette) else { return };
        let theme = self.theme;
        let choices = self.choices();
        let width = usize::from(area.width).saturating_sub(8).clamp(1, 96);
        let height = usize::from(area.height).saturating_sub(6).clamp(1, 18);
        let place = crate::layout::middle(area, width, height);
        let inner =
            reader::window(buffer, Rect { y: place.y.min(area.y + area.height / 8), ..place }, "Commands", &theme);
        if inner.is_empty() {
            return;
        }
        buffer.set_line(inner.x, inner.y, &self.input_line(&input, usize::from(inner.width)), inner.width);
        let rows = usize::from(inner.height - 1);
        let first = (input.choice + 1).saturating_sub(rows);
        let column = usize::from(inner.width) / 3;
        for (y, (i, choice)) in (inner.y + 1..inner.bottom()).zip(choices.iter().enumerate().skip(first)) {
            let line = choice_line(choice, column.clamp(12, 34), usize::from(inner.width), &theme);
            buffer.set_line(inner.x, y, &line, inner.width);
            if i == input.choice {
                buffer.set_style(Rect { y, height: 1, ..inner }, theme.style(Role::Cursor));
            }
        }
        if choices.is_empty() && rows > 0 {
            buffer.set_stringn(inner.x, inner.y + 1, "Nothing fits.", usize::from(inner.width), theme.style(Role::Dim));
        }
    }

    /// Whether an action can be used now; otherwise, why not.
    pub fn disabled(&self, id: Id) -> Option<String> {
        crate::update::disabled(self, id)
    }

    /// Does an action.
    pub fn act(&mut self, action: &Action, count: Option<u64>) -> Vec<Effect> {
        if let Id::Percent = action.id
            && count.is_none()
        {
            self.fail("type a number before it: 50%");
            return Vec::new();
        }
        if let Some(reason) = self.disabled(action.id) {
            self.fail(format!("{}: {reason}", action.name));
            return Vec::new();
        }
        crate::update::act(self, action.id, count)
    }
}

fn choice_line(choice: &Choice, column: usize, width: usize, theme: &Theme) -> Line<'static> {
    let role = if choice.disabled.is_some() { Role::Dim } else { Role::Text };
    let words = match &choice.disabled {
        Some(reason) => format!("(not now: {reason})"),
        None => choice.text.clone(),
    };
    let keys = text::width(&choice.keys);
    let room = width.saturating_sub(column + keys + 2);
    Line::from(vec![
        text::span(&text::fit(&choice.name, column, theme.signs.more), theme.style(role)),
        Span::raw(" "),
        text::span(&text::fit(&words, room, theme.signs.more), theme.style(Role::Dim)),
        Span::raw(" "),
        text::span(&choice.keys, theme.style(Role::Key)),
    ])
}

//! The debugger's screen: its panes in their places, what is searched for, which lesson is open.

use crate::app::{App, Hit};
use crate::highlight::Highlighter;
use crate::layout::{self, Group, Places};
use crate::lesson::LessonView;
use crate::panes::list::{self, PaneState};
use crate::panes::{Data, Inside, Pane, Row, time};
use crate::text;
use crate::theme::{Role, Theme};
use crate::views::Views;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// The debugger's screen.
pub struct Desk {
    /// What the panes show.
    pub views: Views,
    /// The pane that has the focus.
    pub focus: Pane,
    /// The panes as they had the focus, the latest first: the first one of a group is the one on top.
    pub recent: Vec<Pane>,
    /// The pane with the focus has the whole screen.
    pub zoom: bool,
    /// Where somebody looks in each pane, by `Pane as usize`.
    pub places: [PaneState; Pane::ALL.len()],
    /// A number typed before a key.
    pub count: Option<u64>,
    /// What is searched for, and in which pane.
    pub search: Option<(Pane, String)>,
    /// A module other than that of the process shown.
    pub module: Option<String>,
    /// The lesson that is open.
    pub lesson: Option<LessonView>,
    /// The panes whose cursors have followed the machine to where it stands.
    pub followed: Vec<Pane>,
    /// Colours for the source.
    pub highlighter: Highlighter,
    /// Groups as they were drawn last.
    pub groups: Vec<Group>,
}

impl Default for Desk {
    fn default() -> Desk {
        Desk {
            views: Views::default(),
            focus: Pane::Code,
            recent: vec![Pane::Code],
            zoom: false,
            places: [PaneState::default(); Pane::ALL.len()],
            count: None,
            search: None,
            module: None,
            lesson: None,
            followed: Vec::new(),
            highlighter: Highlighter::default(),
            groups: Vec::new(),
        }
    }
}

impl Desk {
    /// What the panes are drawn from.
    pub fn data<'a>(&'a self, theme: &'a Theme) -> Data<'a> {
        Data { views: &self.views, lesson: self.lesson.as_ref(), highlighter: &self.highlighter, theme }
    }

    /// Gives a pane the focus.
    pub fn focus(&mut self, pane: Pane) {
        self.focus = pane;
        self.recent.retain(|p| *p != pane);
        self.recent.insert(0, pane);
    }

    /// The panes that can have the focus.
    pub fn panes(&self) -> Vec<Pane> {
        Pane::ALL.into_iter().filter(|p| *p != Pane::Lesson || self.lesson.is_some()).collect()
    }

    /// Gives the focus to the pane after or before.
    pub fn turn(&mut self, forward: bool) {
        let panes = self.panes();
        let at = panes.iter().position(|p| *p == self.focus).unwrap_or(0);
        let next = (at + if forward { 1 } else { panes.len().saturating_sub(1) }) % panes.len().max(1);
        if let Some(pane) = panes.get(next) {
            self.focus(*pane);
        }
    }

    /// Which of a group's panes is on top.
    pub fn top_of(&self, panes: &[Pane]) -> usize {
        let rank = |p: &Pane| self.recent.iter().position(|r| r == p).unwrap_or(usize::MAX);
        (0..panes.len()).min_by_key(|i| panes.get(*i).map_or(usize::MAX, rank)).unwrap_or(0)
    }

    /// The panes that are seen on a screen of that size, and so need their views.
    pub fn seen(&self, area: Rect) -> Vec<Pane> {
        let places = self.lay_out(area);
        let mut seen: Vec<Pane> =
            places.groups.iter().filter_map(|g| g.panes.get(self.top_of(&g.panes)).copied()).collect();
        if !seen.contains(&self.focus) {
            seen.push(self.focus);
        }
        seen
    }

    /// The places of the panes on a screen of that size.
    pub fn lay_out(&self, area: Rect) -> Places {
        layout::debugger(area, self.lesson.is_some(), self.zoom.then_some(self.focus))
    }

    /// Where somebody looks in a pane.
    pub fn place(&self, pane: Pane) -> PaneState {
        self.places.get(pane as usize).copied().unwrap_or_default()
    }

    /// See `place`.
    pub fn place_mut(&mut self, pane: Pane) -> Option<&mut PaneState> {
        self.places.get_mut(pane as usize)
    }

    /// The row under the cursor of the pane that has the focus.
    pub fn row(&self, theme: &Theme) -> Option<Row> {
        let spec = self.focus.spec();
        if spec.prose {
            return None;
        }
        (spec.rows)(self.data(theme)).get(self.place(self.focus).cursor).copied()
    }

    /// What is inside the row under the cursor.
    pub fn inside(&self, theme: &Theme) -> Option<Inside> {
        (self.focus.spec().inside)(self.data(theme), self.row(theme)?)
    }

    /// Moves the cursor of the pane that has the focus.
    pub fn go(&mut self, by: isize, theme: &Theme) {
        let spec = self.focus.spec();
        let rows = (spec.rows)(self.data(theme)).len();
        let focus = self.focus;
        if let Some(place) = self.place_mut(focus) {
            place.go(by, rows, spec.prose);
        }
    }

    /// Puts the cursors of panes at their beginnings.
    pub fn rewind(&mut self, panes: &[Pane]) {
        for pane in panes {
            if let Some(place) = self.place_mut(*pane) {
                *place = PaneState { page: place.page, ..PaneState::default() };
            }
        }
    }

    /// After a pane's view was fetched anew because the machine moved: to where its cursor belongs.
    pub fn follow(&mut self, pane: Pane, theme: &Theme) {
        let spec = pane.spec();
        let data = self.data(theme);
        let home = (spec.home)(data, &(spec.rows)(data));
        if let (Some(home), Some(place)) = (home, self.place_mut(pane)) {
            place.cursor = home;
        }
    }

    /// Goes to the next row that contains what is searched for; says whether there is one.
    pub fn find(&mut self, theme: &Theme, backward: bool) -> bool {
        let Some((pane, needle)) = self.search.clone() else { return false };
        let from = self.looked_at(pane);
        self.look_for(pane, list::find(pane, self.data(theme), &needle, from, backward))
    }

    /// While a search is typed: to the first row from `origin` on that contains what is typed.
    pub fn seek(&mut self, theme: &Theme, origin: usize) -> bool {
        let Some((pane, needle)) = self.search.clone() else { return true };
        let data = self.data(theme);
        let rows = (pane.spec().rows)(data).len().max(1);
        let hit = list::find(pane, data, &needle, (origin + rows - 1) % rows, false);
        self.look_for(pane, hit)
    }

    /// The row at which somebody looks.
    pub fn looked_at(&self, pane: Pane) -> usize {
        let place = self.place(pane);
        if pane.spec().prose { place.top } else { place.cursor }
    }

    fn look_for(&mut self, pane: Pane, hit: Option<usize>) -> bool {
        if let (Some(at), Some(place)) = (hit, self.place_mut(pane)) {
            if pane.spec().prose { place.top = at } else { place.cursor = at }
        }
        hit.is_some()
    }
}

/// Draws the debugger.
pub fn draw(app: &mut App, buffer: &mut Buffer, area: Rect) {
    let places = app.desk.lay_out(area);
    draw_title(app, buffer, places.title);
    for bar in &places.bars {
        for y in bar.y..bar.bottom() {
            buffer.set_string(bar.x, y, app.theme.signs.bar, app.theme.style(Role::Dim));
        }
    }
    for group in &places.groups {
        draw_group(app, buffer, group);
    }
    draw_time(app, buffer, places.time);
    app.draw_status(buffer, places.status);
    app.draw_footer(buffer, places.footer);
    app.desk.groups = places.groups;
}

fn draw_title(app: &App, buffer: &mut Buffer, area: Rect) {
    if area.is_empty() {
        return;
    }
    let (theme, status) = (&app.theme, &app.desk.views.status);
    let dot = format!(" {} ", theme.signs.dot);
    let who = match (status.shown, status.running) {
        (Some(shown), Some(running)) if shown == running => format!("{} runs", text::pid(shown)),
        (Some(shown), Some(running)) => format!("{} shown, {} runs", text::pid(shown), text::pid(running)),
        (Some(shown), None) => format!("{} shown, none runs", text::pid(shown)),
        (None, Some(running)) => format!("{} runs", text::pid(running)),
        (None, None) => "no process".to_owned(),
    };
    let facts = [
        who,
        format!("{} reductions left", text::number(status.reductions_left.max(0).unsigned_abs())),
        text::duration(status.time_ns, theme.ascii),
        format!("seed {}", status.seed),
        format!("state {:08x}", status.state_hash >> 32),
    ];
    let width = usize::from(area.width);
    let title = text::cut(&text::clean(&format!("Enigma{dot}{}", status.title)), width, theme.signs.more);
    buffer.set_string(area.x, area.y, &title, theme.style(Role::Strong));
    let mut right = String::new();
    for fact in facts {
        let longer = if right.is_empty() { fact } else { format!("{right}{dot}{fact}") };
        if text::width(&title) + 2 + text::width(&longer) > width {
            break;
        }
        right = longer;
    }
    let x = area.right() - u16::try_from(text::width(&right)).unwrap_or(0).min(area.width);
    buffer.set_string(x, area.y, right, theme.style(Role::Dim));
}

fn draw_group(app: &mut App, buffer: &mut Buffer, group: &Group) {
    let top = app.desk.top_of(&group.panes);
    let Some(pane) = group.panes.get(top).copied().filter(|_| !group.area.is_empty()) else { return };
    let focus = app.desk.focus == pane && app.reader.is_none();
    let titles: Vec<&str> = group.panes.iter().map(|p| p.spec().title).collect();
    let rule = Rect { height: 1, ..group.area };
    let note = (pane.spec().note)(app.desk.data(&app.theme));
    for (place, i) in app.draw_rule(buffer, rule, &titles, top, focus, &note) {
        if let Some(pane) = group.panes.get(i) {
            app.hits.push((place, Hit::Tab(*pane)));
        }
    }
    let area = Rect { y: group.area.y + 1, height: group.area.height - 1, ..group.area };
    prepare(app, pane, area);
    let mut state = app.desk.place(pane);
    let needle = app.desk.search.as_ref().filter(|(p, _)| *p == pane).map(|(_, needle)| needle.as_str());
    list::draw(buffer, area, pane, app.desk.data(&app.theme), &mut state, focus, needle);
    app.hits.push((area, Hit::Pane(pane, state.top)));
    if let Some(place) = app.desk.place_mut(pane) {
        *place = state;
    }
}

/// What has to be done before a pane can be drawn: prose is laid out, source is coloured.
fn prepare(app: &mut App, pane: Pane, area: Rect) {
    let Desk { lesson, highlighter, views, places, .. } = &mut app.desk;
    match (pane, lesson) {
        (Pane::Lesson, Some(lesson)) => lesson.lay_out(usize::from(area.width), &app.theme),
        (Pane::Source, _) => {
            let place = places.get(pane as usize).copied().unwrap_or_default();
            let height = usize::from(area.height);
            let name = views.code.source_name.as_deref().unwrap_or_default();
            let (first, last) = (place.top.min(place.cursor), place.top.max(place.cursor));
            highlighter.prepare(name, &views.code.source, first.saturating_sub(height)..last + 2 * height);
        }
        _ => {}
    }
}

fn draw_time(app: &mut App, buffer: &mut Buffer, area: Rect) {
    if area.is_empty() {
        return;
    }
    let theme = app.theme;
    let focus = app.desk.focus == Pane::Time;
    let label = if focus { format!("{}Time ", theme.signs.current) } else { " Time ".to_owned() };
    let label = Span::styled(label, theme.style(if focus { Role::Focus } else { Role::Dim }));
    let used = u16::try_from(label.width()).unwrap_or(0).min(area.width);
    buffer.set_line(area.x, area.y, &Line::from(label), area.width);
    let area = Rect { x: area.x + used, width: area.width - used, ..area };
    let bar = time::bar(app.desk.data(&theme), usize::from(area.width));
    buffer.set_line(area.x, area.y, &bar, area.width);
    app.hits.push((area, Hit::Time));
}

//! What each action does to the app, and why it cannot be used now.

use crate::action::{self, Context, Id, Travel};
use crate::app::App;
use crate::effect::Effect;
use crate::input::{Input, Purpose};
use crate::palette::{self, Pick};
use crate::panes::{Pane, Row, breakpoint_in, instructions_of, process_in};
use crate::reader::{Reader, room};
use crate::text;
use enigma_debug::command::{Command, Direction};

/// Why an action cannot be used now.
pub(crate) fn disabled(app: &App, id: Id) -> Option<String> {
    let desk = &app.desk;
    let status = &desk.views.status;
    let lesson = || desk.lesson.is_none().then(|| "no lesson is open".to_owned());
    let when = |unless: bool, reason: &str| (!unless).then(|| reason.to_owned());
    match id {
        Id::Travel(Travel::Cursor, d) => match target(app, d) {
            Some(_) => None,
            None => Some("the cursor is not on code, on source that became code, or on an event".to_owned()),
        },
        Id::Travel(Travel::End, _) => None,
        Id::Travel(_, Direction::Backward) => when(status.instruction > 0, "this is the start of time"),
        Id::Travel(_, Direction::Forward) => when(status.finished.is_none(), "the program has ended; capitals go back"),
        Id::NextMark => when(mark(app, true, 1).is_some(), "there is no mark after this"),
        Id::PreviousMark => when(mark(app, false, 1).is_some(), "there is no mark before this"),
        Id::Breakpoint => when(slot(app).is_some(), "the cursor is not on code, or on source that became code"),
        Id::RemoveBreakpoint => when(breakpoint(app).is_some(), "the cursor is not on a breakpoint in their list"),
        Id::ShowProcess => when(process(app).is_some(), "the cursor is not on a process in their list"),
        Id::Answer => lesson().or_else(|| {
            let asks = desk.lesson.as_ref()?.current()?.asks;
            when(asks, "this step asks for no answer")
        }),
        Id::Hint | Id::Focus(Pane::Lesson) => lesson(),
        Id::NextLessonStep => lesson().or_else(|| {
            let lesson = desk.lesson.as_ref()?;
            when(lesson.step + 1 < lesson.steps.len(), "this is the last step")
        }),
        Id::PreviousLessonStep => lesson().or_else(|| when(desk.lesson.as_ref()?.step > 0, "this is the first step")),
        Id::SearchNext | Id::SearchPrevious => {
            let searched = match (&app.reader, app.debugging) {
                (Some(reader), _) => reader.needle.is_some(),
                (None, true) => desk.search.is_some(),
                (None, false) => false,
            };
            when(searched, "nothing is searched for; `/` begins a search")
        }
        _ => None,
    }
}

/// Does an action that is not disabled.
pub(crate) fn act(app: &mut App, id: Id, count: Option<u64>) -> Vec<Effect> {
    let times = isize::try_from(count.unwrap_or(1)).unwrap_or(isize::MAX);
    match id {
        Id::Travel(travel, direction) => self::travel(app, travel, direction, count),
        Id::Percent => percent(app, count.unwrap_or(0)),
        Id::Mark => vec![Effect::ToggleMark],
        Id::NextMark | Id::PreviousMark => {
            let to = mark(app, id == Id::NextMark, times.unsigned_abs());
            to.map(|to| Effect::Run(Command::GoTo(to), 1)).into_iter().collect()
        }
        Id::Breakpoint => slot(app).map(Effect::ToggleBreakpoint).into_iter().collect(),
        Id::RemoveBreakpoint => breakpoint(app).map(Effect::RemoveBreakpoint).into_iter().collect(),
        Id::ShowProcess => process(app).map(|p| Effect::ShowProcess(Some(p))).into_iter().collect(),
        Id::FollowRunning => vec![Effect::ShowProcess(None)],
        Id::Inside => inside(app),
        Id::Back => back(app),
        Id::Leave => leave(app),
        Id::Copy => vec![Effect::Copy(copied(app))],
        Id::CopyAll => vec![Effect::Copy(copied_all(app))],
        Id::Snapshot => vec![Effect::Snapshot(String::new())],
        Id::Quit => vec![Effect::Quit],
        Id::Redraw => vec![Effect::Redraw],
        Id::Mouse => {
            app.mouse = !app.mouse;
            app.say(if app.mouse { "The mouse is on." } else { "The mouse is off; the terminal selects text." });
            vec![Effect::Mouse(app.mouse)]
        }
        Id::NextLessonStep | Id::PreviousLessonStep => {
            let step = app.desk.lesson.as_ref().map_or(0, |l| l.step);
            vec![Effect::LessonStep(if id == Id::NextLessonStep { step + 1 } else { step.saturating_sub(1) })]
        }
        Id::Accept => accept(app),
        Id::Up | Id::Down | Id::PageUp | Id::PageDown | Id::First | Id::Last | Id::Left | Id::Right => {
            movement(app, id, times)
        }
        _ => {
            look(app, id);
            Vec::new()
        }
    }
}

/// Actions that change only what is looked at.
fn look(app: &mut App, id: Id) {
    match id {
        Id::Zoom => app.desk.zoom = !app.desk.zoom,
        Id::Focus(pane) => app.desk.focus(pane),
        Id::NextPane | Id::PreviousPane if !app.debugging => app.home.turn(id == Id::NextPane),
        Id::NextPane | Id::PreviousPane => app.desk.turn(id == Id::NextPane),
        Id::Search => {
            let origin = app.desk.looked_at(app.desk.focus);
            app.input = Some(Input { origin, ..Input::new(Purpose::Search) });
        }
        Id::Answer => app.input = Some(Input::new(Purpose::Answer)),
        Id::Palette => app.input = Some(Input::new(Purpose::Palette)),
        Id::SearchNext | Id::SearchPrevious => search(app, id == Id::SearchPrevious),
        Id::Help => app.reader = Some(Reader::help(app, app.screen())),
        Id::Hint => {
            if let Some(lesson) = &mut app.desk.lesson {
                lesson.hint = !lesson.hint;
            }
        }
        Id::Cancel => cancel(app),
        Id::Complete => complete(app),
        Id::DeleteWord | Id::DeleteLine => {
            if let Some(input) = &mut app.input {
                if id == Id::DeleteWord { input.delete_word() } else { input.delete_line() }
            }
        }
        _ => {}
    }
}

/// The slot under the cursor: of an instruction, or the first of a source line.
fn slot(app: &App) -> Option<u32> {
    let code = &app.desk.views.code;
    match (app.desk.focus, app.desk.row(&app.theme)?) {
        (Pane::Code, Row::Item(i) | Row::Head(i)) => code.lines.get(i).map(|l| l.slot),
        (Pane::Source, Row::Item(i)) => instructions_of(&code.lines, i + 1).next().map(|l| l.slot),
        _ => None,
    }
}

fn breakpoint(app: &App) -> Option<u32> {
    let row = app.desk.row(&app.theme)?;
    (app.desk.focus == Pane::Breakpoints).then(|| breakpoint_in(app.desk.data(&app.theme), row))?
}

fn process(app: &App) -> Option<u32> {
    let row = app.desk.row(&app.theme)?;
    process_in(app.desk.focus, app.desk.data(&app.theme), row)
}

/// Where running to the cursor leads.
fn target(app: &App, direction: Direction) -> Option<Command> {
    if app.desk.focus == Pane::Events {
        let Row::Item(i) = app.desk.row(&app.theme)? else { return None };
        return app.desk.views.events.get(i).map(|e| Command::GoTo(e.instruction));
    }
    slot(app).map(|slot| Command::ToSlot(direction, slot))
}

fn travel(app: &mut App, travel: Travel, direction: Direction, count: Option<u64>) -> Vec<Effect> {
    let command = match travel {
        Travel::Cursor => target(app, direction).map(|c| (c, count.unwrap_or(1))),
        _ => action::command(travel, direction, count),
    };
    command.map(|(command, times)| Effect::Run(command, times)).into_iter().collect()
}

fn percent(app: &App, percent: u64) -> Vec<Effect> {
    let time = &app.desk.views.time;
    let at = u128::from(time.furthest) * u128::from(percent.min(100)) / 100;
    vec![Effect::Run(Command::GoTo(u64::try_from(at).unwrap_or(time.furthest)), 1)]
}

/// The so-manyth mark after or before the present.
fn mark(app: &App, after: bool, times: usize) -> Option<u64> {
    let time = &app.desk.views.time;
    let nth = times.max(1) - 1;
    if after {
        time.marks.iter().filter(|m| **m > time.position).nth(nth).copied()
    } else {
        time.marks.iter().rev().filter(|m| **m < time.position).nth(nth).copied()
    }
}

fn inside(app: &mut App) -> Vec<Effect> {
    if !app.debugging {
        return app.home.selected().cloned().map(Effect::Open).into_iter().collect();
    }
    match app.desk.inside(&app.theme) {
        Some(inside) if inside.word.is_some() => vec![Effect::Explain(inside)],
        Some(inside) => {
            app.show(inside.title, inside.text);
            Vec::new()
        }
        None => Vec::new(),
    }
}

/// Esc: whatever was opened last is left.
fn back(app: &mut App) -> Vec<Effect> {
    if !app.debugging {
        app.home.filter.clear();
        app.home.refilter();
    } else if app.desk.search.take().is_some() {
    } else if app.desk.module.take().is_some() {
        return vec![Effect::ShowModule(None)];
    } else {
        app.desk.zoom = false;
    }
    Vec::new()
}

fn leave(app: &mut App) -> Vec<Effect> {
    if app.reader.take().is_some() { Vec::new() } else { vec![Effect::Home] }
}

fn cancel(app: &mut App) {
    let purpose = app.input.take().map(|i| i.purpose);
    if purpose == Some(Purpose::Search) {
        if let Some(reader) = &mut app.reader {
            reader.needle = None;
        } else if app.debugging {
            app.desk.search = None;
        } else {
            app.home.filter.clear();
            app.home.refilter();
        }
    }
}

fn search(app: &mut App, backward: bool) {
    let width = room(app.area);
    let found = match &mut app.reader {
        Some(reader) => reader.find(&app.theme, width, backward),
        None if app.debugging => app.desk.find(&app.theme, backward),
        None => true,
    };
    if !found {
        app.fail("not found");
    }
}

fn complete(app: &mut App) {
    let choices = app.choices();
    let Some(input) = &mut app.input else { return };
    match choices.get(input.choice).map(|c| (c.pick, c.name.clone())) {
        Some((Pick::Command(name), _)) => input.set(format!("{name} ")),
        Some((Pick::Action(_), name)) => input.set(name),
        None => {}
    }
}

fn accept(app: &mut App) -> Vec<Effect> {
    let choices = app.choices();
    let Some(input) = app.input.take() else { return Vec::new() };
    match input.purpose {
        Purpose::Answer => vec![Effect::Answer(input.text)],
        Purpose::Search => {
            if app.debugging || app.reader.is_some() {
                return Vec::new();
            }
            app.home.selected().cloned().map(Effect::Open).into_iter().collect()
        }
        Purpose::Palette => pick(app, &input, choices.get(input.choice)),
    }
}

/// Enter in the palette: what is typed where it is a command, else the row chosen.
fn pick(app: &mut App, input: &Input, choice: Option<&palette::Choice>) -> Vec<Effect> {
    let screen = app.screen();
    if input.choice == 0
        && let Some(parsed) = palette::command(&input.text)
        && (screen == Context::Debugger || parsed == Ok(Effect::Quit))
    {
        match parsed {
            Ok(effect) => return vec![effect],
            Err(reason) => {
                app.fail(reason);
                app.input = Some(input.clone());
                return Vec::new();
            }
        }
    }
    match choice.map(|c| c.pick) {
        Some(Pick::Command(name)) => {
            let mut next = Input::new(Purpose::Palette);
            next.set(format!("{name} "));
            app.input = Some(next);
            Vec::new()
        }
        Some(Pick::Action(id)) => {
            app.reader = None;
            action::by_id(screen, id).map(|a| app.act(a, None)).unwrap_or_default()
        }
        None => {
            app.fail(format!("{} is no command", input.text));
            Vec::new()
        }
    }
}

/// Movement keys, for whatever the keys go to.
fn movement(app: &mut App, id: Id, times: isize) -> Vec<Effect> {
    match app.context() {
        Context::Input => input_movement(app, id),
        Context::Reader => {
            if let Some(reader) = &mut app.reader {
                reader.go(by(id, times, reader.size.0));
            }
        }
        Context::Home if matches!(id, Id::Left | Id::Right) => app.home.turn(id == Id::Right),
        Context::Home => app.home.go(by(id, times, app.home.page())),
        _ if app.desk.focus == Pane::Time => return time_movement(app, id, times),
        _ => {
            let focus = app.desk.focus;
            if let (Id::Left | Id::Right, Some(place)) = (id, app.desk.place_mut(focus)) {
                let by = if id == Id::Left { -4 } else { 4 };
                place.shift = place.shift.saturating_add_signed(times.saturating_mul(by)).min(10_000);
            } else {
                app.desk.go(by(id, times, app.desk.place(focus).page), &app.theme);
            }
        }
    }
    Vec::new()
}

fn by(id: Id, times: isize, page: usize) -> isize {
    let page = isize::try_from(page).unwrap_or(1).max(1);
    match id {
        Id::Up => -times,
        Id::Down => times,
        Id::PageUp => times.saturating_mul(-page),
        Id::PageDown => times.saturating_mul(page),
        Id::First => isize::MIN,
        Id::Last => isize::MAX,
        _ => 0,
    }
}

fn input_movement(app: &mut App, id: Id) {
    let choices = app.choices().len();
    let Some(input) = &mut app.input else { return };
    match id {
        Id::Left | Id::Right => input.go(id == Id::Right),
        Id::First => input.cursor = 0,
        Id::Last => input.cursor = input.text.len(),
        Id::Up | Id::Down if input.purpose == Purpose::Search => search(app, id == Id::Up),
        Id::Up => input.choice = input.choice.saturating_sub(1),
        Id::Down => input.choice = (input.choice + 1).min(choices.saturating_sub(1)),
        _ => {}
    }
}

/// On the timeline, left and right go through time by hundredths.
fn time_movement(app: &mut App, id: Id, times: isize) -> Vec<Effect> {
    let time = &app.desk.views.time;
    let part = (time.furthest / 100).max(1).saturating_mul(times.unsigned_abs() as u64);
    let to = match id {
        Id::Left => time.position.saturating_sub(part),
        Id::Right => time.position.saturating_add(part).min(time.furthest.max(time.position)),
        Id::First => 0,
        Id::Last => time.furthest,
        _ => return Vec::new(),
    };
    if to == time.position {
        return Vec::new();
    }
    vec![Effect::Run(Command::GoTo(to), 1)]
}

/// The row under the cursor, or the text laid over the screen.
fn copied(app: &App) -> String {
    if let Some(reader) = &app.reader {
        return reader.plain();
    }
    if !app.debugging {
        return app.home.selected().map(|e| e.name.clone()).unwrap_or_default();
    }
    let (focus, data) = (app.desk.focus, app.desk.data(&app.theme));
    match app.desk.row(&app.theme) {
        Some(row) => rows_text(focus, data, &[row]),
        None => copied_all(app),
    }
}

fn copied_all(app: &App) -> String {
    let (focus, data) = (app.desk.focus, app.desk.data(&app.theme));
    rows_text(focus, data, &(focus.spec().rows)(data))
}

fn rows_text(pane: Pane, data: crate::panes::Data<'_>, rows: &[Row]) -> String {
    let spec = pane.spec();
    let columns = (spec.columns)(data);
    let line = |row: &Row| text::plain(&(spec.line)(data, *row, columns, 100)).trim_end().to_owned();
    rows.iter().map(line).collect::<Vec<_>>().join("\n")
}

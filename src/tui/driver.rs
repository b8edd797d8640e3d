//! The loop that connects the app, the session, the terminal and the host: events in, effects carried out, screens
//! drawn.

use crate::action::{self, Context, Id};
use crate::app::{App, Options, Progress};
use crate::effect::Effect;
use crate::host::{Course, Entry, Host, Kind};
use crate::keys;
use crate::panes::Pane;
use crossterm::event::Event;
use enigma_debug::Session;
use enigma_debug::command::Command;
use ratatui::Terminal;
use ratatui::backend::Backend;
use ratatui::layout::Rect;
use std::collections::VecDeque;
use std::fmt::Display;
use std::io;
use std::time::Duration;

/// How long the loop waits for an event before it looks around.
const WAIT: Duration = Duration::from_millis(500);
/// Events that are taken in before the screen is drawn again, so that a key held down does not lag.
const AT_ONCE: usize = 32;
/// A command that takes longer than this, in milliseconds, shows its progress …
const PATIENCE: u64 = 150;
/// … drawn anew this often.
const PROGRESS: u64 = 60;

/// Runs the interface until somebody leaves it. `start` is opened at once.
pub fn run<B: Backend>(
    terminal: &mut Terminal<B>,
    host: &mut dyn Host,
    start: Option<Entry>,
    options: Options,
) -> io::Result<()> {
    let mut app = App::new(options);
    app.home.catalog = host.catalog();
    let is_system = start.as_ref().is_some_and(|entry| entry.kind == Kind::System);
    let ahead = VecDeque::new();
    let mut driver = Driver { app, host, terminal, session: None, course: None, ahead, is_system, quit: false };
    if let Some(entry) = start {
        driver.open(&entry);
    }
    while !driver.quit {
        driver.draw()?;
        driver.take_events()?;
    }
    driver.leave();
    Ok(())
}

struct Driver<'a, B: Backend> {
    app: App,
    host: &'a mut dyn Host,
    terminal: &'a mut Terminal<B>,
    session: Option<Session>,
    course: Option<Box<dyn Course>>,
    /// What was typed while a command ran.
    ahead: VecDeque<Event>,
    /// Whether it is about a system that runs, to which leaving goes back.
    is_system: bool,
    quit: bool,
}

fn io_error(error: impl Display) -> io::Error {
    io::Error::other(error.to_string())
}

fn draw_app<B: Backend>(terminal: &mut Terminal<B>, app: &mut App) -> io::Result<()> {
    terminal.draw(|frame| app.draw(frame.buffer_mut())).map(|_| ()).map_err(io_error)
}

impl<B: Backend> Driver<'_, B> {
    fn draw(&mut self) -> io::Result<()> {
        self.refresh()?;
        draw_app(self.terminal, &mut self.app)
    }

    fn take_events(&mut self) -> io::Result<()> {
        let mut wait = WAIT;
        for _ in 0..AT_ONCE {
            let event = match self.ahead.pop_front() {
                Some(event) => event,
                None => match self.host.next_event(wait)? {
                    Some(event) => event,
                    None => break,
                },
            };
            wait = Duration::ZERO;
            for effect in self.app.event(&event) {
                self.carry_out(effect)?;
            }
            if self.quit {
                break;
            }
            // What the next key means may depend on what the panes show.
            self.refresh()?;
        }
        Ok(())
    }

    /// Fetches the views of the panes that are seen, as far as they do not belong to the moment.
    fn refresh(&mut self) -> io::Result<()> {
        let Some(session) = &self.session else { return Ok(()) };
        let size = self.terminal.size().map_err(io_error)?;
        let desk = &mut self.app.desk;
        for pane in desk.seen(Rect { x: 0, y: 0, width: size.width, height: size.height }) {
            if desk.views.fresh.contains(&pane) {
                continue;
            }
            fetch(session, desk.module.as_deref(), &mut desk.views, pane);
            desk.views.fresh.push(pane);
            if !desk.followed.contains(&pane) {
                desk.followed.push(pane);
                desk.follow(pane, &self.app.theme);
            }
        }
        Ok(())
    }

    /// After something about the session changed: all views are fetched anew; after the machine moved, cursors follow.
    fn changed(&mut self, moved: bool) {
        let Some(session) = &self.session else { return };
        let desk = &mut self.app.desk;
        desk.views.fresh.clear();
        if moved {
            desk.followed.clear();
            desk.module = None;
        }
        desk.views.status = session.status();
        desk.views.time = session.time();
        self.check_step(None);
    }

    fn carry_out(&mut self, effect: Effect) -> io::Result<()> {
        match effect {
            Effect::Run(command, times) => return self.command(command, times),
            Effect::Open(entry) => self.open(&entry),
            Effect::Home => self.go_home(),
            Effect::Quit => self.quit = true,
            Effect::Redraw => return self.terminal.clear().map_err(io_error),
            Effect::Mouse(on) => {
                if let Err(reason) = self.host.set_mouse(on) {
                    self.app.fail(reason);
                }
            }
            Effect::Copy(text) => match self.host.copy(&text) {
                Ok(()) => self.app.say(format!("copied {} characters", text.chars().count())),
                Err(reason) => self.app.fail(format!("not copied: {reason}")),
            },
            Effect::Snapshot(name) => self.snapshot(&name),
            Effect::Answer(answer) => self.check_step(Some(&answer)),
            Effect::LessonStep(step) => {
                if let Some(lesson) = &mut self.app.desk.lesson {
                    lesson.go(step);
                }
                self.app.desk.focus(Pane::Lesson);
                self.changed(false);
            }
            other => self.ask_session(other),
        }
        Ok(())
    }

    /// Effects that ask something of the session and are done at once.
    fn ask_session(&mut self, effect: Effect) {
        let Some(session) = &mut self.session else { return };
        let app = &mut self.app;
        match effect {
            Effect::ShowProcess(pid) => {
                if !session.show_process(pid) {
                    app.fail("there is no such process now");
                }
                app.desk.module = None;
                app.desk.followed.clear();
            }
            Effect::ShowModule(None) => app.desk.followed.retain(|p| !matches!(p, Pane::Code | Pane::Source)),
            Effect::ShowModule(Some(name)) => {
                if session.code_of(&name).is_some() {
                    app.desk.module = Some(name);
                    app.desk.focus(Pane::Code);
                    app.desk.rewind(&[Pane::Code, Pane::Source]);
                } else {
                    app.fail(format!("no module {name} is loaded; `:module` lists those that are"));
                }
            }
            Effect::ListModules => {
                let text = session.modules().join("\n");
                app.show("modules".into(), format!("{text}\n\n`:module NAME` shows one of them, Esc leaves it."));
            }
            Effect::ToggleBreakpoint(slot) => match session.toggle_breakpoint_at(slot) {
                Ok(true) => app.say("breakpoint set"),
                Ok(false) => app.say("breakpoint removed"),
                Err(reason) => app.fail(reason),
            },
            Effect::SetBreakpoint(place) => match session.set_breakpoint(place) {
                Ok(id) => {
                    let place = session.breakpoints().into_iter().find(|b| b.id == id).map(|b| b.place);
                    app.say(format!("breakpoint {id} at {}", place.unwrap_or_default()));
                }
                Err(reason) => app.fail(reason),
            },
            Effect::RemoveBreakpoint(id) => {
                if session.remove_breakpoint(id) {
                    app.say(format!("breakpoint {id} removed"));
                } else {
                    app.fail(format!("there is no breakpoint {id}"));
                }
            }
            Effect::ToggleMark => session.toggle_mark(),
            Effect::Explain(inside) => {
                let term = inside.word.map(|w| session.explain_word(w)).unwrap_or_default();
                app.show(inside.title, format!("{term}\n\n{}", inside.text));
            }
            _ => {}
        }
        self.changed(false);
    }

    /// Leaves what is open.
    fn leave(&mut self) {
        self.course = None;
        if let Some(session) = self.session.take() {
            self.host.leave(session);
        }
    }

    fn open(&mut self, entry: &Entry) {
        // It may take a while to get to where a recording wants to be opened.
        self.app.say(format!("opening {}", entry.title));
        let _ = draw_app(self.terminal, &mut self.app);
        self.app.notice = None;
        let opened = match entry.kind {
            Kind::Lesson => self.host.open_lesson(entry).map(|(course, session)| (Some(course), session)),
            _ => self.host.open(entry).map(|session| (None, session)),
        };
        match opened {
            Ok((course, session)) => {
                self.app.leave_home();
                self.app.desk.lesson = course.as_ref().map(|c| c.view());
                if course.is_some() {
                    self.app.desk.focus(Pane::Lesson);
                }
                self.leave();
                (self.course, self.session) = (course, Some(session));
                self.changed(true);
            }
            Err(reason) => self.app.fail(format!("{} cannot be opened: {reason}", entry.title)),
        }
    }

    fn go_home(&mut self) {
        if self.is_system {
            self.quit = true;
            return;
        }
        self.leave();
        self.app.go_home(self.host.catalog());
    }

    fn snapshot(&mut self, name: &str) {
        let Some(session) = &self.session else { return };
        let status = &self.app.desk.views.status;
        let name = if name.is_empty() {
            format!("{}-{}", file_name(&status.title), status.instruction)
        } else {
            name.to_owned()
        };
        let saved = session.snapshot().and_then(|bytes| self.host.save_snapshot(&name, &bytes));
        match saved {
            Ok(path) => self.app.say(format!("saved as {path}")),
            Err(reason) => self.app.fail(format!("not saved: {reason}")),
        }
    }

    /// Looks whether the step at hand is done now, and keeps it.
    fn check_step(&mut self, answer: Option<&str>) {
        let (Some(course), Some(session), Some(lesson)) = (&self.course, &self.session, &mut self.app.desk.lesson)
        else {
            return;
        };
        let passed = course.passed(lesson.step, session, answer);
        if lesson.checked(passed, answer) {
            let done: Vec<bool> = lesson.steps.iter().map(|s| s.done).collect();
            if let Err(reason) = self.host.save_progress(&lesson.name, &done) {
                self.app.fail(format!("the progress was not kept: {reason}"));
            }
        }
    }

    /// Gives the session a command, so often; shows its progress where it takes long; Esc interrupts it.
    fn command(&mut self, command: Command, times: u64) -> io::Result<()> {
        let Some(session) = &mut self.session else { return Ok(()) };
        let mut watch = Watch {
            app: &mut self.app,
            host: &mut *self.host,
            terminal: &mut *self.terminal,
            ahead: &mut self.ahead,
            command,
            started: None,
            drawn: 0,
            interrupted: false,
            error: None,
        };
        let mut outcome = Ok(String::new());
        for _ in 0..times {
            let before = session.time().position;
            outcome = session.execute(command, &mut |at| watch.go_on(at));
            if outcome.is_err() || watch.interrupted || session.time().position == before {
                break;
            }
        }
        let (interrupted, error) = (watch.interrupted, watch.error.take());
        self.app.progress = None;
        if let Some(error) = error {
            return Err(error);
        }
        self.changed(true);
        match outcome {
            Err(reason) => self.app.fail(reason),
            Ok(_) if interrupted => self.app.say("interrupted"),
            Ok(_) => {}
        }
        Ok(())
    }
}

/// What watches over a command under way.
struct Watch<'a, B: Backend> {
    app: &'a mut App,
    host: &'a mut dyn Host,
    terminal: &'a mut Terminal<B>,
    ahead: &'a mut VecDeque<Event>,
    command: Command,
    started: Option<u64>,
    drawn: u64,
    interrupted: bool,
    error: Option<io::Error>,
}

impl<B: Backend> Watch<'_, B> {
    fn go_on(&mut self, at: u64) -> bool {
        match self.look(at) {
            Ok(interrupted) => self.interrupted |= interrupted,
            Err(error) => self.error = Some(error),
        }
        !self.interrupted && self.error.is_none()
    }

    /// Draws the progress where it is time to; says whether somebody interrupts. Keys typed ahead are kept, unless the
    /// progress is shown: then only the one that interrupts is offered.
    fn look(&mut self, at: u64) -> io::Result<bool> {
        let interrupts = |event: &Event| {
            let Event::Key(key) = event else { return false };
            let action = keys::chord(*key).and_then(|chord| action::find(Context::Progress, chord));
            action.is_some_and(|a| a.id == Id::Interrupt)
        };
        while let Some(event) = self.host.next_event(Duration::ZERO)? {
            if interrupts(&event) {
                return Ok(true);
            }
            if self.app.progress.is_none() || !matches!(event, Event::Key(_)) {
                self.ahead.push_back(event);
            }
        }
        let now = self.host.now_ms();
        let started = *self.started.get_or_insert(now);
        if now.saturating_sub(started) >= PATIENCE && now.saturating_sub(self.drawn) >= PROGRESS {
            self.drawn = now;
            self.app.progress = Some(Progress { command: self.command, at });
            draw_app(self.terminal, self.app)?;
        }
        Ok(false)
    }
}

/// A title as part of a file's name, whatever it contains.
fn file_name(title: &str) -> String {
    let safe = |c: char| if c.is_alphanumeric() || c == '-' { c } else { '_' };
    title.chars().take(60).map(safe).collect()
}

/// Fetches what a pane shows.
fn fetch(session: &Session, module: Option<&str>, views: &mut crate::views::Views, pane: Pane) {
    match pane {
        Pane::Code | Pane::Source => {
            // Both show the same view; the one that comes second finds it there.
            let other = if pane == Pane::Code { Pane::Source } else { Pane::Code };
            if !views.fresh.contains(&other) {
                views.code = module.and_then(|m| session.code_of(m)).unwrap_or_else(|| session.code());
            }
        }
        Pane::Registers => views.registers = session.registers(),
        Pane::Stack => views.stack = session.stack(),
        Pane::Heap => views.heap = session.heap(),
        Pane::Mailbox => views.mailbox = session.mailbox(),
        Pane::Processes => views.processes = session.processes(),
        Pane::Tree => views.tree = session.tree(),
        Pane::Events => views.events = session.events(),
        Pane::Console => views.console = session.console(),
        Pane::Breakpoints => views.breakpoints = session.breakpoints(),
        Pane::Time | Pane::Lesson => {}
    }
}

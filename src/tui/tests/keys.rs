//! Keys as people press them: (state, keys, state) and (state, keys, effects).
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{debugger, draw, home, lesson, press, screen};
use enigma_debug::command::{Command, Direction::*, EventKind, Place};
use enigma_tui::action::{self, Context};
use enigma_tui::{App, Effect, Pane};

fn at(width: u16, height: u16, keys: &str) -> (App, Vec<Effect>) {
    let mut app = debugger();
    draw(&mut app, width, height);
    let effects = press(&mut app, keys);
    (app, effects)
}

fn effects(keys: &str) -> Vec<Effect> {
    at(80, 24, keys).1
}

fn run(command: Command, times: u64) -> Vec<Effect> {
    vec![Effect::Run(command, times)]
}

#[test]
fn ways_through_time() {
    for (keys, command, times) in [
        ("s", Command::Step(Forward, 1), 1),
        ("50s", Command::Step(Forward, 50), 1),
        ("<F11>", Command::Step(Forward, 1), 1),
        ("3S", Command::Step(Backward, 3), 1),
        ("n", Command::Over(Forward), 1),
        ("2N", Command::Over(Backward), 2),
        ("<F23>", Command::Out(Forward), 1),
        ("<S-F11>", Command::Out(Forward), 1),
        ("O", Command::Out(Backward), 1),
        ("<F5>", Command::Continue(Forward), 1),
        ("<A-F5>", Command::Continue(Backward), 1),
        ("m", Command::ToEvent(Forward, EventKind::Message), 1),
        ("4T", Command::ToEvent(Backward, EventKind::Slice), 4),
        ("g", Command::Start, 1),
        ("G", Command::End, 1),
        ("1234g", Command::GoTo(1234), 1),
        ("0G", Command::GoTo(0), 1),
        ("50%", Command::GoTo(2_000), 1),
        ("}", Command::GoTo(3_500), 1),
        ("{", Command::GoTo(1_100), 1),
        ("u", Command::ToSlot(Forward, 113), 1),
        ("jjU", Command::ToSlot(Backward, 115), 1),
        ("<A-2>u", Command::ToSlot(Forward, 113), 1),
        ("<A-8>U", Command::GoTo(1_233), 1),
        ("<A-0>h", Command::GoTo(1_194), 1),
        ("<A-0>2l", Command::GoTo(1_314), 1),
        (":77<Enter>", Command::GoTo(77), 1),
        (":goto 1,000<Enter>", Command::GoTo(1_000), 1),
        (":cont<Enter>", Command::Continue(Forward), 1),
        ("99999999999999999999999s", Command::Step(Forward, u64::MAX), 1),
    ] {
        assert_eq!(effects(keys), run(command, times), "{keys}");
    }
}

#[test]
fn everything_else_that_is_asked_for() {
    for (keys, effect) in [
        ("b", Effect::ToggleBreakpoint(113)),
        ("<A-2>kkb", Effect::ToggleBreakpoint(109)),
        ("<A-b><Del>", Effect::RemoveBreakpoint(1)),
        ("<A-7>kv", Effect::ShowProcess(Some(3))),
        ("V", Effect::ShowProcess(None)),
        ("'", Effect::ToggleMark),
        (":break ring:loop/2<Enter>", Effect::SetBreakpoint(Place::Function("ring".into(), "loop".into(), Some(2)))),
        (":break ring.erl:17<Enter>", Effect::SetBreakpoint(Place::Line("ring.erl".into(), 17))),
        (":process 3<Enter>", Effect::ShowProcess(Some(3))),
        (":snapshot here<Enter>", Effect::Snapshot("here".into())),
        (":module lists<Enter>", Effect::ShowModule(Some("lists".into()))),
        (":modu<Tab>lists<Enter>", Effect::ShowModule(Some("lists".into()))),
        ("<C-s>", Effect::Snapshot(String::new())),
        ("<A-6>y", Effect::Copy("▶1* {token,\"hello\",3}".into())),
        ("q", Effect::Home),
        ("<C-c>", Effect::Quit),
        (":quit<Enter>", Effect::Quit),
        ("<A-m>", Effect::Mouse(false)),
    ] {
        assert_eq!(effects(keys), [effect], "{keys}");
    }
}

#[test]
fn enter_looks_inside_everything() {
    for (pane, title) in [
        ("1", "is_tuple"),
        ("2", "line 16"),
        ("4", "ring:loop/1"),
        ("6", "message 1 of 2"),
        ("7", "process <0.4.0>"),
        ("8", "send"),
        ("9", "printed line 2"),
        ("b", "breakpoint 1"),
    ] {
        let (app, _) = at(80, 24, &format!("<A-{pane}><Enter>"));
        assert_eq!(app.reader.unwrap().title, title);
    }
    let [Effect::Explain(inside)] = &effects("<A-3><Enter>")[..] else { panic!("no word") };
    assert_eq!((inside.title.as_str(), inside.word), ("x0", Some(0xabc2)));
    assert!(matches!(&effects("<A-5><Enter>")[..], [Effect::Explain(i)] if i.title == "word 3"));
}

#[test]
fn focus_goes_round_and_back() {
    let (mut app, _) = at(80, 24, "");
    let mut seen = vec![];
    for _ in 0..Pane::ALL.len() - 1 {
        seen.push(app.desk.focus);
        press(&mut app, "<Tab>");
    }
    assert_eq!(app.desk.focus, Pane::Code);
    seen.dedup();
    assert_eq!(seen.len(), Pane::ALL.len() - 1);
    press(&mut app, "<BackTab>");
    assert_eq!(app.desk.focus, Pane::Time);
    press(&mut app, "<A-5>z");
    assert!(app.desk.zoom && screen(&mut app, 80, 24).contains("▶Heap"));
    press(&mut app, "<Esc>");
    assert!(!app.desk.zoom && app.desk.focus == Pane::Heap);
}

#[test]
fn searching_goes_there_while_typing_and_esc_forgets_it() {
    let (mut app, _) = at(80, 24, "<A-2>/token");
    assert_eq!(app.desk.place(Pane::Source).cursor, 15);
    press(&mut app, "<Down>");
    assert_eq!(app.desk.place(Pane::Source).cursor, 16);
    press(&mut app, "<Enter>]");
    assert_eq!(app.desk.place(Pane::Source).cursor, 17);
    press(&mut app, "[[[");
    assert_eq!(app.desk.place(Pane::Source).cursor, 10);
    press(&mut app, "<Esc>");
    assert!(app.desk.search.is_none());
    press(&mut app, "/zebra<Enter>]");
    assert_eq!(app.notice.unwrap().text, "not found");
}

#[test]
fn what_cannot_be_done_says_why() {
    let refused = |mut app: App, keys: &str| {
        assert_eq!(press(&mut app, keys), []);
        app.notice.unwrap().text
    };
    let mut start = debugger();
    start.desk.views.status.instruction = 0;
    assert!(refused(start, "S").contains("this is the start of time"));
    let mut end = debugger();
    end.desk.views.status.finished = Some("returned done".into());
    assert!(refused(end, "c").contains("the program has ended"));
    assert!(refused(debugger(), "<A-3>b").contains("the cursor is not on code"));
    assert!(refused(debugger(), "H").contains("no lesson is open"));
    assert!(refused(debugger(), "%").contains("type a number"));
    assert!(refused(debugger(), ":goto x<Enter>").contains("not a number"));
    assert!(refused(debugger(), ":zzzz<Enter>").contains("no command"));
}

#[test]
fn the_home_page_opens_what_is_chosen() {
    let mut app = home();
    draw(&mut app, 80, 24);
    let opened = |effects: Vec<Effect>| match &effects[..] {
        [Effect::Open(entry)] => entry.title.clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!(opened(press(&mut app, "j<Enter>")), "The stack");
    assert_eq!(opened(press(&mut app, "<Tab>G<Enter>")), "tiny_supervisor");
    assert_eq!(opened(press(&mut app, "/crash<Enter>")), "crash-17.enigma");
    assert_eq!(press(&mut app, "<Esc>"), []);
    assert!(app.home.filter.is_empty());
    assert_eq!(press(&mut app, "q"), [Effect::Quit]);
}

#[test]
fn a_lesson_takes_answers() {
    let mut app = debugger();
    app.desk.lesson = Some(lesson());
    assert_eq!(press(&mut app, "i[1,2]<Enter>"), [Effect::Answer("[1,2]".into())]);
    assert_eq!(press(&mut app, ","), [Effect::LessonStep(0)]);
    press(&mut app, "H");
    assert!(!app.desk.lesson.as_ref().unwrap().hint);
    let lesson = app.desk.lesson.as_mut().unwrap();
    assert!(!lesson.checked(false, Some("7")) && lesson.verdict.as_deref() == Some("7: no"));
    assert!(lesson.checked(true, None) && !lesson.checked(true, None) && lesson.finished());
}

#[test]
fn the_mouse_chooses_and_scrolls() {
    use crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
    let (mut app, _) = at(80, 24, "");
    let mouse = |kind, column, row| MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE };
    let click = |column, row| mouse(MouseEventKind::Down(MouseButton::Left), column, row);
    app.click(click(60, 3));
    assert_eq!((app.desk.focus, app.desk.place(Pane::Registers).cursor), (Pane::Registers, 1));
    app.click(click(70, 11));
    assert_ne!(app.desk.focus, Pane::Registers);
    app.click(mouse(MouseEventKind::ScrollUp, 5, 5));
    assert_ne!(app.desk.focus, Pane::Code);
    assert_eq!(app.click(click(6, 21)), run(Command::GoTo(0), 1));
    assert_eq!(app.click(click(0, 23)), run(Command::Step(Forward, 1), 1));
}

#[test]
fn every_action_is_in_the_help_and_in_the_palette() {
    let (mut app, _) = at(120, 40, "?");
    let help = app.reader.as_ref().unwrap().plain();
    press(&mut app, "<Esc>:");
    let names: Vec<String> = app.choices().into_iter().map(|c| c.name).collect();
    for action in action::of(Context::Debugger) {
        let first: String = action.text.split(' ').take(3).collect::<Vec<_>>().join(" ");
        assert!(help.contains(&first), "{} is not in the help", action.name);
        assert!(
            names.iter().any(|n| n.split(' ').next() == Some(action.name)),
            "{} is not in the palette",
            action.name
        );
    }
    let document = enigma_tui::key_document();
    assert!(action::ACTIONS.iter().all(|a| document.contains(a.text)));
}

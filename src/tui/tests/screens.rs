//! The screens as people see them, at an ordinary size, a small one and a large one; and every screen at every size.
#![allow(clippy::unwrap_used, missing_docs)]

mod common;

use common::{debugger, draw, home, lesson, press, screen};
use enigma_tui::{App, Options, Pane};

const SIZES: [(u16, u16); 3] = [(80, 24), (40, 10), (200, 60)];

fn check(name: &str, make: impl Fn() -> App) {
    for (width, height) in SIZES {
        insta::assert_snapshot!(format!("{name}_{width}x{height}"), screen(&mut make(), width, height));
    }
}

fn with(keys: &str) -> App {
    let mut app = debugger();
    draw(&mut app, 80, 24);
    press(&mut app, keys);
    app
}

fn in_lesson() -> App {
    let mut app = debugger();
    app.desk.lesson = Some(lesson());
    app.desk.focus(Pane::Lesson);
    app
}

#[test]
fn the_home_page() {
    check("home", home);
}

#[test]
fn the_debugger() {
    check("debugger", debugger);
}

#[test]
fn the_debugger_on_a_tall_narrow_screen() {
    insta::assert_snapshot!(screen(&mut debugger(), 50, 50));
}

#[test]
fn the_lesson() {
    check("lesson", in_lesson);
}

#[test]
fn the_help() {
    check("help", || with("?"));
}

#[test]
fn the_palette() {
    check("palette", || with(":mess"));
}

#[test]
fn a_detail() {
    check("detail", || with("<A-7><Enter>"));
}

#[test]
fn a_search() {
    check("search", || with("/tuple"));
}

#[test]
fn every_pane_zoomed() {
    for pane in Pane::ALL {
        let mut app = in_lesson();
        app.desk.focus(pane);
        app.desk.zoom = true;
        insta::assert_snapshot!(format!("zoom_{pane:?}_80x24"), screen(&mut app, 80, 24));
    }
}

#[test]
fn ascii_only() {
    let mut app = debugger();
    app.theme = enigma_tui::Theme::new(true, true);
    app.desk.views.mailbox.clear();
    let drawn = screen(&mut app, 80, 24);
    assert!(drawn.is_ascii(), "{drawn}");
    insta::assert_snapshot!(drawn);
}

#[test]
fn with_styles() {
    insta::assert_debug_snapshot!(draw(&mut debugger(), 80, 24));
}

#[test]
fn without_colours_there_are_none() {
    let mut app = debugger();
    app.theme = enigma_tui::Theme::new(false, false);
    let buffer = draw(&mut app, 120, 40);
    assert!(
        buffer.content.iter().all(|c| c.fg == ratatui::style::Color::Reset && c.bg == ratatui::style::Color::Reset)
    );
}

#[test]
fn control_characters_do_not_reach_the_screen() {
    let mut app = with("<A-6>");
    let drawn = screen(&mut app, 80, 24);
    assert!(drawn.chars().all(|c| c == '\n' || !c.is_control()));
}

/// Draws an app at every size up to 80×24.
fn at_every_size(mut app: App) {
    for height in 1..=24 {
        for width in 1..=80 {
            draw(&mut app, width, height);
        }
    }
}

#[test]
fn home_help_and_palette_at_every_size() {
    let makers: [fn() -> App; 6] = [
        home,
        || with("?"),
        || with(":"),
        || with(":mess"),
        || App::new(Options { ascii: true, ..Options::default() }),
        || {
            let mut app = App::new(Options::default());
            app.debugging = true;
            app
        },
    ];
    makers.into_iter().for_each(|make| at_every_size(make()));
}

#[test]
fn the_debugger_at_every_size() {
    let makers: [fn() -> App; 6] =
        [debugger, in_lesson, || with("<A-7><Enter>"), || with("/tuple"), || with("50"), || with("<A-5>z")];
    makers.into_iter().for_each(|make| at_every_size(make()));
}

#[test]
fn every_pane_at_every_size() {
    for pane in Pane::ALL {
        for zoom in [false, true] {
            let mut app = in_lesson();
            app.desk.focus(pane);
            app.desk.zoom = zoom;
            at_every_size(app);
        }
    }
}

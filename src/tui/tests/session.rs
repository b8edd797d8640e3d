//! The whole interface over real programs: keys go in through a host, the screen is looked at afterwards.
#![allow(clippy::unwrap_used, missing_docs)]

use crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use enigma_debug::Session;
use enigma_lesson::{Lesson, Progress};
use enigma_replay::{Entry as Start, Nothing, Program};
use enigma_tui::{Catalog, Course, Entry, Host, Kind, LessonView, Options, StepView, run};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// A host whose user presses keys that were written down, and leaves when there are none left.
#[derive(Default)]
struct Script {
    keys: Vec<KeyCode>,
    now: u64,
    /// The number of questions during commands after which Esc is pressed.
    interrupt_after: Option<u32>,
    /// The keys are there before anybody asks for them.
    hasty: bool,
    copied: Vec<String>,
    saved: Vec<(String, usize)>,
    progress: Vec<Vec<bool>>,
}

fn sample(name: &str) -> Result<Session, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(name);
    let read = |file: String| std::fs::read(folder.join(file)).map_err(|e| e.to_string());
    let source = String::from_utf8(read(format!("{name}.erl"))?).unwrap();
    let mut program = Program {
        title: name.into(),
        modules: vec![Arc::new(read(format!("{name}.beam"))?)],
        sources: BTreeMap::from([(format!("{name}.erl"), source)]),
        entry: Start { module: name.into(), function: "main".into(), args: vec![] },
        ..Program::default()
    };
    program.config.seed = 1;
    Session::open(program, Box::new(Nothing))
}

/// A lesson of one step: to get to instruction 3, or to say it.
struct Count;

impl Course for Count {
    fn view(&self) -> LessonView {
        let step = StepView { title: "Count".into(), goal: "Get to 3.".into(), asks: true, ..StepView::default() };
        LessonView { name: "count".into(), title: "Counting".into(), steps: vec![step], ..LessonView::default() }
    }

    fn passed(&self, _: usize, session: &Session, answer: Option<&str>) -> bool {
        answer == Some("three") || session.status().instruction == 3
    }
}

impl Host for Script {
    fn catalog(&mut self) -> Catalog {
        let entry = |name: &str, kind| Entry {
            kind,
            name: name.into(),
            title: name.into(),
            summary: "Something.".into(),
            done: None,
        };
        let samples = ["bank", "ring", "nothing"].into_iter().map(|n| entry(n, Kind::Sample)).collect();
        Catalog { lessons: vec![entry("factorial", Kind::Lesson)], samples, ..Catalog::default() }
    }

    fn open(&mut self, entry: &Entry) -> Result<Session, String> {
        sample(&entry.name)
    }

    fn open_lesson(&mut self, entry: &Entry) -> Result<(Box<dyn Course>, Session), String> {
        Ok((Box::new(Count), sample(&entry.name)?))
    }

    fn save_progress(&mut self, _: &str, done: &[bool]) -> Result<(), String> {
        self.progress.push(done.to_vec());
        Ok(())
    }

    fn save_snapshot(&mut self, name: &str, bytes: &[u8]) -> Result<String, String> {
        self.saved.push((name.into(), bytes.len()));
        Ok(format!("/somewhere/{name}"))
    }

    fn leave(&mut self, _: Session) {}

    fn next_event(&mut self, timeout: Duration) -> io::Result<Option<Event>> {
        let key = |code| {
            let control = if code == KeyCode::Null { KeyModifiers::CONTROL } else { KeyModifiers::NONE };
            let code = if code == KeyCode::Null { KeyCode::Char('c') } else { code };
            Some(Event::Key(KeyEvent::new(code, control)))
        };
        if timeout.is_zero() && self.hasty && !self.keys.is_empty() {
            return Ok(key(self.keys.remove(0)));
        }
        if timeout.is_zero() {
            self.now += 200;
            return Ok(match &mut self.interrupt_after {
                Some(0) => key(KeyCode::Esc),
                Some(n) => {
                    *n -= 1;
                    None
                }
                None => None,
            });
        }
        Ok(if self.keys.is_empty() { key(KeyCode::Null) } else { key(self.keys.remove(0)) })
    }

    fn now_ms(&mut self) -> u64 {
        self.now
    }

    fn copy(&mut self, text: &str) -> Result<(), String> {
        self.copied.push(text.into());
        Ok(())
    }

    fn set_mouse(&mut self, _: bool) -> Result<(), String> {
        Ok(())
    }
}

/// Presses keys (`⏎` is Enter, `⇥` Tab, `⎋` Esc) over a sample, or on the home page; the screen afterwards.
fn play_in(script: &mut Script, sample: Option<&str>, keys: &str, size: (u16, u16)) -> String {
    script.keys = keys
        .chars()
        .map(|c| match c {
            '⏎' => KeyCode::Enter,
            '⇥' => KeyCode::Tab,
            '⎋' => KeyCode::Esc,
            c => KeyCode::Char(c),
        })
        .collect();
    let start = sample.map(|name| script.catalog().samples.into_iter().find(|e| e.name == name).unwrap());
    let mut terminal = Terminal::new(TestBackend::new(size.0, size.1)).unwrap();
    run(&mut terminal, script, start, Options { mouse: false, ..Options::default() }).unwrap();
    terminal.backend().to_string()
}

fn play(sample: Option<&str>, keys: &str) -> String {
    play_in(&mut Script::default(), sample, keys, (100, 30))
}

#[test]
fn a_step_there_and_back_is_where_one_was() {
    for sample in ["ring", "bank"] {
        for keys in ["10sS", "5n", "20sN", "200s50S", "2m", "3t"] {
            let there = play(Some(sample), keys);
            let twice = play(Some(sample), &format!("{keys}sS"));
            // What the last step changed is marked, and why the machine stands there is told: both may differ.
            let place = |s: &str| s.lines().next().unwrap().to_owned();
            assert_eq!(place(&there), place(&twice), "{sample} {keys}");
        }
    }
}

#[test]
fn keys_typed_ahead_are_not_lost() {
    let keys = "5s:break ring:node_loop/3⏎cccCsss⇥jG2E10S";
    let mut hasty = Script { hasty: true, ..Script::default() };
    let ahead = play_in(&mut hasty, Some("ring"), keys, (100, 30));
    assert_eq!(ahead, play(Some("ring"), keys));
}

#[test]
fn the_ring_runs_to_its_end_and_back() {
    let end = play(Some("ring"), "G");
    assert!(end.contains("returned {"), "{end}");
    let start = play(Some("ring"), "Gg");
    assert!(start.contains("at ring:main/0"), "{start}");
    let between = play(Some("ring"), "300s");
    // Code, source, registers and processes of the same moment.
    for part in ["ring:build/3", "27 build(0, Neighbour", "x1", "ring:node_loop/2", "▶"] {
        assert!(between.contains(part), "{part}: {between}");
    }
}

#[test]
fn breakpoints_by_name_stop_there_and_back() {
    let there = play(Some("ring"), ":break ring:collect/2⏎c");
    assert!(there.contains("breakpoint"), "{there}");
    let back = play(Some("ring"), ":break ring:build/3⏎G2C");
    assert!(back.contains("breakpoint"), "{back}");
    let none = play(Some("ring"), ":break ring:nothing/9⏎");
    assert!(none.contains("! "), "{none}");
}

#[test]
fn every_pane_over_a_real_program() {
    let mut keys = "500s".to_owned();
    for _ in 0..12 {
        keys.push_str("⇥jjk⏎⎋z/1⏎]⎋zY");
    }
    for size in [(100, 30), (40, 10), (200, 60), (1, 1)] {
        let mut script = Script::default();
        play_in(&mut script, Some("bank"), &keys, size);
        assert_eq!(script.copied.len(), 12);
    }
}

#[test]
fn every_kind_of_travel_over_every_sample() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    for folder in std::fs::read_dir(samples).unwrap() {
        let name = folder.unwrap().file_name().into_string().unwrap();
        if sample(&name).is_err() {
            continue;
        }
        let entry =
            Entry { kind: Kind::Sample, name: name.clone(), title: name.clone(), summary: String::new(), done: None };
        let mut script = Script { keys: Vec::new(), ..Script::default() };
        script.keys = "snocmtefxrwpSNOCMTEFXRWPGgG50%'{}uU".chars().map(KeyCode::Char).collect();
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        run(&mut terminal, &mut script, Some(entry), Options::default()).unwrap();
        assert!(!terminal.backend().to_string().contains("cannot be opened"), "{name}");
    }
}

#[test]
fn a_long_command_shows_its_progress_and_can_be_interrupted() {
    let mut script = Script { interrupt_after: Some(0), ..Script::default() };
    let screen = play_in(&mut script, Some("ring"), "G", (100, 30));
    assert!(screen.contains("interrupted") || screen.contains("returned"), "{screen}");
}

#[test]
fn the_home_page_opens_samples_and_says_what_is_wrong() {
    assert!(play(None, "⇥j⏎").contains("Enigma · ring"));
    assert!(play(None, "/nothing⏎").contains("! nothing cannot be opened"));
    assert!(play(Some("bank"), "q").contains("Lessons"));
}

#[test]
fn a_lesson_notices_when_its_step_is_done() {
    let mut script = Script::default();
    let screen = play_in(&mut script, None, "⏎2ss", (100, 30));
    assert!(screen.contains("done, and with it the lesson"), "{screen}");
    assert_eq!(script.progress, [[true]]);
    let screen = play_in(&mut Script::default(), None, "⏎itwo⏎", (100, 30));
    assert!(screen.contains("two: no"), "{screen}");
    let screen = play_in(&mut Script::default(), None, "⏎ithree⏎", (100, 30));
    assert!(screen.contains("three: right"), "{screen}");
}

#[test]
fn the_first_lesson_as_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lessons/01-registers-and-calls");
    let text = |file: &str| std::fs::read_to_string(folder.join(file)).unwrap();
    let program = std::fs::read(folder.join("lesson.beam")).unwrap();
    let sources = BTreeMap::from([("lesson.erl".to_owned(), text("lesson.erl"))]);
    let lesson = Lesson::parse("one", &text("lesson.ron"), &text("en.md"), program, sources).unwrap();
    let session = lesson.open().unwrap();
    let mut progress = Progress::default();
    progress.pass("one", 0);
    let steps = lesson.steps.len();
    let course = enigma_tui::course(lesson, &progress);
    let view = course.view();
    assert_eq!((view.steps.len(), view.step, view.steps[0].done, view.steps[1].done), (steps, 1, true, false));
    assert!(view.steps[0].prose.starts_with("# Registers and calls"));
    assert!(view.steps[0].prose.contains("x registers") && view.steps.iter().any(|s| s.asks));
    assert!(!course.passed(0, &session, None));
}

#[test]
fn snapshots_are_saved_under_a_name() {
    let mut script = Script::default();
    let screen = play_in(&mut script, Some("ring"), "9s:snapshot here⏎:snapshot ⏎", (100, 30));
    assert!(screen.contains("saved as /somewhere/ring-"), "{screen}");
    assert_eq!(script.saved[0].0, "here");
    assert!(script.saved[0].1 > 100);
}

#[test]
fn other_modules_and_processes_can_be_shown() {
    assert!(play(Some("ring"), ":module⏎").contains("ring"));
    assert!(play(Some("ring"), ":module nowhere⏎").contains("! no module nowhere"));
    assert!(play(Some("ring"), "G:process 999⏎").contains("! there is no such process"));
}

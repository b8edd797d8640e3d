//! The lessons of this repository can be solved, and are not solved by doing nothing; faulty ones
//! are refused with the place of the fault.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use enigma_lesson::{Lesson, Progress, Solution, passed, program_file, prove};

fn folders() -> Vec<PathBuf> {
    let lessons = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lessons");
    let mut folders: Vec<PathBuf> = std::fs::read_dir(lessons).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders
}

fn load(folder: &Path) -> (Lesson, Solution) {
    let text = |file: &str| std::fs::read_to_string(folder.join(file)).unwrap();
    let name = folder.file_name().unwrap().to_str().unwrap();
    let program = std::fs::read(folder.join(program_file(name, &text("lesson.ron")).unwrap())).unwrap();
    let sources = BTreeMap::from([("lesson.erl".to_string(), text("lesson.erl"))]);
    let lesson = Lesson::parse(name, &text("lesson.ron"), &text("en.md"), program, sources).unwrap();
    (lesson, Solution::parse(name, &text("solution.ron")).unwrap())
}

#[test]
fn every_lesson_can_be_solved_and_not_by_doing_nothing() {
    let folders = folders();
    assert!(folders.len() >= 3);
    for folder in folders {
        let (lesson, solution) = load(&folder);
        prove(&lesson, &solution).unwrap();
        let session = lesson.open().unwrap();
        assert!(lesson.steps.iter().all(|step| !passed(step, &session, None)), "{}", lesson.name);
    }
}

#[test]
fn a_solution_that_is_none_is_found_out() {
    let (lesson, mut solution) = load(&folders()[0]);
    solution.steps[1].clear();
    let error = prove(&lesson, &solution).unwrap_err();
    assert!(error.contains("step 2 (The call): the check does not hold"), "{error}");
    solution.steps.pop();
    assert!(prove(&lesson, &solution).is_err());
}

#[test]
fn faults_are_told_with_their_place() {
    let plan = "(\n    format: 1,\n    titel: \"x\",\n)";
    let error = Lesson::parse("x", plan, "", Vec::new(), BTreeMap::new()).unwrap_err();
    assert_eq!((error.file.as_str(), error.line), ("x/lesson.ron", 3));
    assert!(error.what.contains("titel"), "{error}");
    let plan = r#"(format: 1, title: "x", program: "x.beam", entry: ("x", "main", []), steps: [
        (title: "One", goal: "g", check: X(0, "1"), hint: "h")])"#;
    let prose = |text: &str| Lesson::parse("x", plan, text, Vec::new(), BTreeMap::new());
    assert_eq!(prose("Intro\n\n## Two\n").unwrap_err().to_string(), "x/en.md:3:1: the heading is to be \"One\"");
    assert!(prose("Intro\n").is_err());
    let lesson = prose("Intro\n```\n## no heading\n```\n## One\ntext\n").unwrap();
    assert_eq!(lesson.introduction(), "Intro\n```\n## no heading\n```");
    assert_eq!(lesson.prose_of(0), "text");
    let error = Solution::parse("x", "(steps: [[Jump]])").unwrap_err();
    assert_eq!((error.line, error.column > 10), (1, true));
}

#[test]
fn progress_is_kept_by_name() {
    let mut progress = Progress::default();
    assert_eq!(progress.next("a", 2), Some(0));
    assert!(progress.pass("a", 0) && !progress.pass("a", 0));
    assert_eq!((progress.next("a", 2), progress.count("a", 2)), (Some(1), 1));
    progress.pass("a", 1);
    assert_eq!(progress.next("a", 2), None);
    progress.forget("a");
    assert_eq!(progress, Progress::default());
}

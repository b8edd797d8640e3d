//! What the program brings along: samples, lessons and recordings, embedded so that it runs with
//! nothing else installed.

use std::collections::BTreeMap;
use std::sync::Arc;

use enigma_lesson::{Lesson, Solution, program_file};
use enigma_replay::{Entry, Program};
use enigma_vm::Config;
use include_dir::{Dir, include_dir};
use serde::Deserialize;

use super::Failure;

static SAMPLES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/samples");
static LESSONS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/lessons");
static SNAPSHOTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/snapshots");

/// What `sample.ron` says.
#[derive(Deserialize, Clone, Debug)]
pub struct Sample {
    /// The folder's name.
    #[serde(skip)]
    pub name: String,
    /// What people know it by.
    pub title: String,
    /// What it shows, in a sentence.
    pub summary: String,
    /// The entry function.
    pub entry: String,
}

fn folder_name(dir: &Dir<'_>) -> String {
    dir.path().file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

fn text(dir: &Dir<'_>, name: &str) -> Option<String> {
    dir.get_file(dir.path().join(name))?.contents_utf8().map(str::to_string)
}

/// All samples, by name.
pub fn samples() -> Result<Vec<Sample>, Failure> {
    let mut all = Vec::new();
    for dir in SAMPLES.dirs() {
        let name = folder_name(dir);
        let described = text(dir, "sample.ron").ok_or_else(|| Failure::new(format!("sample {name}: no sample.ron")))?;
        let sample: Sample = ron::from_str(&described).map_err(|e| Failure::new(format!("sample {name}: {e}")))?;
        all.push(Sample { name, ..sample });
    }
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}

/// The program of a sample; `None` where there is no sample of that name.
pub fn sample_program(name: &str, seed: u64) -> Result<Option<Program>, Failure> {
    let Some(sample) = samples()?.into_iter().find(|s| s.name == name) else { return Ok(None) };
    let Some(dir) = SAMPLES.get_dir(name) else { return Ok(None) };
    let (modules, sources) = files(dir);
    let entry = Entry { module: name.to_string(), function: sample.entry, args: Vec::new() };
    let config = Config { seed, ..Config::default() };
    Ok(Some(Program { title: sample.title, modules, sources, entry, config }))
}

/// The .beam files of a folder, and its sources by name.
fn files(dir: &Dir<'_>) -> (Vec<Arc<Vec<u8>>>, BTreeMap<String, String>) {
    let (mut modules, mut sources) = (Vec::new(), BTreeMap::new());
    for file in dir.files() {
        let name = file.path().file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if name.ends_with(".beam") {
            modules.push(Arc::new(file.contents().to_vec()));
        } else if let (true, Some(text)) = (name.ends_with(".erl"), file.contents_utf8()) {
            sources.insert(name, text.to_string());
        }
    }
    (modules, sources)
}

fn lesson_text(lesson: &str, file: &str) -> Result<String, Failure> {
    let missing = || Failure::new(format!("lesson {lesson}: no {file}"));
    text(LESSONS.get_dir(lesson).ok_or_else(missing)?, file).ok_or_else(missing)
}

fn parse_lesson(dir: &Dir<'_>) -> Result<Lesson, Failure> {
    let name = folder_name(dir);
    let (description, prose) = (lesson_text(&name, "lesson.ron")?, lesson_text(&name, "en.md")?);
    let file = program_file(&name, &description)?;
    let image = dir.get_file(dir.path().join(&file));
    let image = image.ok_or_else(|| Failure::new(format!("lesson {name}: no {file}")))?.contents().to_vec();
    let (_, sources) = files(dir);
    Ok(Lesson::parse(&name, &description, &prose, image, sources)?)
}

/// All lessons, in the order in which they are best taken.
pub fn lessons() -> Result<Vec<Lesson>, Failure> {
    let mut all = LESSONS.dirs().map(parse_lesson).collect::<Result<Vec<_>, _>>()?;
    all.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(all)
}

/// How a lesson is solved.
pub fn solution(lesson: &str) -> Result<Solution, Failure> {
    Ok(Solution::parse(lesson, &lesson_text(lesson, "solution.ron")?)?)
}

/// The recordings that the program brings along: name and bytes.
pub fn recordings() -> Vec<(String, &'static [u8])> {
    let mut all: Vec<(String, &'static [u8])> = Vec::new();
    for file in SNAPSHOTS.files() {
        if file.path().extension().is_some_and(|e| e == "enigma") {
            all.push((file.path().with_extension("").to_string_lossy().into_owned(), file.contents()));
        }
    }
    all.sort();
    all
}

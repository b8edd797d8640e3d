//! The rules of the house that the compiler does not keep (see ARCHITECTURE.md).
//!
//! Each test reads the sources, the manifests or the content, and names every violation by file and line.

#![allow(clippy::unwrap_used)]

#[path = "house/manifest.rs"]
mod manifest;
#[path = "house/rust.rs"]
mod rust;

use std::path::{Path, PathBuf};

use rust::Source;

/// The rooms that the outside cannot reach.
const CLOSED: [&str; 7] = ["zlib", "beam", "vm", "replay", "debug", "lesson", "tui"];
/// The terminal itself: the one file of a closed room that touches the operating system.
const TERMINAL: &str = "src/tui/terminal.rs";
/// The most lines of a file.
const MAX_LINES: usize = 1000;

/// The root of the repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file as text.
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A path as violations name it.
fn shown(path: &Path) -> std::path::Display<'_> {
    path.strip_prefix(root()).unwrap_or(path).display()
}

/// What is in a folder, in order of names.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let listing = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut paths: Vec<PathBuf> = listing.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

/// All files below a folder that have this extension.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let below = entries(folder).into_iter().flat_map(|path| match path.is_dir() {
        true => files(&path, extension),
        false => vec![path],
    });
    below.filter(|path| path.extension().is_some_and(|e| e == extension)).collect()
}

/// Fails with all violations of a rule, if there are any.
fn hold(rule: &str, violations: Vec<String>) {
    assert!(violations.is_empty(), "{rule}\n{}", violations.join("\n"));
}

/// The sources of the closed rooms, without tests.
fn closed_sources() -> Vec<Source> {
    CLOSED.iter().flat_map(|room| rust::sources(root(), &format!("src/{room}"))).collect()
}

/// Violations by forbidden words in the sources.
fn forbidden(sources: &[Source], words: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    for source in sources {
        for word in words {
            found.extend(source.words(word).map(|at| format!("{}:{}: {word}", source.path.display(), source.line(at))));
        }
    }
    found
}

/// Invariant "closed rooms".
#[test]
fn closed_rooms_touch_nothing_outside() {
    let mut sources = closed_sources();
    sources.retain(|source| source.path != Path::new(TERMINAL));
    let mut found = forbidden(&sources, &["Instant", "SystemTime", "thread::", "Mutex", "RwLock", "Condvar", "mpsc"]);
    found.extend(forbidden(
        &sources,
        &["println!", "eprintln!", "print!", "eprint!", "stdin()", "stdout()", "stderr()"],
    ));
    for source in &sources {
        for (at, name) in standard_modules(&source.code) {
            // A duration is a number, not a clock.
            let number = source.code[at..].starts_with("std::time::Duration");
            if !number && ["time", "thread", "net", "fs", "env", "process", "os"].contains(&name) {
                found.push(format!("{}:{}: std::{name}", source.path.display(), source.line(at)));
            }
        }
    }
    hold("Threads, clock, files, sockets and environment belong to src/world:", found);
}

/// The modules of `std` that code names, alone or in a group, and where.
fn standard_modules(code: &str) -> Vec<(usize, &str)> {
    let name = |text: &str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let mut found = Vec::new();
    for (at, path) in code.match_indices("std::") {
        let start = at + path.len();
        let Some(group) = code[start..].strip_prefix('{') else {
            found.push((at, &code[start..start + name(&code[start..])]));
            continue;
        };
        let (mut depth, mut fresh) = (0, true);
        for (offset, c) in group.char_indices() {
            match c {
                '}' if depth == 0 => break,
                '{' => depth += 1,
                '}' => depth -= 1,
                ',' if depth == 0 => fresh = true,
                c if fresh && !c.is_whitespace() => {
                    found.push((start + 1 + offset, &group[offset..offset + name(&group[offset..])]));
                    fresh = false;
                }
                _ => {}
            }
        }
    }
    found
}

#[test]
fn modules_of_std_are_found() {
    let names = |code| standard_modules(code).into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    assert_eq!(names("use std::fs::File; std::env::var()"), ["fs", "env"]);
    assert_eq!(names("use std::{\n  fmt::{self, Write}, net, io::{time}};"), ["fmt", "net", "io"]);
}

/// Invariants "the machine is a value" and "one run": no state outside the machine, no order by chance.
#[test]
fn the_machine_has_no_hidden_state() {
    let sources: Vec<Source> = ["zlib", "beam", "vm", "replay"]
        .iter()
        .flat_map(|room| rust::sources(root(), &format!("src/{room}")))
        .collect();
    let mut found = forbidden(&sources, &["static mut", "thread_local!", "OnceLock", "LazyLock", "OnceCell"]);
    found.extend(forbidden(&sources, &["RandomState", "std::collections::HashMap", "std::collections::HashSet"]));
    found.extend(forbidden(&sources, &["AtomicUsize", "AtomicU64", "AtomicU32", "AtomicBool", "AtomicPtr"]));
    hold("What a machine does depends on the machine alone:", found);
}

/// Invariant "nothing inside can stop the outside".
#[test]
fn closed_rooms_do_not_panic() {
    let sources = closed_sources();
    let macros = ["panic!", "todo!", "unimplemented!", "unreachable!", "unwrap()", "unwrap_err()", "expect_err("];
    let mut found = forbidden(&sources, &macros);
    for source in &sources {
        for at in source.words(".expect(") {
            // A method of another name's sake takes no text.
            let argument = source.code[at + ".expect(".len()..].trim_start();
            if argument.starts_with(['"', '&']) || argument.starts_with("format!") {
                found.push(format!("{}:{}: expect", source.path.display(), source.line(at)));
            }
        }
    }
    hold("Errors are values:", found);
}

#[test]
fn every_file_says_what_it_is_for_and_is_short() {
    let mut found = Vec::new();
    for folder in ["src", "tests"] {
        for path in files(&root().join(folder), "rs") {
            let text = read(&path);
            if !text.starts_with("//! ") {
                found.push(format!("{}:1: no `//!` at the begin", shown(&path)));
            }
            let lines = text.lines().count();
            if lines > MAX_LINES {
                found.push(format!("{}:{lines}: more than {MAX_LINES} lines", shown(&path)));
            }
        }
    }
    hold("A file is read from its first line to its last:", found);
}

/// Invariant "arrows point down".
#[test]
fn arrows_between_rooms_point_down() {
    const FLOORS: [&[&str]; 8] =
        [&["zlib"], &["beam"], &["vm"], &["world"], &["replay"], &["debug"], &["lesson"], &["tui"]];
    let floor = |room: &str| FLOORS.iter().position(|rooms| rooms.contains(&room));
    let mut found = Vec::new();
    for room in manifest::rooms() {
        let path = format!("src/{room}/Cargo.toml");
        let Some(own) = floor(&room) else {
            found.push(format!("{path}:1: which floor is {room} on?"));
            continue;
        };
        for (line, used) in manifest::rooms_used(&read(&root().join(&path))) {
            let down = floor(&used).is_some_and(|other| other < own);
            // Faces see the machine through the debugger; only the program goes to the world.
            let around = match room.as_str() {
                "tui" => !["debug", "lesson"].contains(&used.as_str()),
                "world" => !["zlib", "beam", "vm"].contains(&used.as_str()),
                _ => used == "world",
            };
            if !down || around {
                found.push(format!("{path}:{line}: {room} uses {used}"));
            }
        }
    }
    hold("zlib ← beam ← vm ← replay ← debug ← lesson ← tui ← main, and vm ← world ← main:", found);
}

#[test]
fn every_room_forbids_unsafe_code() {
    let workspace = read(&root().join("Cargo.toml"));
    let mut found = Vec::new();
    if manifest::value(&workspace, "workspace.lints.rust", "unsafe_code") != Some("\"forbid\"") {
        found.push("Cargo.toml: [workspace.lints.rust] does not say unsafe_code = \"forbid\"".to_string());
    }
    let members = manifest::rooms().into_iter().map(|room| format!("src/{room}/Cargo.toml"));
    for path in members.chain(["Cargo.toml".to_string()]) {
        if manifest::value(&read(&root().join(&path)), "lints", "workspace") != Some("true") {
            found.push(format!("{path}: [lints] does not say workspace = true"));
        }
    }
    hold("There is no unsafe code:", found);
}

#[test]
fn every_folder_with_a_manifest_is_a_member() {
    let workspace = read(&root().join("Cargo.toml"));
    let members = manifest::value(&workspace, "workspace", "members").unwrap_or_default();
    let missing = manifest::rooms().into_iter().filter(|room| !members.contains(&format!("\"src/{room}\"")));
    hold("The workspace's members are the folders of src/:", missing.collect());
}

#[test]
fn samples_and_lessons_are_complete() {
    let mut found = Vec::new();
    let mut demand = |folder: &Path, file: String| {
        if !folder.join(&file).is_file() {
            found.push(format!("{}: no {file}", shown(folder)));
        }
    };
    for folder in entries(&root().join("samples")).iter().filter(|path| path.is_dir()) {
        let name = folder.file_name().unwrap().to_string_lossy();
        for file in [format!("{name}.erl"), format!("{name}.beam"), "sample.ron".into(), "expected.txt".into()] {
            demand(folder, file);
        }
    }
    for folder in entries(&root().join("lessons")).iter().filter(|path| path.is_dir()) {
        for file in ["lesson.ron", "lesson.erl", "lesson.beam", "en.md", "solution.ron"] {
            demand(folder, file.into());
        }
    }
    hold("Content comes with its source, its description and its proof:", found);
}

#[test]
fn the_changelog_speaks_of_this_version() {
    let version = env!("CARGO_PKG_VERSION");
    assert!(read(&root().join("CHANGELOG.md")).contains(version), "CHANGELOG.md: nothing on {version}");
}

/// Documents name files and tests; both must be there.
#[test]
fn documents_name_what_is_there() {
    let sources: String =
        ["src", "tests"].iter().flat_map(|f| files(&root().join(f), "rs")).map(|p| read(&p)).collect();
    let mut found = Vec::new();
    for document in ["ARCHITECTURE.md", "CONTRIBUTING.md", "README.md"] {
        for (index, line) in read(&root().join(document)).lines().enumerate() {
            for word in line.split('`').skip(1).step_by(2) {
                let is_test = word.matches('_').count() > 1
                    && word.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit());
                let is_path =
                    ["src/", "tests/", "scripts/"].iter().any(|start| word.starts_with(start)) && !word.contains(' ');
                let missing =
                    (is_test && !sources.contains(&format!("fn {word}("))) || (is_path && !root().join(word).exists());
                if missing {
                    found.push(format!("{document}:{}: there is no {word}", index + 1));
                }
            }
        }
    }
    hold("Documents keep up:", found);
}

//! Rust source as the house rules look at it: without comments, without what stands between
//! quotes, and without what is compiled for tests alone. Lines keep their numbers.

use std::path::{Path, PathBuf};

/// A file below `src/`.
pub struct Source {
    /// Its path from the root of the repository.
    pub path: PathBuf,
    /// The file as it is.
    pub text: String,
    /// The file without comments, contents of strings, and code for tests.
    pub code: String,
}

impl Source {
    /// The line of a byte of `text` or `code`, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.code.as_bytes()[..at].iter().filter(|b| **b == b'\n').count() + 1
    }

    /// Where a word stands in the code with no letter on either side that would make it another.
    pub fn words<'a>(&'a self, word: &'a str) -> impl Iterator<Item = usize> + 'a {
        let part_of_name = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
        let joins = move |edge: Option<char>, next: Option<char>| part_of_name(edge) && part_of_name(next);
        self.code.match_indices(word).map(|(at, _)| at).filter(move |at| {
            let (before, after) = (&self.code[..*at], &self.code[at + word.len()..]);
            !joins(word.chars().next(), before.chars().next_back())
                && !joins(word.chars().next_back(), after.chars().next())
        })
    }
}

/// All files of a crate that are compiled into it outside tests; `folder` is below the repository's root.
pub fn sources(root: &Path, folder: &str) -> Vec<Source> {
    let mut sources: Vec<Source> = super::files(&root.join(folder), "rs")
        .into_iter()
        .map(|path| {
            let text = super::read(&path);
            let code = without_tests(&blank(&text));
            Source { path: path.strip_prefix(root).unwrap_or(&path).to_path_buf(), text, code }
        })
        .collect();
    let for_tests: Vec<PathBuf> = sources.iter().flat_map(test_modules).collect();
    sources.retain(|source| {
        let below_tests = source.path.components().any(|part| part.as_os_str() == "tests");
        !below_tests && !for_tests.contains(&source.path)
    });
    sources
}

/// The files of the modules that a file declares for tests alone.
fn test_modules(source: &Source) -> Vec<PathBuf> {
    let folder = source.path.parent().unwrap_or(Path::new(""));
    let blanked = blank(&source.text);
    let declarations = blanked.split("#[cfg(test)]").skip(1);
    declarations
        .filter_map(|rest| rest.trim_start().strip_prefix("mod ")?.split_once(';'))
        .filter(|(name, _)| name.chars().all(|c| c.is_alphanumeric() || c == '_'))
        .map(|(name, _)| folder.join(format!("{name}.rs")))
        .collect()
}

/// What the reader of a source is in.
#[derive(PartialEq)]
enum In {
    Code,
    Line,
    Block(usize),
    Text,
    Raw(usize),
}

/// The source with spaces in the place of comments and of all that stands between quotes.
pub fn blank(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out: Vec<u8> = Vec::with_capacity(bytes.len());
    let mut state = In::Code;
    while out.len() < bytes.len() {
        let rest = &bytes[out.len()..];
        let (kept, skipped) = match state {
            In::Code => in_code(bytes, out.len(), &mut state),
            In::Line if rest[0] == b'\n' => {
                state = In::Code;
                (1, 0)
            }
            In::Block(depth) if rest.starts_with(b"*/") => {
                state = if depth == 1 { In::Code } else { In::Block(depth - 1) };
                (0, 2)
            }
            In::Block(depth) if rest.starts_with(b"/*") => {
                state = In::Block(depth + 1);
                (0, 2)
            }
            In::Text if rest[0] == b'\\' => (0, 2),
            In::Text if rest[0] == b'"' => {
                state = In::Code;
                (1, 0)
            }
            In::Raw(hashes) if rest[0] == b'"' && rest[1..].starts_with(&vec![b'#'; hashes]) => {
                state = In::Code;
                (1 + hashes, 0)
            }
            _ => (0, 1),
        };
        out.extend(&rest[..kept]);
        out.extend(rest[kept..].iter().take(skipped).map(|b| if *b == b'\n' { b'\n' } else { b' ' }));
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// How many bytes of code to keep and how many after them to blank, at a place in code.
fn in_code(bytes: &[u8], at: usize, state: &mut In) -> (usize, usize) {
    let rest = &bytes[at..];
    let after_name = at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_');
    let raw = rest.strip_prefix(b"b").unwrap_or(rest);
    if rest.starts_with(b"//") {
        *state = In::Line;
        return (0, 2);
    }
    if rest.starts_with(b"/*") {
        *state = In::Block(1);
        return (0, 2);
    }
    if rest[0] == b'"' {
        *state = In::Text;
        return (1, 0);
    }
    if !after_name && raw.starts_with(b"r") {
        let hashes = raw[1..].iter().take_while(|b| **b == b'#').count();
        if raw.get(1 + hashes) == Some(&b'"') {
            *state = In::Raw(hashes);
            return (rest.len() - raw.len() + hashes + 2, 0);
        }
    }
    if rest[0] == b'\'' {
        return match character(rest) {
            0 => (1, 0),
            length => (0, length),
        };
    }
    (1, 0)
}

/// The length of a character literal; 0 for a lifetime.
fn character(rest: &[u8]) -> usize {
    let text = String::from_utf8_lossy(&rest[1..rest.len().min(16)]);
    let mut chars = text.chars();
    match chars.next() {
        Some('\\') => {
            // The escaped character itself may be a quote.
            let end = text.char_indices().skip(2).find(|(_, c)| *c == '\'');
            end.map_or(0, |(at, _)| at + 2)
        }
        Some(c) if chars.next() == Some('\'') => c.len_utf8() + 2,
        _ => 0,
    }
}

/// Blanked source with spaces in the place of what `#[cfg(test)]` stands before.
fn without_tests(code: &str) -> String {
    let mut out = code.as_bytes().to_vec();
    for (start, attribute) in code.match_indices("#[cfg(test)]") {
        let end = start + item(&code[start + attribute.len()..]) + attribute.len();
        out[start..end].iter_mut().filter(|b| **b != b'\n').for_each(|b| *b = b' ');
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// The length of the item at the begin: to its `;`, or to the brace that closes its first one.
fn item(code: &str) -> usize {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            ';' if depth == 0 => return at + 1,
            '{' | '(' | '[' => depth += 1,
            '}' | ')' | ']' => {
                depth -= 1;
                if depth == 0 && c == '}' {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    code.len()
}

#[test]
fn comments_strings_and_tests_are_no_code() {
    let text = "let a = 'x'; // panic!\n/* a /* b */ panic! */ let b = \"panic! \\\" {\"; let c: &'static str = r#\"}\"panic!\"#;\n\
                let q = ['\\'', '\"', '{']; fn f<'a>(x: &'a str) {}\n#[cfg(test)]\nmod t { fn g() { panic!() } }\nfn h() { todo!() }";
    let code = without_tests(&blank(text));
    assert_eq!(code.lines().count(), text.lines().count());
    assert!(!code.contains("panic!"), "{code}");
    for kept in
        ["let a = ", "let b = \"", "let c: &'static str = r#\"", "fn f<'a>(x: &'a str) {}", "fn h() { todo!() }"]
    {
        assert!(code.contains(kept), "{kept}: {code}");
    }
}

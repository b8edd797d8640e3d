//! Regular expressions as PCRE2 10.47 has them, which OTP 28 and 29 use (`pcre2pattern`, `pcre2syntax`), and as far
//! as it differs what PCRE 8.44 takes for a pattern, which releases before them use ([`old`]).
//!
//! A pattern is parsed to tokens ([`parse`]), these are compiled to a program ([`compile`]), and a [`Matcher`] runs it
//! with backtracking on a stack of its own. Nothing recurses on the host's stack by a pattern's depth or a subject's
//! length, but for lengths of what assertions look back over, where a limit holds. The tests compare with OTP 29.

mod behind;
mod bracket;
mod bytes;
mod compile;
mod error;
mod escape;
mod group;
mod matcher;
mod old;
mod options;
mod parse;
mod program;
mod script;
mod set;
#[cfg(test)]
mod tests;
mod text;
mod token;
mod unicode;

pub use error::{Wrong, utf8};
pub use matcher::{How, MOST_WORK, Matcher, Stop, UNSET};
pub use options::{Inner, Newline, Options};
pub use program::Program;

/// The version of PCRE2 that this follows.
pub const MAJOR: u32 = 10;
/// As said.
pub const MINOR: u32 = 47;
/// The first release with PCRE2.
pub const FIRST_WITH_PCRE2: u32 = 28;

/// The version as `re:version/0` gives it. Up to OTP 27, Elixir keeps compiled patterns in its modules and gives them to
/// the `re` of the version that made them: this one has others, and so another version.
pub fn version(otp: u32) -> &'static str {
    match otp {
        ..=26 => "8.44 2020-02-12 Enigma",
        27 => "8.45 2021-06-15 Enigma",
        28.. => "10.47 2025-10-21",
    }
}

/// Compiles a pattern.
pub fn compile(pattern: &[u8], options: Options) -> Result<Program, Wrong> {
    if !options.old {
        return compile_as_read(pattern, options);
    }
    let pattern = old::read_part(pattern);
    old::check(pattern, &options)?;
    compile_as_read(pattern, options).map_err(|wrong| old::reworded(wrong, pattern.len()))
}

fn compile_as_read(pattern: &[u8], options: Options) -> Result<Program, Wrong> {
    let mut parsed = parse::parse(pattern, options)?;
    if parsed.looks_back {
        behind::measure(&mut parsed)?;
    }
    compile::compile(&parsed, pattern.len())
}

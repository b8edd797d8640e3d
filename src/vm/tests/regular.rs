//! Regular expressions made at random from a grammar, on subjects made at random: the engine against OTP 29.
//!
//! `ENIGMA_PATTERNS=N` sets how many patterns are made, each for three subjects (default 1,500), `ENIGMA_SEED=N`
//! another seed.

#![allow(clippy::unwrap_used)]

mod oracle;

use enigma_vm::re::{How, MOST_WORK, Matcher, Newline, Options, Stop, UNSET, compile, utf8};

fn variable(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |value| value.parse().unwrap())
}

fn bytes(hexadecimal: &str) -> Vec<u8> {
    let digits = |at: usize| u8::from_str_radix(&hexadecimal[at..at + 2], 16).unwrap();
    (0..hexadecimal.len()).step_by(2).map(digits).collect()
}

/// The options that letters stand for.
fn options(letters: &str) -> (Options, How) {
    let (mut options, mut how) = (Options::default(), How::default());
    for letter in letters.chars() {
        let inner = &mut options.inner;
        let place = match letter {
            'u' => &mut options.utf,
            'p' => &mut options.ucp,
            'a' => &mut options.anchored,
            'i' => &mut inner.caseless,
            's' => &mut inner.dotall,
            'm' => &mut inner.multiline,
            'x' => &mut inner.extended,
            'U' => &mut inner.ungreedy,
            'J' => &mut inner.dupnames,
            'n' => &mut inner.no_auto_capture,
            'd' => &mut options.dollar_endonly,
            'f' => &mut options.firstline,
            'o' => &mut options.no_start_optimize,
            'b' => &mut how.notbol,
            'e' => &mut how.noteol,
            'E' => &mut how.notempty,
            'S' => &mut how.notempty_atstart,
            other => {
                let newlines = [Newline::Cr, Newline::CrLf, Newline::Any, Newline::AnyCrLf, Newline::Nul];
                match other.to_digit(10) {
                    Some(digit) => options.newline = Some(newlines[digit as usize - 1]),
                    None if other == 'B' => options.bsr_anycrlf = Some(true),
                    None => assert_eq!(other, '-'),
                }
                continue;
            }
        };
        *place = true;
    }
    (options, how)
}

/// What the engine says, in the words of `regular_random.erl`.
fn outcome(letters: &str, pattern: &[u8], subject: &[u8], offset: usize) -> String {
    let (options, how) = options(letters);
    let program = match compile(pattern, options) {
        Ok(program) => program,
        Err(wrong) => return format!("E {}@{}", wrong.what, wrong.at),
    };
    let within = subject.get(offset).is_some_and(|byte| byte & 0xc0 == 0x80);
    if offset > subject.len() || program.options.utf && (within || utf8(subject).is_err()) {
        return "B".into();
    }
    let mut matcher = Matcher::new(&program, subject, How { offset, ..how }, 0, MOST_WORK);
    match matcher.search() {
        Ok(true) => {
            let part = |(from, to): (u32, u32)| match from {
                UNSET => " -1,0".to_string(),
                _ => format!(" {from},{}", to - from),
            };
            format!("M{}", matcher.result().into_iter().map(part).collect::<String>())
        }
        Err(Stop::MatchLimit) => "L match_limit".into(),
        Err(Stop::DepthLimit) => "L match_limit_recursion".into(),
        Err(Stop::Internal) => "internal error".into(),
        Ok(false) | Err(Stop::HeapLimit | Stop::Loop) => "N".into(),
    }
}

#[test]
fn generated_patterns_match_as_in_otp_29() {
    let (seed, count) = (variable("ENIGMA_SEED", 1), variable("ENIGMA_PATTERNS", 1_500));
    let program = format!(
        "{{ok, M, Beam}} = compile:file({:?}, [binary, report]), code:load_binary(M, \"\", Beam), M:main({seed}, {count})",
        oracle::source("regular_random")
    );
    let said = oracle::evaluate(29, &program);
    let (mut cases, mut matches, mut differing) = (0, 0, Vec::new());
    for line in String::from_utf8(said).unwrap().lines() {
        let [letters, pattern, subject, offset, theirs] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{line}")
        };
        let (pattern, subject) = (bytes(pattern), bytes(subject));
        let ours = outcome(letters, &pattern, &subject, offset.parse().unwrap());
        cases += 1;
        matches += usize::from(theirs.starts_with('M'));
        if ours != theirs {
            let (pattern, subject) = (String::from_utf8_lossy(&pattern), String::from_utf8_lossy(&subject));
            differing.push(format!("{letters} {pattern:?} {subject:?} {offset}\n  here:  {ours}\n  there: {theirs}"));
        }
    }
    assert!(cases as u64 > count * 2 && matches > cases / 10, "{matches} matches of {cases}");
    assert!(differing.is_empty(), "{} of {cases} differ\n{}", differing.len(), differing.join("\n"));
}

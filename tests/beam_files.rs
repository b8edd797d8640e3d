//! `.beam` files as OTP's compilers and Elixir's write them, and as nobody does.
//!
//! The oracle is each OTP itself: its `beam_disasm`, `beam_opcodes`, `beam_lib`
//! and `term_to_binary`.

#![allow(clippy::unwrap_used)]

#[path = "beam/canon.rs"]
mod canon;
#[path = "beam/otp.rs"]
mod otp;

use std::panic::catch_unwind;
use std::time::{Duration, Instant};

use enigma_beam::{Module, Style, decode, disassemble, op, opcode};

use canon::{Canon, hex};

/// Every file can be read and written out.
#[test]
fn reads_every_file() {
    let mut total = 0;
    for release in otp::RELEASES {
        let home = otp::home(release);
        let (mut files, mut functions, mut instructions, mut typed) = (0, 0, 0, 0);
        for folder in [home.join("lib"), home.join("elixir")] {
            for path in otp::beam_files(&folder) {
                let module = Module::parse(&std::fs::read(&path).unwrap())
                    .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                assert_eq!(path.file_stem().unwrap().to_str().unwrap(), module.name);
                let text = disassemble(&module, Style::Assembly);
                assert_eq!(text.functions.len(), module.code.function_count as usize);
                let written: usize = text.functions.iter().map(|function| function.instructions.len()).sum();
                // All but int_code_end.
                assert_eq!(written + 1, module.code.instructions.len());
                files += 1;
                functions += text.functions.len();
                instructions += written;
                typed += module.types.entries.len();
            }
        }
        println!("OTP {release}: {files} files, {functions} functions, {instructions} instructions, {typed} types");
        assert!(files > 900 && functions > 50_000 && instructions > 1_000_000 && typed > 1_000);
        total += files;
    }
    println!("{total} files");
    assert!(total > 3_000);
}

/// The instructions of kernel, stdlib and compiler are what each OTP's own
/// disassembler finds, and so are the check sums; the opcodes are what it knows.
#[test]
fn agrees_with_beam_disasm() {
    for release in otp::RELEASES {
        let folders = "[filename:join(code:lib_dir(A), \"ebin\") || A <- [kernel, stdlib, compiler]]";
        let dump = otp::run_script(release, "disasm_dump.erl", folders);
        let mut lines = dump.lines().peekable();
        let mut opcodes = 0;
        while let Some(line) = lines.next_if(|line| line.starts_with("opcode ")) {
            opcodes += 1;
            let info = opcode(opcodes).unwrap();
            assert_eq!(line, format!("opcode {opcodes} {} {}", info.name, info.arity));
            let since = if info.since.starts_with('R') { 0 } else { info.since.parse().unwrap() };
            assert!(since <= release);
        }
        assert!(opcode(opcodes + 1).is_none_or(|next| !next.is_live_in(release)), "OTP {release} ends at {opcodes}");
        let (mut modules, mut instructions) = (0, 0);
        while let Some(head) = lines.next() {
            modules += 1;
            instructions += compare_module(release, head, &mut lines);
        }
        println!("OTP {release}: {opcodes} opcodes, {modules} modules, {instructions} instructions agree");
        assert!(modules > 230 && instructions > 600_000);
    }
}

/// Compares a module with what the script wrote of it; returns how many
/// instructions it has.
fn compare_module<'a>(release: u32, head: &str, lines: &mut impl Iterator<Item = &'a str>) -> usize {
    let [_, path, name, md5, loaded_md5] = head.split(' ').collect::<Vec<_>>().try_into().unwrap();
    let module = Module::parse(&std::fs::read(path).unwrap()).unwrap();
    assert_eq!(canon::escape(&module.name), name);
    assert_eq!((md5, loaded_md5), (hex(&module.md5).as_str(), md5), "{path}");
    let canon = Canon::new(&module, release);
    let mut count = 0;
    for function in &module.code.functions {
        let head = canon.head(function);
        assert_eq!(lines.next(), Some(head.as_str()), "{path}");
        for line in canon.lines(function) {
            assert_eq!(lines.next(), Some(line.as_str()), "{path}, {head}");
            count += 1;
        }
    }
    assert_eq!(module.code.instructions.last().unwrap().op, op::INT_CODE_END);
    count
}

/// Terms written by each OTP are read, and written out as it writes them.
#[test]
fn reads_terms_as_otp_writes_them() {
    for release in otp::RELEASES {
        let dump = otp::run_script(release, "etf_dump.erl", "3000");
        let mut terms = 0;
        for line in dump.lines() {
            let (digits, text) = line.split_once(' ').unwrap();
            let bytes: Vec<u8> =
                (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect();
            let (term, used) = decode(&bytes).unwrap_or_else(|error| panic!("OTP {release}, {digits}: {error}"));
            assert_eq!(used, bytes.len());
            assert_eq!(term.to_string(), text, "OTP {release}, {digits}");
            terms += 1;
        }
        println!("OTP {release}: {terms} terms agree");
        assert!(terms > 15_000);
    }
}

/// A small generator of random numbers (SplitMix64), the same in every run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    /// Numbers that lengths and indices go wrong at.
    fn number(&mut self) -> u32 {
        match self.below(6) {
            0 => 0,
            1 => u32::MAX,
            2 => 0x8000_0000,
            3 => 0x7fff_ffff,
            4 => self.below(0x1_0000) as u32,
            _ => self.next() as u32,
        }
    }
}

/// Damages a file in one of several ways.
fn mutate(file: &[u8], chunks: &[usize], random: &mut Random) -> Vec<u8> {
    let mut bytes = file.to_vec();
    let at = random.below(bytes.len());
    match random.below(6) {
        0 => bytes.truncate(at),
        1 => (0..=random.below(4)).for_each(|_| {
            let at = random.below(file.len());
            bytes[at] ^= 1 << random.below(8);
        }),
        2 => (0..=random.below(4)).for_each(|_| {
            let at = random.below(file.len());
            bytes[at] = random.next() as u8;
        }),
        // The size of a chunk, and the first number in it, which often is a count.
        3 | 4 => {
            let field = chunks[random.below(chunks.len())] + 4 + 4 * random.below(2);
            bytes[field..field + 4].copy_from_slice(&random.number().to_be_bytes());
        }
        _ => {
            let end = (at + random.below(64)).min(bytes.len());
            bytes.drain(at..end);
            // With a right size of the whole, the damage gets past the container.
            let size = bytes.len().saturating_sub(8) as u32;
            if let Some(field) = bytes.get_mut(4..8) {
                field.copy_from_slice(&size.to_be_bytes());
            }
        }
    }
    bytes
}

/// The most that reading any of the damaged files may take.
const TIME_LIMIT: Duration = Duration::from_secs(2);
const MEMORY_LIMIT_KIB: u64 = 1 << 20;

/// Damaged files give errors that name the place, or modules, but no panics, and
/// neither much time nor much memory is spent on them.
#[test]
fn survives_damaged_files() {
    let mut random = Random(1);
    let (mut errors, mut modules) = (0, 0);
    // OTP 29's literals are not compressed, and can be damaged from outside.
    let files = [
        (25, "kernel", "file"),
        (25, "stdlib", "base64"),
        (27, "stdlib", "queue"),
        (29, "stdlib", "base64"),
        (29, "stdlib", "erl_scan"),
    ];
    for (release, application, module) in files {
        let file = std::fs::read(otp::module_file(release, application, module)).unwrap();
        let chunks: Vec<_> = Module::parse(&file).unwrap().chunks.iter().map(|chunk| chunk.offset).collect();
        for _ in 0..2_000 {
            let damaged = mutate(&file, &chunks, &mut random);
            let start = Instant::now();
            let result = catch_unwind(|| {
                Module::parse(&damaged).map(|module| disassemble(&module, Style::Assembly).to_string())
            });
            assert!(start.elapsed() < TIME_LIMIT);
            match result.unwrap_or_else(|_| panic!("panic on a damaged {module}")) {
                Ok(_) => modules += 1,
                Err(error) => {
                    errors += 1;
                    let text = error.to_string();
                    assert!(text.starts_with("chunk ") && text.contains(", offset "), "{text}");
                    assert!(error.offset <= damaged.len(), "{text}");
                }
            }
        }
    }
    println!("{errors} errors, {modules} modules");
    assert!(errors > 5_000 && modules > 500);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
    assert!(peak.is_none_or(|peak: u64| peak < MEMORY_LIMIT_KIB), "{peak:?} KiB");
}

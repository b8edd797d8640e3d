//! The library of bits against a model made of single bits, and against a real Erlang.

#![allow(clippy::unwrap_used)]

mod oracle;

use std::fmt::Write as _;

use enigma_vm::bits::{BitWriter, Endian, Flags, PutError};
use enigma_vm::heap::Bits;
use enigma_vm::number::Number;
use num_bigint::BigInt;
use proptest::prelude::*;

const ENDIANS: [Endian; 2] = [Endian::Big, Endian::Little];

fn ones(bits: Bits<'_>) -> Vec<bool> {
    (0..bits.size).map(|i| bits.word(i, 1) == 1).collect()
}

/// What the bits of an integer segment say, one bit at a time.
fn model_integer(bits: &[bool], flags: Flags) -> BigInt {
    let mut ordered = bits.to_vec();
    if flags.endian == Endian::Little {
        ordered = bits.chunks(8).rev().flatten().copied().collect();
    }
    let value = ordered.iter().fold(BigInt::from(0), |n, bit| n * 2 + i32::from(*bit));
    if flags.signed && ordered.first() == Some(&true) { value - (BigInt::from(1) << ordered.len()) } else { value }
}

fn flags() -> impl Strategy<Value = Flags> {
    (any::<bool>(), any::<bool>())
        .prop_map(|(signed, big)| Flags { signed, endian: if big { Endian::Big } else { Endian::Little } })
}

proptest! {
    #[test]
    fn words_are_their_bits(bytes in prop::collection::vec(any::<u8>(), 0..24), at in 0usize..200, count in 0usize..65) {
        let bits = Bits { bytes: &bytes, offset: 0, size: bytes.len() * 8 };
        let bit = |i: usize| u64::from(bytes.get(i / 8).copied().unwrap_or(0) >> (7 - i % 8) & 1);
        let expected = (at..at + count).fold(0, |word, i| word << 1 | bit(i));
        prop_assert_eq!(bits.word(at, count), expected);
    }

    #[test]
    fn integers_read_as_the_model_says(
        bytes in prop::collection::vec(any::<u8>(), 0..40), offset in 0usize..9, at in 0usize..40, size in 0usize..200, flags in flags(),
    ) {
        let whole = bytes.len() * 8;
        let bits = Bits { bytes: &bytes, offset: offset.min(whole), size: whole - offset.min(whole) };
        let read = bits.integer(at, size, flags).and_then(Number::into_bigint);
        let expected = if size == 0 { Some(BigInt::from(0)) } else { bits.part(at, size).map(|b| model_integer(&ones(b), flags)) };
        prop_assert_eq!(read, expected);
    }

    #[test]
    fn integers_come_back(value in any::<i128>(), big in any::<bool>(), before in 0usize..9, size in 128usize..300, flags in flags()) {
        let value = if big { BigInt::from(value) * BigInt::from(i128::MAX) } else { BigInt::from(value) };
        let size = if big { size + 128 } else { size };
        let mut writer = BitWriter::new();
        writer.put_word(0x155, before).unwrap();
        writer.put_integer(&Number::from(value.clone()), size, flags.endian).unwrap();
        prop_assert_eq!(writer.size(), before + size);
        let read = writer.bits().integer(before, size, Flags { signed: true, ..flags }).and_then(Number::into_bigint);
        prop_assert_eq!(read, Some(value));
    }

    #[test]
    fn small_and_big_integers_are_cut_alike(value in any::<i64>(), before in 0usize..9, size in 0usize..100, flags in flags()) {
        let mut writer = BitWriter::new();
        writer.put_word(0, before).unwrap();
        writer.put_integer(&Number::Small(value), size, flags.endian).unwrap();
        // The same lowest bits, further up a bignum.
        let tall = (BigInt::from(1) << 200) + value;
        let mut other = BitWriter::new();
        other.put_word(0, before).unwrap();
        other.put_integer(&Number::from(tall), size, flags.endian).unwrap();
        prop_assert_eq!(&writer, &other);
        let modulus = BigInt::from(1) << size;
        let expected = ((BigInt::from(value) % &modulus) + &modulus) % &modulus;
        let read = writer.bits().integer(before, size, Flags { signed: false, ..flags });
        prop_assert_eq!(read.and_then(Number::into_bigint), Some(expected));
    }

    #[test]
    fn pieces_join_to_the_whole(
        bytes in prop::collection::vec(any::<u8>(), 0..60), cuts in prop::collection::vec(0usize..480, 0..6), before in 0usize..17,
    ) {
        let whole = Bits { bytes: &bytes, offset: 0, size: bytes.len() * 8 };
        let mut cuts: Vec<usize> = cuts.into_iter().map(|c| c.min(whole.size)).chain([0, whole.size]).collect();
        cuts.sort_unstable();
        let mut writer = BitWriter::new();
        writer.put_word(0, before).unwrap();
        for pair in cuts.windows(2) {
            writer.put_bits(whole.part(pair[0], pair[1] - pair[0]).unwrap()).unwrap();
        }
        let written = writer.bits().part(before, whole.size).unwrap();
        prop_assert!(written.same(whole));
        prop_assert!(writer.bits().has_at(before, whole));
        prop_assert_eq!(written.to_bytes(), bytes.clone());
        let (end, size) = writer.clone().finish();
        prop_assert_eq!(BitWriter::resume(end, size), writer);
    }

    #[test]
    fn runs_compare_bit_by_bit(a in prop::collection::vec(0u8..4, 0..20), b in prop::collection::vec(0u8..4, 0..20), from in 0usize..9, less in 0usize..9) {
        let run = |bytes: &'static [u8]| Bits { bytes, offset: 0, size: bytes.len() * 8 };
        let (a, b) = (run(a.leak()), run(b.leak()));
        let a = a.part(from.min(a.size), a.size - from.min(a.size)).unwrap();
        let b = b.part(0, b.size.saturating_sub(less)).unwrap();
        prop_assert_eq!(a.compare(b), ones(a).cmp(&ones(b)));
        prop_assert_eq!(a.same(b), ones(a) == ones(b));
    }

    #[test]
    fn code_points_come_back(code in any::<char>(), before in 0usize..9) {
        let code = u32::from(code);
        for endian in ENDIANS {
            let mut writer = BitWriter::new();
            writer.put_word(0, before).unwrap();
            writer.put_utf8(code).unwrap();
            let utf16 = writer.size();
            writer.put_utf16(code, endian).unwrap();
            let utf32 = writer.size();
            writer.put_utf32(code, endian).unwrap();
            let bits = writer.bits();
            prop_assert_eq!(bits.utf8(before), Some((code, utf16 - before)));
            prop_assert_eq!(bits.utf16(utf16, endian), Some((code, utf32 - utf16)));
            prop_assert_eq!(bits.utf32(utf32, endian), Some((code, 32)));
        }
    }
}

#[test]
fn utf8_takes_just_what_rust_takes() {
    let check = |bytes: &[u8]| {
        let bits = Bits { bytes, offset: 0, size: bytes.len() * 8 };
        let expected = (1..=bytes.len())
            .find_map(|n| std::str::from_utf8(&bytes[..n]).ok())
            .and_then(|s| s.chars().next().map(|c| (u32::from(c), 8 * s.len())));
        assert_eq!(bits.utf8(0), expected, "{bytes:x?}");
    };
    for lead in 0..=255 {
        for second in 0..=255 {
            check(&[lead, second]);
            check(&[lead, second, 0x80]);
            check(&[lead, second, 0xbf, 0x80]);
            check(&[lead, second, 0x80, 0xc0]);
        }
    }
}

#[test]
fn a_binary_has_a_limit() {
    let mut writer = BitWriter::new();
    assert_eq!(writer.put_small(1, usize::MAX, Endian::Big), Err(PutError::SystemLimit));
    assert_eq!(writer.put_small(1, 1 << 40, Endian::Little), Err(PutError::SystemLimit));
    assert_eq!(writer.reserve(1 << 40), Err(PutError::SystemLimit));
    assert_eq!(writer.put_float(&Number::Float(1.0), 65, Endian::Big), Err(PutError::Invalid));
    assert_eq!(writer.put_utf8(0xd800), Err(PutError::Type));
    assert_eq!(writer, BitWriter::new());
}

/// A generator of its own, so that the cases for Erlang are the same in every run (xorshift64*).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, end: u64) -> u64 {
        (self.next() >> 16) % end
    }

    /// Bytes that often are those of characters, floats out of range, and other border cases.
    fn bytes(&mut self) -> Vec<u8> {
        let edges = [0x00, 0x7f, 0x80, 0xbf, 0xc0, 0xc2, 0xd8, 0xdc, 0xdf, 0xe0, 0xed, 0xf0, 0xf4, 0xff, 0x7c, 0x10];
        let edgy = self.below(2) == 0;
        (0..self.below(14)).map(|_| if edgy { edges[self.below(16) as usize] } else { self.next() as u8 }).collect()
    }

    fn integer(&mut self) -> Number {
        let wide = BigInt::from(self.next() as i64) << self.below(140);
        let value: BigInt = (wide + self.below(1000)) >> self.below(100);
        Number::from(value)
    }

    fn double(&mut self) -> f64 {
        let scale = 2f64.powi(self.below(60) as i32 - 34);
        let value = match self.below(4) {
            0 => f64::from_bits(self.next()),
            1 => self.below(4096) as f64 * scale,
            // Half way between two halves, or beside it.
            2 => {
                f64::from_bits((self.below(2048) as f64 * scale).to_bits().wrapping_add(self.below(3)).wrapping_sub(1))
            }
            _ => 65504.0 + self.below(64) as f64 / 2.0,
        };
        let value = if self.below(2) == 0 { -value } else { value };
        if value.is_finite() { value } else { 0.0 }
    }
}

/// A case as an Erlang term, and what this library makes of it.
fn read_case(random: &mut Random) -> (String, String) {
    let bytes = random.bytes();
    let skip = random.below(10) as usize;
    let word = [0, 2, 4, 6, 16][random.below(5) as usize];
    let flags = Flags::from_word(word);
    let bits = Bits { bytes: &bytes, offset: 0, size: bytes.len() * 8 };
    let (kind, size, read) = match random.below(6) {
        0 => ("utf8", 0, bits.utf8(skip).map(|(c, n)| format!("{c} {n}"))),
        1 => ("utf16", 0, bits.utf16(skip, flags.endian).map(|(c, n)| format!("{c} {n}"))),
        2 => ("utf32", 0, bits.utf32(skip, flags.endian).map(|(c, n)| format!("{c} {n}"))),
        3 => {
            let size = [0, 8, 16, 16, 32, 64][random.below(6) as usize];
            ("float", size, bits.float(skip, size, flags.endian).map(|f| f.to_bits().to_string()))
        }
        _ => {
            let size = random.below(100) as usize;
            let read = bits.integer(skip, size, flags).and_then(Number::into_bigint);
            ("integer", size, read.map(|n| n.to_string()))
        }
    };
    let read = if skip > bits.size { None } else { read };
    (format!("{{read,{kind},{bytes:?},{skip},{size},{word}}}."), read.unwrap_or("no match".into()))
}

fn write_case(random: &mut Random) -> (String, String) {
    let before = random.below(10) as usize;
    let word = [0, 2, 4, 6, 16][random.below(5) as usize];
    let endian = Flags::from_word(word).endian;
    let mut writer = BitWriter::new();
    writer.put_word(0, before).unwrap();
    let integer = random.integer();
    let point = (random.next() >> random.below(64)) as u32 & 0x1f_ffff;
    let (kind, value, size, done) = match random.below(6) {
        0 => ("utf8", Number::from(i64::from(point)), 0, writer.put_utf8(point)),
        1 => ("utf16", Number::from(i64::from(point)), 0, writer.put_utf16(point, endian)),
        2 => ("utf32", Number::from(i64::from(point)), 0, writer.put_utf32(point, endian)),
        3 => {
            let size = [0, 16, 16, 16, 32, 32, 64, 8][random.below(8) as usize];
            let value = match random.below(3) {
                0 => integer,
                _ => Number::Float(random.double()),
            };
            let done = writer.put_float(&value, size, endian);
            ("float", value, size, done)
        }
        _ => {
            let size = random.below(150) as usize;
            let done = writer.put_integer(&integer, size, endian);
            ("integer", integer, size, done)
        }
    };
    let shown = match done {
        Ok(()) => {
            let (bytes, size) = writer.finish();
            let mut text = size.to_string();
            bytes.iter().for_each(|b| write!(text, " {b}").unwrap());
            text
        }
        Err(_) => "badarg".into(),
    };
    let value = match value {
        Number::Float(f) => format!("{{double,{}}}", f.to_bits()),
        integer => integer.into_bigint().unwrap().to_string(),
    };
    (format!("{{write,{kind},{value},{before},{size},{word}}}."), shown)
}

#[test]
fn erlang_reads_and_writes_the_same_bits() {
    let mut random = Random(0x005e_ed0f_b175);
    let cases: Vec<(String, String)> =
        (0..30_000).map(|i| if i % 2 == 0 { read_case(&mut random) } else { write_case(&mut random) }).collect();
    let asked: String = cases.iter().map(|(case, _)| format!("{case}\n")).collect();
    let file = concat!(env!("CARGO_TARGET_TMPDIR"), "/bits_cases");
    std::fs::write(file, asked).unwrap();
    let answers = oracle::run("bits_oracle", &format!("main({file:?})"));
    let differing: Vec<String> = cases
        .iter()
        .zip(answers.lines())
        .filter(|((_, ours), theirs)| ours != theirs)
        .map(|((case, ours), theirs)| format!("{case} Erlang: {theirs}; here: {ours}"))
        .collect();
    assert_eq!(answers.lines().count(), cases.len());
    assert!(
        differing.is_empty(),
        "{} cases differ:\n{}",
        differing.len(),
        differing[..differing.len().min(20)].join("\n")
    );
}

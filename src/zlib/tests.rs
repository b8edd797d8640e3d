//! Round trips in any number of pieces, bytes that zlib wrote, states that were written down and read, and damage.
//! (That the bytes are zlib's at length is what `tests/behaviours.rs` asks real OTPs.)

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::{Strategy, *};

const FLUSHES: [Flush; 5] = [Flush::None, Flush::Partial, Flush::Sync, Flush::Full, Flush::Block];

/// Numbers that look like chance.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % limit.max(1)
    }
}

/// Words, runs, and bytes without an order.
fn data(chance: &mut Chance, length: usize) -> Vec<u8> {
    let mut bytes = Vec::new();
    while bytes.len() < length {
        match chance.below(4) {
            0 => bytes.extend(std::iter::repeat_n(b'a', chance.below(600))),
            1 => bytes.extend((0..chance.below(40)).map(|_| chance.below(256) as u8)),
            2 => bytes.extend([b"stream ", b"window ", b"symbol "][chance.below(3)]),
            _ if bytes.is_empty() => bytes.push(0),
            _ => {
                let start = chance.below(bytes.len());
                let end = bytes.len().min(start + chance.below(300));
                bytes.extend_from_within(start..end);
            }
        }
    }
    bytes.truncate(length);
    bytes
}

/// Writes a state down and reads it.
fn written_and_read<T: serde::Serialize + serde::de::DeserializeOwned>(state: &T) -> T {
    postcard::from_bytes(&postcard::to_allocvec(state).unwrap()).unwrap()
}

/// All of the bytes in pieces, with what may come between them.
fn deflate_in_pieces(stream: &mut Deflate, bytes: &[u8], chance: &mut Chance) -> Vec<u8> {
    let (mut output, mut rest) = (Vec::new(), bytes);
    loop {
        if chance.below(8) == 0 {
            *stream = written_and_read(stream);
            assert!(stream.is_consistent());
        }
        let piece = &rest[..rest.len().min(chance.below(20_000))];
        let flush = match piece.len() == rest.len() {
            true => Flush::Finish,
            false => FLUSHES[chance.below(FLUSHES.len())],
        };
        let mut io = Io::new(piece, &mut output, 1 + chance.below(9_000));
        let status = stream.run(&mut io, flush).unwrap();
        rest = &rest[io.used()..];
        if status == Status::StreamEnd {
            return output;
        }
    }
}

fn inflate_in_pieces(stream: &mut Inflate, bytes: &[u8], chance: &mut Chance) -> Result<Vec<u8>, Error> {
    let (mut output, mut rest) = (Vec::new(), bytes);
    loop {
        if chance.below(8) == 0 {
            *stream = written_and_read(stream);
            assert!(stream.is_consistent());
        }
        let piece = &rest[..rest.len().min(1 + chance.below(3_000))];
        let mut io = Io::new(piece, &mut output, 1 + chance.below(9_000));
        let status = stream.run(&mut io, Flush::None)?;
        rest = &rest[io.used()..];
        if status == Status::StreamEnd || (status == Status::BufError && rest.is_empty()) {
            return Ok(output);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn what_goes_in_comes_out(
        seed: u64, length in 0usize..120_000, level in -1i64..10, bits in 9i64..16, wrap in 0usize..3,
        memory in 1i64..10, strategy in 0i64..5,
    ) {
        let chance = &mut Chance(seed);
        let bytes = data(chance, length);
        let bits = [-bits, bits, bits + 16][wrap];
        let mut stream = Deflate::new(level, bits, memory, Strategy::from_number(strategy).unwrap()).unwrap();
        let packed = deflate_in_pieces(&mut stream, &bytes, chance);
        let mut stream = Inflate::new(bits).unwrap();
        prop_assert_eq!(inflate_in_pieces(&mut stream, &packed, chance).unwrap(), bytes);
    }

    #[test]
    fn damage_is_found_or_harmless(seed: u64, length in 0usize..3_000, damages in 1usize..5, random: bool) {
        let chance = &mut Chance(seed);
        let bytes = data(chance, length);
        let mut packed = if random { bytes } else { compress(&bytes, 6).unwrap() };
        for _ in 0..damages {
            let at = chance.below(packed.len());
            if let Some(byte) = packed.get_mut(at) {
                *byte ^= 1 << chance.below(8);
            }
        }
        for bits in [15, -15, 31, 47] {
            let _ = inflate_in_pieces(&mut Inflate::new(bits).unwrap(), &packed, chance);
        }
    }

    #[test]
    fn damaged_states_are_refused_or_run(seed: u64, length in 0usize..3_000) {
        let chance = &mut Chance(seed);
        let bytes = data(chance, length);
        let mut stream = Deflate::new(chance.below(10) as i64, 9, 1, Strategy::Default).unwrap();
        let mut output = Vec::new();
        stream.run(&mut Io::new(&bytes, &mut output, 100), Flush::None).unwrap();
        let mut written = postcard::to_allocvec(&stream).unwrap();
        let (damages, whole) = (1 + chance.below(8), written.len());
        for _ in 0..damages {
            written[chance.below(whole)] ^= 1 << chance.below(8);
        }
        let read = postcard::from_bytes::<Deflate>(&written).ok();
        if let Some(mut stream) = read.filter(Deflate::is_consistent) {
            for flush in FLUSHES.into_iter().chain([Flush::Finish]) {
                let _ = stream.run(&mut Io::new(&bytes, &mut output, 5_000), flush);
            }
        }
    }
}

#[test]
fn bytes_are_those_that_zlib_writes() {
    let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    assert_eq!(hex(&compress(b"", 6).unwrap()), "789c030000000001");
    assert_eq!(hex(&compress(b"hello hello hello", 6).unwrap()), "789ccb48cdc9c957c84090003a2e067d");
    assert_eq!(hex(&compress(b"abc", 0).unwrap()), "7801010300fcff616263024d0127");
    assert_eq!(hex(&compress(b"abc", 9).unwrap()), "78da4b4c4a0600024d0127");
}

#[test]
fn a_window_too_small_for_raw_data_is_refused() {
    assert_eq!(Deflate::new(6, -8, 8, Strategy::Default).unwrap_err(), Error::Stream);
    assert!(Deflate::new(6, 8, 8, Strategy::Default).is_ok());
    assert_eq!(Inflate::new(i64::MIN).unwrap_err(), Error::Stream);
    assert_eq!(Deflate::new(6, i64::MIN, 8, Strategy::Default).unwrap_err(), Error::Stream);
}

#[test]
fn a_dictionary_is_asked_for_by_its_checksum() {
    let dictionary = b"a dictionary of words";
    let mut stream = Deflate::new(6, 15, 8, Strategy::Default).unwrap();
    stream.set_dictionary(dictionary).unwrap();
    let sum = stream.adler();
    let mut packed = Vec::new();
    stream.run(&mut Io::new(b"words of a dictionary", &mut packed, 100), Flush::Finish).unwrap();
    let (mut stream, mut output) = (Inflate::new(15).unwrap(), Vec::new());
    let mut io = Io::new(&packed, &mut output, 100);
    assert_eq!(stream.run(&mut io, Flush::None), Ok(Status::NeedDictionary));
    assert_eq!(stream.adler(), sum);
    assert_eq!(stream.set_dictionary(b"another"), Err(Error::Data));
    stream.set_dictionary(dictionary).unwrap();
    assert_eq!(stream.run(&mut io, Flush::None), Ok(Status::StreamEnd));
    assert_eq!(output, b"words of a dictionary");
}

#[test]
fn no_more_comes_out_than_there_is_room_for() {
    let packed = compress(&vec![0; 10 << 20], 9).unwrap();
    assert!(packed.len() < 11_000);
    let some = uncompress(&packed, 15, 1000).unwrap();
    assert_eq!((some.bytes.len(), some.is_whole), (1000, false));
}

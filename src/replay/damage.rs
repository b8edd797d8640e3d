//! Damaged snapshots and recordings: an error that names a part, or a machine that works. Never a
//! panic, never without end.

#![allow(clippy::unwrap_used)]

#[path = "tests/common/mod.rs"]
mod common;

use common::{Random, busy, sample};
use enigma_vm::machine::{Machine, Until};

use crate::container::{self, Header, Kind, Stated};
use crate::inputs::Inputs;
use crate::snapshot::{Body, Opened, open, save};
use crate::timeline::Timeline;
use crate::{Nothing, read_header, record, verify};

/// Files to damage: snapshots in the middle of programs, a recording.
fn files() -> Vec<Vec<u8>> {
    let snapshot = |program, at: u64| {
        let mut timeline = Timeline::new(program, Inputs::new(Box::new(Nothing))).unwrap();
        timeline.goto(at, &mut |_| true);
        save(&timeline).unwrap()
    };
    vec![
        snapshot(busy(50, 3), 20_000),
        snapshot(sample("ring", 0), 900),
        snapshot(sample("tiny_supervisor", 2), 800),
        snapshot(sample("exceptions", 0), 300),
        record(sample("ping_pong", 0), Inputs::new(Box::new(Nothing)), u64::MAX).unwrap().to_bytes().unwrap(),
    ]
}

/// Opens a file and lets what comes out of it run; whether anything did.
fn try_out(file: &[u8]) -> bool {
    match open(file, Box::new(Nothing)) {
        Err(error) => {
            assert!(!error.part.is_empty() && !error.what.is_empty());
            false
        }
        Ok(Opened::Snapshot(timeline)) => {
            let mut machine = timeline.machine().clone();
            let target = machine.executed().saturating_add(10_000);
            machine.run(&Until::instruction(target));
            machine.state_hash();
            true
        }
        Ok(Opened::Recording(mut recording)) => {
            recording.end = recording.end.min(10_000);
            let _ = verify(&recording, &mut |_| ());
            true
        }
    }
}

fn damage(random: &mut Random, bytes: &mut Vec<u8>, begin: usize) {
    for _ in 0..1 + random.below(3) {
        let length = bytes.len() as u64;
        let at = (begin as u64 + random.below(length - begin as u64)) as usize;
        match random.below(8) {
            0 => bytes.truncate(at.max(begin + 1)),
            1 | 2 => bytes[at] ^= 1 << random.below(8),
            3 => bytes[at] = random.next() as u8,
            4 => bytes[at] = [0, 1, 0x7f, 0x80, 0xff][random.below(5) as usize],
            5 => bytes[at] = bytes[at].wrapping_add(if random.below(2) == 0 { 1 } else { 255 }),
            6 => {
                bytes.insert(at, random.next() as u8);
            }
            _ => {
                bytes.remove(at);
            }
        }
        if bytes.len() <= begin + 1 {
            return;
        }
    }
}

#[test]
fn damaged_files() {
    let mut random = Random(1);
    for file in files() {
        assert!(try_out(&file));
        for _ in 0..400 {
            let mut bytes = file.clone();
            damage(&mut random, &mut bytes, 0);
            try_out(&bytes);
        }
        let end = read_header(&file).unwrap().1;
        for _ in 0..400 {
            let mut header = file[..end].to_vec();
            damage(&mut random, &mut header, 0);
            header.extend(&file[end..]);
            try_out(&header);
        }
    }
}

/// A file around a damaged body, all of whose hashes are right, so that nothing but the validation
/// stands between it and the machine.
fn seal_again(header: &Header, body: &[u8]) -> Vec<u8> {
    let machine = container::decode::<Body>(body).ok().and_then(|body| Machine::import(body.state).ok());
    let Header { kind, title, entry, seed, .. } = header.clone();
    let (position, state_hash) = match machine {
        Some(machine) if kind == Kind::Snapshot => (machine.executed(), machine.state_hash()),
        _ => (header.position, header.state_hash),
    };
    container::seal(Stated { kind, title, entry, seed, position, state_hash }, body).unwrap()
}

#[test]
fn damaged_bodies_with_good_hashes() {
    let mut random = Random(2);
    let (mut tried, mut opened) = (0, 0);
    for file in files() {
        let (header, start) = read_header(&file).unwrap();
        let plain = container::unpack(&file, &header, start).unwrap();
        for _ in 0..1300 {
            let mut body = plain.clone();
            let begin = random.below(2) * random.below(plain.len() as u64 - 4);
            damage(&mut random, &mut body, begin as usize);
            tried += 1;
            opened += u32::from(try_out(&seal_again(&header, &body)));
        }
    }
    println!("{opened} of {tried} could be opened");
    assert!(opened > 100, "{opened}");
}

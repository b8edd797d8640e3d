//! Going back and forth is exact, searches find the same both ways, checkpoints stay bounded.

#![allow(clippy::unwrap_used)]

mod common;

use common::{Random, busy, hot, sample, sample_names};
use enigma_replay::{Inputs, Moved, Nothing, Search, TICK, Timeline};
use enigma_vm::machine::{EventMask, Machine, Stop};

const YES: fn(u64) -> bool = |_| true;

fn to(timeline: &mut Timeline, target: u64) -> u64 {
    timeline.goto(target, &mut YES.clone());
    timeline.machine().state_hash()
}

#[test]
fn back_and_forward_is_the_identity() {
    let samples = sample_names().into_iter().enumerate().map(|(n, name)| sample(&name, n as u64 % 3));
    for program in [busy(60, 0), busy(60, 7)].into_iter().chain(samples) {
        let mut timeline = Timeline::new(program, Inputs::new(Box::new(Nothing))).unwrap();
        assert_eq!(timeline.goto_end(&mut YES.clone()), Moved::Ended);
        let end = timeline.position();
        let mut random = Random(end);
        for _ in 0..60 {
            let at = random.below(end + 1);
            let hash = to(&mut timeline, at);
            assert_eq!(timeline.position(), at);
            let back = random.below(at + 1);
            to(&mut timeline, at - back);
            assert_eq!(timeline.position(), at - back);
            assert_eq!(to(&mut timeline, at), hash, "{at} - {back} + {back}");
        }
    }
}

#[test]
fn the_way_does_not_matter() {
    let mut single = busy(30, 5).machine().unwrap();
    let mut timeline = Timeline::new(busy(30, 5), Inputs::new(Box::new(Nothing))).unwrap();
    for n in 1..2000 {
        single.step();
        assert_eq!(to(&mut timeline, n), single.state_hash(), "instruction {n}");
    }
    to(&mut timeline, 50_000);
    assert_eq!(to(&mut timeline, 1999), single.state_hash());
}

/// All hits of a search, forward from the start.
fn forward(timeline: &mut Timeline, events: EventMask, breakpoints: &[u32], every: bool) -> Vec<u64> {
    timeline.goto(0, &mut YES.clone());
    let mut hits = Vec::new();
    let mut accept = |machine: &Machine, _: Stop| !every || machine.executed().is_multiple_of(977);
    let mut search = Search { events, breakpoints, every, accept: &mut accept };
    while let Moved::Found(_) = timeline.search(&mut search, &mut YES.clone()) {
        hits.push(timeline.position());
    }
    hits
}

/// How many hits are looked for from a place backwards.
const BACK: usize = 60;

/// Goes back from the place, and compares with what was found forward.
fn compare_back(timeline: &mut Timeline, found: &[u64], from: u64, mask: EventMask, breakpoints: &[u32], every: bool) {
    timeline.goto(from, &mut YES.clone());
    let before: Vec<u64> = found.iter().copied().filter(|at| *at < from).collect();
    let mut accept = |machine: &Machine, _: Stop| !every || machine.executed().is_multiple_of(977);
    let mut search = Search { events: mask, breakpoints, every, accept: &mut accept };
    for expected in before.iter().rev().take(BACK) {
        assert!(matches!(timeline.search_back(&mut search, &mut YES.clone()), Moved::Found(_)));
        assert_eq!(timeline.position(), *expected, "{mask:?} {breakpoints:?}");
    }
    if before.len() < BACK && !every {
        assert_eq!(timeline.search_back(&mut search, &mut YES.clone()), Moved::Started);
    }
}

#[test]
fn searches_find_the_same_both_ways() {
    let mut timeline = Timeline::new(busy(150, 3), Inputs::new(Box::new(Nothing))).unwrap();
    timeline.goto_end(&mut YES.clone());
    let end = timeline.position();
    assert!(end > 3 * TICK, "the program is to be longer than a few legs: {end}");
    let code = &timeline.machine().system().code;
    let entries: Vec<u32> = code.functions.iter().skip(3).map(|f| f.entry()).collect();
    let kinds = [EventMask::SEND, EventMask::EXCEPTION, EventMask::COLLECTION, EventMask::SLICE, EventMask::TIMER];
    let mut random = Random(1);
    for mask in kinds {
        let found = forward(&mut timeline, mask, &[], false);
        assert!(!found.is_empty());
        compare_back(&mut timeline, &found, end, mask, &[], false);
        compare_back(&mut timeline, &found, random.below(end), mask, &[], false);
    }
    let found = forward(&mut timeline, EventMask::NONE, &entries, false);
    compare_back(&mut timeline, &found, end, EventMask::NONE, &entries, false);
    let found = forward(&mut timeline, EventMask::NONE, &[], true);
    compare_back(&mut timeline, &found, end, EventMask::NONE, &[], true);
    compare_back(&mut timeline, &found, 2 * TICK + 1, EventMask::NONE, &[], true);
}

#[test]
fn a_movement_can_be_ended_from_outside() {
    let mut timeline = Timeline::new(hot(), Inputs::new(Box::new(Nothing))).unwrap();
    assert_eq!(timeline.goto_end(&mut |at| at < 300_000), Moved::Interrupted);
    let position = timeline.position();
    assert!((300_000..300_000 + 2 * TICK).contains(&position));
    let mut never = |_: &Machine, _: Stop| false;
    let mut search = Search { events: EventMask::NONE, breakpoints: &[], every: true, accept: &mut never };
    assert_eq!(timeline.search_back(&mut search, &mut |at| at > 100_000), Moved::Interrupted);
    assert_eq!(timeline.position(), position);
}

#[test]
fn checkpoints_are_dense_near_the_present_and_bounded() {
    let mut timeline = Timeline::new(hot(), Inputs::new(Box::new(Nothing))).unwrap();
    timeline.goto(30_000_000, &mut YES.clone());
    let places = timeline.checkpoints();
    assert!(places.len() <= 192, "{}", places.len());
    assert_eq!(places[0], 0);
    let gaps: Vec<u64> = places.windows(2).map(|w| w[1] - w[0]).collect();
    assert!(gaps.iter().rev().take(5).all(|gap| *gap <= 200_000), "{gaps:?}");
    for (place, gap) in places.iter().zip(&gaps) {
        let distance = 30_000_000 - place;
        assert!(*gap <= 200_000.max(distance / 4), "a gap of {gap} at {place}");
    }
}

//! What comes from outside is asked for once and is part of every replay, file and way through time.

#![allow(clippy::unwrap_used)]

mod common;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;
use std::sync::Arc;

use common::Random;
use enigma_replay::{Entry, Inputs, Moved, Nothing, Opened, Program, Timeline, World, open, record, save, verify};
use enigma_vm::request::{Answer, Request};

/// A world with some modules; it notes what it is asked.
struct Shelf {
    modules: BTreeMap<String, Arc<Vec<u8>>>,
    asked: Rc<RefCell<Vec<String>>>,
}

impl World for Shelf {
    fn answer(&mut self, request: &Request) -> Option<Answer> {
        let Request::Module(name) = request else { return Nothing.answer(request) };
        self.asked.borrow_mut().push(name.clone());
        Some(Answer::Module(self.modules.get(name).cloned()))
    }
}

fn file(path: &str) -> Arc<Vec<u8>> {
    Arc::new(std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap())
}

fn shelf() -> (Box<Shelf>, Rc<RefCell<Vec<String>>>) {
    let busy = file("tests/programs/busy.beam");
    let damaged = Arc::new(busy[..busy.len() / 2].to_vec());
    let ring = file("../../samples/ring/ring.beam");
    let modules = [("busy", busy), ("damaged", damaged), ("ring", ring)];
    let modules = modules.into_iter().map(|(name, image)| (name.to_string(), image)).collect();
    let asked = Rc::<RefCell<Vec<String>>>::default();
    (Box::new(Shelf { modules, asked: asked.clone() }), asked)
}

fn caller() -> Arc<Program> {
    let entry = Entry { module: "caller".into(), function: "main".into(), args: vec![] };
    let modules = vec![file("tests/programs/caller.beam")];
    Arc::new(Program { title: "caller".into(), modules, entry, ..Program::default() })
}

fn whole() -> (Timeline, Rc<RefCell<Vec<String>>>) {
    let (shelf, asked) = shelf();
    let mut timeline = Timeline::new(caller(), Inputs::new(shelf)).unwrap();
    assert_eq!(timeline.goto_end(&mut |_| true), Moved::Ended);
    (timeline, asked)
}

#[test]
fn the_world_is_asked_once() {
    let (mut timeline, asked) = whole();
    let outcome = enigma_replay::outcome(timeline.machine()).unwrap();
    assert!(outcome.contains("absent,two,[1]") && outcome.contains("damaged,two,[1]"), "{outcome}");
    assert_eq!(outcome.matches("undef").count(), 4, "{outcome}");
    let (end, mut random) = (timeline.position(), Random(5));
    let mut hashes = BTreeMap::new();
    for _ in 0..200 {
        let at = random.below(end + 1);
        timeline.goto(at, &mut |_| true);
        assert_eq!(timeline.position(), at);
        let hash = timeline.machine().state_hash();
        assert_eq!(*hashes.entry(at).or_insert(hash), hash, "at {at}");
    }
    assert_eq!(*asked.borrow(), ["busy", "absent", "damaged", "ring"]);
}

#[test]
fn a_recording_brings_along_what_was_told() {
    let (shelf, _) = shelf();
    let recording = record(caller(), Inputs::new(shelf), u64::MAX).unwrap();
    let bytes = recording.to_bytes().unwrap();
    let Opened::Recording(read) = open(&bytes, Box::new(Nothing)).unwrap() else { panic!("no recording") };
    assert_eq!(verify(&read, &mut |_| ()).unwrap().outcome, recording.outcome);
    let mut forgetful = read.clone();
    forgetful.inputs.clear();
    verify(&forgetful, &mut |_| ()).unwrap_err();
}

#[test]
fn a_snapshot_brings_along_what_was_told() {
    let (mut straight, _) = whole();
    let (end, mut random) = (straight.position(), Random(9));
    for _ in 0..30 {
        let at = random.below(end + 1);
        straight.goto(at, &mut |_| true);
        let bytes = save(&straight).unwrap();
        let (shelf, asked) = shelf();
        let Opened::Snapshot(mut opened) = open(&bytes, shelf).unwrap() else { panic!("no snapshot") };
        let earlier = random.below(at + 1);
        for place in [earlier, at, end] {
            opened.goto(place, &mut |_| true);
            straight.goto(place, &mut |_| true);
            assert_eq!(opened.machine().state_hash(), straight.machine().state_hash(), "at {place}, saved at {at}");
        }
        assert!(asked.borrow().len() <= 4);
    }
}

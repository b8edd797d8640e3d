//! States with parts that there cannot be are refused, and the error names the part.

#![allow(clippy::unwrap_used)]

use super::*;
use crate::console::Stream;
use crate::loading::Prepared;
use crate::machine::Config;
use crate::port::{Framing, Port};
use crate::process::Monitor;
use crate::terminal::Tty;
use crate::terminal::line::Line;

/// A module as its compiler wrote it.
fn image() -> Vec<u8> {
    std::fs::read(concat!(env!("CARGO_MANIFEST_DIR"), "/../../samples/factorial/factorial.beam")).unwrap()
}

/// A machine that has prepared a module.
fn machine() -> Machine {
    let mut machine = Machine::new(Config::default());
    let reference = u128::from(machine.sys.unique());
    machine.sys.prepared.insert(reference, Prepared::new(image(), "factorial").unwrap());
    machine
}

/// What is wrong with a state once it has been changed.
fn wrong(change: impl FnOnce(&mut State)) -> String {
    let mut state = machine().export();
    change(&mut state);
    Machine::import(state).unwrap_err().to_string()
}

fn port() -> Port {
    Port { writes: Some(Stream::Output), binary: true, ..Port::new("0/1".into(), Pid(0), Framing::Stream) }
}

#[test]
fn prepared_modules_count_until_they_are_loaded() {
    let machine = machine();
    let words = machine.sys.prepared.words();
    assert!(words > image().len() / 8 && machine.sys.total_words() >= words);
    let again = Machine::import(machine.export()).unwrap();
    assert_eq!(again.sys.prepared.words(), words);
    let mut again = again;
    again.sys.perform(&crate::loading::Task::Finish(again.sys.prepared.iter().map(|(r, _)| *r).collect()));
    assert_eq!(again.sys.prepared.words(), 0);
}

#[test]
fn what_is_prepared_is_a_module_with_a_reference() {
    let no_module = |state: &mut State| {
        let bytes = postcard::to_allocvec(&state.prepared).unwrap();
        let at = bytes.windows(4).position(|window| window == b"FOR1").unwrap();
        let damaged = [&bytes[..at], b"EXIF", &bytes[at + 4..]].concat();
        state.prepared = postcard::from_bytes(&damaged).unwrap();
    };
    assert_eq!(wrong(no_module), "prepared modules: one that there cannot be");
    assert_eq!(wrong(|state| state.counters.next_unique = 0), "prepared modules: one that there cannot be");
}

#[test]
fn ports_have_numbers_that_were_given_and_data_that_are_terms() {
    let number = "ports: a number that there is not yet";
    assert_eq!(wrong(|state| state.ports.open.extend([(0, port())])), number);
    assert_eq!(wrong(|state| state.ports.count = u64::MAX), number);
    let with = |port: Port| {
        move |state: &mut State| {
            state.ports.count = 1;
            state.ports.open.insert(0, port);
        }
    };
    let numbers = "ports: numbers out of range";
    assert_eq!(wrong(with(Port { traffic: (u64::MAX, 0), ..port() })), numbers);
    let packets = "ports: packets or lines that there cannot be";
    let framing = Framing::Packet { header: 0, partial: Vec::new() };
    assert_eq!(wrong(with(Port { framing, ..port() })), packets);
    let data = Some((Fragment::default().into(), Term(0b1)));
    assert!(wrong(with(Port { data, ..port() })).starts_with("data of a port: the word 0x1"));
}

#[test]
fn terminals_have_references_and_ports_that_were_given() {
    let tty = Tty::new(Stream::Output);
    let reference = wrong(|state| state.terminal.open.extend([(u128::from(state.counters.next_unique), tty)]));
    assert_eq!(reference, "terminal: a reference that there is not yet");
    let line = wrong(|state| state.terminal.line = Some(Line::new(state.ports.count, true, 80)));
    assert_eq!(line, "terminal: a line that there cannot be");
}

#[test]
fn names_are_atoms_and_settings_immediate() {
    let beyond = Atom(1 << 25);
    let reason = (Fragment::default().into(), Term::NIL);
    let down = Signal::PortDown { to: Pid(0), reference: 0, from: (0, Some(beyond)), reason };
    assert_eq!(wrong(|state| state.signals.push_back(down)), "signal: the atom 33554432, which there is not");
    assert_eq!(wrong(|state| state.absent.extend([beyond])), "absent modules: the atom 33554432, which there is not");
    let logger = |state: &mut State| state.system_logger = Some(Term(0b1));
    assert_eq!(wrong(logger), "system logger: the word 0x1 is no immediate term");
}

/// What is wrong with a machine that is about to run, once it has been changed.
fn unsound(change: impl FnOnce(&mut Machine)) -> String {
    let mut machine = Machine::new(Config::default());
    machine.load(image()).unwrap();
    machine.start("factorial", "main", &enigma_beam::decode(&[131, 106]).unwrap().0).unwrap();
    Invariants::default().only_machine(&machine).unwrap();
    change(&mut machine);
    Invariants::default().only_machine(&machine).unwrap_err().to_string()
}

fn running(machine: &mut Machine) -> &mut Process {
    std::sync::Arc::make_mut(machine.running.as_mut().unwrap())
}

#[test]
fn what_does_not_fit_in_a_machine_that_runs_is_found() {
    let found = unsound(|machine| machine.sys.registry.extend([(crate::atom::am::OK, Pid(1))]));
    assert_eq!(found, "registry: ok is not <0.1.0>");
    let found = unsound(|machine| running(machine).links.extend([Pid(7)]));
    assert_eq!(found, "process <0.1.0>: a link to <0.7.0>, which has none to it");
    let found = unsound(|machine| running(machine).monitors.extend([(1, Monitor::Watching(Pid(7), None))]));
    assert_eq!(found, "process <0.1.0>: the monitor 1 that <0.7.0> does not know");
    let found = unsound(|machine| machine.sys.timers.start(5, 1, Fire::Receive { pid: Pid(7), resume: 0 }));
    assert_eq!(found, "timers: timer 5 is nobody's");
    let found = unsound(|machine| running(machine).mailbox.words += 1);
    assert_eq!(found, "process <0.1.0>: 1 words of messages that are 0");
}

#[test]
fn owners_of_bytes_are_counted() {
    use crate::heap::Allocate;
    let bytes: OffHeap = std::sync::Arc::new(vec![0; 100]);
    let kept = bytes.clone();
    let found = unsound(|machine| {
        let process = running(machine);
        let binary = process.block.off_heap_binary(bytes).unwrap();
        let place = process.dictionary.search(|_| std::cmp::Ordering::Less).unwrap_err();
        process.dictionary.insert(place, (Term::NIL, binary));
    });
    assert_eq!(found, "bytes outside heaps: 2 owners, of which 1 are found");
    drop(kept);
}

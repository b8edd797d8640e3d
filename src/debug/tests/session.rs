//! Sessions over real programs: views agree with the machine, movements mean what they say.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use enigma_debug::Session;
use enigma_debug::command::{Command, Direction, EventKind, Place};
use enigma_debug::view::Region;
use enigma_replay::{Entry, Nothing, Program};
use enigma_vm::Config;
use enigma_vm::term::Term;

use Direction::{Backward, Forward};

const SAMPLES: [&str; 15] = [
    "bank",
    "closures",
    "comprehension",
    "exceptions",
    "factorial",
    "ledger",
    "mailbox",
    "packets",
    "ping_pong",
    "ring",
    "server",
    "sorting",
    "tail_calls",
    "timers",
    "tiny_supervisor",
];

fn program(name: &str, seed: u64) -> Program {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples").join(name);
    let image = std::fs::read(folder.join(format!("{name}.beam"))).unwrap();
    let file = format!("{name}.erl");
    let source = std::fs::read_to_string(folder.join(&file)).unwrap();
    Program {
        title: name.into(),
        modules: vec![Arc::new(image)],
        sources: BTreeMap::from([(file, source)]),
        entry: Entry { module: name.into(), function: "main".into(), args: Vec::new() },
        config: Config { seed, ..Config::default() },
    }
}

fn session(name: &str) -> Session {
    Session::open(program(name, 0), Box::new(Nothing)).unwrap()
}

fn go(session: &mut Session, command: Command) -> String {
    session.execute(command, &mut |_| true).unwrap()
}

/// Asks for every view there is.
fn look(session: &Session) {
    session.status();
    session.code();
    session.registers();
    session.stack();
    session.heap();
    session.mailbox();
    session.processes();
    session.events();
    session.time();
    session.console();
    session.breakpoints();
}

#[test]
fn the_stack_is_what_the_frames_say_at_every_instruction() {
    for name in SAMPLES {
        let mut session = session(name);
        let mut steps = 0;
        while session.execute(Command::Step(Forward, 1), &mut |_| true).is_ok() && steps < 6000 {
            steps += 1;
            let machine = session.machine();
            let Some(process) = machine.running().and_then(|pid| machine.process(pid)) else { continue };
            let at = format!("{name}, instruction {}", machine.executed());
            let words = &process.block.words()[process.block.layout().4..];
            let y = session.registers().y.len();
            let below = if y > 0 || words[0] == 0 && words.len() > 1 { y + 1 } else { 0 };
            let framed = words[below.min(words.len() - 1)];
            assert!(Term(framed).is_header(), "{at}: no continuation pointer below the frame");
            assert!(words.iter().skip(1).take(y).all(|w| !Term(*w).is_header()), "{at}: a pointer among y registers");
            let pointers = words.iter().filter(|w| Term(**w).is_header()).count();
            assert!(session.frame_count() <= pointers + 1 && session.frame_count() + 2 > pointers, "{at}");
        }
        assert!(steps > 100, "{name}: {}", session.status().stopped);
    }
}

#[test]
fn every_view_can_be_had_everywhere() {
    for name in SAMPLES {
        let mut session = session(name);
        go(&mut session, Command::End);
        let end = session.status().instruction;
        look(&session);
        for part in 0..20 {
            go(&mut session, Command::GoTo(end * part / 20));
            for process in session.processes().processes {
                assert!(session.show_process(Some(process.pid)));
                look(&session);
            }
            session.show_process(None);
            let status = session.status();
            let code = session.code();
            assert!(!code.help.is_empty(), "{name} {status:?}");
            assert_eq!(code.source_name.as_deref(), Some(format!("{name}.erl").as_str()));
            assert!(!code.source.is_empty());
        }
    }
}

#[test]
fn registers_and_heap_tell_what_a_step_does() {
    let mut session = session("factorial");
    session.set_breakpoint(Place::Function("factorial".into(), "factorial".into(), Some(1))).unwrap();
    assert_eq!(go(&mut session, Command::Continue(Forward)), "breakpoint at factorial:factorial/1");
    let before = session.registers();
    assert!(before.x[0].touch.reads, "{:?} {:?}", before.x, session.code().lines[session.code().current.unwrap()]);
    for _ in 0..40 {
        let writes: Vec<String> =
            session.registers().x.iter().filter(|x| x.touch.writes).map(|x| x.name.clone()).collect();
        let then: BTreeMap<String, u64> = session.registers().x.iter().map(|x| (x.name.clone(), x.word)).collect();
        go(&mut session, Command::Step(Forward, 1));
        for x in session.registers().x {
            let differs = then.get(&x.name).copied().unwrap_or(Term::NIL.0) != x.word;
            assert_eq!(x.touch.changed, differs, "{x:?}");
            assert!(!differs || writes.contains(&x.name), "{x:?} changed, said to be written: {writes:?}");
        }
    }
    let heap = session.heap();
    assert_eq!(heap.words.iter().filter(|w| w.region == Region::Stack).count(), heap.stack);
    assert_eq!(heap.words.iter().filter(|w| w.region == Region::Young).count(), heap.young);
}

#[test]
fn over_and_out_go_by_the_function() {
    let mut session = session("factorial");
    session.set_breakpoint(Place::Function("factorial".into(), "factorial".into(), Some(1))).unwrap();
    for _ in 0..5 {
        go(&mut session, Command::Continue(Forward));
    }
    let frames = session.frame_count();
    let here = session.status().instruction;
    while session.code().lines[session.code().current.unwrap()].op != "call" {
        go(&mut session, Command::Over(Forward));
    }
    let (call, inside) = (session.status().instruction, session.frame_count());
    assert_eq!(inside, frames, "a function's own frame is no caller's");
    go(&mut session, Command::Over(Forward));
    assert!(session.status().instruction > call + 1);
    assert_eq!(session.frame_count(), frames);
    go(&mut session, Command::Over(Backward));
    assert_eq!(session.status().instruction, call);
    go(&mut session, Command::Out(Forward));
    assert_eq!(session.frame_count(), frames - 1);
    let after = session.status().instruction;
    go(&mut session, Command::Over(Backward));
    assert_eq!(session.current_instruction(), Some("call"));
    assert_eq!(session.status().instruction, here - 1);
    go(&mut session, Command::Over(Forward));
    assert_eq!(session.status().instruction, after);
    go(&mut session, Command::GoTo(call));
    go(&mut session, Command::Out(Backward));
    assert_eq!(session.status().instruction, here - 1);
}

/// Over, forward and back again, from everywhere: one cannot come out deeper, and a call is undone
/// by its mirror image.
#[test]
fn over_is_its_own_mirror() {
    for name in ["exceptions", "closures", "tail_calls", "factorial"] {
        let mut session = session(name);
        go(&mut session, Command::End);
        let end = session.status().instruction;
        for at in (1..end - 1).step_by(7).take(150) {
            go(&mut session, Command::GoTo(at));
            let (frames, op) = (session.frame_count(), session.current_instruction().unwrap());
            go(&mut session, Command::Over(Forward));
            if session.status().finished.is_some() {
                continue;
            }
            assert!(session.frame_count() <= frames, "{name} {at}");
            let came = session.status().instruction;
            if op.starts_with("call")
                && session.frame_count() == frames
                && !op.ends_with("last")
                && !op.ends_with("only")
            {
                go(&mut session, Command::Over(Backward));
                assert_eq!(session.status().instruction, at, "{name}: {op} at {at}, back from {came}");
            }
        }
    }
}

#[test]
fn events_can_be_gone_to_both_ways() {
    let mut session = session("ping_pong");
    let message = go(&mut session, Command::ToEvent(Forward, EventKind::Message));
    assert!(message.contains("sends"), "{message}");
    let first = session.status().instruction;
    let second = go(&mut session, Command::ToEvent(Forward, EventKind::Message));
    assert!(session.status().instruction > first, "{second}");
    assert_eq!(go(&mut session, Command::ToEvent(Backward, EventKind::Message)), message);
    assert_eq!(session.status().instruction, first);
    let spawned = go(&mut session, Command::ToEvent(Backward, EventKind::Spawn));
    assert!(spawned.contains("starts"), "{spawned}");
    assert_eq!(go(&mut session, Command::Continue(Backward)), "the start of the program");
    assert!(go(&mut session, Command::End).starts_with("the end: returned"));
    assert!(session.execute(Command::Step(Forward, 1), &mut |_| true).is_err());
}

#[test]
fn breakpoints_by_line_by_slot_and_by_function() {
    let mut session = session("tail_calls");
    let code = session.code_of("tail_calls").unwrap();
    let line = code.lines.iter().rev().find_map(|line| line.line).unwrap();
    let by_line = session.set_breakpoint(Place::Line("tail_calls.erl".into(), line)).unwrap();
    assert_eq!(session.set_breakpoint(Place::Line("tail_calls".into(), line)), Ok(by_line));
    assert!(session.set_breakpoint(Place::Line("tail_calls.erl".into(), 9999)).is_err());
    // The first line is a comment: the next one that became code is taken.
    let first = session.set_breakpoint(Place::Line("tail_calls.erl".into(), 1)).unwrap();
    let lines = session.breakpoints();
    let least = code.lines.iter().filter(|line| line.op != "func_info").find_map(|line| line.line).unwrap();
    assert_eq!(lines.last().unwrap().place, format!("tail_calls.erl:{least}"));
    assert!(session.remove_breakpoint(first));
    assert!(session.set_breakpoint(Place::Function("tail_calls".into(), "nothing".into(), None)).is_err());
    assert!(session.set_breakpoint(Place::Slot(1_000_000)).is_err());
    assert!(session.remove_breakpoint(by_line) && !session.remove_breakpoint(by_line));
    let slot = code.lines[code.current.unwrap() + 2].slot;
    assert_eq!(session.toggle_breakpoint_at(slot), Ok(true));
    assert!(go(&mut session, Command::Continue(Forward)).starts_with("breakpoint at tail_calls:main/0"));
    assert!(session.code().lines.iter().any(|line| line.current && line.breakpoint && line.slot == slot));
    assert_eq!(session.toggle_breakpoint_at(slot), Ok(false));
    assert!(session.breakpoints().is_empty());
}

#[test]
fn a_snapshot_goes_on_as_the_session_did() {
    let mut session = Session::open(program("bank", 4), Box::new(Nothing)).unwrap();
    go(&mut session, Command::Step(Forward, 700));
    let bytes = session.snapshot().unwrap();
    let mut again = Session::open_file(&bytes, Box::new(Nothing)).unwrap();
    let (mut now, mut then) = (session.status(), again.status());
    (now.stopped, then.stopped) = (String::new(), String::new());
    assert_eq!(now, then);
    assert_eq!(session.processes().processes.len(), again.processes().processes.len());
    for command in [Command::End, Command::Step(Backward, 500), Command::Start, Command::Step(Forward, 33)] {
        go(&mut session, command);
        go(&mut again, command);
        assert_eq!(session.status().state_hash, again.status().state_hash, "{command:?}");
    }
    assert!(Session::open_file(b"nothing of the kind", Box::new(Nothing)).is_err());
}

#[test]
fn any_word_can_be_explained() {
    let mut session = session("closures");
    go(&mut session, Command::Step(Forward, 200));
    let mut word = 1u64;
    for n in 0..3000u64 {
        word = word.wrapping_mul(6364136223846793005).wrapping_add(n);
        for shift in [0, 20, 40, 52] {
            assert!(!session.explain_word(word >> shift).is_empty());
        }
    }
    assert!(session.explain_word(Term::small_wrapping(42).0).contains("42"));
}

#[test]
fn the_recording_of_a_crash_opens_at_the_crash() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../snapshots/bank-race.enigma");
    let mut session = Session::open_file(&std::fs::read(path).unwrap(), Box::new(Nothing)).unwrap();
    let code = session.code();
    let line = &code.lines[code.current.unwrap()];
    assert_eq!((line.op.as_str(), line.operands[1].as_str()), ("call_ext_last", "erlang:error/1"));
    assert!(session.status().stopped.contains("lost_teller"), "{}", session.status().stopped);
    go(&mut session, Command::Step(Forward, 1));
    assert!(session.processes().processes.is_empty());
    // The crash of which this one tells.
    let teller = go(&mut session, Command::ToEvent(Backward, EventKind::Exception));
    assert!(teller.contains("<0.3.0> raises"), "{teller}");
    go(&mut session, Command::Step(Backward, 1));
    assert!(session.code().lines[session.code().current.unwrap()].operands[1].contains("erlang:register"));
}

//! x, y and float registers.

use enigma_vm::machine::Machine;
use enigma_vm::process::Process;
use enigma_vm::term::Term;

use crate::frames::depth;
use crate::inspect::Scene;
use crate::text::process_term;
use crate::touch::{self, touched};
use crate::view::{Register, Registers, Touch};
use crate::word::{Area, is_term, meaning};

/// The most characters of a register's value.
const LIMIT: usize = 400;

/// The registers of the process shown.
pub(crate) fn registers(scene: &Scene<'_>) -> Registers {
    let code = &scene.machine.system().code;
    let (reads, writes) = match code.slots.get(scene.process.ip as usize) {
        Some(slot) => touched(code, slot),
        None => Default::default(),
    };
    Registers { x: x(scene, &reads, &writes), y: y(scene, &reads, &writes), f: f(scene, &reads, &writes) }
}

/// The x registers of a process: the machine's while it runs, else those that were saved.
pub(crate) fn x_words<'a>(machine: &'a Machine, process: &'a Process) -> &'a [Term] {
    if machine.running() == Some(process.pid) { &machine.system().x } else { &process.args }
}

/// An x register of the process shown as text.
pub(crate) fn x_text(scene: &Scene<'_>, n: usize) -> Option<String> {
    x_words(scene.machine, scene.process).get(n).map(|word| value(scene, *word))
}

fn x(scene: &Scene<'_>, reads: &touch::Registers, writes: &touch::Registers) -> Vec<Register> {
    let now = x_words(scene.machine, scene.process);
    let before = scene.process_before().and_then(|p| scene.before.map(|m| x_words(m, p)));
    let used = now.iter().rposition(|word| *word != Term::NIL && *word != Term::NONE).map_or(0, |i| i + 1);
    let named = reads.x.iter().chain(&writes.x).max().map_or(0, |n| *n as usize + 1);
    let named = if scene.runs() { named } else { 0 };
    let shown = now.iter().take(used.max(named)).enumerate();
    let changed = |n: usize, word: Term| match before {
        Some(before) => before.get(n).copied().unwrap_or(Term::NIL) != word,
        None => scene.compares(),
    };
    let register = |(n, word): (usize, &Term)| Register {
        name: format!("x{n}"),
        value: value(scene, *word),
        word: word.0,
        touch: touch(changed(n, *word), n, &reads.x, &writes.x),
    };
    shown.map(register).collect()
}

fn touch(changed: bool, n: usize, reads: &[u32], writes: &[u32]) -> Touch {
    let among = |list: &[u32]| list.iter().any(|m| *m as usize == n);
    Touch { changed, reads: among(reads), writes: among(writes) }
}

/// A register's value as text; what is no term is said so.
pub(crate) fn value(scene: &Scene<'_>, word: Term) -> String {
    if is_term(word) {
        process_term(scene.machine, scene.process, word, LIMIT)
    } else {
        meaning(scene.machine, scene.process, word, Area::Stack)
    }
}

fn y(scene: &Scene<'_>, reads: &touch::Registers, writes: &touch::Registers) -> Vec<Register> {
    let frame = scene.frames.at(scene.process.ip);
    let mut registers = y_registers(scene, 0, frame.saturating_sub(1));
    for (n, register) in registers.iter_mut().enumerate() {
        register.touch = touch(register.touch.changed, n, &reads.y, &writes.y);
    }
    registers
}

/// The y registers of the frame whose continuation pointer is `from` words below the stack's top.
pub(crate) fn y_registers(scene: &Scene<'_>, from: usize, count: usize) -> Vec<Register> {
    let words = scene.process.block.words();
    let top = scene.process.block.layout().4;
    let before = scene.process_before().map(|p| p.block.words());
    let register = |n: usize| {
        let at = top + from + 1 + n;
        let word = words.get(at).copied()?;
        // The stack begins at the block's end, which moves when the block grows.
        let then = before.and_then(|b| b.get((b.len() + at).checked_sub(words.len())?)).copied();
        let existed = scene.process_before().is_some_and(|p| depth(p) >= words.len() - at);
        let changed = scene.compares() && (!existed || then != Some(word));
        Some(Register {
            name: format!("y{n}"),
            value: value(scene, Term(word)),
            word,
            touch: Touch { changed, ..Touch::default() },
        })
    };
    (0..count).map_while(register).collect()
}

fn f(scene: &Scene<'_>, reads: &touch::Registers, writes: &touch::Registers) -> Vec<Register> {
    if !scene.runs() {
        return Vec::new();
    }
    let now = &scene.machine.system().f;
    let before = scene.before.map(|m| &m.system().f);
    let used = now.iter().rposition(|f| f.to_bits() != 0).map_or(0, |i| i + 1);
    let named = reads.f.iter().chain(&writes.f).max().map_or(0, |n| *n as usize + 1);
    let register = |(n, value): (usize, &f64)| Register {
        name: format!("fr{n}"),
        value: format!("{value:?}"),
        word: value.to_bits(),
        touch: touch(
            before.is_some_and(|b| b.get(n).map(|f| f.to_bits()) != Some(value.to_bits())),
            n,
            &reads.f,
            &writes.f,
        ),
    };
    now.iter().take(used.max(named)).enumerate().map(register).collect()
}

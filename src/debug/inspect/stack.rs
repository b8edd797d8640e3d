//! The stack as frames.
//!
//! A frame is a word for a continuation pointer (tag 00) and the y registers after it. The current
//! function may have a frame of its own already, or not yet; that is what [`Frames`] knows.
//!
//! [`Frames`]: crate::frames::Frames

use enigma_vm::term::Term;

use crate::inspect::Scene;
use crate::inspect::registers::y_registers;
use crate::text::{function_at, function_of, location};
use crate::view::Frame;
use crate::word::return_slot;

/// The most frames that are shown; the view says so where there are more.
const SHOWN: usize = 1000;

/// A frame below the current function.
struct Raw {
    /// Words from the stack's top to its continuation pointer.
    from: usize,
    /// The slot that its continuation pointer names.
    slot: u32,
    y: usize,
}

/// The frames of the process shown, the current one first.
pub(crate) fn stack(scene: &Scene<'_>) -> Vec<Frame> {
    let current = scene.frames.at(scene.process.ip);
    let mut frames = vec![Frame {
        function: function_of(scene.machine, scene.process),
        location: location(scene.machine, scene.process.ip),
        slot: None,
        y: y_registers(scene, 0, current.saturating_sub(1)),
    }];
    let raw = callers(scene);
    frames.extend(raw.iter().take(SHOWN).map(|raw| Frame {
        function: function_at(scene.machine, raw.slot),
        location: location(scene.machine, raw.slot.saturating_sub(1)),
        slot: Some(raw.slot),
        y: y_registers(scene, raw.from, raw.y),
    }));
    if raw.len() > SHOWN {
        let function = format!("… and {} more", raw.len() - SHOWN);
        frames.push(Frame { function, location: None, slot: None, y: Vec::new() });
    }
    frames
}

/// How many frames there are, the current one among them.
pub(crate) fn frame_count(scene: &Scene<'_>) -> usize {
    callers(scene).len() + 1
}

/// The frames of the callers: where words of tag 00 are, up to the one that ends the process.
fn callers(scene: &Scene<'_>) -> Vec<Raw> {
    let code = &scene.machine.system().code;
    let top = scene.process.block.layout().4;
    let words = scene.process.block.words().get(top..).unwrap_or_default();
    let mut frames: Vec<Raw> = Vec::new();
    for (from, word) in words.iter().enumerate().skip(scene.frames.at(scene.process.ip)) {
        let word = Term(*word);
        if word.is_header() {
            match return_slot(code, word) {
                Some(slot) => frames.push(Raw { from, slot, y: 0 }),
                None => break,
            }
        } else if let Some(frame) = frames.last_mut() {
            frame.y += 1;
        }
    }
    frames
}

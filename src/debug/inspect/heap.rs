//! The block of the process shown, word by word.

use enigma_vm::process::Process;
use enigma_vm::term::Term;

use crate::inspect::Scene;
use crate::view::{Heap, Region, Word};
use crate::word::{Area, meaning, tag};

/// The most words of each part that are shown: the newest.
pub(crate) const SHOWN: usize = 2048;

/// The block.
pub(crate) fn heap(scene: &Scene<'_>) -> Heap {
    let process = scene.process;
    let block = &process.block;
    let (old_top, young, _, top, stack) = block.layout();
    let mut words = Vec::new();
    objects(scene, 0, old_top, Region::Old, &mut words);
    objects(scene, young, top, Region::Young, &mut words);
    let end = block.words().len();
    for offset in stack..end.min(stack.saturating_add(SHOWN)) {
        words.extend(word(scene, offset, Region::Stack, Area::Stack));
    }
    Heap {
        words,
        size: end,
        old: old_top,
        young: top.saturating_sub(young),
        stack: end.saturating_sub(stack),
        free: stack.saturating_sub(top),
        collections: (process.minor_collections, process.major_collections),
    }
}

/// The words of a part made of objects. It has to be walked from its begin, as only headers tell
/// what is raw.
fn objects(scene: &Scene<'_>, begin: usize, end: usize, region: Region, out: &mut Vec<Word>) {
    let block = scene.process.block.words();
    let first_shown = end.saturating_sub(SHOWN).max(begin);
    let mut raw_until = begin;
    for offset in begin..end.min(block.len()) {
        let raw = offset < raw_until;
        let at = Term(block.get(offset).copied().unwrap_or(0));
        if !raw && at.is_header() && at.header_kind().is_some_and(|kind| !kind.holds_terms()) {
            raw_until = offset.saturating_add(at.header_arity()).saturating_add(1);
        }
        if offset >= first_shown {
            out.extend(word(scene, offset, region, if raw { Area::Raw } else { Area::Heap }));
        }
    }
}

fn word(scene: &Scene<'_>, offset: usize, region: Region, area: Area) -> Option<Word> {
    let value = *scene.process.block.words().get(offset)?;
    let changed = scene.compares() && before(scene, offset, region) != Some(value);
    Some(Word {
        offset,
        region,
        word: value,
        tag: tag(Term(value), area),
        meaning: meaning(scene.machine, scene.process, Term(value), area),
        changed,
    })
}

/// The word at an offset before the last command, where it was in use then; on the stack, the word
/// as far from the block's end.
fn before(scene: &Scene<'_>, offset: usize, region: Region) -> Option<u64> {
    let process: &Process = scene.process_before()?;
    let words = process.block.words();
    let (old_top, young, _, top, stack) = process.block.layout();
    let (at, used) = match region {
        Region::Old => (offset, offset < old_top),
        Region::Young => (offset, (young..top).contains(&offset)),
        Region::Stack => {
            let at = (words.len() + offset).checked_sub(scene.process.block.words().len())?;
            (at, at >= stack)
        }
    };
    if used { words.get(at).copied() } else { None }
}

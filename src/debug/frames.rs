//! Which instructions run with a stack frame, and how large it is.
//!
//! The stack does not say it: a frame's words are found by scanning for continuation pointers, but
//! whether the current function has made its frame already depends on the instruction. So each
//! function is followed once, along its jumps, with what `allocate`, `trim` and `deallocate` do.
//!
//! From that comes the *level* of a process: the words of stack below the current function. A call
//! raises it, a return lowers it, a tail call leaves it; "over" and "out" are defined by it.

use enigma_beam::{Role, op, opcode};
use enigma_vm::code::{Arg, Code, Function, Slot};
use enigma_vm::process::Process;

/// Frame sizes by slot.
#[derive(Default)]
pub(crate) struct Frames {
    words: Vec<u32>,
}

/// How a state was found: a jump's is surer than that of falling through, because the call before
/// may be one that never returns.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Found {
    Not,
    Falling,
    Jumping,
}

impl Frames {
    /// Follows the functions that have been loaded since the last time.
    pub fn update(&mut self, code: &Code) {
        let known = self.words.len();
        if known == code.slots.len() {
            return;
        }
        self.words.resize(code.slots.len(), 0);
        for function in code.functions.iter().filter(|f| f.slots.start as usize >= known) {
            Follower::new(self, code, function).follow();
        }
    }

    /// The words of the current frame before an instruction executes, its place for the
    /// continuation pointer among them; 0 where there is no frame.
    pub fn at(&self, slot: u32) -> usize {
        self.words.get(slot as usize).map_or(0, |w| *w as usize)
    }

    /// The words of stack below the current function.
    pub fn level(&self, process: &Process) -> usize {
        depth(process).saturating_sub(self.at(process.ip))
    }
}

/// The words of stack in use.
pub(crate) fn depth(process: &Process) -> usize {
    process.block.words().len().saturating_sub(process.block.layout().4)
}

struct Follower<'a> {
    frames: &'a mut Frames,
    code: &'a Code,
    function: &'a Function,
    found: Vec<Found>,
    /// Instructions to go on at: slot, frame words, how it was found.
    open: Vec<(u32, u32, Found)>,
}

impl<'a> Follower<'a> {
    fn new(frames: &'a mut Frames, code: &'a Code, function: &'a Function) -> Follower<'a> {
        let found = vec![Found::Not; function.slots.len()];
        let open = vec![(function.slots.start, 0, Found::Falling), (function.entry(), 0, Found::Jumping)];
        Follower { frames, code, function, found, open }
    }

    fn follow(&mut self) {
        while let Some((mut slot, mut words, mut how)) = self.open.pop() {
            while let Some(instruction) = self.visit(slot, words, how) {
                self.jumps(instruction, words);
                if leaves(instruction.op) {
                    break;
                }
                words = after(self.code, instruction, words);
                (slot, how) = (slot + 1, Found::Falling);
            }
        }
    }

    /// The instruction at a slot of the function, unless it was visited with as sure a state.
    fn visit(&mut self, slot: u32, words: u32, how: Found) -> Option<&'a Slot> {
        let index = slot.checked_sub(self.function.slots.start)? as usize;
        let found = self.found.get_mut(index)?;
        if *found >= how {
            return None;
        }
        *found = how;
        *self.frames.words.get_mut(slot as usize)? = words;
        self.code.slots.get(slot as usize)
    }

    fn jumps(&mut self, instruction: &Slot, words: u32) {
        let roles = opcode(instruction.op).map_or(&[][..], |info| info.roles);
        for (arg, role) in self.code.args(instruction).iter().zip(roles) {
            match (arg, role) {
                (Arg::Label(target), Role::Fail | Role::Label) => self.open.push((*target, words, Found::Jumping)),
                (list @ Arg::List(..), _) => {
                    let labels = self.code.list(*list).iter().filter_map(|arg| match arg {
                        Arg::Label(target) => Some((*target, words, Found::Jumping)),
                        _ => None,
                    });
                    self.open.extend(labels);
                }
                _ => {}
            }
        }
    }
}

/// Whether an instruction never goes on to the next one.
fn leaves(opcode: u8) -> bool {
    matches!(
        opcode,
        op::FUNC_INFO
            | op::CALL_LAST
            | op::CALL_ONLY
            | op::CALL_EXT_LAST
            | op::CALL_EXT_ONLY
            | op::APPLY_LAST
            | op::RETURN
            | op::JUMP
            | op::SELECT_VAL
            | op::SELECT_TUPLE_ARITY
            | op::BADMATCH
            | op::IF_END
            | op::CASE_END
            | op::TRY_CASE_END
            | op::BADRECORD
            | op::WAIT
            | op::LOOP_REC_END
            | op::INT_CODE_END
    )
}

/// The words of the frame after an instruction.
fn after(code: &Code, instruction: &Slot, words: u32) -> u32 {
    let number = |index: usize| match code.args(instruction).get(index) {
        Some(Arg::Uint(n)) => u32::try_from(*n).unwrap_or(u32::MAX - 1).saturating_add(1),
        _ => words,
    };
    match instruction.op {
        op::ALLOCATE | op::ALLOCATE_HEAP | op::ALLOCATE_ZERO | op::ALLOCATE_HEAP_ZERO => number(0),
        op::TRIM => number(1),
        op::DEALLOCATE => 0,
        _ => words,
    }
}

//! Natives that go on in turns (OTP's traps, `bif.h`, `BIF_TRAP`).
//!
//! Work of a native is counted in reductions, and one that has used up its slice gives way: it names a native that goes
//! on and the arguments of that one, which hold what has been done so far. Until the process has its next turn all of it
//! is in the first x registers, so that it is collected, saved and compared like other terms: module, function and
//! arguments of the native that goes on, as for any application; then the call that has given way where it was the last
//! one of its function, else `[]`; then module, function and arguments that an error shows, as one list, or `[]` where
//! an error is one of the native that goes on.
//!
//! Invariant: an error that comes in a later turn has the trace that OTP gives it, which is that of a function called by
//! the instruction, and not of the instruction.

use crate::atom::Atom;
use crate::code::APPLY_START;
use crate::exec::{Call, Ctx, Done, Fail};
use crate::heap::{Allocate, Block};
use crate::machine::Machine;
use crate::native::{self, NativeId};
use crate::process::Process;
use crate::term::Term;

/// The x registers that hold a call that goes on.
pub(crate) const REGISTERS: usize = 5;

/// How a native goes on that gives way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Later {
    /// Module and name of the native that goes on; `None` for the same one, whose errors are then those of the call with
    /// which it goes on.
    by: Option<(&'static str, &'static str)>,
    /// The list of its arguments.
    args: Term,
}

impl Fail {
    /// A native goes on later as if called with these arguments.
    pub(crate) fn again(c: &mut Ctx<'_>, args: &[Term]) -> Fail {
        Fail::later(c, None, args)
    }

    /// A native has another one go on later; errors are its own.
    pub(crate) fn goes_on(c: &mut Ctx<'_>, by: (&'static str, &'static str), args: &[Term]) -> Fail {
        Fail::later(c, Some(by), args)
    }

    fn later(c: &mut Ctx<'_>, by: Option<(&'static str, &'static str)>, args: &[Term]) -> Fail {
        c.p.block.list(args).map_or(Fail::HeapLimit, |args| Fail::GiveWay(Later { by, args }))
    }
}

impl Ctx<'_> {
    /// Leaves the processor to others, and prepares to go on. `whole` is what an error shows, where that is known.
    #[cold]
    pub(super) fn give_way(&mut self, id: NativeId, args: &[Term], later: Later, call: Call, whole: Term) -> Done {
        let native = id.get();
        let mut name = |name: &str| self.sys.intern(name).map(Term::atom).ok_or(Fail::HeapLimit);
        let own = [name(native.module)?, name(native.name)?];
        let by = match later.by {
            Some((module, function)) => [name(module)?, name(function)?],
            None => own,
        };
        let whole = if later.by.is_some() && whole.is_nil() {
            let args = self.p.block.list(args)?;
            self.p.block.list_with_tail(&own, args)?
        } else {
            whole
        };
        let at = if call == Call::Last { Term::size(self.at as usize) } else { Term::NIL };
        self.sys.x[..REGISTERS].copy_from_slice(&[by[0], by[1], later.args, at, whole]);
        self.p.ip = APPLY_START;
        if self.p.block.overgrown() {
            self.collect(0, REGISTERS)?;
        }
        self.sys.left = self.sys.left.min(0);
        Err(Fail::Yield(REGISTERS as u32))
    }

    /// Calls the native that goes on for one that gave way; `None` where the registers tell of none.
    pub(super) fn next_turn(&mut self) -> Option<Done> {
        let [at, whole] = [self.sys.x[3], self.sys.x[4]];
        (!at.is_nil() || !whole.is_nil()).then(|| self.go_on(at, whole))
    }

    fn go_on(&mut self, at: Term, whole: Term) -> Done {
        let [module, function, args] = [self.sys.x[0], self.sys.x[1], self.sys.x[2]];
        let arity = self.spread(args)?;
        let native = match (module.as_atom(), function.as_atom()) {
            (Some(module), Some(function)) => {
                let (module, function) = (self.sys.atoms.name(module), self.sys.atoms.name(function));
                let find = if whole.is_nil() { native::find } else { native::find_continuation };
                find(module, function, arity as u32)
            }
            _ => None,
        };
        let native = native.ok_or(Fail::BadCode("no native goes on"))?;
        match at.as_size() {
            Some(at) if at < self.code.slots.len() => {
                self.at = at as u32;
                self.call_native_of(native, arity, Call::Last, whole)
            }
            _ => self.go_to_native(native, arity, true, whole),
        }
    }
}

/// A call that an error shows: module, name and arguments.
pub(super) struct Whole {
    pub module: String,
    pub name: String,
    pub args: Vec<Term>,
}

impl Ctx<'_> {
    /// The call that an error shows instead of the one at hand.
    pub(super) fn whole_call(&self, whole: Term) -> Option<Whole> {
        let call = self.view().proper_list(whole)?;
        let [module, function, args @ ..] = &call[..] else { return None };
        let name = |term: &Term| Some(self.sys.atoms.name(term.as_atom()?).to_string());
        Some(Whole { module: name(module)?, name: name(function)?, args: args.to_vec() })
    }
}

/// The native that such registers have go on, where its process is about to apply something.
fn told(ip: u32, block: &Block, registers: &[Term]) -> Option<(Atom, Atom, u32)> {
    let [module, function, args, ..] = *registers else { return None };
    let function = (module.as_atom()?, function.as_atom()?);
    let arity = block.view(&[]).list(args).count() as u32;
    (ip == APPLY_START).then_some((function.0, function.1, arity))
}

impl Process {
    /// The native that goes on when a process that does not run has its next turn; and the call that it goes on for,
    /// where that was the last one of its function.
    pub(crate) fn going_on(&self) -> Option<((Atom, Atom, u32), Option<u32>)> {
        let at = self.args.get(3).filter(|_| self.args.len() == REGISTERS)?;
        let at = at.as_size().and_then(|at| u32::try_from(at).ok());
        Some((told(self.ip, &self.block, &self.args)?, at))
    }
}

impl Machine {
    /// The native that goes on in a process's next step, if one has given way.
    pub fn going_on(&self, process: &Process) -> Option<(Atom, Atom, u32)> {
        if self.running() != Some(process.pid) {
            return process.going_on().map(|(native, _)| native);
        }
        let registers = self.system().x.get(..REGISTERS)?;
        let goes_on = registers[3..].iter().any(|word| !word.is_nil());
        told(process.ip, &process.block, registers).filter(|_| goes_on || process.executed > 0)
    }
}

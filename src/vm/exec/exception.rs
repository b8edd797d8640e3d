//! Exceptions: raising, handlers, stack traces (OTP's `beam_common.c`).
//!
//! A raw stack trace is a tuple `{Class, Begin, Slot, …}`: `Begin` is a finished element of the list
//! that a program sees, or a list of them; the slots are those of the raising instruction and of the
//! calls on the stack. `build_stacktrace` makes the list of it; a program never sees the tuple.

use enigma_beam::op;

use crate::atom::{Atom, am};
use crate::code::{Arg, Code};
use crate::exec::Call;
use crate::exec::{Ctx, Done, Fail, operands};
use crate::heap::{Allocate, Block};
use crate::machine::EventKind;
use crate::native::LIBRARIES;
use crate::process::Raised;
use crate::term::{Pid, Term};

/// How many calls a stack trace shows unless the system's flag `backtrace_depth` says another number.
const DEPTH: usize = 8;
/// The most that it may say (OTP's `MAX_BACKTRACE_SIZE`).
const MOST_DEPTH: usize = 64;

/// Instead of the raising instruction in the raw trace of a `function_clause`.
const NO_CLAUSE: Term = Term::atom(am::FUNCTION_CLAUSE);

/// The modules that are part of OTP's emulators, which have them without line numbers (`make_preload`).
const PRELOADED: &[&str] = &[
    "atomics",
    "counters",
    "erl_init",
    "erl_prim_loader",
    "erl_tracer",
    "erlang",
    "erts_code_purger",
    "erts_dirty_process_signal_handler",
    "erts_internal",
    "erts_literal_area_collector",
    "erts_trace_cleaner",
    "init",
    "persistent_term",
    "prim_buffer",
    "prim_eval",
    "prim_file",
    "prim_inet",
    "prim_net",
    "prim_socket",
    "prim_zip",
    "socket_registry",
    "zlib",
];

impl Ctx<'_> {
    /// Takes an exception to its handler. `Err` gives it back where there is none.
    pub(crate) fn handle(&mut self, raised: Raised) -> Result<(), Raised> {
        self.sys.event(self.p.pid, EventKind::Exception { class: raised.class });
        if self.p.catches == 0 {
            return Err(raised);
        }
        let Some((frame, slot)) = self.find_handler() else { return Err(raised) };
        self.p.block.stack = frame;
        self.p.block.memory()[frame] = Term::NONE.0;
        self.p.ip = slot;
        self.p.raised = None;
        if self.view().tuple_arity(raised.trace).is_some_and(|n| n >= 2) && !raised.trace.is_literal() {
            self.p.block.memory()[raised.trace.offset() + 1] = Term::atom(raised.class).0;
        }
        self.sys.x[..4].copy_from_slice(&[Term::NONE, Term::atom(raised.class), raised.reason, raised.trace]);
        Ok(())
    }

    /// The topmost `catch` or `try` on the stack: where its frame begins, and its handler.
    fn find_handler(&self) -> Option<(usize, u32)> {
        let block = &self.p.block;
        let mut frame = block.stack;
        for (at, word) in block.words().iter().enumerate().skip(block.stack) {
            let word = Term(*word);
            if word.is_header() {
                frame = at;
            } else if let Some(slot) = word.as_catch() {
                return ((slot as usize) < self.code.slots.len()).then_some((frame, slot));
            }
        }
        None
    }

    /// The raw trace of the instruction at hand, with an entry before it or `[]`. The class is put
    /// in when the exception goes to its handler.
    pub(crate) fn raw_trace(&mut self, entry: Term) -> Result<Term, Fail> {
        self.raw_trace_from(entry, Term::size(self.at as usize))
    }

    /// The raw trace of a call that is under way, whether or not its way back is on the stack already.
    pub(crate) fn raw_trace_of_call(&mut self) -> Result<Term, Fail> {
        self.raw_trace_behind(Term::NIL, Term::size(self.at as usize), u64::from(self.at) + 1)
    }

    /// The raw trace of something that returns to the current frame, and at once.
    pub(crate) fn raw_trace_left(&mut self, entry: Term) -> Result<Term, Fail> {
        match self.return_slot() {
            Some(slot) => self.raw_trace_behind(entry, Term::size(slot), slot as u64),
            None => self.raw_trace_from(entry, Term::NIL),
        }
    }

    fn raw_trace_from(&mut self, entry: Term, at: Term) -> Result<Term, Fail> {
        self.raw_trace_behind(entry, at, 0)
    }

    /// Calls that return to the slot `before` are not shown at first.
    fn raw_trace_behind(&mut self, entry: Term, at: Term, before: u64) -> Result<Term, Fail> {
        let mut elements = vec![Term::NIL, entry, at];
        elements.extend(self.returns(&self.p.block, before).into_iter().map(Term::size));
        Ok(self.p.block.tuple(&elements)?)
    }

    /// The calls that a stack returns behind, the last first, but for those that return to `before`.
    fn returns(&self, block: &Block, mut before: u64) -> Vec<usize> {
        let set = self.sys.settings.flags.get(&am::BACKTRACE_DEPTH).and_then(|depth| depth.as_size());
        let depth = set.unwrap_or(DEPTH).min(MOST_DEPTH);
        let mut calls = Vec::new();
        let stack = &block.words()[block.stack..];
        let slots = self.code.slots.len() as u64;
        for word in stack.iter().map(|w| Term(*w)).filter(|w| w.is_header() && w.0 >> 4 > 1) {
            let slot = word.0 >> 4;
            // Of a recursion OTP shows one call.
            if std::mem::replace(&mut before, slot) == slot {
                continue;
            }
            if calls.len() + 1 >= depth {
                break;
            }
            if slot < slots {
                calls.push(slot as usize - 1);
            }
        }
        calls
    }

    /// What another process is about, as far as it is code: the function that it has not begun or the instruction that
    /// it comes to next; then the calls it is in.
    pub(crate) fn stack_trace_of(&mut self, pid: Pid) -> Result<Option<Term>, Fail> {
        let Some(process) = self.living(pid) else { return Ok(None) };
        let (function, next) = (process.outside_code(), process.ip);
        let last = process.going_on().and_then(|(_, last)| last);
        let calls = self.returns(&process.block, 0);
        let mut list = Vec::with_capacity(calls.len() + 1);
        match function {
            Some((module, name, arity)) => {
                if let Some(slot) = self.code.entry_of(module, name, arity) {
                    list.extend(self.trace_entry(slot)?);
                }
            }
            None => list.extend(self.trace_entry(next)?),
        }
        if let Some(last) = last {
            list.extend(self.trace_entry(last)?);
        }
        for slot in calls {
            list.extend(self.trace_entry(slot as u32)?);
        }
        Ok(Some(self.p.block.list(&list)?))
    }

    /// The raw trace of a function that is not there, which its caller has left already.
    pub(crate) fn trace_of_undefined(&mut self, module: Atom, function: Atom, args: Term) -> Result<Term, Fail> {
        let entry = self.p.block.tuple(&[Term::atom(module), Term::atom(function), args, Term::NIL])?;
        self.raw_trace_from(entry, Term::NIL)
    }

    /// The raw trace of a fun whose module is not there.
    pub(crate) fn trace_of_undefined_fun(&mut self, fun: Term, args: Term) -> Result<Term, Fail> {
        let entry = self.p.block.tuple(&[fun, args, Term::NIL])?;
        self.raw_trace_from(entry, Term::NIL)
    }

    /// The raw trace of a native, with the `error_info` that lets `erl_error` explain it; no module explains
    /// those of `erts_debug`, `records` and native libraries.
    pub(crate) fn trace_of_native(
        &mut self,
        module: &str,
        function: &str,
        args: &[Term],
        cause: Option<Term>,
        call: Call,
    ) -> Result<Term, Fail> {
        let left = call == Call::Left;
        let explains = match module {
            "erlang" | "erts_internal" | "atomics" | "persistent_term" => Some("erl_erts_errors"),
            "code" | "os" => Some("erl_kernel_errors"),
            "erl_ddll" | "erts_debug" | "records" => None,
            library if LIBRARIES.contains(&library) => None,
            _ => Some("erl_stdlib_errors"),
        };
        let (Some(module), Some(function)) = (self.sys.intern(module), self.sys.intern(function)) else {
            return if left { self.raw_trace_left(Term::NIL) } else { self.raw_trace(Term::NIL) };
        };
        let explains = explains.and_then(|explains| self.sys.intern(explains));
        let args = self.p.block.list(args)?;
        let mut info = Term::NIL;
        if let Some(explains) = explains {
            let explains = (Term::atom(am::MODULE), Term::atom(explains));
            let cause = cause.map(|cause| (Term::atom(am::CAUSE), cause));
            let map = self.maps().from_entries(cause.into_iter().chain([explains]).collect())?;
            let block = &mut self.p.block;
            let pair = block.tuple(&[Term::atom(am::ERROR_INFO), map])?;
            info = block.list(&[pair])?;
        }
        let entry = self.p.block.tuple(&[Term::atom(module), Term::atom(function), args, info])?;
        if left { self.raw_trace_left(entry) } else { self.raw_trace(entry) }
    }

    /// Turns a failure into an exception with its trace.
    pub(crate) fn raised(&mut self, class: Atom, reason: Term, args: Term) -> Result<Raised, Fail> {
        let trace = match args {
            Term::NONE => self.raw_trace(Term::NIL)?,
            args => {
                let info = self.location_info(self.at, None)?;
                self.trace_here(Some(args), info)?
            }
        };
        Ok(Raised { class, reason, trace })
    }

    /// The raw trace of the instruction at hand, with an `error_info` that explains the error, and the arguments
    /// where they are to be shown.
    pub(crate) fn explained_trace(&mut self, args: Option<Term>, error_info: Term) -> Result<Term, Fail> {
        let info = self.location_info(self.at, Some(error_info))?;
        self.trace_here(args, info)
    }

    /// The raw trace whose first entry is made for the instruction at hand.
    fn trace_here(&mut self, args: Option<Term>, info: Term) -> Result<Term, Fail> {
        let Some(function) = self.code.function_at(self.at) else { return self.raw_trace(Term::NIL) };
        let args = args.unwrap_or(Term::size(function.arity as usize));
        let entry = [Term::atom(function.module), Term::atom(function.name), args, info];
        let entry = self.p.block.tuple(&entry)?;
        // The entry stands for the instruction at hand, whose slot would name it again.
        let no_clause = self.code.slots.get(self.at as usize).is_some_and(|slot| slot.op == op::FUNC_INFO);
        self.raw_trace_from(entry, if no_clause { NO_CLAUSE } else { Term::NIL })
    }

    /// A raw trace for an exception that is raised anew: OTP knows the line of a function without a fitting clause by
    /// the kind of the error, which is another one from then on.
    fn raised_anew(&mut self, raw: Term) -> Result<Term, Fail> {
        let Some(elements) = self.view().tuple(raw) else { return Ok(raw) };
        let mut elements = elements.to_vec();
        let [_, begin, NO_CLAUSE, ..] = elements[..] else { return Ok(raw) };
        let Some(entry) = self.view().tuple(begin) else { return Ok(raw) };
        let mut entry = entry.to_vec();
        if let Some(info) = entry.get_mut(3) {
            *info = Term::NIL;
        }
        elements[1] = self.p.block.tuple(&entry)?;
        Ok(self.p.block.tuple(&elements)?)
    }

    /// `[{file, File}, {line, Line}, {error_info, Info}]`: as much of it as there is.
    fn location_info(&mut self, slot: u32, error_info: Option<Term>) -> Result<Term, Fail> {
        let mut pairs = Vec::with_capacity(3);
        let block = &mut self.p.block;
        let preloaded = self.code.module_at(slot).is_some_and(|m| PRELOADED.contains(&self.sys.atoms.name(m.name)));
        if let Some((file, line)) = self.code.location(slot).filter(|_| !preloaded) {
            let characters: Vec<Term> = file.chars().map(|c| Term::small_wrapping(i64::from(u32::from(c)))).collect();
            let file = block.list(&characters)?;
            pairs.push(block.tuple(&[Term::atom(am::FILE), file])?);
            pairs.push(block.tuple(&[Term::atom(am::LINE), Term::small_wrapping(i64::from(line))])?);
        }
        if let Some(info) = error_info {
            pairs.push(block.tuple(&[Term::atom(am::ERROR_INFO), info])?);
        }
        Ok(block.list(&pairs)?)
    }

    /// The list that a program sees of a raw trace; anything else stays what it is.
    pub(crate) fn stack_trace(&mut self, raw: Term) -> Result<Term, Fail> {
        let Some(elements) = self.view().tuple(raw) else { return Ok(raw) };
        let elements = elements.to_vec();
        let begin = elements.get(1).copied().unwrap_or(Term::NIL);
        if begin.is_list() {
            return Ok(begin);
        }
        let mut list: Vec<Term> = if begin.is_nil() { vec![] } else { vec![begin] };
        for slot in elements.iter().skip(2).filter_map(|e| e.as_size()) {
            list.extend(self.trace_entry(slot as u32)?);
        }
        Ok(self.p.block.list(&list)?)
    }

    /// `{Module, Function, Arity, Location}` of a slot; nothing for the VM's own.
    fn trace_entry(&mut self, slot: u32) -> Result<Option<Term>, Fail> {
        if slot < crate::code::FIRST_FREE {
            return Ok(None);
        }
        let Some(function) = self.code.function_at(slot) else { return Ok(None) };
        let (module, name) = (Term::atom(function.module), Term::atom(function.name));
        let arity = Term::size(function.arity as usize);
        let info = self.location_info(slot, None)?;
        Ok(Some(self.p.block.tuple(&[module, name, arity, info])?))
    }

    /// An error whose reason is `{Tag, Value}`.
    fn error_with(&mut self, tag: Atom, value: Term) -> Done {
        let reason = self.p.block.tuple(&[Term::atom(tag), value])?;
        Err(Fail::error(reason))
    }
}

pub(super) fn func_info(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [_, _, arity] = operands(args)?;
    let arity = super::uint(arity)?.min(super::call::MAX_ARITY);
    let args: Vec<Term> = c.sys.x[..arity].to_vec();
    let args = c.p.block.list(&args)?;
    Err(Fail::Raise { class: am::ERROR, reason: Term::atom(am::FUNCTION_CLAUSE), args })
}

pub(super) fn int_code_end(_: &mut Ctx<'_>, _: &[Arg]) -> Done {
    Err(Fail::BadCode("the end of a module's code"))
}

pub(super) fn badmatch(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [src] = operands(args)?;
    let value = c.get(src)?;
    c.error_with(am::BADMATCH, value)
}

pub(super) fn case_end(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [src] = operands(args)?;
    let value = c.get(src)?;
    c.error_with(am::CASE_CLAUSE, value)
}

pub(super) fn badrecord(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [src] = operands(args)?;
    let value = c.get(src)?;
    c.error_with(am::BADRECORD, value)
}

pub(super) fn try_case_end(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [src] = operands(args)?;
    let value = c.get(src)?;
    c.error_with(am::TRY_CLAUSE, value)
}

pub(super) fn if_end(_: &mut Ctx<'_>, _: &[Arg]) -> Done {
    Err(Fail::atom(am::IF_CLAUSE))
}

/// Whether an exception can be taken to a slot: x0 is no term there.
pub(crate) fn is_handler(code: &Code, slot: u32) -> bool {
    code.slots.get(slot as usize).is_some_and(|slot| [op::CATCH_END, op::TRY_CASE].contains(&slot.op))
}

/// `catch` and `try` are the same: the handler's slot goes to the y register.
pub(super) fn catch(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [y, label] = operands(args)?;
    let Arg::Label(slot) = label else { return Err(Fail::BadCode("a handler without a label")) };
    if !is_handler(c.code, slot) {
        return Err(Fail::BadCode("a handler that handles nothing"));
    }
    c.p.catches = c.p.catches.saturating_add(1);
    c.set(y, Term::catch(slot))
}

fn end(c: &mut Ctx<'_>, y: Arg) -> Done {
    c.p.catches = c.p.catches.saturating_sub(1);
    c.set(y, Term::NIL)
}

pub(super) fn try_end(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [y] = operands(args)?;
    end(c, y)
}

pub(super) fn try_case(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [y] = operands(args)?;
    end(c, y)?;
    c.sys.x.copy_within(1..4, 0);
    Ok(())
}

pub(super) fn catch_end(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [y] = operands(args)?;
    end(c, y)?;
    if c.sys.x[0] != Term::NONE {
        return Ok(());
    }
    let (class, reason, trace) = (c.sys.x[1], c.sys.x[2], c.sys.x[3]);
    c.sys.x[0] = match class.as_atom() {
        Some(am::THROW) => reason,
        Some(am::EXIT_CLASS) => c.p.block.tuple(&[Term::atom(am::EXIT_TAG), reason])?,
        _ => {
            let trace = c.stack_trace(trace)?;
            let pair = c.p.block.tuple(&[reason, trace])?;
            c.p.block.tuple(&[Term::atom(am::EXIT_TAG), pair])?
        }
    };
    Ok(())
}

pub(super) fn raise(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [trace, reason] = operands(args)?;
    let (trace, reason) = (c.get(trace)?, c.get(reason)?);
    let noted = c.view().tuple(trace).and_then(|t| class(t.get(0)?));
    Err(Fail::Reraise(Raised { class: noted.unwrap_or(am::ERROR), reason, trace }))
}

fn class(term: Term) -> Option<Atom> {
    term.as_atom().filter(|a| [am::ERROR, am::EXIT_CLASS, am::THROW].contains(a))
}

pub(super) fn raw_raise(c: &mut Ctx<'_>, _: &[Arg]) -> Done {
    let (class_term, reason, trace) = (c.sys.x[0], c.sys.x[1], c.sys.x[2]);
    match class(class_term) {
        Some(class) => {
            let trace = c.raised_anew(trace)?;
            Err(Fail::Reraise(Raised { class, reason, trace }))
        }
        None => {
            c.sys.x[0] = Term::atom(am::BADARG);
            Ok(())
        }
    }
}

pub(super) fn build_stacktrace(c: &mut Ctx<'_>, _: &[Arg]) -> Done {
    let raw = c.sys.x[0];
    c.sys.x[0] = c.stack_trace(raw)?;
    Ok(())
}

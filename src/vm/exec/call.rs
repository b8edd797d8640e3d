//! Calls, returns, applications, natives (OTP's `instrs.tab`, `bif_instrs.tab`, `beam_common.c`).

use enigma_beam::op;

use crate::atom::{Atom, am};
use crate::code::{APPLY_START, Arg, Entry};
use crate::exec::{Ctx, Done, Fail, operands, turns, uint};
use crate::heap::Allocate;
use crate::native::NativeId;
use crate::process::Raised;
use crate::request::{Answer, Request};
use crate::term::{Kind, Term};

/// The most arguments a function may have.
pub const MAX_ARITY: usize = 255;

/// The most arguments that something can be applied to, if only to fail with them.
const MAX_APPLIED: usize = 1023;

/// How a native is called.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    /// By an instruction, to go on behind it.
    Inner,
    /// By an instruction that is the last of its function; traces show the instruction.
    Last,
    /// By something that has left the function, or that has noted where to go on; traces begin there.
    Left,
}

impl Ctx<'_> {
    /// Goes to the begin of a function; a call costs a reduction, and the slice may end with it.
    #[inline]
    pub(super) fn enter(&mut self, slot: u32, arity: usize) -> Done {
        self.p.ip = slot;
        self.spend(arity)
    }

    /// Takes a reduction from the slice.
    #[inline]
    fn spend(&mut self, live: usize) -> Done {
        self.sys.left -= 1;
        if self.sys.left > 0 { Ok(()) } else { Err(Fail::Yield(live as u32)) }
    }

    /// Notes in the current frame where the call returns to.
    #[inline]
    pub(super) fn push_return(&mut self) -> Done {
        let word = Term(u64::from(self.p.ip) << 4);
        self.p.block.set_frame_word(0, word).ok_or(Fail::BadCode("a call without a stack"))
    }

    #[inline]
    fn pop_frame(&mut self, words: Arg) -> Done {
        self.p.block.pop(uint(words)? + 1).ok_or(Fail::BadCode("more words popped than the stack has"))
    }

    /// Takes the note out again: no call is going on that would come back to this frame.
    #[inline]
    fn clear_return(&mut self) -> Done {
        self.p.block.set_frame_word(0, Term::NONE).ok_or(Fail::BadCode("a return without a stack"))
    }

    /// Goes to the begin of a function; unless the call is the last one, it will return here.
    #[inline]
    fn go(&mut self, slot: u32, arity: usize, tail: bool) -> Done {
        if !tail {
            self.push_return()?;
        }
        self.enter(slot, arity)
    }

    /// Goes where the current frame says.
    #[inline]
    pub(super) fn go_back(&mut self) -> Done {
        let word = self.p.block.frame_word(0).ok_or(Fail::BadCode("a return without a stack"))?;
        let slot = word.0 >> 4;
        if !word.is_header() || slot >= self.code.slots.len() as u64 {
            return Err(Fail::BadCode("a return to no place in the code"));
        }
        self.p.ip = slot as u32;
        self.clear_return()
    }

    fn label(&self, arg: Arg) -> Result<u32, Fail> {
        match arg {
            Arg::Label(slot) if slot != 0 => Ok(slot),
            _ => Err(Fail::BadCode("a call without a label")),
        }
    }

    fn export(&self, arg: Arg) -> Result<u32, Fail> {
        match arg {
            Arg::Export(index) => Ok(index),
            _ => Err(Fail::BadCode("a call of no function")),
        }
    }

    /// Calls what the export entry leads to. Natives are called on the spot; `tail` then returns.
    fn call_export(&mut self, export: u32, tail: bool) -> Done {
        let Some(export) = self.code.exports.get(export as usize) else {
            return Err(Fail::BadCode("a call of no function"));
        };
        let (module, function, arity) = (export.module, export.function, export.arity as usize);
        match export.entry {
            Entry::Code(slot) => self.go(slot, arity, tail),
            Entry::Native(id) => self.call_native(id, arity, if tail { Call::Last } else { Call::Inner }),
            Entry::Undefined => self.undefined(module, function, arity, tail),
        }
    }

    /// Calls a native with the arguments in the first x registers; its result goes to x0. The place to
    /// return to is noted, for natives that call a function; no trace of the native's own shows it.
    #[inline]
    pub(super) fn call_native(&mut self, id: NativeId, arity: usize, call: Call) -> Done {
        self.call_native_of(id, arity, call, Term::NIL)
    }

    /// The same for a call that gave way, where `whole` is what an error shows (`turns.rs`).
    pub(super) fn call_native_of(&mut self, id: NativeId, arity: usize, call: Call, whole: Term) -> Done {
        let tail = call != Call::Inner;
        let mut args = [Term::NIL; crate::native::MAX_NATIVE_ARITY];
        let Some(args) = args.get_mut(..arity) else {
            return Err(Fail::BadCode("a native called with too many arguments"));
        };
        args.copy_from_slice(&self.sys.x[..arity]);
        if !tail {
            self.push_return()?;
        }
        let result = (id.get().run)(self, args);
        match result {
            Err(Fail::Jumped) => return Ok(()),
            Err(Fail::GiveWay(later)) => return self.give_way(id, args, later, call, whole),
            _ => {}
        }
        if !tail && result.as_ref().err().is_none_or(Fail::refuses) {
            self.clear_return()?;
        }
        let result = match result {
            Err(fail) => return Err(self.explained(id, args, fail, call, whole)),
            Ok(result) => result,
        };
        if tail {
            self.go_back()?;
        }
        self.sys.x[0] = result;
        if self.p.block.overgrown() {
            self.collect(0, 1)?;
        }
        self.spend(1)
    }

    /// Calls a native by a fun, by `apply` or by a call within its module. Unlike a call by name this leaves the function:
    /// what a trace shows of it is where it would go on.
    pub(super) fn go_to_native(&mut self, id: NativeId, arity: usize, tail: bool, whole: Term) -> Done {
        if !tail {
            self.push_return()?;
        }
        match self.call_native_of(id, arity, Call::Left, whole) {
            Err(Fail::Raise { class, reason, args: Term::NONE }) => {
                let trace = self.raw_trace_left(Term::NIL)?;
                Err(Fail::Reraise(Raised { class, reason, trace }))
            }
            other => other,
        }
    }

    /// Where the current frame returns to.
    pub(super) fn return_slot(&self) -> Option<usize> {
        let word = self.p.block.frame_word(0).filter(|word| word.is_header())?;
        Some((word.0 >> 4) as usize)
            .filter(|slot| (crate::code::FIRST_FREE as usize..self.code.slots.len()).contains(slot))
    }

    /// What a native refuses becomes an exception that names it and its arguments, or the call that it goes on for.
    #[cold]
    fn explained(&mut self, id: NativeId, args: &[Term], fail: Fail, call: Call, whole: Term) -> Fail {
        let native = id.get();
        let whole = self.whole_call(whole);
        let (own, args) = match &whole {
            Some(whole) => ((&*whole.module, &*whole.name), &whole.args[..]),
            None => ((native.module, native.name), args),
        };
        let (reason, cause, (module, name)) = match fail {
            Fail::Refuse(reason) => (reason, None, own),
            Fail::RefuseBecause(cause) => (Term::atom(am::BADARG), Some(cause), own),
            Fail::RefuseWithin(reason, within) => (reason, None, if call == Call::Left { within } else { own }),
            other => return other,
        };
        match self.trace_of_native(module, name, args, cause, call) {
            Ok(trace) => Fail::Reraise(Raised { class: am::ERROR, reason, trace }),
            Err(fail) => fail,
        }
    }

    /// A function is not there: `error_handler` is called, or, where there is none, its module asked for and
    /// the call begun again, or, where that has been tried, `undef` raised; then as if by the function that is
    /// not there, so that the caller shows only if it is returned to.
    fn undefined(&mut self, module: Atom, function: Atom, arity: usize, tail: bool) -> Done {
        let args: Vec<Term> = self.sys.x[..arity].to_vec();
        let list = self.p.block.list(&args)?;
        if let Some(slot) = self.error_handler(am::UNDEFINED_FUNCTION) {
            self.sys.x[..3].copy_from_slice(&[Term::atom(module), Term::atom(function), list]);
            return self.go(slot, 3, tail);
        }
        if !tail {
            self.push_return()?;
        }
        if self.can_be_asked_for(module) {
            self.ask_for(module, module, function, list);
            return Ok(());
        }
        let trace = self.trace_of_undefined(module, function, list)?;
        Err(Fail::Reraise(Raised { class: am::ERROR, reason: Term::atom(am::UNDEF), trace }))
    }

    /// Whether a module is neither loaded nor known not to be had, and no `error_handler` sees to it.
    pub(crate) fn can_be_asked_for(&self, module: Atom) -> bool {
        !self.code.is_booted
            && self.error_handler(am::UNDEFINED_FUNCTION).is_none()
            && self.code.module(module).is_none()
            && !self.sys.absent.contains(&module)
    }

    /// Where the code of a function of `error_handler` begins, if that is loaded.
    fn error_handler(&self, function: Atom) -> Option<u32> {
        let export = self.code.find_export(am::ERROR_HANDLER, function, 3)?;
        match self.code.exports.get(export as usize)?.entry {
            Entry::Code(slot) => Some(slot),
            _ => None,
        }
    }

    /// Asks for the file of a module, and applies a function to a list of arguments when the answer is there.
    pub(crate) fn ask_for(&mut self, wanted: Atom, module: Atom, function: Atom, args: Term) {
        self.sys.request = Some(Request::Module(self.sys.atoms.name(wanted).into()));
        self.apply_next([Term::atom(module), Term::atom(function), args]);
    }

    /// What the world answers: the first time a native asks, the machine does and the native is called again, then
    /// the answer is there.
    pub(crate) fn ask(
        &mut self,
        (module, function): (Atom, Atom),
        args: &[Term],
        request: impl FnOnce() -> Request,
    ) -> Result<Answer, Fail> {
        if let Some(answer) = self.sys.answer.take() {
            self.sys.asker = None;
            return Ok(answer);
        }
        self.sys.request = Some(request());
        self.sys.asker = Some(self.p.pid);
        self.call_again(module, function, args)?;
        Err(Fail::Jumped)
    }

    /// Has a native called again with the same arguments, when what it waits for is there.
    pub(crate) fn call_again(&mut self, module: Atom, function: Atom, args: &[Term]) -> Done {
        let args = self.p.block.list(args)?;
        self.apply_next([Term::atom(module), Term::atom(function), args]);
        Ok(())
    }

    /// The next instruction applies a function to a list of arguments; no native goes on there.
    pub(crate) fn apply_next(&mut self, [module, function, args]: [Term; 3]) {
        self.sys.x[..turns::REGISTERS].copy_from_slice(&[module, function, args, Term::NIL, Term::NIL]);
        self.p.ip = APPLY_START;
    }

    /// Pops the frame where nothing but `deallocate` and `return` follows: the call of a fun is the last one
    /// then, as OTP's loader has it, since there is no instruction for that.
    fn leaves_frame(&mut self) -> Result<bool, Fail> {
        let slot = |ip: u32| self.code.slots.get(ip as usize).filter(|s| s.op == op::DEALLOCATE || s.op == op::RETURN);
        let (Some(first), Some(second)) = (slot(self.p.ip), slot(self.p.ip + 1)) else { return Ok(false) };
        if (first.op, second.op) != (op::DEALLOCATE, op::RETURN) {
            return Ok(false);
        }
        let [words] = operands(self.code.args(first))?;
        self.pop_frame(words)?;
        Ok(true)
    }

    /// Applies a fun to the arguments in the first x registers.
    pub(crate) fn call_fun_term(&mut self, fun: Term, arity: usize, tail: bool) -> Done {
        match self.view().kind(fun) {
            Some(Kind::Fun) => {
                let index = self.view().word(fun, 1).as_size();
                let Some(entry) = index.and_then(|i| self.code.funs.get(i)) else {
                    return self.bad_fun(fun, tail);
                };
                if entry.arity as usize != arity {
                    return self.bad_arity(fun, arity, tail);
                }
                let Some(crate::code::FunCode { slot, .. }) = entry.code else {
                    return self.undefined_fun(fun, entry.module, arity, tail);
                };
                if let Some(place) = self.waits_for_purge(entry.module, slot) {
                    let args: Vec<Term> = self.sys.x[..arity].to_vec();
                    let list = self.p.block.list(&args)?;
                    self.sys.x[..3].copy_from_slice(&[Term::atom(entry.module), fun, list]);
                    if !tail {
                        self.push_return()?;
                    }
                    self.p.ip = place;
                    return Err(self.wait_for_purge(3));
                }
                let free = entry.free as usize;
                if arity + free > MAX_ARITY {
                    return Err(Fail::BadCode("a fun with too many free variables"));
                }
                for i in 0..free {
                    self.sys.x[arity + i] = self.view().word(fun, 4 + i);
                }
                self.go(slot, arity + free, tail)
            }
            Some(Kind::Export) => {
                let index = self.view().word(fun, 1).as_size().unwrap_or(usize::MAX);
                match self.code.exports.get(index) {
                    Some(export) if export.arity as usize == arity => match export.entry {
                        Entry::Native(id) => self.go_to_native(id, arity, tail, Term::NIL),
                        _ => self.call_export(index as u32, tail),
                    },
                    Some(_) => self.bad_arity(fun, arity, tail),
                    None => self.bad_fun(fun, tail),
                }
            }
            _ => self.bad_fun(fun, tail),
        }
    }

    /// A fun whose code is not there: of another version of a module that is loaded, which is an error, or of
    /// one that is not, which is asked for as for a function.
    fn undefined_fun(&mut self, fun: Term, module: Atom, arity: usize, tail: bool) -> Done {
        if self.code.module(module).is_some() {
            return self.bad_fun(fun, tail);
        }
        let args: Vec<Term> = self.sys.x[..arity].to_vec();
        let list = self.p.block.list(&args)?;
        if let Some(slot) = self.error_handler(am::UNDEFINED_LAMBDA) {
            self.sys.x[..3].copy_from_slice(&[Term::atom(module), fun, list]);
            return self.go(slot, 3, tail);
        }
        if !tail {
            self.push_return()?;
        }
        if !self.sys.absent.contains(&module) {
            let call = self.p.block.list(&[fun, list])?;
            self.ask_for(module, am::ERLANG, am::APPLY, call);
            return Ok(());
        }
        let trace = self.trace_of_undefined_fun(fun, list)?;
        Err(Fail::Reraise(Raised { class: am::ERROR, reason: Term::atom(am::UNDEF), trace }))
    }

    /// As in OTP the place to return to has been noted by then, so that the trace shows the caller twice.
    fn bad_fun(&mut self, fun: Term, tail: bool) -> Done {
        if !tail {
            self.push_return()?;
        }
        let reason = self.p.block.tuple(&[Term::atom(am::BADFUN), fun])?;
        let raised = self.raised(am::ERROR, reason, Term::NONE)?;
        Err(Fail::Reraise(raised))
    }

    /// As for [`Ctx::bad_fun`].
    fn bad_arity(&mut self, fun: Term, arity: usize, tail: bool) -> Done {
        if !tail {
            self.push_return()?;
        }
        let args: Vec<Term> = self.sys.x[..arity].to_vec();
        let args = self.p.block.list(&args)?;
        let call = self.p.block.tuple(&[fun, args])?;
        let reason = self.p.block.tuple(&[Term::atom(am::BADARITY), call])?;
        let raised = self.raised(am::ERROR, reason, Term::NONE)?;
        Err(Fail::Reraise(raised))
    }

    /// Applies module:function to the arguments in the first x registers.
    pub(crate) fn apply_function(&mut self, module: Term, function: Term, arity: usize, tail: bool) -> Done {
        let (Some(module), Some(function)) = (module.as_atom(), function.as_atom()) else {
            return self.bad_apply(module, function, arity);
        };
        let export = self.code.find_export(module, function, arity as u32);
        match export.map(|index| (index, self.code.exports.get(index as usize).map(|export| export.entry))) {
            Some((_, Some(Entry::Native(id)))) => self.go_to_native(id, arity, tail, Term::NIL),
            Some((export, _)) => self.call_export(export, tail),
            None => match self.code.native(&self.sys.atoms, module, function, arity as u32) {
                Some(id) => self.go_to_native(id, arity, tail, Term::NIL),
                None => self.undefined(module, function, arity, tail),
            },
        }
    }

    fn bad_apply(&mut self, module: Term, function: Term, arity: usize) -> Done {
        let args: Vec<Term> = self.sys.x[..arity].to_vec();
        let args = self.p.block.list(&args)?;
        self.refuse_apply(Term::atom(am::BADARG), &[module, function, args])
    }

    fn refuse_apply(&mut self, reason: Term, args: &[Term]) -> Done {
        let trace = self.trace_of_native("erlang", "apply", args, None, Call::Inner)?;
        Err(Fail::Reraise(Raised { class: am::ERROR, reason, trace }))
    }

    /// Spreads a list over the first x registers; how long it is.
    pub(crate) fn spread(&mut self, list: Term) -> Result<usize, Fail> {
        let args = self.view().proper_list(list).ok_or(Fail::badarg())?;
        if args.len() > MAX_APPLIED {
            return Err(Fail::system_limit());
        }
        self.sys.x[..args.len()].copy_from_slice(&args);
        Ok(args.len())
    }

    /// A guard function: jumps where it fails, or raises where there is no label.
    fn guard_bif(&mut self, fail: Arg, native: Arg, args: &[Term]) -> Result<Option<Term>, Fail> {
        let Arg::Native(id) = native else {
            return self.undefined_bif(native, args);
        };
        // OTP's loader makes `X + 0` of `+X`.
        if let (NativeId::UNARY_PLUS, [value]) = (id, args) {
            return self.guard_bif(fail, Arg::Native(NativeId::PLUS), &[*value, Term::size(0)]);
        }
        let has_label = matches!(fail, Arg::Label(slot) if slot != 0);
        if !has_label {
            let result = (id.get().run)(self, args);
            let explained = |fail| self.explained(id, args, fail, Call::Inner, Term::NIL);
            return result.map(Some).map_err(explained);
        }
        match (id.get().run)(self, args) {
            Ok(result) => Ok(Some(result)),
            Err(error) if error.refuses() => {
                self.jump(fail)?;
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }

    fn undefined_bif(&mut self, bif: Arg, args: &[Term]) -> Result<Option<Term>, Fail> {
        let Arg::Export(index) = bif else { return Err(Fail::BadCode("a guard function that is none")) };
        let Some(export) = self.code.exports.get(index as usize) else {
            return Err(Fail::BadCode("a guard function that is none"));
        };
        let list = self.p.block.list(args)?;
        let trace = self.trace_of_undefined(export.module, export.function, list)?;
        Err(Fail::Reraise(Raised { class: am::ERROR, reason: Term::atom(am::UNDEF), trace }))
    }

    fn sources<const N: usize>(&self, sources: [Arg; N]) -> Result<[Term; N], Fail> {
        let mut args = [Term::NIL; N];
        for (value, source) in args.iter_mut().zip(sources) {
            *value = self.get(source)?;
        }
        Ok(args)
    }

    fn bif<const N: usize>(&mut self, fail: Arg, native: Arg, sources: [Arg; N], dst: Arg) -> Done {
        let args = self.sources(sources)?;
        match self.guard_bif(fail, native, &args)? {
            Some(result) => self.set(dst, result),
            None => Ok(()),
        }
    }

    fn gc_bif<const N: usize>(&mut self, fail: Arg, live: Arg, native: Arg, sources: [Arg; N], dst: Arg) -> Done {
        let mut args = self.sources(sources)?;
        if self.p.block.overgrown() {
            self.collect_keeping(0, uint(live)?, &mut args)?;
        }
        match self.guard_bif(fail, native, &args)? {
            Some(result) => self.set(dst, result),
            None => Ok(()),
        }
    }
}

pub(super) fn normal_exit(_: &mut Ctx<'_>, _: &[Arg]) -> Done {
    Err(Fail::Exit)
}

pub(super) fn apply_start(c: &mut Ctx<'_>, _: &[Arg]) -> Done {
    debug_assert_eq!(c.at, APPLY_START);
    if let Some(done) = c.next_turn() {
        return done;
    }
    let [module, function, args] = [c.sys.x[0], c.sys.x[1], c.sys.x[2]];
    match c.spread(args) {
        Ok(arity) => c.apply_function(module, function, arity, true),
        Err(Fail::Refuse(reason)) => c.refuse_apply(reason, &[module, function, args]),
        Err(fail) => Err(fail),
    }
}

pub(super) fn native_body(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    match operands::<2>(args)? {
        [Arg::Native(id), Arg::Uint(arity)] => c.go_to_native(id, arity as usize, true, Term::NIL),
        _ => Err(Fail::BadCode("a native body without a native")),
    }
}

pub(super) fn call(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [arity, label] = operands(args)?;
    let slot = c.label(label)?;
    c.go(slot, uint(arity)?, false)
}

pub(super) fn call_last(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [arity, label, words] = operands(args)?;
    c.pop_frame(words)?;
    let slot = c.label(label)?;
    c.enter(slot, uint(arity)?)
}

pub(super) fn call_only(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [arity, label] = operands(args)?;
    let slot = c.label(label)?;
    c.enter(slot, uint(arity)?)
}

pub(super) fn call_ext(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [_, export] = operands(args)?;
    let export = c.export(export)?;
    c.call_export(export, false)
}

pub(super) fn call_ext_last(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [arity, export, words] = operands(args)?;
    let export = c.export(export)?;
    let native = match c.code.exports.get(export as usize).map(|export| export.entry) {
        Some(Entry::Native(id)) if id.get().never_returns() => id,
        _ => {
            c.pop_frame(words)?;
            return c.call_export(export, true);
        }
    };
    // Compilers take it that nobody uses the number of words any more, and do not always trim it.
    c.call_native(native, uint(arity)?, Call::Inner)
}

pub(super) fn call_ext_only(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [_, export] = operands(args)?;
    let export = c.export(export)?;
    c.call_export(export, true)
}

pub(super) fn call_fun(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [arity] = operands(args)?;
    let arity = uint(arity)?;
    let fun = *c.sys.x.get(arity).ok_or(Fail::BadCode("a fun in no register"))?;
    let last = c.leaves_frame()?;
    c.call_fun_term(fun, arity, last)
}

pub(super) fn call_fun2(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [_, arity, fun] = operands(args)?;
    let fun = c.get(fun)?;
    let arity = uint(arity)?.min(MAX_ARITY);
    let last = c.leaves_frame()?;
    c.call_fun_term(fun, arity, last)
}

pub(super) fn apply(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [arity] = operands(args)?;
    let arity = uint(arity)?.min(MAX_ARITY);
    let (module, function) = (c.sys.x[arity], c.sys.x[arity + 1]);
    c.apply_function(module, function, arity, false)
}

pub(super) fn apply_last(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [arity, words] = operands(args)?;
    let arity = uint(arity)?.min(MAX_ARITY);
    let (module, function) = (c.sys.x[arity], c.sys.x[arity + 1]);
    c.pop_frame(words)?;
    c.apply_function(module, function, arity, true)
}

pub(super) fn return_(c: &mut Ctx<'_>, _: &[Arg]) -> Done {
    c.go_back()
}

pub(super) fn bif0(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [native, dst] = operands(args)?;
    c.bif(Arg::Label(0), native, [], dst)
}

pub(super) fn bif1(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [fail, native, a, dst] = operands(args)?;
    c.bif(fail, native, [a], dst)
}

pub(super) fn bif2(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [fail, native, a, b, dst] = operands(args)?;
    c.bif(fail, native, [a, b], dst)
}

pub(super) fn bif3(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [fail, native, a, b, d, dst] = operands(args)?;
    c.bif(fail, native, [a, b, d], dst)
}

pub(super) fn gc_bif1(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [fail, live, native, a, dst] = operands(args)?;
    c.gc_bif(fail, live, native, [a], dst)
}

pub(super) fn gc_bif2(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [fail, live, native, a, b, dst] = operands(args)?;
    c.gc_bif(fail, live, native, [a, b], dst)
}

pub(super) fn gc_bif3(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [fail, live, native, a, b, d, dst] = operands(args)?;
    c.gc_bif(fail, live, native, [a, b, d], dst)
}

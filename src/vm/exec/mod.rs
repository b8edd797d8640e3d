//! What instructions do: one small function per opcode, found through one table.
//!
//! This is the only definition of the instructions. A handler is called with `ip` already on the
//! next instruction; it may set it elsewhere. Handlers read operands through [`Ctx`], which says
//! `bad code` where a hand-made module names what is not there, so no module can stop the program.

mod binary;
mod call;
mod data;
pub(crate) mod exception;
mod float;
mod map;
pub(crate) mod receive;
mod record;
mod test;
mod turns;

pub use call::MAX_ARITY;

pub(crate) use call::Call;
use enigma_beam::op;
pub use turns::Later;

use crate::atom::{Atom, Atoms, am};
use crate::code::{Arg, Code, Slot, internal};
use crate::gc::Wanted;
use crate::heap::{Block, HeapLimit, View};
use crate::machine::{EventKind, System};
use crate::map::Place;
use crate::pretty;
use crate::print::{self, FunNames, Style};
use crate::process::{Process, Raised};
use crate::term::Term;

/// What handlers work on: the running process, the rest of the machine, the code.
pub struct Ctx<'a> {
    /// The process that runs.
    pub p: &'a mut Process,
    /// Everything else.
    pub sys: &'a mut System,
    /// The code as it was when the process began to run.
    pub code: &'a Code,
    /// The slot of the instruction at hand.
    pub at: u32,
}

/// Why an instruction did not simply go on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fail {
    /// An exception of this class and reason; the trace begins at this instruction. `args` are the
    /// arguments of the current function where the trace is to show them.
    Raise {
        /// `error`, `exit` or `throw`.
        class: Atom,
        /// The reason.
        reason: Term,
        /// The arguments to show, a list, or [`Term::NONE`].
        args: Term,
    },
    /// A native refuses its arguments with this reason; whoever called it adds its name to the trace.
    Refuse(Term),
    /// A native refuses its arguments with `badarg`; the cause goes to the trace for `erl_error` to explain.
    RefuseBecause(Term),
    /// A native refuses its arguments with this reason from within another function, of that module and name, which a
    /// trace shows instead of it where it was not called by name.
    RefuseWithin(Term, (&'static str, &'static str)),
    /// An exception whose trace is made already.
    Reraise(Raised),
    /// The process needs more memory than it may have.
    HeapLimit,
    /// The process has been killed, which has been told to whom it concerns.
    Killed,
    /// A hand-made module did what no compiler does.
    BadCode(&'static str),
    /// The time slice is used up; so many x registers are live.
    Yield(u32),
    /// A native has used up its slice and goes on later.
    GiveWay(Later),
    /// A native has set the next instruction itself.
    Jumped,
    /// The process waits for a message; so many x registers are live.
    Wait(u32),
    /// The process has come to its end.
    Exit,
    /// The machine has come to its end.
    Halt,
}

impl Fail {
    /// Whether it is an error of what is called, which has changed nothing.
    pub(crate) fn refuses(&self) -> bool {
        use Fail::{Raise, Refuse, RefuseBecause, RefuseWithin};
        matches!(self, Raise { .. } | Refuse(_) | RefuseBecause(_) | RefuseWithin(..))
    }

    /// An error of that reason, raised by the instruction at hand.
    pub fn error(reason: Term) -> Fail {
        Fail::Raise { class: am::ERROR, reason, args: Term::NONE }
    }

    /// An error whose reason is an atom.
    pub fn atom(reason: Atom) -> Fail {
        Fail::error(Term::atom(reason))
    }

    /// `badarg` of a native.
    pub fn badarg() -> Fail {
        Fail::Refuse(Term::atom(am::BADARG))
    }

    /// `badarg` of a native whose cause has a name.
    pub fn because(cause: Atom) -> Fail {
        Fail::RefuseBecause(Term::atom(cause))
    }

    /// `system_limit` of a native.
    pub fn system_limit() -> Fail {
        Fail::Refuse(Term::atom(am::SYSTEM_LIMIT))
    }
}

impl From<HeapLimit> for Fail {
    fn from(_: HeapLimit) -> Fail {
        Fail::HeapLimit
    }
}

/// What a handler gives back.
pub type Done = Result<(), Fail>;

/// An instruction's handler.
pub type Handler = for<'a, 'b> fn(&'a mut Ctx<'b>, &'b [Arg]) -> Done;

impl<'b> Ctx<'b> {
    /// Executes one instruction.
    #[inline]
    pub fn execute(&mut self, slot: &Slot) -> Done {
        self.at = self.p.ip;
        self.p.ip += 1;
        match HANDLERS[slot.op as usize] {
            Some(handler) => handler(self, self.code.args(slot)),
            None => Err(Fail::BadCode("an instruction without a meaning")),
        }
    }

    /// The value of a source operand.
    #[inline]
    pub fn get(&self, arg: Arg) -> Result<Term, Fail> {
        match arg {
            Arg::X(n) => Ok(self.sys.x[n as usize]),
            Arg::Y(n) => match self.p.block.frame_word(n as usize + 1) {
                Some(word) if word.is_header() || word.as_catch().is_some() => {
                    Err(Fail::BadCode("a y register that holds no term"))
                }
                Some(term) => Ok(term),
                None => Err(Fail::BadCode("a y register outside the stack")),
            },
            Arg::Const(term) => Ok(term),
            Arg::Uint(n) => Term::small(n as i64).ok_or(Fail::BadCode("a number that is no term")),
            _ => Err(Fail::BadCode("an operand that has no value")),
        }
    }

    /// Sets a destination operand.
    #[inline]
    pub fn set(&mut self, arg: Arg, value: Term) -> Done {
        match arg {
            Arg::X(n) => {
                self.sys.x[n as usize] = value;
                Ok(())
            }
            Arg::Y(n) => {
                let set = self.p.block.set_frame_word(n as usize + 1, value);
                set.ok_or(Fail::BadCode("a y register outside the stack"))
            }
            _ => Err(Fail::BadCode("a destination that is no register")),
        }
    }

    /// The view of the process's terms.
    #[inline]
    pub fn view(&self) -> View<'_> {
        self.p.block.view(&self.code.literals.words)
    }

    /// The process's heap as a place to make maps in.
    pub fn maps(&mut self) -> Place<'_, Block> {
        Place { target: &mut self.p.block, literals: &self.code.literals.words, atoms: &self.sys.atoms }
    }

    /// Jumps to a label.
    #[inline]
    pub fn jump(&mut self, label: Arg) -> Done {
        match label {
            Arg::Label(slot) if slot != 0 => {
                self.p.ip = slot;
                Ok(())
            }
            _ => Err(Fail::BadCode("a jump without a label")),
        }
    }

    /// Goes on if the test holds, else jumps.
    #[inline]
    pub fn test(&mut self, holds: bool, label: Arg) -> Done {
        if holds { Ok(()) } else { self.jump(label) }
    }

    /// Makes sure of `words` free words; collects garbage where needed, keeping `live` x registers.
    #[inline]
    pub fn need(&mut self, words: usize, live: usize) -> Done {
        if words <= self.p.block.free() && !self.p.block.overgrown() {
            return Ok(());
        }
        self.collect(words, live)
    }

    /// Collects garbage, keeping `live` x registers; the others become `[]`.
    pub fn collect(&mut self, words: usize, live: usize) -> Done {
        self.collect_keeping(words, live, &mut [])
    }

    /// Collects garbage, keeping `live` x registers and what is in `extra`.
    pub fn collect_keeping(&mut self, words: usize, live: usize, extra: &mut [Term]) -> Done {
        self.collect_wanted(Wanted::Minor, words, live, extra)
    }

    /// Collects garbage of a kind; where the heap is too large for the process, that ends it.
    pub(crate) fn collect_wanted(&mut self, wanted: Wanted, words: usize, live: usize, extra: &mut [Term]) -> Done {
        if self.heap_is_too_large(self.p.pid, wanted)? {
            return Err(Fail::Killed);
        }
        let live = live.min(self.sys.x.len());
        self.sys.clear_registers(live, self.code.x_registers);
        let collected = self.p.collect(wanted, &mut self.sys.x[..live], extra, words);
        self.sys.event(self.p.pid, EventKind::Collection { major: collected == Ok(crate::gc::Collected::Major) });
        collected?;
        Ok(self.sys.count(self.p)?)
    }
}

/// The number in an operand.
pub fn uint(arg: Arg) -> Result<usize, Fail> {
    match arg {
        Arg::Uint(n) => Ok(n as usize),
        Arg::Const(term) => term.as_size().ok_or(Fail::BadCode("an operand that is no number")),
        _ => Err(Fail::BadCode("an operand that is no number")),
    }
}

/// The operands of an instruction, as many as its arity says.
#[inline]
pub fn operands<const N: usize>(args: &[Arg]) -> Result<[Arg; N], Fail> {
    args.try_into().map_err(|_| Fail::BadCode("an instruction with too few operands"))
}

/// The handler of an opcode; `None` where the VM cannot run it.
pub fn handler(opcode: u8) -> Option<Handler> {
    HANDLERS[opcode as usize]
}

static HANDLERS: [Option<Handler>; 256] = handlers();

const fn handlers() -> [Option<Handler>; 256] {
    let mut table: [Option<Handler>; 256] = [None; 256];
    let mut i = 0;
    while i < TABLE.len() {
        table[TABLE[i].0 as usize] = Some(TABLE[i].1);
        i += 1;
    }
    let mut i = 0;
    while i < binary::TABLE.len() {
        table[binary::TABLE[i].0 as usize] = Some(binary::TABLE[i].1);
        i += 1;
    }
    table
}

/// Opcodes and their handlers. Those of the bit syntax are in `binary.rs`.
const TABLE: &[(u8, Handler)] = &[
    (internal::NORMAL_EXIT, call::normal_exit),
    (internal::APPLY_START, call::apply_start),
    (internal::NATIVE_BODY, call::native_body),
    (op::FUNC_INFO, exception::func_info),
    (op::INT_CODE_END, exception::int_code_end),
    (op::CALL, call::call),
    (op::CALL_LAST, call::call_last),
    (op::CALL_ONLY, call::call_only),
    (op::CALL_EXT, call::call_ext),
    (op::CALL_EXT_LAST, call::call_ext_last),
    (op::CALL_EXT_ONLY, call::call_ext_only),
    (op::CALL_FUN, call::call_fun),
    (op::CALL_FUN2, call::call_fun2),
    (op::APPLY, call::apply),
    (op::APPLY_LAST, call::apply_last),
    (op::RETURN, call::return_),
    (op::BIF0, call::bif0),
    (op::BIF1, call::bif1),
    (op::BIF2, call::bif2),
    (op::BIF3, call::bif3),
    (op::GC_BIF1, call::gc_bif1),
    (op::GC_BIF2, call::gc_bif2),
    (op::GC_BIF3, call::gc_bif3),
    (op::ALLOCATE, data::allocate),
    (op::ALLOCATE_HEAP, data::allocate_heap),
    (op::ALLOCATE_ZERO, data::allocate),
    (op::ALLOCATE_HEAP_ZERO, data::allocate_heap),
    (op::TEST_HEAP, data::test_heap),
    (op::INIT, data::init),
    (op::INIT_YREGS, data::init_yregs),
    (op::DEALLOCATE, data::deallocate),
    (op::TRIM, data::trim),
    (op::MOVE, data::move_),
    (op::SWAP, data::swap),
    (op::GET_LIST, data::get_list),
    (op::GET_HD, data::get_hd),
    (op::GET_TL, data::get_tl),
    (op::PUT_LIST, data::put_list),
    (op::GET_TUPLE_ELEMENT, data::get_tuple_element),
    (op::SET_TUPLE_ELEMENT, data::set_tuple_element),
    (op::PUT_TUPLE2, data::put_tuple2),
    (op::UPDATE_RECORD, data::update_record),
    (op::MAKE_FUN2, data::make_fun2),
    (op::MAKE_FUN3, data::make_fun3),
    (op::JUMP, test::jump),
    (op::IS_LT, test::is_lt),
    (op::IS_GE, test::is_ge),
    (op::IS_EQ, test::is_eq),
    (op::IS_NE, test::is_ne),
    (op::IS_EQ_EXACT, test::is_eq_exact),
    (op::IS_NE_EXACT, test::is_ne_exact),
    (op::IS_INTEGER, test::is_integer),
    (op::IS_FLOAT, test::is_float),
    (op::IS_NUMBER, test::is_number),
    (op::IS_ATOM, test::is_atom),
    (op::IS_PID, test::is_pid),
    (op::IS_REFERENCE, test::is_reference),
    (op::IS_PORT, test::is_port),
    (op::IS_NIL, test::is_nil),
    (op::IS_BINARY, test::is_binary),
    (op::IS_BITSTR, test::is_bitstr),
    (op::IS_LIST, test::is_list),
    (op::IS_NONEMPTY_LIST, test::is_nonempty_list),
    (op::IS_TUPLE, test::is_tuple),
    (op::IS_MAP, test::is_map),
    (op::IS_BOOLEAN, test::is_boolean),
    (op::IS_FUNCTION, test::is_function),
    (op::IS_FUNCTION2, test::is_function2),
    (op::TEST_ARITY, test::test_arity),
    (op::IS_TAGGED_TUPLE, test::is_tagged_tuple),
    (op::SELECT_VAL, test::select_val),
    (op::SELECT_TUPLE_ARITY, test::select_tuple_arity),
    (op::PUT_MAP_ASSOC, map::put_map_assoc),
    (op::PUT_MAP_EXACT, map::put_map_exact),
    (op::HAS_MAP_FIELDS, map::has_map_fields),
    (op::GET_MAP_ELEMENTS, map::get_map_elements),
    (op::IS_ANY_NATIVE_RECORD, record::is_any_native_record),
    (op::IS_NATIVE_RECORD, record::is_native_record),
    (op::IS_RECORD_ACCESSIBLE, record::is_record_accessible),
    (op::GET_RECORD_ELEMENTS, record::get_record_elements),
    (op::GET_RECORD_FIELD, record::get_record_field),
    (op::PUT_RECORD, record::put_record),
    (op::BADMATCH, exception::badmatch),
    (op::IF_END, exception::if_end),
    (op::CASE_END, exception::case_end),
    (op::BADRECORD, exception::badrecord),
    (op::CATCH, exception::catch),
    (op::CATCH_END, exception::catch_end),
    (op::TRY, exception::catch),
    (op::TRY_END, exception::try_end),
    (op::TRY_CASE, exception::try_case),
    (op::TRY_CASE_END, exception::try_case_end),
    (op::RAISE, exception::raise),
    (op::RAW_RAISE, exception::raw_raise),
    (op::BUILD_STACKTRACE, exception::build_stacktrace),
    (op::SEND, receive::send),
    (op::LOOP_REC, receive::loop_rec),
    (op::LOOP_REC_END, receive::loop_rec_end),
    (op::REMOVE_MESSAGE, receive::remove_message),
    (op::WAIT, receive::wait),
    (op::WAIT_TIMEOUT, receive::wait_timeout),
    (op::TIMEOUT, receive::timeout),
    (op::RECV_MARK, receive::recv_mark),
    (op::RECV_SET, receive::recv_set),
    (op::RECV_MARKER_BIND, receive::recv_marker_bind),
    (op::RECV_MARKER_CLEAR, receive::recv_marker_clear),
    (op::RECV_MARKER_RESERVE, receive::recv_marker_reserve),
    (op::RECV_MARKER_USE, receive::recv_marker_use),
    (op::FMOVE, float::fmove),
    (op::FCONV, float::fconv),
    (op::FADD, float::fadd),
    (op::FSUB, float::fsub),
    (op::FMUL, float::fmul),
    (op::FDIV, float::fdiv),
    (op::FNEGATE, float::fnegate),
    (op::FCLEARERROR, float::fclearerror),
    (op::FCHECKERROR, float::fcheckerror),
    (op::NIF_START, data::nothing),
    (op::ON_LOAD, data::nothing),
    (op::EXECUTABLE_LINE, data::nothing),
    (op::DEBUG_LINE, data::nothing),
];

/// The most characters that a printed term takes.
const PRINT_LIMIT: usize = 1 << 24;
/// The most characters of a term in an error report.
const REPORT_LIMIT: usize = 1 << 20;

/// The names of funs, for printing.
pub struct Names<'a> {
    /// The code.
    pub code: &'a Code,
    /// The atoms.
    pub atoms: &'a Atoms,
}

impl FunNames for Names<'_> {
    fn local(&self, fun_index: usize) -> Option<(&str, u32, u32)> {
        let fun = self.code.funs.get(fun_index)?;
        Some((self.atoms.name(fun.module), fun.old.index, fun.old.uniq))
    }

    fn external(&self, export_index: usize) -> Option<(&str, &str, u32)> {
        let export = self.code.exports.get(export_index)?;
        Some((self.atoms.name(export.module), self.atoms.name(export.function), export.arity))
    }
}

impl Ctx<'_> {
    /// A term of the process as text.
    pub fn print(&self, term: Term, style: Style) -> String {
        let names = Names { code: self.code, atoms: &self.sys.atoms };
        print::format(self.view(), term, &self.sys.atoms, &names, style, PRINT_LIMIT)
    }

    /// The bytes that `erlang:display/1` would print of a term, of so many parts of it at most (see
    /// [`print::emulator_bytes`]); `None` where they are more than a process may hold as a list.
    pub fn emulator_bytes(&self, term: Term, terms: Option<usize>) -> Option<String> {
        let names = Names { code: self.code, atoms: &self.sys.atoms };
        let most = self.sys.limits.process_words / 2;
        print::emulator_bytes(self.view(), term, &self.sys.atoms, &names, terms, most)
    }

    /// A term as text on as many lines as it needs.
    pub fn laid_out(&self, term: Term) -> String {
        self.laid_out_at(1, term)
    }

    /// As [`Ctx::laid_out`], with the first line beginning at a column.
    pub(crate) fn laid_out_at(&self, column: i64, term: Term) -> String {
        let names = Names { code: self.code, atoms: &self.sys.atoms };
        pretty::format(column, self.view(), term, &self.sys.atoms, &names, REPORT_LIMIT)
    }
}

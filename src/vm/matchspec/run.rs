//! Taking an object through a program (OTP's `db_prog_match`). What comes of it is made on the heap of the process that
//! runs; what a guard made that failed is given back at once.

use crate::atom::am;
use crate::compare;
use crate::console::Stream;
use crate::copy;
use crate::event::EventKind;
use crate::exec::{Ctx, Fail};
use crate::heap::{Allocate, View};
use crate::map;
use crate::matchspec::functions::{self, Special};
use crate::matchspec::{Clause, Dialect, Head, MatchSpec, Op};
use crate::native;
use crate::number;
use crate::print::Style;
use crate::term::{Kind, Term};

/// What is matched.
#[derive(Clone, Copy)]
pub enum Subject<'a> {
    /// A term of the process that runs; for traces a list of arguments.
    Own(Term),
    /// A term in other memory.
    Other(View<'a>, Term),
}

/// What comes of a match.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Matched {
    /// The value of a body of a table, or the message of a trace.
    pub value: Term,
    /// The return of the call is to be traced.
    pub return_trace: bool,
    /// So are exceptions.
    pub exception_trace: bool,
}

/// What an expression comes to that fails in a body.
const FAILED: Term = Term::atom(am::EXIT_TAG);

/// Names of what can be traced, for the functions that turn it on and off.
const FLAGS: [&str; 15] = [
    "all",
    "arity",
    "call",
    "exiting",
    "garbage_collection",
    "ports",
    "procs",
    "receive",
    "return_to",
    "running",
    "running_procs",
    "send",
    "set_on_link",
    "set_on_spawn",
    "silent",
];

/// What sequential tracing is about: with and without a value while there is none.
const SEQUENTIAL: [(&str, bool); 7] = [
    ("label", false),
    ("monotonic_timestamp", true),
    ("print", true),
    ("receive", true),
    ("send", true),
    ("serial", false),
    ("timestamp", true),
];

struct Run<'a, 'b, 'c> {
    c: &'a mut Ctx<'b>,
    constants: View<'c>,
    subject: Subject<'c>,
    dialect: Dialect,
    variables: Vec<Term>,
    /// Which variables are on the heap of the process.
    taken: Vec<bool>,
    stack: Vec<Term>,
    matched: Matched,
    steps: i64,
}

impl MatchSpec {
    /// What a process makes of an object, which costs it reductions; `None` where no clause matches.
    pub fn run(&self, c: &mut Ctx<'_>, subject: Subject<'_>) -> Result<Option<Matched>, Fail> {
        let code = c.code;
        let constants = self.constants.view(&code.literals.words);
        let mut steps = 0;
        for clause in &self.clauses {
            let matched = Matched { value: Term::boolean(true), return_trace: false, exception_trace: false };
            let (variables, taken) = (vec![Term::NIL; clause.variables], vec![false; clause.variables]);
            let (dialect, stack) = (self.dialect, Vec::new());
            let mut run = Run { c, constants, subject, dialect, variables, taken, stack, matched, steps };
            let made = run.clause(clause);
            steps = run.steps;
            if let Some(matched) = made? {
                charge(c, steps);
                return Ok(Some(matched));
            }
        }
        charge(c, steps);
        Ok(None)
    }
}

/// Counts work as reductions.
fn charge(c: &mut Ctx<'_>, steps: i64) {
    c.sys.left -= (c.sys.left - 1).clamp(0, steps / STEPS_A_REDUCTION);
}

const STEPS_A_REDUCTION: i64 = 16;

impl Run<'_, '_, '_> {
    fn view(&self) -> View<'_> {
        match self.subject {
            Subject::Own(_) => self.c.view(),
            Subject::Other(view, _) => view,
        }
    }

    fn subject(&self) -> Term {
        match self.subject {
            Subject::Own(term) | Subject::Other(_, term) => term,
        }
    }

    fn clause(&mut self, clause: &Clause) -> Result<Option<Matched>, Fail> {
        let Some(()) = self.head(&clause.head) else { return Ok(None) };
        let (top, off_heap) = (self.c.p.block.top, self.c.p.block.off_heap.len());
        if self.ops(&clause.guard, true)?.is_none() {
            // Nothing refers to what the guard has made.
            if self.c.p.block.off_heap.len() == off_heap {
                self.c.p.block.top = top;
            }
            return Ok(None);
        }
        self.ops(&clause.body, false)?;
        if self.dialect == Dialect::Table {
            self.matched.value = self.stack.pop().unwrap_or(FAILED);
        }
        Ok(Some(self.matched))
    }

    /// Matches the pattern; `None` where it does not match.
    fn head(&mut self, ops: &[Head]) -> Option<()> {
        let mut open = vec![self.subject()];
        for (index, op) in ops.iter().enumerate() {
            self.steps += 1;
            let term = open.pop()?;
            match op {
                // The arguments of a call are a list that is matched as a tuple.
                Head::Tuple(size) if index == 0 && self.dialect == Dialect::Trace => {
                    let args = self.view().proper_list(term).filter(|args| args.len() == *size)?;
                    open.extend(args.into_iter().rev());
                }
                Head::Tuple(size) => {
                    let elements = self.view().tuple(term).filter(|elements| elements.len() == *size)?;
                    open.extend(elements.iter().rev());
                }
                Head::List => {
                    let (first, rest) = self.view().cons(term)?;
                    open.extend([rest, first]);
                }
                Head::Map(keys) => {
                    if map::size(self.view(), term)? < keys.len() {
                        return None;
                    }
                    for key in keys.iter().rev() {
                        open.push(self.value_of(term, *key)?);
                    }
                }
                Head::Bind(slot) => *self.variables.get_mut(*slot)? = term,
                Head::Same(slot) => {
                    let view = self.view();
                    compare::identical(view, *self.variables.get(*slot)?, view, term, &self.c.sys.atoms)
                        .then_some(())?;
                }
                Head::Skip => {}
                Head::Equal(constant) => {
                    let view = self.view();
                    let same = compare::identical(self.constants, *constant, view, term, &self.c.sys.atoms);
                    // A float is compared by its bits: zeros of both signs are never one.
                    let is_float = view.kind(term) == Some(Kind::Float);
                    (same && (!is_float || self.constants.word(*constant, 1) == view.word(term, 1))).then_some(())?;
                }
            }
        }
        Some(())
    }

    /// The value of a key, which is a constant, in a map of the object.
    fn value_of(&mut self, map: Term, key: Term) -> Option<Term> {
        let view = self.view();
        if !key.is_pointer() || key.is_literal() {
            return map::get(view, &self.c.sys.atoms, map, key);
        }
        let is_key = |entry: &map::Entry| compare::identical(self.constants, key, view, entry.0, &self.c.sys.atoms);
        let found = map::iter(view, map)?.find(is_key).map(|entry| entry.1);
        self.steps += map::size(self.view(), map)? as i64;
        found
    }

    /// A copy of a term of other memory.
    fn copied(&mut self, view: View<'_>, term: Term) -> Result<Term, Fail> {
        let limit = self.c.sys.limits.process_words;
        let before = self.c.p.block.top;
        let made = copy::copy_term(view, term, &mut self.c.p.block, limit)?;
        self.steps += (self.c.p.block.top - before) as i64;
        Ok(made)
    }

    /// A term of the object, on the heap of the process.
    fn own(&mut self, term: Term) -> Result<Term, Fail> {
        match self.subject {
            Subject::Own(_) => Ok(term),
            Subject::Other(view, _) => self.copied(view, term),
        }
    }

    fn variable(&mut self, slot: usize) -> Result<Term, Fail> {
        let Some(term) = self.variables.get(slot).copied() else { return Ok(FAILED) };
        if self.taken.get(slot) == Some(&true) || !term.is_pointer() {
            return Ok(term);
        }
        let term = self.own(term)?;
        // What else is bound to the object is read there, so nothing but values follow.
        if let (Some(variable), Some(taken)) = (self.variables.get_mut(slot), self.taken.get_mut(slot)) {
            (*variable, *taken) = (term, true);
        }
        Ok(term)
    }

    fn pop(&mut self) -> Term {
        self.stack.pop().unwrap_or(FAILED)
    }

    fn pops(&mut self, count: usize) -> Vec<Term> {
        (0..count).map(|_| self.pop()).collect()
    }

    /// Goes through a guard or a body; `None` where a guard fails.
    fn ops(&mut self, ops: &[Op], is_guard: bool) -> Result<Option<()>, Fail> {
        let mut at = 0;
        while let Some(op) = ops.get(at) {
            at += 1;
            self.steps += 1;
            let value = match op {
                Op::Check => {
                    if self.pop() != Term::boolean(true) {
                        return Ok(None);
                    }
                    continue;
                }
                Op::Drop => {
                    self.pop();
                    continue;
                }
                Op::Jump(over, to) => {
                    let value = self.pop();
                    if value == Term::boolean(!over) {
                        continue;
                    }
                    at = (*to).max(at);
                    if value == Term::boolean(*over) { Some(value) } else { None }
                }
                op => self.value(op)?,
            };
            match value {
                Some(value) => self.stack.push(value),
                None if is_guard => return Ok(None),
                None => self.stack.push(FAILED),
            }
        }
        Ok(Some(()))
    }

    /// The value of an instruction; `None` where it fails.
    fn value(&mut self, op: &Op) -> Result<Option<Term>, Fail> {
        Ok(Some(match op {
            Op::Constant(term) => self.copied(self.constants, *term)?,
            Op::Variable(slot) => self.variable(*slot)?,
            Op::Object => self.own(self.subject())?,
            Op::Bindings(slots) => {
                let values = slots.iter().map(|slot| self.variable(*slot)).collect::<Result<Vec<Term>, Fail>>()?;
                self.c.p.block.list(&values)?
            }
            Op::Cons => {
                let (rest, first) = (self.pop(), self.pop());
                self.c.p.block.cons(first, rest)?
            }
            Op::Tuple(size) => {
                let elements = self.pops(*size);
                self.c.p.block.tuple(&elements)?
            }
            Op::Map(keys) => {
                let values = self.pops(keys.len());
                let mut entries = Vec::with_capacity(keys.len());
                for (key, value) in keys.iter().zip(values) {
                    entries.push((self.copied(self.constants, *key)?, value));
                }
                self.c.maps().from_entries(entries)?
            }
            Op::And(count) | Op::Or(count) => {
                let values = self.pops(*count);
                if !values.iter().all(|value| value.as_bool().is_some()) {
                    return Ok(None);
                }
                let decisive = Term::boolean(matches!(op, Op::Or(_)));
                if values.contains(&decisive) { decisive } else { Term::boolean(decisive != Term::boolean(true)) }
            }
            Op::Call(place) => return self.call(*place),
            Op::Special(special, arity) => {
                let args = self.pops(*arity);
                return self.special(*special, &args);
            }
            Op::Check | Op::Drop | Op::Jump(..) => return Ok(None),
        }))
    }

    fn call(&mut self, place: usize) -> Result<Option<Term>, Fail> {
        let Some((name, arity)) = functions::get(place) else { return Ok(None) };
        let args = self.pops(arity);
        let Some(native) = native::find("erlang", name, arity as u32) else { return Ok(None) };
        match (native.get().run)(self.c, &args) {
            Ok(value) => Ok(Some(value)),
            Err(fail @ (Fail::HeapLimit | Fail::BadCode(_))) => Err(fail),
            Err(_) => Ok(None),
        }
    }

    /// What traces are about. Nothing traces here: what would change how something is traced does nothing.
    fn special(&mut self, special: Special, args: &[Term]) -> Result<Option<Term>, Fail> {
        let name = |c: &Ctx<'_>, term: Term| term.as_atom().map(|atom| c.sys.atoms.name(atom).to_string());
        let first = args.first().copied().unwrap_or(FAILED);
        Ok(Some(match special {
            Special::SelfPid => Term::pid(self.c.p.pid),
            Special::GetTcw => Term::size(0),
            Special::SetTcw => {
                let word = number::as_u64(self.c.view(), first).filter(|word| *word <= u64::from(u32::MAX));
                return Ok(word.map(|_| Term::size(0)));
            }
            Special::Message => {
                self.matched.value = first;
                Term::boolean(true)
            }
            Special::ReturnTrace => {
                self.matched.return_trace = true;
                Term::boolean(true)
            }
            Special::ExceptionTrace => {
                self.matched.exception_trace = true;
                Term::boolean(true)
            }
            Special::IsSeqTrace => Term::boolean(false),
            Special::GetSeqToken => Term::NIL,
            Special::SetSeqToken => {
                let kind = name(self.c, first).unwrap_or_default();
                match SEQUENTIAL.iter().find(|row| row.0 == kind) {
                    Some((_, true)) => self.c.p.block.tuple(&[first, Term::boolean(false)])?,
                    Some((_, false)) => Term::NIL,
                    None => FAILED,
                }
            }
            Special::EnableTrace | Special::DisableTrace => {
                let flag = args.last().and_then(|flag| name(self.c, *flag)).unwrap_or_default();
                if FLAGS.contains(&flag.as_str()) { Term::boolean(true) } else { FAILED }
            }
            Special::Trace => {
                let lists = args.len().saturating_sub(2);
                let flags = args.iter().skip(lists).map(|list| self.c.view().proper_list(*list));
                let flags: Option<Vec<Vec<Term>>> = flags.collect();
                let known = |flag: &Term| name(self.c, *flag).is_some_and(|flag| FLAGS.contains(&flag.as_str()));
                let good = flags.is_some_and(|flags| flags.iter().flatten().all(known));
                if good { Term::boolean(true) } else { FAILED }
            }
            Special::Caller | Special::CallerLine => Term::atom(am::UNDEFINED),
            Special::CurrentStacktrace => return self.stack_trace(args),
            Special::Display => {
                let text = self.c.print(first, Style::Display);
                self.c.sys.console.write(Stream::Output, format!("{text}\n").as_bytes());
                self.c.sys.event(self.c.p.pid, EventKind::Output);
                Term::boolean(true)
            }
            Special::ProcessDump => {
                let text = format!("=proc:{}\nState: Running\nReductions: {}\n", self.c.p.pid, self.c.p.reductions);
                self.c.p.block.binary(text.as_bytes())?
            }
            Special::Silent => Term::boolean(true),
        }))
    }

    fn stack_trace(&mut self, args: &[Term]) -> Result<Option<Term>, Fail> {
        let most = match args.first() {
            Some(most) => most.as_size(),
            None => Some(usize::MAX),
        };
        let Some(most) = most else { return Ok(None) };
        let raw = self.c.raw_trace(Term::NIL)?;
        let trace = self.c.stack_trace(raw)?;
        let calls: Vec<Term> = self.c.view().list(trace).take(most).collect();
        Ok(Some(self.c.p.block.list(&calls)?))
    }
}

//! From a term to a program. Where the term is none, all that is wrong with the first bad clause is said, as OTP says
//! it: what comes of expressions is not needed then, but the others are looked at too.

use std::collections::BTreeMap;

use crate::atom::Atoms;
use crate::copy;
use crate::heap::{HeapLimit, View};
use crate::map;
use crate::matchspec::functions::{self, SPECIALS, Special};
use crate::matchspec::{BadMatchSpec, Clause, Dialect, Head, MatchSpec, Op, variable};
use crate::print::{self, FunNames, Style};
use crate::term::Term;

/// The most characters of a sentence (OTP's `DMC_ERR_STR_LEN`).
const MOST_CHARACTERS: usize = 99;

/// Names that terms do not hold themselves.
#[derive(Clone, Copy)]
pub struct Names<'a> {
    /// The atoms.
    pub atoms: &'a Atoms,
    /// What funs are called.
    pub funs: &'a dyn FunNames,
}

/// Nothing more is to be said.
struct Stop;

/// What is to be compiled, the next one on top of a stack.
enum Task {
    Expression(Term),
    Emit(Op),
    /// A jump to the label of that number.
    Jump(bool, usize),
    Label(usize),
}

struct Compiler<'a> {
    view: View<'a>,
    names: Names<'a>,
    dialect: Dialect,
    variables: BTreeMap<u64, usize>,
    errors: Vec<String>,
    is_guard: bool,
}

impl MatchSpec {
    /// The program of a term, of which it keeps a copy of `limit` words at most.
    pub fn compile(
        view: View<'_>,
        spec: Term,
        names: Names<'_>,
        dialect: Dialect,
        limit: usize,
    ) -> Result<Result<MatchSpec, BadMatchSpec>, HeapLimit> {
        let (constants, spec) = copy::to_fragment(view, spec, limit)?;
        let view = constants.view(view.literals);
        let (variables, errors) = (BTreeMap::new(), Vec::new());
        let mut compiler = Compiler { view, names, dialect, variables, errors, is_guard: false };
        let clauses = compiler.clauses(spec);
        let errors = compiler.errors;
        Ok(match clauses {
            Ok(clauses) if errors.is_empty() => Ok(MatchSpec { dialect, clauses, constants }),
            _ => Err(BadMatchSpec(errors)),
        })
    }
}

impl Compiler<'_> {
    fn error(&mut self, text: impl AsRef<str>) {
        self.errors.push(text.as_ref().chars().take(MOST_CHARACTERS).collect());
    }

    fn text(&self, term: Term) -> String {
        print::format(self.view, term, self.names.atoms, self.names.funs, Style::Display, 2 * MOST_CHARACTERS)
    }

    fn clauses(&mut self, spec: Term) -> Result<Vec<Clause>, Stop> {
        if !spec.is_list() {
            self.error("Match programs are not in a list.");
            return Err(Stop);
        }
        let Some(parts) = self.view.proper_list(spec) else {
            self.error("Match programs are not in a proper list.");
            return Err(Stop);
        };
        // All parts are looked at before any of them is compiled.
        let mut clauses = Vec::with_capacity(parts.len());
        for part in parts {
            let part = self.view.tuple(part).map(|part| part.to_vec()).unwrap_or_default();
            let [pattern, guard, body] = part[..] else {
                self.error("Match program part is not a tuple of arity 3.");
                return Err(Stop);
            };
            let is_list = pattern.is_list() || pattern.is_nil();
            if self.dialect == Dialect::Trace && is_list && self.view.proper_list(pattern).is_none() {
                let text = self.text(pattern);
                self.error(format!("Match expression part {text} is not a proper list."));
                return Err(Stop);
            }
            clauses.push((pattern, guard, body));
        }
        clauses.into_iter().map(|(pattern, guard, body)| self.clause(pattern, guard, body)).collect()
    }

    fn clause(&mut self, pattern: Term, guard: Term, body: Term) -> Result<Clause, Stop> {
        self.variables.clear();
        let head = self.head(pattern)?;
        self.is_guard = true;
        let guard = self.expressions(guard);
        self.is_guard = false;
        if self.dialect == Dialect::Table && !body.is_list() {
            self.error("Body clause does not return anything.");
            return Err(Stop);
        }
        let body = self.expressions(body);
        if !self.errors.is_empty() {
            return Err(Stop);
        }
        Ok(Clause { pattern, head, variables: self.variables.len(), guard, body })
    }

    /// A variable's number and its slot, where an atom is one.
    fn variable(&self, term: Term) -> Option<u64> {
        variable(self.names.atoms, term.as_atom()?)
    }

    fn is_name(&self, term: Term, name: &str) -> bool {
        term.as_atom().is_some_and(|atom| self.names.atoms.name(atom) == name)
    }

    fn head(&mut self, pattern: Term) -> Result<Vec<Head>, Stop> {
        let mut head = Vec::new();
        let mut open = vec![pattern];
        if self.dialect == Dialect::Trace {
            if let Some(elements) = self.view.proper_list(pattern) {
                // The arguments are matched as a tuple is.
                head.push(Head::Tuple(elements.len()));
                open = elements.into_iter().rev().collect();
            } else if self.view.tuple(pattern).is_none()
                && self.variable(pattern).is_none()
                && !self.is_name(pattern, "_")
            {
                self.error("Match head is invalid in this context.");
                return Err(Stop);
            }
        }
        while let Some(term) = open.pop() {
            let op = self.one(term, &mut open)?;
            head.push(op);
        }
        Ok(head)
    }

    /// The instruction of one term of a pattern, whose parts are left open.
    fn one(&mut self, term: Term, open: &mut Vec<Term>) -> Result<Head, Stop> {
        if let Some((first, rest)) = self.view.cons(term) {
            open.extend([rest, first]);
            return Ok(Head::List);
        }
        if let Some(elements) = self.view.tuple(term) {
            open.extend(elements.iter().rev());
            return Ok(Head::Tuple(elements.len()));
        }
        if let Some(entries) = map::entries(self.view, term) {
            for (key, _) in &entries {
                if self.variable(*key).is_some() {
                    self.error("Variable found in map key.");
                    return Err(Stop);
                } else if self.is_name(*key, "_") {
                    self.error("Underscore found in map key.");
                    return Err(Stop);
                }
            }
            open.extend(entries.iter().rev().map(|entry| entry.1));
            return Ok(Head::Map(entries.iter().map(|entry| entry.0).collect()));
        }
        let Some(number) = self.variable(term) else {
            return Ok(if self.is_name(term, "_") { Head::Skip } else { Head::Equal(term) });
        };
        let next = self.variables.len();
        match self.variables.insert(number, next) {
            None => Ok(Head::Bind(next)),
            Some(slot) => {
                self.variables.insert(number, slot);
                Ok(Head::Same(slot))
            }
        }
    }

    /// The conditions of a guard or the expressions of a body.
    fn expressions(&mut self, list: Term) -> Vec<Op> {
        if !list.is_list() && !list.is_nil() {
            self.error("Match expression is not a list.");
            return Vec::new();
        }
        let mut ops = Vec::new();
        let mut elements = self.view.list(list);
        let terms: Vec<Term> = elements.by_ref().collect();
        for term in terms {
            self.expression(term, &mut ops);
            ops.push(if self.is_guard { Op::Check } else { Op::Drop });
        }
        if !elements.rest.is_nil() {
            self.error("Match expression is not a proper list.");
        }
        // The last value of a body is what a table's object becomes.
        if !self.is_guard && self.dialect == Dialect::Table {
            ops.pop();
        }
        ops
    }

    fn expression(&mut self, term: Term, ops: &mut Vec<Op>) {
        let mut tasks = vec![Task::Expression(term)];
        let (mut labels, mut jumps) = (Vec::new(), Vec::new());
        while let Some(task) = tasks.pop() {
            match task {
                Task::Expression(term) => self.part(term, &mut tasks, &mut labels, ops),
                Task::Emit(op) => ops.push(op),
                Task::Jump(value, label) => {
                    jumps.push((ops.len(), label));
                    ops.push(Op::Jump(value, 0));
                }
                Task::Label(label) => labels[label] = ops.len(),
            }
        }
        for (at, label) in jumps {
            if let (Some(Op::Jump(_, to)), Some(place)) = (ops.get_mut(at), labels.get(label)) {
                *to = *place;
            }
        }
    }

    fn part(&mut self, term: Term, tasks: &mut Vec<Task>, labels: &mut Vec<usize>, ops: &mut Vec<Op>) {
        if let Some((first, rest)) = self.view.cons(term) {
            tasks.extend([Task::Emit(Op::Cons), Task::Expression(rest), Task::Expression(first)]);
        } else if let Some(elements) = self.view.tuple(term) {
            self.tuple(term, &elements.to_vec(), tasks, labels, ops);
        } else if let Some(entries) = map::entries(self.view, term) {
            tasks.push(Task::Emit(Op::Map(entries.iter().map(|entry| entry.0).collect())));
            tasks.extend(entries.iter().map(|entry| Task::Expression(entry.1)));
        } else if let Some(number) = self.variable(term) {
            match self.variables.get(&number) {
                Some(slot) => ops.push(Op::Variable(*slot)),
                None => self.error(format!("Variable ${number} is unbound.")),
            }
        } else if self.is_name(term, "$_") {
            ops.push(Op::Object);
        } else if self.is_name(term, "$$") {
            ops.push(Op::Bindings(self.variables.values().copied().collect()));
        } else {
            ops.push(Op::Constant(term));
        }
    }

    fn tuple(
        &mut self,
        term: Term,
        elements: &[Term],
        tasks: &mut Vec<Task>,
        labels: &mut Vec<usize>,
        ops: &mut Vec<Op>,
    ) {
        if let [inner] = elements
            && let Some(inner) = self.view.tuple(*inner)
        {
            tasks.push(Task::Emit(Op::Tuple(inner.len())));
            tasks.extend(inner.iter().map(Task::Expression));
            return;
        }
        let name = match elements.first().and_then(|first| first.as_atom()) {
            Some(atom) if variable(self.names.atoms, atom).is_none() => self.names.atoms.name(atom).to_string(),
            _ => {
                let text = self.text(term);
                return self.error(format!(
                    "{text} is neither a function call, nor a tuple (tuples are written {{{{ ... }}}})."
                ));
            }
        };
        let args = elements.get(1..).unwrap_or_default();
        match name.as_str() {
            "const" => match args {
                [constant] => ops.push(Op::Constant(*constant)),
                _ => self.misused(&name, "called with more than one argument", term),
            },
            "and" | "or" | "andalso" | "andthen" | "orelse" if args.is_empty() => {
                let name = if name == "andthen" { "andalso" } else { &name };
                self.misused(name, "called without arguments", term);
            }
            "and" | "or" => {
                let op = if name == "and" { Op::And(args.len()) } else { Op::Or(args.len()) };
                tasks.push(Task::Emit(op));
                tasks.extend(args.iter().copied().map(Task::Expression));
            }
            "andalso" | "andthen" | "orelse" => {
                let label = labels.len();
                labels.push(0);
                tasks.push(Task::Label(label));
                for (index, arg) in args.iter().enumerate().rev() {
                    if index + 1 < args.len() {
                        tasks.push(Task::Jump(name == "orelse", label));
                    }
                    tasks.push(Task::Expression(*arg));
                }
            }
            "self" if args.is_empty() => ops.push(Op::Special(Special::SelfPid, 0)),
            "self" => self.misused(&name, "called with arguments", term),
            _ => self.call(&name, term, args, tasks),
        }
    }

    fn misused(&mut self, name: &str, how: &str, term: Term) {
        let text = self.text(term);
        self.error(format!("Special form '{name}' {how} in {text}."));
    }

    fn call(&mut self, name: &str, term: Term, args: &[Term], tasks: &mut Vec<Task>) {
        let is_trace = self.dialect == Dialect::Trace;
        let op = if let Some((_, special, in_guard, least, most)) = SPECIALS.iter().find(|row| row.0 == name) {
            // In OTP these two sentences have another name.
            let shown = if name == "set_seq_token" { "set_seq_trace" } else { name };
            if !is_trace {
                return self.error(format!("Special form '{shown}' used in wrong dialect."));
            } else if self.is_guard && !in_guard {
                return self.error(format!("Special form '{shown}' called in guard context."));
            } else if !(*least..=*most).contains(&args.len()) {
                let how = if *most == 0 { "called with arguments" } else { "called with wrong number of arguments" };
                return self.misused(name, how, term);
            }
            Op::Special(*special, args.len())
        } else {
            let found = match (name, args.len()) {
                ("get_tcw", 0) => Some((Op::Special(Special::GetTcw, 0), is_trace)),
                ("set_tcw" | "set_tcw_fake", 1) => Some((Op::Special(Special::SetTcw, 1), is_trace && !self.is_guard)),
                (_, arity) => functions::find(name, arity).map(|place| (Op::Call(place), true)),
            };
            let shown = self.view.tuple(term).and_then(|call| call.get(0)).map_or_else(String::new, |f| self.text(f));
            match found {
                None => return self.error(format!("Function {shown}/{} does_not_exist.", args.len())),
                Some((_, false)) => {
                    return self.error(format!("Function {shown}/{} cannot be called in this context.", args.len()));
                }
                Some((op, true)) => op,
            }
        };
        tasks.push(Task::Emit(op));
        tasks.extend(args.iter().copied().map(Task::Expression));
    }
}

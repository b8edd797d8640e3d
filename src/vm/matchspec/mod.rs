//! Match specifications (OTP's `erl_db_util.c`, and "Match Specifications in Erlang" in the ERTS User's Guide).
//!
//! A term is compiled once, by [`MatchSpec::compile`], to a program of plain data, which holds a copy of the term;
//! what it holds is what its clauses lead to, so a program fits its constants always. [`MatchSpec::run`] takes an
//! object through the clauses until one matches. Nothing recurses: patterns and expressions are taken apart with
//! stacks of their own, here and there, and a run takes no more steps than the program has instructions.

mod compile;
mod functions;
mod run;

use serde::{Deserialize, Serialize};

use crate::atom::{Atom, Atoms};
use crate::heap::{Fragment, View};
use crate::term::Term;

use functions::Special;

pub use compile::Names;
pub use run::{Matched, Subject};

/// What a specification is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Dialect {
    /// Objects of tables.
    Table,
    /// The arguments of traced calls.
    Trace,
}

/// Why a term is no specification: OTP's sentences, in the order in which it has them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BadMatchSpec(pub Vec<String>);

/// An instruction of a pattern. What is to be matched lies on a stack.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
enum Head {
    /// A tuple of so many elements, which go to the stack.
    Tuple(usize),
    /// A list, whose head and tail go to the stack.
    List,
    /// A map with these keys, whose values go to the stack.
    Map(Vec<Term>),
    /// Anything, which the variable of that number is from here on.
    Bind(usize),
    /// What that variable is.
    Same(usize),
    /// Anything.
    Skip,
    /// Exactly that.
    Equal(Term),
}

/// An instruction of a guard or a body. Values lie on a stack.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
enum Op {
    /// A constant.
    Constant(Term),
    /// The value of a variable.
    Variable(usize),
    /// The object: of a call, the list of its arguments.
    Object,
    /// The values of these variables, as a list.
    Bindings(Vec<usize>),
    /// A cons cell of the two values on top.
    Cons,
    /// A tuple of so many values, the first one on top.
    Tuple(usize),
    /// A map with these keys, the first one's value on top.
    Map(Vec<Term>),
    /// A call of that function of the table, the first argument on top.
    Call(usize),
    /// All of so many values.
    And(usize),
    /// Any of so many values.
    Or(usize),
    /// Goes on behind where the value is the given one; where it is the other, it is dropped.
    Jump(bool, usize),
    /// What is no function but for traces.
    Special(Special, usize),
    /// The end of a condition: it must be `true`.
    Check,
    /// The end of an expression whose value is not needed.
    Drop,
}

/// A clause.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Clause {
    /// The pattern as a term.
    pattern: Term,
    head: Vec<Head>,
    variables: usize,
    guard: Vec<Op>,
    body: Vec<Op>,
}

/// A compiled specification.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct MatchSpec {
    dialect: Dialect,
    clauses: Vec<Clause>,
    constants: Fragment,
}

/// The keys that objects can have which match.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Keys {
    /// Any.
    Any,
    /// Only these terms of [`MatchSpec::view`].
    Only(Vec<Term>),
}

/// The number of a variable `'$N'`.
fn variable(atoms: &Atoms, atom: Atom) -> Option<u64> {
    let digits = atoms.name(atom).strip_prefix('$')?;
    let plain = digits == "0" || digits.starts_with(|c: char| ('1'..='9').contains(&c));
    if plain && digits.bytes().all(|byte| byte.is_ascii_digit()) { digits.parse().ok() } else { None }
}

/// Whether a pattern matches one term only. Of a map it matches those with more keys too.
pub(crate) fn is_ground(view: View<'_>, atoms: &Atoms, pattern: Term) -> bool {
    let mut open = vec![pattern];
    while let Some(term) = open.pop() {
        if let Some((head, tail)) = view.cons(term) {
            open.extend([head, tail]);
        } else if let Some(elements) = view.tuple(term) {
            open.extend(elements.iter());
        } else if view.is_map(term) || is_variable(atoms, term) {
            return false;
        }
    }
    true
}

impl MatchSpec {
    /// A specification that no object of a table matches.
    pub fn of_nothing() -> MatchSpec {
        MatchSpec { dialect: Dialect::Table, clauses: Vec::new(), constants: Fragment::default() }
    }

    /// The view of the terms that it holds.
    pub fn view<'a>(&'a self, literals: &'a [u64]) -> View<'a> {
        self.constants.view(literals)
    }

    /// The words that it counts for.
    pub fn footprint(&self) -> usize {
        let ops = self.clauses.iter().map(|clause| clause.head.len() + clause.guard.len() + clause.body.len());
        self.constants.footprint() + 4 * ops.sum::<usize>()
    }

    /// The keys of objects that can match, where the key is the element of that number, from 1. A clause that no
    /// tuple with such an element matches adds none.
    pub fn keys(&self, position: usize, atoms: &Atoms, literals: &[u64]) -> Keys {
        match self.key_patterns(position, atoms, literals) {
            Some(keys) if keys.iter().all(|key| is_ground(self.view(literals), atoms, *key)) => Keys::Only(keys),
            _ => Keys::Any,
        }
    }

    /// The patterns of the keys, as terms of [`MatchSpec::view`]; `None` where a clause matches whatever the key is.
    pub fn key_patterns(&self, position: usize, atoms: &Atoms, literals: &[u64]) -> Option<Vec<Term>> {
        let view = self.view(literals);
        let mut keys = Vec::new();
        for clause in &self.clauses {
            if is_variable(atoms, clause.pattern) {
                return None;
            }
            let elements = view.tuple(clause.pattern);
            match elements.and_then(|elements| elements.get(position.checked_sub(1)?)) {
                Some(key) if is_variable(atoms, key) => return None,
                key => keys.extend(key),
            }
        }
        Some(keys)
    }
}

/// Whether a pattern matches anything.
pub(crate) fn is_variable(atoms: &Atoms, pattern: Term) -> bool {
    pattern.as_atom().is_some_and(|atom| atoms.name(atom) == "_" || variable(atoms, atom).is_some())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::heap::Allocate;
    use crate::print::FunNames;

    struct NoFuns;

    impl FunNames for NoFuns {
        fn local(&self, _: usize) -> Option<(&str, u32, u32)> {
            None
        }

        fn external(&self, _: usize) -> Option<(&str, &str, u32)> {
            None
        }
    }

    /// The program of clauses with these patterns, which give their objects back.
    fn program(atoms: &mut Atoms, patterns: impl FnOnce(&mut Atoms, &mut Fragment) -> Vec<Term>) -> MatchSpec {
        let mut fragment = Fragment::default();
        let patterns = patterns(atoms, &mut fragment);
        let object = Term::atom(atoms.intern("$_").unwrap());
        let body = fragment.list(&[object]).unwrap();
        let clauses: Vec<Term> = patterns.iter().map(|p| fragment.tuple(&[*p, Term::NIL, body]).unwrap()).collect();
        let spec = fragment.list(&clauses).unwrap();
        let names = Names { atoms, funs: &NoFuns };
        MatchSpec::compile(fragment.view(&[]), spec, names, Dialect::Table, 1 << 20).unwrap().unwrap()
    }

    #[test]
    fn keys_are_known_where_every_pattern_has_one() {
        let mut atoms = Atoms::new(1 << 20, 29);
        let atom = |atoms: &mut Atoms, name: &str| Term::atom(atoms.intern(name).unwrap());
        let bound = program(&mut atoms, |atoms, f| {
            let (key, any) = (atom(atoms, "key"), atom(atoms, "_"));
            vec![f.tuple(&[key, any]).unwrap(), f.tuple(&[Term::size(7), any]).unwrap(), f.tuple(&[]).unwrap(), key]
        });
        let keys = bound.keys(1, &atoms, &[]);
        assert_eq!(keys, Keys::Only(vec![atom(&mut atoms, "key"), Term::size(7)]));
        assert_eq!(bound.keys(2, &atoms, &[]), Keys::Any);
        assert_eq!(bound.keys(3, &atoms, &[]), Keys::Only(Vec::new()));
        assert_eq!(bound.keys(0, &atoms, &[]), Keys::Only(Vec::new()));
        let unbound = program(&mut atoms, |atoms, f| {
            let (key, variable) = (atom(atoms, "key"), atom(atoms, "$3"));
            let part = f.tuple(&[key, variable]).unwrap();
            vec![f.tuple(&[key]).unwrap(), f.tuple(&[part]).unwrap()]
        });
        assert_eq!(unbound.keys(1, &atoms, &[]), Keys::Any);
    }

    #[test]
    fn programs_are_plain_data() {
        let mut atoms = Atoms::new(1 << 20, 29);
        let made = program(&mut atoms, |atoms, f| {
            let variable = Term::atom(atoms.intern("$1").unwrap());
            vec![f.tuple(&[variable, variable]).unwrap(), variable]
        });
        let bytes = postcard::to_allocvec(&made).unwrap();
        assert_eq!(postcard::from_bytes::<MatchSpec>(&bytes).unwrap(), made);
    }

    #[test]
    fn variables_are_numbers_behind_a_sign() {
        let mut atoms = Atoms::new(1 << 20, 29);
        for (name, number) in
            [("$0", Some(0)), ("$12", Some(12)), ("$01", None), ("$", None), ("$a", None), ("1", None)]
        {
            let atom = atoms.intern(name).unwrap();
            assert_eq!(variable(&atoms, atom), number, "{name}");
        }
    }
}

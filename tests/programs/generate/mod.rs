//! Makes random modules that compile, end, and give results that depend on nothing but the program.
//!
//! Functions call only those made before them; loops count down or eat up their argument. What a function may cost
//! is reckoned while it is made, so that nothing runs long. Variables have the type that their value is meant to have.

mod bits;
mod control;
mod forms;
mod functions;
mod patterns;

use super::random::Random;
use super::tree::{self, Node, expr, text};
use forms::{FORMS, Type, constants};

/// A variable in scope.
#[derive(Clone)]
struct Variable {
    name: String,
    of: Type,
}

/// A function that may be called.
#[derive(Clone)]
struct Helper {
    name: String,
    /// The most that its first argument, which counts down, may be; 0 for none.
    count: usize,
    parts: Vec<Type>,
    result: Type,
    cost: u64,
}

/// The most that one call of a function may cost, in expressions.
const MOST: u64 = 4000;

/// Makes a module.
pub struct Maker {
    random: Random,
    /// The oldest release that the module is for.
    release: u32,
    scope: Vec<Variable>,
    /// How many variables in scope were bound before the pattern that is being made.
    known: usize,
    names: u32,
    /// How many more expressions the function may have.
    budget: i32,
    depth: u32,
    /// How often what is being made may run.
    weight: u64,
    cost: u64,
    helpers: Vec<Helper>,
    /// Whether there may be `fun module:name/1`.
    external_funs: bool,
}

impl Maker {
    /// The maker of the module of this seed.
    pub fn new(seed: u64, release: u32) -> Maker {
        Maker {
            random: Random::new(seed),
            release,
            scope: Vec::new(),
            known: 0,
            names: 0,
            budget: 0,
            depth: 0,
            weight: 1,
            cost: 0,
            helpers: Vec::new(),
            external_funs: true,
        }
    }

    fn fresh(&mut self) -> String {
        self.names += 1;
        format!("V{}", self.names)
    }

    /// Binds a new variable.
    fn bind(&mut self, of: Type) -> String {
        let name = self.fresh();
        self.scope.push(Variable { name: name.clone(), of });
        name
    }

    fn variable(&mut self, of: Type) -> Option<String> {
        let fitting: Vec<&Variable> = self.scope.iter().filter(|variable| variable.of.is(of)).collect();
        (!fitting.is_empty()).then(|| self.random.pick(&fitting).name.clone())
    }

    /// Makes something whose variables are its own.
    fn inner<T>(&mut self, make: impl FnOnce(&mut Maker) -> T) -> T {
        let (count, known) = (self.scope.len(), self.known);
        self.known = count;
        let made = make(self);
        self.scope.truncate(count);
        self.known = known;
        made
    }

    /// Makes something that runs up to `times` times.
    fn repeated<T>(&mut self, times: u64, make: impl FnOnce(&mut Maker) -> T) -> T {
        let before = self.weight;
        self.weight = before.saturating_mul(times);
        let made = make(self);
        self.weight = before;
        made
    }

    fn some_type(&mut self) -> Type {
        self.random.pick(&forms::TYPES)
    }

    /// A variable or a constant.
    fn leaf(&mut self, of: Type) -> Node {
        let of = if of == Type::Any { self.some_type() } else { of };
        let name = if self.random.one_in(3) { None } else { self.variable(of) };
        if let Some(name) = name {
            return expr(&name, vec![]);
        }
        self.constant(of)
    }

    fn constant(&mut self, of: Type) -> Node {
        let of = if of == Type::Any { self.some_type() } else { of };
        let mut constant = self.random.pick(constants(of));
        if !self.external_funs && constant.starts_with("fun erlang") {
            constant = "fun(X) -> [X] end";
        }
        expr(&if of == Type::Fun { format!("({constant})") } else { constant.to_string() }, vec![])
    }

    /// An expression.
    fn expr(&mut self, of: Type) -> Node {
        self.budget -= 1;
        self.cost = self.cost.saturating_add(self.weight);
        let of = match of {
            Type::Any => self.some_type(),
            _ if self.random.one_in(40) => self.some_type(),
            _ => of,
        };
        if self.budget <= 0 || self.depth > 7 || self.cost > MOST {
            return self.leaf(of);
        }
        self.depth += 1;
        let made = match self.random.below(20) {
            0..=3 => self.leaf(of),
            4..=9 => self.control(of),
            10 => self.form(Type::Any, false),
            _ => self.typed(of),
        };
        self.depth -= 1;
        made
    }

    /// An expression that makes a value of the type.
    fn typed(&mut self, of: Type) -> Node {
        match of {
            Type::Bin | Type::Bits if self.random.one_in(2) => self.construction(of),
            Type::List | Type::Bytes if self.random.one_in(4) => self.list_comprehension(of),
            Type::Map if self.random.one_in(8) => self.large_map(),
            Type::Map if self.release >= 27 && self.random.one_in(5) => self.map_comprehension(),
            Type::Fun if self.random.one_in(2) => self.closure(),
            _ => self.form(of, false),
        }
    }

    /// An expression by the table.
    fn form(&mut self, of: Type, guard: bool) -> Node {
        let fitting: Vec<&forms::Form> = FORMS
            .iter()
            .filter(|form| form.result.is(of) && (form.guard || !guard) && form.is_in(self.release))
            .collect();
        // Any type is the result of many forms; those of no type in particular stand for themselves.
        let fitting: Vec<_> = match of {
            Type::Any => fitting.into_iter().filter(|form| form.result == Type::Any).collect(),
            _ => fitting,
        };
        if fitting.is_empty() {
            return if guard { self.leaf_of_guard(of) } else { self.leaf(of) };
        }
        let mut form = self.random.pick(&fitting);
        while !self.external_funs && form.template.starts_with("fun ") && form.template.contains(':') {
            form = self.random.pick(&fitting);
        }
        let parts = form.parts.iter().map(|part| if guard { self.guard_expr(*part) } else { self.expr(*part) });
        let parts = parts.collect();
        expr(form.template, parts)
    }

    /// An expression that a guard may have.
    fn guard_expr(&mut self, of: Type) -> Node {
        self.budget -= 1;
        if self.depth > 9 || self.random.one_in(2) {
            return self.leaf_of_guard(of);
        }
        self.depth += 2;
        let of = if of == Type::Any { self.some_type() } else { of };
        let made = self.form(of, true);
        self.depth -= 2;
        made
    }

    /// A variable or a constant that a guard may have.
    fn leaf_of_guard(&mut self, of: Type) -> Node {
        match self.variable(of) {
            Some(name) if !self.random.one_in(4) => expr(&name, vec![]),
            _ => self.constant(if of == Type::Fun || of == Type::Any { Type::Int } else { of }),
        }
    }

    /// A guard with its `when`, or nothing.
    fn guard(&mut self, one_in: usize) -> Node {
        if !self.random.one_in(one_in) {
            return text("");
        }
        let mut alternatives = Vec::new();
        for _ in 0..self.random.pick(&[1, 1, 1, 2, 3]) {
            let count = self.random.pick(&[1, 1, 2, 3]);
            let tests = (0..count).map(|_| self.guard_expr(Type::Bool)).collect();
            alternatives.push(tree::items(", ", 1, tests));
        }
        tree::parts(" when @", vec![tree::items("; ", 1, alternatives)])
    }
}

/// The module of a seed: its tree, and the oldest release that compiles it.
pub fn module(seed: u64) -> (Node, u32) {
    let release = Random::new(seed ^ 0x5555).pick(&[25, 25, 25, 27, 27, 29, 29]);
    (Maker::new(seed, release).module(), release)
}

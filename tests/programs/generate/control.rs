//! Expressions with clauses and bodies: what chooses, loops, catches and waits.

use super::Maker;
use super::forms::Type;
use crate::programs::tree::{Node, expr, items, parts, text};

impl Maker {
    /// A control structure with a value of the type.
    pub(super) fn control(&mut self, of: Type) -> Node {
        match self.random.below(29) {
            0..=3 => self.case(of),
            4 | 5 => self.bits_case(of),
            6 => self.table(of),
            7 => self.if_expr(of),
            8 => parts_expr("begin @ end", self.inner(|maker| maker.body(of))),
            9..=11 => self.try_expr(of),
            12 => expr("(catch @)", vec![self.expr(of)]),
            13 | 14 => self.receive(of),
            15 => self.reference(of),
            16 => self.applied(of),
            17 => self.named(of),
            18 if self.release >= 27 => self.maybe(of),
            18 | 19 => self.match_expr(of),
            20 => expr("hd([@ | @])", vec![self.expr(of), self.expr(Type::Any)]),
            21 => expr("element(2, id({@, @}))", vec![self.expr(Type::Any), self.expr(of)]),
            22 => expr("map_get(a, (@)#{a => @})", vec![self.expr(Type::Map), self.expr(of)]),
            23 => self.floats(of),
            _ => self.call(of),
        }
    }

    /// Statements, the last of which is the value. What they bind is in scope.
    pub(super) fn body(&mut self, of: Type) -> Node {
        let count = self.random.pick(&[0, 0, 0, 1, 1, 2, 3]);
        let mut made: Vec<Node> = (0..count).map(|_| self.statement()).collect();
        made.push(self.expr(of));
        items(",\n", 1, made)
    }

    fn statement(&mut self) -> Node {
        let of = self.some_type();
        match self.random.below(12) {
            0..=4 => {
                let value = self.expr(of);
                let name = self.bind(of);
                parts("@ = @", vec![text(name), value])
            }
            5 | 6 => {
                let value = self.expr(of);
                self.known = self.scope.len();
                let pattern = self.pattern(of, 2);
                parts("@ = @", vec![pattern, value])
            }
            7 => {
                let (first, second) = (self.expr(of), self.expr(Type::Int));
                let names = (self.bind(of), self.bind(Type::Int));
                parts("{@, @} = id({@, @})", vec![text(names.0), text(names.1), first, second])
            }
            8 => self.exporting(of),
            9 => parts("put(@, @)", vec![text(self.random.pick(&["a", "b"])), self.expr(of)]),
            10 => parts("self() ! @", vec![self.expr(of)]),
            _ => self.expr(of),
        }
    }

    /// A case whose clauses all bind the same variable.
    fn exporting(&mut self, of: Type) -> Node {
        let subject = self.expr(Type::Any);
        let name = self.fresh();
        let mut clauses = Vec::new();
        for last in [false, true] {
            clauses.push(self.inner(|maker| {
                let pattern = if last { text("_") } else { maker.pattern(Type::Any, 2) };
                let value = maker.expr(of);
                parts("@ -> @ = @", vec![pattern, text(name.clone()), value])
            }));
        }
        self.scope.push(super::Variable { name, of });
        parts("case @ of @ end", vec![subject, items(";\n", 1, clauses)])
    }

    fn case(&mut self, of: Type) -> Node {
        let types: Vec<Type> = (0..self.random.within(1, 2)).map(|_| self.some_type()).collect();
        let subjects: Vec<Node> = types.iter().map(|of| self.expr(*of)).collect();
        let count = self.random.within(1, 4);
        let mut clauses = Vec::new();
        for _ in 0..count {
            clauses.push(self.inner(|maker| {
                let patterns: Vec<Node> = types.iter().map(|of| maker.pattern(*of, 2)).collect();
                let guard = maker.guard(3);
                let body = maker.body(of);
                parts("@@ ->\n@", vec![tuple(patterns), guard, body])
            }));
        }
        if !self.random.one_in(6) {
            clauses.push(parts("_ -> @", vec![self.expr(of)]));
        }
        expr("case @ of @ end", vec![tuple(subjects), items(";\n", 1, clauses)])
    }

    /// A case with many constants.
    fn table(&mut self, of: Type) -> Node {
        let (subject, keys): (Type, Vec<String>) = match self.random.below(7) {
            0 => (Type::Small, (0..self.random.within(6, 14)).map(|n| n.to_string()).collect()),
            1 => (Type::Small, (0..8).map(|n| (n * n * 7 - 3).to_string()).collect()),
            2 => (Type::Atom, ["a", "b", "c", "ok", "error", "true", "undefined", "''"].map(str::to_string).to_vec()),
            3 => (Type::Tuple, (0..5).map(|n| format!("{{{}}}", vec!["_"; n].join(", "))).collect()),
            4 => (Type::Int, super::constants(Type::Int).iter().map(ToString::to_string).collect()),
            5 => (
                Type::Any,
                ["a", "1", "1.0", "[]", "{}", "b", "2", "2.0", "<<\"a\">>", "\"abc\""].map(str::to_string).to_vec(),
            ),
            _ => (Type::Number, ["1.0", "2.0", "1", "0.5", "-3", "10"].map(str::to_string).to_vec()),
        };
        let value = self.expr(subject);
        let mut clauses = Vec::new();
        for key in keys {
            let body = if self.random.one_in(3) { self.expr(of) } else { self.leaf(of) };
            clauses.push(parts("@ -> @", vec![text(key), body]));
        }
        if !self.random.one_in(4) {
            clauses.push(parts("_ -> @", vec![self.leaf(of)]));
        }
        expr("case @ of @ end", vec![value, items(";\n", 1, clauses)])
    }

    fn if_expr(&mut self, of: Type) -> Node {
        let mut clauses = Vec::new();
        for _ in 0..self.random.within(1, 3) {
            let mut tests = Vec::new();
            for _ in 0..self.random.within(1, 2) {
                tests.push(self.guard_expr(Type::Bool));
            }
            let between = self.random.pick(&[", ", "; "]);
            let body = self.inner(|maker| maker.body(of));
            clauses.push(parts("@ -> @", vec![items(between, 1, tests), body]));
        }
        if !self.random.one_in(5) {
            clauses.push(parts("true -> @", vec![self.expr(of)]));
        }
        expr("if @ end", vec![items(";\n", 1, clauses)])
    }

    fn try_expr(&mut self, of: Type) -> Node {
        let inner = self.some_type();
        let with_of = self.random.one_in(3);
        let body = self.inner(|maker| maker.body(if with_of { inner } else { of }));
        let mut made = vec![parts("try\n@\n", vec![body])];
        if with_of {
            let clauses = self.clauses(inner, of, 2);
            made.push(parts("of @\n", vec![items(";\n", 1, clauses)]));
        }
        let caught = !self.random.one_in(8);
        if caught {
            let clauses = (0..self.random.within(1, 3)).map(|_| self.inner(|maker| maker.handler(of))).collect();
            made.push(parts("catch @\n", vec![items(";\n", 1, clauses)]));
        }
        if !caught || self.random.one_in(5) {
            let body = self.inner(|maker| maker.body(Type::Any));
            made.push(parts("after @\n", vec![body]));
        }
        expr("@ end", vec![Node::Parts(made)])
    }

    /// Clauses for a value of one type with values of another.
    fn clauses(&mut self, value: Type, of: Type, most: usize) -> Vec<Node> {
        let mut clauses = Vec::new();
        for _ in 0..self.random.within(1, most) {
            clauses.push(self.inner(|maker| {
                let pattern = maker.pattern(value, 2);
                let guard = maker.guard(4);
                let body = maker.body(of);
                parts("@@ ->\n@", vec![pattern, guard, body])
            }));
        }
        clauses
    }

    fn handler(&mut self, of: Type) -> Node {
        let class = self.random.pick(&["error", "error", "throw", "exit", "_", ""]);
        let class = if class.is_empty() { self.bind(Type::Atom) } else { class.to_string() };
        let reason = self.pattern(Type::Any, 1);
        if self.random.one_in(2) {
            let guard = self.guard(4);
            let body = self.body(of);
            return parts("@:@@ -> @", vec![text(class), reason, guard, body]);
        }
        let trace = self.fresh();
        let guard = self.guard(4);
        let last = match self.random.below(5) {
            0 | 1 => format!("erlang:raise(error, caught, {trace})"),
            2 => format!("erlang:raise(exit, {trace}, {trace})"),
            3 => format!("[caught, {trace}]"),
            _ => format!("is_list({trace})"),
        };
        let body = self.body(of);
        parts("@:@:@@ -> @, @", vec![text(class), reason, text(trace), guard, body, text(last)])
    }

    fn receive(&mut self, of: Type) -> Node {
        let kinds = [self.some_type(), self.some_type()];
        let mut made: Vec<Node> = Vec::new();
        for kind in kinds.iter().take(self.random.below(3)) {
            made.push(parts("self() ! @", vec![self.expr(*kind)]));
        }
        let clauses = if self.random.one_in(8) { vec![] } else { self.clauses(kinds[0], of, 3) };
        let after = self.random.pick(&["0", "0", "0", "1", "id(0)"]);
        let otherwise = self.expr(of);
        made.push(parts("receive @ after @ -> @ end", vec![items(";\n", 0, clauses), text(after), otherwise]));
        expr("begin @ end", vec![items(",\n", 1, made)])
    }

    /// A receive that waits for a message with a new reference.
    fn reference(&mut self, of: Type) -> Node {
        self.inner(|maker| {
            let (sent, before) = (maker.expr(of), maker.expr(Type::Any));
            let (mark, got) = (maker.fresh(), maker.bind(of));
            let body = maker.expr(of);
            let names = [&mark, &mark, &mark, &got].map(text).to_vec();
            let [a, b, c, d] = <[Node; 4]>::try_from(names).unwrap();
            expr(
                "begin self() ! @, @ = make_ref(), self() ! {@, @}, receive {@, @} -> @ end end",
                vec![before, a, b, sent, c, d, body],
            )
        })
    }

    /// A fun that is called at once.
    fn applied(&mut self, of: Type) -> Node {
        let kind = self.some_type();
        let value = self.expr(kind);
        let clauses = self.clauses(kind, of, 2);
        let clauses = clauses.into_iter().map(head).collect();
        expr("(fun @ end)(@)", vec![items(";\n", 1, clauses), value])
    }

    /// A fun of one argument.
    pub(super) fn closure(&mut self) -> Node {
        // What calls it and how often is not known.
        self.repeated(10, |maker| {
            let (kind, of) = (maker.some_type(), maker.some_type());
            let clauses = maker.clauses(kind, of, 2).into_iter().map(head).collect();
            expr("(fun @ end)", vec![items(";\n", 1, clauses)])
        })
    }

    /// A named fun that counts down.
    fn named(&mut self, of: Type) -> Node {
        self.inner(|maker| {
            let last = maker.expr(of);
            let name = maker.fresh();
            let count = maker.bind(Type::Small);
            let value = maker.bind(of);
            let next = maker.repeated(8, |maker| maker.expr(of));
            let names = [&name, &count, &value, &count, &name, &count].map(text).to_vec();
            let [a, b, c, d, e, f] = <[Node; 6]>::try_from(names).unwrap();
            let start = text(maker.random.below(8).to_string());
            expr(
                "(fun @(@, @) when @ > 0 -> @(@ - 1, @); @(_, V) -> V end)(@, @)",
                vec![a, b, c, d, e, f, next, text(name), start, last],
            )
        })
    }

    fn maybe(&mut self, of: Type) -> Node {
        self.inner(|maker| {
            let mut made = Vec::new();
            for _ in 0..maker.random.within(1, 3) {
                let kind = maker.some_type();
                let value = maker.expr(kind);
                maker.known = maker.scope.len();
                let pattern = maker.pattern(kind, 2);
                made.push(parts("@ ?= @", vec![pattern, value]));
            }
            let value = maker.expr(of);
            made.push(value);
            if maker.random.one_in(2) {
                return expr("maybe @ end", vec![items(",\n", 1, made)]);
            }
            let clauses = maker.otherwise(of);
            expr("maybe @ else @ end", vec![items(",\n", 1, made), items(";\n", 1, clauses)])
        })
    }

    /// What `else` begins; nothing bound in the `maybe` is in scope.
    fn otherwise(&mut self, of: Type) -> Vec<Node> {
        let scope = std::mem::take(&mut self.scope);
        let clauses = self.clauses(Type::Any, of, 2);
        self.scope = scope;
        clauses
    }

    fn match_expr(&mut self, of: Type) -> Node {
        self.inner(|maker| {
            let value = maker.expr(of);
            let pattern = maker.pattern(of, 2);
            let rest = maker.expr(of);
            expr("begin @ = @, @ end", vec![pattern, value, rest])
        })
    }

    /// Float arithmetic in a row, which the compiler does in float registers.
    fn floats(&mut self, of: Type) -> Node {
        let values: Vec<Node> = (0..3).map(|_| self.expr(Type::Number)).collect();
        let mut made = vec![];
        self.inner(|maker| {
            let names: Vec<String> = (0..3).map(|_| maker.bind(Type::Float)).collect();
            for (name, value) in names.iter().zip(values) {
                made.push(parts("@ = float(@)", vec![text(name.clone()), value]));
            }
            let operators: Vec<&str> = (0..4).map(|_| maker.random.pick(&["+", "-", "*", "/"])).collect();
            let [a, b, c] = <[String; 3]>::try_from(names).unwrap();
            let [o, p, q, r] = <[&str; 4]>::try_from(operators).unwrap();
            let name = maker.bind(Type::Float);
            made.push(text(format!("{name} = (-({a} {o} {b})) {p} ({c} {q} 3) {r} {b}")));
            let body = maker.expr(of);
            made.push(body);
        });
        expr("begin @ end", vec![items(",\n", 1, made)])
    }

    /// `[... || ...]`.
    pub(super) fn list_comprehension(&mut self, of: Type) -> Node {
        let part = if of == Type::Bytes { Type::Small } else { Type::Any };
        self.inner(|maker| {
            let generators = maker.generators();
            let value = maker.repeated(6, |maker| maker.expr(part));
            expr("[@ || @]", vec![value, generators])
        })
    }

    /// A map made of a map by functions that cannot fail, for the order in which it is gone through is not known.
    pub(super) fn map_comprehension(&mut self) -> Node {
        let map = self.expr(Type::Map);
        let (key, value) = (self.fresh(), self.fresh());
        let made = self.random.pick(&["{@k, @v}", "is_atom(@v)", "[@v]", "@v =:= @k", "#{@v => @k}", "1"]);
        let test = self.random.pick(&["is_integer(@k)", "@k =/= @v", "true", "@v > 1"]);
        let named = |text: &str| text.replace("@k", &key).replace("@v", &value);
        let (made, test) = (named(made), named(test));
        let names = vec![text(key.clone()), text(made), text(key), text(value), map, text(test)];
        expr("#{@ => @ || @ := @ <- @, @}", names)
    }

    /// A map of more keys than small maps have.
    pub(super) fn large_map(&mut self) -> Node {
        let count = self.random.pick(&[31, 32, 33, 40, 70]);
        let value = self.expr(Type::Any);
        let name = self.fresh();
        let key =
            self.random.pick(&["N", "{N}", "N * 1.5", "<<N:40>>", "N bsl 58", "[N rem 9, N]"]).replace('N', &name);
        expr("maps:from_list([{@, @} || @ <- count(@)])", vec![text(key), value, text(name), text(count.to_string())])
    }

    /// The generators and filters of a comprehension.
    pub(super) fn generators(&mut self) -> Node {
        let mut made = vec![self.generator()];
        for _ in 0..self.random.pick(&[0, 0, 1, 1, 2]) {
            made.push(match self.random.below(5) {
                0 => self.repeated(6, |maker| maker.generator()),
                1 => self.repeated(6, |maker| maker.guard_expr(Type::Bool)),
                2 if self.release >= 29 => {
                    // What the first binds is not known to the second.
                    let count = self.scope.len();
                    let first = self.generator();
                    let bound = self.scope.split_off(count);
                    let second = self.generator();
                    self.scope.extend(bound);
                    parts("@ && @", vec![first, second])
                }
                _ => self.repeated(6, |maker| maker.expr(Type::Bool)),
            });
        }
        items(", ", 1, made)
    }

    fn generator(&mut self) -> Node {
        if self.random.one_in(4) {
            return self.bits_generator();
        }
        let (list, part) = self.random.pick(&[(Type::List, Type::Any), (Type::Bytes, Type::Small)]);
        let subject = self.expr(list);
        self.known = self.scope.len();
        let pattern = self.pattern(part, 1);
        let arrow = if self.release >= 29 && self.random.one_in(3) { "<:-" } else { "<-" };
        parts("@ @ @", vec![pattern, text(arrow), subject])
    }
}

/// `{A, B}`, or what there is alone.
fn tuple(mut nodes: Vec<Node>) -> Node {
    match nodes.len() {
        1 => nodes.remove(0),
        _ => parts("{@}", vec![items(", ", 0, nodes)]),
    }
}

/// A clause of a case as a clause of a fun: its pattern in brackets.
fn head(clause: Node) -> Node {
    match clause {
        Node::Parts(mut kids) => {
            kids.insert(0, text("("));
            kids.insert(2, text(")"));
            Node::Parts(kids)
        }
        other => other,
    }
}

fn parts_expr(template: &str, kid: Node) -> Node {
    expr(template, vec![kid])
}

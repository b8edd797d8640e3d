//! Functions and modules.

use super::forms::Type;
use super::{Helper, MOST, Maker};
use crate::programs::tree::{Node, expr, items, parts, text};

/// How many functions without arguments a module has, those that are compared.
const TESTS: usize = 20;

/// Options of compilers. Those that a release does not know do nothing there.
const OPTIONS: [&str; 57] = [
    "r22",
    "r23",
    "r24",
    "r25",
    "r26",
    "r27",
    "inline",
    "inline_list_funcs",
    "no_copt",
    "no_postopt",
    "no_bsm3",
    "no_bsm4",
    "no_bsm_opt",
    "no_bs_match",
    "no_bs_create_bin",
    "no_make_fun3",
    "no_init_yregs",
    "no_swap",
    "no_put_tuple2",
    "no_get_hd_tl",
    "no_shared_fun_wrappers",
    "no_recv_opt",
    "no_type_opt",
    "no_module_opt",
    "no_fun_opt",
    "no_bool_opt",
    "no_ssa_opt",
    "no_share_opt",
    "no_throw_opt",
    "no_min_max_bifs",
    "no_badrecord",
    "no_utf8_atoms",
    "no_stack_trimming",
    "line_coverage",
    "beam_debug_info",
    "no_ssa_opt_live",
    "no_ssa_opt_cse",
    "no_ssa_opt_dead",
    "no_ssa_opt_bsm",
    "no_ssa_opt_bsm_shortcut",
    "no_ssa_opt_float",
    "no_ssa_opt_sink",
    "no_ssa_opt_tuple_size",
    "no_ssa_opt_record",
    "no_ssa_opt_update_tuple",
    "no_ssa_opt_ranges",
    "no_ssa_opt_share",
    "no_ssa_opt_bc_size",
    "no_ssa_opt_blockify",
    "no_ssa_opt_merge_updates",
    "no_ssa_opt_private_append",
    "no_ssa_opt_destructive_update",
    "no_ssa_opt_tail_phis",
    "no_ssa_opt_trim_unreachable",
    "no_ssa_opt_redundant_br",
    "no_ssa_opt_alias",
    "no_ssa_opt_ne",
];

impl Maker {
    /// A module.
    pub fn module(mut self) -> Node {
        let options: Vec<&str> = match self.random.below(3) {
            0 => vec![],
            _ => (0..self.random.within(1, 3)).map(|_| self.random.pick(&OPTIONS)).collect(),
        };
        // With some options the compiler calls `make_fun/3`, which is not here, to make an external fun.
        self.external_funs = options.is_empty();
        let release = self.release;
        let mut functions = Vec::new();
        for index in 0..self.random.within(3, 8) {
            functions.push(self.helper(format!("h{index}")));
        }
        let mut exports = vec![text("id/1")];
        for index in 0..TESTS {
            let of = self.some_type();
            let budget = self.random.pick(&[15, 30, 60]);
            self.start(budget);
            let body = self.body(of);
            functions.push(parts("t@() ->\n@.\n\n", vec![text(index.to_string()), body]));
            exports.push(text(format!("t{index}/0")));
        }
        let on_load = if self.random.one_in(20) { "-on_load(loaded/0).\nloaded() -> ok.\n\n" } else { "" };
        let top = format!(
            "%% otp: {release}+\n%% options: [{}]\n-module(@).\n-export([@]).\n-record(r, {{a, b = 1, c = []}}).\n\
             -record(s, {{f1, f2 = 2, f3, f4 = [], f5, f6, f7, f8, f9, f10, f11, f12 = {{}}}}).\n\
             {on_load}id(X) -> X.\n\ncount(0) -> [];\ncount(N) -> [N | count(N - 1)].\n\n@",
            options.join(", ")
        );
        parts(&top, vec![Node::Module, items(", ", 1, exports), items("", 0, functions)])
    }

    /// Begins a function of so many expressions.
    fn start(&mut self, budget: i32) {
        self.scope.clear();
        self.known = 0;
        self.budget = budget;
        self.depth = 0;
        self.weight = 1;
        self.cost = 0;
    }

    /// A function for others to call.
    fn helper(&mut self, name: String) -> Node {
        let budget = self.random.pick(&[8, 15, 25]);
        self.start(budget);
        let mut result = self.some_type();
        let mut count = 0;
        let mut types: Vec<Type> = (0..self.random.below(4)).map(|_| self.some_type()).collect();
        let many = self.random.one_in(6);
        if many {
            types = (0..self.random.within(15, 24)).map(|_| self.some_type()).collect();
        }
        let kind = self.random.below(6);
        let node = match kind {
            0 | 1 => self.plain(&name, &types, result),
            2 => {
                count = 8;
                self.counting(&name, &types, result)
            }
            3 => {
                count = 12;
                types.insert(0, result);
                self.accumulating(&name, &types, result)
            }
            4 => {
                types = vec![Type::Bits, self.some_type()];
                result = types[1];
                self.eating_bits(&name, result)
            }
            _ => {
                types = vec![Type::List, self.some_type()];
                result = types[1];
                self.eating_list(&name, result)
            }
        };
        let cost = self.cost.max(1);
        self.helpers.push(Helper { name, count, parts: types, result, cost });
        node
    }

    fn head(&mut self, types: &[Type], depth: u32) -> Vec<Node> {
        types.iter().map(|of| self.pattern(*of, depth)).collect()
    }

    fn variables(&mut self, types: &[Type]) -> Vec<String> {
        types.iter().map(|of| self.bind(*of)).collect()
    }

    /// Clauses by patterns.
    fn plain(&mut self, name: &str, types: &[Type], of: Type) -> Node {
        let mut clauses = Vec::new();
        for _ in 0..self.random.within(1, 3) {
            clauses.push(self.inner(|maker| {
                let head = maker.head(types, 2);
                let guard = maker.guard(3);
                let body = maker.body(of);
                parts(&format!("{name}(@)@ ->\n@"), vec![fixed(head), guard, body])
            }));
        }
        if !self.random.one_in(6) {
            clauses.push(self.inner(|maker| {
                let head = maker.variables(types).into_iter().map(text).collect();
                let body = maker.body(of);
                parts(&format!("{name}(@) ->\n@"), vec![fixed(head), body])
            }));
        }
        parts("@.\n\n", vec![items(";\n", 1, clauses)])
    }

    /// A loop that counts down and comes back.
    fn counting(&mut self, name: &str, types: &[Type], of: Type) -> Node {
        let last = self.inner(|maker| {
            let head = maker.variables(types).into_iter().map(text).collect();
            let body = maker.body(of);
            parts(&format!("{name}(0@) ->\n@"), vec![after_comma(head), body])
        });
        let step = self.inner(|maker| {
            let count = maker.bind(Type::Small);
            let head = maker.variables(types).into_iter().map(text).collect();
            let (args, got, body) = maker.repeated(8, |maker| {
                let args = types.iter().map(|of| maker.expr(*of)).collect();
                let got = maker.bind(of);
                (args, got, maker.body(of))
            });
            parts(
                &format!("{name}({count}@) when {count} > 0 ->\n{got} = {name}({count} - 1@),\n@"),
                vec![after_comma(head), after_comma(args), body],
            )
        });
        parts("@.\n\n", vec![items(";\n", 1, vec![last, step])])
    }

    /// A loop that counts down and has its result in the first of its further arguments.
    fn accumulating(&mut self, name: &str, types: &[Type], of: Type) -> Node {
        let last = self.inner(|maker| {
            let mut names = maker.variables(types);
            let result = names[0].clone();
            let head = names.drain(..).map(text).collect();
            parts(&format!("{name}(0@) -> {result}"), vec![after_comma(head)])
        });
        let step = self.inner(|maker| {
            let count = maker.bind(Type::Small);
            let names = maker.variables(types);
            let args: Vec<Node> = maker.repeated(12, |maker| {
                let first = match of {
                    // So that binaries are appended to, and numbers stay in registers.
                    Type::Bin => {
                        let value = maker.expr(Type::Int);
                        expr(
                            &format!("<<{}/binary, (@):@>>", names[0]),
                            vec![value, text(maker.random.pick(&["8", "16", "32"]))],
                        )
                    }
                    Type::Bits => {
                        let value = maker.expr(Type::Int);
                        expr(
                            &format!("<<{}/bits, (@):@>>", names[0]),
                            vec![value, text(maker.random.pick(&["8", "3", "65"]))],
                        )
                    }
                    Type::Float | Type::Int | Type::Number => {
                        let value = maker.expr(of);
                        expr(&format!("({} {} @)", names[0], maker.random.pick(&["+", "-"])), vec![value])
                    }
                    _ => maker.expr(of),
                };
                let mut args = vec![first];
                args.extend(types[1..].iter().map(|of| maker.expr(*of)));
                args
            });
            let head = names.into_iter().map(text).collect();
            parts(
                &format!("{name}({count}@) when {count} > 0 ->\n{name}({count} - 1@)"),
                vec![after_comma(head), after_comma(args)],
            )
        });
        parts("@.\n\n", vec![items(";\n", 1, vec![last, step])])
    }

    /// A loop over a bit string.
    fn eating_bits(&mut self, name: &str, of: Type) -> Node {
        let mut clauses = Vec::new();
        for _ in 0..self.random.within(1, 3) {
            clauses.push(self.inner(|maker| {
                let (size, taken) = maker.random.pick(&[
                    (":8", Type::Small),
                    (":1", Type::Small),
                    (":16/little-signed", Type::Int),
                    (":2/binary", Type::Bin),
                    ("/utf8", Type::Small),
                    (":64/float", Type::Float),
                    (":5", Type::Small),
                    (":24", Type::Int),
                ]);
                let first = maker.random.pick(&["0", "$a", "1", ""]);
                let fits = !first.is_empty() && matches!(taken, Type::Small | Type::Int);
                let first = if fits { first.to_string() } else { maker.bind(taken) };
                let (rest, value) = (maker.bind(Type::Bits), maker.bind(of));
                let guard = maker.guard(4);
                let body = maker.repeated(10, |maker| maker.expr(of));
                // What comes back is used, or not.
                let (before, behind) = maker.random.pick(&[("", ""), ("", ""), ("id(", ")")]);
                parts(
                    &format!("{name}(<<{first}{size}, {rest}/bits>>, {value})@ -> {before}{name}({rest}, @){behind}"),
                    vec![guard, body],
                )
            }));
        }
        clauses.push(self.inner(|maker| {
            let (rest, value) = (maker.bind(Type::Bits), maker.bind(of));
            let body = maker.body(of);
            parts(&format!("{name}({rest}, {value}) ->\n@"), vec![body])
        }));
        parts("@.\n\n", vec![items(";\n", 1, clauses)])
    }

    /// A loop over a list.
    fn eating_list(&mut self, name: &str, of: Type) -> Node {
        let mut clauses = Vec::new();
        for _ in 0..self.random.within(1, 3) {
            clauses.push(self.inner(|maker| {
                let first = maker.pattern(Type::Any, 2);
                let (rest, value) = (maker.bind(Type::List), maker.bind(of));
                let guard = maker.guard(4);
                let body = maker.repeated(8, |maker| maker.expr(of));
                let (before, behind) = maker.random.pick(&[("", ""), ("", ""), ("id(", ")")]);
                parts(
                    &format!("{name}([@ | {rest}], {value})@ -> {before}{name}({rest}, @){behind}"),
                    vec![first, guard, body],
                )
            }));
        }
        clauses.push(self.inner(|maker| {
            let (rest, value) = (maker.bind(Type::Any), maker.bind(of));
            let body = maker.body(of);
            parts(&format!("{name}({rest}, {value}) ->\n@"), vec![body])
        }));
        parts("@.\n\n", vec![items(";\n", 1, clauses)])
    }

    /// A call of a function made before that gives the type, or of any.
    pub(super) fn call(&mut self, of: Type) -> Node {
        let (cost, weight) = (self.cost, self.weight);
        let cheap = |helper: &&Helper| cost.saturating_add(weight.saturating_mul(helper.cost)) < MOST;
        let mut fitting: Vec<Helper> =
            self.helpers.iter().filter(cheap).filter(|helper| helper.result.is(of)).cloned().collect();
        if fitting.is_empty() || self.random.one_in(5) {
            fitting = self.helpers.iter().filter(cheap).cloned().collect();
        }
        if fitting.is_empty() {
            return self.form(of, false);
        }
        let helper = self.random.pick(&fitting);
        self.cost = self.cost.saturating_add(self.weight.saturating_mul(helper.cost));
        let mut args = Vec::new();
        if helper.count > 0 {
            args.push(text(self.random.within(0, helper.count).to_string()));
        }
        for of in &helper.parts {
            args.push(self.expr(*of));
        }
        expr(&format!("{}(@)", helper.name), vec![fixed(args)])
    }
}

/// Arguments, none of which can go.
fn fixed(nodes: Vec<Node>) -> Node {
    items(", ", nodes.len(), nodes)
}

/// Arguments that follow another.
fn after_comma(nodes: Vec<Node>) -> Node {
    Node::Parts(nodes.into_iter().map(|node| parts(", @", vec![node])).collect())
}

//! Tests and jumps (OTP's `select_instrs.tab`, `instrs.tab`).

use std::cmp::Ordering;

use crate::code::Arg;
use crate::compare;
use crate::exec::{Ctx, Done, Fail, operands, uint};
use crate::term::{Kind, Term};

pub(super) fn jump(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label] = operands(args)?;
    c.jump(label)
}

impl Ctx<'_> {
    fn order(&self, a: Arg, b: Arg) -> Result<Ordering, Fail> {
        let (a, b) = (self.get(a)?, self.get(b)?);
        if let (Some(a), Some(b)) = (a.as_small(), b.as_small()) {
            return Ok(a.cmp(&b));
        }
        let view = self.view();
        Ok(compare::compare(view, a, view, b, &self.sys.atoms, false))
    }

    fn same(&self, a: Arg, b: Arg) -> Result<bool, Fail> {
        let (a, b) = (self.get(a)?, self.get(b)?);
        // Immediates are equal exactly if their words are.
        Ok(a == b
            || (a.is_pointer()
                && b.is_pointer()
                && compare::identical(self.view(), a, self.view(), b, &self.sys.atoms)))
    }

    fn equal(&self, a: Arg, b: Arg) -> Result<bool, Fail> {
        let (a, b) = (self.get(a)?, self.get(b)?);
        Ok(a == b || compare::equal(self.view(), a, self.view(), b, &self.sys.atoms))
    }

    fn test_value(&mut self, args: &[Arg], holds: impl FnOnce(&Self, Term) -> bool) -> Done {
        let [label, src] = operands(args)?;
        let value = self.get(src)?;
        let holds = holds(self, value);
        self.test(holds, label)
    }
}

macro_rules! comparison {
    ($($name:ident, $c:ident, $a:ident, $b:ident, $holds:expr;)*) => {
        $(pub(super) fn $name($c: &mut Ctx<'_>, args: &[Arg]) -> Done {
            let [label, $a, $b] = operands(args)?;
            let holds = $holds;
            $c.test(holds, label)
        })*
    };
}

comparison! {
    is_lt, c, a, b, c.order(a, b)? == Ordering::Less;
    is_ge, c, a, b, c.order(a, b)? != Ordering::Less;
    is_eq, c, a, b, c.equal(a, b)?;
    is_ne, c, a, b, !c.equal(a, b)?;
    is_eq_exact, c, a, b, c.same(a, b)?;
    is_ne_exact, c, a, b, !c.same(a, b)?;
}

macro_rules! type_test {
    ($($name:ident, $c:ident, $t:ident, $holds:expr;)*) => {
        $(pub(super) fn $name(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
            c.test_value(args, |$c, $t| $holds)
        })*
    };
}

type_test! {
    is_integer, c, t, c.view().is_integer(t);
    is_float, c, t, c.view().kind(t) == Some(Kind::Float);
    is_number, c, t, c.view().is_integer(t) || c.view().kind(t) == Some(Kind::Float);
    is_atom, _c, t, t.is_atom();
    is_pid, c, t, c.view().is_pid(t);
    is_reference, c, t, c.view().is_reference(t);
    is_port, c, t, c.view().is_port(t);
    is_nil, _c, t, t.is_nil();
    is_binary, c, t, c.view().bits(t).is_some_and(|b| b.size % 8 == 0);
    is_bitstr, c, t, c.view().bits(t).is_some();
    is_list, _c, t, t.is_list() || t.is_nil();
    is_nonempty_list, _c, t, t.is_list();
    is_tuple, c, t, c.view().kind(t) == Some(Kind::Tuple);
    is_map, c, t, c.view().is_map(t);
    is_boolean, _c, t, t.as_bool().is_some();
    is_function, c, t, matches!(c.view().kind(t), Some(Kind::Fun | Kind::Export));
}

impl Ctx<'_> {
    /// The arity of a fun of either kind.
    pub(crate) fn fun_arity(&self, fun: Term) -> Option<usize> {
        let view = self.view();
        match view.kind(fun)? {
            Kind::Fun => view.word(fun, 2).as_size(),
            Kind::Export => {
                let export = self.code.exports.get(view.word(fun, 1).as_size()?)?;
                Some(export.arity as usize)
            }
            _ => None,
        }
    }
}

pub(super) fn is_function2(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, fun, arity] = operands(args)?;
    let (fun, arity) = (c.get(fun)?, c.get(arity)?);
    let holds = c.fun_arity(fun).is_some_and(|n| Some(n) == arity.as_size());
    c.test(holds, label)
}

pub(super) fn test_arity(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, src, arity] = operands(args)?;
    let tuple = c.get(src)?;
    let holds = c.view().tuple_arity(tuple) == Some(uint(arity)?);
    c.test(holds, label)
}

pub(super) fn is_tagged_tuple(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, src, arity, tag] = operands(args)?;
    let (tuple, tag) = (c.get(src)?, c.get(tag)?);
    let view = c.view();
    let holds = view.tuple_arity(tuple) == Some(uint(arity)?) && view.word(tuple, 1) == tag;
    c.test(holds, label)
}

pub(super) fn select_val(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [src, label, list] = operands(args)?;
    let value = c.get(src)?;
    for pair in c.code.list(list).chunks_exact(2) {
        let Arg::Const(key) = pair[0] else { return Err(Fail::BadCode("a select of no constant")) };
        if key == value
            || (key.is_pointer()
                && value.is_pointer()
                && compare::identical(c.view(), key, c.view(), value, &c.sys.atoms))
        {
            return c.jump(pair[1]);
        }
    }
    c.jump(label)
}

pub(super) fn select_tuple_arity(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [src, label, list] = operands(args)?;
    let tuple = c.get(src)?;
    if let Some(arity) = c.view().tuple_arity(tuple) {
        for pair in c.code.list(list).chunks_exact(2) {
            if uint(pair[0])? == arity {
                return c.jump(pair[1]);
            }
        }
    }
    c.jump(label)
}

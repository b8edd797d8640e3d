//! Float registers (OTP's `float_instrs.tab`). Float registers do not outlive a call.

use crate::atom::am;
use crate::code::Arg;
use crate::exec::{Ctx, Done, Fail, operands};
use crate::heap::Allocate;
use crate::number;

impl Ctx<'_> {
    fn float_register(&self, arg: Arg) -> Result<f64, Fail> {
        match arg {
            Arg::F(n) => Ok(self.sys.f[n as usize]),
            _ => Err(Fail::BadCode("an operand that is no float register")),
        }
    }

    fn set_float_register(&mut self, arg: Arg, value: f64) -> Done {
        match arg {
            Arg::F(n) => self.sys.f[n as usize] = value,
            _ => return Err(Fail::BadCode("an operand that is no float register")),
        }
        Ok(())
    }

    /// An infinite or undefined result is an error, as everywhere in Erlang.
    fn float_result(&mut self, dst: Arg, value: f64) -> Done {
        if value.is_finite() { self.set_float_register(dst, value) } else { Err(Fail::atom(am::BADARITH)) }
    }
}

pub(super) fn fmove(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [src, dst] = operands(args)?;
    if let Arg::F(_) = src {
        let value = c.float_register(src)?;
        let term = c.p.block.float(value)?;
        return c.set(dst, term);
    }
    let term = c.get(src)?;
    let value = c.view().float(term).ok_or(Fail::BadCode("a float register set to what is no float"))?;
    c.set_float_register(dst, value)
}

pub(super) fn fconv(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [src, dst] = operands(args)?;
    let term = c.get(src)?;
    match number::as_float(c.view(), term) {
        Ok(value) => c.float_result(dst, value),
        Err(_) => Err(Fail::atom(am::BADARITH)),
    }
}

macro_rules! arithmetic {
    ($($name:ident, $op:tt;)*) => {
        $(pub(super) fn $name(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
            let [_, a, b, dst] = operands(args)?;
            let value = c.float_register(a)? $op c.float_register(b)?;
            c.float_result(dst, value)
        })*
    };
}

arithmetic! {
    fadd, +;
    fsub, -;
    fmul, *;
    fdiv, /;
}

pub(super) fn fnegate(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [_, src, dst] = operands(args)?;
    let value = -c.float_register(src)?;
    c.float_result(dst, value)
}

/// Errors are raised where they occur, so there is nothing to clear.
pub(super) fn fclearerror(_: &mut Ctx<'_>, _: &[Arg]) -> Done {
    Ok(())
}

/// Errors are raised where they occur, so there is nothing left to check.
pub(super) fn fcheckerror(_: &mut Ctx<'_>, _: &[Arg]) -> Done {
    Ok(())
}

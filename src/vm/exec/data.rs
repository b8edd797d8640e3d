//! Stack frames, moves, lists, tuples, records, funs (OTP's `instrs.tab`).

use crate::code::Arg;
use crate::exec::{Ctx, Done, Fail, operands, uint};
use crate::heap::Allocate;
use crate::term::{Kind, Term};

/// The most words that one instruction may ask for.
pub(super) const MAX_NEED: usize = 1 << 24;

/// The words that an operand asks for.
pub(super) fn words(arg: Arg) -> Result<usize, Fail> {
    let n = uint(arg)?;
    if n > MAX_NEED { Err(Fail::BadCode("an instruction that needs more memory than any does")) } else { Ok(n) }
}

pub(super) fn nothing(_: &mut Ctx<'_>, _: &[Arg]) -> Done {
    Ok(())
}

pub(super) fn allocate(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [ys, live] = operands(args)?;
    frame(c, words(ys)?, 0, uint(live)?)
}

pub(super) fn allocate_heap(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [ys, heap, live] = operands(args)?;
    frame(c, words(ys)?, words(heap)?, uint(live)?)
}

fn frame(c: &mut Ctx<'_>, ys: usize, heap: usize, live: usize) -> Done {
    c.need(ys + 1 + heap, live)?;
    Ok(c.p.block.push_frame(ys)?)
}

pub(super) fn test_heap(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [heap, live] = operands(args)?;
    c.need(words(heap)?, uint(live)?)
}

pub(super) fn init(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [y] = operands(args)?;
    c.set(y, Term::NIL)
}

pub(super) fn init_yregs(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [list] = operands(args)?;
    c.code.list(list).iter().try_for_each(|y| c.set(*y, Term::NIL))
}

pub(super) fn deallocate(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [ys] = operands(args)?;
    c.p.block.pop(words(ys)? + 1).ok_or(Fail::BadCode("more words popped than the stack has"))
}

/// The words that go are below those that stay; the continuation pointer moves up with the frame.
pub(super) fn trim(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [ys, _] = operands(args)?;
    let cp = c.p.block.frame_word(0).ok_or(Fail::BadCode("a frame to trim that is not there"))?;
    c.p.block.pop(words(ys)?).ok_or(Fail::BadCode("more words popped than the stack has"))?;
    c.p.block.set_frame_word(0, cp).ok_or(Fail::BadCode("a frame to trim that is not there"))
}

pub(super) fn move_(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [src, dst] = operands(args)?;
    let value = c.get(src)?;
    c.set(dst, value)
}

pub(super) fn swap(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [a, b] = operands(args)?;
    let (x, y) = (c.get(a)?, c.get(b)?);
    c.set(a, y)?;
    c.set(b, x)
}

fn cell(c: &Ctx<'_>, src: Arg) -> Result<(Term, Term), Fail> {
    let list = c.get(src)?;
    c.view().cons(list).ok_or(Fail::BadCode("the head or tail of what is no list"))
}

pub(super) fn get_list(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [src, head, tail] = operands(args)?;
    let (h, t) = cell(c, src)?;
    c.set(head, h)?;
    c.set(tail, t)
}

pub(super) fn get_hd(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [src, dst] = operands(args)?;
    let (head, _) = cell(c, src)?;
    c.set(dst, head)
}

pub(super) fn get_tl(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [src, dst] = operands(args)?;
    let (_, tail) = cell(c, src)?;
    c.set(dst, tail)
}

pub(super) fn put_list(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [head, tail, dst] = operands(args)?;
    let (head, tail) = (c.get(head)?, c.get(tail)?);
    let list = c.p.block.cons(head, tail)?;
    c.set(dst, list)
}

pub(super) fn get_tuple_element(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [src, index, dst] = operands(args)?;
    let tuple = c.get(src)?;
    let index = uint(index)?;
    if index >= c.view().tuple_arity(tuple).unwrap_or(0) {
        return Err(Fail::BadCode("an element that the tuple does not have"));
    }
    let element = c.view().word(tuple, index + 1);
    c.set(dst, element)
}

/// The compiler uses it only on a tuple that it has just made. What is set is older than that, so that no
/// term comes to hold itself; where a collection may have changed the order, it is looked through.
pub(super) fn set_tuple_element(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [value, tuple, index] = operands(args)?;
    let (value, tuple, index) = (c.get(value)?, c.get(tuple)?, uint(index)?);
    let (_, young, high_water, ..) = c.p.block.layout();
    let at = tuple.offset();
    if tuple.is_literal() || index >= c.view().tuple_arity(tuple).unwrap_or(0) {
        return Err(Fail::BadCode("an element set that the tuple does not have"));
    }
    if value.is_pointer() && !value.is_literal() {
        // A full collection just after the tuple was made has moved all there was into the old part.
        let into_old = at < young && value.offset() >= young;
        let older = value.offset() < at.max(high_water);
        if into_old || !older || (at < high_water && crate::gc::reaches(&c.p.block, value, at)) {
            return Err(Fail::BadCode("an element set that may hold the tuple"));
        }
    }
    c.p.block.memory()[at + 1 + index] = value.0;
    Ok(())
}

fn values(c: &Ctx<'_>, list: Arg) -> Result<Vec<Term>, Fail> {
    c.code.list(list).iter().map(|a| c.get(*a)).collect()
}

pub(super) fn put_tuple2(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [dst, list] = operands(args)?;
    let list = c.code.list(list);
    let at = c.p.block.allocate(list.len() + 1)?;
    c.p.block.memory()[at] = Term::header(Kind::Tuple, list.len()).0;
    for (i, arg) in list.iter().enumerate() {
        // A word that is not set yet must not be left for the collector to trip over.
        let value = c.get(*arg).unwrap_or(Term::NIL);
        c.p.block.memory()[at + 1 + i] = value.0;
    }
    c.set(dst, Term::boxed_at(at))
}

/// `update_record Hint Size Src Dst [Index, Value, …]`: always a new tuple, as the hint `copy` says.
pub(super) fn update_record(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [_, _, src, dst, updates] = operands(args)?;
    let tuple = c.get(src)?;
    let elements = c.view().tuple(tuple).ok_or(Fail::BadCode("an update of what is no tuple"))?;
    let mut elements = elements.to_vec();
    for pair in c.code.list(updates).chunks_exact(2) {
        let value = c.get(pair[1])?;
        let element = uint(pair[0])?.checked_sub(1).and_then(|i| elements.get_mut(i));
        *element.ok_or(Fail::BadCode("an element that the tuple does not have"))? = value;
    }
    let updated = c.p.block.tuple(&elements)?;
    c.set(dst, updated)
}

fn make_fun(c: &mut Ctx<'_>, fun: Arg, free: &[Term]) -> Result<Term, Fail> {
    let Arg::Fun(index) = fun else { return Err(Fail::BadCode("a fun that the module does not have")) };
    let entry = c.code.funs.get(index as usize).ok_or(Fail::BadCode("a fun that the module does not have"))?;
    if entry.free as usize != free.len() {
        return Err(Fail::BadCode("a fun with the wrong number of free variables"));
    }
    let mut words = vec![Term::size(index as usize).0, Term::size(entry.arity as usize).0, Term::pid(c.p.pid).0];
    words.extend(free.iter().map(|t| t.0));
    Ok(c.p.block.object(Kind::Fun, &words)?)
}

pub(super) fn make_fun3(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [fun, dst, free] = operands(args)?;
    let free = values(c, free)?;
    let made = make_fun(c, fun, &free)?;
    c.set(dst, made)
}

/// The free variables are in the first x registers.
pub(super) fn make_fun2(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [fun] = operands(args)?;
    let Arg::Fun(index) = fun else { return Err(Fail::BadCode("a fun that the module does not have")) };
    let free = c.code.funs.get(index as usize).map_or(0, |f| f.free as usize);
    let free: Vec<Term> = c.sys.x.iter().take(free).copied().collect();
    c.sys.x[0] = make_fun(c, fun, &free)?;
    Ok(())
}

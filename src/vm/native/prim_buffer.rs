//! The native functions of `prim_buffer` (OTP's `prim_buffer_nif.c`): buffers behind references, kept by the machine
//! (`resource.rs`).

use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::data::sub_binary;
use crate::native::{Native, NativeFn, NativeResult};
use crate::resource::{Buffers, Resource};
use crate::term::Term;

use super::prim_file::{SLICE, int, ok, pair, piece};

const fn effect(name: &'static str, arity: u32, run: NativeFn) -> Native {
    Native::new("prim_buffer", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("copying_read", 2, copying_read),
    effect("find_byte_index", 2, find_byte_index),
    effect("new", 0, new),
    effect("peek_head", 1, peek_head),
    effect("size", 1, size),
    effect("skip", 2, |c, a| {
        take(c, a, |_| {})?;
        Ok(ok())
    }),
    effect("try_lock", 1, |c, a| {
        let buffer = buffer(c, a[0])?;
        let acquired = c.sys.buffers.lock(buffer, c.p.pid, true);
        c.atom(if acquired { "acquired" } else { "busy" })
    }),
    effect("unlock", 1, unlock),
    effect("write", 2, write),
];

fn buffer(c: &Ctx<'_>, term: Term) -> Result<u128, Fail> {
    c.view().reference(term).filter(|number| Resource::Buffer.is(*number)).ok_or(Fail::badarg())
}

fn new(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    let number = Resource::Buffer.number(c.sys.unique());
    Ok(c.p.block.reference(number)?)
}

fn size(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let size = c.sys.buffers.get(buffer(c, a[0])?).map_or(0, |buffer| buffer.size());
    Ok(Term::size(size))
}

/// Takes as many bytes out as the second argument says.
fn take(c: &mut Ctx<'_>, a: &[Term], each: impl FnMut(&[u8])) -> Result<(), Fail> {
    let buffer = buffer(c, a[0])?;
    let size = a[1].as_size().ok_or(Fail::badarg())?;
    c.sys.buffers.take(buffer, c.p.pid, size, each).ok_or(Fail::badarg())
}

fn copying_read(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let mut bytes = Vec::new();
    take(c, a, |part| bytes.extend_from_slice(part))?;
    Ok(c.p.block.binary(&bytes)?)
}

/// The first part, without copying it.
fn peek_head(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let buffer = buffer(c, a[0])?;
    let (part, out) = c.sys.buffers.head(buffer, c.p.pid).ok_or(Fail::badarg())?;
    let size = part.len();
    let whole = c.p.block.off_heap_binary(part)?;
    if out == 0 { Ok(whole) } else { sub_binary(c, whole, out * 8, (size - out) * 8) }
}

fn find_byte_index(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let buffer = buffer(c, a[0])?;
    let byte = int(c, a[1]).and_then(|byte: i32| u8::try_from(byte).ok()).ok_or(Fail::badarg())?;
    match c.sys.buffers.find(buffer, c.p.pid, byte) {
        Some(at) => pair(c, ok(), Term::size(at)),
        None => c.atom("not_found"),
    }
}

fn unlock(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let buffer = buffer(c, a[0])?;
    if c.sys.buffers.lock(buffer, c.p.pid, false) {
        return Ok(ok());
    }
    Err(Fail::Refuse(c.atom("lock_order_violation")?))
}

/// Puts the binaries of a list in, [`SLICE`] of them at a time: what comes before a part of the list that is refused
/// is in.
fn write(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let buffer = buffer(c, a[0])?;
    let mut rest = a[1];
    loop {
        let mut pieces = Vec::new();
        while let Some((head, tail)) = c.view().cons(rest).filter(|_| pieces.len() < SLICE) {
            let bits = piece(c, head)?;
            room(c, &pieces, bits.size / 8)?;
            pieces.push(bits.to_bytes());
            rest = tail;
        }
        if !rest.is_nil() && !rest.is_list() {
            return Err(Fail::badarg());
        }
        c.sys.buffers.write(buffer, c.p.pid, pieces);
        if rest.is_nil() {
            return Ok(ok());
        }
    }
}

/// Whether there is memory for these pieces and one more of that size.
fn room(c: &Ctx<'_>, pieces: &[Vec<u8>], size: usize) -> Result<(), Fail> {
    let wanted = Buffers::needed(pieces).saturating_add(size / 8);
    let room = c.sys.limits.total_words.saturating_sub(c.sys.total_words());
    if wanted > room { Err(Fail::HeapLimit) } else { Ok(()) }
}

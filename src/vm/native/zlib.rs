//! The natives behind OTP's module `zlib` (`zlib_nif.c`), which is run as it is.
//!
//! Arguments are refused before the caller is asked whether the stream is its own, and that before the stream is
//! asked for its state, as in OTP.

use std::sync::Arc;

use enigma_zlib::{Deflate, Error, Flush, Inflate, Io, Status, Strategy};

use super::charge;
use crate::atom::am;
use crate::bits::MAX_BINARY_BITS;
use crate::copy;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::iodata;
use crate::native::{Native, NativeResult};
use crate::number;
use crate::stream::{AtEnd, Codec, Found, PART_WORDS, Stream, Turn};
use crate::term::Term;

const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("zlib", name, arity, run, false)
}

pub(super) const TABLE: &[Native] = &[
    effect("clearStash_nif", 1, clear_stash),
    effect("close_nif", 1, close),
    effect("crc32_nif", 1, crc32),
    effect("deflateEnd_nif", 1, deflate_end),
    effect("deflateInit_nif", 6, deflate_init),
    effect("deflateParams_nif", 3, deflate_params),
    effect("deflateReset_nif", 1, |c, a| reset(c, a[0], Kind::Deflate)),
    effect("deflateSetDictionary_nif", 2, deflate_set_dictionary),
    effect("deflate_nif", 4, |c, a| turn(c, a, Kind::Deflate)),
    effect("enqueue_nif", 2, enqueue),
    effect("getBufSize_nif", 1, get_chunk_size),
    effect("getStash_nif", 1, get_stash),
    effect("inflateEnd_nif", 1, inflate_end),
    effect("inflateGetDictionary_nif", 1, inflate_get_dictionary),
    effect("inflateInit_nif", 3, inflate_init),
    effect("inflateReset_nif", 1, |c, a| reset(c, a[0], Kind::Inflate)),
    effect("inflateSetDictionary_nif", 2, inflate_set_dictionary),
    effect("inflate_nif", 4, |c, a| turn(c, a, Kind::Inflate)),
    effect("open_nif", 0, open),
    effect("setBufSize_nif", 2, set_chunk_size),
    effect("setStash_nif", 2, set_stash),
    effect("set_controller_nif", 2, set_controller),
];

/// The only method of compression.
const DEFLATED: i64 = 8;
/// The most parts of the input that are taken at once.
const MOST_PARTS: usize = 256;
/// A percent of a slice, in reductions.
const PERCENT: i64 = 40;

/// What a stream is to do for a call.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Deflate,
    Inflate,
}

fn raise(c: &mut Ctx<'_>, name: &str) -> Fail {
    c.atom(name).map_or_else(|fail| fail, Fail::Refuse)
}

fn failure(c: &mut Ctx<'_>, error: Error) -> Fail {
    raise(c, if error == Error::Data { "data_error" } else { "stream_error" })
}

/// What a call of zlib that went well comes to.
fn told(c: &mut Ctx<'_>, result: Result<Status, Error>) -> NativeResult {
    let name = match result.map_err(|error| failure(c, error))? {
        Status::Ok => return Ok(Term::atom(am::OK)),
        Status::StreamEnd => "stream_end",
        Status::BufError => "buf_error",
        Status::NeedDictionary => "unknown_error",
    };
    c.atom(name)
}

/// A number of C's `int`.
fn int(term: Term) -> Result<i32, Fail> {
    term.as_small().and_then(|value| i32::try_from(value).ok()).ok_or(Fail::badarg())
}

/// The words that may still be taken.
fn room(c: &Ctx<'_>) -> usize {
    c.sys.shared.room(c.sys.limits.total_words, c.sys.total_words())
}

fn make_room(c: &Ctx<'_>, bytes: usize) -> Result<(), Fail> {
    if bytes / 8 > room(c) { Err(Fail::HeapLimit) } else { Ok(()) }
}

/// Refuses what is no stream.
fn known(c: &Ctx<'_>, term: Term) -> Result<u128, Fail> {
    let reference = c.view().reference(term).ok_or(Fail::badarg())?;
    c.sys.shared.streams().find(reference).map(|_| reference).ok_or(Fail::badarg())
}

/// The caller's own stream, or that it is closed.
fn own<'a>(c: &'a mut Ctx<'_>, reference: u128) -> Result<Option<&'a Stream>, Fail> {
    let owner = match c.sys.shared.streams().find(reference).ok_or(Fail::badarg())? {
        Found::Open(stream) => stream.owner,
        Found::Closed(owner) => owner,
    };
    if owner != c.p.pid {
        return Err(raise(c, "not_on_controlling_process"));
    }
    match c.sys.shared.streams().find(reference) {
        Some(Found::Open(stream)) => Ok(Some(stream)),
        _ => Ok(None),
    }
}

/// Refuses what is not the caller's own stream, or does something else.
fn doing(c: &mut Ctx<'_>, reference: u128, kind: Kind) -> Result<(), Fail> {
    let right = own(c, reference)?.is_some_and(|stream| match stream.codec {
        Codec::Deflate(_) => kind == Kind::Deflate,
        Codec::Inflate(_) => kind == Kind::Inflate,
        Codec::None => false,
    });
    if right { Ok(()) } else { Err(raise(c, "not_initialized")) }
}

/// Changes a stream that was found before.
fn change<T>(c: &mut Ctx<'_>, reference: u128, change: impl FnOnce(&mut Stream) -> T) -> Result<T, Fail> {
    c.sys.shared.change_stream(reference, change).ok_or(Fail::badarg())
}

/// Changes the compression of a stream that was found before.
fn deflate<T>(c: &mut Ctx<'_>, reference: u128, f: impl FnOnce(&mut Deflate) -> T) -> Result<T, Fail> {
    let result = change(c, reference, |stream| match &mut stream.codec {
        Codec::Deflate(deflate) => Some(f(deflate)),
        _ => None,
    })?;
    result.ok_or(Fail::badarg())
}

fn open(c: &mut Ctx<'_>, _: &[Term]) -> NativeResult {
    let stream = Stream::new(c.p.pid);
    make_room(c, 8 * stream.words())?;
    let reference = u128::from(c.sys.unique());
    c.sys.shared.add_stream(reference, stream);
    Ok(c.p.block.reference(reference)?)
}

fn close(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let reference = known(c, a[0])?;
    if own(c, reference)?.is_none() {
        return Err(raise(c, "not_initialized"));
    }
    c.sys.shared.close_stream(reference);
    Ok(Term::atom(am::OK))
}

/// Gives a stream away. One that nobody can use any more is closed.
fn set_controller(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let reference = known(c, a[0])?;
    let owner = a[1].as_pid().ok_or(Fail::badarg())?;
    if own(c, reference)?.is_some() {
        change(c, reference, |stream| stream.owner = owner)?;
        if owner != c.p.pid && !c.sys.processes.contains_key(&owner) {
            c.sys.shared.close_stream(reference);
        }
    }
    Ok(Term::atom(am::OK))
}

/// Begins to do something with a stream that does nothing yet.
fn begin(c: &mut Ctx<'_>, reference: u128, codec: Result<Codec, Error>, raw: bool, at_end: AtEnd) -> NativeResult {
    let codec = codec.map_err(|error| failure(c, error))?;
    make_room(c, codec.footprint())?;
    change(c, reference, |stream| {
        stream.codec = codec;
        (stream.raw, stream.at_end, stream.ended, stream.sum) = (raw, at_end, false, 0);
    })?;
    Ok(Term::atom(am::OK))
}

/// Refuses a stream that does something, or is closed.
fn unused(c: &mut Ctx<'_>, reference: u128) -> Result<(), Fail> {
    let unused = own(c, reference)?.is_some_and(|stream| stream.codec == Codec::None);
    if unused { Ok(()) } else { Err(raise(c, "already_initialized")) }
}

fn deflate_init(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let reference = known(c, a[0])?;
    let mut numbers = [0; 5];
    for (number, term) in numbers.iter_mut().zip(&a[1..]) {
        *number = i64::from(int(*term)?);
    }
    unused(c, reference)?;
    let [level, method, window_bits, memory, strategy] = numbers;
    let strategy = Strategy::from_number(strategy).filter(|_| method == DEFLATED).ok_or(Error::Stream);
    let stream = strategy.and_then(|strategy| Deflate::new(level, window_bits, memory, strategy));
    begin(c, reference, stream.map(|stream| Codec::Deflate(Box::new(stream))), window_bits < 0, AtEnd::Cut)
}

fn inflate_init(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let reference = known(c, a[0])?;
    let (window_bits, at_end) = (i64::from(int(a[1])?), int(a[2])?);
    unused(c, reference)?;
    let at_end = match at_end {
        0 => AtEnd::Error,
        1 => AtEnd::Reset,
        2 => AtEnd::Cut,
        _ => AtEnd::Other,
    };
    let codec = Inflate::new(window_bits).map(|stream| Codec::Inflate(Box::new(stream)));
    begin(c, reference, codec, window_bits < 0, at_end)
}

fn reset(c: &mut Ctx<'_>, stream: Term, kind: Kind) -> NativeResult {
    let reference = known(c, stream)?;
    doing(c, reference, kind)?;
    change(c, reference, |stream| {
        match &mut stream.codec {
            Codec::None => {}
            Codec::Deflate(deflate) => deflate.reset(),
            Codec::Inflate(inflate) => inflate.reset(),
        }
        (stream.sum, stream.ended) = (0, false);
        stream.reset_input();
    })?;
    Ok(Term::atom(am::OK))
}

/// Ends what a stream does; `lost` tells whether data are lost by that.
fn end(c: &mut Ctx<'_>, a: &[Term], kind: Kind, lost: impl Fn(&Stream) -> bool) -> NativeResult {
    let reference = known(c, a[0])?;
    doing(c, reference, kind)?;
    let lost = change(c, reference, |stream| {
        let lost = lost(stream) || stream.has_input();
        stream.reset_input();
        stream.codec = Codec::None;
        lost
    })?;
    if lost { Err(raise(c, "data_error")) } else { Ok(Term::atom(am::OK)) }
}

fn deflate_end(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    end(c, a, Kind::Deflate, |stream| matches!(&stream.codec, Codec::Deflate(deflate) if deflate.is_busy()))
}

fn inflate_end(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    end(c, a, Kind::Inflate, |stream| !stream.ended)
}

/// Sets level and strategy. The module has flushed the stream before, so that nothing is put out but a few bits.
fn deflate_params(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let reference = known(c, a[0])?;
    let (level, strategy) = (int(a[1])?, int(a[2])?);
    doing(c, reference, Kind::Deflate)?;
    let (mut output, strategy) = (Vec::new(), Strategy::from_number(strategy.into()));
    let result = deflate(c, reference, |stream| {
        let mut io = Io::new(&[], &mut output, 1);
        let result = stream.set_params(level.into(), strategy.ok_or(Error::Stream)?, &mut io);
        if io.room() == 0 { Err(Error::Stream) } else { result }
    })?;
    told(c, result)
}

fn deflate_set_dictionary(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let reference = known(c, a[0])?;
    let dictionary = iodata::bytes(c.view(), a[1])?;
    doing(c, reference, Kind::Deflate)?;
    let result = deflate(c, reference, |stream| stream.set_dictionary(&dictionary).map(|()| stream.adler()))?;
    let mut sum = result.map_err(|error| failure(c, error))?;
    if let Some(Found::Open(Stream { raw: true, .. })) = c.sys.shared.streams().find(reference) {
        // Zlib computes none for raw data, and OTP one that begins with 0.
        let mut adler = adler2::Adler32::from_checksum(0);
        adler.write_slice(&dictionary);
        sum = adler.checksum();
    }
    Ok(Term::size(sum as usize))
}

fn inflate_set_dictionary(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let reference = known(c, a[0])?;
    let dictionary = iodata::bytes(c.view(), a[1])?;
    doing(c, reference, Kind::Inflate)?;
    let result = change(c, reference, |stream| match &mut stream.codec {
        Codec::Inflate(inflate) => inflate.set_dictionary(&dictionary),
        _ => Err(Error::Stream),
    })?;
    told(c, result.map(|()| Status::Ok))
}

fn inflate_get_dictionary(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let reference = known(c, a[0])?;
    doing(c, reference, Kind::Inflate)?;
    let Some(Found::Open(Stream { codec: Codec::Inflate(inflate), .. })) = c.sys.shared.streams().find(reference)
    else {
        return Err(Fail::badarg());
    };
    Ok(c.p.block.binary(inflate.dictionary())?)
}

/// Adds parts of input, as many as are taken at once; what is left is given back.
fn enqueue(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let reference = known(c, a[0])?;
    if own(c, reference)?.is_none_or(|stream| stream.codec == Codec::None) {
        return Err(raise(c, "not_initialized"));
    }
    let (mut parts, mut bytes, mut rest) = (Vec::new(), 0, a[1]);
    while parts.len() < MOST_PARTS
        && let Some((head, tail)) = c.view().cons(rest)
    {
        let part = c.view().bits(head).filter(|part| part.size.is_multiple_of(8)).ok_or(Fail::badarg())?;
        bytes += part.size / 8;
        parts.push(head);
        rest = tail;
    }
    if !rest.is_nil() && !rest.is_list() {
        return Err(Fail::badarg());
    }
    make_room(c, bytes + parts.len() * PART_WORDS * 8)?;
    let parts: Vec<_> = parts.into_iter().filter_map(|part| c.view().bits(part)).map(|part| part.to_bytes()).collect();
    change(c, reference, |stream| parts.into_iter().for_each(|part| stream.add_input(Arc::new(part))))?;
    if rest.is_nil() {
        return Ok(Term::atom(am::OK));
    }
    let more = c.atom("continue")?;
    Ok(c.p.block.tuple(&[more, rest])?)
}

/// A turn of compression or decompression.
fn turn(c: &mut Ctx<'_>, a: &[Term], kind: Kind) -> NativeResult {
    let reference = known(c, a[0])?;
    let (limit, most, flush) = (int(a[1])?, int(a[2])?, int(a[3])?);
    doing(c, reference, kind)?;
    let Ok(most) = usize::try_from(most) else { return c.atom("mem_error") };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let room = most.min(MAX_BINARY_BITS / 8).min(c.sys.limits.process_words.saturating_mul(8));
    let result = change(c, reference, |stream| {
        if kind == Kind::Inflate {
            behind_the_end(stream)?;
        }
        stream.turn(limit, room, Flush::from_number(flush.into()))
    })?;
    let turn = result.map_err(|error| failure(c, error))?;
    for used in &turn.used {
        let percent = used.saturating_mul(100).checked_div(limit).unwrap_or(0).clamp(1, 100);
        charge(c, percent as i64 * PERCENT);
    }
    if turn.output.is_empty() && !turn.is_empty && turn.used.iter().sum::<usize>() == 0 {
        return Err(failure(c, Error::Data));
    }
    turn_result(c, reference, turn, most)
}

/// `{finished, Output}`, `{continue, Output}` or `{need_dictionary, Checksum, Output}`.
fn turn_result(c: &mut Ctx<'_>, reference: u128, turn: Turn, most: usize) -> NativeResult {
    let finished = turn.is_empty && turn.output.len() < most;
    let mut output = Term::NIL;
    if !turn.output.is_empty() {
        let binary = c.p.block.binary(&turn.output)?;
        output = c.p.block.list(&[binary])?;
    }
    if !finished && turn.status == Status::NeedDictionary {
        let sum = match c.sys.shared.streams().find(reference) {
            Some(Found::Open(Stream { codec: Codec::Inflate(inflate), .. })) => inflate.adler(),
            _ => 0,
        };
        let tag = c.atom("need_dictionary")?;
        return Ok(c.p.block.tuple(&[tag, Term::size(sum as usize), output])?);
    }
    let tag = c.atom(if finished { "finished" } else { "continue" })?;
    Ok(c.p.block.tuple(&[tag, output])?)
}

/// Does what is to be done with input behind the end.
fn behind_the_end(stream: &mut Stream) -> Result<(), Error> {
    if !stream.ended || !stream.has_input() {
        return Ok(());
    }
    match stream.at_end {
        AtEnd::Error => return Err(Error::Data),
        AtEnd::Reset => {
            if let Codec::Inflate(inflate) = &mut stream.codec {
                inflate.reset();
            }
            stream.ended = false;
        }
        AtEnd::Cut => stream.reset_input(),
        AtEnd::Other => {}
    }
    Ok(())
}

fn crc32(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let reference = known(c, a[0])?;
    match own(c, reference)? {
        Some(stream) if stream.codec != Codec::None => Ok(Term::size(stream.sum as usize)),
        _ => Err(raise(c, "not_initialized")),
    }
}

fn get_chunk_size(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let reference = known(c, a[0])?;
    let size = own(c, reference)?.map(|stream| stream.chunk_size);
    let size = size.unwrap_or_else(|| Stream::new(c.p.pid).chunk_size);
    Ok(number::make_integer(&mut c.p.block, size.into())?)
}

fn set_chunk_size(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let reference = known(c, a[0])?;
    let is_open = own(c, reference)?.is_some();
    let size = int(a[1])?;
    if is_open {
        change(c, reference, |stream| stream.chunk_size = size)?;
    }
    Ok(Term::atom(am::OK))
}

fn get_stash(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let reference = known(c, a[0])?;
    let Some((fragment, term)) = own(c, reference)?.and_then(|stream| stream.stash.clone()) else {
        return c.atom("empty");
    };
    let view = fragment.view(&c.code.literals.words);
    let term = copy::copy_term(view, term, &mut c.p.block, c.sys.limits.process_words)?;
    Ok(c.p.block.tuple(&[Term::atom(am::OK), term])?)
}

fn clear_stash(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let reference = known(c, a[0])?;
    if own(c, reference)?.is_none_or(|stream| stream.stash.is_none()) {
        return Err(raise(c, "error"));
    }
    change(c, reference, |stream| stream.stash = None)?;
    Ok(Term::atom(am::OK))
}

fn set_stash(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let reference = known(c, a[0])?;
    if own(c, reference)?.is_none_or(|stream| stream.stash.is_some()) {
        return Err(raise(c, "error"));
    }
    let (fragment, term) = copy::to_fragment(c.view(), a[1], room(c))?;
    make_room(c, 8 * fragment.footprint())?;
    change(c, reference, |stream| stream.stash = Some((Arc::new(fragment), term)))?;
    Ok(Term::atom(am::OK))
}

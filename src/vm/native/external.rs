//! Terms as bytes in the external format, and back (OTP's `external.c`).

use enigma_beam::etf::{Context, LocalNode, decode_within};

use crate::bits::MAX_BINARY_BITS;
use crate::etf::{self, BuildError, KnownTables, SharedTables};
use crate::etf_encode::{self, Encoder, Form, Left, NEWEST_MINOR, local_sum};
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::identifier::THIS_NODE;
use crate::iodata;
use crate::native::process::because;
use crate::native::{Native, NativeResult, charge_pieces, pieces_left, state};
use crate::term::Term;

const fn pure(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, true)
}

/// What makes atoms.
const fn effect(name: &'static str, arity: u32, run: super::NativeFn) -> Native {
    Native::new("erlang", name, arity, run, false)
}

/// The first byte of a term as bytes.
const VERSION: u8 = 131;
/// The tag of a compressed term.
const COMPRESSED: u8 = 80;

pub(super) const TABLE: &[Native] = &[
    effect("binary_to_term", 1, |c, a| binary_to_term(c, a[0], Reading::default())),
    effect("binary_to_term", 2, |c, a| {
        let reading = reading(c, a[1]).ok_or_else(|| because(c, "badopt"))?;
        binary_to_term(c, a[0], reading)
    }),
    pure("external_size", 1, |c, a| external_size(c, a[0], Writing::usual(c))),
    pure("external_size", 2, |c, a| {
        let writing = writing(c, a[1])?;
        external_size(c, a[0], writing)
    }),
    pure("term_to_binary", 1, |c, a| term_to_binary(c, a[0], Writing::usual(c))),
    pure("term_to_binary", 2, |c, a| {
        let writing = writing(c, a[1])?;
        term_to_binary(c, a[0], writing)
    }),
    pure("term_to_iovec", 1, |c, a| term_to_iovec(c, a[0], Writing::usual(c))),
    pure("term_to_iovec", 2, |c, a| {
        let writing = writing(c, a[1])?;
        term_to_iovec(c, a[0], writing)
    }),
];

/// How a term is to be written.
#[derive(Clone, Copy)]
struct Writing {
    form: Form,
    /// How much trouble to take to make it small; none is 0.
    level: u32,
}

impl Writing {
    /// What is done unless options say otherwise: since OTP 26 the newest form.
    fn usual(c: &Ctx<'_>) -> Writing {
        let minor = if c.sys.atoms.otp() < 26 { 1 } else { NEWEST_MINOR };
        Writing { form: Form { minor, local: false, deterministic: false }, level: 0 }
    }
}

/// The level that `compressed` stands for.
const USUAL_LEVEL: u32 = 6;
const BEST_LEVEL: usize = 9;

/// What a list of options says of writing.
fn writing(c: &Ctx<'_>, options: Term) -> Result<Writing, Fail> {
    let view = c.view();
    let mut writing = Writing::usual(c);
    let name = |term: Term| term.as_atom().map(|atom| c.sys.atoms.name(atom));
    for option in view.proper_list(options).ok_or(Fail::badarg())? {
        match view.tuple(option).map(|pair| pair.to_vec()).as_deref() {
            Some([key, value]) => {
                let value = value.as_size().ok_or(Fail::badarg())?;
                match name(*key) {
                    Some("minor_version") if value <= NEWEST_MINOR => writing.form.minor = value,
                    Some("compressed") if value <= BEST_LEVEL => writing.level = value as u32,
                    _ => return Err(Fail::badarg()),
                }
            }
            None if name(option) == Some("deterministic") => writing.form.deterministic = true,
            None if name(option) == Some("local") => writing.form.local = true,
            None if name(option) == Some("compressed") => writing.level = USUAL_LEVEL,
            _ => return Err(Fail::badarg()),
        }
    }
    if writing.form.deterministic && writing.form.local { Err(Fail::badarg()) } else { Ok(writing) }
}

fn encode(c: &Ctx<'_>, term: Term, form: Form) -> Result<etf_encode::Encoded, Fail> {
    etf_encode::encode(c.view(), term, &c.sys.atoms, c.code, form).map_err(|_| Fail::system_limit())
}

/// What is to come of a term: its bytes, or how many they are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Bytes(u32),
    Size,
}

/// How many steps of writing a reduction makes (OTP's `TERM_TO_BINARY_LOOP_FACTOR`).
const STEPS: usize = 32;
/// How many bytes a reduction reads (OTP's `B2T_BYTES_PER_REDUCTION`).
const READ: usize = 128;
/// How many it compresses.
const PACKED: usize = 64;
/// What goes on with writing.
const WRITTEN: (&str, &str) = ("erts_internal", "term_to_binary_trap");

/// The size without compression.
fn external_size(c: &mut Ctx<'_>, term: Term, writing: Writing) -> NativeResult {
    write(c, term, writing.form, Wanted::Size)
}

/// Begins to write a term.
fn write(c: &mut Ctx<'_>, term: Term, form: Form, wanted: Wanted) -> NativeResult {
    let most = pieces_left(c, STEPS);
    let mut encoder = Encoder::new(c.view(), &c.sys.atoms, c.code, form);
    encoder.begin(term);
    encoder.run(most).map_err(|_| Fail::system_limit())?;
    let (bytes, sizes, done) = encoder.written();
    let left = encoder.left();
    let (pieces, noted) = (Term::NIL, Term::NIL);
    write_on(c, bytes, left, Written { form, wanted, pieces, before: 0, noted, sizes, done })
}

/// What has been written in earlier turns, and in this one.
struct Written {
    form: Form,
    wanted: Wanted,
    /// The bytes of earlier turns in pieces, the last first, and how many they are.
    pieces: Term,
    before: usize,
    /// Sizes of funs with their places in those bytes, as a list of pairs, and those of this turn.
    noted: Term,
    sizes: Vec<(usize, usize)>,
    /// The steps of this turn.
    done: usize,
}

/// Notes what has been written where something is left, or makes of it what is wanted.
fn write_on(c: &mut Ctx<'_>, bytes: Vec<u8>, left: Option<Left>, written: Written) -> NativeResult {
    charge_pieces(c, written.done, STEPS);
    let Written { form, wanted, mut pieces, before, mut noted, sizes, .. } = written;
    let size = before + bytes.len();
    let Some(left) = left else {
        return match wanted {
            Wanted::Size => Ok(Term::size(size + 1)),
            Wanted::Bytes(level) if pieces.is_nil() => finished(c, etf_encode::seal(bytes, form), level),
            Wanted::Bytes(level) => {
                let all = put_together(c, pieces, &bytes, (noted, sizes))?;
                finished(c, etf_encode::seal(all, form), level)
            }
        };
    };
    let level = match wanted {
        Wanted::Size => Term::NIL,
        Wanted::Bytes(level) => {
            let piece = c.p.block.binary(&bytes)?;
            pieces = c.p.block.cons(piece, pieces)?;
            for (at, size) in sizes {
                let pair = c.p.block.cons(Term::size(at), Term::size(size))?;
                noted = c.p.block.cons(pair, noted)?;
            }
            Term::size(level as usize)
        }
    };
    let steps = c.p.block.list_with_tail(&left.steps, left.below)?;
    let (minor, local) = (Term::size(form.minor), Term::boolean(form.local));
    let deterministic = Term::boolean(form.deterministic);
    let state = [steps, pieces, Term::size(size), noted, level, minor, local, deterministic];
    let state = c.p.block.tuple(&state)?;
    Err(Fail::goes_on(c, WRITTEN, &[state]))
}

/// Goes on with writing.
pub(super) fn go_on_writing(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let [steps, pieces, before, noted, level, minor, local, deterministic] = state(c, a[0])?;
    let truth = Term::boolean(true);
    let minor = minor.as_size().filter(|minor| *minor <= NEWEST_MINOR).ok_or(Fail::badarg())?;
    let form = Form { minor, local: local == truth, deterministic: deterministic == truth };
    let wanted = match level.as_size() {
        None => Wanted::Size,
        Some(level) => Wanted::Bytes(level.min(BEST_LEVEL) as u32),
    };
    let before = before.as_size().filter(|before| *before <= MAX_BINARY_BITS / 8).ok_or(Fail::badarg())?;
    let most = pieces_left(c, STEPS);
    let mut encoder = Encoder::new(c.view(), &c.sys.atoms, c.code, form);
    encoder.resume(steps, before);
    encoder.run(most).map_err(|_| Fail::system_limit())?;
    let (bytes, sizes, done) = encoder.written();
    let left = encoder.left();
    write_on(c, bytes, left, Written { form, wanted, pieces, before, noted, sizes, done })
}

/// All bytes: the pieces, the last first, and those of the last turn, with the sizes of funs in their places.
fn put_together(
    c: &mut Ctx<'_>,
    pieces: Term,
    last: &[u8],
    (noted, sizes): (Term, Vec<(usize, usize)>),
) -> Result<Vec<u8>, Fail> {
    let view = c.view();
    let mut all = Vec::with_capacity(last.len());
    for piece in view.proper_list(pieces).ok_or(Fail::badarg())?.into_iter().rev() {
        all.extend_from_slice(&view.bits(piece).ok_or(Fail::badarg())?.contiguous());
    }
    all.extend_from_slice(last);
    let noted = view.list(noted).filter_map(|pair| {
        let (at, size) = view.cons(pair)?;
        Some((at.as_size()?, size.as_size()?))
    });
    noted.chain(sizes).for_each(|(at, size)| etf_encode::put_size(&mut all, at, size));
    charge_pieces(c, all.len() / iodata::COPIED, STEPS);
    Ok(all)
}

/// The binary of what has been written.
fn finished(c: &mut Ctx<'_>, mut bytes: Vec<u8>, level: u32) -> NativeResult {
    if level > 0 {
        charge_pieces(c, bytes.len(), PACKED);
        if let Some(compressed) = compress(&bytes, level) {
            return Ok(c.p.block.binary(&compressed)?);
        }
    }
    bytes.insert(0, VERSION);
    Ok(c.p.block.binary(&bytes)?)
}

/// The bytes compressed, with what says so in front; `None` where they would be more than before.
fn compress(bytes: &[u8], level: u32) -> Option<Vec<u8>> {
    let size = u32::try_from(bytes.len()).ok()?;
    let compressed = enigma_zlib::compress(bytes, level.into()).ok()?;
    let out = [&[VERSION, COMPRESSED], &size.to_be_bytes()[..], &compressed].concat();
    (level > 0 && out.len() <= 1 + bytes.len()).then_some(out)
}

fn term_to_binary(c: &mut Ctx<'_>, term: Term, writing: Writing) -> NativeResult {
    write(c, term, writing.form, Wanted::Bytes(writing.level))
}

/// As `term_to_binary`, but binaries outside the heap are parts of their own. What is to be compressed is no list.
fn term_to_iovec(c: &mut Ctx<'_>, term: Term, writing: Writing) -> NativeResult {
    if writing.level > 0 {
        return term_to_binary(c, term, writing);
    }
    let encoded = encode(c, term, writing.form)?;
    let mut bytes = encoded.bytes;
    bytes.insert(0, VERSION);
    charge_pieces(c, bytes.len(), READ);
    let (mut parts, mut rest) = (Vec::new(), &bytes[..]);
    let mut at = 0;
    for (begin, size) in encoded.binaries {
        // The version is in front now.
        let (Some((before, after)), true) = (rest.split_at_checked(begin + 1 - at), size > 0) else { continue };
        let (binary, after) = after.split_at_checked(size).unwrap_or((after, &[]));
        parts.push(c.p.block.binary(before)?);
        parts.push(c.p.block.binary(binary)?);
        at = begin + 1 + size;
        rest = after;
    }
    if !rest.is_empty() {
        parts.push(c.p.block.binary(rest)?);
    }
    Ok(c.p.block.list(&parts)?)
}

/// How bytes are to be read.
#[derive(Clone, Copy, Default)]
struct Reading {
    /// Nothing new may come of it: no atom, no function.
    safe: bool,
    /// How many bytes were read is to be told.
    used: bool,
}

/// What a list of options says of reading.
fn reading(c: &Ctx<'_>, options: Term) -> Option<Reading> {
    let mut reading = Reading::default();
    for option in c.view().proper_list(options)? {
        match c.sys.atoms.name(option.as_atom()?) {
            "safe" => reading.safe = true,
            "used" => reading.used = true,
            _ => return None,
        }
    }
    Some(reading)
}

/// A term in the external format.
pub(super) fn to_bytes(c: &Ctx<'_>, term: Term) -> Result<Vec<u8>, Fail> {
    let mut bytes = encode(c, term, Writing::usual(c).form)?.bytes;
    bytes.insert(0, VERSION);
    Ok(bytes)
}

/// The term that bytes are.
pub(super) fn from_bytes(c: &mut Ctx<'_>, bytes: &[u8]) -> NativeResult {
    let binary = c.p.block.binary(bytes)?;
    binary_to_term(c, binary, Reading::default())
}

fn binary_to_term(c: &mut Ctx<'_>, binary: Term, reading: Reading) -> NativeResult {
    let bits = c.view().bits(binary).filter(|bits| bits.size.is_multiple_of(8)).ok_or(Fail::badarg())?;
    let bytes = bits.contiguous();
    let size = bytes.len();
    let words = c.sys.limits.process_words;
    let local = LocalNode { node: c.sys.atoms.name(THIS_NODE.name), sum: local_sum };
    let inflated = words.saturating_mul(8).min(MAX_BINARY_BITS / 8);
    // A node takes a word at least where it will be.
    let decoded = decode_within(&bytes, inflated, &Context { nodes: words, local: Some(local) });
    let (decoded, used) =
        decoded.map_err(|error| if error.is_too_large() { Fail::HeapLimit } else { Fail::badarg() })?;
    let tables = SharedTables { atoms: &mut c.sys.atoms, code: &mut c.sys.code };
    let (block, literals) = (&mut c.p.block, &c.code.literals.words);
    let built = match reading.safe {
        true => etf::build(&decoded, block, literals, &mut KnownTables(tables)),
        false => {
            let mut tables = tables;
            etf::build(&decoded, block, literals, &mut tables)
        }
    };
    let term = built.map_err(|error| match error {
        BuildError::HeapLimit => Fail::HeapLimit,
        BuildError::Atoms => Fail::system_limit(),
        BuildError::Impossible(_) | BuildError::Unknown | BuildError::DuplicateKey => Fail::badarg(),
    })?;
    charge_pieces(c, size, READ);
    if reading.used { Ok(c.p.block.tuple(&[term, Term::size(used)])?) } else { Ok(term) }
}

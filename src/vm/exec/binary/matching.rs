//! Matching: contexts, and the segments read from them.

use crate::atom::{Atom, am};
use crate::code::Arg;
use crate::exec::{Ctx, Done, Fail, operands, uint};
use crate::heap::{Allocate, Bits};
use crate::number::{self, Number};
use crate::term::{Kind, Term};

/// The words of a match context and of a sub-binary.
const OBJECT_WORDS: usize = 4;

/// A match context: the binary's bits up to the end of the match, and where it stands.
#[derive(Clone, Copy)]
struct Context<'a> {
    term: Term,
    whole: Term,
    bits: Bits<'a>,
    at: usize,
}

impl Context<'_> {
    /// How many bits are left.
    fn left(&self) -> usize {
        self.bits.size - self.at
    }

    /// The bits of a segment: of `size` units, or all that are left where that is whole units.
    /// `None` where the segment cannot be that long.
    fn segment(&self, size: Term, unit: usize) -> Option<usize> {
        let bits = match size.as_atom() {
            Some(am::ALL) => Some(self.left()).filter(|left| is_multiple(*left, unit)),
            _ => size.as_size()?.checked_mul(unit),
        };
        bits.filter(|bits| *bits <= self.left())
    }
}

fn is_multiple(bits: usize, unit: usize) -> bool {
    unit != 0 && bits.is_multiple_of(unit)
}

impl Ctx<'_> {
    fn context(&self, arg: Arg) -> Result<Context<'_>, Fail> {
        let term = self.get(arg)?;
        self.context_of(term)
    }

    fn context_of(&self, term: Term) -> Result<Context<'_>, Fail> {
        let bad = Fail::BadCode("a match context that is none");
        let view = self.view();
        if view.kind(term) != Some(Kind::MatchContext) || term.is_literal() {
            return Err(bad);
        }
        let whole = view.word(term, 3);
        let bytes = view.whole_binary(whole).ok_or(bad)?;
        let size = view.word(term, 2).as_size().ok_or(bad)?.min(bytes.len() * 8);
        let at = view.word(term, 1).as_size().ok_or(bad)?.min(size);
        Ok(Context { term, whole, bits: Bits { bytes, offset: 0, size }, at })
    }

    /// Moves a context to another position.
    fn set_context(&mut self, context: Term, at: usize) -> Done {
        let word = self.p.block.memory().get_mut(context.offset() + 1);
        *word.ok_or(Fail::BadCode("a match context that is none"))? = Term::size(at).0;
        Ok(())
    }

    /// The part of a context's binary that begins at `at`; the words must be free.
    fn cut(&mut self, whole: Term, at: usize, size: usize, dst: Arg) -> Done {
        let part = self.p.block.sub_binary(whole, at, size)?;
        self.set(dst, part)
    }

    /// Sets `dst` to a match context of what is in `src`; `false` where that cannot be matched.
    fn start_match(&mut self, src: Arg, live: Arg, dst: Arg) -> Result<bool, Fail> {
        let term = self.get(src)?;
        if self.view().kind(term) == Some(Kind::MatchContext) {
            self.set(dst, term)?;
            return Ok(true);
        }
        if self.view().bits(term).is_none() {
            return Ok(false);
        }
        let term = self.need_keeping(OBJECT_WORDS, uint(live)?, term)?;
        let view = self.view();
        let Some(bits) = view.bits(term) else { return Ok(false) };
        let whole = if view.kind(term) == Some(Kind::SubBinary) { view.word(term, 3) } else { term };
        let words = [Term::size(bits.offset).0, Term::size(bits.offset + bits.size).0, whole.0];
        let context = self.p.block.object(Kind::MatchContext, &words)?;
        self.set(dst, context)?;
        Ok(true)
    }
}

pub(super) fn start_match3(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, src, live, dst] = operands(args)?;
    let started = c.start_match(src, live, dst)?;
    c.test(started, label)
}

/// In the place of the label: `no_fail` where the source is known to be a bitstring, `resume` where
/// it is known to be a match context.
pub(super) fn start_match4(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, live, src, dst] = operands(args)?;
    let started = c.start_match(src, live, dst)?;
    c.test(started, label)
}

/// The words that an integer of so many bits can take.
fn integer_words(bits: usize) -> usize {
    if bits < 60 { 0 } else { 1 + bits.div_ceil(64) }
}

pub(super) fn get_integer2(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, context, live, size, unit, flags, dst] = operands(args)?;
    let (size, unit, flags) = (c.get(size)?, uint(unit)?, c.flags(flags)?);
    let from = c.context(context)?;
    let (mut term, at) = (from.term, from.at);
    let read = from.segment(size, unit).and_then(|bits| Some((bits, from.bits.integer(at, bits, flags)?)));
    let Some((bits, number)) = read else { return c.jump(label) };
    let value = match number {
        Number::Small(n) if Term::small(n).is_some() => Term::small_wrapping(n),
        number => {
            term = c.need_keeping(integer_words(bits), uint(live)?, term)?;
            number::put(&number, &mut c.p.block)?
        }
    };
    c.set_context(term, at + bits)?;
    c.set(dst, value)
}

pub(super) fn get_float2(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, context, live, size, unit, flags, dst] = operands(args)?;
    let (size, unit, flags) = (c.get(size)?, uint(unit)?, c.flags(flags)?);
    let from = c.context(context)?;
    let (term, at) = (from.term, from.at);
    let read = from.segment(size, unit).and_then(|bits| Some((bits, from.bits.float(at, bits, flags.endian)?)));
    let Some((bits, value)) = read else { return c.jump(label) };
    let term = c.need_keeping(2, uint(live)?, term)?;
    c.set_context(term, at + bits)?;
    let value = c.p.block.float(value)?;
    c.set(dst, value)
}

pub(super) fn get_binary2(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, context, live, size, unit, _flags, dst] = operands(args)?;
    let (size, unit) = (c.get(size)?, uint(unit)?);
    let from = c.context(context)?;
    let (term, at) = (from.term, from.at);
    let Some(bits) = from.segment(size, unit) else { return c.jump(label) };
    let term = c.need_keeping(OBJECT_WORDS, uint(live)?, term)?;
    let whole = c.context_of(term)?.whole;
    c.set_context(term, at + bits)?;
    c.cut(whole, at, bits, dst)
}

pub(super) fn skip_bits2(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, context, size, unit, _flags] = operands(args)?;
    let (size, unit) = (c.get(size)?, uint(unit)?);
    let from = c.context(context)?;
    match (from.segment(size, unit), from.term, from.at) {
        (Some(bits), term, at) => c.set_context(term, at + bits),
        (None, ..) => c.jump(label),
    }
}

pub(super) fn test_tail2(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, context, bits] = operands(args)?;
    let left = c.context(context)?.left();
    c.test(left == uint(bits)?, label)
}

pub(super) fn test_unit(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, context, unit] = operands(args)?;
    let left = c.context(context)?.left();
    c.test(is_multiple(left, uint(unit)?), label)
}

pub(super) fn match_string(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, context, size, offset] = operands(args)?;
    let (size, offset) = (uint(size)?, uint(offset)?);
    let wanted = Bits { bytes: c.strings(offset, size.div_ceil(8))?, offset: 0, size };
    let from = c.context(context)?;
    let (term, at) = (from.term, from.at);
    match from.bits.has_at(at, wanted) {
        true => c.set_context(term, at + size),
        false => c.jump(label),
    }
}

pub(super) fn get_tail(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [context, dst, live] = operands(args)?;
    let term = c.context(context)?.term;
    let term = c.need_keeping(OBJECT_WORDS, uint(live)?, term)?;
    let from = c.context_of(term)?;
    let (whole, at, left) = (from.whole, from.at, from.left());
    c.cut(whole, at, left, dst)
}

pub(super) fn get_position(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [context, dst, _live] = operands(args)?;
    let at = c.context(context)?.at;
    c.set(dst, Term::size(at))
}

pub(super) fn set_position(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [context, position] = operands(args)?;
    let term = c.context(context)?.term;
    let at = c.get(position)?.as_size().ok_or(Fail::BadCode("a position that is none"))?;
    c.set_context(term, at)
}

/// Reads a code point; sets `dst` to it where there is one to be set.
fn utf(
    c: &mut Ctx<'_>,
    label: Arg,
    context: Arg,
    dst: Option<Arg>,
    read: impl Fn(Bits<'_>, usize) -> Option<(u32, usize)>,
) -> Done {
    let from = c.context(context)?;
    let (term, at) = (from.term, from.at);
    let Some((code, bits)) = read(from.bits, at) else { return c.jump(label) };
    c.set_context(term, at + bits)?;
    match dst {
        Some(dst) => c.set(dst, Term::small_wrapping(i64::from(code))),
        None => Ok(()),
    }
}

macro_rules! utf_instructions {
    ($($get:ident, $skip:ident, |$bits:ident, $at:ident, $endian:ident| $read:expr;)*) => {
        $(pub(super) fn $get(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
            let [label, context, _live, flags, dst] = operands(args)?;
            let $endian = c.flags(flags)?.endian;
            utf(c, label, context, Some(dst), |$bits, $at| $read)
        }

        pub(super) fn $skip(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
            let [label, context, _live, flags] = operands(args)?;
            let $endian = c.flags(flags)?.endian;
            utf(c, label, context, None, |$bits, $at| $read)
        })*
    };
}

utf_instructions! {
    get_utf8, skip_utf8, |bits, at, _endian| bits.utf8(at);
    get_utf16, skip_utf16, |bits, at, endian| bits.utf16(at, endian);
    get_utf32, skip_utf32, |bits, at, endian| bits.utf32(at, endian);
}

/// A command of `bs_match`.
enum Command {
    /// So many bits at least, and what is beyond them in whole units.
    AtLeast {
        bits: usize,
        unit: usize,
    },
    /// Just so many bits.
    Exactly {
        bits: usize,
    },
    /// The next bits are those of a number.
    Equal {
        bits: usize,
        value: Arg,
    },
    Skip {
        bits: usize,
    },
    Integer {
        live: usize,
        flags: Arg,
        bits: usize,
        dst: Arg,
    },
    Binary {
        live: usize,
        bits: usize,
        dst: Arg,
    },
    Tail {
        live: usize,
        dst: Arg,
    },
}

const BAD_COMMAND: Fail = Fail::BadCode("a command of bs_match that is none");

fn product(size: Arg, unit: Arg) -> Result<usize, Fail> {
    uint(size)?.checked_mul(uint(unit)?).ok_or(BAD_COMMAND)
}

/// The first command, and the operands behind it.
fn command(operands: &[Arg]) -> Result<(Command, &[Arg]), Fail> {
    let [Arg::Const(name), args @ ..] = operands else { return Err(BAD_COMMAND) };
    let name: Atom = name.as_atom().ok_or(BAD_COMMAND)?;
    Ok(match (name, args) {
        (am::ENSURE_AT_LEAST, [bits, unit, rest @ ..]) => {
            (Command::AtLeast { bits: uint(*bits)?, unit: uint(*unit)? }, rest)
        }
        (am::ENSURE_EXACTLY, [bits, rest @ ..]) => (Command::Exactly { bits: uint(*bits)? }, rest),
        (am::EQ_EXACT, [_live, bits, value, rest @ ..]) => (Command::Equal { bits: uint(*bits)?, value: *value }, rest),
        (am::SKIP, [bits, rest @ ..]) => (Command::Skip { bits: uint(*bits)? }, rest),
        (am::INTEGER, [live, flags, size, unit, dst, rest @ ..]) => {
            let bits = product(*size, *unit)?;
            (Command::Integer { live: uint(*live)?, flags: *flags, bits, dst: *dst }, rest)
        }
        (am::BINARY, [live, _flags, size, unit, dst, rest @ ..]) => {
            (Command::Binary { live: uint(*live)?, bits: product(*size, *unit)?, dst: *dst }, rest)
        }
        (am::GET_TAIL, [live, _unit, dst, rest @ ..]) => (Command::Tail { live: uint(*live)?, dst: *dst }, rest),
        _ => return Err(BAD_COMMAND),
    })
}

impl Command {
    /// For what takes memory: the live x registers before it, and the words.
    fn need(&self) -> Option<(usize, usize)> {
        match *self {
            Command::Integer { live, bits, .. } => Some((live, integer_words(bits))),
            Command::Binary { live, .. } | Command::Tail { live, .. } => Some((live, OBJECT_WORDS)),
            _ => None,
        }
    }
}

/// The words that these commands take.
fn words(mut operands: &[Arg]) -> Result<usize, Fail> {
    let mut words = 0usize;
    while !operands.is_empty() {
        let (command, rest) = command(operands)?;
        words = words.saturating_add(command.need().map_or(0, |(_, words)| words));
        operands = rest;
    }
    Ok(words)
}

/// All memory is asked for before the first command that takes some, so that nothing moves between
/// the others. A context keeps its position where a command fails.
pub(super) fn bs_match(c: &mut Ctx<'_>, args: &[Arg]) -> Done {
    let [label, context, list] = operands(args)?;
    let mut commands = c.code.list(list);
    let from = c.context(context)?;
    let (mut term, mut at) = (from.term, from.at);
    let mut asked = false;
    while !commands.is_empty() {
        let (command, rest) = command(commands)?;
        if let (Some((live, _)), false) = (command.need(), asked) {
            let words = words(commands)?;
            if words != 0 {
                term = c.need_keeping(words, live, term)?;
            }
            asked = true;
        }
        match c.obey(term, at, command)? {
            Some(bits) => at += bits,
            None => return c.jump(label),
        }
        commands = rest;
    }
    c.set_context(term, at)
}

impl Ctx<'_> {
    /// Obeys a command at a position: the bits that it takes, or `None` where it does not match.
    fn obey(&mut self, context: Term, at: usize, command: Command) -> Result<Option<usize>, Fail> {
        let from = Context { at, ..self.context_of(context)? };
        let (whole, left) = (from.whole, from.left());
        let taken = match command {
            Command::AtLeast { bits, unit } => (bits <= left && is_multiple(left - bits, unit)).then_some(0),
            Command::Exactly { bits } => (bits == left).then_some(0),
            Command::Skip { bits } => (bits <= left).then_some(bits),
            Command::Equal { bits, value } => {
                let same = bits <= left.min(64) && from.bits.word(at, bits) == self.raw_value(value)?;
                same.then_some(bits)
            }
            Command::Integer { flags, bits, dst, .. } => {
                let Some(number) = from.bits.integer(at, bits, self.flags(flags)?) else { return Ok(None) };
                let value = number::put(&number, &mut self.p.block)?;
                self.set(dst, value)?;
                Some(bits)
            }
            Command::Binary { bits, .. } if bits > left => None,
            Command::Binary { bits, dst, .. } => {
                self.cut(whole, at, bits, dst)?;
                Some(bits)
            }
            Command::Tail { dst, .. } => {
                self.cut(whole, at, left, dst)?;
                Some(left)
            }
        };
        Ok(taken)
    }

    /// The number that bits are compared with; it has no sign.
    fn raw_value(&self, value: Arg) -> Result<u64, Fail> {
        match value {
            Arg::Uint(n) => Ok(n),
            Arg::Const(term) => number::as_u64(self.view(), term).ok_or(BAD_COMMAND),
            _ => Err(BAD_COMMAND),
        }
    }
}

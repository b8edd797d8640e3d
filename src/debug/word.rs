//! What a word is: its tag and its meaning.

use enigma_vm::code::Code;
use enigma_vm::machine::Machine;
use enigma_vm::process::Process;
use enigma_vm::term::{Kind, Term};

use crate::text::{place, process_term};

/// The most characters of a meaning.
const LIMIT: usize = 120;

/// Where a word stands, which decides what a word of tag 00 is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Area {
    /// Among objects: tag 00 is a header.
    Heap,
    /// Inside a number, a binary, …: no term at all.
    Raw,
    /// On the stack: tag 00 is a continuation pointer.
    Stack,
}

/// The tag of a word in a few letters.
pub(crate) fn tag(word: Term, area: Area) -> String {
    match area {
        Area::Raw => "raw".into(),
        Area::Stack if word.is_header() => "cp".into(),
        _ if word == Term::NONE => "none".into(),
        _ if word.is_header() => match word.header_kind() {
            Some(kind) => format!("header {}/{}", kind_name(kind), word.header_arity()),
            None => "header ?".into(),
        },
        _ if word.is_list() => {
            if word.is_literal() {
                "list literal".into()
            } else {
                "list".into()
            }
        }
        _ if word.is_boxed() => {
            if word.is_literal() {
                "boxed literal".into()
            } else {
                "boxed".into()
            }
        }
        _ if word.is_small() => "small".into(),
        _ if word.is_atom() => "atom".into(),
        _ if word.is_pid() => "pid".into(),
        _ if word.is_port() => "port".into(),
        _ if word.is_nil() => "nil".into(),
        _ if word.as_catch().is_some() => "catch".into(),
        _ => "?".into(),
    }
}

/// What a word means in a process.
pub(crate) fn meaning(machine: &Machine, process: &Process, word: Term, area: Area) -> String {
    match area {
        Area::Raw => raw(word.0),
        Area::Stack if word.is_header() => continuation(machine, word),
        _ if word == Term::NONE => "no value".into(),
        _ if word.is_header() => header(word),
        _ => match word.as_catch() {
            Some(slot) => format!("exceptions go to {}", place(machine, slot)),
            None if is_term(word) => process_term(machine, process, word, LIMIT),
            None => "no term".into(),
        },
    }
}

/// A word in a sentence or two, wherever it stands.
pub(crate) fn explain(machine: &Machine, process: Option<&Process>, word: Term) -> String {
    let bits = format!("16#{:016X}", word.0);
    let low = format!("The low bits are {:02b}", word.0 & 3);
    if word.is_header() {
        let as_header = if word == Term::NONE { "no value".to_string() } else { header(word) };
        let code = &machine.system().code;
        let as_cp = match slot_of(code, word) {
            Some(_) => format!("; on the stack, {}", continuation(machine, word)),
            None => String::new(),
        };
        return format!("{bits}. {low}: a header or a continuation pointer. On the heap, {as_header}{as_cp}.");
    }
    let value = match process {
        Some(process) => meaning(machine, process, word, Area::Heap),
        None if word.is_pointer() => "a process to look it up in is missing".into(),
        None => tag(word, Area::Heap),
    };
    let kind = if word.is_list() {
        format!("a pointer to a cons cell at word {} of {}", word.offset(), area_name(word))
    } else if word.is_boxed() {
        format!("a pointer to a boxed object at word {} of {}", word.offset(), area_name(word))
    } else {
        format!("an immediate ({})", tag(word, Area::Heap))
    };
    format!("{bits}. {low}: {kind}. Value: {value}")
}

fn area_name(word: Term) -> &'static str {
    if word.is_literal() { "the literal area" } else { "the process's block" }
}

/// Whether a word is a term that can be printed.
pub(crate) fn is_term(word: Term) -> bool {
    word.is_pointer() || word.is_small() || word.is_atom() || word.is_pid() || word.is_port() || word.is_nil()
}

fn slot_of(code: &Code, word: Term) -> Option<u32> {
    let slot = u32::try_from(word.0 >> 4).ok()?;
    (word.0 & 0xf == 0 && (slot as usize) < code.slots.len()).then_some(slot)
}

/// The slot that a continuation pointer on the stack returns to; `None` for a frame's word that no
/// call has set yet.
pub(crate) fn return_slot(code: &Code, word: Term) -> Option<u32> {
    if word == Term::NONE { None } else { slot_of(code, word) }
}

fn continuation(machine: &Machine, word: Term) -> String {
    if word == Term::NONE {
        return "returns to the end of the process, or is not set yet".into();
    }
    match slot_of(&machine.system().code, word) {
        Some(slot) => format!("returns to {}", place(machine, slot)),
        None => "returns to no place in the code".into(),
    }
}

fn header(word: Term) -> String {
    let arity = word.header_arity();
    match word.header_kind() {
        Some(Kind::Tuple) => format!("a tuple of {arity}"),
        Some(Kind::Record) => format!("a native record of {} fields", arity.saturating_sub(1)),
        Some(kind @ (Kind::MapNode | Kind::MapArray | Kind::MapBitmap)) => {
            let children = word.map_value();
            format!("a {} of {} children ({children:016b})", kind_name(kind), children.count_ones())
        }
        Some(kind) => format!("a {} of {arity} words", kind_name(kind)),
        None => "a header of no known kind".into(),
    }
}

fn raw(word: u64) -> String {
    let bytes = word.to_le_bytes();
    let text: String =
        bytes.iter().map(|b| if b.is_ascii_graphic() || *b == b' ' { char::from(*b) } else { '.' }).collect();
    format!("{word} \"{text}\"")
}

/// The kinds of objects, as OTP calls them.
pub(crate) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Tuple => "tuple",
        Kind::MatchContext => "match context",
        Kind::PositiveBig => "bignum",
        Kind::NegativeBig => "negative bignum",
        Kind::Reference => "reference",
        Kind::Fun => "fun",
        Kind::Float => "float",
        Kind::Export => "external fun",
        Kind::RefcBinary => "off-heap binary",
        Kind::HeapBinary => "heap binary",
        Kind::SubBinary => "sub binary",
        Kind::Record => "native record",
        Kind::ExternalPid => "external pid",
        Kind::ExternalPort => "external port",
        Kind::ExternalReference => "external reference",
        Kind::Map => "map",
        Kind::MapNode => "node of a map",
        Kind::MapArray | Kind::MapBitmap => "large map",
    }
}

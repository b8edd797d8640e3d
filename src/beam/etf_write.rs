//! Terms, atoms and floats as Erlang writes them (`io_lib:format("~tw", [T])`).
//!
//! Differs from OTP in three things: integers of more than [`MAX_DECIMAL_BITS`] are
//! written in base 16; characters that draw nothing or steer the
//! terminal (controls, direction marks, unassigned ones) are written as `\x{..}`,
//! so that a file cannot play with the screen; and the identifiers of other nodes
//! begin with the node's name, since nodes have no numbers here. Reserved words
//! are those of OTP 27 and later, which have `maybe` among them.
//!
//! Invariant: writing keeps its own stack, so no term is too deep.

use std::fmt::{self, Display, Formatter, Write};

use num_bigint::{BigInt, Sign};

use crate::etf::{EtfTerm, Fun, Node, NodeId, NodeRange, Pid, Record, Reference};

/// The node that a machine without a network calls itself.
const LOCAL_NODE: &str = "nonode@nohost";

const RESERVED: [&str; 29] = [
    "after", "and", "andalso", "band", "begin", "bnot", "bor", "bsl", "bsr", "bxor", "case", "catch", "cond", "div",
    "else", "end", "fun", "if", "let", "maybe", "not", "of", "or", "orelse", "receive", "rem", "try", "when", "xor",
];

/// An atom with the quotes that it needs.
#[derive(Debug, Clone, Copy)]
pub struct AtomText<'a>(pub &'a str);

/// A float in the shortest form that reads back the same.
#[derive(Debug, Clone, Copy)]
pub struct FloatText(pub f64);

/// An integer of any size: in decimal, or as `16#..` if it is so large that
/// making decimal digits would take long.
#[derive(Debug, Clone, Copy)]
pub struct IntegerText<'a>(pub &'a BigInt);

/// The largest integer, in bits, that is written in decimal.
pub const MAX_DECIMAL_BITS: u64 = 1 << 16;

/// Bytes as a binary, `<<1,2,3>>`; the number of the last byte's bits that count.
#[derive(Debug, Clone, Copy)]
pub struct BinaryText<'a>(pub &'a [u8], pub u8);

impl Display for AtomText<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if is_plain(self.0) {
            return f.write_str(self.0);
        }
        f.write_char('\'')?;
        self.0.chars().try_for_each(|c| write_character(f, c, '\''))?;
        f.write_char('\'')
    }
}

/// Whether an atom needs no quotes. Letters beyond Latin-1 always need them.
fn is_plain(atom: &str) -> bool {
    let lower = |c: char| matches!(c, 'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ');
    let inner = |c: char| lower(c) || matches!(c, 'A'..='Z' | '0'..='9' | '_' | '@' | 'À'..='Ö' | 'Ø'..='Þ');
    atom.starts_with(lower) && atom.chars().all(inner) && RESERVED.binary_search(&atom).is_err()
}

/// A character between quotes.
pub(crate) fn write_character(f: &mut impl Write, c: char, quote: char) -> fmt::Result {
    match c {
        _ if c == quote => write!(f, "\\{c}"),
        '\\' => f.write_str("\\\\"),
        '\n' => f.write_str("\\n"),
        '\t' => f.write_str("\\t"),
        '\r' => f.write_str("\\r"),
        '\u{8}' => f.write_str("\\b"),
        '\u{b}' => f.write_str("\\v"),
        '\u{c}' => f.write_str("\\f"),
        '\u{1b}' => f.write_str("\\e"),
        '\u{7f}' => f.write_str("\\d"),
        '\0'..'\u{a0}' if c.is_control() => write!(f, "\\{:03o}", u32::from(c)),
        _ if is_visible(c) => f.write_char(c),
        _ => write!(f, "\\x{{{:X}}}", u32::from(c)),
    }
}

/// Whether a character draws something, as far as the standard library knows.
fn is_visible(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{ff}') || c.escape_debug().len() == 1
}

impl Display for IntegerText<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.0.bits() <= MAX_DECIMAL_BITS {
            return write!(f, "{}", self.0);
        }
        let sign = if self.0.sign() == Sign::Minus { "-" } else { "" };
        write!(f, "{sign}16#{:X}", self.0.magnitude())
    }
}

impl Display for FloatText {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !self.0.is_finite() {
            return write!(f, "{}", self.0);
        }
        // OTP uses the same algorithm; others choose another digit in a tie.
        let mut buffer = ryu::Buffer::new();
        let (digits, exponent) = scientific(buffer.format_finite(self.0.abs()));
        let sign = if self.0.is_sign_negative() { "-" } else { "" };
        let (first, rest) = digits.split_at(1);
        let fraction = if rest.is_empty() { "0" } else { rest };
        let short = format!("{sign}{first}.{fraction}e{exponent}");
        // From 2^53 on, the plain form would show digits that are not there.
        let plain = format!("{sign}{}", plain(&digits, exponent));
        let is_plain = self.0.abs() < 9_007_199_254_740_992.0 && plain.len() <= short.len();
        f.write_str(if is_plain { &plain } else { &short })
    }
}

/// The digits of a number without the zeros at the ends (one zero at least), and
/// the power of ten of the first digit.
fn scientific(text: &str) -> (String, i32) {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let all = format!("{whole}{fraction}");
    let zeros = all.bytes().take_while(|digit| *digit == b'0').count();
    let digits = all.trim_matches('0');
    if digits.is_empty() {
        return ("0".to_owned(), 0);
    }
    // Texts of floats are short: these are small numbers.
    let place = whole.len() as i32 - 1 - zeros as i32;
    (digits.to_owned(), place + exponent.parse::<i32>().unwrap_or(0))
}

/// A number without an exponent, with a digit at least on each side of the point.
fn plain(digits: &str, exponent: i32) -> String {
    let Ok(place) = usize::try_from(exponent) else {
        let zeros = "0".repeat(exponent.unsigned_abs() as usize - 1);
        return format!("0.{zeros}{digits}");
    };
    match digits.split_at_checked(place + 1) {
        Some((whole, "")) => format!("{whole}.0"),
        Some((whole, fraction)) => format!("{whole}.{fraction}"),
        None => format!("{digits}{}.0", "0".repeat(place + 1 - digits.len())),
    }
}

impl Display for BinaryText<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let BinaryText(bytes, bits) = *self;
        f.write_str("<<")?;
        for (index, byte) in bytes.iter().enumerate() {
            let comma = if index > 0 { "," } else { "" };
            match bits {
                1..=7 if index + 1 == bytes.len() => write!(f, "{comma}{}:{bits}", byte >> (8 - bits))?,
                _ => write!(f, "{comma}{byte}")?,
            }
        }
        f.write_str(">>")
    }
}

/// What is still to be written.
enum Step<'a> {
    Node(NodeId),
    Text(&'static str),
    /// The fields of a native record from that one on.
    Fields(&'a Record, NodeRange, u32),
    /// The nodes of a run from `index` on, and how to separate them.
    Run {
        range: NodeRange,
        index: u32,
        pairs: bool,
    },
}

impl Display for EtfTerm {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut steps = vec![Step::Node(self.root)];
        while let Some(step) = steps.pop() {
            match step {
                Step::Text(text) => f.write_str(text)?,
                Step::Node(id) => {
                    if let Some(node) = self.get(id) {
                        write_node(f, self, node, &mut steps)?;
                    }
                }
                Step::Fields(record, range, index) => {
                    let Some(field) = record.fields.get(index as usize) else { continue };
                    let comma = if index > 0 { "," } else { "" };
                    write!(f, "{comma}{} = ", AtomText(field))?;
                    steps.push(Step::Fields(record, range, index + 1));
                    steps.push(Step::Node(NodeId(range.first.0.saturating_add(index))));
                }
                Step::Run { range, index, pairs } if index < range.len => {
                    match (index, pairs) {
                        (0, _) => {}
                        (_, true) if index % 2 == 1 => f.write_str(" => ")?,
                        _ => f.write_char(',')?,
                    }
                    steps.push(Step::Run { range, index: index + 1, pairs });
                    steps.push(Step::Node(NodeId(range.first.0.saturating_add(index))));
                }
                Step::Run { .. } => {}
            }
        }
        Ok(())
    }
}

/// Writes a node as far as it has no children; the rest becomes steps.
fn write_node<'a>(f: &mut Formatter<'_>, term: &'a EtfTerm, node: &'a Node, steps: &mut Vec<Step<'a>>) -> fmt::Result {
    let mut run = |open: &str, range: NodeRange, pairs: bool, close: &'static str| {
        steps.push(Step::Text(close));
        steps.push(Step::Run { range, index: 0, pairs });
        f.write_str(open)
    };
    match node {
        Node::Tuple(range) => run("{", *range, false, "}"),
        Node::Record(record, values) => {
            steps.extend([Step::Text("}"), Step::Fields(record, *values, 0)]);
            write!(f, "#{}:{}{{", AtomText(&record.module), AtomText(&record.name))
        }
        Node::Map(range) => run("#{", *range, true, "}"),
        Node::List { elements, tail } => {
            if !matches!(term.get(*tail), Some(Node::Nil) | None) {
                steps.extend([Step::Text("]"), Step::Node(*tail), Step::Text("|")]);
            } else {
                steps.push(Step::Text("]"));
            }
            steps.push(Step::Run { range: *elements, index: 0, pairs: false });
            f.write_char('[')
        }
        Node::Int(value) => write!(f, "{value}"),
        Node::Big(value) => IntegerText(value).fmt(f),
        Node::Float(value) => FloatText(*value).fmt(f),
        Node::Atom(name) => AtomText(name).fmt(f),
        Node::Nil => f.write_str("[]"),
        Node::String(bytes) => write_string(f, bytes),
        Node::Binary(bytes) => BinaryText(bytes, 8).fmt(f),
        Node::Bits(bytes, bits) => BinaryText(bytes, *bits).fmt(f),
        Node::Pid(pid) => write_pid(f, pid),
        Node::Port(port) => write!(f, "#Port<{}.{}>", NodeText(&port.node), port.id),
        Node::Reference(reference) => write_reference(f, reference),
        Node::Fun(fun, _) => write_fun(f, fun),
        Node::Export(export) => {
            write!(f, "fun {}:{}/{}", AtomText(&export.module), AtomText(&export.function), export.arity)
        }
    }
}

fn write_string(f: &mut Formatter<'_>, bytes: &[u8]) -> fmt::Result {
    f.write_char('[')?;
    for (index, byte) in bytes.iter().enumerate() {
        let comma = if index > 0 { "," } else { "" };
        write!(f, "{comma}{byte}")?;
    }
    f.write_char(']')
}

/// What stands for the node in an identifier.
struct NodeText<'a>(&'a str);

impl Display for NodeText<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if self.0 == LOCAL_NODE { f.write_char('0') } else { AtomText(self.0).fmt(f) }
    }
}

fn write_pid(f: &mut Formatter<'_>, pid: &Pid) -> fmt::Result {
    write!(f, "<{}.{}.{}>", NodeText(&pid.node), pid.id, pid.serial)
}

fn write_reference(f: &mut Formatter<'_>, reference: &Reference) -> fmt::Result {
    write!(f, "#Ref<{}", NodeText(&reference.node))?;
    // A node's own references have three words, and old writers leave out zeros.
    let least = if *reference.node == *LOCAL_NODE { 3 } else { 0 };
    (reference.ids.len()..least).try_for_each(|_| f.write_str(".0"))?;
    reference.ids.iter().rev().try_for_each(|id| write!(f, ".{id}"))?;
    f.write_char('>')
}

fn write_fun(f: &mut Formatter<'_>, fun: &Fun) -> fmt::Result {
    write!(f, "#Fun<{}.{}.{}>", AtomText(&fun.module), fun.index, fun.old_uniq)
}

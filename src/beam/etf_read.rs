//! The decoder of the external term format.
//!
//! Children get their places in the arena when their parent is read; `pending`
//! holds the places still empty. Invariant: the number of empty places never
//! exceeds the number of bytes left, since each takes a byte at least: no length
//! field can make the arena larger than the input warrants.

use std::collections::BTreeSet;
use std::num::NonZeroU8;

use num_bigint::{BigInt, BigUint, Sign};

use crate::error::EtfError;
use crate::etf::{Context, EtfTerm, Export, Fun, Node, NodeId, NodeRange, Pid, Port, Record, Reference};
use crate::inflate::Inflater;

const VERSION: u8 = 131;
const COMPRESSED: u8 = 80;
const LIST: u8 = 108;
const NIL: u8 = 106;
const LOCAL: u8 = 121;
/// The most characters that an atom may have.
pub(crate) const MAX_ATOM_CHARACTERS: usize = 255;
/// The most words in a reference.
const MAX_REFERENCE_WORDS: u16 = 5;
/// What the older tags say of the first word of a reference: it has 18 bits.
const MAX_OLD_REFERENCE: u32 = (1 << 18) - 1;
/// And of the start of a node: it has two.
const MAX_OLD_CREATION: u8 = 3;
/// The error of a term of more nodes than are allowed.
pub(crate) const TOO_MANY_PARTS: &str = "the term has too many parts";

pub(crate) fn decode(
    bytes: &[u8],
    inflater: &mut Inflater,
    context: &Context<'_>,
) -> Result<(EtfTerm, usize), EtfError> {
    let mut reader = Reader::new(bytes, context);
    let version = reader.u8()?;
    if version != VERSION {
        return Err(error(0, format!("the version is {version}, not {VERSION}")));
    }
    if bytes.get(1) != Some(&COMPRESSED) {
        return reader.whole();
    }
    reader.at = 2;
    let size = reader.u32()? as usize;
    let rest = reader.take(bytes.len() - reader.at)?;
    let (plain, taken) = inflater.zlib(rest, size).map_err(|what| error(6, what))?;
    // Bytes behind the term do no harm, as in OTP.
    let (term, _) = Reader::new(&plain, context).whole()?;
    Ok((term, 6 + taken))
}

fn error(offset: usize, what: String) -> EtfError {
    EtfError { offset, what }
}

struct Reader<'a> {
    bytes: &'a [u8],
    context: &'a Context<'a>,
    /// Whether the term at hand is one that only the node that wrote it can read.
    local: bool,
    at: usize,
    nodes: Vec<Node>,
    /// Runs of empty places: the next one and the end.
    pending: Vec<(u32, u32)>,
    /// How many places are empty.
    owed: usize,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8], context: &'a Context<'a>) -> Reader<'a> {
        Reader { bytes, context, local: false, at: 0, nodes: Vec::new(), pending: Vec::new(), owed: 0 }
    }

    /// A term, with the mark and the check sum of a local one in front if it is that.
    fn whole(&mut self) -> Result<(EtfTerm, usize), EtfError> {
        let (start, Some(local)) = (self.at, self.context.local) else { return self.term() };
        if self.bytes.get(start) != Some(&LOCAL) {
            return self.term();
        }
        self.at += 1;
        let (sum, begin) = (self.u32()?, self.at);
        self.local = true;
        let (term, end) = self.term()?;
        if self.bytes.get(begin..end).map(local.sum) != Some(sum) {
            return Err(error(start, "the local term was written by another node".into()));
        }
        Ok((term, end))
    }

    fn fail<T>(&self, what: impl Into<String>) -> Result<T, EtfError> {
        Err(error(self.at, what.into()))
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], EtfError> {
        let end = self.at.checked_add(count);
        match end.and_then(|end| self.bytes.get(self.at..end)) {
            Some(taken) => {
                self.at += count;
                Ok(taken)
            }
            None => self.fail(format!("{count} bytes expected, {} left", self.bytes.len() - self.at)),
        }
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], EtfError> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    fn u8(&mut self) -> Result<u8, EtfError> {
        self.array().map(u8::from_be_bytes)
    }

    fn u16(&mut self) -> Result<u16, EtfError> {
        self.array().map(u16::from_be_bytes)
    }

    fn u32(&mut self) -> Result<u32, EtfError> {
        self.array().map(u32::from_be_bytes)
    }

    fn term(&mut self) -> Result<(EtfTerm, usize), EtfError> {
        let root = self.reserve(1)?.first;
        while let Some((next, end)) = self.pending.pop() {
            if next + 1 < end {
                self.pending.push((next + 1, end));
            }
            self.owed -= 1;
            let node = self.node()?;
            if let Some(place) = self.nodes.get_mut(next as usize) {
                *place = node;
            }
        }
        let nodes = std::mem::take(&mut self.nodes);
        Ok((EtfTerm { nodes, root }, self.at))
    }

    /// Makes empty places next to each other, to be filled next.
    fn reserve(&mut self, count: usize) -> Result<NodeRange, EtfError> {
        if count > (self.bytes.len() - self.at).saturating_sub(self.owed) {
            return self.fail(format!("{count} elements announced, more than the input holds"));
        }
        let end = self.nodes.len() + count;
        if end > self.context.nodes {
            return Err(EtfError { offset: self.at, what: TOO_MANY_PARTS.into() });
        }
        let (Ok(first), Ok(past)) = (u32::try_from(self.nodes.len()), u32::try_from(end)) else {
            return self.fail("the term has too many parts");
        };
        self.nodes.resize_with(end, || Node::Nil);
        self.owed += count;
        if count > 0 {
            self.pending.push((first, past));
        }
        Ok(NodeRange { first: NodeId(first), len: past - first })
    }

    fn node(&mut self) -> Result<Node, EtfError> {
        let mut start = self.at;
        let mut tag = self.u8()?;
        // A list of no elements is its tail, as OTP reads it.
        while tag == LIST && self.bytes.get(self.at..self.at + 4) == Some(&[0; 4]) {
            start = self.at + 4;
            self.at = start;
            tag = self.u8()?;
        }
        match tag {
            97 => Ok(Node::Int(i64::from(self.u8()?))),
            98 => Ok(Node::Int(i64::from(self.u32()?.cast_signed()))),
            110 => self.u8().map(usize::from).and_then(|size| self.big(size)),
            111 => self.u32().and_then(|size| self.big(size as usize)),
            99 => self.old_float(),
            70 => self.array().map(f64::from_be_bytes).and_then(|float| self.finite(float)),
            100 | 115 | 118 | 119 => self.atom_text(tag).map(Node::Atom),
            104 => self.u8().map(usize::from).and_then(|arity| self.reserve(arity)).map(Node::Tuple),
            105 => self.u32().and_then(|arity| self.reserve(arity as usize)).map(Node::Tuple),
            106 => Ok(Node::Nil),
            107 => self.string(),
            LIST => self.list(),
            109 => self.u32().and_then(|size| self.take(size as usize)).map(|data| Node::Binary(data.into())),
            77 => self.bits(),
            116 => self.map(),
            67 => self.record(),
            88 | 103 => self.pid_body(tag).map(|pid| Node::Pid(Box::new(pid))),
            89 | 102 | 120 => self.port(tag),
            90 | 101 | 114 => self.reference(tag),
            112 => self.fun(),
            113 => self.export(),
            _ => Err(error(start, refusal(tag))),
        }
    }

    fn big(&mut self, size: usize) -> Result<Node, EtfError> {
        let sign = if self.u8()? == 0 { Sign::Plus } else { Sign::Minus };
        let digits = self.take(size)?;
        let big = BigInt::from_biguint(sign, BigUint::from_bytes_le(digits));
        Ok(i64::try_from(&big).map_or_else(|_| Node::Big(Box::new(big)), Node::Int))
    }

    fn finite(&self, float: f64) -> Result<Node, EtfError> {
        if float.is_finite() { Ok(Node::Float(float)) } else { self.fail("the float is not finite") }
    }

    /// A float as 31 characters of C's `%.20e`, filled up with zero bytes. There is a point with digits on
    /// both sides, and nothing around the number.
    fn old_float(&mut self) -> Result<Node, EtfError> {
        let field = self.take(31)?;
        let text = field.split(|byte| *byte == 0).next().unwrap_or_default();
        let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        let unsigned = |part: &'a str| part.strip_prefix(['+', '-']).unwrap_or(part);
        let right = |text: &&'a str| {
            let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
            let parts = unsigned(mantissa).split_once('.');
            parts.is_some_and(|(whole, fraction)| digits(whole) && digits(fraction)) && digits(unsigned(exponent))
        };
        match std::str::from_utf8(text).ok().filter(right).and_then(|text| text.parse().ok()) {
            Some(float) => self.finite(float),
            None => self.fail("the text of the float is no number"),
        }
    }

    fn atom(&mut self) -> Result<Box<str>, EtfError> {
        match self.u8()? {
            tag @ (100 | 115 | 118 | 119) => self.atom_text(tag),
            tag => self.fail(format!("an atom expected, tag {tag} found")),
        }
    }

    fn atom_text(&mut self, tag: u8) -> Result<Box<str>, EtfError> {
        let short = matches!(tag, 115 | 119);
        let length = if short { usize::from(self.u8()?) } else { usize::from(self.u16()?) };
        let bytes = self.take(length)?;
        let text: Box<str> = if matches!(tag, 100 | 115) {
            bytes.iter().map(|byte| char::from(*byte)).collect::<String>().into()
        } else {
            match std::str::from_utf8(bytes) {
                Ok(text) => text.into(),
                Err(_) => return self.fail("the name of an atom is not UTF-8"),
            }
        };
        if text.chars().count() > MAX_ATOM_CHARACTERS {
            return self.fail(format!("an atom has more than {MAX_ATOM_CHARACTERS} characters"));
        }
        Ok(text)
    }

    fn string(&mut self) -> Result<Node, EtfError> {
        let length = usize::from(self.u16()?);
        let bytes = self.take(length)?;
        Ok(if bytes.is_empty() { Node::Nil } else { Node::String(bytes.into()) })
    }

    fn list(&mut self) -> Result<Node, EtfError> {
        let length = self.u32()?;
        let places = self.reserve(length as usize + 1)?;
        let tail = NodeId(places.first.0 + length);
        Ok(Node::List { elements: NodeRange { first: places.first, len: length }, tail })
    }

    fn bits(&mut self) -> Result<Node, EtfError> {
        let size = self.u32()? as usize;
        let last = self.u8()?;
        let data = self.take(size)?;
        match (NonZeroU8::new(last), data.is_empty()) {
            (Some(count), false) if count.get() == 8 => Ok(Node::Binary(data.into())),
            (Some(count), false) if count.get() < 8 => Ok(Node::Bits(data.into(), count.get())),
            _ => self.fail(format!("{last} bits in the last of {size} bytes")),
        }
    }

    fn map(&mut self) -> Result<Node, EtfError> {
        let pairs = self.u32()? as usize;
        let Some(places) = pairs.checked_mul(2) else {
            return self.fail("the map has too many pairs");
        };
        self.reserve(places).map(Node::Map)
    }

    /// OTP 29's `RECORD_EXT`: the names of all fields, then their values.
    fn record(&mut self) -> Result<Node, EtfError> {
        let count = self.u32()? as usize;
        let is_exported = match self.u8()? {
            0 => false,
            1 => true,
            flag => return self.fail(format!("a native record has the flag {flag}")),
        };
        let (module, name) = (self.atom()?, self.atom()?);
        if count > (self.bytes.len() - self.at) / 2 {
            return self.fail(format!("{count} fields announced, more than the input holds"));
        }
        let fields: Vec<Box<str>> = (0..count).map(|_| self.atom()).collect::<Result<_, _>>()?;
        let mut seen = BTreeSet::new();
        if !fields.iter().all(|field| seen.insert(field)) {
            return self.fail("a native record has a field twice");
        }
        let values = self.reserve(count)?;
        Ok(Node::Record(Box::new(Record { module, name, is_exported, fields }), values))
    }

    fn creation(&mut self, wide: bool) -> Result<u32, EtfError> {
        if wide {
            return self.u32();
        }
        match self.u8()? {
            creation @ 0..=MAX_OLD_CREATION => Ok(u32::from(creation)),
            creation => self.fail(format!("the start {creation} of a node has more than two bits")),
        }
    }

    /// The name of a node; in a local term `[]` is that of the node that wrote it.
    fn node_name(&mut self) -> Result<Box<str>, EtfError> {
        match self.context.local {
            Some(local) if self.local && self.bytes.get(self.at) == Some(&NIL) => {
                self.at += 1;
                Ok(local.node.into())
            }
            _ => self.atom(),
        }
    }

    /// The first word of a reference as older tags have it.
    fn old_reference(&self, word: u32) -> Result<u32, EtfError> {
        if word > MAX_OLD_REFERENCE {
            self.fail("the first word of a reference has more than 18 bits")
        } else {
            Ok(word)
        }
    }

    fn pid(&mut self) -> Result<Pid, EtfError> {
        match self.u8()? {
            tag @ (88 | 103) => self.pid_body(tag),
            tag => self.fail(format!("a process identifier expected, tag {tag} found")),
        }
    }

    fn pid_body(&mut self, tag: u8) -> Result<Pid, EtfError> {
        let node = self.node_name()?;
        let (id, serial) = (self.u32()?, self.u32()?);
        Ok(Pid { node, id, serial, creation: self.creation(tag == 88)? })
    }

    fn port(&mut self, tag: u8) -> Result<Node, EtfError> {
        let node = self.node_name()?;
        let id = if tag == 120 { self.array().map(u64::from_be_bytes)? } else { u64::from(self.u32()?) };
        let creation = self.creation(tag != 102)?;
        Ok(Node::Port(Box::new(Port { node, id, creation })))
    }

    fn reference(&mut self, tag: u8) -> Result<Node, EtfError> {
        if tag == 101 {
            let node = self.node_name()?;
            let word = self.u32()?;
            let ids = vec![self.old_reference(word)?];
            return Ok(Node::Reference(Box::new(Reference { node, creation: self.creation(false)?, ids })));
        }
        let words = self.u16()?;
        if words > MAX_REFERENCE_WORDS {
            return self.fail(format!("a reference of {words} words, more than {MAX_REFERENCE_WORDS}"));
        }
        let node = self.node_name()?;
        let creation = self.creation(tag == 90)?;
        let ids = (0..words).map(|_| self.u32()).collect::<Result<Vec<u32>, _>>()?;
        if tag == 114 {
            ids.first().map_or(Ok(0), |word| self.old_reference(*word))?;
        }
        Ok(Node::Reference(Box::new(Reference { node, creation, ids })))
    }

    fn small_integer(&mut self) -> Result<i64, EtfError> {
        match self.u8()? {
            97 => Ok(i64::from(self.u8()?)),
            98 => Ok(i64::from(self.u32()?.cast_signed())),
            110 => match self.u8().map(usize::from).and_then(|size| self.big(size))? {
                Node::Int(value) => Ok(value),
                _ => self.fail("an integer of 64 bits expected, a larger one found"),
            },
            tag => self.fail(format!("an integer expected, tag {tag} found")),
        }
    }

    fn fun(&mut self) -> Result<Node, EtfError> {
        self.u32()?; // the size of it all: OTP does not look at it either
        let arity = self.u8()?;
        let uniq = self.array()?;
        let (index, free) = (self.u32()?, self.u32()? as usize);
        let module = self.atom()?;
        let (old_index, old_uniq) = (self.small_integer()?, self.small_integer()?);
        let pid = self.pid()?;
        let fun = Fun { module, arity, uniq, index, old_index, old_uniq, pid };
        Ok(Node::Fun(Box::new(fun), self.reserve(free)?))
    }

    fn export(&mut self) -> Result<Node, EtfError> {
        let (module, function) = (self.atom()?, self.atom()?);
        match u8::try_from(self.small_integer()?) {
            Ok(arity) => Ok(Node::Export(Box::new(Export { module, function, arity }))),
            Err(_) => self.fail("the arity of a function is not between 0 and 255"),
        }
    }
}

/// Why a tag cannot be part of a stored term.
fn refusal(tag: u8) -> String {
    let why = match tag {
        82 => "an atom cache reference, which means something only on a connection",
        68..=69 => "a distribution header, which means something only on a connection",
        117 => "a fun of OTP 22 or older (FUN_EXT), which no release reads any more",
        LOCAL => "a local term (LOCAL_EXT) where none can be",
        COMPRESSED => "a compressed term inside a term",
        VERSION => "a version byte inside a term",
        _ => "no tag of the format",
    };
    format!("tag {tag} is {why}")
}

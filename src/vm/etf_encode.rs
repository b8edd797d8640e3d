//! Terms to the external format, as `erlang:term_to_binary` writes it (OTP's `external.c`, `enc_term_int`).
//!
//! Invariant: nothing here recurses over a term.

use crate::atom::{Atom, Atoms};
use crate::bits::MAX_BINARY_BITS;
use crate::code::Code;
use crate::compare;
use crate::heap::{ON_HEAP_BINARY_LIMIT, View};
use crate::identifier::{Identifier, THIS_NODE};
use crate::map;
use crate::number::{self, Number};
use crate::number_text;
use crate::record::Record;
use crate::term::{Kind, Node, Term};

/// The newest way of writing atoms and floats.
pub const NEWEST_MINOR: usize = 2;
/// The bytes that a float takes as text.
const FLOAT_TEXT: usize = 31;

/// The term is larger than a binary may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// What is still to be written.
#[derive(Clone, Copy)]
enum Step {
    Term(Term),
    /// The elements of a list from here on, and its tail.
    Rest(Term),
    /// The fun that began there ends here.
    FunEnd(usize),
}

/// How a term is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Form {
    /// The way of writing atoms and floats.
    pub minor: usize,
    /// Whether only this node is to read it (`LOCAL_EXT`).
    pub local: bool,
    /// Whether maps have their keys in the order of terms, whatever their own is.
    pub deterministic: bool,
}

/// A term as bytes.
pub struct Encoded {
    /// The bytes behind the version byte.
    pub bytes: Vec<u8>,
    /// The binaries outside the heap among them: where they begin and how many bytes they have.
    pub binaries: Vec<(usize, usize)>,
}

/// The check sum by which a machine knows a local term of its own. All machines are one node started once, so
/// one knows what another wrote.
pub fn local_sum(bytes: &[u8]) -> u32 {
    crate::portable_hash::block(bytes, LOCAL_SALT)
}

/// The tag of a local term, and what its check sum begins with.
const LOCAL: u8 = 121;
const LOCAL_SALT: u32 = 0x454e_4947;

/// What a term is written with. It can be left off when so many steps have been made, and gone on with.
pub struct Encoder<'a> {
    view: View<'a>,
    atoms: &'a Atoms,
    code: &'a Code,
    form: Form,
    bytes: Vec<u8>,
    /// How many bytes were written before these.
    before: usize,
    binaries: Vec<(usize, usize)>,
    steps: Vec<Step>,
    /// What is to be written behind all of that, as a list (see [`Left`]).
    below: Term,
    /// The sizes of funs that began before these bytes: where they are to go, and what they are.
    sizes: Vec<(usize, usize)>,
    /// What has been done, in steps.
    done: usize,
}

/// What is left off of a term that is being written.
pub struct Left {
    /// What is still to be written: of each step what it is and of what, the next one first; the elements of a list
    /// whose tail is `below`.
    pub steps: Vec<Term>,
    /// What is to be written behind that.
    pub below: Term,
}

/// How many bytes are copied in the time that a step takes.
const COPIED: usize = 64;
/// How many elements of a list are counted in that time.
const COUNTED: usize = 8;

/// A term as bytes.
pub fn encode(view: View<'_>, term: Term, atoms: &Atoms, code: &Code, form: Form) -> Result<Encoded, TooLarge> {
    let mut encoder = Encoder::new(view, atoms, code, form);
    encoder.begin(term);
    encoder.run(usize::MAX)?;
    let (bytes, binaries) = (std::mem::take(&mut encoder.bytes), std::mem::take(&mut encoder.binaries));
    Ok(Encoded { bytes: seal(bytes, form), binaries })
}

/// Puts the check sum into a local term.
pub fn seal(mut bytes: Vec<u8>, form: Form) -> Vec<u8> {
    if let (true, Some((head, body))) = (form.local, bytes.split_first_chunk_mut::<5>()) {
        head[1..].copy_from_slice(&local_sum(body).to_be_bytes());
    }
    bytes
}

/// Puts the size of a fun where it belongs.
pub fn put_size(bytes: &mut [u8], at: usize, size: usize) {
    if let Some(field) = bytes.get_mut(at..).and_then(|bytes| bytes.first_chunk_mut::<4>()) {
        *field = (size as u32).to_be_bytes();
    }
}

impl<'a> Encoder<'a> {
    /// One that has nothing to write yet.
    pub fn new(view: View<'a>, atoms: &'a Atoms, code: &'a Code, form: Form) -> Encoder<'a> {
        let (bytes, binaries, steps, sizes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Encoder { view, atoms, code, form, bytes, before: 0, binaries, steps, below: Term::NIL, sizes, done: 0 }
    }

    /// Has it begin with a term.
    pub fn begin(&mut self, term: Term) {
        if self.form.local {
            self.put(LOCAL, &[&[0; 4]]);
        }
        self.steps.push(Step::Term(term));
    }

    /// Has it go on with what was left off behind so many bytes.
    pub fn resume(&mut self, below: Term, before: usize) {
        (self.below, self.before) = (below, before);
    }

    /// Writes until nothing is left or so many steps have been made.
    pub fn run(&mut self, most: usize) -> Result<(), TooLarge> {
        while self.done < most {
            let Some(step) = self.next_step() else { return Ok(()) };
            if self.before + self.bytes.len() >= MAX_BINARY_BITS / 8 {
                return Err(TooLarge);
            }
            self.done += 1;
            match step {
                Step::Term(term) => self.term(term)?,
                Step::Rest(rest) => match self.view.cons(rest) {
                    Some((head, tail)) => self.steps.extend([Step::Rest(tail), Step::Term(head)]),
                    None => self.steps.push(Step::Term(rest)),
                },
                Step::FunEnd(at) => {
                    let size = self.before + self.bytes.len() - at.min(self.before + self.bytes.len());
                    match at.checked_sub(self.before) {
                        Some(at) => put_size(&mut self.bytes, at, size),
                        None => self.sizes.push((at, size)),
                    }
                }
            }
        }
        Ok(())
    }

    fn next_step(&mut self) -> Option<Step> {
        self.steps.pop().or_else(|| {
            let (kind, rest) = self.view.cons(self.below)?;
            let (of, rest) = self.view.cons(rest)?;
            self.below = rest;
            Some(match kind.as_size() {
                Some(0) => Step::Term(of),
                Some(1) => Step::Rest(of),
                _ => Step::FunEnd(of.as_size().unwrap_or(0)),
            })
        })
    }

    /// What has been written, the sizes of funs that began before, and how many steps were made.
    pub fn written(&mut self) -> (Vec<u8>, Vec<(usize, usize)>, usize) {
        (std::mem::take(&mut self.bytes), std::mem::take(&mut self.sizes), self.done)
    }

    /// What is left; `None` where that is nothing.
    pub fn left(self) -> Option<Left> {
        let words = |step: &Step| match *step {
            Step::Term(term) => [Term::size(0), term],
            Step::Rest(rest) => [Term::size(1), rest],
            Step::FunEnd(at) => [Term::size(2), Term::size(at)],
        };
        let steps: Vec<Term> = self.steps.iter().rev().flat_map(words).collect();
        (!steps.is_empty() || !self.below.is_nil()).then_some(Left { steps, below: self.below })
    }
}

impl Encoder<'_> {
    fn put(&mut self, tag: u8, parts: &[&[u8]]) {
        self.bytes.push(tag);
        parts.iter().for_each(|part| self.bytes.extend_from_slice(part));
    }

    fn term(&mut self, term: Term) -> Result<(), TooLarge> {
        if let Some(n) = term.as_small() {
            self.integer(n);
        } else if let Some(atom) = term.as_atom() {
            self.atom(atom);
        } else if let Some(identifier) = self.view.identifier(term) {
            self.identifier(identifier);
        } else if term.is_nil() {
            self.put(106, &[]);
        } else if term.is_list() {
            self.list(term);
        } else {
            return self.boxed(term);
        }
        Ok(())
    }

    fn integer(&mut self, n: i64) {
        if let Ok(byte) = u8::try_from(n) {
            self.put(97, &[&[byte]]);
        } else if let Ok(word) = i32::try_from(n) {
            self.put(98, &[&word.to_be_bytes()]);
        } else {
            let digits = n.unsigned_abs().to_le_bytes();
            let length = 8 - n.unsigned_abs().leading_zeros() as usize / 8;
            self.big(&digits[..length], n < 0);
        }
    }

    fn big(&mut self, digits: &[u8], negative: bool) {
        let sign = [u8::from(negative)];
        match u8::try_from(digits.len()) {
            Ok(length) => self.put(110, &[&[length], &sign, digits]),
            Err(_) => self.put(111, &[&(digits.len() as u32).to_be_bytes(), &sign, digits]),
        }
    }

    fn atom(&mut self, atom: Atom) {
        let atoms = self.atoms;
        let name = atoms.name(atom);
        let latin1: Option<Vec<u8>> = name.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
        match (latin1.filter(|_| self.form.minor < 2), u8::try_from(name.len())) {
            (Some(bytes), _) => self.put(100, &[&(bytes.len() as u16).to_be_bytes(), &bytes]),
            (None, Ok(length)) => self.put(119, &[&[length], name.as_bytes()]),
            (None, Err(_)) => self.put(118, &[&(name.len() as u16).to_be_bytes(), name.as_bytes()]),
        }
    }

    /// The node's name goes in the middle, its start to the end or, with references, behind it.
    fn identifier(&mut self, identifier: Identifier) {
        let creation = identifier.node().creation.to_be_bytes();
        match identifier {
            Identifier::Pid(node, number, serial) => {
                self.put(88, &[]);
                self.node(node);
                self.bytes.extend([number.to_be_bytes(), serial.to_be_bytes(), creation].concat());
            }
            Identifier::Port(node, number) => {
                self.put(120, &[]);
                self.node(node);
                self.bytes.extend(number.to_be_bytes());
                self.bytes.extend(creation);
            }
            Identifier::Reference(node, words, count) => {
                self.put(90, &[&(count as u16).to_be_bytes()]);
                self.node(node);
                self.bytes.extend(creation);
                words.iter().take(count).for_each(|word| self.bytes.extend(word.to_be_bytes()));
            }
        }
    }

    /// The name of a node; in a local term this one has none.
    fn node(&mut self, node: Node) {
        if self.form.local && node == THIS_NODE { self.put(106, &[]) } else { self.atom(node.name) }
    }

    /// Bytes in a proper list, few enough, are a string.
    fn list(&mut self, list: Term) {
        let mut elements = self.view.list(list);
        let (mut length, mut bytes) = (0u32, Some(Vec::new()));
        for element in elements.by_ref() {
            length = length.saturating_add(1);
            let byte = element.as_small().and_then(|n| u8::try_from(n).ok());
            bytes = bytes.filter(|bytes| bytes.len() < 0xffff).zip(byte).map(|(mut bytes, byte)| {
                bytes.push(byte);
                bytes
            });
        }
        self.done = self.done.saturating_add(length as usize / COUNTED);
        match bytes.filter(|_| elements.rest.is_nil()) {
            Some(bytes) => self.put(107, &[&(bytes.len() as u16).to_be_bytes(), &bytes]),
            None => {
                self.put(108, &[&length.to_be_bytes()]);
                self.steps.push(Step::Rest(list));
            }
        }
    }

    fn boxed(&mut self, term: Term) -> Result<(), TooLarge> {
        match self.view.kind(term) {
            Some(Kind::Tuple) => self.tuple(term),
            Some(Kind::Record) => self.record(term),
            Some(Kind::Map | Kind::MapArray | Kind::MapBitmap) => {
                let mut entries = map::encoded(self.view, term).unwrap_or_default();
                if self.form.deterministic {
                    let (view, atoms) = (self.view, self.atoms);
                    entries.sort_by(|a, b| compare::compare(view, a.0, view, b.0, atoms, true));
                }
                self.put(116, &[&(entries.len() as u32).to_be_bytes()]);
                let pairs = entries.into_iter().rev();
                self.steps.extend(pairs.flat_map(|(key, value)| [Step::Term(value), Step::Term(key)]));
            }
            Some(Kind::Float) => self.float(self.view.float(term).unwrap_or(0.0)),
            Some(Kind::PositiveBig | Kind::NegativeBig) => match number::number(self.view, term) {
                Some(Number::Big(n)) => self.big(&n.magnitude().to_bytes_le(), n.sign() == num_bigint::Sign::Minus),
                Some(Number::Small(n)) => self.integer(n),
                _ => {}
            },
            Some(Kind::Export) => self.export(term),
            Some(Kind::Fun) => self.fun(term),
            _ => return self.binary(term),
        }
        Ok(())
    }

    fn tuple(&mut self, term: Term) {
        let Some(elements) = self.view.tuple(term) else { return };
        match u8::try_from(elements.len()) {
            Ok(arity) => self.put(104, &[&[arity]]),
            Err(_) => self.put(105, &[&(elements.len() as u32).to_be_bytes()]),
        }
        self.steps.extend(elements.iter().rev().map(Step::Term));
    }

    /// OTP 29's `RECORD_EXT`.
    fn record(&mut self, term: Term) {
        let Some(Record { definition, values }) = Record::of(self.view, term) else { return };
        self.put(67, &[&(values.len() as u32).to_be_bytes(), &[u8::from(definition.is_exported)]]);
        let names = [definition.module, definition.name].into_iter();
        names.chain(definition.keys.iter().filter_map(Term::as_atom)).for_each(|name| self.atom(name));
        self.steps.extend(values.iter().rev().map(Step::Term));
    }

    fn float(&mut self, float: f64) {
        if self.form.minor > 0 {
            return self.put(70, &[&float.to_be_bytes()]);
        }
        let mut text = number_text::scientific(float, 20).into_bytes();
        text.resize(FLOAT_TEXT, 0);
        self.put(99, &[&text]);
    }

    fn export(&mut self, term: Term) {
        let index = self.view.word(term, 1).as_size().unwrap_or(usize::MAX);
        let Some(export) = self.code.exports.get(index) else { return };
        self.put(113, &[]);
        self.atom(export.module);
        self.atom(export.function);
        self.integer(i64::from(export.arity));
    }

    fn fun(&mut self, term: Term) {
        let index = self.view.word(term, 1).as_size().unwrap_or(usize::MAX);
        let Some(fun) = self.code.funs.get(index) else { return };
        self.put(112, &[]);
        let at = self.before + self.bytes.len();
        self.bytes.extend([0, 0, 0, 0, fun.arity as u8]);
        self.bytes.extend(fun.md5);
        self.bytes.extend(fun.index.to_be_bytes());
        self.bytes.extend(fun.free.to_be_bytes());
        self.atom(fun.module);
        self.integer(i64::from(fun.old.index));
        self.integer(i64::from(fun.old.uniq));
        // Which process made it is no part of it any more.
        self.identifier(Identifier::Pid(THIS_NODE, 0, 0));
        let view = self.view;
        self.steps.push(Step::FunEnd(at));
        self.steps.extend((0..fun.free as usize).rev().map(|i| Step::Term(view.word(term, 4 + i))));
    }

    fn binary(&mut self, term: Term) -> Result<(), TooLarge> {
        let Some(bits) = self.view.bits(term) else { return Ok(()) };
        if self.before + self.bytes.len() + bits.size.div_ceil(8) > MAX_BINARY_BITS / 8 {
            return Err(TooLarge);
        }
        let bytes = bits.to_bytes();
        let length = (bytes.len() as u32).to_be_bytes();
        match (bits.size % 8) as u8 {
            0 => self.put(109, &[&length]),
            last => self.put(77, &[&length, &[last]]),
        }
        if bytes.len() > ON_HEAP_BINARY_LIMIT {
            self.binaries.push((self.bytes.len(), bits.size / 8));
        }
        self.done = self.done.saturating_add(bytes.len() / COPIED);
        self.bytes.extend(bytes);
        Ok(())
    }
}

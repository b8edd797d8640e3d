//! Terms as text, in four styles: as `erlang:display/1` prints them (OTP's `erl_printf_term.c`),
//! as `~tw`, as `~0tp` and as `~0p` (`io_lib.erl`, `io_lib_pretty.erl` with the default `+pc latin1`).
//!
//! - The entries of maps come in the order of [`crate::map`]: that of keys up to 32 of them.
//! - Words that no program can hold as a term (match contexts, the slots of `catch`) have a form
//!   too, `#Word<...>`, since a debugger looks at them.
//! - Nothing recurses: what is still to be printed lies on a stack of its own. No more than the
//!   limit is printed or, but for one list at a time that may be a string, looked at.

use std::fmt::Write;

use enigma_beam::etf_write::{AtomText, FloatText};
use num_bigint::BigInt;

use crate::atom::Atoms;
use crate::heap::{Bits, View};
use crate::identifier::{Identifier, THIS_NODE};
use crate::map;
use crate::number::{self, Number};
use crate::number_text::scientific;
use crate::record::Record;
use crate::term::{Kind, Term};

/// How terms are printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Style {
    /// As `erlang:display/1`.
    Display,
    /// As `~tw`: lists as lists, binaries as numbers.
    Write,
    /// As `~0tp`: strings and binaries as text where they are printable; on one line.
    Pretty,
    /// As `~0p`: the same, but nothing beyond Latin-1 is printable.
    Latin1,
}

/// What funs are called; terms hold no more than indices.
pub trait FunNames {
    /// Module, index and check sum of the fun entry of that index.
    fn local(&self, fun_index: usize) -> Option<(&str, u32, u32)>;
    /// Module, function and arity of the export entry of that index.
    fn external(&self, export_index: usize) -> Option<(&str, &str, u32)>;
}

/// A term as text of `limit` characters at most, `…` behind them where it has more.
pub fn format(view: View<'_>, term: Term, atoms: &Atoms, funs: &dyn FunNames, style: Style, limit: usize) -> String {
    let mut printer = Printer::new(view, term, atoms, funs, style, limit);
    printer.run();
    printer.text.out
}

/// The bytes that `erlang:display/1` prints, as characters; `None` where there are more than the limit. Where `terms`
/// says how many terms are to be visited at most, `... ` stands for what follows. The characters of atoms, strings and
/// binaries count as terms too.
pub fn emulator_bytes(
    view: View<'_>,
    term: Term,
    atoms: &Atoms,
    funs: &dyn FunNames,
    terms: Option<usize>,
    limit: usize,
) -> Option<String> {
    let mut printer = Printer::new(view, term, atoms, funs, Style::Display, limit);
    printer.bytewise = true;
    printer.visits = terms.map(|terms| i64::try_from(terms).unwrap_or(i64::MAX));
    printer.run();
    if printer.visits.is_some_and(|left| left <= 0) {
        printer.text.push("... ");
    }
    (!printer.text.full).then_some(printer.text.out)
}

/// Text that takes no more than its limit.
struct Text {
    out: String,
    left: usize,
    full: bool,
}

impl Text {
    fn new(limit: usize) -> Text {
        Text { out: String::new(), left: limit, full: false }
    }

    fn character(&mut self, c: char) {
        if self.full {
            return;
        }
        if self.left == 0 {
            self.full = true;
            self.out.push('…');
            return;
        }
        self.left -= 1;
        self.out.push(c);
    }

    fn push(&mut self, text: &str) {
        for c in text.chars() {
            self.character(c);
            if self.full {
                return;
            }
        }
    }
}

impl Write for Text {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.push(text);
        if self.full { Err(std::fmt::Error) } else { Ok(()) }
    }
}

/// What is still to be printed.
enum Step<'a> {
    Term(Term),
    Text(&'static str),
    /// The elements of a tuple from here on; the flag is set at its first.
    Elements(&'a [u64], bool),
    /// The entries of a map from here on; the flag is set at its first.
    Entries(map::Iter<'a>, bool),
    /// The children of a node of a map from here on; the flag is set at its first.
    Children(&'a [u64], bool),
    /// The fields of a native record from that one on.
    Fields(Record<'a>, usize),
    /// The tail of a list.
    Tail(Term),
}

struct Printer<'a> {
    view: View<'a>,
    atoms: &'a Atoms,
    funs: &'a dyn FunNames,
    style: Style,
    text: Text,
    steps: Vec<Step<'a>>,
    /// Whether a character stands for a byte of UTF-8.
    bytewise: bool,
    /// How many terms may still be visited.
    visits: Option<i64>,
}

impl<'a> Printer<'a> {
    fn new(
        view: View<'a>,
        term: Term,
        atoms: &'a Atoms,
        funs: &'a dyn FunNames,
        style: Style,
        limit: usize,
    ) -> Printer<'a> {
        let (text, steps) = (Text::new(limit), vec![Step::Term(term)]);
        Printer { view, atoms, funs, style, text, steps, bytewise: false, visits: None }
    }

    fn run(&mut self) {
        while !self.text.full
            && let Some(step) = self.steps.pop()
        {
            self.step(step);
        }
    }

    /// Counts a term, if it may still be visited. If not, nothing more is printed.
    fn visit(&mut self) -> bool {
        let Some(left) = &mut self.visits else { return true };
        *left -= 1;
        let may = *left >= 0;
        if !may {
            self.steps.clear();
        }
        may
    }

    /// Counts the bytes of an atom's name.
    fn count(&mut self, name: &str) {
        if let Some(left) = &mut self.visits {
            *left = left.saturating_sub_unsigned(name.len() as u64);
        }
    }

    fn step(&mut self, step: Step<'a>) {
        match step {
            Step::Term(term) => self.term(term),
            Step::Text(text) => self.text.push(text),
            Step::Elements([element, rest @ ..], first) => {
                self.steps.extend([Step::Elements(rest, false), Step::Term(Term(*element))]);
                self.text.push(if first { "" } else { "," });
            }
            Step::Entries(mut entries, first) => {
                let Some((key, value)) = entries.next() else { return };
                let arrow = if self.style == Style::Display { "=>" } else { " => " };
                self.steps.push(Step::Entries(entries, false));
                self.steps.extend([Step::Term(value), Step::Text(arrow), Step::Term(key)]);
                self.text.push(if first { "" } else { "," });
            }
            Step::Children([child, rest @ ..], first) => {
                self.steps.push(Step::Children(rest, false));
                self.text.push(if first { "" } else { "," });
                match self.view.cons(Term(*child)) {
                    Some(_) if self.shows_tries() => self.steps.push(Step::Term(Term(*child))),
                    Some((key, value)) => self.steps.extend([Step::Term(value), Step::Text("=>"), Step::Term(key)]),
                    None if !self.visit() => {}
                    None if self.shows_tries() => self.trie(Term(*child)),
                    None => self.children(Term(*child)),
                }
            }
            Step::Elements(..) | Step::Children(..) => {}
            Step::Fields(record, at) => {
                let (Some(key), Some(value)) = (record.definition.keys.get(at), record.values.get(at)) else { return };
                let equals = if self.style == Style::Display { "=" } else { " = " };
                self.steps.extend([
                    Step::Fields(record, at + 1),
                    Step::Term(value),
                    Step::Text(equals),
                    Step::Term(key),
                ]);
                self.text.push(if at == 0 { "" } else { "," });
            }
            Step::Tail(tail) => match self.view.cons(tail) {
                Some((head, tail)) => {
                    self.text.push(",");
                    self.steps.extend([Step::Tail(tail), Step::Term(head)]);
                }
                None if tail.is_nil() => self.text.push("]"),
                None => {
                    self.text.push("|");
                    self.steps.extend([Step::Text("]"), Step::Term(tail)]);
                }
            },
        }
    }

    /// An atom whose name counts; whether more may be printed.
    fn visited_atom(&mut self, name: &str) -> bool {
        self.atom(name, self.style == Style::Display);
        self.count(name);
        let more = self.visits.is_none_or(|left| left > 0);
        if !more {
            self.steps.clear();
        }
        more
    }

    /// Whether maps of many keys are printed as they lie in memory.
    fn shows_tries(&self) -> bool {
        self.atoms.otp() < 26
    }

    /// A node of a map as it lies in memory: which children it has, and these.
    fn trie(&mut self, node: Term) {
        self.print(format_args!("<{:x}>{{", self.view.word(node, 0).map_value()));
        self.steps.push(Step::Text("}"));
        self.children(node);
    }

    /// Nodes of maps count as terms where the emulator prints.
    fn children(&mut self, node: Term) {
        self.steps.push(Step::Children(map::children(self.view, node), true));
    }

    fn term(&mut self, term: Term) {
        if !self.visit() {
            return;
        }
        if let Some(atom) = term.as_atom() {
            let name = self.atoms.name(atom);
            self.visited_atom(name);
        } else if let Some(identifier) = self.view.identifier(term) {
            self.identifier(identifier);
        } else if term.is_nil() {
            self.text.push("[]");
        } else if term.is_list() {
            self.list(term);
        } else if let Some(number) = number::number(self.view, term) {
            self.number(number);
        } else if let Some(bits) = self.view.bits(term) {
            self.bitstring(bits);
        } else {
            self.boxed(term);
        }
    }

    fn boxed(&mut self, term: Term) {
        if let Some(entries) = map::iter(self.view, term) {
            let is_trie = self.style == Style::Display && self.view.kind(term) != Some(Kind::Map);
            self.text.push("#");
            if is_trie && self.shows_tries() {
                self.trie(term);
                return;
            }
            self.text.push("{");
            self.steps.push(Step::Text("}"));
            if is_trie {
                self.children(term);
            } else {
                self.steps.push(Step::Entries(entries, true));
            }
            return;
        }
        let arity = self.view.word(term, 0).header_arity();
        match self.view.kind(term) {
            Some(Kind::Tuple) => {
                self.text.push("{");
                self.steps.extend([Step::Text("}"), Step::Elements(self.view.words(term, 1, arity), true)]);
            }
            Some(Kind::Record) => self.record(term),
            Some(Kind::Fun) => self.local_fun(self.view.word(term, 1)),
            Some(Kind::Export) => self.external_fun(self.view.word(term, 1)),
            Some(Kind::MatchContext) => self.text.push("#MatchContext"),
            _ => self.print(format_args!("#Word<{:x}>", term.0)),
        }
    }

    fn record(&mut self, term: Term) {
        let Some(record) = Record::of(self.view, term) else { return };
        let atoms = self.atoms;
        self.text.push("#");
        if !self.visited_atom(atoms.name(record.definition.module)) {
            return;
        }
        self.text.push(":");
        if !self.visited_atom(atoms.name(record.definition.name)) {
            return;
        }
        self.text.push("{");
        self.steps.extend([Step::Text("}"), Step::Fields(record, 0)]);
    }

    fn print(&mut self, arguments: std::fmt::Arguments<'_>) {
        // What fails is only the text that is full, which says so itself.
        let _ = self.text.write_fmt(arguments);
    }

    /// An atom, quoted by the rules of the emulator or by those of the language.
    fn atom(&mut self, name: &str, by_emulator: bool) {
        if self.style == Style::Latin1 {
            for c in AtomText(name).to_string().chars() {
                if u32::from(c) > 255 {
                    self.print(format_args!("\\x{{{:X}}}", u32::from(c)))
                } else {
                    self.text.character(c)
                }
            }
        } else if !by_emulator {
            self.print(format_args!("{}", AtomText(name)));
        } else {
            let quote = if is_plain_to_emulator(name) { "" } else { "'" };
            self.text.push(quote);
            for c in name.chars() {
                self.emulator_character(c);
            }
            self.text.push(quote);
        }
    }

    /// A character of an atom that the emulator prints in quotes.
    fn emulator_character(&mut self, c: char) {
        match c {
            '\u{1b}' => self.text.push("\\033"),
            '\u{7f}' => self.text.character(c),
            '"' => self.text.push("\""),
            '\'' => self.text.push("\\'"),
            '\u{a0}'.. if self.bytewise => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    self.text.character(char::from(byte));
                }
            }
            _ => self.quoted_character(c),
        }
    }

    /// A character of a text that is printed in double quotes.
    fn quoted_character(&mut self, c: char) {
        match c {
            '"' => self.text.push("\\\""),
            '\\' => self.text.push("\\\\"),
            '\n' => self.text.push("\\n"),
            '\t' => self.text.push("\\t"),
            '\r' => self.text.push("\\r"),
            '\u{8}' => self.text.push("\\b"),
            '\u{b}' => self.text.push("\\v"),
            '\u{c}' => self.text.push("\\f"),
            '\u{1b}' => self.text.push("\\e"),
            _ if c.is_control() => self.print(format_args!("\\{:03o}", u32::from(c))),
            _ => self.text.character(c),
        }
    }

    fn number(&mut self, number: Number) {
        match number {
            Number::Small(n) => self.print(format_args!("{n}")),
            Number::Big(n) => self.big(&n),
            Number::Float(f) if self.style == Style::Display => self.text.push(&scientific(f, 6)),
            Number::Float(f) => self.print(format_args!("{}", FloatText(f))),
        }
    }

    /// A bignum; where far more digits than the limit would be cut off, only the first are computed.
    fn big(&mut self, n: &BigInt) {
        let digits = (n.bits() as f64 * std::f64::consts::LOG10_2) as u64;
        let surplus = digits.saturating_sub(self.text.left as u64).saturating_sub(2);
        if surplus > 1000 {
            let shortened = n / BigInt::from(10u32).pow(surplus.min(u64::from(u32::MAX)) as u32);
            self.text.push(&shortened.to_string());
            self.text.push("…");
        } else {
            self.text.push(&n.to_string());
        }
    }

    fn list(&mut self, list: Term) {
        if self.style != Style::Write && is_string(self.view, list, self.style, self.text.left) {
            self.text.push("\"");
            for element in self.view.list(list) {
                if !self.visit() {
                    return;
                }
                let byte = element.as_small().and_then(|n| u8::try_from(n).ok()).unwrap_or(b'?');
                self.string_character(char::from(byte));
                if self.text.full {
                    return;
                }
            }
            self.text.push("\"");
        } else if let Some((head, tail)) = self.view.cons(list) {
            self.text.push("[");
            self.steps.extend([Step::Tail(tail), Step::Term(head)]);
        }
    }

    fn string_character(&mut self, c: char) {
        match (self.style, c) {
            (Style::Display, '"') => self.text.push("\\\""),
            (Style::Display, '\n') => self.text.push("\\n"),
            (Style::Display, _) => self.text.character(c),
            _ => self.quoted_character(c),
        }
    }

    fn bitstring(&mut self, bits: Bits<'_>) {
        match self.printable(bits) {
            Some((text, suffix)) => {
                self.text.push("<<\"");
                for c in text.chars() {
                    self.string_character(c);
                    if !self.visit() {
                        return;
                    }
                }
                self.text.push("\"");
                self.text.push(suffix);
            }
            None => {
                self.text.push("<<");
                for index in 0..bits.size.div_ceil(8) {
                    let (byte, left) = (bits.byte(index), bits.size - index * 8);
                    let comma = if index > 0 { "," } else { "" };
                    if left < 8 {
                        self.print(format_args!("{comma}{}:{left}", byte >> (8 - left)));
                    } else {
                        self.print(format_args!("{comma}{byte}"));
                        if !self.visit() {
                            return;
                        }
                    }
                    if self.text.full {
                        return;
                    }
                }
            }
        }
        self.text.push(">>");
    }

    /// The characters of a bitstring that is printed as text, as far as the limit reaches, and what
    /// follows its quote. The emulator knows ASCII only; the language takes for UTF-8 what is that, and
    /// else every byte for a character.
    fn printable(&self, bits: Bits<'_>) -> Option<(String, &'static str)> {
        if self.style == Style::Write || bits.size == 0 || !bits.size.is_multiple_of(8) {
            return None;
        }
        // As many bytes as could be shown, and those that complete a character of UTF-8.
        let count = (bits.size / 8).min(self.text.left.saturating_mul(2).saturating_add(2));
        let bytes: Vec<u8> = (0..count).map(|index| bits.byte(index)).collect();
        if self.style == Style::Display {
            let ascii = bytes.iter().all(|b| matches!(b, 32..=126));
            return ascii.then(|| (bytes.iter().map(|b| char::from(*b)).collect(), ""));
        }
        let latin1 = |c: char| matches!(c, '\u{8}'..='\r' | '\u{1b}' | ' '..='~' | '\u{a0}'..='\u{ff}');
        let valid = match std::str::from_utf8(&bytes) {
            Ok(text) => Some(text),
            Err(error) if error.error_len().is_none() && count < bits.size / 8 => {
                std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()
            }
            Err(_) => None,
        };
        if let Some(text) = valid.filter(|_| self.style != Style::Latin1) {
            let suffix = if text.is_ascii() { "" } else { "/utf8" };
            return text.chars().all(latin1).then(|| (text.to_string(), suffix));
        }
        let text: String = bytes.iter().map(|b| char::from(*b)).collect();
        text.chars().all(latin1).then_some((text, ""))
    }

    /// The node comes first: 0 if it has the name of this one, else the number of its name in the atom table.
    /// The words of a reference come with the most significant first.
    fn identifier(&mut self, identifier: Identifier) {
        let name = identifier.node().name;
        let node = if name == THIS_NODE.name { 0 } else { name.0 };
        match identifier {
            Identifier::Pid(_, number, serial) => self.print(format_args!("<{node}.{number}.{serial}>")),
            Identifier::Port(_, number) => self.print(format_args!("#Port<{node}.{number}>")),
            Identifier::Reference(_, words, count) => {
                self.print(format_args!("#Ref<{node}"));
                for word in words.iter().take(count).rev() {
                    self.print(format_args!(".{word}"));
                }
                self.text.push(">");
            }
        }
    }

    fn local_fun(&mut self, index: Term) {
        match index.as_size().and_then(|index| self.funs.local(index)) {
            Some((module, index, uniq)) => self.print(format_args!("#Fun<{module}.{index}.{uniq}>")),
            None => self.print(format_args!("#Fun<{}>", index.as_size().unwrap_or(0))),
        }
    }

    /// All styles quote by the emulator's rules here, as `erlang:fun_to_list/1` does.
    fn external_fun(&mut self, index: Term) {
        let funs = self.funs;
        match index.as_size().and_then(|index| funs.external(index)) {
            Some((module, function, arity)) => {
                self.text.push("fun ");
                self.atom(module, true);
                self.text.push(":");
                self.atom(function, true);
                self.print(format_args!("/{arity}"));
                self.count(module);
                self.count(function);
            }
            None => self.print(format_args!("#Export<{}>", index.as_size().unwrap_or(0))),
        }
    }
}

/// Whether a list is printed as a string. A string longer than what is left to print is cut anyway, whatever follows.
pub(crate) fn is_string(view: View<'_>, list: Term, style: Style, left: usize) -> bool {
    let mut elements = view.list(list);
    let printable = |e: Term| match e.as_small() {
        Some(9 | 10 | 13 | 32..=126 | 160..=255) => true,
        Some(8 | 11 | 12 | 27) => style != Style::Display,
        _ => false,
    };
    let mut seen = 0;
    for element in elements.by_ref() {
        if !printable(element) {
            return false;
        }
        seen += 1;
        if seen > left {
            return true;
        }
    }
    seen > 0 && elements.rest.is_nil()
}

/// Whether the emulator prints an atom without quotes: it knows no reserved words and no `@`.
fn is_plain_to_emulator(name: &str) -> bool {
    let lower = |c: char| matches!(c, 'a'..='z' | 'ß'..='ö' | 'ø'..='ÿ');
    let inner = |c: char| lower(c) || matches!(c, 'A'..='Z' | '0'..='9' | '_' | 'À'..='Ö' | 'Ø'..='Þ');
    name.starts_with(lower) && name.chars().all(inner)
}

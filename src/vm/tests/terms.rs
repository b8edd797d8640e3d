//! `compare.rs` and `print.rs` against a real OTP 27: the terms that `tests/erl/term_oracle.erl`
//! writes are built on a heap, ordered and printed.

#![allow(clippy::unwrap_used)]

mod oracle;

use std::cmp::Ordering;

use enigma_beam::etf::{EtfTerm, Node, NodeId};
use enigma_vm::atom::Atoms;
use enigma_vm::code::Code;
use enigma_vm::compare;
use enigma_vm::heap::{Allocate, Fragment};
use enigma_vm::map::Place;
use enigma_vm::number;
use enigma_vm::pretty;
use enigma_vm::print::{self, FunNames, Style};
use enigma_vm::record::{self, Plan};
use enigma_vm::term::{Kind, Pid, Term};

/// The funs of the terms at hand.
#[derive(Default)]
struct Funs {
    local: Vec<(String, u32, u32)>,
    external: Vec<(String, String, u32)>,
}

impl FunNames for Funs {
    fn local(&self, index: usize) -> Option<(&str, u32, u32)> {
        self.local.get(index).map(|(module, index, uniq)| (&**module, *index, *uniq))
    }

    fn external(&self, index: usize) -> Option<(&str, &str, u32)> {
        self.external.get(index).map(|(module, name, arity)| (&**module, &**name, *arity))
    }
}

/// Where terms are built.
struct Builder {
    atoms: Atoms,
    heap: Fragment,
    funs: Funs,
}

impl Builder {
    fn new() -> Builder {
        Builder { atoms: Atoms::new(1 << 20, 29), heap: Fragment::default(), funs: Funs::default() }
    }

    /// Children have greater numbers than their parents, so building goes backwards.
    fn build(&mut self, etf: &EtfTerm) -> Term {
        let mut built = vec![Term::NIL; etf.nodes.len()];
        for index in (0..etf.nodes.len()).rev() {
            built[index] = self.node(&etf.nodes[index], &built);
        }
        built[etf.root.0 as usize]
    }

    fn node(&mut self, node: &Node, built: &[Term]) -> Term {
        let at = |id: NodeId| built[id.0 as usize];
        match node {
            Node::Int(n) => number::make_integer(&mut self.heap, *n).unwrap(),
            Node::Big(n) => number::make_big(&mut self.heap, n).unwrap(),
            Node::Float(f) => self.heap.float(*f).unwrap(),
            Node::Atom(name) => Term::atom(self.atoms.intern(name).unwrap()),
            Node::Nil => Term::NIL,
            Node::String(bytes) => {
                let bytes: Vec<Term> = bytes.iter().map(|b| Term::size(usize::from(*b))).collect();
                self.heap.list(&bytes).unwrap()
            }
            Node::List { elements, tail } => {
                let elements: Vec<Term> = elements.iter().map(at).collect();
                self.heap.list_with_tail(&elements, at(*tail)).unwrap()
            }
            Node::Tuple(elements) => self.heap.tuple(&elements.iter().map(at).collect::<Vec<_>>()).unwrap(),
            Node::Record(record, values) => {
                let fields = record.fields.iter().map(|name| Term::atom(self.atoms.intern(name).unwrap())).collect();
                let mut name = |name: &str| self.atoms.intern(name).unwrap();
                let (module, name, is_exported) = (name(&record.module), name(&record.name), record.is_exported);
                let plan = Plan { module, name, is_exported, fields };
                let definition = plan.build(&mut self.heap, &self.atoms, &Code::new(false)).unwrap();
                record::build(&mut self.heap, definition, &values.iter().map(at).collect::<Vec<_>>()).unwrap()
            }
            Node::Map(entries) => self.map(&entries.iter().map(at).collect::<Vec<_>>()),
            Node::Binary(bytes) => self.heap.binary(bytes).unwrap(),
            Node::Bits(bytes, bits) => self.heap.bitstring(bytes, bytes.len() * 8 - 8 + usize::from(*bits)).unwrap(),
            Node::Pid(pid) => Term::pid(Pid(pid.id)),
            Node::Reference(reference) => {
                let number = reference.ids.iter().rev().fold(0u128, |n, id| n << 32 | u128::from(*id));
                self.heap.reference(number).unwrap()
            }
            Node::Fun(fun, _) => {
                self.funs.local.push((fun.module.to_string(), fun.index, fun.old_uniq as u32));
                let words = [Term::size(self.funs.local.len() - 1), Term::size(usize::from(fun.arity)), Term::NIL];
                self.heap.object(Kind::Fun, &words.map(|w| w.0)).unwrap()
            }
            Node::Export(export) => {
                let name = (export.module.to_string(), export.function.to_string(), u32::from(export.arity));
                self.funs.external.push(name);
                self.heap.object(Kind::Export, &[Term::size(self.funs.external.len() - 1).0]).unwrap()
            }
            Node::Port(_) => panic!("no port among the terms"),
        }
    }

    fn map(&mut self, entries: &[Term]) -> Term {
        let entries = entries.chunks(2).map(|e| (e[0], e[1])).collect();
        let mut place = Place { target: &mut self.heap, literals: &[], atoms: &self.atoms };
        place.from_distinct(entries).unwrap().unwrap()
    }
}

fn from_hex(text: &str) -> Vec<u8> {
    (0..text.len() / 2).map(|i| u8::from_str_radix(&text[2 * i..2 * i + 2], 16).unwrap()).collect()
}

fn text_from_hex(text: &str) -> String {
    String::from_utf8(from_hex(text)).unwrap()
}

fn decode(hex: &str) -> EtfTerm {
    enigma_beam::decode(&from_hex(hex)).unwrap().0
}

fn sign(order: Ordering) -> char {
    match order {
        Ordering::Less => '<',
        Ordering::Equal => '=',
        Ordering::Greater => '>',
    }
}

#[test]
fn terms_are_ordered_as_otp_orders_them() {
    let printed = oracle::run("term_oracle", "order()");
    let lines: Vec<&str> = printed.lines().collect();
    let (terms, rows) = lines.split_at(lines.len() / 2);
    assert!(terms.len() > 200, "the oracle printed {} terms only", terms.len());
    // Two heaps, so that no pair is equal for being one object.
    let (mut first, mut second) = (Builder::new(), Builder::new());
    let decoded: Vec<EtfTerm> = terms.iter().map(|t| decode(t)).collect();
    let a: Vec<Term> = decoded.iter().map(|t| first.build(t)).collect();
    second.atoms = first.atoms.clone();
    let b: Vec<Term> = decoded.iter().map(|t| second.build(t)).collect();
    let (a_view, b_view) = (first.heap.view(&[]), second.heap.view(&[]));
    let mut wrong = Vec::new();
    for (i, row) in rows.iter().enumerate() {
        for (j, expected) in row.as_bytes().chunks(3).enumerate() {
            for (v, x, y) in [(b_view, a[i], b[j]), (a_view, a[i], a[j])] {
                let order = compare::compare(a_view, x, v, y, &first.atoms, false);
                let exact = compare::compare(a_view, x, v, y, &first.atoms, true);
                let identical = compare::identical(a_view, x, v, y, &first.atoms);
                assert_eq!(identical, exact == Ordering::Equal);
                let exact = if expected[1] == b'?' { '?' } else { sign(exact) };
                let got = format!("{}{exact}{}", sign(order), if identical { 'i' } else { 'n' });
                assert_eq!(compare::equal(a_view, x, v, y, &first.atoms), order == Ordering::Equal);
                if got.as_bytes() != expected {
                    let text = |t| print::format(a_view, t, &first.atoms, &first.funs, Style::Write, 80);
                    let expected = String::from_utf8_lossy(expected);
                    wrong.push(format!("{} and {}: {expected}, but we say {got}", text(a[i]), text(a[j])));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} pairs differ:\n{}", wrong.len(), wrong[..wrong.len().min(40)].join("\n"));
}

/// Checks that the printed terms look alike; maps with more than one key OTP prints in an order
/// of its own, so that only their characters are compared.
fn same_text(ours: &str, theirs: &str) -> bool {
    let sorted = |text: &str| {
        let mut characters: Vec<char> = text.chars().collect();
        characters.sort_unstable();
        characters
    };
    ours == theirs || (theirs.contains("#{") && sorted(ours) == sorted(theirs))
}

fn assert_texts(style: Style, pairs: impl Iterator<Item = (String, String)>) {
    let wrong: Vec<String> = pairs
        .filter(|(ours, theirs)| !same_text(ours, theirs))
        .map(|(ours, theirs)| format!("  OTP: {theirs}\n  we:  {ours}"))
        .collect();
    assert!(wrong.is_empty(), "{style:?}: {} differ:\n{}", wrong.len(), wrong[..wrong.len().min(30)].join("\n"));
}

#[test]
fn terms_are_printed_as_otp_prints_them() {
    let mut builder = Builder::new();
    let printed = oracle::run("term_oracle", "texts()");
    let lines: Vec<Vec<&str>> = printed.lines().map(|line| line.split('|').collect()).collect();
    assert!(lines.len() > 200, "the oracle printed {} terms only", lines.len());
    let terms: Vec<Term> = lines.iter().map(|l| builder.build(&decode(l[0]))).collect();
    let text =
        |term, style| print::format(builder.heap.view(&[]), term, &builder.atoms, &builder.funs, style, usize::MAX);
    for (style, column) in [(Style::Write, 1), (Style::Pretty, 2)] {
        let pairs = terms.iter().zip(&lines).map(|(t, l)| (text(*t, style), text_from_hex(l[column])));
        assert_texts(style, pairs);
    }
}

#[test]
fn terms_are_laid_out_as_otp_lays_them_out() {
    let count = std::env::var("ENIGMA_TERMS").map_or(150, |count| count.parse().unwrap());
    let mut builder = Builder::new();
    let printed = oracle::run("term_oracle", &format!("laid_out({count})"));
    let lines: Vec<Vec<&str>> = printed.lines().map(|line| line.split('|').collect()).collect();
    assert_eq!(lines.len(), count);
    let mut wrong = Vec::new();
    for line in &lines {
        let term = builder.build(&decode(line[0]));
        let ours = pretty::format(1, builder.heap.view(&[]), term, &builder.atoms, &builder.funs, usize::MAX);
        let theirs = text_from_hex(line[1]);
        if ours != theirs {
            wrong.push(format!("OTP:\n{theirs}\nwe:\n{ours}\n"));
        }
    }
    wrong.sort_by_key(String::len);
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong[..wrong.len().min(3)].join("\n"));
}

#[test]
fn terms_are_displayed_as_otp_displays_them() {
    let mut builder = Builder::new();
    let printed = oracle::run("term_oracle", "texts()");
    let terms: Vec<Term> =
        printed.lines().map(|line| builder.build(&decode(line.split('|').next().unwrap()))).collect();
    let displayed = oracle::run_bytes("term_oracle", "displayed()");
    let lines: Vec<String> = displayed
        .split_inclusive(|b| *b == b'\n')
        .map(|line| line.strip_suffix(b"\r\n").or_else(|| line.strip_suffix(b"\n")).unwrap_or(line))
        // Atoms are printed in UTF-8, strings in Latin-1.
        .map(|line| String::from_utf8(line.to_vec()).unwrap_or_else(|_| line.iter().map(|b| char::from(*b)).collect()))
        .collect();
    assert_eq!(lines.len(), terms.len());
    let text =
        |term| print::format(builder.heap.view(&[]), term, &builder.atoms, &builder.funs, Style::Display, usize::MAX);
    // References and processes are others in this run.
    let pairs = terms.iter().map(|t| text(*t)).zip(lines).filter(|(_, theirs)| !theirs.contains("#Ref<"));
    assert_texts(Style::Display, pairs);
}

#[test]
fn printing_stops_at_the_limit() {
    let mut builder = Builder::new();
    let view_limit = |builder: &Builder, term, style, limit| {
        print::format(builder.heap.view(&[]), term, &builder.atoms, &builder.funs, style, limit)
    };
    let numbers: Vec<Term> = (0..100_000).map(Term::size).collect();
    let list = builder.heap.list(&numbers).unwrap();
    assert_eq!(view_limit(&builder, list, Style::Write, 8), "[0,1,2,3…");
    let string = builder.heap.list(&vec![Term::size(97); 100_000]).unwrap();
    assert_eq!(view_limit(&builder, string, Style::Pretty, 4), "\"aaa…");
    let binary = builder.heap.binary(&"é".repeat(1000).into_bytes()).unwrap();
    assert_eq!(view_limit(&builder, binary, Style::Pretty, 5), "<<\"éé…");
    let big = num_bigint::BigInt::from(12345) << 4_000_000;
    let term = number::make_big(&mut builder.heap, &big).unwrap();
    assert_eq!(view_limit(&builder, term, Style::Write, 5).chars().count(), 6);
    let small = number::make_big(&mut builder.heap, &num_bigint::BigInt::from(10u32).pow(50)).unwrap();
    assert_eq!(view_limit(&builder, small, Style::Write, 51).len(), 51);
    assert_eq!(view_limit(&builder, small, Style::Write, 3), "100…");
    assert_eq!(view_limit(&builder, Term::NIL, Style::Write, 2), "[]");
    let mut deep = Term::NIL;
    for _ in 0..1_000_000 {
        deep = builder.heap.list(&[deep]).unwrap();
    }
    assert_eq!(view_limit(&builder, deep, Style::Pretty, usize::MAX).len(), 2_000_002);
}

//! Terms over several lines, as `~p` lays them out on lines of 80 columns (OTP's `io_lib_pretty.erl`).
//!
//! A term is first taken apart into nodes whose length on one line is known, then laid out: what does not fit goes to
//! lines of its own, indented to the bracket that holds it. Only the layout recurses, and what lies deeper than
//! [`MAX_DEPTH`] is kept on one line.

use crate::atom::Atoms;
use crate::heap::View;
use crate::map;
use crate::print::{self, FunNames, Style};
use crate::term::{Kind, Term};

/// Columns of a line.
const COLUMNS: i64 = 80;
/// How deep terms are laid out.
const MAX_DEPTH: usize = 200;
/// What is indented below a long tag or key, where the lines get too narrow otherwise.
const TAG_INDENT: i64 = 4;

/// A part of a term.
struct Node {
    /// Characters on one line.
    length: i64,
    shape: Shape,
}

enum Shape {
    /// What is never broken.
    Text(String),
    /// The bytes of a binary that is no text.
    Bytes(Vec<String>),
    /// Elements, and the tail of an improper list.
    List(Vec<usize>, Option<usize>),
    /// Elements; whether the first is a tag.
    Tuple(Vec<usize>, bool),
    Map(Vec<(usize, usize)>),
}

/// A term on lines of 80 columns, the first beginning at a column; of `limit` characters or not many more.
pub fn format(column: i64, view: View<'_>, term: Term, atoms: &Atoms, funs: &dyn FunNames, limit: usize) -> String {
    let mut parts = Parts { view, atoms, funs, nodes: Vec::new(), left: limit };
    let root = parts.node(term, 0);
    let mut layout = Layout { nodes: parts.nodes, most: 0, tag_indent: 1, out: String::new() };
    layout.most = layout.length(root);
    if layout.most < COLUMNS - column {
        layout.write(root);
        return layout.out;
    }
    let fits = |indent: &i64| layout.narrow(root, Place { column, used: 0, closing: 0 }, *indent).is_some();
    layout.tag_indent = [-1, TAG_INDENT].into_iter().find(fits).unwrap_or(1);
    layout.print(root, Place { column, used: 0, closing: 0 });
    layout.out
}

struct Parts<'a> {
    view: View<'a>,
    atoms: &'a Atoms,
    funs: &'a dyn FunNames,
    nodes: Vec<Node>,
    left: usize,
}

impl Parts<'_> {
    fn add(&mut self, length: i64, shape: Shape) -> usize {
        self.nodes.push(Node { length, shape });
        self.nodes.len() - 1
    }

    fn text(&mut self, text: String) -> usize {
        let length = text.chars().count();
        self.left = self.left.saturating_sub(length);
        self.add(length as i64, Shape::Text(text))
    }

    fn leaf(&mut self, term: Term) -> usize {
        let text = print::format(self.view, term, self.atoms, self.funs, Style::Latin1, self.left.max(1));
        match text.strip_prefix("<<").and_then(|rest| rest.strip_suffix(">>")) {
            Some(bytes) if bytes.starts_with(|c: char| c.is_ascii_digit()) && self.view.bits(term).is_some() => {
                let bytes = bytes.split(',').map(str::to_string).collect();
                let length = text.chars().count();
                self.left = self.left.saturating_sub(length);
                self.add(length as i64, Shape::Bytes(bytes))
            }
            _ => self.text(text),
        }
    }

    fn node(&mut self, term: Term, depth: usize) -> usize {
        if depth >= MAX_DEPTH || self.left == 0 {
            return self.leaf(term);
        }
        if term.is_list() {
            return self.list(term, depth);
        }
        if let Some(entries) = map::iter(self.view, term).filter(|entries| entries.clone().next().is_some()) {
            return self.map(entries.collect(), depth);
        }
        match self.view.tuple(term) {
            Some(elements) if !elements.is_empty() && self.view.kind(term) == Some(Kind::Tuple) => {
                let elements: Vec<Term> = elements.to_vec();
                let tagged = elements.len() > 1 && elements.first().is_some_and(|first| first.as_atom().is_some());
                let (nodes, length) = self.elements(elements.into_iter(), depth);
                self.add(length + 2, Shape::Tuple(nodes, tagged))
            }
            _ => self.leaf(term),
        }
    }

    /// Nodes of elements, as many as are within the limit, and their length with commas.
    fn elements(&mut self, terms: impl Iterator<Item = Term>, depth: usize) -> (Vec<usize>, i64) {
        let (mut nodes, mut length) = (Vec::new(), -1);
        for term in terms {
            if self.left == 0 {
                nodes.push(self.text("…".into()));
                length += 2;
                break;
            }
            let node = self.node(term, depth + 1);
            length += 1 + self.nodes[node].length;
            nodes.push(node);
        }
        (nodes, length)
    }

    fn list(&mut self, list: Term, depth: usize) -> usize {
        if print::is_string(self.view, list, Style::Latin1, self.left) {
            return self.leaf(list);
        }
        let (mut heads, mut tail) = (Vec::new(), list);
        while let Some((head, rest)) = self.view.cons(tail).filter(|_| heads.len() <= self.left) {
            heads.push(head);
            tail = rest;
        }
        let (nodes, mut length) = self.elements(heads.into_iter(), depth);
        let tail = (!tail.is_nil() && !tail.is_list()).then(|| self.node(tail, depth + 1));
        length += tail.map_or(0, |tail| 1 + self.nodes[tail].length);
        self.add(length + 2, Shape::List(nodes, tail))
    }

    fn map(&mut self, entries: Vec<(Term, Term)>, depth: usize) -> usize {
        let (mut pairs, mut length) = (Vec::new(), 2);
        for (key, value) in entries {
            if self.left == 0 {
                break;
            }
            let pair = (self.node(key, depth + 1), self.node(value, depth + 1));
            length += 1 + self.nodes[pair.0].length + 4 + self.nodes[pair.1].length;
            pairs.push(pair);
        }
        self.add(length, Shape::Map(pairs))
    }
}

/// Where something is to be put.
#[derive(Clone, Copy)]
struct Place {
    /// The column, from 1.
    column: i64,
    /// Characters of the line that are used up, without indentation.
    used: i64,
    /// Brackets that are to be closed behind it.
    closing: i64,
}

/// Something in a row of things between commas.
#[derive(Clone, Copy)]
enum Item {
    One(usize),
    Pair(usize, usize),
}

struct Layout {
    nodes: Vec<Node>,
    /// The most characters of a line, without indentation.
    most: i64,
    tag_indent: i64,
    out: String,
}

impl Layout {
    fn length(&self, node: usize) -> i64 {
        self.nodes[node].length
    }

    fn fits(&self, length: i64, place: Place) -> bool {
        length < COLUMNS - place.column - place.closing && length + place.used + place.closing <= self.most
    }

    /// Whether the next item, with its comma, fits on the line; what is no plain text begins a line.
    fn follows(&self, item: Item, place: Place, last: bool) -> bool {
        let closing = if last { place.closing + 1 } else { 1 };
        self.fits(1 + self.item_length(item), Place { closing, ..place }) && self.is_plain(item)
    }

    fn item_length(&self, item: Item) -> i64 {
        match item {
            Item::One(node) => self.length(node),
            Item::Pair(key, value) => self.length(key) + 4 + self.length(value),
        }
    }

    fn is_text(&self, node: usize) -> bool {
        matches!(self.nodes[node].shape, Shape::Text(_))
    }

    fn is_plain(&self, item: Item) -> bool {
        match item {
            Item::One(node) => self.is_text(node),
            Item::Pair(key, value) => self.is_text(key) && self.is_text(value),
        }
    }

    fn line(&mut self, column: i64) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n(' ', (column - 1).max(0) as usize));
    }

    /// A node on one line.
    fn write(&mut self, node: usize) {
        let shape = std::mem::replace(&mut self.nodes[node].shape, Shape::Text(String::new()));
        match &shape {
            Shape::Text(text) => self.out.push_str(text),
            Shape::Bytes(bytes) => {
                self.out.push_str("<<");
                self.out.push_str(&bytes.join(","));
                self.out.push_str(">>");
            }
            Shape::List(elements, tail) => {
                self.out.push('[');
                self.write_all(elements.iter().map(|node| Item::One(*node)));
                if let Some(tail) = tail {
                    self.out.push('|');
                    self.write(*tail);
                }
                self.out.push(']');
            }
            Shape::Tuple(elements, _) => {
                self.out.push('{');
                self.write_all(elements.iter().map(|node| Item::One(*node)));
                self.out.push('}');
            }
            Shape::Map(pairs) => {
                self.out.push_str("#{");
                self.write_all(pairs.iter().map(|(key, value)| Item::Pair(*key, *value)));
                self.out.push('}');
            }
        }
        self.nodes[node].shape = shape;
    }

    fn write_all(&mut self, items: impl Iterator<Item = Item>) {
        for (index, item) in items.enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            self.write_item(item);
        }
    }

    fn write_item(&mut self, item: Item) {
        match item {
            Item::One(node) => self.write(node),
            Item::Pair(key, value) => {
                self.write(key);
                self.out.push_str(" => ");
                self.write(value);
            }
        }
    }

    fn print(&mut self, node: usize, place: Place) {
        if self.fits(self.length(node), place) {
            return self.write(node);
        }
        let shape = std::mem::replace(&mut self.nodes[node].shape, Shape::Text(String::new()));
        let inside = |by: i64, used: i64| Place { column: place.column + by, used: place.used + used, ..place };
        match &shape {
            Shape::Text(text) => self.out.push_str(text),
            Shape::Bytes(bytes) => self.bytes(bytes, place),
            Shape::List(elements, tail) => {
                self.out.push('[');
                let items: Vec<Item> = elements.iter().map(|node| Item::One(*node)).collect();
                self.row(&items, *tail, inside(1, 1));
                self.out.push(']');
            }
            Shape::Tuple(elements, tagged) => {
                self.out.push('{');
                let items: Vec<Item> = elements.iter().map(|node| Item::One(*node)).collect();
                if *tagged {
                    self.tagged(&items, inside(0, 1))
                } else {
                    self.row(&items, None, inside(1, 1))
                }
                self.out.push('}');
            }
            Shape::Map(pairs) => {
                self.out.push_str("#{");
                let items: Vec<Item> = pairs.iter().map(|(key, value)| Item::Pair(*key, *value)).collect();
                self.row(&items, None, inside(2, 1));
                self.out.push('}');
            }
        }
        self.nodes[node].shape = shape;
    }

    /// A tuple whose first element is a tag: the others stand behind it, or below it where that is too far right.
    fn tagged(&mut self, items: &[Item], place: Place) {
        let Some((tag, rest)) = items.split_first() else { return };
        let length = self.item_length(*tag);
        self.write_item(*tag);
        let beside = length + 2;
        if self.tag_indent > 0 && beside > self.tag_indent {
            let begin = place.column + self.tag_indent;
            let place = Place { column: place.column + beside, used: place.used + length, ..place };
            self.tail(rest, None, begin, place);
        } else {
            self.out.push(',');
            self.row(rest, None, Place { column: place.column + beside, used: place.used + length + 1, ..place });
        }
    }

    /// Items from a column on, those that do not fit on lines of their own below the first.
    fn row(&mut self, items: &[Item], tail: Option<usize>, place: Place) {
        let Some((first, rest)) = items.split_first() else { return };
        let closing = if rest.is_empty() { place.closing + 1 } else { 0 };
        let width = self.item(*first, Place { closing, ..place });
        // What is used up by the first entry of a map does not count.
        let used = if matches!(first, Item::Pair(..)) { width } else { place.used + width };
        self.tail(rest, tail, place.column, Place { column: place.column + width, used, ..place });
    }

    fn tail(&mut self, items: &[Item], tail: Option<usize>, begin: i64, mut place: Place) {
        for (index, item) in items.iter().enumerate() {
            let last = index + 1 == items.len();
            self.out.push(',');
            if self.follows(*item, place, last) {
                self.write_item(*item);
                let width = 1 + self.item_length(*item);
                place = Place { column: place.column + width, used: place.used + width, ..place };
                continue;
            }
            self.line(begin);
            let closing = if last { place.closing + 1 } else { 0 };
            let width = self.item(*item, Place { column: begin, used: 0, closing });
            place = Place { column: begin + width, used: width, ..place };
        }
        let Some(tail) = tail else { return };
        self.out.push('|');
        let behind = Place { closing: place.closing + 1, ..place };
        if self.fits(self.length(tail) + 1, behind) && self.is_text(tail) {
            return self.write(tail);
        }
        self.line(begin);
        self.print(tail, Place { column: begin, used: 0, closing: place.closing + 1 });
    }

    /// An item; gives the columns that it takes: more than there are where the next one is to begin a line.
    fn item(&mut self, item: Item, place: Place) -> i64 {
        let fits = self.fits(self.item_length(item), place);
        match item {
            Item::One(node) if fits && self.is_text(node) => {
                self.write(node);
                self.length(node)
            }
            Item::One(node) => {
                self.print(node, place);
                COLUMNS
            }
            Item::Pair(..) if fits => {
                self.write_item(item);
                if self.is_plain(item) { self.item_length(item) } else { COLUMNS }
            }
            Item::Pair(key, value) => {
                self.print(key, place);
                self.out.push_str(" =>");
                let column = place.column + value_indent(self.tag_indent);
                self.line(column);
                self.print(value, Place { column, used: 0, ..place });
                COLUMNS
            }
        }
    }

    fn bytes(&mut self, bytes: &[String], place: Place) {
        let room = 8.max((COLUMNS - place.column - 2).min(self.most - 4 - place.used) - place.closing);
        let mut left = room;
        self.out.push_str("<<");
        for (index, byte) in bytes.iter().enumerate() {
            let last = index + 1 == bytes.len();
            let length = byte.len() as i64 + i64::from(!last);
            if length > left {
                self.line(place.column + 2);
                left = room;
            }
            left -= length;
            self.out.push_str(byte);
            self.out.push_str(if last { "" } else { "," });
        }
        self.out.push_str(">>");
    }

    /// Whether there is room enough to print a node with tags indented so; `None` where lines would get narrower
    /// than half of what there is.
    fn narrow(&self, node: usize, place: Place, indent: i64) -> Option<()> {
        if self.fits(self.length(node), place) {
            return Some(());
        }
        let inside = |by: i64, used: i64| Place { column: place.column + by, used: place.used + used, ..place };
        let ones = |nodes: &[usize]| nodes.iter().map(|node| Item::One(*node)).collect::<Vec<_>>();
        match &self.nodes[node].shape {
            Shape::Text(_) | Shape::Bytes(_) => Some(()),
            Shape::List(elements, tail) => self.narrow_row(&ones(elements), *tail, inside(1, 1), indent),
            Shape::Tuple(elements, false) => self.narrow_row(&ones(elements), None, inside(1, 1), indent),
            Shape::Tuple(elements, true) => self.narrow_tagged(&ones(elements), inside(0, 1), indent),
            Shape::Map(pairs) => {
                let items: Vec<Item> = pairs.iter().map(|(key, value)| Item::Pair(*key, *value)).collect();
                self.narrow_row(&items, None, inside(2, 2), indent)
            }
        }
    }

    fn narrow_tagged(&self, items: &[Item], place: Place, indent: i64) -> Option<()> {
        let (tag, rest) = items.split_first()?;
        let length = self.item_length(*tag);
        let column = place.column + length + 2;
        if indent > 0 && length + 2 > indent {
            let begin = place.column + indent;
            if self.most + begin > COLUMNS && begin > COLUMNS / 2 {
                return None;
            }
            return self.narrow_tail(rest, None, begin, Place { column, used: place.used + length, ..place }, indent);
        }
        if self.most + column >= COLUMNS && column >= COLUMNS / 2 {
            return None;
        }
        self.narrow_row(rest, None, Place { column, used: place.used + length + 1, ..place }, indent)
    }

    fn narrow_row(&self, items: &[Item], tail: Option<usize>, place: Place, indent: i64) -> Option<()> {
        let Some((first, rest)) = items.split_first() else { return Some(()) };
        let closing = if rest.is_empty() { place.closing + 1 } else { 0 };
        let width = self.narrow_item(*first, Place { closing, ..place }, indent)?;
        let after = Place { column: place.column + width, used: place.used + width, ..place };
        self.narrow_tail(rest, tail, place.column, after, indent)
    }

    fn narrow_tail(
        &self,
        items: &[Item],
        tail: Option<usize>,
        begin: i64,
        mut place: Place,
        indent: i64,
    ) -> Option<()> {
        for (index, item) in items.iter().enumerate() {
            let last = index + 1 == items.len();
            if self.follows(*item, place, last) {
                let width = 1 + self.item_length(*item);
                place = Place { column: place.column + width, used: place.used + width, ..place };
                continue;
            }
            let closing = if last { place.closing + 1 } else { 0 };
            let width = self.narrow_item(*item, Place { column: begin, used: 0, closing }, indent)?;
            place = Place { column: begin + width, used: width, ..place };
        }
        let Some(tail) = tail else { return Some(()) };
        let behind = Place { closing: place.closing + 1, ..place };
        if self.fits(self.length(tail) + 1, behind) && self.is_text(tail) {
            return Some(());
        }
        self.narrow(tail, Place { used: 0, ..behind }, indent)
    }

    fn narrow_item(&self, item: Item, place: Place, indent: i64) -> Option<i64> {
        let fits = self.fits(self.item_length(item), place);
        match item {
            Item::One(node) if fits && self.is_text(node) => Some(self.length(node)),
            Item::One(node) => self.narrow(node, place, indent).map(|()| COLUMNS),
            Item::Pair(..) if fits => Some(if self.is_plain(item) { self.item_length(item) } else { COLUMNS }),
            Item::Pair(key, value) => {
                self.narrow(key, place, indent)?;
                let column = place.column + value_indent(indent);
                self.narrow(value, Place { column, used: 0, ..place }, indent)?;
                Some(COLUMNS)
            }
        }
    }
}

/// How far the value of a map's entry is indented on a line of its own.
fn value_indent(tag_indent: i64) -> i64 {
    if tag_indent > 0 { tag_indent } else { TAG_INDENT }
}

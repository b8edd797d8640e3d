//! Programs as trees: what a program is printed from and shrunk by.
//!
//! A tree knows as much of Erlang as shrinking needs: which parts are expressions, and which are items of a list
//! (clauses, arguments, statements) of which some may go. Whether what is left is a program, the compiler says.

/// A part of a program.
#[derive(Clone, Debug)]
pub enum Node {
    /// Source text.
    Text(String),
    /// The module's name.
    Module,
    /// Parts in a row.
    Parts(Vec<Node>),
    /// An expression: an expression within it, or a constant, can take its place.
    Expr(Vec<Node>),
    /// Items with text between them, of which all but `least` can go.
    Items {
        /// What stands between two of them.
        between: &'static str,
        /// How many there must be.
        least: usize,
        /// The items.
        items: Vec<Node>,
    },
}

/// The parts of a template: each `@` stands for the next of `kids`.
fn fill(template: &str, kids: Vec<Node>) -> Vec<Node> {
    let mut parts = Vec::new();
    let mut kids = kids.into_iter();
    for (index, piece) in template.split('@').enumerate() {
        if index > 0 {
            parts.push(kids.next().unwrap());
        }
        if !piece.is_empty() {
            parts.push(Node::Text(piece.to_string()));
        }
    }
    assert!(kids.next().is_none(), "{template}");
    parts
}

/// An expression.
pub fn expr(template: &str, kids: Vec<Node>) -> Node {
    Node::Expr(fill(template, kids))
}

/// Something else than an expression.
pub fn parts(template: &str, kids: Vec<Node>) -> Node {
    Node::Parts(fill(template, kids))
}

/// Text.
pub fn text(text: impl Into<String>) -> Node {
    Node::Text(text.into())
}

/// Items of which all but `least` can go.
pub fn items(between: &'static str, least: usize, items: Vec<Node>) -> Node {
    Node::Items { between, least, items }
}

/// A way to make a program smaller: what becomes of the node at a path.
#[derive(Clone, Debug)]
pub struct Edit {
    path: Vec<usize>,
    change: Change,
    /// How many characters it saves.
    pub gain: usize,
}

#[derive(Clone, Debug)]
enum Change {
    /// The expression at this path below takes its place.
    Hoist(Vec<usize>),
    Constant(&'static str),
    /// These many items go from there on.
    Drop(usize, usize),
}

/// What an expression may be replaced by.
const CONSTANTS: [&str; 7] = ["a", "0", "[]", "<<>>", "{}", "1.0", "#{}"];

impl Node {
    fn kids(&self) -> &[Node] {
        match self {
            Node::Text(_) | Node::Module => &[],
            Node::Parts(kids) | Node::Expr(kids) | Node::Items { items: kids, .. } => kids,
        }
    }

    /// Its source text, in a module of this name.
    pub fn print(&self, module: &str) -> String {
        let mut out = String::new();
        self.print_to(module, &mut out);
        out
    }

    fn print_to(&self, module: &str, out: &mut String) {
        let between = match self {
            Node::Text(text) => return out.push_str(text),
            Node::Module => return out.push_str(module),
            Node::Parts(_) | Node::Expr(_) => "",
            Node::Items { between, .. } => between,
        };
        for (index, kid) in self.kids().iter().enumerate() {
            if index > 0 {
                out.push_str(between);
            }
            kid.print_to(module, out);
        }
    }

    fn length(&self) -> usize {
        match self {
            Node::Text(text) => text.len(),
            _ => self.kids().iter().map(Node::length).sum(),
        }
    }

    /// The ways to make it smaller, those that save most first.
    pub fn edits(&self) -> Vec<Edit> {
        let mut found = Vec::new();
        self.edits_below(&mut Vec::new(), &mut found);
        found.retain(|edit| edit.gain > 0);
        found.sort_by_key(|edit| std::cmp::Reverse(edit.gain));
        found
    }

    fn edits_below(&self, path: &mut Vec<usize>, found: &mut Vec<Edit>) {
        let whole = self.length();
        let mut add = |change, rest: usize| {
            found.push(Edit { path: path.clone(), change, gain: whole.saturating_sub(rest) });
        };
        match self {
            Node::Expr(_) => {
                let mut within = Vec::new();
                self.nearest(&mut Vec::new(), &mut within);
                within.into_iter().for_each(|(at, length)| add(Change::Hoist(at), length));
                CONSTANTS.iter().for_each(|text| add(Change::Constant(text), text.len()));
            }
            Node::Items { items, least, .. } => {
                let length = |from: usize, count| items[from..from + count].iter().map(Node::length).sum::<usize>();
                let mut count = items.len().saturating_sub(*least);
                while count > 0 {
                    let starts = (0..=items.len() - count).step_by(count);
                    starts.for_each(|from| add(Change::Drop(from, count), whole - length(from, count)));
                    count /= 2;
                }
            }
            _ => {}
        }
        for (index, kid) in self.kids().iter().enumerate() {
            path.push(index);
            kid.edits_below(path, found);
            path.pop();
        }
    }

    /// The outermost expressions below, by path and length.
    fn nearest(&self, path: &mut Vec<usize>, found: &mut Vec<(Vec<usize>, usize)>) {
        for (index, kid) in self.kids().iter().enumerate() {
            path.push(index);
            match kid {
                Node::Expr(_) => found.push((path.clone(), kid.length())),
                _ => kid.nearest(path, found),
            }
            path.pop();
        }
    }

    fn at(&mut self, path: &[usize]) -> &mut Node {
        let Some((first, rest)) = path.split_first() else { return self };
        match self {
            Node::Text(_) | Node::Module => unreachable!("no way goes through a leaf"),
            Node::Parts(kids) | Node::Expr(kids) | Node::Items { items: kids, .. } => kids[*first].at(rest),
        }
    }

    /// The module without the other functions that are compared.
    pub fn only(&self, function: &str) -> Node {
        let mut tree = self.clone();
        let Node::Parts(parts) = &mut tree else { return tree };
        for part in parts {
            if let Node::Items { items, .. } = part {
                items.retain(|item| {
                    let text = item.print("m");
                    let name = text.split(['(', '/']).next().unwrap_or("");
                    let number = name.strip_prefix('t').is_some_and(|rest| rest.parse::<u32>().is_ok());
                    !number || name == function
                });
            }
        }
        tree
    }

    /// The tree with an edit made.
    pub fn edited(&self, edit: &Edit) -> Node {
        let mut tree = self.clone();
        let place = tree.at(&edit.path);
        match &edit.change {
            Change::Hoist(path) => *place = place.at(path).clone(),
            Change::Constant(constant) => *place = Node::Text((*constant).to_string()),
            Change::Drop(from, count) => {
                if let Node::Items { items, .. } = place {
                    items.drain(*from..*from + *count);
                }
            }
        }
        tree
    }
}

//! The processes as the tree that OTP's libraries make of them: applications, supervisors, what they started.
//!
//! All of it is read from the machine as it stands, as `observer` reads it by asking: a supervisor's children from its
//! state, which lies on its stack while it waits (`#state{}` and `#child{}` of `supervisor.erl`), an application's name
//! from that of its master (`application_master.erl`), the rest from `'$ancestors'` and `'$initial_call'`, which
//! `proc_lib` puts into the dictionary, and from who started whom.
//!
//! Nothing of it is believed: states and dictionaries are what the program made them. So each process has at most one
//! parent and is shown once, whatever they say, and what is read and made into rows is bounded.

use std::collections::BTreeMap;

use enigma_vm::atom::{Atom, Atoms, am};
use enigma_vm::heap::{Terms, View};
use enigma_vm::machine::Machine;
use enigma_vm::map;
use enigma_vm::process::Process;
use enigma_vm::term::{Pid, Term};

use crate::inspect::processes::process_line;
use crate::inspect::registers::x_words;
use crate::text::{clean, function_of, mfa, term_in};
use crate::view::{Tree, TreeKind, TreeProcess, TreeRow};

/// The most rows, but for those above the process shown.
const MOST_ROWS: usize = 4_000;
/// The most rows beneath one process, but for that which leads to the process shown.
const MOST_CHILDREN: usize = 200;
/// The most children that are read from all states together.
const MOST_READ: usize = 1 << 20;
/// The most words of a stack among which a state is looked for, and the most ancestors looked at.
const MOST_WORDS: usize = 128;
/// The most characters of a child's identifier.
const ID_LIMIT: usize = 60;

/// What is beneath a process: another one, by its place among all, or a child that is not there at the moment.
#[derive(Clone, Copy)]
enum Child {
    Process(usize),
    Absent(Term),
}

/// A process in the tree.
struct Node<'a> {
    process: &'a Process,
    kind: TreeKind,
    /// The function that it begins with, as `proc_lib` notes it.
    begins: Option<(Atom, Atom, u32)>,
    /// The state of a supervisor or of an application's master.
    state: Option<Terms<'a>>,
    parent: Option<usize>,
    /// What its supervisor calls it.
    id: Option<Term>,
    children: Vec<Child>,
}

/// Atoms that say what is what; those that the program does not have are nowhere.
struct Words {
    initial_call: Option<Atom>,
    ancestors: Option<Atom>,
    supervisor: Option<Atom>,
    bridge: Option<Atom>,
    master: Option<Atom>,
    controller: Option<Atom>,
    init: Option<Atom>,
    state: Option<Atom>,
    child: Option<Atom>,
    data: Option<Atom>,
    strategies: [Option<Atom>; 4],
}

impl Words {
    fn of(atoms: &Atoms) -> Words {
        let atom = |name| atoms.existing(name);
        Words {
            initial_call: atom("$initial_call"),
            ancestors: atom("$ancestors"),
            supervisor: atom("supervisor"),
            bridge: atom("supervisor_bridge"),
            master: atom("application_master"),
            controller: atom("application_controller"),
            init: atom("init"),
            state: atom("state"),
            child: atom("child"),
            data: atom("appl_data"),
            strategies: ["one_for_one", "one_for_all", "rest_for_one", "simple_one_for_one"].map(atom),
        }
    }
}

/// Whether a term is an atom that there is.
fn is(term: Option<Term>, atom: Option<Atom>) -> bool {
    atom.is_some() && term.and_then(Term::as_atom) == atom
}

struct Forest<'a> {
    machine: &'a Machine,
    words: Words,
    nodes: Vec<Node<'a>>,
}

/// The tree of a machine's processes; the one shown is in it in any case.
pub(crate) fn tree(machine: &Machine, before: Option<&Machine>, shown: Option<Pid>) -> Tree {
    let mut forest = Forest::of(machine);
    forest.claim();
    forest.adopt();
    forest.cut();
    let rows = forest.places(shown).into_iter().filter_map(|place| forest.row(place, before)).collect();
    Tree { rows, processes: forest.nodes.len() }
}

impl<'a> Forest<'a> {
    fn of(machine: &'a Machine) -> Forest<'a> {
        let words = Words::of(&machine.system().atoms);
        let nodes = machine.processes().map(|process| node(machine, &words, process)).collect();
        Forest { machine, words, nodes }
    }

    fn view(&self, node: &Node<'a>) -> View<'a> {
        self.machine.view(node.process)
    }

    fn place(&self, pid: Pid) -> Option<usize> {
        self.nodes.binary_search_by_key(&pid, |node| node.process.pid).ok()
    }

    /// Gives supervisors the children that their states list, in the order of their start.
    fn claim(&mut self) {
        let mut left = MOST_READ;
        for owner in 0..self.nodes.len() {
            let Some(node) = self.nodes.get(owner).filter(|node| node.kind == TreeKind::Supervisor) else { continue };
            let mut children = self.listed(node, &mut left);
            children.reverse();
            for (id, child) in children {
                let place = child.and_then(|pid| self.place(pid));
                match place.and_then(|place| Some((place, self.nodes.get_mut(place)?))) {
                    None => self.add(owner, Child::Absent(id)),
                    Some((place, node)) if node.parent.is_none() && place != owner => {
                        (node.parent, node.id) = (Some(owner), Some(id));
                        self.add(owner, Child::Process(place));
                    }
                    Some(_) => {}
                }
            }
        }
    }

    fn add(&mut self, owner: usize, child: Child) {
        if let Some(node) = self.nodes.get_mut(owner) {
            node.children.push(child);
        }
    }

    /// The children that a supervisor's state names one by one, the latest first, with their processes.
    fn listed(&self, node: &Node<'a>, left: &mut usize) -> Vec<(Term, Option<Pid>)> {
        let view = self.view(node);
        let children = node.state.and_then(|state| view.tuple(state.get(3)?)).filter(|children| children.len() == 2);
        let Some((ids, table)) = children.and_then(|children| children.get(0).zip(children.get(1))) else {
            return Vec::new();
        };
        // The one child of such a supervisor stands for all that it may start.
        if is(node.state.and_then(|state| state.get(2)), self.words.strategies[3]) {
            return Vec::new();
        }
        // The list and the table share their identifiers: to compare them could take as long as a program likes.
        let order: BTreeMap<u64, usize> = view.list(ids).take(*left).map(|id| id.0).zip(0..).collect();
        let entries = map::iter(view, table).into_iter().flatten().take(*left);
        let child = |(id, child): map::Entry| {
            let child = view.tuple(child).filter(|child| is(child.get(0), self.words.child))?;
            Some((id, child.get(1).and_then(Term::as_pid)))
        };
        let mut listed: Vec<_> = entries.filter_map(child).collect();
        *left = left.saturating_sub(listed.len().max(order.len()));
        listed.sort_by_key(|(id, _)| order.get(&id.0).copied().unwrap_or(usize::MAX));
        listed
    }

    /// Finds parents for those that no state lists.
    fn adopt(&mut self) {
        for place in 0..self.nodes.len() {
            let Some(node) = self.nodes.get(place).filter(|node| node.parent.is_none()) else { continue };
            let parent = self.parent(node).and_then(|pid| self.place(pid)).filter(|parent| *parent != place);
            if let (Some(parent), Some(node)) = (parent, self.nodes.get_mut(place)) {
                node.parent = Some(parent);
                self.add(parent, Child::Process(place));
            }
        }
        for place in 0..self.nodes.len() {
            let parent = self.nodes.get(place).and_then(|node| self.nodes.get(node.parent?)).map(|parent| parent.kind);
            if let (Some(TreeKind::Supervisor | TreeKind::Bridge), Some(node)) = (parent, self.nodes.get_mut(place))
                && node.kind == TreeKind::Other
            {
                node.kind = TreeKind::Worker;
            }
        }
    }

    /// The nearest that a process is linked to, of its ancestors, who started it, and those that bring the system up;
    /// else the nearest of its ancestors.
    fn parent(&self, node: &Node<'a>) -> Option<Pid> {
        let process = node.process;
        let registry = &self.machine.system().registry;
        let registered = |name: Option<Atom>| registry.get(&name?).copied();
        let view = self.view(node);
        let named = |term: Term| term.as_pid().or_else(|| registered(term.as_atom()));
        let listed = entry(self.machine, process, self.words.ancestors).unwrap_or(Term::NIL);
        let ancestors: Vec<Pid> = view.list(listed).take(MOST_WORDS).filter_map(named).collect();
        let master = (node.kind == TreeKind::Application).then(|| registered(self.words.controller)).flatten();
        let others = [master, process.parent, registered(self.words.init)];
        let linked = |pid: &Pid| process.links.contains(pid) && *pid != process.pid;
        let living = |pid: &Pid| self.place(*pid).is_some() && *pid != process.pid;
        let near = ancestors.iter().copied().chain(others.into_iter().flatten());
        // Nobody is above the first process.
        let is_first = registered(self.words.init) == Some(process.pid);
        near.filter(|_| !is_first).find(linked).or_else(|| ancestors.iter().copied().find(living))
    }

    /// Of those that are above each other, one has nobody above it from now on.
    fn cut(&mut self) {
        let mut walk_of = vec![usize::MAX; self.nodes.len()];
        for start in 0..self.nodes.len() {
            let mut at = start;
            while let Some(walk @ &mut usize::MAX) = walk_of.get_mut(at) {
                *walk = start;
                match self.nodes.get(at).and_then(|node| node.parent) {
                    Some(parent) if walk_of.get(parent) == Some(&start) => self.part(at, parent),
                    Some(parent) => at = parent,
                    None => {}
                }
            }
        }
    }

    fn part(&mut self, place: usize, parent: usize) {
        if let Some(node) = self.nodes.get_mut(place) {
            (node.parent, node.id) = (None, None);
        }
        if let Some(node) = self.nodes.get_mut(parent) {
            node.children.retain(|child| !matches!(child, Child::Process(other) if *other == place));
        }
    }

    /// A process and all above it.
    fn path(&self, shown: Option<Pid>) -> Vec<usize> {
        let start = shown.and_then(|pid| self.place(pid));
        let mut path: Vec<usize> =
            std::iter::successors(start, |place| self.nodes.get(*place).and_then(|node| node.parent)).collect();
        path.sort_unstable();
        path
    }

    /// What is shown, from the top down, what is beneath a process behind it.
    fn places(&self, shown: Option<Pid>) -> Vec<Place> {
        let path = self.path(shown);
        let leads = |child: &Child| matches!(child, Child::Process(place) if path.binary_search(place).is_ok());
        let tops = (0..self.nodes.len()).filter(|n| self.nodes.get(*n).is_some_and(|node| node.parent.is_none()));
        let tops: Vec<Child> = tops.map(Child::Process).collect();
        let (mut rows, mut left, mut open) = (Vec::new(), 0, Vec::new());
        few(&tops, 0, 0, leads, &mut open);
        while let Some(place) = open.pop() {
            let to_it = matches!(place.what, What::Is(child) if leads(&child));
            if rows.len() >= MOST_ROWS && !to_it {
                left += if let What::More(count) = place.what { count } else { 1 };
                continue;
            }
            rows.push(place);
            if let What::Is(Child::Process(n)) = place.what
                && let Some(node) = self.nodes.get(n)
            {
                few(&node.children, n, place.depth + 1, leads, &mut open);
            }
        }
        if left > 0 {
            rows.push(Place { depth: 0, owner: 0, what: What::More(left) });
        }
        rows
    }

    fn row(&self, place: Place, before: Option<&Machine>) -> Option<TreeRow> {
        let Place { depth, owner, what } = place;
        let text = |owner: usize, id: Term| {
            let view = self.view(self.nodes.get(owner)?);
            Some(term_in(self.machine, view, id, ID_LIMIT))
        };
        Some(match what {
            What::More(count) => TreeRow::More { depth, count },
            What::Is(Child::Absent(id)) => TreeRow::Absent { depth, id: text(owner, id)? },
            What::Is(Child::Process(n)) => {
                let node = self.nodes.get(n)?;
                let (process, name) = (node.process, |atom| clean(self.machine.system().atoms.name(atom)));
                let strategy = node.state.and_then(|state| state.get(2)).and_then(Term::as_atom);
                TreeRow::Process(Box::new(TreeProcess {
                    process: process_line(self.machine, before, process),
                    depth,
                    kind: node.kind,
                    application: self.application(node).map(name),
                    id: node.id.and_then(|id| text(node.parent?, id)),
                    begins: self.begins(node),
                    strategy: strategy.filter(|_| node.kind == TreeKind::Supervisor).map(name),
                    links: self.links_beside(n, node),
                }))
            }
        })
    }

    /// The function that a process begins with; of a fun's, which begins in `erlang:apply/2`, the one it is in.
    fn begins(&self, node: &Node<'a>) -> String {
        match node.begins.unwrap_or(node.process.initial) {
            (am::ERLANG, am::APPLY, 2) => function_of(self.machine, node.process),
            (module, function, arity) => mfa(self.machine, module, function, arity),
        }
    }

    /// The name of the application that a process is master of.
    fn application(&self, node: &Node<'a>) -> Option<Atom> {
        let data = self.view(node).tuple(node.state.filter(|_| node.kind == TreeKind::Application)?.get(2)?)?;
        data.get(1).and_then(Term::as_atom)
    }

    /// Links to others than those above and beneath.
    fn links_beside(&self, n: usize, node: &Node<'a>) -> Vec<u32> {
        let beside = |pid: &&Pid| {
            let place = self.place(**pid);
            let above = place.and_then(|place| self.nodes.get(place)).and_then(|other| other.parent);
            place != node.parent && above != Some(n)
        };
        node.process.links.iter().filter(beside).map(|pid| pid.0).collect()
    }
}

/// A row that is to be.
#[derive(Clone, Copy)]
struct Place {
    depth: usize,
    /// Whom it is beneath.
    owner: usize,
    what: What,
}

#[derive(Clone, Copy)]
enum What {
    Is(Child),
    More(usize),
}

/// The first of some children, with those that lead to the process shown, the last of them put down first.
fn few(children: &[Child], owner: usize, depth: usize, leads: impl Fn(&Child) -> bool, open: &mut Vec<Place>) {
    let (first, rest) = children.split_at(children.len().min(MOST_CHILDREN));
    let also: Vec<Child> = rest.iter().copied().filter(leads).collect();
    let hidden = rest.len() - also.len();
    if hidden > 0 {
        open.push(Place { depth, owner, what: What::More(hidden) });
    }
    open.extend(also.iter().chain(first.iter().rev()).map(|child| Place { depth, owner, what: What::Is(*child) }));
}

fn node<'a>(machine: &'a Machine, words: &Words, process: &'a Process) -> Node<'a> {
    let view = machine.view(process);
    let call = entry(machine, process, words.initial_call).and_then(|call| view.tuple(call));
    let call = call.filter(|call| call.len() == 3);
    let part = |index| call.and_then(|call| call.get(index));
    let begins = || {
        let arity = part(2).and_then(Term::as_size).and_then(|arity| u32::try_from(arity).ok())?;
        Some((part(0)?.as_atom()?, part(1)?.as_atom()?, arity))
    };
    let kind = match part(0) {
        module if is(module, words.supervisor) => TreeKind::Supervisor,
        module if is(module, words.bridge) => TreeKind::Bridge,
        module if is(module, words.master) => TreeKind::Application,
        _ => TreeKind::Other,
    };
    let state = match kind {
        TreeKind::Supervisor | TreeKind::Application => state(machine, words, process, kind),
        _ => None,
    };
    Node { process, kind, begins: begins(), state, parent: None, id: None, children: Vec::new() }
}

/// What a process has in its dictionary under an atom.
fn entry(machine: &Machine, process: &Process, key: Option<Atom>) -> Option<Term> {
    let (key, view) = (Term::atom(key?), machine.view(process));
    let place = process.dictionary.search(|other| map::order(view, &machine.system().atoms, other, key)).ok()?;
    process.dictionary.value(place)
}

/// The state of a supervisor or of an application's master: on its stack, the latest first, or in its registers.
fn state<'a>(machine: &'a Machine, words: &Words, process: &'a Process, kind: TreeKind) -> Option<Terms<'a>> {
    let view = machine.view(process);
    let top = process.block.layout().4;
    let stack = process.block.words().get(top..).unwrap_or_default().iter().map(|word| Term(*word));
    let x = x_words(machine, process).iter().copied();
    stack.take(MOST_WORDS).chain(x.take(MOST_WORDS)).find_map(|term| {
        let tuple = view.tuple(term).filter(|tuple| tuple.len() > 3 && is(tuple.get(0), words.state))?;
        let third = tuple.get(2);
        let fits = match kind {
            TreeKind::Supervisor => words.strategies.iter().any(|strategy| is(third, *strategy)),
            _ => third.and_then(|data| view.tuple(data)).is_some_and(|data| is(data.get(0), words.data)),
        };
        fits.then_some(tuple)
    })
}

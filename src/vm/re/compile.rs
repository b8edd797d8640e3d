//! From tokens to a program, in one pass; groups that are open are on a stack.
//!
//! A group that is repeated is copied as often as it must be there, so that no instruction counts. PCRE2 does the
//! same and has a limit for the size of what comes out, which is followed roughly ([`MOST_UNITS`]).

use super::bytes::{self, Bytes, Known, Role};
use super::error::{self as e, Wrong};
use super::parse::{Parsed, Read};
use super::program::{Inst, Number, Program};
use super::script::Runs;
use super::set::{Class, Set};
use super::token::{Condition, Group, GroupName, Kind, Mode, Place, Repeat, Token, UNLIMITED, Verb};
use super::unicode::{self, Folding};

/// The most units of code, by PCRE2's count.
const MOST_UNITS: usize = 65_536;
/// The most units of groups that are open.
const MOST_OPEN: usize = 5_900;

/// What the last item is, which may be repeated.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Item {
    /// Nothing that can be.
    None,
    /// One character, of one byte and folded if that is known.
    One(Option<(u8, bool)>),
    /// A reference.
    Ref,
    /// A group: whether it begins with [`Inst::Open`] or the like.
    Group { framed: bool },
    /// An assertion.
    Assertion,
    /// A group that is there to be called only.
    Define,
}

/// A group that is open.
struct Frame {
    kind: Kind,
    /// Where its code begins.
    start: usize,
    /// How many alternatives are still to come.
    left: usize,
    /// The alternative's instruction, if it has one.
    branch: Option<usize>,
    /// Jumps to the end.
    jumps: Vec<usize>,
    /// It decides for a condition.
    decides: bool,
    /// Instructions of a condition that lead to its second alternative.
    elses: Vec<usize>,
    alternatives: usize,
    /// The alternative at hand looks back variably.
    variable: bool,
    bytes: Bytes,
    /// What is known of the alternatives before.
    before: Option<Bytes>,
    varied: bool,
    units: usize,
    /// Where the last reference of the alternative at hand is.
    reference: usize,
}

struct Compiler<'a> {
    parsed: &'a Parsed,
    code: Vec<Inst>,
    sets: Vec<Set>,
    lists: Vec<Vec<Number>>,
    marks: Vec<Vec<u8>>,
    frames: Vec<Frame>,
    /// By the token that opens a group: how many alternatives it has.
    alternatives: Vec<usize>,
    has_then: bool,
    had_accept: bool,
    varies: bool,
    /// Where the last item's code begins.
    item_start: usize,
    item: Item,
    item_units: usize,
    open_units: usize,
    /// What is found wrong only when all else is right.
    later: Option<Wrong>,
    looks_back: u32,
    clusters: bool,
}

/// Compiles what was parsed.
pub fn compile(parsed: &Parsed, length: usize) -> Read<Program> {
    let has_then = parsed.tokens.contains(&Token::Verb(Verb::Then));
    let mut compiler = Compiler {
        parsed,
        code: Vec::new(),
        sets: Vec::new(),
        lists: Vec::new(),
        marks: Vec::new(),
        frames: Vec::new(),
        alternatives: alternatives(&parsed.tokens),
        has_then,
        had_accept: false,
        varies: false,
        item_start: 0,
        item: Item::None,
        item_units: 0,
        open_units: 3,
        later: None,
        looks_back: 0,
        clusters: false,
    };
    let whole = compiler.alternatives.last().copied().unwrap_or(1);
    compiler.begin(Kind::Plain, whole, false);
    for (at, token) in parsed.tokens.iter().enumerate() {
        compiler.token(at, token, length)?;
    }
    compiler.finish()
}

/// By the token that opens a group how many alternatives it has; and at the end for the pattern.
fn alternatives(tokens: &[Token]) -> Vec<usize> {
    let mut counts = vec![1; tokens.len() + 1];
    let mut open = vec![tokens.len()];
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Open(_) => open.push(at),
            Token::Alt(_) => {
                if let Some(group) = open.last() {
                    counts[*group] += 1;
                }
            }
            Token::Close => drop(open.pop()),
            _ => {}
        }
    }
    counts
}

impl Compiler<'_> {
    fn wrong(what: &'static str, at: usize) -> Wrong {
        Wrong { what, at }
    }

    fn distance(&self, from: usize) -> i32 {
        self.code.len() as i32 - from as i32
    }

    fn set(&mut self, set: &Set) -> u32 {
        let at = self.sets.iter().position(|other| other == set).unwrap_or(self.sets.len());
        if at == self.sets.len() {
            self.sets.push(set.clone());
        }
        at as u32
    }

    fn mark(&mut self, name: &[u8]) -> u32 {
        let at = self.marks.iter().position(|other| other == name).unwrap_or(self.marks.len());
        if at == self.marks.len() {
            self.marks.push(name.to_vec());
        }
        at as u32
    }

    fn bytes(&mut self) -> &mut Bytes {
        // There is always the pattern itself.
        let last = self.frames.len().saturating_sub(1);
        &mut self.frames[last].bytes
    }

    /// Begins an item that takes so many units.
    fn item(&mut self, item: Item, units: usize) {
        self.item_start = self.code.len();
        self.item = item;
        self.item_units = units;
        if let Some(frame) = self.frames.last_mut() {
            frame.units = frame.units.saturating_add(units);
        }
    }

    fn asserting(&self) -> bool {
        self.frames.iter().any(|frame| is_assertion(&frame.kind))
    }

    fn token(&mut self, at: usize, token: &Token, length: usize) -> Read<()> {
        self.check_size()?;
        match token {
            Token::Char(c, fold) => self.char(*c, *fold),
            Token::Set(set) => {
                self.item(Item::One(None), 2);
                let set = self.set(set);
                self.code.push(Inst::Set(set));
                self.bytes().some();
            }
            Token::NotNewline => self.one(Inst::NotNewline),
            Token::Any => self.one(Inst::Any),
            Token::Unit => self.one(Inst::Unit),
            Token::Newline => self.one(Inst::Newline),
            Token::Cluster => {
                self.clusters = true;
                self.one(Inst::Cluster);
            }
            Token::At(place) => self.place(*place),
            Token::Keep => {
                if self.asserting() && !self.parsed.options.old {
                    return Err(Self::wrong(e::KEEP_IN_ASSERTION, length));
                }
                self.item(Item::None, 1);
                self.code.push(Inst::Keep);
                self.bytes().place();
            }
            Token::Ref(group, fold) => self.reference(group, *fold)?,
            Token::Call(group, kept) => self.call(group, kept)?,
            Token::Open(kind) => self.open(at, kind)?,
            Token::Alt(length) => self.alternative(*length),
            Token::Close => self.close(),
            Token::Repeat(repeat) => self.repeat(*repeat)?,
            Token::Verb(verb) => self.verb(verb),
        }
        Ok(())
    }

    fn check_size(&self) -> Read<()> {
        if self.open_units > MOST_OPEN {
            return Err(Self::wrong(e::TOO_COMPLICATED, 0));
        }
        if self.frames.last().is_some_and(|frame| frame.units > MOST_UNITS) {
            return Err(Self::wrong(e::TOO_LARGE, 0));
        }
        Ok(())
    }

    fn one(&mut self, inst: Inst) {
        self.item(Item::One(None), 1);
        self.code.push(inst);
        self.bytes().some();
    }

    fn char(&mut self, c: u32, fold: Option<Folding>) {
        let utf = self.parsed.options.utf;
        let last = if utf { super::set::MAX_CODE_POINT } else { 255 };
        let like = fold.map(|fold| fold.like(c).intersection(&Set::of(vec![(0, last)])));
        let many = like.as_ref().is_some_and(|set| set.ranges() != [(c, c)]);
        let length = if utf { char::from_u32(c).map_or(1, char::len_utf8) } else { 1 };
        let byte = (length == 1).then_some((c as u8, fold.is_some()));
        self.item(Item::One(byte), 1 + length);
        let varies = self.varies;
        self.bytes().char(c, fold, utf, varies);
        match like.filter(|_| many) {
            Some(set) => {
                let set = self.set(&set);
                self.code.push(Inst::Set(set));
            }
            None => self.code.push(Inst::Char(c)),
        }
    }

    fn place(&mut self, place: Place) {
        self.item(Item::None, 1);
        let inst = match place {
            Place::Begin { lines } => {
                if lines {
                    self.bytes().unknown();
                }
                self.code.push(Inst::Begin { lines });
                self.looks_back = self.looks_back.max(1);
                return;
            }
            Place::End { lines } => {
                self.code.push(Inst::End { lines });
                return;
            }
            Place::SubjectBegin => Inst::SubjectBegin,
            Place::SubjectEnd => Inst::SubjectEnd,
            Place::SubjectEndOrNewline => Inst::SubjectEndOrNewline,
            Place::MatchBegin => Inst::MatchBegin,
            Place::WordBoundary { there, unicode } => {
                let word = unicode::words(unicode, self.parsed.options.old);
                self.looks_back = self.looks_back.max(1);
                Inst::WordBoundary { there, word: self.set(&word) }
            }
        };
        self.code.push(inst);
        self.bytes().place();
    }

    /// The numbers that a group's name stands for.
    fn numbers(&self, group: &Group) -> Read<Vec<Number>> {
        let missing = || Self::wrong(e::NO_SUCH_GROUP, group.at);
        match &group.name {
            GroupName::Number(number) if *number > self.parsed.groups => Err(missing()),
            GroupName::Number(number) => Ok(vec![*number]),
            GroupName::Name(name) => {
                let named = self.parsed.names.iter().filter(|entry| entry.0 == *name).map(|entry| entry.1);
                let numbers: Vec<Number> = named.collect();
                if numbers.is_empty() { Err(missing()) } else { Ok(numbers) }
            }
        }
    }

    /// Notes where a reference is, in case something is found wrong later.
    fn refers(&mut self, at: usize) {
        if let Some(frame) = self.frames.last_mut() {
            frame.reference = at;
        }
    }

    fn list(&mut self, list: Vec<Number>) -> u32 {
        self.lists.push(list);
        self.lists.len() as u32 - 1
    }

    fn reference(&mut self, group: &Group, fold: Option<Folding>) -> Read<()> {
        let group = match &group.name {
            GroupName::Number(number) => {
                let first = self.parsed.small_refs.get(*number as usize).copied().flatten();
                Group { at: first.unwrap_or(group.at), ..group.clone() }
            }
            GroupName::Name(_) => group.clone(),
        };
        let numbers = self.numbers(&group)?;
        self.refers(group.at);
        self.item(Item::Ref, 3 + usize::from(fold.is_some()));
        match numbers.as_slice() {
            [number] => {
                self.code.push(Inst::Ref(*number, fold));
                self.bytes().unknown();
            }
            _ => {
                let list = self.list(numbers);
                self.code.push(Inst::RefAny(list, fold));
                self.bytes().accept();
            }
        }
        Ok(())
    }

    fn call(&mut self, group: &Group, kept: &[Group]) -> Read<()> {
        let number = self.numbers(group)?.first().copied().unwrap_or(0);
        let mut list = Vec::new();
        for group in kept {
            list.extend(self.numbers(group)?);
        }
        self.refers(group.at);
        self.item(Item::Group { framed: false }, 3 + 3 * list.len());
        let list = (!list.is_empty()).then(|| self.list(list));
        self.code.push(Inst::Call(number, 0, list));
        self.bytes().call();
        Ok(())
    }

    fn verb(&mut self, verb: &Verb) {
        let named = matches!(verb, Verb::SkipTo(_) | Verb::Mark(_));
        self.item(Item::None, if named { 3 } else { 1 });
        let inst = match verb {
            Verb::Accept => return self.accept(),
            Verb::Fail => Inst::Fail,
            Verb::Commit => Inst::Commit,
            Verb::Prune => Inst::Prune,
            Verb::Skip => Inst::Skip,
            Verb::SkipTo(name) => Inst::SkipTo(self.mark(name)),
            Verb::Then => Inst::Then,
            Verb::Mark(name) => Inst::Mark(self.mark(name)),
        };
        self.code.push(inst);
    }

    fn accept(&mut self) {
        self.had_accept = true;
        for frame in self.frames.iter().rev() {
            match &frame.kind {
                Kind::Capture(number) => self.code.push(Inst::Note(*number)),
                kind if is_assertion(kind) => break,
                _ => {}
            }
        }
        self.code.push(if self.asserting() { Inst::AssertAccept } else { Inst::Accept });
        self.bytes().accept();
    }

    /// Begins a group of so many alternatives.
    fn begin(&mut self, kind: Kind, alternatives: usize, decides: bool) {
        let frame = Frame {
            kind,
            start: self.code.len(),
            left: alternatives,
            branch: None,
            jumps: Vec::new(),
            decides,
            elses: Vec::new(),
            alternatives: 0,
            variable: false,
            bytes: Bytes::default(),
            before: None,
            varied: self.varies,
            units: 6,
            reference: 0,
        };
        self.frames.push(frame);
        if self.frames.len() == 1 {
            self.branch(0);
        }
    }

    fn open(&mut self, at: usize, kind: &Kind) -> Read<()> {
        let decides = self.frames.last().is_some_and(|frame| {
            matches!(frame.kind, Kind::Condition(Condition::Assertion, _)) && frame.start == self.code.len()
        }) && is_assertion(kind);
        if let Kind::Condition(_, Some(at)) = kind {
            self.refers(*at);
        }
        let count = self.alternatives.get(at).copied().unwrap_or(1);
        self.begin(kind.clone(), count, decides);
        self.open_units += header(kind);
        let mut length = 0;
        let inst = match kind {
            Kind::Capture(number) => Some(Inst::Open(*number)),
            Kind::Plain => None,
            Kind::ScriptRun => Some(Inst::Open(0)),
            Kind::Atomic => Some(Inst::AtomicOpen),
            Kind::Within(groups) => {
                let mut numbers = Vec::new();
                for group in groups {
                    numbers.extend(self.numbers(group)?);
                }
                Some(Inst::WithinOpen(self.list(numbers)))
            }
            Kind::Condition(condition, _) => return self.condition(condition),
            Kind::Ahead { negative, .. } => Some(assertion(decides, *negative)),
            Kind::Behind { negative, length: first, .. } => {
                length = *first;
                Some(assertion(decides, *negative))
            }
        };
        self.code.extend(inst);
        self.branch(length);
        Ok(())
    }

    /// The beginning of an alternative, which behind an assertion that looks back has a length.
    fn branch(&mut self, length: u32) {
        let here = self.code.len();
        let has_then = self.has_then;
        let Some(frame) = self.frames.last_mut() else { return };
        frame.left = frame.left.saturating_sub(1);
        frame.alternatives += 1;
        frame.branch = None;
        frame.variable = false;
        frame.reference = 0;
        let any_then = is_assertion(&frame.kind);
        let condition = matches!(frame.kind, Kind::Condition(..));
        let several = frame.left > 0 || has_then && (frame.alternatives > 1 || any_then);
        if several && !condition {
            frame.branch = Some(here);
            self.code.push(Inst::Branch { next: 0, end: 0, any_then });
        }
        if let Kind::Behind { least, .. } = &frame.kind
            && length > 0
        {
            match least {
                Some(least) if *least != length => {
                    frame.variable = true;
                    self.code.push(Inst::BackBetween(*least, length));
                }
                _ => self.code.push(Inst::Back(length)),
            }
            self.looks_back = self.looks_back.max(length);
        }
        self.item = Item::None;
    }

    fn condition(&mut self, condition: &Condition) -> Read<()> {
        let here = self.code.len();
        let inst = match condition {
            Condition::Assertion => None,
            Condition::Known(true) => None,
            Condition::Known(false) | Condition::Define => Some(Inst::Jump(0)),
            Condition::Set(group) => Some(self.if_set(group)?),
            Condition::Recursion(group) => {
                let numbers = self.numbers(group)?;
                Some(match numbers.as_slice() {
                    [number] => Inst::IfIn(Some(*number), 0),
                    _ => Inst::IfInAny(self.list(numbers), 0),
                })
            }
            Condition::RecursionOrName(group) => Some(self.if_recursion(group)?),
        };
        let jumps = inst.is_some();
        self.code.extend(inst);
        if let Some(frame) = self.frames.last_mut() {
            frame.alternatives = 1;
            frame.left = frame.left.saturating_sub(1);
            if jumps {
                frame.elses.push(here);
            }
        }
        Ok(())
    }

    fn if_set(&mut self, group: &Group) -> Read<Inst> {
        let numbers = self.numbers(group)?;
        Ok(match numbers.as_slice() {
            [number] => Inst::IfSet(*number, 0),
            _ => Inst::IfAnySet(self.list(numbers), 0),
        })
    }

    /// `(?(R1)`, which is a group of that name if there is one.
    fn if_recursion(&mut self, group: &Group) -> Read<Inst> {
        if let Ok(inst) = self.if_set(group) {
            return Ok(inst);
        }
        let GroupName::Name(name) = &group.name else { return Ok(Inst::IfIn(None, 0)) };
        let mut number = 0u32;
        for (index, digit) in name.iter().enumerate().skip(1) {
            number = number.saturating_mul(10).saturating_add(u32::from(digit.wrapping_sub(b'0')));
            if number > super::parse::MAX_GROUPS {
                return Err(Self::wrong(e::GROUP_TOO_BIG, group.at + index));
            }
        }
        if number > self.parsed.groups && !self.parsed.options.old {
            return Err(Self::wrong(e::NO_SUCH_GROUP, group.at));
        }
        Ok(Inst::IfIn((number > 0).then_some(number), 0))
    }

    /// The end of an alternative: what is to be done before its end.
    fn end_branch(&mut self) {
        let Some(frame) = self.frames.last_mut() else { return };
        let bytes = std::mem::take(&mut frame.bytes);
        frame.before = Some(match frame.before {
            Some(before) => before.or(bytes),
            None => bytes,
        });
        if frame.variable {
            self.code.push(Inst::AtOpen);
        }
    }

    fn alternative(&mut self, length: u32) {
        self.end_branch();
        let here = self.code.len();
        self.code.push(Inst::Jump(0));
        let Some(frame) = self.frames.last_mut() else { return };
        frame.jumps.push(here);
        frame.units += 3;
        let branch = frame.branch;
        let elses = std::mem::take(&mut frame.elses);
        let condition = matches!(frame.kind, Kind::Condition(..));
        if let Some(at) = branch {
            let next = self.distance(at);
            if let Some(Inst::Branch { next: place, end, .. }) = self.code.get_mut(at) {
                (*place, *end) = (next, next);
            }
        }
        self.patch(&elses);
        if condition {
            if let Some(frame) = self.frames.last_mut() {
                frame.alternatives += 1;
                frame.reference = 0;
            }
            self.item = Item::None;
        } else {
            self.branch(length);
        }
    }

    /// Lets instructions lead here.
    fn patch(&mut self, places: &[usize]) {
        for at in places {
            let to = self.distance(*at);
            if let Some(
                Inst::Jump(place)
                | Inst::IfSet(_, place)
                | Inst::IfAnySet(_, place)
                | Inst::IfIn(_, place)
                | Inst::IfInAny(_, place)
                | Inst::DecideClose(place)
                | Inst::DecideOpen { fails: place, .. }
                | Inst::AssertOpen { end: place }
                | Inst::NotOpen { after: place },
            ) = self.code.get_mut(*at)
            {
                *place = to;
            }
        }
    }

    fn close(&mut self) {
        self.end_branch();
        let Some(mut frame) = self.frames.pop() else { return };
        if let Some(at) = frame.branch {
            let end = self.distance(at);
            if let Some(Inst::Branch { end: place, .. }) = self.code.get_mut(at) {
                *place = end;
            }
        }
        self.patch(&std::mem::take(&mut frame.elses));
        self.patch(&frame.jumps);
        self.open_units = self.open_units.saturating_sub(header(&frame.kind));
        let item = self.close_kind(&frame);
        let inner = frame.before.unwrap_or_default();
        let role = match &frame.kind {
            Kind::Ahead { negative: false, .. } => Some(Role::Ahead),
            Kind::Condition(Condition::Define, _) => None,
            Kind::Condition(..) if frame.alternatives == 1 => Some(Role::HalfCondition),
            kind if is_assertion(kind) => Some(Role::Nothing),
            _ => Some(Role::Matched),
        };
        if let Some(role) = role {
            self.bytes().group(inner, role, frame.varied);
        }
        self.item(item, frame.units + header(&frame.kind) - 3);
        self.item_start = frame.start;
    }

    /// The end of a group's code.
    fn close_kind(&mut self, frame: &Frame) -> Item {
        let start = frame.start;
        let blamed = self.frames.last().map_or(0, |outer| outer.reference);
        match &frame.kind {
            Kind::Capture(number) => self.code.push(Inst::CloseCapture(*number)),
            Kind::Plain => return Item::Group { framed: false },
            Kind::Atomic => self.code.push(Inst::AtomicClose),
            Kind::ScriptRun => self.code.extend([Inst::ScriptRun, Inst::Close]),
            Kind::Within(_) => {
                self.code.push(Inst::WithinClose);
                return Item::Assertion;
            }
            Kind::Condition(Condition::Define, _) => {
                if frame.alternatives > 1 {
                    self.later.get_or_insert(Self::wrong(e::DEFINE_BRANCHES, blamed));
                }
                return Item::Define;
            }
            Kind::Condition(..) => {
                if frame.alternatives > 2 {
                    self.later.get_or_insert(Self::wrong(e::THREE_BRANCHES, blamed));
                }
                return Item::Group { framed: false };
            }
            Kind::Ahead { negative, atomic } | Kind::Behind { negative, atomic, .. } => {
                self.close_assertion(start, frame.decides, *negative, *atomic);
                return Item::Assertion;
            }
        }
        Item::Group { framed: true }
    }

    fn close_assertion(&mut self, start: usize, decides: bool, negative: bool, atomic: bool) {
        let here = self.code.len();
        match (decides, negative) {
            (true, _) => {
                self.code.push(Inst::DecideClose(1));
                let end = here as i32 - start as i32;
                if let Some(Inst::DecideOpen { fails, end: place }) = self.code.get_mut(start) {
                    *place = end;
                    *fails = end + 1;
                }
                // What leads to the second alternative is known when it comes.
                if let Some(condition) = self.frames.last_mut() {
                    condition.elses.push(if negative { here } else { start });
                }
            }
            (false, true) => {
                self.code.push(Inst::NotClose);
                self.patch(&[start]);
            }
            (false, false) => {
                self.patch(&[start]);
                self.code.push(Inst::AssertClose { atomic });
            }
        }
    }

    fn repeat(&mut self, repeat: Repeat) -> Read<()> {
        let Repeat { min, max, mode } = repeat;
        let start = self.item_start.min(self.code.len());
        let varies = self.varies;
        let byte = if let Item::One(byte) = self.item { byte } else { None };
        let group = matches!(self.item, Item::Group { .. });
        if self.item != Item::Define {
            self.bytes().repeat(min, byte.filter(|_| (min, max) != (1, 1)), group, varies);
        }
        self.varies |= min != max;
        let body = self.code.split_off(start);
        match self.item {
            Item::None | Item::Define => self.code.extend(body),
            Item::One(_) | Item::Ref if max == 0 => {}
            Item::One(_) | Item::Ref if (min, max) == (1, 1) => self.code.extend(body),
            Item::One(_) => {
                self.code.push(Inst::Repeat(min, max, mode));
                self.code.extend(body);
            }
            Item::Ref => {
                let inner = if mode == Mode::Possessive { Mode::Greedy } else { mode };
                self.code.push(Inst::RepeatRef(min, max, inner));
                self.code.extend(body);
                self.atomic(start, mode);
            }
            Item::Assertion => {
                let max = if max == UNLIMITED { min + 1 } else { max };
                self.copies(body, false, Repeat { min, max, mode })?;
                self.atomic(start, mode);
            }
            Item::Group { framed } => {
                self.copies(body, framed, repeat)?;
                self.atomic(start, mode);
            }
        }
        self.item = Item::None;
        Ok(())
    }

    /// Makes what was compiled since then atomic, if it is possessive.
    fn atomic(&mut self, start: usize, mode: Mode) {
        if mode == Mode::Possessive {
            self.code.insert(start, Inst::AtomicOpen);
            self.code.push(Inst::AtomicClose);
        }
    }

    /// A group as often as said.
    fn copies(&mut self, body: Vec<Inst>, framed: bool, repeat: Repeat) -> Read<()> {
        let Repeat { min, max, mode } = repeat;
        let copies = if max == UNLIMITED { min.max(1) } else { max.max(1) } as usize;
        let added = (copies - 1).saturating_mul(self.item_units + if min < max { 7 } else { 0 });
        if let Some(frame) = self.frames.last_mut() {
            frame.units = frame.units.saturating_add(added);
            if frame.units > MOST_UNITS {
                return Err(Self::wrong(e::TOO_LARGE, 0));
            }
        }
        if max == 0 {
            self.code.push(Inst::Jump(body.len() as i32 + 1));
            self.code.extend(body);
            return Ok(());
        }
        let lazy = mode == Mode::Lazy;
        for copy in 0..min {
            if max == UNLIMITED && copy + 1 == min {
                self.looped(&body, framed, lazy);
            } else {
                self.code.extend_from_slice(&body);
            }
        }
        if max == UNLIMITED {
            if min == 0 {
                let at = self.code.len();
                self.code.push(Inst::Fail);
                self.looped(&body, framed, lazy);
                self.optional(at, lazy);
            }
            return Ok(());
        }
        // Each of the others leads to the end of all.
        let mut tries = Vec::new();
        for _ in min..max {
            tries.push(self.code.len());
            self.code.push(Inst::Fail);
            self.code.extend_from_slice(&body);
        }
        for at in tries {
            self.optional(at, lazy);
        }
        Ok(())
    }

    /// Makes the instruction there try what follows it, or what is here.
    fn optional(&mut self, at: usize, lazy: bool) {
        let end = self.distance(at);
        if let Some(place) = self.code.get_mut(at) {
            *place = if lazy { Inst::TryThere(end) } else { Inst::Try(end) };
        }
    }

    fn looped(&mut self, body: &[Inst], framed: bool, lazy: bool) {
        let start = self.code.len();
        if framed {
            self.code.extend_from_slice(body);
        } else {
            self.code.push(Inst::Open(0));
            self.code.extend_from_slice(body);
            self.code.push(Inst::Close);
        }
        let back = start as i32 - self.code.len() as i32;
        self.code.push(if lazy { Inst::AgainLazy(back) } else { Inst::Again(back) });
    }

    fn finish(mut self) -> Read<Program> {
        self.check_size()?;
        self.end_branch();
        let Some(frame) = self.frames.pop() else { return Err(Self::wrong(e::NOT_OPENED, 0)) };
        if let Some(at) = frame.branch {
            let end = self.distance(at);
            if let Some(Inst::Branch { end: place, .. }) = self.code.get_mut(at) {
                *place = end;
            }
        }
        self.patch(&frame.jumps);
        self.code.extend([Inst::PatternClose, Inst::Match]);
        if frame.units > MOST_UNITS {
            return Err(Self::wrong(e::TOO_LARGE, 0));
        }
        if let Some(wrong) = self.later {
            return Err(wrong);
        }
        self.link();
        let options = self.parsed.options;
        let folding = options.folding();
        let known = frame.before.unwrap_or_default();
        let first = bytes::searched(known.first, folding, options.utf);
        let begin = self.beginning();
        let anchored = options.anchored || begin == Some(true);
        let varies = matches!(known.required, Known::Byte(_, _, true));
        let required = bytes::searched(known.required, folding, options.utf);
        let runs = options.utf && self.parsed.tokens.contains(&Token::Open(Kind::ScriptRun));
        let mut names = self.parsed.names.clone();
        names.sort();
        Ok(Program {
            code: self.code,
            sets: self.sets.iter().map(Class::new).collect(),
            lists: self.lists,
            marks: self.marks,
            names,
            groups: self.parsed.groups,
            options,
            newline_within: self.parsed.newline_within,
            has_then: self.has_then,
            anchored,
            at_lines: begin == Some(false) && first.is_none(),
            first,
            required: required.filter(|_| !self.had_accept && (!anchored || varies)),
            looks_back: self.looks_back,
            runs: runs.then(Runs::new),
            breaks: if self.clusters { unicode::breaks() } else { Vec::new() },
        })
    }

    /// Lets calls lead to the groups.
    fn link(&mut self) {
        let mut starts = vec![0u32; self.parsed.groups as usize + 1];
        for (at, inst) in self.code.iter().enumerate().rev() {
            if let Inst::Open(number @ 1..) = inst
                && let Some(start) = starts.get_mut(*number as usize)
            {
                *start = at as u32 + 1;
            }
        }
        for inst in &mut self.code {
            if let Inst::Call(number, target, _) = inst {
                *target = starts.get(*number as usize).copied().unwrap_or(0);
            }
        }
    }

    /// Whether all alternatives begin at the start of the subject; or, if not, of lines.
    fn beginning(&self) -> Option<bool> {
        let tokens = &self.parsed.tokens;
        let risky = |token: &Token| matches!(token, Token::Ref(..) | Token::Call(..) | Token::Verb(_));
        let plain = !tokens.iter().any(risky);
        let (mut depth, mut fresh, mut anchored) = (0, true, true);
        for (at, token) in tokens.iter().enumerate() {
            if fresh {
                let star = matches!(tokens.get(at + 1), Some(Token::Repeat(Repeat { min: 0, max: UNLIMITED, .. })));
                match token {
                    Token::At(Place::Begin { lines: false } | Place::SubjectBegin | Place::MatchBegin) => {}
                    Token::At(Place::Begin { lines: true }) => anchored = false,
                    Token::Any if star && plain => {}
                    Token::NotNewline if star && plain => anchored = false,
                    _ => return None,
                }
                fresh = false;
            }
            match token {
                Token::Open(_) => depth += 1,
                Token::Close => depth -= 1,
                Token::Alt(_) => fresh = depth == 0,
                _ => {}
            }
        }
        if fresh { None } else { Some(anchored) }
    }
}

fn is_assertion(kind: &Kind) -> bool {
    matches!(kind, Kind::Ahead { .. } | Kind::Behind { .. } | Kind::Within(_))
}

fn assertion(decides: bool, negative: bool) -> Inst {
    match (decides, negative) {
        (true, _) => Inst::DecideOpen { fails: 0, end: 0 },
        (false, true) => Inst::NotOpen { after: 0 },
        (false, false) => Inst::AssertOpen { end: 0 },
    }
}

/// The units of a group's beginning.
fn header(kind: &Kind) -> usize {
    match kind {
        Kind::Capture(_) => 5,
        Kind::Condition(Condition::Assertion, _) => 3,
        Kind::Condition(Condition::Define | Condition::Known(_), _) => 4,
        Kind::Condition(..) => 6,
        _ => 3,
    }
}

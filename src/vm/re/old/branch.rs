//! What is known of the groups that are open and of their branches: lengths, and whether they can match nothing.

use super::{Flags, Read, Reading, error as e};

/// How long what matches is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Length {
    /// So many characters.
    Fixed(u32),
    /// It varies.
    Varies,
    /// A byte where text is UTF-8.
    Unit,
    /// What a call matches, which is not known yet.
    Called,
}

impl Length {
    /// The length of this and then that; the first that is not fixed decides.
    fn then(self, next: Length) -> Length {
        match (self, next) {
            (Length::Fixed(a), Length::Fixed(b)) => Length::Fixed(a.saturating_add(b)),
            (Length::Fixed(_), other) => other,
            (first, _) => first,
        }
    }

    /// The length of either.
    fn or(self, other: Length) -> Length {
        match (self, other) {
            (Length::Fixed(a), Length::Fixed(b)) if a != b => Length::Varies,
            (Length::Fixed(_), other) => other,
            (first, _) => first,
        }
    }
}

/// What can be repeated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    /// A character or one of a set, and references.
    Single,
    /// A group or call.
    Group,
    /// An assertion.
    Assertion,
}

/// What a level is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The whole pattern, or a group that notes nothing.
    Plain,
    /// A group of that number.
    Capture(u32),
    /// An assertion.
    Ahead,
    /// An assertion that looks back.
    Behind,
    /// A condition's group; whether it defines groups alone.
    Condition {
        /// As said.
        define: bool,
        /// It is an assertion.
        assertion: bool,
    },
}

/// A group that is open.
pub(super) struct Level {
    pub role: Role,
    /// The alternatives number their groups alike.
    pub reset: bool,
    /// The options outside.
    pub outer: Flags,
    /// The groups before, and after the alternative with most of them.
    pub before: u32,
    pub most: u32,
    branches: u32,
    /// The alternatives so far.
    length: Option<Length>,
    can_be_empty: bool,
    /// This alternative, and without its last item.
    branch: Length,
    pub branch_empty: bool,
    without: (Length, bool),
    last: Length,
}

impl Level {
    pub(super) fn new(role: Role) -> Level {
        Level {
            role,
            reset: false,
            outer: Flags::default(),
            before: 0,
            most: 0,
            branches: 0,
            length: None,
            can_be_empty: false,
            branch: Length::Fixed(0),
            branch_empty: true,
            without: (Length::Fixed(0), true),
            last: Length::Fixed(0),
        }
    }

    /// The bytes that it takes while it is open.
    pub(super) fn room(&self) -> usize {
        3 + match self.role {
            Role::Plain | Role::Ahead | Role::Condition { assertion: true, .. } => 0,
            Role::Capture(_) => 2,
            Role::Behind => 3,
            Role::Condition { define, .. } => {
                if define {
                    1
                } else {
                    3
                }
            }
        }
    }

    pub(super) fn push(&mut self, length: Length, empty: bool) {
        self.without = (self.branch, self.branch_empty);
        self.last = length;
        self.branch = self.branch.then(length);
        self.branch_empty &= empty;
    }

    pub(super) fn repeat(&mut self, item: Item, min: u32, max: Option<u32>) {
        let (before, was_empty) = self.without;
        let length = match (item, self.last, max) {
            (_, _, Some(1)) if min == 1 => return,
            (Item::Single, _, Some(0)) => Length::Fixed(0),
            (Item::Single | Item::Group, Length::Fixed(n), Some(max)) if max == min && min > 0 => {
                Length::Fixed(n.saturating_mul(min))
            }
            (Item::Assertion, length, _) if min > 0 => length,
            (Item::Group, Length::Called, _) => Length::Called,
            _ => Length::Varies,
        };
        self.branch = before.then(length);
        if min == 0 {
            self.branch_empty = was_empty;
        }
    }

    fn end_branch(&mut self) {
        self.branches += 1;
        self.length = Some(self.length.map_or(self.branch, |length| length.or(self.branch)));
        self.can_be_empty |= self.branch_empty;
        (self.branch, self.branch_empty) = (Length::Fixed(0), true);
        self.without = (self.branch, true);
    }
}

impl Reading<'_> {
    /// At the end of an alternative; whether it is that of the pattern.
    pub(super) fn end_of_branch(&mut self) -> Read<bool> {
        let groups = self.groups;
        let (second, c) = (self.second, self.byte(0));
        let Some(level) = self.levels.last_mut() else { return Ok(true) };
        level.most = level.most.max(groups);
        let length = level.branch;
        let (behind, reset, before) = (level.role == Role::Behind, level.reset, level.before);
        level.end_branch();
        if behind && second {
            match length {
                Length::Varies => return Err(self.wrong(e::BEHIND_NOT_FIXED)),
                Length::Unit => return Err(self.wrong(e::UNIT_BEHIND)),
                Length::Fixed(_) | Length::Called => {}
            }
        }
        if c == b'|' {
            self.at += 1;
            self.previous = None;
            if reset {
                self.groups = before;
            }
            return Ok(false);
        }
        if self.levels.len() == 1 {
            return Ok(true);
        }
        self.close(c)?;
        Ok(false)
    }

    fn close(&mut self, c: u8) -> Read<()> {
        let Some(level) = self.levels.pop() else { return Ok(()) };
        if self.second
            && let Role::Condition { define, .. } = level.role
        {
            if define && level.branches > 1 {
                return Err(self.wrong(e::DEFINE_BRANCHES));
            }
            if level.branches > 2 {
                return Err(self.wrong(e::THREE_BRANCHES));
            }
        }
        if c != b')' {
            return Err(self.wrong(e::NOT_CLOSED));
        }
        self.at += 1;
        self.groups = level.most;
        self.flags = level.outer;
        let length = level.length.unwrap_or(Length::Fixed(0));
        match level.role {
            Role::Ahead | Role::Behind => {
                self.item(Item::Assertion, Length::Fixed(0), true);
                // The assertion of a condition is no item that can be repeated.
                let first = self.levels.last().map(|level| level.role);
                if let Some(Role::Condition { assertion: true, define }) = first {
                    self.level(|level| level.role = Role::Condition { assertion: false, define });
                    self.previous = None;
                }
            }
            Role::Condition { .. } => {
                self.item(Item::Group, length, level.can_be_empty || level.branches < 2);
            }
            Role::Plain | Role::Capture(_) => self.item(Item::Group, length, level.can_be_empty),
        }
        Ok(())
    }
}

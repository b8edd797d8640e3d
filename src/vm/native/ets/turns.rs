//! Match specifications on whole tables, in turns (OTP's `erl_db_hash.c`, `match_traverse`; `erl_db_tree.c`).
//!
//! What has been found waits as a list. An ordered set is gone on with behind the last key, wherever that is by then; any
//! other table is fixed by the process from the first turn to the last, so that its buckets stay where they are.

use super::select::{From, Stretch, TRIED, compiled, each_from};
use super::{charge_pieces, readable, state};
use crate::ets::table::Objects;
use crate::exec::{Ctx, Fail};
use crate::heap::Allocate;
use crate::native::NativeResult;
use crate::term::Term;

/// The objects and buckets that a turn looks at, however much of the slice is left: so tables that are no larger are
/// looked at as they are at one time.
const TURN: usize = 1_000;

/// What is wanted of a table.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// What is made of the objects, as a list.
    Values,
    /// The same from the last key of an ordered set to its first.
    Reversed,
    /// How many objects the specification says `true` of.
    Count,
}

impl Wanted {
    const ALL: [Wanted; 3] = [Wanted::Values, Wanted::Reversed, Wanted::Count];
}

/// All that a specification makes of a table: in the order of keys or the other way round, or the last one first.
pub(super) fn all(c: &mut Ctx<'_>, table: Term, spec: Term, reverse: bool) -> NativeResult {
    let wanted = if reverse { Wanted::Reversed } else { Wanted::Values };
    go(c, table, spec, wanted, From::Begin, Term::NIL)
}

/// How many objects a specification says `true` of.
pub(super) fn count(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    go(c, a[0], a[1], Wanted::Count, From::Begin, Term::size(0))
}

/// Goes on.
pub(in crate::native) fn go_on(c: &mut Ctx<'_>, a: &[Term]) -> NativeResult {
    let [table, spec, wanted, place, found] = state(c, a[0])?;
    let wanted = wanted.as_size().and_then(|wanted| Wanted::ALL.get(wanted).copied()).ok_or(Fail::badarg())?;
    let is_tree = matches!(readable(c, table)?.objects, Objects::Tree(_));
    let from = if is_tree { From::Key(place) } else { From::Bucket(place.as_size().ok_or(Fail::badarg())?) };
    go(c, table, spec, wanted, from, found)
}

fn go(c: &mut Ctx<'_>, table: Term, spec: Term, wanted: Wanted, from: From, found: Term) -> NativeResult {
    let place = readable(c, table)?;
    let program = compiled(c, spec)?;
    let stretch = Stretch { from, backwards: wanted == Wanted::Values, most: TURN };
    let (mut values, mut count) = (Vec::new(), 0);
    let next = each_from(c, &place, &program, stretch, |_, value| {
        if wanted != Wanted::Count {
            values.push(value);
        } else if value == Term::boolean(true) {
            count += 1;
        }
        Ok(())
    })?;
    let (number, is_tree) = (place.number, matches!(place.objects, Objects::Tree(_)));
    drop(place);
    let found = match found.as_size() {
        Some(before) => Term::size(before.saturating_add(count)),
        None => {
            charge_pieces(c, values.len(), TRIED);
            values.reverse();
            c.p.block.list_with_tail(&values, found)?
        }
    };
    let (pid, now) = (c.p.pid, c.sys.now_ns());
    let Some(next) = next else {
        if let From::Bucket(_) = from {
            c.sys.shared.change_tables(|tables| tables.unfix(number, pid, false));
        }
        return Ok(found);
    };
    if let (From::Begin, false) = (from, is_tree) {
        c.sys.shared.change_tables(|tables| tables.fix(number, pid, now));
    }
    let table = c.p.block.reference(number)?;
    let place = match next {
        From::Bucket(bucket) => Term::size(bucket),
        From::Key(key) => key,
        From::Begin => Term::NIL,
    };
    let state = c.p.block.tuple(&[table, spec, Term::size(wanted as usize), place, found])?;
    let by = if wanted == Wanted::Count { "count_trap" } else { "select_trap" };
    Err(Fail::goes_on(c, ("ets", by), &[state]))
}

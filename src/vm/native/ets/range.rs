//! Which objects of a table a match specification need be tried on (OTP's `analyze_pattern` of `erl_db_hash.c` and
//! `erl_db_tree.c`): those of its keys where it says them; in an ordered set those between its least and its greatest
//! key, of which it may say only the begin.

use std::cmp::Ordering;
use std::ops::Range;

use crate::compare;
use crate::ets::tree::Tree;
use crate::ets::{Key, Table};
use crate::exec::Ctx;
use crate::heap::View;
use crate::matchspec::{self, Keys, MatchSpec};
use crate::signal::Parcel;
use crate::term::Term;

/// The order of a pattern to a term, as far as the pattern says: where it comes to a variable, they are equal.
fn order(p_view: View<'_>, pattern: Term, view: View<'_>, term: Term, key: &Key<'_>) -> Ordering {
    let atoms = key.atoms;
    let mut open = vec![(pattern, term)];
    while let Some((pattern, term)) = open.pop() {
        if matchspec::is_variable(atoms, pattern) || (p_view.is_map(pattern) && view.is_map(term)) {
            return Ordering::Equal;
        }
        if let (Some((p_head, p_tail)), Some((head, tail))) = (p_view.cons(pattern), view.cons(term)) {
            open.extend([(p_tail, tail), (p_head, head)]);
            continue;
        }
        match (p_view.tuple(pattern), view.tuple(term)) {
            (Some(patterns), Some(terms)) if patterns.len() == terms.len() => {
                open.extend(patterns.iter().zip(terms.iter()).rev());
            }
            _ => match compare::compare(p_view, pattern, view, term, atoms, false) {
                Ordering::Equal => {}
                order => return order,
            },
        }
    }
    Ordering::Equal
}

/// The places in an ordered set where objects can match.
pub(super) fn of_tree(c: &Ctx<'_>, table: &Table, tree: &Tree, program: &MatchSpec) -> Range<usize> {
    let literals = &c.code.literals.words;
    let Some(patterns) = program.key_patterns(table.keypos, &c.sys.atoms, literals) else { return 0..tree.count() };
    let view = program.view(literals);
    let sought = super::key(c, Term::NIL);
    let all = |object: &Parcel, wanted: Ordering| {
        let own = object.0.view(literals);
        let key = own.word(object.1, table.keypos);
        patterns.iter().all(|pattern| order(view, *pattern, own, key, &sought) == wanted)
    };
    let begin = tree.count_while(|object| all(object, Ordering::Greater));
    let end = tree.count_while(|object| !all(object, Ordering::Less));
    begin..end.max(begin)
}

/// Whether a specification says one key only.
pub(super) fn is_one_key(c: &Ctx<'_>, table: &Table, program: &MatchSpec) -> bool {
    let literals = &c.code.literals.words;
    let view = program.view(literals);
    match program.keys(table.keypos, &c.sys.atoms, literals) {
        Keys::Any => false,
        Keys::Only(keys) => keys.windows(2).all(|two| compare::equal(view, two[0], view, two[1], &c.sys.atoms)),
    }
}

/// The buckets of a table that is no ordered set in which objects can match, where the specification says their keys.
pub(super) fn of_buckets(c: &Ctx<'_>, table: &Table, program: &MatchSpec) -> Option<Vec<usize>> {
    let literals = &c.code.literals.words;
    let Keys::Only(keys) = program.keys(table.keypos, &c.sys.atoms, literals) else { return None };
    let mut buckets = Vec::new();
    for term in keys {
        let key = Key { view: program.view(literals), term, atoms: &c.sys.atoms };
        if let Some(bucket) = table.bucket_of(&key)
            && !buckets.contains(&bucket)
            && table.has(&key)
        {
            buckets.push(bucket);
        }
    }
    Some(buckets)
}

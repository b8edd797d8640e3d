//! Maps against the map of the standard library, under good hashes and bad ones.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use super::trie::{self, Hash};
use super::*;
use crate::heap::Fragment;

fn key(n: i64) -> Term {
    Term::small_wrapping(n)
}

/// A generator of numbers (xorshift64).
fn next(state: &mut u64) -> u64 {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state
}

struct Memory {
    heap: Fragment,
    atoms: Atoms,
}

impl Memory {
    fn new() -> Memory {
        Memory { heap: Fragment::default(), atoms: Atoms::new(1 << 20, 27) }
    }

    fn place(&mut self) -> Place<'_, Fragment> {
        Place { target: &mut self.heap, literals: &[], atoms: &self.atoms }
    }

    fn view(&self) -> View<'_> {
        self.heap.view(&[])
    }

    fn trie(&mut self, entries: &[Entry], hash: Hash) -> Term {
        let mut place = self.place();
        let hashed = trie::hashed(place.view(), place.atoms, entries, hash);
        trie::build(&mut place, &hashed, hash).unwrap()
    }

    fn squares(&mut self, count: i64) -> Term {
        self.place().from_entries((1..=count).map(|n| (key(n), key(n * n))).collect()).unwrap()
    }
}

/// The entries of numbers, by key.
fn model_of(view: View<'_>, map: Term) -> BTreeMap<i64, i64> {
    let number = |term: Term| term.as_small().unwrap();
    entries(view, map).unwrap().into_iter().map(|(key, value)| (number(key), number(value))).collect()
}

fn assert_is(memory: &Memory, map: Term, model: &BTreeMap<i64, i64>) {
    let view = memory.view();
    assert_eq!(size(view, map), Some(model.len()));
    assert_eq!(iter(view, map).unwrap().count(), model.len());
    assert_eq!(&model_of(view, map), model);
    assert_eq!(view.kind(map) == Some(Kind::Map), model.len() <= FLAT_LIMIT);
    assert!(view.kind(map) == Some(Kind::Map) || Checker::new(view, &memory.atoms).is_sound(map));
}

#[test]
fn maps_are_what_the_standard_library_s_are() {
    for seed in 1..=60u64 {
        let (mut memory, mut state) = (Memory::new(), seed * 0x9e37_79b9);
        let mut model = BTreeMap::new();
        let mut map = memory.place().from_entries(Vec::new()).unwrap();
        let keys = [20, 33, 40, 70, 1000][seed as usize % 5];
        for round in 0..300 {
            let (n, value) = ((next(&mut state) % keys) as i64 - 10, round);
            // Growing first, shrinking later.
            match next(&mut state) % 8 + u64::from(round > 150) * 2 {
                0..=5 => {
                    map = memory.place().put(map, key(n), key(value)).unwrap();
                    model.insert(n, value);
                }
                6 => {
                    let more: Vec<i64> = (0..next(&mut state) % 50).map(|i| n + i as i64 % 40).collect();
                    let (entries, place) = (more.iter().map(|n| (key(*n), key(value))).collect(), &mut memory.place());
                    map = if seed % 2 == 0 {
                        place.put_all(map, entries).unwrap()
                    } else {
                        let other = place.from_entries(entries).unwrap();
                        place.merge(map, other).unwrap()
                    };
                    model.extend(more.into_iter().map(|n| (n, value)));
                }
                _ => {
                    let removed = memory.place().remove(map, key(n)).unwrap();
                    assert_eq!(removed.map(|entry| entry.0), model.remove(&n).map(key));
                    map = removed.map_or(map, |entry| entry.1);
                }
            }
            let got = get(memory.view(), &memory.atoms, map, key(n));
            assert_eq!(got, model.get(&n).map(|value| key(*value)));
        }
        assert_is(&memory, map, &model);
        let entries = model.iter().map(|(n, value)| (key(*n), key(*value))).collect();
        let fresh = memory.place().from_entries(entries).unwrap();
        assert!(compare::identical(memory.view(), map, memory.view(), fresh, &memory.atoms), "seed {seed}");
    }
}

#[test]
fn under_bad_hashes_tries_are_right_too() {
    let hashes: [Hash; 5] = [
        |_, _, _| 0,
        |_, _, k| k.0 >> 4 & 3,
        |_, _, k| k.0 << 58,
        |_, _, k| (k.0 >> 4 & 7) << 60 | 5,
        |_, _, k| k.0 >> 4 & 0xff,
    ];
    for (seed, hash) in hashes.into_iter().enumerate() {
        let (mut memory, mut state) = (Memory::new(), seed as u64 + 77);
        let mut model: BTreeMap<i64, i64> = (0..3).map(|n| (n, n)).collect();
        let first: Vec<Entry> = model.iter().map(|(n, value)| (key(*n), key(*value))).collect();
        let mut map = memory.trie(&first, hash);
        for round in 0..400 {
            let n = (next(&mut state) % 60) as i64;
            if next(&mut state) % 5 < 3 || model.len() < 4 {
                let replace = round % 2 == 0;
                let mut place = memory.place();
                let new = trie::hashed(place.view(), place.atoms, &[(key(n), key(round)), (key(61), key(9))], hash);
                map = trie::put_all(&mut place, map, &new, replace, hash).unwrap();
                for (n, value) in [(n, round), (61, 9)] {
                    let entry = model.entry(n).or_insert(value);
                    *entry = if replace { value } else { *entry };
                }
            } else if model.remove(&n).is_some() {
                let of_key = hash(memory.view(), &memory.atoms, key(n));
                map = trie::remove(&mut memory.place(), map, key(n), of_key).unwrap();
            }
            let view = memory.view();
            assert_eq!(size(view, map), Some(model.len()));
            assert_eq!(model_of(view, map), model);
            let found = trie::get(view, &memory.atoms, map, key(n), hash(view, &memory.atoms, key(n)));
            assert_eq!(found, model.get(&n).map(|value| key(*value)));
        }
        let all: Vec<Entry> = model.iter().map(|(n, value)| (key(*n), key(*value))).collect();
        let fresh = memory.trie(&all, hash);
        assert!(compare::identical(memory.view(), map, memory.view(), fresh, &memory.atoms), "hash {seed}");
    }
}

#[test]
fn what_is_put_into_a_large_map_costs_little() {
    let mut memory = Memory::new();
    let mut map = memory.place().from_entries(Vec::new()).unwrap();
    for n in 0..200_000 {
        map = memory.place().put(map, key(n), key(-n)).unwrap();
    }
    let by_one = memory.heap.words.len();
    assert!(by_one < 200_000 * 100, "{by_one} words");
    let all = (0..200_000).map(|n| (key(n), key(-n))).collect();
    let at_once = memory.place().from_entries(all).unwrap();
    assert!(memory.heap.words.len() - by_one < 200_000 * 5);
    assert!(compare::identical(memory.view(), map, memory.view(), at_once, &memory.atoms));
    assert_eq!(get(memory.view(), &memory.atoms, map, key(123_456)), Some(key(-123_456)));
}

#[test]
fn a_path_leads_to_where_a_walk_was_left() {
    let mut memory = Memory::new();
    let map = memory.squares(1000);
    let mut all = entries(memory.view(), map).unwrap();
    for from in [From::Begin, From::End] {
        let mut walked = Vec::new();
        let mut path = Some(0);
        while let Some(at) = path {
            let mut iter = Iter::from_path(memory.view(), map, from, at).unwrap();
            walked.extend(iter.by_ref().take(7));
            path = iter.path();
        }
        assert_eq!(walked, all);
        all.reverse();
    }
    assert!(Iter::from_path(memory.view(), map, From::Begin, u128::MAX).is_none());
}

#[test]
fn maps_as_keys_of_maps_are_compared_however_deep_they_are() {
    let hash: Hash = |_, _, key| key.0;
    let mut memory = Memory::new();
    let mut nests = [key(11), key(12)];
    for _ in 0..20_000 {
        for nest in &mut nests {
            let entries: Vec<Entry> = (0..3).map(key).chain([*nest]).map(|key| (key, Term::NIL)).collect();
            *nest = memory.trie(&entries, hash);
        }
    }
    let view = memory.view();
    assert_eq!(order(view, &memory.atoms, nests[0], nests[1]), Ordering::Less);
    assert_eq!(order(view, &memory.atoms, nests[1], nests[0]), Ordering::Greater);
    let other = memory.heap.clone();
    let again = compare::compare(view, nests[0], other.view(&[]), nests[0], &memory.atoms, false);
    assert_eq!(again, Ordering::Equal);
    assert!(compare::equal(view, nests[0], other.view(&[]), nests[0], &memory.atoms));
}

#[test]
fn damaged_tries_are_found_out() {
    let mut memory = Memory::new();
    let map = memory.squares(200);
    assert!(Checker::new(memory.view(), &memory.atoms).is_sound(map));
    for at in 0..memory.heap.words.len() {
        let word = Term(memory.heap.words[at]);
        let is_key = entries(memory.view(), map).unwrap().iter().any(|entry| entry.0 == word);
        // A value may be any, and one value here is a key elsewhere.
        let cells = memory.heap.words.clone();
        memory.heap.words[at] = key(7777).0;
        let before_value = at > 0 && !Term(cells[at - 1]).is_header() && !Term(cells[at - 1]).is_pointer();
        let sound = Checker::new(memory.view(), &memory.atoms).is_sound(map);
        assert!(!sound || before_value || is_key, "word {at}, {word:?}");
        memory.heap.words[at] = word.0;
    }
}

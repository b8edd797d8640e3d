//! Sets of characters: as ranges while a class is read, and as a bitmap with ranges once it is compiled.

use std::cmp::{max, min};

/// The last code point there is.
pub const MAX_CODE_POINT: u32 = 0x10_ffff;

/// Ranges of code points, in order and apart from each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Set(Vec<(u32, u32)>);

impl Set {
    /// The set of these ranges, in any order.
    pub fn of(mut ranges: Vec<(u32, u32)>) -> Set {
        ranges.sort_unstable();
        let mut set: Vec<(u32, u32)> = Vec::with_capacity(ranges.len());
        for (from, to) in ranges {
            match set.last_mut() {
                Some(last) if from <= last.1.saturating_add(1) => last.1 = max(last.1, to),
                _ => set.push((from, to)),
            }
        }
        Set(set)
    }

    /// The ranges.
    pub fn ranges(&self) -> &[(u32, u32)] {
        &self.0
    }

    /// What is in either.
    pub fn union(&self, other: &Set) -> Set {
        let mut ranges = self.0.clone();
        ranges.extend_from_slice(&other.0);
        Set::of(ranges)
    }

    /// What is in both.
    pub fn intersection(&self, other: &Set) -> Set {
        let (mut i, mut j, mut both) = (0, 0, Vec::new());
        while let (Some(a), Some(b)) = (self.0.get(i), other.0.get(j)) {
            let (from, to) = (max(a.0, b.0), min(a.1, b.1));
            if from <= to {
                both.push((from, to));
            }
            if a.1 < b.1 { i += 1 } else { j += 1 }
        }
        Set(both)
    }

    /// What is not in it, up to the last character there is.
    pub fn complement(&self, last: u32) -> Set {
        let (mut next, mut rest) = (0, Vec::new());
        for (from, to) in &self.0 {
            if *from > last {
                break;
            }
            if next < *from {
                rest.push((next, from - 1));
            }
            next = to.saturating_add(1);
        }
        if next <= last {
            rest.push((next, last));
        }
        Set(rest)
    }

    /// Whether a character is in it.
    pub fn contains(&self, c: u32) -> bool {
        let at = self.0.partition_point(|range| range.1 < c);
        self.0.get(at).is_some_and(|range| range.0 <= c)
    }
}

/// A set to match with: a bit for each of the first 256 characters, ranges for the others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    bits: [u64; 4],
    wide: Vec<(u32, u32)>,
}

impl Class {
    /// Makes a set ready for use.
    pub fn new(set: &Set) -> Class {
        let mut class = Class { bits: [0; 4], wide: Vec::new() };
        for (from, to) in set.ranges() {
            for c in *from..=min(*to, 255) {
                class.bits[c as usize / 64] |= 1 << (c % 64);
            }
            if *to > 255 {
                class.wide.push((max(*from, 256), *to));
            }
        }
        class
    }

    /// Whether a character is in it.
    #[inline]
    pub fn contains(&self, c: u32) -> bool {
        if c < 256 {
            return self.bits[c as usize / 64] >> (c % 64) & 1 == 1;
        }
        let at = self.wide.partition_point(|range| range.1 < c);
        self.wide.get(at).is_some_and(|range| range.0 <= c)
    }

    /// The characters in it that are less than 256.
    pub fn bytes(&self) -> impl Iterator<Item = u8> + '_ {
        (0..=255u8).filter(|c| self.contains(u32::from(*c)))
    }

    /// Whether it has characters beyond 255.
    pub fn is_wide(&self) -> bool {
        !self.wide.is_empty()
    }
}

//! A vector that clones share: a tree of pages, of which a clone that changes an item copies only those on the way to
//! it. Snapshots hold it as a list.
//!
//! Invariants: all pages but the last of a level are full, so an index leads to an item without a search; the tree is as
//! low as its number of items allows, so two vectors of equal items are equal page by page.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// The bits of an index that one level takes.
const BITS: usize = 4;
/// The items or pages of a page.
const WIDTH: usize = 1 << BITS;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Page<T> {
    Items(Arc<Vec<T>>),
    Pages(Arc<Vec<Page<T>>>),
}

/// The vector.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pages<T> {
    root: Page<T>,
    len: usize,
    /// The levels above the items.
    height: usize,
}

impl<T> Default for Pages<T> {
    fn default() -> Pages<T> {
        Pages { root: Page::Items(Arc::new(Vec::new())), len: 0, height: 0 }
    }
}

/// Which page of a level leads to an index, or which item it is at level 0.
fn at(index: usize, level: usize) -> usize {
    (index >> (level * BITS)) % WIDTH
}

impl<T: Clone> Pages<T> {
    /// How many items there are.
    pub fn count(&self) -> usize {
        self.len
    }

    /// The item at an index.
    pub fn get(&self, index: usize) -> Option<&T> {
        if index >= self.len {
            return None;
        }
        let (mut page, mut level) = (&self.root, self.height);
        loop {
            match page {
                Page::Items(items) => return items.get(at(index, 0)),
                Page::Pages(pages) => page = pages.get(at(index, level))?,
            }
            level = level.checked_sub(1)?;
        }
    }

    /// The item at an index, to be changed.
    pub fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        if index >= self.len {
            return None;
        }
        let (mut page, mut level) = (&mut self.root, self.height);
        loop {
            match page {
                Page::Items(items) => return Arc::make_mut(items).get_mut(at(index, 0)),
                Page::Pages(pages) => page = Arc::make_mut(pages).get_mut(at(index, level))?,
            }
            level = level.checked_sub(1)?;
        }
    }

    /// All items, in order.
    pub fn iter(&self) -> impl Iterator<Item = &T> {
        (0..self.len).filter_map(|index| self.get(index))
    }

    /// Puts an item behind the last.
    pub fn push(&mut self, item: T) {
        if self.len == 1 << ((self.height + 1) * BITS) {
            let below = std::mem::replace(&mut self.root, Page::Items(Arc::default()));
            self.root = Page::Pages(Arc::new(vec![below]));
            self.height += 1;
        }
        let index = self.len;
        self.len += 1;
        let (mut page, mut level) = (&mut self.root, self.height);
        loop {
            match page {
                Page::Items(items) => return Arc::make_mut(items).push(item),
                Page::Pages(pages) => {
                    let pages = Arc::make_mut(pages);
                    let place = at(index, level);
                    if place == pages.len() {
                        pages.push(chain(level - 1));
                    }
                    page = &mut pages[place];
                }
            }
            level -= 1;
        }
    }

    /// Takes the last item away.
    pub fn pop(&mut self) -> Option<T> {
        let index = self.len.checked_sub(1)?;
        let item = remove(&mut self.root, self.height, index)?;
        self.len = index;
        // A root that has one page below it is not needed.
        while let Page::Pages(pages) = &mut self.root
            && pages.len() == 1
            && let Some(below) = Arc::make_mut(pages).pop()
        {
            self.root = below;
            self.height -= 1;
        }
        Some(item)
    }
}

/// Pages for one item that is to come, down to the level of the items.
fn chain<T>(level: usize) -> Page<T> {
    (0..level).fold(Page::Items(Arc::new(Vec::new())), |below, _| Page::Pages(Arc::new(vec![below])))
}

/// Takes the last item out of a page, and empty pages with it. It goes as deep as the tree is high, which is a
/// sixteenth of the bits of an index at the most.
fn remove<T: Clone>(page: &mut Page<T>, level: usize, index: usize) -> Option<T> {
    match page {
        Page::Items(items) => Arc::make_mut(items).pop(),
        Page::Pages(pages) => {
            let pages = Arc::make_mut(pages);
            let below = pages.get_mut(at(index, level))?;
            let item = remove(below, level.checked_sub(1)?, index)?;
            let is_empty = match below {
                Page::Items(items) => items.is_empty(),
                Page::Pages(pages) => pages.is_empty(),
            };
            if is_empty {
                pages.pop();
            }
            Some(item)
        }
    }
}

impl<T: Clone> FromIterator<T> for Pages<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Pages<T> {
        let mut pages = Pages::default();
        items.into_iter().for_each(|item| pages.push(item));
        pages
    }
}

impl<T: Clone + Serialize> Serialize for Pages<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let items: Vec<&T> = self.iter().collect();
        items.serialize(serializer)
    }
}

impl<'de, T: Clone + Deserialize<'de>> Deserialize<'de> for Pages<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Pages<T>, D::Error> {
        Ok(Vec::<T>::deserialize(deserializer)?.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn items_come_and_go_at_the_end() {
        let mut pages = Pages::default();
        for n in 0..5000usize {
            pages.push(n);
            assert_eq!(pages.get(n), Some(&n));
            assert_eq!(pages.get(n + 1), None);
        }
        *pages.get_mut(17).unwrap() = 1;
        let shared = pages.clone();
        *pages.get_mut(4444).unwrap() = 2;
        assert_eq!((shared.get(4444), pages.get(4444)), (Some(&4444), Some(&2)));
        for n in (0..5000).rev() {
            assert_eq!(pages.count(), n + 1);
            assert_eq!(
                pages.pop(),
                Some(if n == 17 {
                    1
                } else if n == 4444 {
                    2
                } else {
                    n
                })
            );
            let fresh: Pages<usize> = pages.iter().copied().collect();
            assert!(n % 97 != 0 || fresh == pages, "{n}");
        }
        assert_eq!(pages.pop(), None);
        assert_eq!(shared.iter().count(), 5000);
    }
}

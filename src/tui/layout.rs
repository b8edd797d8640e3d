//! Where everything goes, for every size of the screen.
//!
//! Wide screens have three columns (four with a lesson), ordinary ones two, narrow ones a stack of panes where they are
//! tall and one pane where they are not. Panes that share a place are tabs. A pane has a rule with its title above
//! it and nothing else around it; columns are set apart by a bar.

use crate::panes::Pane;
use ratatui::layout::Rect;

/// A place for panes, of which one is shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// The panes that share the place.
    pub panes: Vec<Pane>,
    /// The place, with its rule.
    pub area: Rect,
}

/// The places of the debugger.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Places {
    /// The title row.
    pub title: Rect,
    /// The panes.
    pub groups: Vec<Group>,
    /// Bars between columns.
    pub bars: Vec<Rect>,
    /// The timeline.
    pub time: Rect,
    /// The status row.
    pub status: Rect,
    /// The row of keys.
    pub footer: Rect,
}

/// The rows at the edges of a screen: title, body, timeline, status, keys. Those for which there is no room are empty.
pub fn frame(area: Rect, with_time: bool) -> [Rect; 5] {
    let h = area.height;
    let footer = u16::from(h >= 6);
    let status = u16::from(h >= 3);
    let time = u16::from(with_time && h >= 9);
    let title = u16::from(h >= 12);
    let body = h - footer - status - time - title;
    let mut y = area.y;
    [title, body, time, status, footer].map(|height| {
        let place = Rect { x: area.x, y, width: area.width, height };
        y += height;
        place
    })
}

/// A column: its share of the width, and its places with their shares of the height.
type Column = (u16, Vec<(u16, Vec<Pane>)>);

/// The places of the debugger on a screen.
pub fn debugger(area: Rect, lesson: bool, zoom: Option<Pane>) -> Places {
    let [title, body, time, status, footer] = frame(area, true);
    let mut columns = match zoom {
        Some(pane) => vec![(1, vec![(1, vec![pane])])],
        None => columns(body, lesson),
    };
    if time.height == 0
        && zoom.is_none()
        && let Some((_, panes)) = columns.last_mut().and_then(|(_, places)| places.last_mut())
    {
        panes.push(Pane::Time);
    }
    let mut places = Places { title, time, status, footer, ..Places::default() };
    let bars = u16::try_from(columns.len().saturating_sub(1)).unwrap_or(0);
    let weights: Vec<u16> = columns.iter().map(|c| c.0).collect();
    let widths = split(body.width.saturating_sub(bars), &weights);
    let mut x = body.x;
    for (i, ((_, parts), width)) in columns.into_iter().zip(widths).enumerate() {
        if i > 0 {
            places.bars.push(Rect { x, width: 1, ..body });
            x += 1;
        }
        let weights: Vec<u16> = parts.iter().map(|p| p.0).collect();
        let mut y = body.y;
        for ((_, panes), height) in parts.into_iter().zip(split(body.height, &weights)) {
            places.groups.push(Group { panes, area: Rect { x, y, width, height } });
            y += height;
        }
        x += width;
    }
    places
}

const INSIDE: [Pane; 3] = [Pane::Registers, Pane::Stack, Pane::Heap];
const OUTSIDE: [Pane; 6] = [Pane::Processes, Pane::Tree, Pane::Mailbox, Pane::Events, Pane::Console, Pane::Breakpoints];

fn columns(body: Rect, lesson: bool) -> Vec<Column> {
    match body.width {
        0..60 => narrow(body, lesson),
        60..120 => vec![(6, left(body, lesson)), (5, both(body))],
        _ => wide(body, lesson),
    }
}

/// One column: a stack of places on tall screens, tabs on low ones.
fn narrow(body: Rect, lesson: bool) -> Vec<Column> {
    let first = if lesson { vec![Pane::Lesson] } else { vec![] };
    let code = vec![Pane::Code, Pane::Source];
    if body.height < 24 {
        return vec![(1, vec![(1, [first, code, INSIDE.to_vec(), OUTSIDE.to_vec()].concat())])];
    }
    let mut places = vec![(4, code), (3, INSIDE.to_vec()), (3, OUTSIDE.to_vec())];
    if lesson {
        places.insert(0, (3, first));
    }
    vec![(1, places)]
}

/// Code and source, with the lesson above them.
fn left(body: Rect, lesson: bool) -> Vec<(u16, Vec<Pane>)> {
    let (code, source) = (vec![Pane::Code], vec![Pane::Source]);
    let tabs = vec![Pane::Code, Pane::Source];
    match (lesson, body.height) {
        (true, 30..) => vec![(3, vec![Pane::Lesson]), (3, code), (2, source)],
        (true, 12..) => vec![(1, vec![Pane::Lesson]), (1, tabs)],
        (true, _) => vec![(1, [vec![Pane::Lesson], tabs].concat())],
        (false, 16..) => vec![(3, code), (2, source)],
        (false, _) => vec![(1, tabs)],
    }
}

/// What is inside the process shown, and what is outside it.
fn both(body: Rect) -> Vec<(u16, Vec<Pane>)> {
    match body.height {
        0..10 => vec![(1, [INSIDE.to_vec(), OUTSIDE.to_vec()].concat())],
        10..36 => vec![(1, INSIDE.to_vec()), (1, OUTSIDE.to_vec())],
        _ => vec![
            (3, vec![Pane::Registers]),
            (3, vec![Pane::Stack, Pane::Heap]),
            (2, vec![Pane::Processes, Pane::Tree, Pane::Mailbox]),
            (2, vec![Pane::Events, Pane::Console, Pane::Breakpoints]),
        ],
    }
}

fn wide(body: Rect, lesson: bool) -> Vec<Column> {
    let code = left(body, false);
    if lesson && body.width < 160 {
        return vec![(8, vec![(1, vec![Pane::Lesson])]), (9, code), (9, both(body))];
    }
    let inside = match body.height {
        0..12 => vec![(1, INSIDE.to_vec())],
        12..36 => vec![(1, vec![Pane::Registers]), (1, vec![Pane::Stack, Pane::Heap])],
        _ => vec![(2, vec![Pane::Registers]), (2, vec![Pane::Stack]), (3, vec![Pane::Heap])],
    };
    let outside = match body.height {
        0..12 => vec![(1, OUTSIDE.to_vec())],
        12..36 => {
            vec![
                (1, vec![Pane::Processes, Pane::Tree, Pane::Mailbox]),
                (1, vec![Pane::Events, Pane::Console, Pane::Breakpoints]),
            ]
        }
        _ => vec![
            (4, vec![Pane::Processes, Pane::Tree]),
            (3, vec![Pane::Mailbox]),
            (4, vec![Pane::Events]),
            (3, vec![Pane::Console, Pane::Breakpoints]),
        ],
    };
    let mut columns = vec![(11, code), (9, inside), (10, outside)];
    if lesson {
        columns.insert(0, (8, vec![(1, vec![Pane::Lesson])]));
    }
    columns
}

/// A length in parts of those weights, the last getting what is left over.
pub fn split(length: u16, weights: &[u16]) -> Vec<u16> {
    let total: u32 = weights.iter().map(|w| u32::from(*w)).sum::<u32>().max(1);
    let (mut before, mut at) = (0, 0);
    weights
        .iter()
        .map(|w| {
            before += u32::from(*w);
            let end = u16::try_from(u32::from(length) * before / total).unwrap_or(length);
            let part = end - at;
            at = end;
            part
        })
        .collect()
}

/// A place in the middle of the screen for a text of that size, with room for a frame.
pub fn middle(area: Rect, width: usize, height: usize) -> Rect {
    let width = u16::try_from(width + 4).unwrap_or(u16::MAX).min(area.width);
    let height = u16::try_from(height + 2).unwrap_or(u16::MAX).min(area.height);
    Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pane_has_one_place_at_every_size_and_none_leaves_the_screen() {
        for width in 1..=220 {
            for height in 1..=70 {
                let area = Rect { x: 0, y: 0, width, height };
                for lesson in [false, true] {
                    let places = debugger(area, lesson, None);
                    let mut panes: Vec<Pane> = places.groups.iter().flat_map(|g| g.panes.clone()).collect();
                    if places.time.height > 0 {
                        panes.push(Pane::Time);
                    }
                    let expected = Pane::ALL.iter().filter(|p| lesson || **p != Pane::Lesson);
                    assert!(
                        expected.clone().all(|p| panes.iter().filter(|q| *q == p).count() == 1),
                        "{width}x{height}"
                    );
                    assert!(places.groups.iter().all(|g| area.union(g.area) == area), "{width}x{height}");
                }
            }
        }
    }

    #[test]
    fn parts_add_up() {
        assert_eq!(split(10, &[1, 1, 1]), [3, 3, 4]);
        assert_eq!(split(0, &[1, 2]), [0, 0]);
    }
}

//! The mouse: clicks focus, choose and open; the wheel scrolls what is under the pointer.

use crate::action::{self, Id};
use crate::app::{App, Hit};
use crate::effect::Effect;
use crate::panes::time;
use crossterm::event::{MouseButton, MouseEvent, MouseEventKind};
use enigma_debug::command::Command;
use ratatui::layout::{Position, Rect};

/// Rows that a turn of the wheel scrolls.
const WHEEL: isize = 3;

impl App {
    /// Takes a click or a turn of the wheel in.
    pub fn click(&mut self, event: MouseEvent) -> Vec<Effect> {
        let wheel = match event.kind {
            MouseEventKind::ScrollUp => -WHEEL,
            MouseEventKind::ScrollDown => WHEEL,
            MouseEventKind::Down(MouseButton::Left) => 0,
            _ => return Vec::new(),
        };
        self.notice = None;
        if self.input.is_some() {
            return Vec::new();
        }
        if let Some(reader) = &mut self.reader {
            reader.go(wheel);
            return Vec::new();
        }
        let at = Position { x: event.column, y: event.row };
        let Some((area, hit)) = self.hits.iter().rev().find(|(area, _)| area.contains(at)).copied() else {
            return Vec::new();
        };
        self.hit(hit, area, at, wheel)
    }

    fn hit(&mut self, hit: Hit, area: Rect, at: Position, wheel: isize) -> Vec<Effect> {
        let row = usize::from(at.y - area.y);
        match hit {
            Hit::Pane(pane, _) if wheel != 0 => {
                let focus = std::mem::replace(&mut self.desk.focus, pane);
                self.desk.go(wheel, &self.theme);
                self.desk.focus = focus;
            }
            Hit::Pane(pane, top) => {
                self.desk.focus(pane);
                if let Some(place) = self.desk.place_mut(pane) {
                    place.cursor = top + row;
                }
                self.desk.go(0, &self.theme);
            }
            Hit::Tab(pane) if wheel == 0 => self.desk.focus(pane),
            Hit::List(section) => {
                self.home.section = section;
                if wheel != 0 {
                    self.home.go(wheel);
                } else if let Some(place) = self.home.places.get_mut(section) {
                    let again = place.0 == place.1 + row;
                    place.0 = place.1 + row;
                    self.home.go(0);
                    if again {
                        return self.home.selected().cloned().map(Effect::Open).into_iter().collect();
                    }
                }
            }
            Hit::Time if wheel == 0 => {
                let column = usize::from(at.x - area.x);
                let to = time::instruction_at(self.desk.data(&self.theme), column, usize::from(area.width));
                return to.map(|to| Effect::Run(Command::GoTo(to), 1)).into_iter().collect();
            }
            Hit::Key(id) if wheel == 0 => return self.press(id),
            _ => {}
        }
        Vec::new()
    }

    fn press(&mut self, id: Id) -> Vec<Effect> {
        let count = self.desk.count.take();
        action::by_id(self.context(), id).map(|a| self.act(a, count)).unwrap_or_default()
    }
}

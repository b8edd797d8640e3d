//! The terminal interface over the debugger and the lessons.
//!
//! [`App`] is the interface as a value: events in, [`Effect`]s out, drawn from plain view data. It knows neither the
//! session nor the terminal; the driver connects it with both, and with a [`Host`] for everything outside. This crate
//! uses no files, no clock, no environment.

pub mod action;
mod app;
mod debugger;
mod driver;
mod effect;
mod highlight;
mod home;
mod host;
mod input;
pub mod keys;
mod layout;
mod lesson;
mod markdown;
mod mouse;
mod palette;
mod panes;
mod reader;
mod terminal;
pub mod text;
mod theme;
mod update;
mod views;

pub use action::key_document;
pub use app::{App, Notice, Options, Progress};
pub use debugger::Desk;
pub use driver::run;
pub use effect::Effect;
pub use host::{Catalog, Course, Entry, Host, Kind};
pub use lesson::{LessonView, StepView, course};
pub use panes::Pane;
pub use terminal::{copy, next_event, restore, set_mouse, with_terminal};
pub use theme::{Role, Theme};
pub use views::Views;

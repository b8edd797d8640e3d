//! The debugger with no face: sessions, breakpoints, inspection as plain data.

mod breakpoints;
pub mod command;
mod frames;
mod inspect;
mod listing;
mod navigate;
mod session;
mod text;
mod touch;
pub mod view;
mod word;

pub use inspect::processes::lines as processes;
pub use session::Session;
pub use text::steers_terminal;

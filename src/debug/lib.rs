//! The debugger with no face: sessions, breakpoints, inspection as plain data.

pub mod command;
pub mod view;

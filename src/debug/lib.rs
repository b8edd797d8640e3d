//! The debugger with no face: sessions, breakpoints, inspection as plain data.

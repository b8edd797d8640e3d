//! The terminal interface over the debugger and the lessons.

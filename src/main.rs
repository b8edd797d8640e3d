//! The program: arguments in, exit codes out.
fn main() {}

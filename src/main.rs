//! The program: arguments in, exit codes out. What it does is in `cli/`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}

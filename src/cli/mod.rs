//! The command line: a file per command, and the only door to files, terminal and exit codes.

use std::process::ExitCode;

/// Runs the program.
pub fn main() -> ExitCode {
    ExitCode::SUCCESS
}

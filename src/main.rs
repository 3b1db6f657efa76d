//! Hands over to [`stackgen::cli::main`].

fn main() -> std::process::ExitCode {
    stackgen::cli::main()
}

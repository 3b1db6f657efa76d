//! What the user sees: the answer on stdout, everything else on stderr; a closed pipe is no error.

use std::io::{self, ErrorKind, Write};

use anstream::ColorChoice;

/// Writes the answer to stdout.
pub(in crate::cli) fn answer(text: &str) -> io::Result<()> {
    let mut stdout = io::stdout().lock();
    let written = stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush());
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Writes a paragraph to stderr; nobody is left to tell if that fails.
pub(in crate::cli) fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Whether stderr is a terminal that takes colour, and the user did not refuse it (`NO_COLOR`).
pub(in crate::cli) fn stderr_takes_color() -> bool {
    anstream::AutoStream::choice(&io::stderr()) != ColorChoice::Never
}

/// Whether stdout is a terminal that takes colour, and the user did not refuse it (`NO_COLOR`).
pub(in crate::cli) fn stdout_takes_color() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

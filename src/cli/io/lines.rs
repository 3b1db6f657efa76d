//! Lines in and lines out: a file or stdin is answered line by line, in as much memory as one line needs.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};

use super::disk::unread;

/// How many bytes of answers are kept before they are written.
const BUFFER: usize = 64 * 1024;

/// Hands each line of a file, or of stdin for `-`, to `answer`, which adds what is to be written to stdout. Nobody is
/// left to read where the pipe is closed: then it ends early, and well.
pub(in crate::cli) fn answer_lines(
    file: &str,
    mut answer: impl FnMut(&[u8], &mut Vec<u8>),
) -> io::Result<()> {
    let in_words = |error: io::Error| io::Error::new(error.kind(), unread(&error));
    let input: Box<dyn Read> = if file == "-" {
        Box::new(io::stdin())
    } else {
        Box::new(opened(file).map_err(in_words)?)
    };
    let mut reader = BufReader::with_capacity(BUFFER, input);
    let mut stdout = io::stdout().lock();
    let mut line = Vec::new();
    let mut answers = Vec::with_capacity(BUFFER + BUFFER / 4);
    loop {
        line.clear();
        let read = reader.read_until(b'\n', &mut line).map_err(in_words)?;
        if read > 0 {
            answer(&line, &mut answers);
        }
        let is_last = read == 0;
        // Whoever asks line by line waits for the answer before the next question.
        let is_waited_for = reader.buffer().is_empty();
        if answers.len() >= BUFFER || is_last || is_waited_for {
            let written = stdout.write_all(&answers).and_then(|()| stdout.flush());
            match written {
                Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(()),
                other => other?,
            }
            answers.clear();
        }
        if is_last {
            return Ok(());
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the room that reads files"
)]
fn opened(file: &str) -> io::Result<std::fs::File> {
    std::fs::File::open(file)
}

/// All of stdin as text, or why there is none, in words.
pub(in crate::cli) fn read_stdin() -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = io::stdin().lock().read_to_end(&mut bytes);
    read.map_err(|error| error.to_string())?;
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8 text".to_owned())
}

//! Files, terminal and environment: the only place that touches them.

mod disk;
mod terminal;

pub(super) use disk::{Folder, absolute, create, exists, files_in, is_file, read_text, replace};
pub(super) use terminal::{answer, complain, stderr_takes_color};

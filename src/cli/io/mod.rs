//! Files, terminal and environment: the only place that touches them.

mod disk;
mod lines;
mod terminal;

pub(super) use disk::{
    Folder, absolute, create, exists, files_in, in_the_way, is_file, is_same, make_folder,
    read_text, replace,
};
pub(super) use lines::{answer_lines, read_stdin};
pub(super) use terminal::{answer, complain, stderr_takes_color, stdout_takes_color};

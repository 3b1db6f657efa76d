//! Words, colours and file formats.

pub mod findings;

mod terminal;

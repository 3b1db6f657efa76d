//! Words, colours and file formats.

pub mod findings;
pub mod trace;

mod terminal;

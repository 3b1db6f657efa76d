//! Words, colours and file formats.

pub mod findings;
pub mod trace;
pub mod verify;

mod terminal;

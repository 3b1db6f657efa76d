//! Words, colours and file formats.

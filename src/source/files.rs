//! The text files that lie beside a stack file, wherever they are kept.

use std::collections::BTreeMap;
use std::fmt;

/// A place where text files are kept: a folder on disk, a revision, memory.
pub trait Files {
    /// The text of the file at `path`, which is relative to the stack file's folder and has `/` between its parts.
    fn read(&self, path: &str) -> Result<String, Unreadable>;
}

/// Why a file cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// In words: "there is no such file", "it is not UTF-8 text", "it is a folder".
    pub reason: String,
}

/// Files in memory, by path.
impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl Files for BTreeMap<String, String> {
    fn read(&self, path: &str) -> Result<String, Unreadable> {
        self.get(path).cloned().ok_or_else(|| Unreadable {
            reason: "there is no such file".to_owned(),
        })
    }
}

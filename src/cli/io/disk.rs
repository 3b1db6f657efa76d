//! Files as they lie on the disk.

use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use crate::source::{Files, Unreadable};

/// The folder of a stack file, from which the paths in it count.
#[derive(Debug)]
pub(in crate::cli) struct Folder(PathBuf);

impl Folder {
    /// The folder in which this file lies.
    pub(in crate::cli) fn of(file: &Path) -> Self {
        Self(file.parent().unwrap_or(Path::new("")).to_owned())
    }
}

impl Files for Folder {
    fn read(&self, path: &str) -> Result<String, Unreadable> {
        read_text(&self.0.join(path)).map_err(|reason| Unreadable { reason })
    }
}

/// The text of a file, or why there is none, in words.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the room that reads files"
)]
pub(in crate::cli) fn read_text(path: &Path) -> Result<String, String> {
    let bytes = std::fs::read(path).map_err(|error| unread(&error))?;
    String::from_utf8(bytes).map_err(|error| {
        // Windows PowerShell writes `>` so.
        let is_utf_16 = matches!(error.as_bytes(), [0xff, 0xfe, ..] | [0xfe, 0xff, ..]);
        let reason = if is_utf_16 {
            "it is UTF-16 text; save it as UTF-8"
        } else {
            "it is not UTF-8 text"
        };
        reason.to_owned()
    })
}

/// Why a file cannot be read, in words.
pub(super) fn unread(error: &io::Error) -> String {
    let in_words = [
        (ErrorKind::NotFound, "there is no such file"),
        (ErrorKind::NotADirectory, "there is no such file"),
        (ErrorKind::PermissionDenied, "you may not read it"),
        (ErrorKind::IsADirectory, "it is a folder"),
    ];
    let known = in_words.iter().find(|(kind, _)| *kind == error.kind());
    known.map_or_else(|| error.to_string(), |(_, words)| (*words).to_owned())
}

/// Whether there is a file at this path.
pub(in crate::cli) fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// The names of the files in a folder, sorted; none where there is no such folder.
pub(in crate::cli) fn files_in(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| entry.path().is_file())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}

/// Replaces the file at this path by this text, whole or not at all: it is written beside it first. A link stays one,
/// and the file keeps who may read it. A device or a pipe is no file to replace: it is written to.
pub(in crate::cli) fn replace(path: &Path, text: &str) -> io::Result<()> {
    let path = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let there = path.metadata().ok();
    if there.as_ref().is_some_and(|it| !it.is_file()) {
        let mut open = std::fs::OpenOptions::new().write(true).open(&path)?;
        return open.write_all(text.as_bytes());
    }
    let folder = match path.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        let told = format!("there is no folder `{}`", folder.display());
        return Err(io::Error::new(ErrorKind::NotFound, told));
    }
    // A temporary file of the system's own would be closed to everybody else.
    let new = |path: &Path| std::fs::File::create_new(path);
    let mut file = tempfile::Builder::new().make_in(folder, new)?;
    if let Some(there) = there {
        file.as_file().set_permissions(there.permissions())?;
    }
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(path)?;
    Ok(())
}

/// Whether there is anything at this path.
pub(in crate::cli) fn exists(path: &Path) -> bool {
    path.exists()
}

/// Whether both paths lead to one file.
pub(in crate::cli) fn is_same(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// What keeps a new file from this path: what is there already, be it a link to nowhere, or a file where a folder has
/// to be.
pub(in crate::cli) fn in_the_way(path: &Path) -> Option<&Path> {
    let nearest = path.ancestors().find(|at| at.symlink_metadata().is_ok())?;
    (nearest == path || !nearest.is_dir()).then_some(nearest)
}

/// The path from the root of the file system.
pub(in crate::cli) fn absolute(path: &Path) -> io::Result<PathBuf> {
    // A path that exists loses its dots; one that does not is only completed.
    path.canonicalize().or_else(|_| std::path::absolute(path))
}

/// Makes this folder with those that lead to it; one that is there already is none to make.
#[expect(
    clippy::disallowed_methods,
    reason = "this is the room that writes files"
)]
pub(in crate::cli) fn make_folder(path: &Path) -> io::Result<()> {
    std::fs::create_dir_all(path)
}

/// Writes a new file with the folders that lead to it; one that is there already is an error.
pub(in crate::cli) fn create(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    std::fs::File::create_new(path)?.write_all(text.as_bytes())
}

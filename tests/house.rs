//! What the house promises about its own files, judged by reading them as text.

mod borders;
mod code;
mod files;
mod floors;
mod manifest;

use std::{fs, path::Path, sync::LazyLock};

use crate::support::root;

/// Every text file that is, or could be, committed.
static FILES: LazyLock<Vec<File>> = LazyLock::new(|| {
    let ignored = fs::read_to_string(root().join(".gitignore")).unwrap_or_default();
    let mut files = Vec::new();
    walk(root(), &ignored, &mut files);
    files.sort_by(|one, other| one.path.cmp(&other.path));
    files
});

/// A file of the repository.
struct File {
    /// From the root of the repository, with `/` on every system.
    path: String,
    text: String,
}

impl File {
    fn new(path: &str, text: &str) -> Self {
        let (path, text) = (path.to_owned(), text.to_owned());
        Self { path, text }
    }

    /// Every path that the program names here.
    fn paths(&self) -> Vec<String> {
        code::paths(&self.text)
    }

    /// Whether this is Rust in one of the given folders.
    fn is_rust_in(&self, folders: &[&str]) -> bool {
        Path::new(&self.path).extension() == Some("rs".as_ref())
            && folders.iter().any(|folder| self.lies_in(folder))
    }

    /// Whether this file belongs to a module, be that `place.rs` or the folder `place`.
    fn lies_in(&self, place: &str) -> bool {
        let rest = self.path.strip_prefix(place);
        rest.is_some_and(|rest| rest == ".rs" || rest.starts_with('/'))
    }
}

fn walk(folder: &Path, ignored: &str, files: &mut Vec<File>) {
    for entry in fs::read_dir(folder).expect("a folder of the repository") {
        let path = entry.expect("an entry of a folder").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name == ".git" || is_ignored(&name, ignored) {
            continue;
        }
        if path.is_dir() {
            walk(&path, ignored, files);
        } else if let Ok(text) = fs::read_to_string(&path) {
            let path = path.strip_prefix(root()).expect("a path below the root");
            let path = path.to_string_lossy().replace('\\', "/");
            files.push(File { path, text });
        }
    }
}

/// Understands the two kinds of line that our `.gitignore` has: a name, and a `*` with an ending.
fn is_ignored(name: &str, ignored: &str) -> bool {
    ignored.lines().any(|line| match line.strip_prefix('*') {
        Some(ending) => name.ends_with(ending),
        None => name == line.trim_end_matches('/'),
    })
}

/// Fails with everything that is wrong with any file, a line each.
#[track_caller]
fn assert_every_file(offences: impl Fn(&File) -> Vec<String>) {
    let lines = FILES.iter().flat_map(|file| {
        let offences = offences(file).into_iter();
        offences.map(|offence| format!("{}: {offence}", file.path))
    });
    assert_none(&lines.collect::<Vec<_>>());
}

#[track_caller]
fn assert_none(offences: &[String]) {
    assert!(offences.is_empty(), "\n{}\n", offences.join("\n"));
}

#[test]
fn the_walk_sees_the_repository_and_nothing_that_git_ignores() {
    let sees = |path| FILES.iter().any(|file| file.path == path);
    assert!(sees("src/lib.rs") && sees("tests/house.rs") && sees("Cargo.lock"));
    let built = |file: &&File| file.path.starts_with("target/") || file.path.starts_with(".git/");
    assert_eq!(FILES.iter().find(built).map(|file| &file.path), None);

    assert!(is_ignored("a.snap.new", "target/\n*.snap.new"));
    assert!(is_ignored("target", "target/\n*.snap.new"));
    assert!(!is_ignored("a.snap", "target/\n*.snap.new"));
}

//! What every test file needs: the root of the repository, its stacks, and how a snapshot is kept.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use stackgen::source::{Files, Unreadable};
use stackgen::template::Settings;

/// A stack file that the repository promises to compile.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct StackFile {
    /// What its snapshots are called after: `gymcoach.yaml`, and `notes.yaml` for `examples/notes/stack.yaml`.
    pub(crate) name: String,
    /// Where it lies; the files it names lie beside it.
    pub(crate) path: PathBuf,
}

/// The folder that holds Cargo.toml.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every stack file of the repository: `stacks/*.yaml` without the `*.test.yaml`, then `examples/*/stack.yaml`.
pub(crate) fn stacks() -> Vec<StackFile> {
    let mut paths = entries("stacks");
    paths.extend(
        entries("examples")
            .iter()
            .map(|example| example.join("stack.yaml")),
    );
    paths.retain(|path| path.is_file());
    let named = paths.into_iter().filter_map(|path| {
        let name = stack_name(path.strip_prefix(root()).ok()?)?;
        Some(StackFile { name, path })
    });
    named.collect()
}

/// Where the templates of tests are deployed, with these values of parameters.
pub(crate) fn deployment(parameters: &BTreeMap<String, String>) -> Settings {
    Settings {
        parameters: parameters.clone(),
        account: "111122223333".to_owned(),
        region: "us-east-1".parse().unwrap(),
        stack_name: "stack".to_owned(),
    }
}

/// How a snapshot is kept: flat, as `snapshots/<what>@<suffix>.snap`, its maps sorted.
pub(crate) fn settings(suffix: &str) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(root().join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_sort_maps(true);
    settings.set_snapshot_suffix(suffix);
    settings
}

/// The text of a file of the repository.
pub(crate) fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

/// The folder of a stack file, from which the paths in it count.
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// The folder in which this file lies.
    pub(crate) fn of(file: &Path) -> Self {
        Self(file.parent().unwrap().to_owned())
    }
}

impl Files for Folder {
    fn read(&self, path: &str) -> Result<String, Unreadable> {
        let path = self.0.join(path);
        let reason = if path.is_dir() {
            "it is a folder"
        } else {
            "there is no such file"
        };
        fs::read_to_string(path).map_err(|_| Unreadable {
            reason: reason.to_owned(),
        })
    }
}

/// What lies in a folder of the repository, sorted; nothing where there is no such folder.
fn entries(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(root().join(folder)).into_iter().flatten();
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// The name of the stack at a path from the root, where a stack may lie there.
fn stack_name(path: &Path) -> Option<String> {
    let parts: Vec<&str> = path
        .iter()
        .map(|part| part.to_str())
        .collect::<Option<_>>()?;
    match parts[..] {
        ["stacks", file] => {
            let is_test = file.strip_suffix(".yaml")?.strip_suffix(".test").is_some();
            (!is_test).then(|| file.to_owned())
        }
        ["examples", example, "stack.yaml"] => Some(format!("{example}.yaml")),
        _ => None,
    }
}

#[test]
fn a_stack_lies_in_one_of_two_places() {
    let name = |path: &str| stack_name(Path::new(path));
    assert_eq!(
        name("stacks/gymcoach.yaml").as_deref(),
        Some("gymcoach.yaml")
    );
    assert_eq!(
        name("examples/notes/stack.yaml").as_deref(),
        Some("notes.yaml")
    );
    assert_eq!(name("stacks/gymcoach.test.yaml"), None);
    assert_eq!(name("stacks/gymcoach"), None);
    assert_eq!(name("examples/notes/other.yaml"), None);
}

#[test]
fn no_two_stacks_share_their_snapshots() {
    let mut names: Vec<String> = stacks().into_iter().map(|stack| stack.name).collect();
    names.sort();
    let all = names.clone();
    names.dedup();
    assert_eq!(names, all);
}

#[test]
fn a_snapshot_lies_flat_under_the_name_of_its_stack() {
    let settings = settings("gymcoach.yaml");
    assert_eq!(settings.snapshot_path(), root().join("snapshots"));
    assert_eq!(settings.snapshot_suffix(), Some("gymcoach.yaml"));
    assert!(settings.sort_maps() && !settings.prepend_module_to_snapshot());
}

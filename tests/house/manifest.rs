//! What Cargo.toml owes for every dependency: a reason, and somebody who uses it.

use std::collections::BTreeSet;

use super::{FILES, File, assert_none};

/// The lines of `[dependencies]`, each as the dependency's name and whatever stands behind `#`.
fn dependencies(manifest: &str) -> impl Iterator<Item = (&str, &str)> {
    let below = manifest
        .lines()
        .skip_while(|line| *line != "[dependencies]")
        .skip(1);
    below
        .take_while(|line| !line.starts_with('['))
        .filter_map(|line| {
            let (name, value) = line.split_once(" = ")?;
            let (_, reason) = value.split_once(" # ").unwrap_or_default();
            Some((name, reason.trim()))
        })
}

fn without_reason(manifest: &str) -> Vec<String> {
    dependencies(manifest)
        // What serde is for, every other line of the code says.
        .filter(|(name, reason)| *name != "serde" && reason.is_empty())
        .map(|(name, _)| format!("Cargo.toml: `{name}` needs a `# reason`"))
        .collect()
}

fn unused<'f>(manifest: &str, files: impl IntoIterator<Item = &'f File>) -> Vec<String> {
    let mut used = BTreeSet::new();
    for file in files {
        if file.is_rust_in(&["src"]) {
            let paths = file.paths().into_iter();
            used.extend(paths.filter_map(|path| path.split("::").next().map(str::to_owned)));
        }
    }
    dependencies(manifest)
        .filter(|(name, _)| !used.contains(&name.replace('-', "_")))
        .map(|(name, _)| format!("Cargo.toml: `{name}` is used by nobody in src"))
        .collect()
}

#[test]
fn a_dependency_says_why_it_is_here() {
    assert_none(&without_reason(include_str!("../../Cargo.toml")));
}

#[test]
fn a_dependency_is_used() {
    assert_none(&unused(include_str!("../../Cargo.toml"), FILES.iter()));
}

#[test]
fn a_dependency_without_a_reason_is_refused() {
    let manifest = "[dependencies]\nserde = \"1\"\nsha2 = \"0.11\"\nanyhow = \"1\" # trouble\n[lints]\na = \"b\"";
    assert_eq!(
        without_reason(manifest),
        ["Cargo.toml: `sha2` needs a `# reason`"]
    );
}

#[test]
fn a_dependency_that_nobody_uses_is_refused() {
    let manifest = "[dependencies]\ngranit-parser = \"2\"\nrand = \"0.9\"\nsha2 = \"0.11\"";
    let source = File::new("src/read.rs", "use granit_parser::Event; // no rand::rng");
    assert_eq!(
        unused(manifest, [&source]),
        [
            "Cargo.toml: `rand` is used by nobody in src",
            "Cargo.toml: `sha2` is used by nobody in src"
        ]
    );
}

//! Which names stay in which corner of the house, so that what stands behind them could be replaced there.

use super::{File, assert_every_file, assert_none};

/// A name, and the only module below `src/` that may say it.
const ONLY_IN: &[(&str, &str)] = &[
    // Same input, same bytes: whoever asks the world for something is one room.
    ("std::fs", "src/cli/io"),
    ("std::env", "src/cli/io"),
    ("std::process::Command", "src/cli/io"),
    ("print!", "src/cli/io"),
    ("println!", "src/cli/io"),
    ("eprint!", "src/cli/io"),
    ("eprintln!", "src/cli/io"),
    // A dependency is known to one room.
    ("annotate_snippets", "src/render"),
    ("anyhow", "src/cli"),
    ("clap", "src/cli"),
    ("granit_parser", "src/source"),
    ("md5", "src/simulate/javascript"),
    ("minijinja", "src/templates"),
    ("rquickjs", "src/simulate/javascript"),
    ("serde_yaml", "src/source"),
    ("sha1", "src/simulate/javascript"),
];

/// A name, where it may not stand, and why.
const NEVER_IN: &[(&str, &str, &str)] = &[
    ("json!", "src", "loose JSON is no type"),
    ("flatten", "src/stack", "the error loses its line"),
    ("untagged", "src/stack", "the error loses its line"),
];

fn offences(file: &File) -> Vec<String> {
    if !file.is_rust_in(&["src"]) {
        return Vec::new();
    }
    let paths = file.paths();
    let says = |name| paths.iter().any(|path| holds(path, name));
    let strayed = ONLY_IN
        .iter()
        .filter(|(name, place)| !file.lies_in(place) && says(name));
    let banned = NEVER_IN
        .iter()
        .filter(|(name, place, _)| file.lies_in(place) && says(name));
    strayed
        .map(|(name, place)| format!("`{name}` is for {place} alone"))
        .chain(banned.map(|(name, place, reason)| format!("no `{name}` in {place}: {reason}")))
        .collect()
}

/// Whether a path goes through a name, as in `std::fs::File` and `serde_json::json!`.
fn holds(path: &str, name: &str) -> bool {
    format!("::{path}::").contains(&format!("::{name}::"))
}

#[test]
fn a_name_stays_behind_its_border() {
    assert_every_file(offences);
}

#[test]
fn a_name_beyond_its_border_is_refused() {
    for (path, text, offence) in [
        (
            "src/check/mod.rs",
            "use std::{fmt, fs::{self, File}};",
            "`std::fs` is for src/cli/io alone",
        ),
        (
            "src/cli/check.rs",
            "fn f() { println!() }",
            "`println!` is for src/cli/io alone",
        ),
        (
            "src/cfn/s3.rs",
            "fn f() { serde_json::json!({}) }",
            "no `json!` in src: loose JSON is no type",
        ),
        (
            "src/stack/site.rs",
            "#[serde(default, flatten)]",
            "no `flatten` in src/stack: the error loses its line",
        ),
    ] {
        assert_eq!(offences(&File::new(path, text)), [offence]);
    }
}

#[test]
fn a_name_behind_its_border_is_not_refused() {
    for (path, text) in [
        ("src/cli/io.rs", "use std::fs;"),
        ("src/cli/io/disk.rs", "use std::fs;"),
        ("src/templates.rs", "use minijinja::Value;"),
        ("src/cli/check.rs", "use std::process::ExitCode;"),
        ("src/stack/site.rs", "fn f() { routes.flatten() }"),
    ] {
        assert_none(&offences(&File::new(path, text)));
    }
}

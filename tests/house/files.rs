//! What a file is called, how it opens, how long it is, and what no committed text says.

use super::{File, assert_every_file, assert_none};

/// Names that take in whatever has no home; a missing noun hides behind each.
const HOMELESS: &str = "common constants core helpers manager misc prelude types utils";

/// Top folders in which people and machines keep their own things.
const MACHINE: &[&str] = &["home", "root", "tmp", "work"];

/// Where names are ours to choose.
const OURS: &[&str] = &["src", "tests", "benches"];

fn headless(file: &File) -> Vec<String> {
    let lines = file.text.lines();
    let first_paragraph = lines.map_while(|line| line.strip_prefix("//! "));
    let is_sentence = first_paragraph
        .last()
        .is_some_and(|line| line.ends_with(['.', ':']));
    let offence = "does not open with `//!` and a sentence";
    offence_if(file.is_rust_in(OURS) && !is_sentence, offence)
}

fn too_long(file: &File) -> Vec<String> {
    let lines = file.text.lines().count();
    let offence = format!("{lines} lines, and 400 are the most");
    offence_if(file.is_rust_in(OURS) && lines > 400, offence)
}

fn homeless(file: &File) -> Vec<String> {
    let ours = OURS.iter().any(|folder| file.lies_in(folder));
    let mut names = file
        .path
        .split('/')
        .filter_map(|name| name.split('.').next());
    let homeless = names.find(|name| HOMELESS.split(' ').any(|homeless| homeless == *name));
    let offence = format!("`{}` says nothing", homeless.unwrap_or_default());
    offence_if(ours && homeless.is_some(), offence)
}

fn machine_paths(file: &File) -> Vec<String> {
    // Scripts and tests put aside what they throw away again.
    let is_free = file.lies_in("scripts") || file.lies_in("tests");
    let refused = MACHINE
        .iter()
        .filter(|folder| !(is_free && **folder == "tmp"));
    let paths = refused.map(|folder| format!("/{folder}/"));
    let named = paths.filter(|path| {
        let mut places = file.text.match_indices(path);
        places.any(|(at, _)| !file.text[..at].ends_with(goes_on))
    });
    named
        .map(|path| format!("`{path}` is a place on one machine"))
        .collect()
}

/// Whether a slash behind this character stands inside a path, as in `example.com/` and `*/`, and begins none.
fn goes_on(char: char) -> bool {
    char.is_alphanumeric() || "._-*})>".contains(char)
}

fn offence_if(is_one: bool, offence: impl Into<String>) -> Vec<String> {
    is_one.then(|| offence.into()).into_iter().collect()
}

#[test]
fn a_file_opens_with_a_sentence_about_what_is_in_it() {
    assert_every_file(headless);
}

#[test]
fn a_file_has_at_most_400_lines() {
    assert_every_file(too_long);
}

#[test]
fn no_file_or_folder_is_called_after_nothing() {
    assert_every_file(homeless);
}

#[test]
fn no_text_names_a_place_on_one_machine() {
    assert_every_file(machine_paths);
}

#[test]
fn a_file_without_its_sentence_is_refused() {
    let accepts = |text: &str| headless(&File::new("src/a.rs", text)).is_empty();
    assert!(accepts("//! Buckets.\nuse a::b;"));
    assert!(accepts(
        "//! Buckets, and\n//! what they hold.\n//!\n//! More"
    ));
    for text in [
        "//! Buckets\n",
        "//! Buckets\n//!\n//! More.",
        "//!\n//! Buckets.",
        "// Buckets.\n",
        "",
    ] {
        assert!(!accepts(text), "{text}");
    }
}

#[test]
fn a_file_of_401_lines_is_refused() {
    let lines = |count| File::new("src/a.rs", &"\n".repeat(count));
    assert_none(&too_long(&lines(400)));
    assert_eq!(too_long(&lines(401)), ["401 lines, and 400 are the most"]);
}

#[test]
fn a_name_that_says_nothing_is_refused() {
    let homeless = |path: &str| homeless(&File::new(path, ""));
    assert_eq!(homeless("src/cfn/utils.rs"), ["`utils` says nothing"]);
    assert_eq!(homeless("tests/common/mod.rs"), ["`common` says nothing"]);
    assert_none(&homeless("src/cfn/core_network.rs"));
}

#[test]
fn a_place_on_one_machine_is_refused_and_the_path_of_a_request_is_not() {
    let refuses = |path: &str, text: &str| !machine_paths(&File::new(path, text)).is_empty();
    // Taken apart, so that this file passes its own test.
    assert!(refuses("README.md", concat!("see `/", "home/stackgen`")));
    assert!(refuses("src/a.rs", concat!("/", "tmp/stackgen")));
    assert!(refuses("tests/a.rs", concat!("/", "root/")));
    for text in [
        "/tmp/stackgen",
        "https://example.com/home/",
        "/users/*/work/",
    ] {
        assert!(!refuses("tests/a.rs", text), "{text}");
    }
}

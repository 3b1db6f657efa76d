//! Which room may use which, as ARCHITECTURE.md draws it: whoever stands on a floor sees only what lies below.

use std::collections::BTreeSet;

use super::{File, assert_every_file, assert_none};
use crate::support::{read, root};

/// Every room, from the ground up, with the rooms it may use.
const FLOORS: &[(&str, &str)] = &[
    ("aws", ""),
    ("diag", ""),
    ("language", ""),
    ("templates", ""),
    ("source", "diag"),
    ("stack", "source aws diag"),
    ("app", "source aws diag"),
    ("cfn", "source aws"),
    ("template", "source aws diag"),
    ("resolve", "stack app source aws diag"),
    ("lower", "app cfn source aws diag templates"),
    ("simulate", "template source aws diag"),
    ("compile", "stack resolve app lower cfn source diag"),
    ("verify", "simulate template source aws diag"),
    ("access", "simulate template source language aws diag"),
    ("diff", "access verify simulate template language aws diag"),
    ("check", "access simulate template source language aws diag"),
    ("survey", "access simulate template aws diag"),
    ("open", "compile cfn template check source aws diag"),
    (
        "render",
        "check survey diff verify access simulate template cfn app stack source aws diag language templates",
    ),
    (
        "cli",
        "render open check survey diff compile verify access simulate lower resolve \
         template cfn app stack source aws diag language templates",
    ),
    ("lib", ""),
    ("main", "cli"),
];

fn offences(file: &File) -> Vec<String> {
    if !file.is_rust_in(&["src"]) {
        return Vec::new();
    }
    let room = room(file);
    let Some((_, below)) = FLOORS.iter().find(|(name, _)| *name == room) else {
        return vec![format!("{room} is no room of the house")];
    };
    let mut used = rooms_used(file);
    used.retain(|used| used != room && !below.split(' ').any(|name| name == used));
    used.iter()
        .map(|used| format!("{room} must not use {used}"))
        .collect()
}

/// `lower` for `src/lower/store.rs`, `open` for `src/open.rs`.
fn room(file: &File) -> &str {
    let path = file.path.trim_start_matches("src/").trim_end_matches(".rs");
    path.split('/').next().unwrap_or_default()
}

/// The names behind `crate::`, however that is spelt: `stackgen::` from `main`, or `super::` up to the root.
fn rooms_used(file: &File) -> BTreeSet<String> {
    let module = file.path.trim_end_matches(".rs").trim_end_matches("/mod");
    let up = "super::".repeat(module.matches('/').count());
    let rooms = file.paths().into_iter().filter_map(|path| {
        let mut roots = ["crate::", "stackgen::", &up].into_iter();
        let path = roots.find_map(|root| path.strip_prefix(root))?;
        path.split("::").next().map(str::to_owned)
    });
    rooms.collect()
}

#[test]
fn a_room_uses_only_the_rooms_below_it() {
    assert_every_file(offences);
}

/// The rooms in a cell of the table in ARCHITECTURE.md.
fn rooms(cell: &str) -> BTreeSet<&str> {
    cell.split('`').skip(1).step_by(2).collect()
}

#[test]
fn architecture_shows_this_table() {
    let is_built = |room: &&str| {
        let path = root().join("src").join(room);
        path.is_dir() || path.with_extension("rs").is_file()
    };
    let text = read(&root().join("ARCHITECTURE.md"));
    let (_, table) = text.split_once("| room | may use |").unwrap_or_default();
    let rows = table.lines().skip(2).map_while(|line| {
        let (rooms, below) = line.trim_matches('|').split_once('|')?;
        Some((rooms, below.trim()))
    });
    let mut shown = BTreeSet::new();
    for (named, below) in rows {
        for room in rooms(named) {
            shown.insert(room);
            let allowed = FLOORS.iter().find(|(name, _)| *name == room);
            let allowed = allowed.map_or("", |(_, below)| *below).split_whitespace();
            let allowed: BTreeSet<&str> = allowed.filter(is_built).collect();
            match below {
                "everything" => assert!(allowed.len() > 10, "{room} may use {allowed:?}"),
                "nothing" => assert!(allowed.is_empty(), "{room} may use {allowed:?}"),
                _ => assert_eq!(rooms(below), allowed, "{room}"),
            }
        }
    }
    let built = FLOORS.iter().map(|(name, _)| *name).filter(is_built);
    let built: BTreeSet<&str> = built
        .filter(|room| !matches!(*room, "lib" | "main"))
        .collect();
    assert_eq!(shown, built, "the rooms in the table");
}

#[test]
fn the_table_itself_has_no_stairs_back_up() {
    for (floor, (room, below)) in FLOORS.iter().enumerate() {
        for used in below.split_whitespace() {
            let stands_below = FLOORS[..floor].iter().any(|(name, _)| *name == used);
            assert!(stands_below, "{room} may use {used}, which stands above it");
        }
    }
}

#[test]
fn a_room_that_looks_up_is_refused_however_it_spells_it() {
    for (path, text, offence) in [
        (
            "src/lower/store.rs",
            "use crate::stack::Stack;",
            "lower must not use stack",
        ),
        (
            "src/lower/store.rs",
            "use crate::{app::App, stack::{Stack}};",
            "lower must not use stack",
        ),
        (
            "src/lower/store.rs",
            "fn f() { crate::stack::f() }",
            "lower must not use stack",
        ),
        (
            "src/lower/store.rs",
            "use super::super::stack;",
            "lower must not use stack",
        ),
        (
            "src/compile.rs",
            "use super::render::f;",
            "compile must not use render",
        ),
        (
            "src/main.rs",
            "fn main() { stackgen::open::f() }",
            "main must not use open",
        ),
        ("src/check/mod.rs", "use crate::*;", "check must not use *"),
        ("src/attic/mod.rs", "", "attic is no room of the house"),
    ] {
        assert_eq!(offences(&File::new(path, text)), [offence]);
    }
}

#[test]
fn a_room_that_looks_down_or_about_itself_is_not_refused() {
    let text = "//! [`crate::stack`]\nuse crate::{app::App, lower::ids};\nuse super::{ids, stack};";
    assert_none(&offences(&File::new("src/lower/store.rs", text)));
}

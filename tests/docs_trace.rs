//! What README.md and the pages of `docs/` show of `stackgen trace` and `stackgen test` is what happens;
//! `UPDATE_DOCS=1 cargo test docs` writes the answers in their blocks anew.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use stackgen::simulate::{AnsweredBy, Assumption, Question, Verdict};

use crate::support::{read, root};

/// The most characters in a line of JSON, where it can be broken.
const WIDTH: usize = 118;

/// README.md and every page of `docs/`.
fn pages() -> Vec<PathBuf> {
    let mut pages = vec![root().join("README.md")];
    for entry in std::fs::read_dir(root().join("docs")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "md") {
            pages.push(path);
        }
    }
    pages.sort();
    pages
}

/// Runs a line of the shell in the repository, where `stackgen` is the program under test.
fn shell(line: &str) -> Output {
    let program = Path::new(env!("CARGO_BIN_EXE_stackgen"));
    let mut path = OsString::from(program.parent().unwrap());
    path.push(":");
    path.push(std::env::var_os("PATH").unwrap());
    Command::new("sh")
        .args(["-c", line])
        .current_dir(root())
        .env("PATH", path)
        .env("NO_COLOR", "1")
        .output()
        .unwrap()
}

/// A page with the answers in its `console` blocks as they are now: what follows a line with `$ ` before it, and lines with
/// `> ` that go on with it.
fn with_answers(page: &str) -> String {
    let mut text = String::new();
    let mut lines = page.lines().peekable();
    let mut is_console = false;
    while let Some(line) = lines.next() {
        match line {
            "```console" => is_console = true,
            "```" => is_console = false,
            _ if is_console && line.starts_with("$ ") => {
                let mut command = line.trim_start_matches("$ ").to_owned();
                push_line(&mut text, line);
                while let Some(more) = lines.next_if(|line| line.starts_with("> ")) {
                    command.push('\n');
                    command += more.trim_start_matches("> ");
                    push_line(&mut text, more);
                }
                text += &answer(&command);
                continue;
            }
            // What stood there before.
            _ if is_console => continue,
            _ => {}
        }
        push_line(&mut text, line);
    }
    text
}

fn push_line(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// What a command says on stdout; a line of JSON is laid out.
fn answer(command: &str) -> String {
    let output = shell(command);
    let stdout = String::from_utf8(output.stdout).unwrap();
    let lines = stdout.lines().map(|line| match line.strip_prefix('{') {
        Some(_) => laid_out(&serde_json::from_str(line).unwrap(), 0, 0),
        None => line.trim_end().to_owned(),
    });
    lines.fold(String::new(), |all, line| all + &line + "\n")
}

/// JSON as people read it: a map or list stands on one line where that fits.
fn laid_out(value: &Value, depth: usize, before: usize) -> String {
    let short = on_one_line(value);
    if depth > 0 && before + short.chars().count() <= WIDTH {
        return short;
    }
    let indent = "  ".repeat(depth + 1);
    let (items, [open, close]): (Vec<String>, _) = match value {
        Value::Object(map) => {
            let entry = |(key, value): (&String, &Value)| {
                let key = format!("{indent}\"{key}\": ");
                let value = laid_out(value, depth + 1, key.chars().count() + 1);
                key + &value
            };
            (map.iter().map(entry).collect(), ["{", "}"])
        }
        Value::Array(list) => {
            let item = |value| indent.clone() + &laid_out(value, depth + 1, indent.len() + 1);
            (list.iter().map(item).collect(), ["[", "]"])
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => return short,
    };
    let end = "  ".repeat(depth);
    format!("{open}\n{}\n{end}{close}", items.join(",\n"))
}

fn on_one_line(value: &Value) -> String {
    match value {
        Value::Object(map) => {
            let entry = |(key, value)| format!("\"{key}\": {}", on_one_line(value));
            let entries: Vec<String> = map.iter().map(entry).collect();
            format!("{{ {} }}", entries.join(", "))
        }
        Value::Array(list) => {
            let items: Vec<String> = list.iter().map(on_one_line).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}

#[test]
fn the_answers_that_are_shown_are_those_that_are_given() {
    for page in pages() {
        let shown = read(&page);
        let now = with_answers(&shown);
        if std::env::var_os("UPDATE_DOCS").is_some() && shown != now {
            std::fs::write(&page, &now).unwrap();
            continue;
        }
        let differs = shown
            .lines()
            .zip(now.lines())
            .find(|(one, other)| one != other);
        assert!(
            shown == now,
            "{} shows another answer ({differs:?}): UPDATE_DOCS=1 cargo test docs",
            page.display()
        );
    }
}

#[test]
fn the_commands_that_are_shown_without_their_answer_are_understood() {
    for page in pages() {
        let text = read(&page);
        let blocks = text.split("```sh\n").skip(1);
        let lines = blocks.flat_map(|block| block.split("```").next().unwrap().lines());
        let ours = lines.filter(|line| {
            let mut words = line.split(' ');
            words.next() == Some("stackgen") && matches!(words.next(), Some("trace" | "test"))
        });
        for line in ours {
            let line = line.split(" > ").next().unwrap();
            let output = shell(line);
            assert_ne!(output.status.code(), Some(2), "{}: {line}", page.display());
        }
    }
}

/// Every word between backticks of a page.
fn named(page: &str) -> Vec<String> {
    let text = read(&root().join(page));
    let words = text.split('`').skip(1).step_by(2);
    words.map(str::to_owned).collect()
}

fn assert_named<'a>(page: &str, words: impl IntoIterator<Item = &'a str>) {
    let named = named(page);
    let missing: Vec<&str> = words
        .into_iter()
        .filter(|word| !named.iter().any(|known| known == word))
        .collect();
    assert!(missing.is_empty(), "{page} does not name {missing:?}");
}

/// The words in a file of Rust that stand between these.
fn between<'t>(text: &'t str, before: &str, after: &str) -> Vec<&'t str> {
    let pieces = text.split(before).skip(1);
    pieces
        .filter_map(|piece| piece.split(after).next())
        .collect()
}

#[test]
fn every_field_of_a_line_of_a_batch_is_told() {
    let wrong = serde_json::from_str::<Question>(r#"{"?": 0}"#).unwrap_err();
    let message = wrong.to_string();
    let fields: Vec<&str> = message.split('`').skip(3).step_by(2).collect();
    assert!(fields.len() > 15, "{message}");
    assert_named("docs/trace.md", fields);
}

#[test]
fn every_kind_of_step_and_every_field_of_an_answer_is_told() {
    let json = read(&root().join("src/render/trace/json.rs"));
    let kinds = between(&json, "did: \"", "\"");
    assert!(kinds.len() > 10, "{kinds:?}");
    assert_named("docs/trace.md", kinds);
    assert_named("docs/trace.md", Verdict::ALL.map(Verdict::as_str));
    assert_named("docs/trace.md", AnsweredBy::ALL.map(AnsweredBy::as_str));
    let end = read(&root().join("src/render/trace/end.rs"));
    for file in [json, end] {
        for body in between(&file, "struct ", "\n}") {
            let lines = body.lines().skip(1).map(str::trim);
            let fields = lines.filter_map(|line| line.split_once(": ").map(|(name, _)| name));
            let fields = fields.map(|name| name.rsplit(' ').next().unwrap_or(name));
            let fields = fields.filter(|name| {
                name.bytes()
                    .all(|byte| byte == b'_' || byte.is_ascii_lowercase())
            });
            assert_named("docs/trace.md", fields);
        }
    }
}

#[test]
fn every_assumption_and_every_page_of_how_it_decides_is_in_the_code() {
    let page = "docs/how-it-decides.md";
    assert_named(page, Assumption::ALL.iter().map(|one| one.code()));
    let text = read(&root().join(page));
    for words in text.split("[assumed] `").skip(1) {
        let code = words.split('`').next().unwrap();
        let is_known = Assumption::ALL.iter().any(|one| one.code() == code);
        assert!(is_known, "{page}: {code} is assumed nowhere");
    }
    let mut code = String::new();
    for folder in ["src", "tests/cases"] {
        collect(&root().join(folder), &mut code);
    }
    for link in text.split("](https://docs.aws.").skip(1) {
        let link = link.split([')', '#']).next().unwrap();
        assert!(code.contains(link), "{page}: no rule has the page {link}");
    }
}

/// The texts of all files of a folder, one behind the other.
fn collect(folder: &Path, all: &mut String) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, all);
        } else if let Ok(text) = std::fs::read_to_string(&path) {
            *all += &text;
        }
    }
}

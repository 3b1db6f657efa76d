//! Cases from AWS's own pages: each file under `tests/cases` is a rule, its page, a template, and what is asked and expected.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};

use serde_json::Value;
use stackgen::render::trace::{self, Places};
use stackgen::simulate::{Aliases, Question, Simulation};
use stackgen::source::{Document, Node, Source};
use stackgen::template::{Settings, Template};

use crate::support::{read, root};

/// Every file of cases, sorted.
fn files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut open = vec![root().join("tests/cases")];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                if path.file_name().is_some_and(|name| name != "templates") {
                    open.push(path);
                }
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// A file of cases as a tree.
fn tree(path: &Path) -> Node {
    let name = path.display().to_string();
    let source = Source::read(Document::new(&name, read(path)));
    source
        .unwrap_or_else(|problems| panic!("{name}: {problems:?}"))
        .tree
}

/// The template of a file of cases: in it, or in one that several share.
fn template(file: &Node, path: &Path) -> Template {
    let tree = match file.get("use").and_then(Node::as_str) {
        Some(shared) => tree(&root().join(format!("tests/cases/templates/{shared}.yaml"))),
        None => file.get("template").unwrap().clone(),
    };
    let document = Document::new(path.display().to_string(), "");
    Template::of(Source { document, tree }).unwrap()
}

/// The answer to a case, as JSON.
fn answer(template: &Template, case: &Node) -> Value {
    let mut ask = json(case.get("ask").unwrap());
    pad(&mut ask);
    let mut question: Question = match serde_json::from_value(ask) {
        Ok(question) => question,
        Err(error) => return error_of(&error.to_string()),
    };
    question.complete();
    let given = case.get("parameters").map(json);
    let parameters = given
        .as_ref()
        .and_then(Value::as_object)
        .into_iter()
        .flatten();
    let settings = Settings {
        parameters: parameters
            .map(|(name, value)| {
                (
                    name.clone(),
                    value
                        .as_str()
                        .map_or_else(|| value.to_string(), str::to_owned),
                )
            })
            .collect(),
        account: "111122223333".to_owned(),
        region: "us-east-1".parse().unwrap(),
        stack_name: "stack".to_owned(),
    };
    let simulation = Simulation::new(template, settings, Aliases::new());
    match simulation.ask(&question) {
        Ok(answer) => {
            let mut line = Vec::new();
            let places = Places::new(template, None);
            trace::json(&mut line, &question, &answer, &simulation, &places);
            serde_json::from_slice(&line).unwrap()
        }
        Err(message) => error_of(&message),
    }
}

fn error_of(message: &str) -> Value {
    let error = BTreeMap::from([("message", message)]);
    serde_json::to_value(BTreeMap::from([("error", error)])).unwrap()
}

fn json(node: &Node) -> Value {
    serde_json::from_str(&serde_json::to_string(node).unwrap()).unwrap()
}

/// Makes a path, a header or a body as long as a case asks, which would be no pleasure to read written out.
fn pad(ask: &mut Value) {
    let ask = ask.as_object_mut().unwrap();
    let mut size = |key| {
        ask.remove(key)
            .map(|size| usize::try_from(size.as_u64().unwrap()).unwrap())
    };
    let (path, headers, body) = (
        size("pad_path_to"),
        size("pad_headers_to"),
        size("pad_body_to"),
    );
    if let Some(size) = path {
        let text = ask["path"].as_str().unwrap();
        let padded = format!("{text}{}", "a".repeat(size - text.len()));
        ask.insert("path".to_owned(), padded.into());
    }
    if let Some(size) = headers {
        // Without the request line, the host and the name of this header.
        let mut headers = serde_json::Map::new();
        headers.insert("x-padding".to_owned(), "a".repeat(size).into());
        ask.insert("headers".to_owned(), headers.into());
    }
    if let Some(size) = body {
        ask.insert("body".to_owned(), "a".repeat(size).into());
    }
}

/// Where what is seen is not what is expected: a map is asked for its keys, hops are looked for in their order, and
/// anything else is to be equal; `null` stands for what is not there, too.
fn differences(expected: &Value, seen: &Value, at: &str, found: &mut Vec<String>) {
    match (expected, seen) {
        (Value::Object(expected), _) => {
            for (key, expected) in expected {
                let seen = seen.get(key).unwrap_or(&Value::Null);
                differences(expected, seen, &format!("{at}.{key}"), found);
            }
            if seen.is_null() {
                found.push(format!("{at}: nothing is there"));
            }
        }
        (Value::Array(expected), Value::Array(seen)) if at == ".hops" => {
            let mut rest = seen.iter();
            for hop in expected {
                let is_like = |seen: &Value| {
                    let mut none = Vec::new();
                    differences(hop, seen, "", &mut none);
                    none.is_empty()
                };
                if !rest.any(is_like) {
                    found.push(format!("{at}: no hop like {hop}"));
                }
            }
        }
        (expected, seen) if is_same(expected, seen) => {}
        (expected, seen) => found.push(format!("{at}: expected {expected}, seen {seen}")),
    }
}

/// Whether two values say the same; numbers by their value.
fn is_same(one: &Value, other: &Value) -> bool {
    match (one.as_f64(), other.as_f64()) {
        (Some(one), Some(other)) => (one - other).abs() < f64::EPSILON,
        _ => one == other,
    }
}

#[test]
fn what_aws_says_is_what_is_answered() {
    let mut kept = 0;
    let mut broken = String::new();
    for path in files() {
        let file = tree(&path);
        let template = template(&file, &path);
        for case in file.get("cases").and_then(Node::as_list).unwrap() {
            let seen = answer(&template, case);
            let expected = json(case.get("expect").unwrap());
            let mut found = Vec::new();
            differences(&expected, &seen, "", &mut found);
            if found.is_empty() {
                kept += 1;
                continue;
            }
            let name = case.get("name").and_then(Node::as_str).unwrap();
            let short = path.strip_prefix(root()).unwrap().display();
            writeln!(broken, "{short}: {name}").unwrap();
            for difference in found {
                writeln!(broken, "    {difference}").unwrap();
            }
            writeln!(broken, "    ask {}", json(case.get("ask").unwrap())).unwrap();
            let outcome = seen.get("outcome").or_else(|| seen.get("error"));
            writeln!(broken, "    seen {}", outcome.unwrap_or(&Value::Null)).unwrap();
        }
    }
    let count = broken.lines().filter(|line| !line.starts_with(' ')).count();
    assert!(
        broken.is_empty(),
        "{broken}\n{kept} cases kept, {count} broken"
    );
    assert!(kept >= 400, "{kept} cases are not all of them");
}

#[test]
fn every_file_of_cases_says_its_rule_and_its_page() {
    let fields = BTreeSet::from(["rule", "page", "template", "use", "cases"]);
    let of_cases = BTreeSet::from(["name", "ask", "expect", "parameters", "page", "assumed"]);
    for path in files() {
        let file = tree(&path);
        let short = path.display();
        for entry in file.as_map().unwrap() {
            assert!(
                fields.contains(entry.key.as_str()),
                "{short}: {}",
                entry.key
            );
        }
        for key in ["rule", "page"] {
            assert!(
                file.get(key).and_then(Node::as_str).is_some(),
                "{short} has no {key}"
            );
        }
        let mut names = BTreeSet::new();
        for case in file.get("cases").and_then(Node::as_list).unwrap() {
            for entry in case.as_map().unwrap() {
                assert!(
                    of_cases.contains(entry.key.as_str()),
                    "{short}: {}",
                    entry.key
                );
            }
            let name = case.get("name").and_then(Node::as_str).unwrap();
            assert!(
                names.insert(name.to_owned()),
                "{short}: `{name}` stands twice"
            );
        }
    }
}

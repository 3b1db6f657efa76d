//! The generated references are what would be generated now; `UPDATE_DOCS=1 cargo test docs` writes them anew.

use std::fmt::Write;
use std::process::Command;

use serde_json::{Map, Value};
use stackgen::check::RULES;
use stackgen::diag::{Note, Refusal};
use stackgen::simulate::{Assumption, Reason};
use stackgen::{stack, verify};

use crate::support::{read, root, stacks};

/// Holds a file of `docs/` against what would be generated.
fn keep(file: &str, text: &str) {
    let path = root().join("docs").join(file);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, text).unwrap();
    }
    let kept = if path.is_file() {
        read(&path)
    } else {
        String::new()
    };
    assert!(
        kept == text,
        "docs/{file} is out of date: UPDATE_DOCS=1 cargo test docs"
    );
}

#[test]
fn the_schemas_are_kept() {
    keep("stack.schema.json", &stack::schema());
    keep("test.schema.json", &verify::schema());
}

#[test]
fn the_schema_knows_every_section_that_stacks_use() {
    let schema: Value = serde_json::from_str(&stack::schema()).unwrap();
    let known = schema["properties"].as_object().unwrap();
    assert_eq!(schema["additionalProperties"], Value::Bool(false));
    for stack in stacks() {
        let text = read(&stack.path);
        let sections = text
            .lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()));
        for section in sections.filter_map(|line| line.split_once(':')) {
            assert!(
                known.contains_key(section.0),
                "{}: {}",
                stack.name,
                section.0
            );
        }
    }
}

#[test]
fn the_command_line_is_kept() {
    let mut text = String::from("# The command line\n");
    for words in [
        &[][..],
        &["synth"],
        &["check"],
        &["trace"],
        &["test"],
        &["explain"],
        &["init"],
        &["schema"],
        &["completions"],
        &["man"],
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_stackgen"))
            .args(words)
            .arg("--help")
            .env("NO_COLOR", "1")
            .output()
            .unwrap();
        let help = String::from_utf8(output.stdout).unwrap();
        let name = [&["stackgen"][..], words].concat().join(" ");
        let trimmed: Vec<_> = help.lines().map(str::trim_end).collect();
        write!(
            text,
            "\n## {name}\n\n```text\n{}\n```\n",
            trimmed.join("\n").trim()
        )
        .unwrap();
    }
    keep("cli.md", &text);
}

#[test]
fn the_codes_are_kept() {
    let mut text = String::from("# Why a stack is refused\n\nEach message has a code.\n");
    for refusal in Refusal::ALL {
        write!(text, "\n## {}\n\n{}\n", refusal.code(), refusal.meaning()).unwrap();
    }
    text.push_str("\n# What is told about a stack that is good\n");
    for note in Note::ALL {
        write!(text, "\n## {}\n\n{}\n", note.code(), note.meaning()).unwrap();
    }
    text.push_str("\n# What CloudFormation itself would refuse\n");
    for rule in RULES.iter().filter(|rule| rule.refuses) {
        let file = rule.code.replace('-', "_");
        let page = format!("../src/check/rules/{file}.md");
        write!(text, "\n## {}\n\nSee [its page]({page}).\n", rule.code).unwrap();
    }
    keep("refusals.md", &text);
}

#[test]
fn the_rules_are_kept() {
    let mut text = String::from(
        "# The rules of `stackgen check`\n\nEach rule has a page: why, what is bad, what is good, and AWS's page. `stackgen explain RULE` shows it.\n\nAn *error*: AWS refuses it, or a request that the template itself provides for must fail. A *warning*: a trap under a\ncondition that the message names, or exposure or loss that may be intended. *Advice*: the rest. The severity is that of a\nrule's gravest findings.\n\n| rule | severity | |\n|---|---|---|\n",
    );
    for rule in RULES {
        let file = rule.code.replace('-', "_");
        let severity = rule.severity.as_str();
        let page = format!("../src/check/rules/{file}.md");
        writeln!(
            text,
            "| [{}]({page}) | {severity} | {} |",
            rule.code,
            rule.summary()
        )
        .unwrap();
    }
    keep("rules.md", &text);
}

#[test]
fn the_reasons_are_kept() {
    let mut text = String::from(
        "# Why a request is answered as it is\n\nThe `reason` of an outcome and of a hop is one of these.\n",
    );
    for reason in Reason::ALL {
        write!(text, "\n## {}\n\n{}\n", reason.code(), reason.meaning()).unwrap();
    }
    text.push_str(
        "\n# What an answer takes for granted\n\nWhat it used of these stands in its `assumes`.\n",
    );
    for assumption in Assumption::ALL {
        let (code, meaning) = (assumption.code(), assumption.meaning());
        write!(text, "\n## {code}\n\n{meaning}\n").unwrap();
    }
    keep("reasons.md", &text);
}

#[test]
fn no_code_stands_for_two_things() {
    let mut codes: Vec<&str> = Refusal::ALL.iter().map(|one| one.code()).collect();
    codes.extend(Note::ALL.iter().map(|one| one.code()));
    codes.extend(RULES.iter().map(|one| one.code));
    codes.extend(Reason::ALL.iter().map(|one| one.code()));
    codes.extend(Assumption::ALL.iter().map(|one| one.code()));
    let count = codes.len();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), count);
}

#[test]
fn the_stack_file_is_kept() {
    let schema: Value = serde_json::from_str(&stack::schema()).unwrap();
    let mut text = String::from(
        "# The stack file\n\nYAML, read strictly: an unknown field is an error. Times have a unit (`30s`, `24h`, `365d`), names are kebab-case, and\nwhat is left out has the value named here.\n",
    );
    reference(&mut text, "A stack file", &schema);
    keep("stack-file.md", &text);
}

#[test]
fn the_test_file_is_kept() {
    let schema: Value = serde_json::from_str(&verify::schema()).unwrap();
    let mut text = String::from(
        "# The test file\n\nYAML, read strictly: an unknown field is an error. How to write one is told in [testing.md](testing.md); this lists every\nfield. Times have a unit (`30s`, `24h`, `365d`) or are seconds.\n",
    );
    reference(&mut text, "A test file", &schema);
    keep("test-file.md", &text);
}

/// The whole file, then everything that may stand in it.
fn reference(text: &mut String, name: &str, schema: &Value) {
    fields(text, name, schema);
    for (name, definition) in schema["$defs"].as_object().unwrap() {
        if definition.get("properties").is_some() {
            fields(text, name, definition);
        } else {
            forms(text, name, definition);
        }
    }
}

/// A map with its fields.
fn fields(text: &mut String, name: &str, definition: &Value) {
    write!(text, "\n## {name}\n\n{}\n\n", described(definition)).unwrap();
    text.push_str("| field | what stands there | what it means |\n|---|---|---|\n");
    let required = definition["required"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    for (field, schema) in definition["properties"].as_object().unwrap() {
        let must = if required.contains(&Value::from(field.as_str())) {
            " (must be there)"
        } else {
            ""
        };
        let kind = match kind(schema) {
            any if any.is_empty() => "anything".to_owned(),
            kind => kind.replace('|', "\\|"),
        };
        writeln!(
            text,
            "| `{field}` | {kind}{must} | {} |",
            described(schema).replace('|', "\\|")
        )
        .unwrap();
    }
}

/// A value that is one of several forms.
fn forms(text: &mut String, name: &str, definition: &Value) {
    write!(text, "\n## {name}\n\n{}\n\n", described(definition)).unwrap();
    let several = ["oneOf", "anyOf"]
        .iter()
        .filter_map(|key| definition[key].as_array());
    for form in several.flatten() {
        let words = described(form);
        let after = if words.is_empty() {
            String::new()
        } else {
            format!(": {words}")
        };
        writeln!(text, "- {}{after}", kind(form)).unwrap();
    }
    if definition.get("oneOf").is_none() && definition.get("anyOf").is_none() {
        writeln!(text, "What stands there: {}.", kind(definition)).unwrap();
    }
}

fn described(schema: &Value) -> String {
    schema["description"]
        .as_str()
        .unwrap_or_default()
        .replace('\n', " ")
}

/// What may stand there, in a few words.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema["$ref"]
        .as_str()
        .and_then(|name| name.strip_prefix("#/$defs/"))
    {
        return format!("[{name}](#{})", name.to_lowercase());
    }
    if let Some(word) = schema["const"].as_str() {
        return format!("`{word}`");
    }
    if let Some(words) = schema["enum"].as_array() {
        let words: Vec<_> = words
            .iter()
            .map(|word| format!("`{}`", plain(word)))
            .collect();
        return words.join(" or ");
    }
    for key in ["anyOf", "oneOf"] {
        if let Some(forms) = schema[key].as_array() {
            let kinds: Vec<_> = forms
                .iter()
                .map(kind)
                .filter(|kind| !kind.is_empty())
                .collect();
            return kinds.join(" or ");
        }
    }
    let types = match schema["type"].as_array() {
        Some(types) => types
            .iter()
            .filter_map(Value::as_str)
            .find(|name| *name != "null"),
        None => schema["type"].as_str(),
    };
    match types {
        Some("string") => match schema["pattern"].as_str() {
            Some(pattern) => format!("a text that matches `{pattern}`"),
            None => "a text".to_owned(),
        },
        Some("integer") => match (&schema["minimum"], &schema["maximum"]) {
            (Value::Number(low), Value::Number(high)) => {
                format!("a whole number from {low} to {high}")
            }
            _ => "a whole number".to_owned(),
        },
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("array") => match kind(&schema["items"]) {
            items if items.is_empty() => "a list".to_owned(),
            items => format!("a list of: {items}"),
        },
        Some("object") => map(schema.as_object().unwrap()),
        _ => String::new(),
    }
}

/// A map whose keys are names, or one with fixed keys.
fn map(schema: &Map<String, Value>) -> String {
    if let Some(fields) = schema.get("properties").and_then(Value::as_object) {
        let fields: Vec<_> = fields
            .iter()
            .map(|(field, schema)| format!("`{field}:` {}", kind(schema)))
            .collect();
        return format!("a map with {}", fields.join(", "));
    }
    let patterns = schema.get("patternProperties").and_then(Value::as_object);
    let of_pattern = patterns.and_then(|patterns| patterns.values().next());
    match of_pattern.or(schema.get("additionalProperties")) {
        Some(of @ Value::Object(_)) => match kind(of) {
            kind if kind.is_empty() => "a map by name".to_owned(),
            kind => format!("by name: {kind}"),
        },
        _ => "a map".to_owned(),
    }
}

fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}

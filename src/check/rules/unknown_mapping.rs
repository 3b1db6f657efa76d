//! A value that no mapping has.

use crate::check::{Find, Findings, Rule, Written};
use crate::diag::{Path, Severity, did_you_mean};
use crate::source::{Entry, Node, Value};

pub(super) const RULE: Rule = Rule {
    code: "unknown-mapping",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("unknown_mapping.md"),
    find: Find::Written(find),
};

fn find(subject: &Written, findings: &mut Findings) {
    // A macro may add mappings.
    if subject.template.is_transformed() {
        return;
    }
    let mappings = subject.template.section("Mappings");
    if mappings.iter().any(|entry| entry.key == "Fn::Transform") {
        return;
    }
    for section in ["Conditions", "Resources", "Outputs"] {
        for entry in subject.template.section(section) {
            let at = Path::from_iter([section, entry.key.as_str()]);
            walk(&entry.value, &at, mappings, findings);
        }
    }
}

fn walk(node: &Node, at: &Path, mappings: &[Entry], findings: &mut Findings) {
    match &node.value {
        Value::List(items) => {
            for (position, item) in (0_usize..).zip(items) {
                walk(item, &at.join(position), mappings, findings);
            }
        }
        Value::Map(entries) => {
            for entry in entries {
                let at = at.join(entry.key.as_str());
                if entry.key == "Fn::FindInMap" {
                    look_up(&entry.value, &at, mappings, findings);
                }
                walk(&entry.value, &at, mappings, findings);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Looks up what is written down of map, key and attribute. One with a default value finds that.
fn look_up(argument: &Node, at: &Path, mappings: &[Entry], findings: &mut Findings) {
    let Some([map, key, attribute]) = argument.as_list() else {
        return;
    };
    let Some(map) = map.as_str() else {
        return;
    };
    let names = |entries: &[Entry]| {
        let names = entries.iter().map(|entry| entry.key.clone());
        names.collect::<Vec<String>>()
    };
    let mut tell = |at: Path, message: String, name: &str, known: Vec<String>| {
        let near = did_you_mean(name, known.iter().map(String::as_str));
        let near = near.map(|near| format!("did you mean `{near}`?"));
        findings.add(findings.at(&at, message).maybe_help(near));
    };
    let Some(mapping) = mappings.iter().find(|entry| entry.key == map) else {
        let message = format!("there is no mapping `{map}` in the template");
        return tell(at.join(0), message, map, names(mappings));
    };
    let rows = mapping.value.as_map().unwrap_or_default();
    let row = match key.as_str() {
        Some(name) => match rows.iter().find(|row| row.key == name) {
            None => {
                let message = format!("the mapping `{map}` has nothing under `{name}`");
                return tell(at.join(1), message, name, names(rows));
            }
            Some(row) => vec![row],
        },
        None => rows.iter().collect(),
    };
    let Some(attribute) = attribute.as_str() else {
        return;
    };
    let attributes = |row: &&Entry| row.value.as_map().unwrap_or_default().to_vec();
    let has = |row: &&Entry| attributes(row).iter().any(|entry| entry.key == attribute);
    if !row.is_empty() && !row.iter().any(has) {
        let known = row.iter().flat_map(|row| names(&attributes(row))).collect();
        let message = format!("the mapping `{map}` has no `{attribute}` there");
        tell(at.join(2), message, attribute, known);
    }
}

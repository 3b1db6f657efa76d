//! A value that no mapping has.

use std::fmt;

use crate::check::parts::default_of;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Path, Severity, did_you_mean};
use crate::source::{Entry, Node, Value};

pub(super) const RULE: Rule = Rule {
    code: "unknown-mapping",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("unknown_mapping.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    // A macro may add mappings.
    if deployed.template.is_transformed() {
        return;
    }
    let mappings = deployed.template.section("Mappings");
    if mappings.iter().any(|entry| entry.key == "Fn::Transform") {
        return;
    }
    for section in ["Conditions", "Resources", "Outputs"] {
        for entry in deployed.template.section(section) {
            let at = Path::from_iter([section, entry.key.as_str()]);
            walk(deployed, &entry.value, &at, mappings, findings);
        }
    }
}

fn walk(deployed: &Deployed, node: &Node, at: &Path, mappings: &[Entry], findings: &mut Findings) {
    match &node.value {
        Value::List(items) => {
            for (position, item) in (0_usize..).zip(items) {
                walk(deployed, item, &at.join(position), mappings, findings);
            }
        }
        Value::Map(entries) => {
            for entry in entries {
                let at = at.join(entry.key.as_str());
                if entry.key == "Fn::FindInMap" {
                    look_up(deployed, &entry.value, &at, mappings, findings);
                }
                walk(deployed, &entry.value, &at, mappings, findings);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Looks up what is written down of map, key and attribute. One with a default value finds that.
fn look_up(
    deployed: &Deployed,
    argument: &Node,
    at: &Path,
    mappings: &[Entry],
    findings: &mut Findings,
) {
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
        None => match named(deployed, key).filter(|_| deployed.is_taken(at)) {
            Some((name, said)) => match rows.iter().find(|row| row.key == name) {
                None => {
                    let severity = match said {
                        // Where a stack is deployed is said when it is, and not in the template.
                        Said::Pseudo(_) => Severity::Warning,
                        Said::Parameter(_) => Severity::Error,
                    };
                    let message = format!(
                        "the mapping `{map}` has nothing under `{name}`, which is the {said}: CloudFormation refuses the template"
                    );
                    let known = names(rows);
                    let near = did_you_mean(&name, known.iter().map(String::as_str));
                    let near = near.map(|near| format!("did you mean `{near}`?"));
                    let finding = findings.graded(severity, &at.join(1), message);
                    findings.add(finding.maybe_help(near).help(format!(
                        "add `{name}` to the mapping, or give `Fn::FindInMap` a `DefaultValue`"
                    )));
                    return;
                }
                Some(row) => vec![row],
            },
            None => rows.iter().collect(),
        },
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

/// By what the key of a mapping is said.
enum Said {
    /// A pseudo parameter, without `AWS::`.
    Pseudo(&'static str),
    /// A parameter of this name.
    Parameter(String),
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pseudo(name) => write!(f, "{name} that is deployed to"),
            Self::Parameter(name) => write!(f, "value of parameter `{name}`"),
        }
    }
}

/// The value of a `Ref` that is settled in this way of turning out: where is deployed to, or a parameter that has a value.
fn named(deployed: &Deployed, key: &Node) -> Option<(String, Said)> {
    let [entry] = key.as_map()? else {
        return None;
    };
    let name = entry.value.as_str().filter(|_| entry.key == "Ref")?;
    let settings = &deployed.resources().settings;
    match name {
        "AWS::Region" => Some((settings.region.as_str().to_owned(), Said::Pseudo("region"))),
        // The account is made up where none is given.
        _ if name.starts_with("AWS::") => None,
        _ => {
            let default = default_of(deployed.template, name)?;
            let given = settings.parameters.get(name).cloned();
            let value = given.or_else(|| match &default.value {
                Value::String(text) => Some(text.clone()),
                Value::Bool(_)
                | Value::Number(_)
                | Value::Null
                | Value::List(_)
                | Value::Map(_) => None,
            })?;
            Some((value, Said::Parameter(name.to_owned())))
        }
    }
}

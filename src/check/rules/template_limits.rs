//! A template with more in it than CloudFormation takes.

use crate::aws::limits::cloudformation as limits;
use crate::check::{Find, Findings, Rule, Written};
use crate::diag::{Path, Severity};
use crate::source::{Node, Value};

pub(super) const RULE: Rule = Rule {
    code: "template-limits",
    severity: Severity::Error,
    refuses: true,
    page: include_str!("template_limits.md"),
    find: Find::Written(find),
};

fn find(subject: &Written, findings: &mut Findings) {
    counts(subject, findings);
    texts(subject, findings);
    names(subject, findings);
    mappings(subject, findings);
    let source = subject.template.source();
    let count = dynamic_references(&source.tree);
    if count > limits::DYNAMIC_REFERENCES {
        let finding = findings.everywhere(format!(
            "the template has {count} dynamic references; CloudFormation takes {}",
            limits::DYNAMIC_REFERENCES
        ));
        findings.add(finding.help(
            "take a value once, as the default of a parameter of type `AWS::SSM::Parameter::Value<String>`, and refer to that",
        ));
    }
    let size = source.document.text.len();
    if size > limits::TEMPLATE_IN_BUCKET_BYTES {
        let finding = findings.everywhere(format!(
            "the template has {size} bytes; CloudFormation takes {}, even from a bucket",
            limits::TEMPLATE_IN_BUCKET_BYTES
        ));
        findings.add(finding.help(
            "divide the stack in two, or upload inline code instead: `code: { path: FOLDER }`",
        ));
    }
}

/// How many of a kind there are.
fn counts(subject: &Written, findings: &mut Findings) {
    for (section, most, noun) in [
        ("Resources", limits::RESOURCES, "resources"),
        ("Parameters", limits::PARAMETERS, "parameters"),
        ("Outputs", limits::OUTPUTS, "outputs"),
        ("Mappings", limits::MAPPINGS, "mappings"),
    ] {
        let count = subject.template.section(section).len();
        if count > most {
            let finding = findings.at(
                &Path::from_iter([section]),
                format!("the template has {count} {noun}; CloudFormation takes {most}"),
            );
            findings.add(
                finding.help("divide the stack in two: what changes together belongs together"),
            );
        }
    }
}

/// Descriptions, and defaults of parameters.
fn texts(subject: &Written, findings: &mut Findings) {
    let tree = &subject.template.source().tree;
    let mut tell = |at: Path, what: &str, size: usize, most: usize, unit: &str| {
        if size > most {
            let message = format!("{what} has {size} {unit}; CloudFormation takes {most}");
            findings.add(findings.at(&at, message));
        }
    };
    if let Some(text) = tree.get("Description").and_then(Node::as_str) {
        let at = Path::from_iter(["Description"]);
        let most = limits::DESCRIPTION_BYTES;
        tell(at, "the template's description", text.len(), most, "bytes");
    }
    for parameter in subject.template.section("Parameters") {
        let at = Path::from_iter(["Parameters", parameter.key.as_str()]);
        if let Some(text) = parameter.value.get("Default").and_then(Node::as_str) {
            let what = format!("the default of parameter `{}`", parameter.key);
            let most = limits::PARAMETER_VALUE_BYTES;
            tell(at.join("Default"), &what, text.len(), most, "bytes");
        }
        if let Some(text) = parameter.value.get("Description").and_then(Node::as_str) {
            let what = format!("the description of parameter `{}`", parameter.key);
            let most = limits::PARAMETER_DESCRIPTION_CHARACTERS;
            let size = text.chars().count();
            tell(at.join("Description"), &what, size, most, "characters");
        }
    }
}

/// The names of parts.
fn names(subject: &Written, findings: &mut Findings) {
    let most = limits::NAME_CHARACTERS;
    for section in ["Parameters", "Mappings", "Resources", "Outputs"] {
        for entry in subject.template.section(section) {
            let size = entry.key.chars().count();
            if size > most {
                let at = Path::from_iter([section, entry.key.as_str()]);
                let message =
                    format!("this name has {size} characters; CloudFormation takes {most}");
                findings.add(findings.at(&at, message));
            }
        }
    }
}

/// What stands in mappings: under each key at most so many attributes.
fn mappings(subject: &Written, findings: &mut Findings) {
    let most = limits::MAPPING_ATTRIBUTES;
    for mapping in subject.template.section("Mappings") {
        let at = Path::from_iter(["Mappings", mapping.key.as_str()]);
        for row in mapping.value.as_map().unwrap_or_default() {
            let attributes = row.value.as_map().unwrap_or_default();
            let at = at.join(row.key.as_str());
            if attributes.len() > most {
                let message = format!(
                    "`{}` has {} attributes; CloudFormation takes {most} in a mapping",
                    row.key,
                    attributes.len()
                );
                let finding = findings.at(&at, message);
                findings.add(finding.help("divide the mapping in two"));
            }
            let keys = std::iter::once(&row.key).chain(attributes.iter().map(|entry| &entry.key));
            for key in keys.filter(|key| key.chars().count() > limits::NAME_CHARACTERS) {
                let message = format!(
                    "this name of an attribute has {} characters; CloudFormation takes {}",
                    key.chars().count(),
                    limits::NAME_CHARACTERS
                );
                findings.add(findings.at(&at, message));
            }
        }
    }
}

/// How many dynamic references there are in all texts.
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html>
fn dynamic_references(node: &Node) -> usize {
    match &node.value {
        Value::String(text) => text.matches("{{resolve:").count(),
        Value::List(items) => items.iter().map(dynamic_references).sum(),
        Value::Map(entries) => {
            let values = entries.iter().map(|entry| &entry.value);
            values.map(dynamic_references).sum()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

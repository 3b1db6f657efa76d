//! A name that a second stack of the template cannot have.

use crate::check::parts::{ACCOUNT, NAMINGS};
use crate::check::{Find, Findings, Rule, Written};
use crate::diag::{Path, Severity};
use crate::source::{Node, Value};

pub(super) const RULE: Rule = Rule {
    code: "fixed-name",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("fixed_name.md"),
    find: Find::Written(find),
};

/// What is the same for every stack of a region.
const SHARED: [&str; 4] = [
    "AWS::AccountId",
    "AWS::Region",
    "AWS::Partition",
    "AWS::URLSuffix",
];

fn find(subject: &Written, findings: &mut Findings) {
    for entry in subject.template.section("Resources") {
        let kind = entry.value.get("Type").and_then(Node::as_str);
        let named = NAMINGS.iter().find(|naming| Some(naming.kind) == kind);
        let (Some(naming), Some(properties)) = (named, entry.value.get("Properties")) else {
            continue;
        };
        let name = naming
            .keys
            .iter()
            .try_fold(properties, |node, key| node.get(key));
        let Some(name) = name else {
            continue;
        };
        let at: Path = ["Resources", entry.key.as_str(), "Properties"]
            .into_iter()
            .chain(naming.keys.iter().copied())
            .collect();
        if !is_text(name) || !is_fixed(subject, &at) {
            continue;
        }
        let message = format!(
            "this name is the same in every stack of the template, and there is one of it {}: a second stack fails",
            naming.within
        );
        let key = naming.keys.last().copied().unwrap_or_default();
        let can_be_left_out =
            naming.within != ACCOUNT || kind.is_some_and(|kind| kind.starts_with("AWS::IAM::"));
        let help = if can_be_left_out && kind != Some("AWS::SSM::Parameter") {
            format!("leave `{key}` out, or put `${{AWS::StackName}}` into it")
        } else {
            format!("put `${{AWS::StackName}}` into `{key}`")
        };
        findings.add(findings.at(&at, message).help(help));
    }
}

/// Whether a name is written down, or put together of texts alone.
fn is_text(node: &Node) -> bool {
    match &node.value {
        Value::String(text) => !text.contains("{{resolve:"),
        Value::Number(_) => true,
        Value::List(items) => items.iter().all(is_text),
        Value::Map(entries) => match &entries[..] {
            [entry] => {
                matches!(entry.key.as_str(), "Ref" | "Fn::Sub" | "Fn::Join")
                    && is_text(&entry.value)
            }
            _ => false,
        },
        Value::Null | Value::Bool(_) => false,
    }
}

/// Whether nothing is put into it that differs between stacks.
fn is_fixed(subject: &Written, at: &Path) -> bool {
    let mut within = subject
        .references
        .iter()
        .filter(|reference| reference.at.is_within(at));
    within.all(|reference| SHARED.contains(&reference.to.as_str()))
}

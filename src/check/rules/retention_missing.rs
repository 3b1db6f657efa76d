//! Data that goes with the stack.

use crate::check::{Find, Findings, Rule, Written};
use crate::diag::{Path, Severity};
use crate::source::{Node, Value};

pub(super) const RULE: Rule = Rule {
    code: "retention-missing",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("retention_missing.md"),
    find: Find::Written(find),
};

/// What holds data: the type, what it is in words, and what becomes of the data where it is deleted.
const HOLDERS: [(&str, &str, &str); 6] = [
    (
        "AWS::S3::Bucket",
        "bucket",
        "that fails if it is not empty, and the stack with it",
    ),
    ("AWS::DynamoDB::Table", "table", "all that is in it is lost"),
    (
        "AWS::DynamoDB::GlobalTable",
        "table",
        "all that is in it is lost",
    ),
    (
        "AWS::Cognito::UserPool",
        "user pool",
        "all its users are lost",
    ),
    (
        "AWS::KMS::Key",
        "key",
        "after a waiting period what it has encrypted is not to be read any more",
    ),
    (
        "AWS::EFS::FileSystem",
        "file system",
        "all that is in it is lost",
    ),
];

/// What an attribute of a resource says about its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Policy {
    /// It is deleted, as is said or because nothing is.
    Delete,
    /// It stays, or a snapshot of it does.
    Keep,
    /// A function tells.
    Open,
}

fn find(subject: &Written, findings: &mut Findings) {
    for entry in subject.template.section("Resources") {
        let kind = entry.value.get("Type").and_then(Node::as_str);
        let holder = HOLDERS.iter().find(|(type_, _, _)| Some(*type_) == kind);
        let Some((_, noun, loss)) = holder else {
            continue;
        };
        if is_protected(&entry.value) {
            continue;
        }
        let at = Path::from_iter(["Resources", entry.key.as_str()]);
        let deletion = policy(&entry.value, "DeletionPolicy");
        let replacement = policy(&entry.value, "UpdateReplacePolicy");
        let (key, message) = match (deletion, replacement) {
            (Policy::Delete, Policy::Delete) => (
                "DeletionPolicy",
                format!(
                    "this {noun} is deleted with the stack, when it is taken out of the template, and when a change replaces it: {loss}"
                ),
            ),
            (Policy::Delete, Policy::Keep | Policy::Open) => (
                "DeletionPolicy",
                format!(
                    "this {noun} is deleted with the stack, and when it is taken out of the template: {loss}"
                ),
            ),
            (Policy::Keep | Policy::Open, Policy::Delete) => (
                "UpdateReplacePolicy",
                format!(
                    "this {noun} is deleted when a change replaces it, such as one of its name: `DeletionPolicy` does not hold for that"
                ),
            ),
            (Policy::Keep | Policy::Open, Policy::Keep | Policy::Open) => continue,
        };
        let at = if entry.value.get(key).is_some() {
            at.join(key)
        } else {
            at
        };
        // Where both are written out, somebody has thought about it.
        let is_said = ["DeletionPolicy", "UpdateReplacePolicy"]
            .iter()
            .all(|key| entry.value.get(key).is_some());
        let severity = if is_said && deletion == replacement {
            Severity::Advice
        } else {
            Severity::Warning
        };
        findings.add(findings.graded(severity, &at, message).help(
            "write `DeletionPolicy: RetainExceptOnCreate` and `UpdateReplacePolicy: Retain`, unless what is in it may be lost",
        ));
    }
}

fn policy(resource: &Node, key: &str) -> Policy {
    match resource.get(key).map(|node| &node.value) {
        None => Policy::Delete,
        Some(Value::String(text)) if text == "Delete" => Policy::Delete,
        Some(Value::String(_)) => Policy::Keep,
        Some(Value::Null | Value::Bool(_) | Value::Number(_) | Value::List(_) | Value::Map(_)) => {
            Policy::Open
        }
    }
}

/// Whether it is protected otherwise: it then cannot be deleted, whatever its policies say.
fn is_protected(resource: &Node) -> bool {
    let Some(properties) = resource.get("Properties") else {
        return false;
    };
    let is_on = |node: Option<&Node>| {
        node.is_some_and(|node| {
            let text = node.as_str().map(str::to_ascii_lowercase);
            !matches!(node.value, Value::Bool(false))
                && !matches!(text.as_deref(), Some("false" | "inactive"))
        })
    };
    let replicas = properties.get("Replicas").and_then(Node::as_list);
    let replicas = replicas.unwrap_or_default();
    is_on(properties.get("DeletionProtectionEnabled"))
        || is_on(properties.get("DeletionProtection"))
        || (!replicas.is_empty()
            && replicas
                .iter()
                .all(|replica| is_on(replica.get("DeletionProtectionEnabled"))))
}

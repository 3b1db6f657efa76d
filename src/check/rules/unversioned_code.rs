//! Code in a bucket under a key that stays the same when the code changes.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::source::{Node, Value};

pub(super) const RULE: Rule = Rule {
    code: "unversioned-code",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("unversioned_code.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for function in &deployed.functions {
        let properties = &function.resource.properties;
        let key = properties.find(&["Code", "S3Key"]);
        let version = properties.find(&["Code", "S3ObjectVersion"]);
        let (Some(key), None) = (key, version) else {
            continue;
        };
        // What a parameter or a mapping tells may change with the code.
        let Some(written) = literal(deployed.template.source().tree.at(&key.at)) else {
            continue;
        };
        if !has_version(written) {
            let message = format!(
                "the code lies under `{written}`, which does not change with it: new code under the same key is not deployed"
            );
            let finding = findings.at(&key.at, message);
            findings.add(
                finding
                    .help(
                        "put a hash of the code into the key, as `aws cloudformation package` does",
                    )
                    .help("give `S3ObjectVersion`, if the bucket keeps versions"),
            );
        }
    }
}

/// A key that is written down; one with white space in it only says that there was one.
fn literal(node: Option<&Node>) -> Option<&str> {
    match &node?.value {
        Value::String(text) if !text.contains(char::is_whitespace) => Some(text),
        Value::String(_)
        | Value::Null
        | Value::Bool(_)
        | Value::Number(_)
        | Value::List(_)
        | Value::Map(_) => None,
    }
}

/// Whether a key has anything that may be a version: a digit, but for that of `s3`, or a dynamic reference.
fn has_version(key: &str) -> bool {
    let plain = key
        .to_ascii_lowercase()
        .replace("s3", "")
        .replace("ec2", "");
    plain.contains("{{resolve:") || plain.bytes().any(|byte| byte.is_ascii_digit())
}

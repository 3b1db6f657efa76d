//! A word about the end of a resource that CloudFormation does not know, or not for its type.

use crate::check::{Find, Findings, Rule, Written};
use crate::diag::{Path, Severity, did_you_mean, quoted};
use crate::source::Node;

pub(super) const RULE: Rule = Rule {
    code: "unknown-deletion-policy",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("unknown_deletion_policy.md"),
    find: Find::Written(find),
};

const DELETION: [&str; 4] = ["Delete", "Retain", "RetainExceptOnCreate", "Snapshot"];
const REPLACEMENT: [&str; 3] = ["Delete", "Retain", "Snapshot"];

/// The services of which no resource has snapshots. AWS's list of those that do is not said to be whole, so that others are
/// left alone.
const WITHOUT_SNAPSHOTS: [&str; 9] = [
    "AWS::CertificateManager::",
    "AWS::CloudFront::",
    "AWS::Cognito::",
    "AWS::DynamoDB::",
    "AWS::IAM::",
    "AWS::KMS::",
    "AWS::Lambda::",
    "AWS::Logs::",
    "AWS::S3::",
];

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-deletionpolicy.html>,
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatereplacepolicy.html>
fn find(written: &Written, findings: &mut Findings) {
    for entry in written.template.section("Resources") {
        let kind = entry.value.get("Type").and_then(Node::as_str);
        let kind = kind.unwrap_or_default();
        let is_without = WITHOUT_SNAPSHOTS.iter().any(|one| kind.starts_with(one));
        for (key, words) in [
            ("DeletionPolicy", &DELETION[..]),
            ("UpdateReplacePolicy", &REPLACEMENT),
        ] {
            let Some(word) = entry.value.get(key).and_then(Node::as_str) else {
                continue;
            };
            let at = Path::from_iter(["Resources", entry.key.as_str(), key]);
            if !words.contains(&word) {
                let message = format!(
                    "`{word}` is no value of `{key}`, so that CloudFormation refuses the template"
                );
                let finding = findings.at(&at, message);
                let near = did_you_mean(word, words.iter().copied());
                findings.add(match near {
                    Some(near) => finding.help(format!("did you mean `{near}`?")),
                    None if word == "RetainExceptOnCreate" => finding.help("write `Retain`"),
                    None => finding.help(format!("write one of {}", quoted(words.iter().copied()))),
                });
            } else if word == "Snapshot" && is_without {
                let (severity, outcome) = if key == "DeletionPolicy" {
                    (Severity::Error, "CloudFormation refuses the template")
                } else {
                    (
                        Severity::Warning,
                        "CloudFormation takes it for `Delete`, and what is in it is lost when a change replaces it",
                    )
                };
                let message = format!("there are no snapshots of `{kind}`: {outcome}");
                findings.add(
                    findings
                        .graded(severity, &at, message)
                        .help("write `Retain`"),
                );
            }
        }
    }
}

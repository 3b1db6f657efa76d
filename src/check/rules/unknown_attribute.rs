//! An attribute that a resource does not have.

use crate::aws::readable_attributes;
use crate::check::{Find, Findings, Rule, Written};
use crate::diag::{Severity, did_you_mean, quoted};

use crate::template::Via;

pub(super) const RULE: Rule = Rule {
    code: "unknown-attribute",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("unknown_attribute.md"),
    find: Find::Written(find),
};

fn find(subject: &Written, findings: &mut Findings) {
    let resources = subject.template.section("Resources");
    for reference in &subject.references {
        let Via::GetAtt(attribute) = &reference.via else {
            continue;
        };
        let named = resources.iter().find(|entry| entry.key == reference.to);
        let kind = named.and_then(|entry| entry.value.get("Type")?.as_str());
        let Some((kind, known)) =
            kind.and_then(|kind| Some((kind, readable_attributes::of(kind)?)))
        else {
            continue;
        };
        if known.contains(&attribute.as_str()) {
            continue;
        }
        let message = format!(
            "`{}` has no attribute `{attribute}`: CloudFormation reads {} of an {kind}",
            reference.to,
            quoted(known.iter().copied())
        );
        let finding = findings.at(&reference.at, message);
        let help = if is_reference(kind, attribute) {
            Some(format!("`!Ref {}` gives it", reference.to))
        } else {
            let near = did_you_mean(attribute, known.iter().copied());
            near.map(|near| format!("did you mean `{near}`?"))
        };
        findings.add(finding.maybe_help(help));
    }
}

/// Whether it is what `Ref` gives that is asked for: the name of what is named, the id of what has one.
fn is_reference(kind: &str, attribute: &str) -> bool {
    let by_name = [
        ("AWS::S3::Bucket", "BucketName"),
        ("AWS::S3::Bucket", "Name"),
        ("AWS::Lambda::Function", "FunctionName"),
        ("AWS::Lambda::Function", "Name"),
        ("AWS::DynamoDB::Table", "TableName"),
        ("AWS::DynamoDB::Table", "Name"),
        ("AWS::IAM::Role", "RoleName"),
        ("AWS::IAM::Role", "Name"),
        ("AWS::Logs::LogGroup", "LogGroupName"),
        ("AWS::IAM::ManagedPolicy", "Arn"),
    ];
    by_name.contains(&(kind, attribute))
}

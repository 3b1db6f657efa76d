//! A service that may invoke a function for anybody's resources.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "permission-without-source",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("permission_without_source.md"),
    find: Find::Deployed(find),
};

/// Properties that say for whose resources a service may invoke.
const SOURCES: [&str; 4] = [
    "SourceArn",
    "SourceAccount",
    "PrincipalOrgID",
    "EventSourceToken",
];

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for (_, permission) in deployed.of_kind("AWS::Lambda::Permission") {
        let properties = &permission.properties;
        let Some(term) = properties.get("Principal") else {
            continue;
        };
        let text = term.text();
        let Some(principal) = text.as_ref().and_then(|text| text.as_known()) else {
            continue;
        };
        if !principal.ends_with(".amazonaws.com")
            || SOURCES.iter().any(|key| properties.get(key).is_some())
        {
            continue;
        }
        let finding = findings.at(
            &term.at,
            format!(
                "`{principal}` may invoke the function and no `SourceArn` or `SourceAccount` says for whom, so that another account may let {principal} invoke it for a resource of its own"
            ),
        );
        findings.add(
            finding
                .help("set `SourceArn` to the resource that invokes the function")
                .help("set `SourceAccount` to !Ref AWS::AccountId"),
        );
    }
}

//! A behavior that does not say how answers are kept.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "cache-unsettled",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("cache_unsettled.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-cachebehavior.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    let all = deployed.distributions.iter();
    for behavior in all.flat_map(|distribution| &distribution.behaviors) {
        let has = |key| behavior.term.get(key).is_some();
        let is_empty = behavior
            .text("CachePolicyId")
            .is_some_and(|id| id.is_empty());
        let is_known = behavior.term.unknown().is_none();
        if is_known && !has("ForwardedValues") && (is_empty || !has("CachePolicyId")) {
            let finding = findings.at(
                behavior.at("CachePolicyId"),
                format!(
                    "{} has neither `CachePolicyId` nor `ForwardedValues`, so that CloudFront refuses the distribution",
                    behavior.name()
                ),
            );
            findings.add(
                finding
                    .help("set `CachePolicyId`: 4135ea2d-6df8-44a3-9df3-4b5a84be39ad (CachingDisabled) for an API, 658327ea-f89d-4fab-a63d-7e88639e58f6 (CachingOptimized) for files"),
            );
        }
    }
}

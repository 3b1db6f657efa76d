//! Legacy settings beside a cache policy.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "legacy-with-policy",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("legacy_with_policy.md"),
    find: Find::Deployed(find),
};

/// Settings that a cache policy takes the place of.
const LEGACY: [&str; 4] = ["ForwardedValues", "MinTTL", "DefaultTTL", "MaxTTL"];

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-cachebehavior.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    let all = deployed.distributions.iter();
    for behavior in all.flat_map(|distribution| &distribution.behaviors) {
        let Some(policy) = behavior.term.get("CachePolicyId") else {
            continue;
        };
        if behavior
            .text("CachePolicyId")
            .is_some_and(|id| id.is_empty())
        {
            continue;
        }
        for key in LEGACY {
            let Some(term) = behavior.term.get(key) else {
                continue;
            };
            let finding = findings.at(
                &term.at,
                format!(
                    "{} has `{key}` beside `CachePolicyId`, so that CloudFront refuses the distribution: \"The parameter {key} cannot be used when a cache policy is associated to the cache behavior\"",
                    behavior.name()
                ),
            );
            findings.add(
                finding
                    .also(Place::Template(policy.at.clone()), "the cache policy")
                    .help(format!(
                        "take `{key}` out; what it says belongs into a cache policy"
                    ))
                    .help("take `CachePolicyId` out and go on with the legacy settings"),
            );
        }
    }
}

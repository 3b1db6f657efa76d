//! An API that gets no query strings.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "queries-lost",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("queries_lost.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/QueryStringParameters.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for behavior in &distribution.behaviors {
            if distribution.is_api(behavior)
                && !behavior.is_rewritten()
                && behavior.passed.passes_queries() == Some(false)
            {
                let finding = findings.at(
                    behavior.at_policies(),
                    format!(
                        "{} leads to an API and passes no query strings on, so that `?page=2` arrives as the first page, if the API has such a thing",
                        behavior.name()
                    ),
                );
                findings.add(finding.help(
                    "set `OriginRequestPolicyId` to b689b0a8-53d0-40ab-baf2-68738e2966ac (AllViewerExceptHostHeader)",
                ));
            }
        }
    }
}

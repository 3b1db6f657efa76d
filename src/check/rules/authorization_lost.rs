//! A GET to an API that arrives without its Authorization header.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "authorization-lost",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("authorization_lost.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html#add-origin-custom-headers-forward-authorization>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for behavior in &distribution.behaviors {
            let mut origins = distribution.origins_of(behavior);
            // A control puts its own signature there.
            let is_signed = origins.any(|origin| origin.control().is_some());
            if !distribution.is_api(behavior)
                || is_signed
                || behavior.is_rewritten()
                || behavior.passed.passes_header("Authorization") != Some(false)
            {
                continue;
            }
            let finding = findings.at(
                behavior.at_policies(),
                format!(
                    "{} leads to an API and takes `Authorization` out of GET and HEAD, so that an API that wants it answers 401 to those, while POST still works",
                    behavior.name()
                ),
            );
            findings.add(finding.help(
                "set `OriginRequestPolicyId` to b689b0a8-53d0-40ab-baf2-68738e2966ac (AllViewerExceptHostHeader)",
            ));
        }
    }
}

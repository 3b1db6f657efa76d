//! An API that gets no cookies.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "cookies-lost",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("cookies_lost.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Cookies.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for behavior in &distribution.behaviors {
            if distribution.is_api(behavior)
                && !behavior.is_rewritten()
                && behavior.passed.passes_cookies() == Some(false)
            {
                let finding = findings.at(
                    behavior.at_policies(),
                    format!(
                        "{} leads to an API and passes no cookies on, so that nobody is logged in there by a cookie",
                        behavior.name()
                    ),
                );
                findings.add(finding.help(
                    "if the API knows its users by a cookie, set `OriginRequestPolicyId` to b689b0a8-53d0-40ab-baf2-68738e2966ac (AllViewerExceptHostHeader)",
                ));
            }
        }
    }
}

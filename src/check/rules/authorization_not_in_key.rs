//! An Authorization header that is passed on, and does not tell kept answers apart.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "authorization-not-in-key",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("authorization_not_in_key.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html#add-origin-custom-headers-forward-authorization>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for behavior in &distribution.behaviors {
            let passed = &behavior.passed;
            let mut origins = distribution.origins_of(behavior);
            // Of an API it is said by another rule that it is cached.
            if !distribution.is_api(behavior)
                && !behavior.has_edge_lambda()
                && origins.any(|origin| origin.is_custom() && origin.control().is_none())
                && passed.keeping.is_by_default() == Some(true)
                && passed.besides.headers.has_header("Authorization") == Some(true)
                && passed.key.headers.has_header("Authorization") == Some(false)
            {
                let finding = findings.at(
                    behavior.at("CachePolicyId"),
                    format!(
                        "{} passes `Authorization` on and keeps answers without it in the key, so that what the origin answers one user goes to everybody, if it goes by that header",
                        behavior.name()
                    ),
                );
                findings.add(
                    finding
                        .also(
                            Place::Template(behavior.at("OriginRequestPolicyId").clone()),
                            "this passes it on",
                        )
                        .help("put `Authorization` into the key by a cache policy of your own")
                        .help("set `CachePolicyId` to 4135ea2d-6df8-44a3-9df3-4b5a84be39ad (CachingDisabled)")
                        .help("where the origin does not look at it, pass on only the headers that it needs"),
                );
            }
        }
    }
}

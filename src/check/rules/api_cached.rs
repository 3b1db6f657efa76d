//! An API whose answers are kept and given to others.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "api-cached",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("api_cached.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for behavior in &distribution.behaviors {
            let passed = &behavior.passed;
            let keyed = [
                passed.key.headers.has_header("Authorization"),
                passed.key.cookies.is_any(),
            ];
            if distribution.is_api(behavior)
                && passed.keeping.is_by_default() == Some(true)
                && keyed == [Some(false), Some(false)]
            {
                let finding = findings.at(
                    behavior.at_key(),
                    format!(
                        "{} leads to an API and its answers are cached without `Authorization` or a cookie in the key, so that one user's answer to a GET goes to all, unless the API forbids it in each answer",
                        behavior.name()
                    ),
                );
                findings.add(
                    finding
                        .help("set `CachePolicyId` to 4135ea2d-6df8-44a3-9df3-4b5a84be39ad (CachingDisabled)")
                        .help("put `Authorization` into the key by a cache policy of your own"),
                );
            }
        }
    }
}

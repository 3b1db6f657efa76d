//! A path of an API that goes to a bucket, for want of a slash.

use crate::check::parts::Origin;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "api-root-uncovered",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("api_root_uncovered.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesPathPattern>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for behavior in distribution.ordered() {
            let Some(pattern) = &behavior.pattern else {
                continue;
            };
            let root = pattern.absolute().strip_suffix("/*");
            let Some(root) = root.filter(|root| !root.is_empty() && !root.contains(['*', '?']))
            else {
                continue;
            };
            let mut origins = distribution.origins_of(behavior);
            if !origins.next().is_some_and(Origin::is_custom) {
                continue;
            }
            let Some(taker) = distribution.taker(root) else {
                continue;
            };
            let mut others = distribution.origins_of(taker);
            let is_bucket = others
                .next()
                .is_some_and(|other| other.is_bucket() || other.is_website());
            // A function may well answer such paths.
            if !is_bucket || taker.changes_requests() {
                continue;
            }
            let message = format!(
                "`{root}` does not match `{pattern}`: it goes to {} and its bucket `{}`, and not to `{}`",
                taker.name(),
                taker.target().unwrap_or_default(),
                behavior.target().unwrap_or_default()
            );
            let finding = findings.at(behavior.at("PathPattern"), message);
            let place = Place::Template(taker.at("TargetOriginId").clone());
            findings.add(finding.also(place, "answers it").help(format!(
                "if the API answers `{root}` itself, add a behavior for it beside this one"
            )));
        }
    }
}

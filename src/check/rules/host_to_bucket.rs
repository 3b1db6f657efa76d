//! The viewer's Host header on its way to a bucket.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "host-to-bucket",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("host_to_bucket.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for behavior in &distribution.behaviors {
            let mut origins = distribution.origins_of(behavior);
            let Some(origin) = origins.find(|origin| origin.is_bucket()) else {
                continue;
            };
            if behavior.passed.passes_header("Host") != Some(true) || behavior.has_edge_lambda() {
                continue;
            }
            let at = behavior.at_header("Host");
            let finding = findings.at(
                at,
                format!(
                    "{} passes the viewer's `Host` on to the bucket of {}, which S3 takes for the name of the bucket, so that every request fails",
                    behavior.name(),
                    origin.name()
                ),
            );
            findings.add(
                finding
                    .also(Place::Template(origin.term.at.clone()), "the bucket")
                    .help("take the origin request policy out: a bucket needs nothing of the viewer")
                    .help("for CORS, set `OriginRequestPolicyId` to 88a5eaf4-2fd4-4709-b370-b4c650ea3fcf (CORS-S3Origin)"),
            );
        }
    }
}

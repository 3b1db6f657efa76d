//! The viewer's Host header on its way to a function URL.

use crate::check::parts::Origin;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "host-to-function-url",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("host_to_function_url.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for behavior in &distribution.behaviors {
            if behavior.passed.passes_header("Host") != Some(true) || behavior.has_edge_lambda() {
                continue;
            }
            let mut origins = distribution.origins_of(behavior);
            let is_one = |origin: &&Origin| origin.is_function_url() || origin.is_api_gateway();
            let Some(origin) = origins.find(is_one) else {
                continue;
            };
            let (severity, what, answer) = if origin.is_function_url() {
                (
                    Severity::Error,
                    "the function URL",
                    "every request is answered 403",
                )
            } else {
                (
                    Severity::Warning,
                    "the API Gateway",
                    "every request is answered 403, unless API Gateway has a custom domain name of that host",
                )
            };
            let at = behavior.at_header("Host");
            let finding = findings.graded(
                severity,
                at,
                format!(
                    "{} passes the viewer's `Host` on to {what} of {}, which knows no other host than its own, so that {answer}",
                    behavior.name(),
                    origin.name()
                ),
            );
            findings.add(
                finding
                    .also(Place::Template(origin.term.at.clone()), what)
                    .help("set `OriginRequestPolicyId` to b689b0a8-53d0-40ab-baf2-68738e2966ac (AllViewerExceptHostHeader), and `CachePolicyId` to 4135ea2d-6df8-44a3-9df3-4b5a84be39ad (CachingDisabled)"),
            );
        }
    }
}

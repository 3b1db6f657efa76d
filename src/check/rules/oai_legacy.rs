//! An origin access identity instead of an origin access control.

use crate::check::parts::Origin;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "oai-legacy",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("oai_legacy.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        let is_legacy = |origin: &Origin| origin.control().is_none() && origin.identity().is_some();
        if !distribution.origins.iter().any(is_legacy) {
            continue;
        }
        let message = format!(
            "`{}` asks buckets as origin access identities, which AWS calls legacy: no SSE-KMS, no writes, no Region launched after January 2023",
            distribution.resource.id
        );
        let origins = distribution.config.get("Origins");
        let at = origins.map_or(&distribution.resource.at, |term| &term.at);
        findings.add(
            findings
                .at(at, message)
                .help("let the policy allow both the identity and `cloudfront.amazonaws.com` with `aws:SourceArn`, deploy, change the origin to an origin access control, deploy, and take the identity out"),
        );
    }
}

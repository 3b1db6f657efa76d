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
        let mut identities = distribution
            .origins
            .iter()
            .filter(|origin| origin.control().is_none())
            .filter_map(Origin::identity);
        let Some((first, _)) = identities.next() else {
            continue;
        };
        let message = match identities.count() {
            0 => format!(
                "`{}` reads its bucket as an origin access identity",
                distribution.resource.id
            ),
            more => format!(
                "`{}` reads {} buckets as origin access identities",
                distribution.resource.id,
                more + 1
            ),
        };
        let message = format!(
            "{message}, which AWS calls legacy: no SSE-KMS, no writes, no Region launched after January 2023"
        );
        findings.add(
            findings
                .at(&first.at, message)
                .help("let the policy allow both the identity and `cloudfront.amazonaws.com` with `aws:SourceArn`, deploy, change the origin to an origin access control, deploy, and take the identity out"),
        );
    }
}

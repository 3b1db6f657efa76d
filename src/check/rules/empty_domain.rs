//! An origin without a domain name.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "empty-domain",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("empty_domain.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesDomainName>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in &distribution.origins {
            let Some(term) = origin.term.get("DomainName") else {
                continue;
            };
            if term.text().is_none_or(|text| text.as_known() != Some("")) {
                continue;
            }
            let message = format!(
                "the domain name of {} is empty, so that CloudFront refuses the distribution",
                origin.name()
            );
            findings.add(
                findings
                    .at(&term.at, message)
                    .help("write the host that is asked")
                    .help("of a URL that is split at `/` it is the part 2: `!Select [2, !Split [\"/\", !GetAtt Url.FunctionUrl]]`"),
            );
        }
    }
}

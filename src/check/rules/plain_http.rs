//! A behavior that answers over http.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "plain-http",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("plain_http.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for behavior in &distribution.behaviors {
            if behavior.text("ViewerProtocolPolicy").as_deref() != Some("allow-all") {
                continue;
            }
            let message = format!(
                "{} answers over plain http too, so that anybody on the way can read and change what it sends and gets",
                behavior.name()
            );
            let finding = findings.at(behavior.at("ViewerProtocolPolicy"), message);
            findings.add(if behavior.lets_bodies_through() {
                finding.help("write `https-only`: an API is not to be redirected, since its first request has told everything")
            } else {
                finding.help("write `redirect-to-https`")
            });
        }
    }
}

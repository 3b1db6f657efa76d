//! An origin that is asked over the internet without encryption.

use crate::check::parts::Origin;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::{Part, Text};

pub(super) const RULE: Rule = Rule {
    code: "http-only-origin",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("http_only_origin.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-cloudfront-to-custom-origin.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in distribution
            .origins
            .iter()
            .filter(|origin| !origin.is_website())
        {
            let policy = origin
                .custom()
                .and_then(|custom| custom.get("OriginProtocolPolicy"));
            let Some(term) = policy else {
                continue;
            };
            let text = term.text();
            if text.as_deref().and_then(Text::as_known) != Some("http-only")
                || !is_settled(deployed, origin)
            {
                continue;
            }
            let message = format!(
                "CloudFront asks {} over plain http: what viewers send encrypted, tokens too, crosses the internet in clear",
                origin.name()
            );
            findings.add(findings.at(&term.at, message).help(
                "write `https-only`, with a certificate on the origin that has its domain name",
            ));
        }
    }
}

/// Whether it is settled that this is no website endpoint, which speaks nothing but http: what a parameter names may be one,
/// a load balancer is none.
fn is_settled(deployed: &Deployed, origin: &Origin) -> bool {
    let [Part::Unknown(fact)] = origin.domain.parts() else {
        return origin.domain.as_known().is_some();
    };
    let id = fact.as_str().trim_start_matches('`').split('.').next();
    let id = id.and_then(|id| deployed.resources().find(id));
    id.is_some_and(|id| {
        let kind = &deployed.resources().get(id).kind;
        kind.starts_with("AWS::ElasticLoadBalancing") || kind == "AWS::EC2::Instance"
    })
}

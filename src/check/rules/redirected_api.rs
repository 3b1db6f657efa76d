//! An API that sends http to https.

use crate::check::parts::Origin;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "redirected-api",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("redirected_api.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-https-viewers-to-cloudfront.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for behavior in &distribution.behaviors {
            let is_redirected =
                behavior.text("ViewerProtocolPolicy").as_deref() == Some("redirect-to-https");
            if !is_redirected || !behavior.lets_bodies_through() {
                continue;
            }
            let mut origins = distribution.origins_of(behavior);
            let Some(api) = origins.find(|origin| is_api(origin)) else {
                continue;
            };
            // A site that also takes forms is redirected as a site.
            if behavior.position.is_none() {
                continue;
            }
            let message = format!(
                "{} redirects http to https, and {} is an API: a client that asks by http has sent its token and its data in clear before it is redirected (POST with 307, by HTTP/1.0 with 403), and never learns of it",
                behavior.name(),
                api.name()
            );
            let finding = findings.at(behavior.at("ViewerProtocolPolicy"), message);
            let place = Place::Template(behavior.at("AllowedMethods").clone());
            findings.add(
                finding.also(place, "requests with bodies go through").help(
                    "write `https-only`: http is answered 403, and the mistake is seen at once",
                ),
            );
        }
    }
}

fn is_api(origin: &Origin) -> bool {
    let domain = origin.domain.as_known().unwrap_or_default();
    origin.is_function_url() || domain.contains(".execute-api.") || domain.starts_with("api.")
}

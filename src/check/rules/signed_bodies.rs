//! Requests with a body to a function URL for which CloudFront signs.

use crate::check::parts::{AuthType, Control, Signing};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "signed-bodies",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("signed_bodies.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html#create-oac-overview-lambda>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for behavior in &distribution.behaviors {
            let mut origins = distribution.origins_of(behavior);
            let signed = origins.find(|origin| {
                let url = origin.function_url().map(|id| deployed.resources().get(id));
                let control = Control::of(deployed, origin);
                url.is_some_and(|url| AuthType::of(url) == Some(AuthType::Iam))
                    && control.is_some_and(|control| {
                        matches!(control.signing, Some(Signing::Always | Signing::NoOverride))
                    })
            });
            let Some(origin) = signed else { continue };
            if !behavior.lets_bodies_through() || behavior.has_edge_lambda() {
                continue;
            }
            let finding = findings.at(
                behavior.at("AllowedMethods"),
                format!(
                    "{} lets POST and PUT through to {}, for which CloudFront signs without having seen the body, so that they are answered 403 unless the client sends `x-amz-content-sha256` with the digest of the body",
                    behavior.name(),
                    origin.name()
                ),
            );
            findings.add(
                finding
                    .also(Place::Template(origin.term.at.clone()), "the origin for which CloudFront signs")
                    .help("let the clients send `x-amz-content-sha256`, which no browser does for a form or a plain fetch")
                    .help("set `AuthType` of the function URL to NONE, take the control out, and let the function check who calls"),
            );
        }
    }
}

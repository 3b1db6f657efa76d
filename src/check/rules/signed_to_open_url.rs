//! An origin access control for a function URL that asks nobody for a signature.

use crate::check::parts::{AuthType, Control, Signing};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "signed-to-open-url",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("signed_to_open_url.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html#oac-prerequisites-lambda>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in &distribution.origins {
            let Some(url) = origin.function_url().map(|id| deployed.resources().get(id)) else {
                continue;
            };
            let Some((term, _)) = origin.control() else {
                continue;
            };
            let never = Control::of(deployed, origin)
                .is_some_and(|control| control.signing == Some(Signing::Never));
            if never || AuthType::of(url) != Some(AuthType::None) {
                continue;
            }
            let auth = url
                .properties
                .get("AuthType")
                .map_or(&url.at, |term| &term.at);
            let finding = findings.at(
                &term.at,
                format!(
                    "{} has an origin access control, and its function URL `{}` has `AuthType` NONE, which looks at no signature: the control keeps nobody out",
                    origin.name(),
                    url.id
                ),
            );
            findings.add(
                finding
                    .also(Place::Template(auth.clone()), "it takes requests of everybody")
                    .help("set `AuthType` to AWS_IAM, and grant cloudfront.amazonaws.com both lambda:InvokeFunctionUrl and lambda:InvokeFunction with the ARN of the distribution as `SourceArn`")
                    .help("take `OriginAccessControlId` out, and let the function check who calls"),
            );
        }
    }
}

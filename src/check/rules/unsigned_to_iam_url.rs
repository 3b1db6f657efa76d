//! An origin that sends unsigned requests to a function URL that takes signed ones alone.

use crate::check::parts::{AuthType, Control, Signing};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "unsigned-to-iam-url",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("unsigned_to_iam_url.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/private-content-restricting-access-to-lambda.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in &distribution.origins {
            let Some(url) = origin.function_url().map(|id| deployed.resources().get(id)) else {
                continue;
            };
            if AuthType::of(url) != Some(AuthType::Iam) {
                continue;
            }
            let control = Control::of(deployed, origin);
            let never = control
                .as_ref()
                .filter(|control| control.signing == Some(Signing::Never));
            if never.is_none() && origin.control().is_some() {
                continue;
            }
            let mut behaviors = distribution.behaviors_of(origin);
            // Code at the edge may sign.
            let Some(behavior) = behaviors.find(|behavior| !behavior.has_edge_lambda()) else {
                continue;
            };
            let by_viewer = behavior.passed.passes_header("Authorization") != Some(false);
            let at = match never {
                Some(control) => control.at("SigningBehavior"),
                None => &origin.term.at,
            };
            let why = match never {
                Some(control) => format!(
                    "`{}` never signs for {}, whose function URL `{}` has `AuthType` AWS_IAM",
                    control.resource.id,
                    origin.name(),
                    url.id
                ),
                None => format!(
                    "{} has no origin access control that signs, and its function URL `{}` has `AuthType` AWS_IAM",
                    origin.name(),
                    url.id
                ),
            };
            let (severity, fails) = if by_viewer {
                (
                    Severity::Warning,
                    "so that every request is answered 403, unless the viewer itself signs for the host of the function URL",
                )
            } else {
                (Severity::Error, "so that every GET is answered 403")
            };
            let auth = url
                .properties
                .get("AuthType")
                .map_or(&url.at, |term| &term.at);
            let finding = findings.graded(severity, at, format!("{why}, {fails}"));
            findings.add(
                finding
                    .also(Place::Template(auth.clone()), "it takes signed requests alone")
                    .help(match never {
                        Some(_) => "set `SigningBehavior` to always",
                        None => "add an AWS::CloudFront::OriginAccessControl of origin type lambda with `SigningBehavior: always`, and name it as `OriginAccessControlId`",
                    })
                    .help("set `AuthType` to NONE, and let the function check who calls"),
            );
        }
    }
}

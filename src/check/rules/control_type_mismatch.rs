//! An origin access control for another kind of origin.

use crate::check::parts::Control;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "control-type-mismatch",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("control_type_mismatch.md"),
    find: Find::Deployed(find),
};

/// The page says which kinds there are; CloudFront's own words are "Illegal configuration: The origin type and OAC origin
/// type differ".
///
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-originaccesscontrol-originaccesscontrolconfig.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in &distribution.origins {
            let (wanted, noun) = if origin.is_function_url() {
                ("lambda", "a function URL")
            } else if origin.is_bucket() {
                ("s3", "a bucket")
            } else {
                continue;
            };
            let Some(control) = Control::of(deployed, origin) else {
                continue;
            };
            let Some(found) = control.origin_type.as_deref() else {
                continue;
            };
            if found == wanted {
                continue;
            }
            let id = &control.resource.id;
            let finding = findings.at(
                control.at("OriginAccessControlOriginType"),
                format!(
                    "`{id}` is for origins of type {found}, and {} is {noun}, so that CloudFront refuses the distribution: \"The origin type and OAC origin type differ\"",
                    origin.name()
                ),
            );
            findings.add(
                finding
                    .also(Place::Template(origin.term.at.clone()), "the origin")
                    .help(format!("set `OriginAccessControlOriginType` to {wanted}, or make a second control for this origin")),
            );
        }
    }
}

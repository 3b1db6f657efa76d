//! An origin access identity that is not named as an origin names it.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::{Part, Text};

pub(super) const RULE: Rule = Rule {
    code: "identity-form",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("identity_form.md"),
    find: Find::Deployed(find),
};

/// What stands before the id.
const PREFIX: &str = "origin-access-identity/cloudfront/";

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-s3originconfig.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in &distribution.origins {
            let Some((term, named)) = origin.identity() else {
                continue;
            };
            if is_formed(&named) {
                continue;
            }
            let message = format!(
                "`{named}` is not how an origin names an origin access identity, so that CloudFront refuses it: it wants `{PREFIX}ID`"
            );
            let mut all = deployed.of_kind("AWS::CloudFront::CloudFrontOriginAccessIdentity");
            let meant = all.find(|(_, identity)| {
                let id = identity.reference.as_ref();
                id.is_some_and(|id| named.to_string().contains(&id.to_string()))
            });
            let finding = findings.at(&term.at, message);
            findings.add(match meant {
                Some((_, identity)) => {
                    finding.help(format!("write `!Sub {PREFIX}${{{}}}`", identity.id))
                }
                None => finding.help(format!("write `{PREFIX}` before the id")),
            });
        }
    }
}

fn is_formed(named: &Text) -> bool {
    match named.parts() {
        [Part::Known(only)] => only.strip_prefix(PREFIX).is_some_and(|id| !id.is_empty()),
        [Part::Known(first), ..] => first.starts_with(PREFIX),
        // It may turn out to be anything.
        [Part::Unknown(_), ..] | [] => true,
    }
}

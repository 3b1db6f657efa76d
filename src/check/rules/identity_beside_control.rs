//! An origin with both an access identity and an access control.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "identity-beside-control",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("identity_beside_control.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in &distribution.origins {
            if let (Some((identity, _)), Some((control, name))) =
                (origin.identity(), origin.control())
                && name.as_known().is_some()
            {
                let message = format!(
                    "{} has an origin access identity beside its origin access control: CloudFront refuses the distribution",
                    origin.name()
                );
                findings.add(
                    findings
                        .at(&identity.at, message)
                        .also(Place::Template(control.at.clone()), "the control")
                        .help("write `OriginAccessIdentity: \"\"`: requests are signed by the control"),
                );
            }
        }
    }
}

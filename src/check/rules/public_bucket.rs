//! A bucket of which everybody may read everything.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "public-bucket",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("public_bucket.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for open in deployed.open_statements() {
        let whole = open
            .keys()
            .iter()
            .any(|keys| keys.chars().all(|c| c == '*'));
        if open.allows("s3:GetObject") && whole {
            let name = &open.bucket.resource.id;
            let beside = deployed.distributions.iter().find(|distribution| {
                let mut origins = distribution.origins.iter();
                origins.any(|origin| origin.bucket() == Some(open.bucket.id))
            });
            let beside = beside.map_or_else(String::new, |distribution| {
                format!(", and past `{}`", distribution.resource.id)
            });
            let message = format!(
                "{} lets everybody read all of `{name}`: whatever is ever put there is public{beside}",
                open.statement.name()
            );
            findings.add(
                findings
                    .at(open.statement.at("Resource"), message)
                    .help("name the prefix that is meant to be public, or let CloudFront alone read the bucket"),
            );
        }
    }
}

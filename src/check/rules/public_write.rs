//! A bucket that everybody may change.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "public-write",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("public_write.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for open in deployed.open_statements() {
        if let Some(action) = open.writes() {
            let message = format!(
                "{} lets everybody change `{}` by `{action}`: anybody may replace or delete what is served, and store what you pay for",
                open.statement.name(),
                open.bucket.resource.id,
            );
            findings.add(
                findings
                    .at(open.statement.at("Action"), message)
                    .help("let a role of the application write, and give browsers presigned URLs"),
            );
        }
    }
}

//! A bucket that everybody may list.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "public-listing",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("public_listing.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for open in deployed.open_statements() {
        if open.allows("s3:ListBucket") && open.names_bucket() {
            let name = &open.bucket.resource.id;
            let message = format!(
                "{} lets everybody list `{name}`: a name that cannot be guessed protects no object",
                open.statement.name()
            );
            findings.add(findings.at(open.statement.at("Action"), message).help(
                "allow `s3:GetObject` on the objects alone; listing is not needed to read one",
            ));
        }
    }
}

//! A statement that allows something to everybody but a few.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "allow-with-not-principal",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("allow_with_not_principal.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for document in &deployed.documents {
        // In the policy of an identity no principal stands at all.
        if document.is_of_identity() {
            continue;
        }
        for statement in &document.statements {
            if statement.allows == Some(true) && statement.has_not_principal {
                let message = format!(
                    "{} of `{}` allows with `NotPrincipal`, which AWS does not support: where it is taken, everybody else is let in, those who sign nothing too",
                    statement.name(),
                    document.holder.id
                );
                findings.add(
                    findings
                        .at(statement.at("NotPrincipal"), message)
                        .help("name under `Principal` who is let in, or deny with a condition `ArnNotEquals` on `aws:PrincipalArn`"),
                );
            }
        }
    }
}

//! A principal that AWS refuses.

use crate::check::parts::Of;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "wrong-principal",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("wrong_principal.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for document in &deployed.documents {
        let refuses = match document.of {
            Of::Bucket(..) => "S3 refuses the policy with `Invalid principal in policy`",
            Of::Trust(_) => "IAM refuses the role with `Invalid principal in policy`",
            Of::Other => "AWS refuses the policy",
            // A principal in such a policy is another mistake.
            Of::Identity(_) => continue,
        };
        for statement in &document.statements {
            for (named, wrong) in deployed.wrong_principals(statement) {
                let message = format!(
                    "{}, in {} of `{}`, so that {refuses}",
                    wrong.is,
                    statement.name(),
                    document.holder.id,
                );
                findings.add(findings.at(&named.term.at, message).help(wrong.write));
            }
        }
    }
}

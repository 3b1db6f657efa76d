//! A statement of a policy that AWS refuses.

use crate::check::parts::{Of, wrong_sids};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "invalid-statement",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("invalid_statement.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for document in &deployed.documents {
        let who = match document.of {
            Of::Bucket(..) => "S3 refuses the policy",
            Of::Identity(_) | Of::Trust(_) => "IAM refuses the policy",
            Of::Other => "AWS refuses the policy",
        };
        let of = &document.holder.id;
        for one in deployed.malformed(document) {
            let message = format!("{}, in `{of}`: {who} with `MalformedPolicy`", one.is);
            findings.add(findings.at(&one.at, message).help(one.help));
        }
        for (term, is) in wrong_sids(document) {
            let message = format!("{is}, in `{of}`: {who} with `MalformedPolicyDocument`");
            let finding = findings.at(&term.at, message);
            findings.add(finding.help("a `Sid` of IAM has letters and digits alone, and stands once in a policy; it may be left out"));
        }
    }
}

//! A role that Lambda may not assume.

use std::collections::BTreeSet;

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::simulate::Verdict;

pub(super) const RULE: Rule = Rule {
    code: "untrusted-role",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("untrusted_role.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    let mut asked = BTreeSet::new();
    for function in &deployed.functions {
        let Some((id, role)) = function.role else {
            continue;
        };
        let Some(trust) = role.properties.get("AssumeRolePolicyDocument") else {
            continue;
        };
        if !asked.insert(id) {
            continue;
        }
        let verdict = deployed.decided("service:lambda.amazonaws.com", "sts:AssumeRole", &role.id);
        if matches!(verdict, Some(Verdict::ImplicitDeny | Verdict::ExplicitDeny)) {
            let message = format!(
                "this role does not let Lambda assume it, and the function `{}` is to have it: Lambda refuses the function",
                function.resource.id
            );
            let place = Place::Template(function.at(&["Role"]).clone());
            let finding = findings
                .at(&trust.at, message)
                .also(place, "the function's role");
            findings.add(finding.help(
                "allow `sts:AssumeRole` to `Principal: { Service: lambda.amazonaws.com }` in the trust policy",
            ));
        }
    }
}

//! A variable whose name Lambda does not take.

use crate::aws::environment::{check_name, is_reserved};
use crate::check::parts::Function;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "malformed-variable",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("malformed_variable.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for function in Function::declared(deployed.world) {
        for (name, term) in Function::variables_of(function) {
            if is_reserved(name) {
                continue;
            }
            if let Err(broken) = check_name(name) {
                let message = format!("Lambda refuses the function: {broken}");
                findings.add(findings.at(&term.at, message));
            }
        }
    }
}

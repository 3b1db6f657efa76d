//! A variable that Lambda sets itself.

use crate::aws::environment::is_reserved;
use crate::check::parts::Function;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "reserved-environment-variable",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("reserved_environment_variable.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for function in Function::declared(deployed.world) {
        for (name, term) in Function::variables_of(function) {
            if is_reserved(name) {
                let message = format!(
                    "`{name}` is a variable that Lambda sets itself, so that it refuses the function"
                );
                let finding = findings.at(&term.at, message);
                findings.add(finding.help(format!(
                    "leave it out, or give it a name of your own: code finds Lambda's value under `{name}`"
                )));
            }
        }
    }
}

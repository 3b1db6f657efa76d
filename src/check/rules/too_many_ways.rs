//! A template that may turn out in more ways than are looked at.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "too-many-ways",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("too_many_ways.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    if !deployed.all_ways {
        let message = "this template may turn out in more ways than were looked at: in the others, nothing is decided";
        let finding = findings.everywhere(message);
        findings.add(finding.help("give values for the parameters on which its conditions depend: `--parameter NAME=VALUE`"));
    }
}

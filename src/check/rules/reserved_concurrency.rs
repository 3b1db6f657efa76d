//! Executions that are reserved for a function.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::Known;

pub(super) const RULE: Rule = Rule {
    code: "reserved-concurrency",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("reserved_concurrency.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for function in &deployed.functions {
        let Some(term) = function
            .resource
            .properties
            .get("ReservedConcurrentExecutions")
        else {
            continue;
        };
        // 0 switches a function off, which no quota hinders.
        let number = match term.number() {
            Some(Known::Yes(0)) => continue,
            Some(Known::Yes(number)) => number.to_string(),
            Some(Known::No(_)) | None => "some".to_owned(),
        };
        let message = format!(
            "{number} executions are reserved for this function: an account whose quota leaves fewer than 100 for all others refuses that, and more calls at once are answered by 429"
        );
        let finding = findings.at(&term.at, message);
        findings.add(finding.help(
            "leave it out, unless the function must never run more often at once; new accounts have reduced quotas",
        ));
    }
}

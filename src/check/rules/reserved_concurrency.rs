//! Executions that are reserved for a function.

use crate::aws::limits::lambda::{CONCURRENT_EXECUTIONS, UNRESERVED_EXECUTIONS};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::Known;

pub(super) const RULE: Rule = Rule {
    code: "reserved-concurrency",
    severity: Severity::Warning,
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
        let most = CONCURRENT_EXECUTIONS - UNRESERVED_EXECUTIONS;
        if let Some(Known::Yes(number)) = term.number()
            && number > most
        {
            let message = format!(
                "{number} executions are reserved for this function: Lambda refuses more than {most} unless the account's quota was raised over {CONCURRENT_EXECUTIONS}"
            );
            findings.add(
                findings
                    .at(&term.at, message)
                    .help(format!("reserve {most} at most, or leave it out")),
            );
            continue;
        }
        // 0 switches a function off, which no quota hinders.
        let number = match term.number() {
            Some(Known::Yes(0)) => continue,
            Some(Known::Yes(number)) => number.to_string(),
            Some(Known::No(_)) | None => "some".to_owned(),
        };
        let message = format!(
            "{number} executions are reserved for this function: an account whose quota leaves fewer than 100 for all others refuses that, and more calls at once are answered by 429"
        );
        let finding = findings.graded(Severity::Advice, &term.at, message);
        findings.add(finding.help(
            "leave it out, unless the function must never run more often at once; new accounts have reduced quotas",
        ));
    }
}

//! A number of days for which no log group can keep its events.

use crate::aws::limits::logs::RETENTION_DAYS;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::Known;

pub(super) const RULE: Rule = Rule {
    code: "log-retention-value",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("log_retention_value.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for (_, group) in deployed.of_kind("AWS::Logs::LogGroup") {
        let Some(term) = group.properties.get("RetentionInDays") else {
            continue;
        };
        let days = match term.number() {
            Some(Known::No(_)) => continue,
            Some(Known::Yes(days)) if RETENTION_DAYS.map(u64::from).contains(&days) => continue,
            Some(Known::Yes(days)) => Some(days),
            None => None,
        };
        let said = term.text().unwrap_or_default();
        let message = format!(
            "CloudWatch Logs does not take `{said}` as `RetentionInDays`: it keeps events for certain numbers of days alone"
        );
        let mut near: Vec<u32> = RETENTION_DAYS.to_vec();
        near.sort_by_key(|known| {
            days.map_or(u64::from(*known), |days| days.abs_diff(u64::from(*known)))
        });
        near.truncate(3);
        near.sort_unstable();
        let near: Vec<String> = near.iter().map(ToString::to_string).collect();
        let finding = findings.at(&term.at, message);
        findings.add(finding.help(format!(
            "write {}, or leave it out: then they are kept for ever",
            near.join(", ")
        )));
    }
}

//! A log group that keeps everything for ever.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "log-group-without-retention",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("log_group_without_retention.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for (_, group) in deployed.of_kind("AWS::Logs::LogGroup") {
        if group.properties.get("RetentionInDays").is_none() {
            let message =
                "this log group keeps its events for ever, and each of them costs every month";
            let finding = findings.at(&group.at, message);
            findings.add(finding.help("write `RetentionInDays`: 30, 90, 365 …"));
        }
    }
}

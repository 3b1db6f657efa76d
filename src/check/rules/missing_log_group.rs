//! A function whose log group is not in the template.

use std::collections::BTreeSet;

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "missing-log-group",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("missing_log_group.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    let declared: BTreeSet<_> = deployed.log_groups().map(|(_, _, name)| name).collect();
    for function in &deployed.functions {
        if function.named_log_group().is_some() {
            continue;
        }
        let Some(group) = function.default_log_group() else {
            continue;
        };
        // A custom resource that is told of the group, as CDK's `logRetention` is, sees to it.
        let is_seen_to = deployed.custom_resources().any(|custom| {
            let mut values = custom.properties.entries().iter();
            values.any(|(_, value)| value.text().as_deref() == Some(&group))
        });
        if is_seen_to {
            continue;
        }
        // One at the edge has a group in each region in which it runs, which no single template can make.
        if declared.contains(&group) || deployed.runs_at_edge(function) {
            continue;
        }
        let message = "the template has no log group for this function: Lambda makes one at the first call, which keeps everything for ever and which a later template cannot declare";
        let finding = findings.at(&function.resource.at, message);
        findings.add(finding.help(
            "add an `AWS::Logs::LogGroup` with `RetentionInDays`, and name it in the function's `LoggingConfig: { LogGroup: … }`",
        ));
    }
}

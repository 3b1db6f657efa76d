//! A table whose throughput does not fit how it is paid for.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "table-throughput",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("table_throughput.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for (_, table) in deployed.of_kind("AWS::DynamoDB::Table") {
        let mode = table.properties.text_at(&["BillingMode"]);
        let mode = mode.map_or(Some("PROVISIONED".to_owned()), |mode| {
            mode.as_known().map(str::to_owned)
        });
        let throughput = table.properties.get("ProvisionedThroughput");
        match (mode.as_deref(), throughput) {
            (Some("PAY_PER_REQUEST"), Some(throughput)) if !throughput.entries().is_empty() => {
                let message = "a table that is paid by request has no `ProvisionedThroughput`: DynamoDB refuses it";
                let finding = findings.at(&throughput.at, message);
                findings.add(finding.help("take it out, or write `BillingMode: PROVISIONED`"));
            }
            (Some("PROVISIONED"), None) => {
                let at = table.properties.get("BillingMode");
                let at = at.map_or(&table.at, |mode| &mode.at);
                let message = "this table is paid by throughput, which is the default, and has no `ProvisionedThroughput`: DynamoDB refuses it";
                let finding = findings.at(at, message);
                findings.add(finding.help(
                    "write `BillingMode: PAY_PER_REQUEST`, or `ProvisionedThroughput` with both of its numbers",
                ));
            }
            (Some(_) | None, _) => {}
        }
    }
}

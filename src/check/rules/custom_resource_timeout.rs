//! A custom resource that may take an hour to fail.

use crate::check::parts::Function;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "custom-resource-timeout",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("custom_resource_timeout.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for custom in deployed.custom_resources() {
        if custom.properties.get("ServiceTimeout").is_some() {
            continue;
        }
        let message = "this custom resource has no `ServiceTimeout`: where its function fails to answer, the deployment waits 3600 seconds, and the rollback as long again";
        let timeout = deployed.provider_of(custom).and_then(Function::timeout);
        let takes = timeout.map_or_else(
            || "its function may take".to_owned(),
            |timeout| format!("the {timeout} seconds that its function may take"),
        );
        let finding = findings.at(&custom.at, message);
        findings.add(finding.help(format!(
            "write `ServiceTimeout`, somewhat more than {takes}"
        )));
    }
}

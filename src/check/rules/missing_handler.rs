//! A function of which Lambda does not learn how to run it.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "missing-handler",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("missing_handler.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for function in &deployed.functions {
        let properties = &function.resource.properties;
        let package = properties.text_at(&["PackageType"]);
        let is_zip = package.is_none_or(|package| package.as_known() == Some("Zip"));
        let has_code = ["ZipFile", "S3Key"]
            .iter()
            .any(|key| properties.find(&["Code", key]).is_some());
        if !is_zip || !has_code {
            continue;
        }
        let missing: Vec<&str> = ["Handler", "Runtime"]
            .into_iter()
            .filter(|key| properties.get(key).is_none())
            .collect();
        if missing.is_empty() {
            continue;
        }
        let message = format!(
            "a function whose code is a zip file needs `Handler` and `Runtime`, and this one has no {}: Lambda refuses it",
            missing
                .iter()
                .map(|key| format!("`{key}`"))
                .collect::<Vec<_>>()
                .join(" and no ")
        );
        let finding = findings.at(&function.resource.at, message);
        findings
            .add(finding.help("write both: `Handler: index.handler` and `Runtime: python3.14`"));
    }
}

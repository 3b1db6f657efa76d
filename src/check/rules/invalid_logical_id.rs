//! A name in the template that has more than letters and digits in it.

use crate::aws::LogicalId;
use crate::check::{Find, Findings, Rule, Written};
use crate::diag::{Path, Severity};

pub(super) const RULE: Rule = Rule {
    code: "invalid-logical-id",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("invalid_logical_id.md"),
    find: Find::Written(find),
};

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html>,
/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html>
fn find(written: &Written, findings: &mut Findings) {
    for section in ["Parameters", "Resources"] {
        for entry in written.template.section(section) {
            let id = entry.key.as_str();
            // Loops and transforms stand among resources under names of their own.
            if id.starts_with("Fn::") {
                continue;
            }
            let Some(wrong) = id.chars().find(|letter| !letter.is_ascii_alphanumeric()) else {
                continue;
            };
            let at = Path::from_iter([section, id]);
            let message = format!(
                "`{id}` has a `{wrong}` in it, and logical ids have letters and digits alone: CloudFormation refuses the template"
            );
            let better = LogicalId::from_words(&[id]);
            let finding = findings.at(&at, message);
            findings.add(if better.as_str().is_empty() {
                finding
            } else {
                finding.help(format!(
                    "call it `{}`, here and where it is named",
                    better.as_str()
                ))
            });
        }
    }
}

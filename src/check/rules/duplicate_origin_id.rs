//! Two origins of one id.

use std::collections::BTreeMap;

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Path, Place, Severity};
use crate::template::Text;

pub(super) const RULE: Rule = Rule {
    code: "duplicate-origin-id",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("duplicate_origin_id.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-cloudfront-distribution-origin.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        let mut known: BTreeMap<&Text, &Path> = BTreeMap::new();
        for origin in &distribution.origins {
            let Some(term) = origin.term.get("Id") else {
                continue;
            };
            let Some(first) = known.get(&origin.id) else {
                known.insert(&origin.id, &term.at);
                continue;
            };
            let message = format!(
                "the distribution has two origins `{}`, so that CloudFront refuses it: an id is unique in its distribution",
                origin.id
            );
            let finding = findings.at(&term.at, message);
            let finding = finding.also(Place::Template((*first).clone()), "the other one");
            findings.add(finding.help(
                "give one of them another id, and name it in the behaviors that are to ask it",
            ));
        }
    }
}

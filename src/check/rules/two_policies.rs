//! Two policies of one bucket.

use std::collections::BTreeMap;

use crate::check::parts::{Document, Of};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::template::Text;

pub(super) const RULE: Rule = Rule {
    code: "two-policies",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("two_policies.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    let mut first: BTreeMap<&Text, &Document> = BTreeMap::new();
    for document in &deployed.documents {
        let Of::Bucket(name, bucket) = &document.of else {
            continue;
        };
        if *name == Text::default() {
            continue;
        }
        let Some(before) = first.get(name) else {
            first.insert(name, document);
            continue;
        };
        let id = bucket.map_or_else(
            || name.to_string(),
            |id| deployed.resources().name(id).to_owned(),
        );
        let message = format!(
            "`{}` and `{}` are both the policy of `{id}`, which has one: the second overwrites the first, or fails",
            before.holder.id, document.holder.id,
        );
        let property = document.holder.properties.get("Bucket");
        let at = property.map_or(&document.holder.at, |term| &term.at);
        findings.add(
            findings
                .at(at, message)
                .also(
                    Place::Template(before.holder.at.clone()),
                    "the other policy",
                )
                .help("put all statements into one `AWS::S3::BucketPolicy`"),
        );
    }
}

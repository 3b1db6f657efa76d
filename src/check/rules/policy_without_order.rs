//! A bucket policy that may be put before its bucket is there.

use std::collections::{BTreeMap, BTreeSet};

use crate::check::parts::Of;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::template::Via;

pub(super) const RULE: Rule = Rule {
    code: "policy-without-order",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("policy_without_order.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    let mut needs: Option<BTreeMap<String, BTreeSet<String>>> = None;
    for document in &deployed.documents {
        let Of::Bucket(_, Some(id)) = &document.of else {
            continue;
        };
        let Some(bucket) = deployed.bucket(*id) else {
            continue;
        };
        let needs = needs.get_or_insert_with(|| read(deployed));
        let (policy, bucket_id) = (&document.holder.id, &bucket.resource.id);
        if waits(needs, policy, bucket_id) {
            continue;
        }
        let message = format!(
            "`{policy}` names `{bucket_id}` by its name alone, which gives no order: CloudFormation may put the policy before the bucket is there, and the deployment fails with `NoSuchBucket`"
        );
        let property = document.holder.properties.get("Bucket");
        let at = property.map_or(&document.holder.at, |term| &term.at);
        findings.add(
            findings
                .at(at, message)
                .also(Place::Template(bucket.resource.at.clone()), "the bucket")
                .help(format!("write `Bucket: !Ref {bucket_id}`"))
                .help(format!(
                    "or `DependsOn: {bucket_id}` where a reference would close a ring"
                )),
        );
    }
}

/// What each resource waits for.
fn read(deployed: &Deployed) -> BTreeMap<String, BTreeSet<String>> {
    let mut needs: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for reference in deployed.template.references() {
        let counts = match reference.via {
            Via::Ref | Via::GetAtt(_) | Via::DependsOn => reference.from.0 == "Resources",
            Via::Condition => false,
        };
        if counts {
            needs
                .entry(reference.from.1)
                .or_default()
                .insert(reference.to);
        }
    }
    needs
}

/// Whether one resource waits for another, by way of others or not.
fn waits(needs: &BTreeMap<String, BTreeSet<String>>, from: &str, to: &str) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        if seen.insert(id) {
            open.extend(needs.get(id).into_iter().flatten().map(String::as_str));
        }
    }
    false
}

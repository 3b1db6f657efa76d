//! A bucket without a public statement that writes its blocks off.

use crate::check::parts::{Bucket, Of};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::simulate::Publicity;
use crate::template::Text;

pub(super) const RULE: Rule = Rule {
    code: "blocks-off",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("blocks_off.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    // A policy whose bucket is not known may be that of any bucket.
    let mut all = deployed.documents.iter();
    if all
        .any(|document| matches!(&document.of, Of::Bucket(name, None) if name.as_known().is_none()))
    {
        return;
    }
    for bucket in &deployed.buckets {
        let off = off(bucket);
        if off.is_empty() || has_list(bucket) {
            continue;
        }
        let mut policies = deployed.policies_of(bucket.id);
        if policies.any(|document| Publicity::of(document.term) != Publicity::No) {
            continue;
        }
        let verb = if off.len() == 1 { "is" } else { "are" };
        let message = format!(
            "{} {verb} off for `{}`, which nothing here makes public: a slip in its policy would",
            off.join(", "),
            bucket.resource.id,
        );
        findings.add(
            findings
                .at(bucket.at("PublicAccessBlockConfiguration"), message)
                .help("set all four of `PublicAccessBlockConfiguration` to `true`"),
        );
    }
}

/// The switches that are off.
fn off(bucket: &Bucket) -> Vec<&'static str> {
    let blocks = &bucket.blocks;
    let all = [
        ("`BlockPublicAcls`", blocks.block_public_acls),
        ("`BlockPublicPolicy`", blocks.block_public_policy),
        ("`IgnorePublicAcls`", blocks.ignore_public_acls),
        ("`RestrictPublicBuckets`", blocks.restrict_public_buckets),
    ];
    let off = all.into_iter().filter(|(_, on)| *on == Some(false));
    off.map(|(name, _)| name).collect()
}

/// Whether the bucket is made public by a list.
fn has_list(bucket: &Bucket) -> bool {
    let list = bucket.resource.properties.text_at(&["AccessControl"]);
    list.is_some_and(|list| list.as_known() != Some("Private") && list != Text::default())
}

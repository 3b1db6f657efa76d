//! A public access control list of a bucket that blocks those.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "public-acl-blocked",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("public_acl_blocked.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for bucket in &deployed.buckets {
        let list = bucket.resource.properties.text_at(&["AccessControl"]);
        let Some(list) = list.as_ref().and_then(|list| list.as_known()) else {
            continue;
        };
        let is_public = matches!(list, "PublicRead" | "PublicReadWrite" | "AuthenticatedRead");
        if !is_public
            || bucket.lists_count != Some(true)
            || bucket.blocks.block_public_acls != Some(true)
        {
            continue;
        }
        let name = &bucket.resource.id;
        let why = if bucket.blocks.written {
            "has `BlockPublicAcls` on"
        } else {
            "writes no blocks, and every new bucket has all four on"
        };
        let message = format!(
            "the list `{list}` of `{name}` is public, and `{name}` {why}: S3 refuses the list with 403"
        );
        let blocks = Place::Template(bucket.at_switch("BlockPublicAcls").clone());
        findings.add(
            findings
                .at(bucket.at("AccessControl"), message)
                .also(blocks, "what blocks it")
                .help(
                    "take the list out, and say in a bucket policy which prefix everybody may read",
                ),
        );
    }
}

//! A public policy of a bucket that blocks public policies.

use crate::check::parts::Of;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::simulate::Publicity;

pub(super) const RULE: Rule = Rule {
    code: "public-policy-blocked",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("public_policy_blocked.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for document in &deployed.documents {
        let Of::Bucket(_, Some(id)) = &document.of else {
            continue;
        };
        let Some(bucket) = deployed.bucket(*id) else {
            continue;
        };
        if bucket.blocks.block_public_policy != Some(true) {
            continue;
        }
        let Publicity::Yes(at) = Publicity::of(document.term) else {
            continue;
        };
        let name = &bucket.resource.id;
        let why = if bucket.blocks.written {
            format!("`{name}` has `BlockPublicPolicy` on")
        } else {
            format!("`{name}` writes no blocks, and every new bucket has all four on")
        };
        let message = format!(
            "this statement makes the policy of `{name}` public, and {why}: S3 refuses the policy with 403"
        );
        let blocks = Place::Template(bucket.at_switch("BlockPublicPolicy").clone());
        findings.add(
            findings
                .at(&at, message)
                .also(blocks, "what blocks it")
                .help("if everybody is meant to read it: `PublicAccessBlockConfiguration` with `BlockPublicPolicy: false` and `RestrictPublicBuckets: false`, the other two `true`")
                .help("if CloudFront alone is meant to: name the identity, or the service with `aws:SourceArn`"),
        );
    }
}

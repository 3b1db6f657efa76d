//! A public policy of a bucket that lets nobody in by it.

use crate::check::parts::Of;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::simulate::Publicity;

pub(super) const RULE: Rule = Rule {
    code: "public-policy-restricted",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("public_policy_restricted.md"),
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
        let blocks = &bucket.blocks;
        let is_so = blocks.block_public_policy == Some(false)
            && blocks.restrict_public_buckets == Some(true);
        let Publicity::Yes(at) = Publicity::of(document.term) else {
            continue;
        };
        if is_so {
            let name = &bucket.resource.id;
            let message = format!(
                "`RestrictPublicBuckets` is on, and the policy of `{name}` is public: S3 takes it, and answers 403 to everybody but services and this account"
            );
            findings.add(
                findings
                    .at(bucket.at_switch("RestrictPublicBuckets"), message)
                    .also(Place::Template(at), "the statement that makes the policy public")
                    .help("if everybody is meant to read it, set `RestrictPublicBuckets: false`")
                    .help("otherwise name in the policy who is meant to, and set `BlockPublicPolicy: true`"),
            );
        }
    }
}

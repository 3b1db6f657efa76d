//! An access control list of a bucket that takes none.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "acl-with-enforced-ownership",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("acl_with_enforced_ownership.md"),
    find: Find::Deployed(find),
};

/// The lists of AWS that let in somebody beside the owner.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#canned-acl>
const OF_OTHERS: [&str; 5] = [
    "PublicRead",
    "PublicReadWrite",
    "AuthenticatedRead",
    "LogDeliveryWrite",
    "AwsExecRead",
];

fn find(deployed: &Deployed, findings: &mut Findings) {
    for bucket in &deployed.buckets {
        let list = bucket.resource.properties.text_at(&["AccessControl"]);
        let Some(list) = list.as_ref().and_then(|list| list.as_known()) else {
            continue;
        };
        if bucket.lists_count != Some(false) || !OF_OTHERS.contains(&list) {
            continue;
        }
        let written = bucket.resource.properties.get("OwnershipControls");
        let why = match written {
            Some(_) => "has `BucketOwnerEnforced`",
            None => "says nothing about ownership, which means `BucketOwnerEnforced`",
        };
        let message = format!(
            "`{}` sets the list `{list}` and {why}: S3 refuses the bucket with `InvalidBucketAclWithObjectOwnership`",
            bucket.resource.id
        );
        let mut finding = findings.at(bucket.at("AccessControl"), message);
        if let Some(written) = written {
            finding = finding.also(Place::Template(written.at.clone()), "who owns the objects");
        }
        let policy = match list {
            "LogDeliveryWrite" => {
                "take the list out, and let `logging.s3.amazonaws.com` put objects by a bucket policy"
            }
            _ => "take the list out, and say in a bucket policy who may read",
        };
        findings.add(
            finding
                .help(policy)
                .help("if lists are needed, write `OwnershipControls` with `BucketOwnerPreferred`"),
        );
    }
}

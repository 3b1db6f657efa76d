//! Operations on buckets.

use super::{Configuration, Operation};
use crate::aws::Method;
use crate::simulate::s3::query::Query;

/// The parts of a bucket, by the parameters that name them: the actions that read, set and remove them.
const OF_BUCKETS: &[(&str, [&str; 3])] = &[
    ("acl", ["s3:GetBucketAcl", "s3:PutBucketAcl", ""]),
    (
        "policy",
        [
            "s3:GetBucketPolicy",
            "s3:PutBucketPolicy",
            "s3:DeleteBucketPolicy",
        ],
    ),
    ("policyStatus", ["s3:GetBucketPolicyStatus", "", ""]),
    (
        "cors",
        ["s3:GetBucketCORS", "s3:PutBucketCORS", "s3:PutBucketCORS"],
    ),
    (
        "website",
        [
            "s3:GetBucketWebsite",
            "s3:PutBucketWebsite",
            "s3:DeleteBucketWebsite",
        ],
    ),
    ("versions", ["s3:ListBucketVersions", "", ""]),
    ("uploads", ["s3:ListBucketMultipartUploads", "", ""]),
    ("location", ["s3:GetBucketLocation", "", ""]),
    (
        "versioning",
        ["s3:GetBucketVersioning", "s3:PutBucketVersioning", ""],
    ),
    (
        "logging",
        ["s3:GetBucketLogging", "s3:PutBucketLogging", ""],
    ),
    (
        "lifecycle",
        [
            "s3:GetLifecycleConfiguration",
            "s3:PutLifecycleConfiguration",
            "s3:PutLifecycleConfiguration",
        ],
    ),
    (
        "tagging",
        [
            "s3:GetBucketTagging",
            "s3:PutBucketTagging",
            "s3:PutBucketTagging",
        ],
    ),
    (
        "notification",
        ["s3:GetBucketNotification", "s3:PutBucketNotification", ""],
    ),
    (
        "encryption",
        [
            "s3:GetEncryptionConfiguration",
            "s3:PutEncryptionConfiguration",
            "s3:PutEncryptionConfiguration",
        ],
    ),
    (
        "accelerate",
        [
            "s3:GetAccelerateConfiguration",
            "s3:PutAccelerateConfiguration",
            "",
        ],
    ),
    (
        "requestPayment",
        [
            "s3:GetBucketRequestPayment",
            "s3:PutBucketRequestPayment",
            "",
        ],
    ),
    (
        "replication",
        [
            "s3:GetReplicationConfiguration",
            "s3:PutReplicationConfiguration",
            "s3:PutReplicationConfiguration",
        ],
    ),
    (
        "publicAccessBlock",
        [
            "s3:GetBucketPublicAccessBlock",
            "s3:PutBucketPublicAccessBlock",
            "s3:PutBucketPublicAccessBlock",
        ],
    ),
    (
        "ownershipControls",
        [
            "s3:GetBucketOwnershipControls",
            "s3:PutBucketOwnershipControls",
            "s3:PutBucketOwnershipControls",
        ],
    ),
    (
        "object-lock",
        [
            "s3:GetBucketObjectLockConfiguration",
            "s3:PutBucketObjectLockConfiguration",
            "",
        ],
    ),
    (
        "analytics",
        [
            "s3:GetAnalyticsConfiguration",
            "s3:PutAnalyticsConfiguration",
            "s3:PutAnalyticsConfiguration",
        ],
    ),
    (
        "inventory",
        [
            "s3:GetInventoryConfiguration",
            "s3:PutInventoryConfiguration",
            "s3:PutInventoryConfiguration",
        ],
    ),
    (
        "metrics",
        [
            "s3:GetMetricsConfiguration",
            "s3:PutMetricsConfiguration",
            "s3:PutMetricsConfiguration",
        ],
    ),
    (
        "intelligent-tiering",
        [
            "s3:GetIntelligentTieringConfiguration",
            "s3:PutIntelligentTieringConfiguration",
            "s3:PutIntelligentTieringConfiguration",
        ],
    ),
];

/// The operation on a bucket.
pub(super) fn operation(method: Method, query: Query) -> Operation {
    let part = || OF_BUCKETS.iter().find(|(name, _)| query.has(name));
    let plain = |action: &'static str, status| match action {
        "" => Operation::NotAllowed,
        _ => Operation::Plain { action, status },
    };
    match method {
        Method::Head => plain("s3:ListBucket", 200),
        Method::Get => match part() {
            Some((name, [get, _, _])) => match configuration(name) {
                Some(kind) => Operation::Configuration { action: get, kind },
                None => plain(get, 200),
            },
            None => plain("s3:ListBucket", 200),
        },
        Method::Put => match part() {
            Some(("acl", _)) => Operation::SetBucketAcl,
            Some((_, [_, put, _])) => plain(put, 200),
            None => Operation::CreateBucket,
        },
        Method::Delete => match part() {
            Some((_, [_, _, delete])) => plain(delete, 204),
            None => Operation::DeleteBucket,
        },
        Method::Post => Operation::InBody,
        Method::Patch | Method::Options => Operation::NotAllowed,
    }
}

fn configuration(name: &str) -> Option<Configuration> {
    Some(match name {
        "policy" | "policyStatus" => Configuration::Policy,
        "cors" => Configuration::Cors,
        "website" => Configuration::Website,
        "lifecycle" => Configuration::Lifecycle,
        "replication" => Configuration::Replication,
        _ => return None,
    })
}

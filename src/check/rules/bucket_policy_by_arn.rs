//! A bucket policy that names its bucket by the ARN.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::Part;

pub(super) const RULE: Rule = Rule {
    code: "bucket-policy-by-arn",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("bucket_policy_by_arn.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for (_, policy) in deployed.of_kind("AWS::S3::BucketPolicy") {
        let Some(term) = policy.properties.get("Bucket") else {
            continue;
        };
        let Some(text) = term.text() else {
            continue;
        };
        let is_arn = match text.parts().first() {
            Some(Part::Known(known)) => known.starts_with("arn:"),
            Some(Part::Unknown(_)) | None => false,
        };
        if !is_arn {
            continue;
        }
        let mut buckets = deployed.buckets.iter();
        let bucket = buckets.find(|bucket| bucket.arn == *text);
        let message = format!(
            "`{text}` is an ARN, and `Bucket` takes the name of a bucket: S3 refuses the policy with `InvalidBucketName`"
        );
        findings.add(findings.at(&term.at, message).help(match bucket {
            Some(bucket) => format!("write `!Ref {}`", bucket.resource.id),
            None => "write the name alone".to_owned(),
        }));
    }
}

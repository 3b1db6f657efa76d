//! An ARN where the name of a bucket belongs.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::Part;

pub(super) const RULE: Rule = Rule {
    code: "arn-for-bucket-name",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("arn_for_bucket_name.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-s3-bucketpolicy.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for (_, policy) in deployed.of_kind("AWS::S3::BucketPolicy") {
        let Some(term) = policy.properties.get("Bucket") else {
            continue;
        };
        let Some(text) = term.text() else {
            continue;
        };
        let Some(Part::Known(beginning)) = text.parts().first() else {
            continue;
        };
        if !beginning.starts_with("arn:") {
            continue;
        }
        let message = format!(
            "`{}` is for the bucket `{text}`, which is an ARN and no name, so that S3 refuses it",
            policy.id
        );
        let finding = findings.at(&term.at, message);
        let mut buckets = deployed.buckets.iter();
        findings.add(match buckets.find(|bucket| bucket.arn == *text) {
            Some(bucket) => finding.help(format!("write `!Ref {}`", bucket.resource.id)),
            None => finding.help("write the name of the bucket"),
        });
    }
}

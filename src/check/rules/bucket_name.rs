//! A name that S3 does not take for a bucket.

use crate::aws::bucket_name::{check_pieces, is_account_regional};
use crate::check::parts::{Bucket, pieces};
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::template::Text;

pub(super) const RULE: Rule = Rule {
    code: "bucket-name",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("bucket_name.md"),
    find: Find::Deployed(find),
};

fn find(deployed: &Deployed, findings: &mut Findings) {
    for bucket in &deployed.buckets {
        let Some(name) = bucket.resource.properties.text_at(&["BucketName"]) else {
            continue;
        };
        let at = bucket.at("BucketName");
        if let Err(broken) = check_pieces(&pieces(&name)) {
            let message = format!(
                "S3 does not take `{name}` as the name of a bucket: {}",
                broken.join("; ")
            );
            let finding = findings.at(at, message);
            findings.add(finding.help(
                "write a name of 3 to 63 lowercase letters, digits and hyphens, or leave `BucketName` out",
            ));
        } else if let Some(message) = wrong_namespace(bucket, &name) {
            let finding = findings.at(at, message);
            findings.add(finding.help(
                "`BucketNamespace: account-regional` and a name that ends with `-${AWS::AccountId}-${AWS::Region}-an` belong together",
            ));
        }
    }
}

/// What is wrong where the name and the namespace of a bucket do not fit each other: names that end with `-an` belong to the
/// namespace of an account, in which all names end so.
///
/// <https://docs.aws.amazon.com/AmazonS3/latest/userguide/gpbucketnamespaces.html>
fn wrong_namespace(bucket: &Bucket, name: &Text) -> Option<String> {
    let namespace = bucket.resource.properties.text_at(&["BucketNamespace"]);
    let namespace = namespace.unwrap_or_else(|| Text::from("global"));
    match (namespace.as_known()?, pieces(name).last()?.as_ref()?) {
        ("account-regional", _) => {
            let name = name.as_known()?;
            (!is_account_regional(name)).then(|| {
                format!(
                    "S3 does not take `{name}` as the name of a bucket of the account's own namespace: it does not end with the account, the region and `-an`"
                )
            })
        }
        (_, end) if end.ends_with("-an") => Some(format!(
            "S3 does not take `{name}` as the name of a bucket: `-an` ends the names of an account's own namespace, in which this bucket is not"
        )),
        (_, _) => None,
    }
}

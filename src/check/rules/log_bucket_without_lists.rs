//! A bucket for the logs of a distribution that takes no access control lists.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};

pub(super) const RULE: Rule = Rule {
    code: "log-bucket-without-lists",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("log_bucket_without_lists.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging-legacy-s3.html#access-logs-choosing-s3-bucket>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        let Some(term) = distribution.config.find(&["Logging", "Bucket"]) else {
            continue;
        };
        let Some(host) = term.text() else {
            continue;
        };
        let mut buckets = deployed.buckets.iter();
        let found = buckets.find(|bucket| {
            let names = ["DomainName", "RegionalDomainName"];
            let mut names = names
                .iter()
                .filter_map(|name| bucket.resource.attribute(name));
            names.any(|name| *name == *host)
                || bucket.name.clone().and(".s3.amazonaws.com") == *host
        });
        let Some(bucket) = found.filter(|bucket| bucket.lists_count == Some(false)) else {
            continue;
        };
        let why = match bucket.resource.properties.get("OwnershipControls") {
            Some(_) => "has `BucketOwnerEnforced`",
            None => "says nothing about ownership, which means `BucketOwnerEnforced`",
        };
        let message = format!(
            "the logs of `{}` go to `{}`, which {why}: CloudFront lets itself in by an access control list, and cannot",
            distribution.resource.id, bucket.resource.id
        );
        findings.add(
            findings
                .at(&term.at, message)
                .also(
                    Place::Template(bucket.at("OwnershipControls").clone()),
                    "the bucket",
                )
                .help("write `OwnershipControls: { Rules: [{ ObjectOwnership: BucketOwnerPreferred }] }` on the bucket")
                .help("or deliver the logs by `AWS::Logs::Delivery`, which needs no lists"),
        );
    }
}

//! A bucket that is asked by the endpoint of all regions.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;
use crate::simulate::Backend;

pub(super) const RULE: Rule = Rule {
    code: "global-bucket-endpoint",
    severity: Severity::Warning,
    refuses: false,
    page: include_str!("global_bucket_endpoint.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesOrigin.html#DownloadDistValuesDomainName>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for origin in &distribution.origins {
            let Backend::Bucket(host) = &origin.backend else {
                continue;
            };
            // A bucket that was there before has long been known everywhere.
            let (Some(bucket), false, None) = (host.bucket, host.website, &host.region) else {
                continue;
            };
            let name = deployed.resources().name(bucket);
            let message = format!(
                "{} asks the new bucket `{name}` by S3's global endpoint `{}`: where the bucket is not in us-east-1, viewers get 307 for up to 24 hours and are sent to the bucket itself, which refuses them",
                origin.name(),
                origin.domain
            );
            let at = origin.term.get("DomainName").unwrap_or(origin.term);
            let finding = findings.at(&at.at, message);
            findings.add(finding.help(format!(
                "write `!GetAtt {name}.RegionalDomainName`: `BUCKET.s3.REGION.amazonaws.com`"
            )));
        }
    }
}

//! An API behind a behavior that lets no writes through.

use crate::aws::Method;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Severity, quoted};

pub(super) const RULE: Rule = Rule {
    code: "reads-only-api",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("reads_only_api.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/DownloadDistValuesCacheBehavior.html#DownloadDistValuesAllowedHTTPMethods>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for distribution in &deployed.distributions {
        for behavior in &distribution.behaviors {
            let mut origins = distribution.origins_of(behavior);
            let keeps = behavior.passed.keeping.is_by_default();
            let Some(methods) = behavior.allowed_methods() else {
                continue;
            };
            // What is kept at the edge are pages and pictures, and those are only read.
            if keeps != Some(false)
                || methods.contains(&Method::Post)
                || !origins.any(|origin| origin.function_url().is_some())
            {
                continue;
            }
            let methods = methods.iter().map(|method| method.as_str());
            let finding = findings.at(
                behavior.at("AllowedMethods"),
                format!(
                    "{} leads to a function and lets {} through, so that CloudFront itself answers POST, PUT, PATCH and DELETE by 403",
                    behavior.name(),
                    quoted(methods)
                ),
            );
            findings.add(finding.help(
                "if the function takes writes, set `AllowedMethods` to [GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE]: CloudFront knows no smaller set with POST in it",
            ));
        }
    }
}

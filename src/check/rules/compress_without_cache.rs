//! Compression that never happens.

use crate::aws::managed::Compression;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::template::Known;

pub(super) const RULE: Rule = Rule {
    code: "compress-without-cache",
    severity: Severity::Advice,
    refuses: false,
    page: include_str!("compress_without_cache.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    let all = deployed.distributions.iter();
    for behavior in all.flat_map(|distribution| &distribution.behaviors) {
        let Some(compress) = behavior.term.get("Compress") else {
            continue;
        };
        if compress.bool() != Some(Known::Yes(true))
            || behavior.passed.compression != Some(Compression::None)
        {
            continue;
        }
        let finding = findings.at(
            &compress.at,
            format!(
                "{} has `Compress` true, which does nothing: its cache policy keeps no compressed answers, and CloudFront compresses no others",
                behavior.name()
            ),
        );
        let finding = finding.also(
            Place::Template(behavior.at("CachePolicyId").clone()),
            "the cache policy",
        );
        findings.add(if behavior.caching.is_disabled() {
            finding.help("set `Compress` to false, and compress in the origin what is worth it")
        } else {
            finding.help("set `EnableAcceptEncodingGzip` and `EnableAcceptEncodingBrotli` to true in the cache policy, or `Compress` to false")
        });
    }
}

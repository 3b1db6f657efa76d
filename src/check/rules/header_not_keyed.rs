//! A header that CloudFront does not take into a cache key.

use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::{Place, Severity};
use crate::template::{Known, Term};

pub(super) const RULE: Rule = Rule {
    code: "header-not-keyed",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("header_not_keyed.md"),
    find: Find::Deployed(find),
};

/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/header-caching.html#header-caching-web-selecting>
const REFUSED: [&str; 5] = [
    "connection",
    "cookie",
    "proxy-authorization",
    "te",
    "upgrade",
];

fn find(deployed: &Deployed, findings: &mut Findings) {
    for (_, policy) in deployed.of_kind("AWS::CloudFront::CachePolicy") {
        let way = [
            "CachePolicyConfig",
            "ParametersInCacheKeyAndForwardedToOrigin",
        ];
        let Some(parts) = policy.properties.find(&way) else {
            continue;
        };
        let compressed = ["EnableAcceptEncodingGzip", "EnableAcceptEncodingBrotli"]
            .into_iter()
            .filter_map(|key| parts.get(key))
            .find(|flag| flag.bool() == Some(Known::Yes(true)));
        let headers = parts.find(&["HeadersConfig", "Headers"]).map(Term::items);
        for header in headers.unwrap_or_default() {
            let text = header.text();
            let Some(name) = text.as_ref().and_then(|text| text.as_known()) else {
                continue;
            };
            let lower = name.to_ascii_lowercase();
            if REFUSED.contains(&lower.as_str()) {
                let finding = findings.at(
                    &header.at,
                    format!("the cache policy has the header `{name}` in its key, which CloudFront takes into none, so that it refuses the policy"),
                );
                findings.add(finding.help(if lower == "cookie" {
                    "name the cookies under `CookiesConfig` instead"
                } else {
                    "take it out: it is about one connection, and never reaches an origin"
                }));
            } else if let Some(flag) = compressed.filter(|_| lower == "accept-encoding") {
                let finding = findings.at(
                    &header.at,
                    format!("the cache policy names the header `{name}` though it keeps answers compressed, which puts it into the key already, so that CloudFront refuses the policy"),
                );
                findings.add(
                    finding
                        .also(
                            Place::Template(flag.at.clone()),
                            "this puts it into the key",
                        )
                        .help(format!("take `{name}` out of the headers")),
                );
            }
        }
    }
}

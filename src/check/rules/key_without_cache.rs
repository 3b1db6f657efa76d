//! A cache policy that keeps nothing, and has something in its key.

use crate::check::parts::Times;
use crate::check::{Deployed, Find, Findings, Rule};
use crate::diag::Severity;

pub(super) const RULE: Rule = Rule {
    code: "key-without-cache",
    severity: Severity::Error,
    refuses: false,
    page: include_str!("key_without_cache.md"),
    find: Find::Deployed(find),
};

/// The page says what 0, 0, 0 means; that a key is refused then, CloudFront itself says: "The parameter … is invalid for
/// policy with caching disabled".
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cache-key-understand-cache-policy.html>
fn find(deployed: &Deployed, findings: &mut Findings) {
    for (_, policy) in deployed.of_kind("AWS::CloudFront::CachePolicy") {
        let Some(config) = policy.properties.get("CachePolicyConfig") else {
            continue;
        };
        let off = Times {
            min: 0,
            default: 0,
            max: 0,
        };
        if Times::read(Some(config)) != Some(off) {
            continue;
        }
        for (keys, harmless) in [
            (&["HeadersConfig", "HeaderBehavior"][..], "none"),
            (&["CookiesConfig", "CookieBehavior"], "none"),
            (&["QueryStringsConfig", "QueryStringBehavior"], "none"),
            (&["EnableAcceptEncodingGzip"], "false"),
            (&["EnableAcceptEncodingBrotli"], "false"),
        ] {
            let parts = config.get("ParametersInCacheKeyAndForwardedToOrigin");
            let Some(term) = parts.and_then(|parts| parts.find(keys)) else {
                continue;
            };
            let text = term.text();
            let Some(said) = text.as_ref().and_then(|text| text.as_known()) else {
                continue;
            };
            if said.eq_ignore_ascii_case(harmless) {
                continue;
            }
            let key = keys.last().copied().unwrap_or_default();
            let finding = findings.at(
                &term.at,
                format!("the cache policy keeps nothing (all its times are 0) and has `{key}` {said}, so that CloudFront refuses it: \"invalid for policy with caching disabled\""),
            );
            findings.add(
                finding
                    .help("use the managed policy CachingDisabled (4135ea2d-6df8-44a3-9df3-4b5a84be39ad), and pass the rest on by an origin request policy: b689b0a8-53d0-40ab-baf2-68738e2966ac (AllViewerExceptHostHeader) for a function URL")
                    .help(format!("set `{key}` to {harmless}, or `MaxTTL` to 1 or more")),
            );
        }
    }
}

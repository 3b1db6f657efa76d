//! The headers that `CloudFront` adds to the requests for a behavior, because its policies say so.

use std::collections::BTreeSet;

use super::policies::named;
use super::setting::{Names, filled};
use crate::aws::managed::{CachePolicy, OriginRequestPolicy, Selection};
use crate::simulate::world::Resources;
use crate::template::{Term, Text};

/// What the managed policies add that pass on all of the viewer's headers and CloudFront's beside them.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html#managed-origin-request-policy-all-viewer-and-cloudfront>
const OF_JUNE_2022: [&str; 21] = [
    "cloudfront-forwarded-proto",
    "cloudfront-is-android-viewer",
    "cloudfront-is-desktop-viewer",
    "cloudfront-is-ios-viewer",
    "cloudfront-is-mobile-viewer",
    "cloudfront-is-smarttv-viewer",
    "cloudfront-is-tablet-viewer",
    "cloudfront-viewer-address",
    "cloudfront-viewer-asn",
    "cloudfront-viewer-city",
    "cloudfront-viewer-country",
    "cloudfront-viewer-country-name",
    "cloudfront-viewer-country-region",
    "cloudfront-viewer-country-region-name",
    "cloudfront-viewer-http-version",
    "cloudfront-viewer-latitude",
    "cloudfront-viewer-longitude",
    "cloudfront-viewer-metro-code",
    "cloudfront-viewer-postal-code",
    "cloudfront-viewer-time-zone",
    "cloudfront-viewer-tls",
];

/// Their names, in lower case.
///
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/adding-cloudfront-headers.html>
pub(super) fn added_headers(resources: &Resources, behavior: &Term) -> BTreeSet<String> {
    let mut names = Names::read(behavior.find(&["ForwardedValues", "Headers"])).known;
    if let Some(id) = filled(behavior.get("CachePolicyId")) {
        names.extend(of_cache_policy(resources, &id));
    }
    if let Some(id) = filled(behavior.get("OriginRequestPolicyId")) {
        names.extend(of_request_policy(resources, &id));
    }
    let lower = names.iter().map(|name| name.to_ascii_lowercase());
    lower
        .filter(|name| name.starts_with("cloudfront-"))
        .collect()
}

fn of_cache_policy(resources: &Resources, id: &Text) -> Vec<String> {
    if let Some(policy) = id.as_known().and_then(CachePolicy::from_id) {
        return match policy.settings().headers {
            Selection::Only(names) => names.iter().map(|name| (*name).to_owned()).collect(),
            Selection::All | Selection::AllExcept(_) => Vec::new(),
        };
    }
    let keys = [
        "CachePolicyConfig",
        "ParametersInCacheKeyAndForwardedToOrigin",
        "HeadersConfig",
        "Headers",
    ];
    let policy = named(resources, "AWS::CloudFront::CachePolicy", id);
    policy.map_or_else(Vec::new, |policy| {
        Names::read(policy.properties.find(&keys)).known
    })
}

fn of_request_policy(resources: &Resources, id: &Text) -> Vec<String> {
    let managed = id.as_known().and_then(OriginRequestPolicy::from_id);
    match managed {
        Some(
            OriginRequestPolicy::AllViewerAndCloudFrontHeaders202206
            | OriginRequestPolicy::AllViewerExceptHostHeader,
        ) => OF_JUNE_2022.iter().map(|name| (*name).to_owned()).collect(),
        Some(
            OriginRequestPolicy::AllViewer
            | OriginRequestPolicy::CorsCustomOrigin
            | OriginRequestPolicy::CorsS3Origin
            | OriginRequestPolicy::ElementalMediaTailorPersonalizedManifests
            | OriginRequestPolicy::HostHeaderOnly
            | OriginRequestPolicy::UserAgentRefererHeaders,
        ) => Vec::new(),
        None => {
            let keys = ["OriginRequestPolicyConfig", "HeadersConfig"];
            let policy = named(resources, "AWS::CloudFront::OriginRequestPolicy", id);
            let headers = policy.and_then(|policy| policy.properties.find(&keys));
            // Those that are taken out are none that are added.
            let takes_out = |word: &Text| word.as_known() == Some("allExcept");
            match headers {
                Some(headers)
                    if !headers
                        .text_at(&["HeaderBehavior"])
                        .as_ref()
                        .is_some_and(takes_out) =>
                {
                    Names::read(headers.get("Headers")).known
                }
                Some(_) | None => Vec::new(),
            }
        }
    }
}

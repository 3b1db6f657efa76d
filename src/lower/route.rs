//! Routes as cache behaviors, with the policies of their own.

use super::draft::Draft;
use super::fact::Facts;
use crate::app::{Cache, Headers, Id, OwnCache, OwnHeaders, PlainHttp, Route, Site, Target};
use crate::aws::LogicalId;
use crate::aws::managed;
use crate::cfn::cloudfront::{
    CacheHeaderBehavior, CacheHeadersConfig, CachePolicy, CachePolicyConfig, ContentSecurityPolicy,
    ContentTypeOptions, CookieBehavior, CookiesConfig, CustomHeader, DefaultCacheBehavior,
    FrameOption, FrameOptions, Items, ParametersInCacheKeyAndForwardedToOrigin,
    QueryStringBehavior, QueryStringsConfig, ReferrerPolicy, ReferrerPolicyValue, RemoveHeader,
    ResponseHeadersPolicy, ResponseHeadersPolicyConfig, SecurityHeadersConfig,
    StrictTransportSecurity, ViewerProtocolPolicy, XssProtection,
};
use crate::cfn::{Resource, Text};

/// Seconds of 365 days.
const YEAR: u32 = 31_536_000;

/// What tells one route of a site from another, in names: `progress-photos` for `/progress-photos/*`.
fn slug(route: &Route) -> String {
    let written = route
        .pattern
        .as_ref()
        .map_or("default", |pattern| pattern.as_written());
    let words = written.split(|c: char| !c.is_ascii_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-")
}

/// The behavior of a route, whatever its pattern; its own policies are added to the draft.
pub(super) fn behavior(
    draft: &mut Draft,
    facts: &Facts,
    id: Id<Site>,
    site: &Site,
    route: &Route,
) -> DefaultCacheBehavior {
    let is_store = matches!(route.target, Target::Store { .. });
    let protocol = match route.plain_http {
        PlainHttp::Redirected => ViewerProtocolPolicy::RedirectToHttps,
        PlainHttp::Refused => ViewerProtocolPolicy::HttpsOnly,
    };
    DefaultCacheBehavior {
        allowed_methods: Some(route.methods),
        compress: Some(match &route.cache {
            Cache::Off => false,
            Cache::Long | Cache::AsAnswered => true,
            Cache::Own(own) => own.compress,
        }),
        cache_policy_id: Some(match &route.cache {
            Cache::Off => Text::from(managed::CachePolicy::CachingDisabled.id()),
            Cache::Long => Text::from(managed::CachePolicy::CachingOptimized.id()),
            Cache::AsAnswered => {
                let config = as_answered(policy_name(facts, site, route), &route.target);
                cache_policy(draft, facts, id, route, None, config)
            }
            Cache::Own(own) => {
                let config = as_named(policy_name(facts, site, route), own);
                cache_policy(draft, facts, id, route, own.id.as_ref(), config)
            }
        }),
        // A server gets everything the viewer sent but the Host header, by which a function URL is told from others.
        // Where its answers are kept it gets what tells requests apart and no more: what else it saw, a token say,
        // could end up in the answer for somebody else
        // (<https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/add-origin-custom-headers.html#add-origin-custom-headers-forward-authorization>).
        origin_request_policy_id: (!is_store && route.cache == Cache::Off)
            .then(|| Text::from(managed::OriginRequestPolicy::AllViewerExceptHostHeader.id())),
        response_headers_policy_id: match &route.headers {
            Headers::None => None,
            Headers::Security => Some(Text::from(
                managed::ResponseHeadersPolicy::SecurityHeaders.id(),
            )),
            Headers::Own(own) => Some(headers_policy(draft, facts, id, site, route, own)),
        },
        trusted_key_groups: route
            .signed_by
            .iter()
            .map(|group| facts.text(group))
            .collect(),
        ..DefaultCacheBehavior::new(origin_id(facts, &route.target), protocol)
    }
}

/// An origin's id is the name of what lies behind it: names are unique in a stack, and no other origin changes them.
pub(super) fn origin_id<'a>(facts: &Facts<'a>, target: &Target) -> &'a str {
    match target {
        Target::Store { store, .. } => &facts.app.stores[*store].name,
        Target::Service(service) => &facts.app.services[*service].name,
        Target::Host(host) => &facts.app.hosts[*host].name,
    }
}

fn cache_policy(
    draft: &mut Draft,
    facts: &Facts,
    id: Id<Site>,
    route: &Route,
    given: Option<&LogicalId>,
    cache_policy_config: CachePolicyConfig,
) -> Text {
    let policy_id = facts
        .ids
        .pattern_part(id, given, route.pattern.as_ref(), "CachePolicy");
    let policy = CachePolicy {
        cache_policy_config,
    };
    added(draft, policy_id, Resource::new(policy), route)
}

/// The user's times, and what the user named tells requests apart.
fn as_named(name: Text, own: &OwnCache) -> CachePolicyConfig {
    CachePolicyConfig {
        name,
        comment: None,
        min_ttl: own.min,
        default_ttl: own.default,
        max_ttl: own.max,
        parameters_in_cache_key_and_forwarded_to_origin: ParametersInCacheKeyAndForwardedToOrigin {
            enable_accept_encoding_gzip: own.compress,
            enable_accept_encoding_brotli: Some(own.compress),
            headers_config: CacheHeadersConfig {
                header_behavior: match own.headers[..] {
                    [] => CacheHeaderBehavior::None,
                    [..] => CacheHeaderBehavior::Whitelist,
                },
                headers: own.headers.clone(),
            },
            cookies_config: CookiesConfig {
                cookie_behavior: match own.cookies[..] {
                    [] => CookieBehavior::None,
                    [..] => CookieBehavior::Whitelist,
                },
                cookies: own.cookies.clone(),
            },
            query_strings_config: QueryStringsConfig {
                query_string_behavior: match own.query[..] {
                    [] => QueryStringBehavior::None,
                    [..] => QueryStringBehavior::Whitelist,
                },
                query_strings: own.query.clone(),
            },
        },
    }
}

/// What the answer says. A bucket's objects are told apart by their paths alone; a server may choose by more.
///
/// AWS's policy `UseOriginCacheControlHeaders` would send the viewer's Host header along, for which S3 has no use and a
/// function URL has a 403
/// (<https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html#managed-cache-policy-origin-cache-headers>,
/// <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/header-caching.html#header-caching-web-selecting>).
fn as_answered(name: Text, target: &Target) -> CachePolicyConfig {
    let (header_behavior, headers, cookie_behavior, query_string_behavior) = match target {
        Target::Store { .. } => (
            CacheHeaderBehavior::None,
            Vec::new(),
            CookieBehavior::None,
            QueryStringBehavior::None,
        ),
        Target::Service(_) | Target::Host(_) => (
            CacheHeaderBehavior::Whitelist,
            ["authorization", "origin"].map(str::to_owned).to_vec(),
            CookieBehavior::All,
            QueryStringBehavior::All,
        ),
    };
    CachePolicyConfig {
        name,
        comment: None,
        min_ttl: 0,
        default_ttl: 0,
        max_ttl: YEAR,
        parameters_in_cache_key_and_forwarded_to_origin: ParametersInCacheKeyAndForwardedToOrigin {
            enable_accept_encoding_gzip: true,
            enable_accept_encoding_brotli: Some(true),
            headers_config: CacheHeadersConfig {
                header_behavior,
                headers,
            },
            cookies_config: CookiesConfig {
                cookie_behavior,
                cookies: Vec::new(),
            },
            query_strings_config: QueryStringsConfig {
                query_string_behavior,
                query_strings: Vec::new(),
            },
        },
    }
}

/// A policy's name is unique in the account.
fn policy_name(facts: &Facts, site: &Site, route: &Route) -> Text {
    facts.account_wide_name(&format!("{}-{}-{}", facts.app.name, site.name, slug(route)))
}

fn added(draft: &mut Draft, id: LogicalId, resource: Resource, route: &Route) -> Text {
    let reference = Text::reference(&id);
    draft.resource(id, resource, &route.at);
    reference
}

fn headers_policy(
    draft: &mut Draft,
    facts: &Facts,
    id: Id<Site>,
    site: &Site,
    route: &Route,
    own: &OwnHeaders,
) -> Text {
    let policy_id =
        facts
            .ids
            .pattern_part(id, own.id.as_ref(), route.pattern.as_ref(), "HeadersPolicy");
    let items = |items: Vec<CustomHeader>| (!items.is_empty()).then_some(Items { items });
    let policy = ResponseHeadersPolicy {
        response_headers_policy_config: ResponseHeadersPolicyConfig {
            name: policy_name(facts, site, route),
            comment: None,
            security_headers_config: security_headers(own),
            custom_headers_config: items(
                own.set
                    .iter()
                    .map(|(header, value)| CustomHeader {
                        header: header.clone(),
                        value: Text::from(value.as_str()),
                        r#override: true,
                    })
                    .collect(),
            ),
            remove_headers_config: (!own.remove.is_empty()).then(|| Items {
                items: own
                    .remove
                    .iter()
                    .map(|header| RemoveHeader {
                        header: header.clone(),
                    })
                    .collect(),
            }),
            cors_config: None,
        },
    };
    added(draft, policy_id, Resource::new(policy), route)
}

/// What AWS's `SecurityHeadersPolicy` sends, where that is wanted, and a content security policy, which is none of it
/// (<https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-response-headers-policies.html>).
fn security_headers(own: &OwnHeaders) -> Option<SecurityHeadersConfig> {
    let managed = SecurityHeadersConfig {
        content_security_policy: None,
        content_type_options: Some(ContentTypeOptions { r#override: true }),
        frame_options: Some(FrameOptions {
            frame_option: FrameOption::SameOrigin,
            r#override: false,
        }),
        referrer_policy: Some(ReferrerPolicy {
            referrer_policy: ReferrerPolicyValue::StrictOriginWhenCrossOrigin,
            r#override: false,
        }),
        strict_transport_security: Some(StrictTransportSecurity {
            access_control_max_age_sec: YEAR,
            include_subdomains: None,
            preload: None,
            r#override: false,
        }),
        xss_protection: Some(XssProtection {
            protection: true,
            mode_block: Some(true),
            r#override: false,
        }),
    };
    let wanted = if own.security {
        managed
    } else {
        SecurityHeadersConfig::default()
    };
    let content_security_policy =
        own.content_security_policy
            .as_deref()
            .map(|policy| ContentSecurityPolicy {
                content_security_policy: Text::from(policy),
                r#override: true,
            });
    (own.security || content_security_policy.is_some()).then_some(SecurityHeadersConfig {
        content_security_policy,
        ..wanted
    })
}

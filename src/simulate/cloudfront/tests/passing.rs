//! What of a request reaches the origin.

use crate::aws::Method;
use crate::simulate::caller::Caller;
use crate::simulate::cloudfront::asked::Asked;
use crate::simulate::cloudfront::forward::Forwarded;
use crate::simulate::cloudfront::testing::distribution;
use crate::simulate::request::{Facts, Headers, Http, Request, Target, What};
use crate::simulate::run::Run;
use crate::simulate::world::World;
use crate::template::{Explored, explore};

/// A behavior with these settings, in front of a custom origin or a bucket.
fn with(behavior: &str, origin: &str, others: &str) -> World {
    distribution(
        &format!(
            "Enabled: true
Origins: [{{ Id: o, {origin} }}]
DefaultCacheBehavior:
  TargetOriginId: o
{behavior}"
        ),
        others,
    )
}

const CUSTOM: &str = "DomainName: h.example.org, CustomOriginConfig: {}";
const BUCKET: &str = "DomainName: b.s3.us-east-1.amazonaws.com, S3OriginConfig: {}";
const OPTIMIZED: &str = "  CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6";
const DISABLED: &str = "  CachePolicyId: 4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

/// What reaches the origin of the default behavior: `host | query | name=value …`, once for each way it may turn out.
fn passed(
    world: &World,
    method: Method,
    query: Option<&str>,
    headers: &[(&str, &str)],
) -> Vec<String> {
    let headers = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    let id = world.resources.find("D").unwrap();
    let http = Http {
        other_method: false,
        method,
        target: Target::Distribution(id),
        path: "/".to_owned(),
        query: query.map(str::to_owned),
        https: true,
        http_1_0: false,
        headers: Headers(headers.collect()),
        body: None,
        host: "viewer.example.com".to_owned(),
    };
    let request = Request {
        what: What::Http(http.clone()),
        caller: Caller::Anonymous,
        presigned: false,
        context: std::collections::BTreeMap::new(),
        missing: false,
        facts: Facts::default(),
    };
    let distribution = &world.cloudfront.all[&id];
    let explored = explore(
        |trial| {
            let mut run = Run::new(world, &request, trial);
            let behavior = &distribution.behaviors.default;
            let origin = &distribution.origins.origins[0];
            let found = Forwarded::new(&mut run, behavior, origin, &Asked::by_viewer(&http));
            let headers = found.headers.0.iter();
            let headers: Vec<String> = headers
                .filter(|(_, value)| value != "Amazon CloudFront")
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            let host = if found.is_viewers_host {
                "viewer"
            } else {
                "origin"
            };
            let query = found.query.unwrap_or_else(|| "-".to_owned());
            format!("{host} | {query} | {}", headers.join(" "))
        },
        PartialEq::eq,
    );
    match explored {
        Explored::Always(one) => vec![one],
        Explored::Depends { results, .. } => results,
    }
}

fn one(world: &World, method: Method, query: Option<&str>, headers: &[(&str, &str)]) -> String {
    let mut all = passed(world, method, query, headers);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

const HEADERS: &[(&str, &str)] = &[
    ("Host", "v"),
    ("Accept", "a"),
    ("Referer", "r"),
    ("Origin", "o"),
    ("User-Agent", "u"),
    ("Content-Type", "t"),
    ("X-Own", "x"),
    ("Connection", "c"),
    ("X-Edge-Y", "e"),
    ("Cookie", "a=1; b=2"),
];

#[test]
fn policies_pass_on_what_they_name() {
    let orp = |id: &str| {
        with(
            &format!("{DISABLED}\n  OriginRequestPolicyId: {id}"),
            CUSTOM,
            "",
        )
    };
    let get = |world: &World| one(world, Method::Get, Some("q=1&p=2"), HEADERS);
    assert_eq!(
        get(&with(DISABLED, CUSTOM, "")),
        "origin | - | Content-Type=t"
    );
    assert_eq!(
        get(&orp("216adef6-5c7f-47e4-b989-5492eafa07d3")),
        "viewer | q=1&p=2 | Accept=a Referer=r Origin=o User-Agent=u Content-Type=t X-Own=x Cookie=a=1; b=2"
    );
    assert_eq!(
        get(&orp("b689b0a8-53d0-40ab-baf2-68738e2966ac")),
        "origin | q=1&p=2 | Accept=a Referer=r Origin=o User-Agent=u Content-Type=t X-Own=x Cookie=a=1; b=2"
    );
    assert_eq!(
        get(&orp("59781a5b-3903-41f3-afcb-af62929ccde1")),
        "origin | - | Origin=o Content-Type=t"
    );
    assert_eq!(
        get(&orp("bf0718e1-ba1e-49d1-88b1-f726733018ae")),
        "viewer | - | Content-Type=t"
    );
    let by_key = with(
        "  CachePolicyId: 4cc15a8a-d715-48a4-82b8-cc0b614638fe",
        CUSTOM,
        "",
    );
    assert_eq!(
        get(&by_key),
        "viewer | q=1&p=2 | Origin=o Content-Type=t Cookie=a=1; b=2"
    );
    let bucket = with(
        "  CachePolicyId: 83da9c7e-98b4-4e11-a168-04f0df8e2c65",
        BUCKET,
        "",
    );
    assert!(get(&bucket).starts_with("origin | - |"));
}

#[test]
fn policies_of_ones_own() {
    let policies = r"
Key:
  Type: AWS::CloudFront::CachePolicy
  Properties:
    CachePolicyConfig:
      MinTTL: 0
      ParametersInCacheKeyAndForwardedToOrigin:
        CookiesConfig: { CookieBehavior: allExcept, Cookies: [a] }
        HeadersConfig: { HeaderBehavior: whitelist, Headers: [x-own] }
        QueryStringsConfig: { QueryStringBehavior: whitelist, QueryStrings: [q] }
Request:
  Type: AWS::CloudFront::OriginRequestPolicy
  Properties:
    OriginRequestPolicyConfig:
      CookiesConfig: { CookieBehavior: none }
      HeadersConfig: { HeaderBehavior: allExcept, Headers: [Referer, host] }
      QueryStringsConfig: { QueryStringBehavior: allExcept, QueryStrings: [p] }";
    let world = with("  CachePolicyId: !Ref Key", CUSTOM, policies);
    assert_eq!(
        one(&world, Method::Get, Some("Q=0&q=1&p=2&q"), HEADERS),
        "origin | q=1&q | Content-Type=t X-Own=x Cookie=b=2"
    );
    let world = with(
        "  CachePolicyId: !Ref Key\n  OriginRequestPolicyId: !Ref Request",
        CUSTOM,
        policies,
    );
    assert_eq!(
        one(&world, Method::Get, Some("a&q=1&p=2"), HEADERS),
        "origin | a&q=1 | Accept=a Origin=o User-Agent=u Content-Type=t X-Own=x Cookie=b=2"
    );
    let outside = with(
        &format!("{DISABLED}\n  OriginRequestPolicyId: !Ref P"),
        CUSTOM,
        "",
    );
    assert_eq!(passed(&outside, Method::Get, Some("q"), HEADERS).len(), 3);
}

#[test]
fn the_legacy_settings_pass_on_what_they_do_not_know() {
    let legacy = |values: &str| with(&format!("  ForwardedValues: {{ {values} }}"), CUSTOM, "");
    let get = |values: &str| one(&legacy(values), Method::Get, Some("q=1&p=2"), HEADERS);
    assert_eq!(
        get("QueryString: false"),
        "origin | - | Origin=o Content-Type=t X-Own=x"
    );
    assert_eq!(
        get("QueryString: true, QueryStringCacheKeys: [q], Headers: [Host, Referer]"),
        "viewer | q=1&p=2 | Referer=r Origin=o Content-Type=t X-Own=x"
    );
    assert_eq!(
        get("QueryString: false, Cookies: { Forward: whitelist, WhitelistedNames: ['a*'] }"),
        "origin | - | Origin=o Content-Type=t X-Own=x Cookie=a=1"
    );
    assert!(
        get("QueryString: true, Headers: ['*'], Cookies: { Forward: all }").starts_with("viewer")
    );
}

#[test]
fn authorization_is_lost_on_reads() {
    let world = |behavior: &str| with(&format!("{OPTIMIZED}\n{behavior}"), CUSTOM, "");
    let passes = |world: &World, method| {
        one(world, method, None, &[("Authorization", "x")]).contains("Authorization=x")
    };
    let plain = world("");
    for (method, expected) in [
        (Method::Get, false),
        (Method::Head, false),
        (Method::Options, true),
        (Method::Put, true),
        (Method::Post, true),
        (Method::Patch, true),
        (Method::Delete, true),
    ] {
        assert_eq!(passes(&plain, method), expected, "{method}");
    }
    let cached = world("  CachedMethods: [GET, HEAD, OPTIONS]");
    assert!(!passes(&cached, Method::Options));
    for policy in [
        "216adef6-5c7f-47e4-b989-5492eafa07d3",
        "b689b0a8-53d0-40ab-baf2-68738e2966ac",
    ] {
        let passing = world(&format!("  OriginRequestPolicyId: {policy}"));
        assert!(passes(&passing, Method::Get), "{policy}");
    }
    let by_key = with(
        "  CachePolicyId: 2e54312d-136d-493c-8eb9-b001f22f67d2",
        CUSTOM,
        "",
    );
    assert!(passes(&by_key, Method::Get));
}

#[test]
fn headers_of_the_origin_are_added_and_win() {
    let origin = format!(
        "{CUSTOM}, OriginCustomHeaders: [{{ HeaderName: X-Own, HeaderValue: mine }}, {{ HeaderName: Host, HeaderValue: no }}, {{ HeaderName: X-Key, HeaderValue: !Ref P }}]"
    );
    let orp = "  OriginRequestPolicyId: b689b0a8-53d0-40ab-baf2-68738e2966ac";
    let world = with(&format!("{DISABLED}\n{orp}"), &origin, "");
    assert_eq!(
        one(&world, Method::Get, None, &[("x-own", "viewer")]),
        "origin | - | X-Own=mine X-Key={parameter P}"
    );
}

#[test]
fn encodings_have_a_normal_form() {
    let of = |behavior: &str, value: &str| {
        one(
            &with(behavior, CUSTOM, ""),
            Method::Get,
            None,
            &[("Accept-Encoding", value)],
        )
    };
    for (value, expected) in [
        ("gzip, deflate, br;q=1.0", "br,gzip"),
        ("gzip", "gzip"),
        ("BR", "br"),
        ("deflate", "identity"),
    ] {
        let expected = format!("origin | - | Accept-Encoding={expected}");
        assert_eq!(of(OPTIMIZED, value), expected, "{value}");
    }
    assert_eq!(of(DISABLED, "gzip"), "origin | - | ");
    let gzip = "  CachePolicyId: 08627262-05a9-4f76-9ded-b50ca2e3a84f";
    assert_eq!(of(gzip, "br,gzip"), "origin | - | Accept-Encoding=gzip");
}

#[test]
fn what_signs_a_url_for_cloudfront_is_taken_out() {
    let all = "  CachePolicyId: 4cc15a8a-d715-48a4-82b8-cc0b614638fe";
    let query = Some("a=1&Expires=1&Signature=s&Key-Pair-Id=k&b");
    let restricted = with(&format!("{all}\n  TrustedKeyGroups: [k]"), CUSTOM, "");
    assert_eq!(
        one(&restricted, Method::Get, query, &[]),
        "viewer | a=1&b | "
    );
    let open = with(all, CUSTOM, "");
    assert!(one(&open, Method::Get, query, &[]).contains("Signature=s"));
}

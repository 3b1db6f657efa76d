//! What is kept of an answer, and for how long.

use crate::simulate::answer::Cache;
use crate::simulate::assumption::Assumption;
use crate::simulate::cloudfront::testing::{Question, ask, distribution};
use crate::simulate::hop::{CacheNotKnown, Did};
use crate::simulate::world::World;

const OPTIMIZED: &str = "CachePolicyId: 658327ea-f89d-4fab-a63d-7e88639e58f6";
const DISABLED: &str = "CachePolicyId: 4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

fn with(behavior: &str, rest: &str) -> World {
    distribution(
        &format!(
            "Enabled: true
Origins:
  - {{ Id: o, DomainName: h.example.org, CustomOriginConfig: {{}} }}
  - {{ Id: b, DomainName: b.s3.us-east-1.amazonaws.com, S3OriginConfig: {{}} }}
DefaultCacheBehavior:
  TargetOriginId: o
  AllowedMethods: [GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE]
  {behavior}
CacheBehaviors: [{{ PathPattern: /b/*, TargetOriginId: b, {OPTIMIZED} }}]
{rest}"
        ),
        r"
Zero:
  Type: AWS::CloudFront::CachePolicy
  Properties: { CachePolicyConfig: { MinTTL: 0, DefaultTTL: 0, MaxTTL: 0 } }
Photos:
  Type: AWS::CloudFront::CachePolicy
  Properties:
    CachePolicyConfig:
      MinTTL: 0
      DefaultTTL: 86400
      MaxTTL: 31536000
      ParametersInCacheKeyAndForwardedToOrigin:
        EnableAcceptEncodingGzip: true
        CookiesConfig: { CookieBehavior: whitelist, Cookies: [s] }
        HeadersConfig: { HeaderBehavior: whitelist, Headers: [Accept-Language] }
        QueryStringsConfig: { QueryStringBehavior: all }
Open:
  Type: AWS::CloudFront::CachePolicy
  Properties: { CachePolicyConfig: { MinTTL: !Ref P } }",
    )
}

fn kept(question: &Question) -> Cache {
    question.told().response.cache.unwrap()
}

/// `cached edge browser error`.
fn times(question: &Question) -> (bool, Option<u64>, Option<u64>, Option<u64>) {
    let cache = kept(question);
    let Cache {
        cached,
        edge_ttl_s,
        browser_ttl_s,
        error_ttl_s,
        key: _,
    } = cache;
    (cached, edge_ttl_s, browser_ttl_s, error_ttl_s)
}

#[test]
fn policies_and_the_headers_of_the_origin() {
    let get = |behavior: &str, header: Option<&str>| {
        let world = with(behavior, "");
        let question = ask(&world, "GET https://x/").origin(200);
        times(&match header {
            Some(value) => question.origin_header("Cache-Control", value),
            None => question,
        })
    };
    assert_eq!(get(DISABLED, None), (false, Some(0), None, None));
    assert_eq!(
        get(DISABLED, Some("max-age=60")),
        (false, Some(0), Some(60), None)
    );
    assert_eq!(get(OPTIMIZED, None), (true, Some(86_400), None, None));
    assert_eq!(
        get(OPTIMIZED, Some("max-age=60")),
        (true, Some(60), Some(60), None)
    );
    assert_eq!(
        get(OPTIMIZED, Some("no-store")),
        (true, Some(1), Some(0), None)
    );
    assert_eq!(
        get(OPTIMIZED, Some("max-age=63072000")),
        (true, Some(31_536_000), Some(63_072_000), None)
    );
    let photos = "CachePolicyId: !Ref Photos";
    assert_eq!(get(photos, None), (true, Some(86_400), None, None));
    assert_eq!(
        get(photos, Some("private, max-age=9")),
        (false, Some(0), Some(9), None)
    );
    assert_eq!(
        get(photos, Some("s-maxage=5, max-age=9")),
        (true, Some(5), Some(9), None)
    );
    assert_eq!(
        get(photos, Some("max-age=0")),
        (false, Some(0), Some(0), None)
    );
    assert_eq!(
        get(photos, Some("public")),
        (true, Some(86_400), None, None)
    );
    assert_eq!(
        get("CachePolicyId: !Ref Zero", Some("max-age=9")),
        (false, Some(0), Some(9), None)
    );
}

#[test]
fn the_legacy_settings_have_defaults() {
    let get = |settings: &str| {
        let behavior = format!("ForwardedValues: {{ QueryString: false }}\n  {settings}");
        let world = with(&behavior, "");
        let long = ask(&world, "GET https://x/")
            .origin(200)
            .origin_header("Cache-Control", "max-age=99999999");
        (
            kept(&ask(&world, "GET https://x/").origin(200))
                .edge_ttl_s
                .unwrap(),
            kept(&long).edge_ttl_s.unwrap(),
        )
    };
    assert_eq!(get(""), (86_400, 31_536_000));
    assert_eq!(get("MinTTL: 90000"), (90_000, 31_536_000));
    assert_eq!(get("DefaultTTL: 40000000"), (40_000_000, 40_000_000));
    assert_eq!(get("MinTTL: 40000000"), (40_000_000, 40_000_000));
    assert_eq!(get("MaxTTL: 60\n  DefaultTTL: 30"), (30, 60));
    let all = with(
        "ForwardedValues: { QueryString: false, Headers: ['*'] }",
        "",
    );
    assert!(!kept(&ask(&all, "GET https://x/").origin(200)).cached);
}

#[test]
fn reads_are_kept_and_options_where_the_behavior_says_so() {
    let cached = |world: &World, method: &str| {
        kept(&ask(world, &format!("{method} https://x/")).origin(200)).cached
    };
    let plain = with(OPTIMIZED, "");
    for (method, expected) in [
        ("GET", true),
        ("HEAD", true),
        ("OPTIONS", false),
        ("PUT", false),
        ("POST", false),
        ("PATCH", false),
        ("DELETE", false),
    ] {
        assert_eq!(cached(&plain, method), expected, "{method}");
    }
    let options = with(
        &format!("{OPTIMIZED}\n  CachedMethods: [GET, HEAD, OPTIONS]"),
        "",
    );
    assert!(cached(&options, "OPTIONS"));
    let key = kept(&ask(&options, "OPTIONS https://x/").origin(200)).key;
    assert_eq!(key, ["path", "accept-encoding", "method"]);
}

#[test]
fn errors_are_kept_by_their_status() {
    let error = |world: &World, status: u16, header: Option<&str>| {
        let question = ask(world, "GET https://x/").origin(status);
        let found = times(&match header {
            Some(value) => question.origin_header("Cache-Control", value),
            None => question,
        });
        assert_eq!((found.0, found.1), (found.3 > Some(0), None), "{status}");
        found.3.unwrap()
    };
    let plain = with(OPTIMIZED, "");
    for status in [404, 414, 500, 501, 502, 503, 504] {
        assert_eq!(error(&plain, status, None), 10, "{status}");
        assert_eq!(error(&plain, status, Some("max-age=60")), 60);
        assert_eq!(error(&plain, status, Some("max-age=5")), 10);
        let not = if [404, 414, 501].contains(&status) {
            0
        } else {
            10
        };
        assert_eq!(error(&plain, status, Some("no-store")), not, "{status}");
    }
    for status in [400, 403, 405, 412, 415] {
        assert_eq!(error(&plain, status, None), 0, "{status}");
        assert_eq!(error(&plain, status, Some("s-maxage=60")), 60);
    }
    for status in [401, 410, 416, 429] {
        assert_eq!(error(&plain, status, Some("max-age=60")), 0, "{status}");
    }
    assert_eq!(error(&plain, 404, Some("max-age=99999999")), 31_536_000);
    assert_eq!(error(&with(DISABLED, ""), 404, None), 0);
    let entry = "CustomErrorResponses: [{ ErrorCode: 404, ErrorCachingMinTTL: 0 }]";
    let none = with(OPTIMIZED, entry);
    assert_eq!(error(&none, 404, None), 0);
    assert_eq!(error(&none, 500, None), 10);
    // A bucket's errors are kept for a second at least.
    let of_bucket = ask(&none, "GET https://x/b/c").origin(404);
    assert_eq!(kept(&of_bucket).error_ttl_s, Some(1));
}

#[test]
fn what_is_not_known_is_not_said() {
    let why = |behavior: &str, status: u16, header: Option<(&str, &str)>| {
        let world = with(behavior, "");
        let mut question = ask(&world, "GET https://x/").origin(status);
        if let Some((name, value)) = header {
            question = question.origin_header(name, value);
        }
        let told = question.told();
        let noted = told.hops.iter().find_map(|hop| {
            let Did::CacheNotKnown { why } = &hop.did else {
                return None;
            };
            Some(why.clone())
        });
        assert_eq!(noted.is_none(), told.response.cache.is_some());
        noted
    };
    let zero = "CachePolicyId: !Ref Zero";
    assert_eq!(
        why(zero, 404, None),
        Some(CacheNotKnown::ErrorsUnderZeroTimes)
    );
    assert_eq!(why(zero, 200, None), None);
    let settings = |behavior: &str| match why(behavior, 200, None) {
        Some(CacheNotKnown::Settings { missing }) => missing[0].to_string(),
        other => format!("{other:?}"),
    };
    assert_eq!(settings("CachePolicyId: !Ref P"), "parameter P");
    assert_eq!(settings("CachePolicyId: !Ref Open"), "parameter P");
    assert_eq!(settings("CachePolicyId: abc"), "cache policy abc");
    let expires = Some(("Expires", "Mon, 07 Nov 1994 08:49:38 GMT"));
    assert_eq!(
        why(OPTIMIZED, 200, expires),
        Some(CacheNotKnown::ExpiresWithoutDate)
    );
    assert_eq!(why(DISABLED, 200, expires), None);
}

#[test]
fn a_response_headers_policy_is_for_the_browser_alone() {
    let get = |overrides: bool, header: Option<&str>, removed: &str| {
        let world = distribution(
            &format!(
                "Enabled: true
Origins: [{{ Id: o, DomainName: h.example.org, CustomOriginConfig: {{}} }}]
DefaultCacheBehavior: {{ TargetOriginId: o, {OPTIMIZED}, ResponseHeadersPolicyId: !Ref Rhp }}"
            ),
            &format!(
                r"
Rhp:
  Type: AWS::CloudFront::ResponseHeadersPolicy
  Properties:
    ResponseHeadersPolicyConfig:
      CustomHeadersConfig: {{ Items: [{{ Header: Cache-Control, Value: max-age=7, Override: {overrides} }}] }}
      RemoveHeadersConfig: {{ Items: [{{ Header: {removed} }}] }}"
            ),
        );
        let question = ask(&world, "GET https://x/").origin(200);
        times(&match header {
            Some(value) => question.origin_header("cache-control", value),
            None => question,
        })
    };
    let day = Some(86_400);
    assert_eq!(get(false, None, "X"), (true, day, Some(7), None));
    assert_eq!(
        get(false, Some("max-age=60"), "X"),
        (true, Some(60), Some(60), None)
    );
    assert_eq!(
        get(true, Some("max-age=60"), "X"),
        (true, Some(60), Some(7), None)
    );
    assert_eq!(
        get(false, Some("max-age=60"), "Cache-Control"),
        (true, Some(60), Some(7), None)
    );
}

#[test]
fn keys() {
    let key = |behavior: &str, path: &str| {
        kept(&ask(&with(behavior, ""), &format!("GET https://x{path}")).origin(200))
            .key
            .join(" ")
    };
    assert_eq!(key(OPTIMIZED, "/"), "path accept-encoding");
    assert_eq!(key(DISABLED, "/"), "path");
    assert_eq!(
        key("CachePolicyId: !Ref Photos", "/"),
        "path query:* header:accept-language cookie:s accept-encoding"
    );
    let legacy =
        "ForwardedValues: { QueryString: true, QueryStringCacheKeys: [q], Headers: [Origin] }";
    assert_eq!(key(legacy, "/"), "path query:q header:origin");
}

#[test]
fn what_is_taken_for_granted() {
    let assumes = |behavior: &str, question: fn(Question) -> Question| {
        let world = with(behavior, "");
        let told = question(ask(&world, "GET https://x/").origin(200)).told();
        (
            told.assumes.contains(&Assumption::NoCacheHeaders),
            told.assumes.contains(&Assumption::EmptyCache),
        )
    };
    assert_eq!(assumes(OPTIMIZED, |question| question), (true, true));
    let world = with(OPTIMIZED, "");
    let told = ask(&world, "GET https://x/")
        .origin(200)
        .origin_header("X", "y")
        .told();
    assert!(!told.assumes.contains(&Assumption::NoCacheHeaders));
    assert_eq!(assumes(DISABLED, |question| question), (false, false));
}

#[test]
fn an_answer_that_a_function_decides_has_both_times() {
    let world = with(OPTIMIZED, "");
    assert_eq!(
        times(&ask(&world, "GET https://x/")),
        (true, Some(86_400), None, Some(10))
    );
    let world = with(DISABLED, "");
    assert_eq!(
        times(&ask(&world, "GET https://x/")),
        (false, Some(0), None, Some(0))
    );
}

#[test]
fn a_page_is_kept_as_long_as_the_error_or_as_its_own_behavior_says() {
    let page = |path: &str, code: u16, header: Option<&str>, response: u16| {
        let entry = format!(
            "CustomErrorResponses: [{{ ErrorCode: {code}, ResponseCode: {response}, ResponsePagePath: {path}, ErrorCachingMinTTL: 7 }}]"
        );
        let world = distribution(
            &format!(
                "Enabled: true
Origins: [{{ Id: o, DomainName: h.example.org, CustomOriginConfig: {{}} }}]
DefaultCacheBehavior: {{ TargetOriginId: o, {OPTIMIZED} }}
CacheBehaviors: [{{ PathPattern: /errors/*, TargetOriginId: o, ForwardedValues: {{ QueryString: false }}, DefaultTTL: 5 }}]
{entry}"
            ),
            "",
        );
        let question = ask(&world, "GET https://x/").origin(code);
        times(&match header {
            Some(value) => question.origin_header("Cache-Control", value),
            None => question,
        })
    };
    assert_eq!(page("/x.html", 404, None, 200), (true, Some(7), None, None));
    assert_eq!(page("/x.html", 404, None, 404), (true, None, None, Some(7)));
    assert_eq!(
        page("/x.html", 404, Some("max-age=9"), 200),
        (true, Some(9), None, None)
    );
    assert_eq!(
        page("/x.html", 403, None, 200),
        (false, Some(0), None, None)
    );
    assert_eq!(
        page("/errors/x.html", 404, None, 200),
        (true, Some(5), None, None)
    );
    assert_eq!(
        page("/errors/x.html", 403, None, 403),
        (true, None, None, Some(5))
    );
}

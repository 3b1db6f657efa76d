//! What a distribution refuses or sends elsewhere.

use crate::aws::Method;
use crate::simulate::assumption::Assumption;
use crate::simulate::cloudfront::testing::{OTHERS, ask, distribution};
use crate::simulate::world::World;

const ORIGIN: &str = r"
Origins: [{ Id: o, DomainName: api.example.org, CustomOriginConfig: { OriginProtocolPolicy: https-only } }]
DefaultCacheBehavior:
  TargetOriginId: o
  CachePolicyId: 4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

const REACHED: &str = "- origin origin-reached";

fn with(behavior: &str, rest: &str) -> World {
    distribution(&format!("Enabled: true{ORIGIN}\n{behavior}\n{rest}"), "")
}

#[test]
fn a_distribution_that_is_not_enabled_serves_nobody() {
    let off = distribution(&format!("Enabled: false{ORIGIN}"), "");
    assert_eq!(
        ask(&off, "GET https://x/").short(),
        "403 cloudfront distribution-disabled"
    );
    let open = distribution(&format!("Enabled: !Ref P{ORIGIN}"), "");
    let (words, facts) = ask(&open, "GET https://x/").shorts();
    assert_eq!(words, [REACHED, "403 cloudfront distribution-disabled"]);
    assert_eq!(facts, ["parameter P"]);
}

#[test]
fn long_urls_and_large_requests() {
    let world = with("", "");
    let url = |length: usize| format!("GET https://x/{}", "a".repeat(length - 1));
    assert_eq!(ask(&world, &url(8_192)).short(), REACHED);
    assert_eq!(
        ask(&world, &url(8_193)).short(),
        "414 cloudfront url-too-long"
    );
    let query = format!("GET https://x/?{}", "q".repeat(8_192));
    assert_eq!(ask(&world, &query).short(), "414 cloudfront url-too-long");
    // `GET / HTTP/1.1` and its end of line are 16 bytes, a header has 4 besides its name and value.
    let large = |bytes: usize| {
        let value = "v".repeat(bytes - 16 - 5);
        ask(&world, "GET https://x/").header("n", &value).short()
    };
    assert_eq!(large(32_768), REACHED);
    assert_eq!(large(32_769), "494 cloudfront request-too-large");
}

#[test]
fn http_is_let_through_refused_or_redirected() {
    let policy = |word: &str| with(&format!("  ViewerProtocolPolicy: {word}"), "");
    let all = "  AllowedMethods: [GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE]";
    assert_eq!(ask(&policy("allow-all"), "GET http://x/").short(), REACHED);
    let https = policy("https-only");
    assert_eq!(ask(&https, "GET https://x/").short(), REACHED);
    assert_eq!(
        ask(&https, "GET http://x/").short(),
        "403 cloudfront https-only"
    );
    let redirect = with(
        &format!("  ViewerProtocolPolicy: redirect-to-https\n{all}"),
        "",
    );
    assert_eq!(
        ask(&redirect, "GET http://x/a//b%2f?c=1").short(),
        "301 cloudfront redirected-to-https https://x/a//b%2f?c=1"
    );
    assert_eq!(
        ask(&redirect, "HEAD http://x/").old().short(),
        "301 cloudfront redirected-to-https https://x/"
    );
    for method in OTHERS {
        let line = format!("{method} http://x/");
        assert_eq!(
            ask(&redirect, &line).short(),
            "307 cloudfront redirected-to-https https://x/"
        );
        assert_eq!(
            ask(&redirect, &line).old().short(),
            "403 cloudfront https-only"
        );
    }
    let told = ask(&redirect, "GET http://x/").told();
    assert_eq!(
        told.places().last().unwrap(),
        "Resources.D.Properties.DistributionConfig.DefaultCacheBehavior.ViewerProtocolPolicy"
    );
    let (words, facts) = ask(&policy("!Ref P"), "GET http://x/").shorts();
    assert_eq!(words.len(), 3);
    assert_eq!(facts, ["parameter P"]);
}

#[test]
fn the_protocol_comes_before_the_method() {
    let world = with("  ViewerProtocolPolicy: redirect-to-https", "");
    let told = ask(&world, "POST http://x/").told();
    assert_eq!(told.response.status, Some(307));
    assert!(told.assumes.contains(&Assumption::ProtocolBeforeMethod));
    let told = ask(&world, "GET http://x/").told();
    assert!(told.assumes.is_empty());
}

#[test]
fn methods_are_those_of_the_behavior() {
    let allows = |list: &str| with(&format!("  AllowedMethods: {list}"), "");
    let refused = "403 cloudfront method-not-allowed";
    for (world, allowed) in [
        (with("", ""), &Method::ALL[..2]),
        (allows("[HEAD, GET]"), &Method::ALL[..2]),
        (allows("[GET, HEAD, OPTIONS]"), &Method::ALL[..3]),
        (
            allows("[GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE]"),
            &Method::ALL[..],
        ),
    ] {
        for method in Method::ALL {
            let expected = if allowed.contains(&method) {
                REACHED
            } else {
                refused
            };
            let line = format!("{method} https://x/");
            assert_eq!(ask(&world, &line).short(), expected, "{method}");
        }
    }
    let (words, facts) = ask(&allows("!Ref L"), "POST https://x/").shorts();
    assert_eq!(words, [REACHED, refused]);
    assert_eq!(facts, ["parameter L"]);
}

#[test]
fn a_get_has_no_body() {
    let world = with(
        "  AllowedMethods: [GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE]",
        "",
    );
    assert_eq!(
        ask(&world, "GET https://x/").body(1).short(),
        "403 cloudfront body-on-get"
    );
    assert_eq!(ask(&world, "GET https://x/").body(0).short(), REACHED);
    assert_eq!(ask(&world, "POST https://x/").body(1).short(), REACHED);
}

#[test]
fn countries_that_are_served() {
    let geo = |kind: &str| {
        with(
            "",
            &format!(
                "Restrictions: {{ GeoRestriction: {{ RestrictionType: {kind}, Locations: [DE, CH] }} }}"
            ),
        )
    };
    let blocked = "403 cloudfront blocked-by-country";
    let from = |kind: &str, country: &str| {
        ask(&geo(kind), "GET https://x/")
            .header("CloudFront-Viewer-Country", country)
            .short()
    };
    assert_eq!(from("whitelist", "CH"), REACHED);
    assert_eq!(from("whitelist", "FR"), blocked);
    assert_eq!(from("blacklist", "CH"), blocked);
    assert_eq!(from("blacklist", "FR"), REACHED);
    assert_eq!(from("none", "CH"), REACHED);
    let (words, facts) = ask(&geo("whitelist"), "GET https://x/").shorts();
    assert_eq!(words, [REACHED, blocked]);
    assert_eq!(facts, ["country of the viewer"]);
}

#[test]
fn what_a_web_acl_does_is_not_known() {
    let world = with("", "WebACLId: arn:aws:wafv2:us-east-1:1:global/webacl/a/1");
    let (words, facts) = ask(&world, "GET https://x/").shorts();
    assert_eq!(words, [REACHED, "403 cloudfront blocked-by-web-acl"]);
    assert_eq!(
        facts,
        ["web ACL arn:aws:wafv2:us-east-1:1:global/webacl/a/1"]
    );
    assert_eq!(
        ask(&with("", "WebACLId: ''"), "GET https://x/").short(),
        REACHED
    );
}

#[test]
fn signed_requests_alone() {
    for property in ["TrustedKeyGroups: [k]", "TrustedSigners: [self]"] {
        let all = "AllowedMethods: [GET, HEAD, OPTIONS]";
        let world = with(&format!("  {property}\n  {all}"), "");
        let unsigned = "403 cloudfront unsigned-request";
        assert_eq!(ask(&world, "GET https://x/?a=1").short(), unsigned);
        assert_eq!(ask(&world, "OPTIONS https://x/").short(), REACHED);
        let bad = "403 cloudfront bad-signature";
        for part in ["Expires=1&Signature=s", "Policy=p", "Hash-Algorithm=SHA256"] {
            assert_eq!(ask(&world, &format!("GET https://x/?{part}")).short(), bad);
        }
        let url = "GET https://x/?Policy=p&Signature=s&Key-Pair-Id=k";
        let (words, facts) = ask(&world, url).shorts();
        assert_eq!(words, [REACHED, bad]);
        assert_eq!(facts, ["signature of the request"]);
        let cookies = "CloudFront-Expires=1; CloudFront-Signature=s; CloudFront-Key-Pair-Id=k";
        let by_cookies = |line| ask(&world, line).header("Cookie", cookies);
        assert_eq!(by_cookies("GET https://x/").shorts().0, [REACHED, bad]);
        // A parameter in the URL hides the cookies.
        assert_eq!(by_cookies("GET https://x/?Expires=1").short(), bad);
    }
    let world = with("  TrustedKeyGroups: []", "");
    assert_eq!(ask(&world, "GET https://x/").short(), REACHED);
}

#[test]
fn refusals_of_its_own_and_error_pages() {
    let pages =
        "CustomErrorResponses: [{ ErrorCode: 403, ResponseCode: 200, ResponsePagePath: /no.html }]";
    let page = "200 origin custom-error-page";
    let geo = "Restrictions: { GeoRestriction: { RestrictionType: whitelist, Locations: [DE] } }";
    let blocked = with("", &format!("{pages}\n{geo}"));
    let from_france = ask(&blocked, "GET https://x/").header("CloudFront-Viewer-Country", "FR");
    assert_eq!(from_france.short(), page);
    let signed = with("  TrustedKeyGroups: [k]", pages);
    assert_eq!(ask(&signed, "GET https://x/").short(), page);
    let world = with("  ViewerProtocolPolicy: https-only", pages);
    for line in ["GET http://x/", "POST https://x/"] {
        let told = ask(&world, line).told();
        assert_eq!(told.response.status, Some(403));
        let assumed = Assumption::OwnRefusalsWithoutErrorPage;
        assert!(told.assumes.contains(&assumed));
    }
}

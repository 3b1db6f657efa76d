//! Which origin is asked, by which path, and what comes of it.

use crate::simulate::cloudfront::testing::{ask, distribution};
use crate::simulate::hop::Did;
use crate::simulate::world::World;

const BUCKETS: &str = r"
B: { Type: AWS::S3::Bucket, Properties: { BucketName: photos } }
Named: { Type: AWS::S3::Bucket, Properties: { BucketName: www.example.com } }
Api: { Type: AWS::Lambda::Url, Properties: { AuthType: NONE, TargetFunctionArn: f } }";

/// One origin with these settings.
fn origin(settings: &str, behavior: &str) -> World {
    distribution(
        &format!(
            "Enabled: true
Origins: [{{ Id: o, {settings} }}]
DefaultCacheBehavior: {{ TargetOriginId: o, CachePolicyId: 4135ea2d-6df8-44a3-9df3-4b5a84be39ad, {behavior} }}"
        ),
        BUCKETS,
    )
}

const ALL_VIEWER: &str = "OriginRequestPolicyId: 216adef6-5c7f-47e4-b989-5492eafa07d3";

#[test]
fn the_origin_path_comes_first_and_nothing_is_taken_away() {
    let sent = |path: &str, url: &str| {
        let settings =
            format!("DomainName: h.example.org, CustomOriginConfig: {{}}, OriginPath: {path}");
        let told = ask(&origin(&settings, ""), &format!("GET https://x{url}")).told();
        told.response.origin_uri.unwrap()
    };
    assert_eq!(sent("/production", "/index.html"), "/production/index.html");
    assert_eq!(sent("/a/b", "/a/b//c%2f"), "/a/b/a/b//c%2f");
    assert_eq!(sent("''", "/x"), "/x");
    assert_eq!(sent("production", "/x"), "/production/x");
    let settings = "DomainName: h.example.org, CustomOriginConfig: {}, OriginPath: !Ref P";
    let told = ask(&origin(settings, ""), "GET https://x/y").told();
    assert_eq!(told.hinges.first().unwrap().as_str(), "parameter P");
}

#[test]
fn who_answers() {
    for (settings, expected, host) in [
        (
            "DomainName: !GetAtt B.RegionalDomainName, S3OriginConfig: {}",
            "s3",
            "photos.s3.us-east-1.amazonaws.com",
        ),
        (
            "DomainName: !GetAtt B.DomainName, S3OriginConfig: {}",
            "s3",
            "photos.s3.amazonaws.com",
        ),
        (
            "DomainName: !Select [2, !Split ['/', !GetAtt Api.FunctionUrl]], CustomOriginConfig: {}",
            "lambda",
            "<Api>.lambda-url.us-east-1.on.aws",
        ),
        (
            "DomainName: a.lambda-url.us-east-1.on.aws, CustomOriginConfig: {}",
            "origin",
            "a.lambda-url.us-east-1.on.aws",
        ),
        (
            "DomainName: d111.cloudfront.net, CustomOriginConfig: {}",
            "origin",
            "d111.cloudfront.net",
        ),
        (
            "DomainName: !Ref P, CustomOriginConfig: {}",
            "origin",
            "{parameter P}",
        ),
        (
            "DomainName: photos.s3-website-us-east-1.amazonaws.com, CustomOriginConfig: { OriginProtocolPolicy: http-only }",
            "s3",
            "photos.s3-website-us-east-1.amazonaws.com",
        ),
    ] {
        let world = origin(settings, "");
        let told = ask(&world, "GET https://x/y").told();
        assert_eq!(told.response.answered_by.as_str(), expected, "{settings}");
        assert_eq!(told.sent(), [format!("o /y {host}")]);
    }
}

#[test]
fn the_status_that_was_given_is_the_origins() {
    let world = origin("DomainName: h.example.org, CustomOriginConfig: {}", "");
    assert_eq!(
        ask(&world, "GET https://x/").short(),
        "- origin origin-reached"
    );
    assert_eq!(
        ask(&world, "GET https://x/").origin(418).short(),
        "418 origin origin-status"
    );
    let redirect = ask(&world, "GET https://x/")
        .origin(302)
        .origin_header("Location", "/new");
    assert_eq!(redirect.short(), "302 origin origin-status /new");
}

#[test]
fn an_origin_that_is_not_there() {
    let world = distribution(
        "Enabled: true
Origins: [{ Id: o, DomainName: h.example.org, CustomOriginConfig: {} }]
DefaultCacheBehavior: { TargetOriginId: other }",
        "",
    );
    let told = ask(&world, "GET https://x/").told();
    assert_eq!(told.response.status, None);
    assert_eq!(told.hinges.first().unwrap().as_str(), "origin other");
    assert_eq!(told.response.cache, None);
}

#[test]
fn which_origin_a_parameter_names() {
    let world = distribution(
        "Enabled: true
Origins:
  - { Id: a, DomainName: a.example.org, CustomOriginConfig: {} }
  - { Id: !Ref P, DomainName: b.example.org, CustomOriginConfig: {} }
DefaultCacheBehavior: { TargetOriginId: !Ref P }
CacheBehaviors: [{ PathPattern: /a, TargetOriginId: a }]",
        "",
    );
    assert_eq!(
        ask(&world, "GET https://x/").told().sent(),
        ["{parameter P} / b.example.org"]
    );
    assert_eq!(
        ask(&world, "GET https://x/a").told().sent(),
        ["a /a a.example.org"]
    );
}

#[test]
fn a_website_does_not_speak_https() {
    let website = |policy: &str| {
        let host = "photos.s3-website-us-east-1.amazonaws.com";
        origin(
            &format!(
                "DomainName: {host}, CustomOriginConfig: {{ OriginProtocolPolicy: {policy} }}"
            ),
            "",
        )
    };
    let (words, facts) = ask(&website("https-only"), "GET http://x/").shorts();
    assert_eq!(
        words,
        [
            "502 cloudfront origin-not-reached",
            "504 cloudfront origin-not-reached"
        ]
    );
    assert_eq!(facts, ["status for an origin that does not take https"]);
    assert_eq!(
        ask(&website("match-viewer"), "GET https://x/").shorts().0,
        words
    );
    let reached =
        |world: &World, line: &str| ask(world, line).told().response.answered_by.as_str() == "s3";
    assert!(reached(&website("match-viewer"), "GET http://x/"));
    assert!(reached(&website("http-only"), "GET https://x/"));
}

#[test]
fn the_viewers_host_at_a_bucket() {
    let rest = origin(
        "DomainName: !GetAtt B.RegionalDomainName, S3OriginConfig: {}",
        ALL_VIEWER,
    );
    assert_eq!(ask(&rest, "GET https://x/").short(), "403 s3 wrong-host");
    // In a cache policy it does not count for a bucket.
    let key = "CachePolicyId: 83da9c7e-98b4-4e11-a168-04f0df8e2c65";
    let rest = distribution(
        &format!(
            "Enabled: true
Origins: [{{ Id: o, DomainName: !GetAtt B.RegionalDomainName, S3OriginConfig: {{}} }}]
DefaultCacheBehavior: {{ TargetOriginId: o, {key} }}"
        ),
        BUCKETS,
    );
    let told = ask(&rest, "GET https://x/").told();
    assert_eq!(told.sent(), ["o / photos.s3.us-east-1.amazonaws.com"]);
    let website = "DomainName: photos.s3-website-us-east-1.amazonaws.com, CustomOriginConfig: { OriginProtocolPolicy: http-only }";
    let website = origin(website, ALL_VIEWER);
    assert_eq!(
        ask(&website, "GET https://x/").short(),
        "404 s3 no-such-bucket"
    );
    assert_ne!(
        ask(&website, "GET https://www.example.com/").short(),
        "404 s3 no-such-bucket"
    );
}

#[test]
fn a_bucket_in_another_region() {
    let settings =
        |config: &str| format!("DomainName: photos.s3.eu-west-1.amazonaws.com, {config}");
    let unsigned = origin(&settings("S3OriginConfig: {}"), "");
    let told = ask(&unsigned, "GET https://x/").told();
    assert_eq!(
        (told.response.status, told.response.code),
        (Some(301), Some("PermanentRedirect"))
    );
    let identity = "S3OriginConfig: { OriginAccessIdentity: origin-access-identity/cloudfront/E1 }";
    let signed = origin(&settings(identity), "");
    assert_eq!(
        ask(&signed, "GET https://x/").short(),
        "400 s3 wrong-region"
    );
}

fn group(codes: &str, behavior: &str) -> World {
    distribution(
        &format!(
            "Enabled: true
Origins:
  - {{ Id: a, DomainName: a.example.org, CustomOriginConfig: {{}} }}
  - {{ Id: b, DomainName: b.example.org, CustomOriginConfig: {{}}, OriginPath: /second }}
OriginGroups:
  Quantity: 1
  Items:
    - Id: g
      FailoverCriteria: {{ StatusCodes: {{ Quantity: 1, Items: {codes} }} }}
      Members: {{ Quantity: 2, Items: [{{ OriginId: a }}, {{ OriginId: b }}] }}
DefaultCacheBehavior:
  TargetOriginId: g
  AllowedMethods: [GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE]
{behavior}"
        ),
        "",
    )
}

#[test]
fn the_second_of_a_group_is_asked_where_the_first_fails() {
    let world = group("[500, 503]", "");
    let asked = |line: &str, status: u16| ask(&world, line).origin(status).told();
    let told = asked("GET https://x/y", 503);
    assert_eq!(
        told.sent(),
        ["a /y a.example.org", "b /second/y b.example.org"]
    );
    assert_eq!(told.response.origin_uri.as_deref(), Some("/second/y"));
    let did = Did::FailedOver {
        status: 503,
        to: "b".to_owned(),
    };
    assert!(told.hops.iter().any(|hop| hop.did == did));
    for (line, status) in [
        ("GET https://x/", 502),
        ("GET https://x/", 200),
        ("POST https://x/", 503),
        ("OPTIONS https://x/", 503),
    ] {
        let told = asked(line, status);
        assert_eq!(told.sent().len(), 1, "{line} {status}");
        assert_eq!(told.response.status, Some(status));
    }
    assert_eq!(asked("HEAD https://x/", 500).sent().len(), 2);
    let cached = group("[503]", "  CachedMethods: [GET, HEAD, OPTIONS]");
    let told = ask(&cached, "OPTIONS https://x/").origin(503).told();
    assert_eq!(told.sent().len(), 2);
    // An origin that decides itself does not fail.
    assert_eq!(ask(&world, "GET https://x/").told().sent().len(), 1);
    let open = group("!Ref L", "");
    let (all, facts) = ask(&open, "GET https://x/").origin(404).all();
    assert_eq!((all.len(), facts[0].as_str()), (2, "parameter L"));
}

fn chain(behavior: &str) -> World {
    let site = |id: &str, domain: &str| {
        format!(
            r"
{id}:
  Type: AWS::CloudFront::Distribution
  Properties:
    DistributionConfig:
      Enabled: true
      Aliases: [{id}.example.com]
      Origins: [{{ Id: o, DomainName: {domain}, CustomOriginConfig: {{}}, OriginPath: /{id} }}]
      DefaultCacheBehavior: {{ TargetOriginId: o }}"
        )
    };
    distribution(
        &format!(
            "Enabled: true
Aliases: [d.example.com]
Origins:
  - {{ Id: two, DomainName: two.example.com, CustomOriginConfig: {{}} }}
  - {{ Id: three, DomainName: three.example.com, CustomOriginConfig: {{}} }}
DefaultCacheBehavior: {{ TargetOriginId: two, {behavior} }}
CacheBehaviors: [{{ PathPattern: /far/*, TargetOriginId: three }}]"
        ),
        &(site("two", "h.example.org") + &site("three", "two.example.com")),
    )
}

#[test]
fn two_distributions_may_stand_in_a_row_but_not_three() {
    let world = chain("");
    let told = ask(&world, "GET https://d.example.com/x").told();
    assert_eq!(
        told.sent(),
        ["two /x two.example.com", "o /two/x h.example.org"]
    );
    assert_eq!(told.response.origin_uri.as_deref(), Some("/two/x"));
    assert_eq!(
        ask(&world, "GET https://d.example.com/x")
            .origin(200)
            .short(),
        "200 origin origin-status"
    );
    assert_eq!(
        ask(&world, "GET https://d.example.com/far/x").short(),
        "403 cloudfront chain-of-distributions"
    );
    // With the viewer's host the request comes back to where it came from.
    let looped = chain(ALL_VIEWER);
    assert_eq!(
        ask(&looped, "GET https://d.example.com/x").short(),
        "403 cloudfront chain-of-distributions"
    );
}

#[test]
fn functions_of_lambda_at_the_edge_are_said_where_they_would_run() {
    let associations = |event: &str| {
        let arn = "arn:aws:lambda:us-east-1:1:function:f:1";
        let item = format!("{{ EventType: {event}, LambdaFunctionARN: '{arn}' }}");
        origin(
            "DomainName: h.example.org, CustomOriginConfig: {}",
            &format!(
                "ViewerProtocolPolicy: redirect-to-https, LambdaFunctionAssociations: [{item}]"
            ),
        )
    };
    let hinges = |event: &str, line: &str, status: u16| {
        let told = ask(&associations(event), line).origin(status).told();
        let ran = told
            .hops
            .iter()
            .any(|hop| matches!(hop.did, Did::DidNotRun { .. }));
        (ran, !told.hinges.is_empty())
    };
    for event in ["viewer-request", "origin-request", "origin-response"] {
        assert_eq!(
            hinges(event, "GET https://x/", 200),
            (true, true),
            "{event}"
        );
        assert_eq!(
            hinges(event, "GET https://x/", 404),
            (true, true),
            "{event}"
        );
        assert_eq!(
            hinges(event, "GET http://x/", 200),
            (false, false),
            "{event}"
        );
        assert_eq!(
            hinges(event, "POST https://x/", 200),
            (false, false),
            "{event}"
        );
    }
    assert_eq!(
        hinges("viewer-response", "GET https://x/", 399),
        (true, false)
    );
    assert_eq!(
        hinges("viewer-response", "GET https://x/", 400),
        (false, false)
    );
}

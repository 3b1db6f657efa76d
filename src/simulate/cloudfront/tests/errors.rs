//! Pages that stand in for errors.

use crate::simulate::assumption::Assumption;
use crate::simulate::cloudfront::testing::{ask, distribution};
use crate::simulate::hop::Did;
use crate::simulate::world::World;

/// An API, an outside host with pages under `/errors/`, and a bucket that lets nobody in.
fn with(pages: &str) -> World {
    distribution(
        &format!(
            "Enabled: true
Origins:
  - {{ Id: api, DomainName: api.example.org, CustomOriginConfig: {{}} }}
  - {{ Id: pages, DomainName: pages.example.org, CustomOriginConfig: {{}}, OriginPath: /static }}
  - {{ Id: bucket, DomainName: b.s3.us-east-1.amazonaws.com, S3OriginConfig: {{}} }}
DefaultCacheBehavior:
  TargetOriginId: api
  AllowedMethods: [GET, HEAD, OPTIONS, PUT, POST, PATCH, DELETE]
CacheBehaviors:
  - {{ PathPattern: /errors/*, TargetOriginId: pages, AllowedMethods: [GET, HEAD], ViewerProtocolPolicy: https-only,
       TrustedKeyGroups: [k] }}
  - {{ PathPattern: /private/*, TargetOriginId: bucket }}
CustomErrorResponses: {pages}"
        ),
        "B: { Type: AWS::S3::Bucket, Properties: { BucketName: b } }",
    )
}

#[test]
fn a_page_stands_in_for_every_behavior_and_method() {
    let world = with("[{ ErrorCode: 503, ResponseCode: 200, ResponsePagePath: /errors/x.html }]");
    for line in ["GET https://x/a", "POST https://x/a", "HEAD http://x/a"] {
        let told = ask(&world, line).origin(503).told();
        assert_eq!(told.response.status, Some(200), "{line}");
        assert_eq!(told.response.reason.code(), "custom-error-page");
        assert_eq!(
            told.response.origin_uri.as_deref(),
            Some("/static/errors/x.html")
        );
        assert_eq!(
            told.sent(),
            [
                "api /a api.example.org",
                "pages /static/errors/x.html pages.example.org"
            ]
        );
        assert!(told.assumes.contains(&Assumption::ErrorPageExists));
        let did = Did::CustomErrorPage {
            status: 503,
            page: "/errors/x.html".to_owned(),
            response: 200,
        };
        let hop = told.hops.iter().find(|hop| hop.did == did).unwrap();
        assert_eq!(
            hop.place.as_ref().unwrap().to_string(),
            "Resources.D.Properties.DistributionConfig.CustomErrorResponses[0]"
        );
    }
    for status in [200, 302, 404, 502] {
        let told = ask(&world, "GET https://x/a").origin(status).told();
        assert_eq!(told.response.status, Some(status));
        assert_eq!(told.sent().len(), 1);
    }
    // An origin that decides itself has not failed.
    assert_eq!(
        ask(&world, "GET https://x/a").short(),
        "- origin origin-reached"
    );
}

#[test]
fn a_page_that_is_not_to_be_had_gives_the_status_of_its_origin() {
    let world = with("[{ ErrorCode: 500, ResponseCode: 200, ResponsePagePath: /private/x.html }]");
    let told = ask(&world, "GET https://x/a").origin(500).told();
    assert_eq!(told.response.status, Some(403));
    assert_eq!(told.response.answered_by.as_str(), "s3");
    assert_eq!(told.response.reason.code(), "custom-error-page-missing");
    assert!(!told.assumes.contains(&Assumption::ErrorPageExists));
}

#[test]
fn statuses_that_have_pages() {
    let page = |code: u16| {
        let entry =
            format!("[{{ ErrorCode: {code}, ResponseCode: {code}, ResponsePagePath: /errors/x }}]");
        ask(&with(&entry), "GET https://x/a")
            .origin(code)
            .told()
            .sent()
            .len()
            == 2
    };
    for code in [400, 403, 404, 405, 414, 416, 500, 501, 502, 503, 504] {
        assert!(page(code), "{code}");
    }
    for code in [401, 410, 412, 415, 429, 505] {
        assert!(!page(code), "{code}");
    }
}

#[test]
fn an_entry_may_have_a_time_alone() {
    let world = with("[{ ErrorCode: 404, ErrorCachingMinTTL: 5 }]");
    let told = ask(&world, "GET https://x/a").origin(404).told();
    assert_eq!(told.response.status, Some(404));
    assert_eq!(told.response.cache.unwrap().error_ttl_s, Some(5));
}

#[test]
fn a_status_that_is_not_known() {
    let world = with("[{ ErrorCode: !Ref P, ResponseCode: 200, ResponsePagePath: /errors/x }]");
    let (words, facts) = ask(&world, "GET https://x/a").origin(404).shorts();
    assert_eq!(
        words,
        ["200 origin custom-error-page", "404 origin origin-status"]
    );
    assert_eq!(facts, ["parameter P"]);
}

#[test]
fn pages_that_are_missing() {
    let world = with("[{ ErrorCode: 404, ResponseCode: 200, ResponsePagePath: /private/x }]");
    let told = ask(&world, "GET https://x/a")
        .origin(404)
        .page_missing()
        .told();
    assert_eq!(told.response.reason.code(), "custom-error-page-missing");
}

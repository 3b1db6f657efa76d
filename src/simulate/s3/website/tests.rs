//! Websites, as far as nobody is asked whether everyone may read.

use crate::aws::Method;
use crate::simulate::answer::Response;
use crate::simulate::caller::Caller;
use crate::simulate::context::Context;
use crate::simulate::deployed::{explored, request, world};
use crate::simulate::request::Headers;
use crate::simulate::s3::{BucketRef, BucketRequest, respond};
use crate::template::Explored;

/// What the website endpoint answers to a request for what is not there: all that it may come to.
fn answers(configuration: &str, method: Method, https: bool, path: &str) -> Vec<Response> {
    let template = format!(
        r#"{{"Resources":{{"B":{{"Type":"AWS::S3::Bucket","Properties":{{"BucketName":"site"{configuration}}}}}}}}}"#
    );
    let world = world(&template);
    let bucket = world.resources.find("B").unwrap();
    let mut asked = request();
    asked.missing = true;
    let headers = Headers::default();
    let found = explored(&world, &asked, |run| {
        respond(
            run,
            &BucketRequest {
                bucket: BucketRef::Inside(bucket),
                website: true,
                method,
                path,
                query: None,
                headers: &headers,
                body: None,
                https,
                caller: &Caller::Anonymous,
                presigned: false,
                via: None,
                context: Context::default(),
            },
        )
    });
    match found {
        Explored::Always(one) => vec![one],
        Explored::Depends { results, .. } => results,
    }
}

fn one(configuration: &str, path: &str) -> Response {
    let mut all = answers(configuration, Method::Get, false, path);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

fn location(configuration: &str, path: &str) -> (Option<u16>, Option<String>) {
    let response = one(configuration, path);
    (response.status, response.location)
}

const SITE: &str =
    r#","WebsiteConfiguration":{"IndexDocument":"index.html","ErrorDocument":"error.html"}"#;

fn with_rules(rules: &str) -> String {
    format!(r#","WebsiteConfiguration":{{"IndexDocument":"index.html","RoutingRules":[{rules}]}}"#)
}

#[test]
fn get_and_head_without_encryption() {
    let refused = &answers(SITE, Method::Put, false, "/a/")[0];
    assert_eq!(
        (refused.status, refused.code),
        (Some(405), Some("MethodNotAllowed"))
    );
    assert_eq!(
        answers(SITE, Method::Options, false, "/a/")[0].status,
        Some(405)
    );
    assert_eq!(answers(SITE, Method::Get, true, "/a/")[0].status, None);
    let head = &answers(SITE, Method::Head, false, "/a/")[0];
    assert_eq!((head.status, head.code), (Some(404), None));
}

#[test]
fn no_website() {
    let response = one("", "/");
    assert_eq!(response.status, Some(404));
    assert_eq!(response.code, Some("NoSuchWebsiteConfiguration"));
}

#[test]
fn index_documents() {
    for (path, key) in [
        ("/", "index.html"),
        ("/photos/", "photos/index.html"),
        ("/a%20b/", "a b/index.html"),
    ] {
        let response = one(SITE, path);
        assert_eq!(response.key.as_deref(), Some(key), "{path}");
        assert_eq!(
            (response.status, response.code),
            (Some(404), Some("NoSuchKey"))
        );
    }
    assert_eq!(one(SITE, "/%zz").status, Some(400));
}

#[test]
fn everything_elsewhere() {
    let to = |to: &str| format!(r#","WebsiteConfiguration":{{"RedirectAllRequestsTo":{to}}}"#);
    let with_protocol = to(r#"{"HostName":"example.com","Protocol":"https"}"#);
    let expected = Some("https://example.com/a%2Fb".to_owned());
    assert_eq!(location(&with_protocol, "/a%2Fb"), (Some(301), expected));
    let expected = Some("http://example.com/".to_owned());
    assert_eq!(
        location(&to(r#"{"HostName":"example.com"}"#), "/"),
        (Some(301), expected)
    );
}

#[test]
fn rules_before_the_object_is_looked_for() {
    let rules = with_rules(
        r#"{"RoutingRuleCondition":{"KeyPrefixEquals":"docs/"},"RedirectRule":{"ReplaceKeyPrefixWith":"documents/"}},
           {"RoutingRuleCondition":{"KeyPrefixEquals":"images/"},"RedirectRule":{"ReplaceKeyWith":"gone.html","HttpRedirectCode":"302"}},
           {"RoutingRuleCondition":{"KeyPrefixEquals":"redirect/me"},"RedirectRule":{"HostName":"example.com","ReplaceKeyWith":"new/path","Protocol":"https"}}"#,
    );
    let own = "http://site.s3-website-us-east-1.amazonaws.com";
    for (path, status, to) in [
        (
            "/docs/article1.html",
            301,
            format!("{own}/documents/article1.html"),
        ),
        ("/images/a.jpg", 302, format!("{own}/gone.html")),
        (
            "/redirect/me",
            301,
            "https://example.com/new/path".to_owned(),
        ),
    ] {
        assert_eq!(location(&rules, path), (Some(status), Some(to)), "{path}");
    }
    assert_eq!(one(&rules, "/other/").status, Some(404));
}

#[test]
fn rules_for_errors() {
    let rules = with_rules(
        r#"{"RoutingRuleCondition":{"HttpErrorCodeReturnedEquals":"404","KeyPrefixEquals":"out/"},
            "RedirectRule":{"HostName":"other.test","ReplaceKeyPrefixWith":"report-404/"}}"#,
    );
    let to = Some("http://other.test/report-404/page/".to_owned());
    assert_eq!(location(&rules, "/out/page/"), (Some(301), to));
    assert_eq!(one(&rules, "/page/").status, Some(404));
    let other = rules.replace("404\"", "403\"");
    assert_eq!(one(&other, "/out/page/").status, Some(404));
    let rules = with_rules(
        r#"{"RoutingRuleCondition":{"HttpErrorCodeReturnedEquals":404},"RedirectRule":{"ReplaceKeyPrefixWith":"x/"}}"#,
    );
    let to = "http://site.s3-website-us-east-1.amazonaws.com/x/a%20b/".to_owned();
    assert_eq!(location(&rules, "/a%20b/"), (Some(301), Some(to)));
}

//! Which condition keys a request carries, which it does not, and which stay unknown.

use super::context;
use crate::aws::Method;
use crate::simulate::caller::{Caller, Identity};
use crate::simulate::context::Context;
use crate::simulate::deployed::{ACCOUNT, explored, request, world};
use crate::simulate::request::{Headers, Values};
use crate::simulate::s3::query::Query;
use crate::simulate::s3::{BucketRef, BucketRequest};
use crate::simulate::world::ResourceId;
use crate::template::{Explored, Text};

struct Asked<'a> {
    caller: Caller,
    headers: &'a [(&'a str, &'a str)],
    query: Option<&'a str>,
    presigned: bool,
    via: bool,
    https: bool,
}

const PLAIN: Asked = Asked {
    caller: Caller::Anonymous,
    headers: &[],
    query: None,
    presigned: false,
    via: false,
    https: true,
};

const ARN: &str = "arn:aws:cloudfront::111122223333:distribution/E1";

/// `None` where it is unknown, `Some("")` where the request does not carry it.
fn value(asked: &Asked, key: &str) -> Option<String> {
    let world = world(r#"{"Resources":{"D":{"Type":"X::X::X"}}}"#);
    let distribution: ResourceId = world.resources.find("D").unwrap();
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let headers = Headers(asked.headers.iter().map(own).collect());
    let bucket = BucketRequest {
        bucket: BucketRef::Outside(Text::from("b")),
        website: false,
        method: Method::Get,
        path: "/a",
        query: asked.query,
        headers: &headers,
        body: None,
        https: asked.https,
        caller: &asked.caller,
        presigned: asked.presigned,
        via: asked.via.then(|| (distribution, Text::from(ARN))),
        context: Context::default(),
    };
    let found = context(&bucket, Query::of(asked.query), ACCOUNT);
    let ask = |run: &mut crate::simulate::run::Run| found.known(key, run).cloned();
    match explored(&world, &request(), ask) {
        Explored::Always(Some(Values::One(value))) => Some(value),
        Explored::Always(Some(Values::Many(values))) => Some(values.join(",")),
        Explored::Always(Some(Values::Absent)) => Some(String::new()),
        Explored::Always(None) => None,
        Explored::Depends { .. } => panic!("nothing hinges here"),
    }
}

#[track_caller]
fn check(asked: &Asked, key: &str, expected: Option<&str>) {
    assert_eq!(value(asked, key).as_deref(), expected, "{key}");
}

fn role() -> Caller {
    Caller::Role(Identity {
        arn: "arn:aws:iam::111122223333:role/r".to_owned(),
        account: ACCOUNT.to_owned(),
        session: None,
        resource: None,
    })
}

#[test]
fn signatures() {
    check(&PLAIN, "s3:authtype", Some(""));
    check(&PLAIN, "s3:signatureversion", Some(""));
    check(&PLAIN, "s3:signatureage", Some(""));
    let signed = Asked {
        caller: role(),
        ..PLAIN
    };
    check(&signed, "s3:authtype", Some("REST-HEADER"));
    check(&signed, "s3:signatureversion", None);
    check(&signed, "s3:signatureage", None);
    let presigned = Asked {
        presigned: true,
        query: Some("X-Amz-Algorithm=AWS4-HMAC-SHA256"),
        ..signed
    };
    check(&presigned, "s3:authtype", Some("REST-QUERY-STRING"));
    check(&presigned, "s3:signatureversion", Some("AWS4-HMAC-SHA256"));
    let second = Asked {
        query: Some("AWSAccessKeyId=A"),
        ..presigned
    };
    check(&second, "s3:signatureversion", Some("AWS"));
}

#[test]
fn connection_account_and_what_nobody_knows() {
    check(&PLAIN, "aws:securetransport", Some("true"));
    let http = Asked {
        https: false,
        ..PLAIN
    };
    check(&http, "aws:securetransport", Some("false"));
    check(&PLAIN, "s3:resourceaccount", Some(ACCOUNT));
    for key in [
        "s3:tlsversion",
        "s3:existingobjecttag/team",
        "aws:sourceip",
        "aws:sourcevpce",
        "aws:referer",
        "aws:useragent",
    ] {
        check(&PLAIN, key, None);
    }
}

#[test]
fn headers() {
    let sent = Asked {
        caller: role(),
        headers: &[
            ("X-Amz-Acl", "public-read"),
            ("If-None-Match", "*"),
            ("Referer", "https://a.test/"),
            ("User-Agent", "curl"),
        ],
        ..PLAIN
    };
    check(&sent, "s3:x-amz-acl", Some("public-read"));
    check(&sent, "s3:x-amz-server-side-encryption", Some(""));
    check(&sent, "s3:x-amz-content-sha256", None);
    check(&PLAIN, "s3:x-amz-content-sha256", Some(""));
    check(&sent, "s3:if-none-match", Some("*"));
    check(&sent, "s3:if-match", Some(""));
    check(&sent, "aws:referer", Some("https://a.test/"));
    check(&sent, "aws:useragent", Some("curl"));
    check(&sent, "s3:dataaccesspointarn", Some(""));
}

#[test]
fn tags() {
    check(&PLAIN, "s3:requestobjecttag/team", Some(""));
    check(&PLAIN, "s3:requestobjecttagkeys", Some(""));
    let tagged = Asked {
        headers: &[("x-amz-tagging", "team=a%20b&Cost=1")],
        ..PLAIN
    };
    check(&tagged, "s3:requestobjecttag/team", Some("a b"));
    check(&tagged, "s3:requestobjecttag/cost", Some("1"));
    check(&tagged, "s3:requestobjecttag/other", Some(""));
    check(&tagged, "s3:requestobjecttagkeys", Some("team,Cost"));
}

#[test]
fn listings() {
    let listing = Asked {
        query: Some("list-type=2&prefix=photos%2F&max-keys=5"),
        ..PLAIN
    };
    check(&listing, "s3:prefix", Some("photos/"));
    check(&listing, "s3:max-keys", Some("5"));
    check(&listing, "s3:delimiter", Some(""));
    check(&PLAIN, "s3:prefix", Some(""));
    check(&PLAIN, "s3:versionid", Some(""));
}

#[test]
fn by_way_of_a_distribution() {
    let signed = Asked {
        caller: Caller::Service("cloudfront.amazonaws.com".to_owned()),
        via: true,
        ..PLAIN
    };
    check(&signed, "aws:sourcearn", Some(ARN));
    check(&signed, "aws:sourceaccount", Some(ACCOUNT));
    check(&signed, "s3:signatureversion", Some("AWS4-HMAC-SHA256"));
    check(&signed, "aws:referer", Some(""));
    let unsigned = Asked { via: true, ..PLAIN };
    check(&unsigned, "aws:sourcearn", Some(""));
    let service = Asked {
        via: false,
        ..signed
    };
    check(&service, "aws:sourcearn", None);
    check(&PLAIN, "aws:sourcearn", Some(""));
}

//! Whole requests at buckets: what is decided, and by what.

mod encrypted;
mod lists;
mod public;
mod writing;

use super::{BucketRef, BucketRequest, authorize, respond};
use crate::aws::Method;
use crate::simulate::answer::{Response, Verdict};
use crate::simulate::caller::{Caller, Identity};
use crate::simulate::context::Context;
use crate::simulate::deployed::{ACCOUNT, explored, request, world};
use crate::simulate::reason::Reason;
use crate::simulate::request::{Body, Headers, PublicAccessBlock};
use crate::simulate::world::World;
use crate::template::{Explored, Text};

/// A template under test.
pub(super) struct Stand {
    world: World,
}

/// A request to the bucket `B`.
#[derive(Clone, Copy)]
pub(super) struct Ask<'a> {
    /// `anonymous`, `oai`, `oac`, `account:ID`, or the logical id of a role.
    by: &'a str,
    method: Method,
    path: &'a str,
    query: Option<&'a str>,
    headers: &'a [(&'a str, &'a str)],
    https: bool,
    website: bool,
    missing: bool,
    bytes: Option<usize>,
    object_acl: Option<&'a str>,
    account: Option<PublicAccessBlock>,
    /// The name of a bucket outside the template, where it is one.
    outside: Option<&'a str>,
}

pub(super) const GET: Ask = Ask {
    by: "anonymous",
    method: Method::Get,
    path: "/photos/x.jpg",
    query: None,
    headers: &[],
    https: true,
    website: false,
    missing: false,
    bytes: None,
    object_acl: None,
    account: None,
    outside: None,
};

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Came {
    To(u16, Reason),
    /// The statuses that it may come to.
    Hinges(Vec<u16>),
}

impl Stand {
    pub(super) fn of(resources: &str) -> Self {
        let world = world(&format!("Resources:\n{resources}"));
        Self { world }
    }

    fn caller(&self, by: &str) -> Caller {
        match by {
            "anonymous" => Caller::Anonymous,
            "oac" => Caller::Service("cloudfront.amazonaws.com".to_owned()),
            "oai" => Caller::OriginAccessIdentity(Identity {
                arn: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity <OAI>".into(),
                account: "cloudfront".to_owned(),
                session: None,
                resource: self.world.resources.find("OAI"),
            }),
            _ => match by.strip_prefix("account:") {
                Some(account) => Caller::Account(account.to_owned()),
                None => {
                    let id = self.world.resources.find(by).unwrap();
                    let arn = self.world.resources.get(id).attribute("Arn").unwrap();
                    Caller::Role(Identity {
                        arn: arn.to_string(),
                        account: ACCOUNT.to_owned(),
                        session: None,
                        resource: Some(id),
                    })
                }
            },
        }
    }

    fn responses(&self, ask: &Ask) -> Explored<Response> {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let headers = Headers(ask.headers.iter().map(own).collect());
        let body = ask.bytes.map(|bytes| Body { bytes });
        let caller = self.caller(ask.by);
        let distribution = self.world.resources.find("D");
        let via = distribution.filter(|_| ask.by == "oac").map(|id| {
            let arn = format!("arn:aws:cloudfront::{ACCOUNT}:distribution/<D>");
            (id, Text::from(arn))
        });
        let bucket = match ask.outside {
            Some(name) => BucketRef::Outside(Text::from(name)),
            None => BucketRef::Inside(self.world.resources.find("B").unwrap()),
        };
        let mut asked = request();
        asked.missing = ask.missing;
        asked.facts.object_acl = ask.object_acl.map(str::to_owned);
        asked.facts.account_public_access_block = ask.account;
        explored(&self.world, &asked, |run| {
            let request = BucketRequest {
                bucket: bucket.clone(),
                website: ask.website,
                method: ask.method,
                path: ask.path,
                query: ask.query,
                headers: &headers,
                body: body.as_ref(),
                https: ask.https,
                caller: &caller,
                presigned: false,
                via: via.clone(),
                context: Context::default(),
            };
            let response = respond(run, &request);
            assert!(!run.hops.is_empty());
            response
        })
    }

    pub(super) fn one(&self, ask: &Ask) -> Response {
        match self.responses(ask) {
            Explored::Always(response) => response,
            Explored::Depends { results, .. } => panic!("{results:#?}"),
        }
    }

    pub(super) fn came(&self, ask: &Ask) -> Came {
        match self.responses(ask) {
            Explored::Always(response) => Came::To(response.status.unwrap(), response.reason),
            Explored::Depends { results, .. } => {
                let mut all: Vec<u16> = results.iter().filter_map(|one| one.status).collect();
                all.sort_unstable();
                all.dedup();
                Came::Hinges(all)
            }
        }
    }

    #[track_caller]
    pub(super) fn check(&self, ask: &Ask, status: u16, reason: Reason) {
        assert_eq!(self.came(ask), Came::To(status, reason));
    }

    fn decides(&self, by: &str, action: &str, arn: &str) -> Option<Verdict> {
        let caller = self.caller(by);
        let arn = Text::from(arn);
        let asked = request();
        let found = explored(&self.world, &asked, |run| {
            authorize(run, &caller, action, &arn, &Context::default()).verdict
        });
        match found {
            Explored::Always(verdict) => Some(verdict),
            Explored::Depends { .. } => None,
        }
    }
}

const PRIVATE: &str = "
  D: { Type: AWS::CloudFront::Distribution }
  OAI: { Type: AWS::CloudFront::CloudFrontOriginAccessIdentity }
  B: { Type: AWS::S3::Bucket, Properties: { BucketName: photos } }
  P:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: !Ref B
      PolicyDocument:
        Version: '2012-10-17'
        Statement:
          - Effect: Allow
            Principal: { AWS: !Sub 'arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity ${OAI}' }
            Action: s3:GetObject
            Resource: arn:aws:s3:::photos/photos/*
          - Effect: Allow
            Principal: { Service: cloudfront.amazonaws.com }
            Action: [ s3:GetObject, s3:ListBucket ]
            Resource: [ arn:aws:s3:::photos/*, arn:aws:s3:::photos ]
            Condition: { StringEquals: { AWS:SourceArn: arn:aws:cloudfront::111122223333:distribution/<D> } }
          - Effect: Deny
            Principal: '*'
            Action: s3:*
            Resource: [ arn:aws:s3:::photos, arn:aws:s3:::photos/* ]
            Condition: { Bool: { aws:SecureTransport: 'false' } }
";

#[test]
fn an_identity_reads_what_it_may_and_learns_nothing_else() {
    let stand = Stand::of(PRIVATE);
    let oai = Ask { by: "oai", ..GET };
    stand.check(&oai, 200, Reason::Allowed);
    assert_eq!(stand.one(&oai).key.as_deref(), Some("photos/x.jpg"));
    let missing = Ask {
        missing: true,
        ..oai
    };
    stand.check(&missing, 403, Reason::MissingObjectAndNoListPermission);
    assert_eq!(stand.one(&missing).code, Some("AccessDenied"));
    let elsewhere = Ask {
        path: "/other/x.jpg",
        ..oai
    };
    stand.check(&elsewhere, 403, Reason::NoAllow);
    // Raw paths: two slashes are another key.
    let slashes = Ask {
        path: "//photos/x.jpg",
        ..oai
    };
    stand.check(&slashes, 403, Reason::NoAllow);
    assert_eq!(stand.one(&slashes).key.as_deref(), Some("/photos/x.jpg"));
    let http = Ask {
        https: false,
        ..oai
    };
    stand.check(&http, 403, Reason::ExplicitDeny);
    stand.check(&GET, 403, Reason::NoAllow);
}

#[test]
fn an_access_control_that_may_list_is_told_what_is_missing() {
    let stand = Stand::of(PRIVATE);
    let oac = Ask { by: "oac", ..GET };
    stand.check(&oac, 200, Reason::Allowed);
    let missing = Ask {
        missing: true,
        ..oac
    };
    stand.check(&missing, 404, Reason::NoSuchKey);
    assert_eq!(stand.one(&missing).code, Some("NoSuchKey"));
    let head = Ask {
        method: Method::Head,
        ..missing
    };
    stand.check(&head, 404, Reason::NoSuchKey);
    assert_eq!(stand.one(&head).code, None);
    let listing = Ask { path: "/", ..oac };
    stand.check(&listing, 200, Reason::Allowed);
    assert_eq!(stand.one(&listing).key, None);
}

#[test]
fn what_s3_cannot_read_or_does_not_know() {
    let stand = Stand::of(PRIVATE);
    let oac = Ask { by: "oac", ..GET };
    for (method, path, query, status, code) in [
        (Method::Get, "/%zz", None, 400, "InvalidURI"),
        (Method::Get, "/../x", None, 400, "InvalidURI"),
        (Method::Patch, "/x", None, 405, "MethodNotAllowed"),
        (Method::Post, "/x", None, 405, "MethodNotAllowed"),
        (Method::Options, "/x", None, 400, "BadRequest"),
        (Method::Get, "/x", Some("acl"), 403, "AccessDenied"),
        (Method::Get, "/x", Some("versionId=1"), 403, "AccessDenied"),
        (Method::Get, "/", Some("policy"), 403, "AccessDenied"),
    ] {
        let ask = Ask {
            method,
            path,
            query,
            ..oac
        };
        let response = stand.one(&ask);
        let found = (response.status, response.code);
        assert_eq!(
            found,
            (Some(status), Some(code)),
            "{method} {path} {query:?}"
        );
    }
    let long = format!("/{}", "a".repeat(1_025));
    let long = Ask { path: &long, ..oac };
    assert_eq!(stand.one(&long).code, Some("KeyTooLongError"));
    let other = [("x-amz-expected-bucket-owner", "444455556666")];
    let other = Ask {
        headers: &other,
        ..oac
    };
    stand.check(&other, 403, Reason::OtherBucketOwner);
    let overrides = Ask {
        query: Some("response-content-type=text%2Fplain"),
        ..GET
    };
    stand.check(&overrides, 400, Reason::InvalidRequest);
}

#[test]
fn conditional_requests_hinge_on_the_object() {
    let stand = Stand::of(PRIVATE);
    let ask = |headers| Ask {
        by: "oac",
        headers,
        ..GET
    };
    let came = |headers| stand.came(&ask(headers));
    assert_eq!(
        came(&[("If-None-Match", "\"a\"")]),
        Came::Hinges(vec![200, 304])
    );
    assert_eq!(came(&[("If-Match", "\"a\"")]), Came::Hinges(vec![200, 412]));
    assert_eq!(
        came(&[("If-None-Match", "*")]),
        Came::To(304, Reason::NotModified)
    );
    assert_eq!(
        came(&[("Range", "bytes=0-9")]),
        Came::To(206, Reason::Allowed)
    );
    assert_eq!(came(&[("Range", "bytes=9-")]), Came::Hinges(vec![206, 416]));
}

#[test]
fn actions_by_the_arn() {
    let stand = Stand::of(PRIVATE);
    let object = "arn:aws:s3:::photos/photos/x";
    let verdict = |by, action, arn| stand.decides(by, action, arn);
    assert_eq!(
        verdict("oai", "s3:GetObject", object),
        Some(Verdict::Allowed)
    );
    assert_eq!(
        verdict("oai", "s3:PutObject", object),
        Some(Verdict::ImplicitDeny)
    );
    assert_eq!(
        verdict("oai", "s3:ListBucket", "arn:aws:s3:::photos"),
        Some(Verdict::ImplicitDeny)
    );
    assert_eq!(
        verdict("oai", "s3:GetObject", "arn:aws:s3:::photos-2/photos/x"),
        Some(Verdict::ImplicitDeny)
    );
    // Through which distribution a service asks is not known of a plain action.
    assert_eq!(verdict("oac", "s3:GetObject", object), None);
}

#[test]
fn configurations_that_are_not_there() {
    let stand = Stand::of(
        "
  B: { Type: AWS::S3::Bucket, Properties: { CorsConfiguration: { CorsRules: [] } } }
",
    );
    for (query, status, code) in [
        ("policy", 404, Some("NoSuchBucketPolicy")),
        ("website", 404, Some("NoSuchWebsiteConfiguration")),
        ("cors", 200, None),
        ("versioning", 200, None),
    ] {
        let ask = Ask {
            by: "account:111122223333",
            path: "/",
            query: Some(query),
            ..GET
        };
        let response = stand.one(&ask);
        assert_eq!(
            (response.status, response.code),
            (Some(status), code),
            "{query}"
        );
    }
}

#[test]
fn buckets_outside_the_template() {
    let stand = Stand::of("
  R:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: { Statement: [] }
      Policies:
        - PolicyName: p
          PolicyDocument:
            Statement: { Effect: Allow, Action: s3:GetObject, Resource: 'arn:aws:s3:::elsewhere/*' }
  P:
    Type: AWS::S3::BucketPolicy
    Properties:
      Bucket: given
      PolicyDocument:
        Statement: { Effect: Allow, Principal: '*', Action: s3:GetObject, Resource: 'arn:aws:s3:::given/*' }
");
    let elsewhere = Ask {
        outside: Some("elsewhere"),
        ..GET
    };
    stand.check(&elsewhere, 403, Reason::NoAllow);
    stand.check(
        &Ask {
            by: "R",
            ..elsewhere
        },
        200,
        Reason::Allowed,
    );
    // A policy for everyone, and nobody knows whether the bucket restricts it.
    let given = Ask {
        outside: Some("given"),
        ..GET
    };
    assert_eq!(stand.came(&given), Came::Hinges(vec![200, 403]));
    stand.check(&Ask { by: "R", ..given }, 200, Reason::Allowed);
}

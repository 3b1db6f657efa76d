//! Reading by way of a distribution, and what S3 cannot read; actions by ARNs; buckets outside the template.

use super::{Ask, Came, GET, Stand};
use crate::aws::Method;
use crate::simulate::answer::Verdict;
use crate::simulate::reason::Reason;

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
        None,
        "the policy of a bucket outside the template is not known"
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
    assert_eq!(stand.came(&elsewhere), Came::Hinges(vec![200, 403]));
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
